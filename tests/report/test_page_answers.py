"""The page answers while one looks at it, by mouse and keyboard, from what stands in the record."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prioritizer.report.html import html
from tests.conftest import ROOT
from tests.report.sample import record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def round_with_a_curve() -> dict[str, Any]:
    """The sample: at half the money the arena instead of the coaches; just below all of it, between two amounts."""
    made = record()
    (half, *_, most) = made["explained"]["frontier"]
    half["selected"] = [{"proposal": "arena", "alternative": None, "start_year": 2027}]
    half["selected"] += [s for s in made["plan"]["selected"] if s["proposal"] == "lasning"]
    most |= {"exact": False, "low": 5_000_700, "high": 6_000_000}
    made["explained"]["curve"]["stretches"] = [
        {
            "from": 0.5,
            "to": 0.51,
            "from_open": False,
            "to_open": True,
            "low": 3_000_700,
            "high": 3_000_700,
            "exact": True,
        },
        {"from": 0.51, "to": 1.5, "from_open": False, "to_open": False, "low": 3_000_700, "high": 4e6, "exact": False},
    ]
    return made


@pytest.fixture(scope="module")
def opened(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Page]":
    """The Swedish page, loaded once."""
    path: Path = tmp_path_factory.mktemp("sidan") / "plan.sv.html"
    path.write_text(html(round_with_a_curve(), "sv", ROOT / "reports"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    yield page
    page.close()


@pytest.fixture
def page(opened: "Page") -> "Page":
    """The page as it is when it has just been read."""
    opened.evaluate("location.hash = ''")
    opened.reload()
    return opened


def order(page: "Page") -> list[str]:
    """The proposals that the table shows, in order."""
    links: list[str] = page.evaluate(
        "[...document.querySelectorAll('#alla-tabell tbody tr:not([hidden]) th a')].map(a => a.hash.slice(3))"
    )
    return links


def said(page: "Page", selector: str) -> str:
    """The text of one element with ordinary spaces."""
    return (page.text_content(selector) or "").replace("\u00a0", " ").replace("\u00ad", "").strip()


def money(page: "Page", value: int) -> None:
    """Move the budget to one place of its scale."""
    page.evaluate(
        "n => { const s = document.getElementById('medel-skala'); s.value = n; s.dispatchEvent(new Event('input')); }",
        value,
    )


def test_a_column_is_sorted_from_the_keyboard_and_that_is_said(page: "Page") -> None:
    """Figures fall first, then rise; aria-sort and the live region tell; the plan's own row stays last."""
    nnv = {v["proposal"]: v["nnv"] for v in record()["values"]}
    expected = sorted((id for id in nnv if nnv[id] is not None), key=lambda id: -nnv[id])
    page.focus("#alla-tabell thead th:nth-child(4) button")
    page.keyboard.press("Enter")
    falling, heard = order(page), said(page, "#verktyg-svar")
    page.keyboard.press("Enter")
    rising = order(page)

    assert [id for id in falling if id in expected] == expected
    assert heard == "Ordnad efter Nettonuvärde, fallande."
    assert [id for id in rising if id in expected] == expected[::-1]
    assert page.get_attribute("#alla-tabell thead th:nth-child(4)", "aria-sort") == "ascending"
    assert "Hela planen" in said(page, "#alla-tabell tbody tr:last-child")


def test_unknown_figures_come_last_whichever_way(page: "Page") -> None:
    """Missing is not zero, and neither the most nor the least (§25)."""
    unknown = page.evaluate(
        "[...document.querySelectorAll('#alla-tabell tbody tr:not(.total)')].filter(r => !r.cells[8].dataset.order)"
        ".map(r => r.cells[0].querySelector('a').hash.slice(3))"
    )
    page.click("#alla-tabell thead th:nth-child(9) button")
    falling = order(page)
    page.click("#alla-tabell thead th:nth-child(9) button")
    rising = order(page)

    assert 0 < len(unknown) < len(falling)
    assert set(falling[-len(unknown) :]) == set(rising[-len(unknown) :]) == set(unknown)


def test_names_are_sorted_as_the_language_has_them(page: "Page") -> None:
    """Ä comes after the other letters in Swedish, and back again by the button."""
    before = order(page)
    page.click("#alla-tabell thead th:nth-child(1) button")
    sorted_by_name = order(page)
    page.click("#verktyg [name=reset]")

    assert sorted_by_name[-1] == "arena"
    assert order(page) == before


def test_the_table_is_filtered_by_text_outcome_and_bounds(page: "Page") -> None:
    """Each filter leaves the rows that it says, and how many is said."""
    page.fill("#verktyg [name=search]", "COACH")
    by_text, heard = order(page), said(page, "#verktyg-svar")
    page.fill("#verktyg [name=search]", "")
    page.select_option("#verktyg [name=outcome]", "avvisat")
    by_outcome = order(page)
    page.click("#verktyg [name=reset]")
    page.select_option("#verktyg [name=column]", label="Nettonuvärde")
    page.fill("#verktyg [name=least]", "1 800,3")
    by_least = order(page)
    page.fill("#verktyg [name=most]", "3000")

    assert (by_text, heard) == (["coacher"], "1 av 5 förslag visas.")
    assert by_outcome == ["falt"]
    assert set(by_least) >= {"coacher", "lasning"}
    assert order(page) == [id for id in by_least if id != "coacher"]
    assert said(page, "#verktyg-enhet") == "tkr"


def test_what_is_no_number_is_said(page: "Page") -> None:
    """A bound that cannot be read hides nothing."""
    page.select_option("#verktyg [name=column]", label="Nettonuvärde")
    page.fill("#verktyg [name=least]", "mycket")

    assert "Skriv ett tal" in said(page, "#verktyg-svar")
    assert page.get_attribute("#verktyg [name=least]", "aria-invalid") == "true"
    assert len(order(page)) == 5


def test_one_view_or_one_actor_takes_the_place_of_the_four(page: "Page") -> None:
    """The other columns go; an actor's figures are those of the table of actors, and are what is sorted by."""
    page.select_option("#verktyg [name=view]", label="Egna kassan, hela perioden")
    shown = page.evaluate("[...document.querySelectorAll('#alla-tabell thead th')].filter(h => !h.hidden).length")
    actor = said(page, "#alla-aktorer thead th:nth-child(2)")
    page.select_option("#verktyg [name=view]", label=actor)
    figures = page.evaluate(
        "['alla-tabell', 'alla-aktorer'].map((id, n) => [...document.querySelectorAll(`#${id} tbody tr`)]"
        ".map(r => r.cells[n ? 1 : 3].textContent))"
    )

    assert shown == 6
    assert figures[0] == figures[1]
    assert said(page, "#alla-tabell thead th:nth-child(4)") == actor
    assert said(page, "#verktyg-svar") == f"Tabellen visar nettonuvärde för {actor}."


def test_one_proposal_ticked_out_has_its_price_and_who_comes_in(page: "Page") -> None:
    """The sentence of its margin, the plan's value then, the rows that change, and the command."""
    page.focus("[data-then] [aria-label*='Familjecoacher']")
    page.keyboard.press("Space")

    assert "Utan förslaget blir planens värde 2,9 miljoner kronor lägre." in said(page, "#svar [role=status]")
    assert "Planens värde blir 2,1 miljoner kronor i stället för 5,0 miljoner kronor." in said(page, "#svar")
    assert page.get_attribute("tr[data-then=goes] a", "href") == "#p-coacher"
    assert page.get_attribute("tr[data-then=comes] a", "href") == "#p-arena"
    assert said(page, "#svar code").endswith("what-if portfolios/prov --out coacher")


def test_several_ticked_give_the_command_and_no_price(page: "Page") -> None:
    """What they give together is not in the record, and is not guessed."""
    page.click("[aria-label*='Familjecoacher']")
    page.click("[aria-label*='Äventyrsarena']")

    assert said(page, "#svar [role=status]").startswith("Vad flera ändringar ger tillsammans")
    assert said(page, "#svar code").endswith(" --in arena --out coacher")
    assert page.evaluate("document.querySelectorAll('.then').length") == 0


def test_going_back_leaves_the_plan_as_it_is_proposed(page: "Page") -> None:
    """Ticks and money return, focus stays where it was used, and that nothing is changed is heard."""
    page.click("[aria-label*='Familjecoacher']")
    money(page, 0)
    page.click("#svar [name=back]")

    assert page.is_checked("[aria-label*='Familjecoacher']")
    assert said(page, "output").startswith("100 %")
    assert said(page, "#svar [role=status]").startswith("Ingenting är ändrat")
    assert page.evaluate("document.activeElement.id") == "medel-skala"


def test_the_money_is_moved_with_the_arrow_keys(page: "Page") -> None:
    """A step is half a per cent; it is heard in words, and the command has the same budget."""
    page.focus("#medel-skala")
    page.keyboard.press("ArrowRight")

    assert page.get_attribute("#medel-skala", "aria-valuetext") == "100,5\u00a0% (8,0\u00a0miljoner\u00a0kronor)"
    assert said(page, "#svar code").endswith("--budget=+0.5%")


def test_a_computed_point_is_exact_and_names_who_comes_and_goes(page: "Page") -> None:
    """At half the money: its worth, the difference, and both proposals."""
    money(page, 0)

    told = said(page, "#svar [role=status]")
    assert "blir planens värde 3,0 miljoner kronor, 2,0 miljoner kronor mindre än i den föreslagna planen." in told
    assert said(page, ".moves").replace("\n", "") == "Kommer inÄventyrsarenaUtgårFamiljecoacher"
    assert page.get_attribute("tr[data-then=comes] a", "href") == "#p-arena"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, "blir planens värde 3,0 miljoner kronor, 2,0 miljoner kronor mindre"),
        (2, "blir planens värde mellan 3,0 miljoner kronor och 4,0 miljoner kronor."),
        (7, "blir planens värde mellan 3,0 miljoner kronor och 4,0 miljoner kronor."),
        (200, "blir planens värde mellan 5,0 miljoner kronor och 6,0 miljoner kronor."),
    ],
)
def test_between_points_stands_what_is_proved(page: "Page", place: int, expected: str) -> None:
    """One amount inside an exact stretch, two at its end, in an open one, and at a point that is not exact."""
    money(page, place)

    assert expected in said(page, "#svar [role=status]")


def test_the_keyboard_reaches_every_control_in_the_order_it_is_read(page: "Page") -> None:
    """The link past the head first; then search, bounds, money, heads and rows, and the answer last."""
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.check("[aria-label*='Äventyrsarena']")
    page.focus("#verktyg [name=search]")
    path = []
    for _ in range(40):
        path.append(
            page.evaluate(
                "(a => a.name || a.id || a.getAttribute('class') || a.type || a.hash || a.tagName)"
                "(document.activeElement)"
            )
        )
        page.keyboard.press("Tab")
    steps = ["search", "outcome", "view", "column", "least", "most", "reset", "medel-skala", "sort"]

    assert first == "skip"
    assert [name for name in dict.fromkeys(path) if name in steps] == steps
    assert path.count("sort") == 9
    assert path.index("checkbox") > path.index("sort")
    assert path.index("copy") < path.index("back")
    assert len(path) - 1 - path[::-1].index("checkbox") < path.index("copy")


def test_a_link_to_a_calculation_opens_it(page: "Page") -> None:
    """From the figure in the table, from an address, and again when it was closed meanwhile."""
    page.click("#alla-tabell a[href='#berakning-coacher']")
    opened = page.evaluate("document.getElementById('berakning-coacher').open")
    page.evaluate("document.getElementById('berakning-coacher').open = false")
    page.click("#alla-tabell a[href='#berakning-coacher']")
    page.wait_for_function("document.activeElement.parentElement.id === 'berakning-coacher'")

    assert opened
    assert page.evaluate("document.getElementById('berakning-coacher').open")


def test_an_address_with_a_calculation_opens_it(page: "Page") -> None:
    """As somebody follows a link from an e-mail."""
    page.goto(page.url.partition("#")[0] + "#berakning-lasning")
    page.reload()

    assert page.evaluate("document.getElementById('berakning-lasning').open")


def test_everything_is_opened_and_closed_at_once(page: "Page") -> None:
    """Two buttons in the contents."""
    page.click("[data-open=yes]")
    all_open = page.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")
    page.click("[data-open='']")

    assert all_open
    assert page.evaluate("[...document.querySelectorAll('details')].every(d => !d.open)")


def test_only_what_scrolls_is_a_stop_of_the_tab_key(page: "Page") -> None:
    """A table that is seen whole is not one."""
    page.wait_for_function("document.querySelector('.scroll').tabIndex === -1")
    wide, narrow = page.evaluate(
        "(() => { const all = [...document.querySelectorAll('.scroll')].filter(b => b.checkVisibility());"
        "return [true, false].map(over => all.filter(b => (b.scrollWidth > b.clientWidth) === over)"
        ".map(b => b.tabIndex)); })()"
    )

    assert set(wide) <= {0}
    assert set(narrow) == {-1}


def test_the_command_is_copied_or_selected(page: "Page") -> None:
    """Where the browser does not let a page write to the clipboard, the command is selected instead."""
    page.click("[aria-label*='Familjecoacher']")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    page.click("#svar [name=copy]")

    assert said(page, "#svar .buttons [role=status]") == "Kommandot är markerat. Kopiera det med Ctrl+C."
    assert page.evaluate("getSelection().toString()").endswith("--out coacher")


def test_without_scripts_everything_shows_and_no_control_does(browser: "Browser", opened: "Page") -> None:
    """The table, the actors and the calculation stand in the page; what needs the script is not seen."""
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(opened.url.partition("#")[0])

    assert still.is_visible("#alla-tabell")
    assert not still.is_visible("#verktyg")
    assert not still.is_visible("[data-all]")
    assert not still.is_visible("#svar")
    assert still.locator("summary", has_text="Vad varje förslag är värt för varje aktör").is_visible()
    context.close()
