"""A second calculation in plain fractions, sharing no code with the first, and the laws both must keep."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise
from prioritizer.model.portfolio import (
    Actor,
    Alternative,
    Cost,
    Distribution,
    Effect,
    Fund,
    Portfolio,
    Profile,
    Proposal,
)
from prioritizer.model.rules import Dated, Objective, Parameter, Price, RuleSet, Source

PARENTS = {"kommun": None, "skola": "kommun", "omsorg": "kommun", "region": None, "staten": None, "individ": None}
INDEX = {2024: "96.3", 2025: "98.1", **{2026 + year: str(100 + 2 * year) for year in range(12)}}
SOURCE = Source("a table")
PRICES = {
    "day": (2025, {"kommun": "4219"}, "0.8"),
    "support": (2026, {"kommun": "9741.5", "individ": "-9741.5"}, "1"),
    "work": (2024, {"individ": "180000", "staten": "120000.37", "region": "33333.33", "kommun": "55555"}, "0.35"),
}


class Second(NamedTuple):
    """What the second calculation finds, in fractions of a krona."""

    nnv: Fraction
    own: Fraction
    payback: int | None
    effects: Mapping[tuple[str, int], Fraction]
    costs: Mapping[tuple[str, int], Fraction]


def second(round_: Portfolio, proposal: Proposal, version: Alternative, start: int) -> Second:
    """Sum year by year what each effect gives each actor and what each cost takes, then discount."""
    level = {year: Fraction(value) for year, value in INDEX.items()}
    costs: dict[tuple[str, int], Fraction] = {}
    effects: dict[tuple[str, int], Fraction] = {}
    end = start + round_.horizon
    for year in range(2027, end):
        for cost in version.costs:
            kronor = Fraction(cost.per_year.get(year - (start - proposal.start_years[0]), 0))
            if cost.fund == "running":
                kronor = kronor * level[2026] / level[year]
            costs[cost.payer, year] = costs.get((cost.payer, year), Fraction(0)) - kronor
        for effect in version.effects:
            since = year - start - effect.profile.delay
            if since < 0:
                continue
            if since < len(effect.profile.ramp):
                share = Fraction(effect.profile.ramp[since])
            elif since <= effect.profile.years - 1:
                share = Fraction(1)
            else:
                share = Fraction(1)
                for _ in range(since - effect.profile.years + 1):
                    share *= 1 - Fraction(effect.profile.decay)
            assert effect.risk_without
            assert effect.risk_with
            units = Fraction(effect.participants.likely) * Fraction(effect.units_per_case.likely)
            units *= Fraction(effect.risk_without.likely) - Fraction(effect.risk_with.likely)
            if effect.size == "among_treated":
                units *= Fraction(effect.take_up) * (1 - Fraction(effect.drop_out))
            written, split, _home = PRICES[effect.outcome]
            for actor, amount in split.items():
                who = effect.owner if actor in (effect.owner, PARENTS[effect.owner]) else actor
                worth = units * share * Fraction(amount) * level[2026] / level[written]
                effects[who, year] = effects.get((who, year), Fraction(0)) + worth
    yearly = Fraction(1035, 1000)
    together = [(who, year, kronor) for table in (costs, effects) for (who, year), kronor in table.items()]
    nnv = sum((kronor / yearly ** (year - 2027) for _, year, kronor in together), Fraction(0))
    own_purse = {"kommun", "skola", "omsorg"}
    own = sum((kronor / yearly ** (year - 2027) for who, year, kronor in together if who in own_purse), Fraction(0))
    sums = [sum(kronor for _, year, kronor in together if year <= last) for last in range(start, end)]
    back = next((start + i for i in range(len(sums)) if all(later >= 0 for later in sums[i:])), None)
    return Second(nnv, own, back, effects, costs)


def drawn_proposal(number: int, dice: random.Random) -> Proposal:
    """A proposal of random rows, without uncertainty; some numbers have many decimals on purpose."""
    costs = tuple(
        Cost(
            f"cost {row}",
            dice.choice(["skola", "omsorg", "region"]),
            {2027 + year: Decimal(dice.randrange(10_000, 3_000_000)) for year in range(dice.randrange(1, 4))},
            dice.choice(["running", "fixed", None]),
            dice.choice(["investment", "operation"]),
        )
        for row in range(dice.randrange(1, 4))
    )
    effects = tuple(drawn_effect(dice) for _ in range(dice.randrange(1, 4)))
    head = Alternative(None, "head", costs, effects, None, {}, {})
    return Proposal(f"p{number}", "title", (head,), (2027, 2029), True, (), {})


def drawn_effect(dice: random.Random) -> Effect:
    """An effect of random numbers."""
    size: Literal["intention_to_treat", "among_treated"] = dice.choice(["intention_to_treat", "among_treated"])
    ramp = tuple(Decimal(dice.randrange(1, 11)) / 10 for _ in range(dice.randrange(3)))
    return Effect(
        outcome=dice.choice(sorted(PRICES)),
        owner=dice.choice(["skola", "omsorg", "kommun"]),
        participants=point(dice.randrange(20, 400)),
        size=size,
        risk_without=point(Decimal(dice.randrange(80, 400)) / 1000),
        risk_with=point(Decimal(dice.randrange(10, 120)) / 1000),
        units_per_case=point(Decimal(dice.randrange(1, 2500)) / 10),
        profile=Profile(dice.randrange(3), ramp, dice.randrange(1, 6), Decimal(dice.randrange(11)) / 10),
        take_up=Decimal(dice.randrange(5, 11)) / 10,
        drop_out=Decimal(dice.randrange(4)) / 10,
    )


def point(number: Decimal | int) -> Distribution:
    """A number without uncertainty."""
    return Distribution(Decimal(number), Decimal(number), Decimal(number))


def round_of(*proposals: Proposal) -> Portfolio:
    """A round with a fund in running prices and one in fixed."""
    actors = tuple(Actor(name, name, parent) for name, parent in PARENTS.items() if name != "individ")
    funds = (
        Fund("running", "Running", "kommun", Decimal(0), True, "lopande", {}),
        Fund("fixed", "Fixed", "kommun", Decimal(0), True, "fast", {}),
    )
    years = (2026, 2027, (2027, 2030), 8)
    return Portfolio("p", "P", "O", "SEK", date(2026, 11, 1), *years, actors, "kommun", (), funds, (), proposals)


def rules(factor: Fraction = Fraction(1)) -> RuleSet:
    """The same prices and index as the second calculation; `factor` stands for another currency."""
    flat = Parameter("discount_rate", {}, "share", (Dated(date(2016, 1, 1), Decimal("0.035"), SOURCE, "S"),))
    values = tuple(Dated(date(year, 1, 1), Decimal(value), SOURCE, "S") for year, value in INDEX.items())
    series = Parameter("price_index", {}, "index", values, series=True)
    scale = Decimal(factor.numerator) / Decimal(factor.denominator)
    prices = {
        name: Price(name, {}, name, year, {a: Decimal(v) * scale for a, v in split.items()}, SOURCE, "S", Decimal(home))
        for name, (year, split, home) in PRICES.items()
    }
    known = {"discount_rate": flat, "price_index": series}
    return RuleSet({}, (), (), known, prices, Objective({}, Decimal(0), SOURCE))


def with_risk(proposal: Proposal, risk: Decimal) -> Proposal:
    """The proposal with the same risk with the measure in all its effects."""
    head = proposal.alternatives[0]
    effects = tuple(replace(effect, risk_with=point(risk)) for effect in head.effects)
    return replace(proposal, alternatives=(replace(head, effects=effects),))


def nnv_of(proposal: Proposal, by: RuleSet | None = None) -> int:
    """The net present value at the first start."""
    return appraise(round_of(proposal), by or rules(), draws=8)[0].nnv


@pytest.mark.parametrize("seed", range(40))
def test_two_calculations_agree_to_the_krona(seed: int) -> None:
    """NNV, own value, payback and every cell agree with a calculation in fractions that shares no code."""
    dice = random.Random(seed)
    round_ = round_of(*(drawn_proposal(number, dice) for number in range(3)))
    versions = {proposal.id: proposal for proposal in round_.proposals}
    for found in appraise(round_, rules(), draws=8):
        proposal = versions[found.proposal]
        assert found.start_year is not None
        other = second(round_, proposal, proposal.alternatives[0], found.start_year)
        assert round(other.nnv) == found.nnv == round(float(found.draws.mean()))
        assert found.nnv == sum(found.costs_present.values()) + sum(found.effects_present.values())
        assert found.own_nnv is not None
        assert abs(other.own - found.own_nnv) < 2 + 2 * len(PARENTS)
        assert other.payback == found.payback_society
        for table, mine in ((other.costs, found.costs), (other.effects, found.effects)):
            assert all(abs(kronor - mine.get(cell, 0)) < 2 for cell, kronor in table.items())
            assert set(mine) <= set(table)


SEEDS = st.integers(0, 10**6)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(2, 9))
def test_effects_are_linear_in_participants(seed: int, times: int) -> None:
    """Twice as many participants give twice the effects, to the rounding (§6)."""
    proposal = drawn_proposal(0, random.Random(seed))
    head = proposal.alternatives[0]
    more = tuple(replace(effect, participants=point(effect.participants.likely * times)) for effect in head.effects)
    larger = replace(proposal, alternatives=(replace(head, effects=more),))
    once, often = (appraise(round_of(p), rules(), draws=8)[0] for p in (proposal, larger))
    assert once.present_effects is not None
    assert often.present_effects == pytest.approx(times * once.present_effects, abs=times + 2)
    assert once.costs == often.costs


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 400), st.integers(0, 400))
def test_value_rises_with_the_risk_difference(seed: int, first: int, second_: int) -> None:
    """A lower risk with the measure is never worth less, since no price here is negative for society (§6)."""
    proposal = drawn_proposal(0, random.Random(seed))
    low, high = sorted((first, second_))
    better = nnv_of(with_risk(proposal, Decimal(low) / 1000))
    worse = nnv_of(with_risk(proposal, Decimal(high) / 1000))
    assert better >= worse


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from([2, 5, 10, 100]))
def test_another_currency_scales_every_figure(seed: int, factor: int) -> None:
    """With all amounts in a currency worth a part of the krona, NNV is as many times larger (§2)."""
    proposal = drawn_proposal(0, random.Random(seed))
    head = proposal.alternatives[0]
    costs = tuple(replace(c, per_year={y: kr * factor for y, kr in c.per_year.items()}) for c in head.costs)
    dearer = replace(proposal, alternatives=(replace(head, costs=costs),))
    assert nnv_of(dearer, rules(Fraction(factor))) == pytest.approx(factor * nnv_of(proposal), abs=factor)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_transfer_changes_nothing_for_society(seed: int) -> None:
    """An extra effect that is a transfer leaves NNV where it was (§4)."""
    dice = random.Random(seed)
    proposal, extra = drawn_proposal(0, dice), replace(drawn_effect(dice), outcome="support")
    head = proposal.alternatives[0]
    fuller = replace(proposal, alternatives=(replace(head, effects=(*head.effects, extra)),))
    assert nnv_of(fuller) == nnv_of(proposal)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_names_ids_and_row_order_change_nothing(seed: int, dice: random.Random) -> None:
    """Renamed and reordered proposals keep every draw and every figure (§24)."""
    proposals = [spread(drawn_proposal(number, random.Random(seed + number))) for number in range(4)]
    before = appraise(round_of(*proposals), rules(), draws=64)
    renamed = [
        replace(p, id=f"x{i}", title="another", facts={"advocacy.signatures": Decimal(i)})
        for i, p in enumerate(proposals)
    ]
    shuffled = [turned(p) for p in renamed]
    dice.shuffle(shuffled)
    after = {(found.proposal, found.start_year): found for found in appraise(round_of(*shuffled), rules(), draws=64)}
    for old in before:
        new = after[f"x{old.proposal[1:]}", old.start_year]
        assert (old.nnv, old.costs, old.effects, old.chance) == (new.nnv, new.costs, new.effects, new.chance)
        assert old.draws == pytest.approx(new.draws, rel=1e-12)


def spread(proposal: Proposal) -> Proposal:
    """The proposal with uncertain risks."""
    head = proposal.alternatives[0]
    uncertain = tuple(
        replace(e, risk_with=Distribution(e.risk_with.likely / 2, e.risk_with.likely, e.risk_with.likely * 2))
        for e in head.effects
        if e.risk_with
    )
    return replace(proposal, alternatives=(replace(head, effects=uncertain),))


def turned(proposal: Proposal) -> Proposal:
    """The proposal with its rows in the opposite order."""
    head = proposal.alternatives[0]
    return replace(proposal, alternatives=(replace(head, costs=head.costs[::-1], effects=head.effects[::-1]),))


def test_uncertain_inputs_average_as_their_triangles() -> None:
    """The mean over 1,024 draws is within three thousandths of the product of the means of the triangles (§8)."""
    proposal = spread(drawn_proposal(0, random.Random(3)))
    (effect, *_) = proposal.alternatives[0].effects
    alone = replace(proposal, alternatives=(replace(proposal.alternatives[0], effects=(effect,)),))
    assert effect.risk_with
    average = (effect.risk_with.low + effect.risk_with.likely + effect.risk_with.high) / 3
    found = appraise(round_of(alone), rules())[0].present_effects
    certain = appraise(round_of(with_risk(alone, average)), rules())[0].present_effects
    assert certain
    assert found == pytest.approx(certain, rel=3e-3)
