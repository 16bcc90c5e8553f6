"""The program of a record can be written again from the record alone."""

import json
from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.rules import All, Amount, Any, Fact, IfThen, Leaf, Limit, Not, Op, Relation, Source
from prioritizer.register import choice
from prioritizer.register.finding import Finding
from prioritizer.register.plain import Plain, text_of
from prioritizer.register.plain import hash_of as record_hash
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.register.verify import verify_record
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import choose
from tests.conftest import ROOT
from tests.real.choice import chosen
from tests.selection.proofs import certified

EXAMPLE = ROOT / "portfolios" / "exempelkommun"


@pytest.fixture(scope="module")
def run() -> Run:
    """The example, chosen."""
    ready, outcome = chosen(EXAMPLE)
    read = ready.read
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    return Run(read.portfolio, read.rules, 1, 1024, *parts, outcome)


@pytest.fixture(scope="module")
def kept(run: Run) -> Plain:
    """Its record."""
    return record(run)


@pytest.fixture(scope="module")
def certificate(run: Run) -> str:
    """Its certificate."""
    return certified(run.program, run.outcome).text


def _verified(kept: Plain, certificate: str | None) -> dict[str, Finding]:
    return {
        finding.code: finding
        for finding in verify_record(text_of(kept), certificate, lambda _, __, program, ___: choose(program))
    }


def _wrong(found: dict[str, Finding]) -> list[str]:
    return [code for code, finding in found.items() if finding.verdict == "differs"]


def test_the_program_of_a_record_is_the_one_that_was_solved(run: Run, kept: Plain) -> None:
    """Row for row and candidate for candidate, with the hash that the record says (§15)."""
    read = json.loads(text_of(kept), parse_float=Decimal)
    program = choice.program_in(read)

    assert (program.rows, program.objective, program.scale) == (
        run.program.rows,
        run.program.objective,
        run.program.scale,
    )
    assert (program.shared, [c.key for c in program.candidates]) == (
        run.program.shared,
        [c.key for c in run.program.candidates],
    )
    assert read["choice"]["program_sha256"] == hash_of(written(run.program))


LIMITS: list[Amount | Relation] = [
    Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), where=Leaf("risk_class", Op.EQUALS, "high")),
    Amount("sum_of", "people", Op.ABOVE, None, "floor", by="year", base="envelope"),
    Amount(
        "count_where",
        "",
        Op.AT_LEAST,
        Decimal(1),
        where=IfThen(
            All((Leaf("a", Op.ONE_OF, ("x", "y")), Not(Leaf("b", Op.IS_GIVEN)))),
            Any((Leaf("c", Op.AT_LEAST, parameter="p"), Leaf("d", Op.BELOW, date(2027, 1, 1)))),
        ),
    ),
    Relation("together", ("a", "b")),
]


@pytest.mark.parametrize("form", LIMITS)
def test_a_limit_survives_as_data(form: Amount | Relation) -> None:
    """Every form and every kind of condition, through JSON and back."""
    limit = Limit("l", {}, {}, form, Source(""))
    there = json.loads(json.dumps(choice.limit_data(limit.limit)))
    assert form == choice.limit_of(there)


@pytest.mark.parametrize(
    "fact", [Decimal("0.1000000000000000000001"), "ord", True, None, date(2027, 3, 1), ("a", "b"), ()]
)
def test_a_fact_survives_as_data(fact: Fact) -> None:
    """Numbers to the last digit; a day is no text."""
    assert fact == choice.fact_of(json.loads(json.dumps(choice.fact_data(fact))))


def test_a_record_and_its_certificate_agree(kept: Plain, certificate: str) -> None:
    """Hash, program, rows, value, granted kronor, the choice made again, and the proof."""
    found = _verified(kept, certificate)
    assert _wrong(found) == []
    assert {"record_hash", "program_hash", "rows_kept", "plan_value", "plan_granted"} <= set(found)
    assert {"chosen_again", "proves_only", "certificate_agrees", "values_taken"} <= set(found)


def test_a_changed_value_is_told_with_both_numbers(kept: Plain) -> None:
    """Somebody has made the plan worth a million more."""
    plan = dict(kept["plan"])  # type: ignore[call-overload]  # a record's plan is an object
    found = _verified({**kept, "plan": {**plan, "objective": plan["objective"] + 1_000_000}}, None)

    assert _wrong(found) == ["record_hash_differs", "plan_value_differs", "claim_bound", "chosen_otherwise"]
    values = found["plan_value_differs"].values
    assert int(values["expected"]) - int(values["found"]) == 1_000_000


def test_a_changed_cost_makes_another_program(kept: Plain, certificate: str) -> None:
    """A cost that was changed after the choice: another program, which the certificate is not about."""
    copy = json.loads(text_of(kept))
    chosen_first = copy["plan"]["selected"][0]["proposal"]
    proposal = next(p for p in copy["portfolio"]["proposals"] if p["id"] == chosen_first)
    cost = next(c for c in proposal["alternatives"][0]["costs"] if c["fund"])
    year = next(iter(cost["per_year"]))
    cost["per_year"][year] += 1
    wrong = _wrong(_verified(copy, certificate))

    assert {"record_hash_differs", "program_hash_differs", "certificate_program"} <= set(wrong)


FORGED: list[tuple[dict[str, object], str]] = [
    ({"status": "feasible"}, "claim_confirmed"),
    ({"status": "feasible", "confirmed": "none"}, "claim_bound"),
    ({"status": "proved"}, "claim_unknown"),
    ({"confirmed": "both"}, "claim_unknown"),
    ({"confirmed": "certificate"}, "certificate_missing"),
    ({"ties": 3}, "ties_differ"),
    ({"ties": 0}, "claim_unknown"),
    ({"gap": 5}, "claim_bound"),
    ({"bound": 1}, "claim_bound"),
    ({"bound": None}, "record_unreadable"),
    ({"fund_rows": []}, "plan_tables_differ"),
]


@pytest.mark.parametrize(("forged", "code"), FORGED, ids=lambda found: str(found)[:40])
def test_what_is_said_of_the_proof_is_held_against_the_choice_made_again(
    kept: Plain, forged: dict[str, object], code: str
) -> None:
    """Status, bound, gap, ties and what confirmed it, each changed alone with the hash made right (§15, §16)."""
    body = json.loads(text_of(kept))
    body["plan"] |= forged
    wrong = _wrong(_verified({**body, "hash": record_hash({k: v for k, v in body.items() if k != "hash"})}, None))

    assert code in wrong
    assert "record_hash_differs" not in wrong


def test_that_less_is_said_than_is_so_is_told_but_contradicts_nothing(kept: Plain) -> None:
    """A choice that another solver has confirmed, in a record that says that none has."""
    body = {**kept, "plan": {**kept["plan"], "confirmed": "none"}}  # type: ignore[dict-item]  # as above
    found = _verified(body, None)

    assert found["confirmed_now"].verdict == "note"


def test_a_plan_of_versions_that_are_not_there_is_told_by_their_names(kept: Plain) -> None:
    """Or one that is there twice."""
    plan = dict(kept["plan"])  # type: ignore[call-overload]  # a record's plan is an object
    first = plan["selected"][0]
    unknown = {**first, "proposal": "luftslott", "alternative": "stort", "start_year": 2031}
    found = _verified({**kept, "plan": {**plan, "selected": [unknown]}}, None)
    twice = _verified({**kept, "plan": {**plan, "selected": [first, first]}}, None)

    assert found["plan_unknown"].values == {"versions": "luftslott/stort@2031"}
    assert first["proposal"] in twice["plan_twice"].values["versions"]


def test_a_record_of_endless_years_is_not_read(kept: Plain) -> None:
    """Somebody has made the plan last longer than the machine's memory."""
    body = json.loads(text_of(kept))
    body["portfolio"]["plan_years"][1] = 10**30

    assert "portfolio" in _verified(body, None)["record_unreadable"].values["part"]


def test_a_certificate_that_is_said_but_not_there_is_missed(kept: Plain) -> None:
    """The record says that a certificate confirms the plan."""
    plan = dict(kept["plan"])  # type: ignore[call-overload]  # a record's plan is an object
    found = _verified({**kept, "plan": {**plan, "confirmed": "certificate"}}, None)
    assert "certificate_missing" in _wrong(found)


def test_a_record_of_an_earlier_version_says_what_it_lacks(kept: Plain) -> None:
    """Without the part that the program is written from there is nothing to compare."""
    found = _verified({name: part for name, part in kept.items() if name != "choice"}, None)
    assert found["record_lacks"].values["key"] == "choice"
