"""One section for each proposal: break-even first, then what it is, what it costs, and why it is in or out."""

from prioritizer.report import break_even, corrections, forced, humps, parties, sensitivity, sources, unpriced
from prioritizer.report.accounts import TIMING, actor_table, actor_year_table, without_timing
from prioritizer.report.blocks import Block, Cell, Fold, Pairs, Paragraph, Points, Row, Section, Table
from prioritizer.report.choice import margin_in, section_id
from prioritizer.report.naming import limits_words
from prioritizer.report.pursued import is_pursued
from prioritizer.report.real_financial import real_and_financial
from prioritizer.report.reasons import criterion_title, reason, refused_words, shown_value, what_would_let_it_in
from prioritizer.report.steps import calculation, step_kind
from prioritizer.report.stopped import demand_cell, leaf_words
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, capital, part, rows
from prioritizer.words.formatting import Unit, unit_for

ABOUT = (
    *("problem", "reduction_goal", "boundary", "comparison", "goals", "purpose", "aim"),
    *("evidence.grade", "evidence.basis", "risk_class", "legal_basis", "board", "district"),
    *("financing_form", "conflict_of_interest"),
)
FOLLOW_UP = ("follow_up.indicator", "follow_up.baseline", "follow_up.source", "follow_up.owner", "follow_up.dates")
AFTERWARDS = ("mainstreaming", "leverage", "recurrence", "fault_area")
FAILURE = ("failure.scenario", "failure.exit", "failure.stop_if")
LEVELS = ("levels.direct", "levels.indirect", "levels.system")
TOLD_ELSEWHERE = ("payback_", "break_even_", "own_", "risk_cut")
"""How the notes begin that stand in words among the pairs, with the break-even or with a figure."""
ORDER = ("selected", "not_selected", "barred", "returned")


def proposals(voice: Voice) -> Section:
    """All proposals, the chosen ones first, each group in the order they were handed in."""
    outcomes = {id: outcome_of(voice, id) for id in voice.proposals}
    ordered = sorted(voice.proposals, key=lambda id: ORDER.index(outcomes[id]) if outcomes[id] in ORDER else len(ORDER))
    sections = tuple(proposal(voice, id, outcomes[id]) for id in ordered)
    return Section("forslagen", voice.say("proposals.title"), (Paragraph(voice.say("proposals.read")),), sections)


def proposal(voice: Voice, id: str, outcome: str) -> Section:
    """One proposal, whatever became of it; none disappears (convention §13)."""
    data, value = voice.proposals[id], shown_value(voice, id)
    blocks = [
        *_reason(voice, id, data),
        *break_even.of_proposal(voice, value),
        *_figures(voice, value),
        *_about(voice, data),
        *corrections.of_proposal(voice, id, value),
        *_calculation(voice, id, value),
        *sensitivity.of_proposal(voice, id, value),
        *_versions(voice, id),
        *_qualitative(voice, id, data),
        *_plans(voice, data),
        *_rulings(voice, id),
        *_advocacy(voice, data),
    ]
    return Section(section_id(id), voice.proposal(id), tuple(blocks), status=voice.code("outcome", outcome))


def outcome_of(voice: Voice, id: str) -> str:
    """What became of a proposal: the code of its explanation, else of its screening."""
    found = voice.explanations.get(id, {}).get("outcome")
    if found:
        return str(found)
    screened = {str(s["proposal"]): str(s.get("outcome")) for s in rows(voice.record, "screening")}
    return screened.get(id, "unknown")


def _reason(voice: Voice, id: str, data: Data) -> list[Block]:
    told = reason(voice, voice.explanations.get(id, {"proposal": id, "outcome": outcome_of(voice, id)}))
    blocks: list[Block] = [Paragraph(told, "key")] if told else []
    let_in = what_would_let_it_in(voice, voice.explanations.get(id, {}))
    blocks += [Paragraph(let_in)] if let_in else []
    if data.get("mandatory"):
        by = voice.text(data.get("mandatory_by")) or voice.unknown
        mandatory = voice.say("proposal.mandatory", by=by)
        blocks += [Paragraph(mandatory)] if mandatory != told else []
    if rows(data, "requires"):
        blocks.append(Paragraph(voice.say("proposal.requires", names=voice.named(rows(data, "requires")))))
    refused = [r for r in rows(voice.record, "refused") if str(r["proposal"]) == id]
    blocks += [Paragraph(_refused(voice, r)) for r in refused]
    return [*blocks, *forced.sum_of(voice, id)]


def _refused(voice: Voice, found: Data) -> str:
    version = voice.version(str(found["proposal"]), found.get("alternative"))
    start = voice.start(found.get("start_year"))
    return voice.say("proposal.refused", version=version, start=start, why=refused_words(voice, found))


def _pairs(voice: Voice, data: Data, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    facts = part(data, "facts")
    return tuple(
        (capital(voice.field(f)), voice.fact(f, facts[f])) for f in fields if facts.get(f) not in (None, "", [])
    )


def _about(voice: Voice, data: Data) -> list[Block]:
    facts = part(data, "facts")
    pairs = list(_pairs(voice, data, (*ABOUT, *LEVELS)))
    who = voice.text(facts.get("target_group.description"))
    if who:
        size = facts.get("target_group.size")
        unit = voice.unit_words(facts.get("target_group.unit"))
        many = f" ({voice.number(size)} {unit})".replace(" )", ")") if size is not None else ""
        pairs.insert(0, (capital(voice.field("target_group.description")), f"{who}{many}"))
    return [Pairs(tuple(pairs))] if pairs else []


def _figures(voice: Voice, value: Data) -> list[Block]:
    if not value:
        return []
    interval = voice.between(value["low"], value["high"]) if value.get("low") is not None else voice.unknown
    needed, needed_by_own = break_even.shares(voice, value)
    effects = [s for s in rows(value, "steps") if step_kind(s) == "effect"]
    pairs = [
        ("break_even", needed),
        ("break_even_own", needed_by_own),
        (
            "version",
            voice.say(
                "version_start",
                version=voice.version(value["proposal"], value.get("alternative")),
                start=voice.start(value.get("start_year")),
            ),
        ),
        ("nnv", unpriced.money(voice, value, "nnv")),
        ("own_nnv", unpriced.money(voice, value, "own_nnv")),
        ("own_money", voice.money(parties.own_in_money(voice, value))),
        ("interval", interval),
        ("chance", _chance(voice, value)),
        ("own_chance", voice.chance(value.get("own_chance"))),
        ("nnk_i", voice.number(value.get("nnk_i"), 2)),
        ("nnk_idu", voice.number(value.get("nnk_idu"), 2)),
        ("bcr", voice.number(value.get("bcr"), 2)),
        ("payback_society", _payback(voice, value, "society")),
        ("payback_own", _payback(voice, value, "own")),
        *((("price_sources", sources.in_short(voice, effects)),) if effects else ()),
    ]
    codes = [str(code) for code in rows(value, "notes") if not str(code).startswith(TOLD_ELSEWHERE)]
    notes = [voice.code("note", code, rate=_stated_rate(voice, value)) for code in codes]
    cut = max((s.get("risk_cut") or 0 for s in rows(value, "steps")), default=0)
    if cut:
        notes.append(voice.say("note.risk_cut", share=voice.share(cut, 1)))
    notes += corrections.draws_note(voice, value)
    left_out = sum(s.get("left_out") or 0 for s in rows(value, "steps"))
    if left_out:
        notes.append(voice.say("note.after_horizon_amount", amount=voice.money(left_out)))
    elif any(s.get("cut_off") for s in rows(value, "steps")):
        notes.append(voice.say("note.after_horizon_lag"))
    blocks: list[Block] = [Pairs(tuple((voice.say(f"pair.{key}"), text) for key, text in pairs))]
    hump = humps.hump_of_proposal(voice, value)
    blocks += [Paragraph(hump)] if hump else []
    shown = tuple(note for note in notes if note)
    return [*blocks, Points(shown)] if shown else blocks


def _chance(voice: Voice, value: Data) -> str:
    stated = bool(value.get("chance_stated"))
    chance = voice.chance(value.get("chance"), stated)
    return voice.say("chance_stated", x=chance) if stated else chance


def _stated_rate(voice: Voice, value: Data) -> str:
    """The discount rate that a result computed elsewhere declares."""
    rates = [part(step, "terms").get("discount_rate") for step in rows(value, "steps")]
    return voice.share(next((rate for rate in rates if rate is not None), None), 1)


def _payback(voice: Voice, value: Data, who: str) -> str:
    year = value.get(f"payback_{who}")
    if unpriced.is_unpriced(value):
        return voice.unknown
    if year is not None:
        return str(year)
    for why in ("not_reached", "no_cost"):
        if f"payback_{who}_{why}" in rows(value, "notes"):
            return voice.say(f"payback.{why}")
    return voice.unknown


def calculation_id(proposal: str) -> str:
    """The id of the fold in which a proposal's calculation is told."""
    return f"berakning-{proposal}"


def _calculation(voice: Voice, id: str, value: Data) -> list[Block]:
    blocks = [*calculation(voice, id, value), *_by_actor(voice, id, value), *_by_year(voice, id, value)]
    return [Fold(voice.say("fold.calculation"), tuple(blocks), calculation_id(id))] if blocks else []


def _by_actor(voice: Voice, id: str, value: Data) -> list[Block]:
    found = without_timing(rows(value, "actors")) if TIMING in rows(value, "notes") else rows(value, "actors")
    found = list(unpriced.without_effects(value, found))
    caption = voice.say("caption.by_actor", prices=voice.price_level)
    if not found:
        return []
    table = actor_table(voice, f"a-{id}", caption, found, corrections.adjustment(value))
    level = parties.PLAN_LEVEL + 1
    gains = parties.who_gains(voice, f"parter-{id}", value, level)
    views = humps.views_table(voice, f"vyer-{id}", value, voice.start(value.get("start_year")))
    if unpriced.is_unpriced(value):
        # What the four views and the accounts would show is the cost alone.
        return [table, *gains]
    return [*views, table, *gains, *real_and_financial(voice, f"av-{id}", value, level)]


def _by_year(voice: Voice, id: str, value: Data) -> list[Block]:
    if TIMING in rows(value, "notes"):
        return []
    found = unpriced.without_effects(value, rows(value, "years"))
    blocks: list[Block] = []
    if found:
        names = ("costs", "effects", "own_cash")
        body = [(Cell(str(r["year"])), [r.get(name) for name in names]) for r in found]
        caption = voice.say("caption.by_year", prices=voice.price_level)
        head = heads(voice, "year", "costs_all", "effects_all", "own_cash", numbers=3)
        blocks.append(money_table(voice, f"y-{id}", caption, head, body, until_zero=True))
    if rows(value, "actor_years"):
        caption = voice.say("caption.by_actor_year", prices=voice.price_level)
        cells = unpriced.without_effects(value, rows(value, "actor_years"))
        blocks.append(actor_year_table(voice, f"ay-{id}", caption, cells, ("costs", "effects")))
    return blocks


def _versions(voice: Voice, id: str) -> list[Block]:
    explained = voice.explanations.get(id, {})
    margins = {(a.get("alternative"), a.get("start_year")): a for a in rows(explained, "alternatives")}
    values = {key[1:]: value for key, value in voice.values.items() if key[0] == id}
    if len(values) < 2:
        return []
    unit = unit_for([*(v.get("nnv") for v in values.values()), *(a.get("margin") for a in margins.values())])
    lines = tuple(
        Row(
            (
                Cell(voice.version(id, alternative)),
                Cell(voice.start(start)),
                unpriced.marked(voice, value, unit),
                *(() if is_pursued(voice) else (_version_margin(voice, margins.get((alternative, start)), unit),)),
            )
        )
        for (alternative, start), value in values.items()
    )
    told = voice.say("caption.versions", prices=voice.price_level)
    caption = voice.say("caption.money", caption=told, unit=voice.unit(unit))
    figures = ("nnv",) if is_pursued(voice) else ("nnv", "version_margin")
    head = heads(voice, "version", "start", *figures, numbers=len(figures))
    table = Table(f"v-{id}", caption, head, lines, unpriced.notes(voice, values.values()))
    return [Fold(voice.say("fold.versions"), (table,))]


def _version_margin(voice: Voice, found: Data | None, unit: Unit) -> Cell:
    if found is None:
        return Cell(voice.say("not_compared"), number=True)
    if found.get("margin") is None and rows(found, "conflict"):
        return Cell(voice.say("no_plan_with", limits=voice.join(limits_words(voice, found["conflict"]))), number=True)
    return margin_in(voice, found, unit)


def _qualitative(voice: Voice, id: str, data: Data) -> list[Block]:
    found = rows(data, "qualitative")
    if not found:
        return []
    lines = tuple(
        Row(
            (
                Cell(voice.text(q.get("title"))),
                Cell(voice.code("direction", str(q.get("direction")))),
                Cell(_goal(voice, q)),
                Cell(voice.text(q.get("note"))),
            )
        )
        for q in found
    )
    return [
        Table(f"q-{id}", voice.say("caption.qualitative"), heads(voice, "effect", "direction", "goal", "note"), lines)
    ]


def _goal(voice: Voice, effect: Data) -> str:
    if effect.get("reduction") is None:
        return voice.say("none_stated")
    return f"{voice.number(effect['reduction'])} {voice.unit_words(effect.get('unit'))}".strip()


def _plans(voice: Voice, data: Data) -> list[Block]:
    facts = part(data, "facts")
    pairs = []
    for fields in (FOLLOW_UP, AFTERWARDS, FAILURE):
        pairs += list(_pairs(voice, data, fields))
    if not pairs and not rows(voice.rules, "criteria"):
        return []
    for field in ("mainstreaming", "failure.scenario"):
        if not facts.get(field):
            pairs.append((capital(voice.field(field)), voice.words["missing"]))
    return [Fold(voice.say("fold.plans"), (Pairs(tuple(pairs)),))]


def _rulings(voice: Voice, id: str) -> list[Block]:
    found: Data = next((s for s in rows(voice.record, "screening") if str(s["proposal"]) == id), {})
    lines = tuple(
        Row(
            (
                Cell(criterion_title(voice, str(r["criterion"]))),
                demand_cell(voice, r),
                Cell(voice.code("severity", str(r.get("severity")))),
                Cell(voice.code("verdict", str(r.get("verdict")))),
                Cell("; ".join(leaf_words(voice, leaf) for leaf in rows(r, "leaves"))),
            )
        )
        for r in rows(found, "rulings")
    )
    if not lines:
        return []
    head = heads(voice, "criterion", "says", "severity", "verdict", "stated_value")
    return [Fold(voice.say("fold.rulings"), (Table(f"k-{id}", voice.say("caption.rulings"), head, lines),))]


def _advocacy(voice: Voice, data: Data) -> list[Block]:
    found = {k: v for k, v in part(data, "advocacy").items() if v not in (None, "", [])}
    if not found:
        return []
    pairs = tuple((capital(voice.field(_dotted(key))), voice.fact(_dotted(key), value)) for key, value in found.items())
    return [Fold(voice.say("fold.advocacy"), (Paragraph(voice.say("advocacy.blind")), Pairs(pairs)))]


def _dotted(key: str) -> str:
    return key if key.startswith("advocacy.") else f"advocacy.{key}"
