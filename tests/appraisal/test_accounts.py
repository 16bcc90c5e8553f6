"""What a unit gives each actor: production, displacement, income equalisation, boards (convention §4, §12)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal import appraise
from prioritizer.appraisal.accounts import Entry, before_equalisation, entries, needed
from tests.appraisal.accounts_cases import care, effect, portfolio, proposal, rules, support, work

AMOUNTS = st.decimals(-100_000, 400_000, places=2)
SPLITS = st.fixed_dictionaries({"individ": AMOUNTS, "staten": AMOUNTS, "kommun": AMOUNTS, "region": AMOUNTS})
SHARES = st.decimals(0, 1, places=4)


def by_actor(found: Iterable[Entry]) -> dict[str, Fraction]:
    """The sum of entries by actor, whenever they come."""
    sums: dict[str, Fraction] = {}
    for entry in found:
        sums[entry.actor] = sums.get(entry.actor, Fraction(0)) + entry.per_unit
    return sums


def test_a_year_of_work_is_divided_by_hand() -> None:
    """Of 400 000 kr gross displacement leaves 300 000, and equalisation a twentieth of the municipality's tax (§4)."""
    found = by_actor(entries(work(), effect("work"), portfolio(), rules(work())))

    assert {
        "individ": 186_060,
        "staten": Fraction("45540") + Fraction("59280"),
        "kommun": Fraction("1998.75"),
        "region": Fraction("1121.25"),
        "arbetsgivare": 6_000,
    } == found


def test_until_equalisation_the_purse_keeps_its_tax() -> None:
    """The tax comes at once; the equalised share leaves two years later, when the state gets it (§4)."""
    found = entries(work(), effect("work"), portfolio(), rules(work()))

    kommun = [(e.delay, e.kind, e.per_unit) for e in found if e.actor == "kommun"]
    assert [(0, "production", 39_975), (2, "transfer", Fraction("-37976.25"))] == kommun
    assert {e.delay: e.per_unit for e in found if e.actor == "staten"} == {0: 45_540, 2: 59_280}


@given(SPLITS, SHARES, SHARES, st.integers(0, 5))
def test_entries_add_up_to_what_displacement_leaves(
    split: dict[str, Decimal], displacement: Decimal, share: Decimal, delay: int
) -> None:
    """Society gets the split × (1 − displacement), exactly, whatever equalisation moves and when (§4)."""
    price = work({actor: str(kronor) for actor, kronor in split.items()})
    terms = {"displacement": str(displacement), "equalisation_share": str(share), "equalisation_delay": str(delay)}
    found = entries(price, effect("work"), portfolio(), rules(price, **terms))

    left = sum(map(Fraction, split.values())) * (1 - Fraction(displacement))
    assert left == sum(entry.per_unit for entry in found)
    for year in {entry.delay for entry in found}:
        assert sum(e.per_unit for e in found if e.delay == year and e.kind == "transfer") == 0


@given(SPLITS, SHARES)
def test_equalisation_moves_money_between_purses_only(split: dict[str, Decimal], share: Decimal) -> None:
    """Persons, employers and society have the same before and after; purses have what they lose or get (§4)."""
    price = work({actor: str(kronor) for actor, kronor in split.items()})
    after = entries(price, effect("work"), portfolio(), rules(price, equalisation_share=str(share)))
    bare = work({actor: str(kronor) for actor, kronor in split.items()}, equalised=())

    assert entries(bare, effect("work"), portfolio(), rules(bare)) == before_equalisation(after)
    assert by_actor(after)["individ"] == by_actor(before_equalisation(after))["individ"]


def test_a_board_gets_what_its_purse_gets() -> None:
    """Where a board owns the effect, the municipality's part is the board's, before and after equalisation (§4)."""
    found = entries(work(), effect("work", owner="omsorg"), portfolio(), rules(work()))

    assert "kommun" not in by_actor(found)
    assert Fraction("1998.75") == by_actor(found)["omsorg"]


def test_other_prices_are_taken_as_written() -> None:
    """A resource and a transfer have one entry for each actor, at once, without displacement (§4)."""
    terms = rules(care(), support())

    assert (Entry("kommun", Fraction(1000), 0, Decimal("0.8"), "resource"),) == entries(
        care(), effect("care"), portfolio(), terms
    )
    found = entries(support(), effect("support"), portfolio(), terms)
    assert [(e.actor, int(e.per_unit)) for e in found] == [("kommun", 60_000), ("individ", -60_000)]
    assert [Decimal(1), Decimal(0)] == [e.take_home for e in found]
    assert {"transfer"} == {e.kind for e in found}
    assert sum(e.per_unit for e in found) == 0


def test_production_can_be_left_out() -> None:
    """With production_value: no a year of work gives nobody anything, and other prices stay (§4, §25)."""
    without = portfolio(production_value=False)

    assert entries(work(), effect("work"), without, rules(work())) == ()
    assert len(entries(care(), effect("care"), without, rules(care()))) == 1


def test_needed_parameters_are_those_of_the_price() -> None:
    """Displacement for production, and the terms of equalisation where tax is equalised."""
    assert needed(care()) == ()
    assert needed(work(equalised=())) == ("displacement",)
    assert needed(work()) == ("displacement", "equalisation_share", "equalisation_delay")


def test_the_own_purse_is_told_before_and_after_equalisation() -> None:
    """Ten years of work in 2027: 399 750 kr of tax, of which 379 762.50 leaves in 2029 (§4, a rate of nought)."""
    round_ = portfolio(proposal({"kommun": 100_000}, effect("work")))
    found = appraise(round_, rules(work()), draws=8)[0]

    assert found.own_nnv_before_equalisation == 299_750
    assert found.own_nnv in (-80_012, -80_013)
    assert found.nnv == 2_900_000
    assert {y: kr for (a, y), kr in found.effects.items() if a == "kommun"} == {2027: 399_750, 2029: -379_762}


def test_equalisation_after_the_horizon_does_not_count() -> None:
    """Tax of the last year is kept in the account: what leaves after the horizon leaves for both purses (§7)."""
    last = effect("work", years=8)
    found = appraise(portfolio(proposal({}, last)), rules(work()), draws=8)[0]

    assert found.nnv == 8 * 3_000_000
    assert max(year for _, year in found.effects) == 2034
    assert pytest.approx(found.own_nnv, abs=2) == 8 * 399_750 - 6 * 379_762.5


@pytest.mark.parametrize(("delay", "years"), [(0, {2027: 8_000}), (1, {2028: 8_000}), (9, {})])
def test_money_is_taken_home_some_years_after_capacity_is_freed(delay: int, years: dict[int, int]) -> None:
    """Ten days of care free 10 000 kr in 2027; 80 per cent is money in hand when the price says so (§12)."""
    price = care(home_delay=delay)
    found = appraise(portfolio(proposal({"kommun": 5_000}, effect("care"))), rules(price), draws=8)[0]

    assert dict(found.effects) == {("kommun", 2027): 10_000}
    assert {("kommun", year): kronor for year, kronor in years.items()} == dict(found.taken_home)
    assert found.payback_own == (next(iter(years)) if years else None)


def test_money_and_tax_that_come_past_the_horizon_are_told() -> None:
    """Work that ends with the horizon has its equalisation two years later, which does not count, and is said (§7)."""
    inside, outside = (
        appraise(portfolio(proposal({"kommun": 1}, effect("work", years=years))), rules(work()), draws=8)[0]
        for years in (6, 8)
    )

    assert (inside.after_horizon, outside.after_horizon) == (False, True)
