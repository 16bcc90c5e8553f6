"""What a record says of how sure its plan is, held against itself and against a choice made once more (§15, §16)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from prioritizer.model.plan import Plan
from prioritizer.model.rules import Objective
from prioritizer.register.finding import Finding, differs, holds, note

STATUSES = ("optimal", "feasible")
CONFIRMED = ("certificate", "second_solver", "none")


def claims(plan: Mapping[str, Any], objective: Objective) -> list[Finding]:
    """Whether status, bound, gap and ties agree with each other; another objective has no bound in kronor.

    Args:
        plan: The record's.
        objective: What was maximised.
    """
    if plan["status"] not in STATUSES or plan["confirmed"] not in CONFIRMED:
        return [differs("claim_unknown", found=f"{plan['status']}, {plan['confirmed']}")]
    if plan["status"] != "optimal" and plan["confirmed"] != "none":
        return [differs("claim_confirmed", status=plan["status"], confirmed=plan["confirmed"])]
    if not isinstance(plan["ties"], int) or plan["ties"] < 1:
        return [differs("claim_unknown", found=plan["ties"])]
    if objective.maximise != "expected_value":
        return []
    worth, bound, gap = (Decimal(str(plan[name])) for name in ("objective", "bound", "gap"))
    status = "optimal" if bound - worth < 1 else "feasible"
    if bound < worth or gap != bound - worth or status != plan["status"]:
        return [differs("claim_bound", value=worth, bound=bound, gap=gap, status=plan["status"])]
    return [holds("claim_bound_holds", bound=bound)]


def claims_again(plan: Mapping[str, Any], again: Plan) -> list[Finding]:
    """The same beside a choice made once more: what it found more, how many ties, and what confirmed it.

    Args:
        plan: The record's, of which `claims` found nothing wrong.
        again: The choice.
    """
    if (plan["status"], again.status) != ("optimal", "optimal"):
        return []
    found = []
    ties = {"found": again.ties, "expected": plan["ties"]}
    counted, recounted = plan["ties_complete"], again.ties_complete
    more, fewer = again.ties > plan["ties"], again.ties < plan["ties"]
    if (counted and more) or (recounted and fewer):
        found.append(differs("ties_differ", **ties))
    elif counted and recounted:
        found.append(holds("ties_hold", n=again.ties))
    if plan["confirmed"] == "second_solver":
        held = again.confirmed != "none"
        found.append(holds("confirmed_again") if held else note("not_confirmed_again"))
    elif plan["confirmed"] == "none" and again.confirmed != "none":
        found.append(note("confirmed_now"))
    return found
