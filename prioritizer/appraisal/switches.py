"""Where NNV is zero when one thing alone is changed: what is changed, and to what (convention §11; D6).

Lengths and delays lie on the line between whole years: a delay of 1.4 years moves two fifths of each year's effect one
year further, as accounts by year have it. How a zero is solved stands in `zeros.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf

import numpy as np

from prioritizer.appraisal.accounts import DISPLACEMENT
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.overlaps import joint_worth
from prioritizer.appraisal.setting import Array
from prioritizer.appraisal.stress import (
    Changed,
    as_it_is,
    flow,
    laid_out,
    net,
    powers,
    together,
    with_parameter,
)
from prioritizer.appraisal.zeros import (
    Ordinates,
    Switch,
    bent,
    ends_of,
    exact,
    nearest,
    rate_switch,
    scale_switch,
    straight,
)


def switches(cases: Sequence[Case], synergy: float = 0.0) -> tuple[Switch, ...]:
    """The switch points of versions together: a proposal's alone, or a plan's.

    Args:
        cases: Versions at their starts, appraised in one run.
        synergy: As in `together`.

    Returns:
        rate (a yearly share), cost and effect (multiples of all), duration (years of full effect of the effect that
        lasts longest, the others in proportion; `duration_share` of several versions is a multiple), delay (years
        later), tax_factor, displacement (a share), and price (a multiple) for each outcome.
    """
    light = [case.expected_only() for case in cases]
    return tuple(_switches(light, synergy))


def _switches(cases: Sequence[Case], synergy: float) -> Iterator[Switch]:
    setting = cases[0].setting
    terms, rules = setting.terms, setting.rules

    def line(changed: Callable[[float], Changed], low: float = 0.0, high: float = inf) -> Sequence[float | None]:
        return together(cases, [changed(value) for value in ends_of(low, high)], synergy)

    stated = any(case.version.stated is not None for case in cases)
    rate = float(terms.rate)
    unknown = Switch("rate", "", rate, None, "stated")
    yield unknown if stated else rate_switch(flow(cases, synergy), setting.portfolio.base_year, rate)
    yield straight("cost", 1.0, line(lambda scale: as_it_is(setting, cost_scale=scale)))
    yield scale_switch(powers(cases, synergy))
    yield from _years(cases, stated, synergy)
    now = 1.0 if terms.tax_factor is None else float(terms.tax_factor)
    yield straight("tax_factor", now, line(lambda x: as_it_is(setting, tax_factor=exact(x)), low=1.0), low=1.0)
    if produces(cases):
        displaced = rules.number(DISPLACEMENT, setting.portfolio.as_of)
        moved = line(lambda part: Changed(terms, with_parameter(rules, DISPLACEMENT, exact(part))), high=1.0)
        yield straight("displacement", float(displaced or 0), moved, high=1.0)
    if not stated:
        yield from _prices(cases, synergy)


def produces(cases: Sequence[Case]) -> bool:
    """Whether some effect gives production that is counted and displaced."""
    setting = cases[0].setting
    prices = setting.rules.prices
    return setting.portfolio.production_value and any(
        prices[effect.outcome].production for case in cases for effect in case.version.effects
    )


def _years(cases: Sequence[Case], stated: bool, synergy: float) -> Iterator[Switch]:
    """How long effects last and how much later they may come."""
    lengths = [effect.profile.years for case in cases for effect in case.version.effects]
    longest = max(lengths, default=0)
    name, unit = ("duration", longest) if len(cases) == 1 else ("duration_share", 1)
    if stated:
        yield Switch(name, "", None, None, "stated")
        yield Switch("delay", "", 0.0, None, "stated")
        return
    yield _length(cases, name, unit, synergy)
    yield bent("delay", 0.0, _delays(cases, synergy))


def _length(cases: Sequence[Case], name: str, unit: int, synergy: float) -> Switch:
    """The length at which NNV is zero: between whole years each effect is on the line, and those that meet multiply."""
    bends = _bends(cases)
    meeting = [case for case in cases if case.reached.claims]
    values = np.array(_lasting(meeting, bends.tolist())) + synergy
    for case in cases:
        if not case.reached.claims:
            own = _bends([case])
            values += np.interp(bends, own, _lasting([case], own.tolist()))
    nnv = (lambda x: _lasting(cases, [x])[0] + synergy) if meeting else lambda x: float(np.interp(x, bends, values))
    return nearest(name, bends, values, nnv, unit)


def _bends(cases: Sequence[Case]) -> Array:
    """The multiples of length at which some effect lasts whole years; between them and after them nothing bends."""
    horizon = cases[0].setting.portfolio.horizon
    lengths = sorted({e.profile.years for case in cases for e in case.version.effects if e.profile.years})
    return np.unique([0.0, *(year / length for length in lengths for year in range(horizon + 1))])


def _lasting(cases: Sequence[Case], scales: Sequence[float]) -> list[float]:
    """NNV when all effects last a number of times as long; none of the cases is of a stated result."""
    if not cases:
        return [0.0] * len(scales)
    setting = cases[0].setting
    changes = [as_it_is(setting, duration_scale=scale) for scale in scales]
    found = [nnv for nnv in together(cases, changes) if nnv is not None]
    assert len(found) == len(scales), "only a stated result cannot tell"
    return found


def _delays(cases: Sequence[Case], synergy: float) -> Ordinates:
    """NNV by how many years later all effects come, bent at whole years."""
    years = np.arange(cases[0].setting.portfolio.horizon + 1)
    nnv = together(cases, [as_it_is(cases[0].setting, delay=later) for later in years.tolist()], synergy)
    return years.astype(np.float64), np.array(nnv, dtype=np.float64)


def _prices(cases: Sequence[Case], synergy: float) -> Iterator[Switch]:
    worth: dict[str, float] = {}
    nnv = synergy
    for case in cases:
        found = laid_out(case)
        nnv += net(found)
        for members, kronor in zip(case.reached.members, found.unit_present * case.reached.expected, strict=True):
            # Effects that reach the same people are of one outcome.
            outcome = case.version.effects[members[0]].outcome
            worth[outcome] = worth.get(outcome, 0.0) + float(kronor)
    joint = joint_worth(cases)
    nnv += sum(joint.values())
    for outcome, kronor in joint.items():
        worth[outcome] += kronor
    for outcome, kronor in sorted(worth.items()):
        yield straight("price", 1.0, (nnv - kronor, nnv), of=outcome)
