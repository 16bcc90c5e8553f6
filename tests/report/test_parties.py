"""Who gains and who pays, as the documents say it (§4, §11, §12; D4)."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_words
from prioritizer.report.parties import co_financing
from prioritizer.report.voice import voice
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, tables, told

PartyRow = dict[str, Any]


def own(made: dict[str, Any]) -> PartyRow:
    """The own purse of the sample's plan."""
    row: PartyRow = next(r for r in made["plan"]["value"]["parties"]["parties"] if r["actor"] == "kommun")
    return row


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            "För den egna kassan beräknas nettonuvärdet till −250 000 kronor. "
            "I pengar som kan tas hem: −2,9 miljoner kronor. "
            "Skillnaden, 2,7 miljoner kronor, är frigjorda resurser som stannar i verksamheten.",
        ),
        (
            "en",
            "For the own purse the net present value is estimated at −250,000 kronor. "
            "In money that can be taken home: −2.9 million kronor. "
            "The difference, 2.7 million kronor, is freed capacity that stays in the services.",
        ),
    ],
)
def test_page_one_says_what_of_the_own_result_is_money(language: Language, said: str) -> None:
    """1.1 million home less 4.0 paid is −2.9; what is left to −0.25 is 2.65 of freed capacity (§12)."""
    assert said in told(record(), language).split("UTKAST" if language == "sv" else "DRAFT")[1]


def test_rounded_money_that_does_not_add_up_says_so() -> None:
    """−2.9 and 2.6 make −0.3, and −0.25 rounds to −0.2 (§29)."""
    assert "stannar i verksamheten. Avrundade delar" in told(record())
    made = record()
    own(made).update({"gain": 4_400_000, "nnv": 400_000})
    assert "Skillnaden, 3,3 miljoner kronor, är frigjorda resurser" in told(made)
    assert "stannar i verksamheten. Avrundade delar" not in told(made)


def test_money_that_nobody_has_spoken_of_is_unknown_and_not_zero() -> None:
    """Without a take-home share the money is unknown (§25)."""
    made = record()
    own(made)["money"] = None
    assert "Hur mycket av det som är pengar som kan tas hem är okänt." in told(made)


def test_an_own_result_all_in_money_has_no_difference() -> None:
    """Nothing is freed that cannot be taken home."""
    made = record()
    own(made)["money"] = own(made)["gain"]
    assert "I pengar som kan tas hem är det −250 000 kronor, lika mycket." in told(made)


def test_capacity_that_is_taken_up_is_not_called_freed() -> None:
    """More money than value: services take up capacity that nobody pays for."""
    made = record()
    own(made)["money"] = 3_900_000
    assert "Skillnaden, 150 000 kronor, är resurser som verksamheten tar i anspråk utan att betala i pengar." in told(
        made
    )


def test_page_one_says_how_sure_the_own_purse_is() -> None:
    """The chance and nine of ten outcomes, from the draws of society (§8, §11)."""
    said = "med frigjorda resurser, är över noll är 43 %; nio av tio beräknade utfall ligger mellan −2,3"
    assert said in told(record())
    assert "Sannolikhet att egna kassans nettonuvärde är över noll\n62 %" in told(record())


def table_of(made: dict[str, Any], id: str = "parter") -> list[list[str]]:
    """The rows of a table of parties, as text with plain spaces."""
    printed = document(made, "sv", read_words(TEMPLATES, "sv"))
    found = next(t for t in tables(printed) if t.id == id)
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]


def test_the_table_of_parties_by_hand() -> None:
    """What each pays, gets, of it money, nets, how sure that is, and when it has its money back, in tkr."""
    assert table_of(record()) == [
        ["Egna kassan", "4 000", "3 750", "1 100", "−250", "−2 250 till 1 750", "nås inte"],
        ["Regionen", "300", "0", "0", "−300", "ingen angiven", "nås inte"],
        ["Personerna", "0", "5 551", "0", "5 551", "1 551 till 9 551", "ingen kostnad"],
        ["Summa", "4 300", "9 301", "1 100", "5 001", "−400 till 9 000", "–"],
    ]
    assert table_of(record(), "parter-coacher")[0][:5] == ["Egna kassan", "2 000", "5 200", "2 600", "3 200"]


def test_what_nobody_knows_of_a_party_is_unknown() -> None:
    """Unknown gains, money and spreads are words, and the sum is the value of the whole (§25)."""
    made = record()
    own(made).update({"gain": None, "money": None, "nnv": None, "low": None, "high": None})
    assert table_of(made)[0] == ["Egna kassan", "4 000", "okänt", "okänt", "okänt", "okänt", "okänt"]
    assert table_of(made)[-1][:5] == ["Summa", "4 300", "okänt", "okänt", "5 001"]


def test_experience_has_a_row_that_leads_to_the_value_decided_on() -> None:
    """−250, −300 and 5,551 thousand less 1,000 thousand is 4,001; how sure an actor is stands before it (§10)."""
    made = record()
    made["plan"]["value"].update({"nnv": 4_000_700, "nnv_adjusted": 5_000_700})
    assert table_of(made)[-2] == ["Justering mot erfarenhet", "0", "0", "0", "−1 000", "–", "–"]
    assert table_of(made)[-1][4] == "4 001"
    assert "Aktörernas osäkerhet är före justering mot erfarenhet" in told(made)
    assert "Aktörernas osäkerhet är före" not in told(record())


def test_boards_are_in_their_purse() -> None:
    """A region with a board is called so; an employer stands by its own name."""
    made = record()
    made["portfolio"]["actors"].append({"id": "halsa", "title": "Hälsonämnden", "parent": "region"})
    assert table_of(made)[1][0] == "Regionen med nämnder"


def shared(**by: Any) -> str:
    """What is said of sharing the cost of the sample's plan, each code in its turn."""
    made = record()
    found = made["plan"]["value"]["parties"]
    found["by_gain"] = {"shares": {}, "of_gain": None, "code": "", "lacking": 0, **by.pop("by_gain", {})}
    found["by_money"] = {"shares": {}, "of_gain": None, "code": "", "lacking": 0, **by.pop("by_money", {})}
    found["cost_to_share"] = by.pop("cost", 4_300_000)
    made["portfolio"]["actors"][0]["can_co_finance"] = True
    made["portfolio"]["actors"] += [
        {"id": "staten", "title": "Staten", "parent": None},
        {"id": "foretag", "title": "Företagen", "parent": None, "can_co_finance": False},
    ]
    found["parties"].append({"actor": "foretag", "cost": 480_000, "gain": 0, "money": 0, "nnv": -480_000})
    return co_financing(voice(made, "sv", read_words(TEMPLATES, "sv")), found).replace("\u00a0", " ")


def test_a_cost_that_can_be_shared_is_told_purse_by_purse() -> None:
    """Shares beside what each pays today, what stays with those who are not asked, money, and who loses now (D4)."""
    shares = {"kommun": 2_300_000, "staten": 1_600_000, "region": 400_000}
    lacking = {"code": "gains_below_cost", "lacking": 1_200_000}
    assert shared(by_gain={"shares": shares, "of_gain": 0.667}, by_money=lacking) == (
        "Räknat med frigjorda resurser kan kostnaden, 4,3 miljoner kronor, delas så att ingen betalande förlorar: var "
        "och en betalar 67 % av sin vinst. Så här blir delningen: egna kassan 2,3 (i dag 4,0), Staten 1,6 (i dag 0,0) "
        "och Regionen 0,4 (i dag 0,3). Det som Företagen betalar, 0,5 miljoner kronor, delas inte. Räknat i pengar som "
        "kan tas hem är det omöjligt: vinsterna är 1,2 miljoner kronor för små. Utan delning förlorar Företagen 0,5 "
        "miljoner kronor, Regionen 0,3 miljoner kronor och egna kassan 0,3 miljoner kronor."
    )


def test_a_cost_that_can_be_shared_in_money_too() -> None:
    """Both ways with their shares; a region that gains nothing would pay nothing of what it pays today."""
    by = {"shares": {"kommun": 4_300_000}, "of_gain": 0.9}
    said = shared(by_gain=by, by_money={**by, "of_gain": 0.95})
    assert "var och en betalar 95 % av dem, och delningen blir egna kassan 4,3 (i dag 4,0) och Regionen 0,0" in said


def test_shares_that_do_not_add_up_when_rounded_say_so() -> None:
    """1.45 and 2.85 are 1.4 and 2.8, and 4.3 is their sum (§29)."""
    said = shared(by_gain={"shares": {"kommun": 1_450_000, "staten": 2_850_000}, "of_gain": 0.9})
    assert "Avrundade delar" in said


@pytest.mark.parametrize(
    ("by_gain", "said"),
    [
        (
            {"code": "gains_below_cost", "lacking": 550_000},
            "Medfinansiering utan förlorare är omöjlig: vinsterna är 0,6 miljoner kronor mindre än kostnaden, "
            "4,3 miljoner kronor. Utan delning förlorar",
        ),
        ({"code": "nobody_gains", "lacking": 4_300_000}, "ingen som kan medfinansiera vinner något. Kostnaden är 4,3"),
        ({"code": "gains_unknown"}, "delas så att ingen betalande förlorar är okänt"),
        ({"code": "nothing_to_share"}, "Ingen som kan medfinansiera betalar något"),
    ],
)
def test_why_a_cost_cannot_be_shared(by_gain: dict[str, Any], said: str) -> None:
    """Each reason in words, and once (D4)."""
    assert said in shared(by_gain=by_gain, by_money={"code": "gains_below_cost", "lacking": 1})
    assert "Räknat i pengar" not in shared(by_gain=by_gain, by_money={"code": "gains_below_cost", "lacking": 1})


@pytest.mark.parametrize(
    ("code", "said"),
    [("gains_unknown", "är okänt"), ("nobody_gains", "ingen som kan medfinansiera får några")],
)
def test_why_money_alone_is_not_enough(code: str, said: str) -> None:
    """The reasons of sharing by money (§12)."""
    assert said in shared(by_gain={"shares": {"kommun": 4_300_000}, "of_gain": 0.9}, by_money={"code": code})


def test_when_nobody_loses_it_is_said() -> None:
    """No row below zero."""
    made = record()
    found = made["plan"]["value"]["parties"]
    for row in found["parties"]:
        row["nnv"] = 1
    assert "Utan delning förlorar ingen." in told(made)


def test_a_proposal_without_priced_effects_shows_no_accounts_of_its_cost_alone() -> None:
    """What its purses gain is unknown, and the four views and both accounts are left out (§25)."""
    made = record()
    made["values"][0]["notes"] = ["no_priced_effects"]
    for row in made["values"][0]["parties"]["parties"]:
        row.update({"gain": None, "money": None, "nnv": None, "low": None, "high": None})

    assert table_of(made, "parter-coacher")[0] == ["Egna kassan", "2 000", *["okänt"] * 5]
    ids = {table.id for table in tables(document(made, "sv", read_words(TEMPLATES, "sv")))}
    assert not {"vyer-coacher", "realt-av-coacher", "finansiellt-av-coacher"} & ids
    assert {"vyer-lasning", "realt-av-lasning", "finansiellt-av-lasning"} <= ids
