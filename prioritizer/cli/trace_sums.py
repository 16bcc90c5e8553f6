"""The end of a calculation on paper: sums by actor, corrections, the result, and where every number comes from."""

from collections.abc import Iterator
from typing import Any

from prioritizer.appraisal.accounts import needed
from prioritizer.appraisal.haircuts import COST, DELAY, EFFECT, GRADE
from prioritizer.appraisal.prices import INDEX
from prioritizer.appraisal.shrinkage import BY_CLASS, LEAST, MEAN, SPREAD
from prioritizer.appraisal.tax_cost import TAX_FACTOR
from prioritizer.appraisal.trace import Trace
from prioritizer.cli.trace_stated import stated, stated_nnv
from prioritizer.cli.trace_write import Writer
from prioritizer.model.rules import DISCOUNT_RATE, Dated, Parameter
from prioritizer.model.value import Appraised


def result(trace: Trace, write: Writer) -> Iterator[str]:
    """Sums by actor, and from them the value that the choice rests on."""
    value, is_stated = trace.value, trace.case.version.stated is not None
    yield from stated(trace, write) if is_stated else _by_actor(trace, write)
    yield from ("", write.say("result"))
    if not is_stated and not trace.effects:
        yield from _costs_alone(trace, write)
        return
    yield from stated_nnv(trace, write) if is_stated else _nnv(trace, write)
    if not trace.case.haircut.is_none:
        yield from _haircut(trace, write)
        yield from write.text("nnv_raw", nnv=write.kronor(value.nnv_raw))
    yield from _moved(trace, write)
    yield from write.text("decided", nnv=write.kronor(value.nnv))
    yield from _own(value, write)
    if value.low is not None and value.high is not None and value.chance is not None:
        chance = write.share(round(value.chance, 3))
        yield from write.text("spread", low=write.kronor(value.low), high=write.kronor(value.high), chance=chance)


def unpriced(trace: Trace, write: Writer) -> Iterator[str]:
    """The effects that nobody has priced, by name (convention §25)."""
    titles = [effect.title for effect in trace.case.proposal.qualitative]
    if titles:
        yield from write.text("unpriced", titles="; ".join(titles))


def _costs_alone(trace: Trace, write: Writer) -> Iterator[str]:
    """Of a version without priced effects only the cost is known."""
    costs, value = -_totals(trace)[0], trace.value
    yield from write.text("no_nnv", costs=write.kronor(costs), nnv=write.kronor(value.nnv))
    if not trace.case.haircut.is_none:
        yield from _haircut(trace, write)
        yield from write.text("cost_raw", costs=write.kronor(-value.nnv_raw))
    purse = write.portfolio.purse(write.portfolio.own_actor)
    own = -sum(costs for actor, costs, _ in trace.actors if actor in purse)
    actors = write.join([write.actor(a.id) for a in write.portfolio.actors if a.id in purse])
    yield from write.text("own_cost", actors=actors, costs=write.kronor(own))


def _by_actor(trace: Trace, write: Writer) -> Iterator[str]:
    yield from ("", write.say("by_actor"))
    if not trace.effects:
        body = [[write.actor(actor), write.kronor(costs)] for actor, costs, _ in trace.actors]
        head = [write.say("actor"), write.say("cost_column")]
        yield from write.table(head, body, [write.say("sum"), write.kronor(_totals(trace)[0])], left=1)
        return
    head = [write.say(name) for name in ("actor", "cost_column", "effect_column", "net")]
    body = [
        [write.actor(actor), write.kronor(costs), write.kronor(effects), write.kronor(costs + effects)]
        for actor, costs, effects in trace.actors
    ]
    costs, effects = _totals(trace)
    last = [write.say("sum"), write.kronor(costs), write.kronor(effects), write.kronor(costs + effects)]
    yield from write.table(head, body, last, left=1)
    factor = trace.case.setting.terms.tax_factor
    if factor is not None:
        public = write.join([write.actor(a) for a, _, _ in trace.actors if a in write.portfolio.public])
        yield from write.text("tax", indent=3, factor=write.figure(factor), actors=public)


def _totals(trace: Trace) -> tuple[float, float]:
    return sum(costs for _, costs, _ in trace.actors), sum(effects for _, _, effects in trace.actors)


def _nnv(trace: Trace, write: Writer) -> Iterator[str]:
    costs, effects = _totals(trace)
    told: dict[str, Any] = {"effects": write.kronor(effects), "costs": write.kronor(-costs)}
    yield from write.text("nnv", **told, nnv=write.kronor(costs + effects))


def _haircut(trace: Trace, write: Writer) -> Iterator[str]:
    cut = trace.case.haircut
    terms: dict[str, Any] = {"cost": write.figure(1 + cut.cost), "effect": write.figure(1 - cut.effect), "n": cut.delay}
    yield from write.text("grade", grade=_grade(trace, write), basis=write.say(f"basis.{cut.basis}"), **terms)


def _grade(trace: Trace, write: Writer) -> str:
    field = trace.case.setting.rules.fields.get(GRADE)
    grade = trace.case.cut.grade
    return (write.text_of(dict(field.choices.get(grade, {}))) if field else "") or grade


def _moved(trace: Trace, write: Writer) -> Iterator[str]:
    value = trace.value
    if value.prior is None or value.spread is None or not value.present_costs:
        yield from write.text(_why_not_moved(trace), day=write.portfolio.as_of.isoformat())
        return
    mean, spread = value.prior
    ratio = value.nnv_adjusted / value.present_costs
    moved = mean + value.weight * (ratio - mean)
    costs, weight = write.kronor(value.present_costs), write.figure(value.weight)
    yield from ("", write.say("shrink"))
    yield from write.text("shrink_r", nnv=write.kronor(value.nnv_adjusted), costs=costs, r=write.figure(ratio))
    if trace.case.setting.terms.tax_factor is not None:
        yield from write.text("shrink_with_tax", indent=3, costs=costs)
    least = write.say("shrink_least") if value.spread_is_least else ""
    yield from write.text("shrink_w", t=write.figure(spread), s=write.figure(value.spread), w=weight, least=least)
    told: dict[str, Any] = {
        "m": write.figure(mean),
        "w": weight,
        "r": write.figure(ratio),
        "moved": write.figure(moved),
    }
    yield from write.text("shrink_m", **told, costs=costs, nnv=write.kronor(moved * value.present_costs))
    if moved > ratio:
        yield from write.text("shrink_not", nnv=write.kronor(value.nnv))


def _why_not_moved(trace: Trace) -> str:
    if not trace.case.setting.portfolio.shrinkage:
        return "shrink_off"
    if trace.prior is None:
        return "shrink_none"
    return "shrink_other" if trace.case.prior is None else "shrink_no_cost"


def _own(value: Appraised, write: Writer) -> Iterator[str]:
    if value.own_nnv is None:
        yield write.say("own_unknown")
        return
    purse = write.portfolio.purse(write.portfolio.own_actor)
    actors = write.join([write.actor(a.id) for a in write.portfolio.actors if a.id in purse])
    before = value.own_nnv if value.own_nnv_before_equalisation is None else value.own_nnv_before_equalisation
    yield from write.text("own", actors=actors, own=write.kronor(value.own_nnv), before=write.kronor(before))


def numbers(trace: Trace, write: Writer) -> Iterator[str]:
    """Every number of the rules that the calculation used, with its source and mark."""
    portfolio, rules = write.portfolio, trace.case.setting.rules
    names = [DISCOUNT_RATE, INDEX, *([TAX_FACTOR] if portfolio.tax_factor else [])]
    names += sorted({name for effect in trace.effects for name in needed(effect.price)})
    names += [COST, EFFECT, DELAY] if portfolio.haircuts else []
    names += [MEAN, SPREAD, MEAN + BY_CLASS, SPREAD + BY_CLASS, LEAST] if portfolio.shrinkage else []
    yield from ("", write.say("numbers"))
    basis = trace.case.proposal.facts.get("evidence.basis")
    yield from write.text("own_figures", basis=f" {str(basis).strip().rstrip('.')}." if basis else "")
    yield from write.text("discount_rule", base=portfolio.base_year)
    yield from write.text("index_rule", prices=portfolio.price_year)
    for name in names:
        parameter = rules.parameters.get(name)
        if parameter is not None:
            yield from _parameter(parameter, trace, write)


def _parameter(parameter: Parameter, trace: Trace, write: Writer) -> Iterator[str]:
    title = write.text_of(parameter.title) or parameter.id
    if parameter.series:
        years = _index_years(trace)
        used = [dated for dated in parameter.values if dated.since.year in years]
        if not used:
            return
        values = ", ".join(f"{dated.since.year}: {write.figure(dated.value)}" for dated in used)
        yield from write.folded(f"{title}: {values}.")
        for source, mark in dict.fromkeys((dated.source, dated.mark) for dated in used):
            yield from write.source(source, mark, indent=3)
        return
    dated = parameter.on(write.portfolio.as_of)
    if dated is not None:
        value = _value(parameter, dated, trace, write)
        yield from write.text("number", title=title, value=value, since=dated.since.isoformat())
        yield from write.source(dated.source, dated.mark, indent=3)
    for later in _decided(parameter, trace):
        value = _value(parameter, later, trace, write)
        yield from write.text("number", title=title, value=value, since=later.since.isoformat())
        yield from write.source(later.source, later.mark, indent=3)


def _decided(parameter: Parameter, trace: Trace) -> list[Dated]:
    """The values of the discount rate that are decided to come within the horizon (convention §1)."""
    portfolio = trace.case.setting.portfolio
    last = trace.case.start + portfolio.horizon
    if parameter.id != DISCOUNT_RATE or not trace.case.setting.terms.later_rates:
        return []
    return [dated for dated in parameter.values if dated.since > portfolio.as_of and dated.since.year < last]


def _value(parameter: Parameter, dated: Dated, trace: Trace, write: Writer) -> str:
    if not parameter.by:
        return write.figure(dated.value)
    values = ", ".join(f"{choice} {write.figure(number)}" for choice, number in dated.table.items())
    field = trace.case.setting.rules.fields.get(parameter.by)
    by = (write.text_of(dict(field.words)) if field else "") or parameter.by
    # A title that says it already is not said again.
    return values if by in write.text_of(parameter.title) else write.say("by_grade", field=by, values=values)


def _index_years(trace: Trace) -> set[int]:
    """The years whose price index was used."""
    found = {trace.case.setting.portfolio.price_year} | {effect.price.price_year for effect in trace.effects}
    return found | {year.year for cost in trace.costs if cost.running for year in cost.years}
