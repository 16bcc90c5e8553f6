"""The words of the documents in both languages."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from prioritizer.report import UnknownWords, document, read_templates, read_words
from prioritizer.report.papers import papers
from prioritizer.report.words import GAP, fill
from tests.report.example import example
from tests.report.sample import record
from tests.report.test_pursued import chosen_for
from tests.report.test_sensitivity import corrected

ROOT = Path(__file__).parents[2]
TEMPLATES = read_templates(ROOT / "reports")


def test_both_languages_have_the_same_sentences() -> None:
    """No sentence is missing in one of the languages."""
    assert set(read_words(TEMPLATES, "sv")) == set(read_words(TEMPLATES, "en"))


def test_each_sentence_has_the_same_gaps_in_both_languages() -> None:
    """What is told in one language is told in the other."""
    sv, en = read_words(TEMPLATES, "sv"), read_words(TEMPLATES, "en")
    assert [key for key in sv if set(GAP.findall(sv[key])) - {"n"} != set(GAP.findall(en[key])) - {"n"}] == []


def test_every_sentence_asked_for_is_there() -> None:
    """Each key that stands whole in the source is in the words."""
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "prioritizer" / "report").glob("*.py"))
    asked = set(re.findall(r"""\.say\(\s*["']([a-z_.]+)["']""", source))
    counted = {
        f"{key}.{n}" for key in re.findall(r"""\.count\(\s*["']([a-z_.]+)["']""", source) for n in ("one", "other")
    }
    assert set() == (asked | counted) - set(read_words(TEMPLATES, "sv"))


OF_DATA = ("gloss", "case", "avoided", "order", "solver_said", "law")
"""Words of what others name: units, outcomes, orders of comparison, what solvers say, and laws by the day."""

PRINTED = ("head", "row")
"""Kinds of which the documents below must have every one."""


def test_every_sentence_is_used() -> None:
    """A key stands whole in the program, or its end does, or it is put together there round one that is named."""
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "prioritizer").rglob("*.py"))
    joined = re.findall(r'f"(?=[a-z_]+\.[a-z_]*\{)[^"]*"', source)
    patterns = [re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(text[2:-1])) for text in joined]
    affixed = re.compile("|".join(p for p in patterns if re.search(r"_\.\+|\.\+_", p)))

    def is_used(key: str) -> bool:
        names = re.sub(r"\.(one|other)$", "", key).split(".")
        ends = [".".join(names[at:]) for at in range(len(names))]
        return any(f"{mark}{end}{mark}" in source for end in ends for mark in "\"'") or bool(affixed.fullmatch(key))

    words = read_words(TEMPLATES, "sv")
    assert [key for key in words if key.partition(".")[0] not in (*OF_DATA, *PRINTED) and not is_used(key)] == []


def test_outcomes_with_words_have_a_price() -> None:
    """Words of an outcome that no price list has are of no use."""
    prices = {path.stem for path in (ROOT / "rules" / "prices").glob("*.yaml")}
    words = read_words(TEMPLATES, "sv")
    assert {key.partition(".")[2] for key in words if key.startswith(("case.", "avoided."))} - prices == set()


class Asked(dict[str, str]):
    """Words that remember which were asked for."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.asked.add(key)
        return super().__getitem__(key)


def test_every_head_of_a_table_is_over_some_table() -> None:
    """The documents of the example and of the samples have all heads, and all figures of a proposal."""
    words = Asked(read_words(TEMPLATES, "sv"))
    shared = record()
    for value in shared["values"]:
        value["steps"][0]["expected_multiple"] = 1.07
        value["steps"][1]["factors"]["shared"] = 0.62
    # Accounts that stand over a column where something is in them.
    shared["plan"]["value"]["financial"].append({"actor": "skattekostnad", "tax_cost": -1, "stated": 1, "tax": 1})
    # A fund to which money is paid back, and of which an earlier plan has promised some.
    shared["portfolio"]["funds"][0]["repayment"] = {
        "share": 0.5,
        "delay": 1,
        "from": "2027-01-01",
        "source": {"title": "beslut"},
    }
    for row in shared["plan"]["fund_rows"]:
        row |= {"repaid": 1, "committed": 1}
    # Somebody has decided beforehand, and what that costs is known.
    decision = {"proposal": "p", "decision": "in", "by": "nämnden", "why": "", "duty": "", "price": 5, "exact": True}
    shared["explained"] = {**(shared.get("explained") or {}), "overrides": {"decisions": [decision], "together": None}}
    # A margin that is told by its parts.
    margin = next(e for e in shared["explanation"] if e["proposal"] == "arena")
    margin |= {"exact": True, "margin": 5, "terms": [{"proposal": "arena", "difference": -5}], "joint": 0}
    reserved = record()
    reserved["rules"]["objective"]["reserve_price"] = 0.3
    for data in (shared, reserved, corrected(), example(), chosen_for("least_regret")):
        document(data, "sv", words)
    for data in (record(), example()):
        for _, make in papers(data, lambda _: words):
            make()

    assert {key for key in words if key.partition(".")[0] in PRINTED} - words.asked == set()


def test_what_fills_a_gap_is_not_read_again() -> None:
    """A title with braces stays as it is written."""
    assert fill({"a": "{x} and {y}"}, "a", {"x": "{y}", "y": "z"}) == "{y} and z"


def test_an_unknown_sentence_is_named() -> None:
    """A workspace whose words lack a sentence is told which."""
    with pytest.raises(UnknownWords, match="missing_key"):
        fill({}, "missing_key", {})


def test_a_language_without_words_is_named() -> None:
    """A workspace without a file of words is told which."""
    with pytest.raises(UnknownWords, match=r"words/en\.yaml"):
        read_words({}, "en")
