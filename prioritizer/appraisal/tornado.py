"""How far each uncertain input moves NNV, and where it would have to lie for NNV to be zero (convention §11; D6)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf, isinf

import numpy as np

from prioritizer.appraisal.case import Case
from prioritizer.appraisal.distributions import Bounds, mean, quantiles
from prioritizer.appraisal.overlaps import joint_nnv
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.stress import as_it_is, together
from prioritizer.appraisal.uncertain import Input, inputs, nnv_of, put
from prioritizer.appraisal.zeros import Switch, beyond, ends_of, straight

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
    """An input, its 5th and 95th percentile with NNV there, and NNV `at` any values of it, not rounded.

    `proposal` is whose input it is, in a plan; empty where versions share it.
    """

    input: Input
    ends: tuple[float, float]
    nnv: tuple[float, float]
    at: Callable[[Sequence[float]], list[float]]
    proposal: str = ""


def asked(case: Case) -> tuple[Asked, ...]:
    """Every uncertain input of a version."""
    found = inputs(case)
    ends = [quantiles(one.declared, np.array(ENDS), one.bounds).tolist() for one in found]
    nnv = nnv_of(*((one, value) for one, at in zip(found, ends, strict=True) for value in at))
    return tuple(
        Asked(one, (low, high), (nnv[2 * at], nnv[2 * at + 1]), partial(_of_version, one))
        for at, (one, (low, high)) in enumerate(zip(found, ends, strict=True))
    )


def _of_version(given: Input, values: Sequence[float]) -> list[float]:
    return nnv_of(*((given, value) for value in values))


def asked_of_plan(versions: Sequence[tuple[Case, Sequence[Asked]]], synergy: float = 0.0) -> tuple[Asked, ...]:
    """Every uncertain input of a plan: it moves its version and what that has in common with others, shared ones all.

    Args:
        versions: Each version with its inputs.
        synergy: As in `together`; no input moves it.
    """
    cases = [case for case, _ in versions]
    each = [together([case], [as_it_is(case.setting)])[0] or 0.0 for case in cases]
    joint = joint_nnv(cases)
    same: dict[tuple[str, str, int | None, int | None], dict[int, Asked]] = {}
    for at, (_, found) in enumerate(versions):
        for one in found:
            given = one.input
            key = (given.name, given.of, None, None) if given.shared else (given.name, given.of, given.row, at)
            same.setdefault(key, {})[at] = one
    return tuple(_of_plan(cases, each, joint, synergy, moved, whose) for (*_, whose), moved in same.items())


def _of_plan(
    cases: Sequence[Case],
    each: Sequence[float],
    joint: float,
    synergy: float,
    moved: Mapping[int, Asked],
    whose: int | None,
) -> Asked:
    """One input of a plan, or one that several versions share; `each` and `joint` are with nothing changed."""
    sharing = [at for at in moved if cases[at].reached.claims]

    def nnv(value: float, changed: Mapping[int, float]) -> float:
        alone = sum(changed.get(at, kronor) for at, kronor in enumerate(each)) + synergy
        if not sharing:
            return alone + joint
        there = dict(zip(sharing, put(*((moved[at].input, value) for at in sharing)), strict=True))
        return alone + joint_nnv([there.get(at, case) for at, case in enumerate(cases)])

    def nnv_at(values: Sequence[float]) -> list[float]:
        changed = {at: one.at(values) for at, one in moved.items()}
        return [nnv(value, {at: kronor[n] for at, kronor in changed.items()}) for n, value in enumerate(values)]

    first = next(iter(moved.values()))
    low, high = (nnv(first.ends[end], {at: one.nnv[end] for at, one in moved.items()}) for end in (0, 1))
    given = replace(first.input, straight=False) if sharing else first.input
    return Asked(given, first.ends, (low, high), nnv_at, "" if whose is None else cases[whose].proposal.id)


def bars(found: Iterable[Asked]) -> tuple[Bar, ...]:
    """The tornado: inputs in order of how far each moves NNV, the widest first; names settle ties."""
    told = [_bar(one) for one in found]
    return tuple(sorted(told, key=lambda bar: (-bar.width, bar.name, bar.of, bar.row or 0, bar.proposal)))


def input_switches(found: Iterable[Asked]) -> Iterator[Switch]:
    """For each input the value at which NNV is zero, the nearest to its mean where there are several."""
    for one in found:
        given = one.input
        low, high = given.bounds
        now = mean(given.declared, given.bounds)
        if given.straight and not isinf(low):
            told = straight(given.name, now, one.at(ends_of(low, high)), low, high, given.of, given.row)
        elif given.straight:
            told = _line(one, now)
        else:
            told = _curved(one, now)
        yield replace(told, proposal=one.proposal)


def _bar(found: Asked) -> Bar:
    (low, high), (at_low, at_high), given = found.ends, found.nnv, found.input
    return Bar(given.name, given.of, given.row, low, high, whole(at_low), whole(at_high), found.proposal)


def _line(found: Asked, now: float) -> Switch:
    """The zero of what can be any number."""
    given, (low, high), (at_low, at_high) = found.input, found.ends, found.nnv
    if high == low or abs(at_high - at_low) < 1e-6:
        return Switch(given.name, given.of, now, None, beyond(at_low), given.row)
    return Switch(given.name, given.of, now, low - at_low * (high - low) / (at_high - at_low), "", given.row)


def _curved(found: Asked, now: float) -> Switch:
    """The zero nearest `now` by Brent's method, on NNV worked out anew at every step."""
    from scipy.optimize import brentq

    def at(value: float) -> float:
        return found.at((value,))[0]

    given = found.input
    values = _tried(given.bounds, now)
    nnv = found.at(values)
    zeros = [
        float(brentq(at, a, b, xtol=1e-14, rtol=1e-13))
        for a, b, at_a, at_b in zip(values, values[1:], nnv, nnv[1:], strict=False)
        if at_a * at_b < 0
    ]
    zeros += [x for x, kronor in zip(values, nnv, strict=True) if kronor == 0]
    if not zeros:
        return Switch(given.name, given.of, now, None, beyond(at(now)), given.row)
    return Switch(given.name, given.of, now, min(zeros, key=lambda x: (abs(x - now), x)), "", given.row)


def _tried(bounds: Bounds, now: float) -> list[float]:
    """Values from the least that an input can be to the most; ever farther from `now` where there is no end."""
    low, high = bounds
    far = [(abs(now) or 1.0) * 2.0 ** (step / 2) for step in range(-TRIED // 2, TRIED)]
    below = [now - x for x in reversed(far)] if low == -inf else np.linspace(low, now, TRIED)[:-1].tolist()
    above = [now + x for x in far] if high == inf else np.linspace(now, high, TRIED)[1:].tolist()
    return [*below, now, *above]
