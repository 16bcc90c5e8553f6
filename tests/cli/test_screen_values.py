"""The table of `appraise`: break-even first, columns by width, and what the figures are (§11, §25, §29)."""

from pathlib import Path

import pytest

from prioritizer.appraisal import appraise
from prioritizer.cli.screen_values import show_values
from prioritizer.screening.screen import screen
from tests.appraisal.test_appraise import cost, effect, portfolio, proposal, rules
from tests.appraisal.test_overlap import shared
from tests.cli.command import prioritizer, said
from tests.cli.conftest import EXAMPLE, Once
from tests.real.tables import write_table

ALL = ("Nettonuvärde", "Brytpunkt", "Egen kassa", "Chans > 0", "5–95 %", "Utfall")


def table(once: Once, columns: int, language: str = "sv") -> tuple[list[str], str]:
    """The lines of the answer in a window so wide, and its notes as one line."""
    found = said(once("appraise", EXAMPLE, "--lang", language, COLUMNS=str(columns)))
    lines = found.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(("Belopp i", "Amounts in")))
    return lines, " ".join(" ".join(lines[first:]).split())


@pytest.mark.parametrize(("columns", "shown"), [(50, 2), (60, 3), (80, 4), (100, 6), (120, 6), (200, 6)])
def test_columns_are_chosen_by_width_and_those_left_out_are_named(once: Once, columns: int, shown: int) -> None:
    """The value and its break-even come first; nothing vanishes without a word and no line is too wide."""
    lines, notes = table(once, columns)

    assert [name in lines[0] for name in ALL] == [True] * shown + [False] * (len(ALL) - shown)
    assert max(len(line) for line in lines) <= columns
    if shown < len(ALL):
        assert notes.endswith(f"Får inte plats här: {', '.join(f'«{n}»' for n in ALL[shown:])}. Allt finns med --json.")
    else:
        assert "--json" not in notes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_price_level_the_base_year_and_the_haircuts_are_said(once: Once, language: str) -> None:
    """One unit for the whole table (§29)."""
    _, notes = table(once, 120, language)

    told = {
        "sv": "Belopp i tkr, 2026 års priser, nuvärden till 2027, efter försiktighetsavdrag.",
        "en": "Amounts in tkr, 2026 prices, present values of 2027, after haircuts.",
    }
    assert notes.startswith(told[language])


def test_a_proposal_without_priced_effects_has_a_mark(once: Once) -> None:
    """Its figure is a cost, and the note below says so (§25)."""
    lines, notes = table(once, 200)
    row = next(line for line in lines if line.startswith("Mötesplatser")).replace("\u00a0", " ")

    assert "−1 359 †" in row
    assert "† Ingen effekt har ett pris" in notes
    assert sum("†" in line for line in lines) == 2


def test_break_even_stands_beside_the_value(once: Once) -> None:
    """C / E as per cent, in the row of its version."""
    lines, _ = table(once, 200)
    row = next(line for line in lines if line.startswith("Arbete med individuellt stöd")).replace("\u00a0", " ")

    assert row.split(")")[1].split()[:4] == ["2", "427", "64", "%"]


def test_a_pipe_without_a_width_has_every_column(once: Once) -> None:
    """Nothing is left out where nobody has said how wide it is."""
    lines = said(once("appraise", EXAMPLE, COLUMNS="")).splitlines()

    assert all(name in lines[0] for name in ALL)


def test_a_break_even_that_does_not_last_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """With a line below the table on what the mark means (§11)."""
    gains = [shared(risk_with="0.02"), shared(risk_with="0.02")]
    round_ = portfolio(proposal("a", [cost({2027: 78_100})], [*gains, effect("day", 60, "0.4", 1)]))
    by = rules("0")
    show_values(round_, screen(round_, by), appraise(round_, by), "sv")
    told = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())

    assert "48 % ‡" in told
    assert "‡ Med mer av effekterna än så blir värdet under noll igen" in told


def test_a_table_without_haircuts_says_so_and_has_no_break_even(tmp_path: Path) -> None:
    """Stated results know nothing of their effects (§26)."""
    row = {"id": "a", "cost": 10, "value": 66, "chance": 80, "value_low": None, "value_high": None}
    fund = {"id": "medel", "owner": "kommun", "allocation": {2027: 100}}
    folder = write_table(tmp_path / "runda", {"actors": ["kommun"], "funds": [fund]}, [row])
    found = said(prioritizer("appraise", str(folder), cwd=tmp_path, COLUMNS="100"))

    assert "utan försiktighetsavdrag." in found
    assert "–" in found.splitlines()[1]
