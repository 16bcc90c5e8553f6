"""What a plan was chosen for where that is not expected value alone, and what that costs (convention §14)."""

from prioritizer.report.voice import Data, Voice, part, rows

DECIMALS = 3
"""Of a ratio in a document."""


def told(voice: Voice) -> str:
    """What was maximised, how sure it is, how that differs from expected value, and what it costs."""
    found = part(voice.record, "pursued")
    way = "ratio" if found.get("maximise") == "value_per_krona" else "levels"
    is_proved = voice.plan.get("status") == "optimal"
    sentences = [_ratio(voice, found)] if way == "ratio" else [_level(voice, level) for level in rows(found, "levels")]
    sentences.insert(0, voice.say(f"pursued.{way}_differs"))
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


def _level(voice: Voice, level: Data) -> str:
    numbers = {name: voice.number(level.get(name)) for name in ("most", "least", "kept")}
    return voice.say("pursued.level", title=voice.text(level.get("title")), **numbers)
