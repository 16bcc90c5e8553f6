"""What earlier plans have promised lowers a fund in those years, in the choice and in what is told of it (§17)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.reading.workspace import templates_of
from prioritizer.register.choice import program_in
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.report.html import html
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import choose
from tests.real.choice import chosen, ids
from tests.real.tables import write_table
from tests.selection.cases import best_plans, random_case, with_commitments


@pytest.mark.parametrize("seed", range(60))
def test_choice_with_commitments_agrees_with_trying_every_plan(seed: int) -> None:
    """Also where a promise is larger than what its own year has, so that earlier years must leave something over."""
    case = with_commitments(random_case(seed), seed)
    best, plans = best_plans(case)
    outcome = choose(case.program())

    if best is None:
        assert isinstance(outcome, Infeasible)
        return
    assert isinstance(outcome, Plan)
    assert outcome.objective == Decimal(best.numerator) / Decimal(best.denominator)
    assert frozenset(outcome.chosen) in {frozenset(c.key for c in plan) for plan in plans}


def promised(folder: Path, per_year: dict[int, int]) -> Path:
    """Two proposals of five kronor each in 2027, a fund of ten, and what was promised."""
    rows = [{"id": "a", "value": 9, "cost[medel:2027]": 5}, {"id": "b", "value": 7, "cost[medel:2027]": 5}]
    source = {"title": "Fullmäktiges beslut", "article": "§ 84"}
    return write_table(
        folder,
        {
            "funds": [{"id": "medel", "allocation": {2027: 10, 2028: 2}}],
            "commitments": [{"title": "Omgång ett", "fund": "medel", "per_year": per_year, "source": source}],
        },
        rows,
    )


@pytest.mark.parametrize(
    ("per_year", "expected"),
    [
        ({2027: 5}, {"a"}),
        ({2027: 1}, {"a"}),
        ({2028: 2}, {"a", "b"}),
        ({2028: 7}, {"a"}),
        ({2027: 6}, set()),
        ({2028: 12}, set()),
    ],
)
def test_a_promise_lowers_the_balance_of_its_year(tmp_path: Path, per_year: dict[int, int], expected: set[str]) -> None:
    """By hand: of ten kronor in 2027 and two in 2028; what a later year lacks, the earlier ones must save."""
    _, outcome = chosen(promised(tmp_path / "round", per_year))

    assert ids(outcome) == expected


def test_the_record_and_the_documents_tell_what_was_promised(tmp_path: Path) -> None:
    """The record says what it rests on, its program can be written again, and the budget table has its column."""
    ready, outcome = chosen(promised(tmp_path / "round", {2027: 4, 2028: 1}))
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    kept = json.loads(text_of(record(Run(ready.read.portfolio, ready.read.rules, 1, 1024, *parts, outcome))))

    assert kept["portfolio"]["commitments"][0]["source"]["title"] == "Fullmäktiges beslut"
    rows = [(r["committed"], r["available"], r["granted"], r["left"]) for r in kept["plan"]["fund_rows"]]
    assert rows == [(4, 6, 5, 1), (1, 2, 0, 2), (0, 2, 0, 2)]
    assert hash_of(written(program_in(kept))) == kept["choice"]["program_sha256"] == hash_of(written(ready.program))
    told = html(kept, "sv", templates_of(None))
    assert "Redan utlovat" in told
    assert "Omgång ett (Fullmäktiges beslut, § 84)" in told
