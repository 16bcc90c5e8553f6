"""The program as text: the rows that are solved, each under the sentence of its rule; docs/method.md has it too."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.explanation.written_program import Titles, program_text, row_text, sentence
from prioritizer.model.portfolio import Resource
from prioritizer.model.rules import Amount, Field, Language, Leaf, Limit, Op, Unit
from prioritizer.predicates.say import Speaker
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Row
from prioritizer.words.program import FORMULAS
from tests.conftest import ROOT
from tests.selection.cases import Case, candidate, fund, limit
from tests.selection.test_risk import risky

METHOD = (ROOT / "docs/method.md").read_text("utf-8")
PROPOSALS = {"coaches": "Familjecoacher", "homework": "Läxhjälp", "mentors": "Mentorer"}
LIMIT: Limit = replace(
    limit("high_risk", Amount("count_where", "", Op.AT_MOST, Decimal(1), where=Leaf("risk", Op.EQUALS, "high"))),
    title={"sv": "Hög risk", "en": "High risk"},
)
CASE = Case(
    (
        candidate("coaches", 900, {("fund", 2027): 500, ("fund", 2028): 500}, start=2027, risk="high"),
        candidate("coaches", 800, {("fund", 2028): 1000}, start=2028, risk="high"),
        candidate("homework", 300, {("fund", 2027): 200}, uses={("staff", None): 2}, risk="low"),
        candidate("mentors", 250, {("fund", 2028): 100}, uses={("staff", None): 1}, risk="high"),
    ),
    (fund({2027: 700, 2028: 500}),),
    (Resource("staff", "handledare", "", {None: Decimal(2)}),),
    (LIMIT,),
    frozenset({"homework"}),
    (("mentors", ("homework",)),),
    continuing={"coaches": (("coaches", None, 2027),)},
    together={("people", (("coaches", None, 2027), ("homework", None, None))): -120},
)
"""Three proposals that need every kind of row."""


def titles(language: Language) -> Titles:
    """What the rows of the case are called by."""
    risk = Field(
        "risk",
        "choice",
        {"sv": "riskklass", "en": "risk class"},
        of=("low", "high"),
        choices={"low": {"sv": "låg", "en": "low"}, "high": {"sv": "hög", "en": "high"}},
    )
    speaker = Speaker(
        {"risk": risk}, {}, language, PROPOSALS, units={"kr": Unit("kr", "amount", {"sv": "kr", "en": "SEK"})}
    )
    funds = {f.id: replace(f, title="Sociala medel") for f in CASE.funds}
    return Titles(PROPOSALS, funds, {"staff": "handledare"}, {"high_risk": LIMIT}, speaker, language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_has_the_example_as_it_is_written(language: Language) -> None:
    """docs/method.md shows the generated text, row for row, in both languages."""
    assert f"```text\n{program_text(CASE.program(), titles(language))}```" in METHOD


@pytest.mark.parametrize("kind", sorted(FORMULAS))
def test_the_page_has_every_formula_in_both_halves(kind: str) -> None:
    """The general formulas of the page are those that stand above the rows."""
    swedish, english = METHOD.split("## How a proposal is appraised")
    assert f"    {FORMULAS[kind]}\n" in swedish
    assert f"    {FORMULAS[kind]}\n" in english


def test_every_row_that_is_solved_is_written_under_its_sentence() -> None:
    """Each row of the lifted program has its id, its formula and a sentence, and the hash is the certificate's."""
    program = CASE.program()
    text = program_text(program, titles("en"))

    assert hash_of(written(program)) in text
    assert {row.kind for row in lifted(program).rows} == set(FORMULAS) - {"objective", "worst_mean", "chance_below"}
    for row in lifted(program).rows:
        assert f"# {sentence(row, titles('en'))}\n{row.id}:\n" in text
        assert row_text(row) in re.sub(r"\n +", " ", text)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Row("r", ((0, 1), (2, -3)), ">=", -2, "limit"), "x1 - 3 x3 >= -2"),
        (Row("r", ((1, -1),), "==", 0, "limit"), "-x2 = 0"),
        (Row("r", (), "<=", 4, "limit"), "0 <= 4"),
    ],
)
def test_signs_and_ones_are_written_as_people_do(row: Row, told: str) -> None:
    """A one is not written, a minus stands before its number, and a row of nothing is zero."""
    assert row_text(row) == told


def test_limits_on_the_draws_are_told() -> None:
    """They are no rows of the program but sentences of it, with their formula (§18)."""
    case = risky(1, 4)
    limits = {one.id: one for one in case.limits}
    text = program_text(case.program(), replace(titles("en"), funds={f.id: f for f in case.funds}, limits=limits))

    for one in case.limits:
        assert f"# {FORMULAS[one.id]}\n# " in text
        assert f"\n# {one.id}\n" in text
