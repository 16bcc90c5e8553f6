"""What a plan does to each year's result, year by year and by hand (§17)."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prioritizer.appraisal import plan_values
from prioritizer.appraisal.balance_requirement import BalanceRequirement, balance_requirement
from prioritizer.cli.run import DRAWS, Prepared
from prioritizer.model.plan import Plan
from prioritizer.reading.workspace import templates_of
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.register.used import used_parameters
from prioritizer.report.html import html
from prioritizer.selection.candidates import values_of
from tests.real.choice import chosen
from tests.real.files import Written, proposal, write_files
from tests.real.tables import write_table

FUNDS = [
    {"id": "medel", "title": "Sociala medel", "owner": "kommun", "allocation": {2027: 900_000, 2028: 900_000}},
    {"id": "halsa", "title": "Folkhälsomedel", "owner": "region", "allocation": {2027: 900_000, 2028: 900_000}},
]


def cost(per_year: dict[int, int], payer: str = "kommun", **more: object) -> Written:
    """A row of costs."""
    return {"title": "ledare", "payer": payer, "per_year": per_year, **more}


def of(ready: Prepared, plan: Plan) -> BalanceRequirement:
    """What a chosen plan does to results."""
    versions = values_of(ready.appraised, plan.chosen)
    value = plan_values(ready.read.portfolio, versions, ready.overlaps)
    return balance_requirement(ready.read.portfolio, ready.read.rules, versions, value.taken_home)


def made(folder: Path, *proposals: Written, **portfolio: object) -> tuple[Prepared, Plan, BalanceRequirement]:
    """A round in which everything is chosen."""
    ready, outcome = chosen(write_files(folder, {"funds": FUNDS, **portfolio}, proposals))
    assert isinstance(outcome, Plan)
    assert {key[0] for key in outcome.chosen} == {p["id"] for p in proposals}
    return ready, outcome, of(ready, outcome)


def index(ready: Prepared, year: int) -> Decimal:
    """What a krona of the price year is in a year, by the index itself."""
    series = ready.read.rules.parameters["price_index"]
    now, base = series.in_year(year), series.in_year(ready.read.portfolio.price_year)
    assert now is not None
    assert base is not None
    return now.value / base.value


def column(found: BalanceRequirement, name: str, until: int = 2030) -> list[Any]:
    """One column of the years up to one."""
    return [getattr(row, name) for row in found.rows if row.year <= until]


def test_a_granted_krona_is_a_cost_in_the_year_it_is_used(tmp_path: Path) -> None:
    """What own funds grant counts whoever pays, what others grant does not, and what is in kind costs nothing more."""
    costs = [
        cost({2027: 100_000, 2028: 40_000}, fund="medel"),
        cost({2027: 30_000}, "region", fund="medel"),
        cost({2028: 55_000}, "skolan", fund="halsa"),
        cost({2027: 10_000, 2028: 7_000, 2029: 5_000}, "skolan"),
        cost({2027: 99_000}, "region"),
        cost({2027: 88_000}, "skolan", in_kind=True),
    ]
    ready, _, found = made(tmp_path / "round", proposal("a", costs, 90))
    home = [Decimal(0)] * 4
    for (actor, year), kronor in ready.appraised[0].taken_home.items():
        if actor in ("kommun", "skolan") and year <= 2030:
            home[year - 2027] += kronor
    indexed = [round(kronor * index(ready, year)) for year, kronor in zip(range(2027, 2031), home, strict=True)]
    paid = [round(kronor * index(ready, 2027 + n)) for n, kronor in enumerate((10_000, 7_000, 5_000, 0))]

    assert column(found, "granted") == [130_000, 40_000, 0, 0]
    assert column(found, "paid") == paid
    assert column(found, "taken_home") == indexed
    assert any(indexed)
    assert column(found, "result") == [
        h - g - p for h, g, p in zip(indexed, (130_000, 40_000, 0, 0), paid, strict=True)
    ]
    assert found.of_others == 55_000


def test_the_years_are_those_of_the_plan_and_three_more(tmp_path: Path) -> None:
    """A negative result must be made up for in three years (kommunallagen 2017:725, 11 kap. 12 §)."""
    _, _, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000}, fund="medel")]))

    assert [row.year for row in found.rows] == [2027, 2028, 2029, 2030, 2031, 2032]


def test_a_year_without_an_index_is_unknown_and_told_in_other_prices(tmp_path: Path) -> None:
    """The shipped index ends in 2030: kronor of 2031 cannot be told in prices of 2031, and are not made zero (§25)."""
    ready, _, found = made(
        tmp_path / "round",
        proposal("a", [cost({2029: 100_000}, fund="medel")], start_years=[2029]),
        funds=[{**FUNDS[0], "allocation": {2029: 900_000}}],
    )
    by_year: dict[int, int] = {}
    for (actor, year), kronor in ready.appraised[0].taken_home.items():
        by_year[year] = by_year.get(year, 0) + (kronor if actor in ("kommun", "skolan") else 0)
    late = {row.year: row for row in found.rows if row.year > 2030}

    assert [row.taken_home for row in late.values()] == [None, None]
    assert [row.result for row in late.values()] == [None, None]
    assert found.later_home == {year: by_year[year] for year in (2031, 2032)}
    assert all(found.later_home.values())


def test_a_fund_in_fixed_prices_is_told_in_the_prices_of_the_year(tmp_path: Path) -> None:
    """The kronor that are charged are those of the year."""
    ready, _, found = made(
        tmp_path / "round",
        proposal("a", [cost({2028: 100_000}, fund="medel")]),
        funds=[{**FUNDS[0], "prices": "fast"}],
        price_year=2026,
    )

    assert column(found, "granted", 2029) == [0, round(100_000 * index(ready, 2028)), 0]


def test_a_repayment_moves_no_result_and_a_promise_is_told_apart(tmp_path: Path) -> None:
    """The one moves within equity; the other is a cost of an earlier decision."""
    rule = {"from": "2028-01-01", "share": 0.4, "source": "beslut"}
    promise = {"title": "Förra omgången", "fund": "medel", "per_year": {2028: 70_000}, "source": "beslut"}
    rows = [proposal("a", [cost({2027: 100_000}, fund="medel")])]
    _, _, plain = made(tmp_path / "plain", *rows)
    ready, _, more = made(
        tmp_path / "more", *rows, funds=[{**FUNDS[0], "repayment": rule}, FUNDS[1]], commitments=[promise]
    )

    assert any(c.repaid for c in ready.program.candidates)
    assert column(more, "result") == column(plain, "result")
    assert column(more, "committed") == [0, 70_000, 0, 0]


def kept(ready: Prepared, plan: Plan, found: BalanceRequirement) -> tuple[Run, dict[str, Any]]:
    """The run, and its record as it is read from its file."""
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    run = Run(ready.read.portfolio, ready.read.rules, 1, DRAWS, *parts, plan, balance=found)
    return run, json.loads(text_of(record(run)))


def test_unknown_money_taken_home_leaves_the_result_unknown(tmp_path: Path) -> None:
    """Of results computed elsewhere nobody knows the years: the cost stands, and the result is not minus the cost."""
    rows = [{"id": "a", "value": 900_000, "cost[2027]": 50_000}, {"id": "b", "value": 800_000, "cost[2027]": 20_000}]
    ready, outcome = chosen(write_table(tmp_path / "round", {"funds": FUNDS[:1]}, rows))
    assert isinstance(outcome, Plan)
    found = of(ready, outcome)
    _, told = kept(ready, outcome, found)

    assert column(found, "granted") == [70_000, 0, 0, 0]
    assert set(column(found, "result")) == {None}
    assert (found.unknown, found.later_home) == (2, {})
    page = html(told, "sv", templates_of(None))
    assert "Därför är också effekten på resultatet okänd." in page
    assert "sänker den egna kassans resultat" not in page


def test_some_unknown_money_is_counted_and_told(tmp_path: Path) -> None:
    """The rest stands, and the document says of how many nothing that is taken home is counted."""
    bare = {
        "id": "b",
        "title": "B",
        "mandatory": {"by": "fullmäktige"},
        "costs": [cost({2027: 20_000}, fund="medel")],
        "qualitative": [{"title": "trygghet", "direction": "positive"}],
    }
    ready, plan, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000}, fund="medel")]), bare)
    _, told = kept(ready, plan, found)

    assert found.unknown == 1
    assert column(found, "granted")[0] == 120_000
    assert column(found, "result")[0] == -120_000
    assert "För ett av de valda förslagen är det okänt vad som kan tas hem" in html(told, "sv", templates_of(None))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            [
                "en öronmärkt del av det egna kapitalet",
                "kommunallagen 2017:725",
                "som mest 2027: med 100\xa0000\xa0kronor",
            ],
        ),
        ("en", ["an earmarked part of equity", "Local Government Act 2017:725", "most in 2027: by 100,000\xa0kronor"]),
    ],
)
def test_documents_show_the_table_and_what_counts(tmp_path: Path, language: Any, words: list[str]) -> None:
    """In both languages, with the rows of the record; the index is then a number that the document rests on."""
    ready, plan, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000}, fund="medel")]))
    run, told = kept(ready, plan, found)
    page = html(told, language, templates_of(None))

    first = told["plan"]["balance_requirement"]["years"][0]
    assert first == {"year": 2027, "granted": 100_000, "paid": 0, "taken_home": 0, "result": -100_000, "committed": 0}
    assert 'id="balanskrav"' in page
    assert all(part in page for part in words)
    assert "price_index" in used_parameters(run)


def test_the_law_is_swedish(tmp_path: Path) -> None:
    """A round in pounds is told nothing of it."""
    rows = [{"id": "a", "value": 900_000, "cost[2027]": 50_000}]
    ready, outcome = chosen(write_table(tmp_path / "round", {"funds": FUNDS[:1], "currency": "GBP"}, rows))
    assert isinstance(outcome, Plan)
    _, told = kept(ready, outcome, of(ready, outcome))

    assert "balanskrav" not in html(told, "sv", templates_of(None))
