"""What would turn the verdict on a proposal, in its own terms: how many more must succeed, how much longer, cheaper.

With one thing of a proposal changed, in all its versions alike, and everything else as it is, only the worth of its
versions differs; so the margins of its versions tell where it turns (convention §20). Costs also change what it takes
of the money, and are searched for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from prioritizer.explanation.cheaper import MOST, STEPS, cheaper, dearer
from prioritizer.explanation.questions import Questions
from prioritizer.model.own_terms import Term, What, Why
from prioritizer.model.plan import Key, Margin
from prioritizer.selection.statement import Statement

TENTHS = 10
"""Lengths are told in tenths of a year."""

Worth: TypeAlias = Callable[[Key, Fraction], int | None]
"""What a version is worth, in whole kronor, with one thing so many times what it is; None where that cannot be told."""
Ends: TypeAlias = tuple[Decimal | None, Decimal | None]
"""At least and at most, in kronor; None where that end is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal whose verdict could turn, its margin, and what its versions are worth when something of it is changed.

    `longest` is how many years its longest effect lasts, and `horizon` how many it can; `shared` says that its effects
    are worth something with those of others too.
    """

    margin: Margin
    worth: Mapping[What, Worth]
    longest: int
    horizon: int
    shared: bool = False

    @property
    def selected(self) -> bool:
        """Whether the plan has it."""
        return self.margin.outcome == "selected"

    @property
    def lacks(self) -> Mapping[Key, Ends]:
        """How much less the best plan with each version is worth than the best without the proposal.

        Below zero for what is chosen. A version that no plan has is left out.
        """
        margin = self.margin
        without = (margin.low, margin.high) if self.selected else (Decimal(0), Decimal(0))
        return {
            (margin.proposal, a.alternative, a.start_year): (_less(a.low, without[1]), _less(a.high, without[0]))
            for a in margin.alternatives
            if a.low is not None
        }


def own_terms(asked: Asked, questions: Questions, statement: Statement) -> tuple[Term, ...]:
    """The multiple of effects, of their length and of costs at which the verdict turns; each alone.

    Args:
        asked: The proposal.
        questions: About the plan as it stands.
        statement: What the program is built from.

    Raises:
        SolverUnavailable: No solver can start.

    Source:
        Convention §20.
    """
    if asked.margin.conflict:
        # Limits keep it in, or out, whatever it is worth and however long it lasts.
        return tuple(_none(asked, what, "never") for what in ("success", "duration", "cost"))
    return success(asked), duration(asked), cost(asked, questions, statement)


def success(asked: Asked) -> Term:
    """The multiple of all effects, in thousandths."""
    steps = range(STEPS - 1, -1, -1) if asked.selected else range(STEPS + 1, MOST + 1)
    return _by_worth(asked, "success", steps, STEPS)


def duration(asked: Asked) -> Term:
    """The multiple of how long all effects are at full effect, in tenths of a year of the longest."""
    now = asked.longest * TENTHS
    steps = range(now - 1, -1, -1) if asked.selected else range(now + 1, asked.horizon * TENTHS + 1)
    return _by_worth(asked, "duration", steps, now) if now else _none(asked, "duration", "stated")


def cost(asked: Asked, questions: Questions, statement: Statement) -> Term:
    """The multiple of all costs: the largest at which a proposal comes in, the least at which one that is in leaves."""
    program, kept = questions.program, questions.standing
    if asked.selected:
        if not asked.margin.exact or asked.margin.margin is None:
            return _none(asked, "cost", "unsettled")
        # It stays until the plan with it is worth a whole krona less than the best without.
        kept -= int(asked.margin.margin * program.scale) + program.scale
    elif not questions.is_proved:
        return _none(asked, "cost", "unsettled")
    best, worth = None, asked.worth["cost"]
    for one in asked.margin.alternatives:
        # One that no plan has may have been kept out by its costs alone.
        key = (asked.margin.proposal, one.alternative, one.start_year)
        now = worth(key, Fraction(1))
        if now is None or worth(key, Fraction(0)) is None:
            return _none(asked, "cost", "stated")

        gain, index = partial(_gain, worth, key, now), program.index(key)
        if asked.selected:
            found = dearer(questions, statement, index, gain, kept, least=best)
        else:
            found = cheaper(questions, statement, index, gain, least=best)
        if not found.settled:
            return _none(asked, "cost", "unsettled")
        best = best if found.part is None else found.part
    if best is None or best * STEPS >= MOST:
        return _none(asked, "cost", "never")
    turned = best + Fraction(1, STEPS) if asked.selected else best
    return Term("cost", _range(asked, "cost"), turned, turned)


def _gain(worth: Worth, key: Key, now: int, step: int) -> int:
    return (worth(key, Fraction(step, STEPS)) or 0) - now


def _by_worth(asked: Asked, what: What, steps: Sequence[int], one: int) -> Term:
    """Where the worth of the versions alone decides; `one` is the step at which everything is as it is."""
    if asked.shared:
        return _none(asked, what, "shared")
    worth, lacks = asked.worth[what], asked.lacks
    now = {key: worth(key, Fraction(1)) for key in lacks}
    if None in now.values() or any(worth(key, Fraction(steps[-1], one)) is None for key in lacks if steps):
        return _none(asked, what, "stated")

    def turned(sure: bool, step: int) -> bool:
        """Whether the verdict has turned: surely, or maybe."""
        over = []
        for key, (low, high) in lacks.items():
            # To come in surely it must make up for the most that it may lack, to leave surely for the least.
            lack = high if sure != asked.selected else low
            if lack is None and sure and asked.selected:
                return False
            if lack is not None:
                more = (worth(key, Fraction(step, one)) or 0) - (now[key] or 0)
                over.append(more - lack)
        if asked.selected:
            return max(over, default=Decimal(-1)) <= -1
        return max(over, default=Decimal(0)) >= 1

    least, sure = _first(steps, partial(turned, False)), _first(steps, partial(turned, True))
    if least is None:
        return _none(asked, what, "never")
    ends = (Fraction(least, one), None if sure is None else Fraction(sure, one))
    return Term(what, _range(asked, what), *ends)


def _first(steps: Sequence[int], turned: Callable[[int], bool]) -> int | None:
    """The first of some steps at which something has turned, looked for ever farther away and then between."""
    near, far = -1, 0
    while far < len(steps) and not turned(steps[far]):
        near, far = far, 2 * far + 1
    if far >= len(steps):
        if not steps or near == len(steps) - 1 or not turned(steps[-1]):
            return None
        far = len(steps) - 1
    while far - near > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if turned(steps[middle]) else (middle, far)
    return steps[far]


def _less(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if amount is None or other is None else amount - other


def _range(asked: Asked, what: What) -> tuple[Fraction, Fraction]:
    if (what == "cost") != asked.selected:
        return Fraction(0), Fraction(1)
    is_longer = what == "duration"
    return Fraction(1), Fraction(asked.horizon, asked.longest or 1) if is_longer else Fraction(MOST, STEPS)


def _none(asked: Asked, what: What, why: Why) -> Term:
    return Term(what, _range(asked, what), why=why)
