"""Who gains and who pays, as the documents say it (§4, §11, §12; D4)."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from tests.report.sample import record
from tests.report.test_document import told

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
            "Skillnaden, 2,6 miljoner kronor, är frigjorda resurser som stannar i verksamheten.",
        ),
        (
            "en",
            "For the own purse the net present value is estimated at −250,000 kronor. "
            "In money that can be taken home: −2.9 million kronor. "
            "The difference, 2.6 million kronor, is freed capacity that stays in the services.",
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
