"""`what-if`: each change alone and all together, against rounds that are written otherwise (convention §19–§21)."""

import json
import random
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prioritizer.cli.run import Prepared, prepared
from prioritizer.cli.what_if_rounds import choosing, consequences, situation
from prioritizer.cli.what_if_words import WORDS
from prioritizer.cli.wished import Asked, wishes
from prioritizer.model.fault import InputFaults
from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.what_if import Consequence, WhatIf
from prioritizer.selection.objectives import pursue
from prioritizer.words.faults import line
from prioritizer.words.what_if_faults import WHAT_IF_FAULTS
from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE, Once
from tests.real.choice import chosen, silent
from tests.real.tables import write_table


def round_of(folder: Path, seed: int, **otherwise: Any) -> tuple[Prepared, Outcome]:
    """Eight proposals, a fund of two years and a capacity, with something written otherwise; and the plan."""
    draw = random.Random(seed)
    rows = [
        {"id": f"p{n}", "cost": draw.randint(2, 9), "value": draw.randint(1, 30), "use[hours]": draw.randint(1, 5)}
        for n in range(8)
    ]
    portfolio = {
        "plan_years": [2027, 2028],
        "funds": [{"id": "medel", "allocation": {2027: 20, 2028: 4}}],
        "resources": {"hours": {"unit": "timmar", "capacity": 11}},
        **otherwise,
    }
    return chosen(write_table(folder, portfolio, rows))


def asked_of(ready: Prepared, outcome: Outcome, **asked: tuple[str, ...]) -> WhatIf:
    """What the options lead to."""
    words: Asked = {{"into": "in"}.get(option, option): values for option, values in asked.items()}
    wanted = wishes(ready.read.portfolio, ready.read.rules, words, [row.id for row in ready.program.rows])
    return consequences(ready, outcome, wanted, False, None, silent)


def assert_same(found: Consequence, other: Outcome) -> None:
    """The value of a separate choice, or that neither has a plan."""
    if isinstance(other, Infeasible):
        assert found.status == "no_plan"
        return
    assert isinstance(other, Plan)
    assert found.plan is not None
    assert (found.plan.objective, found.plan.bound) == (other.objective, other.bound)


def test_a_situation_written_again_is_chosen_from_by_the_objective(tmp_path: Path) -> None:
    """It need not be the very program that the round was stated with, only say the same."""
    round_of(tmp_path / "now", 1)
    read = prepared(tmp_path / "now", 1, None, silent, "value_per_krona")
    objective = replace(read.read.rules.objective, lowest_spending=Decimal(1))
    ready = replace(read, read=replace(read.read, rules=replace(read.read.rules, objective=objective)))
    again = replace(situation(ready), program=ready.statement.program())
    expected = pursue(objective, ready.statement, ready.program, None, None, silent, ()).outcome
    found = choosing(ready, None, silent)(again)

    assert isinstance(expected, Plan)
    assert isinstance(found, Plan)
    assert (expected.chosen, expected.objective) == (found.chosen, found.objective)


@pytest.mark.parametrize("seed", range(12))
def test_each_change_is_the_round_written_so(seed: int, tmp_path: Path) -> None:
    """More money, another capacity, a proposal in and another out: as separate choices from rounds that say so."""
    ready, outcome = round_of(tmp_path / "now", seed)
    assert isinstance(outcome, Plan)
    taken = sorted(key[0] for key in outcome.chosen)
    inside, outside = taken[0], next(f"p{n}" for n in range(8) if f"p{n}" not in taken)
    found = asked_of(ready, outcome, budget=("medel=30",), limit=("hours=7",), into=(outside,), out=(inside,))
    decided = {"by": "prov", "why": "prov"}
    forced_in = {"proposal": outside, "decision": "in", **decided}
    forced_out = {"proposal": inside, "decision": "out", **decided}
    richer = [{"id": "medel", "allocation": {2027: 25, 2028: 5}}]
    scarcer = {"hours": {"unit": "timmar", "capacity": 7}}
    written: list[dict[str, Any]] = [
        {"funds": richer},
        {"resources": scarcer},
        {"overrides": [forced_in]},
        {"overrides": [forced_out]},
    ]
    for n, (one, otherwise) in enumerate(zip(found.alone, written, strict=True)):
        assert_same(one, round_of(tmp_path / str(n), seed, **otherwise)[1])
    everything = {"funds": richer, "resources": scarcer, "overrides": [forced_in, forced_out]}
    assert_same(found.together, round_of(tmp_path / "all", seed, **everything)[1])


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_who_carries_it_add_up_to_the_difference(seed: int, tmp_path: Path) -> None:
    """Actors, experience and reserve price: nothing is lost between them."""
    ready, outcome = round_of(tmp_path / "now", seed)
    found = asked_of(ready, outcome, budget=("-40%",)).together
    assert found.actors is not None
    assert found.gain is not None

    parts = found.actors
    assert sum(parts.by_actor.values()) + parts.experience + parts.reserve == found.gain.kronor


def test_the_same_numbers_as_now_are_the_same_plan(tmp_path: Path) -> None:
    """Nothing is otherwise: no difference, and the same proposals."""
    ready, outcome = round_of(tmp_path / "now", 3)
    assert isinstance(outcome, Plan)
    inside = sorted(key[0] for key in outcome.chosen)[:2]
    found = asked_of(ready, outcome, budget=("+0%",), limit=("hours=11",), into=tuple(inside))

    for one in (*found.alone, found.together):
        assert one.plan is not None
        assert one.gain is not None
        assert (one.gain.kronor, one.gain.enters, one.gain.leaves) == (Decimal(0), (), ())
        assert sorted(one.plan.chosen) == sorted(outcome.chosen)


def test_two_that_exclude_each_other_are_answered_with_the_conflict(tmp_path: Path) -> None:
    """Each alone has a plan; together they have none, and it is said which conditions clash."""
    words = {"sv": "Bara en", "en": "Only one"}
    either = {"id": "either", "title": words, "why": words, "source": {"title": "prov"}}
    relation = {"limits": [{**either, "limit": {"exclusive": ["p0", "p1"]}}]}
    ready, outcome = round_of(tmp_path / "now", 5, **relation)
    found = asked_of(ready, outcome, into=("p0", "p1"))

    assert [one.status for one in found.alone] == ["plan", "plan"]
    assert found.together.status == "no_plan"
    assert found.together.no_plan is not None
    assert set(found.together.no_plan.conflict) == {"mandatory:p0", "mandatory:p1", "either"}
    without = asked_of(ready, outcome, into=("p0", "p1"), limit=("either=none",))
    assert without.together.status == "plan"


def test_forcing_a_proposal_in_costs_its_margin(once: Once) -> None:
    """The example's own, as `explain` tells it (§20); and the sum of what each actor carries is as much."""
    explained = json.loads(said(once("explain", EXAMPLE, "--json")))
    margins = {one["proposal"]: one["margin"] for one in explained["proposals"]}
    answer = json.loads(said(once("what-if", EXAMPLE, "--in", "sprakstark_forskola", "--json")))
    found = answer["together"]

    assert margins["sprakstark_forskola"] == -found["difference"] > 0
    assert (
        found["actors"]["experience"]
        + found["actors"]["reserve"]
        + sum(one["difference"] for one in found["actors"]["by_actor"])
        == found["difference"]
    )


def test_leaving_a_limit_out_gives_its_price(once: Once) -> None:
    """As `explain` prices it (§19)."""
    explained = json.loads(said(once("explain", EXAMPLE, "--json")))
    prices = {one["limit"]: one["price"] for one in explained["limits"]}
    answer = json.loads(said(once("what-if", EXAMPLE, "--limit", "non_monetised_floor=none", "--json")))

    assert answer["together"]["difference"] == prices["non_monetised_floor"]


def test_another_discount_rate_is_the_workspace_written_so(workspace: Path, once: Once, tmp_path: Path) -> None:
    """Everything is appraised again, and the plan as it stands is valued anew too."""
    answer = json.loads(said(once("what-if", EXAMPLE, "--parameter", "discount_rate=0.05", "--json")))
    here = tmp_path / "arbetsyta"
    shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
    overlay = here / "rules" / "parameters" / "overlays" / "asek.yaml"
    head, own, rest = overlay.read_text("utf-8").partition("  discount_rate:\n")
    overlay.write_text(head + own + rest.replace("value: 0.035", "value: 0.05", 1), "utf-8")
    other = json.loads(said(prioritizer("select", EXAMPLE, "--json", cwd=here)))

    assert answer["together"]["objective"] == other["objective"]
    assert answer["together"]["same_plan"] <= answer["together"]["objective"]
    assert answer["together"]["selected"] == other["selected"]


def test_every_word_that_is_not_understood_is_told_at_once(once: Once) -> None:
    """With the nearest right one; nothing is chosen."""
    finished = once(
        "what-if", EXAMPLE, "--budget", "medel=3", "--limit", "hig=3", "--parameter", "discount=1", "--in", "sprakstark"
    )

    assert finished.returncode == 1
    assert said(finished) == ""
    told = talked(finished)
    assert [told.count(f"--{name}: ") for name in ("budget", "limit", "parameter", "in")] == [1, 1, 1, 1]
    assert "«sprakstark_forskola»" in told


WRONG: dict[str, tuple[str, tuple[str, ...]]] = {
    "what_if_equals": ("limit", ("hours",)),
    "what_if_twice": ("limit", ("hours=3", "hours=4")),
    "what_if_year": ("budget", ("medel:2031=5",)),
    "what_if_below_zero": ("budget", ("medel=-100",)),
    "what_if_no_limit": ("limit", ("nothing=3",)),
    "what_if_fund": ("limit", ("fund:medel=3",)),
    "what_if_no_number": ("limit", ("either=3",)),
    "what_if_capacity": ("limit", ("hours:2027=3",)),
    "what_if_series": ("parameter", ("price_index=3",)),
    "what_if_graded": ("parameter", ("haircut_effect=0.2",)),
    "what_if_not_graded": ("parameter", ("discount_rate[A]=0.2",)),
    "what_if_no_funds": ("budget", ("+5%",)),
    "what_if_no_allocation": ("budget", ("medel=5",)),
    "what_if_not_in_force": ("parameter", ("tax_factor=1.1",)),
}


def test_every_sentence_about_a_wrong_word_is_in_the_table() -> None:
    """None is written that nobody is told."""
    assert set(WRONG) == set(WHAT_IF_FAULTS)


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> tuple[Portfolio, RuleSet]:
    """A round with a relation as its limit, and what it is judged by."""
    words = {"sv": "Bara en", "en": "Only one"}
    either = {"id": "either", "title": words, "why": words, "source": {"title": "prov"}}
    relation = [{**either, "limit": {"exclusive": ["p0", "p1"]}}]
    ready, _ = round_of(tmp_path_factory.mktemp("eight") / "now", 5, limits=relation)
    return ready.read.portfolio, ready.read.rules


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_word_is_told_as_what_it_is(code: str, eight: tuple[Portfolio, RuleSet]) -> None:
    """Each by the sentence that is about it, in both languages."""
    portfolio, rules = eight
    if code == "what_if_no_funds":
        portfolio = replace(portfolio, funds=())
    elif code == "what_if_no_allocation":
        portfolio = replace(portfolio, funds=tuple(replace(f, allocation={}) for f in portfolio.funds))
    elif code == "what_if_not_in_force":
        old = replace(rules.parameters["tax_factor"], values=())
        rules = replace(rules, parameters={**rules.parameters, "tax_factor": old})
    option, words = WRONG[code]
    with pytest.raises(InputFaults) as raised:
        wishes(portfolio, rules, {option: words})

    assert [found.code for found in raised.value.faults] == [code]
    for language in ("sv", "en"):
        assert line(raised.value.faults[0], language).startswith(f"--{option}: {words[-1]}: ")


def test_nothing_to_change_is_a_fault_of_usage(once: Once) -> None:
    """Exit 2, and the options by name."""
    finished = once("what-if", EXAMPLE)

    assert finished.returncode == 2
    assert "--budget, --limit, --parameter, --in or --out" in talked(finished)


def test_the_screen_tells_it_in_sentences(once: Once) -> None:
    """What comes, what goes, who carries it, in both languages."""
    words = ("what-if", EXAMPLE, "--in", "sprakstark_forskola", "--out", "familjecoacher")
    swedish, english = said(once(*words)), said(once(*words, "--lang", "en"))

    assert "«Språkstark förskola i områden med många språk» ska vara med" in swedish
    assert "mindre: 19\u00a0557\u00a0212\u00a0kr." in swedish
    assert "Vem som får och bär skillnaden" in swedish
    assert "All changes together" in english
    assert "Who gains and who carries the difference" in english


def test_every_sentence_has_both_languages_and_the_same_gaps() -> None:
    """No answer is silent in one language."""
    for swedish, english in WORDS.values():
        gaps = [{part.split("}")[0] for part in text.split("{")[1:]} for text in (swedish, english)]
        assert gaps[0] == gaps[1]


def test_a_proposal_that_does_not_pass_screening_is_not_forced_in(once: Once) -> None:
    """It is said which criterion stops it."""
    answer = json.loads(said(once("what-if", EXAMPLE, "--in", "faltverksamhet", "--json")))["together"]

    assert answer["status"] == "inadmissible"
    assert answer["criteria"]["faltverksamhet"]
    assert answer["objective"] is None
