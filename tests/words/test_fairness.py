"""What the checks of fairness say (convention §24, §29)."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.words.fairness import checks_told, result_word
from prioritizer.words.fairness_words import WORDS
from tests.report.sample import fairness_checks


@dataclass(frozen=True)
class Ids:
    """Calls everything by its id."""

    language: Language
    krona: str = "krona"

    def proposal(self, name: str) -> str:
        """In quotes."""
        return f"«{name}»"

    def criterion(self, name: str) -> str:
        """In quotes."""
        return f"«{name}»"

    def field(self, name: str) -> str:
        """The id."""
        return name

    def value(self, _: str, number: Any) -> str:
        """The number."""
        return str(number)

    def kronor(self, amount: Any) -> str:
        """Not grouped."""
        return f"{amount} kr"


def said(check: str, language: Language = "sv", **changes: Any) -> str:
    """What is said of one check of the sample, changed."""
    (one,) = [dict(found) for found in fairness_checks() if found["check"] == check]
    (told,) = checks_told([{**one, **changes}], Ids(language))
    return " ".join(told.said).replace("\u00a0", " ")


def test_twins_say_what_they_ask_for_and_what_they_would_not_meet() -> None:
    """One thing in two proposals."""
    assert "«coacher» och «arena» har samma siffror och söker tillsammans 900000 kr." in said("doubled")
    assert "Av dem ingår «coacher» i planen." in said("doubled")
    assert "Var för sig uppfyller de «follow_up_possible», men inte som ett förslag." in said("doubled")


def test_parts_say_their_shares() -> None:
    """As parts of one whole."""
    assert "«coacher» and «lasning» differ in size alone, as 40% and 60% of one whole" in said("split", "en")


def test_a_bundle_says_what_it_costs() -> None:
    """At most so much where that is all that is known."""
    known = {"proposal": "arena", "with": "coacher", "loss": 7}

    assert "planen hade då varit värd 158772 kr mindre." in said("bundled")
    assert "värd högst 7 kr mindre." in said("bundled", rides=[{**known, "exact": False}])
    assert "Sammanlagt gäller det 2 av 9 utanför planen." in said(
        "bundled", rides=[{**known, "exact": True}] * 2, tried=9
    )


def test_many_that_gain_are_counted() -> None:
    """Three by name, those that gain most, and how many more."""
    gains = [{"proposal": f"p{n}", "gain": n, "exact": n != 9} for n in range(1, 10)]
    told = said("split", enters=gains)

    assert "Halva «p9» hade kommit in; planen hade då varit värd minst 9 kr mer." in told
    assert "«p7»" in told
    assert "«p6»" not in told
    assert "Ytterligare 6 hade också kommit in till hälften." in told


def test_what_was_not_settled_or_not_tried_is_said() -> None:
    """And why."""
    bare: dict[str, Any] = {"enters": [], "twins": [], "twice": [], "tried": 0, "left_out": [], "result": "unknown"}

    assert "Prövas bara på en plan som är bevisad" in said("doubled", **bare)
    assert "Hann inte avgöras: «arena»." in said("doubled", unsettled=["arena"])
    assert "«a», «b», «c» och 2 till" in said("doubled", unsettled=list("abcde"))


def test_a_value_at_a_threshold_is_told_with_both_numbers() -> None:
    """And in a round without any, how many were compared."""
    assert "«coacher»: risk_class är 18 och gränsen 18 («follow_up_possible»)." in said("thresholds")
    assert "Av 12 jämförda värden ligger inget inom 5 %" in said("thresholds", near=[], beyond=0)
    assert "är inte beslutat" in said("thresholds", share=None)


def test_estimates_say_how_far_and_from_what() -> None:
    """Above and below."""
    assert "«lasning»: 3,10 per krona, som är 4,1 standardavvikelser över 0,20 per krona." in said("estimates")
    far = [{"proposal": "arena", "per_krona": -1.9, "centre": 0.2, "distance": -3.0}]
    assert "3.0 standard deviations below 0.20" in said("estimates", "en", far=far, against="experience", centre=None)
    assert "ingen erfarenhet är angiven" in said("estimates", against="nothing")


def test_what_moved_is_a_defect_of_ours() -> None:
    """Never a fault of those who handed something in."""
    assert "Något blev annorlunda: utslagen och planen. Det är ett fel i programmet." in said(
        "looks", moved=["verdicts", "plan"]
    )


def test_a_round_without_a_plan_is_not_said_to_have_the_same() -> None:
    """And one that was not proved is not compared."""
    assert "samma värde för 7 versioner och samma plan." in said("looks")
    assert "inte heller då någon plan." in said("looks", has_plan=False)
    assert "Planen är inte bevisad och jämförs inte." in said("looks", plan_compared=False)


@pytest.mark.parametrize("key", sorted(WORDS))
def test_no_sentence_judges_anybody(key: str) -> None:
    """Both languages, the same gaps, and no word of why something was handed in as it was."""
    swedish, english = WORDS[key]
    judging = (
        r"\b(fusk\w*|lur\w*|misstänk\w*|försök\w*|skyldig|cheat\w*|suspic\w*|trick\w*|attempt\w*|bad|good|bra|bäst)\b"
    )

    assert swedish
    assert english
    assert set(re.findall(r"\{(\w+)\}", swedish)) == set(re.findall(r"\{(\w+)\}", english))
    assert not re.search(judging, f"{swedish} {english}", re.I)


@pytest.mark.parametrize("result", ["pass", "flag", "unknown"])
def test_each_result_has_words(result: str) -> None:
    """In both languages."""
    assert result_word(result, "sv") != result_word(result, "en")
