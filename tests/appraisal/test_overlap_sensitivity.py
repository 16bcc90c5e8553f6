"""Sensitivities where effects reach the same people, each held against full appraisals (§6, §11)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.appraisal.appraise import key_of
from prioritizer.appraisal.convergence import convergence
from prioritizer.appraisal.sensitivity import Sensitivity, sensitivities
from prioritizer.appraisal.synergies import synergies
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Effect, Portfolio, Synergy
from prioritizer.model.rules import RuleSet
from tests.appraisal.test_appraise import SOURCE, cost, portfolio, proposal, rules
from tests.appraisal.test_overlap import QUARTER, shared

DRAWS = 64
RISK = Distribution(Decimal("0.05"), Decimal("0.1"), Decimal("0.18"))


def uncertain(years: int) -> Effect:
    """An effect of the group whose risk with the measure is uncertain."""
    return replace(shared(years=years), risk_with=RISK)


def within() -> Portfolio:
    """One proposal with two effects on the same people, three and five years long."""
    effects = [uncertain(3), shared(risk_with=QUARTER, years=5)]
    return portfolio(proposal("a", [cost({2027: 260_000})], effects))


def between() -> Portfolio:
    """Two proposals that reach the same people."""
    return portfolio(
        proposal("a", [cost({2027: 160_000})], [uncertain(3)]),
        proposal("b", [cost({2027: 100_000})], [shared(risk_with=QUARTER, years=5)]),
    )


def with_synergy() -> Portfolio:
    """The same two at 50,000 kr more, which they are declared to be worth together besides."""
    dearer = proposal("b", [cost({2027: 150_000})], [shared(risk_with=QUARTER, years=5)])
    synergy = Synergy(("a", "b"), 50_000, SOURCE, "S")
    return replace(portfolio(between().proposals[0], dearer), synergies=(synergy,))


def shared_risk(effect: Effect, value: float) -> Effect:
    """The effect with a certain risk."""
    number = Decimal(repr(value))
    return replace(effect, risk_with=Distribution(number, number, number))


def keys(round_: Portfolio) -> list[tuple[str, str | None, int | None]]:
    """The versions of the plan with every proposal."""
    return [key_of(p, p.alternatives[0], min(p.start_years)) for p in round_.proposals]


def worth(round_: Portfolio, by: RuleSet) -> int:
    """NNV of the plan with every proposal, from a full appraisal."""
    values = appraise(round_, by, 1, DRAWS)
    return plan_values(round_, values, (*overlaps(round_, by, 1, DRAWS), *synergies(round_, values))).nnv


def pack(round_: Portfolio, by: RuleSet) -> Sensitivity:
    """The sensitivity of the plan with every proposal."""
    found = sensitivities(round_, by, 1, DRAWS, keys(round_)).plan
    assert found is not None
    return found


def changed(round_: Portfolio, change: Callable[[Effect], Effect], first_only: bool = False) -> Portfolio:
    """The round with its effects, or the first of them, written anew."""
    made, turn = [], 0
    for one in round_.proposals:
        effects = []
        for effect in one.alternatives[0].effects:
            effects.append(effect if first_only and turn else change(effect))
            turn += 1
        made.append(replace(one, alternatives=(replace(one.alternatives[0], effects=tuple(effects)),)))
    return replace(round_, proposals=tuple(made))


def value_of(found: Sensitivity, name: str) -> float:
    """A switch point that is there."""
    (value,) = (switch.value for switch in found.switches if switch.name == name)
    assert value is not None
    return value


ROUNDS: Sequence[Callable[[], Portfolio]] = (within, between, with_synergy)


@pytest.mark.parametrize("make", ROUNDS)
def test_rate_and_price_switch_points_make_the_whole_plan_worth_nothing(make: Callable[[], Portfolio]) -> None:
    """The plan is appraised again, with what it has in common, at each switch point."""
    round_, by = make(), rules("0.03")
    found = pack(round_, by)
    day = by.prices["day"]
    times = Decimal(repr(value_of(found, "price")))
    dearer = replace(day, split={actor: kronor * times for actor, kronor in day.split.items()})

    assert found.nnv == pytest.approx(worth(round_, by), abs=1)
    assert worth(round_, rules(repr(value_of(found, "rate")))) == pytest.approx(0, abs=2)
    assert worth(round_, replace(by, prices={**by.prices, "day": dearer})) == pytest.approx(0, abs=2)


@pytest.mark.parametrize("make", ROUNDS)
def test_delay_and_length_switch_points_lie_between_whole_appraisals(make: Callable[[], Portfolio]) -> None:
    """Of a delay on the line between two whole years; of a length where both effects are scaled, and they multiply."""
    round_, by = make(), rules("0.03")
    found = pack(round_, by)
    delay = value_of(found, "delay")

    def late(years: int) -> int:
        return worth(
            changed(round_, lambda e: replace(e, profile=replace(e.profile, delay=e.profile.delay + years))), by
        )

    whole = int(delay)

    assert late(whole) + (delay - whole) * (late(whole + 1) - late(whole)) == pytest.approx(0, abs=2)
    assert late(whole) > 0 > late(whole + 1)


def by_hand(scale: float) -> float:
    """200,000 kr × (1 − (1 − a)(1 − b)) each year at 3 per cent, a half and a quarter, each as far as it lasts."""
    sums = -260_000.0
    for year in range(10):
        half, quarter = (share * min(1.0, max(0.0, long * scale - year)) for share, long in ((0.5, 3), (0.25, 5)))
        sums += 200_000 * (1 - (1 - half) * (1 - quarter)) * 1.03**-year
    return sums


@pytest.mark.parametrize(
    ("make", "name", "unit"),
    [(within, "duration", 5), (between, "duration_share", 1), (with_synergy, "duration_share", 1)],
)
def test_at_the_length_that_makes_zero_both_effects_are_scaled_and_multiply(
    make: Callable[[], Portfolio], name: str, unit: int
) -> None:
    """Between whole years the overlap is the product of two lines, not a line of its own."""
    round_ = changed(make(), lambda e: shared_risk(e, 0.1), first_only=True)
    found = pack(round_, rules("0.03"))

    assert found.nnv == pytest.approx(by_hand(1.0), abs=1)
    assert by_hand(value_of(found, name) / unit) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("make", ROUNDS)
def test_a_bar_is_the_plan_with_the_input_at_its_end(make: Callable[[], Portfolio]) -> None:
    """A better first effect leaves less for the second, in the same proposal or in another."""
    round_, by = make(), rules("0.03")
    (bar,) = pack(round_, by).tornado
    ends = [
        worth(changed(round_, lambda e, x=x: shared_risk(e, x), first_only=True), by)  # type: ignore[misc]
        for x in (bar.low, bar.high)
    ]

    assert [bar.nnv_low, bar.nnv_high] == pytest.approx(ends, abs=2)
    assert ends[0] > ends[1]


@pytest.mark.parametrize("make", ROUNDS)
def test_a_plan_has_the_switch_point_of_each_input_and_whose_it_is(make: Callable[[], Portfolio]) -> None:
    """At the risk told for the first effect the whole plan, what it shares included, is worth nothing (§6, §11)."""
    round_, by = make(), rules("0.03")
    (one,) = (switch for switch in pack(round_, by).switches if switch.name == "risk_with")
    assert one.value is not None

    assert one.proposal == "a"
    assert worth(changed(round_, lambda e: shared_risk(e, one.value or 0.0), first_only=True), by) == pytest.approx(
        0, abs=2
    )


@pytest.mark.parametrize("make", ROUNDS)
def test_units_per_case_of_effects_that_share_have_a_switch_point(make: Callable[[], Portfolio]) -> None:
    """They can be any number, so the zero is looked for on both sides without an end (§6, §11)."""
    declared = Distribution(Decimal(8), Decimal(10), Decimal(12))
    spread = changed(make(), lambda e: replace(shared_risk(e, 0.1), units_per_case=declared), first_only=True)
    by = rules("0.03")
    (one,) = (switch for switch in pack(spread, by).switches if switch.name == "units_per_case")
    assert one.value is not None
    number = Decimal(repr(one.value))
    certain = Distribution(number, number, number)

    assert 0 < one.value < 10
    assert worth(changed(spread, lambda e: replace(e, units_per_case=certain), first_only=True), by) == pytest.approx(
        0, abs=2
    )


def test_a_price_that_two_overlapping_versions_share_moves_their_overlap_too() -> None:
    """The bar of the price is that of the whole plan with the price at its ends."""
    by = rules("0.03")
    priced = replace(by.prices["day"], spread=Distribution(Decimal("0.8"), Decimal(1), Decimal("1.1")))
    round_ = changed(between(), lambda e: shared_risk(e, 0.1), first_only=True)
    (bar,) = pack(round_, replace(by, prices={**by.prices, "day": priced})).tornado

    def at(times: float) -> int:
        split = {actor: kronor * Decimal(repr(times)) for actor, kronor in by.prices["day"].split.items()}
        return worth(round_, replace(by, prices={**by.prices, "day": replace(priced, spread=None, split=split)}))

    assert [bar.nnv_low, bar.nnv_high] == pytest.approx([at(bar.low), at(bar.high)], abs=2)


def test_a_synergy_goes_with_the_effects_and_stands_through_the_rest() -> None:
    """Of 250,000 kr with the synergy: half of it with half the effects, none with none, whole a year later (§14)."""
    round_ = changed(with_synergy(), lambda e: replace(shared_risk(e, 0.1), profile=replace(e.profile, years=1)))
    by = rules("0.03")
    found = pack(round_, by)
    told = {(one.name, one.value): one.nnv for one in found.variations}
    both, cost = 200_000 * (1 - 0.5 * 0.5), 310_000

    assert found.nnv == worth(round_, by) == both + 50_000 - cost
    assert told["effect", Decimal("0.5")] == 200_000 * (1 - 0.75 * 0.75) + 25_000 - cost
    assert told["effect", Decimal(0)] == -cost
    assert told["delay", Decimal(1)] == round(both / 1.03 + 50_000 - cost)
    assert told["cost", Decimal("1.3")] == round(both + 50_000 - 1.3 * cost)


def test_break_even_of_a_plan_with_a_synergy_is_its_switch_point() -> None:
    """Both take the synergy with the effects in proportion, and what is shared with the square (§11, §14)."""
    round_, by = with_synergy(), rules("0.03")
    values = appraise(round_, by, 1, DRAWS)
    plan = plan_values(round_, values, (*overlaps(round_, by, 1, DRAWS), *synergies(round_, values)))

    assert plan.indicators.break_even == pytest.approx(value_of(pack(round_, by), "effect"), rel=1e-5)


def test_the_error_of_a_plan_counts_what_is_shared() -> None:
    """Where the other proposal helps everybody, it does not matter to the plan how many the first one helps."""
    both = portfolio(proposal("a", [], [uncertain(1)]), proposal("b", [], [shared(risk_with="0")]))
    found = convergence(both, rules(), 1, DRAWS, keys(both))
    assert found.plan is not None

    assert found.versions[keys(both)[0]].standard_error > 0
    assert found.plan.standard_error == pytest.approx(0, abs=1e-6)
