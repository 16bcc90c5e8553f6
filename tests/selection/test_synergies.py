"""What two proposals are declared to be worth together counts where both are chosen, and is told apart (§6, §14)."""

import json
import random
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest
from click.testing import CliRunner

from prioritizer.appraisal import plan_values
from prioritizer.cli.around import explained
from prioritizer.cli.main import main
from prioritizer.model.plan import Key, Plan
from prioritizer.register.choice import program_in
from prioritizer.selection.candidates import values_of
from prioritizer.selection.certificate import hash_of, written
from tests.real.choice import chosen, silent
from tests.real.tables import write_table

Version = tuple[Key, int, int]
"""Key, value and kronor."""


def drawn(seed: int, folder: Path) -> tuple[list[list[Version]], dict[frozenset[str], int], int, Path]:
    """Five proposals in one or two versions, three declared pairs, and money for some of them."""
    draw = random.Random(seed)
    proposals: list[list[Version]] = []
    rows: list[dict[str, object]] = []
    for name in "abcde":
        versions: list[Version] = []
        for version in ("", "liten")[: draw.randint(1, 2)]:
            key: Key = (name, f"{name}_liten" if version else None, None)
            value, cost = draw.randint(-30, 90), draw.randint(1, 9)
            versions.append((key, value, cost))
            head = name if version else None
            rows.append({"id": key[1] or name, "alternative_of": head, "value": value, "cost": cost})
        proposals.append(versions)
    pairs = {frozenset(pair): draw.randint(-80, 80) for pair in draw.sample(list(combinations("abcde", 2)), 3)}
    money = draw.randint(8, 20)
    declared = [
        {"of": draw.sample(sorted(pair), 2), "value": kronor, "source": "Bedömning", "mark": "assumption"}
        for pair, kronor in pairs.items()
    ]
    funds = [{"id": "f", "allocation": {2027: money}}]
    return proposals, pairs, money, write_table(folder, {"funds": funds, "synergies": declared}, rows)


def worth(plan: Iterable[Version], pairs: dict[frozenset[str], int]) -> int:
    """Each for itself, and each pair that is in."""
    found = list(plan)
    taken = {key[0] for key, _, _ in found}
    return sum(value for _, value, _ in found) + sum(kr for pair, kr in pairs.items() if pair <= taken)


@pytest.mark.parametrize("seed", range(40))
def test_choice_value_and_margins_agree_with_trying_every_plan(seed: int, tmp_path: Path) -> None:
    """Plus and minus, whatever the versions: the plan, its value, and every margin, to the krona."""
    proposals, pairs, money, folder = drawn(seed, tmp_path / "round")
    ready, outcome = chosen(folder)
    assert isinstance(outcome, Plan)
    everything = [[v for v in some if v] for some in product(*([None, *versions] for versions in proposals))]
    plans = {frozenset(v[0] for v in p): worth(p, pairs) for p in everything if sum(v[2] for v in p) <= money}
    best = max(plans.values())

    assert outcome.objective == best == plans[frozenset(outcome.chosen)]
    value = plan_values(ready.read.portfolio, values_of(ready.appraised, outcome.chosen), ready.overlaps)
    assert value.nnv == best
    for margin in explained(ready, outcome, silent):
        is_in = margin.outcome == "selected"
        others = [w for keys, w in plans.items() if (margin.proposal in {key[0] for key in keys}) != is_in]
        assert margin.margin == best - max(others)


ROWS = [
    {"id": "a", "title": "Läxhjälp", "value": 5_000_000, "cost": 1},
    {"id": "b", "title": "Fältarbete", "value": -1_000_000, "cost": 1},
    {"id": "c", "title": "Kulturbuss", "value": 2_000_000, "cost": 1},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One pair that is worth more together than the second of them costs, and one that is not chosen."""
    source = {"title": "Egen bedömning"}
    declared = [
        {"of": ["b", "a"], "value": 3_000_000, "source": source, "mark": "assumption"},
        {"of": ["a", "c"], "value": -4_000_000, "source": source, "mark": "M"},
    ]
    return write_table(
        tmp_path / "round", {"funds": [{"id": "f", "allocation": {2027: 3}}], "synergies": declared}, ROWS
    )


def test_it_has_its_own_row_on_the_screen_and_in_the_answer(folder: Path) -> None:
    """By hand: a and b are worth 5 − 1 + 3; with c it would be two more and four less."""
    shown = CliRunner().invoke(main, ["select", str(folder)]).stdout.replace("\xa0", " ")
    answer = json.loads(CliRunner().invoke(main, ["select", str(folder), "--json"]).stdout)

    assert "Samverkan: Fältarbete och Läxhjälp" in shown
    assert answer["objective"] == 7_000_000
    assert [(o["group"], o["nnv"]) for o in answer["overlaps"]] == [("synergy:a:b", 3_000_000)]


def test_the_plan_tells_its_source_and_adds_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record and documents: rows add up with the synergy, it is blind to names, and the program can be rebuilt."""
    monkeypatch.chdir(folder.parent)
    result = CliRunner().invoke(main, ["plan", str(folder), "--forms", "html"])
    assert result.exit_code == 0, result.output
    plan = folder.parent / "plans" / "round"
    kept = json.loads((plan / "record.json").read_text("utf-8"))
    value, told = kept["plan"]["value"], (plan / "plan.sv.html").read_text("utf-8").replace("\xa0", " ")

    assert value["nnv"] == kept["plan"]["objective"] == 7_000_000
    assert sum(row["costs_present"] + row["effects_present"] for row in value["actors"]) == 7_000_000
    assert kept["blindness"]["same"] is True
    assert hash_of(written(program_in(kept))) == kept["choice"]["program_sha256"]
    assert "Samverkan: ”Fältarbete” och ”Läxhjälp”" in told
    assert "Egen bedömning (antagande)" in told
    assert "Samma personer nås" not in told
