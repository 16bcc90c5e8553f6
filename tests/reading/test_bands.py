"""A decision table becomes a tree in which every number falls in exactly one row."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.fault import Place
from prioritizer.model.rules import (
    All,
    Any,
    Dated,
    Field,
    IfThen,
    Leaf,
    Op,
    Parameter,
    Source,
    Tree,
    Unit,
    Verdict,
)
from prioritizer.predicates.decide import decide
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.vocabulary import Vocabulary
from prioritizer.reading.yaml_text import read_yaml

DAY = date(2026, 11, 1)
FIELDS = {
    "total": Field("total", "amount", {}, "kr"),
    "begun": Field("begun", "date", {}),
    "grade": Field("grade", "choice", {}, of=("A", "B", "C")),
    "risk": Field("risk", "choice", {}, of=("low", "high")),
}
LARGE = Parameter("large", {}, "kr", (Dated(date(2026, 1, 1), Decimal(3000), Source("s"), "S"),))
NAMES = Vocabulary(FIELDS, {"large": LARGE}, {"kr": Unit("kr", "amount", {})}, DAY)
NUMBERS = {"large": Decimal(3000)}
TABLE = """bands:
  field: total
  rows:
    - {below: 500, then: {field: grade, op: is_given}}
    - {from: 500, below: large, then: {field: grade, op: one_of, value: [A, B]}}
    - {from: large, then: {field: grade, op: equals, value: A}}
"""


def tree_of(text: str) -> tuple[Tree | None, list[str]]:
    """The tree of a condition, and the codes of what is wrong with it."""
    located = read_yaml(text, "rule.yaml")
    reader = TreeReader(located, NAMES, before_appraisal=True)
    tree = reader.read(located.data, ())
    return tree, [fault.code for fault in reader.faults]


@pytest.mark.parametrize(
    ("total", "grade", "verdict"),
    [
        (0, "C", "holds"),
        (499, "C", "holds"),
        (500, "C", "fails"),
        (500, "B", "holds"),
        (2999, "B", "holds"),
        (3000, "B", "fails"),
        (3000, "A", "holds"),
        (10**9, "A", "holds"),
    ],
)
def test_each_number_falls_in_its_row(total: int, grade: str, verdict: str) -> None:
    """`from` is in the row, `below` is not."""
    tree, codes = tree_of(TABLE)
    assert tree is not None

    assert codes == []
    assert Verdict(verdict) is decide(tree, {"total": Decimal(total), "grade": grade}, NUMBERS).verdict


def test_a_table_is_the_tree_that_could_have_been_written_by_hand() -> None:
    """All of «if the number is in this row, then what the row demands», each with its place."""
    tree, _ = tree_of(TABLE)
    first, second = Leaf("total", Op.BELOW, Decimal(500)), Leaf("total", Op.AT_LEAST, Decimal(500))
    inner = All((second, Leaf("total", Op.BELOW, None, "large")))

    expected = All(
        (
            IfThen(first, Leaf("grade", Op.IS_GIVEN)),
            IfThen(inner, Leaf("grade", Op.ONE_OF, ("A", "B"))),
            IfThen(Leaf("total", Op.AT_LEAST, None, "large"), Leaf("grade", Op.EQUALS, "A")),
        )
    )
    assert expected == tree
    assert isinstance(tree, All)
    assert [Place("rule.yaml", line, 7) for line in (4, 5, 6)] == [part.place for part in tree.parts]


def test_days_may_divide_a_table() -> None:
    """A date is in exactly one row too."""
    before = "{below: 2027-01-01, then: {field: risk, op: is_given}}"
    after = "{from: 2027-01-01, then: {field: risk, op: equals, value: low}}"
    tree, codes = tree_of(f"bands: {{field: begun, rows: [{before}, {after}]}}")
    assert tree is not None

    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert codes == []
    assert [decide(tree, {"begun": day, "risk": "high"}, {}).verdict.value for day in days] == ["holds", "fails"]


THEN = "then: {field: grade, op: is_given}"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([f"{{{THEN}}}"], []),
        ([f"{{below: 5, {THEN}}}", f"{{from: 5, {THEN}}}"], []),
        ([f"{{below: large, {THEN}}}", f"{{from: 3000, {THEN}}}"], []),
        ([f"{{from: 0, below: 5, {THEN}}}", f"{{from: 5, {THEN}}}"], ["band_open_below"]),
        ([f"{{below: 5, {THEN}}}", f"{{from: 5, below: 9, {THEN}}}"], ["band_open_above"]),
        ([f"{{below: 5, {THEN}}}", f"{{from: 6, {THEN}}}"], ["band_gap"]),
        ([f"{{below: 5, {THEN}}}", f"{{from: 4, {THEN}}}"], ["band_overlap"]),
        ([f"{{below: large, {THEN}}}", f"{{from: 3001, {THEN}}}"], ["band_gap"]),
        ([f"{{below: large, {THEN}}}", f"{{from: 2999, {THEN}}}"], ["band_overlap"]),
        ([f"{{below: 5, {THEN}}}", f"{{{THEN}}}"], ["band_edge_missing"]),
        ([f"{{{THEN}}}", f"{{from: 5, {THEN}}}"], ["band_edge_missing"]),
        ([f"{{below: 5, {THEN}}}", f"{{from: 5, below: 4, {THEN}}}", f"{{from: 4, {THEN}}}"], ["band_backwards"]),
        ([f"{{below: 5, {THEN}}}", f"{{from: 5, above: 4, {THEN}}}"], ["expected_band"]),
        (["{below: 5}"], ["expected_band"]),
        ([f"{{below: larg, {THEN}}}", f"{{from: 5, {THEN}}}"], ["unknown_parameter"]),
        ([f"{{below: [5], {THEN}}}", f"{{from: 5, {THEN}}}"], ["expected_one_value"]),
        ([], ["expected_list"]),
    ],
)
def test_a_table_covers_every_number_once(rows: list[str], codes: list[str]) -> None:
    """Gaps, overlaps and missing open ends are told, each at its row."""
    tree, found = tree_of(f"bands: {{field: total, rows: [{', '.join(rows)}]}}")

    assert codes == found
    assert (tree is None) == bool(codes)


@pytest.mark.parametrize("group", ["all", "any"])
def test_a_group_of_one_is_that_one(group: str) -> None:
    """The same condition is always the same tree, however it was written."""
    leaf = "{field: grade, op: is_given}"

    assert tree_of(f"{group}: [{leaf}]")[0] == tree_of(leaf)[0]
    assert tree_of(f"{group}: [{{{group}: [{leaf}]}}]")[0] == tree_of(leaf)[0]
    assert tree_of(f"bands: {{field: total, rows: [{{{THEN}}}]}}")[0] == tree_of(leaf)[0]


def test_every_node_of_a_tree_has_its_place() -> None:
    """A fault or a trace can point at a group as at a leaf."""
    tree, _ = tree_of("any:\n  - {field: grade, op: is_given}\n  - not: {field: risk, op: equals, value: low}\n")
    assert isinstance(tree, Any)

    assert [(p.place.line, p.place.column) for p in (tree, *tree.parts)] == [(1, 1), (2, 5), (3, 5)]
