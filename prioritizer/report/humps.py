"""The hump, who carries it, the four views and the indicators of a plan or of a proposal (convention §11)."""

from prioritizer.report.blocks import Block, Cell, Pairs, Paragraph
from prioritizer.report.corrections import adjustment
from prioritizer.report.parties import ordered, own_party
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, part, rows

PLAN = "vyer"
"""The id of the plan's table of views."""

RATIOS = ("nnk_i", "nnk_idu", "bcr")
EVENS = ("break_even", "break_even_own")


def hump_of_proposal(voice: Voice, value: Data) -> str:
    """The own purse's hump of one version in words, and who carries it; empty where there is no version."""
    if not value or "hump" not in value:
        return ""
    found = part(value, "hump")
    if not found:
        return voice.say("hump.unknown")
    if found.get("year") is None:
        return voice.say("hump.none")
    back = found.get("back_year")
    key = "hump.back" if back is not None else "hump.stays"
    told = voice.say(key, depth=voice.money(found.get("depth")), year=found["year"], back=back or "")
    return f"{told} {carriers(voice, found)}".strip()


def carriers(voice: Voice, found: Data) -> str:
    """What each board of the own purse, and each other that pays, has paid and taken home in the lowest year."""
    own, others = (ordered(voice, rows(found, whose)) for whose in ("own", "others"))
    if not own:
        return ""
    amounts = voice.moneys(*(row.get("sum") for row in [*own, *others]))
    told = [f"{voice.actor(row['actor'])} {text}" for row, text in zip([*own, *others], amounts, strict=True)]
    # A purse without boards is the depth itself.
    said = [voice.say("hump.own", names=voice.join(told[: len(own)]))] if len(own) > 1 else []
    said += [voice.say("hump.others", names=voice.join(told[len(own) :]))] if others else []
    return " ".join(said)


def views_table(voice: Voice, id: str, value: Data, first: str) -> list[Block]:
    """Own or all, year one or the whole horizon, of adjusted values; the value decided on beside where it differs.

    Args:
        voice: The language.
        id: Of the table, unique in the document.
        value: Of a version or of the plan.
        first: Year one.
    """
    views = part(value, "views")
    if not views:
        return []
    body = [
        (Cell(voice.say(f"view.{who}")), [views.get(f"{who}_first"), views.get(f"{who}_all")])
        for who in ("own", "society")
    ]
    head = (
        Cell(voice.say("head.whose")),
        Cell(voice.say("head.first_year", year=first), True),
        *heads(voice, "whole", numbers=1),
    )
    base = str(voice.portfolio.get("base_year", ""))
    caption = voice.say("caption.views" if id == PLAN else "caption.views_one", prices=voice.price_level, base=base)
    table = money_table(voice, id, caption, head, body, total=False)
    if not adjustment(value):
        return [table]
    return [table, Paragraph(voice.say("view.decided", decided=voice.money(value.get("nnv"))), "small")]


def indicators(voice: Voice, value: Data) -> list[Block]:
    """Ratios, break-even and paybacks of the plan; why, where one cannot be said."""
    if not any(name in value for name in (*RATIOS, *EVENS)):
        return []
    pairs = [(voice.say(f"pair.{name}"), _figure(voice, value, name)) for name in (*EVENS, *RATIOS)]
    pairs += [(voice.say(f"pair.payback_{who}"), _payback(voice, value, who)) for who in ("society", "own")]
    return [Pairs(tuple(pairs))]


def _figure(voice: Voice, value: Data, name: str) -> str:
    reason = str(part(value, "reasons").get(name) or "")
    if reason == "falls_back":
        return voice.say("pair.falls_back", share=voice.share(value[name], 0))
    if reason:
        return voice.code("cannot", reason)
    if value.get(name) is None:
        return voice.unknown
    if name in RATIOS:
        return voice.number(value[name], 2)
    return voice.share(value[name], 0)


def _payback(voice: Voice, value: Data, who: str) -> str:
    if value.get(f"payback_{who}") is not None:
        return str(value[f"payback_{who}"])
    unknown = "timing_unknown" if who == "society" else "payback_own_unknown"
    if unknown in part(value, "notes"):
        return voice.unknown
    if who == "own" and own_party(voice, value).get("cost") == 0:
        return voice.say("payback.no_cost")
    return voice.say("payback.not_reached")
