"""The tests beside the rules, read with their places (design §4)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Fact, Field
from prioritizer.reading import scalars
from prioritizer.reading.facts import read_fact
from prioritizer.reading.files import open_yaml
from prioritizer.reading.forms import AmountText, DayText, PlainText
from prioritizer.reading.rule_files import read_rule
from prioritizer.reading.rule_forms import ValueText
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.reading.stray_files import is_in_its_folder
from prioritizer.reading.validation import Form, validate
from prioritizer.reading.yaml_text import Located, PathTo, dotted

T = TypeVar("T")
HOLDS, NOT = "holds", ("fails", "unknown")
_OF_CHOSEN = ("id", "fund", "granted", "uses", "returns", "draws")


class ExpectForm(Form):
    """What a case expects; a bare word is the verdict alone."""

    verdict: Literal["holds", "fails", "unknown"]
    margin: ValueText | None = None
    """The distance to the threshold, in its own unit; zero or more where it is met."""


Expected = Annotated[ExpectForm, BeforeValidator(lambda v: v if isinstance(v, dict) else {"verdict": v})]


class CaseForm(Form):
    """One case: facts of a proposal, or the chosen proposals of a plan, and what is expected."""

    name: PlainText
    on: DayText
    given: dict[str, object] | None = None
    """What the proposal of the case states."""
    plan: tuple[dict[str, object], ...] = ()
    """The proposals that are chosen in the case."""
    envelope: AmountText | None = None
    """All kronor made available, for limits that are a share of the envelope."""
    keys: tuple[PlainText, ...] = ()
    """Keys of a limit with by that the round has, also where no chosen proposal of the case does."""
    expect: Expected
    """What the rule says of the case."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case of one rule.

    `file` is the rule's own file, and names the rule among sets that may use the same id. `given` are the facts of a
    proposal, for a criterion; `plan` the chosen versions, for a limit. `margin` is None where none is expected. `keys`
    have a row of a limit with `by` even where no chosen version is in them.
    """

    rule: str
    file: str
    name: str
    on: date
    given: Mapping[str, Fact]
    """What the proposal of the case states."""
    plan: tuple[Candidate, ...]
    """The proposals that are chosen in the case."""
    expect: str
    """What the rule says of the case."""
    place: Place
    margin: Decimal | None = None
    envelope: Decimal | None = None
    keys: tuple[str, ...] = ()


def read_cases(
    workspace: Path, kind: str, fields: Mapping[str, Field], only: Collection[str] | None = None
) -> tuple[list[Case], list[Fault]]:
    """Read the tests of all criteria or limits; a rule without a case that can fail is a fault.

    Args:
        workspace: The folder that holds `rules/`.
        kind: criteria or limits.
        fields: The vocabulary; when it could not be read, no case can be.
        only: The files of the rules in force, None for every rule.
    """
    if not fields:
        return [], []
    cases: list[Case] = []
    faults: list[Fault] = []
    top = workspace / "rules" / kind
    for rule in sorted(path for path in top.rglob("*.yaml") if is_in_its_folder(top, path)):
        name = rule.relative_to(workspace).as_posix()
        if rule.name.endswith(".test.yaml"):
            faults += _orphan(rule, name) if only is None else []
            continue
        if only is not None and name not in only:
            continue
        beside = rule.with_name(f"{rule.stem}.test.yaml")
        found, wrong = cases_in(beside, workspace, fields) if beside.exists() else ([], [])
        faults += wrong or _uncovered(name, beside, found)
        cases += found
    return cases, faults


def _orphan(path: Path, name: str) -> list[Fault]:
    rule = path.name.replace(".test.yaml", ".yaml")
    if path.with_name(rule).exists():
        return []
    return [fault(Place(name, 1, 1), "", "tests_without_rule", file=rule)]


def _uncovered(rule: str, beside: Path, cases: list[Case]) -> list[Fault]:
    """A rule that no case meets, or that every case meets, could be any rule."""
    if not cases:
        return [fault(Place(rule, 1, 1), "", "untested_rule", file=beside.name)]
    verdicts = sorted({case.expect for case in cases})
    lacking = "holds" if HOLDS not in verdicts else "fails" if not {*verdicts} & {*NOT} else ""
    told = {"file": beside.name, "verdict": ", ".join(verdicts), "lacking": lacking}
    return [fault(Place(rule, 1, 1), "", "one_sided_tests", **told)] if lacking else []


def cases_in(path: Path, workspace: Path, fields: Mapping[str, Field]) -> tuple[list[Case], list[Fault]]:
    """Read the cases of one file beside a rule."""
    name = path.relative_to(workspace).as_posix()
    located, _ = open_yaml(path, name, read_rule)
    if not located.is_whole:
        return [], list(located.faults)
    if not isinstance(located.data, list):
        return [], [fault(located.place(()), "", "expected_list")]
    cases: list[Case] = []
    faults = list(located.faults)
    for n in range(len(located.data)):
        form, wrong = validate(CaseForm, located, (n,))
        reader = _FactReader(located, fields)
        given = reader.facts((n, "given"), form.given or {}) if form else {}
        plan = [reader.chosen((n, "plan", at), at, chosen) for at, chosen in enumerate(form.plan if form else ())]
        faults += [*wrong, *reader.faults]
        if form is None or reader.faults:
            continue
        rule = name.removesuffix(".test.yaml")
        cases.append(
            Case(
                rule=rule.rpartition("/")[2],
                file=f"{rule}.yaml",
                name=form.name,
                on=form.on,
                given=given,
                plan=tuple(plan),
                expect=form.expect.verdict,
                place=located.place((n,)),
                margin=form.expect.margin,
                envelope=form.envelope,
                keys=form.keys,
            )
        )
    return cases, faults


class _FactReader:
    """Facts of a case; measures may be given, since a test stands in for the program here."""

    def __init__(self, located: Located, fields: Mapping[str, Field]) -> None:
        self.located, self.fields = located, fields
        self.faults: list[Fault] = []

    def facts(self, root: PathTo, data: Mapping[str, object]) -> dict[str, Fact]:
        """The facts of a mapping, by dotted name."""
        found: dict[str, Fact] = {}
        for path, value in _flat(data, ()):
            name, where = ".".join(path), (*root, *path)
            field = self.fields.get(name)
            if field is None:
                near = nearest(name, [*self.fields, *(_OF_CHOSEN if root[-1] != "given" else ())])
                place = self.located.key_place(where)
                self.faults.append(fault(place, dotted(where), "unknown_field", near, key=name))
            elif value is not None:
                read = self._read(partial(_fact, field, value), where)
                found |= {} if read is None else {name: read}
        return found

    def chosen(self, root: PathTo, n: int, data: Mapping[str, object]) -> Candidate:
        """One chosen version: its facts, and what it is granted, uses and gives back to each purse."""
        fund = str(data.get("fund") or "")
        granted = {(fund, year or 0): kr for year, kr in self._by_year((*root, "granted"), data.get("granted"))}
        uses = {
            (name, year): number
            for name, used in self._mapping((*root, "uses"), data.get("uses"))
            for year, number in self._by_year((*root, "uses", name), used)
        }
        returns = {
            name: None if given is None else self._number((*root, "returns", name), given)
            for name, given in self._mapping((*root, "returns"), data.get("returns"))
        }
        facts = self.facts(root, {key: value for key, value in data.items() if key not in _OF_CHOSEN})
        draws = tuple(round(kr) for kr in self._numbers((*root, "draws"), data.get("draws")))
        return Candidate(str(data.get("id", n)), None, None, 0, granted, uses, facts, returns=returns, draws=draws)

    def _mapping(self, path: PathTo, data: object) -> list[tuple[str, object]]:
        if data is None or isinstance(data, dict):
            return list((data or {}).items())
        self._refuse(path, "expected_mapping")
        return []

    def _numbers(self, path: PathTo, data: object) -> list[Decimal]:
        """Kronor by joint draw."""
        if data is not None and not isinstance(data, list):
            self._refuse(path, "expected_list")
            return []
        return [self._number((*path, n), given) for n, given in enumerate(data or ())]

    def _by_year(self, path: PathTo, data: object) -> list[tuple[int | None, Decimal]]:
        """An amount, or an amount for each year."""
        if data is None:
            return []
        if not isinstance(data, dict):
            return [(None, self._number(path, data))]
        years = [(self._read(partial(scalars.year, str(key)), (*path, key)), key) for key in data]
        return [(year, self._number((*path, key), data[key])) for year, key in years]

    def _number(self, path: PathTo, given: object) -> Decimal:
        if not isinstance(given, str):
            self._refuse(path, "expected_number")
            return Decimal(0)
        read = self._read(partial(scalars.amount, given), path)
        # A case with a fault is not run, so that this zero is never counted.
        return Decimal(0) if read is None else read

    def _read(self, parse: Callable[[], T], path: PathTo) -> T | None:
        try:
            return parse()
        except Unreadable as error:
            self._refuse(path, error.code, error.near, **dict(error.values))
            return None

    def _refuse(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.place(path), dotted(path), code, near, **values))


def _fact(field: Field, value: object) -> Fact:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, bool):
        value = "true" if value else "false"
    return (str(value),) if field.kind == "list" else read_fact(field, str(value))


def _flat(data: Mapping[str, object], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    found: list[tuple[tuple[str, ...], object]] = []
    for key, value in data.items():
        found += _flat(value, (*path, key)) if isinstance(value, dict) else [((*path, key), value)]
    return found
