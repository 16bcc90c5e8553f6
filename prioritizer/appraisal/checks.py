"""What appraisal cannot compute, told before it is tried (convention §2, §4, §25)."""

from collections.abc import Iterator, Mapping, Set
from difflib import get_close_matches

from prioritizer.appraisal.accounts import DISPLACEMENT, EQUALISATION_DELAY, EQUALISATION_SHARE, needed
from prioritizer.appraisal.common_factors import idle_factors
from prioritizer.appraisal.overlap_checks import overlap_faults
from prioritizer.appraisal.prices import index_in, known_actors, price_of, price_year_of, receiver
from prioritizer.appraisal.size_checks import size_faults
from prioritizer.appraisal.starts import starts_of, unindexed
from prioritizer.appraisal.stated_checks import interval_faults
from prioritizer.appraisal.tax_cost import TAX_FACTOR
from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.model.portfolio import Alternative, Effect, Portfolio, Priced, Proposal, Stated
from prioritizer.model.rules import DISCOUNT_RATE, LOWEST_RATE, Price, RuleSet
from prioritizer.screening.screen import in_force


def faults(portfolio: Portfolio, rules: RuleSet) -> list[Fault]:
    """Everything that appraisal cannot compute, or can only with a reservation; all at once, each once.

    Returns:
        Faults, which stop the run: unknown_outcome, no_price_on, no_index, no_index_of_price_year, transfer_not_zero,
        unknown_actor, no_discount_rate, discount_rate_too_low, no_tax_factor, tax_factor_below_one, unknown_equaliser,
        no_parameter_for_production, not_a_whole_number, share_outside. Warnings: owner_gets_nothing, start_not_valued.
        Also those of `size_faults`, `interval_faults`, `idle_factors` and `overlap_faults`.
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
    is_told = bool(unpaid) or any(not _is_priced(effect, rules) for effect in effects.values())
    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            if version.stated is None:
                found += _effects(version, portfolio, rules, unpaid) if is_told else ()
            else:
                found += _stated_year(version.stated, portfolio, rules)
            found += _cost_years(proposal, version, portfolio, rules)
    found += size_faults(portfolio, rules)
    found += interval_faults(portfolio, rules)
    found += idle_factors(portfolio, in_force(portfolio, rules)) if portfolio.common_factors else ()
    found += _repayments(portfolio, rules)
    found += overlap_faults(portfolio)
    return list(dict.fromkeys(found))


def _rate(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    rate = rules.number(DISCOUNT_RATE, portfolio.as_of)
    place = _parameter_place(DISCOUNT_RATE, portfolio, rules)
    if rate is None:
        told = {"day": portfolio.as_of.isoformat(), "file": rules.file_of(DISCOUNT_RATE)}
        yield fault(place, DISCOUNT_RATE, "no_discount_rate", "", **told)
    elif rate <= LOWEST_RATE:
        yield fault(place, DISCOUNT_RATE, "discount_rate_too_low", value=rate)


def _tax_factor(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    if not portfolio.tax_factor:
        return
    factor = rules.number(TAX_FACTOR, portfolio.as_of)
    if factor is None:
        day, file = portfolio.as_of.isoformat(), rules.file_of(TAX_FACTOR)
        yield fault(_place(portfolio), TAX_FACTOR, "no_tax_factor", day=day, file=file)
    elif factor < 1:
        yield fault(_parameter_place(TAX_FACTOR, portfolio, rules), TAX_FACTOR, "tax_factor_below_one", value=factor)


def _terms(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Displacement and equalisation are shares, and the delay a whole number of years."""
    for name in (DISPLACEMENT, EQUALISATION_SHARE, EQUALISATION_DELAY):
        value, parameter = rules.number(name, portfolio.as_of), rules.parameters.get(name)
        if value is None or parameter is None:
            continue
        if name == EQUALISATION_DELAY and (value < 0 or value != int(value)):
            yield fault(parameter.place_on(portfolio.as_of), name, "not_a_whole_number", value=value)
        elif name != EQUALISATION_DELAY and not 0 <= value <= 1:
            yield fault(parameter.place_on(portfolio.as_of), name, "share_outside", value=value)


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


def _is_priced(effect: Effect, rules: RuleSet) -> bool:
    return effect.outcome in rules.prices and bool(price_of(effect, rules).split)


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
                file = rules.file_of(name)
                yield fault(price.place, "production", "no_parameter_for_production", parameter=name, file=file)
    for actor in price.split:
        if actor not in known:
            near = next(iter(get_close_matches(actor, known, 1)), "")
            yield fault(price.place, "split", "unknown_actor", near, key=actor, price=price.id)
    yield from _no_index({price.price_year}, price.place, "price_year", portfolio, rules)


def _stated_year(stated: Stated, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    declared = stated.terms.price_year
    yield from _no_index({declared} if declared else set(), stated.place, "stated.price_year", portfolio, rules)


def _cost_years(proposal: Proposal, version: Alternative, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    funds = {fund.id: fund for fund in portfolio.funds}
    starts = starts_of(proposal, version, portfolio, rules)
    for start in sorted({*proposal.start_years} - {*starts}):
        missing = unindexed(version, start - min(starts), portfolio, rules)
        told = {"start": str(start), "years": ", ".join(map(str, missing)), "version": version.id or proposal.id}
        yield warning(proposal.place, "start_years", "start_not_valued", **told)
    for index, cost in enumerate(version.costs):
        paid = {year + start - min(starts) for year, kr in cost.per_year.items() if kr for start in starts}
        written_in = {price_year_of(cost, year, funds, portfolio) for year in paid}
        place = cost.place if cost.place.file else proposal.place
        yield from _no_index(written_in, place, f"costs.{index}.per_year", portfolio, rules)


def _no_index(years: Set[int], place: Place, path: str, portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """The price years of some amounts without an index; that of the portfolio is told where it is written, once."""
    others = years - {portfolio.price_year}
    yield from (fault(place, path, "no_index", year=year) for year in sorted(others) if index_in(rules, year) is None)
    if others and index_in(rules, portfolio.price_year) is None:
        own = portfolio.price_year_place
        told = (own, "price_year", "no_index_of_price_year") if own.file else (place, path, "no_index")
        yield fault(*told, year=portfolio.price_year)


def _parameter_place(name: str, portfolio: Portfolio, rules: RuleSet) -> Place:
    """Where the value of a parameter that is in force stands, which may be in an overlay."""
    parameter = rules.parameters.get(name)
    return parameter.place_on(portfolio.as_of) if parameter else _place(portfolio)


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
