"""How far each uncertain input moves NNV, and where it would have to lie for NNV to be zero (convention §11; D6)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf, isinf

import numpy as np

from prioritizer.appraisal.case import Case
from prioritizer.appraisal.distributions import mean, quantiles
from prioritizer.appraisal.overlaps import joint_nnv
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.stress import as_it_is, together
from prioritizer.appraisal.switches import Switch, beyond, ends_of, straight
from prioritizer.appraisal.uncertain import Input, inputs, nnv_of, put

ENDS = (0.05, 0.95)
TRIED = 16
"""How many values on each side a zero is looked for between, where NNV is not straight."""


@dataclass(frozen=True, slots=True)
class Bar:
    """NNV in whole kronor at the 5th and 95th percentile of one input, all others drawn as they are.

    `name`, `of` and `row` are those of `Input`; `proposal` whose input it is, in a plan; empty where versions share it.
    """

    name: str
    of: str
    row: int | None
    low: float
    high: float
    nnv_low: int
    nnv_high: int
    proposal: str = ""

    @property
    def width(self) -> int:
        """How far the input moves NNV."""
        return abs(self.nnv_high - self.nnv_low)


@dataclass(frozen=True, slots=True)
class Asked:
    """An input and NNV at its two ends, not rounded."""

    input: Input
    ends: tuple[float, float]
    nnv: tuple[float, float]


def asked(case: Case) -> tuple[Asked, ...]:
    """Every uncertain input of a version at its 5th and 95th percentile."""
    found = inputs(case)
    ends = [quantiles(one.declared, np.array(ENDS), one.bounds).tolist() for one in found]
    nnv = nnv_of(*((one, value) for one, at in zip(found, ends, strict=True) for value in at))
    return tuple(
        Asked(one, (low, high), (nnv[2 * at], nnv[2 * at + 1]))
        for at, (one, (low, high)) in enumerate(zip(found, ends, strict=True))
    )


def tornado(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars in order of how far each input moves NNV, the widest first; names settle ties."""
    return tuple(sorted(bars, key=lambda bar: (-bar.width, bar.name, bar.of, bar.row or 0, bar.proposal)))


def bars(found: Sequence[Asked]) -> tuple[Bar, ...]:
    """The tornado of one version."""
    return tornado(_bar(one) for one in found)


def plan_bars(versions: Sequence[tuple[Case, Sequence[Asked]]]) -> tuple[Bar, ...]:
    """The tornado of a plan: an input moves its version and what that has in common with others, shared ones all.

    Args:
        versions: Each version with its inputs.
    """
    each = [together([case], [as_it_is(case.setting)])[0] or 0.0 for case, _ in versions]
    cases = [case for case, _ in versions]
    joint = joint_nnv(cases)
    total = sum(each) + joint
    same: dict[tuple[str, str, int | None, int | None], list[tuple[int, Asked]]] = {}
    for at, (_, found) in enumerate(versions):
        for one in found:
            given = one.input
            key = (given.name, given.of, None, None) if given.shared else (given.name, given.of, given.row, at)
            same.setdefault(key, []).append((at, one))
    bars: list[Bar] = []
    for (*_, whose), moved in same.items():
        ends = [total - joint + sum(one.nnv[end] - each[at] for at, one in moved) for end in (0, 1)]
        for end in (0, 1):
            meeting = [(at, one) for at, one in moved if cases[at].reached.claims]
            moved_cases = put(*((one.input, one.ends[end]) for _, one in meeting))
            there = dict(zip((at for at, _ in meeting), moved_cases, strict=True))
            ends[end] += joint_nnv([there.get(at, case) for at, case in enumerate(cases)]) if there else joint
        bar = _bar(replace(moved[0][1], nnv=(ends[0], ends[1])))
        bars.append(bar if whose is None else replace(bar, proposal=cases[whose].proposal.id))
    return tornado(bars)


def input_switches(found: Sequence[Asked]) -> Iterator[Switch]:
    """For each input the value at which NNV is zero, the nearest to its mean where there are several."""
    bounded = [one.input for one in found if one.input.straight and not isinf(one.input.bounds[0])]
    asked = [(given, value) for given in bounded for value in ends_of(*given.bounds)]
    known = iter(nnv_of(*asked))
    for one in found:
        given = one.input
        low, high = given.bounds
        now = mean(given.declared, given.bounds)
        if given.straight and not isinf(low):
            yield straight(given.name, now, (next(known), next(known)), low, high, given.of, given.row)
        elif given.straight:
            yield _line(one, now)
        else:
            yield _curved(one, now)


def _bar(found: Asked) -> Bar:
    (low, high), (at_low, at_high), given = found.ends, found.nnv, found.input
    return Bar(given.name, given.of, given.row, low, high, whole(at_low), whole(at_high))


def _line(found: Asked, now: float) -> Switch:
    """The zero of what can be any number."""
    given, (low, high), (at_low, at_high) = found.input, found.ends, found.nnv
    if high == low or abs(at_high - at_low) < 1e-6:
        return Switch(given.name, given.of, now, None, beyond(at_low), given.row)
    return Switch(given.name, given.of, now, low - at_low * (high - low) / (at_high - at_low), "", given.row)


def _curved(found: Asked, now: float) -> Switch:
    """The zero nearest `now` by Brent's method, on NNV worked out anew at every step."""
    from scipy.optimize import brentq

    given = found.input
    values = _tried(given, now)
    nnv = nnv_of(*((given, x) for x in values))
    zeros = [
        float(brentq(given.nnv, a, b, xtol=1e-14, rtol=1e-13))
        for a, b, at_a, at_b in zip(values, values[1:], nnv, nnv[1:], strict=False)
        if at_a * at_b < 0
    ]
    zeros += [x for x, kronor in zip(values, nnv, strict=True) if kronor == 0]
    if not zeros:
        return Switch(given.name, given.of, now, None, beyond(given.nnv(now)), given.row)
    return Switch(given.name, given.of, now, min(zeros, key=lambda x: (abs(x - now), x)), "", given.row)


def _tried(given: Input, now: float) -> list[float]:
    """Values from the least that an input can be to the most, close to `now` where there is no most."""
    low, high = given.bounds
    if high == inf:
        above = [now * 2.0 ** (step / 2) for step in range(1, TRIED)]
    else:
        above = np.linspace(now, high, TRIED)[1:].tolist()
    return [*np.linspace(low, now, TRIED).tolist(), *above]
