"""A document as Word, from the styles and tags of `reports/word/document.docx` (design §7).

Staff replace the template with their own: its Jinja tags are title, organisation, draft, facts, banner, footer and
body, which stands alone in a paragraph as {{p body }}.
"""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from prioritizer.report.blocks import Chart, Document
from prioritizer.report.drawing import svg
from prioritizer.report.pdf import png
from prioritizer.report.word_body import Body

TEMPLATE = "word/document.docx"
TAGS = frozenset({"title", "organisation", "draft", "facts", "banner", "footer", "body"})
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, for the same bytes whenever it is made."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class UnknownTags(Exception):
    """The template has tags that no document fills; their names."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        """In order of name."""
        super().__init__(", ".join(tags))
        self.tags = tags


def word(printed: Document, template: Path) -> bytes:
    """Fill the template with a document.

    Args:
        printed: The document, cleaned.
        template: The path of `reports/word/document.docx`.

    Raises:
        UnknownTags: The template asks for what no document has.
        jinja2.TemplateError: A tag of the template is broken.
        OSError: The template cannot be read.
        ImportError: docxtpl is not installed.
    """
    from docxtpl import DocxTemplate

    filled = DocxTemplate(BytesIO(template.read_bytes()))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    unknown = filled.get_undeclared_template_variables(environment) - TAGS
    if unknown:
        raise UnknownTags(tuple(sorted(unknown)))
    filled.init_docx()
    body = Body(lambda chart: _image(filled, chart), lambda: _numbered(filled)).xml(printed)
    facts = [{"term": term, "text": text} for term, text in printed.facts]
    names = ("title", "organisation", "draft", "banner", "footer")
    # The body is made by us and every text in it is escaped.
    given = {name: getattr(printed, name) for name in names} | {"facts": facts, "body": Markup(body)}  # noqa: S704
    filled.render(given, environment, autoescape=True)
    _properties(filled.docx, printed)
    made = BytesIO()
    filled.save(made)
    return _timeless(made.getvalue())


def _image(filled: Any, chart: Chart) -> str:
    """The relation of a chart's image; empty where the library that draws it is missing."""
    try:
        relation, _ = filled.docx.part.get_or_add_image(BytesIO(png(svg(chart))))
    except ImportError:
        return ""
    return str(relation)


def _numbered(filled: Any) -> int:
    """A new list that begins with 1, in the look of the template's style of numbered lists."""
    style = filled.docx.styles["List Number"].element
    numbering = filled.docx.part.numbering_part.element
    at = style.find(f".//{WORD}numId").get(f"{WORD}val")
    abstract = next(one for one in numbering.num_lst if str(one.numId) == at).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _properties(docx: Any, printed: Document) -> None:
    try:
        day = datetime.fromisoformat(printed.as_of)
    except ValueError:
        day = datetime(2000, 1, 1)
    properties = docx.core_properties
    properties.title, properties.author = printed.title[:255], printed.organisation[:255]
    properties.created = properties.modified = day
    properties.last_modified_by, properties.language = "", LANGUAGES[printed.language]
    defaults = docx.styles.element.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    if defaults is not None:
        language = defaults.find(f"{WORD}lang")
        language = defaults.makeelement(f"{WORD}lang") if language is None else language
        language.set(f"{WORD}val", LANGUAGES[printed.language])
        if language.getparent() is None:
            defaults.append(language)


def _timeless(content: bytes) -> bytes:
    """The same archive with fixed times and its files in order."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            file = zipfile.ZipInfo(name, EARLIEST)
            file.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(file, read.read(name))
    return made.getvalue()
