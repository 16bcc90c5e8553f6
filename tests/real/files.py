"""Portfolios of proposal files written to a folder, so that tests come in through the same door as people."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from tests.real.tables import Plain

Written = Mapping[str, object]


def write_files(folder: Path, portfolio: Written, proposals: Sequence[Written]) -> Path:
    """Write `portfolio.yaml` and a file for each proposal.

    Args:
        folder: Made when it does not exist.
        portfolio: What portfolio.yaml says beside title, day, years, rules and actors, which have values here.
        proposals: Each with an id.

    Returns:
        The folder.
    """
    (folder / "proposals").mkdir(parents=True, exist_ok=True)
    whole: Written = {
        "title": folder.name,
        "as_of": "2026-11-01",
        "plan_years": [2027, 2029],
        "parameters": "asek",
        "criteria": "none",
        "limits": [],
        "actors": ["kommun", {"id": "skolan", "parent": "kommun", "title": "Skolan"}, "region"],
        "own_actor": "kommun",
        "haircuts": "no",
        "shrinkage": "no",
        **portfolio,
    }
    for name, data in {"portfolio": whole, **{f"proposals/{p['id']}": p for p in proposals}}.items():
        text = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def proposal(name: str, costs: Sequence[Written], participants: int = 40, **more: object) -> Written:
    """A proposal that saves placement days of the municipality; what it costs is what differs."""
    effect = {
        "outcome": "placement_day",
        "owner": "kommun",
        "participants": participants,
        "size": "intention_to_treat",
        "risk_without": 0.1,
        "risk_with": 0.07,
        "units_per_case": 210,
        "profile": {"delay": 1, "years": 3},
    }
    return {"id": name, "title": name.capitalize(), "comparison": "utan", "costs": costs, "effects": [effect], **more}
