"""Effect sizes, graded success, uncertain costs and common factors from the file to the portfolio and the record."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prioritizer.model.distribution import Distribution, observed
from prioritizer.model.fault import InputFaults
from prioritizer.model.portfolio import CommonFactor, Effect, Portfolio, Success
from prioritizer.model.rules import Leaf, Op
from prioritizer.reading.portfolio import Read, read_portfolio
from prioritizer.register.inputs import portfolio_part
from prioritizer.register.plain import text_of
from tests.conftest import ROOT

D = Decimal
PORTFOLIO = """
title: Plan
as_of: 2026-11-01
plan_years: [2027, 2028]
criteria: none
parameters: asek
limits: []
actors: [kommun]
common_factors:
  - id: optimism
    title: Socialförvaltningens optimism
    of: effects
    factor: {low: 0.6, likely: 0.9, high: 1.1}
    where: {field: department, op: equals, value: socialförvaltningen}
  - {id: loner, title: Löner, of: costs, factor: 1.02}
"""
PROPOSAL = """
id: laxhjalp
title: Läxhjälp
department: socialförvaltningen
comparison: utan läxhjälp
costs:
  - {title: ledare, payer: kommun, per_year: {2027: 100_000}, spread: {low: 0.9, likely: 1, high: 1.3}}
success:
  - {title: som planerat, chance: 50 %, share: 100 %}
  - {title: lågt deltagande, chance: 30 %, share: 40 %}
  - {title: kommer inte i gång, chance: 20 %, share: 0 %}
alternatives:
  - {id: liten, title: Liten, scale_costs: 0.5, scale_effects: 0.5}
effects:
  - outcome: placement_day
    owner: kommun
    participants: {low: 30, likely: 40, high: 60, shape: pert}
    size: intention_to_treat
    overlap_group: familjer
    profile: {years: 2}
"""
SIZE = "    risk_without: 0.10\n    units_per_case: 210\n"


def read(tmp_path: Path, size: str, proposal: str = PROPOSAL, portfolio: str = PORTFOLIO) -> Read:
    """The portfolio, its one effect stated as in `size`."""
    (tmp_path / "proposals").mkdir()
    (tmp_path / "portfolio.yaml").write_text(portfolio, encoding="utf-8")
    (tmp_path / "proposals" / "a.yaml").write_text(proposal + size, encoding="utf-8")
    return read_portfolio(tmp_path)


def effect_of(portfolio: Portfolio, version: int = 0) -> Effect:
    """The one effect of a version."""
    (found,) = portfolio.proposals[0].alternatives[version].effects
    return found


@pytest.mark.parametrize(
    ("written", "form", "number"),
    [
        ("risk_with: {successes: 3, of: 40}", "risk_with", observed(D(3), D(40))),
        ("relative_risk: 0.75", "relative_risk", Distribution(D("0.75"), D("0.75"), D("0.75"))),
        (
            "odds_ratio: {low: 0.5, high: 2, shape: lognormal, interval: 95 %}",
            "odds_ratio",
            Distribution(D("0.5"), D(1), D(2), "lognormal", D("0.95")),
        ),
        (
            "risk_difference: {low: -1 %, likely: 2 %, high: 4 %}",
            "risk_difference",
            Distribution(D("-0.01"), D("0.02"), D("0.04")),
        ),
    ],
)
def test_an_effect_size_is_kept_in_the_form_it_was_stated(
    tmp_path: Path, written: str, form: str, number: Distribution
) -> None:
    """What stands in the file stands in the record: the form, and the number as it was declared."""
    found = effect_of(read(tmp_path, f"{SIZE}    {written}\n").portfolio)

    assert form == found.stated_as
    assert number == (found.risk_with if form == "risk_with" else found.change)
    assert (found.change is None) == (form == "risk_with")
    assert (found.risk_with is None) == (form != "risk_with")


def test_a_mean_difference_needs_neither_risks_nor_units(tmp_path: Path) -> None:
    """Units per case are 1 where they are not said, and a number where they are."""
    found = effect_of(read(tmp_path, "    mean_difference: 1.5\n").portfolio)

    assert (found.risk_without, found.risk_with) == (None, None)
    assert (D("1.5"), D(1)) == (found.change and found.change.likely, found.units_per_case.likely)


def test_a_scaled_version_keeps_shape_and_spread(tmp_path: Path) -> None:
    """Half as many people are a distribution of the same shape, and half the kronor are as uncertain."""
    portfolio = read(tmp_path, f"{SIZE}    risk_with: 0.07\n").portfolio
    small = portfolio.proposals[0].alternatives[1]

    assert Distribution(D(15), D(20), D(30), "pert") == effect_of(portfolio, 1).participants
    assert {2027: D(50_000)} == small.costs[0].per_year
    assert Distribution(D("0.9"), D(1), D("1.3")) == small.costs[0].spread
    assert effect_of(portfolio, 1).overlap_group == "familjer"


def test_success_and_common_factors_are_read(tmp_path: Path) -> None:
    """Grades as written, and a factor with its condition as a tree; one without is shared by all."""
    portfolio = read(tmp_path, f"{SIZE}    risk_with: 0.07\n").portfolio
    optimism, wages = portfolio.common_factors

    assert Success("lågt deltagande", D("0.3"), D("0.4")) == portfolio.proposals[0].success[1]
    assert Leaf("department", Op.EQUALS, "socialförvaltningen") == optimism.where
    assert (D("0.6"), "effects") == (optimism.factor.low, optimism.of)
    sure = Distribution(D("1.02"), D("1.02"), D("1.02"))
    assert CommonFactor("loner", "Löner", "costs", sure, None, wages.place) == wages


def test_all_of_it_stands_in_the_record(tmp_path: Path) -> None:
    """The record holds every number that was declared, with what its shape needs (§8)."""
    found = read(tmp_path, f"{SIZE}    risk_with: {{successes: 3, of: 40}}\n")
    part: dict[str, Any] = json.loads(text_of(portfolio_part(found.portfolio, found.rules)))
    (proposal,) = part["proposals"]
    (effect,), (cost,) = (proposal["alternatives"][0][kind] for kind in ("effects", "costs"))

    assert effect["risk_with"] == {
        "low": 0,
        "likely": 0.075,
        "high": 1,
        "shape": "beta",
        "successes": 3,
        "of": 40,
    }
    assert [effect["stated_as"], effect["change"], effect["overlap_group"]] == ["risk_with", None, "familjer"]
    assert effect["participants"]["shape"] == "pert"
    assert cost["spread"] == {"low": 0.9, "likely": 1, "high": 1.3, "shape": "triangle"}
    assert {"title": "lågt deltagande", "chance": 0.3, "share": 0.4} in proposal["success"]
    assert part["common_factors"][0]["where"]["sv"] == "förvaltning är «socialförvaltningen»"
    assert part["common_factors"][1]["where"] is None


def test_a_local_price_is_read_with_its_source_and_stands_in_the_record(tmp_path: Path) -> None:
    """A proposal may say what a unit is worth here, and where that comes from (§4)."""
    here = """
    local_price:
      price_year: 2026
      split: {kommun: 4_900}
      take_home: 60 %
      source: {title: Avtal med utföraren, article: bilaga 2}
      mark: S
"""
    found = read(tmp_path, f"{SIZE}    risk_with: 0.05{here}")
    price = effect_of(found.portfolio).local_price
    part: dict[str, Any] = json.loads(text_of(portfolio_part(found.portfolio, found.rules)))
    (told,) = part["proposals"][0]["alternatives"][0]["effects"]

    assert price is not None
    assert (price.price_year, price.split, price.take_home) == (2026, (("kommun", D(4900)),), D("0.6"))
    assert told["local_price"] == {
        "price_year": 2026,
        "split": {"kommun": 4900},
        "take_home": 0.6,
        "source": {"title": "Avtal med utföraren", "article": "bilaga 2", "url": ""},
        "mark": "S",
    }
    assert effect_of(found.portfolio, 1).local_price == price


def test_intervals_and_outcomes_stand_in_the_record(tmp_path: Path) -> None:
    """The share of an interval and the chances of outcomes are not lost."""
    size = SIZE.replace("0.10", "{outcomes: [{value: 10 %, chance: 75 %}, {value: 20 %, chance: 25 %}]}")
    found = read(tmp_path, f"{size}    relative_risk: {{low: 0.5, high: 2, shape: lognormal, interval: 95 %}}\n")
    part: dict[str, Any] = json.loads(text_of(portfolio_part(found.portfolio, found.rules)))
    effect = part["proposals"][0]["alternatives"][0]["effects"][0]

    assert effect["change"]["interval"] == 0.95
    assert effect["risk_without"]["outcomes"] == [{"value": 0.1, "chance": 0.75}, {"value": 0.2, "chance": 0.25}]


@pytest.mark.parametrize(
    ("size", "proposal", "told"),
    [
        ("", PROPOSAL, ["no_effect_size", "missing_key", "missing_key"]),
        (SIZE + "    risk_with: 0.1\n    relative_risk: 1\n    odds_ratio: 1\n", PROPOSAL, ["two_effect_sizes"] * 2),
        (
            SIZE + "    risk_with: 0.1\n",
            PROPOSAL.replace("comparison: utan läxhjälp\n", ""),
            ["effect_without_comparison"],
        ),
        (SIZE + "    mean_difference: 2\n", PROPOSAL, ["risk_with_mean_difference"]),
        ("    odds_ratio: 0.8\n    units_per_case: 3\n", PROPOSAL, ["missing_key"]),
    ],
)
def test_what_an_effect_lacks_is_told_all_at_once(tmp_path: Path, size: str, proposal: str, told: list[str]) -> None:
    """One size, against a stated comparison, of a stated risk (§6)."""
    with pytest.raises(InputFaults) as raised:
        read(tmp_path, size, proposal)

    assert told == [found.code for found in raised.value.faults]


def test_a_proposal_without_effects_needs_no_comparison(tmp_path: Path) -> None:
    """A comparison is asked for only where something is compared."""
    bare = PROPOSAL.replace("comparison: utan läxhjälp\n", "").split("\neffects:")[0] + "\n"

    assert read(tmp_path, "", bare).portfolio.proposals[0].alternatives[0].effects == ()


BLOCKS = re.findall(r"```yaml\n(.+?)```", (ROOT / "portfolios" / "README.md").read_text("utf-8"), re.S)


@pytest.mark.parametrize("language", [0, 1])
def test_the_examples_of_the_guide_can_be_read(tmp_path: Path, language: int) -> None:
    """What portfolios/README.md shows in Swedish and in English is read without a fault, and counts."""
    proposal, factors = (
        [block for block in BLOCKS if begins in block][language] for begins in ("odds_ratio:", "common_factors:")
    )
    portfolio = PORTFOLIO.split("common_factors:")[0] + factors
    found = read(tmp_path, "", proposal, portfolio).portfolio

    assert effect_of(found).stated_as == "odds_ratio"
    assert len(found.proposals[0].success) == 3
    assert len(found.common_factors) == 1
