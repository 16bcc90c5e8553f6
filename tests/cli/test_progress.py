"""What people who wait are told: at once that something takes time, and that it goes on while a solver is silent."""

import time

import pytest

from prioritizer.cli.talk import Progress, ticking
from prioritizer.model.rules import Language
from prioritizer.words.steps import told, waiting


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was told, without the clock."""
    return [line.split(" s  ", 1)[1] for line in capsys.readouterr().err.splitlines()]


def test_a_silent_solver_is_told_to_be_at_work(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is heard of the search: it is said again, with what is not known."""
    progress = Progress("en", every=0.05)
    with ticking(progress):
        progress("CBC: search")
        time.sleep(0.3)
    found = lines(capsys)

    assert len(found) > 1
    assert set(found) == {
        "searching for the plan (CBC) – at work; best plan and bound are not known yet",
    }


def test_what_was_heard_last_is_told_again(capsys: pytest.CaptureFixture[str]) -> None:
    """Value, bound and gap stay on the screen's last line."""
    progress = Progress("sv", every=0.05)
    with ticking(progress):
        progress("standing: 1 200 / 1 300 / 100")
        time.sleep(0.3)

    assert "bästa plan hittills / ingen över / skillnad: 1 200 / 1 300 / 100 – pågår" in [
        line.replace("\u00a0", " ") for line in lines(capsys)
    ]


def test_nothing_is_told_after_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    """The line that says it goes on never stands among the answers."""
    progress = Progress("en", every=0.02)
    with ticking(progress):
        progress("CBC: search")
    capsys.readouterr()
    time.sleep(0.1)

    assert capsys.readouterr().err == ""


def test_the_longer_it_takes_the_more_seldom_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """After an hour a line each second would be noise."""
    progress = Progress("en", every=0.01)
    progress.begun -= 3600
    progress("CBC: search")
    capsys.readouterr()
    progress.spoken -= 60
    progress.tick()

    assert lines(capsys) == []
    progress.spoken -= 180
    progress.tick()
    assert len(lines(capsys)) == 1


def test_another_report_than_progress_is_left_alone() -> None:
    """A test that hears steps hears only those."""
    heard: list[str] = []
    with ticking(heard.append):
        time.sleep(0.02)

    assert heard == []


@pytest.mark.parametrize(("language", "number"), [("sv", "12\u00a0345"), ("en", "12,345")])
def test_numbers_are_written_as_the_language_has_them(language: Language, number: str) -> None:
    """Hard spaces in Swedish, commas in English (§29)."""
    step = "standing: 12 345 / – / –"

    assert told(step, language).endswith(f": {number} / – / –")
    assert waiting(step, language).startswith(told(step, language))
