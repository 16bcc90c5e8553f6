"""All rules of a workspace, read and tested: what `prioritizer check` does with rules."""

from datetime import date
from pathlib import Path

from prioritizer.model.fault import Fault, Place
from prioritizer.reading.rule_tests import read_cases
from prioritizer.reading.rules import RuleReader
from prioritizer.screening.rule_tests import failed_criteria, failed_limits

LAST_DAY = date(2200, 1, 1)


def tested_rules(workspace: Path, as_of: date | None) -> tuple[int, int, list[Fault]]:
    """Read every rule of the workspace and run the tests beside.

    Args:
        workspace: The folder that holds `rules/`.
        as_of: The day for which staleness is judged; without it, staleness is not judged.

    Returns:
        How many rules, how many cases, and all faults and warnings.
    """
    reader = RuleReader(workspace, as_of or LAST_DAY)
    reader.read_fields()
    nowhere = Place("")
    reader.read_parameters(None, nowhere)
    folder = workspace / "rules" / "criteria"
    sets = ["default", *(p.name for p in sorted(folder.glob("*")) if p.is_dir())]
    criteria = {c.id: c for name in sets for c in reader.read_criteria(name, nowhere)}
    limits = {limit.id: limit for limit in reader.read_limits(None, nowhere)}
    reader.read_prices()
    reader.read_objective()
    reader.read_procedure()
    faults = [f for f in reader.faults if as_of or f.code != "stale_check"]
    criterion_cases, wrong = read_cases(workspace, "criteria", reader.fields)
    limit_cases, wrong_limits = read_cases(workspace, "limits", reader.fields)
    faults += wrong + wrong_limits
    faults += failed_criteria(criterion_cases, criteria, reader.parameters)
    faults += failed_limits(limit_cases, limits, reader.parameters)
    return len(criteria) + len(limits), len(criterion_cases) + len(limit_cases), faults
