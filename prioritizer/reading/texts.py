"""What named persons write in the documents of a portfolio: the YAML files of its folder `texts/` (issue 7)."""

from collections.abc import Sequence
from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import WrittenText
from prioritizer.reading import forms
from prioritizer.reading.files import open_yaml
from prioritizer.reading.scalars import nearest
from prioritizer.reading.validation import validate

_LANGUAGES = ("sv", "en")


def read_texts(folder: Path, actors: Sequence[str]) -> tuple[tuple[WrittenText, ...], list[Fault]]:
    """Read every text; nothing where there is no folder.

    Args:
        folder: `texts/` of the portfolio.
        actors: Those that may be named as boards.

    Returns:
        The texts in the order of their files, and what is wrong: a file that is no YAML and so would not be read, an
        unknown board, or two texts for one place in one document.
    """
    found: list[WrittenText] = []
    faults: list[Fault] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((".", "~$")) or path.is_dir():
            continue
        if path.suffix not in (".yaml", ".yml"):
            faults.append(fault(Place(path.as_posix()), "", "text_not_yaml", f"{path.stem}.yaml"))
            continue
        text, wrong = _read(path, actors)
        faults += wrong
        same = [one for one in found if text and (one.section, one.board) == (text.section, text.board)]
        if text and same:
            faults.append(fault(text.place, "section", "text_twice", other=Path(same[0].place.file).name))
        found += [text] if text else []
    return tuple(found), faults


def _read(path: Path, actors: Sequence[str]) -> tuple[WrittenText | None, list[Fault]]:
    located, _ = open_yaml(path)
    if not located.is_whole:
        return None, located.faults
    form, faults = validate(forms.WrittenTextForm, located)
    if form is None:
        return None, [*faults, *located.faults]
    board = form.board or ""
    if board and board not in actors:
        near = nearest(board, actors)
        faults = [*faults, fault(located.place(("board",)), "board", "unknown_actor", near, key=board)]
    texts = {language: text for language in _LANGUAGES if (text := getattr(form, language)) is not None}
    place = located.place(("section",))
    return WrittenText(form.section, board, form.author, form.date, texts, place), [*faults, *located.faults]
