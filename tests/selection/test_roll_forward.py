"""The next plan after an earlier one: what continues must be in, and what a full re-think would gain (F9)."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.roll_forward import Previous
from prioritizer.register.choice import program_in
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import choose
from prioritizer.selection.relief import relieved
from prioritizer.selection.roll_forward import continuing, rolled_forward
from tests.real.tables import write_table
from tests.selection.cases import Case, best_plans, candidate, fund, random_case


def bound(seed: int) -> Case:
    """A round of which some versions were chosen before."""
    case, draw = random_case(seed), random.Random(f"earlier {seed}")
    earlier = {c.proposal: c for c in draw.sample(case.candidates, draw.randint(1, 3))}
    return replace(case, continuing=continuing([c.key for c in earlier.values()], case.candidates))


@pytest.mark.parametrize("seed", range(60))
def test_choice_and_gain_agree_with_trying_every_plan(seed: int) -> None:
    """The best plan with what continues, and how much more the best plan without it is worth, both by brute force."""
    case = bound(seed)
    best, _ = best_plans(case)
    freely, _ = best_plans(replace(case, continuing={}))
    outcome = choose(case.program())
    proposals = {c.proposal: (c.alternative,) for c in case.candidates}
    found = rolled_forward(case.statement(), outcome, Previous("", "", ()), proposals, {})

    assert found.freely == freely
    if best is None or freely is None:
        assert isinstance(outcome, Infeasible)
        assert found.gain is None
        return
    assert isinstance(outcome, Plan)
    assert outcome.objective == best
    assert found.gain == freely - best
    assert all(set(keys) & set(outcome.chosen) for keys in case.continuing.values())


def test_a_version_continues_at_its_start_or_else_at_any() -> None:
    """An alternative that is no longer there commits nobody."""
    known = [candidate("a", 1, start=s) for s in (2028, 2029)] + [candidate("b", 1, alternative="liten")]
    chosen = [("a", None, 2029), ("b", None, None), ("c", None, None)]

    assert continuing(chosen, known) == {"a": (("a", None, 2029),)}
    assert continuing([("a", None, 2027)], known) == {"a": (("a", None, 2028), ("a", None, 2029))}
    assert continuing([("b", "liten", 2027)], known) == {"b": (("b", "liten", None),)}


def test_a_commitment_that_clashes_is_named_and_can_be_dropped() -> None:
    """Two committed proposals of a fund that has room for one: each alone would open a plan (§27)."""
    money = {("fund", 2027): 6}
    case = Case((candidate("a", 5, money), candidate("b", 4, money)), (fund({2027: 10}),))
    bound_case = replace(case, continuing={name: ((name, None, None),) for name in "ab"})
    outcome = choose(bound_case.program())
    assert isinstance(outcome, Infeasible)
    explained = relieved(bound_case.statement(), outcome).explained

    assert set(outcome.conflict) == {"continues:a", "continues:b", "fund:fund:2027"}
    assert explained is not None
    assert {c.id: c.opens for c in explained.changes} == {
        "continues:a": True,
        "continues:b": True,
        "fund:fund:2027": True,
    }


ROWS = [
    {"id": "a", "title": "Läxhjälp", "value": 5, "cost": 6},
    {"id": "b", "title": "Fältarbete", "value": 9, "cost": 6},
    {"id": "c", "title": "Kulturbuss", "value": 2, "cost": 4},
]


def select(folder: Path, *more: str) -> Result:
    """The answer to `select`."""
    return CliRunner().invoke(main, ["select", str(folder), *more])


def round_after(folder: Path, rows: list[dict[str, object]], previous: dict[str, object], **more: object) -> Path:
    """A round of ten kronor that follows an answer written beside it."""
    write_table(folder, {"funds": [{"id": "f", "allocation": {2027: 10}}], "previous_plan": "then.json", **more}, rows)
    (folder / "then.json").write_text(json.dumps(previous), encoding="utf-8")
    return folder


def chosen_before(*names: str) -> dict[str, object]:
    """An answer to `select` in which some proposals were chosen."""
    return {"selected": [{"proposal": name, "alternative": None, "start_year": None} for name in names]}


def test_the_answer_says_what_continues_is_new_and_dropped(tmp_path: Path) -> None:
    """By hand: a (5) and c (2) fit in ten kronor; free of a, b (9) and c (2) would, worth 4 more."""
    folder = round_after(tmp_path / "round", ROWS, chosen_before("a", "gone"))
    answer = json.loads(select(folder, "--json").stdout)["roll_forward"]

    assert [(p["proposal"], p["status"], p["reason"]) for p in answer["proposals"]] == [
        ("a", "continues", None),
        ("gone", "dropped", "not_in_portfolio"),
        ("c", "new", None),
    ]
    assert (answer["freely"], answer["gain"], answer["enters"], answer["leaves"]) == (11, 4, ["b"], ["a"])
    assert answer["previous"]["file"] == "then.json"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sv",
            [
                "Åtaganden från den förra planen, 1: Läxhjälp.",
                "Nytt i planen: Kulturbuss.",
                "Utgår: gone (finns inte i portföljen).",
                "hade varit värt 4 kr mer",
                "Då hade detta kommit in: Fältarbete; och detta utgått: Läxhjälp.",
            ],
        ),
        (
            "en",
            [
                "Commitments from the earlier plan, 1: Läxhjälp.",
                "A choice without the commitments would have been worth",
            ],
        ),
    ],
)
def test_the_screen_says_so_too(tmp_path: Path, language: str, told: list[str]) -> None:
    """In both languages, by title."""
    said = select(round_after(tmp_path / "round", ROWS, chosen_before("a", "gone")), "--lang", language).stdout

    assert [part for part in told if part not in said.replace("\xa0", " ")] == []


def test_a_version_that_cannot_be_chosen_commits_nobody(tmp_path: Path) -> None:
    """It is dropped with its reason: its fund has no money that year."""
    rows = [{**row, "start_years": "2028" if row["id"] == "a" else None} for row in ROWS]
    folder = round_after(tmp_path / "round", rows, chosen_before("a"))
    answer = json.loads(select(folder, "--json").stdout)["roll_forward"]

    assert [(p["proposal"], p["status"], p["reason"]) for p in answer["proposals"]] == [
        ("a", "dropped", "refused"),
        ("b", "new", None),
        ("c", "new", None),
    ]
    assert answer["gain"] == 0


def test_without_room_for_what_continues_there_is_no_plan_but_one_without_it(tmp_path: Path) -> None:
    """Exit 3, the commitments are among what clashes, and the answer says what a plan without them is worth."""
    folder = round_after(tmp_path / "round", ROWS, chosen_before("a", "b"))
    result = select(folder)

    assert result.exit_code == 3
    assert "åtagandet från den förra planen om «Läxhjälp»" in result.stdout
    assert "finns en plan, värd 11" in result.stdout.replace("\xa0", " ")


def test_a_plan_follows_its_own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From plan to plan: all continues, nothing is gained, the program can be written again, the document says so."""
    monkeypatch.chdir(tmp_path)
    first = round_after(tmp_path / "first", ROWS, chosen_before("a"))
    assert CliRunner().invoke(main, ["plan", str(first), "--forms", "html"]).exit_code == 0
    earlier = (tmp_path / "plans" / "first" / "record.json").read_text("utf-8")
    second = round_after(tmp_path / "second", ROWS, json.loads(earlier))
    result = CliRunner().invoke(main, ["plan", str(second), "--forms", "html"])
    kept = json.loads((tmp_path / "plans" / "second" / "record.json").read_text("utf-8"))

    assert result.exit_code == 0, result.output
    assert {p["status"] for p in kept["roll_forward"]["proposals"]} == {"continues"}
    assert kept["roll_forward"]["gain"] == 4
    assert hash_of(written(program_in(kept))) == kept["choice"]["program_sha256"]
    assert kept["blindness"]["same"] is True
    assert "från den förra planen fortsätter: " in (tmp_path / "plans" / "second" / "plan.sv.html").read_text("utf-8")


def test_the_program_says_what_continues(tmp_path: Path) -> None:
    """Its row has a sentence of its own in the written program."""
    folder = round_after(tmp_path / "round", ROWS, chosen_before("a"))
    result = select(folder, "--program", str(tmp_path / "program.txt"))

    assert result.exit_code == 0, result.output
    assert "«Läxhjälp» fortsätter som en tidigare plan har lovat" in (tmp_path / "program.txt").read_text("utf-8")
