"""One HTML file per language: complete, escaped, and readable by those who do not see it."""

import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import html, read_templates
from prioritizer.report.cleaned import cleaned
from tests.report.outline import Outline
from tests.report.sample import record

REPORTS = Path(__file__).parents[2] / "reports"
GOLDEN = Path(__file__).parent / "golden"
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def page(language: Language = "sv", **changes: Any) -> str:
    """The document of the sample, with parts of the record replaced."""
    return html({**record(), **changes}, language, REPORTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_is_as_it_was(language: Language) -> None:
    """Headings, captions and folds stand in the order that somebody reviewed."""
    golden = GOLDEN / f"outline.{language}.txt"
    found = "\n".join(Outline(page(language)).lines) + "\n"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_stands_alone(language: Language) -> None:
    """No other file and no address is loaded."""
    outline = Outline(page(language))
    assert outline.addresses == []
    assert not {"img", "link", "iframe", "object"} & set(outline.tags)
    assert "@import" not in page(language)
    assert "url(" not in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_caption_and_scoped_heads(language: Language) -> None:
    """A reader who hears the table is told what it is and what heads each cell."""
    outline = Outline(page(language))
    assert all(outline.captioned)
    assert outline.captioned
    assert outline.heads_without_scope == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_and_ids_are_unique(language: Language) -> None:
    """Each link has its section; no id stands twice; elements close in order."""
    outline = Outline(page(language))
    assert set() == set(outline.links) - set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))
    assert (outline.unbalanced, outline.open) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_declared(language: Language) -> None:
    """A screen reader is told which language to speak."""
    assert f'<html lang="{language}">' in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_in_any_text_is_shown_as_text(language: Language) -> None:
    """Hostile titles, ids, notes and figures of speech never become markup."""
    hostile = '<script>alert(1)</script>"><img src=x onerror=y> {{ 7*7 }} {title}'
    made = _poisoned(record(), hostile)
    outline = Outline(html(made, language, REPORTS))
    assert outline.tags.count("script") == 2
    assert "img" not in outline.tags
    assert "{{ 7*7 }} {title}" in "".join(outline.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_reach_the_script_as_data_and_no_other_script_may_run(language: Language) -> None:
    """The data is JSON that no tag can end; the policy of the page lets the shipped script run, by its hash."""
    hostile = "</script><script>alert(1)</script><!--\u2028\u202e&lt;{{ 7*7 }}"
    found = html(_poisoned(record(), hostile), language, REPORTS)
    data, script = Outline(found).scripts
    shipped = (REPORTS / "html" / "page.js").read_text(encoding="utf-8")
    allowed = b64encode(sha256(shipped.encode()).digest()).decode()

    assert json.loads(data)["proposals"]["coacher"]["says"].count(cleaned(hostile)) > 1
    assert not {"<", ">", "&"} & set(data)
    assert script == shipped
    assert f'script-src &#39;sha256-{allowed}&#39;">' in found
    assert not re.search(
        r"\beval\b|new Function|innerHTML|insertAdjacentHTML|document\.write|fetch\(|XMLHttp|import\(", script
    )


def test_the_same_record_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine enters (convention §28)."""
    assert page() == page()


def test_charts_have_words_and_a_table() -> None:
    """Each curve has a name and a description, and its figures stand in a table."""
    found = page()
    assert found.count('role="img"') == found.count("<desc") >= 2
    assert "Kurvan går från 2027 till 2029." in found
    assert "puckel-tabell" in found


def test_every_proposal_has_a_section_whatever_became_of_it() -> None:
    """None disappears: chosen, not chosen, barred and returned all have theirs (convention §13)."""
    ids = Outline(page()).ids
    assert {"p-coacher", "p-lasning", "p-arena", "p-falt", "p-digital"} <= set(ids)


def test_swedish_notes_in_the_english_document_are_marked() -> None:
    """A screen reader is told that the round's own notes are in Swedish."""
    made = record()
    made["portfolio"]["notes"] = "Förslagen är påhittade."
    assert '<p lang="sv">Förslagen är påhittade.</p>' in html(made, "en", REPORTS)
    assert "<p>Förslagen är påhittade.</p>" in html(made, "sv", REPORTS)


def test_a_template_cannot_reach_the_program() -> None:
    """Templates run in a sandbox, for a workspace may come from outside."""
    from prioritizer.report import document, read_words, render_html
    from prioritizer.report.words import BrokenTemplate

    templates = dict(read_templates(REPORTS))
    printed = document(record(), "sv", read_words(templates, "sv"))
    templates["html/page.html.j2"] = "{{ document.__class__.__mro__ }}"
    with pytest.raises(BrokenTemplate, match="unsafe"):
        render_html(printed, templates)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_value_is_generated(language: Language) -> None:
    """Generated text judges nothing (convention §29)."""
    words = read_templates(REPORTS)[f"words/{language}.yaml"]
    judging = r"\b(bra|bäst|bästa|dålig|tyvärr|lyckad|good|best|bad|unfortunately|excellent|poor)\b"
    assert re.findall(judging, re.sub(r"^#.*$", "", words, flags=re.M), flags=re.I) == []


def _poisoned(data: Any, text: str) -> Any:
    """The record with text put into every free text."""
    free = {"title", "note", "notes", "organisation", "why", "says", "basis", "unit", "article", "who", "when", "hash"}
    if isinstance(data, dict):
        return {k: _hostile(v, text) if k in free else _poisoned(v, text) for k, v in data.items()}
    return [_poisoned(one, text) for one in data] if isinstance(data, list) else data


def _hostile(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {k: _hostile(v, text) for k, v in value.items()}
    return f"{value}{text}" if isinstance(value, str) else value
