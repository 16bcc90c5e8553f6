"""One golden LP file for each form of limit: what the solver is told, readable, compared byte for byte.

To write them again after a change that is meant: `GOLDEN=write python -m pytest tests/predicates/test_golden.py`, and
look at the difference before it is kept.
"""

import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import get_args, get_type_hints

import highspy
import pytest

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Amount, Leaf, Op, Relation
from prioritizer.predicates.constrain import Constraint, constrain
from tests.selection.cases import limit

FOLDER = Path(__file__).parent / "golden"
ENVELOPE = Decimal(100_000)
DECLARED = {
    "fund": ["medel"],
    "year": ["2027", "2028"],
    "goals": ["hem", "skola", "arbete"],
    "risk": ["high", "low"],
    "resource": ["staff"],
}
NUMBERS = {"cap": Decimal("0.2")}
CHOSEN_FROM = (
    Candidate(
        "coach",
        None,
        2027,
        90_000,
        {("medel", 2027): Decimal(30_000), ("medel", 2028): Decimal(10_000)},
        {("staff", 2027): Decimal(2)},
        {"risk": "high", "goals": ("skola", "hem"), "district": "north", "people": Decimal(40)},
        returns={"kommun": Decimal(12_000), "region": Decimal(-3_000)},
    ),
    Candidate(
        "club",
        None,
        2027,
        50_000,
        {("medel", 2027): Decimal(20_000)},
        {},
        {"risk": "low", "goals": ("skola",), "district": "south", "people": Decimal(15)},
        returns={"kommun": Decimal(-5_000)},
    ),
    Candidate(
        "club",
        "small",
        2028,
        20_000,
        {("extra", 2028): Decimal(5_000)},
        {("staff", None): Decimal("0.5")},
        {"risk": "low", "goals": ("skola",), "district": "south", "people": Decimal(5)},
        returns={"kommun": Decimal(1_000), "region": Decimal(4_000)},
    ),
    Candidate(
        "nurse",
        None,
        2027,
        30_000,
        {("medel", 2027): Decimal(10_000)},
        {("staff", 2027): Decimal(1)},
        {"risk": "high", "goals": (), "district": "north", "people": Decimal(9)},
        returns={"region": Decimal(2_000)},
    ),
)
HIGH = Leaf("risk", Op.EQUALS, "high")
FORMS: dict[str, Amount | Relation] = {
    "sum_of_granted_at_most": Amount("sum_of", "granted", Op.AT_MOST, Decimal(50_000)),
    "sum_of_granted_by_fund": Amount("sum_of", "granted", Op.AT_MOST, Decimal(40_000), by="fund"),
    "sum_of_granted_by_year_at_least": Amount("sum_of", "granted", Op.AT_LEAST, Decimal(5_000), by="year"),
    "sum_of_resource_by_year": Amount("sum_of", "staff", Op.AT_MOST, Decimal("2.5"), by="year"),
    "sum_of_field_where_above": Amount("sum_of", "people", Op.ABOVE, Decimal(30), where=HIGH),
    "sum_of_field_equals": Amount("sum_of", "people", Op.EQUALS, Decimal(55)),
    "sum_of_purse_return_by_payer": Amount("sum_of", "purse_return", Op.AT_LEAST, Decimal(0), by="payer"),
    "count_where_at_least": Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), where=HIGH),
    "count_where_below": Amount("count_where", "granted", Op.BELOW, Decimal(2), where=HIGH),
    "count_by_goals": Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), by="goals"),
    "count_by_choice": Amount("count_where", "granted", Op.AT_MOST, Decimal(1), by="risk"),
    "share_of_granted_where": Amount("share_of", "granted", Op.AT_MOST, None, "cap", where=HIGH),
    "share_of_granted_where_below": Amount("share_of", "granted", Op.BELOW, Decimal("0.5"), where=HIGH),
    "share_of_granted_where_above": Amount("share_of", "granted", Op.ABOVE, Decimal("0.5"), where=HIGH),
    "share_of_granted_where_by_fund": Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.3"), where=HIGH, by="fund"),
    "share_of_granted_by_district": Amount("share_of", "granted", Op.AT_MOST, Decimal("0.6"), by="district"),
    "share_of_granted_by_goals": Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.1"), by="goals"),
    "share_of_envelope_where": Amount("share_of", "granted", Op.AT_MOST, None, "cap", where=HIGH, base="envelope"),
    "share_of_envelope_by_fund": Amount("share_of", "granted", Op.AT_MOST, None, "cap", by="fund", base="envelope"),
    "together": Relation("together", ("coach", "club", "nurse")),
    "exclusive": Relation("exclusive", ("coach", "club")),
    "requires": Relation("requires", ("nurse", "coach", "club")),
    "at_most_one_of": Relation("at_most_one_of", ("coach", "club", "nurse")),
}


def name_of(candidate: Candidate) -> str:
    """The variable of a candidate."""
    return "_".join([candidate.proposal, *([candidate.alternative] if candidate.alternative else [])])


def whole(row: Constraint) -> str:
    """A row in whole numbers: all its fractions times the same number."""
    factor = lcm(row.bound.denominator, *(value.denominator for value in row.coefficients.values()))
    terms = [
        f"{'-' if value < 0 else '+'} {abs(value * factor)} {name_of(CHOSEN_FROM[i])}"
        for i, value in sorted(row.coefficients.items())
    ]
    sense = {"==": "="}.get(row.sense, row.sense)
    # An LP file has no row without terms: one that nobody touches is nothing times the first.
    left = " ".join(terms) or f"0 {name_of(CHOSEN_FROM[0])}"
    return f"{left.removeprefix('+ ')} {sense} {row.bound * factor}"


def written(name: str, rows: Sequence[Constraint]) -> str:
    """The choice between four candidates under one limit, as an LP file."""
    objective = " + ".join(f"{c.value} {name_of(c)}" for c in CHOSEN_FROM)
    lines = [f" {row.id.replace('[', '(').replace(']', ')')}: {whole(row)}" for row in rows]
    # Rows of one limit may share an id; an LP file wants them apart.
    shared = [line.partition(":")[0] for line in lines]
    apart = [
        line if shared.count(id_) == 1 else f"{id_}.{shared[: n + 1].count(id_)}:{line.partition(':')[2]}"
        for n, (id_, line) in enumerate(zip(shared, lines, strict=True))
    ]
    names = " ".join(name_of(c) for c in CHOSEN_FROM)
    head = f"\\ {name}\nMaximize\n value: {objective}\nSubject To\n version(club): club + club_small <= 1\n"
    return head + "\n".join(apart) + f"\nBinary\n {names}\nEnd\n"


def rows_of(name: str) -> tuple[Constraint, ...]:
    """The rows of a form of limit."""
    return constrain(limit("limit", FORMS[name]), CHOSEN_FROM, NUMBERS, ENVELOPE, DECLARED)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_limit_is_told_to_the_solver_as_it_was(name: str) -> None:
    """Byte for byte as the file beside."""
    told, file = written(name, rows_of(name)), FOLDER / f"{name}.lp"
    if os.environ.get("GOLDEN") == "write":
        file.write_bytes(told.encode())

    assert file.read_bytes() == told.encode()


@pytest.mark.parametrize("name", FORMS)
def test_a_golden_file_is_an_lp_file_with_the_best_plan_that_the_rows_allow(name: str) -> None:
    """A solver that reads the file finds the value that trying every plan finds."""
    reader = highspy.Highs()  # type: ignore[no-untyped-call]
    reader.setOptionValue("output_flag", False)
    assert reader.readModel(str(FOLDER / f"{name}.lp")) == highspy.HighsStatus.kOk
    reader.run()
    values = [
        sum(CHOSEN_FROM[i].value for i in plan)
        for plan in ([i for i in range(4) if number >> i & 1] for number in range(16))
        if not {1, 2} <= set(plan) and all(meets(row, plan) for row in rows_of(name))
    ]

    if values:
        assert max(values) == reader.getInfo().objective_function_value
    else:
        assert reader.getModelStatus() == highspy.HighsModelStatus.kInfeasible


def meets(row: Constraint, plan: Sequence[int]) -> bool:
    """Whether a plan keeps to a row."""
    used = sum((row.coefficients.get(i, Fraction(0)) for i in plan), Fraction(0))
    return {"<=": used <= row.bound, ">=": used >= row.bound, "==": used == row.bound}[row.sense]


def test_every_form_of_limit_has_its_golden_file() -> None:
    """A form, an op or a kind of key that has none is found here."""
    amounts = [form for form in FORMS.values() if isinstance(form, Amount)]
    hints = get_type_hints(Amount)
    keys = {"plan", "fund", "year", "payer", "goals", "risk", "district"}

    assert {path.stem for path in FOLDER.iterdir()} == set(FORMS)
    assert set(get_args(hints["form"])) == {form.form for form in amounts}
    assert set(get_args(hints["base"])) == {form.base for form in amounts if form.form == "share_of"}
    assert set(get_args(get_type_hints(Relation)["form"])) == {
        form.form for form in FORMS.values() if isinstance(form, Relation)
    }
    assert keys == {form.by for form in amounts}
    assert {op for op in Op if is_op_of_limits(op)} == {form.op for form in amounts}
    # A share says four things, by whether it has a condition and whether it has keys; other forms only one.
    assert {(form.where is None, form.by == "plan") for form in amounts if form.form == "share_of"} >= {
        (False, True),
        (False, False),
        (True, False),
    }


def is_op_of_limits(op: Op) -> bool:
    """Whether a limit can use an op."""
    try:
        constrain(limit("limit", Amount("count_where", "", op, Decimal(1))), CHOSEN_FROM, {}, ENVELOPE)
    except ValueError:
        return False
    return True
