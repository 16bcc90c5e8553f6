"""What went in: the portfolio and the rules, as plain values of the record."""

from collections.abc import Mapping

from prioritizer.explanation.rule_change import parameters_named
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Alternative, CommonFactor, Cost, Effect, LocalPrice, Portfolio, Proposal
from prioritizer.model.rules import Amount, Criterion, Fact, Limit, RuleSet, Source, Tree
from prioritizer.model.split import split_rows
from prioritizer.predicates.say import Speaker
from prioritizer.register.plain import Plain
from prioritizer.register.run import LANGUAGES, Run, speakers
from prioritizer.register.used import used_parameters
from prioritizer.screening.screen import in_force

ADVOCACY = "advocacy"
_UNSURE = {"assumption": ("antagande", "assumption"), "M": ("obekräftat", "unconfirmed")}
"""Marks of numbers without a confirmed source, as they stand beside the number."""


def portfolio_part(portfolio: Portfolio, rules: RuleSet) -> Plain:
    """The portfolio as it was read, with what each proposal states and, apart, who asked for it."""
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
        "haircuts": portfolio.haircuts,
        "shrinkage": portfolio.shrinkage,
        "tax_factor": portfolio.tax_factor,
        "production_value": portfolio.production_value,
        "actors": [
            {
                "id": a.id,
                "title": a.title,
                "parent": a.parent,
                "public": a.id in portfolio.public,
                "can_co_finance": a.id in portfolio.co_financers,
            }
            for a in portfolio.actors
        ],
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
                "committed": f.committed,
                "repayment": f.repayment
                and {
                    "from": f.repayment.since,
                    "share": f.repayment.share,
                    "delay": f.repayment.delay,
                    "source": _source(f.repayment.source),
                },
                "eligible": f.eligible and _spoken(f.eligible, portfolio, rules),
            }
            for f in portfolio.funds
        ],
        "resources": [
            {"id": r.id, "title": r.title, "unit": r.unit, "capacity": r.capacity} for r in portfolio.resources
        ],
        "commitments": [
            {"title": c.title, "fund": c.fund, "per_year": c.per_year, "source": _source(c.source)}
            for c in portfolio.commitments
        ],
        "synergies": [
            {"id": s.id, "of": s.of, "value": s.value, "source": _source(s.source), "mark": s.mark}
            for s in portfolio.synergies
        ],
        "previous": portfolio.previous and {"file": portfolio.previous.file, "sha256": portfolio.previous.sha256},
        "overrides": [
            {"proposal": o.proposal, "decision": o.decision, "by": o.by, "why": o.why, "duty": o.duty}
            for o in portfolio.overrides
        ],
        "overlap_groups": [{"id": g.id, "title": g.title, "people": g.people} for g in portfolio.overlap_groups],
        "common_factors": [_factor(f, portfolio, rules) for f in portfolio.common_factors],
        "case_number": portfolio.case_number,
        "case_officer": portfolio.case_officer,
        "texts": [
            {"section": t.section, "board": t.board, "author": t.author, "date": t.day, "by_language": t.by_language}
            for t in portfolio.texts
        ],
        "proposals": [_proposal(p, rules) for p in portfolio.proposals],
    }


def _spoken(tree: Tree, portfolio: Portfolio, rules: RuleSet) -> Plain:
    """A condition in both languages, with the numbers in force."""
    numbers = in_force(portfolio, rules)
    return {language: Speaker(rules.fields, numbers, language).tree(tree) for language in LANGUAGES}


def _factor(factor: CommonFactor, portfolio: Portfolio, rules: RuleSet) -> Plain:
    return {
        "id": factor.id,
        "title": factor.title,
        "of": factor.of,
        "factor": _declared(factor.factor),
        "where": factor.where and _spoken(factor.where, portfolio, rules),
    }


def _proposal(proposal: Proposal, rules: RuleSet) -> Plain:
    stated = {name: value for name, value in proposal.facts.items() if value is not None}
    advocacy = {name: v for name, v in stated.items() if rules.fields[name].kind == ADVOCACY}
    return {
        "id": proposal.id,
        "title": proposal.title,
        "mandatory": proposal.mandatory,
        "mandatory_by": proposal.override.by if proposal.mandatory and proposal.override else "",
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
        "success": [{"title": s.title, "chance": s.chance, "share": s.share} for s in proposal.success],
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
            "interval": stated.interval,
            "terms": {
                "price_year": stated.terms.price_year,
                "discount_rate": stated.terms.discount_rate,
                "start_year": stated.terms.start_year,
                "tax_cost": stated.terms.tax_cost,
                "costs": stated.terms.costs,
            },
        },
    }


def _cost(cost: Cost) -> Plain:
    return {
        "title": cost.title,
        "payer": cost.payer,
        "fund": cost.fund,
        **({"funds": split_rows(cost.funds)} if cost.funds else {}),
        "kind": cost.kind,
        "in_kind": cost.in_kind,
        "per_year": cost.per_year,
        "spread": cost.spread and _declared(cost.spread),
    }


def _effect(effect: Effect) -> Plain:
    profile = effect.profile
    uncertain = {
        name: d and _declared(d)
        for name, d in (
            ("participants", effect.participants),
            ("risk_without", effect.risk_without),
            ("risk_with", effect.risk_with),
            ("change", effect.change),
            ("units_per_case", effect.units_per_case),
        )
    }
    return {
        "outcome": effect.outcome,
        "owner": effect.owner,
        "size": effect.size,
        "stated_as": effect.stated_as,
        "overlap_group": effect.overlap_group,
        **({} if effect.local_price is None else {"local_price": _local_price(effect.local_price)}),
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


def _local_price(price: LocalPrice) -> Plain:
    return {
        "price_year": price.price_year,
        "split": dict(price.split),
        "take_home": price.take_home,
        "source": _source(price.source),
        "mark": price.mark,
    }


def _declared(found: Distribution) -> Plain:
    """A distribution as it was declared; keys that its shape does not have are left out."""
    plain: Plain = {"low": found.low, "likely": found.likely, "high": found.high, "shape": found.shape}
    if found.interval is not None:
        plain["interval"] = found.interval
    if found.shape == "beta":
        plain |= {"successes": found.successes, "of": found.trials}
    if found.outcomes:
        plain["outcomes"] = [{"value": value, "chance": chance} for value, chance in found.outcomes]
    return plain


def _source(source: Source) -> Plain:
    return {"title": source.title, "article": source.article, "url": source.url}


class _Marking(Speaker):
    """Says beside a number that nobody has confirmed it, so that the source of a rule is not taken for its own."""

    marks: Mapping[str, str] = {}

    def bound(self, parameter: str, value: Fact, told: str) -> str:
        """A number as it is told, with the title of its parameter and its mark where it has no confirmed source."""
        mark = self.marks.get(parameter)
        if mark not in _UNSURE or value is None:
            return super().bound(parameter, value, told)
        return f"{told} ({self._title(parameter)}, {self.say(_UNSURE[mark])})"


def _marking(run: Run) -> Mapping[str, Speaker]:
    """For each language a speaker who marks what is assumed."""
    dated = {name: parameter.on(run.portfolio.as_of) for name, parameter in run.rules.parameters.items()}
    found: dict[str, Speaker] = {}
    for language, known in speakers(run).items():
        speaker = _Marking.of(run.rules, known.numbers, known.language, known.titles)
        assert isinstance(speaker, _Marking)
        speaker.marks = {name: value.mark for name, value in dated.items() if value}
        found[language] = speaker
    return found


def rules_part(run: Run) -> Plain:
    """The rules in force, each with its sentence in both languages, the numbers that it names and its source."""
    rules, spoken = run.rules, _marking(run)
    return {
        "criteria_set": rules.criteria_set,
        "overlay": rules.overlay,
        "files": rules.files,
        "objective": {"title": rules.objective.title, "reserve_price": rules.objective.reserve_price},
        "fields": {
            f.id: {"words": f.words, "kind": f.kind, "unit": f.unit, "choices": f.choices, "by": f.by}
            for f in rules.fields.values()
        },
        "units": {unit.id: {"kind": unit.kind, "words": unit.words} for unit in rules.units.values()},
        "criteria": [_criterion(c, spoken) for c in rules.criteria],
        "limits": [_limit(limit, spoken) for limit in rules.limits],
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
                "production": p.production,
                "equalised": p.equalised,
                "equaliser": p.equaliser,
                "home_delay": p.home_delay,
                "mark": p.mark,
                "assumed": p.assumed,
                "source": _source(p.source),
                "spread": p.spread and _declared(p.spread),
            }
            for p in rules.prices.values()
        ],
        "procedure": [
            {"id": s.id, "title": s.title, "who": s.who, "when": s.when, "sets": s.sets} for s in rules.procedure
        ],
    }


def _criterion(rule: Criterion, speakers: Mapping[str, Speaker]) -> Plain:
    return {
        "id": rule.id,
        "title": rule.title,
        "why": rule.why,
        "severity": rule.severity.value,
        "says": {language: s.tree(rule.require) for language, s in speakers.items()},
        "assumption": rule.assumption or None,
        "outline": {language: s.outline(rule.require) for language, s in speakers.items()},
        "parameters": sorted(parameters_named(rule)),
        "source": _source(rule.source),
    }


def _limit(limit: Limit, speakers: Mapping[str, Speaker]) -> Plain:
    return {
        "id": limit.id,
        "title": limit.title,
        "why": limit.why,
        "says": {language: s.limit(limit) for language, s in speakers.items()},
        "parameters": sorted(parameters_named(limit)),
        "source": _source(limit.source),
        "form": limit.limit.form,
        "by": limit.limit.by if isinstance(limit.limit, Amount) else None,
    }


def _parameters(run: Run) -> list[Plain]:
    """The numbers in force, and whether the run rests on them; of a series, the years that it can ask for."""
    found: list[Plain] = []
    used = used_parameters(run)
    for parameter in run.rules.parameters.values():
        dated = parameter.on(run.portfolio.as_of)
        base: Plain = {
            "id": parameter.id,
            "title": parameter.title,
            "unit": parameter.unit,
            "used": parameter.id in used,
        }
        if parameter.series:
            values = [{"year": d.since.year, "value": d.value, "mark": d.mark} for d in parameter.values]
            sources = sorted({d.source.title for d in parameter.values})
            found.append({**base, "series": values, "sources": sources})
        elif dated:
            number: Plain = {"by": parameter.by, "table": dated.table} if parameter.by else {"value": dated.value}
            given: Plain = {**number, "since": dated.since, "until": dated.until, "mark": dated.mark}
            found.append({**base, **given, "source": _source(dated.source)})
    return found
