"""The pages of rules as Markdown files, with an index in each language; the same bytes for the same rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from prioritizer.model.rules import Language
from prioritizer.reading.library import Library
from prioritizer.report.rule_page import Line, Page, Section
from prioritizer.report.rule_page_words import criteria_heading, word
from prioritizer.report.rule_pages import Pages

INDEX = "README.md"
LANGUAGES: tuple[Language, ...] = ("sv", "en")
_SIGNS = re.compile(r"([\\`*<>\[\]|])")
_AT_START = re.compile(r"^([#+-]|\d+[.)])(?= )")
_ADDRESS = re.compile(r"https?://\S+")


def page_files(library: Library) -> Mapping[str, str]:
    """Every page and the two indexes, by path under `rules/pages/`."""
    files: dict[str, str] = {}
    for language in LANGUAGES:
        pages = tuple(Pages(library, language).all())
        files |= {f"{language}/{page.path}": markdown(page, language) for page in pages}
        files[f"{language}/{INDEX}"] = _index(pages, library, language)
    return files


def markdown(page: Page, language: Language) -> str:
    """One page as Markdown."""
    up = "../" * len(PurePosixPath(f"pages/{language}/{page.path}").parts[:-1])
    lines = [f"# {escaped(page.title)}", "", f"{escaped(page.lead)} `{page.id}`"]
    for box in page.boxes(language):
        lines += ["", f"> {escaped(box)}"]
    for section in page.sections:
        lines += ["", f"## {escaped(section.heading)}", "", *_lines(section)]
    file = _link(page.file.removeprefix("rules/"), up)
    tests = _link(page.file.removeprefix("rules/").removesuffix(".yaml") + ".test.yaml", up)
    tested = page.kind in ("criterion", "limit")
    last = word("file_and_tests" if tested else "file", language, file=file, tests=tests)
    return "\n".join([*lines, "", "---", "", last, ""])


def escaped(text: str) -> str:
    """A text in which no sign is a command of Markdown; addresses stay whole."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [_SIGNS.sub(r"\\\1", text[at : found.start()]), f"<{found.group()}>"]
        at = found.end()
    parts.append(_SIGNS.sub(r"\\\1", text[at:]))
    return _AT_START.sub(r"\\\1", "".join(parts))


def _lines(section: Section) -> Iterator[str]:
    """Paragraphs apart by an empty line, items of a list under each other."""
    before: Line | None = None
    for line in section.lines:
        if before is not None and (not line.depth or not before.depth):
            yield ""
        yield f"{'  ' * (line.depth - 1)}- {escaped(line.text)}" if line.depth else escaped(line.text)
        before = line


def _index(pages: Iterable[Page], library: Library, language: Language) -> str:
    listed = tuple(pages)
    lines = [f"# {word('index', language)}", "", word("index_lead", language)]
    groups = [
        *((criteria_heading(name, language), _of_set(listed, name)) for name in library.written()),
        *(
            (word(heading, language), [p for p in listed if p.kind == kind])
            for heading, kind in (("limits", "limit"), ("parameters", "parameter"), ("prices", "price"))
        ),
    ]
    for heading, found in groups:
        if found:
            lines += ["", f"## {escaped(heading)}", "", *(_entry(page, language) for page in found)]
    return "\n".join([*lines, ""])


def _of_set(pages: Iterable[Page], name: str) -> list[Page]:
    folder = "criteria" if name == "default" else f"criteria/{name}"
    return [p for p in pages if p.kind == "criterion" and str(PurePosixPath(p.path).parent) == folder]


def _entry(page: Page, language: Language) -> str:
    notes = [page.brief, _mark(page, language)]
    told = ", ".join(note for note in notes if note)
    return f"- [{escaped(page.title)}]({page.path})" + (f" – {escaped(told)}" if told else "")


def _mark(page: Page, language: Language) -> str:
    if page.is_assumed:
        return word("assumption", language)
    return word("partly", language) if page.assumption else ""


def _link(file: str, up: str) -> str:
    return f"[{escaped(file)}]({up}{file})"
