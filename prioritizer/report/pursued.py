"""What a plan was chosen for where that is not expected value alone, and what that costs (convention §14)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from prioritizer.report.voice import Data, Voice, part, rows

EXPECTED = "expected_value"
"""The level that every choice ends with, named or not."""

DECIMALS = 3
"""Of a ratio in a document."""


def told(voice: Voice) -> str:
    """What was maximised, how sure it is, how that differs from expected value, and what it costs."""
    found = part(voice.record, "pursued")
    way = "ratio" if found.get("maximise") == "value_per_krona" else "levels"
    is_proved = voice.plan.get("status") == "optimal"
    sentences = [_ratio(voice, found)] if way == "ratio" else list(_levels(voice, rows(found, "levels"), is_proved))
    sentences.insert(0, voice.say(f"pursued.{way}_differs"))
    if way == "ratio" or not is_proved:
        sentences.append(voice.say("pursued.proved" if is_proved else "pursued.open"))
    given_up = found.get("given_up")
    known = given_up is not None
    sentences.append(
        voice.say("pursued.costs", amount=voice.money(given_up)) if known else voice.say("pursued.costs_unknown")
    )
    return " ".join(sentences)


def _ratio(voice: Voice, found: Data) -> str:
    ratio, default = part(found, "ratio"), part(found, "default", "ratio")
    return voice.say(
        "pursued.ratio",
        ratio=voice.number(ratio.get("value"), DECIMALS),
        default=voice.number(default.get("value"), DECIMALS) if default else voice.unknown,
        lowest=voice.money(ratio.get("lowest_spending")),
        krona=voice.krona,
    )


def _levels(voice: Voice, levels: list[Data], is_proved: bool) -> Iterator[str]:
    """Each level with its most, what may be given up of it and what the plan has; then the worth among such plans."""
    before = [level for level in levels if level.get("of") != EXPECTED]
    for level in levels:
        if level.get("of") != EXPECTED:
            given_up = Decimal(str(level["most"])) - Decimal(str(level["least"]))
            numbers = {"most": level["most"], "give_up": given_up, "kept": level["kept"]}
            told = {name: _amount(voice, level, amount) for name, amount in numbers.items()}
            key = "pursued.level" if level.get("proved") else "pursued.level_open"
            yield voice.say(key, title=voice.text(level.get("title")), **told)
    last = levels[-1] if levels and levels[-1].get("of") == EXPECTED else {}
    worth = voice.kronor(last.get("most", voice.plan.get("objective")))
    least = _amount(voice, before[0], before[0]["least"]) if len(before) == 1 else ""
    among, sure = "least_" if least else "", "proved" if is_proved else "open"
    yield voice.say(f"pursued.among_{among}{sure}", least=least, worth=worth)


def _amount(voice: Voice, level: Data, amount: Any) -> str:
    return voice.kronor(amount) if level.get("of") == "granted" else voice.number(amount)
