"""What a plan does to the own purse's result of each year, as the balance requirement sees it (convention §17).

A granted krona is a cost in the year it is used, whatever it was set aside as: money that is earmarked in equity gives
no income when it is used. A repayment moves money within equity and changes no result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from prioritizer.appraisal.prices import index_factor
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Alternative, Cost, Fund, Portfolio, Proposal
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised, Cells

RESTORED = 3
"""Years within which a negative result must be made up for (kommunallagen 2017:725, 11 kap. 12 §)."""

UNKNOWN_HOME = frozenset({"payback_own_unknown", "no_priced_effects"})
"""Notes of a version of which it is not known what the own purse takes home, or when (convention §12, §25)."""


@dataclass(frozen=True, slots=True)
class YearResult:
    """One year, in its own prices: costs above zero, and what the result becomes against doing nothing of the plan.

    `granted` is what funds of the own purse pay out, `paid` what the own purse pays outside every fund, but for what it
    gives in kind out of what it has already. `taken_home` is what it is expected to take home as money. None where it
    is unknown, or no index is known for the year. `committed` is what earlier plans have promised out of its funds: a
    cost too, but of an earlier decision, and not in `result`.
    """

    year: int
    granted: Decimal | None
    paid: Decimal | None
    taken_home: Decimal | None
    committed: Decimal | None

    @property
    def result(self) -> Decimal | None:
        """What the plan adds to the result of the year, below zero where it takes from it."""
        if self.granted is None or self.paid is None or self.taken_home is None:
            return None
        return self.taken_home - self.granted - self.paid


@dataclass(frozen=True, slots=True)
class BalanceRequirement:
    """The years of the plan and those within which they must be made up for.

    `later_home` is what is expected to be taken home by year in the prices of price_year, for years without an index.
    `unknown` counts the chosen versions of which it is not known what is taken home, or when: what is taken home is
    then of the others, and unknown where there are no others. `of_others` is what funds of other purses grant the plan:
    it covers costs as large and changes no result.
    """

    rows: tuple[YearResult, ...]
    later_home: Mapping[int, int]
    unknown: int
    of_others: Decimal


def balance_requirement(
    portfolio: Portfolio, rules: RuleSet, chosen: Sequence[Appraised], taken_home: Cells
) -> BalanceRequirement:
    """What a plan does to the result of each year.

    Args:
        portfolio: Whose own purse and funds are meant.
        rules: The price index.
        chosen: The versions of the plan.
        taken_home: What the plan is expected to bring in money by actor and year, in kronor of price_year.

    Returns:
        Granted kronor of funds in running prices to the öre, what is converted or expected in whole kronor. Costs are
        those that the proposals state, without haircut or expected overrun.

    Source:
        Convention §12, §17; kommunallagen (2017:725) 11 kap. 12 §.
    """
    unknown = sum(bool(UNKNOWN_HOME & set(version.notes)) for version in chosen)
    is_blind = bool(chosen) and unknown == len(chosen)
    spent = _spent(portfolio, [_key(version) for version in chosen])
    purse, home = portfolio.purse(portfolio.own_actor), dict.fromkeys(_years(portfolio), 0)
    for (actor, year), kronor in taken_home.items():
        if actor in purse and year in home:
            home[year] += kronor
    rows, later_home = [], {}
    for year in _years(portfolio):
        factor = index_factor(rules, portfolio.price_year, year)
        expected = _in_prices_of(Decimal(home[year]), False, factor)
        promised = {fund.id: fund.committed.get(year, Decimal(0)) for fund in spent.funds}
        rows.append(
            YearResult(
                year,
                _of_funds(
                    spent.funds, {f.id: spent.granted.get((f.id, year), Decimal(0)) for f in spent.funds}, factor
                ),
                _in_prices_of(spent.paid.get(year, Decimal(0)), False, factor),
                None if is_blind else expected,
                _of_funds(spent.funds, promised, factor),
            )
        )
        if expected is None and not is_blind:
            later_home[year] = home[year]
    return BalanceRequirement(tuple(rows), later_home, unknown, spent.of_others)


def _years(portfolio: Portfolio) -> range:
    """The years of the plan, and those within which its last year must be made up for."""
    return range(portfolio.plan_years[0], portfolio.plan_years[1] + RESTORED + 1)


@dataclass(frozen=True, slots=True)
class _Spent:
    """What the own purse's `funds` grant by fund and year, what others grant, and what it pays itself by year."""

    funds: tuple[Fund, ...]
    granted: Mapping[tuple[str, int], Decimal]
    of_others: Decimal
    paid: Mapping[int, Decimal]


def _spent(portfolio: Portfolio, chosen: Sequence[Key]) -> _Spent:
    purse = portfolio.purse(portfolio.own_actor)
    funds = tuple(fund for fund in portfolio.funds if fund.owner in purse)
    own = {fund.id for fund in funds}
    granted: dict[tuple[str, int], Decimal] = {}
    paid: dict[int, Decimal] = {}
    for cost, later in _costs(portfolio, chosen):
        for where, kronor in cost.granted(later).items():
            granted[where] = granted.get(where, Decimal(0)) + kronor
        if not cost.drawn_on and cost.payer in purse and not cost.in_kind:
            for year, kronor in cost.per_year.items():
                paid[year + later] = paid.get(year + later, Decimal(0)) + kronor
    others = sum((kronor for (fund, _), kronor in granted.items() if fund not in own), Decimal(0))
    return _Spent(funds, granted, others, paid)


def _key(version: Appraised) -> Key:
    return version.proposal, version.alternative, version.start_year


def _costs(portfolio: Portfolio, chosen: Sequence[Key]) -> list[tuple[Cost, int]]:
    """Every cost of the plan, and how many years later than it was written for."""
    proposals = {p.id: p for p in portfolio.proposals}
    found: list[tuple[Cost, int]] = []
    for name, alternative, start in chosen:
        proposal = proposals[name]
        later = 0 if start is None else start - min(proposal.start_years)
        found += [(cost, later) for cost in _version(proposal, alternative).costs]
    return found


def _version(proposal: Proposal, alternative: str | None) -> Alternative:
    return next(version for version in proposal.alternatives if version.id == alternative)


def _in_prices_of(kronor: Decimal, is_running: bool, factor: Fraction | None) -> Decimal | None:
    """Kronor in the prices of the year, whole where they are converted; nothing is nothing in any prices."""
    if not kronor or is_running:
        return kronor
    return None if factor is None else _whole(kronor * factor.numerator / factor.denominator)


def _whole(kronor: Decimal) -> Decimal:
    return kronor.quantize(Decimal(1), ROUND_HALF_EVEN)


def _of_funds(funds: Sequence[Fund], kronor: Mapping[str, Decimal], factor: Fraction | None) -> Decimal | None:
    """Kronor of funds together, in the prices of the year; unknown where one of them is."""
    amounts = [_in_prices_of(kronor[fund.id], fund.prices == "lopande", factor) for fund in funds]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
