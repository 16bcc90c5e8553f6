"""The 324 programmes of the Washington State Institute for Public Policy as a table portfolio."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.real.tables import write_table

FILE = "wsipp_2017_clean.csv"
PARTICIPANTS = 100
YEARS = (2027, 2028, 2029)
UNSURE = 60
"""Per cent of chance below which a programme counts as unsure."""
UNSURE_SHARE = (1, 5)
"""At most one fifth of what is granted."""


@dataclass(frozen=True)
class Programme:
    """One programme for 100 participants, in whole dollars; the chance in per cent."""

    id: str
    title: str
    cost: int
    taxpayers: int
    others: int
    chance: float

    @property
    def net(self) -> int:
        """Benefits less cost."""
        return self.taxpayers + self.others - self.cost


def programmes(folder: Path) -> tuple[Programme, ...]:
    """Every programme of the file; its amounts are whole dollars per participant."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return tuple(
            Programme(
                id=row["id"].lower(),
                title=row["program"],
                cost=_dollars(row["program_cost_usd"]),
                taxpayers=_dollars(row["taxpayer_benefits_usd"]),
                others=_dollars(row["non_taxpayer_benefits_usd"]),
                chance=float(row["chance_benefits_exceed_costs_pct"]),
            )
            for row in csv.DictReader(file)
        )


def _dollars(text: str) -> int:
    return int(float(text)) * PARTICIPANTS


def yearly(all_of_them: tuple[Programme, ...]) -> int:
    """What the fund is given each year: 10 per cent of the cost of everything."""
    return sum(p.cost for p in all_of_them) // 10


def write_wsipp(source: Path, folder: Path) -> Path:
    """Write the portfolio: all cost in the first year, one fund with carry-over, a limit on the unsure share."""
    found = programmes(source)
    unsure = {"field": "chance", "op": "below", "value": UNSURE / 100}
    limit = {"share_of": "granted", "where": unsure, "op": "at_most", "value": UNSURE_SHARE[0] / UNSURE_SHARE[1]}
    fund = {"id": "fond", "carry_over": True, "allocation": dict.fromkeys(YEARS, yearly(found))}
    portfolio = {
        "title": "324 programmes",
        "plan_years": [YEARS[0], YEARS[-1]],
        "currency": "USD",
        "actors": [{"id": "skattebetalare", "title": "Taxpayers"}, {"id": "ovriga", "title": "Others"}],
        "own_actor": "skattebetalare",
        "funds": [fund],
        "limits": [
            {
                "id": "osakra",
                "title": {"sv": "Osäkra program", "en": "Unsure programmes"},
                "why": {"sv": "Högst en femtedel får vara osäker.", "en": "At most a fifth may be unsure."},
                "limit": limit,
                "source": {"title": "the round"},
            }
        ],
    }
    rows = [
        {
            "id": p.id,
            "title": p.title,
            "cost": p.cost,
            "benefit[skattebetalare]": p.taxpayers,
            "benefit[ovriga]": p.others,
            "chance": p.chance,
        }
        for p in found
    ]
    return write_table(folder, portfolio, rows)
