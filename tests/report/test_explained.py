"""What conditions cost, what money gives and how sure the choice is, as a board reads it."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report.blocks import Section, Table
from prioritizer.report.document import document
from prioritizer.report.words import read_words
from tests.report.sample import record
from tests.report.test_words import TEMPLATES
from tests.report.unfold import unfolded


def section(id: str, language: Language = "sv", **changes: Any) -> Section | None:
    """One section of the sample's document."""
    made = record()
    made["explained"] |= changes
    found = document(made, language, read_words(TEMPLATES, language))
    return next((section for section in found.sections if section.id == id), None)


def said(found: Section | None) -> str:
    """All text of a section, hard spaces as spaces."""
    assert found is not None
    parts: list[str] = []
    for block in unfolded(found.blocks):
        if isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells] + list(block.notes)
        else:
            parts.append(str(getattr(block, "text", "") or getattr(block, "items", "")))
    return " | ".join(parts).replace("\N{NO-BREAK SPACE}", " ")


def test_each_price_is_told_with_who_would_come_and_what_a_step_gives() -> None:
    """The dearest first; a fund has no price of its own, and what is free is one sentence."""
    told = said(section("villkorens-pris"))
    assert "200" in told
    assert "till 21 %" in told
    assert "Kostar ingenting" in told
    assert "Var för sig kostar de här ingenting" in told
    assert "Skyldigheter i lag" in told
    assert "Priserna kan inte läggas ihop" in told


def test_a_price_that_is_not_proved_is_a_range() -> None:
    """Nothing is told as exact that is not."""
    price = {**record()["explained"]["limits"][0], "exact": False, "low": 100_000, "high": 300_000}
    assert "mellan" in said(section("villkorens-pris", limits=[price]))


def test_the_curve_has_a_row_for_each_tenth_of_the_funds() -> None:
    """Eleven, the plan's own in the middle, and what the last kronor gave."""
    found = section("mer-pengar")
    assert found is not None
    table = next(block for block in unfolded(found.blocks) if isinstance(block, Table))
    assert [row.cells[0].text.replace("\N{NO-BREAK SPACE}", " ") for row in table.rows][::5] == [
        "50 %",
        "100 %",
        "150 %",
    ]
    told = said(found)
    assert "168 000 kronor i värde" in told
    assert "finns ingen plan" in told
    assert "ett golv växer" in told


def test_every_computed_level_names_who_comes_and_goes() -> None:
    """All points of the curve, and what each changes in the plan; a change of start is one too."""
    points = record()["explained"]["frontier"]
    points[0]["selected"] = [{"proposal": "coacher", "alternative": None, "start_year": 2028}]
    points[0]["selected"] += [{"proposal": "arena", "alternative": None, "start_year": 2027}]
    points[1] |= {"objective": None, "granted": None, "exact": True, "selected": []}
    found = section("mer-pengar", frontier=points)
    assert found is not None
    _, table = (block for block in unfolded(found.blocks) if isinstance(block, Table))

    assert len(table.rows) == 41
    first = [cell.text for cell in table.rows[0].cells]
    assert first == ["50\u00a0%", "Äventyrsarena", "Lästräning", "Familjecoacher"]
    assert [cell.text for cell in table.rows[1].cells] == ["52,5\u00a0%", *["ingen plan"] * 3]


def test_what_besides_money_stops_more_from_giving_more_is_named() -> None:
    """By the chart: what stops proposals now, from where the curve is flat, and what stops them there."""
    points = record()["explained"]["frontier"]
    for point in points:
        point |= {"hinders": [{"limit": "risk", "proposals": ["arena"]}], "waits": []}
    told = said(section("mer-pengar", frontier=points))

    assert "Ett förslag utanför planen skulle höja dess värde, men bryter också mot annat än medlen." in told
    assert "Det som stoppar är ”Tak för hög risk” (ett förslag)." in told
    assert "Från 100 % av medlen (8,0 miljoner kronor) ger mer pengar inget mer i värde" not in told
    for point in points[20:]:
        point |= {"objective": 5_000_700, "low": 5_000_700, "high": 5_000_700}
    flat = said(section("mer-pengar", frontier=points))
    assert "Från 100 % av medlen (8,0 miljoner kronor) ger mer pengar inget mer i värde" in flat
    assert "Där skulle ett förslag till höja planens värde, men det bryter mot annat än medlen." in flat


def test_a_proposal_that_waits_for_money_alone_is_no_hinder() -> None:
    """Then money is what stops the plan, and nothing more is said."""
    points = record()["explained"]["frontier"]
    for point in points:
        point |= {"hinders": [{"limit": "risk", "proposals": ["arena"]}], "waits": ["lasning"]}

    assert "annat än medlen" not in said(section("mer-pengar", frontier=points))


def test_where_no_plan_meets_the_limits_the_row_says_so() -> None:
    """And not that the plan is worth nothing."""
    points = [{**p, "objective": None, "granted": None, "exact": True} for p in record()["explained"]["frontier"]]
    assert "ingen plan" in said(section("mer-pengar", frontier=points))


@pytest.mark.parametrize(("language", "word"), [("sv", "nästan alltid"), ("en", "nearly always")])
def test_shares_are_told_in_numbers_and_words(language: Language, word: str) -> None:
    """What is not proved is a range, and what says nothing of its uncertainty is named."""
    told = said(section("om-siffrorna-ar-fel", language))
    assert word in told
    assert "10 %–30 %" in told or "10%–30%" in told
    assert "250" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sv",
            (
                "Ingen utredning av uppgiften kan vara värd mer",
                "480",
                "Över 8,9 %, som i 31 % av utfallen",
                "1 till antalet",
            ),
        ),
        (
            "en",
            ("No study of the figure can be worth more", "480", "Above 8.9%, as in 31% of the outcomes", "1 of them"),
        ),
    ],
)
def test_what_knowing_is_worth_is_an_upper_bound_with_its_error(language: Language, told: tuple[str, ...]) -> None:
    """What is worth something is listed with where the plan turns; what is not is counted (§23)."""
    text = said(section("vard-att-veta", language))

    assert all(words in text for words in told)
    assert "13" in text


def test_what_turns_a_verdict_is_told_in_people_years_and_costs() -> None:
    """What is in leaves at so little or so dear, an interval says so, and what limits keep is not listed (§20)."""
    found = section("vad-som-andrar")
    assert found is not None
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    cells = [[cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells] for row in table.rows]

    assert len(cells) == 2
    assert cells[0][1:] == [
        "utgår",
        "vid 83,9 % eller mindre (5,3 personer i stället för väntade 6,4: placement_day)",
        "vid 4,2 år eller mindre (nu 5)",
        "vid 121,0 % eller mer (nu 100 %)",
    ]
    assert cells[1][1:] == [
        "kommer in",
        "någonstans mellan 120,0 % och 150,0 %",
        "inget värde räcker",
        "vid 9,1 % eller mindre (nu 100 %)",
    ]


def test_what_was_not_worked_out_has_no_section() -> None:
    """Empty answers are not printed as nothing."""
    for id in ("villkorens-pris", "mer-pengar", "om-siffrorna-ar-fel", "vard-att-veta", "vad-som-andrar"):
        assert section(id, limits=[], frontier=[], robustness=[], knowing=[], own_terms=[]) is None


@pytest.mark.parametrize(("language", "word"), [("sv", "måste ingå"), ("en", "must be in")])
def test_what_cannot_leave_is_not_called_robust(language: Language, word: str) -> None:
    """A proposal that is mandatory is chosen in every outcome for that reason, and its class says so."""
    shares = record()["explained"]["robustness"]
    shares.append({**shares[0], "proposal": "lasning", "share": 1.0, "low": 1.0, "high": 1.0})
    found = section("om-siffrorna-ar-fel", language, robustness=shares)
    assert found is not None
    table = next(block for block in unfolded(found.blocks) if isinstance(block, Table))

    assert [row.cells[2].text for row in table.rows if row.cells[1].text.startswith("100")] == [word]
