"""What other orders give, as the commands tell it (convention §22)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE

Change = Callable[[Path], None]


def without_priorities(example: Path) -> None:
    """One proposal states no priority, and another received day that no calendar has."""
    one, other = example / "proposals/kulturbuss.yaml", example / "proposals/hyresskuld.yaml"
    one.write_text(one.read_text("utf-8").replace("political_priority: 21, ", ""), "utf-8")
    other.write_text(other.read_text("utf-8").replace("received: 2026-09-18", "received: i höstas"), "utf-8")


def without_advocacy(example: Path) -> None:
    """Nobody says who asked."""
    for path in (example / "proposals").glob("*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("advocacy:")), "utf-8")


def turned(example: Path) -> None:
    """Priorities and days the other way round."""
    for n, path in enumerate(sorted((example / "proposals").glob("*.yaml"), reverse=True)):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        said_ = f"advocacy: {{signatures: {n * 7}, political_priority: {n}, received: 2026-08-{n + 1:02}}}\n"
        path.write_text("".join(said_ if line.startswith("advocacy:") else line for line in lines), "utf-8")


def explained(workspace: Path, folder: Path, change: Change | None = None, *more: str) -> tuple[str, str]:
    """What `explain` says of the example after a change, and what it talks."""
    here = folder / "arbetsyta"
    if not here.exists():
        shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
        if change is not None:
            change(here / EXAMPLE)
    finished = prioritizer("explain", EXAMPLE, *more, cwd=here)
    assert finished.returncode == 0, talked(finished)
    return said(finished), talked(finished)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Hade pengarna gått efter angiven prioritet hade planen gett 28 685 748 kr mindre."),
        ("en", "Had the money gone by stated priority, the plan would have given 28,685,748 kr less."),
    ],
)
def test_explain_tells_what_another_order_would_have_given(
    language: str, sentence: str, workspace: Path, tmp_path: Path
) -> None:
    """One sentence that can be repeated, a line for each order, and the random ones."""
    found = explained(workspace, tmp_path, None, "--lang", language)[0].replace("\u00a0", " ")

    assert sentence in found
    assert ("slumpade ordningar" if language == "sv" else "random orders") in found


def test_an_order_without_its_facts_is_left_out_and_says_so(workspace: Path, tmp_path: Path) -> None:
    """The rest is told; no proposal is put last for what it does not state (§25)."""
    found = explained(workspace, tmp_path, without_priorities)[0]
    answer = json.loads(explained(workspace, tmp_path, None, "--json")[0])
    orders = {order["name"]: order for order in answer["orders"]}

    assert "Ordningen efter angiven prioritet är inte med: uppgift om angiven prioritet saknas för Kulturbuss" in found
    assert "Ordningen efter inlämningsdag är inte med: uppgiften om inlämningsdag går inte att ordna för" in found
    assert (orders["advocacy"]["objective"], orders["advocacy"]["loss"]) == (None, None)
    assert orders["first_come"]["lacking"] == ["hyresskuld"]
    assert orders["nnk"]["objective"] is not None


@pytest.mark.parametrize("change", [without_advocacy, turned])
def test_who_asked_moves_orders_and_nothing_else(change: Change, workspace: Path, tmp_path: Path) -> None:
    """Verdicts, margins, plan and the orders that do not rest on it stay the same to the krona (§24)."""
    before = json.loads(explained(workspace, tmp_path / "before", None, "--json")[0])
    after = json.loads(explained(workspace, tmp_path / "after", change, "--json")[0])
    loud = {"advocacy", "signatures", "first_come"}

    assert {key: before[key] for key in before if key != "orders"} == {
        key: after[key] for key in after if key != "orders"
    }
    assert [o for o in before["orders"] if o["name"] not in loud] == [
        o for o in after["orders"] if o["name"] not in loud
    ]
    assert [o for o in before["orders"] if o["name"] in loud] != [o for o in after["orders"] if o["name"] in loud]


def test_one_proposal_is_explained_without_orders(workspace: Path, tmp_path: Path) -> None:
    """Orders are of the plan as a whole."""
    answer = json.loads(explained(workspace, tmp_path, None, "familjecoacher", "--json")[0])

    assert answer["orders"] == []
