"""What more or less money would give (requirements E6)."""

from decimal import Decimal
from itertools import takewhile
from typing import Any

from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.money_curve import EVERY, money_chart
from prioritizer.report.naming import limits_words
from prioritizer.report.pursued import is_pursued
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for


def frontier(voice: Voice) -> Section | None:
    """What the last kronor bought and the next would, a table by share of the funds, and what an order would cost."""
    found = part(voice.record, "explained")
    curve, points = part(found, "curve"), rows(found, "frontier")
    if not points:
        return None
    blocks: list[Block] = [Paragraph(voice.say("money.read"))]
    blocks += [Paragraph(told, "key") for key in ("last", "next") if (told := _beside(voice, key, part(curve, key)))]
    stopped = _stopped(voice, points)
    blocks += [Paragraph(" ".join(stopped))] if stopped else []
    blocks += with_table(voice, money_chart(voice, "mer-pengar-diagram", points), _table(voice, points[::EVERY]))
    blocks.append(_changes(voice, points))
    turns = list(dict.fromkeys(str(limit) for turn in rows(curve, "turns") for limit in rows(turn, "limits")))
    if turns:
        blocks.append(Paragraph(voice.say("money.turns", names=voice.join(limits_words(voice, turns)))))
    nested = [row for row in rows(curve, "nested") if row.get("cost")]
    if nested:
        dearest = max(nested, key=lambda row: row["cost"])
        gaps = {"cost": voice.money(dearest["cost"]), "share": voice.share(dearest["factor"])}
        blocks.append(Paragraph(voice.say("money.nested", **gaps)))
    return Section("mer-pengar", voice.say("money.title"), tuple(blocks))


def in_short(voice: Voice) -> str:
    """What a little more money buys, what besides money stands in the way, and from where more gives nothing more."""
    found = part(voice.record, "explained")
    curve, points = part(found, "curve"), rows(found, "frontier")
    step = part(curve, "next")
    if not points or is_pursued(voice) or not step:
        return ""
    return " ".join((_bought(voice, "next", step), *_stopped(voice, points, most=1)))


def _stopped(voice: Voice, points: list[Any], most: int = 0) -> list[str]:
    """What besides money stands in the way of the plan, and where the curve is flat to its end; `most` limits named."""
    ours: Data = next((p for p in points if p.get("factor") == 1), {})
    told = [_hindered(voice, ours, "money.hindered", most)] if not rows(ours, "waits") else []
    start = _flat_from(points)
    if start is not None and start.get("factor", 0) >= 1:
        end = points[-1]
        gaps = {"kronor": voice.money(start["allocated"]), "last": voice.share(end["factor"])}
        told.append(voice.say("money.flat", share=_share(voice, start["factor"]), **gaps))
        if "hinders" in end and not rows(end, "waits") and not most:
            told.append(_hindered(voice, end, "money.hindered_there", most) or voice.say("money.none_there"))
    return [text for text in told if text]


def _flat_from(points: list[Any]) -> Data | None:
    """The first point from which all are proved to be worth the same; None where only the last is."""
    last = points[-1].get("objective")
    flat = list(takewhile(lambda p: p.get("exact") and p.get("objective") == last, reversed(points)))
    return flat[-1] if last is not None and len(flat) > 1 else None


def _hindered(voice: Voice, point: Data, key: str, most: int) -> str:
    """How many proposals limits besides money stop, and which limits, those that stop most first."""
    hinders = rows(point, "hinders")
    stopped = {str(proposal) for one in hinders for proposal in rows(one, "proposals")}
    if not stopped:
        return ""
    shown = hinders[:most] if most else hinders
    names = (
        voice.count("money.hinder", len(rows(h, "proposals")), limit=voice.join(limits_words(voice, [h["limit"]])))
        for h in shown
    )
    told = voice.count(key, len(stopped))
    which = "money.hinders" if len(shown) == len(hinders) else "money.hinders_most"
    return f"{told} {voice.say(which, names=voice.join(names))}"


def change(voice: Voice, point: Data) -> dict[str, list[str]] | None:
    """What a computed point changes in the plan: who comes in, who leaves, who gets another version or start.

    None where the point has no plan.
    """
    if point.get("objective") is None:
        return None
    ours, theirs = (_by_proposal(rows(plan, "selected")) for plan in (voice.plan, point))
    return {
        "comes": sorted(theirs.keys() - ours.keys()),
        "goes": sorted(ours.keys() - theirs.keys()),
        "changes": sorted(id for id in theirs.keys() & ours.keys() if theirs[id] != ours[id]),
    }


def _by_proposal(selected: list[Any]) -> dict[str, tuple[Any, Any]]:
    return {str(s["proposal"]): (s.get("alternative"), s.get("start_year")) for s in selected}


def _changes(voice: Voice, points: list[Any]) -> Fold:
    """Every computed point, and how its plan differs from the one proposed."""
    lines = []
    for point in points:
        found = change(voice, point) or {}
        none = voice.say("none_found") if found else voice.say("money.no_plan") if point.get("exact") else voice.unknown
        names = (voice.join(map(voice.proposal, found.get(way, ()))) or none for way in ("comes", "goes", "changes"))
        lines.append(Row((Cell(_share(voice, point["factor"])), *(Cell(told) for told in names))))
    head = heads(voice, "share_of_funds", "enters", "leaves", "other_version")
    table = Table("mer-pengar-punkter", voice.say("caption.frontier_points"), head, tuple(lines))
    return Fold(voice.say("fold.frontier_points"), (table,))


def _share(voice: Voice, factor: Any) -> str:
    """A factor as a share, with a decimal where it has one."""
    return voice.share(factor, 0 if Decimal(str(factor)) * 100 % 1 == 0 else 1)


def _beside(voice: Voice, key: str, step: Data) -> str:
    if not step:
        return ""
    told = [_bought(voice, key, step)]
    for which in ("enters", "leaves"):
        if rows(step, which):
            told.append(voice.say(f"money.{which}", names=voice.named(rows(step, which))))
    return " ".join(told)


def _bought(voice: Voice, key: str, step: Data) -> str:
    """What the last kronor gave, or the next would."""
    kronor = voice.money(step.get("kronor"))
    if step.get("gain") is None:
        return voice.say(f"money.{key}_none", kronor=kronor)
    exact = step.get("exact")
    amount = voice.money(step.get("gain")) if exact else voice.between(step.get("low"), step.get("high"))
    return voice.say(f"money.{key}", kronor=kronor, amount=amount)


def _table(voice: Voice, points: list[Any]) -> Table:
    ours = next((p.get("objective") for p in points if p.get("factor") == 1), None)
    names = ("allocated", "granted", "objective")
    unit = unit_for(point.get(name) for point in points for name in names)
    lines = tuple(_line(voice, point, ours, unit) for point in points)
    caption = voice.say("caption.frontier", prices=voice.price_level, granted=voice.fund_prices)
    head = (
        *heads(voice, "share_of_funds"),
        *heads(voice, "allocated_all", "granted_all", "worth", "against_plan", numbers=4),
    )
    return Table("mer-pengar-tabell", voice.say("caption.money", caption=caption, unit=voice.unit(unit)), head, lines)


def _line(voice: Voice, point: Data, ours: Any, unit: Unit) -> Row:
    head, money = Cell(voice.share(point.get("factor"))), voice.amount(point.get("allocated"), unit)
    worth = point.get("objective")
    if worth is None:
        blank = Cell(voice.say("none_found"), number=True)
        told = voice.say("money.no_plan") if point.get("exact") else voice.unknown
        return Row((head, money, blank, Cell(told, number=True), blank))
    against = None if ours is None else worth - ours
    shown = voice.amount(worth, unit)
    if not point.get("exact"):
        shown = Cell(voice.between(point.get("low"), point.get("high")), number=True)
    return Row((head, money, voice.amount(point.get("granted"), unit), shown, voice.amount(against, unit)))
