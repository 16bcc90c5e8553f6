"""The margin of every proposal: what its choice, or its absence, is worth to the plan (convention §20).

All questions go to one program with a row more, and to one living solver. Plans found on the way answer later
questions where they can: a plan that holds a version is a lower bound on the best plan with it.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.model.plan import AlternativeMargin, Candidate, Margin, Plan
from prioritizer.selection.choose import by_name, patience, serving
from prioritizer.selection.conflict import conflict
from prioritizer.selection.exact import Found, Nothing, Solver
from prioritizer.selection.program import Program, Row, exclusion, forced, value, violated

Report: TypeAlias = Callable[[str], None]

CHEAP = 60
"""Up to so many candidates, plans of equal value are compared for the fewest changes."""
LEAST_SECONDS = 0.05
"""Time for a question when the limit has passed: enough for the bound of the relaxation."""
MOST_EQUALS = 5
"""Plans of equal value that are compared for each question."""


@dataclass(frozen=True, slots=True)
class _Forced:
    """The best plan with something forced in or out: worth between `low` and `high`; None where there is none."""

    plan: frozenset[int] | None
    low: int | None
    high: int | None
    clash: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(slots=True)
class _Questions:
    """One living solver, the plan as it stands, and every plan found so far; `open` counts what is not yet asked."""

    program: Program
    chosen: frozenset[int]
    solver: Solver
    ceiling: int
    deadline: float | None = None
    open: int = 1
    known: dict[frozenset[int], int] = field(default_factory=dict)

    def share(self) -> float | None:
        """Seconds for the next question: an even share of what is left, never so little that no bound is found."""
        if self.deadline is None:
            return None
        self.open = max(1, self.open - 1)
        return max(LEAST_SECONDS, (self.deadline - time.perf_counter()) / self.open)

    def best_with(self, row: Row) -> _Forced:
        """The best plan that also keeps to a row."""
        start = self._known_with(row)
        answer = self.solver.search((row,), time_limit=self.share(), start=start)
        if isinstance(answer, Nothing):
            return _Forced(None, None, None, conflict(self.program, self.solver, (row,)))
        if not isinstance(answer, Found):
            low = None if start is None else self.known[start]
            return _Forced(start, low, self.ceiling if answer.bound is None else answer.bound)
        self.known[answer.chosen] = answer.value
        high = answer.bound if answer.bound is not None else self.ceiling
        return _Forced(answer.chosen, answer.value, high)

    def _known_with(self, row: Row) -> frozenset[int] | None:
        fits = [plan for plan in self.known if row.allows(plan)]
        return max(fits, key=lambda plan: self.known[plan], default=None)

    def nearest(self, row: Row, answer: _Forced) -> _Forced:
        """Of plans that keep to the row and are worth the same, the one with the fewest changes.

        Among the first few where there are not too many candidates to look for them, else among those known.
        """
        if answer.plan is None or not answer.is_exact:
            return answer
        equals = [plan for plan, worth in self.known.items() if worth == answer.low and row.allows(plan)]
        while len(self.program.candidates) <= CHEAP and len(equals) < MOST_EQUALS:
            rows = (row, *(exclusion(self.program, plan) for plan in equals))
            other = self.solver.search(rows, at_least=answer.low)
            if not isinstance(other, Found) or other.value != answer.low:
                break
            self.known[other.chosen] = other.value
            equals.append(other.chosen)
        plan = min(equals, key=lambda plan: (len(plan ^ self.chosen), sorted(plan)))
        return _Forced(plan, answer.low, answer.high)


def margins(
    program: Program,
    plan: Plan,
    proposals_outcomes: Mapping[str, str],
    report: Report | None = None,
    time_limit: float | None = None,
) -> tuple[Margin, ...]:
    """The margin of each proposal, in the order given.

    Args:
        program: The program that the plan was chosen from.
        plan: The plan as it stands.
        proposals_outcomes: Each proposal's outcome of screening: admitted, barred or returned.
        report: Hears «margins: done/all» before each admitted proposal.
        time_limit: Seconds for all questions together, shared evenly; what is not proved by then is an interval.

    Returns:
        One Margin each. Barred and returned ones, and those without an admissible version, hold only their outcome.
        For a chosen proposal `margin` is what the plan loses without it; for one not chosen, what it lacks: with its
        own value raised by that plus one krona, all versions alike, it is chosen. Kronor ≥ 0. Every version has its
        margin, forced in. Exact when plan and answer are proved; else `low` and `high` hold it, and `margin` is the
        difference of the plans found. Where no plan exists there is no margin, but the limits that clash.

    Raises:
        SolverUnavailable: No solver can start.

    Source:
        Convention §20.
    """
    chosen = frozenset(program.index(key) for key in plan.chosen)
    # The plan's bound is in kronor; in units it is exact, since it was made by `Program.kronor`.
    questions = _Questions(program, chosen, serving(program), int(plan.bound * program.scale))
    questions.known[chosen] = value(program, chosen)
    versions: dict[str, tuple[int, ...]] = {p: program.of(p) for p, o in proposals_outcomes.items() if o == "admitted"}
    questions.open = len(program.candidates) + len(versions)
    seconds = patience(program, time_limit)
    if seconds is not None:
        questions.deadline = time.perf_counter() + seconds
    answers, done = [], 0
    for proposal, outcome in proposals_outcomes.items():
        if outcome == "admitted":
            done += 1
            if report is not None:
                report(f"margins: {done}/{len(versions)}")
        answers.append(_margin(questions, proposal, outcome, versions.get(proposal, ())))
    return tuple(answers)


def _margin(questions: _Questions, proposal: str, outcome: str, versions: Sequence[int]) -> Margin:
    if outcome == "barred":
        return Margin(proposal, "barred")
    if outcome == "returned":
        return Margin(proposal, "returned")
    if not versions:
        return Margin(proposal, "not_selected")
    program, chosen = questions.program, questions.chosen
    answers = {
        i: _standing(questions) if i in chosen else questions.best_with(forced(f"forced:{proposal}", [i], 1))
        for i in versions
    }
    alternatives = tuple(_alternative(questions, i, answers[i]) for i in _by_key(program, versions))
    if chosen & set(versions):
        out = forced(f"forced:{proposal}", versions, 0)
        without = questions.nearest(out, questions.best_with(out))
        return _of(questions, proposal, "selected", without, (), alternatives)
    row = forced(f"forced:{proposal}", versions, 1)
    best = questions.nearest(row, _best(questions, answers.values()))
    if best.high is None and len(versions) > 1:
        best = _Forced(None, None, None, conflict(program, questions.solver, (row,)))
    elif best.high is None:
        best = answers[versions[0]]
    return _of(questions, proposal, "not_selected", best, _in_the_way(questions, versions), alternatives)


def _standing(questions: _Questions) -> _Forced:
    """The plan as it stands: the best plan with a version that is chosen already."""
    return _Forced(questions.chosen, questions.known[questions.chosen], questions.ceiling)


def _best(questions: _Questions, answers: Iterable[_Forced]) -> _Forced:
    """The best over all versions and starts; of plans worth the same, the one with the fewest changes."""
    there = [answer for answer in answers if answer.high is not None]
    plans = [answer for answer in there if answer.plan is not None and answer.low is not None]
    if not there:
        return _Forced(None, None, None)
    high = max(answer.high for answer in there if answer.high is not None)
    if not plans:
        return _Forced(None, None, high)
    best = min(plans, key=lambda a: (-(a.low or 0), len((a.plan or frozenset()) ^ questions.chosen)))
    return _Forced(best.plan, best.low, high)


def _of(
    questions: _Questions,
    proposal: str,
    outcome: Literal["selected", "not_selected"],
    answer: _Forced,
    limits: tuple[str, ...],
    alternatives: tuple[AlternativeMargin, ...],
) -> Margin:
    margin, low, high, exact = _kronor(questions, answer)
    before = {c.proposal: c.key for c in _candidates(questions, questions.chosen)}
    after = {c.proposal: c.key for c in _candidates(questions, answer.plan)} if answer.plan is not None else before
    others = sorted((before.keys() | after.keys()) - {proposal})
    return Margin(
        proposal,
        outcome,
        margin,
        low,
        high,
        exact,
        displaces=tuple(name for name in others if name not in after),
        replaced_by=tuple(name for name in others if name not in before),
        changed=tuple(
            (before[name], after[name])
            for name in others
            if name in before and name in after and before[name] != after[name]
        ),
        limits=limits,
        conflict=answer.clash,
        alternatives=alternatives,
    )


def _alternative(questions: _Questions, index: int, answer: _Forced) -> AlternativeMargin:
    candidate = questions.program.candidates[index]
    margin, low, high, exact = _kronor(questions, answer)
    if index in questions.chosen:
        margin, low, high, exact = Decimal(0), Decimal(0), Decimal(0), True
    return AlternativeMargin(candidate.alternative, candidate.start_year, margin, low, high, exact, answer.clash)


def _kronor(questions: _Questions, answer: _Forced) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool]:
    """Margin, low and high in kronor, and whether they are one proved number."""
    if answer.high is None:
        return None, None, None, False
    kronor, standing = questions.program.kronor, questions.known[questions.chosen]
    low = kronor(max(0, standing - answer.high))
    if answer.low is None:
        return None, low, None, False
    margin, high = kronor(max(0, standing - answer.low)), kronor(max(0, questions.ceiling - answer.low))
    exact = answer.is_exact and questions.ceiling == standing
    return margin, low, high, exact


def _candidates(questions: _Questions, plan: frozenset[int]) -> tuple[Candidate, ...]:
    return tuple(questions.program.candidates[i] for i in plan)


def _in_the_way(questions: _Questions, versions: Sequence[int]) -> tuple[str, ...]:
    """The limits broken when the proposal is added to the plan as it stands, by the version that breaks fewest."""
    program = questions.program
    broken = {i: violated(program, questions.chosen | {i}) for i in versions}
    fewest = min(versions, key=lambda i: (len(broken[i]), -program.objective[i], i))
    return broken[fewest]


def _by_key(program: Program, versions: Iterable[int]) -> list[int]:
    return sorted(versions, key=lambda i: by_name(program.candidates[i].key))
