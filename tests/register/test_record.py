"""The record holds what a document needs, its hash is that of its content, and machines leave no trace in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from prioritizer.appraisal import plan_values
from prioritizer.cli.around import explained
from prioritizer.cli.run import DRAWS, Prepared, prepared, selected
from prioritizer.model.plan import Plan
from prioritizer.register.plain import Plain, text_of
from prioritizer.register.record import hash_holds, record
from prioritizer.register.run import Run
from prioritizer.selection.candidates import values_of
from tests.conftest import ROOT
from tests.real.choice import silent

EXAMPLE = ROOT / "portfolios" / "exempelkommun"


@pytest.fixture(scope="module")
def ready() -> Prepared:
    """The example, read, screened and appraised."""
    return prepared(EXAMPLE, 1, None, silent)


@pytest.fixture(scope="module")
def kept(ready: Prepared) -> Plain:
    """Its record."""
    outcome = selected(ready, None, silent)
    assert isinstance(outcome, Plan)
    return record(
        Run(
            portfolio=ready.read.portfolio,
            rules=ready.read.rules,
            seed=1,
            draws=DRAWS,
            screened=ready.screened,
            appraised=ready.appraised,
            program=ready.program,
            refused=ready.refused,
            outcome=outcome,
            margins=explained(ready, outcome, silent),
            value=plan_values(ready.read.portfolio, values_of(ready.appraised, outcome.chosen), ready.overlaps),
        )
    )


def test_hash_survives_writing_and_reading(kept: Plain) -> None:
    """What was written and is read again still has the hash that it says."""
    assert hash_holds(json.loads(text_of(kept)))


@pytest.mark.parametrize("part", ["portfolio", "rules", "screening", "values", "plan", "explanation", "seed"])
def test_a_change_in_any_part_breaks_the_hash(kept: Plain, part: str) -> None:
    """No part of the record stands outside its hash."""
    assert part in kept
    assert not hash_holds({**kept, part: None})


def test_record_has_no_path_of_the_machine(kept: Plain) -> None:
    """Neither the folder of the workspace nor the home of anybody stands in it."""
    text = text_of(kept)

    assert str(ROOT) not in text
    assert str(Path.home()) + "/" not in text


def test_every_proposal_is_in_every_part(kept: Plain, ready: Prepared) -> None:
    """None disappears between what was read and what is explained."""
    names = {p.id for p in ready.read.portfolio.proposals}
    text: dict[str, list[dict[str, object]]] = json.loads(text_of(kept))

    assert names == {entry["proposal"] for entry in text["screening"]}
    assert names == {entry["proposal"] for entry in text["values"]}
    assert names == {entry["proposal"] for entry in text["explanation"]}


def test_an_assumed_number_says_so_beside_itself(kept: Plain) -> None:
    """The ceiling is ours, whatever source the limit has; a rule names the numbers that it rests on."""
    limits = {limit["id"]: limit for limit in kept["rules"]["limits"]}  # type: ignore[index]
    said = {
        language: text.replace("\N{NO-BREAK SPACE}", " ")
        for language, text in limits["high_risk_share"]["says"].items()
    }

    assert "högst 20 % (Högsta andel i riskklass hög, antagande) till" in said["sv"]
    assert "at most 20% (Highest share in risk class high, assumption) go to" in said["en"]
    assert limits["high_risk_share"]["parameters"] == ["high_risk_cap"]


def test_rules_are_named_with_the_hash_of_their_files(kept: Plain) -> None:
    """Each rule file that was read stands with its hash, under its path inside the workspace."""
    rules = kept["rules"]
    assert isinstance(rules, dict)
    files = rules["files"]

    assert "rules/fields.yaml" in files
    assert {len(mark) for mark in files.values()} == {64}
    assert [name for name in files if not (ROOT / name).is_file()] == []


def valued(kept: Plain) -> list[dict[str, Any]]:
    """The values of all versions, and that of the plan, as they are read again."""
    read = json.loads(text_of(kept))
    return [*read["values"], read["plan"]["value"]]


def test_both_views_and_all_parties_add_up_for_versions_and_the_plan(kept: Plain) -> None:
    """Real view, financial view and the parties' own results are the same NNV in whole kronor (convention §4; D4)."""
    *versions, plan = valued(kept)
    for value in [*versions, plan]:
        accounts = [kr for row in value["financial"] for name, kr in row.items() if name != "actor"]

        assert value["nnv_adjusted"] == sum(value["real"].values()) == sum(accounts)
        own = [row["nnv"] for row in value["parties"]["parties"]]
        # Of a version of which no effect has a price nobody knows what anybody gains (§25).
        unpriced = value is not plan and "no_priced_effects" in value["notes"]
        assert set(own) == {None} if unpriced else value["nnv_adjusted"] == sum(own)


def test_a_way_to_share_the_cost_is_kept_or_why_there_is_none(kept: Plain) -> None:
    """Shares add up to the cost that able purses pay, or a code says what is lacking (D4)."""
    for value in valued(kept):
        for way in ("by_gain", "by_money"):
            found = value["parties"][way]

            assert (found["code"] == "") == bool(found["shares"])
            assert sum(found["shares"].values()) == (0 if found["code"] else value["parties"]["cost_to_share"])


def test_views_have_one_basis_and_boards_add_up_to_the_hump(kept: Plain) -> None:
    """Adjusted value with the decided one beside, and who carries the hump, of each version and the plan (§10, §11)."""
    for value in valued(kept):
        assert value["views"]["society_all"] == value["nnv_adjusted"]
        assert value["views"]["society_decided"] == value["nnv"]
        if value["hump"] is not None:
            assert sum(row["sum"] for row in value["hump"]["own"]) == value["hump"]["depth"]


def test_the_own_purse_of_the_example_is_told_with_how_sure_it_is(kept: Plain) -> None:
    """Of the plan: boards together, in the order low, expected, high; who pays nothing has no payback."""
    value: dict[str, Any] = json.loads(text_of(kept))["plan"]["value"]
    own = next(row for row in value["parties"]["parties"] if row["actor"] == "kommun")

    assert (value["own_chance"], value["own_low"], value["own_high"]) == (own["chance"], own["low"], own["high"])
    assert own["low"] < own["nnv"] == value["own_nnv"] < own["high"]
    assert 0 < own["chance"] < 1
    assert [row["payback"] for row in value["parties"]["parties"] if not row["cost"]] == [None] * 4
    assert value["nnk_idu"] == pytest.approx(value["nnv_adjusted"] / value["present_costs"])
    assert value["reasons"] == {}
