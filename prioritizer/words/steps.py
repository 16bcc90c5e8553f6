"""What the program is doing, for people who wait."""

from prioritizer.model.rules import Language

_STEPS: dict[str, tuple[str, str]] = {
    "read": ("läser portfölj och regler", "reading the portfolio and the rules"),
    "appraise": ("räknar på förslagen", "appraising the proposals"),
    "select": ("väljer planen", "selecting the plan"),
    "search": ("söker planen ({who})", "searching for the plan ({who})"),
    "confirm": ("prövar planen med en annan lösare ({who})", "confirming the plan with another solver ({who})"),
    "conflict": ("söker vilka gränser som krockar ({who})", "finding which limits clash ({who})"),
    "explain": ("räknar förslagens marginaler ({who})", "computing the proposals' margins ({who})"),
    "blindness": ("prövar att namn och avsändare inte påverkar", "testing that names and senders change nothing"),
    "write": ("skriver dokumenten", "writing the documents"),
}


def told(step: str, language: Language) -> str:
    """A step in words; «solver: search» names who is at work."""
    who, _, what = step.rpartition(": ")
    words = _STEPS.get(what)
    if words is None:
        return step
    return (words[0] if language == "sv" else words[1]).format(who=who).replace(" ()", "")
