"""The limits in words: what the plan uses and where each limit stands."""

from typing import Any

from prioritizer.report import fresh_draws
from prioritizer.report.blocks import Block, Cell, Paragraph, Points, Row, Section, Table
from prioritizer.report.naming import limit_words
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, apart, capital, part, rows
from prioritizer.words.formatting import Unit, unit_for


def bounds(voice: Voice) -> Section:
    """Kronor by fund and year, and each declared limit with what is used of it."""
    blocks: list[Block] = [Paragraph(voice.say("bounds.read"))]
    blocks += [
        _fund_table(voice, fund) for fund in dict.fromkeys(str(r["fund"]) for r in rows(voice.plan, "fund_rows"))
    ]
    used = rows(voice.plan, "limit_rows")
    if used:
        blocks.append(_used_table(voice, used))
    if voice.limits:
        blocks.append(_words_table(voice))
    settled = decided(voice)
    if settled:
        blocks += [Paragraph(voice.say("bounds.decided")), Points(settled)]
    return Section("villkor", voice.say("bounds.title"), tuple(blocks))


def decided(voice: Voice) -> tuple[str, ...]:
    """What must be in and who decided it, and what takes another proposal for granted."""
    told = []
    for id, data in voice.proposals.items():
        name = voice.named([id])
        if data.get("mandatory"):
            by = voice.text(data.get("mandatory_by")) or voice.unknown
            told.append(voice.say("bounds.mandatory", name=name, by=by))
        if rows(data, "requires"):
            told.append(voice.say("bounds.requires", name=name, names=voice.named(rows(data, "requires"))))
    return tuple(told)


def _fund_table(voice: Voice, fund: str) -> Table:
    """One fund by year. What carries over is available again, so that column has no sum."""
    found = [row for row in rows(voice.plan, "fund_rows") if str(row["fund"]) == fund]
    promised = any(row.get("committed") for row in found)
    rule = part(voice.funds, fund).get("repayment")
    more = (*(("repaid",) if rule else ()), *(("committed",) if promised else ()))
    columns = ("allocation", *more, "available", "granted", "left")
    unit = unit_for(row.get(name) for row in found for name in columns)
    lines = [Row((Cell(str(row["year"])), *(_amount(voice, row, name, unit) for name in columns))) for row in found]
    granted = [row.get("granted") for row in found]
    blank = Cell("", number=True)
    summed = {name: sum(row.get(name) or 0 for row in found) for name in ("allocation", "granted")}
    sums = (voice.amount(summed[name], unit) if name in summed else blank for name in columns)
    lines.append(Row((Cell(voice.say("total")), *sums), total=True))
    kind = voice.code("default_value", str(part(voice.funds, fund).get("prices") or voice.unknown))
    caption = voice.say("caption.funds", fund=voice.fund(fund), prices=kind)
    notes: tuple[str, ...] = (voice.say("funds.carry"),) if part(voice.funds, fund).get("carry_over") else ()
    demands = part(voice.funds, fund).get("eligible")
    notes += (voice.say("funds.eligible", says=voice.text(demands)),) if demands else ()
    notes += (repayment_words(voice, fund),) if rule else ()
    notes += tuple(
        voice.say("funds.committed", title=c.get("title"), source=source_words(voice, c))
        for c in rows(voice.portfolio, "commitments")
        if promised and c.get("fund") == fund
    )
    notes += rounding_notes(voice, [granted], [sum(granted)], unit)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    return Table(f"medel-{fund}", caption, heads(voice, "year", *columns, numbers=len(columns)), tuple(lines), notes)


def repayment_words(voice: Voice, fund: str) -> str:
    """What is paid back to a fund, when and by which decision; empty where it has no such rule (§17)."""
    rule = part(voice.funds, fund).get("repayment")
    if not rule:
        return ""
    gaps = {"share": voice.share(rule["share"]), "owner": voice.actor(part(voice.funds, fund).get("owner"))}
    later = voice.count("funds.repaid", rule["delay"])
    return voice.say("funds.repayment", later=later, source=source_words(voice, rule), **gaps)


def _amount(voice: Voice, row: Data, name: str, unit: Unit) -> Cell:
    """A cell of a fund; a year without an allocation is not an unknown one: nothing may be granted in it (§17)."""
    if name == "allocation" and row.get(name) is None:
        return Cell(voice.say("none_stated"), number=True)
    return voice.amount(row.get(name), unit)


def _used_table(voice: Voice, used: list[Any]) -> Table:
    lines = tuple(
        Row(
            (
                Cell(capital(limit_words(voice, str(row["id"])))),
                Cell(_used(voice, row), number=True),
                Cell(_bound(voice, row), number=True),
            )
        )
        for row in used
    )
    return Table(
        "villkor-tabell", voice.say("caption.bounds"), heads(voice, "limit", "used", "bound", numbers=2), lines
    )


def _used(voice: Voice, row: Data) -> str:
    """What the plan uses, told apart from the bound; of a limit on the outcomes also on fresh ones."""
    used = _measured(voice, row, row.get("used"), row.get("bound"))
    return f"{used} {fresh_draws.beside(voice, str(row['id']))}".strip()


def _bound(voice: Voice, row: Data) -> str:
    return voice.code("sense", str(row.get("sense")), x=_measured(voice, row, row.get("bound")))


def _measured(voice: Voice, row: Data, value: Any, beside: Any = None) -> str:
    """A figure of a limit in its unit: a share, kronor, or so many of a resource or of proposals."""
    form, of = row.get("form"), row.get("of")
    if value is None:
        return voice.unknown
    if form == "worst_mean":
        return voice.kronor(value)
    if form in ("share_of", "chance_below"):
        return voice.share(value, apart(value, beside))
    if form == "sum_of" and of == "granted":
        return voice.kronor(value)
    units = {str(r.get("id")): voice.unit_words(r.get("unit")) for r in rows(voice.portfolio, "resources")}
    return f"{voice.number(value)} {units.get(str(of), '')}".strip()


def _words_table(voice: Voice) -> Table:
    lines = tuple(
        Row(
            (
                Cell(voice.text(limit.get("title")) or id),
                Cell(voice.text(limit.get("says"))),
                Cell(voice.text(limit.get("why"))),
                Cell(source_words(voice, limit)),
            )
        )
        for id, limit in voice.limits.items()
    )
    return Table("villkor-ord", voice.say("caption.limits"), heads(voice, "limit", "says", "why", "source"), lines)


def source_words(voice: Voice, data: Data) -> str:
    """A source as a person writes it: title, place in it, address."""
    source = data.get("source")
    if not isinstance(source, dict):
        return voice.text(source)
    parts = [voice.text(source.get(name)) for name in ("title", "article", "url")]
    return ", ".join(found for found in parts if found)
