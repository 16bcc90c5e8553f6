"""The hump and who carries it, views and indicators, as the documents say them (§11, §12)."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_words
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, tables, told
from tests.report.test_real_financial import rows_of


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            "När puckeln är som djupast, 2028, är den så här fördelad. "
            "I den egna kassan: Kommunen −3,9 miljoner kronor och Socialnämnden 0,4 miljoner kronor. "
            "Andra som betalar: Regionen −0,3 miljoner kronor.",
        ),
        (
            "en",
            "When the hump is deepest, in 2028, it is divided like this. "
            "In the own purse: Kommunen −3.9 million kronor and Socialnämnden 0.4 million kronor. "
            "Others that pay: Regionen −0.3 million kronor.",
        ),
    ],
)
def test_who_carries_the_hump_of_the_plan(language: Language, said: str) -> None:
    """Boards of the own purse, and the others that pay, in the lowest year."""
    assert said in told(record(), language)


def hump_of(**changes: Any) -> str:
    """What is said of the hump of proposals."""
    made = record()
    for value in made["values"]:
        value["hump"] = {**value["hump"], **changes} if changes else None
    return told(made)


def test_the_hump_of_a_proposal() -> None:
    """Depth, year, and when it is back; a purse of one carries it itself, and then nothing more is said."""
    said = "Investeringspuckeln i den egna kassan är som djupast 2027: −2,0 miljoner kronor."
    assert f"{said} Summan är åter noll eller högre från 2030.\n" in told(record())
    assert f"{said} Summan når inte tillbaka till noll inom kalkylperioden." in hump_of(back_year=None)
    assert "Andra som betalar: Regionen −0,3 miljoner kronor." in hump_of(others=[{"actor": "region", "sum": -300_000}])
    assert "Andra som betalar: Regionen okänt." in hump_of(others=[{"actor": "region", "sum": None}])
    assert "Den egna kassan går inte under noll" in hump_of(year=None, depth=0)
    assert "är okänd, eftersom det är okänt vad som kan tas hem eller när." in hump_of()


def pairs_of(**changes: Any) -> str:
    """The document with other indicators of the plan."""
    made = record()
    made["plan"]["value"].update(changes)
    return told(made)


def test_the_indicators_of_the_plan() -> None:
    """Break-even as a part of the expected effects, ratios, and why one cannot be said (§11, §25)."""
    said = told(record())
    assert "Brytpunkt för samhället, andel av förväntade effekter\n46 %" in said
    assert "Brytpunkt för egna kassan, andel av förväntade effekter\n107 %" in said
    assert "Nytto-kostnadskvot\nkan inte beräknas, eftersom något resultat är angivet efter avdrag" in said
    assert "Nettonuvärdeskvot, investering (NNK-i)\n1,16" in said
    assert "Brytpunkt för egna kassan, andel av förväntade effekter\nkan inte nås" in pairs_of(
        reasons={"break_even_own": "not_reached"}
    )
    assert "Nettonuvärdeskvot, investering (NNK-i)\nokänt" in pairs_of(nnk_i=None)


def test_the_paybacks_of_the_plan() -> None:
    """A year, not within the horizon, no cost, or unknown: four different things (§11, §25)."""
    own = "Återbetalt för egna kassan i hemtagningsbar besparing, år\n"
    assert f"{own}inte inom kalkylperioden" in told(record())
    assert "Återbetalt för samhället, år\n2031" in told(record())
    assert f"{own}okänt" in pairs_of(notes={"payback_own_unknown": 1})
    made = record()
    next(r for r in made["plan"]["value"]["parties"]["parties"] if r["actor"] == "kommun")["cost"] = 0
    assert f"{own}ingen kostnad" in told(made)


def test_views_are_of_one_basis_and_name_the_value_decided_on() -> None:
    """Where experience moves the value the four views stand before it, and say so (§10, §11)."""
    assert rows_of(record(), "vyer-coacher") == [
        ["Egna kassan", "−2 000", "2 700"],
        ["Alla aktörer", "−2 000", "3 200"],
    ]
    assert "före justering mot erfarenhet. Värdet som valet bygger på" not in told(record())
    said = "Alla fyra är före justering mot erfarenhet. Värdet som valet bygger på är 4,0 miljoner kronor."
    assert said in pairs_of(nnv=4_000_700, nnv_adjusted=5_000_700)


def test_year_by_year_says_whose_money_is_taken_home() -> None:
    """Costs and effects are of all actors, money is that of the own purse."""
    printed = document(record(), "sv", read_words(TEMPLATES, "sv"))
    table = next(t for t in tables(printed) if t.id == "y-coacher")
    assert [cell.text for cell in table.head] == [
        "År",
        "Kostnader, alla aktörer",
        "Effekter, alla aktörer",
        "Egna kassan: betalningar och hemtagningsbar besparing, året",
    ]
    assert rows_of(record(), "y-coacher") == [["2027", "−2 001", "5 201", "−2 001"]]
