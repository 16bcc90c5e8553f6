"""Effects that reach the same people: one saved placement is sold once (convention §6)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, overlaps, plan_values, stress
from prioritizer.appraisal.appraise import cases
from prioritizer.appraisal.plan import PlanValue
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.distribution import Distribution, one_of
from prioritizer.model.portfolio import CommonFactor, Effect, Portfolio, Profile, Success
from prioritizer.model.rules import Dated, Field, Parameter, RuleSet
from prioritizer.model.value import Overlap
from tests.appraisal.test_appraise import DATES, DAY, SOURCE, cost, effect, only, point, portfolio, proposal, rules

PLACEMENTS = "placements"


def shared(participants: int = 100, risk_with: str = "0.1", years: int = 1, **changes: object) -> Effect:
    """An effect of the group: a risk of 0.2 without, ten days for each case at 1,000 kr."""
    found = replace(effect("day", participants, risk_with, years), overlap_group=PLACEMENTS)
    return replace(found, **changes)  # type: ignore[arg-type]  # fields of the record


def together(round_: Portfolio, *keys: str) -> PlanValue:
    """The plan of all first versions of some proposals, all of them where none is named."""
    by = rules("0")
    chosen = [v for v in appraise(round_, by) if not keys or v.proposal in keys]
    return plan_values(round_, chosen, overlaps(round_, by))


def by_keys(found: Sequence[Overlap]) -> dict[str, int]:
    """NNV of each set, named by its proposals."""
    return {"+".join(key[0] for key in overlap.keys): overlap.nnv for overlap in found}


# One effect halves the risk, the other takes a quarter of it: 1 − 0.5 × 0.75 = 0.625 of 100 × 0.2 × 10 days.
HALF, QUARTER, TENTH = "0.1", "0.15", "0.18"
OF_THE_TWO = 125_000


def test_two_effects_of_one_proposal_by_hand() -> None:
    """100,000 and 50,000 kr by themselves are 125,000 kr together."""
    found = only(portfolio(proposal("a", [], [shared(), shared(risk_with=QUARTER)])))

    assert found.nnv == OF_THE_TWO
    assert found.nnv == sum(found.effects_present.values()) == sum(found.real.values())
    assert found.nnv == sum(found.financial.values())


def test_two_proposals_by_hand() -> None:
    """The same two effects are worth the same when two proposals bring them; the overlap is −25,000 kr."""
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(risk_with=QUARTER)]))

    plan = together(round_)

    assert plan.nnv == OF_THE_TWO
    assert by_keys(plan.overlaps) == {"a+b": -25_000}
    assert plan.nnv == sum(plan.effects_present.values()) == sum(plan.real.values()) == sum(plan.financial.values())


def test_three_proposals_by_hand() -> None:
    """1 − 0.5 × 0.75 × 0.9 = 0.6625 of 200,000 kr: three pairs less, and what all three would take off twice."""
    risks = {"a": HALF, "b": QUARTER, "c": TENTH}
    round_ = portfolio(*(proposal(name, [], [shared(risk_with=risk)]) for name, risk in risks.items()))

    plan = together(round_)

    assert plan.nnv == 132_500
    assert by_keys(plan.overlaps) == {"a+b": -25_000, "a+c": -10_000, "b+c": -5_000, "a+b+c": 2_500}


def test_an_effect_that_is_not_chosen_takes_nothing_from_the_others() -> None:
    """Only what is in force is combined."""
    round_ = portfolio(*(proposal(name, [], [shared(risk_with=QUARTER)]) for name in "abc"))

    assert together(round_, "a").nnv == 50_000
    assert together(round_, "a", "c").nnv == 87_500  # 1 − 0.75 × 0.75 = 0.4375 of 200,000 kr


def test_two_effects_beside_a_third_of_another_proposal() -> None:
    """A proposal's own overlap and that between proposals are terms of the same product."""
    round_ = portfolio(
        proposal("a", [], [shared(), shared(risk_with=QUARTER)]), proposal("b", [], [shared(risk_with=TENTH)])
    )

    assert together(round_).nnv == 132_500


def test_only_common_people_are_counted_once() -> None:
    """Of 100 and 40 people 40 are reached twice: 40 × 0.2 × 10 × 0.5 × 0.25 days less."""
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(40, QUARTER)]))

    assert by_keys(together(round_).overlaps) == {"a+b": -10_000}


def test_only_common_days_are_counted_once() -> None:
    """Where they state 10 and 4 days for each case, 4 of them can be saved twice."""
    round_ = portfolio(
        proposal("a", [], [shared()]), proposal("b", [], [shared(risk_with=QUARTER, units_per_case=point(4))])
    )

    assert by_keys(together(round_).overlaps) == {"a+b": -10_000}


def test_years_in_which_only_one_acts_are_not_combined() -> None:
    """One acts in 2027–2029 and the other in 2029–2031: one year at 25,000 kr; its ramp of a half halves that."""
    early = proposal("a", [], [shared(years=3)])
    late = shared(risk_with=QUARTER, profile=Profile(2, (Decimal("0.5"),), 3, Decimal(1)))

    plan = together(portfolio(early, proposal("b", [], [late])))

    assert by_keys(plan.overlaps) == {"a+b": -12_500}
    assert set(plan.overlaps[0].effects) == {("namnd", 2029)}


def test_a_later_start_moves_what_meets() -> None:
    """Three years from 2027 and three from 2029 meet in 2029, whichever is the one that starts later."""
    first = proposal("a", [], [shared(years=3)])
    second = proposal("b", [], [shared(risk_with=QUARTER, years=3)], starts=(2027, 2029, 2030))

    found = overlaps(portfolio(first, second), rules("0"))

    assert {o.keys[1][2]: o.nnv for o in found} == {2027: -75_000, 2029: -25_000}


def test_nothing_is_combined_after_the_horizon_of_either() -> None:
    """With a horizon of two years the one of 2027 ends with 2028, and so does what they share."""
    round_ = portfolio(
        proposal("a", [], [shared(years=9)]), proposal("b", [], [shared(years=9)], starts=(2028,)), horizon=2
    )

    found = overlaps(round_, rules("0"))

    assert [o.nnv for o in found] == [-50_000]
    assert {2028} == {year for _, year in found[0].effects}


@pytest.mark.parametrize("changes", [{"outcome": "week"}, {"overlap_group": "others"}, {"overlap_group": None}])
def test_effects_on_other_outcomes_or_people_are_not_combined(changes: dict[str, Any]) -> None:
    """A saved day and a saved week are two things, and so are a day of yours and one of mine."""
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(**changes)]))

    assert overlaps(round_, rules()) == ()


def test_two_owners_of_one_saved_day_lose_half_each() -> None:
    """The price falls on the board that owns the effect; what both claim is taken from them alike."""
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(owner="kommun")]))

    found = overlaps(round_, rules())

    assert dict(found[0].effects) == {("namnd", 2027): -25_000, ("kommun", 2027): -25_000}


def test_an_outcome_that_one_wants_more_of_is_counted_from_those_who_lack_it() -> None:
    """From 0.2 to 0.6 is half of the 0.8 who lack it; two such are 0.75 of them: 60 of 100, not 80."""
    round_ = portfolio(*(proposal(name, [], [shared(risk_with="0.6")]) for name in "ab"))

    assert together(round_).nnv == -600_000


def test_effects_in_opposite_directions_are_not_combined() -> None:
    """One saves days and the other causes them: neither sells what the other has sold."""
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(risk_with="0.3")]))

    assert overlaps(round_, rules()) == ()


def test_take_up_success_and_common_factors_are_in_the_relative_effect() -> None:
    """0.5 × 0.8 reached × 0.5 success = 0.2, with a factor of 0.9 on both: 0.18 × 0.225 × 200,000 kr."""
    treated = shared(size="among_treated", take_up=Decimal("0.8"))
    first = replace(proposal("a", [], [treated]), success=(Success("half", Decimal(1), Decimal("0.5")),))
    factor = CommonFactor("optimism", "", "effects", point("0.9"), None)
    round_ = replace(portfolio(first, proposal("b", [], [shared(risk_with=QUARTER)])), common_factors=(factor,))

    assert by_keys(together(round_).overlaps) == {"a+b": -8_100}


def spread(participants: str, low: str, likely: str, high: str) -> Effect:
    """An effect of the group that is uncertain in how many it reaches and in what share has the outcome."""
    people = Distribution(Decimal(participants) - 20, Decimal(participants), Decimal(participants) + 30)
    return replace(shared(), participants=people, risk_with=Distribution(Decimal(low), Decimal(likely), Decimal(high)))


def test_draw_by_draw_against_a_plain_product() -> None:
    """Each draw of a plan is what the relative effects of that draw give, whatever the others are (§8)."""
    sizes = {"a": ("100", "0.05", "0.1", "0.22"), "b": ("100", "0.12", "0.15", "0.19")}
    alone = {name: proposal(name, [], [spread(*given)]) for name, given in sizes.items()}
    people = 100
    same = {
        n: replace(
            p,
            alternatives=tuple(
                replace(v, effects=tuple(replace(e, participants=point(people)) for e in v.effects))
                for v in p.alternatives
            ),
        )
        for n, p in alone.items()
    }
    round_ = portfolio(*same.values())
    most = people * 0.2 * 10 * 1000.0
    shares = [v.draws / most for v in appraise(round_, rules("0"))]
    expected = most * (1.0 - np.prod([1.0 - share for share in shares], axis=0))

    plan = together(round_)

    assert np.allclose(expected, plan.draws)
    assert plan.nnv == pytest.approx(expected.mean(), abs=2)
    assert plan.low == pytest.approx(np.percentile(expected, 5), abs=1)


EITHER = one_of(((Decimal("0.1"), Decimal("0.5")), (Decimal("0.3"), Decimal("0.5"))))
"""As often ten percentage points below the risk of 0.2 as above it."""


def test_an_overlap_that_is_nothing_on_average_still_counts_in_each_draw() -> None:
    """One spares half the people in half the draws and hits as many in the rest; of them the other takes a quarter."""
    either = replace(shared(), risk_with=EITHER)
    round_ = portfolio(proposal("a", [], [either]), proposal("b", [], [shared(risk_with=QUARTER)]))

    (found,) = overlaps(round_, rules("0"))

    assert found.nnv == 0
    assert sorted(set(np.rint(found.draws).tolist())) == [-25_000, 25_000]
    assert together(round_).nnv == 50_000


def test_an_overlap_that_only_moves_money_is_there() -> None:
    """Of a transfer society has nothing, and still what two claim twice is taken from whoever gets it (§4)."""
    price = replace(DAY, split={"namnd": Decimal(1000), "individ": Decimal(-1000)}, transfer=True)
    by = replace(rules("0"), prices={"day": price})
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(risk_with=QUARTER)]))

    (found,) = overlaps(round_, by)

    assert found.nnv == 0
    assert found.effects == {("namnd", 2027): -25_000, ("individ", 2027): 25_000}


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_is_worth_what_a_count_of_people_and_days_gives(seed: int) -> None:
    """Each person and day, by who reaches it and how far they have come, in plain loops without terms."""
    draw = np.random.default_rng(seed)
    members = [
        (int(draw.integers(1, 6)), int(draw.integers(1, 5)), float(draw.integers(0, 5)) / 4, int(draw.integers(0, 3)))
        for _ in range(int(draw.integers(2, 5)))
    ]
    proposals = []
    for n, (people, days, share, delay) in enumerate(members):
        risk_with = Decimal("0.2") * (1 - Decimal(str(share)))
        profile = Profile(delay, (Decimal("0.5"),), 2, Decimal("0.5"))
        made = shared(people, str(risk_with), units_per_case=point(days), profile=profile)
        proposals.append(proposal(f"p{n}", [], [made]))
    expected = 0.0
    for year in range(10):
        for person in range(6):
            for day in range(5):
                left = 1.0
                for people, days, share, delay in members:
                    k = year - delay
                    weight = 0.0 if k < 0 else [0.5, 1.0][k] if k < 2 else 0.5 ** (k - 1)
                    left *= 1.0 - share * weight * (person < people and day < days)
                expected += 0.2 * (1.0 - left) * 1000.0

    found = overlaps(portfolio(*proposals), rules("0"))
    chosen = appraise(portfolio(*proposals), rules("0"))

    plan = plan_values(portfolio(*proposals), chosen, found)
    assert plan.nnv == pytest.approx(expected, abs=1 + len(found))
    assert plan.nnv == sum(v.nnv for v in chosen) + sum(o.nnv for o in found)
    assert plan.own_nnv == plan.nnv


def test_more_of_the_same_never_gives_more_than_there_is() -> None:
    """With every further proposal the plan is worth more, and never more than all 200,000 kr."""
    round_ = portfolio(*(proposal(f"p{n}", [], [shared(risk_with="0.06")]) for n in range(6)))
    ids = [p.id for p in round_.proposals]

    worths = [together(round_, *ids[:count]).nnv for count in range(1, 7)]

    assert all(less < more for less, more in pairwise(worths))
    assert worths[-1] == pytest.approx(200_000 * (1 - 0.3**6), abs=3)


def test_an_overlap_changes_no_version_by_itself() -> None:
    """A version of its own is worth the same in a group and out of it (§24: a group is a name)."""
    grouped = portfolio(*(proposal(name, [cost({2027: 7})], [shared()]) for name in "ab"))
    alone = portfolio(*(proposal(name, [cost({2027: 7})], [effect(years=1)]) for name in "ab"))

    assert [v.nnv for v in appraise(alone, rules())] == [v.nnv for v in appraise(grouped, rules())]


def test_the_order_of_proposals_and_effects_moves_nothing() -> None:
    """Rows may come in any order (§24)."""
    made = [proposal("a", [], [shared(), shared(risk_with=QUARTER)]), proposal("b", [], [shared(40, TENTH)])]
    turned = [
        made[1],
        replace(made[0], alternatives=tuple(replace(v, effects=v.effects[::-1]) for v in made[0].alternatives)),
    ]

    found, again = together(portfolio(*made)), together(portfolio(*turned))

    assert (found.nnv, dict(found.effects)) == (again.nnv, dict(again.effects))


def test_a_step_tells_what_effects_of_one_proposal_do_not_give_together() -> None:
    """The calculation of a proposal has a row for it, below zero (§6)."""
    found = only(portfolio(proposal("a", [], [shared(), shared(risk_with=QUARTER)])))

    step = next(step for step in found.steps if step["row"] == "overlap")
    assert (step["present_value"], step["effects"], step["overlap_group"]) == (-25_000, [0, 1], PLACEMENTS)
    assert found.nnv == sum(int(str(step["present_value"])) for step in found.steps)


def graded(name: str, number: str) -> Parameter:
    """A parameter with one number for the only evidence grade there is."""
    table = {"weak": Decimal(number)}
    return Parameter(name, {}, "", (Dated(DATES[2016], Decimal(0), SOURCE, "S", table=table),), by="evidence.grade")


def with_parameters(*parameters: Parameter) -> RuleSet:
    """No discounting, and these parameters; nobody has stated a grade, so that the only one holds."""
    by, field = rules("0"), Field("evidence.grade", "choice", {}, of=("weak",))
    found = {parameter.id: parameter for parameter in parameters}
    return replace(by, fields={field.id: field}, parameters={**by.parameters, **found})


def test_the_haircut_of_each_effect_is_in_the_overlap_once() -> None:
    """A fifth off each: 0.4 and 0.2 of 200,000 kr, so 1 − 0.6 × 0.8 = 0.52, in one proposal and in two (§9)."""
    effects = [shared(), shared(risk_with=QUARTER)]
    by = with_parameters(graded("haircut_effect", "0.2"))
    two = portfolio(*(proposal(name, [], [made]) for name, made in zip("ab", effects, strict=True)))

    assert only(portfolio(proposal("a", [], effects)), by).nnv == 104_000
    assert plan_values(two, appraise(two, by), overlaps(two, by)).nnv == 104_000


def test_a_haircut_that_moves_effects_moves_what_they_share() -> None:
    """Effects a year later meet a year later (§9)."""
    by = with_parameters(graded("haircut_delay", "1"))
    round_ = portfolio(*(proposal(name, [], [shared()]) for name in "ab"))

    assert {2028} == {year for found in overlaps(round_, by) for _, year in found.effects}


def experienced(least: str) -> RuleSet:
    """A prior of zero per krona with spread one, a least spread, and no haircut."""
    numbers = {"prior_return": "0", "prior_spread": "1"}
    flat = [Parameter(n, {}, "", (Dated(DATES[2016], Decimal(v), SOURCE, "S"),)) for n, v in numbers.items()]
    return with_parameters(*flat, graded("least_spread", least), graded("haircut_effect", "0"))


def test_what_is_shared_counts_in_full_where_estimates_are_moved_towards_experience() -> None:
    """Prior and evidence alike in spread keep half of each estimate, and all of the −25,000 kr (§10)."""
    costs = [cost({2027: 10_000})]
    round_ = portfolio(proposal("a", costs, [shared()]), proposal("b", costs, [shared(risk_with=QUARTER)]))

    values, (found,) = appraise(round_, by := experienced("1")), overlaps(round_, by)

    assert [v.weight for v in values] == [0.5, 0.5]
    assert found.nnv == -25_000
    plan = plan_values(round_, values, [found])
    assert plan.nnv == sum(v.nnv for v in values) - 25_000
    assert sum(plan.effects_present.values()) == OF_THE_TWO


@given(first=st.integers(0, 300), more=st.integers(0, 300), kronor=st.integers(1, 300_000))
@settings(max_examples=50, deadline=None)
def test_a_wider_spread_never_raises_a_plan_of_proposals_that_share(first: int, more: int, kronor: int) -> None:
    """Whatever two that reach the same people cost: never above the adjusted value, nor more with doubt (§10)."""
    costs = [cost({2027: kronor})]
    round_ = portfolio(proposal("a", costs, [shared()]), proposal("b", costs, [shared(risk_with=QUARTER)]))

    def decided(least: int) -> tuple[int, int]:
        by = experienced(str(Decimal(least) / 100))
        plan = plan_values(round_, appraise(round_, by, draws=4), overlaps(round_, by, draws=4))
        return plan.nnv, plan.nnv_adjusted

    narrow, wide = decided(first), decided(first + more)

    assert wide[0] <= narrow[0] <= narrow[1] == wide[1]


def test_sensitivities_of_a_plan_have_its_overlaps_in_them() -> None:
    """Under its own terms the plan is worth what it is; half of each is 1 − ¾ × ⅞, ten years later none (§11)."""
    by = rules("0")
    round_ = portfolio(proposal("a", [], [shared()]), proposal("b", [], [shared(risk_with=QUARTER)]))
    terms = terms_of(round_, by)
    assert terms is not None

    chosen = list(cases(round_, by, terms, 1, 4))
    setting = chosen[0].setting

    half, late = stress.as_it_is(setting, effect_scale=0.5), stress.as_it_is(setting, delay=10)
    found = stress.together(chosen, [stress.as_it_is(setting), half, late])

    assert found == pytest.approx([OF_THE_TWO, 200_000 * (1 - 0.75 * 0.875), 0])
