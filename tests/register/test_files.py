"""The files of a plan are replaced together or not at all, and an earlier plan is kept."""

import json
import os
import shutil
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


def test_a_document_that_somebody_wrote_in_is_kept(tmp_path: Path) -> None:
    """The same plan again: the document is made anew, and the one that was changed is found as it was."""
    write_plan(tmp_path, _files("a"))
    (tmp_path / "plan.sv.html").write_bytes(b"med egna ord")
    kept = write_plan(tmp_path, _files("a"))

    assert kept == tmp_path / "earlier" / ("a" * 16)
    assert (kept / "plan.sv.html").read_bytes() == b"med egna ord"
    assert (tmp_path / "plan.sv.html").read_bytes() == b"a"


def test_each_document_that_somebody_wrote_in_is_kept(tmp_path: Path) -> None:
    """Written in twice: both versions are kept, in folders of their own; the first again is not kept twice."""
    write_plan(tmp_path, _files("a"))
    for said in ("ett", "två", "ett"):
        (tmp_path / "plan.sv.html").write_text(said, encoding="utf-8")
        write_plan(tmp_path, _files("a"))
    kept = {p.name: (p / "plan.sv.html").read_text("utf-8") for p in (tmp_path / "earlier").iterdir()}

    assert kept == {"a" * 16: "ett", f"{'a' * 16}-2": "två"}


def test_files_of_the_same_record_stay(tmp_path: Path) -> None:
    """What is not of this run but true of the same record is neither removed nor copied; of another record it goes."""
    write_plan(tmp_path, {**_files("a"), "plan.sv.pdf": b"a", "certificate.json": b"a"})
    again = write_plan(tmp_path, _files("a"), ["plan.sv.pdf", "certificate.json"])
    stood = set(contents(tmp_path))
    other = write_plan(tmp_path, _files("b"), ["plan.sv.pdf", "certificate.json"])

    assert again is None
    assert stood == {*_files("a"), "plan.sv.pdf", "certificate.json"}
    assert other is not None
    assert set(contents(other)) == stood
    assert {name for name in contents(tmp_path) if not name.startswith("earlier")} == set(_files("b"))


def test_half_a_copy_is_not_taken_for_an_earlier_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full while an earlier plan is copied, nothing is replaced and no part of a copy stays."""
    write_plan(tmp_path / "plan", _files("a"))
    copy2 = shutil.copy2

    def full(source: Path, target: Path) -> None:
        if source.name == "record.json":
            raise OSError(28, "No space left on device", str(target))
        copy2(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copy2", full)
        with pytest.raises(InputFaults):
            write_plan(tmp_path / "plan", _files("b"))
    after = contents(tmp_path)
    kept = write_plan(tmp_path / "plan", _files("b"))

    assert after == {f"plan/{name}": content for name, content in _files("a").items()}
    assert kept is not None
    assert contents(kept) == _files("a")


@pytest.mark.parametrize("told", ["../../../utanför", "", 7, None, ["a"]])
def test_a_hash_that_is_none_names_no_folder(tmp_path: Path, told: object) -> None:
    """A damaged record cannot have its plan kept anywhere but under earlier/."""
    write_plan(tmp_path / "plan", {**_files("a"), "record.json": json.dumps({"hash": told}).encode()})
    kept = write_plan(tmp_path / "plan", _files("b"))

    assert kept is not None
    assert kept.parent == tmp_path / "plan" / "earlier"
    assert {p.name for p in tmp_path.iterdir()} == {"plan"}


def test_a_folder_with_the_name_of_a_document_is_left_alone(tmp_path: Path) -> None:
    """It is somebody's, and nothing is written."""
    own = tmp_path / "plan.sv.html" / "eget.txt"
    own.parent.mkdir()
    own.write_text("eget", encoding="utf-8")
    with pytest.raises(InputFaults) as raised:
        write_plan(tmp_path, _files("a"))

    assert raised.value.faults[0].code == "cannot_write_here"
    assert contents(tmp_path) == {"plan.sv.html/eget.txt": b"eget"}


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
