"""Which other plans are worth almost as much, and what they share (convention §16)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for


def sentence(voice: Voice) -> str:
    """How many sets of proposals lie near the plan and what all of them share; empty where it was not worked out."""
    near = part(voice.record, "near_best")
    if not near:
        return ""
    count, more, share = near.get("count"), near.get("more"), voice.share(near.get("share"))
    if count == 1 and more is False:
        return voice.say("near.alone", share=share)
    key = "near.at_least" if more is None else "near.more" if more else "near.count"
    told = voice.say(key, n=voice.number(count), share=share)
    shared = rows(near, "shared")
    if not shared:
        return f"{told} {voice.say('near.none_shared')}"
    which = "near.shared" if near.get("shared_proved") else "near.shared_found"
    return f"{told} {voice.say(which, names=voice.named(shared))}"


def near_plans(voice: Voice) -> Section | None:
    """A table of the sets found, and the one that differs most; None where there is no other."""
    near = part(voice.record, "near_best")
    plans = rows(near, "plans")
    if len(plans) < 2:
        return None
    blocks: list[Block] = [Paragraph(voice.say("near.read", share=voice.share(near.get("share"))))]
    furthest = part(near, "most_different")
    if furthest:
        blocks.append(Paragraph(_most_different(voice, near, furthest)))
    blocks.append(_table(voice, plans))
    return Section("nara-planen", voice.say("near.title"), tuple(blocks))


def _most_different(voice: Voice, near: Data, plan: Data) -> str:
    enters, leaves = rows(plan, "enters"), rows(plan, "leaves")
    key = "both" if enters and leaves else "enters" if enters else "leaves"
    gaps = {"enters": voice.named(enters), "leaves": voice.named(leaves), "less": voice.money(plan.get("difference"))}
    told = voice.say(f"near.different_{key}", **gaps)
    return told if near.get("different_proved") else f"{told} {voice.say('near.different_found')}"


def _table(voice: Voice, plans: list[Data]) -> Table:
    unit = unit_for(plan.get(name) for plan in plans for name in ("objective", "difference", "granted"))
    lines = tuple(_line(voice, number, plan, unit) for number, plan in enumerate(plans, 1))
    caption = voice.say("caption.near", prices=voice.price_level, granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    head = (*heads(voice, "near_plan", "enters", "leaves"), *heads(voice, "worth", "less", "granted_all", numbers=3))
    return Table("nara-tabell", caption, head, lines)


def _line(voice: Voice, number: int, plan: Data, unit: Unit) -> Row:
    name = voice.say("near.own") if number == 1 else voice.say("near.other", n=number)
    changes = (voice.join(voice.proposal(p) for p in rows(plan, which)) for which in ("enters", "leaves"))
    amounts = (voice.amount(plan.get(key), unit) for key in ("objective", "difference", "granted"))
    return Row((Cell(name), *(Cell(text or voice.say("none")) for text in changes), *amounts))
