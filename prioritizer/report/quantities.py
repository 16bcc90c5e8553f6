"""Numbers in the unit of what is limited or maximised, with all their digits."""

from decimal import Decimal
from typing import Any

from prioritizer.report.voice import Voice, part, rows
from prioritizer.words.formatting import number


def quantity(voice: Voice, unit: Any, of: Any, value: Any) -> str:
    """A number in shares, proposals or kronor, or in the unit of the field or resource `of`."""
    amount = Decimal(str(value))
    match unit:
        case "share":
            return voice.share(amount, _decimals(amount * 100))
        case "proposals":
            return voice.count("no_plan.proposals", int(amount))
        case "kronor":
            return voice.unit_value(amount)
    units = {str(r.get("id")): voice.unit_words(r.get("unit")) for r in rows(voice.portfolio, "resources")}
    named = units.get(str(of)) or voice.unit_words(part(voice.rules, "fields", str(of)).get("unit"))
    return f"{number(amount, voice.language, _decimals(amount))} {named}".strip()


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
