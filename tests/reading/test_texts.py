"""What named persons write in the documents, read from `texts/` (issue 7)."""

from datetime import date
from pathlib import Path

from prioritizer.reading.texts import read_texts

WHOLE = "section: assessment\nauthor: Maria Ek\ndate: 2026-11-20\nsv: |\n  Ett.\n\n  Två.\n"


def write(folder: Path, **files: str) -> Path:
    """A folder of texts, each by its name."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def codes(folder: Path) -> list[tuple[str, str]]:
    """What is wrong, and in which file."""
    return [(Path(f.place.file).name, f.code) for f in read_texts(folder, ["skolnamnden"])[1]]


def test_a_text_has_section_author_day_and_language(tmp_path: Path) -> None:
    """Everything that is written is kept, with its paragraphs."""
    (text,), faults = read_texts(write(tmp_path, bedomning=WHOLE), [])

    assert faults == []
    assert (text.section, text.board, text.author, text.day) == ("assessment", "", "Maria Ek", date(2026, 11, 20))
    assert text.by_language == {"sv": "Ett.\n\nTvå."}


def test_no_folder_is_no_text(tmp_path: Path) -> None:
    """A portfolio need not have any."""
    assert read_texts(tmp_path / "texts", []) == ((), [])


def test_a_text_for_nobody_is_a_fault_with_its_place(tmp_path: Path) -> None:
    """No author, no day, no language, a section that no document has, and a board that no actor is."""
    folder = write(
        tmp_path, a="section: assessment\ndate: 2026-11-20\nsv: x\n", b=WHOLE.replace("assessment", "asessment")
    )
    write(tmp_path, c=WHOLE.partition("sv:")[0], d=f"{WHOLE}board: skolnamden\n")

    found = codes(folder)
    assert {name for name, _ in found} == {"a.yaml", "b.yaml", "c.yaml", "d.yaml"}
    assert ("c.yaml", "text_in_no_language") in found
    assert ("d.yaml", "unknown_actor") in found


def test_two_texts_for_one_place_are_a_fault(tmp_path: Path) -> None:
    """Neither may win by its name; for different boards they are two places."""
    assert codes(write(tmp_path, a=WHOLE, b=WHOLE)) == [("b.yaml", "text_twice")]
    assert codes(write(tmp_path, b=f"{WHOLE}board: skolnamnden\n")) == []


def test_a_file_that_is_not_yaml_is_not_passed_over(tmp_path: Path) -> None:
    """Somebody wrote it, so «missing» in the document would be untrue."""
    (tmp_path / "bedomning.docx").write_bytes(b"x")
    (tmp_path / "~$bedomning.docx").write_bytes(b"x")
    assert codes(tmp_path) == [("bedomning.docx", "text_not_yaml")]
