"""A document as one HTML file: no network, and one small script that it can do without; the look is in `reports/`."""

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import get_args

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from prioritizer.model.rules import Language
from prioritizer.report.blocks import Block, Branch, Cell, Chart, Document, Row, Section
from prioritizer.report.cleaned import clean_document
from prioritizer.report.document import document
from prioritizer.report.hyphens import soft
from prioritizer.report.svg import svg
from prioritizer.report.voice import Data
from prioritizer.report.words import read_words

PAGE = "html/page.html.j2"
SCRIPT = "html/page.js"
RECORDS = frozenset({*(get_args(Block)), Branch, Cell, Chart, Document, Row, Section})
READ = (".j2", ".css", ".js", ".yaml")


def read_templates(folder: Path) -> Mapping[str, str]:
    """The text of each template, style and file of words under a workspace's `reports/`, by its path from there.

    Raises:
        OSError: A file cannot be read.
    """
    found = sorted(path for path in folder.rglob("*") if path.suffix in READ and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that knows our own frozen records: their fields are safe to read, which halves the time."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if type(obj) in RECORDS:
            return attr in type(obj).__dataclass_fields__  # type: ignore[attr-defined]  # every record is a dataclass
        return super().is_safe_attribute(obj, attr, value)


def render_html(printed: Document, templates: Mapping[str, str]) -> str:
    """Print a document as HTML. Every text is escaped; templates run in a sandbox, for they come from a workspace.

    Args:
        printed: The document.
        templates: From `read_templates`.

    Raises:
        jinja2.TemplateError: A template is missing or broken.
    """
    environment = _Sandbox(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["svg"] = _drawn
    environment.filters["soft"] = partial(soft, language=printed.language)
    # Texts of the record reach the page as JSON in which no tag can stand; the script itself holds none of them.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    script = templates.get(SCRIPT, "")
    named = b64encode(sha256(script.encode()).digest()).decode()
    page = environment.get_template(PAGE)
    # The script is the institution's own file, like the style, and not a text to be escaped.
    return page.render(document=printed, script=Markup(script), script_hash=f"sha256-{named}")  # noqa: S704


def _drawn(chart: Chart, narrow: bool = False) -> Markup:
    """A chart as SVG, whose words are escaped there."""
    return Markup(svg(chart, narrow))


def html(record: Data, language: Language, folder: Path) -> str:
    """The HTML document of a record in one language, from the templates of a workspace's `reports/` folder.

    Raises:
        OSError: A template cannot be read.
        UnknownWords: The words of the language are missing or lack a sentence.
        jinja2.TemplateError: A template is missing or broken.
    """
    templates = read_templates(folder)
    return render_html(clean_document(document(record, language, read_words(templates, language))), templates)
