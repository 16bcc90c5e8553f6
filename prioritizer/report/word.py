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
from markupsafe import Markup

from prioritizer.report.blocks import Document
from prioritizer.report.own_files import Sandbox, attempted, broken
from prioritizer.report.pdf import pngs
from prioritizer.report.typesetting import Stopped
from prioritizer.report.walk import charts
from prioritizer.report.word_body import Body
from prioritizer.report.word_tags import BODY, TEMPLATE, WORD, Line, check_tags, failing, lines_of, naming
from prioritizer.report.words import BrokenTemplate

TAGS = frozenset({"title", "organisation", "label", "draft", "facts", "banner", "footer", "body"})
NUMBERED = "List Number"
"""The style whose numbering each list of decisions begins anew."""
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, for the same bytes whenever it is made."""


def word(printed: Document, template: Path) -> tuple[bytes, bool]:
    """Fill the template with a document.

    Args:
        printed: The document, cleaned.
        template: The path of `reports/word/document.docx`.

    Returns:
        The file, and whether its charts lack their images because the library that draws them is missing.

    Raises:
        BrokenTemplate: It is no Word document, has a broken tag or one that no document fills, or lacks the body.
        ImportError: docxtpl is not installed.
    """
    filled, images = _opened(template), _images(printed)
    _fill(filled, printed, images or {})
    _properties(filled.docx, printed)
    made = BytesIO()
    filled.save(made)
    return _timeless(made.getvalue()), images is None


def _opened(template: Path) -> Any:
    from docxtpl import DocxTemplate

    def opened() -> Any:
        found = DocxTemplate(BytesIO(template.read_bytes()))
        found.init_docx()
        return found

    filled = attempted(opened)
    if isinstance(filled, OSError):
        raise BrokenTemplate(TEMPLATE, 0, "cannot_open", file=template.name) from filled
    if isinstance(filled, Exception):
        raise BrokenTemplate(TEMPLATE, 0, "word_unreadable", said=str(filled) or "–") from filled
    return filled


def _fill(filled: Any, printed: Document, images: Mapping[str, bytes]) -> None:
    environment = Sandbox(autoescape=True, undefined=StrictUndefined)
    lines = lines_of(filled)
    check_tags(lines)
    try:
        _check_names(filled.get_undeclared_template_variables(environment), lines)
    except (TemplateError, RecursionError) as error:
        raise _told(error, lines, environment, {}) from error
    body = Body(lambda chart: _image(filled, images.get(chart.id)), lambda: _numbered(filled)).xml(printed)
    facts = [{"term": term, "text": text} for term, text in printed.facts]
    names = ("title", "organisation", "label", "draft", "banner", "footer")
    # The body is made by us and every text in it is escaped.
    given = {name: getattr(printed, name) for name in names} | {"facts": facts, "body": Markup(body)}  # noqa: S704
    wrong = attempted(lambda: filled.render(given, environment, autoescape=True))
    if isinstance(wrong, Exception):
        if isinstance(wrong, TemplateError) or failing(lines, wrong, environment, given):
            raise _told(wrong, lines, environment, given) from wrong
        # What no tag brings about alone may be a defect of ours.
        raise wrong
    if filled.docx.element.find(f".//{WORD}t/{WORD}p") is not None:
        # Paragraphs inside a line of text: Word would refuse to open the file.
        raise BrokenTemplate(TEMPLATE, 0, "body_missing", tag=BODY)


def _check_names(names: set[str], lines: list[Line]) -> None:
    if unknown := names - TAGS:
        gaps = {"tags": ", ".join(sorted(unknown)), "known": ", ".join(sorted(TAGS)), "where": naming(lines, unknown)}
        raise BrokenTemplate(TEMPLATE, 0, "unknown_tags", **gaps)
    if "body" not in names:
        raise BrokenTemplate(TEMPLATE, 0, "body_missing", tag=BODY)


def _told(error: Exception, lines: list[Line], environment: Sandbox, given: dict[str, Any]) -> BrokenTemplate:
    """The fault of a tag, with its paragraph where one alone brings it about."""
    found, where = broken(TEMPLATE, 0, error), failing(lines, error, environment, given)
    if where and found.code == "template_broken":
        return BrokenTemplate(TEMPLATE, 0, "tag_broken", where=where, **found.values)
    return found


def _images(printed: Document) -> Mapping[str, bytes] | None:
    """The charts as images, by their ids; None where the library that draws them is missing."""
    try:
        return pngs(charts(printed.sections))
    except ImportError:
        return None
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
