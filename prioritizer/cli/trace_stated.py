"""A result computed elsewhere on paper: as stated, its spread, its haircut, its tax cost (convention §5, §9, §26)."""

from collections.abc import Iterator
from typing import Any

from prioritizer.appraisal.recovery import recovered
from prioritizer.appraisal.stated import lacks_tax_cost
from prioritizer.appraisal.trace import Trace
from prioritizer.appraisal.worth import gains, stated_ratio
from prioritizer.cli.trace_write import Writer
from prioritizer.model.portfolio import Stated
from prioritizer.words.formatting import EN_DASH

TERMS = ("price_year", "discount_rate", "start_year", "tax_cost", "costs")
"""What a result may declare of how it was computed."""


def stated(trace: Trace, write: Writer) -> Iterator[str]:
    """What was stated, brought to the round, and what it says of its spread."""
    found = trace.case.version.stated
    assert found is not None
    ratio = stated_ratio(trace.case, found)
    worth = _worth(found) * ratio
    yield from ("", write.say("stated"))
    if found.value is not None:
        yield from write.text("stated_value", value=write.kronor(float(found.value)))
    else:
        told = write.join([f"{write.actor(a)} {write.kronor(float(kr))}" for a, kr in found.benefits.items()])
        yield from write.text("stated_benefits", benefits=told)
    terms: dict[str, Any] = {"ratio": write.figure(ratio), "worth": write.kronor(worth)}
    yield from write.text("stated_terms", prices=write.portfolio.price_year, base=write.portfolio.base_year, **terms)
    unsaid = [name for name in TERMS if getattr(found.terms, name) is None]
    if unsaid:
        yield from write.text("stated_unsaid", terms=write.join([write.say(f"term.{name}") for name in unsaid]))
    paid = 0.0 if found.value is not None else _paid(trace)
    yield from _recovered(found, worth - paid, ratio, write)


def stated_nnv(trace: Trace, write: Writer) -> Iterator[str]:
    """From the stated result to NNV, the haircut and the loss of tax financing on the way."""
    case, found = trace.case, trace.case.version.stated
    assert found is not None
    cut, paid, ratio = case.haircut, _paid(trace), stated_ratio(case, found)
    worth = _worth(found) * ratio
    if not (gained := gains(case, found, ratio, paid)):
        cut = cut.on_costs
    later = case.setting.discount_of(case.start + cut.delay) / case.setting.discount_of(case.start)
    kept, costs = (1 - cut.effect) * later, paid * (1 + cut.cost)
    gaps: dict[str, Any] = {
        "worth": write.kronor(worth),
        "paid": write.kronor(paid),
        "effect": write.figure(cut.effect),
        "later": write.figure(later),
        "cost": write.figure(cut.cost),
        "costs": write.kronor(costs),
        "n": cut.delay,
    }
    if not gained and cut != case.haircut:
        yield from write.text("stated_spared")
    if found.value is not None and (cut.is_none or not (gained or paid)):
        yield from write.text("stated_nnv", nnv=write.kronor(worth))
        return
    if found.value is not None and not paid:
        left = min(1.0, kept)
        yield from write.text("stated_cut_alone", **gaps, kept=write.figure(left), nnv=write.kronor(worth * left))
        return
    gross = worth + (paid if found.value is not None else 0.0)
    if found.value is not None:
        yield from write.text("stated_gross", **gaps, gross=write.kronor(gross))
    if not cut.is_none and gained:
        yield from write.text("stated_cut_effects", **gaps, gross=write.kronor(gross), left=write.kronor(gross * kept))
    if not cut.is_none:
        yield from write.text("stated_cut_costs", **gaps)
    loss = _loss(trace, found, kept)
    nnv: dict[str, Any] = {"effects": write.kronor(gross * kept), "costs": write.kronor(costs)}
    if loss is None:
        yield from write.text("nnv", **nnv, nnv=write.kronor(gross * kept - costs))
    else:
        total = write.kronor(gross * kept - costs + loss)
        yield from _tax(trace, found, kept, write)
        yield from write.text("stated_nnv_tax", **nnv, loss=write.kronor(loss), nnv=total)


def _public(trace: Trace, found: Stated, kept: float) -> tuple[float, float]:
    """What public purses get and pay, after the haircut."""
    public, ratio = trace.case.setting.portfolio.public, stated_ratio(trace.case, found)
    gets = sum(float(kr) * ratio * kept for actor, kr in found.benefits.items() if actor in public)
    return gets, -sum(kr for actor, kr, _ in trace.actors if actor in public)


def _loss(trace: Trace, found: Stated, kept: float) -> float | None:
    """The loss of tax financing; None where it is not added."""
    factor = trace.case.setting.terms.tax_factor
    if factor is None or not lacks_tax_cost(found):
        return None
    gets, pays = _public(trace, found, kept)
    return (float(factor) - 1) * (gets - pays)


def _tax(trace: Trace, found: Stated, kept: float, write: Writer) -> Iterator[str]:
    gets, pays = _public(trace, found, kept)
    factor = write.figure(trace.case.setting.terms.tax_factor or 1)
    told: dict[str, Any] = {"gets": write.kronor(gets), "pays": write.kronor(pays), "factor": factor}
    yield from write.text("stated_tax", **told, loss=write.kronor(_loss(trace, found, kept) or 0.0))


def _recovered(found: Stated, expected: float, ratio: float, write: Writer) -> Iterator[str]:
    """The rule by which a chance or an interval is made a distribution, in its numbers."""
    spread, _ = recovered(expected, found, ratio)
    chance = None if found.chance is None else float(found.chance)
    if found.low is not None and found.high is not None:
        ends = (write.kronor(float(found.low) * ratio), write.kronor(float(found.high) * ratio))
        told: dict[str, Any] = {"ends": f" {EN_DASH} ".join(ends), "share": write.share(found.interval)}
        if spread is not None:
            numbers: dict[str, Any] = {"scale": write.kronor(spread.scale), "bend": write.figure(spread.bend)}
            yield from write.text("stated_interval", **told, expected=write.kronor(expected), **numbers)
            return
        yield from write.text("stated_no_interval", **told)
    elif chance is not None and spread is not None:
        normal: dict[str, Any] = {"expected": write.kronor(expected), "scale": write.kronor(spread.scale)}
        yield from write.text("stated_chance", chance=write.share(chance), **normal)
        return
    yield from write.text("stated_no_spread")


def _worth(found: Stated) -> float:
    return float(sum(found.benefits.values()) if found.value is None else found.value)


def _paid(trace: Trace) -> float:
    """The present costs before the haircut."""
    return sum(cost.present for cost in trace.costs) / (1 + trace.case.haircut.cost)
