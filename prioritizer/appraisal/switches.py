"""Where NNV is zero when one thing alone is changed: solved, never read off a grid (convention §11; D6).

What NNV depends on in a straight line is solved from two points of it, the discount rate by Brent's method on the flow,
and lengths and delays on the line between whole years: a delay of 1.4 years moves two fifths of each year's effect one
year further, as accounts by year have it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Literal, TypeAlias

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
    together,
    with_parameter,
)

LOWEST_RATE, HIGHEST_RATE = -0.9, 10.0
"""Between which rates a zero is looked for; how many a grid has only says how close two zeros can lie."""

STEPS = 400
ALIKE = 1e-6
"""Of a krona: what moves NNV less does not move it."""

Ordinates: TypeAlias = tuple[Array, Array]
"""Points of a line between which it is straight: where, and NNV there."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Where NNV is zero when one thing alone is changed.

    `value` is in the unit of `name`, `now` the value in use. Where no value does it, `value` is None and `reason` says
    which: «always» above zero, «never» above zero, «stated» for what a stated result cannot tell (convention §26).
    `of` is the outcome, cost, price or factor it is of, and `row` which row of the version, where there are several;
    `proposal` is whose input it is, in a plan, where it is not all of them.
    """

    name: str
    of: str
    now: float | None
    value: float | None
    reason: str = ""
    row: int | None = None
    proposal: str = ""


def switches(cases: Sequence[Case]) -> tuple[Switch, ...]:
    """The switch points of versions together: a proposal's alone, or a plan's.

    Args:
        cases: Versions at their starts, appraised in one run.

    Returns:
        rate (a yearly share), cost and effect (multiples of all), duration (years of full effect of the effect that
        lasts longest, the others in proportion; `duration_share` of several versions is a multiple), delay (years
        later), tax_factor, displacement (a share), and price (a multiple) for each outcome.
    """
    light = [case.expected_only() for case in cases]
    return tuple(_switches(light))


def _switches(cases: Sequence[Case]) -> Iterator[Switch]:
    setting = cases[0].setting
    terms, rules = setting.terms, setting.rules

    def line(changed: Callable[[float], Changed], low: float = 0.0, high: float = inf) -> Sequence[float | None]:
        return together(cases, [changed(value) for value in ends_of(low, high)])

    stated = any(case.version.stated is not None for case in cases)
    rate = float(terms.rate)
    unknown = Switch("rate", "", rate, None, "stated")
    yield unknown if stated else rate_switch(flow(cases), setting.portfolio.base_year, rate)
    yield straight("cost", 1.0, line(lambda scale: as_it_is(setting, cost_scale=scale)))
    yield straight("effect", 1.0, line(lambda scale: as_it_is(setting, effect_scale=scale)))
    yield from _years(cases, stated)
    now = 1.0 if terms.tax_factor is None else float(terms.tax_factor)
    yield straight("tax_factor", now, line(lambda x: as_it_is(setting, tax_factor=exact(x)), low=1.0), low=1.0)
    if produces(cases):
        displaced = rules.number(DISPLACEMENT, setting.portfolio.as_of)
        moved = line(lambda part: Changed(terms, with_parameter(rules, DISPLACEMENT, exact(part))), high=1.0)
        yield straight("displacement", float(displaced or 0), moved, high=1.0)
    if not stated:
        yield from _prices(cases)


def straight(
    name: str,
    now: float,
    nnv: Sequence[float | None],
    low: float = 0.0,
    high: float = inf,
    of: str = "",
    row: int | None = None,
) -> Switch:
    """The zero of something that NNV depends on in a straight line, from two points of it.

    Args:
        name: What is changed.
        now: Its value in use.
        nnv: NNV at the two points of `ends_of`; None where it cannot be told.
        low: The least that it can be.
        high: The most.
        of: What it is of, where there are several.
        row: Which row of the version, where it is of one.

    Example:
        >>> straight("cost", 1.0, (150.0, 50.0)).value
        1.5
    """
    first, second = ends_of(low, high)
    low_nnv, high_nnv = nnv
    if low_nnv is None or high_nnv is None:
        return Switch(name, of, now, None, "stated", row)
    slope = (high_nnv - low_nnv) / (second - first)
    zero = first - low_nnv / slope if abs(slope) > ALIKE else inf
    if low <= zero <= high and zero < inf:
        return Switch(name, of, now, zero, "", row)
    return Switch(name, of, now, None, beyond(low_nnv + slope * (now - first)), row)


def ends_of(low: float, high: float) -> tuple[float, float]:
    """The two points that a straight line is drawn through."""
    return low, low + 1.0 if high == inf else high


def rate_switch(flow: Mapping[int, float], base_year: int, now: float) -> Switch:
    """The discount rate at which NNV of a flow is zero, the internal rate of return; of several the one nearest `now`.

    Args:
        flow: Kronor by year, not discounted.
        base_year: Whose kronor count in full.
        now: The rate in use, a yearly share.

    Example:
        >>> round(rate_switch({2027: -100.0, 2028: 60.0, 2029: 60.0}, 2027, 0.035).value, 6)
        0.130662
    """
    from scipy.optimize import brentq  # takes a while to import, and only this needs it

    after = np.array([year - base_year for year in flow], dtype=np.float64)
    kronor = np.array(list(flow.values()))

    def nnv(rate: float) -> float:
        return float(kronor @ (1.0 + rate) ** -after)

    upwards = now + np.geomspace(1e-3, HIGHEST_RATE - now, STEPS)
    grid = np.concatenate([np.linspace(LOWEST_RATE, now, STEPS), upwards])
    values = ((1.0 + grid)[:, None] ** -after) @ kronor
    found = [
        brentq(nnv, float(grid[at]), float(grid[at + 1]), xtol=1e-15, rtol=1e-14)
        for at in np.flatnonzero(values[:-1] * values[1:] < 0)
    ]
    found += [float(rate) for rate in grid[(values == 0) & bool(kronor.any())]]
    if not found:
        return Switch("rate", "", now, None, beyond(nnv(now)))
    return Switch("rate", "", now, min(found, key=lambda rate: (abs(rate - now), rate)))


def bent(name: str, now: float, line: Ordinates, of: str = "") -> Switch:
    """The zero nearest `now` of something between whose points NNV is straight.

    Example:
        >>> bent("delay", 0.0, (np.array([0.0, 1.0, 2.0]), np.array([30.0, 10.0, -10.0]))).value
        1.5
    """
    where, nnv = line
    found = [float(x) for x in where[np.abs(nnv) < ALIKE]]
    for at in np.flatnonzero(nnv[:-1] * nnv[1:] < 0):
        found.append(float(where[at] + (where[at + 1] - where[at]) * nnv[at] / (nnv[at] - nnv[at + 1])))
    if not found:
        return Switch(name, of, now, None, beyond(float(np.interp(now, where, nnv))))
    return Switch(name, of, now, min(found, key=lambda x: (abs(x - now), x)))


def beyond(nnv: float) -> Literal["always", "never"]:
    """What is said where no value makes NNV zero: on which side of zero it stays."""
    return "always" if nnv > 0 else "never"


def exact(number: float) -> Decimal:
    """The shortest decimal that is read as the same number."""
    return Decimal(repr(number))


def produces(cases: Sequence[Case]) -> bool:
    """Whether some effect gives production that is counted and displaced."""
    setting = cases[0].setting
    prices = setting.rules.prices
    return setting.portfolio.production_value and any(
        prices[effect.outcome].production for case in cases for effect in case.version.effects
    )


def _years(cases: Sequence[Case], stated: bool) -> Iterator[Switch]:
    """How long effects last and how much later they may come."""
    lengths = [effect.profile.years for case in cases for effect in case.version.effects]
    longest = max(lengths, default=0)
    name, unit = ("duration", longest) if len(cases) == 1 else ("duration_share", 1)
    if stated:
        yield Switch(name, "", None, None, "stated")
        yield Switch("delay", "", 0.0, None, "stated")
        return
    yield _length(cases, name, unit)
    yield bent("delay", 0.0, _delays(cases))


def _length(cases: Sequence[Case], name: str, unit: int) -> Switch:
    """The length at which NNV is zero: between whole years each effect is on the line, and those that meet multiply."""
    bends = _bends(cases)
    meeting = [case for case in cases if case.reached.claims]
    values = np.array(_lasting(meeting, bends.tolist()))
    for case in cases:
        if not case.reached.claims:
            own = _bends([case])
            values += np.interp(bends, own, _lasting([case], own.tolist()))
    nnv = (lambda x: _lasting(cases, [x])[0]) if meeting else lambda x: float(np.interp(x, bends, values))
    return _nearest(name, bends, values, nnv, unit)


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


def _nearest(name: str, where: Array, values: Array, nnv: Callable[[float], float], unit: int) -> Switch:
    """The zero nearest 1, by Brent's method between points of which one is above zero and one below."""
    from scipy.optimize import brentq  # takes a while to import, and only this and the rate need it

    found = [float(x) for x in where[np.abs(values) < ALIKE]]
    for at in np.flatnonzero(values[:-1] * values[1:] < 0):
        found.append(float(brentq(nnv, float(where[at]), float(where[at + 1]), xtol=1e-14, rtol=1e-13)))
    if not found:
        return Switch(name, "", float(unit), None, beyond(nnv(1.0)))
    return Switch(name, "", float(unit), unit * min(found, key=lambda x: (abs(x - 1.0), x)))


def _delays(cases: Sequence[Case]) -> Ordinates:
    """NNV by how many years later all effects come, bent at whole years."""
    years = np.arange(cases[0].setting.portfolio.horizon + 1)
    nnv = together(cases, [as_it_is(cases[0].setting, delay=later) for later in years.tolist()])
    return years.astype(np.float64), np.array(nnv, dtype=np.float64)


def _prices(cases: Sequence[Case]) -> Iterator[Switch]:
    worth: dict[str, float] = {}
    nnv = 0.0
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
