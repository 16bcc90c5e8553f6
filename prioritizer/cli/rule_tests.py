"""The rules of a workspace, read and tested: what `prioritizer check` and every run do with rules."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import Criterion, Limit, RuleSet
from prioritizer.reading.rule_tests import Case, read_cases
from prioritizer.reading.rules import RuleReader
from prioritizer.reading.stray_files import stray_files
from prioritizer.screening.measure_checks import measure_faults
from prioritizer.screening.rule_tests import failed_criteria, failed_limits


def tested_rules(workspace: Path, as_of: date | None) -> tuple[int, int, list[Fault]]:
    """Read every rule of the workspace and run the tests beside.

    Args:
        workspace: The folder that holds `rules/`.
        as_of: The day whose values are in force, and for which staleness is judged; without it, neither is.

    Returns:
        How many rules, how many cases, and all faults and warnings.
    """
    reader = RuleReader(workspace, as_of)
    reader.read_fields()
    nowhere = Place("")
    reader.read_parameters(None, nowhere)
    reader.check_overlays()
    criteria = [c for found in reader.read_sets().values() for c in found]
    limits = reader.read_limits(None, nowhere)
    reader.read_prices()
    reader.read_objective()
    reader.read_procedure()
    cases, wrong = read_cases(workspace, "criteria", reader.fields)
    limit_cases, wrong_limits = read_cases(workspace, "limits", reader.fields)
    faults = [*reader.faults, *stray_files(workspace), *measure_faults(reader.fields), *wrong, *wrong_limits]
    faults += failed_criteria(cases, criteria, reader.parameters)
    faults += failed_limits(limit_cases, limits, reader.parameters, reader.fields)
    return len(criteria) + len(limits), len(cases) + len(limit_cases), faults


def untested(workspace: Path, rules: RuleSet) -> list[Fault]:
    """What is wrong with the tests of the rules in force: a rule without them, or that fails them, decides nothing."""
    found: list[Fault] = []
    criteria = {c.place.file for c in rules.criteria}
    limits = {limit.place.file for limit in rules.limits}
    cases, wrong = read_cases(workspace, "criteria", rules.fields, criteria)
    found += [*wrong, *failed_criteria(cases, rules.criteria, rules.parameters)]
    cases, wrong = read_cases(workspace, "limits", rules.fields, limits)
    found += [*wrong, *failed_limits(cases, rules.limits, rules.parameters, rules.fields)]
    return found


def faults_beside(workspace: Path, path: Path) -> tuple[list[Case], list[Fault]]:
    """The cases of one file beside a rule, and what is wrong with the file or the rule itself."""
    rule = path.with_name(f"{path.name.removesuffix('.test.yaml')}.yaml")
    name = rule.relative_to(workspace).as_posix()
    if not rule.exists():
        return [], [fault(Place(path.relative_to(workspace).as_posix(), 1, 1), "", "tests_without_rule", file=name)]
    kind = path.relative_to(workspace).parts[1]
    reader = _whole(workspace)
    cases, wrong = read_cases(workspace, kind, reader.fields, {name})
    return cases, [*(f for f in reader.faults if f.place.file == name), *wrong]


def case_faults(workspace: Path, case: Case) -> list[Fault]:
    """What is wrong when one case is decided."""
    reader = _whole(workspace)
    criteria = [c for c in reader.all_criteria if c.place.file == case.file]
    limits = [limit for limit in reader.all_limits if limit.place.file == case.file]
    found = failed_criteria([case], criteria, reader.parameters)
    return [*found, *failed_limits([case], limits, reader.parameters, reader.fields)]


@dataclass(slots=True)
class _Whole(RuleReader):
    """Every rule of a workspace, whichever set it stands in."""

    all_criteria: list[Criterion] = field(default_factory=list)
    all_limits: list[Limit] = field(default_factory=list)


@cache
def _whole(workspace: Path, as_of: date | None = None) -> _Whole:
    """Read once for all cases of a run of pytest, in which no file changes."""
    reader = _Whole(workspace, as_of)
    reader.read_fields()
    reader.read_parameters(None, Place(""))
    reader.all_criteria += [c for found in reader.read_sets().values() for c in found]
    reader.all_limits += reader.read_limits(None, Place(""))
    return reader
