"""What the papers made out of a record share: head, law by date, who does what, and what people write themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

from prioritizer.reading.scalars import is_visible
from prioritizer.report.blocks import Block, Cell, Document, Pairs, Paragraph, Row, Section, Table
from prioritizer.report.choice import shared_by_group
from prioritizer.report.first_page import dates_of
from prioritizer.report.procedure import who
from prioritizer.report.provenance import blindness
from prioritizer.report.pursued import is_pursued
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.traced import WORDS, listed, said
from prioritizer.report.unpriced import marked, notes
from prioritizer.report.voice import Data, Voice, capital, part, rows, version_key
from prioritizer.words.formatting import unit_for


def paper(
    voice: Voice, label: str, title: str, facts: Sequence[tuple[str, str]], sections: Iterable[Section]
) -> Document:
    """A paper of a few pages: no table of contents, and the check sum of its record last.

    Args:
        voice: The language.
        label: What kind of paper it is.
        title: What it is about.
        facts: What stands under the title: to whom, of which day.
        sections: Its content.
    """
    return Document(
        language=voice.language,
        title=title or voice.text(voice.portfolio.get("name")) or label,
        organisation=voice.text(voice.portfolio.get("organisation")),
        draft=voice.say("draft"),
        facts=tuple(facts),
        banner=voice.say("fictitious") if voice.portfolio.get("fictitious") else "",
        contents_title="",
        sections=tuple(sections),
        footer=voice.say("paper.footer", label=label, hash=str(voice.record.get("hash") or voice.unknown)),
        skip=voice.say("skip"),
        label=label,
        as_of=str(voice.portfolio.get("as_of") or ""),
    )


def head_facts(voice: Voice, to: str) -> list[tuple[str, str]]:
    """To whom, of which day, case number and officer: missing where the portfolio does not say."""
    portfolio, missing = voice.portfolio, voice.say("missing")
    return [
        (voice.say("pair.to"), to),
        (voice.say("pair.as_of"), voice.day(portfolio["as_of"]) if portfolio.get("as_of") else voice.unknown),
        (voice.say("pair.case_number"), voice.text(portfolio.get("case_number")) or missing),
        (voice.say("pair.case_officer"), voice.text(portfolio.get("case_officer")) or missing),
    ]


def law(voice: Voice, name: str) -> str:
    """The reference to a law as it was on the day of the record; empty before it, and outside Sweden."""
    prefix, as_of = f"law.{name}.", str(voice.portfolio.get("as_of") or "")
    known = sorted(key for key in voice.words if key.startswith(prefix) and key.removeprefix(prefix) <= as_of)
    return voice.say(known[-1]) if known and voice.currency == "SEK" else ""


def law_says(voice: Voice, key: str, name: str) -> list[Block]:
    """A sentence with the reference to its law; none where no such law is in force."""
    reference = law(voice, name)
    return said(voice.say(key, law=reference), f"{WORDS}{key}", "portfolio.as_of") if reference else []


def procedure(voice: Voice) -> list[Block]:
    """Who screens, proposes, decides and follows up, and when (G8)."""
    steps = rows(voice.rules, "procedure")
    told = tuple(
        (
            voice.text(s.get("title")),
            ", ".join(text for text in (voice.text(s.get("who")), voice.text(s["when"])) if text),
        )
        for s in steps
    )
    return [Pairs(told, tuple(f"rules.procedure[{s['id']}]" for s in steps))] if told else []


def written(voice: Voice, section: str, board: str = "", law_first: Iterable[Block] = ()) -> Section:
    """A section that a named person writes; «missing» where nobody has.

    Args:
        voice: The language.
        section: assessment, best_interests or other_perspectives.
        board: The board whose paper it stands in; empty for the executive board's.
        law_first: What stands before it whoever writes.
    """
    found = _text_of(voice, section, board)
    blocks = [*law_first, *(_written(voice, found) if found else _unwritten(voice))]
    return Section(section.replace("_", "-"), voice.say(f"slot.{section}"), tuple(blocks))


def other_perspectives(voice: Voice, board: str = "") -> list[Section]:
    """Other perspectives, such as gender equality: only where somebody has written of them."""
    return [written(voice, "other_perspectives", board)] if _text_of(voice, "other_perspectives", board) else []


def best_interests(voice: Voice, board: str = "") -> Section:
    """What the law asks wherever children are concerned, and what a named person writes about it."""
    return written(voice, "best_interests", board, law_says(voice, "slot.children", "children"))


def _text_of(voice: Voice, section: str, board: str) -> Data | None:
    texts = rows(voice.portfolio, "texts")
    own = (t for t in texts if (t.get("section"), t.get("board") or "") == (section, board))
    return next((t for t in own if _seen(t)), None)


def _seen(found: Data) -> dict[str, str]:
    """The text by language, where anything of it is seen."""
    return {name: str(text) for name, text in part(found, "by_language").items() if is_visible(str(text))}


def _unwritten(voice: Voice) -> list[Block]:
    return said(voice.say("slot.missing"), "portfolio.texts", style="warning")


def _written(voice: Voice, found: Data) -> list[Block]:
    """The text in the document's language; in the other, marked and said to be, where it is not translated."""
    source, texts = f"portfolio.texts[{found['section']}]", _seen(found)
    language = voice.language if voice.language in texts else next(iter(texts))
    marked = "" if language == voice.language else language
    by = voice.say("slot.by", author=voice.text(found.get("author")), day=voice.day(found.get("date")))
    untranslated = said(voice.say("slot.untranslated"), source, style="small") if marked else []
    paragraphs = (" ".join(text.split()) for text in texts[language].split("\n\n"))
    told = (Paragraph(text, language=marked, source=source) for text in paragraphs if text)
    return [*untranslated, *told, *said(by, source, style="small")]


def follow_up(voice: Voice, chosen: Sequence[str]) -> Section:
    """What is measured for each proposal, from where it starts, by whom and when."""
    lines = tuple(Row(tuple(map(Cell, _followed(voice, id)))) for id in chosen)
    head = heads(voice, "proposal", "indicator", "baseline", "followed_by", "follow_dates")
    table = Table("uppfoljning-tabell", voice.say("caption.follow_up"), head, lines, source="portfolio.proposals")
    blocks: list[Block] = [table] if lines else said(voice.say("plan.empty"), "plan.selected")
    later = _started_later(voice, chosen)
    blocks += said(voice.say("follow.later", names=voice.named(later)), "plan.selected") if later else []
    told = said(voice.say("follow.read", who=who(voice, "follow_up")), "rules.procedure[follow_up]")
    return Section("uppfoljning", voice.say("follow.title"), (*(told if who(voice, "follow_up") else ()), *blocks))


def _started_later(voice: Voice, chosen: Sequence[str]) -> list[str]:
    """Proposals that the plan starts later than the first year that they state: their dates are as they were stated."""
    starts = {str(s["proposal"]): s.get("start_year") or 0 for s in rows(voice.plan, "selected")}
    firsts = {id: [int(year) for year in part(voice.proposals, id).get("start_years") or ()] for id in chosen}
    return [id for id in chosen if firsts[id] and starts.get(id, 0) > min(firsts[id])]


def _followed(voice: Voice, id: str) -> tuple[str, ...]:
    facts = part(voice.proposals, id, "facts")
    fields = ("follow_up.indicator", "follow_up.baseline", "follow_up.owner")
    days = ", ".join(voice.day(day) for day in dates_of(voice, id))
    return (voice.proposal(id), *(voice.fact(f, facts.get(f)) for f in fields), days or voice.say("missing"))


def materials(voice: Voice, label: str) -> Section:
    """The documents of the case, the paper itself first, and what it was made from."""
    day = voice.day(voice.portfolio.get("as_of", voice.unknown))
    title = voice.text(voice.portfolio.get("title"))
    told = [
        (voice.say("materials.paper", label=label, day=day), "portfolio.as_of"),
        (voice.say("materials.plan", title=title, day=day), "portfolio.title"),
        (voice.say("materials.answers", n=voice.number(len(voice.proposals))), "portfolio.proposals"),
        (voice.say("materials.record"), "hash"),
    ]
    return Section("underlag", voice.say("materials.title"), (*listed(told, ordered=True), *_made_from(voice)))


def _made_from(voice: Voice) -> list[Block]:
    record, program = voice.record, part(voice.record, "program")
    overlay = voice.rules.get("overlay") or voice.say("none")
    pairs = [
        ("hash", str(record.get("hash") or voice.unknown), "hash"),
        ("program", f"{program.get('name', '')} {program.get('version', '')}".strip(), "program"),
        (
            "criteria_set",
            voice.code("default_value", str(voice.rules.get("criteria_set") or voice.unknown)),
            "rules.criteria_set",
        ),
        ("overlay", str(overlay), "rules.overlay"),
        ("rule_files", voice.number(len(part(voice.rules, "files"))), "rules.files"),
        ("seed", str(record.get("seed", voice.unknown)), "seed"),
        ("draws", voice.number(record.get("draws")), "draws"),
    ]
    told = [(voice.say(f"pair.{key}"), text, source) for key, text, source in pairs if text]
    return [Pairs(tuple((term, text) for term, text, _ in told), tuple(source for *_, source in told))]


def granted_by_board(voice: Voice) -> dict[str, dict[int, Any]]:
    """Kronor granted to proposals under each board by year; an empty name where a proposal states no board."""
    sums: dict[str, dict[int, Any]] = {}
    for s in rows(voice.plan, "selected"):
        by_year = sums.setdefault(board_of(voice, str(s["proposal"])), {})
        for granted in part(s, "granted_by_year").values():
            for year, kronor in granted.items():
                by_year[int(year)] = by_year.get(int(year), 0) + kronor
    return sums


def board_of(voice: Voice, proposal: str) -> str:
    """The board that a proposal states, empty where it states none."""
    return str(part(voice.proposals, proposal, "facts").get("board") or "")


def board_name(voice: Voice, board: str) -> str:
    """What a board is called; a word for none."""
    return voice.fact("board", board) if board else voice.say("board.none")


def plan_table(voice: Voice, id: str, chosen: Sequence[Data], with_board: bool) -> Table:
    """The proposals of the plan on a page's width: start, kronor granted, value and chance.

    Args:
        voice: The language.
        id: Of the table.
        chosen: Rows of `plan.selected`.
        with_board: Whether the board of each is told.
    """

    shared = shared_by_group(voice) if with_board else []
    unit = unit_for([x for s in chosen for x in (s.get("nnv"), s.get("granted"))] + [nnv for _, nnv in shared])
    values = {version_key(s): {**voice.values.get(version_key(s), {}), "nnv": s.get("nnv")} for s in chosen}
    lines = [
        Row(
            (
                Cell(voice.proposal(s["proposal"])),
                *((Cell(board_name(voice, board_of(voice, str(s["proposal"])))),) if with_board else ()),
                Cell(voice.start(s.get("start_year")), number=True),
                voice.amount(s.get("granted"), unit),
                marked(voice, values[version_key(s)], unit),
                Cell(
                    voice.chance(values[version_key(s)].get("chance"), _is_stated(values[version_key(s)])), number=True
                ),
            )
        )
        for s in chosen
    ]
    blank, text = Cell("", number=True), ((Cell(""),) if with_board else ())
    lines += [Row((Cell(label), *text, blank, blank, voice.amount(nnv, unit), blank)) for label, nnv in shared]
    columns = [[s.get("granted") for s in chosen], [*(s.get("nnv") for s in chosen), *(nnv for _, nnv in shared)]]
    sums = [None if None in column else sum(column) for column in columns]
    chance = Cell(voice.chance(part(voice.plan, "value").get("chance")) if with_board else "", number=True)
    label = voice.say("head.plan_total" if with_board else "total")
    lines.append(Row((Cell(label), *text, blank, *(voice.amount(s, unit) for s in sums), chance), total=True))
    caption = voice.say("caption.plan", prices=voice.price_level, granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    board = heads(voice, "board") if with_board else ()
    head = (*heads(voice, "proposal"), *board, *heads(voice, "start", "granted_all", "nnv", "chance", numbers=4))
    below = (*notes(voice, values.values()), *rounding_notes(voice, columns, sums, unit))
    return Table(id, caption, head, tuple(lines), below, source="plan.selected")


def _is_stated(value: Data) -> bool:
    return bool(value.get("chance_stated"))


def blind(voice: Voice, key: str) -> str:
    """That who asked does not matter, where the check of this run bears it out; else what the check found (§24)."""
    return voice.say(key) if part(voice.record, "blindness").get("same") else blindness(voice)


def how_chosen(voice: Voice, proved: str, found: str, other: str) -> str:
    """How the choice was made, said as surely as it is proved.

    Args:
        voice: The language.
        proved: The sentence of a plan that is known to be worth the most.
        found: That of the most valuable plan found in time.
        other: That of a plan chosen by another rule than the highest value.
    """
    if is_pursued(voice):
        return voice.say(other, title=voice.text(part(voice.rules, "objective").get("title")) or voice.unknown)
    return voice.say(proved if voice.plan.get("status") == "optimal" else found)


def sentence_case(text: str) -> str:
    """A text from the rules as a sentence of its own: a capital first, a full stop last."""
    return f"{capital(text.rstrip('.'))}." if text else ""
