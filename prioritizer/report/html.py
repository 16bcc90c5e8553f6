"""A document as one HTML file: no network, and one small script that it can do without; the look is in `reports/`."""

import traceback
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import get_args

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from prioritizer.model.rules import Language
from prioritizer.reading.workspace import shipped
from prioritizer.report.blocks import Block, Branch, Cell, Chart, Document, Row, Section
from prioritizer.report.cleaned import clean_document
from prioritizer.report.document import document
from prioritizer.report.hyphens import soft
from prioritizer.report.own_files import Sandbox, broken, made_of_own
from prioritizer.report.svg import svg
from prioritizer.report.voice import Data
from prioritizer.report.words import SHIPPED, BrokenTemplate, read_words

PAGE = "html/page.html.j2"
STYLE = "html/style.css"
SCRIPT = "html/page.js"
RECORDS = frozenset({*(get_args(Block)), Branch, Cell, Chart, Document, Row, Section})

READ = (".j2", ".css", ".js", ".typ", ".yaml")


class Templates(Mapping[str, str]):
    """The text of each file; one that cannot be read is refused where it is asked for, and stops nothing else."""

    def __init__(self, found: Mapping[str, str | BrokenTemplate]) -> None:
        """Texts by path, and in their place why there is none."""
        self._found = found

    def __getitem__(self, name: str) -> str:
        """The text of a file.

        Raises:
            BrokenTemplate: It is not UTF-8 or cannot be opened.
        """
        text = self._found[name]
        if isinstance(text, BrokenTemplate):
            raise BrokenTemplate(text.template, text.line, text.code, **text.values)
        return text

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._found)


def read_templates(folder: Path) -> Mapping[str, str]:
    """The text of each template, style and file of words, by its path under `reports/`.

    Those of the workspace stand in the place of the shipped ones of the same name, which are kept after «shipped/».
    To ask for one that is not UTF-8 or cannot be opened raises `BrokenTemplate`.

    Args:
        folder: The workspace's `reports/`; a file that it lacks is the shipped one.
    """
    base, own = shipped_templates(), dict[str, str | BrokenTemplate]()
    if folder.resolve() != (shipped() / "reports").resolve():
        own = {name: text for name, text in _texts(folder).items() if base.get(name) != text}
    return Templates({**base, **{SHIPPED + name: base[name] for name in own if name in base}, **own})


@cache
def shipped_templates() -> Mapping[str, str]:
    """The files that come with the program."""
    return Templates(_texts(shipped() / "reports"))


def _texts(folder: Path) -> dict[str, str | BrokenTemplate]:
    found = sorted(path for path in folder.rglob("*") if path.suffix in READ and path.is_file())
    return {path.relative_to(folder).as_posix(): _text(path, folder) for path in found}


def _text(path: Path, folder: Path) -> str | BrokenTemplate:
    name = path.relative_to(folder).as_posix()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return BrokenTemplate(name, path.read_bytes()[: error.start].count(b"\n") + 1, "not_utf8")
    except OSError:
        return BrokenTemplate(name, 0, "cannot_open", file=path.name)


class _Sandbox(Sandbox):
    """A sandbox that knows our own frozen records: their fields are safe to read, which halves the time."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if type(obj) in RECORDS:
            return attr in type(obj).__dataclass_fields__  # type: ignore[attr-defined]  # every record is a dataclass
        return super().is_safe_attribute(obj, attr, value)


class Printer:
    """Prints documents as HTML. Every text is escaped; templates run in a sandbox, for they come from a workspace.

    Each template is compiled once, for however many documents are printed.
    """

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates
        self._environment = _Sandbox(
            loader=FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._language: Language = "sv"
        # Texts of the record reach the page as JSON in which no tag can stand; the script holds none of them.
        sorted_json = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
        self._environment.policies["json.dumps_kwargs"] = sorted_json
        script = templates.get(SCRIPT, "")
        named = b64encode(sha256(script.encode()).digest()).decode()
        # The script is the institution's own file, like the style, and not a text to be escaped.
        self._given = {"script": Markup(script), "script_hash": f"sha256-{named}", "style": _style(templates)}  # noqa: S704
        self._environment.filters["svg"] = _drawn
        self._environment.filters["soft"] = lambda text: soft(text, language=self._language)

    def __call__(self, printed: Document) -> str:
        """The page of a document.

        Raises:
            BrokenTemplate: A template is missing or broken; with its path and line.
        """
        return made_of_own(lambda: self._filled(printed), lambda: self._as_shipped._filled(printed), self._told)

    @cached_property
    def _as_shipped(self) -> "Printer":
        return Printer(shipped_templates())

    def _filled(self, printed: Document) -> str:
        self._language = printed.language
        try:
            return self._environment.get_template(PAGE).render(document=printed, **self._given)
        except TemplateSyntaxError as error:
            place, said = (error.name or PAGE, error.lineno), str(error.message)
            raise BrokenTemplate(*place, "template_broken", said=said) from error
        except TemplateNotFound as error:
            raise BrokenTemplate(str(error.name), 0, "template_missing") from error

    def _told(self, error: Exception) -> BrokenTemplate:
        """The fault of the innermost own template: a shipped one does what it is asked to."""
        frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
        own = [place for place in frames if place[0] in self._templates and self._is_own(place[0])]
        return broken(*(own or [(PAGE, 0)])[-1], error)

    def _is_own(self, name: str) -> bool:
        return self._templates[name] != shipped_templates().get(name.removeprefix(SHIPPED))


def render_html(printed: Document, templates: Mapping[str, str]) -> str:
    """Print one document as HTML.

    Args:
        printed: The document.
        templates: From `read_templates`.

    Raises:
        BrokenTemplate: A template is missing or broken.
    """
    return Printer(templates)(printed)


def _style(templates: Mapping[str, str]) -> Markup:
    """The shipped style with that of the workspace after it, as they stand: CSS is no template.

    In CSS a stroke after a backslash is a stroke, and no style sheet can end the element that it stands in.
    """
    texts = (templates[name] for name in (SHIPPED + STYLE, STYLE) if name in templates)
    return Markup("\n".join(texts).replace("</", "<\\/"))  # noqa: S704


def _drawn(chart: Chart, narrow: bool = False) -> Markup:
    """A chart as SVG, whose words are escaped there."""
    return Markup(svg(chart, narrow))


def html(record: Data, language: Language, folder: Path) -> str:
    """The HTML document of a record in one language, from the templates of a workspace's `reports/` folder.

    Raises:
        OSError: A template cannot be read.
        UnknownWords: The words of the language are missing or lack a sentence.
        BrokenTemplate: A template or a file of words is missing or broken.
    """
    templates = read_templates(folder)
    return render_html(clean_document(document(record, language, read_words(templates, language))), templates)
