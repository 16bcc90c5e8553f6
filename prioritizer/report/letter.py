"""The answer to whoever handed in a proposal: what is proposed, why, and what would change it."""

from collections.abc import Mapping

from prioritizer.model.rules import Language
from prioritizer.report import break_even, own_terms, proved, pursued, unpriced
from prioritizer.report.blocks import Block, Document, Paragraph, Section
from prioritizer.report.ledger import prices_in_short
from prioritizer.report.paper_parts import blind, head_facts, how_chosen, paper
from prioritizer.report.procedure import step_of, who
from prioritizer.report.reasons import is_exact, missing_fields, reason, shown_value, what_would_let_it_in
from prioritizer.report.stopped import demands
from prioritizer.report.traced import WORDS, Told, listed, said
from prioritizer.report.voice import Data, Voice, part, rows, voice

CHOSEN_AMONG = ("selected", "not_selected")
"""Outcomes of proposals that the choice was made among; the others never came to it."""


def letter(record: Data, language: Language, words: Mapping[str, str], proposal: str) -> Document:
    """The letter about one proposal in one language, from the record alone; the same whatever became of it.

    Raises:
        UnknownWords: A sentence is missing from the words.
    """
    told = voice(record, language, words)
    outcome = _outcome(told, proposal)
    data = told.proposals[proposal]
    asked = part(data, "advocacy").get("advocacy.requested_by")
    to = told.text(asked) if asked else told.say("letter.proposer")
    sections = (
        Section("forslag", told.say("letter.what"), tuple(_what(told, proposal, outcome))),
        Section("skal", told.say("letter.why"), tuple(_why(told, proposal, outcome))),
        Section("andra", told.say("letter.change"), tuple(_change(told, proposal, outcome))),
        Section("vidare", told.say("letter.next"), tuple(_next(told, outcome))),
    )
    return paper(told, told.say("letter.label"), told.proposal(proposal), head_facts(told, to), sections)


def _outcome(voice: Voice, proposal: str) -> str:
    """What became of a proposal: as explained, else as the plan and the screening have it."""
    explained = part(voice.explanations, proposal).get("outcome")
    if explained:
        return str(explained)
    if any(str(s["proposal"]) == proposal for s in rows(voice.plan, "selected")):
        return "selected"
    screened: Data = next((s for s in rows(voice.record, "screening") if str(s["proposal"]) == proposal), {})
    outcome = str(screened.get("outcome") or "unknown")
    return "not_selected" if outcome == "admitted" and voice.plan else outcome


def _at(voice: Voice, proposal: str) -> str:
    """Where in the record it stands what became of a proposal."""
    return f"explanation[{proposal}]" if proposal in voice.explanations else f"screening[{proposal}]"


def _what(voice: Voice, id: str, outcome: str) -> list[Block]:
    """What is proposed, in a sentence, and the kronor to the krona where some are."""
    title = voice.text(voice.portfolio.get("title"))
    key = f"letter.{outcome}" if voice.plan or outcome in ("barred", "returned") else "letter.no_plan"
    if f"{key}" not in voice.words:
        key = "letter.no_plan"
    thanks = voice.say("letter.thanks", name=voice.named([id]), title=title)
    blocks = said(thanks, f"portfolio.proposals[{id}].title")
    blocks += said(voice.say(key, title=title), _at(voice, id), style="key")
    selected = next((s for s in rows(voice.plan, "selected") if str(s["proposal"]) == id), None)
    return [*blocks, *(listed(_granted(voice, id, selected)) if selected else ())]


def _granted(voice: Voice, id: str, selected: Data) -> list[Told]:
    """Start, version, and kronor of each fund by year."""
    source = f"plan.selected[{id}]"
    version = voice.version(id, selected.get("alternative"))
    several = len(rows(part(voice.proposals, id), "alternatives")) > 1
    key = "letter.starts_version" if several else "letter.starts"
    told = [(voice.say(key, year=voice.start(selected.get("start_year")), version=version), source)]
    for fund, by_year in part(selected, "granted_by_year").items():
        granted = {year: kronor for year, kronor in by_year.items() if kronor}
        parts = voice.join(voice.say("decision.year", amount=voice.kronor(k), year=y) for y, k in granted.items())
        if granted:
            gaps = {"total": voice.kronor(sum(granted.values())), "fund": voice.fund(fund), "parts": parts}
            told.append((voice.say("letter.grant", **gaps), f"{source}.granted_by_year"))
    return told


def _why(voice: Voice, id: str, outcome: str) -> list[Block]:
    """How the choice is made, what this proposal is reckoned to give, and the reason."""
    found: Data = voice.explanations.get(id, {"proposal": id, "outcome": outcome})
    why = _at(voice, id)
    if outcome in ("barred", "returned"):
        return [*said(reason(voice, found), why), *demands(voice, id, outcome)]
    mandatory = part(voice.proposals, id)
    how = "" if mandatory.get("mandatory") else how_chosen(voice, "letter.how", "letter.how_open", "letter.how_other")
    blocks = [*said(how, "rules.objective"), *_worth(voice, id)]
    told = reason(voice, found)
    blocks += said(told, why)
    blocks += _limits(voice, found)
    if mandatory.get("mandatory"):
        by = voice.text(mandatory.get("mandatory_by")) or voice.unknown
        decided = voice.say("proposal.mandatory", by=by)
        return [*blocks, *(said(decided, f"portfolio.proposals[{id}].mandatory_by") if decided != told else [])]
    return [*blocks, *said(blind(voice, "advocacy.blind"), "blindness")]


def _limits(voice: Voice, found: Data) -> list[Block]:
    """What each limit that decided is for, and what it says; those of money and decisions say it by their names."""
    heads = (str(id).partition("[")[0] for id in (*rows(found, "conflict"), *rows(found, "limits")))
    decided = (voice.limits[id] for id in dict.fromkeys(heads) if id in voice.limits)
    return listed(
        (
            voice.say("letter.limit", name=voice.text(limit.get("title")), why=why, says=voice.text(limit.get("says"))),
            f"rules.limits[{limit['id']}]",
        )
        for limit in decided
        if (why := voice.text(limit.get("why"))) or limit.get("says")
    )


def _worth(voice: Voice, id: str) -> list[Block]:
    """The net present value in words that need no training, and how sure it is."""
    value, at = shown_value(voice, id), f"values[{id}]"
    if not value:
        return said(voice.say("value.none"), f"portfolio.proposals[{id}]")
    if unpriced.is_unpriced(value):
        names = unpriced.effects(voice, id)
        told = voice.say("letter.unpriced", amount=voice.money(value.get("nnv")))
        more = voice.say("unpriced.effects", names=voice.join(names)) if names else ""
        return [*said(f"{told} {more}".strip(), f"{at}.nnv")]
    told = voice.say("letter.worth", nnv=voice.money(value.get("nnv")), prices=voice.price_level)
    if value.get("chance") is None:
        return said(told, f"{at}.nnv")
    chance = voice.chance(value.get("chance"), bool(value.get("chance_stated")))
    between = voice.between(value.get("low"), value.get("high")) if value.get("low") is not None else voice.unknown
    sure = voice.say("letter.chance", chance=chance, between=between)
    return said(f"{told} {sure}", f"{at}.nnv", f"{at}.chance")


def _change(voice: Voice, id: str, outcome: str) -> list[Block]:
    """What would have to be otherwise for another answer."""
    found: Data = voice.explanations.get(id, {})
    at = _at(voice, id)
    if outcome == "barred":
        return said(voice.say("letter.barred_change"), at)
    if outcome == "returned":
        return _complete(voice, id)
    if not voice.plan:
        return said(reason(voice, {"proposal": id, "outcome": "not_selected"}), "no_plan")
    if outcome == "selected" and part(voice.proposals, id).get("mandatory"):
        decided = [(price, "explained.overrides") for price in prices_in_short(voice, [id])]
        return listed([*decided, (voice.say("letter.decided_change"), f"portfolio.proposals[{id}].mandatory_by")])
    told = [(what_would_let_it_in(voice, found), at), (_would_leave(voice, found), at)]
    told += [(line, f"explained.own_terms[{id}]") for line in own_terms.for_letter(voice, id)]
    evens = break_even.of_proposal(voice, shown_value(voice, id))
    told += [(block.text, f"values[{id}].break_even") for block in evens if isinstance(block, Paragraph)]
    if pursued.is_pursued(voice):
        told.append((voice.say("plan.read_alone"), "pursued"))
    told.append((voice.say("letter.figures"), "portfolio.proposals"))
    return listed(told)


def _would_leave(voice: Voice, found: Data) -> str:
    """How much less a chosen proposal could be worth before another plan is worth more."""
    if found.get("outcome") != "selected" or not is_exact(found) or not found.get("margin"):
        return ""
    return voice.say("letter.would_leave", margin=voice.kronor(found["margin"]))


def _complete(voice: Voice, id: str) -> list[Block]:
    """What to fill in, and by when where the procedure says it."""
    fields, when = missing_fields(voice, id), voice.text(step_of(voice, "completion").get("when"))
    if not fields:
        return said(voice.say("letter.value_missing"), _at(voice, id))
    told = voice.say("letter.complete_when" if when else "letter.complete", fields=voice.join(fields), when=when)
    return said(told, _at(voice, id))


def _next(voice: Voice, outcome: str) -> list[Block]:
    """That this is a draft, who decides, how sure it is, and when proposals can be handed in again."""
    decides, calls = who(voice, "decision"), who(voice, "call")
    when = voice.text(step_of(voice, "call").get("when"))
    officer = voice.text(voice.portfolio.get("case_officer"))
    told: list[Told] = [
        (
            voice.say("letter.draft", who=decides) if decides else voice.say("letter.draft_unknown"),
            "rules.procedure[decision]" if decides else f"{WORDS}letter.draft_unknown",
        ),
        (proved.beside(voice) if voice.plan and outcome in CHOSEN_AMONG else "", "plan.status"),
        (voice.say("letter.again", who=calls, when=when) if calls and when else "", "rules.procedure[call]"),
        (voice.say("letter.whole"), "portfolio.title"),
    ]
    greeting = voice.say("letter.greeting", name=officer or voice.text(voice.portfolio.get("organisation")))
    return [*listed(told), *said(greeting.strip(), "portfolio.case_officer")]
