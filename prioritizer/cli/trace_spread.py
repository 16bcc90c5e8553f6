"""An uncertain number on paper: its distribution, how its mean is had, and the mean over the draws (convention §8)."""

from collections.abc import Iterator
from math import exp, isclose, log
from statistics import NormalDist

from prioritizer.appraisal.distributions import POSITIVE, SHARE, Bounds, mean
from prioritizer.appraisal.draws import success_of
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.trace import CostTrace, EffectTrace, RowTrace, Trace
from prioritizer.cli.trace_write import Writer
from prioritizer.model.distribution import Distribution

INPUTS = ("participants", "risk_without", "risk_with", "change", "units_per_case")


def of_effect(row: EffectTrace, trace: Trace, write: Writer) -> Iterator[str]:
    """Each uncertain input of an effect with both its means, and what all effects of the version share."""
    for name in INPUTS:
        declared: Distribution | None = getattr(row.effect, name)
        if declared is not None and not declared.is_point:
            yield from _line(write.say(f"declared.{name}"), declared, bounds(row.effect, name), row.inputs[name], write)
    if any(name == "shared" for name, _ in row.factors):
        success = success_of(trace.case.proposal)
        if success is not None:
            yield from _line(write.say("declared.success"), success, SHARE, None, write)
        yield from _common(trace, "effects", write)


def of_cost(row: CostTrace, trace: Trace, write: Writer) -> Iterator[str]:
    """The uncertainty of a cost row, and what it shares with others."""
    if row.cost.spread is not None and not row.cost.spread.is_point:
        yield from _line(write.say("declared.cost"), row.cost.spread, POSITIVE, None, write)
    yield from _common(trace, "costs", write)


def of_price(row: RowTrace, trace: Trace, write: Writer) -> Iterator[str]:
    """The declared uncertainty of a price, which all proposals that use it have in common."""
    declared, drawn = row.price.spread, trace.case.setting.spreads.get(row.price.id)
    if declared is not None and not declared.is_point and drawn is not None:
        yield from _line(write.say("declared.price"), declared, POSITIVE, float(drawn.mean()), write)


def _common(trace: Trace, of: str, write: Writer) -> Iterator[str]:
    for factor in trace.common:
        if factor.of == of:
            label = write.say("declared.factor", title=factor.title or factor.id)
            drawn = float(trace.case.setting.factors[factor.id].mean())
            yield from _line(label, factor.factor, POSITIVE, drawn, write)


def _line(label: str, declared: Distribution, limits: Bounds, drawn: float | None, write: Writer) -> Iterator[str]:
    by_formula, exact = _plain_mean(declared), mean(declared, limits)
    told = write.say(f"shape.{declared.shape}", **_numbers(declared, write))
    text = write.say(
        "spread_of", label=label, told=told, formula=_formula(declared, write), mean=write.figure(by_formula)
    )
    if not isclose(by_formula, exact, rel_tol=1e-9):
        text += write.say("spread_cut", mean=write.figure(exact))
    if drawn is not None:
        text += write.say("spread_drawn", mean=write.figure(drawn))
    yield from write.folded(f"{text}.", 3)


def _numbers(declared: Distribution, write: Writer) -> dict[str, str]:
    """What fills the gaps of the sentence of a shape."""
    ends = {
        "low": write.figure(declared.low),
        "likely": write.figure(declared.likely),
        "high": write.figure(declared.high),
    }
    if declared.interval is not None:
        return {**ends, "share": write.share(declared.interval)}
    if declared.successes is not None and declared.trials is not None:
        return {"successes": write.figure(declared.successes), "trials": write.figure(declared.trials)}
    if declared.outcomes:
        told = (write.say("outcome", value=write.figure(v), chance=write.figure(c)) for v, c in declared.outcomes)
        return {"outcomes": write.join(list(told))}
    return ends


def _formula(declared: Distribution, write: Writer) -> str:
    """How the mean is had, in the numbers that were declared."""
    low, likely, high = (write.figure(x) for x in (declared.low, declared.likely, declared.high))
    match declared.shape:
        case "triangle":
            return f"({low} + {likely} + {high}) / 3"
        case "pert":
            return f"({low} + 4 × {likely} + {high}) / 6"
        case "normal":
            return f"({low} + {high}) / 2"
        case "lognormal":
            middle, deviation = _logarithm(declared)
            return write.say("lognormal_mean", middle=write.figure(middle), deviation=write.figure(deviation))
        case "beta":
            return f"{write.figure(declared.successes or 0)} / {write.figure(declared.trials or 1)}"
        case "discrete":
            return " + ".join(f"{write.figure(v)} × {write.figure(c)}" for v, c in declared.outcomes)


def _logarithm(declared: Distribution) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm."""
    low, high = log(declared.low), log(declared.high)
    reach = NormalDist().inv_cdf((1 + float(declared.interval or 0)) / 2)
    return (low + high) / 2, (high - low) / (2 * reach)


def _plain_mean(declared: Distribution) -> float:
    """What the formula gives, before tails are moved to a bound."""
    if declared.shape == "lognormal":
        middle, deviation = _logarithm(declared)
        return exp(middle + deviation**2 / 2)
    return float(declared.likely) if declared.shape == "normal" else mean(declared)
