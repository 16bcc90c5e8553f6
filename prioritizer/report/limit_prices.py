"""What the conditions cost: how much more the plan would be worth without each of them (convention §19)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Points, Row, Section, Table
from prioritizer.report.naming import limits_words
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, capital, part, rows
from prioritizer.words.formatting import Unit, unit_for


def limit_prices(voice: Voice) -> Section | None:
    """A table of what costs something, the dearest first, and what is free; None where nothing was priced."""
    found = part(voice.record, "explained")
    priced = [row for row in rows(found, "limits") if row.get("kind") != "fund"]
    if not priced:
        return None
    dear = sorted(
        (row for row in priced if row.get("high") != 0), key=lambda row: (-(row.get("price") or 0), str(row["limit"]))
    )
    blocks: list[Block] = [Paragraph(voice.say("prices.read"))]
    if dear:
        blocks.append(_table(voice, dear))
    free = [str(row["limit"]) for row in priced if row.get("high") == 0]
    if free:
        blocks.append(Paragraph(voice.say("prices.free", names=voice.join(limits_words(voice, free)))))
    pairs = rows(part(found, "prices"), "pairs")
    if pairs:
        blocks += [Paragraph(voice.say("prices.pairs")), Points(tuple(_pair(voice, pair) for pair in pairs))]
    duties = rows(part(found, "prices"), "duties")
    if duties:
        blocks.append(Paragraph(voice.say("prices.duties", names=voice.join(limits_words(voice, duties)))))
    return Section("villkorens-pris", voice.say("prices.title"), tuple(blocks))


def _table(voice: Voice, priced: list[Data]) -> Table:
    unit = unit_for(row.get(name) for row in priced for name in ("price", "low", "high"))
    caption = voice.say("caption.money", caption=voice.say("caption.limit_prices"), unit=voice.unit(unit))
    head = (
        *heads(voice, "limit"),
        *heads(voice, "price", numbers=1),
        *heads(voice, "would_enter", "would_leave"),
        *heads(voice, "next_step"),
    )
    lines = tuple(_line(voice, row, unit) for row in priced)
    return Table("villkorens-pris-tabell", caption, head, lines, (voice.say("prices.not_added"),))


def _line(voice: Voice, row: Data, unit: Unit) -> Row:
    name = Cell(capital(limits_words(voice, [str(row["limit"])])[0]))
    price = voice.amount(row.get("price"), unit)
    if not row.get("exact"):
        price = Cell(voice.between(row.get("low"), row.get("high")), number=True)
    changes = (voice.join(voice.proposal(p) for p in rows(row, which)) for which in ("enters", "leaves"))
    return Row((name, price, *(Cell(text or voice.say("none_found")) for text in changes), Cell(_next(voice, row))))


def _next(voice: Voice, row: Data) -> str:
    """The number after the step, and what that gives."""
    step = part(row, "next_step")
    if not step:
        return voice.say("none_found")
    share = step.get("unit") == "share"
    to = voice.share(step.get("to")) if share else voice.number(step.get("to"))
    if not step.get("price"):
        return voice.say("prices.step_free", to=to)
    return voice.say("prices.step", to=to, amount=voice.money(step.get("price")))


def _pair(voice: Voice, pair: Data) -> str:
    names = voice.join(limits_words(voice, rows(pair, "limits")))
    return voice.say("prices.pair", names=capital(names), amount=voice.money(pair.get("price")))
