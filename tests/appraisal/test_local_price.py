"""A local figure in place of the price list's, with its source (convention §4, §25)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from prioritizer.appraisal import appraise, faults
from prioritizer.appraisal.draws import fingerprint
from prioritizer.appraisal.prices import price_of
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Effect, LocalPrice
from prioritizer.model.rules import Dated, Parameter, Source
from tests.appraisal.test_appraise import effect, only, portfolio, proposal, rules

AGREEMENT = Source("Avtal med utföraren", "bilaga 2")
HERE = LocalPrice(2026, (("kommun", Decimal(1500)),), AGREEMENT, "S", Decimal("0.5"))


def local(price: LocalPrice = HERE) -> Effect:
    """The effect worth 180,000 kr at 1,000 kr a day, priced here."""
    return replace(effect(), local_price=price)


def test_a_local_price_takes_the_place_of_the_lists() -> None:
    """1,500 kr a day instead of 1,000 makes 270,000 kr of 180,000, and half of it can be taken home (§4, §12)."""
    listed, here = (only(portfolio(proposal("a", [], [made]))) for made in (effect(), local()))

    assert (listed.nnv, here.nnv) == (180_000, 270_000)
    assert sum(here.taken_home.values()) * 2 == sum(here.effects.values())


def test_its_source_and_mark_stand_in_the_calculation() -> None:
    """Whoever reads the record sees that the figure is local, and where it comes from (H6)."""
    (step,) = only(portfolio(proposal("a", [], [local()]))).steps

    assert [step[key] for key in ("price_is_local", "price_source", "price_mark", "price_year", "price")] == [
        True,
        "Avtal med utföraren",
        "S",
        2026,
        {"kommun": "1500"},
    ]


def test_two_proposals_with_unlike_prices_keep_their_own() -> None:
    """The price of one proposal does not reach the next, whose outcome and owner are the same."""
    found = appraise(portfolio(proposal("a", [], [local()]), proposal("b", [], [effect()])), rules())

    assert [value.nnv for value in found] == [270_000, 180_000]


def test_a_local_price_of_another_year_is_indexed() -> None:
    """1,500 kr of 2024 at index 100 are 1,650 kr of 2026 at index 110 (§2)."""
    found = only(
        portfolio(proposal("a", [], [local(replace(HERE, price_year=2024))])), rules(index={2024: "100", 2026: "110"})
    )

    assert found.nnv == 297_000


def test_what_the_list_says_besides_the_figure_still_holds() -> None:
    """Whether it is a transfer, and how uncertain it is, is nothing that a local figure changes (§4, §8)."""
    by = rules()
    spread = Distribution(Decimal("0.5"), Decimal(1), Decimal("1.5"))
    by = replace(by, prices={**by.prices, "day": replace(by.prices["day"], spread=spread, transfer=True)})
    found = price_of(local(), by)

    assert (found.transfer, found.spread, found.unit) == (True, spread, by.prices["day"].unit)
    assert found.take_home == Decimal("0.5")
    assert price_of(local(replace(HERE, take_home=None)), by).take_home == by.prices["day"].take_home


def test_a_local_transfer_must_sum_to_zero_too() -> None:
    """A transfer moves nothing for society wherever its figure comes from (§4)."""
    by = rules()
    by = replace(by, prices={**by.prices, "day": replace(by.prices["day"], transfer=True, split={})})
    found = faults(portfolio(proposal("a", [], [local()])), by)

    assert "transfer_not_zero" in [fault.code for fault in found]


def test_a_local_figure_is_a_number_of_the_proposal() -> None:
    """Two that differ in it are not alike, so that neither draws nor ties take one for the other (§16, §24)."""
    plain, here = proposal("a", [], [effect()]), proposal("a", [], [local()])

    assert fingerprint(plain) != fingerprint(here)


def test_an_outcome_without_a_price_today_can_have_a_local_one() -> None:
    """The list ends in 2020; the proposal has its own figure, and nothing is missing (§2, §25)."""
    by = rules()
    by = replace(by, prices={**by.prices, "day": replace(by.prices["day"], split={})})
    rate = Parameter("discount_rate", {}, "", (Dated(date(2016, 1, 1), Decimal("0.25"), AGREEMENT, "S"),))
    by = replace(by, parameters={**by.parameters, rate.id: rate})

    assert [fault.code for fault in faults(portfolio(proposal("a", [], [local()])), by)] == []
    assert [fault.code for fault in faults(portfolio(proposal("a", [], [effect()])), by)] == ["no_price_on"]
