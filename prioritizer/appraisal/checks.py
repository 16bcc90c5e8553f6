"""What appraisal cannot compute, told before it is tried (convention §2, §4, §25)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from prioritizer.appraisal.accounts import DISPLACEMENT, EQUALISATION_DELAY, EQUALISATION_SHARE, needed
from prioritizer.appraisal.overlap_checks import overlap_faults
from prioritizer.appraisal.prices import index_in, known_actors, price_of, price_year_of, receiver
from prioritizer.appraisal.tax_cost import TAX_FACTOR
from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.model.portfolio import Alternative, Effect, Portfolio, Priced, Proposal, Stated
from prioritizer.model.rules import Price, RuleSet

RATE = "discount_rate"
"""The parameter by which years are discounted."""


def faults(portfolio: Portfolio, rules: RuleSet) -> list[Fault]:
    """Everything that appraisal cannot compute, or can only with a reservation; all at once, each once.

    Returns:
        Faults, which stop the run: unknown_outcome, no_price_on, no_index, transfer_not_zero, unknown_actor,
        no_discount_rate, no_tax_factor, tax_factor_below_one, unknown_equaliser, no_parameter_for_production,
        not_a_whole_number, share_outside. Warnings: owner_gets_nothing. Also those of `overlap_faults`.
    """
    found = [*_rate(portfolio, rules), *_tax_factor(portfolio, rules), *_terms(portfolio, rules), *_transfers(rules)]
    versions = [version for proposal in portfolio.proposals for version in proposal.alternatives]
    effects = {e.priced_as: e for version in versions if version.stated is None for e in version.effects}
    unpaid = _unpaid(effects, portfolio, rules)
    priced = {e.priced_as[::2]: e for e in effects.values() if e.outcome in rules.prices}
    for effect in priced.values():
        if (price := price_of(effect, rules)).split:
            found += _price(price, portfolio, rules)
        if effect.local_price is not None:
            found += _local(price)
    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            if version.stated is None:
                found += _effects(version, portfolio, rules, unpaid)
            else:
                found += _stated_year(version.stated, portfolio, rules)
            found += _cost_years(proposal, version, portfolio, rules)
    found += _repayments(portfolio, rules)
    found += overlap_faults(portfolio)
    return list(dict.fromkeys(found))


def _rate(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    rate = rules.number(RATE, portfolio.as_of)
    if rate is None or rate <= -1:
        parameter = rules.parameters.get(RATE)
        place = parameter.place if parameter else _place(portfolio)
        yield fault(place, RATE, "no_discount_rate", day=portfolio.as_of.isoformat())


def _tax_factor(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    if not portfolio.tax_factor:
        return
    factor = rules.number(TAX_FACTOR, portfolio.as_of)
    parameter = rules.parameters.get(TAX_FACTOR)
    if factor is None:
        yield fault(_place(portfolio), TAX_FACTOR, "no_tax_factor", day=portfolio.as_of.isoformat())
    elif factor < 1:
        place = parameter.place if parameter else _place(portfolio)
        yield fault(place, TAX_FACTOR, "tax_factor_below_one", value=factor)


def _terms(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Displacement and equalisation are shares, and the delay a whole number of years."""
    for name in (DISPLACEMENT, EQUALISATION_SHARE, EQUALISATION_DELAY):
        value, parameter = rules.number(name, portfolio.as_of), rules.parameters.get(name)
        if value is None or parameter is None:
            continue
        if name == EQUALISATION_DELAY and (value < 0 or value != int(value)):
            yield fault(parameter.place, name, "not_a_whole_number", value=value)
        elif name != EQUALISATION_DELAY and not 0 <= value <= 1:
            yield fault(parameter.place, name, "share_outside", value=value)


def _transfers(rules: RuleSet) -> Iterator[Fault]:
    for price in rules.prices.values():
        yield from _transfer(price)


def _transfer(price: Price) -> Iterator[Fault]:
    remainder = sum(price.split.values())
    if price.transfer and remainder:
        yield fault(price.place, "split", "transfer_not_zero", price=price.id, sum=remainder)


def _local(price: Price) -> Iterator[Fault]:
    """A local price is still a transfer where the list says so, and has the actors whose tax is equalised."""
    yield from _transfer(price)
    for actor in price.equalised:
        if actor not in price.split:
            near = next(iter(get_close_matches(actor, price.split, 1)), "")
            yield fault(price.place, "local_price.split", "equalised_not_in_split", near, key=actor)


def _effects(version: Alternative, portfolio: Portfolio, rules: RuleSet, unpaid: frozenset[Priced]) -> Iterator[Fault]:
    for index, effect in enumerate(version.effects):
        path = f"effects.{index}"
        price = rules.prices.get(effect.outcome)
        if price is None:
            near = next(iter(get_close_matches(effect.outcome, rules.prices, 1)), "")
            yield fault(effect.place, f"{path}.outcome", "unknown_outcome", near, key=effect.outcome)
        elif not price_of(effect, rules).split:
            day = portfolio.as_of.isoformat()
            yield fault(effect.place, f"{path}.outcome", "no_price_on", outcome=effect.outcome, day=day)
        elif effect.priced_as in unpaid:
            named = {"owner": effect.owner, "outcome": effect.outcome}
            yield warning(effect.place, f"{path}.owner", "owner_gets_nothing", **named)


def _unpaid(effects: Mapping[Priced, Effect], portfolio: Portfolio, rules: RuleSet) -> frozenset[Priced]:
    """The prices and owners where the owner gets no part of the price."""
    return frozenset(
        priced
        for priced, effect in effects.items()
        if effect.outcome in rules.prices
        and effect.owner
        not in {receiver(actor, effect.owner, portfolio.actors) for actor in price_of(effect, rules).split}
    )


def _price(price: Price, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    known = known_actors(portfolio)
    if price.equaliser and price.equaliser not in known:
        near = next(iter(get_close_matches(price.equaliser, known, 1)), "")
        yield fault(price.place, "equaliser", "unknown_equaliser", near, key=price.equaliser)
    if portfolio.production_value:
        for name in needed(price):
            if rules.number(name, portfolio.as_of) is None:
                yield fault(price.place, "production", "no_parameter_for_production", parameter=name)
    for actor in price.split:
        if actor not in known:
            near = next(iter(get_close_matches(actor, known, 1)), "")
            yield fault(price.place, "split", "unknown_actor", near, key=actor, price=price.id)
    if price.price_year != portfolio.price_year:
        for year in (price.price_year, portfolio.price_year):
            if index_in(rules, year) is None:
                yield fault(price.place, "price_year", "no_index", year=year)


def _stated_year(stated: Stated, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    declared = stated.terms.price_year
    for year in (declared, portfolio.price_year) if declared and declared != portfolio.price_year else ():
        if index_in(rules, year) is None:
            yield fault(stated.place, "stated.price_year", "no_index", year=year)


def _cost_years(proposal: Proposal, version: Alternative, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    funds = {fund.id: fund for fund in portfolio.funds}
    starts = proposal.start_years
    for index, cost in enumerate(version.costs):
        paid = {year + start - min(starts) for year, kr in cost.per_year.items() if kr for start in starts}
        written_in = {price_year_of(cost, year, funds, portfolio) for year in paid} - {portfolio.price_year}
        for year in sorted(written_in | ({portfolio.price_year} if written_in else set())):
            if index_in(rules, year) is None:
                yield fault(proposal.place, f"costs.{index}.per_year", "no_index", year=year)


def _repayments(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """What is paid back to a fund in running prices is converted to those of each year in which it is (§2, §17)."""
    for fund in portfolio.funds:
        if fund.repayment is None or fund.prices != "lopande":
            continue
        paid = {year for year in portfolio.years if year >= fund.repayment.first_year} - {portfolio.price_year}
        for year in sorted(paid | ({portfolio.price_year} if paid else set())):
            if index_in(rules, year) is None:
                yield fault(fund.place, f"funds.{fund.id}.repayment", "no_index", year=year)


def _place(portfolio: Portfolio) -> Place:
    return next((p.place for p in portfolio.proposals), Place(""))
