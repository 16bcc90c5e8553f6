"""Every command as people and other programs use it: help, examples, streams, exit codes, stable names."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click import Command, Context, Group
from click.testing import CliRunner

from prioritizer.cli.main import COMMANDS, main
from tests.cli.command import Finished, prioritizer, python, said, talked
from tests.cli.conftest import EXAMPLE, Once
from tests.real.tables import write_table

HEAVY = ("numpy", "scipy", "pulp", "pydantic", "openpyxl", "highspy", "jinja2", "babel", "rich", "yaml")

SELECT_KEYS = {"status", "confirmed", "objective", "bound", "gap", "granted", "selected", "conflict"}
EXPLAIN_KEYS = {
    "proposals": {
        "proposal",
        "outcome",
        "margin",
        "margin_low",
        "margin_high",
        "exact",
        "displaces",
        "replaced_by",
        "limits",
        "alternatives",
        "terms",
        "joint",
    },
    "limits": {"limit", "price", "low", "high", "exact", "next"},
    "frontier": {"factor", "granted", "objective", "low", "high", "exact", "selected", "hinders", "waits"},
    "robustness": {"proposal", "share", "low", "high"},
    "knowing": {"input", "of", "proposal", "worth", "error", "turns"},
    "orders": {"name", "objective", "loss"},
    "fairness": {"check", "result"},
}
COVERAGE_KEYS = {"proposals", "granted", "proposed", "by", "levels", "goal_levels", "shares", "system_faults"}


def _command(name: str) -> Command:
    assert isinstance(main, Group)
    found = main.get_command(Context(main), name)
    assert found is not None
    return found


def _examples(name: str) -> list[str]:
    """The lines under «Example:» in a command's help."""
    text = CliRunner().invoke(_command(name), ["--help"]).output
    found = re.search(r"Example:\n((?: +prioritizer .+\n)+)", text)
    return [line.strip() for line in found.group(1).splitlines()] if found else []


@pytest.fixture(scope="module")
def explained(once: Once) -> Finished:
    """`explain --json` on the example, run once."""
    return once("explain", EXAMPLE, "--json")


@pytest.fixture(scope="module")
def selected(once: Once) -> Finished:
    """`select --json` on the example, run once."""
    return once("select", EXAMPLE, "--json")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_what_options_do_and_gives_an_example(name: str) -> None:
    """Each command has help with an example, and each of its options a sentence."""
    command = _command(name)
    options = [p for p in command.params if p.param_type_name == "option"]

    assert command.help
    assert _examples(name)
    assert [o.name for o in options if not getattr(o, "help", "")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_example_in_help_works(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What help shows can be typed as it stands, in a workspace; what other tests run too is run once."""
    for example in _examples(name):
        finished = _run(shlex.split(example)[1:], request, tmp_path / "arbetsyta")

        assert finished.returncode == 0, talked(finished)


def _run(words: list[str], request: pytest.FixtureRequest, copy: Path) -> Finished:
    """How a command ends in a workspace; one that writes is run in a copy, or in that of the plan that it is about."""
    if words[0] in ("plan", "report", "verify"):
        folder, certified = request.getfixturevalue("certified")
        if words[0] == "verify":
            return prioritizer(*words, cwd=folder.parents[1])
        if words[0] == "report":
            shutil.copytree(folder.parents[1], copy, dirs_exist_ok=True)
            return prioritizer(*words, cwd=copy)
        assert words[1:] in ([EXAMPLE.as_posix()], [EXAMPLE.as_posix(), "--certify"])
        planned: Finished = certified if "--certify" in words else request.getfixturevalue("planned")
        return planned
    if words[0] == "init" or {"--program", "--certify"} & set(words):
        if not copy.exists():
            shutil.copytree(request.getfixturevalue("workspace"), copy, ignore=shutil.ignore_patterns("plans"))
        return prioritizer(*words, cwd=copy)
    once: Once = request.getfixturevalue("once")
    return once(*words)


def test_unknown_command_suggests_the_nearest(tmp_path: Path) -> None:
    """A misspelt command is a fault of usage, exit 2, with the right word."""
    finished = prioritizer("slect", "x", cwd=tmp_path)

    assert finished.returncode == 2
    assert "Did you mean 'select'?" in talked(finished)
    assert said(finished) == ""


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    """Help and version come at once: what computes is loaded where it is used."""
    script = (
        "import sys\n"
        "from prioritizer.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        f"finally:\n    print([n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr)\n"
    )
    finished = python("-c", script, *arguments, cwd=tmp_path)

    assert finished.returncode == 0
    assert talked(finished).strip() == "[]"


def test_select_names_are_stable(selected: Finished) -> None:
    """`select --json` has each name that was promised, with values of the promised kinds."""
    answer = json.loads(said(selected))

    assert set(answer) >= SELECT_KEYS
    assert answer["status"] == "optimal"
    assert answer["confirmed"] in ("certificate", "second_solver")
    assert isinstance(answer["objective"], int)
    assert isinstance(answer["granted"], int)
    assert answer["gap"] == 0
    assert answer["conflict"] == []
    assert all({"proposal", "alternative", "start_year"} <= set(chosen) for chosen in answer["selected"])


NEAR_KEYS = {"share", "floor", "count", "more", "complete", "shared", "some", "plans", "most_different"}


def test_select_tells_what_is_near_when_asked(selected: Finished, once: Once) -> None:
    """`select --near 3` adds the three best sets at least, each once, the plan's own first; else it says null."""
    assert json.loads(said(selected))["near_best"] is None
    finished = once("select", EXAMPLE, "--near", "3", "--json")
    near = json.loads(said(finished))["near_best"]

    assert finished.returncode == 0, talked(finished)
    assert set(near) >= NEAR_KEYS
    assert len(near["plans"]) >= 3
    assert (near["plans"][0]["enters"], near["plans"][0]["leaves"]) == ([], [])
    taken = [tuple(sorted(key["proposal"] for key in plan["selected"])) for plan in near["plans"]]
    assert len(set(taken)) == len(taken)
    assert sorted(plan["difference"] for plan in near["plans"]) == [plan["difference"] for plan in near["plans"]]


@pytest.mark.parametrize(
    ("language", "told"), [("sv", "ligger inom 1 % av planens värde"), ("en", "lie within 1% of the plan's value")]
)
def test_select_says_what_is_near_in_words(language: str, told: str, workspace: Path) -> None:
    """On a screen: how many sets lie within one per cent, and a table of them."""
    finished = prioritizer("select", EXAMPLE, "--near", "1", "--lang", language, cwd=workspace)

    assert finished.returncode == 0, talked(finished)
    assert told in said(finished).replace("\u00a0", " ")


def test_explain_names_are_stable(explained: Finished) -> None:
    """`explain --json` has each name that was promised in every list."""
    answer = json.loads(said(explained))

    assert set(answer) >= set(EXPLAIN_KEYS)
    assert set(answer["near_best"]) >= NEAR_KEYS
    assert set(answer["coverage"]) >= COVERAGE_KEYS
    for name, keys in EXPLAIN_KEYS.items():
        assert [entry for entry in answer[name] if not keys <= set(entry)] == []
    assert all(
        {"alternative", "start_year", "margin"} <= set(version)
        for proposal in answer["proposals"]
        for version in proposal["alternatives"]
    )


def test_every_proposal_is_explained_and_no_margin_is_negative(workspace: Path, explained: Finished) -> None:
    """No proposal disappears: 24 files, 24 outcomes; a margin is never below zero."""
    proposals = json.loads(said(explained))["proposals"]
    files = {path.stem for path in (workspace / EXAMPLE / "proposals").glob("*.yaml")}

    assert files == {p["proposal"] for p in proposals}
    assert {p["outcome"] for p in proposals} <= {"selected", "not_selected", "barred", "returned"}
    assert min(p["margin"] for p in proposals if p["margin"] is not None) >= 0


def test_selected_of_explain_is_what_select_chose(selected: Finished, explained: Finished) -> None:
    """Two commands tell of one plan."""
    chosen = {entry["proposal"] for entry in json.loads(said(selected))["selected"]}
    told = {e["proposal"] for e in json.loads(said(explained))["proposals"] if e["outcome"] == "selected"}

    assert chosen == told


def test_one_proposal_is_explained_alone(workspace: Path) -> None:
    """An id after the portfolio leaves the others out; a misspelt one is met with the nearest."""
    one = prioritizer("explain", EXAMPLE, "familjecoacher", "--json", cwd=workspace)
    wrong = prioritizer("explain", EXAMPLE, "familjecoachr", "--json", cwd=workspace)

    assert [entry["proposal"] for entry in json.loads(said(one))["proposals"]] == ["familjecoacher"]
    assert wrong.returncode == 1
    assert "familjecoacher" in talked(wrong).replace("familjecoachr", "")


def test_stdout_is_only_json(once: Once, selected: Finished, explained: Finished) -> None:
    """With --json nothing but JSON stands on standard output, and no solver speaks on standard error."""
    appraised = once("appraise", EXAMPLE, "--json")
    progress = re.compile(r" *\d+\.\d s  ")

    for finished in (selected, explained, appraised):
        assert finished.returncode == 0
        assert isinstance(json.loads(said(finished)), dict)
        assert [line for line in talked(finished).splitlines() if not progress.match(line)] == []


@pytest.mark.parametrize(
    ("name", "language"), [("select", "sv"), ("appraise", "en"), ("explain", "sv"), ("check", "en")]
)
def test_answers_are_utf_8_without_colour_in_every_locale(name: str, language: str, tmp_path: Path) -> None:
    """Under a Windows code page and the C locale, what is printed is UTF-8, and no terminal codes are in it."""
    rows = [{"id": "a", "title": "Våldsförebyggande → 計画", "cost": 1, "value": 2}]
    write_table(tmp_path / "Åre kommun", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, rows)
    plain = prioritizer(name, "Åre kommun", "--lang", language, cwd=tmp_path)
    code_page = {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONUTF8": "0"}
    foreign = prioritizer(name, "Åre kommun", "--lang", language, cwd=tmp_path, **code_page)

    assert foreign.returncode == 0, talked(foreign)
    assert said(plain) == said(foreign)
    assert "\x1b" not in said(plain) + talked(plain)
    if name != "check":
        assert "Våldsförebyggande → 計画" in said(foreign)


def test_faults_are_utf_8_in_every_locale(tmp_path: Path) -> None:
    """Faults with å in their path and words come out whole under a code page that lacks some of them."""
    folder = tmp_path / "Åre 計画"
    write_table(folder, {"own_actor": "hälsa"}, [{"id": "a", "value": 1}])
    finished = prioritizer(
        "check", "Åre 計画", cwd=tmp_path, PYTHONIOENCODING="cp1252", LC_ALL="C.UTF-8", PYTHONUTF8="0"
    )

    assert finished.returncode == 1
    assert "Åre 計画/portfolio.yaml:" in talked(finished)
    assert "hälsa" in talked(finished)


def test_own_files_are_never_read_in_the_locale_of_the_machine(tmp_path: Path) -> None:
    """Each file is opened with its encoding stated: a code page as default would garble å."""
    rows = [{"id": "a", "title": "Åtgärd", "cost": 1, "value": 2}]
    write_table(tmp_path / "p", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, rows)
    flags = ("-X", "warn_default_encoding", "-W", "always::EncodingWarning")
    finished = python(*flags, "-m", "prioritizer", "plan", "p", "--forms", "html", cwd=tmp_path)
    ours = [line for line in talked(finished).splitlines() if "EncodingWarning" in line and "/prioritizer/" in line]

    assert finished.returncode == 0
    assert ours == []


@pytest.mark.parametrize("name", ["select", "appraise", "explain"])
def test_signs_in_a_title_are_printed_as_they_stand(name: str, tmp_path: Path) -> None:
    """Brackets and colons in a title are words of its author, not colour, not emoji and no reason to stop."""
    title = "[red]Ung[/b] :smile: [/]"
    rows = [{"id": "a", "title": title, "cost": 1, "value": 2}]
    write_table(tmp_path / "p", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, rows)
    finished = prioritizer(name, "p", cwd=tmp_path)

    assert finished.returncode == 0, talked(finished)
    assert title in said(finished)


ELSEWHERE = ("check", "compare", "init", "report", "rules", "verify")
"""Commands that take something else than one portfolio, and have tests of their own."""


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ELSEWHERE])
def test_a_portfolio_that_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    """A folder that does not exist is a fault with its path, in the language chosen."""
    finished = prioritizer(name, "finns inte", "--lang", "sv", cwd=tmp_path)

    assert finished.returncode == 1
    assert "finns inte/portfolio.yaml" in talked(finished)
    assert said(finished) == ""
    assert "Traceback" not in talked(finished)


def test_usage_is_exit_2(tmp_path: Path) -> None:
    """An option that does not exist, or a language that we do not speak, is a fault of usage."""
    for arguments in (["select"], ["select", "x", "--sed", "1"], ["plan", "x", "--lang", "no"]):
        assert prioritizer(*arguments, cwd=tmp_path).returncode == 2


def test_seed_and_day_reach_the_record(tmp_path: Path) -> None:
    """--seed and --as-of are echoed in the record of the plan."""
    rows = [{"id": "a", "cost": 1, "value": 2, "chance": 80}]
    write_table(tmp_path / "p", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, rows)
    finished = prioritizer("plan", "p", "--forms", "html", "--seed", "42", "--as-of", "2026-12-24", cwd=tmp_path)
    record = json.loads((tmp_path / "plans" / "p" / "record.json").read_bytes())

    assert finished.returncode == 0, talked(finished)
    assert (record["seed"], record["portfolio"]["as_of"]) == (42, "2026-12-24")


def test_init_does_not_write_over_anything(workspace: Path) -> None:
    """A folder that is not empty is refused and left as it was."""
    before = sorted(p.name for p in workspace.iterdir())
    finished = prioritizer("init", workspace, cwd=workspace)

    assert finished.returncode == 1
    assert before == sorted(p.name for p in workspace.iterdir())
