"""The officer's memo to one board: its own proposals, its own money, and what it has to do (E5)."""

from collections.abc import Mapping, Sequence

from prioritizer.model.rules import Language
from prioritizer.report import proved, pursued
from prioritizer.report.blocks import Block, Cell, Document, Heading, Pairs, Section, Table
from prioritizer.report.boards import own_table
from prioritizer.report.first_page import dates_of, own_purse, owner_of
from prioritizer.report.memo import left_table, stopped_sentence
from prioritizer.report.memo_money import LARGEST, largest
from prioritizer.report.paper_parts import (
    best_interests,
    board_name,
    board_of,
    follow_up,
    head_facts,
    law_says,
    materials,
    other_perspectives,
    paper,
    plan_table,
    written,
)
from prioritizer.report.procedure import step_of, who
from prioritizer.report.reasons import missing_fields
from prioritizer.report.tables import heads, money_table
from prioritizer.report.traced import WORDS, Told, listed, said
from prioritizer.report.voice import Data, Voice, part, rows, voice
from prioritizer.report.worth import plan_worth


def boards(record: Data) -> tuple[str, ...]:
    """The boards that some proposal states, in the order that proposals name them."""
    proposals = rows(part(record, "portfolio"), "proposals")
    found = dict.fromkeys(str(part(p, "facts").get("board") or "") for p in proposals)
    return tuple(board for board in found if board)


def board_memo(record: Data, language: Language, words: Mapping[str, str], board: str) -> Document:
    """The memo to a board in one language, from the record alone.

    Raises:
        UnknownWords: A sentence is missing from the words.
    """
    told = voice(record, language, words)
    label, own = told.say("memo.label"), [id for id in told.proposals if board_of(told, id) == board]
    chosen = [s for s in rows(told.plan, "selected") if str(s["proposal"]) in own]
    facts = head_facts(told, board_name(told, board))
    sections = (
        _decision(told, board, own, chosen),
        _summary(told, board, own, chosen),
        _background(told),
        _proposals(told, own, chosen),
        written(told, "assessment", board),
        *(() if not chosen else (_money(told, board, chosen), _sureness(told, own))),
        best_interests(told, board),
        *other_perspectives(told, board),
        *((follow_up(told, [str(s["proposal"]) for s in chosen]),) if chosen else ()),
        materials(told, label),
        Section(
            "skickas", told.say("memo.sent"), tuple(listed([(told.say("memo.executive"), f"{WORDS}memo.executive")]))
        ),
    )
    return paper(told, label, told.text(told.portfolio.get("title")), facts, sections)


def _with(voice: Voice, own: Sequence[str], outcome: str) -> list[str]:
    return [id for id in own if voice.explanations.get(id, {}).get("outcome") == outcome]


def _decision(voice: Voice, board: str, own: Sequence[str], chosen: Sequence[Data]) -> Section:
    """What the board decides of what is its own; the plan as a whole is decided by others."""
    name, ids = board_name(voice, board), [str(s["proposal"]) for s in chosen]
    points: list[Told] = []
    if ids:
        told = voice.count("board.supports", len(ids), board=name, names=voice.named(ids))
        points = [(told, "plan.selected"), *_carries_out(voice, name, chosen)]
    else:
        points = [(voice.say("board.notes", board=name), "explanation")]
    points += [_completes(voice, id) for id in _with(voice, own, "returned")]
    days = sorted(str(day) for id in ids if _follows(voice, id, board) for day in dates_of(voice, id))
    if days:
        told = voice.say("board.follows", board=name, first=voice.day(days[0]), last=voice.day(days[-1]))
        points.append((told, "portfolio.proposals"))
    lead = said(voice.say("board.lead", board=name), "portfolio.actors")
    return Section("beslut", voice.say("decision.title"), (*lead, *listed(points, ordered=True)))


def _follows(voice: Voice, id: str, board: str) -> bool:
    return str(part(voice.proposals, id, "facts").get("follow_up.owner")) == board


def _carries_out(voice: Voice, name: str, chosen: Sequence[Data]) -> list[Told]:
    """That the board carries its proposals out with what each fund grants them, if the plan is decided."""
    by_fund: dict[str, dict[int, int]] = {}
    of_fund: dict[str, list[str]] = {}
    for s in chosen:
        for fund, by_year in part(s, "granted_by_year").items():
            sums = by_fund.setdefault(str(fund), {})
            if any(by_year.values()):
                of_fund.setdefault(str(fund), []).append(str(s["proposal"]))
            for year, kronor in by_year.items():
                sums[int(year)] = sums.get(int(year), 0) + kronor
    decides = who(voice, "decision")
    told = []
    for fund, sums in by_fund.items():
        granted = {year: kronor for year, kronor in sorted(sums.items()) if kronor}
        parts = voice.join(voice.say("decision.year", amount=voice.kronor(k), year=y) for y, k in granted.items())
        total = voice.kronor(sum(granted.values()))
        owner = owner_of(voice, fund)
        key = "board.uses_of" if owner not in own_purse(voice) else "board.uses" if decides else "board.uses_unknown"
        gaps = {"board": name, "total": total, "fund": voice.fund(fund), "parts": parts, "who": decides}
        gaps |= {"names": voice.named(of_fund.get(fund, ())), "owner": voice.actor(owner)}
        told += [(voice.say(key, **gaps), "plan.selected")] if granted else []
    return told


def _completes(voice: Voice, id: str) -> Told:
    fields, when = voice.join(missing_fields(voice, id)), voice.text(step_of(voice, "completion").get("when"))
    key = "board.completes_when" if when else "board.completes"
    gaps = {"name": voice.named([id]), "fields": fields or voice.unknown, "when": when}
    return voice.say(key, **gaps), f"explanation[{id}].outcome"


def _summary(voice: Voice, board: str, own: Sequence[str], chosen: Sequence[Data]) -> Section:
    kinds = {kind: len(_with(voice, own, kind)) for kind in ("selected", "not_selected", "barred", "returned")}
    gaps = {"board": board_name(voice, board), "all": voice.number(len(own))}
    granted = sum(s.get("granted") or 0 for s in chosen)
    told = [
        (voice.say("board.count", **gaps, **kinds), "explanation"),
        (
            voice.say("board.granted", granted=voice.money(granted), all=voice.money(voice.plan.get("granted")))
            if chosen
            else "",
            "plan.selected plan.granted",
        ),
    ]
    beside = said(proved.beside(voice), "plan.status", style="key") if voice.plan else []
    return Section("sammanfattning", voice.say("memo.summary"), (*beside, *listed(told)))


def _background(voice: Voice) -> Section:
    title = voice.text(voice.portfolio.get("title"))
    decides = who(voice, "decision")
    source = "rules.procedure[decision]" if decides else "portfolio.title"
    told = voice.say("board.background" if decides else "board.background_unknown", title=title, who=decides)
    chooses = voice.say("board.chosen_how")
    return Section(
        "bakgrund",
        voice.say("memo.background"),
        (
            *said(voice.say("memo.what"), f"{WORDS}memo.what"),
            *said(told, source),
            *said(chooses, "rules.objective"),
            *law_says(voice, "memo.law_social", "social"),
        ),
    )


def _proposals(voice: Voice, own: Sequence[str], chosen: Sequence[Data]) -> Section:
    """The board's proposals in the plan, and the reason for each that is not."""
    blocks: list[Block] = [plan_table(voice, "plan-tabell", chosen, False)] if chosen else []
    left = [voice.explanations[id] for id in _with(voice, own, "not_selected")]
    if left and not pursued.is_pursued(voice):
        told = voice.say("left.read", one=voice.one, worth=plan_worth(voice))
        blocks += [Heading(voice.say("memo.left_title")), *said(told, "explanation"), left_table(voice, left)]
    elif left:
        names = voice.named(e["proposal"] for e in left)
        blocks += said(voice.say("memo.left_alone", names=names), "explanation")
    stopped = [*_with(voice, own, "barred"), *_with(voice, own, "returned")]
    blocks += listed((stopped_sentence(voice, id), f"explanation[{id}].outcome") for id in stopped)
    return Section("forslagen", voice.say("board.proposals"), tuple(blocks))


def _money(voice: Voice, board: str, chosen: Sequence[Data]) -> Section:
    """What is granted to the board's proposals, and what the whole plan does to the board's own budget."""
    years = list(voice.plan_span)
    granted = {year: 0 for year in years}
    for s in chosen:
        for by_year in part(s, "granted_by_year").values():
            for year, kronor in by_year.items():
                granted[int(year)] = granted.get(int(year), 0) + kronor
    own = own_table(voice, board, "egen-tabell")
    blocks: list[Block] = [
        _table(
            money_table(
                voice,
                "beviljat-tabell",
                voice.say("caption.board_granted", prices=voice.fund_prices),
                heads(voice, "year", "granted", numbers=1),
                [(Cell(str(year)), [kronor]) for year, kronor in granted.items()],
            ),
            "plan.selected",
        )
    ]
    if own:
        blocks += [own, *said(voice.say("board.own_read"), "plan.value.actor_years", style="small")]
    else:
        blocks += said(voice.say("board.no_own", board=board_name(voice, board)), "plan.value.actor_years")
    return Section("ekonomi", voice.say("board.money"), (*blocks, *_afterwards(voice, chosen)))


def _table(table: Table, source: str) -> Table:
    return Table(table.id, table.caption, table.head, table.rows, table.notes, source)


def _afterwards(voice: Voice, chosen: Sequence[Data]) -> list[Block]:
    """How each proposal is to go on in the board's ordinary budget, as it states (F6)."""
    ids = [str(s["proposal"]) for s in chosen]
    pairs = tuple(
        (voice.proposal(id), voice.fact("mainstreaming", part(voice.proposals, id, "facts").get("mainstreaming")))
        for id in ids
    )
    sources = tuple(f"portfolio.proposals[{id}].facts" for id in ids)
    return [*said(voice.say("board.afterwards"), "portfolio.proposals"), Pairs(pairs, sources)]


def _sureness(voice: Voice, own: Sequence[str]) -> Section:
    """The uncertain numbers of the board's proposals that move the plan's value most."""
    tornado = rows(part(voice.plan, "value", "sensitivity"), "tornado")
    bars = [bar for bar in tornado if bar.get("proposal") in own and bar["nnv_low"] != bar["nnv_high"]][:LARGEST]
    at = "plan.value.sensitivity.tornado"
    if not bars:
        return Section("osakerhet", voice.say("memo.sureness"), tuple(said(voice.say("memo.no_largest"), "plan.value")))
    told = said(voice.count("board.largest", len(bars)), at)
    points = listed((largest(voice, bar), f"{at}[{bar['proposal']}]") for bar in bars)
    return Section("osakerhet", voice.say("memo.sureness"), (*told, *points))
