"""What if something were otherwise: each wish alone, and all of them together (convention §19–§21).

A wish that leaves the figures as they are changes some rows of one living program; where the figures differ, the choice
is made again as it was made first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from prioritizer.explanation.carried import Figures, carried
from prioritizer.explanation.in_the_way import InTheWay
from prioritizer.explanation.prices import gain_of, under
from prioritizer.explanation.questions import Questions, Report
from prioritizer.model.limit_prices import Gain
from prioritizer.model.plan import Infeasible, Key, Outcome, Plan
from prioritizer.model.rules import Severity, Verdict
from prioritizer.model.verdict import Screened
from prioritizer.model.what_if import Actors, Consequence, WhatIf, Wish, Worth
from prioritizer.selection.choose import patience
from prioritizer.selection.program import Program, granted, value, violated
from prioritizer.selection.relief import relieved
from prioritizer.selection.statement import Statement
from prioritizer.selection.ties import by_name

Choose: TypeAlias = Callable[["Situation"], Outcome]
"""Chooses the plan of a situation anew."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is chosen between, and the figures of it; without them nobody can be told who carries what."""

    statement: Statement
    program: Program
    screened: tuple[Screened, ...]
    figures: Figures | None = None

    def alike(self, other: "Situation") -> bool:
        """Whether another situation has the same versions, worth the same, so that only limits differ."""
        one, two = self.program, other.program
        same = (one.candidates, one.objective, one.scale, one.shared)
        return same == (two.candidates, two.objective, two.scale, two.shared)


def what_if(
    before: Situation,
    outcome: Outcome,
    alone: Sequence[tuple[Wish, Situation]],
    together: Situation,
    choose: Choose,
    anew: bool = False,
    report: Report | None = None,
    time_limit: float | None = None,
) -> WhatIf:
    """What each wish leads to alone, and all of them together.

    Args:
        before: As it stands.
        outcome: The plan as it stands, or why there is none.
        alone: Each wish, and the situation with it alone.
        together: The situation with all of them.
        choose: Chooses where the figures differ, or where there is no plan to begin with.
        anew: True where plans are not chosen for expected value, so that every one is chosen by `choose`.
        report: Hears «what-if: done/all» before each.
        time_limit: Seconds for all questions about the plan together, shared evenly; what is not proved by then is an
            interval. `choose` minds its own time.

    Raises:
        SolverUnavailable: No solver can start.

    Source:
        Convention §19–§21, §27.
    """
    plan = outcome if isinstance(outcome, Plan) else None
    questions = None
    if plan is not None and not anew:
        seconds = patience(before.program, time_limit)
        questions = Questions.about(before.program, plan, seconds, len(alone) + 2)
    asking = _Asking(before, plan, questions, choose, time_limit)
    every = tuple(wish for wish, _ in alone)
    found = []
    singles = [((wish,), at) for wish, at in alone]
    asked = singles if len(singles) == 1 else [*singles, (every, together)]
    for done, (wishes, situation) in enumerate(asked, 1):
        if report is not None:
            report(f"what-if: {done}/{len(asked)}")
        found.append(asking.answer(wishes, situation))
    return WhatIf(None if plan is None else _worth(plan), tuple(found[: len(alone)]), found[-1])


@dataclass(frozen=True, slots=True)
class _Asking:
    """The plan as it stands, and how others are found."""

    before: Situation
    plan: Plan | None
    questions: Questions | None
    choose: Choose
    time_limit: float | None

    def answer(self, wishes: tuple[Wish, ...], situation: Situation) -> Consequence:
        """What some wishes lead to."""
        criteria = _stopped(wishes, situation.screened)
        if criteria:
            return Consequence(wishes, "inadmissible", criteria=criteria)
        if self.questions is not None and self.before.alike(situation):
            return self._asked(self.questions, wishes, situation)
        return self._chosen(wishes, situation)

    def _asked(self, questions: Questions, wishes: tuple[Wish, ...], situation: Situation) -> Consequence:
        answer = under(questions, situation.program, nearest=True)
        if answer.is_none:
            return self._chosen(wishes, situation)
        if answer.plan is None or answer.low is None or answer.high is None:
            return Consequence(wishes, "unknown", faults=answer.faults)
        program = situation.program
        worth = _found(program, answer.plan, program.kronor(answer.high))
        return self._with_plan(wishes, situation, worth, gain_of(questions, answer, loosens=False), answer.faults)

    def _chosen(self, wishes: tuple[Wish, ...], situation: Situation) -> Consequence:
        outcome = self.choose(situation)
        if isinstance(outcome, Infeasible):
            return self._no_plan(wishes, situation, outcome)
        if not isinstance(outcome, Plan):
            return Consequence(wishes, "unknown")
        worth, gain = _worth(outcome), None if self.plan is None else _between(self.plan, outcome)
        return self._with_plan(wishes, situation, worth, gain, outcome.faults)

    def _no_plan(self, wishes: tuple[Wish, ...], situation: Situation, found: Infeasible) -> Consequence:
        told = found if found.explained else relieved(situation.statement, found, time_limit=self.time_limit)
        lost, closed = self._lost(situation), self._closed(wishes, situation)
        return Consequence(wishes, "no_plan", no_plan=told, lost=lost, closed=closed)

    def _with_plan(
        self, wishes: tuple[Wish, ...], situation: Situation, worth: Worth, gain: Gain | None, faults: tuple[str, ...]
    ) -> Consequence:
        chosen = _indexes(situation.program, worth.chosen)
        assert chosen is not None
        after = _indexes(self.before.program, worth.chosen)
        return Consequence(
            wishes,
            "plan",
            worth,
            gain,
            self._carried(situation, worth),
            self._same_plan(situation),
            self._lost(situation),
            self._closed(wishes, situation),
            () if after is None else violated(self.before.program, after),
            self._blocked(wishes),
            _binding(situation.program, chosen),
            faults=faults,
        )

    def _carried(self, situation: Situation, worth: Worth) -> Actors | None:
        before, after = self.before.figures, situation.figures
        if self.plan is None or before is None or after is None:
            return None
        return carried(before, _worth(self.plan), after, worth)

    def _lost(self, situation: Situation) -> tuple[str, ...]:
        """The proposals of the plan as it stands whose version can no longer be had."""
        there = {candidate.key for candidate in situation.program.candidates}
        return () if self.plan is None else tuple(key[0] for key in self.plan.chosen if key not in there)

    def _closed(self, wishes: Iterable[Wish], situation: Situation) -> tuple[str, ...]:
        """The limits that the plan as it stands would break, but for what was asked of proposals itself.

        None where some version of the plan cannot be had.
        """
        ours = None if self.plan is None else _indexes(situation.program, self.plan.chosen)
        rows = {"in": "mandatory", "out": "excluded"}
        asked = {f"{rows[wish.kind]}:{wish.id}" for wish in wishes if wish.kind in rows}
        return () if ours is None else tuple(name for name in violated(situation.program, ours) if name not in asked)

    def _same_plan(self, situation: Situation) -> Decimal | None:
        """What the plan as it stands would be worth with other figures, where it keeps to the limits."""
        if self.plan is None or self.before.alike(situation):
            return None
        ours = _indexes(situation.program, self.plan.chosen)
        if ours is None or violated(situation.program, ours):
            return None
        return situation.program.kronor(value(situation.program, ours))

    def _blocked(self, wishes: Iterable[Wish]) -> tuple[str, ...]:
        """The limits that proposals that are forced in break, added to the plan as it stands."""
        program = self.before.program
        if self.plan is None:
            return ()
        ours = _indexes(program, self.plan.chosen) or frozenset()
        found, limits = list[str](), InTheWay(program, ours)
        for wish in wishes:
            versions = program.of(wish.id) if wish.kind == "in" else ()
            if versions and not ours & set(versions):
                found += limits.of(versions)
        return tuple(dict.fromkeys(found))


def _stopped(wishes: Iterable[Wish], screened: Iterable[Screened]) -> Mapping[str, tuple[str, ...]]:
    """The proposals forced in that do not pass screening, and the `must` that each fails or lacks facts for."""
    rulings = {s.proposal: s for s in screened}
    found = {}
    for wish in wishes:
        ruled = rulings[wish.id] if wish.kind == "in" else None
        if ruled is None or ruled.outcome == "admitted":
            continue
        verdict = Verdict.FAILS if ruled.outcome == "barred" else Verdict.UNKNOWN
        found[wish.id] = tuple(
            r.criterion.id
            for r in ruled.rulings
            if r.criterion.severity is Severity.MUST and r.trace.verdict is verdict
        )
    return found


def _worth(plan: Plan) -> Worth:
    return Worth(plan.chosen, plan.objective, plan.bound, plan.granted)


def _found(program: Program, chosen: frozenset[int], bound: Decimal) -> Worth:
    keys = tuple(sorted((program.candidates[i].key for i in chosen), key=by_name))
    return Worth(keys, program.kronor(value(program, chosen)), bound, granted(program, chosen))


def _between(plan: Plan, other: Plan) -> Gain:
    """What another plan, with figures of its own, is worth more than the plan as it stands."""
    before, after = ({key[0]: key for key in one.chosen} for one in (plan, other))
    stay = sorted(before.keys() & after.keys())
    return Gain(
        other.objective - plan.objective,
        other.objective - plan.bound,
        other.bound - plan.objective,
        other.status == plan.status == "optimal",
        enters=tuple(sorted(after.keys() - before.keys())),
        leaves=tuple(sorted(before.keys() - after.keys())),
        changed=tuple((before[name], after[name]) for name in stay if before[name] != after[name]),
        granted=other.granted - plan.granted,
    )


def _indexes(program: Program, chosen: Iterable[Key]) -> frozenset[int] | None:
    """A plan in a program; None where some version of it is not there."""
    index = {candidate.key: i for i, candidate in enumerate(program.candidates)}
    keys = tuple(chosen)
    return frozenset(index[key] for key in keys) if all(key in index for key in keys) else None


def _binding(program: Program, chosen: frozenset[int]) -> tuple[str, ...]:
    """The limits that stop some proposal left out that is worth something, those that stop most first."""
    taken = {program.candidates[i].proposal for i in chosen}
    stopping, limits = Counter[str](), InTheWay(program, chosen)
    for name in sorted({c.proposal for c in program.candidates} - taken):
        worth = [i for i in program.of(name) if program.objective[i] > 0]
        if worth:
            stopping.update(limits.of(worth))
    return tuple(sorted(stopping, key=lambda id_: (-stopping[id_], id_)))
