"""The program as text: the rows that are solved, each under the sentence of its rule; docs/method.md has it too."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.explanation.written_program import Titles, program_text, row_text, sentence
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Resource
from prioritizer.model.rules import Amount, Field, Language, Leaf, Limit, Maximise, Op, Unit
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
    excluded=frozenset({"mentors"}),
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
def test_the_page_has_every_formula_in_the_words_of_each_half(kind: str) -> None:
    """The general formulas of the page are those that stand above the rows, in Swedish in the Swedish half."""
    swedish, english = METHOD.split("## How a proposal is appraised")
    assert f"    {FORMULAS[kind][0]}\n" in swedish
    assert f"    {FORMULAS[kind][1]}\n" in english


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_has_the_numbers_that_the_example_is_made_from(language: Language) -> None:
    """Each version with its value, its kronor by year and its use, so that a row can be followed."""
    half = METHOD.split("## How a proposal is appraised")[language == "en"]
    variables = {c.key: f"x{i + 1}" for i, c in enumerate(CASE.program().candidates)}
    for c in CASE.candidates:
        cells = [variables[c.key], PROPOSALS[c.proposal], str(c.start_year or "–"), str(c.value)]
        cells += [str(c.granted.get(("fund", year), 0)) for year in (2027, 2028)]
        cells += [
            str(c.uses.get(("staff", None), 0)),
            {"high": ("hög", "high"), "low": ("låg", "low")}[str(c.facts["risk"])][language == "en"],
        ]
        assert f"| {' | '.join(cells)} |" in half


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
        assert f"# {FORMULAS[one.id][1]}\n# " in text
        assert f"\n# {one.id}\n" in text


def test_rows_that_are_divided_say_in_what_units_they_are() -> None:
    """Of 500 and 200 kronor the row has 5 and 2: units of a hundred; where nothing is divided nothing is said."""
    text = program_text(CASE.program(), titles("sv"))

    assert "till och med 2027 inte mer än vad som gjorts tillgängligt. Talen är i enheter om 100\u00a0kr.\n" in text
    assert text.count("i enheter om") == 2


def test_a_share_is_in_units_of_kronor_too() -> None:
    """At most 40 per cent of a million: 600,000 and -400,000 become 3 and -2, units of 200,000."""
    share = replace(
        LIMIT, limit=Amount("share_of", "granted", Op.AT_MOST, Decimal("0.4"), where=Leaf("risk", Op.EQUALS, "high"))
    )
    case = Case(
        (
            candidate("coaches", 9, {("fund", 2027): 1_000_000}, risk="high"),
            candidate("homework", 9, {("fund", 2027): 1_000_000}, risk="low"),
        ),
        (fund({2027: 2_000_000}),),
        limits=(share,),
    )
    (row,) = [row for row in case.program().rows if row.kind == "limit"]

    assert sorted(c for _, c in row.coefficients) == [-2, 3]
    assert "units of 200,000\u00a0SEK." in sentence(row, replace(titles("en"), limits={"high_risk": share}))


def test_what_a_set_carries_is_told_and_when_its_variable_is_one() -> None:
    """x5 is one where both of the pair are chosen, and each row of it says its part of that."""
    text = program_text(CASE.program(), titles("sv"))

    assert "# x5 är 1 när både x2 och x4 är valda, annars 0; den bär −120\u00a0kr, vad de är värda tillsammans" in text
    assert "# x5 kan vara 1 bara när x2 är vald.\nproduct:\n  -x2 + x5 <= 0\n" in text
    assert "# Är både x2 och x4 valda är x5 1.\nproduct:\n  x2 + x4 - x5 <= 1\n" in text


def test_of_three_that_share_each_set_is_just_those_chosen() -> None:
    """A pair's variable is not one where the third is chosen too."""
    names = ("coaches", "homework", "mentors")
    keys: dict[str, Key] = {name: (name, None, None) for name in names}
    group: dict[tuple[str, tuple[Key, ...]], int] = {
        ("people", (keys["coaches"], keys["homework"])): -10,
        ("people", (keys["homework"], keys["mentors"])): -20,
    }
    case = Case(tuple(candidate(name, 100) for name in names), together=group)
    text = program_text(case.program(), titles("sv"))

    assert "är 1 när just x1, x2 och x3 är valda av sin grupp" in text
    assert "När två eller fler av x1, x2 och x3 är valda är variabeln för just den mängden 1." in text
    assert "både" not in text


@pytest.mark.parametrize(
    ("maximise", "first"),
    [
        ("value_per_krona", "inte det som planen väljs för (värde per beviljad krona)."),
        ("expected_value", "Programmet för"),
    ],
)
def test_of_another_objective_the_text_says_first_that_it_is_not_the_one_below(maximise: Maximise, first: str) -> None:
    """The rows are those of the choice; what is maximised is not."""
    assert first in program_text(CASE.program(), titles("sv"), maximise).split("\n")[0]
