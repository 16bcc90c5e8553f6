"""The difference between two rounds divided on the inputs that differ (issue 6, item 7).

Every set of changed inputs is chosen from anew. Where there are more inputs than all sets can be tried for, those of a
kind are changed together; where the kinds are too many too, each is changed alone.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from prioritizer.explanation.attribution import MOST_CHANGES, attributed
from prioritizer.model.compared import Caused, Comparison, Differing
from prioritizer.model.plan import Outcome, Plan

Group: TypeAlias = tuple[Differing, ...]

Decide: TypeAlias = Callable[[frozenset[Differing]], Outcome | None]
"""The choice with some inputs as in the second round, the others as in the first; None where it cannot be made."""


def compared(
    inputs: Sequence[Differing], decide: Decide, report: Callable[[str], None] | None = None
) -> Comparison | None:
    """Divide what differing inputs do to the worth of the best plan.

    Args:
        inputs: All that differ.
        decide: Makes the choice; it is asked about each set once.
        report: Hears «compared: done/all» before each.

    Returns:
        The comparison; without parts where one of the rounds has no plan, and None where one cannot be decided at all.
    """
    groups = grouped(inputs)
    count = 2 ** len(groups) if len(groups) <= MOST_CHANGES else len(groups) + 2
    done = 0

    @cache
    def outcome(made: frozenset[str]) -> Outcome | None:
        nonlocal done
        done += 1
        if report is not None:
            report(f"compared: {done}/{count}")
        return decide(frozenset(one for name in made for one in groups[int(name)]))

    names = [str(n) for n in range(len(groups))]
    before, after = outcome(frozenset()), outcome(frozenset(names))
    if before is None or after is None:
        return None
    if not isinstance(before, Plan) or not isinstance(after, Plan) or not groups:
        return Comparison(before, after, proved=_is_proved([before, after]))
    found = attributed(names, lambda made: _worth(outcome(made)))
    parts = tuple(
        Caused(group, part.kronor, outcome(frozenset([part.change])))
        for group, part in zip(groups, found.parts, strict=True)
    )
    tried = [outcome(made) for made in _asked(names, found.way == "shapley")]
    lacking = tuple(frozenset(int(name) for name in made) for made in found.without_plan)
    return Comparison(before, after, parts, found.way, lacking, _is_proved(tried))


def grouped(inputs: Sequence[Differing]) -> tuple[Group, ...]:
    """Each by itself where there are few, else those of a kind together, in the order given."""
    if len(inputs) <= MOST_CHANGES:
        return tuple((one,) for one in inputs)
    kinds = dict.fromkeys(one.kind for one in inputs)
    return tuple(tuple(one for one in inputs if one.kind == kind) for kind in kinds)


def _worth(outcome: Outcome | None) -> Decimal | None:
    return outcome.objective if isinstance(outcome, Plan) else None


def _asked(names: Sequence[str], all_sets: bool) -> Iterable[frozenset[str]]:
    if not all_sets:
        return [frozenset(), *(frozenset([name]) for name in names), frozenset(names)]
    return [frozenset(n for i, n in enumerate(names) if bits >> i & 1) for bits in range(2 ** len(names))]


def _is_proved(outcomes: Iterable[Outcome | None]) -> bool:
    return all(one.status == "optimal" for one in outcomes if isinstance(one, Plan))
