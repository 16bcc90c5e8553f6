"""axe-core finds nothing on a page, in both languages, light and dark, with everything open and a change tried."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report.html import html, render_html
from tests.conftest import ROOT
from tests.report.sample import record
from tests.report.test_papers import TEMPLATES
from tests.report.test_papers import made as papers_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# axe cannot tell the contrast of text on a gradient, as the shadow at the edge of a wide table is, or below a bar.
SEEN_BY_AXE = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync('.scroll { background: none !important } .answer { position: static !important }');
  document.adoptedStyleSheets = [style];
  document.querySelectorAll('details').forEach(d => d.open = true);
  document.querySelector('.tick input')?.click();
}"""


def found(page: "Page", **options: Any) -> list[str]:
    """What axe-core complains of, and the texts of which it could not decide the contrast, but for those in charts."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    told = axe.run(page, options={"resultTypes": ["violations", "incomplete"], **options}).response
    undecided = [one for one in told["incomplete"] if one["id"] == "color-contrast"]
    nodes = ((one["id"], node["html"]) for one in (*told["violations"], *undecided) for node in one["nodes"])
    return [f"{rule}: {markup[:200]}" for rule, markup in nodes if not markup.startswith("<text")]


def opened(browser: "Browser", folder: Path, made: dict[str, Any], language: Language) -> "Page":
    """A page with everything open and one proposal ticked."""
    path = folder / f"plan.{language}.html"
    path.write_text(html(made, language, ROOT / "reports"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.goto(path.as_uri())
    page.evaluate(SEEN_BY_AXE)
    return page


@pytest.mark.parametrize(("language", "plan"), [("sv", True), ("en", True), ("sv", False)])
def test_axe_finds_nothing(browser: "Browser", tmp_path: Path, language: Language, plan: bool) -> None:
    """Every rule of axe-core, WCAG and good practice, with a plan and without; colours come below."""
    made = record() if plan else {**record(), "plan": None}
    page = opened(browser, tmp_path, made, language)
    complaints = found(page, rules={"color-contrast": {"enabled": False}})
    page.close()

    assert complaints == []


def test_every_text_stands_out_from_what_is_behind_it(browser: "Browser", tmp_path: Path) -> None:
    """Light and dark, of everything but the proposals after the first, which are coloured as it is."""
    page = opened(browser, tmp_path, record(), "sv")
    page.evaluate("document.querySelectorAll('.proposal ~ .proposal').forEach(p => p.remove())")
    complaints = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        complaints += found(page, runOnly=["color-contrast"])
    page.close()

    assert complaints == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_memos_answers_and_the_public_page_are_as_open_to_all(
    browser: "Browser", tmp_path: Path, language: Language
) -> None:
    """One of each kind of paper: axe-core finds nothing, light or dark, and on the narrowest phone none is wider."""
    kinds = ("tjansteskrivelse.", "tjansteskrivelse-", "allmanheten.", "svar/coacher.", "svar/falt.")
    papers = {name: paper for name, paper in papers_of(record()).items() if name.endswith(f".{language}")}
    shown = [next(paper for name, paper in papers.items() if name.startswith(kind)) for kind in kinds]
    page = browser.new_page()
    complaints, wider = [], []
    for paper in shown:
        page.set_viewport_size({"width": 320, "height": 900})
        path = tmp_path / "paper.html"
        path.write_text(render_html(paper, TEMPLATES), encoding="utf-8")
        page.goto(path.as_uri())
        wider.append(page.evaluate("document.documentElement.scrollWidth > 320"))
        # Of what stands beyond an edge axe cannot tell the contrast.
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate(SEEN_BY_AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            complaints += found(page)
    page.close()

    assert complaints == []
    assert not any(wider)
