"""What would be gained by handing in the same thing twice, or half of it (convention §24).

A copy, and a half, of each proposal that is asked about stand in one program beside the real ones, held out by a row
each. A question lets some of them in, and asks for a plan that is worth more than the plan as it stands: where there is
none, none of them gains anything, and one question answers for all. Where there is one, those that it holds are asked
about one at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prioritizer.explanation.questions import Questions, Report
from prioritizer.model.fairness import Gain
from prioritizer.model.plan import Candidate, Plan
from prioritizer.model.rules import Amount, Limit, Relation
from prioritizer.selection.choose import patience
from prioritizer.selection.exact import Answer, Found, Nothing
from prioritizer.selection.program import Program, Row, step
from prioritizer.selection.statement import Statement

COPY, HALF = "copy", "half"
SHARES = 8
"""The time is shared among so many questions at most: those about many proposals at once need most of it."""
NODES = 100
"""How many nodes of a solver's tree are looked at to see whether something would be granted twice."""
MEASURED = ("granted_total", "cost_total", "granted_per_year", "net_present_value", "own_return")
"""Facts in kronor, of which a half has half."""
SYNERGY = "synergy:"
"""How the names of declared synergies begin, among those of groups that reach the same people."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Which of the proposals asked about gain something, and what the plan is then worth more."""

    asked: tuple[str, ...]
    gains: tuple[Gain, ...]
    left_out: tuple[str, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaming:
    """What copies and halves of proposals not in the plan would gain.

    Of `asked_twice` in the plan `twice` are those found to be granted twice, had a copy not been seen; there may be
    more.
    """

    copies: Tried
    halves: Tried
    twice: tuple[str, ...]
    asked_twice: int


def gaming(
    statement: Statement,
    plan: Plan,
    says_whom: frozenset[str] = frozenset(),
    report: Report | None = None,
    time_limit: float | None = None,
) -> Gaming:
    """Ask what a copy of every proposal, and a half of those not in the plan, would gain.

    Args:
        statement: What the program of the plan is built from.
        plan: The plan as it stands, proved.
        says_whom: Proposals that say which people they reach, so that a copy reaches them again and gains other than it
            seems (§6).
        report: Hears «gaming: done/all» now and then.
        time_limit: Seconds for all of it.

    Returns:
        Answers in the order of ids. A half has half of the kronor, other uses and value; what a limit counts it counts
        as one. Proposals that must be in, or that a limit binds to others, are left out.

    Raises:
        SolverUnavailable: No solver can start.
    """
    chosen = {key[0] for key in plan.chosen}
    names = sorted({c.proposal for c in statement.candidates})
    outside = [name for name in names if name not in chosen]
    bound = _bound(statement)
    shared = {p for group, keys in statement.together if not group.startswith(SYNERGY) for p, _, _ in keys}
    copied = [name for name in names if name not in bound | shared | says_whom]
    halved = [name for name in outside if name not in bound | shared | _needed(statement)]
    search = _Search(statement, plan, copied, halved, report, time_limit)
    inside = [name for name in copied if name in chosen]
    copies = search.tried(COPY, [name for name in copied if name not in chosen])
    halves = search.tried(HALF, halved)
    return Gaming(
        replace(copies, left_out=tuple(name for name in names if name not in copied)),
        replace(halves, left_out=tuple(name for name in outside if name not in halved)),
        tuple(name for name in inside if search.is_found(COPY, name)),
        len(inside),
    )


def _bound(statement: Statement) -> set[str]:
    """Proposals that must be in or out, or that go only together with others."""
    relations = [limit.limit for limit in statement.limits if isinstance(limit.limit, Relation)]
    joined = {name for relation in relations if relation.form == "together" for name in relation.proposals}
    return {*statement.mandatory, *statement.excluded, *statement.continuing, *joined}


def _needed(statement: Statement) -> set[str]:
    """Proposals that others can be chosen only with."""
    needs = [others for name, others in statement.requires.items()]
    needs += [
        limit.limit.proposals[1:]
        for limit in statement.limits
        if isinstance(limit.limit, Relation) and limit.limit.form == "requires"
    ]
    return {name for others in needs for name in others}


def with_parts(statement: Statement, copied: Iterable[str], halved: Iterable[str]) -> Statement:
    """The same round with a copy of some proposals, and a half of some, each a proposal of its own.

    What a proposal requires its copy and half require too, and what it excludes they exclude.
    """
    made = {**{(name, COPY): name for name in copied}, **{(name, HALF): name for name in halved}}
    summed = {*MEASURED, *_summed(statement.limits)}
    parts = [
        replace(candidate if kind == COPY else _half(candidate, summed), proposal=_called(name, kind))
        for name, kind in made
        for candidate in statement.candidates
        if candidate.proposal == name
    ]
    limits = [one for name, kind in made for limit in statement.limits for one in _also(limit, name, kind)]
    requires = {_called(name, kind): statement.requires[name] for name, kind in made if name in statement.requires}
    return replace(
        statement,
        candidates=(*statement.candidates, *parts),
        limits=(*statement.limits, *limits),
        requires={**statement.requires, **requires},
    )


def _summed(limits: Iterable[Limit]) -> Iterator[str]:
    """What some limit adds up over proposals, so that two halves have it together."""
    amounts = (limit.limit for limit in limits if isinstance(limit.limit, Amount))
    yield from (amount.of for amount in amounts if amount.form == "sum_of")


def _called(name: str, kind: str) -> str:
    """The id of a part, which no proposal can have."""
    return f"{name}\n{kind}"


def _half(candidate: Candidate, summed: Iterable[str]) -> Candidate:
    facts = {name: fact / 2 for name in summed if isinstance(fact := candidate.facts.get(name), Decimal)}
    returns = {purse: None if kronor is None else kronor / 2 for purse, kronor in candidate.returns.items()}
    return replace(
        candidate,
        value=candidate.value // 2,
        granted={where: kronor / 2 for where, kronor in candidate.granted.items()},
        uses={where: amount / 2 for where, amount in candidate.uses.items()},
        facts={**candidate.facts, **facts},
        returns=returns,
        draws=tuple(kronor // 2 for kronor in candidate.draws),
        repaid={where: kronor // 2 for where, kronor in candidate.repaid.items()},
    )


def _also(limit: Limit, name: str, kind: str) -> Iterator[Limit]:
    """The limit again for a part, where it says what the proposal cannot be chosen with, or not without."""
    relation = limit.limit
    if not isinstance(relation, Relation) or name not in relation.proposals:
        return
    if relation.form == "requires" and relation.proposals[0] != name:
        return
    names = tuple(_called(one, kind) if one == name else one for one in relation.proposals)
    yield replace(limit, id=_called(f"{limit.id}\n{name}", kind), limit=replace(relation, proposals=names))


class _Search:
    """The program with all parts, held out, and the questions that let some of them in."""

    def __init__(
        self,
        statement: Statement,
        plan: Plan,
        copied: Sequence[str],
        halved: Sequence[str],
        report: Report | None,
        time_limit: float | None,
    ) -> None:
        parted = with_parts(statement, copied, halved).program()
        kinds = [*((name, COPY) for name in copied), *((name, HALF) for name in halved)]
        self._program = parted.with_rows(*(row for name, kind in kinds for row in _rows(parted, name, kind)))
        self._all, self._done, self._report = len(kinds), 0, report
        self._questions = None
        if kinds:
            seconds = patience(self._program, time_limit)
            self._questions = Questions.about(self._program, plan, seconds, min(len(kinds), SHARES))

    def tried(self, kind: str, names: Sequence[str]) -> Tried:
        """Which of some proposals gain something by a part of this kind, each alone."""
        gains, unsettled, left = list[Gain](), list[str](), list(names)
        while left:
            answer = self._above(kind, left, any_plan=True)
            if isinstance(answer, Nothing):
                break
            held = [name for name in left if self._holds(answer, name, kind)] if isinstance(answer, Found) else left
            if not held:
                # Better without any part: the plan at hand is not the best, and nothing can be said of parts.
                unsettled += left
                break
            for name in held:
                self._tell(1)
                gain = self._gain(name, kind)
                if gain is None:
                    unsettled.append(name)
                elif gain.kronor:
                    gains.append(gain)
            left = [name for name in left if name not in held]
        self._tell(len(left))
        return Tried(tuple(names), tuple(sorted(gains, key=lambda gain: gain.proposal)), (), tuple(sorted(unsettled)))

    def is_found(self, kind: str, name: str) -> bool:
        """Whether a better plan with a part is found soon; that none is, says nothing."""
        questions = self._questions
        assert questions is not None, "only what is asked about is tried"
        questions.solver.most_nodes = NODES
        answer = self._above(kind, [name], any_plan=True)
        questions.solver.most_nodes = None
        self._tell(1)
        return isinstance(answer, Found)

    def _above(self, kind: str, names: Sequence[str], any_plan: bool) -> Answer:
        """A plan worth more than the one that stands, with parts of some proposals let in."""
        questions = self._questions
        assert questions is not None, "only what is asked about is tried"
        let_in = frozenset(_held(_called(name, kind)) for name in names)
        wanted = questions.standing + step(self._program)
        return questions.solver.search((), wanted, questions.pace.share(), let_in, any_plan=any_plan)

    def _gain(self, name: str, kind: str) -> Gain | None:
        """What one gains alone, nothing for no kronor; None where it was not settled."""
        answer = self._above(kind, [name], any_plan=False)
        if isinstance(answer, Nothing):
            return Gain(name, Decimal(0), True)
        if not isinstance(answer, Found) or self._questions is None:
            return None
        return Gain(name, self._program.kronor(answer.value - self._questions.standing), answer.proved)

    def _holds(self, answer: Found, name: str, kind: str) -> bool:
        return not answer.chosen.isdisjoint(self._program.of(_called(name, kind)))

    def _tell(self, done: int) -> None:
        self._done += done
        if self._report is not None and done:
            self._report(f"gaming: {self._done}/{self._all}")


def _held(part: str) -> str:
    return f"idle:{part}"


def _rows(program: Program, name: str, kind: str) -> Iterator[Row]:
    """A part is held out; a copy comes beside the proposal, a half in place of it."""
    part = _called(name, kind)
    parts, whole = tuple((i, 1) for i in program.of(part)), program.of(name)
    yield Row(_held(part), parts, "<=", 0, "forced", _held(part))
    sign, bound = (-1, 0) if kind == COPY else (1, 1)
    beside = tuple(sorted((*parts, *((i, sign) for i in whole))))
    yield Row(f"beside:{part}", beside, "<=", bound, "forced", f"beside:{part}")
