"""A portfolio folder to one frozen portfolio and the rules in force (design §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.portfolio import (
    INDIVIDUAL,
    NOT_ALLOCATED,
    UNDECLARED,
    Actor,
    Commitment,
    CommonFactor,
    Fund,
    Goal,
    OverlapGroup,
    Portfolio,
    Proposal,
    Repayment,
    Resource,
    Synergy,
)
from prioritizer.model.roll_forward import Previous
from prioritizer.model.rules import Criterion, Limit, RuleSet
from prioritizer.reading import forms
from prioritizer.reading.capacities import in_units
from prioritizer.reading.cells import read_cells
from prioritizer.reading.common_factors import read_common_factors
from prioritizer.reading.currency import KRONOR, currency_fault, kronor_faults
from prioritizer.reading.files import is_there, open_yaml, portfolio_name, shown
from prioritizer.reading.headers import DEFAULT_HORIZON, TableContext
from prioritizer.reading.limits import read_limit
from prioritizer.reading.links import envelope_faults, link_faults
from prioritizer.reading.names import name_faults, synergy_faults
from prioritizer.reading.overrides import with_overrides
from prioritizer.reading.previous import read_previous
from prioritizer.reading.proposal import Outcomes, ProposalReader
from prioritizer.reading.rule_records import inline_criterion, source
from prioritizer.reading.rules import read_rules
from prioritizer.reading.scalars import nearest
from prioritizer.reading.table import read_table
from prioritizer.reading.texts import read_texts
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.vocabulary import Vocabulary, vocabulary
from prioritizer.reading.workspace import shipped, workspace_of
from prioritizer.reading.yaml_text import Located, PathTo, dotted

DEFAULT_OVERLAY = "asek"
_BLIND_WITHOUT = {
    "funds": {"unknown_fund"},
    "actors": {"unknown_actor"},
    "goals": {"unknown_goal"},
    "resources": {"unknown_resource", "unknown_sum"},
    "plan_years": {"year_outside"},
    "proposals": {"unknown_proposal", "no_proposals_in", "missing_proposals"},
    "as_of": {"stale_check"},
    "parameters": {"missing_overlay"},
}
"""Complaints that follow only from a part of portfolio.yaml that could not itself be read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: everything that the pure rooms need, and what to warn of."""

    portfolio: Portfolio
    rules: RuleSet
    warnings: tuple[Fault, ...]
    folder: Path
    workspace: Path | None
    """The workspace of the portfolio itself; None when the shipped rules were used."""


def read_portfolio(given: Path, as_of: date | None = None) -> Read:
    """Read a portfolio, its proposals and the rules it asks for.

    Args:
        given: The folder, or its portfolio.yaml.
        as_of: Replaces the portfolio's own day.

    Raises:
        InputFaults: Every fault of portfolio, proposals and rules, from one reading.
    """
    path = given if given.suffix in (".yaml", ".yml") else given / "portfolio.yaml"
    located, _ = open_yaml(path)
    if not located.is_whole:
        raise InputFaults(located.faults)
    form, faults = validate(forms.PortfolioForm, located)
    faults = [*in_units(faults, _units(located)), *located.faults]
    broken = {part for f in faults for part in (f.path.split(".")[0], f.near) if part}
    form = form or _without(located, broken)
    if form is None:
        raise InputFaults(faults)
    reader = _Reader(path, located, form, as_of or form.as_of)
    found, more = reader.read()
    if form.plan_years[0] > form.plan_years[1]:
        broken.add("plan_years")
    hidden = {code for part in broken for code in _BLIND_WITHOUT.get(part, set())}
    faults += [f for f in more if f.code not in hidden]
    if any(f.severity == "fault" for f in faults) or found is None:
        raise InputFaults(faults)
    return replace(found, warnings=tuple(InputFaults(faults).faults))


def _without(located: Located, broken: set[str]) -> forms.PortfolioForm | None:
    """The portfolio as far as it can be read, so that the proposals' faults come in the same run."""
    if not isinstance(located.data, dict):
        return None
    kept = {key: value for key, value in located.data.items() if key not in broken}
    stand_in: dict[str, Any] = {"title": "?", "as_of": "2200-01-01", "plan_years": ["1900", "2200"]}
    copy = Located(located.file, {**{k: v for k, v in stand_in.items() if k not in kept}, **kept}, located.places)
    return validate(forms.PortfolioForm, copy)[0]


def _units(located: Located) -> dict[str, str]:
    """The unit of each resource as far as it can be read."""
    resources = located.data.get("resources") if isinstance(located.data, dict) else None
    found = resources.items() if isinstance(resources, dict) else ()
    return {name: r["unit"] for name, r in found if isinstance(r, dict) and isinstance(r.get("unit"), str)}


def _id_of(located: Located, path: Path) -> str:
    """The id of a proposal with faults, so that others may require it; the file's name where none can be read."""
    written = located.data.get("id") if isinstance(located.data, dict) else None
    return written if isinstance(written, str) else path.stem


def _actor(form: forms.ActorForm, named: Mapping[str, forms.ActorForm]) -> Actor:
    """An actor; whose purse is public where it does not say so itself is what its parent says (convention §4, §5)."""
    parent = named.get(form.parent or "")
    inherited = parent.public if parent and parent.public is not None else True
    public = form.public if form.public is not None else inherited and form.id not in (INDIVIDUAL, NOT_ALLOCATED)
    pays = form.can_co_finance if form.can_co_finance is not None else public
    return Actor(form.id, form.title or form.id, form.parent, public, pays)


class _Reader:
    """One portfolio being read; what was not written is noted as a default (design §5)."""

    def __init__(self, path: Path, located: Located, form: forms.PortfolioForm, as_of: date) -> None:
        self.path, self.located, self.form, self.as_of = path, located, form, as_of
        self.faults: list[Fault] = []
        self.defaults: list[tuple[str, str]] = []
        self.workspace = workspace_of(path.parent)
        self.root = self.workspace or shipped()
        self.files: dict[Place, Located] = {}
        self.unread: set[str] = set()
        self.source: Path | None = None
        self.is_table = False

    def read(self) -> tuple[Read | None, list[Fault]]:
        self.source = source = self._proposals_path()
        self.is_table = source is not None and not source.is_dir()
        rules = self._rules(self.is_table)
        actors = self._actors()
        own = self._default("own_actor", self.form.own_actor, actors[0].id)
        funds, resources = self._funds(own, vocabulary(rules, self.as_of)), self._resources()
        context = TableContext(
            plan_years=self.form.plan_years,
            own_actor=own,
            actors=tuple(a.id for a in actors),
            funds=funds,
            resources=resources,
            goals=tuple(g.id for g in self.form.goals),
            terms=self.form.stated.terms() if self.form.stated else UNDECLARED,
            horizon=self.form.horizon or DEFAULT_HORIZON,
            currency=self.form.currency or KRONOR,
        )
        proposals = self._overridden(self._proposals(source, context, rules))
        factors = self._common_factors(rules)
        previous = self._previous()
        self.faults += name_faults(self.located, self.form, context)
        if self.form.tax_factor and rules.number("tax_factor", self.as_of) is None:
            day, file = self.as_of.isoformat(), rules.file_of("tax_factor")
            self._fault(("tax_factor",), "no_tax_factor", day=day, file=file)
        self.faults += link_faults(proposals, rules.limits, self._place_in, self.unread)
        self.faults += synergy_faults(self.located, self.form, [*(p.id for p in proposals), *self.unread])
        self.faults += envelope_faults(rules.limits, funds)
        self.faults += self._currency(proposals, rules)
        if not proposals:
            return None, self.faults
        portfolio = self._portfolio(actors, own, funds, resources, proposals, rules)
        texts, faults = read_texts(self.path.parent / "texts", [a.id for a in actors])
        self.faults += faults
        portfolio = replace(portfolio, common_factors=factors, previous=previous, texts=texts)
        return Read(portfolio, rules, (), self.path.parent, self.workspace), self.faults

    def _currency(self, proposals: tuple[Proposal, ...], rules: RuleSet) -> list[Fault]:
        """What is in another currency than the portfolio."""
        own = self.form.currency or KRONOR
        wrong = currency_fault(self.located, own, rules, proposals)
        written = [self.located, *self.files.values()]
        return [*([wrong] if wrong else []), *(f for located in written for f in kronor_faults(located, own))]

    def _portfolio(
        self,
        actors: tuple[Actor, ...],
        own: str,
        funds: tuple[Fund, ...],
        resources: tuple[Resource, ...],
        proposals: tuple[Proposal, ...],
        rules: RuleSet,
    ) -> Portfolio:
        form = self.form
        base = self._default("base_year", form.base_year, form.plan_years[0])
        return Portfolio(
            name=portfolio_name(self.path),
            title=form.title,
            organisation=form.organisation or "",
            currency=self._default("currency", form.currency, KRONOR),
            as_of=self.as_of,
            price_year=self._default("price_year", form.price_year, base),
            base_year=base,
            plan_years=form.plan_years,
            horizon=self._default("horizon", form.horizon, DEFAULT_HORIZON),
            actors=actors,
            own_actor=own,
            goals=tuple(Goal(g.id, g.title, g.levels) for g in form.goals),
            funds=funds,
            resources=resources,
            proposals=proposals,
            limits=rules.limits,
            fictitious=form.fictitious,
            tax_factor=self._default("tax_factor", form.tax_factor, False),
            production_value=self._default("production_value", form.production_value, True),
            haircuts=self._default("haircuts", form.haircuts, not self.is_table),
            shrinkage=self._default("shrinkage", form.shrinkage, not self.is_table),
            defaults=tuple(self.defaults),
            notes=form.notes or "",
            overlap_groups=self._overlap_groups(),
            price_year_place=self._price_year_place(),
            commitments=self._commitments(),
            synergies=self._synergies(),
            case_number=form.case_number or "",
            case_officer=form.case_officer or "",
        )

    def _price_year_place(self) -> Place:
        """Where the price year is written, or the year that it is taken from."""
        named = next(
            (name for name in ("price_year", "base_year") if getattr(self.form, name) is not None), "plan_years"
        )
        return self.located.place((named,))

    def _overlap_groups(self) -> tuple[OverlapGroup, ...]:
        return tuple(
            OverlapGroup(name, group.title or "", group.people, self.located.place(("overlap_groups", name)))
            for name, group in self.form.overlap_groups.items()
        )

    def _common_factors(self, rules: RuleSet) -> tuple[CommonFactor, ...]:
        names = vocabulary(rules, self.as_of)
        found, faults = read_common_factors(self.located, self.form.common_factors, names)
        self.faults += faults
        return found

    def _previous(self) -> Previous | None:
        if self.form.previous_plan is None:
            return None
        found, faults = read_previous(self.located, self.form.previous_plan, self.path.parent)
        self.faults += faults
        return found

    def _default(self, name: str, written: Any, default: Any) -> Any:
        if written is not None:
            return written
        self.defaults.append((name, str(default)))
        return default

    def _proposals_path(self) -> Path | None:
        written = self._default("proposals", self.form.proposals, "proposals/")
        path: Path = self.path.parent / written
        if is_there(path):
            if path.is_file() or path.is_dir():
                return path
            self._fault(("proposals",), "neither_file_nor_folder", file=written)
            return None
        beside = [p.name + ("/" if p.is_dir() else "") for p in self.path.parent.iterdir() if p != self.path]
        self._fault(("proposals",), "missing_proposals", nearest(written, beside), file=shown(written))
        return None

    def _rules(self, is_table: bool) -> RuleSet:
        """Default rules: all shipped for proposal files, none for a table (design §5)."""
        criteria, inline = self._criteria("none" if is_table else "default")
        limits, written = self._limits(is_table)
        overlay = self._overlay()
        rules, faults = read_rules(self.root, self.as_of, criteria, limits, overlay, self._named())
        self.faults += faults
        names = vocabulary(rules, self.as_of, frozenset(self.form.resources))
        more: list[Limit] = []
        for at in written:
            limit, faults = read_limit(self.located, ("limits", at), names)
            self.faults += faults
            more += [limit] if limit else []
        own: list[Criterion] = []
        for at in inline:
            criterion, faults = inline_criterion(self.located, ("criteria", at), names)
            self.faults += faults
            own += [criterion] if criterion else []
        return replace(rules, limits=(*rules.limits, *more), criteria=(*rules.criteria, *own))

    def _overlay(self) -> str:
        """Proposal files must say which parameters hold; a table takes those of ASEK, where the workspace has them."""
        names = sorted(p.stem for p in (self.root / "rules" / "parameters" / "overlays").glob("*.yaml"))
        if self.form.parameters is None and names and self.source is not None and self.source.is_dir():
            self._fault(("parameters",), "missing_overlay", choices=", ".join(names), first=names[0])
            return ""
        default = DEFAULT_OVERLAY if DEFAULT_OVERLAY in names else ""
        return str(self._default("parameters", self.form.parameters, default))

    def _named(self) -> dict[str, Place]:
        """Where the portfolio names criteria, limits and parameters, and each one of a list."""
        places = {name: self.located.place((name,)) for name in ("criteria", "limits", "parameters")}
        for kind, given in (("criteria", self.form.criteria), ("limits", self.form.limits)):
            for n, item in enumerate(given if isinstance(given, list | tuple) else ()):
                places |= {f"{kind}.{item}": self.located.place((kind, n))} if isinstance(item, str) else {}
        return places

    def _place_in(self, proposal: Proposal, path: PathTo) -> Place:
        """The place of a path in the proposal's own file; in a table only the row is known."""
        located = self.files.get(proposal.place)
        return located.place(path) if located else proposal.place

    def _criteria(self, default: str) -> tuple[str | list[str], list[int]]:
        given = self.form.criteria
        if isinstance(given, list):
            names = [item for item in given if isinstance(item, str)]
            return (names or "none"), [n for n, item in enumerate(given) if not isinstance(item, str)]
        if given is not None and not isinstance(given, str):
            self._fault(("criteria",), "expected_criteria")
            return "none", []
        return str(self._default("criteria", given, default)), []

    def _limits(self, is_table: bool) -> tuple[list[str] | None, list[int]]:
        given = self.form.limits
        if given is None:
            self.defaults.append(("limits", "none" if is_table else "all"))
            return ([] if is_table else None), []
        names = [str(item) for item in given if isinstance(item, str)]
        return names, [n for n, item in enumerate(given) if not isinstance(item, str)]

    def _actors(self) -> tuple[Actor, ...]:
        """The person and «not allocated» are always actors (convention §4); documents name the untitled."""
        named = {actor.id: actor for actor in self.form.actors}
        written = [_actor(actor, named) for actor in self.form.actors]
        if not written:
            self.defaults.append(("actors", "kommun"))
            written = [Actor("kommun", "")]
        always = (
            Actor(INDIVIDUAL, "", None, False, False),
            Actor(NOT_ALLOCATED, "", None, False, False),
        )
        return (*written, *(a for a in always if a.id not in {w.id for w in written}))

    def _funds(self, own: str, names: Vocabulary) -> tuple[Fund, ...]:
        reader = TreeReader(self.located, names, before_appraisal=False)
        found = [
            replace(
                self._fund(form, own, self.located.place(("funds", n))),
                committed=self._committed(form.id),
                eligible=None if form.eligible is None else reader.read(form.eligible, ("funds", n, "eligible")),
            )
            for n, form in enumerate(self.form.funds)
        ]
        self.faults += reader.faults
        return tuple(found)

    def _fund(self, form: forms.FundForm, own: str, place: Place) -> Fund:
        def default(name: str, written: Any, value: Any) -> Any:
            return self._default(f"funds.{form.id}.{name}", written, value)

        back = form.repayment
        return Fund(
            repayment=None if back is None else Repayment(back.since, back.share, back.delay, source(back.source)),
            id=form.id,
            title=form.title or form.id,
            owner=default("owner", form.owner, own),
            opening=default("opening", form.opening, Decimal(0)),
            carry_over=default("carry_over", form.carry_over, True),
            prices=default("prices", form.prices, "lopande"),
            allocation=dict(sorted(form.allocation.items())),
            place=place,
        )

    def _committed(self, fund: str) -> dict[int, Decimal]:
        """What is promised out of a fund, by year."""
        found: dict[int, Decimal] = {}
        for commitment in self.form.commitments:
            for year, kronor in commitment.per_year.items() if commitment.fund == fund else ():
                found[year] = found.get(year, Decimal(0)) + kronor
        return dict(sorted(found.items()))

    def _commitments(self) -> tuple[Commitment, ...]:
        return tuple(
            Commitment(c.title, c.fund, dict(c.per_year), source(c.source), self.located.place(("commitments", n)))
            for n, c in enumerate(self.form.commitments)
        )

    def _synergies(self) -> tuple[Synergy, ...]:
        return tuple(
            Synergy(
                (s.of[0], s.of[1]),
                int(s.value),
                source(s.source),
                s.mark,
                self.located.place(("synergies", n)),
            )
            for n, s in enumerate(self.form.synergies)
            if len(s.of) == 2
        )

    def _resources(self) -> tuple[Resource, ...]:
        return tuple(
            Resource(name, r.title or name, r.unit, dict(r.capacity), self.located.place(("resources", name)))
            for name, r in self.form.resources.items()
        )

    def _proposals(self, source: Path | None, context: TableContext, rules: RuleSet) -> tuple[Proposal, ...]:
        if source is None:
            return ()
        if source.is_dir():
            found = self._folder(source, context, rules)
        else:
            found, faults = read_table(read_cells(source), context, rules.fields)
            self.faults += faults
        if not found and not any(f.severity == "fault" for f in self.faults):
            self._fault(("proposals",), "no_proposals_in", file=source.name or self.form.proposals)
        return found

    def _overridden(self, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        found, faults = with_overrides(self.located, self.form.overrides, proposals, self.unread)
        self.faults += faults
        return found

    def _folder(self, folder: Path, context: TableContext, rules: RuleSet) -> tuple[Proposal, ...]:
        found: list[Proposal] = []
        own = self.path.resolve()
        paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
        for path in [path for path in paths if path.resolve() != own]:
            located, _ = open_yaml(path)
            reader = ProposalReader(located, context, self._outcomes(rules), rules.fields)
            proposal = reader.read()
            self.faults += reader.faults
            if proposal:
                self.files[proposal.place] = located
                found.append(proposal)
            else:
                self.unread.add(_id_of(located, path))
        return tuple(found)

    def _outcomes(self, rules: RuleSet) -> Outcomes:
        """Prices in force; those not in force yet are told apart, and those with faults of their own not blamed."""
        written = {Path(name).stem: name for name in rules.files if name.startswith("rules/prices/")}
        faulty = {f.place.file for f in self.faults}
        broken = {outcome for outcome, name in written.items() if name in faulty}
        not_yet = frozenset(written) - frozenset(rules.prices) - broken
        return Outcomes(frozenset(rules.prices) | broken, not_yet, self.as_of)

    def _fault(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.place(path), dotted(path), code, near, **values))
