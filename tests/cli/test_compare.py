"""Two rounds or records beside each other, through the command line (issue 6, item 7)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from tests.real.tables import Row, write_table

ROUND: Mapping[str, object] = {
    "title": "Omgång",
    "funds": [{"id": "f", "title": "Medel", "allocation": {2027: 10}}],
    "limits": [{"id": "tak", "limit": {"sum_of": "granted", "op": "at_most", "value": 20}}],
}
ROWS: Sequence[Row] = [
    {"id": "a", "title": "Alfa", "value": 50, "cost": 6},
    {"id": "b", "title": "Beta", "value": 41, "cost": 6},
    {"id": "c", "title": "Gamma", "value": 30, "cost": 4},
]
RICHER = {**ROUND, "funds": [{"id": "f", "title": "Medel", "allocation": {2027: 16}}]}
WORTH_MORE = [*ROWS[:2], {**ROWS[2], "value": 35}]


def run(*args: str | Path) -> Result:
    """A command in this process."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


def said(*args: str | Path) -> str:
    """What it says on standard output, with ordinary spaces."""
    found = run("compare", *args)
    assert found.exit_code == 0, found.stderr
    return found.stdout.replace("\u00a0", " ")


def two(folder: Path, after: Mapping[str, object] = RICHER, rows: Sequence[Row] = WORTH_MORE) -> tuple[Path, Path]:
    """The round, and another."""
    return write_table(folder / "fore", ROUND, ROWS), write_table(folder / "efter", after, rows)


def test_the_difference_is_divided_on_what_differs(tmp_path: Path) -> None:
    """80 becomes 126: six kronor more money are worth 41, and Gamma's five are its own."""
    told = said(*two(tmp_path))

    assert "Före, «Omgång»: 2 förslag, 10 kr beviljas, värd 80 kr." in told
    assert "Planen efter är värd 46 kr mer.\nKommer in: «Beta»." in told
    assert "  +41 kr  medlen i «Medel», från 10 kr till 16 kr\n      Ensamt: +41 kr. Kommer in: «Beta»." in told
    assert "  +5 kr  uppgifter i förslaget «Gamma»\n      Ensamt: +5 kr." in told
    assert "de summerar till skillnaden." in told


def test_it_is_said_in_english_too(tmp_path: Path) -> None:
    """The same numbers."""
    told = said(*two(tmp_path), "--lang", "en")

    assert "The plan after is worth 46 kr more.\nCome in: 'Beta'." in told
    assert "+41 kr  the money in 'Medel', from 10 kr to 16 kr" in told
    assert "Alone: +5 kr." in told


def test_the_names_of_the_answer(tmp_path: Path) -> None:
    """Parts in the order of the inputs, with what each does alone."""
    answer = json.loads(said(*two(tmp_path), "--json"))

    assert (answer["before"]["objective"], answer["after"]["objective"], answer["difference"]) == (80, 126, 46)
    assert (answer["enters"], answer["leaves"], answer["changed"]) == (["b"], [], [])
    assert (answer["way"], answer["without_plan"], answer["unexplained"], answer["proved"]) == ("shapley", [], 0, True)
    parts = {part["inputs"][0]["kind"]: part for part in answer["parts"]}
    assert parts["fund"]["inputs"] == [{"kind": "fund", "id": "f", "before": 10, "after": 16, "quantity": "kronor"}]
    assert (parts["fund"]["kronor"], parts["fund"]["alone"]["difference"]) == (41, 41)
    assert parts["proposal"]["kronor"] == 5


def test_a_round_does_not_differ_from_itself(tmp_path: Path) -> None:
    """Nor where only a title does."""
    rows = [{**row, "title": "Annat"} for row in ROWS]
    told = said(*two(tmp_path, ROUND, rows))

    assert "Planerna är lika mycket värda.\nSamma förslag i samma versioner." in told
    assert "Inget som kan påverka valet skiljer sig." in told


def test_new_and_gone_proposals_and_limits_are_named(tmp_path: Path) -> None:
    """A limit on something new, with its number; and nothing that stands alone may lack a plan."""
    limits = [{"id": "tak", "limit": {"sum_of": "granted", "op": "at_most", "value": 6}}]
    rows = [*ROWS[1:], {"id": "d", "title": "Delta", "value": 7, "cost": 1}]
    told = said(*two(tmp_path, {**ROUND, "limits": limits}, rows))

    assert "förslaget «Alfa», som sökte 6 kr, finns inte kvar" in told
    assert "förslaget «Delta» är nytt och söker 1 kr" in told
    assert "gränsen «tak», från 20 kr till 6 kr" in told


def test_a_set_without_a_plan_is_said_and_not_valued(tmp_path: Path) -> None:
    """A mandate beyond the money can be met only with the new money."""
    rows = [{**row, "mandatory": "ja" if row["id"] == "a" else None} for row in ROWS]
    rows[0] |= {"cost": 12}
    told = said(*two(tmp_path, RICHER, rows))

    assert "Ensamt: då klarar ingen plan villkoren." in told
    assert "1 av uppsättningarna av ändringar har ingen plan. De är inte värderade" in told


def test_a_round_without_a_plan_ends_with_three(tmp_path: Path) -> None:
    """It is told what is changed, and nothing is divided."""
    rows = [{**row, "mandatory": "ja"} for row in ROWS]
    found = run("compare", *two(tmp_path, ROUND, rows))

    assert found.exit_code == 3
    assert "Efter, «Omgång»: ingen plan klarar villkoren." in found.stdout
    assert "Vad som är ändrat:\n  uppgifter i förslaget «Alfa»" in found.stdout


def test_records_are_compared_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also against a portfolio; what moved a value is told as what the proposal is worth."""
    first, last = two(tmp_path)
    monkeypatch.chdir(tmp_path)
    for folder in (first, last):
        assert run("plan", folder, "--forms", "html").exit_code == 0
    records = [tmp_path / "plans" / folder.name for folder in (first, last)]
    portfolio, told = said(first, records[1] / "record.json"), said(*records)

    for text in (told, portfolio):
        assert "+41 kr  medlen i «Medel», från 10 kr till 16 kr" in text
        assert "+5 kr  vad «Gamma» är värt, från 30 kr till 35 kr" in text
        assert "Värdena är tagna som de står i posten" in text
    assert "Inget som kan påverka valet skiljer sig." in said(records[0], first)


@pytest.mark.parametrize(("language", "wrong"), [("sv", "går inte att läsa som en plan"), ("en", "cannot be read")])
def test_a_file_that_is_no_record_is_told(language: str, wrong: str, tmp_path: Path) -> None:
    """With what it should be."""
    first, _ = two(tmp_path)
    (tmp_path / "record.json").write_text('{"format": 1}', encoding="utf-8")
    found = run("compare", first, tmp_path / "record.json", "--lang", language)

    assert found.exit_code == 1
    assert wrong in found.stderr


@pytest.mark.parametrize("name", ["inte/har", "record.json"])
def test_what_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    """A portfolio or a record, by its path."""
    first, _ = two(tmp_path)
    found = run("compare", first, tmp_path / name)

    assert found.exit_code == 1
    assert "finns inte" in found.stderr
    assert found.stdout == ""


def test_other_currencies_are_not_compared(tmp_path: Path) -> None:
    """Nothing is converted."""
    found = run("compare", *two(tmp_path, {**RICHER, "currency": "EUR"}))

    assert found.exit_code == 1
    assert "olika valutor, SEK och EUR" in found.stderr
