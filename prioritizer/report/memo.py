"""The officer's memo to the executive board (tjänsteskrivelse): the plan as a whole, for a decision (E5, G8, H8)."""

from collections.abc import Mapping

from prioritizer.model.rules import Language
from prioritizer.report import coverage, near_best, parties, proved, pursued, unpriced
from prioritizer.report.blocks import Block, Cell, Document, Row, Section, Table
from prioritizer.report.bounds import decided
from prioritizer.report.choice import margin_in
from prioritizer.report.first_page import (
    chance_in_short,
    count_in_short,
    dates_of,
    grant_point,
    granted_in_short,
    nnv_in_short,
    no_plan,
    own_purse,
    owner_of,
)
from prioritizer.report.forced import joint_words
from prioritizer.report.ledger import prices_in_short
from prioritizer.report.memo_money import money, sureness
from prioritizer.report.method import method_gaps, objective_words
from prioritizer.report.paper_parts import (
    best_interests,
    blind,
    board_name,
    board_of,
    follow_up,
    granted_by_board,
    head_facts,
    law_says,
    materials,
    other_perspectives,
    paper,
    plan_table,
    procedure,
    sentence_case,
    written,
)
from prioritizer.report.procedure import who
from prioritizer.report.reasons import changed, reason, refused_alone, shown_value
from prioritizer.report.stopped import decision_point
from prioritizer.report.tables import heads
from prioritizer.report.traced import WORDS, Told, listed, said
from prioritizer.report.voice import Data, Voice, capital, part, rows, voice
from prioritizer.report.worth import plan_worth
from prioritizer.words.formatting import Unit, unit_for


def memo(record: Data, language: Language, words: Mapping[str, str]) -> Document:
    """The memo to the executive board in one language, from the record alone.

    Raises:
        UnknownWords: A sentence is missing from the words.
    """
    told = voice(record, language, words)
    label = told.say("memo.label")
    sections = (
        (*_with_plan(told),) if told.plan else (no_plan(told), _background(told), _how(told), *_stopped_alone(told))
    )
    last = (
        written(told, "assessment"),
        *((money(told), sureness(told)) if told.plan else ()),
        best_interests(told),
        *other_perspectives(told),
        *((follow_up(told, _chosen(told)),) if told.plan else ()),
        materials(told, label),
        _sent(told),
    )
    facts = head_facts(told, told.say("memo.executive"))
    return paper(told, label, told.text(told.portfolio.get("title")), facts, (*sections, *last))


def _with_plan(voice: Voice) -> tuple[Section, ...]:
    return _decision(voice), _summary(voice), _background(voice), _how(voice), _plan(voice), _left(voice)


def _chosen(voice: Voice) -> list[str]:
    return [str(s["proposal"]) for s in rows(voice.plan, "selected")]


def _by_outcome(voice: Voice, outcome: str) -> list[str]:
    return [id for id, found in voice.explanations.items() if found.get("outcome") == outcome]


def _decision(voice: Voice) -> Section:
    """One action in each point, that can be carried out as it is written and read without the appendix."""
    decides = who(voice, "decision")
    lead = voice.say("memo.lead", who=decides) if decides else voice.say("memo.lead_unknown")
    source = "rules.procedure[decision]" if decides else f"{WORDS}memo.lead_unknown"
    points = [_adopt(voice), *_grants(voice), *_others(voice), _report(voice)]
    return Section("beslut", voice.say("decision.title"), (*said(lead, source), *listed(points, ordered=True)))


def _adopt(voice: Voice) -> Told:
    chosen, title = _chosen(voice), voice.text(voice.portfolio.get("title"))
    gaps = {"organisation": voice.text(voice.portfolio.get("organisation")), "title": title}
    if not chosen:
        return capital(voice.say("decision.adopt_none", **gaps).strip()), "plan.selected"
    told = voice.count("memo.adopt", len(chosen), names=voice.named(chosen), **gaps)
    return capital(told.strip()), "plan.selected"


def _grants(voice: Voice) -> list[Told]:
    """What each fund grants by year, and to which boards it goes."""
    found = []
    for fund in voice.funds:
        told = grant_point(voice, fund)
        found.append((f"{told} {_to_boards(voice, fund)}".strip() if told else "", "plan.fund_rows"))
    return found


def _to_boards(voice: Voice, fund: str) -> str:
    """The kronor of one fund by the board of the proposals; nothing where no proposal states a board."""
    sums: dict[str, int] = {}
    for s in rows(voice.plan, "selected"):
        kronor = sum(part(s, "granted_by_year", fund).values())
        board = board_of(voice, str(s["proposal"]))
        sums |= {board: sums.get(board, 0) + kronor} if kronor else {}
    if not any(sums):
        return ""
    if len(sums) == 1:
        return voice.say("memo.to_one", board=board_name(voice, *sums))
    parts = (
        voice.say("memo.to_board", amount=voice.kronor(kronor), board=board_name(voice, board))
        for board, kronor in sums.items()
    )
    return voice.say("memo.to_boards", parts=voice.join(parts))


def _others(voice: Voice) -> list[Told]:
    """What becomes of each proposal that is not in the plan."""
    left = _by_outcome(voice, "not_selected")
    told: list[Told] = [(voice.count("memo.left", len(left), names=voice.named(left)), "explanation")] if left else []
    for outcome in ("barred", "returned"):
        stopped = _by_outcome(voice, outcome)
        told += [(decision_point(voice, id, outcome), f"screening[{id}].rulings") for id in stopped]
    return told


def _report(voice: Voice) -> Told:
    days = sorted(str(day) for id in _chosen(voice) for day in dates_of(voice, id))
    if not days:
        return "", ""
    return voice.say("memo.follow_up", first=voice.day(days[0]), last=voice.day(days[-1])), "portfolio.proposals"


def _summary(voice: Voice) -> Section:
    """Neutral, in the order of a board's questions: how many, how much, what it gives, how sure that is."""
    outcomes = [str(e.get("outcome")) for e in voice.explanations.values()]
    value = part(voice.plan, "value")
    told = [
        (count_in_short(voice, outcomes), "explanation"),
        (" ".join(granted_in_short(voice)), "plan.granted"),
        (nnv_in_short(voice), "plan.value.nnv plan.value.nnv_raw"),
        ("" if value.get("own_nnv") is None else parties.own_worth(voice, value), "plan.value.own_nnv"),
        (chance_in_short(voice), "plan.value.chance"),
        (near_best.sentence(voice), "near_best.count"),
    ]
    beside = said(proved.beside(voice), "plan.status", style="key")
    return Section("sammanfattning", voice.say("memo.summary"), (*beside, *listed(told)))


def _background(voice: Voice) -> Section:
    span = voice.plan_span
    goals = [voice.text(g.get("title")) or str(g["id"]) for g in rows(voice.portfolio, "goals")]
    blocks = [
        *said(voice.say("memo.what"), f"{WORDS}memo.what"),
        *law_says(voice, "memo.law_economy", "economy"),
        *law_says(voice, "memo.law_social", "social"),
        *(said(_set_aside(voice, f"{span[0]}–{span[-1]}"), "portfolio.funds") if voice.funds and span else ()),
        *(said(voice.count("memo.goals", len(goals), names=voice.join(goals)), "portfolio.goals") if goals else ()),
    ]
    return Section("bakgrund", voice.say("memo.background"), tuple(blocks))


def _set_aside(voice: Voice, span: str) -> str:
    """The money of the plan years, fund by fund, and whose it is where that is another's."""
    sums = {id: (f.get("opening") or 0) + sum(part(f, "allocation").values()) for id, f in voice.funds.items()}
    told = []
    for id, kronor in sums.items():
        owner = owner_of(voice, id)
        key = "memo.in_fund" if owner in own_purse(voice) else "memo.in_fund_of"
        told.append(voice.say(key, amount=voice.kronor(kronor), fund=voice.fund(id), owner=voice.actor(owner)))
    return voice.say("memo.set_aside", span=span, total=voice.kronor(sum(sums.values())), parts=voice.join(told))


def _how(voice: Voice) -> Section:
    """How the choice was made: criteria, value, objective and limits in words, and who does what (G8)."""
    criteria, limits = rows(voice.rules, "criteria"), list(voice.limits.values())
    asked = voice.count("memo.criteria", len(criteria)) if criteria else voice.say("method.no_criteria")
    severity = f"{asked} {voice.say('method.severity')}" if criteria else asked
    proof = proved.proof(voice) if voice.plan else proved.no_plan(voice)
    stands_in = "plan.confirmed" if voice.plan else "no_plan"
    blocks: list[Block] = [
        *said(severity, "rules.criteria"),
        *said(voice.say("memo.valued", **method_gaps(voice)), "draws rules.parameters[discount_rate]"),
        *said(objective_words(voice), "rules.objective"),
        *said(blind(voice, "memo.blind"), "blindness"),
        *(said(voice.count("memo.limits", len(limits)), "rules.limits") if limits else ()),
        *listed((sentence_case(voice.text(limit.get("says"))), f"rules.limits[{limit['id']}]") for limit in limits),
        *_bound(voice),
        *said(proof, stands_in),
        *procedure(voice),
        *said(_graded(voice), "portfolio.proposals"),
    ]
    return Section("urval", voice.say("memo.how"), tuple(blocks))


def _bound(voice: Voice) -> list[Block]:
    """What is decided beside the rules, and what takes another proposal for granted."""
    told = [(text, "portfolio.proposals") for text in decided(voice)]
    return [*said(voice.say("bounds.decided"), "portfolio.proposals"), *listed(told)] if told else []


def _graded(voice: Voice) -> str:
    """Who has set the evidence grades, as the proposals state it."""
    setters: dict[str, int] = {}
    for id in voice.proposals:
        setter = voice.text(part(voice.proposals, id, "facts").get("evidence.set_by"))
        setters[setter] = setters.get(setter, 0) + 1
    named = {name: n for name, n in setters.items() if name}
    if not named:
        return ""
    return voice.say(
        "memo.graded",
        names=voice.join(named),
        n=voice.number(sum(named.values())),
        all=voice.number(len(voice.proposals)),
    )


def _plan(voice: Voice) -> Section:
    """The plan as a table, and what it covers: aims, goals and the system faults that proposals point at (E2–E13)."""
    chosen = rows(voice.plan, "selected")
    blocks = (
        [plan_table(voice, "plan-tabell", chosen, True)] if chosen else said(voice.say("plan.empty"), "plan.selected")
    )
    decisions = listed((told, "explained.overrides") for told in prices_in_short(voice, _chosen(voice)))
    return Section("plan", voice.say("plan.title"), (*blocks, *decisions, *_covered(voice)))


def _covered(voice: Voice) -> list[Block]:
    found = part(voice.record, "explained", "coverage")
    if not found:
        return []
    at = "explained.coverage"
    dimensions = {str(d["field"]): d for d in rows(found, "by")}
    missed = coverage.missed_goals(voice, found, dimensions) or [voice.say("coverage.all_goals")]
    told = [*((text, f"{at}.shares") for text in coverage.aim_words(voice, found))]
    told += [(text, f"{at}.goal_levels") for text in missed]
    told += [(_levels(voice, found), f"{at}.levels"), (coverage.faults_in_short(voice, found), f"{at}.system_faults")]
    return [*listed(told)]


def _levels(voice: Voice, found: Data) -> str:
    """How much of the plan reaches each level of success (E9)."""
    names = [
        voice.say(
            "memo.level",
            level=voice.fact(coverage.LEVELS, level["level"]),
            n=voice.number(level.get("proposals")),
            all=voice.number(found.get("proposals")),
        )
        for level in rows(found, "levels")
    ]
    return voice.say("memo.levels", names=voice.join(names)) if names else ""


def _left(voice: Voice) -> Section:
    """What is not in the plan and why, the one that lacks least first; then what was barred or returned."""
    left = [voice.explanations[id] for id in _by_outcome(voice, "not_selected")]
    if not left:
        blocks = said(voice.say("left.none" if _chosen(voice) else "left.none_tried"), "explanation")
    elif pursued.is_pursued(voice):
        blocks = [*said(voice.say("memo.left_alone", names=voice.named(e["proposal"] for e in left)), "explanation")]
    else:
        told = voice.say("left.read", one=voice.one, worth=plan_worth(voice))
        blocks = [*said(told, "explanation"), left_table(voice, left)]
        if any(rows(e, "terms") for e in left):
            blocks += said(voice.say("memo.forced_read"), "explanation", style="small")
    return Section("inte-foreslagna", voice.say("memo.left_title"), (*blocks, *_stopped(voice)))


def left_table(voice: Voice, left: list[Data]) -> Table:
    """What each proposal that is left out lacks, and what would leave and enter with it; least first."""
    left = sorted(left, key=lambda e: (e.get("margin") is None, e.get("margin") or 0, str(e["proposal"])))
    shown = {str(e["proposal"]): shown_value(voice, str(e["proposal"])) for e in left}
    unit = unit_for([e.get("margin") for e in left] + [value.get("nnv") for value in shown.values()])
    lines = tuple(Row(_left_row(voice, e, shown[str(e["proposal"])], unit)) for e in left)
    caption = voice.say("caption.left", prices=voice.price_level)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    head = (*heads(voice, "proposal", "nnv", "lacks", numbers=2), *heads(voice, "what_happens"))
    return Table("inte-tabell", caption, head, lines, unpriced.notes(voice, shown.values()), "explanation")


def _left_row(voice: Voice, found: Data, value: Data, unit: Unit) -> tuple[Cell, ...]:
    """A proposal that could have been chosen: its value, what it lacks, and what would leave and enter with it."""
    name, nnv = Cell(voice.proposal(found["proposal"])), unpriced.marked(voice, value, unit)
    refused = refused_alone(voice, str(found["proposal"]))
    if refused or (rows(found, "conflict") and found.get("margin") is None):
        why = refused or reason(voice, found, unit)
        return name, nnv, Cell(voice.say("cannot_be_in"), number=True), Cell(why)
    gaps = {"out": voice.named(rows(found, "displaces")), "come": voice.named(rows(found, "replaced_by"))}
    key = "both" if gaps["out"] and gaps["come"] else "leave" if gaps["out"] else "come" if gaps["come"] else "alone"
    parts = (voice.say(f"memo.forced_{key}", **gaps), *changed(voice, found), joint_words(voice, found, unit))
    told = " ".join(text for text in parts if text)
    return name, nnv, margin_in(voice, found, unit), Cell(told)


def _stopped(voice: Voice) -> list[Block]:
    """What was barred or returned, each with the demand or what is missing."""
    ids = [*_by_outcome(voice, "barred"), *_by_outcome(voice, "returned")]
    return listed((stopped_sentence(voice, id), f"explanation[{id}].outcome") for id in ids)


def stopped_sentence(voice: Voice, id: str) -> str:
    """A proposal by name and why screening stopped it."""
    return voice.say("memo.stopped", name=voice.named([id]), why=reason(voice, voice.explanations[id]))


def _stopped_alone(voice: Voice) -> tuple[Section, ...]:
    blocks = _stopped(voice)
    return (Section("inte-foreslagna", voice.say("stopped.title"), tuple(blocks)),) if blocks else ()


def _sent(voice: Voice) -> Section:
    """Those who are to know of the decision: boards, owners of other funds, and the proposers."""
    boards = [board for board in granted_by_board(voice) if board] if voice.plan else []
    stated = dict.fromkeys(board_of(voice, id) for id in voice.proposals)
    boards += [board for board in stated if board and board not in boards]
    owners = dict.fromkeys(owner_of(voice, fund) for fund in voice.funds)
    told = [(board_name(voice, board), "portfolio.actors") for board in boards]
    told += [(voice.actor(owner), "portfolio.funds") for owner in owners if owner not in own_purse(voice)]
    told.append((voice.say("memo.sent_proposers"), "portfolio.proposals"))
    return Section("skickas", voice.say("memo.sent"), tuple(listed(told)))
