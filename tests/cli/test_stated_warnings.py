"""What the commands say of stated results that contradict themselves (convention §26)."""

from pathlib import Path

import pytest

from tests.cli.command import prioritizer, said, talked
from tests.real.tables import write_table

ROWS = [
    {"id": "a", "cost": 10, "value": 66, "chance": 45, "value_low": None, "value_high": None},
    {"id": "b", "cost": 10, "value": 100, "chance": 50, "value_low": 50, "value_high": 150},
    {"id": "c", "cost": 10, "value": 100, "chance": 90, "value_low": None, "value_high": None},
]
FUND = {"id": "medel", "owner": "kommun", "allocation": {2027: 100}}


@pytest.mark.parametrize("command", ["check", "appraise", "select"])
def test_contradictions_are_warned_of_with_their_cells_and_stop_nothing(command: str, tmp_path: Path) -> None:
    """Each contradictory row has one line with its cell on standard error; the answer is given all the same."""
    folder = write_table(tmp_path / "runda", {"actors": ["kommun"], "funds": [FUND]}, ROWS)
    found = prioritizer(command, str(folder), "--lang", "en", cwd=tmp_path)
    told = [text for text in talked(found).splitlines() if "chance" in text]

    assert found.returncode == 0
    assert said(found) != ""
    assert [text.split(": warning: ")[0].split("runda/")[-1] for text in told] == [
        "proposals.csv:2:9: a.chance",
        "proposals.csv:3:10: b.chance",
    ]
    assert "The chance 50 per cent does not agree with the interval around the net present value 100." in told[1]
