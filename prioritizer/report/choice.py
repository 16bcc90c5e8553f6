"""What is proposed, and what is not and why."""

from collections.abc import Mapping
from typing import Any

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.naming import limits_words, refused_words
from prioritizer.report.pursued import is_pursued
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, capital, dash, inner, part, rows, version_key
from prioritizer.words.formatting import Unit, unit_for


def proposed(voice: Voice) -> Section:
    """The proposed plan: version, start, kronor granted by year, value, chance and margin."""
    chosen = rows(voice.plan, "selected")
    if not chosen:
        return Section("plan", voice.say("plan.title"), (Paragraph(voice.say("plan.empty")),))
    return Section("plan", voice.say("plan.title"), (_plan_table(voice, chosen), *_plan_notes(voice, chosen)))


def _plan_notes(voice: Voice, chosen: list[Data]) -> list[Block]:
    """How the table is read."""
    found = [voice.explanations.get(str(s["proposal"]), {}) for s in chosen]
    needed = any(rows(e, "conflict") and e.get("margin") is None for e in found)
    told = [voice.say("plan.read_alone")] if is_pursued(voice) else [voice.say("plan.read")]
    told += [voice.say("plan.must_be_in")] if needed else []
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


def margin_words(voice: Voice, found: Data, low: str = "margin_low", high: str = "margin_high") -> str:
    """A margin in a sentence: exact, or between two amounts, or unknown."""
    if found.get("exact") or (found.get("margin") is not None and found.get(low) is None):
        return voice.money(found.get("margin"))
    return voice.between(found[low], found[high]) if found.get(low) is not None else voice.unknown


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
    shared = shared_by_group(voice)
    amounts += [[nnv, *(0 for _ in years), 0] for _, nnv in shared]
    unit = unit_for([*(x for line in amounts for x in line), *(e.get("margin") for e in margins)])
    lines = []
    for s, line, found in zip(chosen, amounts, margins, strict=False):
        _, *granted = (voice.amount(x, unit) for x in line)
        value = voice.values.get(version_key(s), {})
        nnv = unpriced.marked(voice, {**value, "nnv": s.get("nnv")}, unit)
        chance = Cell(voice.chance(value.get("chance"), bool(value.get("chance_stated"))), number=True)
        name = proposal_cell(voice, s["proposal"])
        version = Cell(_version_and_start(voice, s))
        margin = () if is_pursued(voice) else (_margin_cell(voice, found, unit),)
        lines.append(Row((name, nnv, chance, *margin, version, *granted)))
    empty = () if is_pursued(voice) else (Cell("", number=True),)
    for label, nnv in shared:
        blank = (Cell("", number=True) for _ in (*years, "all"))
        lines.append(Row((Cell(label), voice.amount(nnv, unit), Cell("", number=True), *empty, Cell(""), *blank)))
    columns = [column for column in zip(*amounts, strict=True)]
    sums = [None if None in column else sum(column) for column in columns]
    value = part(voice.plan, "value")
    nnv, *granted = (voice.amount(s, unit) for s in sums)
    chance = Cell(voice.chance(value.get("chance")), number=True)
    whole = (Cell(voice.say("head.plan_total")), nnv, chance, *empty, Cell(""), *granted)
    lines.append(Row(whole, total=True))
    caption = voice.say("caption.money", caption=_plan_caption(voice), unit=voice.unit(unit))
    year_heads = tuple(Cell(str(year), number=True) for year in years)
    figures = ("nnv", "chance") if is_pursued(voice) else ("nnv", "chance", "margin")
    front = (*heads(voice, "proposal"), *heads(voice, *figures, numbers=len(figures)))
    head = (*front, *heads(voice, "version_start"), *year_heads, *heads(voice, "granted_all", numbers=1))
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


def _margin_cell(voice: Voice, found: Data, unit: Unit) -> Cell:
    """A margin in the unit of its table; a proposal that is in or out whatever the money says so."""
    if _is_refused(voice, found):
        return Cell(voice.say("cannot_be_in"), number=True)
    if rows(found, "conflict") and found.get("margin") is None:
        key = "must_be_in" if found.get("outcome") == "selected" else "cannot_be_in"
        return Cell(voice.say(key), number=True)
    return margin_in(voice, found, unit)


def margin_in(voice: Voice, found: Data, unit: Unit, low: str = "margin_low", high: str = "margin_high") -> Cell:
    """A margin as a cell of a table in one unit: exact, between two amounts, or unknown."""
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
    left.sort(key=lambda e: (e.get("margin") is None, e.get("margin") or 0, str(e["proposal"])))
    shown = {str(e["proposal"]): shown_value(voice, str(e["proposal"])) for e in left}
    unit = unit_for([e.get("margin") for e in left] + [value.get("nnv") for value in shown.values()])
    lines = tuple(Row(_left_out(voice, e, shown[str(e["proposal"])], unit)) for e in left)
    caption = voice.say(
        "caption.money", caption=voice.say("caption.left", prices=voice.price_level), unit=voice.unit(unit)
    )
    keys = ("proposal", "nnv") if is_pursued(voice) else ("proposal", "reason", "nnv", "lacks")
    head = tuple(Cell(voice.say(f"head.{key}"), number=key in ("nnv", "lacks")) for key in keys)
    table = Table("inte-tabell", caption, head, lines, unpriced.notes(voice, shown.values()))
    read = voice.say("left.read_alone") if is_pursued(voice) else voice.say("left.read", one=voice.one)
    return Section("inte-foreslagna", title, (Paragraph(read), table))


def _left_out(voice: Voice, found: Data, value: Data, unit: Unit) -> tuple[Cell, ...]:
    """A proposal that could have been chosen and was not; why, and what it lacks, where margins are told."""
    name, nnv = proposal_cell(voice, found["proposal"]), unpriced.marked(voice, value, unit)
    if is_pursued(voice):
        return name, nnv
    told = Cell(" ".join([reason(voice, found), *_stopped_by(voice, found)]))
    return name, told, nnv, _margin_cell(voice, found, unit)


def _stopped_by(voice: Voice, found: Data) -> list[str]:
    """Why each version of a proposal that has none to choose was refused."""
    refused = [r for r in rows(voice.record, "refused") if str(r["proposal"]) == str(found["proposal"])]
    return [refused_words(voice, r) for r in refused] if _is_refused(voice, found) else []


def _is_refused(voice: Voice, found: Data) -> bool:
    """Whether a proposal has no version that could be tried against the plan."""
    known = found.get("margin") is not None or found.get("margin_low") is not None or rows(found, "conflict")
    refused = {str(r["proposal"]) for r in rows(voice.record, "refused")}
    return not known and not rows(found, "alternatives") and str(found.get("proposal")) in refused


def shown_value(voice: Voice, proposal: str) -> Data:
    """The version that is shown: the chosen one, else the one that lacks least, else the first."""
    for s in rows(voice.plan, "selected"):
        if str(s["proposal"]) == proposal and version_key(s) in voice.values:
            return voice.values[version_key(s)]
    margins = rows(voice.explanations.get(proposal, {}), "alternatives")
    known = [a for a in margins if a.get("margin") is not None]
    for a in sorted(known, key=lambda a: a["margin"]):
        key = (proposal, a.get("alternative"), a.get("start_year"))
        if key in voice.values:
            return voice.values[key]
    return next((v for key, v in voice.values.items() if key[0] == proposal), {})


def reason(voice: Voice, found: Data) -> str:
    """Why a proposal is in or not: one sentence, and what stands in the way as the plan stands."""
    match found.get("outcome"):
        case "selected" | "not_selected" as outcome if is_pursued(voice):
            return voice.say(f"reason.alone_{outcome}")
        case "selected":
            return _reason_in(voice, found)
        case "not_selected":
            return _reason_out(voice, found)
        case "barred":
            return voice.say("reason.barred", rules=voice.join(_criteria(voice, found, "fails")))
        case "returned":
            missing = missing_fields(voice, str(found["proposal"]))
            if not missing:
                return voice.say("reason.unvalued")
            return voice.say("reason.returned", fields=voice.join(missing))
        case _:
            return ""


def _reason_in(voice: Voice, found: Data) -> str:
    if rows(found, "conflict") and found.get("margin") is None:
        limits = voice.join(limits_words(voice, found["conflict"]))
        return voice.say("reason.needed", limits=limits)
    if found.get("margin") == 0:
        return voice.say("reason.tied_in")
    told = [voice.say("reason.in", margin=margin_words(voice, found))]
    coming = rows(found, "replaced_by")
    told += [voice.say("reason.in_instead", names=voice.named(coming))] if coming else []
    return " ".join([*told, *_changed(voice, found)])


def _changed(voice: Voice, found: Data) -> list[str]:
    """Proposals that stay, but in another version or from another year."""
    names = [
        voice.say(
            "reason.change",
            proposal=voice.say("quoted", text=voice.proposal(c["proposal"])),
            version=inner(voice.version(str(c["proposal"]), part(c, "to").get("alternative"))),
            start=voice.start(part(c, "to").get("start_year")),
        )
        for c in rows(found, "changed")
    ]
    return [voice.say("reason.changed", names=voice.join(names))] if names else []


def _reason_out(voice: Voice, found: Data) -> str:
    if _is_refused(voice, found):
        return voice.say("reason.refused")
    if rows(found, "conflict") and found.get("margin") is None:
        return voice.say("reason.impossible", limits=voice.join(limits_words(voice, found["conflict"])))
    leaving, coming = rows(found, "displaces"), rows(found, "replaced_by")
    if found.get("margin") == 0:
        told = voice.say("reason.tied_out")
    else:
        key = "both" if leaving and coming else "leave" if leaving else "come" if coming else "alone"
        gaps = {"margin": margin_words(voice, found), "out": voice.named(leaving), "come": voice.named(coming)}
        told = voice.say(f"reason.out_{key}", **gaps)
    limits = rows(found, "limits")
    hinder = [voice.say("reason.limits", limits=voice.join(limits_words(voice, limits)))] if limits else []
    return " ".join([told, *_changed(voice, found), *hinder])


def what_would_let_it_in(voice: Voice, found: Data) -> str:
    """The value a proposal that is left out would need, and whether breaking even is enough (convention §20)."""
    margin = found.get("margin")
    if found.get("outcome") != "not_selected" or not margin or not found.get("exact"):
        return ""
    told = voice.say("reason.would", margin=voice.kronor(margin), one=voice.one)
    nnv = shown_value(voice, str(found["proposal"])).get("nnv")
    beyond = nnv is not None and nnv + margin > 0
    return f"{told} {voice.say('reason.not_enough')}" if beyond else told


def _rulings(voice: Voice, proposal: str) -> list[Any]:
    found = (s for s in rows(voice.record, "screening") if str(s["proposal"]) == proposal)
    return rows(next(found, {}), "rulings")


def _criteria(voice: Voice, found: Data, verdict: str) -> list[str]:
    rulings = _rulings(voice, str(found["proposal"]))
    return [
        voice.say("quoted", text=criterion_title(voice, str(r["criterion"])))
        for r in rulings
        if r.get("severity") == "must" and r.get("verdict") == verdict
    ]


def criterion_title(voice: Voice, id: str) -> str:
    """The title of a criterion; its id where it has none."""
    titles = {str(c.get("id")): voice.text(c.get("title")) for c in rows(voice.rules, "criteria")}
    return titles.get(id) or id


def missing_fields(voice: Voice, proposal: str) -> list[str]:
    """What must be stated before a returned proposal can be decided."""
    leaves = [
        leaf
        for ruling in _rulings(voice, proposal)
        if ruling.get("severity") == "must" and ruling.get("verdict") == "unknown"
        for leaf in rows(ruling, "leaves")
        if leaf.get("verdict") == "unknown"
    ]
    return list(dict.fromkeys(voice.field(str(leaf["field"])) for leaf in leaves))


def stopped(voice: Voice) -> Section:
    """What screening barred, with the rule and what was stated, and what it returned, with the missing list."""
    blocks: list[Block] = []
    for outcome in ("barred", "returned"):
        found = [s for s in rows(voice.record, "screening") if s.get("outcome") == outcome]
        lines = [
            _stopped_row(voice, outcome, str(s["proposal"]), ruling) for s in found for ruling in _deciding(outcome, s)
        ]
        if not lines:
            blocks.append(Paragraph(voice.say(f"stopped.no_{outcome}")))
            continue
        head = heads(voice, "proposal", "criterion", "says", "stated_value" if outcome == "barred" else "missing")
        blocks.append(Table(f"{outcome}-tabell", voice.say(f"caption.{outcome}"), head, tuple(lines)))
    return Section("provning", voice.say("stopped.title"), tuple(blocks))


def _deciding(outcome: str, screened: Data) -> list[Any]:
    verdict = "fails" if outcome == "barred" else "unknown"
    return [r for r in rows(screened, "rulings") if r.get("severity") == "must" and r.get("verdict") == verdict]


def _stopped_row(voice: Voice, outcome: str, proposal: str, ruling: Data) -> Row:
    verdict = "fails" if outcome == "barred" else "unknown"
    leaves = [leaf for leaf in rows(ruling, "leaves") if leaf.get("verdict") == verdict]
    if outcome == "barred":
        said = "; ".join(leaf_words(voice, leaf) for leaf in leaves)
    else:
        said = voice.join(dict.fromkeys(voice.field(str(leaf["field"])) for leaf in leaves))
    title = criterion_title(voice, str(ruling["criterion"]))
    return Row((proposal_cell(voice, proposal), Cell(title), Cell(criterion_says(voice, ruling)), Cell(said)))


def leaf_words(voice: Voice, leaf: Data) -> str:
    """What was stated of a field that a criterion asks for, or what the program computed."""
    field = str(leaf.get("field"))
    key = "leaf.computed" if part(voice.rules, "fields", field).get("by") == "program" else "leaf.stated"
    return voice.say(key, field=voice.field(field), value=voice.fact(field, leaf.get("value")))


def criterion_says(voice: Voice, ruling: Data) -> str:
    """The whole of what a criterion asks, with its «and» and «or»; of an unknown criterion, its parts."""
    says = {str(c.get("id")): voice.text(c.get("says")) for c in rows(voice.rules, "criteria")}
    parts = (voice.text(leaf.get("says")) for leaf in rows(ruling, "leaves"))
    return capital(says.get(str(ruling.get("criterion"))) or "; ".join(found for found in parts if found))
