"""Every broken folder beside this file gives its whole message, in both languages, and changes nothing."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main

FOLDERS = sorted(folder for folder in Path(__file__).parent.iterdir() if (folder / "expected.sv.txt").is_file())
WARNED = sorted(path.parent for path in Path(__file__).parent.glob("*/warnings.sv.txt"))
COUNT = {
    "sv": ("1 fel. Inget har skrivits.", "{n} fel. Inget har skrivits."),
    "en": ("1 fault. Nothing was written.", "{n} faults. Nothing was written."),
}


def run(folder: Path, language: str, monkeypatch: pytest.MonkeyPatch, command: str = "") -> Result:
    """Run the folder's command (`check .` where it names none) with the folder as the current one."""
    named = folder / "command.txt"
    args = (command or (named.read_text(encoding="utf-8") if named.exists() else "check .")).split()
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, [*args, "--lang", language])


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file of a folder with its bytes, and every folder in it."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


def expected(folder: Path, language: str) -> str:
    """The message written beside the folder's files, and the count that ends it."""
    lines = (folder / f"expected.{language}.txt").read_text(encoding="utf-8").splitlines()
    one, many = COUNT[language]
    return "\n".join([*lines, one if len(lines) == 1 else many.format(n=len(lines))]) + "\n"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_folder_gives_its_whole_message(folder: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All faults are told at once, sorted, on standard error; exit is 1 and not a byte of the folder changes."""
    before = contents(folder)

    result = run(folder, language, monkeypatch)

    assert expected(folder, language) == result.stderr
    assert result.stdout == ""
    assert result.exit_code == 1
    assert before == contents(folder)


@pytest.mark.parametrize("command", ["check .", "appraise ."])
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("folder", WARNED, ids=lambda folder: folder.name)
def test_a_folder_that_is_only_odd_gives_its_whole_warning(
    folder: Path, language: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Warnings are told at once, sorted, on standard error; the run goes on and answers (§6)."""
    told = (folder / f"warnings.{language}.txt").read_text(encoding="utf-8").splitlines()

    result = run(folder, language, monkeypatch, command)
    # On a slow machine the steps are told there too.
    warned = [line for line in result.stderr.splitlines() if re.search(": (varning|warning): ", line)]

    assert told == warned
    assert result.stdout != ""
    assert result.exit_code == 0


@pytest.mark.parametrize("name", ["six_in_one_file", "mandatory_barred", "table_many_at_once"])
def test_the_main_job_leaves_earlier_results_untouched(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`plan` on a broken folder tells the same faults and neither writes nor removes anything."""
    folder = shutil.copytree(Path(__file__).parent / name, tmp_path / name)
    earlier = folder / "plans" / name / "record.json"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("{}", encoding="utf-8")
    before = contents(folder)

    result = run(folder, "sv", monkeypatch, "plan .")

    assert expected(folder, "sv") == result.stderr
    assert result.exit_code == 1
    assert before == contents(folder)


def test_a_folder_that_is_not_there_is_told_with_the_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt portfolio names the folder beside it that is most like it."""
    (tmp_path / "exempelkommun").mkdir()
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["check", "exempelkomun"])

    told = "exempelkomun/portfolio.yaml: Filen portfolio.yaml finns inte. Kontrollera mappens och filens namn. "
    assert told + "Menades «exempelkommun»?" == result.stderr.splitlines()[0]
    assert result.exit_code == 1


def test_a_table_given_as_the_portfolio_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Giving the table itself is answered with what to give instead."""
    (tmp_path / "forslag.csv").write_text("id;värde\na;1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["check", "forslag.csv"])

    assert result.stderr.splitlines()[0] == ("forslag.csv: Det här är en fil. Ange mappen där portfolio.yaml ligger.")
    assert result.exit_code == 1


def test_an_id_that_no_proposal_has_is_told_with_the_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`explain` of a misspelt id names the proposal that is most like it."""
    (tmp_path / "portfolio.yaml").write_text(
        "title: T\nas_of: 2026-11-01\nplan_years: [2027, 2028]\nproposals: forslag.csv\n", encoding="utf-8"
    )
    (tmp_path / "forslag.csv").write_text("id;värde\nfritid;1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["explain", ".", "fritd"])

    assert ".: Det finns inget förslag «fritd». Menades «fritid»?" in result.stderr
    assert result.exit_code == 1


def test_a_new_workspace_is_not_laid_over_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` on a folder in use tells so and leaves it as it was."""
    (tmp_path / "mapp").mkdir()
    (tmp_path / "mapp" / "viktigt.txt").write_text("kvar", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["init", "mapp"])

    assert "mapp: Mappen finns redan och är inte tom. Välj ett nytt namn." in result.stderr
    assert result.exit_code == 1
    assert contents(tmp_path) == {"mapp": None, "mapp/viktigt.txt": b"kvar"}


def test_every_folder_has_both_languages() -> None:
    """There are folders for a hundred faults, and none is told in one language only."""
    assert len(FOLDERS) > 100
    assert all((folder / "expected.en.txt").is_file() for folder in FOLDERS)
