"""Memos, answers and the page for the public: complete, traced, and no claim beyond the record."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import read_templates, read_words
from prioritizer.report.blocks import Block, Cell, Document, Fold, Pairs, Paragraph, Points, Section, Table
from prioritizer.report.html import render_html
from prioritizer.report.papers import file_names, papers
from prioritizer.report.traced import is_found
from tests.report.example import example
from tests.report.outline import Outline
from tests.report.sample import record

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = read_templates(ROOT / "reports")
LANGUAGES: tuple[Language, ...] = ("sv", "en")
LETTERS = ("coacher", "arena", "falt", "digital")
"""One proposal of the sample of each kind: in the plan, not in it, barred, returned."""


@cache
def words(language: Language) -> dict[str, str]:
    """The shipped words."""
    return dict(read_words(TEMPLATES, language))


def made(data: dict[str, Any]) -> dict[str, Document]:
    """Every paper of a record but the whole document, by file name."""
    return {name: make() for name, make in papers(data, words) if not name.startswith("plan.")}


def sections(document: Document) -> Iterator[Section]:
    """Every section, also those inside others."""
    for section in document.sections:
        yield section
        yield from section.sections


def blocks(found: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, also those that are folded."""
    for block in found:
        if isinstance(block, Fold):
            yield from blocks(block.blocks)
        else:
            yield block


def all_blocks(document: Document) -> list[Block]:
    """Every block of a document."""
    return [block for section in sections(document) for block in blocks(section.blocks)]


def lines(document: Document) -> list[str]:
    """A document as text: what a reader sees, from top to bottom."""
    told = [f"[{document.draft}] {document.label}: {document.title} · {document.organisation}"]
    told += [f"{term}: {text}" for term, text in document.facts]
    for section in sections(document):
        told += ["", f"## {section.title}"]
        for block in blocks(section.blocks):
            told += _lines(block)
    return [line.replace("\u00a0", " ").replace("\u00ad", "") for line in [*told, "", document.footer]]


def _lines(block: Block) -> list[str]:
    match block:
        case Points():
            return [f"{n}. {text}" if block.ordered else f"- {text}" for n, text in enumerate(block.items, 1)]
        case Pairs():
            return [f"{term}: {text}" for term, text in block.items]
        case Table():
            rows = (block.head, *(row.cells for row in block.rows))
            return [block.caption, *(" | ".join(cell.text for cell in row) for row in rows), *block.notes]
        case Paragraph():
            return [block.text]
        case _:
            return [getattr(block, "text", "")]


def sources(document: Document) -> Iterator[tuple[str, str]]:
    """Each generated text and its source."""
    for block in all_blocks(document):
        match block:
            case Paragraph():
                yield block.text, block.source
            case Points():
                yield from zip(block.items, block.sources or [""] * len(block.items), strict=True)
            case Pairs():
                yield from zip((t for _, t in block.items), block.sources or [""] * len(block.items), strict=True)
            case Table():
                yield block.caption, block.source


def test_every_sentence_traces_to_something_in_the_record() -> None:
    """Each has a source, and each path of it leads somewhere (issue 7)."""
    found = example()
    untraced = [
        (name, text, source)
        for name, document in made(found).items()
        for text, source in sources(document)
        if not source or not is_found(source, found, words("sv"))
    ]
    assert untraced == []


def test_a_path_that_leads_nowhere_is_not_found() -> None:
    """The check of sources can fail: a key, a row or a word that is not there."""
    data = {"plan": {"value": {"nnv": None}}, "rows": [{"id": "a", "facts": {"x.y": 1}}]}
    assert is_found("plan.value.nnv rows[a].facts.x.y words:draft", data, {"draft": ""})
    assert not any(is_found(path, data, {}) for path in ("plan.nnv", "rows[b]", "words:draft", "plan rows[b]"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["tjansteskrivelse", "tjansteskrivelse-socialnamnden", "allmanheten", *(f"svar/{id}" for id in LETTERS)]
)
def test_the_paper_reads_as_it_was_reviewed(name: str, language: Language) -> None:
    """Golden texts, read by somebody in both languages; WRITE_GOLDEN=1 writes them anew."""
    golden = GOLDEN / f"{name.replace('/', '-')}.{language}.txt"
    found = "\n".join(lines(made(record())[f"{name}.{language}"])) + "\n"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found


def test_every_proposal_gets_an_answer_and_every_board_a_memo() -> None:
    """None is left without, whatever became of it (convention §13), in both languages."""
    found = set(made(example()))
    proposals = {p["id"]: p["facts"].get("board") for p in example()["portfolio"]["proposals"]}
    for language in LANGUAGES:
        assert {f"svar/{id}.{language}" for id in proposals} <= found
        assert {f"tjansteskrivelse-{board}.{language}" for board in proposals.values() if board} <= found
        assert {f"tjansteskrivelse.{language}", f"allmanheten.{language}"} <= found


def test_the_whole_document_has_a_page_for_every_proposal() -> None:
    """The decision document too: also those not proposed, barred and returned."""
    whole = next(make() for name, make in papers(example(), words) if name == "plan.sv")
    ids = {section.id for section in sections(whole)}
    assert {f"p-{p['id']}" for p in example()["portfolio"]["proposals"]} <= ids


def test_kronor_to_boards_add_up_to_what_each_fund_grants() -> None:
    """The numbers of the decision, read back from its sentences, are those of the plan's fund rows."""
    document = made(example())["tjansteskrivelse.sv"]
    points = next(b for b in all_blocks(document) if isinstance(b, Points) and b.ordered).items
    granted: dict[str, int] = {}
    for row in example()["plan"]["fund_rows"]:
        granted[row["fund"]] = granted.get(row["fund"], 0) + row["granted"]
    told = [_kronor(text) for text in points if text.count("kronor") > 1]

    assert [sums[0] for sums in told] == list(granted.values())
    years = [
        len({r["year"] for r in example()["plan"]["fund_rows"] if r["fund"] == f and r["granted"]}) for f in granted
    ]
    for sums, count in zip(told, years, strict=True):
        assert sum(sums[1 : count + 1]) == sums[0]
        assert sum(sums[count + 1 :]) == sums[0]


def _kronor(text: str) -> list[int]:
    return [int(re.sub(r"\s", "", n)) for n in re.findall(r"([\d\s\u00a0]+)\u00a0kronor", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_elected_layperson_reads_it_in_ten_minutes(language: Language) -> None:
    """At 200 words a minute; the page for the public in two minutes, an answer in under three."""
    found = {name: " ".join(lines(d)).count(" ") for name, d in made(record()).items() if name.endswith(language)}
    assert found[f"tjansteskrivelse.{language}"] <= 2_000
    assert found[f"allmanheten.{language}"] <= 400
    assert max(n for name, n in found.items() if name.startswith("svar/")) <= 500


def text_of(section: str, board: str = "", **by_language: str) -> dict[str, Any]:
    """A written text as the record has it."""
    who = {"author": "Maria Ek, utvecklingsstrateg", "date": "2026-11-20"}
    return {"section": section, "board": board, **who, "by_language": by_language}


def section_text(document: Document, id: str) -> str:
    """What stands in one section."""
    return " ".join(text for s in sections(document) if s.id == id for b in blocks(s.blocks) for text in _lines(b))


def test_what_nobody_has_written_is_told_to_be_missing() -> None:
    """The assessment and the best interests of the child are no matter for a program."""
    document = made(record())["tjansteskrivelse.sv"]
    assert section_text(document, "assessment").startswith("Saknas.")
    assert section_text(document, "best-interests").endswith("räknas inte fram.")
    assert section_text(document, "other-perspectives") == ""


def test_a_text_of_nothing_visible_is_missing() -> None:
    """Whoever signed it: a slot with marks of direction alone is not written, nor is a language of it."""
    data = record()
    data["portfolio"]["texts"] = [
        text_of("assessment", sv="\u200f\u200b", en="\n\n\u00a0"),
        text_of("best_interests", sv="\u200b", en="Well seen to."),
    ]
    document = made(data)["tjansteskrivelse.sv"]

    assert section_text(document, "assessment").startswith("Saknas.")
    assert "Well seen to." in section_text(document, "best-interests")


def test_what_a_named_person_writes_stands_in_its_own_paper_with_name_and_day() -> None:
    """The executive board's and each board's are apart; an empty line begins a paragraph."""
    data = record()
    data["portfolio"]["texts"] = [
        text_of("assessment", sv="Första stycket.\n\nAndra\nstycket."),
        text_of("assessment", "socialnamnden", sv="Nämndens."),
        text_of("other_perspectives", sv="Jämställdhet."),
    ]
    found = made(data)

    told = section_text(found["tjansteskrivelse.sv"], "assessment")
    assert (
        told.replace("\u00a0", " ") == "Första stycket. Andra stycket. Maria Ek, utvecklingsstrateg, 20 november 2026"
    )
    assert section_text(found["tjansteskrivelse-socialnamnden.sv"], "assessment").startswith("Nämndens.")
    assert section_text(found["tjansteskrivelse.sv"], "other-perspectives").startswith("Jämställdhet.")


def test_a_text_without_translation_is_named_and_marked() -> None:
    """The other language stands in its place, told to be so, and marked for a screen reader."""
    data = record()
    data["portfolio"]["texts"] = [text_of("assessment", sv="Planen är rimlig.")]
    page = render_html(made(data)["tjansteskrivelse.en"], TEMPLATES)

    assert "An English translation is missing." in page
    assert re.search(r'<p lang="sv"[^>]*>Planen är rimlig.</p>', page)


@pytest.mark.parametrize(
    ("as_of", "economy", "social"),
    [("2017-12-31", "1991:900", False), ("2018-01-01", "2017:725", False), ("2025-07-01", "2017:725", True)],
)
def test_laws_are_those_of_the_day_of_the_record(as_of: str, economy: str, social: bool) -> None:
    """The Local Government Act of 2017 is in force from 2018, the Social Services Act of 2025 from 1 July that year."""
    data = record()
    data["portfolio"]["as_of"] = as_of
    told = section_text(made(data)["tjansteskrivelse.sv"], "bakgrund")

    assert economy in told
    assert ("2025:400" in told) is social


def test_a_plan_without_proof_claims_none() -> None:
    """Neither memo nor answers say that the plan is the most valuable where that is not proved."""
    data = record()
    data["plan"] |= {"status": "feasible", "confirmed": "none", "bound": data["plan"]["objective"] + 1}
    told = {name: " ".join(lines(d)) for name, d in made(data).items() if name.endswith("sv")}

    assert [name for name, text in told.items() if "bevisat optimal" in text or "Beviset gäller" in text] == []
    assert "som hann sökas" in told["svar/coacher.sv"]
    assert "som hann sökas" in told["allmanheten.sv"]


def test_papers_are_made_without_a_plan() -> None:
    """Where no plan keeps the limits the memo says so and no answer claims one."""
    data = {**record(), "plan": None, "conflict": ["fund:medel:2027"]}
    found = made(data)

    assert "Det finns ingen plan" in " ".join(lines(found["tjansteskrivelse.sv"]))
    assert "ännu ingen plan" in " ".join(lines(found["svar/coacher.sv"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_value_is_generated(language: Language) -> None:
    """Generated text judges nothing (convention §29); the best interests of the child is a term of law."""
    term = r"barnets bästa|best interests of the child"
    told = re.sub(term, "", TEMPLATES[f"words/papers.{language}.yaml"], flags=re.I)
    judging = r"\b(bra|bäst|bästa|dålig|tyvärr|lyckad|good|best|bad|unfortunately|excellent|poor)\b"
    assert re.findall(judging, re.sub(r"^#.*$", "", told, flags=re.M), flags=re.I) == []


def test_every_page_closes_what_it_opens_and_links_to_itself() -> None:
    """Elements in order, unique ids, links that lead somewhere, captions on tables, nothing loaded."""
    for name, document in made(record()).items():
        outline = Outline(render_html(document, TEMPLATES))
        assert (outline.unbalanced, outline.open, outline.addresses) == ([], [], []), name
        assert set(outline.links) <= set(outline.ids), name
        assert len(outline.ids) == len(set(outline.ids)), name
        assert all(outline.captioned), name


def test_markup_in_a_title_is_text() -> None:
    """A title with markup, braces and a closing script never becomes markup."""
    data = json.loads(json.dumps(record()))
    hostile = "</script><img src=x onerror=y>{{ 7*7 }} {title} \u202e🙂"
    for proposal in data["portfolio"]["proposals"]:
        proposal["title"] += hostile
    for document in made(data).values():
        outline = Outline(render_html(document, TEMPLATES))
        assert not {"script", "img"} & set(outline.tags)


def test_a_file_name_is_one_on_any_computer() -> None:
    """What a disk refuses in a name is an underscore, letters of any language stay, and no two are alike."""
    told = file_names(["a/b\\c:d*.", "lästräning-1.b", "LÄSTRÄNING-1.B", "a_b_c_d_", "Con.x", "com7", "é" * 100, "..."])

    assert list(told.values()) == [
        "a_b_c_d_",
        "lästräning-1.b",
        "LÄSTRÄNING-1.B-2",
        "a_b_c_d_-2",
        "_Con.x",
        "_com7",
        "é" * 60,
        "_",
    ]


def cells(document: Document) -> list[Cell]:
    """Every cell of every table."""
    return [c for b in all_blocks(document) if isinstance(b, Table) for row in b.rows for c in row.cells]


def test_no_cell_links_out_of_its_paper() -> None:
    """Sections of proposals stand in the appendix alone."""
    assert [c.link for d in made(record()).values() for c in cells(d) if c.link] == []


def test_the_board_is_told_of_decisions_money_and_dates_that_the_calculation_does_not_settle() -> None:
    """Who decided that a proposal is in, what it costs, money that others grant, and dates that did not move (§21)."""
    data = example()
    decision = {"proposal": "valdsforebyggande", "decision": "in", "by": "KF § 112", "price": 1_564_793, "exact": True}
    explained = {**(data.get("explained") or {}), "overrides": {"decisions": [decision]}}
    told = {
        name: " ".join(lines(paper)).replace("\u00a0", " ")
        for name, paper in made({**data, "explained": explained}).items()
    }
    decided = "ingår enligt beslut: KF § 112. Utan beslutet vore planen värd 1,6 miljoner kronor mer."

    assert decided in told["tjansteskrivelse.sv"]
    assert decided in told["allmanheten.sv"]
    assert "I pengar som kan tas hem: −3,4 miljoner kronor" in told["tjansteskrivelse.sv"]
    assert "Datumen för uppföljning är inte flyttade" in told["tjansteskrivelse.sv"]
    assert "om Regionen beviljar pengarna" in told["tjansteskrivelse-socialnamnden.sv"]
    assert "Vem som bett om förslaget" not in told["svar/valdsforebyggande.sv"]


@pytest.mark.parametrize(
    ("language", "chosen", "decided"),
    [
        ("sv", "beräknas vara värd mest", "Bara ett nytt beslut ändrar svaret."),
        ("en", "worth the most", "Only a new decision changes the answer."),
    ],
)
def test_the_answer_to_what_is_decided_gives_no_other_reason(language: Language, chosen: str, decided: str) -> None:
    """Not that it is worth the most, nor what figures would change it; others are told that and not this."""
    told = {name: " ".join(lines(paper)) for name, paper in made(example()).items()}
    ours, other = (told[f"svar/{id}.{language}"] for id in ("valdsforebyggande", "familjecoacher"))

    assert decided in ours
    assert chosen not in ours
    assert decided not in other
    assert chosen in other
