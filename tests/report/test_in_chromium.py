"""The document as a browser shows it: Debian's Chromium, both languages, desktop and phone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prioritizer.model.rules import Language
from prioritizer.report.html import html
from tests.report.sample import record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]


def _open(browser: "Browser", folder: Path, language: Language, width: int) -> "tuple[Page, list[str]]":
    path = folder / f"plan.{language}.html"
    path.write_text(html(record(), language, ROOT / "reports"), encoding="utf-8")
    # A page that a test before this one has left open is no longer needed.
    for left in browser.contexts:
        left.close()
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    return page, complaints


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_never_scrolls_sideways(browser: "Browser", tmp_path: Path, language: Language, width: int) -> None:
    """Wide tables scroll in their own box, with every detail open too."""
    page, _ = _open(browser, tmp_path, language, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("document.querySelectorAll('.tick input').forEach(t => t.click())")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_no_controls_and_what_is_open(browser: "Browser", tmp_path: Path) -> None:
    """On the width of A4 within margins nothing is cut off, and a closed calculation stays closed."""
    page, _ = _open(browser, tmp_path, "sv", 680)
    page.emulate_media(media="print")
    page.evaluate("document.getElementById('berakning-coacher').open = true")

    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    for unseen in ("#verktyg", "#svar", "nav", ".skip", ".tick input", "#berakning-lasning table"):
        assert not page.locator(unseen).first.is_visible()
    assert page.is_visible("#berakning-coacher table >> nth=0")
    assert page.is_visible("#alla-tabell")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_asks_nothing_of_the_network(browser: "Browser", tmp_path: Path, language: Language) -> None:
    """One file, no request, no complaint from the browser (design §9)."""
    _, complaints = _open(browser, tmp_path, language, 1280)

    assert complaints == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_table_has_a_caption_and_every_chart_a_title(
    browser: "Browser", tmp_path: Path, language: Language
) -> None:
    """Nothing is told by looks alone (domain of accessibility: captions, scopes, text alternatives)."""
    page, _ = _open(browser, tmp_path, language, 1280)

    assert page.evaluate("[...document.querySelectorAll('table')].filter(t => !t.caption).length") == 0
    assert page.evaluate("[...document.querySelectorAll('th')].filter(t => !t.scope).length") == 0
    named = (
        "[...document.querySelectorAll('svg')].map(s => (s.getAttribute('aria-labelledby') || '?').split(' ')"
        ".every(id => document.getElementById(id)?.textContent.trim()))"
    )
    charts = page.evaluate(named)
    assert charts
    assert all(charts)
    assert page.get_attribute("html", "lang") == language


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_link_inside_the_page_leads_somewhere(browser: "Browser", tmp_path: Path, language: Language) -> None:
    """The table of contents and the tables link to sections that are there."""
    page, _ = _open(browser, tmp_path, language, 1280)
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )

    assert broken == []


BROKEN_WORDS = """() => {
  document.querySelectorAll('details').forEach(d => d.open = true);
  const found = [], range = document.createRange();
  for (const cell of document.querySelectorAll('th, dt')) {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[^\\s-]+/g)) {
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top)));
      if (lines.size > 1 && /^\\p{L}+$/u.test(word[0])) found.push(word[0]);
    }
  }
  return found;
}"""
"""Words of letters alone, no soft hyphen in them, that stand on two lines."""


def test_no_word_is_broken_without_a_hyphen_on_a_phone(browser: "Browser", tmp_path: Path) -> None:
    """Long names of actors and heads break at a soft hyphen, which is shown."""
    made = record()
    names = ["Försäkringskassan", "Arbetsförmedlingen", "Barn- och utbildningsnämnden"]
    for actor, name in zip(made["portfolio"]["actors"], names, strict=False):
        actor["title"] = name
    path = tmp_path / "namn.html"
    path.write_text(html(made, "sv", ROOT / "reports"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(path.as_uri())

    assert page.evaluate(BROKEN_WORDS) == []


def test_the_calculation_shows_figures_beside_its_rows_on_a_phone(browser: "Browser", tmp_path: Path) -> None:
    """The first effect's figures are seen without scrolling the table sideways."""
    page, _ = _open(browser, tmp_path, "sv", 390)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    right = (
        "[...document.querySelectorAll('[id^=\"e-\"] tbody td:nth-child(2)')].map(c => c.getBoundingClientRect().right)"
    )

    assert max(page.evaluate(right)) <= 390


TEXTS_OUTSIDE = """() => {
  document.querySelectorAll('details').forEach(d => d.open = true);
  const found = [];
  for (const svg of document.querySelectorAll('figure svg')) {
    if (!svg.getBoundingClientRect().width) continue;
    const frame = svg.viewBox.baseVal;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBBox();
      if (box.x < -1 || box.x + box.width > frame.width + 1 || box.y < -3 || box.y + box.height > frame.height + 3)
        found.push(text.textContent);
    }
  }
  return found;
}"""
"""Texts of charts that reach out of their drawing in the fonts of this machine."""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_text_of_a_chart_is_cut_off(browser: "Browser", tmp_path: Path, width: int) -> None:
    """What the estimate of a text's width promises holds in a browser, in the form that is shown there."""
    page, _ = _open(browser, tmp_path, "sv", width)

    assert page.evaluate(TEXTS_OUTSIDE) == []
    shown = page.evaluate(
        "[...document.querySelectorAll('figure.broad svg')].filter(s => s.getBoundingClientRect().width)"
    )
    assert shown
    assert page.evaluate("getComputedStyle(document.querySelector('svg.narrow')).display") == (
        "block" if width < 640 else "none"
    )


def test_points_of_a_chart_are_reached_by_keyboard_and_told(browser: "Browser", tmp_path: Path) -> None:
    """One stop of the Tab key for each chart; arrows go on, Escape hides what is told, and it never widens the page."""
    page, _ = _open(browser, tmp_path, "sv", 390)
    chart = page.locator("svg[aria-labelledby^='kurva-own']")
    note = page.locator("svg[aria-labelledby^='kurva-own'] + .told")
    names = chart.evaluate("svg => [...svg.querySelectorAll('circle')].map(c => c.textContent)")
    stops = chart.evaluate("svg => svg.querySelectorAll('[tabindex=\"0\"]').length")
    chart.locator("[tabindex='0']").focus()
    told = [note.inner_text()]
    for key in ("ArrowRight", "End", "ArrowRight", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        told.append(note.inner_text())

    assert stops == 1
    assert told == [names[at] for at in (0, 1, -1, -1, 0, 0)]
    assert note.is_visible()
    above, point = note.bounding_box(), chart.locator(":focus").bounding_box()
    assert above
    assert point
    assert 0 < point["y"] - (above["y"] + above["height"]) < 20
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    assert note.is_hidden()
