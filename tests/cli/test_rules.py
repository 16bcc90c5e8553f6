"""`prioritizer rules` as people use it: list, show, diff and pages."""

import contextlib
import dataclasses
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from click import Context, Group
from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from prioritizer.cli.rule_change_words import Narrator
from prioritizer.cli.rule_diff import diff_lines
from prioritizer.cli.rule_list import list_lines
from prioritizer.cli.rule_sides import Compared, whole
from prioritizer.cli.rule_words import WORDS
from prioritizer.explanation.rule_change import Change, compare
from prioritizer.explanation.rule_effect import Consequences, Effect, Ruled
from prioritizer.model.rules import (
    Criterion,
    Dated,
    Field,
    Language,
    Limit,
    Objective,
    Parameter,
    Price,
    RuleSet,
    Severity,
    Step,
    Unit,
)
from prioritizer.reading.library import Library, read_library
from prioritizer.reading.portfolio import read_portfolio
from tests.cli.conftest import EXAMPLE
from tests.conftest import ROOT

Workspace = Callable[..., Path]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def rules(*arguments: str | Path, cwd: Path) -> Result:
    """`prioritizer rules` in a folder."""
    with contextlib.chdir(cwd):
        return CliRunner().invoke(main, ["rules", *(str(argument) for argument in arguments)])


def plain(finished: Result) -> str:
    """Standard output with plain spaces."""
    return finished.stdout.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def changed(tmp_path: Path) -> Workspace:
    """A copy of the shipped rules with texts replaced, by file."""

    def make(*texts: tuple[str, str, str]) -> Path:
        folder = tmp_path / f"copy{len(list(tmp_path.iterdir()))}"
        shutil.copytree(ROOT / "rules", folder / "rules", ignore=shutil.ignore_patterns("pages", "schemas"))
        for name, old, new in texts:
            path = folder / f"rules/{name}.yaml"
            assert old in path.read_text("utf-8")
            path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped rules."""
    return read_library(ROOT)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_list_fits_the_window(width: int, language: Language, library: Library) -> None:
    """No line is wider than the window, and every rule is there with its id."""
    lines = list(list_lines(library, date(2026, 11, 1), language, width))
    ids = {path.stem for path in (ROOT / "rules").rglob("*.yaml") if path.parent.name in ("limits", "prices")}

    assert max(map(len, lines)) <= width
    assert [id for id in ids if not id.endswith(".test") and not any(f" {id}:" in line for line in lines)] == []


def test_list_gives_value_day_and_mark(workspace: Path) -> None:
    """A parameter with its value in force, since when, and that it is an assumption."""
    told = plain(rules("list", "--as-of", "2026-11-01", cwd=workspace))

    assert told.startswith("Gäller 1 november 2026\n\nKriterier som ingår i alla uppsättningar\n")
    assert re.search(r"Högsta andel i riskklass hög +20 %.* 2026-01-01 +antagande\n", told)
    assert re.search(r"Kommunen får göra detta +ska +2026-01-01\n", told)
    assert max(map(len, told.splitlines())) <= 100


def test_list_of_a_day_has_what_is_in_force_that_day(workspace: Path) -> None:
    """Before 2026 no criterion applies and the ceiling has no value; the discount rate of 2016 has."""
    told = json.loads(plain(rules("list", "--json", "--as-of", "2025-06-01", cwd=workspace)))
    values = {parameter["id"]: parameter["value"] for parameter in told["parameters"]}

    assert told["criteria"] == []
    assert values["high_risk_cap"] is None
    assert values["discount_rate"] == 0.035


def test_json_names_of_list_are_stable(workspace: Path) -> None:
    """Each kind has the names that were promised."""
    told = json.loads(plain(rules("list", EXAMPLE, "--json", "--as-of", "2026-11-01", cwd=workspace)))

    assert {"set", "id", "title", "severity", "applies_from", "source", "checked"} <= set(told["criteria"][0])
    assert {"id", "title", "form", "value", "since", "mark", "source"} <= set(told["limits"][0])
    assert {"id", "unit", "value", "table", "series", "since", "until", "mark", "source"} <= set(told["parameters"][0])
    assert {"id", "unit", "split", "price_year", "since", "mark", "source"} <= set(told["prices"][0])


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        ("legal_basis", "sv", "Ska. Ett förslag som inte uppfyller kriteriet avvisas."),
        ("high_risk_share", "en", "The limit binds the plan: no plan that breaks it is chosen."),
        ("high_risk_cap", "sv", "20 % (andel av beviljade kronor). Märkning: antagande."),
        ("placement_day", "en", "4,219 SEK"),
        ("gavleborg/amount_per_year", "sv", "500 000 kr"),
    ],
)
def test_show_tells_one_rule_of_any_kind(name: str, language: str, sentence: str, workspace: Path) -> None:
    """Criterion, limit, parameter and price, and a criterion of a set."""
    finished = rules("show", name, "--lang", language, "--as-of", "2026-11-01", cwd=workspace)

    assert finished.exit_code == 0, finished.stderr
    assert sentence in " ".join(plain(finished).split())


def test_what_is_assumed_is_told_in_list_and_show(workspace: Path) -> None:
    """A criterion whose strength is ours, and a price with a source whose take-home share is ours."""
    options = ("--as-of", "2026-11-01")
    listed = plain(rules("list", *options, cwd=workspace))
    machine = json.loads(rules("list", *options, "--json", cwd=workspace).stdout)
    criterion = " ".join(plain(rules("show", "boundary_drawn", *options, cwd=workspace)).split())
    price = " ".join(plain(rules("show", "foster_home_day", *options, "--lang", "en", cwd=workspace)).split())
    foster = next(p for p in machine["prices"] if p["id"] == "foster_home_day")
    drawn = next(c for c in machine["criteria"] if c["id"] == "boundary_drawn")

    assert re.search(r"Insatsen går att avgränsa +bör +2026-01-01 +delvis\n +antagande\n", listed)
    assert f"boundary_drawn, rules/criteria/boundary_drawn.yaml Antagande. {drawn['assumption']['sv']}" in criterion
    assert "The price has a source, but this is assumed: the share that can be taken home" in price
    assert "(assumption)." in price
    assert "take_home" in foster["assumed"]


LATER = (
    "parameters/high_risk_cap",
    "checked:",
    "  2028-01-01: {value: 0.70, source: {title: Beslut}, mark: S}\nchecked:",
)
"""A ceiling of 20 per cent that becomes 70 in 2028."""


def test_list_and_show_have_the_number_of_the_day(changed: Workspace) -> None:
    """A number that begins in 2028 is not in force before, neither of the limit nor of the parameter."""
    here = changed(LATER)
    on = {day: ("--as-of", day, "--lang", "en") for day in ("2026-11-01", "2028-01-01")}
    listed = {day: plain(rules("list", *options, cwd=here)) for day, options in on.items()}
    shown = {day: plain(rules("show", "high_risk_share", *options, cwd=here)) for day, options in on.items()}
    number = {day: plain(rules("show", "high_risk_cap", *options, cwd=here)) for day, options in on.items()}

    assert [listed[day].count("70%") for day in on] == [0, 2]
    assert "at most 20% (" in shown["2026-11-01"]
    assert "at most 70% (" in shown["2028-01-01"]
    assert "In force on 1 November 2026\n  20% (share of granted kronor).\n" in number["2026-11-01"]
    assert "In force on 1 January 2028\n  70% (share of granted kronor).\n" in number["2028-01-01"]


def test_without_a_day_list_and_show_take_today(changed: Workspace) -> None:
    """A number that begins in a far year is not told as in force."""
    here = changed((LATER[0], LATER[1], LATER[2].replace("2028", "2999")))

    assert "70%" not in plain(rules("list", "--lang", "en", cwd=here))
    assert "at most 70%" not in plain(rules("show", "high_risk_share", "--lang", "en", cwd=here))


def test_a_series_is_told_by_its_years(workspace: Path) -> None:
    """No single number of the price index is in force; the list says which years have one."""
    told = " ".join(plain(rules("list", "--lang", "en", "--as-of", "2026-11-01", cwd=workspace)).split())
    machine = json.loads(rules("list", "--json", "--as-of", "2026-11-01", cwd=workspace).stdout)
    index = next(p for p in machine["parameters"] if p["id"] == "price_index")

    assert re.search(r"Consumer price index +one number for each", told)
    assert (index["value"], index["series"]["2014"]) == (None, 313.49)


def test_a_comparison_has_the_numbers_of_the_portfolios_day(changed: Workspace) -> None:
    """A demand is told with the number in force for the portfolio; without one, with the day of each number."""
    after = changed(LATER, ("limits/high_risk_share", "op: at_most", "op: below"))
    with_day = " ".join(plain(rules("diff", ROOT, after, "--as-of", "2026-11-01", cwd=ROOT)).split())
    without = " ".join(plain(rules("diff", ROOT, after, cwd=ROOT)).split())

    assert "går mindre än 20 % (" in with_day
    assert "går mindre än 20 %, från 1 januari 2028 70 % (" in without


def test_show_of_an_unknown_rule_names_the_nearest(workspace: Path) -> None:
    """A misspelt id is met with the right one."""
    finished = rules("show", "legal_bassis", cwd=workspace)

    assert finished.exit_code == 1
    assert "Det finns ingen regel «legal_bassis» i arbetsytan." in finished.stderr
    assert "Menades «legal_basis»?" in finished.stderr


def test_a_limit_and_a_parameter_of_one_name_are_both_shown(workspace: Path) -> None:
    """Two kinds of rule may share an id."""
    told = plain(rules("show", "goal_floor", cwd=workspace))

    assert "Gräns för planen, goal_floor" in told
    assert "Parameter, goal_floor" in told


def test_an_id_in_several_sets_is_asked_about(changed: Workspace) -> None:
    """The plain id lists SET/ID, and each of them shows its own."""
    here = changed()
    for ending in (".yaml", ".test.yaml"):
        shutil.copy(
            here / f"rules/criteria/boundary_drawn{ending}", here / f"rules/criteria/norrkoping/boundary_drawn{ending}"
        )
    asked = rules("show", "boundary_drawn", cwd=here)
    one = rules("show", "norrkoping/boundary_drawn", cwd=here)

    assert asked.exit_code == 1
    assert "default/boundary_drawn, norrkoping/boundary_drawn" in asked.stderr
    assert "Kriterium i uppsättningen «norrkoping»" in plain(one)
    assert rules("show", "default/boundary_drawn", cwd=here).exit_code == 0


@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Kriterier som ingår i alla uppsättningar"), ("en", "Criteria of every set")]
)
def test_what_every_set_has_is_listed_once_under_its_own_heading(language: str, heading: str, workspace: Path) -> None:
    """Legal basis and the three questions stand first, and not again under a set."""
    told = plain(rules("list", "--lang", language, "--as-of", "2026-11-01", cwd=workspace))
    _, first, *others = told.split("\n\n")

    assert first.startswith(heading)
    assert "always/legal_basis" in first
    assert "always/system_questions_answered" in first
    assert not any("legal_basis" in other for other in others)


def test_another_set_keeps_what_every_set_has(workspace: Path) -> None:
    """From the default set to Norrköping's, legal basis is neither gone nor new."""
    told = plain(rules("diff", "default", "norrkoping", cwd=workspace))

    assert "boundary_drawn" in told
    assert "legal_basis" not in told
    assert "system_questions_answered" not in told


def test_a_change_of_what_every_set_has_is_used_by_every_portfolio(changed: Workspace) -> None:
    """It is told once, among the rules that the portfolio uses."""
    after = changed(("criteria/always/legal_basis", "severity: must", "severity: should"))
    told = plain(rules("diff", ROOT, after, "--portfolio", ROOT / EXAMPLE, cwd=after))

    assert told.count("legal_basis) ändras") == 1
    assert "Skiljer sig också" not in told


@pytest.mark.parametrize("name", ["default", "gavleborg", "asek", "green_book"])
def test_nothing_differs_from_itself(name: str, workspace: Path) -> None:
    """A set or an overlay compared with itself."""
    assert plain(rules("diff", name, name, cwd=workspace)) == f"Inget skiljer {name} från {name}.\n"


def test_a_ceiling_that_is_raised_is_told_in_one_unit(changed: Workspace) -> None:
    """«höjs från 5 till 8 mnkr», in both languages, and lowered the other way."""
    before, after = changed(), changed(("parameters/largest_grant", "value: 5_000_000", "value: 8_000_000"))
    there = plain(rules("diff", before, after, cwd=before))
    back = plain(rules("diff", after, before, "--lang", "en", cwd=before))

    assert "(largest_grant) höjs från 5 till 8 mnkr." in there
    assert "is lowered from 8 to 5 million SEK." in " ".join(back.split())
    assert len(there.splitlines()) <= 4


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("criteria/boundary_drawn", "severity: should", "severity: must", "Styrkan ändras från bör till ska."),
        (
            "criteria/largest_grant",
            "Taket, och att det",
            "Att det",
            "Det som är antaget är skrivet på ett annat sätt.",
        ),
        (
            "criteria/boundary_drawn",
            "from: 2026-01-01",
            "from: 2027-01-01",
            "Första dagen ändras från 1 januari 2026 till 1 januari",
        ),
        ("criteria/boundary_drawn", "field: boundary", "field: problem", "Krävde: uppgift om avgränsning finns."),
        (
            "criteria/boundary_drawn",
            "field: boundary",
            "field: problem",
            "Kräver nu: uppgift om specifikt problem finns.",
        ),
        ("criteria/boundary_drawn", "on: 2026-11-01", "on: 2026-12-01", "Senaste kontroll ändras från 1 november 2026"),
        (
            "limits/high_risk_share",
            "op: at_most",
            "op: below",
            "Gränsen «Tak för andelen i riskklass hög» (high_risk_share) ändras.",
        ),
        (
            "prices/eviction",
            "kommun: 95_000",
            "kommun: 90_000",
            "Det som kommunen får sänks från 95 000 till 90 000 kr.",
        ),
        ("prices/eviction", ", individ: 60_000", "", "Personerna själva: förut 60 000 kr, nu inget."),
        ("prices/eviction", "take_home: 0.7", "take_home: 0.5", "Den hemtagbara andelen sänks från 0,7 till 0,5."),
        (
            "prices/eviction",
            "assumed: [take_home]",
            "assumed: []",
            "Det som är antagande ändras från hemtagbar andel till inget.",
        ),
        ("prices/eviction", "mark: assumption", "mark: S", "Märkningen ändras från antagande till läst i källan."),
        (
            "fields",
            "{sv: avgränsning, en: boundary}",
            "{sv: ram, en: frame}",
            "Benämningen ändras från «avgränsning» till «ram».",
        ),
        (
            "procedure",
            "{sv: oktober, en: October}",
            "{sv: maj, en: May}",
            "Tiden för steget ändras från «oktober» till «maj».",
        ),
        ("parameters/haircut_effect", "E: 0.40", "E: 0.50", "E – antagande, höjs från 40 % till 50 %"),
    ],
)
def test_each_kind_of_difference_is_a_sentence(
    file: str, old: str, new: str, sentence: str, changed: Workspace
) -> None:
    """Severity, days, demands, checks, limits, prices, marks, words, procedure and graded numbers."""
    told = plain(rules("diff", changed(), changed((file, old, new)), cwd=ROOT))

    assert sentence in " ".join(told.split())


def test_choices_are_plural_in_english(changed: Workspace) -> None:
    """Other choices of a field are told in good grammar."""
    after = changed(("fields", "of: [low, medium, high]", "of: [low, high, medium]"))
    told = " ".join(plain(rules("diff", changed(), after, "--lang", "en", cwd=ROOT)).split())

    assert "The choices change from low, medium, high to low, high, medium." in told


def test_a_new_day_is_told_with_what_held_before(changed: Workspace) -> None:
    """A value from 2027 beside the first is a value raised on that day."""
    later = "  2027-01-01: {value: 0.25, source: {title: Beslut}, mark: S}\nchecked:"
    after = changed(("parameters/high_risk_cap", "checked:", later))
    told = " ".join(plain(rules("diff", changed(), after, cwd=ROOT)).split())

    assert "(high_risk_cap) höjs från 20 % till 25 % (andel av beviljade kronor) den 1 januari 2027." in told


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result, dict[str, object]]:
    """The example against rules in which two criteria bar more and a word is another."""
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(ROOT / "rules", folder / "rules", ignore=shutil.ignore_patterns("pages", "schemas"))
    for name, old, new in (
        ("criteria/evidence_or_method_trial", "severity: typical", "severity: must"),
        ("criteria/boundary_drawn", "en: The measure can be delimited", "en: It has an end"),
    ):
        path = folder / f"rules/{name}.yaml"
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    arguments = ("diff", ROOT, folder, "--portfolio", ROOT / EXAMPLE)
    machine = json.loads(plain(rules(*arguments, "--json", cwd=folder)))
    return folder, rules(*arguments, cwd=folder), machine


def test_the_effect_on_a_portfolio_names_the_rule(moved: tuple[Path, Result, dict[str, object]]) -> None:
    """A criterion that now bars is the cause of every outcome that changes; the word changes nothing."""
    _, finished, told = moved
    effects = told["effects"]
    assert isinstance(effects, list)
    outcomes = [effect for effect in effects if effect["part"] == "outcome"]

    assert finished.exit_code == 0, finished.stderr
    assert outcomes
    assert all(e["causes"] == [{"kind": "criterion", "id": "evidence_or_method_trial"}] for e in effects)
    assert {(e["before"], e["after"]) for e in outcomes} <= {("admitted", "barred"), ("admitted", "returned")}
    assert "Beror på kriteriet «Insatsen bygger på kunskap eller prövar en ny metod»" in plain(finished)


def test_the_effect_begins_with_the_whole_plan_before_and_after(moved: tuple[Path, Result, dict[str, object]]) -> None:
    """Proposals, granted kronor and net present value of both plans stand before what changes."""
    _, finished, told = moved
    totals = told["totals"]
    assert isinstance(totals, dict)
    _, _, effects = " ".join(plain(finished).split()).partition("Följder för «")
    money = "[0-9 ,]+ miljoner kronor"
    each = rf"(\d+) förslag, {money} beviljade, nettonuvärde {money} i 2026 års priser\."
    found = re.match(rf".+?» Före: {each} Efter: {each} Beror på", effects)

    assert found, effects[:300]
    assert [totals[side]["proposals"] for side in ("a", "b")] == [int(n) for n in found.groups()]
    assert totals["a"]["nnv"] >= totals["b"]["nnv"]


def test_what_each_rule_does_alone_is_told_by_title(library: Library) -> None:
    """What others undo is told under «om bara», and rules without an effect by title on lines of their own."""
    rules_, portfolio = whole(library), read_portfolio(ROOT / EXAMPLE, None).portfolio
    changes = tuple(
        Change("criterion", c.id, c, replace(c, severity=Severity.SHOULD))
        for c in rules_.criteria
        if c.id in ("distinct_initiative", "boundary_drawn")
    )
    undone = Effect(portfolio.proposals[0].id, "outcome", "admitted", "barred")
    by_id = {change.id: change for change in changes}
    alone = ((by_id["distinct_initiative"], (undone,), "plan"), (by_id["boundary_drawn"], (), "plan"))
    side = Ruled({}, {})
    found = Compared(
        ("a", "b"),
        (library, library),
        (rules_, rules_),
        (None, None),
        changes,
        (),
        portfolio,
        Consequences(side, side, (), {}, alone),
    )
    sv, en = (" ".join(" ".join(diff_lines(found, language, 100)).split()) for language in LANGUAGES)

    assert "(distinct_initiative) ändrades skulle också detta hända: «" in sv
    assert "Om bara kriteriet «" in sv
    assert "Ändrar ingenting på egen hand: Kriteriet «" in sv
    assert "If only the criterion '" in en
    assert "Change nothing on their own: The criterion '" in en


def test_json_of_diff_tells_changes_in_both_languages(moved: tuple[Path, Result, dict[str, object]]) -> None:
    """Kind, id, how, parts and sentences of each change; the plan of each side."""
    told = moved[2]
    changes = told["changes"]
    assert isinstance(changes, list)

    assert [(c["kind"], c["id"], c["how"]) for c in changes] == [
        ("criterion", "boundary_drawn", "changed"),
        ("criterion", "evidence_or_method_trial", "changed"),
    ]
    assert changes[1]["says"]["en"][1] == "The strength changes from typically to must."
    assert told["plan"] == {"a": "plan", "b": "plan"}
    assert told["unused"] == []


def test_a_side_without_a_plan_is_told(changed: Workspace) -> None:
    """A floor that nothing can meet leaves no plan: outcomes are compared, and it is said why choices are not."""
    floor = "share_of: granted, where: {field: monetised_effects, op: equals, value: 0}"
    named = "parameter: non_monetised_floor"
    after = changed(
        ("limits/non_monetised_floor", floor, "sum_of: granted"),
        ("limits/non_monetised_floor", named, "value: 900_000_000"),
    )
    finished = rules("diff", ROOT, after, "--portfolio", ROOT / EXAMPLE, cwd=after)

    assert finished.exit_code == 0, finished.stderr
    told = " ".join(plain(finished).split())
    assert f"Ingen plan finns med {after}: villkoren går inte ihop." in told
    assert "Därför jämförs bara utfallen av kriterierna, inte valen." in told


def test_rules_that_the_portfolio_does_not_use_are_told_apart(changed: Workspace) -> None:
    """A new value of a limit that the portfolio has not chosen is named beside, without an effect."""
    after = changed(("criteria/gavleborg/two_organisations", "severity: must", "severity: should"))
    told = plain(rules("diff", ROOT, after, "--portfolio", ROOT / EXAMPLE, cwd=after))
    before, _, rest = told.partition("Skiljer sig också, men används inte av portföljen")

    assert "(gavleborg/two_organisations) ändras." in rest
    assert "Inget utfall och inget val ändras" in rest
    assert "two_organisations" not in before


@pytest.mark.parametrize(("language", "sentence"), [("sv", "Menades «asek»?"), ("en", "Did you mean 'asek'?")])
def test_an_unknown_side_is_met_with_the_nearest(language: str, sentence: str, workspace: Path) -> None:
    """What is neither folder, set nor overlay."""
    finished = rules("diff", "asec", "tlv", "--lang", language, cwd=workspace)

    assert finished.exit_code == 1
    assert sentence in finished.stderr
    assert "gavleborg" in finished.stderr


def test_check_of_pages_lists_what_is_not_current(workspace: Path, tmp_path: Path) -> None:
    """Exit 1, each file by name, and nothing written."""
    here = tmp_path / "arbetsyta"
    shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
    current = rules("pages", "--check", cwd=here)
    (here / "rules/pages/sv/criteria/always/legal_basis.md").unlink()
    finished = rules("pages", "--check", cwd=here)

    assert current.exit_code == 0, current.stderr
    assert finished.exit_code == 1
    assert (
        "rules/pages/sv/criteria/always/legal_basis.md: Filen saknas. Kör prioritizer rules pages." in finished.stderr
    )
    assert "1 fel. Inget har skrivits." in finished.stderr


def test_pages_outside_a_workspace_are_refused(tmp_path: Path) -> None:
    """The rules that come with the program are nobody's to write pages in."""
    finished = rules("pages", cwd=tmp_path)

    assert finished.exit_code == 1
    assert "Här finns ingen mapp med rules/" in finished.stderr


@pytest.mark.parametrize("command", ["list", "show", "diff", "pages"])
def test_help_of_each_part_has_examples_that_work(command: str, workspace: Path, tmp_path: Path) -> None:
    """What help shows can be typed as it stands, in a workspace."""
    assert isinstance(main, Group)
    group = main.get_command(Context(main), "rules")
    assert isinstance(group, Group)
    text = CliRunner().invoke(group, [command, "--help"]).output
    found = re.search(r"Example:\n((?: +prioritizer .+\n)+)", text)
    assert found
    here = tmp_path / "arbetsyta"
    shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
    for example in found.group(1).splitlines():
        finished = rules(*example.split()[2:], cwd=here)

        assert finished.exit_code == 0, finished.stderr


def test_a_misspelt_part_suggests_the_nearest(workspace: Path) -> None:
    """Exit 2, with the right word."""
    finished = rules("lisst", cwd=workspace)

    assert finished.exit_code == 2
    assert "Did you mean 'list'?" in finished.stderr


@pytest.mark.parametrize("kind", [Criterion, Limit, Parameter, Dated, Price, Objective, Field, Unit, Step])
def test_every_part_of_a_rule_that_can_differ_has_words(kind: type) -> None:
    """A part that the model gets has a sentence of its own, or a name in one."""
    told_apart = {"id", "place", "require", "limit", "severity", "split", "values", "value", "table", "unit"}
    told_apart |= {"numbers_from"}  # a change of parameter is told by its number
    parts = {field.name for field in dataclasses.fields(kind)} - told_apart

    assert sorted(parts - set(WORDS)) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_any_two_rules_of_a_kind_are_compared_in_words(language: Language, library: Library) -> None:
    """Whatever differs between two rules is told in sentences that speak no Python."""
    everything = whole(library)
    found = Compared(("a", "b"), (library, library), (everything, everything), (None, None), ())
    narrator = Narrator(found, language)
    told = [line for change in _swapped(everything) for line in narrator.told(change)]

    assert len(told) > 500
    assert [line for line in told if not line.endswith(".") or re.search(r"Decimal|None|NaN|[{}<>]", line)] == []


def _swapped(rules: RuleSet) -> Iterator[Change]:
    """Each of the first rules of a kind in the place of each other, as if it had been rewritten."""
    for kind in ("criteria", "limits", "parameters", "prices", "fields", "units", "procedure"):
        listed = getattr(rules, kind)
        some = list(listed.values() if isinstance(listed, dict) else listed)[:8]
        for a, b in permutations(some, 2):
            yield from compare(_alone(rules, kind, a), _alone(rules, kind, replace(b, id=a.id)))


def _alone(rules: RuleSet, kind: str, rule: Any) -> RuleSet:
    """A rule set of one rule."""
    parts: dict[str, Any] = {"criteria": (), "limits": (), "procedure": ()}
    parts |= {"parameters": {}, "prices": {}, "fields": {}, "units": {}}
    parts[kind] = {rule.id: rule} if isinstance(parts[kind], dict) else (rule,)
    return replace(rules, **parts)
