"""A document as one HTML file: no network, and one small script that it can do without; the look is in `reports/`."""

import traceback
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import get_args

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from prioritizer.model.rules import Language
from prioritizer.reading.workspace import shipped
from prioritizer.report.blocks import Block, Branch, Cell, Chart, Document, Row, Section
from prioritizer.report.cleaned import clean_document
from prioritizer.report.document import document
from prioritizer.report.hyphens import soft
from prioritizer.report.svg import svg
from prioritizer.report.voice import Data
from prioritizer.report.words import SHIPPED, BrokenTemplate, read_words

PAGE = "html/page.html.j2"
SCRIPT = "html/page.js"
RECORDS = frozenset({*(get_args(Block)), Branch, Cell, Chart, Document, Row, Section})
WRONG = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What a template of a workspace can bring about."""

READ = (".j2", ".css", ".js", ".typ", ".yaml")


def read_templates(folder: Path) -> Mapping[str, str]:
    """The text of each template, style and file of words, by its path under `reports/`.

    Those of the workspace stand in the place of the shipped ones of the same name, which are kept after «shipped/».

    Args:
        folder: The workspace's `reports/`; a file that it lacks is the shipped one.

    Raises:
        OSError: A file cannot be read.
        BrokenTemplate: A file is not UTF-8.
    """
    base, own = _texts(shipped() / "reports"), {}
    if folder.resolve() != (shipped() / "reports").resolve():
        own = {name: text for name, text in _texts(folder).items() if base.get(name) != text}
    return {**base, **{SHIPPED + name: base[name] for name in own if name in base}, **own}


def _texts(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.suffix in READ and path.is_file())
    return {path.relative_to(folder).as_posix(): _text(path, folder) for path in found}


def _text(path: Path, folder: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenTemplate(path.relative_to(folder).as_posix(), line, "not_utf8") from error


class _Sandbox(ImmutableSandboxedEnvironment):
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
        self._script = {"script": Markup(script), "script_hash": f"sha256-{named}"}  # noqa: S704
        self._environment.filters["svg"] = _drawn
        self._environment.filters["soft"] = lambda text: soft(text, language=self._language)

    def __call__(self, printed: Document) -> str:
        """The page of a document.

        Raises:
            BrokenTemplate: A template is missing or broken; with its path and line.
        """
        self._language = printed.language
        try:
            return self._environment.get_template(PAGE).render(document=printed, **self._script)
        except TemplateSyntaxError as error:
            place, said = (error.name or PAGE, error.lineno), str(error.message)
            raise BrokenTemplate(*place, "template_broken", said=said) from error
        except TemplateNotFound as error:
            raise BrokenTemplate(str(error.name), 0, "template_missing") from error
        except WRONG as error:  # where no template is in the way of it, it is a defect of ours
            where = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
            if not where:
                raise
            said = str(error) or type(error).__name__
            raise BrokenTemplate(where[-1].filename, where[-1].lineno or 0, "template_broken", said=said) from error


def render_html(printed: Document, templates: Mapping[str, str]) -> str:
    """Print one document as HTML.

    Args:
        printed: The document.
        templates: From `read_templates`.

    Raises:
        BrokenTemplate: A template is missing or broken.
    """
    return Printer(templates)(printed)


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
