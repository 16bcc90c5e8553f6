"""The margin of every proposal: what its choice, or its absence, is worth to the plan (convention §20)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypedDict

from prioritizer.explanation.in_the_way import InTheWay
from prioritizer.explanation.lanes import in_lanes
from prioritizer.explanation.questions import EXACT, Answered, Questions, Report, Roughness
from prioritizer.explanation.ranked import Ranked, ranked_sets
from prioritizer.model.near_best import NearBest
from prioritizer.model.plan import AlternativeMargin, Candidate, Margin, Plan
from prioritizer.selection.choose import patience
from prioritizer.selection.program import Program, Row, forced, granted, value
from prioritizer.selection.ties import by_name


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins, and a plan worth more than the one they are of where one turned up: candidates by index.

    `known` are all plans found on the way, within all limits, with what each is worth in objective units.
    """

    margins: tuple[Margin, ...]
    better: frozenset[int] | None = None
    known: Mapping[frozenset[int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of one admitted proposal: the best plan with each version, and without it or with any version."""

    proposal: str
    versions: Sequence[int]
    answers: Mapping[int, Answered]
    answer: Answered
    faults: tuple[str, ...]
    is_chosen: bool = False


def margins(
    program: Program,
    plan: Plan,
    proposals_outcomes: Mapping[str, str],
    report: Report | None = None,
    time_limit: float | None = None,
) -> tuple[Margin, ...]:
    """The margin of each proposal, in the order given; see `explain`."""
    return explain(program, plan, proposals_outcomes, report, time_limit).margins


def explain(
    program: Program,
    plan: Plan,
    proposals_outcomes: Mapping[str, str],
    report: Report | None = None,
    time_limit: float | None = None,
    near: NearBest | None = None,
    is_quick: bool = False,
    rough: Roughness = EXACT,
) -> Margins:
    """The margin of each proposal, in the order given.

    Args:
        program: The program that the plan was chosen from.
        plan: The plan as it stands.
        proposals_outcomes: Each proposal's outcome of screening: admitted, barred or returned.
        report: Hears «margins: done/all» now and then.
        time_limit: Seconds for all questions together, shared evenly; what is not proved by then is an interval.
        near: What is known of plans near this one. They answer questions, and what is proved of them narrows intervals.
        is_quick: Answer by bounds from the linear relaxation alone.
        rough: By how much an answer may be off.

    Returns:
        One Margin each. Barred and returned ones, and those without an admissible version, hold only their outcome.
        For a chosen proposal `margin` is what the plan loses without it; for one not chosen, what it lacks: with its
        own value raised by that plus one krona, all versions alike, it is chosen. Kronor ≥ 0. Every version has its
        margin, forced in. Exact when plan and answer are proved; else `low` and `high` hold it, and `margin` is the
        difference of the plans found. Where the plan found is worth more than the one that stands there is no margin,
        but `better` says by how much. Where no plan exists there is no margin, but the limits that clash.

    Raises:
        SolverUnavailable: No solver can start.
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §20.
    """
    versions: dict[str, tuple[int, ...]] = {p: program.of(p) for p, o in proposals_outcomes.items() if o == "admitted"}
    many = sum(len(indexes) for indexes in versions.values())
    ranked = Ranked() if near is None else ranked_sets(program, plan, near)
    questions = Questions.about(program, plan, patience(program, time_limit), many, ranked.plans, is_quick, rough)
    # In the program's own order: what one question finds answers the next, and no order of rows may count (§24).
    ordered = [name for name, indexes in sorted(versions.items(), key=_first(program)) if indexes]

    steps = len(ordered) * (2 if questions.is_soon else 1)

    def tell(done: int) -> None:
        if report is not None:
            report(f"margins: {done}/{steps}")

    def foreseen() -> Iterator[tuple[Row, ...]]:
        for done, name in enumerate(ordered):
            tell(done + 1)
            yield from _rows(questions, name, versions[name])

    def ask(lane: Questions, done: int) -> _Asked:
        if lane is questions:
            tell(steps - len(ordered) + done + 1)
        return _ask(lane, ordered[done], versions[ordered[done]])

    questions.foresee(foreseen())
    lanes = questions.lanes(len(ordered))
    asked = {one.proposal: one for one in in_lanes(lanes, range(len(ordered)), ask)}
    questions.meet(lanes)
    beside = _Beside.of(questions, ranked)
    found = (_margin(questions, p, o, asked.get(p), beside) for p, o in proposals_outcomes.items())
    return Margins(tuple(found), questions.better(), questions.known)


def _first(program: Program) -> Callable[[tuple[str, tuple[int, ...]]], tuple[int, ...]]:
    """The order of the program's candidates; proposals without one come last."""
    return lambda named: named[1] or (len(program.candidates),)


def _with(proposal: str, index: int) -> tuple[Row, ...]:
    return (forced(f"forced:{proposal}", [index], 1),)


def _lacking(proposal: str, versions: Sequence[int]) -> tuple[Row, ...]:
    return (forced(f"forced:{proposal}", versions, 0),)


def _rows(questions: Questions, proposal: str, versions: Sequence[int]) -> Iterator[tuple[Row, ...]]:
    """The rows of all questions about a proposal."""
    yield from (_with(proposal, i) for i in versions if i not in questions.chosen)
    if questions.chosen & set(versions):
        yield _lacking(proposal, versions)


def _ask(questions: Questions, proposal: str, versions: Sequence[int]) -> _Asked:
    chosen = questions.chosen
    answers = {i: _standing(questions) if i in chosen else questions.best(_with(proposal, i)) for i in versions}
    faults = tuple(fault for answer in answers.values() for fault in answer.faults)
    if chosen & set(versions):
        out = _lacking(proposal, versions)
        without = questions.nearest(out, questions.best(out))
        return _Asked(proposal, versions, answers, without, (*faults, *without.faults), True)
    rows = (forced(f"forced:{proposal}", versions, 1),)
    best = questions.nearest(rows, _best(questions, answers.values()))
    if best.high is None and len(versions) > 1:
        best = questions.clashing(rows)
    elif best.high is None:
        best = answers[versions[0]]
    return _Asked(proposal, versions, answers, best, faults)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known once all is asked: what stands in the way, what is proved of near sets, and the best known plans.

    Plans found for later questions may answer earlier ones better than what was found for those in the time. They are
    by the version that they hold, and by the proposal that they do not.
    """

    limits: InTheWay
    ranked: Ranked
    having: Mapping[int, frozenset[int]]
    lacking: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, questions: Questions, ranked: Ranked) -> "_Beside":
        """From all questions."""
        program, having, lacking = questions.program, dict[int, frozenset[int]](), dict[str, frozenset[int]]()
        names = {candidate.proposal for candidate in program.candidates}
        for plan in questions.by_worth():
            for i in plan:
                having.setdefault(i, plan)
            found = names - {program.candidates[i].proposal for i in plan}
            lacking.update(dict.fromkeys(found, plan))
            names -= found
        return cls(InTheWay(program, questions.chosen), ranked, having, lacking)

    def with_any(self, questions: Questions, versions: Sequence[int]) -> frozenset[int] | None:
        """The best plan with one of some versions."""
        plans = [self.having[i] for i in versions if i in self.having]
        return min(plans, key=lambda plan: (-questions.known[plan], sorted(plan)), default=None)


def _margin(questions: Questions, proposal: str, outcome: str, asked: _Asked | None, beside: _Beside) -> Margin:
    if outcome == "barred":
        return Margin(proposal, "barred")
    if outcome == "returned":
        return Margin(proposal, "returned")
    if asked is None:
        return Margin(proposal, "not_selected")
    known = beside.lacking.get(proposal) if asked.is_chosen else beside.with_any(questions, asked.versions)
    answer = beside.ranked.narrowed(questions.improved(asked.answer, known), proposal, not asked.is_chosen)
    alternatives = []
    for i in _by_key(questions.program, asked.versions):
        version = questions.improved(asked.answers[i], beside.having.get(i))
        alternatives.append(_alternative(questions, i, beside.ranked.narrowed(version, proposal, True)))
    if asked.is_chosen:
        return _of(questions, proposal, "selected", answer, (), tuple(alternatives), asked.faults)
    limits = beside.limits.of(asked.versions)
    return _of(questions, proposal, "not_selected", answer, limits, tuple(alternatives), asked.faults)


def _standing(questions: Questions) -> Answered:
    """The plan as it stands: the best plan with a version that is chosen already."""
    return Answered(questions.chosen, questions.standing, questions.ceiling)


def _best(questions: Questions, answers: Iterable[Answered]) -> Answered:
    """The best over all versions and starts; of plans worth the same, the one with the fewest changes."""
    there = [answer for answer in answers if answer.high is not None]
    plans = [answer for answer in there if answer.plan is not None and answer.low is not None]
    if not there:
        return Answered(None, None, None)
    high = max(answer.high for answer in there if answer.high is not None)
    if not plans:
        return Answered(None, None, high)
    best = min(plans, key=lambda a: (-(a.low or 0), questions.changes(a.plan or frozenset())))
    return Answered(best.plan, best.low, high)


def _of(
    questions: Questions,
    proposal: str,
    outcome: Literal["selected", "not_selected"],
    answer: Answered,
    limits: tuple[str, ...],
    alternatives: tuple[AlternativeMargin, ...],
    faults: Iterable[str],
) -> Margin:
    margin, low, high, exact = _kronor(questions, answer)
    program, better = questions.program, None
    if answer.low is not None and answer.low > questions.standing:
        better = program.kronor(answer.low - questions.standing)
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
        conflict_minimal=answer.minimal,
        alternatives=alternatives,
        better=better,
        granted=None if answer.plan is None else granted(program, answer.plan) - granted(program, questions.chosen),
        faults=tuple(dict.fromkeys(faults)),
        **_parts(questions, answer.plan),
    )


class _Parts(TypedDict):
    """What a margin adds up from."""

    terms: tuple[tuple[str, Decimal], ...]
    joint: Decimal


def _parts(questions: Questions, plan: frozenset[int] | None) -> _Parts:
    """What each proposal that differs adds to another plan's worth, and what the plans are worth together besides."""
    program, ours = questions.program, questions.chosen
    theirs = ours if plan is None else plan
    sums: dict[str, int] = {}
    for i in sorted(ours ^ theirs):
        name, units = program.candidates[i].proposal, program.objective[i]
        sums[name] = sums.get(name, 0) + (units if i in theirs else -units)
    joint = value(program, theirs) - value(program, ours) - sum(sums.values())
    terms = tuple((name, program.kronor(sums[name])) for name in sorted(sums))
    return {"terms": terms, "joint": program.kronor(joint)}


def _alternative(questions: Questions, index: int, answer: Answered) -> AlternativeMargin:
    candidate = questions.program.candidates[index]
    margin, low, high, exact = _kronor(questions, answer)
    name = (candidate.alternative, candidate.start_year)
    return AlternativeMargin(*name, margin, low, high, exact, answer.clash, answer.minimal)


def _kronor(questions: Questions, answer: Answered) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool]:
    """Margin, low and high in kronor, and whether they are one proved number.

    There is no margin against a plan that is worth more than the one that stands.
    """
    if answer.high is None:
        return None, None, None, False
    kronor, standing = questions.program.kronor, questions.standing
    low = kronor(max(0, standing - answer.high))
    if answer.low is None:
        return None, low, None, False
    margin, high = kronor(standing - answer.low), kronor(max(0, questions.ceiling - answer.low))
    exact = answer.is_exact and questions.is_proved
    return margin if margin >= 0 else None, low, high, exact


def _candidates(questions: Questions, plan: frozenset[int]) -> tuple[Candidate, ...]:
    return tuple(questions.program.candidates[i] for i in plan)


def _by_key(program: Program, versions: Iterable[int]) -> list[int]:
    return sorted(versions, key=lambda i: by_name(program.candidates[i].key))
