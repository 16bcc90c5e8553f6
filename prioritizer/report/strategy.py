"""Leverage on ordinary operations, and operative against strategic efficiency, with the tables behind (E1, E8)."""

from decimal import Decimal

from prioritizer.report.blocks import Block, Cell, Row, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.reach import FIELD, LEVELS
from prioritizer.report.charts.strategy import LEVERAGE, Placed, efficiency_chart, highest, leverage_chart
from prioritizer.report.choice import proposal_cell
from prioritizer.report.granted_worth import absent_words, choosable, spot_of, why_absent
from prioritizer.report.tables import heads
from prioritizer.report.voice import Voice, capital, part, rows


def leverage(voice: Voice) -> list[Block]:
    """What the plan's proposals say of ordinary operations; nothing where the plan is empty."""
    chart = leverage_chart(voice, "havstang-diagram")
    if not chart:
        return []
    chosen = [str(s["proposal"]) for s in rows(voice.plan, "selected")]
    head = (*heads(voice, "proposal"), *(Cell(capital(voice.field(field))) for field in LEVERAGE))
    lines = tuple(
        Row(
            (
                proposal_cell(voice, p),
                *(Cell(voice.fact(f, part(voice.proposals, p, "facts").get(f))) for f in LEVERAGE),
            )
        )
        for p in chosen
    )
    return with_table(voice, chart, Table("havstang-tabell", voice.say("caption.leverage"), head, lines))


def efficiency(voice: Voice) -> list[Block]:
    """Value for a granted krona against the highest level that is reached; nothing where too few are known."""
    placed = [p for id in choosable(voice) if (p := _placed(voice, id))]
    has_both = [_has_both(voice, str(s["proposal"])) for s in rows(voice.plan, "selected")]
    chart = efficiency_chart(voice, "effektivitet-diagram", placed, has_both)
    if not chart:
        return []
    absent = {id: why for id in choosable(voice) if (why := why_absent(voice, id, per_krona=True))}
    caption = absent_words(voice, absent)
    ordered = sorted(placed, key=lambda p: (not p.chosen, -p.ratio, p.name))
    each = Cell(voice.say("head.per_krona", krona=voice.krona), number=True)
    head = (*heads(voice, "proposal"), each, *heads(voice, "highest_level", "in_plan"))
    lines = tuple(Row((Cell(p.name), *_cells(voice, p))) for p in ordered)
    table = Table("effektivitet-tabell", voice.say("caption.efficiency", krona=voice.krona), head, lines)
    return with_table(voice, chart, table, caption)


def _has_both(voice: Voice, id: str) -> bool | None:
    """Whether a proposal is worth more than zero and reaches the system; one no settles it, else both must be known."""
    spot, level = spot_of(voice, id), highest(voice, id)
    is_worth = None if spot is None else spot.nnv > 0
    is_system = None if level is None else level == len(LEVELS)
    if is_worth is False or is_system is False:
        return False
    return True if is_worth and is_system else None


def _placed(voice: Voice, id: str) -> Placed | None:
    """A proposal with value and grant known, and a grant above zero."""
    spot = spot_of(voice, id)
    if not spot or not spot.granted:
        return None
    return Placed(spot.name, Decimal(spot.nnv) / Decimal(spot.granted), highest(voice, id), spot.chosen)


def _cells(voice: Voice, placed: Placed) -> tuple[Cell, ...]:
    level = voice.say("coverage.unknown")
    if placed.level is not None:
        level = voice.fact(FIELD, LEVELS[placed.level - 1]) if placed.level else voice.say("none")
    inside = voice.say("yes" if placed.chosen else "no")
    return Cell(voice.number(placed.ratio, 2), number=True), Cell(level), Cell(inside)
