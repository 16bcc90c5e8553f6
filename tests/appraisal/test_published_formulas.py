"""Formulas of the sources in domain.md, worked by hand and named for where they stand (convention §1, §6, §11)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.appraisal.discount import discount_factor
from prioritizer.model.fault import InputFaults
from prioritizer.model.portfolio import Profile
from prioritizer.reading.portfolio import read_portfolio
from tests.appraisal.test_appraise import cost, effect, only, point, portfolio, proposal, rules

FAULTS = Path(__file__).parents[1] / "faults"


@pytest.mark.parametrize(
    ("rate", "year", "factor"),
    [
        ("0.035", 2027, "1"),
        ("0.035", 2028, "0.966184"),
        ("0.035", 2037, "0.708919"),
        ("0.035", 2047, "0.502566"),
        ("0.03", 2037, "0.744094"),
    ],
)
def test_asek_and_tlv_discount_factors(rate: str, year: int, factor: str) -> None:
    """ASEK's 3.5 and TLV's 3 per cent, real: base year counts in full, then 1 / 1.035, … (domain.md §1.1–1.2)."""
    assert discount_factor(lambda _: Decimal(rate), 2027, year) == pytest.approx(float(factor), abs=5e-7)


@pytest.mark.parametrize(
    ("rate", "years", "annuity"), [("0.035", 25, 17.058368), ("0.035", 10, 8.607687), ("0.03", 25, 17.935542)]
)
def test_asek_and_tlv_annuities(rate: str, years: int, annuity: float) -> None:
    """100,000 a year from base year on is worth 100,000 × (1 − v^n) / (1 − v), v = 1 / (1 + rate) (domain.md §1.1–1.2).

    By hand at 3.5 per cent for 25 years: v = 0.966184, v^25 = 0.423147, (1 − 0.423147) / 0.033816 = 17.0584.
    """
    found = only(portfolio(proposal("a", [], [effect(years=years)]), horizon=years), rules(rate))

    assert found.nnv == pytest.approx(100_000 * annuity, abs=1)


def test_asek_5_nnk_i_and_nnk_idu() -> None:
    """NNK-i = NNV / I and NNK-idu = NNV / (I + DoU), both present values (ASEK 5.1 chapter 3, domain.md §1.1).

    At 25 per cent: I = 50,000 in 2027, DoU = 50,000 in 2028 = 40,000; effects 100,000 + 80,000; NNV = 90,000. So NNK-i
    is 1.8 and NNK-idu 1.0.
    """
    costs = [cost({2027: 50_000}), cost({2028: 50_000}, "operation")]
    found = only(portfolio(proposal("a", costs, [effect()])))

    assert found.nnv == 90_000
    assert [found.nnk_i, found.nnk_idu] == pytest.approx([1.8, 1.0])


@pytest.mark.parametrize(("investment", "years"), [(50_000, 2), (120_000, 2), (400_000, 3)])
def test_asek_ratio_is_one_plus_nnk_i_when_all_costs_are_investment(investment: int, years: int) -> None:
    """BCR = 1 + NNK-i if all costs are in I, since NNV = effects − I; also where NNV is negative (domain.md §1.1)."""
    found = only(portfolio(proposal("a", [cost({2027: investment})], [effect(years=years)])))

    assert found.bcr is not None
    assert found.nnk_i is not None
    assert found.bcr == pytest.approx(1 + found.nnk_i)


def test_see_break_even_is_project_cost_over_value_per_success() -> None:
    """Successes needed = project cost / value per success, beyond those who manage anyway (domain.md §2.2).

    Of 60 young people 40 per cent stay outside work without the project and 30 with it. A success is worth 250,000 a
    year for two years, at 25 per cent 250,000 + 200,000 = 450,000. A project of 1,800,000 needs 4 successes of the 60,
    6.7 per cent beyond the 60 per cent who manage anyway; six are forecast, so two thirds of the effect are needed.
    """
    given = replace(
        effect(),
        participants=point(60),
        risk_without=point("0.4"),
        risk_with=point("0.3"),
        units_per_case=point(250),
        profile=Profile(0, (), 2, Decimal(1)),
    )
    found = only(portfolio(proposal("a", [cost({2027: 1_800_000})], [given])))
    assert found.break_even is not None
    forecast = 60 * float(str(found.steps[-1]["expected_difference"]))

    assert forecast == pytest.approx(6)
    assert found.break_even * forecast == pytest.approx(1_800_000 / 450_000) == pytest.approx(4)
    assert found.break_even == pytest.approx(2 / 3)


def test_see_break_even_beyond_those_who_would_fail_cannot_be_reached() -> None:
    """With 24 of 60 outside without the project, a cost of 25 successes cannot be earned however well it goes (§11)."""
    given = replace(effect(), participants=point(60), risk_without=point("0.4"), units_per_case=point(250))
    costly, just = (only(portfolio(proposal("a", [cost({2027: n * 450_000})], [given]))) for n in (25, 24))

    assert "break_even_not_reached" in costly.notes
    assert "break_even_not_reached" not in just.notes


def test_skovde_2013_and_varmdo_are_one_template() -> None:
    """69 of 539 at 1.1 billion and 75 of 585 at 1,181.25 million: one share, one price per head (domain.md §2.2)."""
    assert [round(69 / 539, 3), round(75 / 585, 3)] == [0.128, 0.128]
    assert [round(1100 / 69, 1), round(1181.25 / 75, 2)] == [15.9, 15.75]


def test_skovde_2013_persons_times_the_cost_of_exclusion_is_refused() -> None:
    """69 persons × 15.9 million without effect size, counterfactual and duration is no effect (§6, domain.md §2.2)."""
    with pytest.raises(InputFaults) as refused:
        read_portfolio(FAULTS / "persons_times_cost_of_exclusion")

    asked_for = {dict(f.values).get("key", f.code) for f in refused.value.faults}
    assert {"size", "profile", "risk_without", "no_effect_size"} <= asked_for
