"""A document as Word, from the styles and tags of `reports/word/document.docx` (design §7).

Staff replace the template with their own: its Jinja tags are title, organisation, label, draft, facts, banner, footer
and body, which stands alone in a paragraph as {{p body }}.
"""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from prioritizer.report.blocks import Document
from prioritizer.report.pdf import pngs
from prioritizer.report.typesetting import Stopped
from prioritizer.report.walk import charts
from prioritizer.report.word_body import Body
from prioritizer.report.words import BrokenTemplate

TEMPLATE = "word/document.docx"
TAGS = frozenset({"title", "organisation", "label", "draft", "facts", "banner", "footer", "body"})
BODY = "{{p body }}"
NUMBERED = "List Number"
"""The style whose numbering each list of decisions begins anew."""
UNREAD = (zipfile.BadZipFile, LookupError, ValueError, AttributeError)
"""What a file that is no Word document brings about."""
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, for the same bytes whenever it is made."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(printed: Document, template: Path) -> bytes:
    """Fill the template with a document.

    Args:
        printed: The document, cleaned.
        template: The path of `reports/word/document.docx`.

    Raises:
        BrokenTemplate: It is no Word document, has a broken tag or one that no document fills, or lacks the body.
        OSError: The template cannot be read.
        ImportError: docxtpl is not installed.
    """
    from docxtpl import DocxTemplate

    content = template.read_bytes()
    try:
        filled = DocxTemplate(BytesIO(content))
        filled.init_docx()
    except (*UNREAD, SyntaxError) as error:
        raise BrokenTemplate(TEMPLATE, 0, "template_broken", said=str(error) or type(error).__name__) from error
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        _fill(filled, printed, environment)
    except TemplateError as error:
        raise BrokenTemplate(TEMPLATE, 0, "template_broken", said=str(error.message)) from error
    _properties(filled.docx, printed)
    made = BytesIO()
    filled.save(made)
    return _timeless(made.getvalue())


def _fill(filled: Any, printed: Document, environment: ImmutableSandboxedEnvironment) -> None:
    tags = filled.get_undeclared_template_variables(environment)
    if unknown := tags - TAGS:
        told, known = ", ".join(sorted(unknown)), ", ".join(sorted(TAGS))
        raise BrokenTemplate(TEMPLATE, 0, "unknown_tags", tags=told, known=known)
    if "body" not in tags:
        raise BrokenTemplate(TEMPLATE, 0, "body_missing", tag=BODY)
    filled.init_docx()
    images = _images(printed)
    body = Body(lambda chart: _image(filled, images.get(chart.id)), lambda: _numbered(filled)).xml(printed)
    facts = [{"term": term, "text": text} for term, text in printed.facts]
    names = ("title", "organisation", "label", "draft", "banner", "footer")
    # The body is made by us and every text in it is escaped.
    given = {name: getattr(printed, name) for name in names} | {"facts": facts, "body": Markup(body)}  # noqa: S704
    filled.render(given, environment, autoescape=True)
    if filled.docx.element.find(f".//{WORD}t/{WORD}p") is not None:
        # Paragraphs inside a line of text: Word would refuse to open the file.
        raise BrokenTemplate(TEMPLATE, 0, "body_missing", tag=BODY)


def _images(printed: Document) -> Mapping[str, bytes]:
    """The charts as images, by their ids; none where the library that draws them is missing."""
    try:
        return pngs(charts(printed.sections))
    except ImportError:
        return {}
    except Stopped as stopped:
        raise BrokenTemplate(TEMPLATE, 0, "charts_undrawn") from stopped


def _image(filled: Any, image: bytes | None) -> str:
    """The relation of a chart's image; empty where there is none."""
    if image is None:
        return ""
    relation, _ = filled.docx.part.get_or_add_image(BytesIO(image))
    return str(relation)


def _numbered(filled: Any) -> int:
    """A new list that begins with 1, in the look of the template's style of numbered lists."""
    try:
        style = filled.docx.styles[NUMBERED].element
        numbering = filled.docx.part.numbering_part.element
        at = style.find(f".//{WORD}numId").get(f"{WORD}val")
        abstract = next(one for one in numbering.num_lst if str(one.numId) == at).abstractNumId.val
    except (LookupError, AttributeError, StopIteration, NotImplementedError) as error:
        raise BrokenTemplate(TEMPLATE, 0, "style_missing", style=NUMBERED) from error
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
