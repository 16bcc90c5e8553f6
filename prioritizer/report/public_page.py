"""One page for the public: what is proposed, what it costs and gives, what is not known, and who decides."""

from collections.abc import Mapping

from prioritizer.model.rules import Language
from prioritizer.report import near_best, proved
from prioritizer.report.blocks import Block, Cell, Document, Row, Section, Table
from prioritizer.report.first_page import for_others_to_grant, is_taken_as_independent, no_plan, unpriced_in_short
from prioritizer.report.ledger import prices_in_short
from prioritizer.report.paper_parts import how_chosen, paper
from prioritizer.report.procedure import step_of
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.traced import Told, listed, said
from prioritizer.report.voice import Data, Voice, part, rows, voice
from prioritizer.words.formatting import unit_for

MOST_ROWS = 15
"""So many proposals stand one by one; more would not be a page, and the largest grants are told."""


def public_page(record: Data, language: Language, words: Mapping[str, str]) -> Document:
    """The page in one language, from the record alone.

    Raises:
        UnknownWords: A sentence is missing from the words.
    """
    told = voice(record, language, words)
    what = (_what(told), _gives(told)) if told.plan else (no_plan(told),)
    sections = (*what, _unsure(told), _decides(told))
    return paper(told, told.say("public.label"), told.text(told.portfolio.get("title")), (), sections)


def _what(voice: Voice) -> Section:
    chosen = rows(voice.plan, "selected")
    gaps = {
        "all": voice.number(len(voice.proposals)),
        "granted": voice.money(voice.plan.get("granted")),
        "span": f"{voice.plan_span[0]}–{voice.plan_span[-1]}",
    }
    lead = voice.count("public.what", len(chosen), **gaps) if chosen else voice.say("plan.empty")
    left = len([e for e in voice.explanations.values() if e.get("outcome") != "selected"])
    told = said(" ".join([lead, *for_others_to_grant(voice)]), "plan.selected plan.granted")
    decisions = prices_in_short(voice, [str(s["proposal"]) for s in chosen])
    table: list[Block] = [_table(voice, chosen)] if chosen else []
    others = said(voice.count("public.left", left), "explanation") if left else []
    return Section(
        "forslag",
        voice.say("public.proposed"),
        (*told, *table, *listed((one, "explained.overrides") for one in decisions), *others),
    )


def _table(voice: Voice, chosen: list[Data]) -> Table:
    """Proposal and kronor: the largest grants, then the others together."""
    ordered = sorted(chosen, key=lambda s: (-(s.get("granted") or 0), str(s["proposal"])))
    shown, others = ordered[:MOST_ROWS], ordered[MOST_ROWS:]
    unit = unit_for(s.get("granted") for s in chosen)
    lines = [Row((Cell(voice.proposal(s["proposal"])), voice.amount(s.get("granted"), unit))) for s in shown]
    if others:
        rest = sum(s.get("granted") or 0 for s in others)
        lines.append(Row((Cell(voice.count("and_more", len(others))), voice.amount(rest, unit))))
    granted = [s.get("granted") for s in chosen]
    lines.append(Row((Cell(voice.say("total")), voice.amount(sum(granted), unit)), total=True))
    caption = voice.say("caption.money", caption=voice.say("caption.public"), unit=voice.unit(unit))
    head = (*heads(voice, "proposal"), *heads(voice, "granted_all", numbers=1))
    notes = rounding_notes(voice, [granted], [sum(granted)], unit)
    return Table("plan-tabell", caption, head, tuple(lines), notes, "plan.selected")


def _gives(voice: Voice) -> Section:
    value = part(voice.plan, "value")
    told: list[Told] = [(how_chosen(voice, "public.how", "public.how_open", "public.how_other"), "rules.objective")]
    told.append(
        (voice.say("public.nnv", nnv=voice.money(value.get("nnv")), prices=voice.price_level), "plan.value.nnv")
    )
    if value.get("chance") is not None and value.get("low") is not None:
        gaps = {"chance": voice.chance(value["chance"]), "between": voice.between(value["low"], value["high"])}
        key = "public.chance_if_independent" if is_taken_as_independent(voice) else "public.chance"
        told.append((voice.say(key, **gaps), "plan.value.chance"))
    return Section("ger", voice.say("public.gives"), tuple(listed(told)))


def _unsure(voice: Voice) -> Section:
    told: list[Told] = [
        (near_best.how_many(voice), "near_best"),
        (unpriced_in_short(voice), "portfolio.proposals"),
    ]
    beside = said(proved.beside(voice), "plan.status" if voice.plan else "no_plan", style="key")
    return Section("vet-inte", voice.say("public.unsure"), (*beside, *listed(told)))


def _decides(voice: Voice) -> Section:
    """What happens now, as the procedure says it, and where the rest stands."""
    told: list[Told] = []
    step = step_of(voice, "decision")
    if step:
        gaps = {name: voice.text(step.get(name)) for name in ("title", "who", "when")}
        told.append((voice.say("public.step", **gaps), "rules.procedure[decision]"))
    as_of = voice.portfolio.get("as_of")
    told.append((voice.say("public.more", day=voice.day(as_of) if as_of else voice.unknown), "portfolio.as_of"))
    return Section("vidare", voice.say("public.next"), tuple(listed(told)))
