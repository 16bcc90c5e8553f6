"""What is proved of the choice, in plain words, and what the proof is not about (convention §15)."""

from prioritizer.report import pursued
from prioritizer.report.voice import Voice, part, rows
from prioritizer.report.worth import plan_worth, reserve_price

OF_DRAWS = ("worst_mean", "chance_below")
"""Forms of limits that look at the joint draws of the choice (convention §18)."""


def proof(voice: Voice) -> str:
    """What is proved of the plan; «proved» only when something else than the solver confirmed it."""
    if pursued.is_pursued(voice):
        return pursued.proof(voice)
    plan = voice.plan
    solver = str(plan.get("solver") or voice.unknown)
    if plan.get("status") != "optimal":
        gap = None if plan.get("bound") is None else max(0, plan["bound"] - plan["objective"])
        return voice.say("proof.feasible" if gap is not None else "proof.feasible_unknown", gap=voice.money(gap))
    confirmed = str(plan.get("confirmed") or "none")
    told = voice.say(f"proof.{confirmed}", solver=solver, one=voice.one)
    if reserve_price(voice):
        told = f"{told} {voice.say('proof.worth_is', worth=plan_worth(voice))}"
    if confirmed != "second_solver":
        return told
    others = (plan.get("ties") or 1) - 1
    if not others:
        return f"{told} {voice.say('proof.searched')}"
    key = "proof.searched_ties" if plan.get("ties_complete", True) else "proof.searched_ties_more"
    return f"{told} {voice.count(key, others)}"


def no_plan(voice: Voice) -> str:
    """What is proved of there being no plan; empty where the record does not say."""
    confirmed = part(voice.record, "no_plan").get("confirmed")
    return voice.code("proof.no_plan", str(confirmed)) if confirmed and there_is_none(voice) else ""


def there_is_none(voice: Voice) -> bool:
    """Whether it is said that there is no plan, also where what clashes was not settled; else none was found."""
    return bool(rows(voice.record, "conflict")) or part(voice.record, "no_plan").get("status") == "infeasible"


def beside(voice: Voice) -> str:
    """What stands beside: that figures are forecasts, and given what the proof holds, where there is one."""
    if voice.plan:
        status, confirmed = voice.plan.get("status"), voice.plan.get("confirmed")
    else:
        status, confirmed = "optimal", part(voice.record, "no_plan").get("confirmed")
    if status != "optimal":
        return voice.say("proof.beside_open")
    if not confirmed or confirmed == "none":
        return voice.say("proof.beside_unconfirmed")
    if any(row.get("form") in OF_DRAWS for row in rows(voice.plan, "limit_rows")):
        return voice.say("proof.beside_draws", draws=voice.number(voice.record.get("draws")))
    return voice.say("proof.beside")
