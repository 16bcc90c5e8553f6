"""What other orders give, as the commands tell it (convention §22)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritizer.cli.run import Prepared, prepared, selected
from prioritizer.explanation.order_sequences import Ratios
from prioritizer.explanation.orders import orders
from prioritizer.model.orders import Orders
from prioritizer.model.plan import Plan
from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE, Once
from tests.real.choice import silent

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
        who = f"advocacy: {{signatures: {n * 7}, political_priority: {n}, received: 2026-08-{n + 1:02}}}\n"
        path.write_text("".join(who if line.startswith("advocacy:") else line for line in lines), "utf-8")


def changed(workspace: Path, folder: Path, change: Change | None) -> Path:
    """A copy of the workspace after a change of its example."""
    here = folder / "arbetsyta"
    shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
    if change is not None:
        change(here / EXAMPLE)
    return here


def filled(here: Path) -> tuple[Prepared, Plan, Orders]:
    """The example as it is prepared, its plan, and the orders."""
    ready = prepared(here / EXAMPLE, 1, None, silent)
    plan = selected(ready, None, silent)
    assert isinstance(plan, Plan)
    return ready, plan, orders(ready.statement, ready.program, plan, Ratios.of(ready.appraised), 1)


def test_explain_tells_what_another_order_would_have_given(once: Once) -> None:
    """One sentence that can be repeated, a line for each order, and the random ones."""
    finished = once("explain", EXAMPLE, "--all", "--lang", "en")
    found = said(finished).replace("\u00a0", " ")

    assert finished.returncode == 0, talked(finished)
    assert "Had the money gone by stated priority, the plan would have given 28,685,748 kr less." in found
    assert "Had it gone in random order, the plan would on average have given" in found
    assert "The plan by" in found
    assert "13 of 24 proposals point at a fault of the system:" in found


def test_an_order_without_its_facts_is_left_out_and_says_so(workspace: Path, tmp_path: Path) -> None:
    """The rest is told; no proposal is put last for what it does not state (§25)."""
    here = changed(workspace, tmp_path, without_priorities)
    found = said(prioritizer("explain", EXAMPLE, "--all", cwd=here)).replace("\u00a0", " ")

    assert "Ordningen efter angiven prioritet är inte med: uppgift om angiven prioritet saknas för Kulturbuss" in found
    assert "Ordningen efter inlämningsdag är inte med: uppgiften om inlämningsdag går inte att ordna för" in found
    assert "Hade pengarna gått efter nettonuvärdeskvot (NNK-i) hade planen gett" in found


@pytest.mark.parametrize("change", [without_advocacy, turned])
def test_who_asked_moves_orders_and_nothing_else(change: Change, workspace: Path, tmp_path: Path) -> None:
    """Verdicts, values, plan, and the orders that do not rest on it stay the same to the krona (§24)."""
    ready, plan, found = filled(workspace)
    after, plan_after, found_after = filled(changed(workspace, tmp_path, change))
    loud = {"advocacy", "signatures", "first_come"}

    assert [(s.proposal, s.outcome) for s in ready.screened] == [(s.proposal, s.outcome) for s in after.screened]
    assert [v.nnv for v in ready.appraised] == [v.nnv for v in after.appraised]
    assert (plan.chosen, plan.objective) == (plan_after.chosen, plan_after.objective)
    assert (found.random, found.share) == (found_after.random, found_after.share)
    for before, later in zip(found.orders, found_after.orders, strict=True):
        assert (before == later) == (before.name not in loud)


def test_one_proposal_is_explained_without_orders(once: Once) -> None:
    """Orders are of the plan as a whole."""
    found = said(once("explain", EXAMPLE, "fallprevention"))

    assert "Hade pengarna gått" not in found
