"""The files of a plan are replaced together or not at all, and an earlier plan is kept."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from prioritizer.model.fault import InputFaults
from prioritizer.register.files import write_plan
from tests.cli.command import contents


def _files(mark: str) -> dict[str, bytes]:
    return {
        "plan.sv.html": mark.encode(),
        "record.json": json.dumps({"hash": mark * 64}).encode(),
        "run.json": b"{}",
    }


def test_files_are_written_and_nothing_beside_them(tmp_path: Path) -> None:
    """A first plan makes its folder, holds just the files given and keeps nothing earlier."""
    kept = write_plan(tmp_path / "plans" / "å", _files("a"))

    assert kept is None
    assert contents(tmp_path) == {f"plans/å/{name}": content for name, content in _files("a").items()}


def test_the_same_record_keeps_no_earlier_plan(tmp_path: Path) -> None:
    """A second run with the same record, and another run.json, is the same plan."""
    write_plan(tmp_path, _files("a"))
    kept = write_plan(tmp_path, {**_files("a"), "run.json": b'{"seconds": 2}'})

    assert kept is None
    assert (tmp_path / "run.json").read_bytes() == b'{"seconds": 2}'
    assert not (tmp_path / "earlier").exists()


def test_another_record_keeps_every_file_of_the_earlier_plan(tmp_path: Path) -> None:
    """All files of the plan before are found under the beginning of its hash."""
    write_plan(tmp_path, _files("a"))
    kept = write_plan(tmp_path, _files("b"))

    assert kept == tmp_path / "earlier" / ("a" * 16)
    assert contents(kept) == _files("a")


def test_plans_that_come_and_go_are_kept_once_each(tmp_path: Path) -> None:
    """From a to b, back to a and to b again, both stand once under earlier/."""
    for mark in "abab":
        write_plan(tmp_path, _files(mark))

    assert sorted(p.name for p in (tmp_path / "earlier").iterdir()) == ["a" * 16, "b" * 16]


def test_an_earlier_record_that_cannot_be_read_is_kept_all_the_same(tmp_path: Path) -> None:
    """A record that somebody has damaged is not thrown away."""
    write_plan(tmp_path, {**_files("a"), "record.json": b"not json"})
    kept = write_plan(tmp_path, _files("b"))

    assert kept == tmp_path / "earlier" / "unknown"


@pytest.mark.parametrize("held", ["plan.sv.html", "record.json", "run.json"])
@pytest.mark.parametrize("way", ["out", "in"])
def test_a_file_held_by_another_program_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str, way: str
) -> None:
    """When one file cannot be replaced, every file of the earlier plan stands as before, and the file is named."""
    folder = tmp_path / "plan"
    write_plan(folder, _files("a"))
    replace = os.replace

    def held_open(source: Path, target: Path) -> None:
        moved = source if way == "out" else target
        is_restored = source.parent.name == "old"
        if moved == folder / held and not is_restored:
            raise PermissionError(13, "Permission denied", str(folder / held))
        replace(source, target)

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(InputFaults) as raised:
        write_plan(folder, _files("b"))

    assert raised.value.faults[0].code == "may_not_write"
    assert held in raised.value.faults[0].place.file
    assert {n: b for n, b in contents(folder).items() if not n.startswith("earlier")} == _files("a")
    assert [p.name for p in tmp_path.iterdir()] == ["plan"]


def test_a_first_plan_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no plan stood before, none stands half afterwards."""
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if target.name == "record.json":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputFaults) as raised:
        write_plan(tmp_path / "plan", _files("a"))

    assert raised.value.faults[0].code == "cannot_write"
    assert contents(tmp_path) == {}


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    """A path that is a file is named as the place that cannot be written."""
    (tmp_path / "plan").write_text("egen", encoding="utf-8")
    files: Mapping[str, bytes] = _files("a")
    with pytest.raises(InputFaults) as raised:
        write_plan(tmp_path / "plan", files)

    assert raised.value.faults[0].place.file == str(tmp_path / "plan")
    assert (tmp_path / "plan").read_text("utf-8") == "egen"


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 0)() == 0, reason="nothing is read-only here")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    """Without the right to write, the folder is named and nothing is left in it."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputFaults) as raised:
            write_plan(tmp_path / "plan", _files("a"))
    finally:
        tmp_path.chmod(0o700)

    assert raised.value.faults[0].code == "may_not_write"
    assert list(tmp_path.iterdir()) == []
