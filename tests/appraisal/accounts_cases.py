"""Small rounds for the tests of accounts: a municipality with a board, a region, the state, an employer, a person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from prioritizer.model.portfolio import Actor, Alternative, Cost, Distribution, Effect, Portfolio, Profile, Proposal
from prioritizer.model.rules import Dated, Objective, Parameter, Price, RuleSet, Source

DAY = date(2026, 11, 1)
SOURCE = Source("a table")
ACTORS = (
    Actor("kommun", "Kommunen"),
    Actor("omsorg", "Omsorgsnämnden", "kommun"),
    Actor("region", "Regionen"),
    Actor("staten", "Staten"),
    Actor("arbetsgivare", "Arbetsgivare", None, False, False),
    Actor("individ", "Personerna", None, False, False),
)
NUMBERS = {
    "discount_rate": "0",
    "displacement": "0.25",
    "equalisation_share": "0.95",
    "equalisation_delay": "2",
    "tax_factor": "1.3",
}
WORK = {"individ": "248080", "staten": "60720", "kommun": "53300", "region": "29900", "arbetsgivare": "8000"}


def work(split: Mapping[str, str] = WORK, equalised: tuple[str, ...] = ("kommun", "region")) -> Price:
    """A year of work, written gross; the numbers are those of the example."""
    amounts = {actor: Decimal(kronor) for actor, kronor in split.items()}
    equaliser = "staten" if equalised else ""
    return Price(
        "work",
        {},
        "year",
        2026,
        amounts,
        SOURCE,
        "S",
        Decimal(1),
        production=True,
        equalised=equalised,
        equaliser=equaliser,
    )


def care(take_home: str | None = "0.8", home_delay: int = 0) -> Price:
    """A day of care for which a municipality pays."""
    home = None if take_home is None else Decimal(take_home)
    return Price("care", {}, "day", 2026, {"kommun": Decimal(1000)}, SOURCE, "S", home, home_delay=home_delay)


def support() -> Price:
    """A year of income support: a transfer."""
    split = {"kommun": Decimal(60000), "individ": Decimal(-60000)}
    return Price("support", {}, "year", 2026, split, SOURCE, "S", Decimal(1), transfer=True)


def rules(*prices: Price, **numbers: str | None) -> RuleSet:
    """Rules with these prices; a number given as None is not in force."""
    found = {name: value for name, value in {**NUMBERS, **numbers}.items() if value is not None}
    parameters = {
        name: Parameter(name, {}, "", (Dated(date(2016, 1, 1), Decimal(value), SOURCE, "S"),))
        for name, value in found.items()
    }
    return RuleSet({}, (), (), parameters, {p.id: p for p in prices}, Objective({}, Decimal(0), SOURCE))


def point(number: str | int) -> Distribution:
    """A number without uncertainty."""
    return Distribution(Decimal(number), Decimal(number), Decimal(number))


def effect(outcome: str, owner: str = "kommun", units: int = 10, years: int = 1, decay: str = "1") -> Effect:
    """One unit for each of so many participants a year, from the start."""
    return Effect(
        outcome=outcome,
        owner=owner,
        participants=point(units),
        size="intention_to_treat",
        risk_without=point(1),
        risk_with=point(0),
        units_per_case=point(1),
        profile=Profile(0, (), years, Decimal(decay)),
    )


def proposal(costs: Mapping[str, int], *effects: Effect) -> Proposal:
    """A proposal that costs each payer so much in 2027, as an investment."""
    rows = tuple(
        Cost("cost", payer, {2027: Decimal(kronor)}, None, "investment") for payer, kronor in sorted(costs.items())
    )
    head = Alternative(None, "head", rows, effects, None, {}, {})
    return Proposal("p", "P", (head,), (2027,), True, (), {})


def portfolio(*proposals: Proposal, tax_factor: bool = False, production_value: bool = True) -> Portfolio:
    """A round in prices of 2026 with 2027 as its first year and eight years of horizon."""
    return Portfolio(
        name="p",
        title="P",
        organisation="O",
        currency="SEK",
        as_of=DAY,
        price_year=2026,
        base_year=2027,
        plan_years=(2027, 2030),
        horizon=8,
        actors=ACTORS,
        own_actor="kommun",
        goals=(),
        funds=(),
        resources=(),
        proposals=proposals,
        tax_factor=tax_factor,
        production_value=production_value,
    )
