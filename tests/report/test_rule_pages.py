"""A page for each rule says what the rule says, in both languages, and the shipped ones are current."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.cli.rule_files import check_files, made_files, write_files
from prioritizer.model.fault import InputFaults
from prioritizer.model.rules import Language
from prioritizer.reading.library import Library, read_library
from prioritizer.report.rule_markdown import escaped, markdown, page_files
from prioritizer.report.rule_page import Page
from prioritizer.report.rule_pages import Pages
from tests.conftest import ROOT

LANGUAGES: tuple[Language, ...] = ("sv", "en")


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped rules."""
    return read_library(ROOT)


def page(library: Library, path: str, language: Language = "sv") -> Page:
    """One page of a language by its path."""
    return next(page for page in Pages(library, language).all() if page.path == path)


def told(library: Library, path: str, language: Language = "sv") -> str:
    """A page as Markdown, with plain spaces."""
    return markdown(page(library, path, language), language).replace("\N{NO-BREAK SPACE}", " ")


def test_shipped_pages_and_schemas_are_current() -> None:
    """What `rules pages --check` says of the repository: nothing is missing, out of date or left over."""
    assert check_files(ROOT) == len(made_files(ROOT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_page_and_a_line_of_the_index(library: Library, language: Language) -> None:
    """Each rule file but overlays has one page, and the index links to it."""
    rules = ROOT / "rules"
    written = {
        path.relative_to(rules).as_posix().removesuffix(".yaml")
        for folder in ("criteria", "limits", "parameters", "prices")
        for path in (rules / folder).rglob("*.yaml")
        if not path.name.endswith(".test.yaml") and "overlays" not in path.parts
    }
    files = page_files(library)
    linked = re.findall(r"\]\((\S+)\.md\)", files[f"{language}/README.md"])

    assert written == {
        name.removesuffix(".md").removeprefix(f"{language}/") for name in files if name.startswith(language)
    } - {"README"}
    assert sorted(written) == sorted(linked)


def test_links_lead_to_files() -> None:
    """Every link of a page leads to a file of the workspace."""
    pages = ROOT / "rules" / "pages"
    broken = [
        f"{path.relative_to(pages)}: {link}"
        for path in pages.rglob("*.md")
        for link in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8"))
        if not (path.parent / link).is_file()
    ]

    assert broken == []


def test_a_criterion_has_every_heading(library: Library) -> None:
    """What, why, strength, examples, source, since when, and last checked."""
    headings = re.findall("^## (.+)$", told(library, "criteria/always/legal_basis.md"), re.MULTILINE)

    assert headings == [
        "Vad som krävs",
        "Varför",
        "Styrka",
        "Ett exempel som uppfyller",
        "Ett exempel som inte uppfyller",
        "Källa",
        "Gäller från",
        "Senast kontrollerad",
    ]


@pytest.mark.parametrize(
    ("path", "sv", "en"),
    [
        (
            "always/legal_basis",
            "Rättslig grund är något annat än ingen alls.",
            "Legal basis is other than none at all.",
        ),
        (
            "always/system_questions_answered",
            "uppgift om rätt styrsystem finns",
            "view on the right steering is stated",
        ),
        (
            "gavleborg/evidence_or_link",
            "uppgift om samband mellan insats och verkan finns",
            "link from measure to effect is stated",
        ),
        (
            "norrkoping/lowers_municipal_cost",
            "Väntad verkan på kommunens kostnader är antingen en sänkning eller en dämpning.",
            "Expected effect on the costs of the municipality is either a reduction or a dampening.",
        ),
        (
            "norrkoping/new_thinking",
            "Svaret på «prövning av ny metod» är ja.",
            "The answer to 'trial of a new method' is yes.",
        ),
    ],
)
def test_words_of_the_vocabulary_fit_the_sentences(path: str, sv: str, en: str, library: Library) -> None:
    """A word is a noun that reads well after «uppgift om» and before «är»."""
    assert sv in told(library, f"criteria/{path}.md")
    assert en in told(library, f"criteria/{path}.md", "en")


@pytest.mark.parametrize(
    ("path", "sv", "en"),
    [
        ("tax_factor", "1,3 gånger", "1.3 times"),
        ("reserve_price", "0 kr i värde per beviljad krona", "0 SEK of value per granted krona"),
        ("price_index", "indexenheter (1980 = 100, årsmedel)", "index points (1980 = 100, annual mean)"),
    ],
)
def test_units_read_well_after_a_number(path: str, sv: str, en: str, library: Library) -> None:
    """The number and its unit are one phrase."""
    assert sv in told(library, f"parameters/{path}.md")
    assert en in told(library, f"parameters/{path}.md", "en")


def test_examples_are_the_tests_beside(library: Library) -> None:
    """The first case that holds, and the first that fails, with what the rule asks for."""
    said = told(library, "criteria/always/legal_basis.md")

    assert "## Ett exempel som uppfyller\n\n- rättslig grund: kommunallagen 2 kap. 1 §\n" in said
    assert "## Ett exempel som inte uppfyller\n\n- rättslig grund: ingen alls\n" in said


def test_what_cannot_be_decided_is_told_where_no_test_fails(library: Library) -> None:
    """A criterion that only asks for a fact has an example without it."""
    said = told(library, "criteria/boundary_drawn.md", "en")

    assert "## An example that cannot be decided\n\n- boundary is not stated\n" in said


def test_an_example_of_a_limit_is_a_plan(library: Library) -> None:
    """Each chosen proposal with its granted kronor, to the krona."""
    said = told(library, "limits/high_risk_share.md")

    assert "- ett valt förslag: beviljat 2 000 001 kr, riskklass: hög\n" in said


def test_an_assumption_says_so(library: Library) -> None:
    """On the page of the number, of the rule that uses it, and in the index; a number with a source does not."""
    assert "> Antagande." in told(library, "parameters/high_risk_cap.md")
    assert "> Antagande." in told(library, "limits/high_risk_share.md")
    assert "Märkning: antagande." in told(library, "limits/high_risk_share.md")
    assert "> Antagande." not in told(library, "parameters/discount_rate.md")
    index = page_files(library)["sv/README.md"]
    assert re.search(r"high_risk_cap\.md\) – .*antagande$", index, re.MULTILINE)


def test_a_part_that_is_assumed_is_told_in_a_box(library: Library) -> None:
    """What of a criterion is ours, and which parts of a price with a source; one without is an assumption whole."""
    drawn = next(c for c in library.sets["default"] if c.id == "boundary_drawn")

    assert f"> Antagande. {drawn.assumption['sv']}\n" in told(library, "criteria/boundary_drawn.md")
    box = "> Antagande. Priset har en källa, men detta är antaganden: hemtagbar andel"
    assert box in told(library, "prices/foster_home_day.md")
    assert "Priset har en källa" not in told(library, "prices/eviction.md")
    index = page_files(library)["en/README.md"]
    assert re.search(r"boundary_drawn\.md\) – should, part assumption$", index, re.MULTILINE)


def test_a_parameter_tells_each_value_its_overlays_and_its_users(library: Library) -> None:
    """The discount rate of TLV stands beside the base, and the ceiling names the limit that uses it."""
    rate = told(library, "parameters/discount_rate.md")

    assert "- Från 1 januari 2016: 3,5 % (andel per år, realt). Märkning: läst i källan." in rate
    assert "(tlv): 3 %" in rate
    assert "- Tak för andelen i riskklass hög" in told(library, "parameters/high_risk_cap.md")


def test_a_page_depends_on_no_day(library: Library) -> None:
    """A number that changes is written with the day of each value, on the limit, on the number and in the index."""
    cap = library.parameters["high_risk_cap"]
    later = replace(cap.values[0], since=date(2028, 1, 1), value=Decimal("0.7"))
    changed = replace(library, parameters={**library.parameters, cap.id: replace(cap, values=(*cap.values, later))})
    limit, index = told(changed, "limits/high_risk_share.md"), page_files(changed)["sv/README.md"]

    assert "högst 20 %, från 1 januari 2028 70 % (Högsta andel i riskklass hög) till" in limit
    assert "70 % (andel av beviljade kronor). Från 1 januari 2028. Märkning: antagande." in limit
    told_in_index = "20 % (andel av beviljade kronor), från 1 januari 2028 70 % (andel av beviljade kronor)"
    assert told_in_index in index.replace("\N{NO-BREAK SPACE}", " ")


def test_a_series_is_told_by_its_years(library: Library) -> None:
    """The index of pages says which years the price index has, not the number of one of them."""
    index = page_files(library)["sv/README.md"]

    assert re.search(r"price_index\.md\) – ett tal för varje år 2014–20\d\d", index)


def test_a_price_that_changes_tells_each_value(library: Library) -> None:
    """The value of 2028 does not stand in the index as if it were in force."""
    last = library.prices["eviction"][-1]
    later = replace(last, since=date(2028, 1, 1), split={"kommun": Decimal(200_000)})
    changed = replace(library, prices={**library.prices, "eviction": (last, later)})
    found = page(changed, "prices/eviction.md").brief.replace("\N{NO-BREAK SPACE}", " ")

    assert found == "167 000 kr per vräkning, från 1 januari 2028 200 000 kr per vräkning"


def test_a_graded_parameter_has_a_number_for_each_choice(library: Library) -> None:
    """All five grades, in words."""
    said = told(library, "parameters/haircut_effect.md", "en")

    assert "One number for each evidence grade." in said
    assert all(f"{grade} – " in said for grade in "ABCDE")


def test_a_price_is_split_by_actor(library: Library) -> None:
    """Kronor for each actor, the price year and the share that can be taken home."""
    said = told(library, "prices/eviction.md")

    assert "## Per vräkning, från 1 januari 2026" in said
    assert "- Kommunen: 95 000 kr\n- Staten: 12 000 kr\n- Personerna själva: 60 000 kr\n" in said
    assert "I 2026 års priser. Hemtagbar andel: 70 % (antagande)." in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* [c] <d> `e`", r"a \*b\* \[c\] \<d\> \`e\`"),
        ("https://se.se/a_b*c är källan", "<https://se.se/a_b*c> är källan"),
        ("# rubrik", r"\# rubrik"),
        ("1. punkt", r"\1. punkt"),
    ],
)
def test_no_sign_of_a_rule_is_a_command(text: str, expected: str) -> None:
    """Words of people are printed as they stand; addresses stay whole."""
    assert expected == escaped(text)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of three rules."""
    for name in (
        "fields.yaml",
        "units.yaml",
        "criteria/always/legal_basis.yaml",
        "criteria/always/legal_basis.test.yaml",
    ):
        target = tmp_path / "rules" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / "rules" / name).read_bytes())
    return tmp_path


def test_pages_are_written_once_and_then_current(workspace: Path) -> None:
    """A second writing writes nothing, and the check has nothing to say."""
    written, removed, made = write_files(workspace)

    assert (written, removed) == (made, 0)
    assert write_files(workspace) == (0, 0, made)
    assert check_files(workspace) == made


def test_same_rules_give_same_bytes(workspace: Path) -> None:
    """Nothing of time or place reaches a page or a schema."""
    assert made_files(workspace) == made_files(workspace)
    write_files(workspace)
    text = (workspace / "rules/pages/sv/criteria/always/legal_basis.md").read_bytes()
    assert b"\r" not in text
    assert str(workspace).encode() not in text


PAGE_OF_A_GONE_RULE = "# Borta\n\n---\n\nRegeln står i [criteria/gone.yaml](../../../criteria/gone.yaml).\n"


def test_check_names_what_is_missing_changed_and_left_over(workspace: Path) -> None:
    """One file each way, none of them touched."""
    write_files(workspace)
    pages = workspace / "rules" / "pages"
    (pages / "sv/criteria/always/legal_basis.md").write_text("annat", encoding="utf-8")
    (pages / "en/criteria/always/legal_basis.md").unlink()
    (pages / "sv/criteria/gone.md").write_text(PAGE_OF_A_GONE_RULE, encoding="utf-8")

    with pytest.raises(InputFaults) as found:
        check_files(workspace)

    assert {f.place.file: f.code for f in found.value.faults} == {
        "rules/pages/en/criteria/always/legal_basis.md": "page_missing",
        "rules/pages/sv/criteria/gone.md": "page_left_over",
        "rules/pages/sv/criteria/always/legal_basis.md": "page_not_current",
    }
    assert (pages / "sv/criteria/gone.md").is_file()


def test_writing_removes_what_no_rule_gives(workspace: Path) -> None:
    """Pages of rules that are gone are removed; what people put beside them is theirs, and stays."""
    write_files(workspace)
    folder = workspace / "rules/pages/sv/criteria"
    left, kept, notes = (folder / name for name in ("gone.md", "bild.png", "anteckningar.md"))
    left.write_text(PAGE_OF_A_GONE_RULE, encoding="utf-8")
    kept.write_bytes(b"bild")
    notes.write_text("Att fråga nämnden om.", encoding="utf-8")

    assert write_files(workspace)[:2] == (0, 1)
    assert not left.exists()
    assert kept.exists()
    assert notes.exists()


def test_line_breaks_of_windows_are_no_difference(workspace: Path) -> None:
    """A checkout with CRLF is current."""
    write_files(workspace)
    path = workspace / "rules/pages/sv/README.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert check_files(workspace)
