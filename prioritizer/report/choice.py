"""What is proposed, and what is not and why."""

from collections.abc import Mapping
from typing import Any

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.granted_worth import worth_against_granted
from prioritizer.report.pursued import is_pursued
from prioritizer.report.reasons import criterion_title, is_commitment, reason, refused_alone, shown_value
from prioritizer.report.stopped import deciding, demand_cell, found_words
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, dash, part, rows, version_key
from prioritizer.report.worth import plan_worth
from prioritizer.words.formatting import Unit, unit_for


def proposed(voice: Voice) -> Section:
    """The proposed plan: version, start, kronor granted by year, value, chance and margin."""
    chosen = rows(voice.plan, "selected")
    if not chosen:
        return Section("plan", voice.say("plan.title"), (Paragraph(voice.say("plan.empty")),))
    blocks = (_plan_table(voice, chosen), *_plan_notes(voice, chosen), *worth_against_granted(voice))
    return Section("plan", voice.say("plan.title"), blocks)


def _plan_notes(voice: Voice, chosen: list[Data]) -> list[Block]:
    """How the table is read."""
    found = [voice.explanations.get(str(s["proposal"]), {}) for s in chosen]
    held = [e for e in found if rows(e, "conflict") and e.get("margin") is None]
    told = [voice.say("plan.read_alone" if is_pursued(voice) else "plan.read", worth=plan_worth(voice))]
    told.append(voice.say("plan.read_chance"))
    told += [voice.say("plan.must_be_in")] if not all(map(is_commitment, held)) else []
    told += [voice.say("plan.commitment")] if any(map(is_commitment, held)) else []
    groups = set(_sums_by_group(voice))
    synergies = {str(s["id"]): s for s in rows(voice.portfolio, "synergies") if str(s["id"]) in groups}
    if groups - set(synergies):
        told.append(voice.say("plan.overlap_read"))
    if synergies:
        told.append(voice.say("plan.synergy_read"))
    told += [_synergy(voice, s) for s in synergies.values()]
    return [Paragraph(" ".join(told), "small")]


def _synergy(voice: Voice, found: Data) -> str:
    """Who says what two proposals are worth together, and how sure that is."""
    source = dict(part(found, "source"))
    told = ", ".join(voice.text(source.get(name)) for name in ("title", "article", "url") if source.get(name))
    return voice.say(
        "plan.synergy_source", names=voice.named(rows(found, "of")), source=told, mark=voice.code("mark", found["mark"])
    )


def section_id(proposal: Any) -> str:
    """The id of a proposal's section."""
    return f"p-{proposal}"


def proposal_cell(voice: Voice, proposal: Any) -> Cell:
    """A proposal's title, linked to its section."""
    return Cell(voice.proposal(proposal), link=section_id(proposal))


def _granted_by_year(selected: Data) -> Mapping[int, Any]:
    sums: dict[int, Any] = {}
    for by_year in part(selected, "granted_by_year").values():
        for year, amount in by_year.items():
            sums[int(year)] = sums.get(int(year), 0) + amount
    return sums


def _plan_table(voice: Voice, chosen: list[Data]) -> Table:
    years = voice.plan_span if len(voice.plan_span) <= 6 else range(0)
    amounts = [[s.get("nnv"), *(_granted_by_year(s).get(year, 0) for year in years), s.get("granted")] for s in chosen]
    margins = [voice.explanations.get(str(s["proposal"]), {}) for s in chosen]
    has_margins = not is_pursued(voice)
    shared = shared_by_group(voice)
    amounts += [[nnv, *(0 for _ in years), 0] for _, nnv in shared]
    unit = unit_for([*(x for line in amounts for x in line), *(e.get("margin") for e in margins)])
    lines = []
    for s, line, found in zip(chosen, amounts, margins, strict=False):
        _, *granted = (voice.amount(x, unit) for x in line)
        value = voice.values.get(version_key(s), {})
        nnv = unpriced.marked(voice, {**value, "nnv": s.get("nnv")}, unit)
        chance = Cell(voice.chance(value.get("chance"), bool(value.get("chance_stated"))), number=True)
        name, version = proposal_cell(voice, s["proposal"]), Cell(_version_and_start(voice, s))
        margin = (margin_cell(voice, found, unit),) if has_margins else ()
        lines.append(Row((name, nnv, *margin, chance, *granted, version)))
    blank = Cell("", number=True)
    for label, nnv in shared:
        empty = (blank for _ in (*(("margin",) if has_margins else ()), "chance", *years, "all"))
        lines.append(Row((Cell(label), voice.amount(nnv, unit), *empty, Cell(""))))
    columns = [column for column in zip(*amounts, strict=True)]
    sums = [None if None in column else sum(column) for column in columns]
    value = part(voice.plan, "value")
    nnv, *granted = (voice.amount(s, unit) for s in sums)
    chance = Cell(voice.chance(value.get("chance")), number=True)
    whole = (Cell(voice.say("head.plan_total")), nnv, *((blank,) if has_margins else ()), chance, *granted, Cell(""))
    lines.append(Row(whole, total=True))
    caption = voice.say("caption.money", caption=_plan_caption(voice), unit=voice.unit(unit))
    year_heads = tuple(Cell(str(year), number=True) for year in years)
    front = ("nnv", *(("margin",) if has_margins else ()), "chance")
    head = (*heads(voice, "proposal"), *heads(voice, *front, numbers=len(front)))
    head = (*head, *year_heads, *heads(voice, "granted_all", numbers=1), *heads(voice, "version_start"))
    bare = unpriced.notes(voice, (voice.values.get(version_key(s), {}) for s in chosen))
    return Table("plan-tabell", caption, head, tuple(lines), (*bare, *rounding_notes(voice, columns, sums, unit)))


def shared_by_group(voice: Voice) -> list[tuple[str, Any]]:
    """What the plan's proposals are worth together beyond the sum of each, by overlap group or synergy (§6)."""
    pairs = {str(s["id"]): rows(s, "of") for s in rows(voice.portfolio, "synergies")}
    return [
        (
            voice.say("plan.synergy", names=voice.named(pairs[group]))
            if group in pairs
            else voice.say("plan.overlap", group=voice.overlap_group(group)),
            nnv,
        )
        for group, nnv in _sums_by_group(voice).items()
    ]


def _sums_by_group(voice: Voice) -> dict[str, Any]:
    """The sum of each group or synergy; one of nothing needs no row."""
    sums: dict[str, Any] = {}
    for overlap in rows(part(voice.plan, "value"), "overlaps"):
        sums[str(overlap["group"])] = sums.get(str(overlap["group"]), 0) + overlap["nnv"]
    return {group: nnv for group, nnv in sums.items() if nnv}


def _plan_caption(voice: Voice) -> str:
    return voice.say("caption.plan", prices=voice.price_level, granted=voice.fund_prices)


def _version_and_start(voice: Voice, selected: Data) -> str:
    """The start, and the version where there is more than one to choose from."""
    start = voice.start(selected.get("start_year"))
    if len(rows(part(voice.proposals, str(selected["proposal"])), "alternatives")) < 2:
        return voice.say("only_start", start=start)
    version = voice.version(str(selected["proposal"]), selected.get("alternative"))
    return voice.say("version_start", version=version, start=start)


def margin_cell(voice: Voice, found: Data, unit: Unit) -> Cell:
    """A margin in the unit of its table; a proposal that is in or out whatever the money says so."""
    if rows(found, "conflict") and found.get("margin") is None:
        key = "must_be_in" if found.get("outcome") == "selected" else "cannot_be_in"
        return Cell(voice.say("commitment" if is_commitment(found) else key), number=True)
    if refused_alone(voice, str(found.get("proposal"))):
        return Cell(voice.say("cannot_be_in"), number=True)
    return margin_in(voice, found, unit)


def margin_in(voice: Voice, found: Data, unit: Unit, low: str = "margin_low", high: str = "margin_high") -> Cell:
    """A margin as a cell of a table in one unit: exact, between two amounts, or unknown.

    A plan that is known to be worth more than the one proposed stands with a plus.
    """
    if found.get("better"):
        return Cell(f"+{voice.amount(found['better'], unit).text}", number=True)
    if found.get("exact") or found.get(low) is None:
        return voice.amount(found.get("margin"), unit)
    first, last = (voice.amount(found.get(name), unit).text for name in (low, high))
    return Cell(dash(first, last) if found.get(high) is not None else voice.say("at_least", x=first), number=True)


def not_proposed(voice: Voice) -> Section:
    """Every proposal that could have been chosen and was not, with its reason in a sentence."""
    left = [e for e in voice.explanations.values() if e.get("outcome") == "not_selected"]
    title = voice.say("left.title")
    if not left:
        told = voice.say("left.none" if rows(voice.plan, "selected") else "left.none_tried")
        return Section("inte-foreslagna", title, (Paragraph(told),))
    has_margins = not is_pursued(voice)
    left.sort(key=lambda e: (e.get("margin") is None, e.get("margin") or 0, str(e["proposal"])))
    shown = {str(e["proposal"]): shown_value(voice, str(e["proposal"])) for e in left}
    unit = unit_for([e.get("margin") for e in left] + [value.get("nnv") for value in shown.values()])
    lines = tuple(Row(_left_out(voice, e, shown[str(e["proposal"])], unit)) for e in left)
    caption = voice.say(
        "caption.money", caption=voice.say("caption.left", prices=voice.price_level), unit=voice.unit(unit)
    )
    keys = ("proposal", "lacks", "nnv", "reason") if has_margins else ("proposal", "nnv")
    head = tuple(Cell(voice.say(f"head.{key}"), number=key in ("nnv", "lacks")) for key in keys)
    table = Table("inte-tabell", caption, head, lines, unpriced.notes(voice, shown.values()))
    told = voice.say("left.read" if has_margins else "left.read_alone", one=voice.one, worth=plan_worth(voice))
    return Section("inte-foreslagna", title, (Paragraph(told), table))


def _left_out(voice: Voice, found: Data, value: Data, unit: Unit) -> tuple[Cell, ...]:
    """A proposal that could have been chosen and was not; what it lacks and why, where margins are told."""
    name, nnv = proposal_cell(voice, found["proposal"]), unpriced.marked(voice, value, unit)
    if is_pursued(voice):
        return name, nnv
    return name, margin_cell(voice, found, unit), nnv, Cell(reason(voice, found, unit))


def stopped(voice: Voice) -> Section:
    """What screening barred, with the rule and what was stated, and what it returned, with the missing list."""
    blocks: list[Block] = []
    for outcome in ("barred", "returned"):
        found = [s for s in rows(voice.record, "screening") if s.get("outcome") == outcome]
        lines = [
            _stopped_row(voice, outcome, str(s["proposal"]), ruling)
            for s in found
            for ruling in deciding(voice, str(s["proposal"]), outcome)
        ]
        if not lines:
            blocks.append(Paragraph(voice.say(f"stopped.no_{outcome}")))
            continue
        head = heads(voice, "proposal", "criterion", "says", "stated_value" if outcome == "barred" else "missing")
        blocks.append(Table(f"{outcome}-tabell", voice.say(f"caption.{outcome}"), head, tuple(lines)))
    return Section("provning", voice.say("stopped.title"), tuple(blocks))


def _stopped_row(voice: Voice, outcome: str, proposal: str, ruling: Data) -> Row:
    title, found = Cell(criterion_title(voice, str(ruling["criterion"]))), Cell(found_words(voice, outcome, ruling))
    return Row((proposal_cell(voice, proposal), title, demand_cell(voice, ruling), found))
