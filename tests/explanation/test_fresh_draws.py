"""A plan's limits on the joint draws, measured again on draws that the choice has not seen (convention §18)."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from prioritizer.cli.run import Prepared, prepared
from prioritizer.explanation.fresh_draws import FreshLimit, fresh_limits, fresh_seed
from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Plan]:
    """The example portfolio with both limits on the outcomes, and its plan."""
    folder = tmp_path_factory.mktemp("utfall")
    for name in ("rules", "portfolios", "reports"):
        shutil.copytree(ROOT / name, folder / name)
    written = folder / "portfolios" / "exempelkommun" / "portfolio.yaml"
    listed = "  - high_risk_share\n"
    text = written.read_text("utf-8").replace(listed, f"{listed}  - worst_mean_floor\n  - loss_chance\n")
    written.write_text(text, encoding="utf-8")
    ready = prepared(Path(written.parent), 1, None, lambda _: None)
    plan = choose(ready.program)
    assert isinstance(plan, Plan)
    return ready, plan


def measured(limited: tuple[Prepared, Plan], draws: int = 16_384) -> dict[str, FreshLimit]:
    """Each limit by id."""
    ready, plan = limited
    found = fresh_limits(ready.read.portfolio, ready.read.rules, 1, ready.program, plan.chosen, draws)
    return {one.limit: one for one in found}


def test_both_limits_are_measured_on_16384_fresh_draws(limited: tuple[Prepared, Plan]) -> None:
    """Each has its figure in the choice, which keeps to the limit, and the one on fresh draws."""
    found = measured(limited)
    assert set(found) == {"worst_mean_floor", "loss_chance"}
    assert {one.draws for one in found.values()} == {16_384}
    assert found["worst_mean_floor"].used >= found["worst_mean_floor"].bound
    assert found["loss_chance"].used <= found["loss_chance"].bound


def test_the_fresh_figure_is_near_and_another(limited: tuple[Prepared, Plan]) -> None:
    """A chance over other draws differs, and by less than two percentage points here."""
    one = measured(limited)["loss_chance"]
    assert 0 < abs(one.fresh - one.used) < 0.02


def test_the_same_draws_give_the_figure_of_the_choice(
    limited: tuple[Prepared, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the run's own seed and as many draws nothing but the rounding of what is shared can differ."""
    monkeypatch.setattr("prioritizer.explanation.fresh_draws.fresh_seed", lambda seed: seed)
    one = measured(limited, 1024)["worst_mean_floor"]
    assert abs(one.fresh - one.used) < 20


def test_the_fresh_seed_follows_from_the_run() -> None:
    """The same run has the same fresh draws, and they are not its own."""
    assert fresh_seed(1) == fresh_seed(1) != fresh_seed(2)
    assert fresh_seed(1) != 1


def test_a_plan_that_breaks_a_limit_on_fresh_draws_says_so(limited: tuple[Prepared, Plan]) -> None:
    """With the floor at what the choice just reached, or above, fresh draws that give less are a breach."""
    ready, plan = limited
    one = measured(limited)["worst_mean_floor"]
    between = max(one.fresh, one.used) + 1
    risks = tuple(replace(risk, bound=between) for risk in ready.program.risks if risk.form == "worst_mean")
    program = replace(ready.program, risks=risks)
    (told,) = fresh_limits(ready.read.portfolio, ready.read.rules, 1, program, plan.chosen)
    assert not told.holds
