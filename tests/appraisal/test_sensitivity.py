"""Sensitivities and switch points, by hand and against a full appraisal of the changed round (convention §11, §26)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from prioritizer.appraisal import appraise
from prioritizer.appraisal.appraise import cases, key_of
from prioritizer.appraisal.reached import reach
from prioritizer.appraisal.sensitivity import Sensitivity, sensitivities
from prioritizer.appraisal.stress import laid_out, net
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.uncertain import inputs
from prioritizer.appraisal.zeros import Switch, bent, rate_switch, straight
from prioritizer.model.distribution import Distribution, observed
from prioritizer.model.portfolio import CommonFactor, Effect, Portfolio, Profile, Proposal, Stated, Success
from prioritizer.model.rules import Dated, Field, Parameter, RuleSet
from tests.appraisal import accounts_cases as accounts
from tests.appraisal import test_appraise as small

DRAWS = 256


def decimal(number: float) -> Decimal:
    """The shortest decimal that is read as the same number."""
    return Decimal(repr(number))


def pack(round_: Portfolio, rules: RuleSet) -> Sensitivity:
    """The sensitivity of the one proposal."""
    (found,) = sensitivities(round_, rules, 1, DRAWS).versions.values()
    return found


def solved(found: Sensitivity, name: str, of: str = "") -> Switch:
    """The one switch point of a name."""
    (one,) = (switch for switch in found.switches if (switch.name, switch.of) == (name, of))
    return one


@pytest.fixture(scope="module")
def by_hand() -> Sensitivity:
    """150,000 kr in 2027 for 100,000 kr in each of 2027 and 2028, at 25 per cent."""
    paid = small.cost({2027: 150_000})
    return pack(small.portfolio(small.proposal("a", [paid], [small.effect()])), small.rules())


@pytest.mark.parametrize(
    ("name", "of", "value"),
    [
        ("rate", "", 1.0),  # −50,000 in 2027 and 100,000 in 2028
        ("cost", "", 180 / 150),
        ("effect", "", 150 / 180),
        ("delay", "", 30 / 36),  # a year later all is worth 144,000
        ("duration", "", 1 + 50 / 80),
        ("price", "day", 150 / 180),
    ],
)
def test_switch_points_by_hand(by_hand: Sensitivity, name: str, of: str, value: float) -> None:
    """Effects of 100,000 + 80,000 kr against 150,000 kr (§11)."""
    assert pytest.approx(solved(by_hand, name, of).value) == value


def test_a_tax_factor_below_one_is_none(by_hand: Sensitivity) -> None:
    """With all money on public purses NNV is f times 30,000 kr, above zero at every factor from 1 (§5)."""
    found = solved(by_hand, "tax_factor")

    assert (found.value, found.reason) == (None, "always")


def test_variations_by_hand(by_hand: Sensitivity) -> None:
    """Each line of the pack is NNV with one thing changed (§11)."""
    expected = {
        ("rate", "0"): 50_000,
        ("cost", "1.3"): -15_000,
        ("effect", "0.5"): -60_000,
        ("effect", "0"): -150_000,
        ("duration", "0.5"): -50_000,
        ("delay", "1"): -6_000,
        ("delay", "2"): -34_800,
        ("tax_factor", "1.0"): 30_000,
        ("tax_factor", "1.3"): 39_000,
        ("production", "None"): 30_000,
    }
    found = {(one.name, str(one.value)): one.nnv for one in by_hand.variations}

    assert by_hand.nnv == 30_000
    assert expected == {key: found[key] for key in expected}


def test_an_uncertain_input_by_hand() -> None:
    """180,000 kr at a fall of 0.1 needs a fall of 1/12 to cover 150,000 kr: a risk with the measure of 0.2 − 1/12."""
    spread = Distribution(Decimal("0.05"), Decimal("0.1"), Decimal("0.15"))
    one = replace(small.effect(), risk_with=spread)
    found = pack(small.portfolio(small.proposal("a", [small.cost({2027: 150_000})], [one])), small.rules())
    (bar,) = found.tornado

    assert solved(found, "risk_with", "day").value == pytest.approx(0.2 - 1 / 12)
    assert bar.low == pytest.approx(0.05 + 0.05 * 0.1**0.5)  # a tenth of the lower half lies below it
    assert [bar.nnv_low, bar.nnv_high] == pytest.approx(
        [-150_000 + 1_800_000 * (0.2 - bar.low), -150_000 + 1_800_000 * (0.2 - bar.high)], abs=1
    )


def test_the_internal_rate_of_return_of_a_known_flow() -> None:
    """−100, 60, 60 has a rate of return of 13.066 per cent: 100x² = 60x + 60 with x = 1 + r."""
    root = (60 + (60**2 + 4 * 100 * 60) ** 0.5) / 200

    assert rate_switch({2027: -100.0, 2028: 60.0, 2029: 60.0}, 2027, 0.035).value == pytest.approx(root - 1, abs=1e-12)


def test_of_two_rates_of_return_the_nearest_is_told() -> None:
    """−100 + 230 − 132 is zero at 10 and at 20 per cent; from 3.5 per cent 10 is nearer, from 30 it is 20."""
    flow = {2027: -100.0, 2028: 230.0, 2029: -132.0}

    assert rate_switch(flow, 2027, 0.035).value == pytest.approx(0.1)
    assert rate_switch(flow, 2027, 0.3).value == pytest.approx(0.2)


def test_a_flow_of_gains_has_no_rate_of_return() -> None:
    """Nothing is paid, so NNV is above zero at every rate; of costs alone it is below at every rate."""
    assert rate_switch({2027: 1.0, 2030: 5.0}, 2027, 0.035).reason == "always"
    assert rate_switch({2027: -1.0, 2030: -5.0}, 2027, 0.035).reason == "never"


def test_a_line_without_a_zero_within_its_limits_says_on_which_side_it_stays() -> None:
    """A share cannot be above one: what is zero first at 1.5 is above zero always."""
    assert straight("displacement", 0.25, (3.0, 1.0), high=1.0).reason == "always"
    assert straight("displacement", 0.25, (-3.0, -1.0), high=1.0).reason == "never"
    assert straight("cost", 1.0, (None, None)).reason == "stated"


def test_a_bent_line_is_zero_between_its_points() -> None:
    """From 30 to −10 in one year is zero after three quarters of it."""
    assert bent("delay", 0.0, (np.array([0.0, 1.0]), np.array([30.0, -10.0]))).value == 0.75


GRADED = "evidence.grade"


def haircut(name: str, number: str) -> Parameter:
    """A haircut of a single grade."""
    dated = Dated(accounts.DAY, Decimal(0), accounts.SOURCE, "assumption", table={"low": Decimal(number)})
    return Parameter(name, {}, "", (dated,), by=GRADED)


def whole_round() -> tuple[Portfolio, RuleSet]:
    """A certain round with production, a transfer, a ramp, decay, lengths of 3 and 5 years, taxes and haircuts."""
    work = replace(accounts.effect("work", units=3), profile=Profile(1, (Decimal("0.5"),), 5, Decimal("0.4")))
    care = replace(accounts.effect("care", units=250), profile=Profile(0, (), 3, Decimal("0.25")))
    support = accounts.effect("support", units=2, years=2)
    one = accounts.proposal({"omsorg": 2_100_000, "region": 600_000}, work, care, support)
    rules = accounts.rules(accounts.work(), accounts.care(), accounts.support(), discount_rate="0.035")
    cuts = {n: haircut(n, x) for n, x in (("haircut_cost", "0.1"), ("haircut_effect", "0.15"), ("haircut_delay", "1"))}
    grade = Field(GRADED, "choice", {}, of=("high", "low"))
    return accounts.portfolio(one, tax_factor=True), replace(
        rules, parameters={**rules.parameters, **cuts}, fields={GRADED: grade}
    )


def parameter(rules: RuleSet, name: str, value: Decimal) -> RuleSet:
    """The rules with another number."""
    dated = Dated(accounts.DAY.replace(year=2016), value, accounts.SOURCE, "S")
    return replace(rules, parameters={**rules.parameters, name: Parameter(name, {}, "", (dated,))})


def rewritten(round_: Portfolio, change: Callable[[Effect], Effect], dearer: Decimal = Decimal(1)) -> Portfolio:
    """The round with every effect and cost written anew."""
    (proposal,) = round_.proposals
    (head,) = proposal.alternatives
    costs = tuple(replace(c, per_year={y: kr * dearer for y, kr in c.per_year.items()}) for c in head.costs)
    head = replace(head, costs=costs, effects=tuple(change(effect) for effect in head.effects))
    return replace(round_, proposals=(replace(proposal, alternatives=(head,)),))


def lasting(profile: Profile, years: int) -> Profile:
    """So many years of full effect, a longer ramp cut."""
    return replace(profile, years=years, ramp=profile.ramp[:years])


def half_as_long(round_: Portfolio, rules: RuleSet) -> float:
    """NNV half-way between half as many years rounded down and rounded up."""
    down = nnv(rewritten(round_, lambda e: replace(e, profile=lasting(e.profile, e.profile.years // 2))), rules)
    up = nnv(rewritten(round_, lambda e: replace(e, profile=lasting(e.profile, -(-e.profile.years // 2)))), rules)
    return (down + up) / 2


def scaled(effect: Effect, by: Decimal) -> Effect:
    """As many times the participants."""
    return replace(effect, participants=effect.participants.times(by))


def later(effect: Effect, years: int) -> Effect:
    """The effect so many years later."""
    return replace(effect, profile=replace(effect.profile, delay=effect.profile.delay + years))


def nnv(round_: Portfolio, rules: RuleSet) -> int:
    """Adjusted NNV of a full appraisal."""
    (found,) = appraise(round_, rules, 1, DRAWS)
    return found.nnv_adjusted


def test_every_variation_is_a_full_appraisal_of_the_changed_round() -> None:
    """Changing the term gives what rewriting the portfolio or the rules gives, to the krona (§4, §5, §7, §9)."""
    round_, rules = whole_round()
    same = rewritten(round_, lambda effect: effect)
    expected: Mapping[tuple[str, str], int] = {
        **{("rate", x): nnv(round_, parameter(rules, "discount_rate", Decimal(x))) for x in ("0", "0.015", "0.05")},
        ("cost", "1.3"): nnv(rewritten(round_, lambda e: e, Decimal("1.3")), rules),
        ("effect", "0.5"): nnv(rewritten(round_, lambda e: scaled(e, Decimal("0.5"))), rules),
        ("effect", "0"): nnv(rewritten(round_, lambda e: scaled(e, Decimal(0))), rules),
        **{("delay", str(n)): nnv(rewritten(round_, lambda e, n=n: later(e, n)), rules) for n in (1, 2)},  # type: ignore[misc]
        **{("tax_factor", x): nnv(round_, parameter(rules, "tax_factor", Decimal(x))) for x in ("1.0", "1.3")},
        ("production", "None"): nnv(replace(round_, production_value=False), rules),
        **{
            ("displacement", x): nnv(round_, parameter(rules, "displacement", Decimal(x))) for x in ("0", "0.25", "0.5")
        },
    }
    found = {(one.name, str(one.value)): one.nnv for one in pack(round_, rules).variations}

    assert nnv(same, rules) == pack(round_, rules).nnv
    assert len(set(expected.values())) >= 11
    assert expected == {key: found[key] for key in expected}
    assert found["duration", "0.5"] == pytest.approx(half_as_long(round_, rules), abs=1)


def test_nnv_is_zero_at_every_switch_point_of_a_full_appraisal() -> None:
    """The whole round is appraised again at each switch point, between whole years on the line, and is worth 0 kr."""
    round_, rules = whole_round()
    found = pack(round_, rules)
    at = {switch.name: switch.value for switch in found.switches if not switch.of}
    values = {name: decimal(value) for name, value in at.items() if value is not None}
    delay, longest = int(values["delay"]), 5

    def lasting(effect: Effect) -> Effect:
        return replace(effect, profile=replace(effect.profile, years=1, ramp=effect.profile.ramp[:1]))

    worth = [
        nnv(round_, parameter(rules, "discount_rate", values["rate"])),
        nnv(rewritten(round_, lambda e: e, values["cost"]), rules),
        nnv(rewritten(round_, lambda e: scaled(e, values["effect"])), rules),
        nnv(round_, parameter(rules, "tax_factor", values["tax_factor"])),
        nnv(round_, parameter(rules, "displacement", values["displacement"])),
    ]
    before, after = (nnv(rewritten(round_, lambda e, n=n: later(e, n)), rules) for n in (delay, delay + 1))  # type: ignore[misc]
    part = at["delay"] - delay  # type: ignore[operator]

    assert worth == pytest.approx([0] * 5, abs=1)
    assert (1 - part) * before + part * after == pytest.approx(0, abs=1)
    assert before > 0 > after
    assert _lasting(round_, rules, float(values["duration"]) / longest) == pytest.approx(0, abs=2)
    assert nnv(rewritten(round_, lasting), rules) < 0


def _lasting(round_: Portfolio, rules: RuleSet, scale: float) -> float:
    """NNV when each effect lasts a part of its years, from full appraisals of each effect alone at whole years."""
    (proposal,) = round_.proposals
    (head,) = proposal.alternatives
    bare = nnv(replace(round_, proposals=(_only(proposal, ()),)), rules)
    total = float(bare)
    for effect in head.effects:
        years = effect.profile.years * scale
        ends = []
        for whole in (int(years), int(years) + 1):
            profile = replace(effect.profile, years=whole, ramp=effect.profile.ramp[:whole])
            alone = replace(round_, proposals=(_only(proposal, (replace(effect, profile=profile),)),))
            ends.append(nnv(alone, rules) - bare)
        total += ends[0] + (years - int(years)) * (ends[1] - ends[0])
    return total


def _only(proposal: Proposal, effects: tuple[Effect, ...]) -> Proposal:
    """The proposal with its costs and some effects."""
    return replace(proposal, alternatives=(replace(proposal.alternatives[0], effects=effects),))


def test_the_price_of_one_outcome_at_its_switch_point() -> None:
    """With care priced so many times as high, the whole round is worth 0 kr."""
    round_, rules = whole_round()
    times = solved(pack(round_, rules), "price", "care").value
    assert times is not None
    care = rules.prices["care"]
    dearer = replace(care, split={actor: kr * decimal(times) for actor, kr in care.split.items()})

    assert nnv(round_, replace(rules, prices={**rules.prices, "care": dearer})) == pytest.approx(0, abs=1)


def triangle(low: str, likely: str, high: str) -> Distribution:
    """A number between two ends."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def certain(value: float) -> Distribution:
    """A number without uncertainty."""
    number = decimal(value)
    return Distribution(number, number, number)


def uncertain_round() -> tuple[Portfolio, RuleSet]:
    """Uncertain inputs of every kind: two forms of size, a price, costs, graded success and two factors."""
    ratio = replace(
        small.effect(),
        risk_without=triangle("0.1", "0.2", "0.4"),
        risk_with=None,
        stated_as="relative_risk",
        change=triangle("0.3", "0.5", "2.6"),
        participants=triangle("80", "100", "110"),
    )
    odds = replace(
        small.effect("week", years=1),
        risk_without=triangle("0.1", "0.2", "0.3"),
        risk_with=None,
        stated_as="odds_ratio",
        change=triangle("0.4", "0.5", "0.7"),
    )
    each = replace(
        small.effect(), risk_with=observed(Decimal(6), Decimal(60)), units_per_case=triangle("8", "10", "12")
    )
    dear = replace(small.cost({2027: 150_000}), spread=triangle("0.9", "1", "1.6"))
    grades = (Success("all", Decimal("0.75"), Decimal(1)), Success("half", Decimal("0.25"), Decimal("0.5")))
    one = replace(small.proposal("a", [dear, small.cost({2028: 40_000})], [ratio, odds, each]), success=grades)
    factors = (
        CommonFactor("optimism", "Optimism", "effects", triangle("0.5", "0.9", "1"), None),
        CommonFactor("overrun", "Overrun", "costs", triangle("1", "1.1", "1.5"), None),
    )
    priced = replace(small.DAY, spread=triangle("0.8", "1", "1.1"))
    return replace(small.portfolio(one), common_factors=factors), small.rules("0.25", priced)


def test_every_uncertain_input_is_asked_for() -> None:
    """Inputs of effects and costs by row, and what a proposal or a round has in common."""
    found = pack(*uncertain_round()).tornado

    assert sorted((bar.name, bar.row) for bar in found if bar.row is not None) == [
        ("change", 0),
        ("change", 1),
        ("cost", 0),
        ("participants", 0),
        ("risk_with", 2),
        ("risk_without", 0),
        ("risk_without", 1),
        ("units_per_case", 2),
    ]
    assert sorted((bar.name, bar.of) for bar in found if bar.row is None) == [
        ("factor", "optimism"),
        ("factor", "overrun"),
        ("price_spread", "day"),
        ("success", ""),
    ]


def test_bars_are_in_order_of_how_far_they_reach() -> None:
    """The widest bar comes first."""
    widths = [bar.width for bar in pack(*uncertain_round()).tornado]

    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1] > 0


def test_nnv_is_zero_at_the_switch_point_of_each_input() -> None:
    """Every effect is reached and laid out again with the input at its switch point, the others drawn as they were."""
    round_, rules = uncertain_round()
    terms = terms_of(round_, rules)
    assert terms is not None
    (case,) = cases(round_, rules, terms, 1, DRAWS)
    found = {(s.name, s.of, s.row): s.value for s in pack(round_, rules).switches if s.value is not None}
    tried = 0
    for name in ("participants", "risk_without", "risk_with", "change", "units_per_case"):
        for row, effect in enumerate(case.version.effects):
            value = found.get((name, effect.outcome, row))
            if value is None:
                continue
            changed = replace(effect, **{name: certain(value)})  # type: ignore[arg-type]
            effects = tuple(changed if n == row else e for n, e in enumerate(case.version.effects))
            version = replace(case.version, effects=effects)
            reached = reach(replace(case, version=version).drawing)
            tried += 1

            assert net(laid_out(replace(case, version=version, reached=reached))) == pytest.approx(0, abs=1), name
    assert tried >= 4


def test_asking_for_an_input_at_its_only_value_changes_nothing() -> None:
    """With one uncertain input, NNV is linear in it and equals the expected NNV at its mean."""
    spread = replace(small.effect(), units_per_case=triangle("8", "10", "12"))
    round_ = small.portfolio(small.proposal("a", [small.cost({2027: 1})], [spread]))
    terms = terms_of(round_, small.rules())
    assert terms is not None
    (case,) = cases(round_, small.rules(), terms, 1, DRAWS)
    (one,) = inputs(case)

    assert one.nnv(10.0) == pytest.approx(179_999)
    assert one.nnv(0.0) == pytest.approx(-1)


def test_bars_of_shared_inputs_are_those_of_a_full_appraisal() -> None:
    """A price, a factor, success and a cost at one end, put there in the portfolio or the rules."""
    round_, rules = uncertain_round()
    found = {(bar.name, bar.of): bar for bar in pack(round_, rules).tornado if bar.row is None}
    bar = found["factor", "optimism"]
    fixed = certain(bar.low)
    factors = tuple(replace(f, factor=fixed) if f.id == "optimism" else f for f in round_.common_factors)
    price = found["price_spread", "day"]
    priced = replace(rules.prices["day"], spread=certain(price.high))

    assert nnv(replace(round_, common_factors=factors), rules) == pytest.approx(bar.nnv_low, abs=1)
    assert nnv(round_, replace(rules, prices={**rules.prices, "day": priced})) == pytest.approx(price.nnv_high, abs=1)


def test_a_plan_moves_as_its_versions_together() -> None:
    """Each line of the plan is the sum of its versions; a price they share moves both at once."""
    priced = replace(small.DAY, spread=triangle("0.8", "1", "1.2"))
    pair = (
        small.proposal("a", [small.cost({2027: 150_000})], [small.effect()]),
        small.proposal("b", [small.cost({2027: 20_000})], [small.effect(participants=50)]),
    )
    keys = [key_of(p, p.alternatives[0], 2027) for p in pair]
    found = sensitivities(small.portfolio(*pair), small.rules("0.25", priced), 1, DRAWS, keys)
    first, second = (found.versions[key] for key in keys)
    assert found.plan is not None
    (bar,) = found.plan.tornado

    assert [a.nnv + b.nnv for a, b in zip(first.variations, second.variations, strict=True)] == pytest.approx(  # type: ignore[operator]
        [one.nnv for one in found.plan.variations], abs=1
    )
    assert bar.width == pytest.approx(first.tornado[0].width + second.tornado[0].width, abs=2)
    assert solved(found.plan, "cost").value == pytest.approx(270 / 170)
    assert solved(found.plan, "duration_share").value == pytest.approx(0.5 + 0.5 * (170 - 150) / 120)


def test_a_net_result_cannot_tell_and_says_so() -> None:
    """Of a value computed elsewhere only what changes nothing is known (§26)."""
    one = small.proposal("a", [small.cost({2027: 100})], stated=Stated(value=Decimal(500)))
    found = pack(small.portfolio(one), small.rules())

    assert {v.nnv for v in found.variations if v.name not in ("rate",)} == {None}
    assert {s.reason for s in found.switches} == {"stated"}
    assert (found.untold, found.nnv) == (1, 500)


def test_a_gross_result_can_be_scaled_but_not_moved() -> None:
    """Benefits of 500 kr against 100 kr: costs five times as high or a fifth of the effects make zero (§26)."""
    one = small.proposal("a", [small.cost({2027: 100})], stated=Stated(benefits={"namnd": Decimal(500)}))
    found = pack(small.portfolio(one), small.rules())
    told = {(v.name, str(v.value)): v.nnv for v in found.variations}

    assert [told["cost", "1.3"], told["effect", "0.5"], told["delay", "1"]] == [370, 150, None]
    assert [solved(found, "cost").value, solved(found, "effect").value] == pytest.approx([5, 0.2])
    assert solved(found, "duration").reason == "stated"


def test_costs_alone_are_never_worth_anything() -> None:
    """Without a priced effect no change lifts NNV to zero but free costs (§25)."""
    found = pack(small.portfolio(small.proposal("a", [small.cost({2027: 100})])), small.rules())

    assert {s.name: s.reason for s in found.switches if s.value is None}["effect"] == "never"
    assert solved(found, "cost").value == 0.0
