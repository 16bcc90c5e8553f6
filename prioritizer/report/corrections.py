"""From the value as stated to the value decided on: haircuts and experience (convention §9, §10)."""

from collections.abc import Sequence
from typing import Any

from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Points
from prioritizer.report.steps import outcome_title, step_kind
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, inner, part, rows


def is_corrected(value: Data) -> bool:
    """Whether a haircut or experience is applied to a value."""
    return has_haircut(value) or value.get("prior") is not None


def has_haircut(value: Data) -> bool:
    """Whether the evidence grade of a version takes something off it."""
    return any(part(value, "haircut").values())


def of_proposal(voice: Voice, id: str, value: Data) -> list[Block]:
    """Raw, after the haircut and decided on, and what each step was; empty where neither is applied."""
    if not is_corrected(value):
        return []
    lines: list[tuple[Cell, Sequence[Any]]] = [(Cell(voice.say("corrected.raw")), [value.get("nnv_raw")])]
    told: list[str] = []
    if has_haircut(value):
        lines.append((Cell(voice.say("corrected.adjusted")), [value.get("nnv_adjusted")]))
        told.append(_haircut(voice, value))
    if value.get("prior") is not None:
        lines.append((Cell(voice.say("corrected.decided")), [value.get("nnv")]))
        told += _moved(voice, value)
    caption = voice.say("caption.corrected", prices=voice.price_level)
    table = money_table(voice, f"j-{id}", caption, heads(voice, "step", "nnv", numbers=1), lines, total=False)
    return [Fold(voice.say("fold.corrected"), (table, Points(tuple(told))))]


def _haircut(voice: Voice, value: Data) -> str:
    cut = part(value, "haircut")
    grade = voice.fact("evidence.grade", value.get("grade"))
    basis = voice.code("grade_basis", str(value.get("grade_basis")))
    delay = int(cut.get("delay") or 0)
    later = voice.count("corrected.later", delay) if delay else ""
    cost, effect = voice.share(cut.get("cost"), 0), voice.share(cut.get("effect"), 0)
    told = voice.say("corrected.haircut", grade=grade, basis=basis, cost=cost, effect=effect, later=later)
    spared = [inner(outcome_title(voice, step)) for step in rows(value, "steps") if _is_spared(step, cut)]
    titles = voice.join(voice.say("quoted", text=title) for title in dict.fromkeys(spared))
    return f"{told} {voice.say('corrected.spared', outcomes=titles)}" if spared else told


def _is_spared(step: Data, cut: Data) -> bool:
    """Whether an effect is no gain, so that what the haircut takes off the others is not taken off it (§9)."""
    takes = cut.get("effect") or cut.get("delay")
    return step_kind(step) == "effect" and bool(takes) and not (step.get("haircut") or step.get("haircut_years"))


def _moved(voice: Voice, value: Data) -> list[str]:
    prior = part(value, "prior")
    spread = voice.say("corrected.least" if value.get("spread_is_least") else "corrected.declared")
    gaps = {
        "mean": voice.number(prior.get("mean"), 2),
        "prior_spread": voice.number(prior.get("spread"), 2),
        "spread": voice.number(value.get("spread"), 2),
        "weight": voice.share(value.get("weight"), 0),
        "krona": voice.krona,
    }
    told = [voice.say("corrected.moved", which=spread, **gaps)]
    if value.get("nnv") == value.get("nnv_adjusted"):
        told.append(voice.say("corrected.not_raised"))
    return told


def of_plan(voice: Voice) -> list[Block]:
    """What the plan was before it was moved towards experience, and what disappointment that takes away (§10)."""
    value = part(voice.plan, "value")
    if not adjustment(value):
        return []
    lost, adjusted = voice.money(value.get("expected_disappointment")), voice.money(value.get("nnv_adjusted"))
    return [Paragraph(voice.say("corrected.plan", adjusted=adjusted, lost=lost))]


def raw(voice: Voice) -> str:
    """The plan's value before the corrections that were made, once, for the board (§10); empty where none moved it."""
    value = part(voice.plan, "value")
    if value.get("nnv_raw") in (None, value.get("nnv")):
        return ""
    which = "haircuts" if not adjustment(value) else "both"
    return voice.say(f"figures.raw.{which}", raw=voice.money(value["nnv_raw"]))


def adjustment(value: Data) -> int:
    """What moving towards experience adds to what the tables add up to; at most zero."""
    nnv, adjusted = value.get("nnv"), value.get("nnv_adjusted")
    return 0 if nnv is None or adjusted is None else int(nnv - adjusted)


def draws_note(voice: Voice, value: Data) -> list[str]:
    """That the draws are too few, where they are."""
    found = part(value, "convergence")
    if found.get("enough") is not False:
        return []
    return [voice.say("note.draws_too_few", error=voice.money(found.get("standard_error")))]
