"""Who gains and who pays: every purse by itself, and how the cost could be shared (convention §4, §11, §12; D4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from prioritizer.appraisal.accounts import entries
from prioritizer.appraisal.actor_draws import ActorDraws, Spread, spread_of
from prioritizer.appraisal.co_finance import CoFinancing, co_finance
from prioritizer.appraisal.discount import Discount, discount_factor
from prioritizer.appraisal.indicators import by_year, hump, payback
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.prices import NO_PURSE, price_of
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.portfolio import NOT_ALLOCATED, TAX_COST, Effect, Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Cells


class Accounts(Protocol):
    """The tables of a version or of a plan, in whole kronor; costs are at most zero."""

    @property
    def costs(self) -> Cells:
        """By payer and year, not discounted."""

    @property
    def taken_home(self) -> Cells:
        """Money in hand by purse and year, not discounted."""

    @property
    def costs_present(self) -> Cells:
        """Costs brought to base_year."""

    @property
    def effects_present(self) -> Cells:
        """Effects brought to base_year."""

    @property
    def actor_draws(self) -> ActorDraws | None:
        """Net present value by actor and draw; None is unknown."""

    @property
    def chance(self) -> float | None:
        """That NNV is above zero; None where no spread is known."""


@dataclass(frozen=True, slots=True)
class Party:
    """One purse with its boards, or one person or employer: present whole kronor.

    `cost` is what it pays, above zero; `gain` all that it gets, freed capacity included; `money` what of it is money in
    hand, 0 for those who hold no purse; `nnv` gain less cost. `payback` is the first year from which what it pays and
    takes home stays at or above zero. None is unknown, and for a payback also «not reached», or that it pays nothing:
    who has no cost has nothing to get back.
    `share_of_gain` and `share_of_money` are what it would pay if the cost were shared by gain or by money in hand.
    `spread` is how sure `nnv` is, from the joint draws, before experience moves the sum (§8, §10).
    """

    actor: str
    cost: int
    gain: int | None
    money: int | None
    nnv: int | None
    payback: int | None
    share_of_gain: int | None = None
    share_of_money: int | None = None
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """All parties in order of id, the cost that able purses pay together, and both ways to share it."""

    parties: tuple[Party, ...]
    cost: int
    by_gain: CoFinancing
    by_money: CoFinancing


def parties(
    portfolio: Portfolio,
    rules: RuleSet,
    found: Accounts,
    year_one: int,
    unknown: Collection[str],
    *,
    timed: bool = True,
    priced: bool = True,
) -> Parties:
    """Tell who gains and who pays, and share the cost among purses that can co-finance.

    What persons, employers and others that cannot co-finance pay stays with them.

    Args:
        portfolio: Its actors and who of them can co-finance.
        rules: Hold the discount rate.
        found: The tables of a version or a plan.
        year_one: The year from which payback is counted.
        unknown: Actors of whom nobody has said what they can take home.
        timed: False where the years or the receivers of effects are unknown; then no money and payback are said.
        priced: False where no effect has a price; then nobody knows what any purse gains (§25).
    """
    purses = sorted({portfolio.purse_of(actor) for actor in _actors(found, portfolio)})
    unallocated = any(actor == NOT_ALLOCATED and kronor for (actor, _), kronor in found.effects_present.items())
    blind = frozenset(purses) - NO_PURSE if unallocated else frozenset(() if priced else purses)
    unsaid = frozenset(unknown) if timed else _actors(found, portfolio)
    rows = [_party(portfolio, rules, found, year_one, purse, unsaid, purse in blind) for purse in purses]
    able = {portfolio.purse_of(actor) for actor in portfolio.co_financers if portfolio.purse_of(actor) == actor}
    cost = sum(row.cost for row in rows if row.actor in able)
    by_gain = co_finance(cost, {row.actor: row.gain for row in rows}, able)
    by_money = co_finance(cost, {row.actor: row.money for row in rows}, able)
    return Parties(tuple(_with_shares(row, by_gain, by_money) for row in rows), cost, by_gain, by_money)


def unknown_home(portfolio: Portfolio, rules: RuleSet, effects: Iterable[Effect]) -> frozenset[str]:
    """The actors of whom nobody has said what they can take home of some effect (convention §12, §25)."""
    return frozenset(
        entry.actor
        for effect in effects
        if effect.outcome in rules.prices
        for entry in entries(price_of(effect, rules), effect, portfolio, rules)
        if entry.take_home is None
    )


def _party(
    portfolio: Portfolio,
    rules: RuleSet,
    found: Accounts,
    year_one: int,
    purse: str,
    unsaid: frozenset[str],
    is_blind: bool,
) -> Party:
    members = portfolio.purse(purse)
    cost = -_sum(found.costs_present, members)
    gain = None if is_blind else _sum(found.effects_present, members)
    holds = purse not in NO_PURSE and purse != TAX_COST
    known = holds and not is_blind and not members & unsaid
    flow = by_year((found.costs, found.taken_home), members)
    pays = hump(flow, year_one).depth < 0 or any(kr for (actor, _), kr in found.costs.items() if actor in members)
    discount = _discount(portfolio, rules)
    money = sum(kr * discount(year) for (actor, year), kr in found.taken_home.items() if actor in members)
    return Party(
        actor=purse,
        cost=cost,
        gain=gain,
        money=(whole(money) if known else None) if holds else 0,
        nnv=None if gain is None else gain - cost,
        payback=payback(flow, year_one) if known and pays else None,
        spread=_spread(found, members) if gain is not None else None,
    )


def _spread(found: Accounts, members: Collection[str]) -> Spread | None:
    """Of these actors; None where nobody knows how the whole spreads, or how it spreads over actors (§25)."""
    if found.actor_draws is None or found.chance is None:
        return None
    return spread_of(found.actor_draws, members)


def _with_shares(row: Party, by_gain: CoFinancing, by_money: CoFinancing) -> Party:
    def share(found: CoFinancing) -> int | None:
        return None if found.code else found.shares.get(row.actor, 0)

    return replace(row, share_of_gain=share(by_gain), share_of_money=share(by_money))


def _actors(found: Accounts, portfolio: Portfolio) -> frozenset[str]:
    tables = (found.costs_present, found.effects_present)
    return frozenset({actor for table in tables for actor, _ in table} | {portfolio.own_actor})


def _discount(portfolio: Portfolio, rules: RuleSet) -> Discount:
    terms = terms_of(portfolio, rules)
    assert terms is not None, "`faults` tells this before anything is appraised"
    return lambda year: discount_factor(terms.rate_of, portfolio.base_year, year)


def _sum(table: Cells, actors: Collection[str]) -> int:
    return sum(kronor for (actor, _), kronor in table.items() if actor in actors)
