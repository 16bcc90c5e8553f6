"""How sure a value is, as plain values: corrections, sensitivity and whether the draws are enough (§8–§11)."""

from prioritizer.appraisal.convergence import Convergence
from prioritizer.appraisal.plan import PlanValue
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.sensitivity import Sensitivity
from prioritizer.model.value import Appraised
from prioritizer.register.plain import Plain

DIGITS = 9
"""Of a switch point: a krona is told by fewer, and machines agree on as many."""


def corrections(value: Appraised) -> Plain:
    """From the value as stated to the value decided on (§9, §10)."""
    cost, effect, delay = value.haircut
    return {
        "nnv_raw": value.nnv_raw,
        "nnv_adjusted": value.nnv_adjusted,
        "grade": value.grade,
        "grade_basis": value.grade_basis,
        "haircut": {"cost": cost, "effect": effect, "delay": delay},
        "weight": value.weight,
        "prior": value.prior and {"mean": value.prior[0], "spread": value.prior[1]},
        "spread": value.spread,
        "spread_is_least": value.spread_is_least,
    }


def plan_corrections(value: PlanValue) -> Plain:
    """The sums of the plan before and after corrections (§10)."""
    return {
        "nnv_raw": value.nnv_raw,
        "nnv_adjusted": value.nnv_adjusted,
        "expected_disappointment": value.nnv_adjusted - value.nnv,
    }


def sensitivity_part(found: Sensitivity | None) -> Plain | None:
    """Variations, switch points and the tornado; None where they were not worked out."""
    if found is None:
        return None
    return {
        "nnv": found.nnv,
        "untold": found.untold,
        "variations": [{"name": v.name, "value": v.value, "nnv": v.nnv} for v in found.variations],
        "switches": [
            {
                "name": s.name,
                "of": s.of,
                "row": s.row,
                "proposal": s.proposal,
                "now": _few(s.now),
                "value": _few(s.value),
                "reason": s.reason,
            }
            for s in found.switches
        ],
        "tornado": [
            {
                "name": b.name,
                "of": b.of,
                "row": b.row,
                "proposal": b.proposal,
                "low": _few(b.low),
                "high": _few(b.high),
                "nnv_low": b.nnv_low,
                "nnv_high": b.nnv_high,
            }
            for b in found.tornado
        ],
    }


def convergence_part(found: Convergence | None) -> Plain | None:
    """The standard error of expected adjusted NNV in whole kronor; None where nothing rests on draws."""
    if found is None:
        return None
    return {"standard_error": whole(found.standard_error), "limit": whole(found.limit), "enough": found.enough}


def _few(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.{DIGITS}g}")
