"""Questions about one plan answered within a share of its worth, most of them without a search (design §8).

Any multipliers give a bound in exact whole numbers, whatever is forced in or out: those of the relaxation of the plan
as it stands are near enough for most questions, and its own are where they are not. What comes from below is a plan:
the one at hand, or the relaxation in whole numbers, with an exchange that makes it fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from prioritizer.explanation.exchanges import Exchanges
from prioritizer.explanation.filling import at_most
from prioritizer.explanation.row_table import OPEN, Lines, Numbers, Prices, Whole, is_plain, is_small, lines_of
from prioritizer.selection.exact import Found, SolverMisbehaved, SolverUnavailable, Unfinished
from prioritizer.selection.program import Program, Row, step
from prioritizer.selection.relaxation import Relaxation, Relaxed
from prioritizer.selection.watch import WATCH

SAID = "Bound of multipliers, and a plan near it"
"""What is said of such an answer."""
PART = 0.75
"""Exchanges that lose more than this part of what an answer may be off are of little use."""
MOST_STANDING, MOST_OWN = 500, 150
"""So many changes are paired at most: from the plan as it stands, and from the plan of one question."""
FAR = 30
"""A state that differs in more proposals is not looked for by exchanges from another."""
SKETCHED, MOST_SKETCHED = 10, 40
"""Where only a good plan is wanted: of what part of the bound exchanges may lose, and changes that are paired."""
MOST_WAYS, MOST_STATES = 2_048, 32
"""Ways to put a relaxation in whole numbers: that are compared, and of them that are looked at, at most."""
MOST_NODES, MOST_DIVED = 40, 8
"""Relaxations with a divided candidate settled, and ways that are looked at in each, at most."""
WHOLE = 1e-6
MOST_ADDED = 50
"""Rows that come with questions and are kept for others, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A question: the bounds of all rows, and candidates that are in (1) or out (0)."""

    bounds: Whole
    fixed: Mapping[int, int]
    held: NDArray[np.bool_]

    def put(self, state: Numbers, lines: Lines) -> Numbers:
        """A state with what is in and without what is out."""
        found = state.copy()
        for i, x in self.fixed.items():
            if not x and found[lines.proposals[i]] == i:
                found[lines.proposals[i]] = lines.none
        for i, x in self.fixed.items():
            if x:
                found[lines.proposals[i]] = i
        return found


@dataclass(slots=True)
class _Best:
    """The best plan so far, as a state, and the bound."""

    high: int | None
    within: int
    state: Numbers | None = None
    worth: int = 0

    @property
    def is_near(self) -> bool:
        """Whether it is near enough."""
        return self.state is not None and self.high is not None and self.high - self.worth <= self.within

    @property
    def least(self) -> int:
        """What a plan must be worth more than to be of use."""
        enough = self.worth if self.high is None else self.high - self.within - 1
        return enough if self.state is None else max(self.worth, enough)

    def take(self, state: Numbers, worth: int) -> None:
        """A plan that keeps to the question."""
        if self.state is None or worth > self.worth:
            self.state, self.worth = state, worth

    def hold(self, high: int | None) -> None:
        """One more bound."""
        self.high = high if self.high is None or (high is not None and high < self.high) else self.high


class Nearly:
    """Answers within so many objective units of what no plan exceeds; see `of`."""

    def __init__(self, program: Program, chosen: frozenset[int], within: int) -> None:
        self._program, self._chosen, self._within, self._step = program, chosen, within, step(program)
        rows = [(row.id, part) for row in program.rows if row.kind != "version" for part in at_most(row)]
        parts = [part for _, part in rows]
        versions = [row for row in program.rows if row.kind == "version"]
        self._ids = np.array([id_ for id_, _ in rows], dtype=object)
        self._bounds = np.array([part.bound for part in parts], dtype=np.int64)
        self._lines = lines_of(program, parts)
        self._lined = {part.coefficients: at for at, part in reversed([*enumerate(parts)])}
        self._numbers = [*range(len(parts))]
        self._relaxation = Relaxation(replace(program, rows=(*parts, *versions)), valued=True)
        self._written, self._most_lines = len(parts) + len(versions), len(parts) + MOST_ADDED
        count = int(self._lines.proposals.max()) + 1
        self._order = np.argsort(self._lines.proposals, kind="stable")
        self._firsts = np.searchsorted(self._lines.proposals[self._order], np.arange(count))
        self._state = np.full(count, self._lines.none)
        self._state = self.state_of(chosen)
        self.relaxed = 0
        """Questions so far that had a relaxation of their own."""
        self._prices: Prices | None = None
        self._tables: list[Exchanges] = []
        self._is_unwell = False

    @classmethod
    def of(cls, program: Program, chosen: frozenset[int], within: int) -> "Nearly | None":
        """For questions about a plan; None where products or limits on the draws count, or numbers are too large.

        Args:
            program: Without the rows of any question.
            chosen: The plan as it stands.
            within: By how many objective units an answer may be off.
        """
        if program.shared or program.risks or not is_plain(program):
            return None
        try:
            return cls(program, chosen, within)
        except SolverUnavailable:
            return None

    def apart(self) -> "Nearly | None":
        """One more like this as it was at first, which shares nothing with it that changes."""
        own = Nearly.of(self._program, self._chosen, self._within)
        if own is not None and own._columns == self._columns and self._is_begun():
            own._prices, own._tables = self._prices, self._tables[:1]
        return own

    @property
    def _columns(self) -> int:
        return len(self._bounds)

    def answer(self, rows: Sequence[Row], without: frozenset[str], is_late: bool = False) -> Found | Unfinished | None:
        """A plan that keeps to some rows, and need not keep to some limits, and what none is worth more than.

        They may be further apart than was wanted. None where this is no question for multipliers and exchanges, or
        where there may be no plan.
        """
        if self._is_unwell:
            return None
        try:
            return self._answered(rows, without, is_late)
        except SolverMisbehaved as error:
            # Whoever asked searches instead, and there another solver takes over.
            WATCH.unwell.add(error.solver)
            self._is_unwell = True
            return None

    def _answered(self, rows: Sequence[Row], without: frozenset[str], is_late: bool) -> Found | Unfinished | None:
        asked = self._asked(rows, without)
        if asked is None or not self._is_begun():
            return None
        assert self._prices is not None
        best = _Best(self._highest(self._prices, asked), self._within)
        self._try(self._tables[0], asked.put(self._state, self._lines), asked, best)
        if not best.is_near and not self._relax(asked, best, is_late):
            return None
        if best.state is None:
            return Unfinished(best.high, SAID)
        return Found(self.plan_of(best.state), best.worth, False, best.high, SAID)

    def _is_begun(self) -> bool:
        """Whether there are multipliers and exchanges of the plan as it stands; they are made when first asked for."""
        if self._prices is None:
            relaxed = self._solved(_Asked(self._bounds, {}, np.zeros(len(self._state), dtype=bool)))
            prices = None if relaxed is None else self._priced(relaxed)
            if prices is None:
                return False
            self._prices = prices
            self._tables = [self._table(self._state, prices, MOST_STANDING)]
        return True

    def sketch(self, program: Program, known: NDArray[np.intp]) -> tuple[Numbers, int]:
        """A state that is a plan, and one of the better ones, when candidates are worth something else.

        And how far its worth is below what bounds it, in objective units.

        Nothing is left of what was asked before: the same is found whatever that was.

        Args:
            program: With the same candidates and rows.
            known: States that are plans, one at least.
        """
        self._program, self._step, self._prices, self._tables = program, step(program), None, []
        self._lines = replace(self._lines, worths=np.array([*program.objective, 0], dtype=np.int64))
        self._relaxation.revalue(program)
        worths = self._lines.worths[known].sum(axis=1)
        first = int(np.argmax(worths))
        best = _Best(None, 0, known[first], int(worths[first]))
        asked = _Asked(self._bounds, {}, np.zeros(len(self._state), dtype=bool))
        relaxed = self._solved(asked)
        prices = None if relaxed is None else self._priced(relaxed)
        if relaxed is not None and prices is not None:
            best.hold(self._highest(prices, asked))
            self._within = (best.high or 0) // SKETCHED
            states = self._states(asked, relaxed, prices)[:MOST_DIVED]
            self._try_all(self._table(states[0], prices, MOST_SKETCHED), states, asked, best)
            self._climb(prices, asked, best, MOST_SKETCHED, thirds=False)
        assert best.state is not None
        return best.state, (best.high or 0) - best.worth

    def state_of(self, plan: frozenset[int]) -> Numbers:
        """A plan as the candidate of each proposal."""
        state = np.full(len(self._state), self._lines.none)
        for i in plan:
            state[self._lines.proposals[i]] = i
        return state

    def plan_of(self, state: Numbers) -> frozenset[int]:
        """The candidates of a state."""
        return frozenset(state[state != self._lines.none].tolist())

    def _table(self, state: Numbers, prices: Prices, most: int) -> Exchanges:
        rows = np.argsort(prices.multipliers == 0, kind="stable")
        return Exchanges.cheap(self._lines, state, prices.worths, PART * self._within, most, rows)

    def _asked(self, rows: Sequence[Row], without: frozenset[str]) -> _Asked | None:
        bounds, fixed = self._bounds.copy(), dict[int, int]()
        if without:
            bounds[[id_ in without for id_ in self._ids]] = OPEN
        for row in rows:
            if row.kind == "forced" and (row.bound == 0 or len(row.coefficients) == 1):
                if any(fixed.setdefault(i, row.bound) != row.bound for i, _ in row.coefficients):
                    return None
                continue
            for part in at_most(row):
                if not part.coefficients and part.bound >= 0:
                    continue  # A year of a fund that nobody asks money from.
                at = self._line(part)
                if at is None:
                    return None
                bounds = np.append(bounds, np.full(len(self._bounds) - len(bounds), OPEN))
                bounds[at] = min(int(bounds[at]), part.bound)
        held = np.zeros(len(self._state), dtype=bool)
        held[self._lines.proposals[list(fixed)]] = True
        inside = [int(self._lines.proposals[i]) for i, x in fixed.items() if x]
        return _Asked(bounds, fixed, held) if len(set(inside)) == len(inside) else None

    def _line(self, part: Row) -> int | None:
        """The number of the row with such coefficients, which is taken in where there is none; None where none may."""
        at = self._lined.get(part.coefficients)
        if at is not None:
            return at if abs(part.bound) < OPEN else None
        if not part.coefficients or not is_small([part], self._program) or len(self._bounds) >= self._most_lines:
            return None
        at = self._lined[part.coefficients] = len(self._bounds)
        self._numbers.append(self._written)
        self._written += 1
        self._relaxation.add(part)
        self._relaxation.limit(self._numbers[at], None, None)
        self._ids = np.append(self._ids, "")
        self._bounds = np.append(self._bounds, OPEN)
        added = lines_of(self._program, [part]).columns
        self._lines = replace(self._lines, columns=np.append(self._lines.columns, added, axis=1))
        self._tables = [table.on(self._lines) for table in self._tables]
        if self._prices is not None:
            self._prices = replace(self._prices, multipliers=np.append(self._prices.multipliers, 0))
        return at

    def _solved(self, asked: _Asked) -> Relaxed | None:
        """The relaxation of a question; None where it has no point, or comes to no end."""
        low, high = np.zeros(self._lines.none), np.ones(self._lines.none)
        for i, x in asked.fixed.items():
            low[i] = high[i] = float(x)
        self._relaxation.hold(low, high)
        for number, bound in zip(self._numbers, asked.bounds.tolist(), strict=True):
            self._relaxation.limit(number, None, None if bound >= OPEN else bound)
        relaxed = self._relaxation.solve()
        return None if relaxed is None or relaxed.worth is None else relaxed

    def _priced(self, relaxed: Relaxed) -> Prices | None:
        return Prices.of(self._lines, relaxed.multipliers[self._numbers])

    def _highest(self, prices: Prices, asked: _Asked) -> int | None:
        """What no plan that keeps to a question is worth more than; None where the multipliers do not tell.

        Source:
            Lagrangian relaxation: Σ multiplier · bound, and of each proposal the candidate that adds most, or none.
        """
        used = np.flatnonzero(prices.multipliers)
        if (asked.bounds[used] >= OPEN).any():
            return None
        paid = zip(prices.multipliers[used].tolist(), asked.bounds[used].tolist(), strict=True)
        gains = prices.gains.copy()
        gains[[i for i, x in asked.fixed.items() if not x]] = 0
        best = np.maximum(np.maximum.reduceat(gains[self._order], self._firsts), 0)
        for i, x in asked.fixed.items():
            if x:
                best[self._lines.proposals[i]] = gains[i]
        total = sum(price * bound for price, bound in paid) + int(best.sum())
        return int((total >> prices.precision) // self._step * self._step)

    def _try(self, table: Exchanges, state: Numbers, asked: _Asked, best: _Best) -> None:
        """Look for a plan that is one state, or one exchange from it."""
        lines = self._lines
        room, worth = asked.bounds - lines.used(state), lines.worth(state)
        if (room >= 0).all():
            best.take(state, worth)
        if best.is_near or not len(table.worths):
            return
        most = int(table.worths[0]) if best.high is None else best.high - worth
        least = most - 2 * self._within if best.state is None else best.worth + 1 - worth
        found = table.best(room, least, most, asked.held | (state != table.state))
        if found is not None:
            best.take(table.after(state, found), worth + int(table.worths[found]))

    def _relax(self, asked: _Asked, best: _Best, is_late: bool) -> bool:
        """Bound a question by its own relaxation, and look for plans near that; False where it has no point."""
        self.relaxed += 1
        relaxed = self._solved(asked)
        prices = None if relaxed is None else self._priced(relaxed)
        if relaxed is None or prices is None:
            return False
        best.hold(self._highest(prices, asked))
        states = self._states(asked, relaxed, prices)
        tables = [t for t in self._tables if int((states[0] != t.state).sum()) <= FAR]
        for table in tables:
            self._try_all(table, states, asked, best)
        if not best.is_near and not (is_late and best.state is not None):
            own = self._table(states[0], prices, MOST_OWN)
            self._tables = [self._tables[0], own]
            self._try_all(own, states, asked, best)
        if not is_late and not best.is_near:
            self._climb(prices, asked, best)
            self._dive(own, relaxed, prices, asked, best)
            self._climb(prices, asked, best)
        return True

    def _dive(self, table: Exchanges, relaxed: Relaxed, prices: Prices, asked: _Asked, best: _Best) -> None:
        """Settle one divided candidate after the other in the relaxation, and look for plans near each."""
        open_, nodes = [(asked, relaxed)], 0
        while open_ and nodes < MOST_NODES and not best.is_near:
            part, relaxed = open_.pop()
            divided = np.flatnonzero((relaxed.shares > WHOLE) & (relaxed.shares < 1 - WHOLE))
            if not len(divided):
                continue
            i = int(divided[np.argmax(relaxed.shares[divided])])
            found = []
            for x in (0, 1):
                half = replace(part, fixed={**part.fixed, i: x})
                below, nodes = self._solved(half), nodes + 1
                if below is not None and below.worth is not None and below.worth > best.least:
                    found.append((half, below))
            for half, below in reversed(found):
                self._try_all(table, self._states(half, below, prices)[:MOST_DIVED], asked, best)
            open_ += found

    def _climb(self, prices: Prices, asked: _Asked, best: _Best, most: int = MOST_OWN, thirds: bool = True) -> None:
        """One exchange after the other from the best plan so far, for as long as that is not near enough."""
        worth = None
        while not best.is_near and best.state is not None and best.worth != worth:
            state, worth = best.state, best.worth
            table = self._table(state, prices, most)
            self._try(table, state, asked, best)
            if best.worth == worth and thirds:
                self._try_thirds(table, state, asked, best)

    def _try_thirds(self, table: Exchanges, state: Numbers, asked: _Asked, best: _Best) -> None:
        """Change a proposal beside each exchange."""
        for change in np.flatnonzero(table.of[:, 1] == len(state)).tolist():
            if best.is_near:
                return
            if not asked.held[table.of[change, 0]]:
                self._try(table, table.after(state, change), asked, best)

    def _try_all(self, table: Exchanges, states: Numbers, asked: _Asked, best: _Best) -> None:
        for state in states:
            if best.is_near:
                return
            self._try(table, state, asked, best)

    def _states(self, asked: _Asked, relaxed: Relaxed, prices: Prices) -> Numbers:
        """The relaxation in whole numbers, in some of the ways there are: those first that leave rows nearest to full.

        All of them lose nothing by the multipliers but what they leave, or take too much.
        """
        lines, shares = self._lines, relaxed.shares
        state = np.full((1, len(self._state)), lines.none)
        state[0, lines.proposals[shares >= 1 - WHOLE]] = np.flatnonzero(shares >= 1 - WHOLE)
        parted: dict[int, list[int]] = {}
        for i in np.flatnonzero((shares > WHOLE) & (shares < 1 - WHOLE)).tolist():
            parted.setdefault(int(lines.proposals[i]), []).append(i)
        for proposal, parts in parted.items():
            left = 1 - float(shares[parts].sum())
            ways = sorted(
                [*parts, *([lines.none] if left > WHOLE else [])],
                key=lambda i: -float(shares[i]) if i < lines.none else -left,
            )
            ways = ways if len(state) * len(ways) <= MOST_WAYS else ways[:1]
            state = np.repeat(state, len(ways), axis=0)
            state[:, proposal] = np.tile(ways, len(state) // len(ways))
        own = [*parted]
        whole = asked.bounds - lines.used(state[0]) + lines.columns[state[0, own]].sum(axis=0)
        room = (whole - lines.columns[state[:, own]].sum(axis=1)).astype(np.float64)
        price = prices.multipliers.astype(np.float64)
        broken = np.where(price > 0, 0.0, price.max(initial=0.0)) * np.minimum(room, 0.0)
        order = np.argsort((np.abs(room) * price - broken).sum(axis=1), kind="stable")
        return state[order[:MOST_STATES]]
