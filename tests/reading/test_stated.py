"""Results computed elsewhere, and what they declare, in a table, in YAML and in the portfolio (convention §26)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.portfolio import Alternative, Stated, StatedTerms
from prioritizer.reading.portfolio import read_portfolio
from prioritizer.reading.scalars import Unreadable
from prioritizer.reading.stated import interval_share, interval_width
from tests.real.tables import write_table

PORTFOLIO = """
title: Runda
as_of: 2026-11-01
plan_years: [2027, 2028]
criteria: none
parameters: asek
limits: []
actors: [kommun, region]
funds: [{id: medel, owner: kommun, allocation: {2027: 1_000_000, 2028: 1_000_000}}]
"""
TERMS = {"price_year": 2026, "discount_rate": 0.05, "tax_cost": "excluded"}
DECLARED = StatedTerms(2026, Decimal("0.05"), None, "excluded")


def versions(folder: Path, proposal: str, more: str = "") -> Sequence[Alternative]:
    """The versions of the one proposal of a portfolio in YAML."""
    (folder / "proposals").mkdir(parents=True)
    (folder / "portfolio.yaml").write_text(f"{PORTFOLIO}{more}", encoding="utf-8")
    (folder / "proposals" / "a.yaml").write_text(f"id: a\ntitle: A\n{proposal}", encoding="utf-8")
    return read_portfolio(folder).portfolio.proposals[0].alternatives


def of_table(folder: Path, row: Mapping[str, object], **portfolio: object) -> Stated | None:
    """The result that one row states."""
    read = read_portfolio(write_table(folder / "t", portfolio, [{"id": "a", **row}]))
    return read.portfolio.proposals[0].alternatives[0].stated


def test_a_table_takes_the_terms_of_its_portfolio(tmp_path: Path) -> None:
    """What `stated` in portfolio.yaml declares holds for every row, and what it leaves out is unknown (§26)."""
    found = of_table(tmp_path, {"value": 100}, stated=TERMS)

    assert found is not None
    assert found.terms == DECLARED


def test_a_row_declares_its_own_terms_over_those_of_the_portfolio(tmp_path: Path) -> None:
    """Columns override per row, in the words of either language, and an empty cell overrides nothing (§26)."""
    row = {"value": 100, "stated.price_year": 2024, "värdets kalkylränta": "3,5 %", "tax cost of the value": "included"}
    found = of_table(tmp_path, {**row, "värdets startår": None, "värdets kostnader": "avdragna"}, stated=TERMS)

    assert found is not None
    assert found.terms == StatedTerms(2024, Decimal("0.035"), None, "included", "included")


def test_a_table_that_declares_nothing_is_unknown(tmp_path: Path) -> None:
    """No term is taken for granted (§25, §26)."""
    found = of_table(tmp_path, {"value": 100})

    assert found is not None
    assert found.terms == StatedTerms()


def test_an_interval_has_a_width(tmp_path: Path) -> None:
    """A column says how wide the interval is in per cent; without it an interval is of 90 per cent."""
    ends = {"value": 100, "value_low": 50, "value_high": 160}
    said = of_table(tmp_path / "said", {**ends, "intervall": 80})
    unsaid = of_table(tmp_path / "unsaid", ends)

    assert [s.interval for s in (said, unsaid) if s] == [Decimal("0.8"), Decimal("0.9")]


@pytest.mark.parametrize("text", ["49", "99.95", "100", "0.5 %"])
def test_a_width_that_says_nothing_is_refused(text: str) -> None:
    """Below half of the outcomes, or practically all of them, an interval tells no deviation."""
    with pytest.raises(Unreadable) as wrong:
        interval_width(text)

    assert wrong.value.code == "interval_width"
    assert interval_width("95 %") == interval_share("0.95") == Decimal("0.95")


def test_yaml_brings_a_result_in_place_of_effects(tmp_path: Path) -> None:
    """A net value with chance and interval; the terms written here go before those of the portfolio (§26)."""
    written = "stated: {value: 500_000, chance: 80 %, low: -50_000, high: 900_000, interval: 0.8, price_year: 2024}\n"
    (head,) = versions(tmp_path / "p", written, "stated: {price_year: 2026, discount_rate: 5 %, tax_cost: excluded}\n")

    assert head.effects == ()
    assert head.stated == Stated(
        value=Decimal(500_000),
        chance=Decimal("0.8"),
        low=Decimal(-50_000),
        high=Decimal(900_000),
        interval=Decimal("0.8"),
        terms=StatedTerms(2024, Decimal("0.05"), None, "excluded"),
    )


def test_yaml_brings_gross_benefits_by_actor(tmp_path: Path) -> None:
    """Benefits keep their actors, the person among them; what is declared can be asked for by a rule."""
    (head,) = versions(
        tmp_path / "p",
        "costs: []\nstated: {benefits: {region: 300, individ: 20}, chance: 0.7, start_year: 2027, costs: excluded}",
    )

    assert head.stated is not None
    assert head.stated.benefits == {"region": Decimal(300), "individ": Decimal(20)}
    asked = {name: head.facts[name] for name in ("chance", "stated.start_year", "stated.costs")}
    assert asked == {"chance": Decimal("0.7"), "stated.start_year": Decimal(2027), "stated.costs": "excluded"}


def test_alternatives_bring_results_of_their_own(tmp_path: Path) -> None:
    """Each version has its own result and facts; one may replace the effects of the head (§26)."""
    costs = "costs: [{title: k, payer: kommun, fund: medel, per_year: {2027: 100}}]\n"
    own = "alternatives: [{id: liten, title: Liten, scale_costs: 0.5, stated: {value: 3, tax_cost: included}}]\n"
    head, small = versions(tmp_path / "p", f"{costs}stated: {{value: 5, chance: 90 %}}\n{own}")

    assert [v.stated.value for v in (head, small) if v.stated] == [Decimal(5), Decimal(3)]
    assert ("chance" in head.facts, "chance" in small.facts) == (True, False)
    assert small.facts["stated.tax_cost"] == "included"
    assert [dict(v.costs[0].per_year) for v in (head, small)] == [{2027: 100}, {2027: 50}]


def test_the_place_of_a_result_is_where_its_chance_stands(tmp_path: Path) -> None:
    """What is later said of a contradiction points at the chance, in YAML and in a table."""
    (head,) = versions(tmp_path / "p", "stated:\n  value: 500_000\n  chance: 80 %\n")
    row = of_table(tmp_path, {"value": 100, "chance": 80})

    assert head.stated is not None
    assert row is not None
    assert [(s.place.line, s.place.column) for s in (head.stated, row)] == [(5, 11), (2, 7)]
