"""The record of a run: everything that a document needs and that can be computed again (design §6).

`record.json` is format 1. Its hash is over all of it but the hash itself; time, machine and versions stand in
`run.json`, outside the hash.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from prioritizer.appraisal.plan import PlanValue
from prioritizer.explanation.blindness import Blindness
from prioritizer.model.plan import Margin, Outcome, Plan, Refused
from prioritizer.model.portfolio import Alternative, Cost, Effect, Portfolio, Proposal
from prioritizer.model.rules import Amount, Limit, RuleSet, Source
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.predicates.decide import leaves
from prioritizer.predicates.measure import measure
from prioritizer.predicates.say import Speaker
from prioritizer.register.answers import explain_answer, named, select_answer
from prioritizer.register.plain import Plain, hash_of, plain
from prioritizer.screening.screen import in_force
from prioritizer.selection.program import Program

FORMAT = 1
ADVOCACY = "advocacy"
LANGUAGES: tuple[Literal["sv", "en"], ...] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that one run computed."""

    portfolio: Portfolio
    rules: RuleSet
    seed: int
    draws: int
    screened: tuple[Screened, ...]
    appraised: tuple[Appraised, ...]
    program: Program
    refused: tuple[Refused, ...]
    outcome: Outcome
    margins: tuple[Margin, ...] = ()
    value: PlanValue | None = None
    blindness: Blindness | None = None


def record(run: Run) -> Plain:
    """The record as plain values, its hash included."""
    body: Plain = {
        "format": FORMAT,
        "seed": run.seed,
        "draws": run.draws,
        "portfolio": _portfolio(run.portfolio, run.rules),
        "rules": _rules(run),
        "screening": [_screened(s, _speakers(run)) for s in run.screened],
        "values": [value_answer(v) for v in run.appraised],
        "refused": [{**named(r.key), "code": r.code, "values": dict(r.values)} for r in run.refused],
        "plan": _plan(run),
        "conflict": select_answer(run.outcome)["conflict"],
        "explanation": explain_answer(run.margins, ())["proposals"],
        "orders": [],
        "blindness": _blindness(run.blindness),
        "applied": {"haircuts": False, "shrinkage": False, "tax_factor": False},
    }
    found = plain(body)
    assert isinstance(found, dict)
    return {**found, "hash": hash_of(found)}


def hash_holds(record: Mapping[str, object]) -> bool:
    """Whether a record's hash is that of its content."""
    return record.get("hash") == hash_of({key: value for key, value in record.items() if key != "hash"})


def _blindness(found: Blindness | None) -> Plain:
    if found is None:
        return {"checked": False, "same": None, "what": []}
    parts = {"verdicts": found.verdicts, "values": found.values, "plan": found.plan}
    return {
        "checked": True,
        "same": found.same,
        "what": [name for name, same in parts.items() if same is False],
        **parts,
    }


def _speakers(run: Run) -> dict[str, Speaker]:
    numbers = in_force(run.portfolio, run.rules)
    titles = {p.id: p.title for p in run.portfolio.proposals}
    return {language: Speaker(run.rules.fields, numbers, language, titles) for language in LANGUAGES}


def _portfolio(portfolio: Portfolio, rules: RuleSet) -> Plain:
    return {
        "name": portfolio.name,
        "title": portfolio.title,
        "organisation": portfolio.organisation,
        "currency": portfolio.currency,
        "as_of": portfolio.as_of,
        "price_year": portfolio.price_year,
        "base_year": portfolio.base_year,
        "plan_years": portfolio.plan_years,
        "horizon": portfolio.horizon,
        "own_actor": portfolio.own_actor,
        "fictitious": portfolio.fictitious,
        "notes": portfolio.notes,
        "defaults": portfolio.defaults,
        "actors": [{"id": a.id, "title": a.title, "parent": a.parent} for a in portfolio.actors],
        "goals": [{"id": g.id, "title": g.title, "levels": g.levels} for g in portfolio.goals],
        "funds": [
            {
                "id": f.id,
                "title": f.title,
                "owner": f.owner,
                "opening": f.opening,
                "carry_over": f.carry_over,
                "prices": f.prices,
                "allocation": f.allocation,
            }
            for f in portfolio.funds
        ],
        "resources": [
            {"id": r.id, "title": r.title, "unit": r.unit, "capacity": r.capacity} for r in portfolio.resources
        ],
        "proposals": [_proposal(p, rules) for p in portfolio.proposals],
    }


def _proposal(proposal: Proposal, rules: RuleSet) -> Plain:
    stated = {name: value for name, value in proposal.facts.items() if value is not None}
    advocacy = {name: v for name, v in stated.items() if rules.fields[name].kind == ADVOCACY}
    return {
        "id": proposal.id,
        "title": proposal.title,
        "mandatory": proposal.mandatory,
        "mandatory_by": proposal.mandatory_by,
        "requires": proposal.requires,
        "start_years": proposal.start_years,
        "starts_stated": proposal.starts_stated,
        "facts": {name: value for name, value in stated.items() if name not in advocacy},
        "advocacy": advocacy,
        "qualitative": [
            {
                "title": q.title,
                "direction": q.direction,
                "note": q.note,
                "unit": q.unit,
                "reduction": q.reduction,
            }
            for q in proposal.qualitative
        ],
        "alternatives": [_alternative(a) for a in proposal.alternatives],
    }


def _alternative(version: Alternative) -> Plain:
    stated = version.stated
    return {
        "id": version.id,
        "title": version.title,
        "costs": [_cost(c) for c in version.costs],
        "effects": [_effect(e) for e in version.effects],
        "uses": [{"resource": name, "year": year, "amount": n} for (name, year), n in version.uses.items()],
        "stated": stated
        and {
            "value": stated.value,
            "benefits": stated.benefits,
            "chance": stated.chance,
            "low": stated.low,
            "high": stated.high,
        },
    }


def _cost(cost: Cost) -> Plain:
    return {
        "title": cost.title,
        "payer": cost.payer,
        "fund": cost.fund,
        "kind": cost.kind,
        "in_kind": cost.in_kind,
        "per_year": cost.per_year,
    }


def _effect(effect: Effect) -> Plain:
    profile = effect.profile
    uncertain = {
        name: {"low": d.low, "likely": d.likely, "high": d.high}
        for name, d in (
            ("participants", effect.participants),
            ("risk_without", effect.risk_without),
            ("risk_with", effect.risk_with),
            ("units_per_case", effect.units_per_case),
        )
    }
    return {
        "outcome": effect.outcome,
        "owner": effect.owner,
        "size": effect.size,
        "take_up": effect.take_up,
        "drop_out": effect.drop_out,
        "profile": {
            "delay": profile.delay,
            "ramp": profile.ramp,
            "years": profile.years,
            "decay": profile.decay,
        },
        **uncertain,
    }


def _source(source: Source) -> Plain:
    return {"title": source.title, "article": source.article, "url": source.url}


def _rules(run: Run) -> Plain:
    rules, speakers = run.rules, _speakers(run)
    return {
        "criteria_set": rules.criteria_set,
        "overlay": rules.overlay,
        "files": rules.files,
        "objective": {"title": rules.objective.title, "reserve_price": rules.objective.reserve_price},
        "fields": {
            f.id: {"words": f.words, "kind": f.kind, "unit": f.unit, "choices": f.choices, "by": f.by}
            for f in rules.fields.values()
        },
        "criteria": [
            {
                "id": c.id,
                "title": c.title,
                "why": c.why,
                "severity": c.severity.value,
                "says": {language: s.tree(c.require) for language, s in speakers.items()},
                "source": _source(c.source),
            }
            for c in rules.criteria
        ],
        "limits": [_limit(limit, speakers) for limit in rules.limits],
        "parameters": _parameters(run),
        "prices": [
            {
                "id": p.id,
                "title": p.title,
                "unit": p.unit,
                "price_year": p.price_year,
                "split": p.split,
                "take_home": p.take_home,
                "average": p.average,
                "transfer": p.transfer,
                "mark": p.mark,
                "source": _source(p.source),
                "spread": p.spread and {"low": p.spread[0], "likely": p.spread[1], "high": p.spread[2]},
            }
            for p in rules.prices.values()
        ],
        "procedure": [{"id": s.id, "title": s.title, "who": s.who, "when": s.when} for s in rules.procedure],
    }


def _limit(limit: Limit, speakers: Mapping[str, Speaker]) -> Plain:
    return {
        "id": limit.id,
        "title": limit.title,
        "why": limit.why,
        "says": {language: s.limit(limit) for language, s in speakers.items()},
        "source": _source(limit.source),
        "form": limit.limit.form,
        "by": limit.limit.by if isinstance(limit.limit, Amount) else None,
    }


def _parameters(run: Run) -> list[Plain]:
    """The numbers in force; of a series, the years that this portfolio can ask for."""
    found: list[Plain] = []
    for parameter in run.rules.parameters.values():
        dated = parameter.on(run.portfolio.as_of)
        base: Plain = {"id": parameter.id, "title": parameter.title, "unit": parameter.unit}
        if parameter.series:
            values = [{"year": d.since.year, "value": d.value, "mark": d.mark} for d in parameter.values]
            sources = sorted({d.source.title for d in parameter.values})
            found.append({**base, "series": values, "sources": sources})
        elif dated:
            given = {"value": dated.value, "since": dated.since, "mark": dated.mark}
            found.append({**base, **given, "source": _source(dated.source)})
    return found


def _screened(screened: Screened, speakers: Mapping[str, Speaker]) -> Plain:
    return {
        "proposal": screened.proposal,
        "outcome": screened.outcome,
        "unvalued": screened.unvalued,
        "rulings": [
            {
                "criterion": r.criterion.id,
                "severity": r.criterion.severity.value,
                "verdict": r.trace.verdict.value,
                "leaves": [
                    {
                        "field": leaf.tree.field,  # type: ignore[union-attr]  # leaves() gives leaves only
                        "says": {language: s.tree(leaf.tree) for language, s in speakers.items()},
                        "value": leaf.value,
                        "verdict": leaf.verdict.value,
                        "margin": leaf.margin,
                    }
                    for leaf in leaves(r.trace)
                ],
            }
            for r in screened.rulings
        ],
    }


def value_answer(value: Appraised) -> Plain:
    """One version's appraisal, as the record and `appraise --json` have it."""
    simple = (
        "proposal alternative start_year nnv present_effects present_costs own_nnv nnk_i nnk_idu bcr payback_own "
        "payback_society chance chance_stated low high break_even break_even_own after_horizon stated notes steps"
    )
    tables = {
        "costs": value.costs,
        "effects": value.effects,
        "taken_home": value.taken_home,
        "costs_present": value.costs_present,
        "effects_present": value.effects_present,
    }
    return {
        **{name: getattr(value, name) for name in simple.split()},
        "actors": _sums(tables, "actor", lambda cell: cell[0]),
        "years": _sums({n: tables[n] for n in ("costs", "effects", "taken_home")}, "year", lambda cell: cell[1]),
        "actor_years": _cells(value.costs, value.effects, value.taken_home),
    }


def _sums(
    tables: Mapping[str, Mapping[tuple[str, int], int]], name: str, of: Callable[[tuple[str, int]], object]
) -> list[Plain]:
    keys = sorted({of(cell) for table in tables.values() for cell in table}, key=str)
    return [
        {name: key, **{t: sum(kr for cell, kr in table.items() if of(cell) == key) for t, table in tables.items()}}
        for key in keys
    ]


def _cells(*tables: Mapping[tuple[str, int], int]) -> list[Plain]:
    costs, effects, home = tables
    return [
        {
            "actor": actor,
            "year": year,
            "costs": costs.get((actor, year), 0),
            "effects": effects.get((actor, year), 0),
            "taken_home": home.get((actor, year), 0),
        }
        for actor, year in sorted({cell for table in tables for cell in table})
    ]


def _plan(run: Run) -> Plain | None:
    if not isinstance(run.outcome, Plan):
        return None
    outcome, program = run.outcome, run.program
    chosen = frozenset(program.index(key) for key in outcome.chosen)
    return {
        **{k: v for k, v in select_answer(outcome).items() if k not in ("selected", "refused", "conflict")},
        "selected": [_selected(run, i) for i in sorted(chosen, key=lambda i: str(program.candidates[i].key))],
        "solvers": [{"solver": w.solver, "said": w.said, "value": w.value, "cuts": w.cuts} for w in outcome.words],
        "fund_rows": _fund_rows(run, chosen),
        "limit_rows": [*_limit_rows(run, chosen), *_resource_rows(run, chosen)],
        "value": _plan_value(run),
    }


def _selected(run: Run, index: int) -> Plain:
    candidate = run.program.candidates[index]
    by_fund: dict[str, dict[str, object]] = {}
    for (fund, year), kronor in sorted(candidate.granted.items()):
        by_fund.setdefault(fund, {})[str(year)] = kronor
    return {
        **named(candidate.key),
        "granted": candidate.granted_total,
        "granted_by_year": by_fund,
        "nnv": candidate.value,
    }


def _fund_rows(run: Run, chosen: frozenset[int]) -> list[Plain]:
    """Granted, available and left by fund and year; `available` holds what earlier years left where it may pass on."""
    rows: list[Plain] = []
    for fund in run.portfolio.funds:
        left = fund.opening
        for year in run.portfolio.years:
            allocation = fund.allocation.get(year)
            available = left + (allocation or 0)
            granted = sum(run.program.candidates[i].granted.get((fund.id, year), 0) for i in chosen)
            rows.append(
                {
                    "fund": fund.id,
                    "year": year,
                    "allocation": allocation,
                    "granted": granted,
                    "available": available,
                    "left": available - granted,
                }
            )
            left = available - granted if fund.carry_over else Decimal(0)
    return rows


def _limit_rows(run: Run, chosen: frozenset[int]) -> list[Plain]:
    """What each limit on an amount measures on the plan, in its own unit."""
    plan = [run.program.candidates[i] for i in sorted(chosen)]
    numbers = in_force(run.portfolio, run.rules)
    envelope = sum((sum(f.allocation.values(), f.opening) for f in run.portfolio.funds), Decimal(0))
    return [
        {
            "id": row.id,
            "limit": limit.id,
            "form": limit.limit.form,
            "of": getattr(limit.limit, "of", None),
            "used": None if row.used is None else float(row.used),
            "bound": row.bound,
            "sense": {"at_most": "<=", "at_least": ">=", "below": "<", "above": ">"}[row.op.value],
        }
        for limit in run.rules.limits
        for row in measure(limit, plan, numbers, envelope)
    ]


def _resource_rows(run: Run, chosen: frozenset[int]) -> list[Plain]:
    rows: list[Plain] = []
    for resource in run.portfolio.resources:
        for year, capacity in resource.capacity.items():
            uses = [run.program.candidates[i].uses for i in chosen]
            used = sum((n for u in uses for (name, y), n in u.items() if name == resource.id and y == year), Decimal(0))
            name = f"resource:{resource.id}" + ("" if year is None else f":{year}")
            rows.append(
                {
                    "id": name,
                    "limit": name,
                    "form": "resource",
                    "of": resource.id,
                    "year": year,
                    "used": used,
                    "bound": capacity,
                    "sense": "<=",
                }
            )
    return rows


def _plan_value(run: Run) -> Plain | None:
    value = run.value
    if value is None:
        return None
    effects, costs, home = value.effects, value.costs, value.taken_home
    years = sorted({year for table in (costs, effects) for _, year in table} | set(run.portfolio.years))
    society = dict.fromkeys(years, 0)
    for table in (costs, effects):
        for (_, year), kronor in table.items():
            society[year] += kronor
    total, rows = 0, []
    for year in years:
        total += society[year]
        own = {"own_cash": value.own_flow.get(year, 0), "own_cumulative": value.own_cumulative.get(year)}
        rows.append({"year": year, **own, "society_net": society[year], "society_cumulative": total})
    return {
        **{
            name: getattr(value, name)
            for name in [
                "nnv",
                "own_nnv",
                "present_effects",
                "present_costs",
                "chance",
                "low",
                "high",
                "expected_loss",
                "payback_own",
                "payback_society",
                "notes",
            ]
        },
        "hump": {"depth": value.hump.depth, "year": value.hump.year, "back_year": value.hump.back},
        "views": {
            "own_first": value.views.own_year_one,
            "own_all": value.views.own_horizon,
            "society_first": value.views.society_year_one,
            "society_all": value.views.society_horizon,
        },
        "years": rows,
        "actors": _sums(
            {
                "costs": costs,
                "effects": effects,
                "taken_home": home,
                "costs_present": value.costs_present,
                "effects_present": value.effects_present,
            },
            "actor",
            lambda cell: cell[0],
        ),
        "actor_years": _cells(costs, effects, home),
    }
