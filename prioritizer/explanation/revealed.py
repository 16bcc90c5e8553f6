"""Revealed priorities: what a plan that somebody else decided counts as worth more (convention §21).

The least extra value for each granted krona on declared words, such as goals, with which no plan is worth a krona more
than the decided one. Such values are found by cutting planes: a small linear program proposes them, the choice is made
with them, and a plan that is worth more is a row that the next proposal must meet.

Source:
    Wang, «Cutting plane algorithms for the inverse mixed integer linear programming problem», Operations Research
    Letters 37(2), 2009.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from prioritizer.explanation.questions import Pace, Report
from prioritizer.model.plan import Key
from prioritizer.model.revealed import Priority, Revealed
from prioritizer.selection.exact import Answer, Found, Nothing
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, value, violated
from prioritizer.selection.search import serving
from prioritizer.selection.ties import by_name

FINEST = 1_000_000
"""Extra values are told in millionths of a krona for each krona."""
ORE = 100
"""Granted kronor are counted to the öre, as they are read; a finer grid would be beyond what solvers hold."""
MOST_CUTS = 300
MOST = 1_000_000
"""No extra value is looked for beyond so many kronor for each krona."""


def revealed(
    program: Program,
    decided: Sequence[Key],
    words: Mapping[str, frozenset[int]],
    report: Report | None = None,
    time_limit: float | None = None,
    best: Decimal | None = None,
) -> Revealed:
    """The least extra value per granted krona that makes a decided plan the best.

    Args:
        program: Of the round that the plan was decided in.
        decided: The versions of the decided plan, each a candidate.
        words: For each word, such as a goal, the candidates that extra value on it counts for.
        report: Hears «revealed: n» before each choice.
        time_limit: Seconds for all of them.
        best: What the best plan within all limits is worth, kronor; None looks for it.

    Raises:
        KeyError: A version is not among the candidates.
        SolverUnavailable: No solver can start.
    """
    index = {candidate.key: i for i, candidate in enumerate(program.candidates)}
    ours = frozenset(index[key] for key in decided)
    broken = violated(program, ours)
    kept = _without(program, frozenset(broken))
    worth = program.kronor(value(program, ours))
    if best is None:
        found = _best(program, Pace.of(time_limit, 1).share())
        best = worth if found is None else program.kronor(found[1])
    told = Revealed(tuple(sorted(decided, key=by_name)), best - worth, broken, "unsettled", worth=worth)
    search = _Search(kept, ours, words, Pace.of(time_limit, MOST_CUTS))
    return search.settled(told, report)


def _without(program: Program, ids: frozenset[str]) -> Program:
    rows = tuple(row for row in program.rows if row.id not in ids)
    return replace(program, rows=rows, risks=tuple(risk for risk in program.risks if risk.id not in ids))


def _best(program: Program, seconds: float | None) -> tuple[frozenset[int], int] | None:
    answer = serving(program).search(time_limit=seconds)
    return (answer.chosen, answer.value) if isinstance(answer, Found) else None


class _Search:
    """Proposals of extra values, and the plans that they must not let be worth more than ours."""

    def __init__(self, program: Program, ours: frozenset[int], words: Mapping[str, frozenset[int]], pace: Pace) -> None:
        self._program, self._ours, self._pace = program, ours, pace
        self._words = {word: some for word, some in sorted(words.items()) if some}
        self._solver = serving(program)
        # Granted units for each word, so that an extra value of 1/FINEST krona is a whole number of objective units.
        grid = 1 if all(c.granted_total == int(c.granted_total) for c in program.candidates) else ORE
        self._kronor = {
            word: {i: Fraction(round(Fraction(program.candidates[i].granted_total) * grid), grid) for i in some}
            for word, some in self._words.items()
        }
        self._fine = grid * FINEST
        self._cuts: dict[frozenset[int], int] = {}

    def settled(self, told: Revealed, report: Report | None) -> Revealed:
        """What is told, with the outcome."""
        for n in range(MOST_CUTS):
            if report is not None:
                report(f"revealed: {n + 1}")
            extra = self._proposal()
            if extra is None:
                better = self._better()
                return replace(told, outcome="none", better=None if better is None else self._keys(better))
            answer = self._choice(extra)
            if isinstance(answer, Nothing):
                pairs = tuple(Priority(word, Decimal(units) / FINEST) for word, units in extra.items() if units)
                return replace(told, outcome="found" if pairs else "needless", priorities=pairs)
            if not isinstance(answer, Found):
                return told
            # A plan that comes again does so by a rounding, and is held a little further off.
            self._cuts[answer.chosen] = 2 * self._cuts.get(answer.chosen, 0) + 1
        return told

    def _proposal(self) -> dict[str, int] | None:
        """The least extra values that no plan known is worth more with, in 1/FINEST; None where there are none."""
        if not self._cuts:
            return dict.fromkeys(self._words, 0)
        from scipy.optimize import linprog

        if not self._words:
            return None
        rows, bounds = [], []
        for plan, further in self._cuts.items():
            lack = Fraction(value(self._program, plan) - value(self._program, self._ours), self._program.scale)
            rows.append([-float(self._gain(word, plan)) for word in self._words])
            bounds.append(-float(lack + further - 1))
        found = linprog([1.0] * len(self._words), A_ub=rows, b_ub=bounds, bounds=(0, MOST), method="highs")
        if not found.success:
            return None
        # Rounded upwards a value may help another plan too, which the next choice then shows.
        return {word: ceil(round(x * FINEST, 6)) for word, x in zip(self._words, found.x, strict=True)}

    def _better(self) -> frozenset[int] | None:
        """The most valuable plan known that is worth more and gives no word less, so that no extra value can help."""
        found = [
            plan
            for plan in self._cuts
            if value(self._program, plan) >= value(self._program, self._ours) + self._program.scale
            and all(self._gain(word, plan) <= 0 for word in self._words)
        ]
        return max(found, key=lambda plan: (value(self._program, plan), sorted(plan)), default=None)

    def _gain(self, word: str, plan: frozenset[int]) -> Fraction:
        """Granted kronor that go to a word in our plan beyond those in another."""
        kronor = self._kronor[word]
        return sum((kronor[i] for i in self._ours if i in kronor), Fraction(0)) - sum(
            (kronor[i] for i in plan if i in kronor), Fraction(0)
        )

    def _choice(self, extra: Mapping[str, int]) -> Answer:
        """A plan, which may be that of nothing, worth a krona more than ours with the extra values."""
        program = self._valued(extra)
        solver = self._solver
        if isinstance(solver, Highs):
            solver.revalue(program)
        else:
            solver = serving(program)
        wanted = value(program, self._ours) + program.scale
        return solver.search(at_least=wanted, time_limit=self._pace.share())

    def _valued(self, extra: Mapping[str, int]) -> Program:
        """The program with the extra values in its objective, whose units are finer."""
        objective = [units * self._fine for units in self._program.objective]
        for word, units in extra.items():
            for i, kronor in self._kronor[word].items():
                objective[i] += int(kronor * units * self._program.scale * self._fine / FINEST)
        shared = tuple(tuple(replace(p, worth=p.worth * self._fine) for p in group) for group in self._program.shared)
        scale = self._program.scale * self._fine
        return replace(self._program, objective=tuple(objective), shared=shared, scale=scale)

    def _keys(self, plan: frozenset[int]) -> tuple[Key, ...]:
        return tuple(sorted((self._program.candidates[i].key for i in plan), key=by_name))
