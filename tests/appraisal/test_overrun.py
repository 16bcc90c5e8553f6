"""The chance that a plan costs more than it is granted, and the reserve it needs, against other calculations (§17)."""

import json
from decimal import Decimal
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from prioritizer.appraisal.overrun import Overrun, Overruns, overruns
from prioritizer.cli.run import DRAWS, Prepared
from prioritizer.model.plan import Plan
from prioritizer.reading.workspace import templates_of
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.register.used import used_parameters
from prioritizer.report.html import html
from tests.real.choice import chosen
from tests.real.files import Written, proposal, write_files

FUNDS = [
    {"id": "medel", "title": "Sociala medel", "owner": "kommun", "allocation": {2027: 900_000, 2028: 900_000}},
    {"id": "halsa", "title": "Folkhälsomedel", "owner": "region", "allocation": {2027: 900_000, 2028: 900_000}},
]
LOW, LIKELY, HIGH = 0.8, 1.0, 1.6
SPREAD = {"low": LOW, "likely": LIKELY, "high": HIGH}
OTHER = {"low": 0.9, "likely": 1, "high": 1.3}
SOME = 0.02
"""What a share over 1,024 draws may differ from the exact one; a single input is even over its distribution."""


def cost(per_year: dict[int, int], fund: str | None = "medel", **more: object) -> Written:
    """A row of costs of the municipality."""
    return {"title": "ledare", "payer": "kommun", "per_year": per_year, **({"fund": fund} if fund else {}), **more}


def made(folder: Path, *proposals: Written, **portfolio: object) -> tuple[Prepared, Plan, Overruns]:
    """A round in which everything is chosen, and what its granted costs may become."""
    ready, outcome = chosen(write_files(folder, {"funds": FUNDS, **portfolio}, proposals))
    assert isinstance(outcome, Plan)
    assert {key[0] for key in outcome.chosen} == {p["id"] for p in proposals}
    return ready, outcome, overruns(ready.read.portfolio, ready.read.rules, 1, DRAWS, outcome.chosen)


def cell(found: Overruns, fund: str | None = None, year: int | None = None) -> Overrun:
    """One row."""
    return next(row for row in found.rows if (row.fund, row.year) == (fund, year))


def triangle_above(x: float) -> float:
    """The chance that the spread is above a multiple at or beyond the likeliest, by its formula."""
    return (HIGH - x) ** 2 / ((HIGH - LOW) * (HIGH - LIKELY))


def triangle_quantile(share: float) -> float:
    """The multiple below which a share lies, where that is beyond the likeliest, by its formula."""
    return HIGH - sqrt((1 - share) * (HIGH - LOW) * (HIGH - LIKELY))


def test_one_cost_is_as_uncertain_as_its_triangle(tmp_path: Path) -> None:
    """Chance, mean and both reserves by the formulas of the triangle; both years move together."""
    _, _, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000, 2028: 50_000}, spread=SPREAD)]))
    mean = (LOW + LIKELY + HIGH) / 3 - 1

    assert [(row.fund, row.year) for row in found.rows] == [
        ("medel", 2027),
        ("medel", 2028),
        ("medel", None),
        (None, None),
    ]
    for row in found.rows:
        assert row.chance == pytest.approx(triangle_above(1.0), abs=0.001)
        assert row.expected == pytest.approx(float(row.granted) * mean, rel=0.001)
        for share, reserve in zip((0.80, 0.95), row.reserves, strict=True):
            assert reserve == pytest.approx(float(row.granted) * (triangle_quantile(share) - 1), rel=0.002)
    assert found.covers == (Decimal("0.80"), Decimal("0.95"))


def test_several_costs_agree_with_plain_random_numbers(tmp_path: Path) -> None:
    """A million plain draws of the same triangles, by scipy, in each fund, each year and all together."""
    costs = {
        "a": (SPREAD, {2027: 300_000, 2028: 40_000}, "medel"),
        "b": (OTHER, {2027: 200_000}, "halsa"),
        "c": (OTHER, {2027: 90_000}, "medel"),
    }
    _, _, found = made(
        tmp_path / "round",
        *(
            proposal(name, [cost(per_year, fund, spread=spread)], 40 + n)
            for n, (name, (spread, per_year, fund)) in enumerate(costs.items())
        ),
    )
    random = np.random.default_rng(20_27)
    drawn = {}
    for name, (spread, _, _) in costs.items():
        low, likely, high = (float(spread[key]) for key in ("low", "likely", "high"))
        drawn[name] = stats.triang((likely - low) / (high - low), low, high - low).rvs(1_000_000, random_state=random)
    for row in found.rows:
        beyond = sum(
            kronor * (drawn[name] - 1)
            for name, (_, per_year, fund) in costs.items()
            for year, kronor in per_year.items()
            if row.fund in (None, fund) and row.year in (None, year)
        )
        assert row.chance == pytest.approx(float(np.mean(beyond > 0)), abs=SOME)
        for share, reserve in zip((0.80, 0.95), row.reserves, strict=True):
            assert float(np.mean(beyond <= reserve)) == pytest.approx(share, abs=SOME)
    assert cell(found).reserves[1] < sum(cell(found, fund).reserves[1] for fund in ("medel", "halsa"))


def test_a_reserve_is_the_least_that_is_enough(tmp_path: Path) -> None:
    """By hand: a cost of 1,000 doubles in 18 per cent of the outcomes, so 80 per cent need nothing and 95 all of it."""
    doubled = {"outcomes": [{"chance": 0.82, "value": 1}, {"chance": 0.18, "value": 2}]}
    _, _, found = made(tmp_path / "round", proposal("a", [cost({2027: 1000}, spread=doubled)]))

    assert cell(found).chance == pytest.approx(0.18, abs=0.001)
    assert cell(found).reserves == (0, 1000)


def test_a_common_factor_moves_costs_together(tmp_path: Path) -> None:
    """Two costs that share their only uncertainty overrun in the same outcomes, and their reserves do add up."""
    factor = {"id": "priser", "title": "Prisutveckling", "of": "costs", "factor": SPREAD}
    _, _, found = made(
        tmp_path / "round",
        proposal("a", [cost({2027: 100_000})]),
        proposal("b", [cost({2027: 300_000}, "halsa")], 50),
        common_factors=[factor],
    )

    assert cell(found).chance == cell(found, "medel").chance == pytest.approx(triangle_above(1.0), abs=0.001)
    assert cell(found).reserves[1] == pytest.approx(sum(cell(found, f).reserves[1] for f in ("medel", "halsa")), abs=1)
    assert cell(found).declared == 400_000


def test_what_has_no_spread_is_told_and_counts_as_granted(tmp_path: Path) -> None:
    """A cell of which nobody has said how uncertain it is is unknown; in a sum it is taken as granted (§25)."""
    _, _, found = made(
        tmp_path / "round",
        proposal("a", [cost({2027: 100_000}, spread=SPREAD)]),
        proposal("b", [cost({2027: 300_000}, "halsa")], 50),
    )
    unknown = cell(found, "halsa", 2027)

    assert unknown == Overrun("halsa", 2027, Decimal(300_000), Decimal(0), None, None, ())
    assert [cell(found).granted, cell(found).declared] == [400_000, 100_000]
    assert cell(found).chance == cell(found, "medel", 2027).chance


def test_only_what_is_granted_can_overrun_a_grant(tmp_path: Path) -> None:
    """What the payer bears in its own frame is not granted; a cost that two funds share strikes both alike."""
    _, _, found = made(
        tmp_path / "round",
        proposal(
            "a",
            [
                {
                    "title": "ledare",
                    "payer": "kommun",
                    "per_year": {2027: 100_000},
                    "spread": SPREAD,
                    "funds": {"medel": 0.75, "halsa": 0.25},
                },
                cost({2027: 500_000}, None, spread=OTHER),
            ],
            60,
        ),
    )

    assert [cell(found, fund).granted for fund in ("medel", "halsa", None)] == [75_000, 25_000, 100_000]
    assert cell(found, "medel").chance == cell(found, "halsa").chance == pytest.approx(triangle_above(1.0), abs=0.001)
    assert cell(found, "medel").reserves[0] == pytest.approx(3 * cell(found, "halsa").reserves[0], abs=3)


def test_a_later_start_moves_the_years(tmp_path: Path) -> None:
    """Only the start that is chosen counts."""
    _, plan, found = made(
        tmp_path / "round",
        proposal("a", [cost({2027: 100_000}, spread=SPREAD)], start_years=[2027, 2028]),
        funds=[{**FUNDS[0], "allocation": {2027: 0, 2028: 900_000}, "carry_over": "no"}],
    )

    assert plan.chosen[0][2] == 2028
    assert [(row.fund, row.year) for row in found.rows] == [("medel", 2028), ("medel", None), (None, None)]


def test_a_haircut_is_told_apart(tmp_path: Path) -> None:
    """Without a grade the largest haircut holds, 40 per cent of what the cost is expected to become."""
    _, _, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000}, spread=SPREAD)], 90), haircuts="yes")

    assert cell(found).chance == pytest.approx(triangle_above(1.0), abs=0.001)
    assert found.haircut == pytest.approx(100_000 * (LOW + LIKELY + HIGH) / 3 * 0.4, rel=0.001)


def told(ready: Prepared, plan: Plan, found: Overruns) -> tuple[Run, dict[str, Any]]:
    """The run, and its record as it is read from its file."""
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    run = Run(ready.read.portfolio, ready.read.rules, 1, DRAWS, *parts, plan, overruns=found)
    return run, json.loads(text_of(record(run)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            [
                "kostar mer än det beviljade är 75\xa0%",
                "oberoende av varandra",
                "räcker i 80\xa0% av utfallen",
                "Reserv som räcker i 95\xa0%",
            ],
        ),
        (
            "en",
            [
                "costs more than is granted is 75%",
                "independent of each other",
                "is enough in 80% of the outcomes",
                "Reserve enough in 95%",
            ],
        ),
    ],
)
def test_documents_tell_the_chance_and_the_reserves(tmp_path: Path, language: Any, words: list[str]) -> None:
    """In both languages, with the numbers of the record; the shares are numbers that the document rests on."""
    ready, plan, found = made(
        tmp_path / "round",
        proposal("a", [cost({2027: 100_000}, spread=SPREAD)]),
        proposal("b", [cost({2027: 300_000}, "halsa")], 50),
    )
    run, kept = told(ready, plan, found)
    page = html(kept, language, templates_of(None))

    assert kept["plan"]["overrun"]["rows"][-1]["reserves"] == list(cell(found).reserves)
    assert {"overrun_cover", "overrun_cover_high"} <= used_parameters(run)
    assert all(part in page for part in words)
    assert ("300\xa0000\xa0kronor" if language == "sv" else "300,000\xa0kronor") in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Inget av det som planen beviljar har en angiven osäkerhet"), ("en", "None of what the plan grants has a")],
)
def test_without_any_spread_it_is_unknown_and_said_so(tmp_path: Path, language: Any, words: str) -> None:
    """Nobody has said how uncertain the costs are: no chance, no reserve, no table, and no number rested on (§25)."""
    ready, plan, found = made(tmp_path / "round", proposal("a", [cost({2027: 100_000})]))
    run, kept = told(ready, plan, found)

    assert [row["chance"] for row in kept["plan"]["overrun"]["rows"]] == [None, None, None]
    assert not {"overrun_cover", "overrun_cover_high"} & used_parameters(run)
    page = html(kept, language, templates_of(None))
    assert words in page
    assert 'id="fordyring"' not in page


def test_a_plan_that_grants_nothing_says_nothing(tmp_path: Path) -> None:
    """Nothing can overrun."""
    _, _, found = made(tmp_path / "round", proposal("a", [cost({2027: 1000}, None, spread=SPREAD)]))

    assert found.rows == ()
