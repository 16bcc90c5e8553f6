"""The ledger of decisions outside the choice: who decided what, why, and what it costs (convention §21)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for


def ledger(voice: Voice) -> Section | None:
    """A table of the decisions, and what all of them cost at once; None where nothing was decided beforehand."""
    found = part(part(voice.record, "explained"), "overrides")
    decisions = rows(found, "decisions")
    if not decisions:
        return None
    together = part(found, "together")
    unit = unit_for(row.get(name) for row in decisions for name in ("price", "low", "high"))
    caption = voice.say("caption.money", caption=voice.say("caption.ledger"), unit=voice.unit(unit))
    head = (
        *heads(voice, "proposal", "decision", "decided_by", "reason"),
        *heads(voice, "price", numbers=1),
        *heads(voice, "would_enter", "would_leave"),
    )
    blocks: list[Block] = [Paragraph(voice.say("ledger.read"))]
    blocks.append(Table("beslut-tabell", caption, head, tuple(_line(voice, row, unit) for row in decisions)))
    priced = [row for row in decisions if not row.get("duty")]
    if len(priced) > 1 and together.get("exact"):
        blocks.append(Paragraph(voice.say("ledger.together", amount=voice.money(together.get("price")))))
    return Section("beslut-utanfor-valet", voice.say("ledger.title"), tuple(blocks))


def _line(voice: Voice, row: Data, unit: Unit) -> Row:
    unsaid = voice.say("ledger.unsaid")
    reason = voice.text(row.get("why")) or unsaid
    duty = voice.text(row.get("duty"))
    if duty:
        price = Cell(voice.say("ledger.duty"))
        reason = f"{reason} ({duty})"
    elif row.get("exact"):
        price = voice.amount(row.get("price"), unit)
    elif row.get("low") is None or row.get("high") is None:
        price = Cell(voice.say("ledger.open"))
    else:
        price = Cell(voice.between(row.get("low"), row.get("high")), number=True)
    changes = (voice.join(voice.proposal(p) for p in rows(row, which)) for which in ("enters", "leaves"))
    return Row(
        (
            Cell(voice.proposal(str(row["proposal"]))),
            Cell(voice.say(f"ledger.{row['decision']}")),
            Cell(voice.text(row.get("by")) or unsaid),
            Cell(reason),
            price,
            *(Cell(text or voice.say("none_found")) for text in changes),
        )
    )
