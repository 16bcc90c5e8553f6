"""Many questions about one plan, asked of one living solver (design §8).

Each question changes the program by a few rows, or by leaving limits out. Every plan found on the way is kept, and
answers later questions where it can: a plan that keeps to the rows of a question is a lower bound on its answer, and
the search begins from it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from prioritizer.explanation.lanes import LANES
from prioritizer.explanation.nearly import Nearly
from prioritizer.model.plan import Plan
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.conflict import clash_of
from prioritizer.selection.deadline import Allowance, Deadline
from prioritizer.selection.exact import OVERRULED, Answer, Found, Nothing, Solver, Unfinished, held_against
from prioritizer.selection.program import Program, Row, exclusion, most, step, value
from prioritizer.selection.search import bounding, serving
from prioritizer.selection.ties import tie_order
from prioritizer.selection.watch import WATCH

Report: TypeAlias = Callable[[str], None]

CHEAP = 60
"""Up to so many candidates, all plans of equal value are compared for the fewest changes."""
LEAST_SECONDS = 0.05
"""Time for a question when the limit has passed: enough for the bound of the relaxation."""
FEW = 10
"""Up to so many questions that need a search go in one lane."""
MOST_EQUALS = 20
"""Plans of equal value and as few changes that are compared for the order of ties."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answered:
    """The best plan under the rows of a question: worth between `low` and `high` objective units.

    Both are None where there is no plan; `low` and `plan` where none was found in the time. `clash` are limits that
    together leave no plan, where that was asked for; not `minimal` where there may be more of them than are needed.
    `faults` are codes of what a solver did wrong on the way.
    """

    plan: frozenset[int] | None
    low: int | None
    high: int | None
    clash: tuple[str, ...] = ()
    minimal: bool = True
    faults: tuple[str, ...] = ()

    @classmethod
    def found(cls, answer: Found, high: int) -> "Answered":
        """A plan that was found, no plan being worth more than `high`."""
        return cls(answer.chosen, answer.value, high, faults=(OVERRULED,) if answer.overruled else ())

    @property
    def is_exact(self) -> bool:
        """True when the plan is proved to be worth the most."""
        return self.low is not None and self.low == self.high

    @property
    def is_none(self) -> bool:
        """True when it is proved that no plan keeps to the rows."""
        return self.high is None


@dataclass(frozen=True, slots=True)
class Roughness:
    """By which `share` of what the plan as it stands is worth an answer may be off; 0 for none.

    With `verdicts` it is known all the same whether any plan is worth as much as that plan, or more.
    """

    share: Fraction = Fraction(0)
    verdicts: bool = True


EXACT = Roughness()
BY_BOUNDS = Roughness(Fraction(1, 500), verdicts=False)
"""What the bounds of large programs most often are, without a search."""
MANY = 150
"""Of more proposals than so many every question is hard to prove to the end, and bounds are near."""


def roughness(program: Program) -> Roughness:
    """By how much answers about all proposals of a program may be off."""
    return BY_BOUNDS if len({candidate.proposal for candidate in program.candidates}) > MANY else EXACT


@dataclass(slots=True)
class Pace:
    """Time for some questions together, shared evenly among those that are `open`; without end where None."""

    deadline: float | None = None
    open: int = 1

    @classmethod
    def of(cls, seconds: float | None, open: int = 1) -> "Pace":
        """So many seconds, from now, for so many questions."""
        return cls(None if seconds is None else time.perf_counter() + seconds, open)

    @property
    def is_over(self) -> bool:
        """Whether the time has passed."""
        return self.deadline is not None and time.perf_counter() > self.deadline

    def share(self) -> float | None:
        """Seconds for the next question: an even share of what is left, never so little that no bound is found."""
        self.open = max(1, self.open - 1)
        return self.more()

    def more(self) -> float | None:
        """Seconds for one search more about the same question."""
        return None if self.deadline is None else max(LEAST_SECONDS, (self.deadline - time.perf_counter()) / self.open)


@dataclass
class Questions:
    """One living solver, the plan as it stands, and every plan found so far with its worth in objective units.

    `ceiling` is what no plan within all limits is worth more than. `nearly` is asked first where answers may be
    `rough`, or the relaxation with a start where that is no question for it.
    """

    program: Program
    chosen: frozenset[int]
    solver: Solver
    ceiling: int
    pace: Pace = field(default_factory=Pace)
    known: dict[frozenset[int], int] = field(default_factory=dict)
    is_quick: bool = False
    rough: Roughness = EXACT
    nearly: Nearly | None = None
    _bounds: Solver | None = None
    _foreseen: dict[tuple[tuple[Row, ...], frozenset[str]], Found | Unfinished | None] = field(default_factory=dict)
    _hard: int = 0
    _kept: dict[frozenset[int], bool] = field(default_factory=dict)
    _faults: list[str] = field(default_factory=list)

    @classmethod
    def about(
        cls,
        program: Program,
        plan: Plan,
        seconds: float | None = None,
        open: int = 1,
        known: Iterable[frozenset[int]] = (),
        is_quick: bool = False,
        rough: Roughness = EXACT,
    ) -> "Questions":
        """Questions about a plan that was chosen from a program.

        Args:
            program: Without the rows of any question.
            plan: The plan as it stands.
            seconds: For all questions together; None for as long as they take.
            open: How many questions there will be.
            known: Other plans within all limits, found on the way here.
            is_quick: Answer from the linear relaxation and known plans alone, by bounds.
            rough: By how much an answer may be off.

        Raises:
            SolverUnavailable: No solver can start.
        """
        chosen = frozenset(program.index(key) for key in plan.chosen)
        # The plan's bound is in kronor; in units it is exact, since it was made by `Program.kronor`.
        ceiling = int(plan.bound * program.scale)
        pace = Pace.of(seconds, open)
        worths = {chosen: value(program, chosen), **{plan: value(program, plan) for plan in known}}
        solver = bounding(program) if is_quick else serving(program)
        within = int(rough.share * abs(worths[chosen]))
        nearly = Nearly.of(program, chosen, within) if rough.share and not is_quick else None
        return cls(program, chosen, solver, ceiling, pace, worths, is_quick, rough, nearly)

    def lanes(self, questions: int = LANES) -> list["Questions"]:
        """These, and others like them that share nothing with them, to be asked at once; of so many questions, if more
        than one. Each has a part of the time.

        Raises:
            SolverUnavailable: No solver can start.
        """
        # What is answered without a search takes so little that two lanes would wait for one another.
        count = 1 if self.is_soon and self._hard <= FEW else min(LANES, max(1, questions))
        self.pace.open = -(-self.pace.open // count)
        return [self, *(self._alike() for _ in range(1, count))]

    def _alike(self) -> "Questions":
        # What searches keep of a limit on the draws, each lane keeps for itself.
        risks = tuple(risk.apart() for risk in self.program.risks)
        program = replace(self.program, risks=risks)
        solver = bounding(program) if self.is_quick else serving(program)
        nearly = None if self.nearly is None else self.nearly.apart()
        pace = replace(self.pace)
        own = replace(self, program=program, solver=solver, nearly=nearly, pace=pace, _bounds=None, _faults=[])
        own.known, own._kept = {**self.known}, {**self._kept}
        return own

    def meet(self, lanes: Sequence["Questions"]) -> None:
        """What each lane has found is known in all of them from now on, in the order of the lanes."""
        known = {plan: worth for lane in lanes for plan, worth in lane.known.items()}
        within = {plan: is_ for lane in lanes for plan, is_ in lane._kept.items()}
        self._faults += [fault for lane in lanes if lane is not self for fault in lane._faults]
        for lane in lanes:
            lane.known, lane._kept = {**known}, {**within}
            lane._faults = lane._faults if lane is self else []

    @property
    def standing(self) -> int:
        """What the plan as it stands is worth, in objective units."""
        return self.known[self.chosen]

    @property
    def is_proved(self) -> bool:
        """True when no plan within all limits is worth more than the plan as it stands."""
        return self.ceiling == self.standing

    @property
    def is_soon(self) -> bool:
        """Whether most questions are answered without a search, and without what is known from others."""
        return self.nearly is not None and not self.rough.verdicts

    def foresee(self, questions: Iterable[tuple[Row, ...]], without: frozenset[str] = NONE) -> None:
        """Answer what needs no search of some questions, so that no time is kept for it."""
        if self.nearly is None or not self.is_soon:
            return
        for rows in questions:
            if self.pace.is_over or WATCH.asked:
                return
            answer = self._foreseen[rows, without] = self.nearly.answer(rows, without)
            is_near = isinstance(answer, Found) and self._wanted(answer) is None
            self._hard += not is_near
            self.pace.open -= is_near

    def best(
        self,
        rows: Sequence[Row] = (),
        without: frozenset[str] = NONE,
        clashes: bool = True,
        start: frozenset[int] | None = None,
    ) -> Answered:
        """The best plan that also keeps to some rows, and need not keep to some limits.

        Args:
            rows: Beside those of the program.
            without: Ids of rows, or of limits on the joint draws, that do not apply.
            clashes: Where there is no plan, also look for the limits that clash.
            start: A plan known to keep to them, where one is at hand; else the best such is looked for.

        Raises:
            BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.
        """
        if start is None and not self.is_soon:
            start = self._known_with(rows, without)
        answer = self._searched(tuple(rows), without, start)
        answer = held_against(self.program, start, answer)
        if isinstance(answer, Nothing):
            return self.clashing(rows) if clashes and not without else Answered(None, None, None)
        # Rows only take plans away: no answer is above what the whole choice is bounded by.
        ceiling = most(self.program) if without else self.ceiling
        high = ceiling if answer.bound is None else min(answer.bound, ceiling)
        if not isinstance(answer, Found):
            return Answered(None, None, high)
        if not without:
            self._kept[answer.chosen] = True
        self.know(answer.chosen, answer.value)
        return self.noted(Answered.found(answer, max(high, answer.value)))

    def _searched(self, rows: tuple[Row, ...], without: frozenset[str], start: frozenset[int] | None) -> Answer:
        """The best plan, or one that is near enough to it."""
        if not self.rough.share or self.is_quick:
            return self.solver.search(rows, time_limit=self.pace.share(), without=without, start=start)
        answer = self._bounded(rows, without, start)
        if (rows, without) in self._foreseen and isinstance(answer, Found) and self._wanted(answer) is None:
            return answer
        seconds = self.pace.share()
        if isinstance(answer, Unfinished):
            some = self.solver.search(rows, time_limit=seconds, without=without, any_plan=True)
            if isinstance(some, Nothing):
                return some
            if isinstance(some, Found):
                answer = self._by_relaxation(rows, without, some.chosen)
        if not isinstance(answer, Found):
            return answer
        while (wanted := self._wanted(answer)) is not None:
            more = self.solver.search(rows, wanted, self.pace.more(), without, any_plan=True)
            bounds = [answer.bound, wanted - 1 if isinstance(more, Nothing) else more.bound]
            bound = min((n for n in bounds if n is not None), default=None)
            answer = replace(more if isinstance(more, Found) else answer, proved=False, bound=bound)
            if not isinstance(more, Found | Nothing):
                break
        return answer

    def _bounded(self, rows: tuple[Row, ...], without: frozenset[str], start: frozenset[int] | None) -> Answer:
        """A plan and a bound without a search, and the start where that is worth more."""
        if (rows, without) in self._foreseen:
            answer = self._foreseen[rows, without]
        else:
            is_late = self.pace.is_over or WATCH.asked
            answer = None if self.nearly is None else self.nearly.answer(rows, without, is_late)
        if answer is None:
            return self._by_relaxation(rows, without, start or self._known_with(rows, without))
        return held_against(self.program, start, answer)

    def _by_relaxation(self, rows: tuple[Row, ...], without: frozenset[str], start: frozenset[int] | None) -> Answer:
        if self._bounds is None:
            self._bounds = bounding(self.program)
        return self._bounds.search(rows, without=without, start=start)

    def _wanted(self, answer: Found) -> int | None:
        """What the next search is to find a plan worth, or none; None where the answer is near enough."""
        high, above = answer.bound, self.standing + step(self.program)
        within = int(self.rough.share * abs(self.standing))
        if high is None or high - answer.value > within:
            return answer.value + within + 1
        if not self.rough.verdicts:
            return None
        verdict = self.standing if answer.value < self.standing else above
        return verdict if answer.value < verdict <= high else None

    def improved(self, answer: Answered, plan: frozenset[int] | None) -> Answered:
        """An answer with a plan that is known by now, where that is better; a bound that it is above says nothing."""
        worth = None if plan is None else self.known[plan]
        if plan is None or worth is None or (answer.low is not None and worth <= answer.low):
            return answer
        is_below = answer.high is None or answer.high < worth
        return replace(answer, plan=plan, low=worth, high=max(worth, self.ceiling) if is_below else answer.high)

    def by_worth(self) -> Iterator[frozenset[int]]:
        """The plans known to keep to all limits, the most valuable first."""
        return filter(self._is_within, sorted(self.known, key=lambda plan: (-self.known[plan], sorted(plan))))

    def _is_within(self, plan: frozenset[int]) -> bool:
        """Whether a plan keeps to all limits; what was found for a question without others does."""
        if plan not in self._kept:
            self._kept[plan] = self.keeps(plan)
        return self._kept[plan]

    def better(self) -> frozenset[int] | None:
        """A plan within all limits that is known and worth more than the one that stands, the most valuable one."""
        return self._known_with((), NONE, self.standing)

    def know(self, plan: frozenset[int], worth: int) -> None:
        """Keep a plan that was found on the way.

        Raises:
            BetterPlan: It is within all limits, and worth a krona or more above what any plan was to be worth.
        """
        self.known[plan] = worth
        if worth >= self.ceiling + self.program.scale and self.keeps(plan):
            raise BetterPlan(plan, worth)

    def clashing(self, rows: Sequence[Row]) -> Answered:
        """That there is no plan within some rows, and the limits that clash with them, found within the time."""
        seconds = self.pace.more()
        allowance = None if seconds is None else Allowance(Deadline.after(seconds))
        clash = clash_of(self.program, self.solver, tuple(rows), allowance)
        return Answered(None, None, None, clash.limits, clash.proof != "found")

    @property
    def faults(self) -> tuple[str, ...]:
        """Codes of what a solver did wrong in any question so far, each once."""
        return tuple(dict.fromkeys(self._faults))

    def noted(self, answer: Answered) -> Answered:
        """An answer, with what a solver did wrong in it kept."""
        self._faults += answer.faults
        return answer

    def some(self, rows: Sequence[Row], parts: int) -> Answered:
        """Any plan that also keeps to some rows, whatever it is worth; it may take one of `parts` of the time left.

        `Answered.is_none` tells that there is none; without a plan otherwise, the time was out.
        """
        self.pace.open = parts + 1
        answer = self.solver.search(tuple(rows), time_limit=self.pace.share(), any_plan=True)
        if isinstance(answer, Nothing):
            return Answered(None, None, None)
        if not isinstance(answer, Found):
            return Answered(None, None, self.ceiling)
        self.know(answer.chosen, answer.value)
        return Answered(answer.chosen, answer.value, self.ceiling)

    def more_without(self, without: frozenset[str]) -> bool:
        """Whether some plan that need not keep to some limits is worth more than the one that stands, or may be."""
        wanted = self.standing + step(self.program)
        if any(worth >= wanted and self.keeps(plan, without=without) for plan, worth in self.known.items()):
            return True
        answer = self.solver.search(at_least=wanted, time_limit=self.pace.share(), without=without, any_plan=True)
        if isinstance(answer, Found):
            self.know(answer.chosen, answer.value)
        return not isinstance(answer, Nothing)

    def keeps(self, plan: frozenset[int], rows: Iterable[Row] = (), without: frozenset[str] = NONE) -> bool:
        """Whether a plan keeps to some rows and to all limits but some."""
        limits = (row for row in self.program.rows if row.id not in without)
        risks = (risk for risk in self.program.risks if risk.id not in without)
        return (
            all(row.allows(plan) for row in rows)
            and all(row.allows(plan) for row in limits)
            and all(risk.allows(plan) for risk in risks)
        )

    def nearest(self, rows: Sequence[Row], answer: Answered, without: frozenset[str] = NONE) -> Answered:
        """Of plans that keep to the rows and are worth the same, the one that changes fewest proposals.

        Of equals the first in the order of ties (§16). Among all where there are not too many candidates to look for
        them, else among those known, as among those found in the time.
        """
        if answer.plan is None or answer.low is None or not answer.is_exact:
            return answer
        equals = [p for p, worth in self.known.items() if worth == answer.low and self.keeps(p, rows, without)]
        plan = min(equals, key=lambda plan: (self.changes(plan), tie_order(self.program, plan)))
        if len(self.program.candidates) <= CHEAP and not self.is_quick:
            plan = self._fewest(rows, answer.low, plan, without)
        return replace(answer, plan=plan)

    def changes(self, plan: frozenset[int]) -> int:
        """How many proposals come, go or are in another version than in the plan as it stands."""
        return len(self.chosen) + self._changes.activity(plan)

    def _fewest(
        self, rows: Sequence[Row], worth: int, known: frozenset[int], without: frozenset[str]
    ) -> frozenset[int]:
        """Among all plans worth so much, if the time is enough; `known` is one of them."""
        while fewest := self.changes(known):
            answer = self._worth((*rows, self._within(fewest - 1)), worth, without)
            if not isinstance(answer, Found):
                break
            known = answer.chosen
        # Those found before depend on what was asked before; here they are found anew, so that no order of rows counts.
        equals: list[frozenset[int]] = []
        while len(equals) < MOST_EQUALS:
            others = (exclusion(self.program, plan) for plan in equals)
            answer = self._worth((*rows, self._within(fewest), *others), worth, without)
            if not isinstance(answer, Found):
                break
            equals.append(answer.chosen)
        return min(equals or [known], key=lambda plan: tie_order(self.program, plan))

    def _worth(self, rows: tuple[Row, ...], worth: int, without: frozenset[str]) -> Answer:
        """Any plan within some rows that is worth so much."""
        answer = self.solver.search(rows, at_least=worth, time_limit=self.pace.more(), without=without, any_plan=True)
        if isinstance(answer, Found):
            self.know(answer.chosen, answer.value)
        return answer

    def _within(self, changes: int) -> Row:
        """The row that lets at most so many proposals change."""
        return replace(self._changes, bound=changes - len(self.chosen))

    @cached_property
    def _changes(self) -> Row:
        """Minus one for each candidate of the plan as it stands, one for each of a proposal that it does not have."""
        taken = {self.program.candidates[i].proposal for i in self.chosen}
        signs = (
            (i, -1 if i in self.chosen else c.proposal not in taken) for i, c in enumerate(self.program.candidates)
        )
        return Row("cut", tuple((i, int(sign)) for i, sign in signs if sign), "<=", 0, "cut", "cut")

    def _known_with(
        self, rows: Sequence[Row], without: frozenset[str], above: int | None = None
    ) -> frozenset[int] | None:
        """The best known plan within the rows of a question and worth more than `above`."""
        found = [plan for plan, worth in self.known.items() if above is None or worth > above]
        by_worth = sorted(found, key=lambda plan: (-self.known[plan], sorted(plan)))
        return next((plan for plan in by_worth if self.keeps(plan, rows, without)), None)
