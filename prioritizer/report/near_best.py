"""Which other plans are worth almost as much, and what they share (convention §16)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.report.worth import head, plan_worth
from prioritizer.words.formatting import Unit, unit_for


def sentence(voice: Voice) -> str:
    """How many sets of proposals lie near the plan and between what the choice stands; empty where not worked out."""
    near, told = part(voice.record, "near_best"), how_many(voice)
    if not near or (near.get("count") == 1 and near.get("more") is False):
        return told
    some, shared = rows(near, "some"), rows(near, "shared")
    # What they share is usually the most of the plan: the shorter list says the same.
    if some and len(some) < len(shared):
        key = "near.choice" if near.get("shared_proved") and near.get("some_proved") else "near.choice_found"
        between = voice.say("near.between_one" if len(some) == 1 else "near.between", names=voice.named(some))
        return f"{told} {voice.count(key, len(shared), between=between)}"
    return f"{told} {_shared(voice, near)}"


def how_many(voice: Voice) -> str:
    """How many sets of proposals lie near the plan; empty where not worked out."""
    near = part(voice.record, "near_best")
    if not near:
        return ""
    gaps = {"share": voice.share(near.get("share")), "worth": plan_worth(voice)}
    count, more = near.get("count"), near.get("more")
    if count == 1 and more is False:
        return voice.say("near.alone", **gaps)
    if more is None:
        return voice.count("near.at_least", int(count or 0), **gaps)
    return voice.say("near.more" if more else "near.count", n=voice.number(count), **gaps)


def _shared(voice: Voice, near: Data) -> str:
    shared = rows(near, "shared")
    if not shared:
        return voice.say("near.none_shared")
    which = "near.shared" if near.get("shared_proved") else "near.shared_found"
    return voice.say(which, names=voice.named(shared))


def near_plans(voice: Voice) -> Section | None:
    """A table of the sets found, what they share, and the one that differs most; None where there is no other."""
    near = part(voice.record, "near_best")
    plans = rows(near, "plans")
    if len(plans) < 2:
        return None
    share = voice.share(near.get("share"))
    blocks: list[Block] = [Paragraph(voice.say("near.read", share=share, worth=plan_worth(voice)))]
    if near.get("count") != 1 or near.get("more") is not False:
        blocks.append(Paragraph(_shared(voice, near)))
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
    worth = Cell(head(voice, "worth"), number=True)
    amounts = (*heads(voice, "less", numbers=1), worth, *heads(voice, "granted_all", numbers=1))
    return Table(
        "nara-tabell", caption, (*heads(voice, "near_plan"), *amounts, *heads(voice, "enters", "leaves")), lines
    )


def _line(voice: Voice, number: int, plan: Data, unit: Unit) -> Row:
    name = voice.say("near.own") if number == 1 else voice.say("near.other", n=number)
    changes = (voice.join(voice.proposal(p) for p in rows(plan, which)) for which in ("enters", "leaves"))
    amounts = (voice.amount(plan.get(key), unit) for key in ("difference", "objective", "granted"))
    return Row((Cell(name), *amounts, *(Cell(text or voice.say("none")) for text in changes)))
