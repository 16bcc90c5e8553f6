"""Who does what in the decision procedure, and when (requirements G8)."""

from prioritizer.report.voice import Data, Voice, rows


def step_of(voice: Voice, id: str) -> Data:
    """One step of the decision procedure; empty where the rules have none."""
    return next((step for step in rows(voice.rules, "procedure") if step.get("id") == id), {})


def who(voice: Voice, id: str) -> str:
    """Who does a step of the decision procedure; empty where the rules do not say."""
    return voice.text(step_of(voice, id).get("who"))
