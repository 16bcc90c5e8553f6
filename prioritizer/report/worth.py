"""What the plan's value is: net present value, less the reserve price where the rules have one (convention §14)."""

from decimal import Decimal

from prioritizer.report.voice import Voice, part


def reserve_price(voice: Voice) -> Decimal:
    """Value kronor that each granted krona must give at least; 0 where the rules say none."""
    return Decimal(str(part(voice.rules, "objective").get("reserve_price") or 0))


def plan_worth(voice: Voice) -> str:
    """«Planens värde» in a sentence, and of what it is where that is not net present value alone."""
    return voice.say("plan_worth_after" if reserve_price(voice) else "plan_worth")


def head(voice: Voice, key: str) -> str:
    """The head of a column of such values."""
    return voice.say("head.worth_after" if reserve_price(voice) else f"head.{key}")


def after_reserve(voice: Voice) -> str:
    """What the plan is worth less the reserve price; empty where there is none to take off."""
    reserve = reserve_price(voice)
    if not reserve:
        return ""
    gaps = {
        "reserve": voice.price_in(reserve),
        "worth": voice.money(voice.plan.get("objective")),
        "krona": voice.krona,
    }
    return voice.say("figures.after_reserve", **gaps)
