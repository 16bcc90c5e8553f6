"""What the plan covers, and which faults of the system the proposals point at (E2, E4, E9, E13, G5, H1)."""

from typing import Any

from prioritizer.report import strategy
from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Points, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.reach import goals_chart, levels_chart
from prioritizer.report.charts.strategy import aims_chart
from prioritizer.report.choice import proposal_cell
from prioritizer.report.orders import named_few
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, capital, part, rows
from prioritizer.words.formatting import unit_for

LEVELS = "levels_reached"
"""The field whose choices are the levels."""


def coverage(voice: Voice) -> Section | None:
    """The plan by aim, goals, levels, boards and districts; None where it was not worked out."""
    found = part(voice.record, "explained", "coverage")
    if not found:
        return None
    dimensions = {str(d["field"]): d for d in rows(found, "by")}
    blocks: list[Block] = [Paragraph(text, "key") for text in aim_words(voice, found) if text]
    missed = missed_goals(voice, found, dimensions)
    blocks += [Points(tuple(missed))] if missed else [Paragraph(voice.say("coverage.all_goals"))]
    tables = {field: _table(voice, found, dimension) for field, dimension in dimensions.items()}
    drawn = {"aim": aims_chart(voice, "inriktning-diagram"), "goals": goals_chart(voice, "mal-diagram", found)}
    for field, chart in drawn.items():
        blocks += with_table(voice, chart, tables[field]) if field in tables else []
    blocks += with_table(voice, levels_chart(voice, "nivaer-diagram"), _levels(voice, found))
    blocks += [*strategy.leverage(voice), *strategy.efficiency(voice)]
    blocks += [tables[field] for field in ("board", "district") if field in tables]
    return Section("tackning", voice.say("coverage.title"), tuple(blocks))


def aim_words(voice: Voice, found: Data) -> list[str]:
    """The strategic share beside the operative one; between two numbers where some aim is not stated."""
    shares = {aim: part(part(found, "shares"), aim) for aim in ("strategic", "operative")}
    if not all(shares.values()):
        return []
    strategic, operative = shares["strategic"], shares["operative"]
    if strategic["low"] == strategic["high"]:
        gaps = {"strategic": voice.share(strategic["low"]), "operative": voice.share(operative["low"])}
        return [voice.say("coverage.aims", **gaps)]
    unknown = _unknown(next(d for d in rows(found, "by") if d["field"] == "aim"))
    gaps = {"low": voice.share(strategic["low"]), "high": voice.share(strategic["high"])}
    return [voice.count("coverage.aims_between", unknown, **gaps)]


def _unknown(dimension: Data) -> int:
    """How many proposals of the plan do not state a field."""
    return sum(int(p["proposals"]) for p in rows(dimension, "parts") if p["key"] is None)


def missed_goals(voice: Voice, found: Data, dimensions: dict[str, Data]) -> list[str]:
    """Goals without a proposal in the plan, and levels at which a goal is not reached, or may not be."""
    goals = dimensions.get("goals", {})
    missed = [p["key"] for p in rows(goals, "parts") if p["key"] and not p["proposals"]]
    unknown = _unknown(goals)
    key = "coverage.goal_unknown" if unknown else "coverage.goal_missed"
    told = [voice.say(key, goal=voice.fact("goals", goal), n=voice.number(unknown)) for goal in missed]
    for one in rows(found, "goal_levels"):
        if one["goal"] not in missed and not one["proposals"]:
            key = "coverage.level_unknown" if one["unknown"] else "coverage.level_missed"
            gaps = {"goal": voice.fact("goals", one["goal"]), "level": voice.fact(LEVELS, one["level"])}
            told.append(voice.say(key, **gaps, n=voice.number(one["unknown"])))
    return told


def _label(voice: Voice, field: str, key: Any) -> str:
    if key is None:
        return voice.say("coverage.unknown")
    return voice.fact(field, key) if key else voice.say("none_stated")


def _table(voice: Voice, found: Data, dimension: Data) -> Table:
    """One field: proposals in the plan, kronor, share of all kronor, and proposals in the round."""
    field, parts = str(dimension["field"]), rows(dimension, "parts")
    unit = unit_for([found.get("granted"), *(p.get("granted") for p in parts)])
    lines = [_line(voice, _label(voice, field, p["key"]), p, found, unit) for p in parts]
    notes: tuple[str, ...] = (voice.say("coverage.several"),) if dimension.get("several") else ()
    if not dimension.get("several"):
        lines.append(_line(voice, voice.say("total"), found, found, unit, total=True))
        notes += rounding_notes(voice, [[p.get("granted") for p in parts]], [found.get("granted")], unit)
    caption = voice.say("caption.coverage", field=voice.field(field), granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    head = (Cell(capital(voice.field(field))), *heads(voice, *COLUMNS, numbers=len(COLUMNS)))
    return Table(f"tackning-{field}", caption, head, tuple(lines), notes)


COLUMNS = ("in_plan", "granted_all", "share_granted", "in_round")


def _line(voice: Voice, label: str, counted: Data, found: Data, unit: Any, total: bool = False) -> Row:
    whole, granted = found.get("granted"), counted.get("granted")
    share = voice.share(granted / whole) if whole and granted is not None else voice.say("none")
    cells = (
        Cell(voice.number(counted.get("proposals")), number=True),
        voice.amount(granted, unit),
        Cell(share, number=True),
        Cell(voice.number(counted.get("proposed")), number=True),
    )
    return Row((Cell(label), *cells), total=total)


def _levels(voice: Voice, found: Data) -> Table:
    """Levels of success: reached, not reached, not answered."""
    levels = rows(found, "levels")
    unit = unit_for([found.get("granted"), *(level.get("granted") for level in levels)])
    lines = []
    for level in levels:
        first, *rest = _line(voice, voice.fact(LEVELS, level["level"]), level, found, unit).cells
        counts = (part(level, which).get("proposals") for which in ("not_reached", "unknown"))
        lines.append(Row((first, *rest[:3], *(Cell(voice.number(n), number=True) for n in counts), rest[3])))
    caption = voice.say("caption.coverage_levels", granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    columns = (*COLUMNS[:3], "not_reached", "not_answered", COLUMNS[3])
    head = (Cell(voice.say("head.level")), *heads(voice, *columns, numbers=len(columns)))
    return Table("tackning-levels", caption, head, tuple(lines), (voice.say("coverage.several"),))


def system_faults(voice: Voice) -> Section | None:
    """Areas by how many proposals point at a fault in them, and what each says; None where it was not worked out."""
    found = part(voice.record, "explained", "coverage")
    faults = part(found, "system_faults")
    if not faults:
        return None
    signals = rows(faults, "signals")
    blocks: list[Block] = [Paragraph(faults_in_short(voice, found), "key"), Paragraph(voice.say("faults.read"))]
    if signals:
        blocks += [_areas(voice, faults), _signals(voice, signals)]
    notes = [
        voice.count(f"faults.{which}", len(rows(faults, which)), names=named_few(voice, rows(faults, which)))
        for which in ("none", "unknown")
        if rows(faults, which)
    ]
    blocks += [Points(tuple(notes))] if notes else []
    return Section("systemfel", voice.say("faults.title"), tuple(blocks))


def faults_in_short(voice: Voice, found: Data) -> str:
    """How many proposals point at a fault of the system, and at which area most do; empty where it is not known."""
    faults = part(found, "system_faults")
    if not faults:
        return ""
    told = voice.count("faults.count", len(rows(faults, "signals")), all=voice.number(found.get("proposed")))
    return " ".join([told, *_most(voice, faults)])


def _most(voice: Voice, faults: Data) -> list[str]:
    """The area that most proposals point at, or those that share the place."""
    stated = [area for area in rows(faults, "areas") if area["area"] is not None and area["proposals"]]
    if not stated:
        return []
    most = len(stated[0]["proposals"])
    names = voice.join(voice.fact("fault_area", a["area"]) for a in stated if len(a["proposals"]) == most)
    key = "faults.most" if sum(len(a["proposals"]) == most for a in stated) == 1 else "faults.most_each"
    return [voice.say(key, n=voice.number(most), area=names)]


def _areas(voice: Voice, faults: Data) -> Table:
    areas = rows(faults, "areas")
    unit = unit_for(part(area, "in_plan").get("granted") for area in areas)
    lines = tuple(
        Row(
            (
                Cell(_label(voice, "fault_area", area["area"])),
                Cell(voice.number(len(area["proposals"])), number=True),
                Cell(voice.number(part(area, "in_plan").get("proposals")), number=True),
                voice.amount(part(area, "in_plan").get("granted"), unit),
            )
        )
        for area in areas
    )
    caption = voice.say("caption.faults", granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    head = (*heads(voice, "fault_area"), *heads(voice, "pointing", "in_plan", "granted_all", numbers=3))
    return Table("systemfel-tabell", caption, head, lines)


def _signals(voice: Voice, signals: list[Data]) -> Fold:
    lines = tuple(
        Row(
            (
                proposal_cell(voice, one["proposal"]),
                Cell(_label(voice, "fault_area", one["area"])),
                Cell(voice.text(one.get("says")) or voice.say("faults.yes")),
                Cell(voice.words["yes" if one.get("in_plan") else "no"]),
            )
        )
        for one in signals
    )
    head = heads(voice, "proposal", "fault_area", "pointing_at", "chosen")
    return Fold(voice.say("fold.signals"), (Table("systemfel-signaler", voice.say("caption.signals"), head, lines),))
