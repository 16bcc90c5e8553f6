"""A made-up round in which every form that a proposal can have stands beside every other."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from prioritizer.model.distribution import Distribution, observed, one_of
from prioritizer.model.portfolio import (
    Alternative,
    CommonFactor,
    Cost,
    Effect,
    Fund,
    Portfolio,
    Profile,
    Proposal,
    Stated,
    StatedTerms,
    Success,
)
from prioritizer.model.rules import Dated, Field, Leaf, Op, Parameter, RuleSet
from tests.appraisal.accounts_cases import ACTORS, SOURCE, care, point, support, work
from tests.appraisal.accounts_cases import rules as plain_rules

DAY = date(2016, 1, 1)
GRADES = {"haircut_cost": "0.1", "haircut_effect": "0.2", "haircut_delay": "1", "least_spread": "0.4"}
FORMS = ("risk_with", "risk_with", "risk_with", "relative_risk", "odds_ratio", "risk_difference", "mean_difference")


def mixed_rules() -> RuleSet:
    """Production with equalisation, a transfer, an unsaid share taken home, haircuts, priors and an index."""
    wide = triangle("0.7", "1", "1.4")
    prices = (work(), support(), replace(care("0.5", 1), spread=wide), replace(care(None), id="ward", spread=wide))
    found = plain_rules(*prices, discount_rate="0.035", prior_return="0.3", prior_spread="0.8")
    graded = {
        name: Parameter(
            name,
            {},
            "",
            (Dated(DAY, Decimal(0), SOURCE, "S", table={"high": Decimal(0), "low": Decimal(number)}),),
            by="evidence.grade",
        )
        for name, number in GRADES.items()
    }
    index = Parameter(
        "price_index",
        {},
        "index",
        tuple(Dated(date(year, 1, 1), Decimal(year - 1900), SOURCE, "S") for year in range(2020, 2060)),
        series=True,
    )
    fields = {"evidence.grade": Field("evidence.grade", "choice", {}, of=("high", "low"))}
    return replace(found, fields=fields, parameters={**found.parameters, **graded, "price_index": index})


def mixed_round(seed: int, proposals: int = 40, horizon: int = 12, **changes: Any) -> Portfolio:
    """Proposals of one to three versions, none to five effects, one to three starts, some with stated results."""
    dice = random.Random(seed)
    fund = Fund("running", "R", "kommun", Decimal(0), True, "lopande", {2027: Decimal(10**8)})
    factors = (
        CommonFactor("optimism", "", "effects", triangle("0.6", "0.9", "1"), None),
        CommonFactor("overrun", "", "costs", triangle("0.9", "1.1", "1.6"), Leaf("risk", Op.EQUALS, "high")),
    )
    found = tuple(_proposal(dice, n) for n in range(proposals))
    years = (2026, 2027, (2027, 2030), horizon)
    round_ = Portfolio("m", "M", "O", "SEK", date(2026, 11, 1), *years, ACTORS, "kommun", (), (fund,), (), found)
    return replace(round_, common_factors=factors, tax_factor=True, **changes)


def triangle(low: str, likely: str, high: str) -> Distribution:
    """A triangle from three numbers."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def _proposal(dice: random.Random, number: int) -> Proposal:
    starts = dice.choice([(2027,), (2027, 2028), (2028, 2030, 2031)])
    facts: Mapping[str, str] = {
        "risk": dice.choice(["high", "low"]),
        **dice.choice([{}, {"evidence.grade": "high"}, {"evidence.grade": "high", "evidence.set_by": "A. A."}]),
    }
    success: tuple[Success, ...] = ()
    if dice.random() < 0.3:
        success = (Success("", Decimal("0.75"), Decimal(1)), Success("", Decimal("0.25"), Decimal("0.2")))
    versions = tuple(
        _version(dice, f"v{n}" if n else None, f"people {number // 2}") for n in range(dice.choice([1, 1, 2, 3]))
    )
    return Proposal(f"p{number}", "", versions, starts, len(starts) > 1, (), facts, success=success)


def _version(dice: random.Random, id_: str | None, people: str) -> Alternative:
    costs = tuple(_cost(dice) for _ in range(dice.choice([0, 1, 1, 2, 3])))
    effects = tuple(_effect(dice) for _ in range(dice.choice([0, 1, 2, 3, 5])))
    effects = tuple(
        replace(effect, overlap_group=people) if row < 2 and effect.stated_as != "mean_difference" else effect
        for row, effect in enumerate(effects)
    )
    stated = None
    if dice.random() < 0.2:
        effects = ()
        terms = StatedTerms(price_year=2025, discount_rate=Decimal("0.035"), start_year=2027)
        stated = dice.choice(
            [
                Stated(value=Decimal(dice.randrange(-(10**6), 10**7)), chance=Decimal("0.7")),
                Stated(benefits={"kommun": Decimal(2_000_003), "region": Decimal(-777)}, terms=terms),
                Stated(benefits={"staten": Decimal(900_000)}, low=Decimal(-80_000_000), high=Decimal(80_000_000)),
            ]
        )
    return Alternative(id_, "", costs, effects, stated, {}, {})


def _cost(dice: random.Random) -> Cost:
    kronor = {2027 + year: Decimal(dice.randrange(0, 2_000_000)) for year in range(dice.choice([1, 2, 14]))}
    spread = dice.choice([None, None, triangle("0.9", "1", "1.5"), point("1.1")])
    payer = dice.choice([actor.id for actor in ACTORS])
    return Cost("cost", payer, kronor, dice.choice([None, "running"]), dice.choice(["investment", None]), spread=spread)


def _effect(dice: random.Random) -> Effect:
    form, treated = dice.choice(FORMS), dice.random() < 0.3
    profile = Profile(
        dice.randrange(3),
        dice.choice([(), (Decimal("0.5"),), (Decimal("0.2"), Decimal("0.7"))]),
        dice.randrange(2, 9),
        Decimal(dice.randrange(0, 11)) / 10,
    )
    risk, change = Decimal(dice.randrange(30, 50)) / 100, None
    if form == "risk_difference":
        change = dice.choice([point("0.05"), triangle("-0.02", "0.1", "0.5")])
    elif form != "risk_with":
        change = dice.choice([point("0.8"), triangle("0.4", "0.8", "1.3")])
    needs_risk = form != "mean_difference"
    people = dice.choice([point(dice.randrange(20, 300)), triangle("20", "70", "200"), _wide("40", "90")])
    without = dice.choice([point(str(risk)), triangle("0.2", "0.3", "0.6"), observed(Decimal(12), Decimal(40))])
    with_ = dice.choice(
        [point("0.2"), triangle("0.05", "0.1", "0.35"), replace(triangle("0.1", "0.2", "0.3"), shape="pert")]
    )
    units = dice.choice(
        [point(12), triangle("5", "10", "30"), one_of(((Decimal(5), Decimal("0.5")), (Decimal(9), Decimal("0.5"))))]
    )
    return Effect(
        outcome=dice.choice(["work", "support", "care", "ward"]),
        owner=dice.choice(["kommun", "omsorg", "region"]),
        participants=people,
        size="among_treated" if treated else "intention_to_treat",
        risk_without=without if needs_risk else None,
        risk_with=with_ if form == "risk_with" else None,
        units_per_case=units if needs_risk else point(1),
        profile=profile,
        take_up=Decimal("0.8") if treated else Decimal(1),
        drop_out=Decimal("0.15") if treated else Decimal(0),
        stated_as=form,  # type: ignore[arg-type]  # one of the forms
        change=change,
    )


def _wide(low: str, high: str) -> Distribution:
    middle = (Decimal(low) + Decimal(high)) / 2
    return Distribution(Decimal(low), middle, Decimal(high), "normal", interval=Decimal("0.9"))
