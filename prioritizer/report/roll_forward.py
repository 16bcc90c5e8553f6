"""How the plan follows an earlier one, and what a full re-think would have gained (F9)."""

from prioritizer.report.blocks import Block, Paragraph, Points, Section
from prioritizer.report.reasons import refused_version
from prioritizer.report.voice import Data, Voice, part, rows


def roll_forward(voice: Voice) -> Section | None:
    """What continues, what is new, what is dropped and why; None where there is no earlier plan."""
    found = part(voice.record, "roll_forward")
    if not found:
        return None
    told = []
    for status in ("continues", "changed", "new", "dropped"):
        names = [_name(voice, p) for p in rows(found, "proposals") if p.get("status") == status]
        if names and status == "continues":
            told.append(voice.count("roll.continues", len(names), names=voice.join(names)))
        elif names:
            told.append(voice.say(f"roll.{status}", names=voice.join(names)))
    blocks: list[Block] = [Paragraph(voice.say("roll.read")), Points(tuple(told))]
    blocks += [Paragraph(sentence) for sentence in _gain(voice, found)]
    blocks += [Paragraph(voice.code("plan_fault", str(code)), "warning") for code in rows(found, "faults")]
    return Section("forra-planen", voice.say("roll.title"), tuple(blocks))


def committed(voice: Voice) -> str:
    """How many of the plan's proposals are commitments of the earlier one; empty where there is none."""
    found = rows(part(voice.record, "roll_forward"), "proposals")
    kept = sum(one.get("status") == "continues" and one.get("after") is not None for one in found)
    return voice.count("figures.committed", kept) if kept and voice.plan else ""


def _name(voice: Voice, found: Data) -> str:
    """A proposal by title, with the reason where it is not what it was."""
    proposal, reason = str(found["proposal"]), found.get("reason")
    name = voice.proposal(proposal) if proposal in voice.proposals else str(found.get("title") or proposal)
    why = refused_version(voice, proposal, part(found, "before").get("alternative")) if reason == "refused" else ""
    if why:
        return voice.say("roll.refused", name=name, why=why)
    return voice.code("roll.reason", str(reason), name=name) if reason else name


def _gain(voice: Voice, found: Data) -> list[str]:
    gain, freely = found.get("gain"), found.get("freely")
    if not voice.plan and freely is not None:
        return [voice.say("roll.only_freely", freely=voice.money(freely))]
    if gain is None:
        return [voice.say("roll.gain_unknown")]
    if not gain:
        return [voice.say("roll.no_gain")]
    changes = {name: rows(found, name) for name in ("enters", "leaves")}
    more = [voice.say(f"roll.{name}", names=voice.named(ids)) for name, ids in changes.items() if ids]
    return [" ".join([voice.say("roll.gain", gain=voice.money(gain)), *more])]
