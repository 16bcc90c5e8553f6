"""One proposal in YAML to a record (design §5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.override import Override
from prioritizer.model.portfolio import Alternative, Cost, Effect, Proposal, Qualitative, Stated, Success
from prioritizer.model.rules import Fact, Field
from prioritizer.reading import forms
from prioritizer.reading.capacities import in_units
from prioritizer.reading.effects import declared, effect, effect_faults
from prioritizer.reading.facts import read_facts
from prioritizer.reading.headers import TableContext
from prioritizer.reading.plausible import cost_doubts, costs_missing, effect_doubts
from prioritizer.reading.scalars import Unreadable, boolean, nearest
from prioritizer.reading.split import in_order, split_faults
from prioritizer.reading.spread_forms import per_cent
from prioritizer.reading.stated import FIELDS, costs_fault
from prioritizer.reading.validation import validate
from prioritizer.reading.yaml_text import Located, PathTo, dotted

_OF_THE_KEY = frozenset({"year_outside", "unknown_resource", "cost_before_start", "use_outside_capacity"})
"""Faults of a key itself, not of the value that it has."""

_STATED_FACTS = frozenset({"chance", *(f"stated.{name}" for name in FIELDS)})


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes with a price in force on `as_of`, and those whose first price comes later."""

    in_force: frozenset[str]
    not_yet: frozenset[str]
    as_of: date


@dataclass(slots=True)
class ProposalReader:
    """Reads one proposal's file; faults are collected."""

    located: Located
    context: TableContext
    outcomes: Outcomes
    fields: Mapping[str, Field]
    faults: list[Fault] = field(default_factory=list)

    def read(self) -> Proposal | None:
        """The proposal, or None with the faults noted."""
        self.faults += self.located.faults
        if not self.located.is_whole:
            return None
        form, faults = validate(forms.ProposalForm, self.located)
        self.faults += in_units(faults, {r.id: r.unit for r in self.context.resources})
        facts = self._facts()
        self._sizes(facts)
        if form is None:
            return None
        self._names(form)
        self._chances(form)
        self._doubts(form, facts)
        return self._proposal(form, facts)

    def _facts(self) -> dict[str, Fact]:
        data, keys = self.located.data, forms.ProposalForm.model_fields
        if not isinstance(data, dict):
            return {}
        stated = {key: value for key, value in data.items() if key not in keys}
        facts, faults = read_facts(self.located, (), stated, self.fields, keys)
        self.faults += faults
        return facts

    def _proposal(self, form: forms.ProposalForm, facts: dict[str, Fact]) -> Proposal:
        override = self._mandate(form.id, form.mandatory)
        facts = {**facts, "mandatory": override is not None} | ({"requires": form.requires} if form.requires else {})
        stated = self._stated(form.stated, ("stated",))
        facts |= self._stated_facts(form.stated)
        starts = form.start_years or self._earliest(form)
        head = Alternative(
            None,
            form.title,
            tuple(self._cost(c, ("costs", n)) for n, c in enumerate(form.costs)),
            tuple(effect(e, self.located, ("effects", n)) for n, e in enumerate(form.effects)),
            stated,
            _uses(form.uses),
            facts,
        )
        return Proposal(
            id=form.id,
            title=form.title,
            alternatives=(head, *(self._alternative(head, a, n) for n, a in enumerate(form.alternatives))),
            start_years=tuple(sorted(set(starts))),
            starts_stated=True,
            requires=form.requires,
            facts=facts,
            qualitative=tuple(
                Qualitative(q.title, q.direction, q.note or "", q.unit or "", q.reduction) for q in form.qualitative
            ),
            place=self.located.place(("id",)),
            success=tuple(Success(s.title, s.chance, s.share) for s in form.success),
            override=override,
        )

    def _earliest(self, form: forms.ProposalForm) -> tuple[int, ...]:
        years = [year for cost in form.costs for year in cost.per_year]
        return (min(years, default=self.context.plan_years[0]),)

    def _mandate(self, proposal: str, given: object) -> Override | None:
        """Mandatory is yes, no, who decided it, or who did so, why, and by which law."""
        mandate = Override(proposal, "in", place=self.located.place(("mandatory",)))
        if isinstance(given, dict):
            form, faults = validate(forms.MandateForm, self.located, ("mandatory",))
            self.faults += faults
            return replace(mandate, by=form.by, why=form.why or "", duty=form.duty or "") if form else mandate
        if given is None or isinstance(given, bool):
            return mandate if given else None
        if not isinstance(given, str):
            self._fault(("mandatory",), "expected_mandate")
            return None
        try:
            return mandate if boolean(given) else None
        except Unreadable as error:
            if error.near:
                self._fault(("mandatory",), error.code, error.near, **dict(error.values))
            return replace(mandate, by=given)

    def _alternative(self, head: Alternative, form: forms.AlternativeForm, at: int) -> Alternative:
        costs = head.costs
        if form.costs is not None:
            written: list[PathTo] = [("alternatives", at, "costs", n) for n in range(len(form.costs))]
            costs = tuple(self._cost(c, path) for c, path in zip(form.costs, written, strict=True))
        effects = head.effects
        if form.effects is not None:
            paths: list[PathTo] = [("alternatives", at, "effects", n) for n in range(len(form.effects))]
            effects = tuple(effect(e, self.located, path) for e, path in zip(form.effects, paths, strict=True))
        stated = self._stated(form.stated, ("alternatives", at, "stated"))
        facts = {name: v for name, v in head.facts.items() if head.stated is None or name not in _STATED_FACTS}
        return Alternative(
            form.id,
            form.title,
            tuple(_scaled_cost(c, form.scale_costs) for c in costs),
            () if stated else tuple(_scaled_effect(e, form.scale_effects) for e in effects),
            stated,
            _uses(form.uses) if form.uses is not None else head.uses,
            facts | self._stated_facts(form.stated) if stated or head.stated else head.facts,
        )

    def _cost(self, form: forms.CostForm, path: PathTo) -> Cost:
        split = in_order(form.funds or {}, self.context.funds)
        given = (form.fund, form.kind, form.in_kind, declared(form.spread))
        return Cost(form.title, form.payer, dict(form.per_year), *given, self.located.place(path), split)

    def _stated(self, form: forms.StatedForm | None, path: PathTo) -> Stated | None:
        if form is None:
            return None
        terms = form.terms(self.context.terms)
        place = self.located.place((*path, "chance" if form.chance is not None else "value"))
        return Stated(form.value, dict(form.benefits), form.chance, form.low, form.high, form.interval, terms, place)

    def _stated_facts(self, form: forms.StatedForm | None) -> dict[str, Fact]:
        """What a stated result says that rules may ask for; a year is a number among facts."""
        said: dict[str, Fact] = {"chance": form.chance} if form else {}
        for name in FIELDS if form else ():
            value = getattr(form, name)
            said[f"stated.{name}"] = Decimal(value) if isinstance(value, int) else value
        return {name: value for name, value in said.items() if value is not None and name in self.fields}

    def _results(self, form: forms.ProposalForm) -> None:
        """A stated result stands in place of effects, names known actors, and is not passed on to other versions."""
        if form.stated and form.effects:
            self._fault(("stated",), "stated_and_effects")
        for at, alternative in enumerate(form.alternatives):
            path: PathTo = ("alternatives", at)
            if alternative.stated and (alternative.effects or alternative.scale_effects is not None):
                self._fault((*path, "stated"), "stated_and_effects")
            if form.stated and not alternative.stated and not alternative.effects:
                self._fault((*path, "id"), "alternative_needs_stated", key=alternative.id)
        for where, stated in _stated(form):
            for actor in stated.benefits:
                self._known((*where, "benefits", actor), actor, self.context.beneficiaries(), "unknown_actor")
            at_costs = (*where, "costs")
            place = self.located.place(at_costs)
            wrong = costs_fault(stated.terms(self.context.terms), stated.value is not None, place, dotted(at_costs))
            self.faults += [wrong] if wrong else []

    def _names(self, form: forms.ProposalForm) -> None:
        """Every actor, fund, goal, resource and year that the proposal names must exist."""
        start = min(form.start_years or self._earliest(form))
        for path, cost in _costs(form):
            self._known((*path, "payer"), cost.payer, self.context.beneficiaries(), "unknown_actor")
            if cost.fund:
                self._known((*path, "fund"), cost.fund, frozenset(f.id for f in self.context.funds), "unknown_fund")
            if cost.funds is not None:
                self.faults += split_faults(
                    cost.funds, cost.per_year, self.located, (*path, "funds"), self.context.funds
                )
            for year, amount in cost.per_year.items():
                where = (*path, "per_year", str(year))
                self._year(where, year, last=cost.fund is not None or bool(cost.funds))
                if amount and self.context.first_year <= year < start:
                    self._fault(where, "cost_before_start", year=year, start=start)
        for path, found in _effects(form):
            self._known((*path, "owner"), found.owner, self.context.beneficiaries(), "unknown_actor")
            self._outcome((*path, "outcome"), found.outcome)
        self._results(form)
        for n, year in enumerate(form.start_years):
            self._year(("start_years", n), year, last=True)
        self._resources(("uses",), form.uses, start)
        for n, alternative in enumerate(form.alternatives):
            self._resources(("alternatives", n, "uses"), alternative.uses or {}, start)
        self._goals()

    def _sizes(self, facts: Mapping[str, Fact]) -> None:
        """Every effect needs one size and a comparison, told also where other parts are wrong (convention §6)."""
        compared = "comparison" not in self.fields or bool(facts.get("comparison"))
        for path, written in _written_effects(self.located.data):
            self.faults += effect_faults(written, self.located, path, compared=compared)

    def _chances(self, form: forms.ProposalForm) -> None:
        """The chances of how a proposal may turn out add up (D6)."""
        total = per_cent(grade.chance for grade in form.success)
        if form.success and total:
            self._fault(("success",), "chances_not_one", sum=total)

    def _doubts(self, form: forms.ProposalForm, facts: Mapping[str, Fact]) -> None:
        """What nobody can mean, or hardly means."""
        size, horizon = facts.get("target_group.size"), self.context.horizon
        start = min(form.start_years or self._earliest(form))
        if not any(f.near == "costs" for f in self.faults):  # a misspelt key is not also told as missing
            self.faults += costs_missing(form, self.located)
        for path, cost in _costs(form):
            self.faults += cost_doubts(cost.per_year, self.located, path, start, horizon)
        for path, found in _effects(form):
            people = size if isinstance(size, Decimal) else None
            self.faults += effect_doubts(found, self.located, path, horizon, people)

    def _goals(self) -> None:
        goals = self.located.data.get("goals") if isinstance(self.located.data, dict) else None
        for n, goal in enumerate(goals if isinstance(goals, list) else []):
            if isinstance(goal, str):
                self._known(("goals", n), goal, frozenset(self.context.goals), "unknown_goal")

    def _outcome(self, path: PathTo, outcome: str) -> None:
        if outcome in self.outcomes.not_yet:
            self._fault(path, "no_price_on", outcome=outcome, day=self.outcomes.as_of)
        else:
            self._known(path, outcome, self.outcomes.in_force, "unknown_outcome")

    def _resources(self, path: PathTo, uses: Mapping[str, Mapping[int | None, Decimal]], start: int) -> None:
        """A use without a year falls in the year of start."""
        known = frozenset(r.id for r in self.context.resources)
        first, last = self.context.plan_years
        for name, by_year in uses.items():
            self._known((*path, name), name, known, "unknown_resource")
            for year, amount in by_year.items():
                when, where = (start, (*path, name)) if year is None else (year, (*path, name, str(year)))
                if year is not None:
                    self._year(where, year, last=True)
                if amount and name in known and first <= when <= last and not self.context.has_capacity(name, when):
                    self._fault(where, "use_outside_capacity", resource=name, year=when)

    def _known(self, path: PathTo, name: str, known: frozenset[str], code: str) -> None:
        if name not in known:
            self._fault(path, code, nearest(name, known), key=name)

    def _year(self, path: PathTo, year: int, *, last: bool) -> None:
        first, final = self.context.plan_years
        if year < first or (last and year > final):
            self._fault(path, "year_outside", year=year, first=first, last=final)

    def _fault(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        place = self.located.key_place(path) if path in self.located.keys else self.located.place(path)
        if code not in _OF_THE_KEY:
            place = self.located.place(path)
        self.faults.append(fault(place, dotted(path), code, near, **values))


def _costs(form: forms.ProposalForm) -> Iterator[tuple[PathTo, forms.CostForm]]:
    for n, cost in enumerate(form.costs):
        yield ("costs", n), cost
    for at, alternative in enumerate(form.alternatives):
        for n, cost in enumerate(alternative.costs or ()):
            yield ("alternatives", at, "costs", n), cost


def _effects(form: forms.ProposalForm) -> Iterator[tuple[PathTo, forms.EffectForm]]:
    for n, found in enumerate(form.effects):
        yield ("effects", n), found
    for at, alternative in enumerate(form.alternatives):
        for n, found in enumerate(alternative.effects or ()):
            yield ("alternatives", at, "effects", n), found


def _written_effects(data: object) -> Iterator[tuple[PathTo, Mapping[str, object]]]:
    """The effects as they stand in the file, those of alternatives too."""
    if not isinstance(data, dict):
        return
    for n, found in enumerate(data["effects"] if isinstance(data.get("effects"), list) else ()):
        if isinstance(found, dict):
            yield ("effects", n), found
    for at, version in enumerate(data["alternatives"] if isinstance(data.get("alternatives"), list) else ()):
        for path, found in _written_effects({**version, "alternatives": None} if isinstance(version, dict) else None):
            yield ("alternatives", at, *path), found


def _stated(form: forms.ProposalForm) -> Iterator[tuple[PathTo, forms.StatedForm]]:
    if form.stated:
        yield ("stated",), form.stated
    for at, alternative in enumerate(form.alternatives):
        if alternative.stated:
            yield ("alternatives", at, "stated"), alternative.stated


def _uses(given: Mapping[str, Mapping[int | None, Decimal]]) -> dict[tuple[str, int | None], Decimal]:
    return {(name, year): amount for name, by_year in given.items() for year, amount in by_year.items()}


def _scaled_cost(cost: Cost, scale: Decimal | None) -> Cost:
    """Granted kronor are whole: a scaled amount is rounded half-even to whole kronor."""
    if scale is None:
        return cost
    years = {year: (amount * scale).quantize(Decimal(1), ROUND_HALF_EVEN) for year, amount in cost.per_year.items()}
    return replace(cost, per_year=years)


def _scaled_effect(effect: Effect, scale: Decimal | None) -> Effect:
    """Effects scale with the people reached."""
    return effect if scale is None else replace(effect, participants=effect.participants.times(scale))
