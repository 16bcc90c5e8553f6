"""The two sides of `compare`: portfolios, read and appraised anew for every set of changes, or records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from prioritizer.appraisal.appraise import appraise
from prioritizer.appraisal.checks import faults as appraisal_faults
from prioritizer.appraisal.overlaps import overlaps
from prioritizer.appraisal.synergies import synergies
from prioritizer.cli.run import DRAWS, Prepared, Report, prepared
from prioritizer.cli.talk import text_of_file
from prioritizer.explanation.round_changes import Round, differing
from prioritizer.explanation.round_mix import may_move_values, mixed
from prioritizer.explanation.statement_changes import differing_in, mixed_in, with_numbers
from prioritizer.model.compared import Differing
from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.plan import Outcome
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Language, RuleSet
from prioritizer.model.value import Appraised, Overlap
from prioritizer.predicates.constrain import UnknownThreshold, UnknownWhere
from prioritizer.register.choice import UNREADABLE, statement_in
from prioritizer.register.files import RECORD
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import statement_of
from prioritizer.selection.choose import choose
from prioritizer.selection.statement import Statement

Titles: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What things on one side are called, by kind and id; words of rules are in the language of the run."""

    title: str
    currency: str
    price_year: int
    titles: Mapping[str, Titles]


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, and what its plan is chosen from. `ready` is None for a record."""

    named: Named
    statement: Statement
    ready: Prepared | None = None


class Sides(Protocol):
    """Two sides that can be mixed."""

    inputs: tuple[Differing, ...]

    def decide(self, made: frozenset[Differing]) -> Outcome | None:
        """The choice with some inputs as on the second side."""


def side_at(path: Path, seed: int, as_of: date | None, language: Language, report: Report) -> Side:
    """A portfolio, a record, or the folder of a plan.

    Raises:
        InputFaults: All faults of the portfolio, or a record that is none.
    """
    if path.suffix == ".json":
        return _of_record(path, language)
    if (path / RECORD).is_file() and not (path / "portfolio.yaml").exists():
        return _of_record(path / RECORD, language)
    ready = prepared(path, seed, as_of, report)
    return Side(_named(ready, language), ready.statement, ready)


def sides_of(before: Side, after: Side, time_limit: float | None, report: Report) -> Sides:
    """Two portfolios are mixed input by input; with a record on some side, choice by choice.

    Raises:
        InputFaults: They are in different currencies.
    """
    if before.named.currency != after.named.currency:
        told = {"first": before.named.currency, "second": after.named.currency}
        raise InputFaults([fault(Place(after.named.title), "", "compared_currencies", **told)])
    if before.ready is not None and after.ready is not None:
        return Rounds(before.ready, after.ready, time_limit, report)
    return Records(before.statement, after.statement, time_limit)


@dataclass
class Rounds:
    """Two portfolios; what versions are worth is worked out once for each set of changes that can move it."""

    before: Prepared
    after: Prepared
    time_limit: float | None
    report: Report
    inputs: tuple[Differing, ...] = field(init=False)
    _known: dict[frozenset[Differing], tuple[tuple[Appraised, ...], tuple[Overlap, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inputs = differing(_round(self.before), _round(self.after))

    def decide(self, made: frozenset[Differing]) -> Outcome | None:
        """Screen, appraise and choose; None where a rule then asks for what is not there."""
        found = mixed(_round(self.before), _round(self.after), made)
        portfolio, rules = found.portfolio, found.rules
        if any(one.severity == "fault" for one in appraisal_faults(portfolio, rules)):
            return None
        appraised, shared = self._values(portfolio, rules, made)
        try:
            statement, _ = statement_of(portfolio, rules, screen(portfolio, rules), appraised, shared)
            program = statement.program()
        except (UnknownWhere, UnknownThreshold):
            return None
        return choose(program, self.time_limit, ties=False)

    def _values(
        self, portfolio: Portfolio, rules: RuleSet, made: frozenset[Differing]
    ) -> tuple[tuple[Appraised, ...], tuple[Overlap, ...]]:
        sides = (self.before.read.portfolio, self.after.read.portfolio)
        moving = frozenset(one for one in made if may_move_values(one, *sides))
        if moving not in self._known:
            seed = self.before.seed
            values = appraise(portfolio, rules, seed, DRAWS)
            shared = (*overlaps(portfolio, rules, seed, DRAWS), *synergies(portfolio, values))
            self._known[moving] = values, shared
        return self._known[moving]


@dataclass
class Records:
    """Two choices as records hold them."""

    before: Statement
    after: Statement
    time_limit: float | None
    inputs: tuple[Differing, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.before, self.after = with_numbers(self.before), with_numbers(self.after)
        self.inputs = differing_in(self.before, self.after)

    def decide(self, made: frozenset[Differing]) -> Outcome | None:
        """Choose; None where a limit then asks for what is not there."""
        try:
            program = mixed_in(self.before, self.after, made).program()
        except (UnknownWhere, UnknownThreshold):
            return None
        return choose(program, self.time_limit, ties=False)


def _round(ready: Prepared) -> Round:
    return Round(ready.read.portfolio, ready.read.rules)


def _named(ready: Prepared, language: Language) -> Named:
    portfolio, rules = ready.read.portfolio, ready.read.rules
    return Named(
        portfolio.title,
        portfolio.currency,
        portfolio.price_year,
        {
            "proposal": {p.id: p.title for p in portfolio.proposals},
            "fund": {f.id: f.title for f in portfolio.funds},
            "resource": {r.id: r.title for r in portfolio.resources},
            "criterion": {c.id: c.title[language] for c in rules.criteria},
            "limit": {limit.id: limit.title.get(language, limit.id) for limit in rules.limits},
            "parameter": {p.id: p.title[language] for p in rules.parameters.values()},
            "price": {p.id: p.title[language] for p in rules.prices.values()},
            "field": {f.id: f.words[language] for f in rules.fields.values()},
        },
    )


def _of_record(path: Path, language: Language) -> Side:
    text = text_of_file(path)
    try:
        record = json.loads(text, parse_float=Decimal)
        portfolio = record["portfolio"]
        titles = {
            "proposal": _titles(portfolio["proposals"], language),
            "fund": _titles(portfolio["funds"], language),
            "resource": _titles(portfolio["resources"], language),
            "limit": _titles(record["rules"]["limits"], language),
        }
        named = Named(str(portfolio["title"]), str(portfolio["currency"]), int(portfolio["price_year"]), titles)
        return Side(named, statement_in(record))
    except UNREADABLE as error:
        raise InputFaults([fault(Place(path.as_posix()), "", "compared_unreadable", file=path.name)]) from error


def _titles(found: Any, language: Language) -> Titles:
    def title(one: Any) -> str:
        told = one["title"]
        return str(told.get(language) or one["id"]) if isinstance(told, Mapping) else str(told or one["id"])

    return {str(one["id"]): title(one) for one in found}
