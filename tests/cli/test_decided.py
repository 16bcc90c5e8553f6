"""A plan that somebody else decided, through the command line (convention §21)."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from tests.real.tables import write_table

ROUND = {
    "funds": [{"id": "f", "title": "Medel", "allocation": {2027: 10}}],
    "goals": [{"id": "home", "title": "Trygga hem"}, {"id": "work", "title": "Arbete"}],
    "limits": [{"id": "ett", "limit": {"exclusive": ["b", "d"]}}],
}
ROWS = [
    {"id": "a", "title": "Alfa", "value": 50, "cost": 6, "goals": "home"},
    {"id": "b", "title": "Beta", "value": 41, "cost": 6, "goals": "work"},
    {"id": "c", "title": "Gamma", "value": 30, "cost": 4, "goals": "home|work"},
    {"id": "d", "title": "Delta", "value": 1, "cost": 4, "goals": "home"},
]


def decided(folder: Path, names: str, *options: str) -> Result:
    """What is said of a decided plan of the round."""
    write_table(folder / "round", ROUND, ROWS)
    (folder / "beslut.txt").write_text("\n".join(names), encoding="utf-8")
    command = ["explain", str(folder / "round"), "--decided", str(folder / "beslut.txt"), *options]
    return CliRunner().invoke(main, command)


def said(found: Result) -> str:
    """What it says, with ordinary spaces."""
    assert found.exit_code == 0, found.stderr
    return found.stdout.replace("\u00a0", " ")


def test_the_least_extra_value_is_told_in_kronor_a_krona(tmp_path: Path) -> None:
    """Beta in Alfa's place loses nine kronor of six: one and a half on work, since Gamma has work too."""
    told = said(decided(tmp_path, "bc"))

    assert "Den beslutade planen: 2 förslag, 10 kr beviljas, värd 71 kr." in told
    assert "Den bästa planen inom villkoren är värd 80 kr. Den beslutade är värd 9 kr mindre." in told
    assert "I den bästa planen ingår också: «Alfa».\nI den ingår inte: «Beta»." in told
    assert "värd mer än kalkylen säger: 1,50 kr mer om den går till «Arbete»." in told
    assert "av alla tillägg på mål som gör den beslutade planen bäst är summan av dessa lägst." in told


def test_the_best_plan_needs_nothing(tmp_path: Path) -> None:
    """And nothing else is said."""
    told = said(decided(tmp_path, "ac", "--lang", "en"))

    assert told.splitlines()[1:] == [
        "No plan within the limits is worth more.",
        "No addition on goals is needed for it to be the best.",
    ]


def test_a_plan_that_breaks_limits_says_which(tmp_path: Path) -> None:
    """All four: the money and that one excludes another; it is then worth more than the best within them."""
    told = said(decided(tmp_path, "abcd"))

    assert "Den håller inte dessa villkor: medlen i Medel 2027; «ett»." in told
    assert "Den beslutade är värd 42 kr mer." in told
    assert "Det gäller om villkoren som den inte håller inte fanns." in told


def test_where_nothing_helps_that_is_said(tmp_path: Path) -> None:
    """Alfa gives what Delta does, and more."""
    told = said(decided(tmp_path, "dc"))

    assert "Inget tillägg på mål gör den beslutade planen bäst." in told
    assert "Den bästa planen är värd mer hur tilläggen än sätts" in told


def test_the_names_of_the_answer(tmp_path: Path) -> None:
    """Kronor are whole where they are, and what is counted is said."""
    answer = json.loads(said(decided(tmp_path, "bc", "--json")))

    assert (answer["objective"], answer["difference"], answer["granted"]) == (71, 9, 10)
    assert (answer["enters"], answer["leaves"], answer["changed"]) == (["a"], ["b"], [])
    assert (answer["breaks"], answer["outside"], answer["outcome"], answer["by"]) == ([], [], "found", "goals")
    assert [one["of"] for one in answer["priorities"]] == ["work"]
    assert answer["best"]["objective"] == 80
    assert set(answer) >= {"selected", "better"}


def test_a_decided_plan_is_not_about_one_proposal(tmp_path: Path) -> None:
    """A usage error."""
    found = decided(tmp_path, "bc", "a", "--lang", "en")

    assert found.exit_code == 2
    assert "leave out PROPOSAL" in found.stderr
