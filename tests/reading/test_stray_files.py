"""No rule is gone because of what its file is called or where it stands."""

from pathlib import Path

import pytest

from prioritizer.reading.stray_files import copy_of, stray_files
from prioritizer.reading.workspace import shipped


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("criteria/a.yaml", []),
        ("criteria/a.test.yaml", []),
        ("criteria/egna/a.yaml", []),
        ("parameters/overlays/a.yaml", []),
        ("criteria/.DS_Store", []),
        ("limits/Thumbs.db", []),
        ("limits/~$a.docx", []),
        ("criteria/a.yml", [("file_not_read", "a.yaml")]),
        ("criteria/a.YAML", [("file_not_read", "a.yaml")]),
        ("limits/a.yaml.txt", [("file_not_read", "a.yaml")]),
        ("limits/a.test.yml", [("file_not_read", "a.test.yaml")]),
        ("limits/a.Test.yaml", [("file_not_read", "a.test.yaml")]),
        ("prices/a.txt", [("file_not_read", "a.yaml")]),
        ("prices/a.docx", [("file_not_read", "")]),
        ("parameters/a.yaml.yaml", [("file_not_read", "a.yaml")]),
        ("criteria/egna/nya/a.yaml", [("file_too_deep", "rules/criteria/egna/a.yaml")]),
        ("limits/egna/a.yml", [("file_too_deep", "rules/limits/a.yaml")]),
        ("parameters/overlay/a.yaml", [("file_too_deep", "rules/parameters/overlays/a.yaml")]),
    ],
)
def test_a_file_that_nobody_would_read_is_told_with_its_right_name(
    tmp_path: Path, file: str, told: list[tuple[str, str]]
) -> None:
    """What the computer itself leaves in a folder is let be."""
    path = tmp_path / "rules" / file
    path.parent.mkdir(parents=True)
    path.write_text("id: a\n", encoding="utf-8")

    found = list(stray_files(tmp_path))

    assert told == [(fault.code, fault.near) for fault in found]
    assert all(fault.place.file == f"rules/{file}" for fault in found)


def test_a_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    """Renaming a.yml would write over a.yaml."""
    (tmp_path / "rules" / "limits").mkdir(parents=True)
    for name in ("a.yaml", "a.yml"):
        (tmp_path / "rules" / "limits" / name).write_text("id: a\n", encoding="utf-8")

    assert [(fault.code, fault.near) for fault in stray_files(tmp_path)] == [("file_not_read", "")]


@pytest.mark.parametrize(
    ("stem", "of"),
    [
        ("tak - kopia", "tak"),
        ("tak - Kopia (2)", "tak"),
        ("tak - Copy", "tak"),
        ("tak copy", "tak"),
        ("tak (1)", "tak"),
        ("tak", ""),
        ("takkopia_2026", ""),
    ],
)
def test_a_copy_is_known_by_its_name(stem: str, of: str) -> None:
    """As Windows and macOS name them, in Swedish and in English."""
    assert of == copy_of(stem)


def test_the_shipped_rules_hold_no_stray_file() -> None:
    """Every file beside them is read."""
    assert list(stray_files(shipped())) == []
