"""The body of a document as WordprocessingML: styles by name, repeated heads of tables, text alternatives."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import count

from prioritizer.report.blocks import (
    Block,
    Branch,
    Cell,
    Chart,
    Charts,
    Document,
    Fold,
    Heading,
    Links,
    Pairs,
    Paragraph,
    Points,
    Section,
    Table,
)
from prioritizer.report.walk import anchors
from prioritizer.report.widths import PAGE, layout

TWENTIETHS = 20
"""Word measures columns in twentieths of a point."""
EMU = 12_700
"""Word measures images in 12,700ths of a point."""
LETTER = 0.68
"""As wide as a character may be in the font that stands in for one that a machine has not."""
CHART_WIDTH = 370.0
DEEPEST = 4


class Body:
    """Writes the body; bookmarks are numbered, since Word allows few characters in their names.

    `image` gives the relation of a chart's image, or nothing where it cannot be drawn; `numbered` gives the list of
    an ordered list that begins anew.
    """

    def __init__(self, image: Callable[[Chart], str], numbered: Callable[[], int]) -> None:
        self.image, self.numbered = image, numbered
        self.ids = count(1)
        self.bookmarks: Mapping[str, str] = {}

    def xml(self, printed: Document) -> str:
        """All sections, with a page of its own for each inner one."""
        self.bookmarks = {id: f"b{n}" for n, id in enumerate(dict.fromkeys(anchors(printed.sections)), 1)}
        return "".join(part for section in printed.sections for part in self._section(section, 1))

    def _section(self, section: Section, depth: int) -> Iterable[str]:
        title = f"{section.title} – {section.status}" if section.status else section.title
        yield _paragraph(self._marked(section.id, _run(title)), f"Heading{min(depth, DEEPEST)}", new_page=depth > 1)
        yield from self._blocks(section.blocks, depth)
        for inner in section.sections:
            status = _run(f" – {inner.status}") if inner.status else ""
            yield _paragraph(self._linked(inner.title, inner.id) + status, "ListBullet")
        for inner in section.sections:
            yield from self._section(inner, depth + 1)

    def _blocks(self, blocks: Sequence[Block], depth: int) -> Iterable[str]:
        for block in blocks:
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterable[str]:
        match block:
            case Paragraph():
                style = {"key": "Key", "small": "Small", "warning": "Warning"}.get(block.style, "")
                yield _paragraph(_run(block.text, language=block.language), style)
            case Heading():
                yield _paragraph(_run(block.text), f"Heading{min(depth + 1, DEEPEST)}")
            case Points():
                number = self.numbered() if block.ordered and block.items else 0
                style = "ListNumber" if block.ordered else "ListBullet"
                yield from (_paragraph(_run(item), style, number) for item in block.items)
            case Links():
                yield from (_paragraph(self._linked(text, id), "ListBullet") for text, id in block.items)
            case Pairs():
                yield from (_paragraph(_run(f"{t}: ") + _run(said, bold=True), "Fact") for t, said in block.items)
            case Table():
                yield from self._table(block)
            case Charts():
                for chart in block.charts:
                    yield from self._chart(chart)
                if block.caption:
                    yield _paragraph(_run(block.caption), "Small")
            case Fold():
                yield _paragraph(_run(block.title), "Fold")
                yield from self._blocks(block.blocks, depth)

    def _chart(self, chart: Chart) -> Iterable[str]:
        relation = self.image(chart)
        yield _paragraph(_run(chart.title), "Caption")
        yield _paragraph(_run(chart.shows), "Small")
        # Without its image a chart is its words; its figures stand in the table that follows.
        picture = _drawing(relation, chart, next(self.ids)) if relation else _run(chart.description)
        yield _paragraph(picture)

    def _table(self, table: Table) -> Iterable[str]:
        laid = layout(table, letter=LETTER)
        widths = [round(share * laid.width * PAGE * TWENTIETHS) for share in laid.shares]
        yield _paragraph(self._marked(table.id, _run(table.caption)), "Caption")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row(table.head, widths, laid.numbers, laid.points, head=True)
        body = "".join(self._row(row.cells, widths, laid.numbers, laid.points, bold=row.total) for row in table.rows)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
            f'<w:tblCaption w:val="{_text(table.caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
        )
        yield from (_paragraph(_run(note), "Small") for note in table.notes)
        yield "<w:p/>"

    def _row(
        self,
        cells: Sequence[Cell],
        widths: Sequence[int],
        numbers: Sequence[bool],
        points: float,
        head: bool = False,
        bold: bool = False,
    ) -> str:
        padded = [*cells, *[Cell("")] * (len(widths) - len(cells))]
        style = "TableHead" if head else "TableText"
        said = []
        for cell, width, number in zip(padded, widths, numbers, strict=True):
            lines = list(_tree(cell.branches, 0)) if cell.branches else [""]
            runs = [_run(line, bold, points) for line in lines] if cell.branches else [self._cell(cell, bold, points)]
            inner = "".join(_paragraph(run, style, right=number) for run in runs)
            said.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>')
        kept = "<w:cantSplit/>" if sum(len(cell.text) for cell in cells) < 1_500 else ""
        return f"<w:tr><w:trPr>{kept}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(said)}</w:tr>"

    def _cell(self, cell: Cell, bold: bool, points: float) -> str:
        return self._linked(cell.text, cell.link, points) if cell.link else _run(cell.text, bold, points)

    def _linked(self, text: str, id: str, points: float = 0) -> str:
        mark = self.bookmarks.get(id)
        return (
            f'<w:hyperlink w:anchor="{mark}">{_run(text, False, points, link=True)}</w:hyperlink>'
            if mark
            else _run(text)
        )

    def _marked(self, id: str, runs: str) -> str:
        mark, number = self.bookmarks.get(id), next(self.ids)
        if not mark:
            return runs
        return f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def _tree(branches: Iterable[Branch], depth: int) -> Iterable[str]:
    for branch in branches:
        yield f"{'– ' * depth}{branch.text}"
        yield from _tree(branch.branches, depth + 1)


def _paragraph(runs: str, style: str = "", number: int = 0, right: bool = False, new_page: bool = False) -> str:
    parts = f'<w:pStyle w:val="{style}"/>' if style else ""
    parts += "<w:pageBreakBefore/>" if new_page else ""
    parts += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    parts += '<w:jc w:val="right"/>' if right else ""
    return f"<w:p>{f'<w:pPr>{parts}</w:pPr>' if parts else ''}{runs}</w:p>"


def _run(text: str, bold: bool = False, points: float = 0, language: str = "", link: bool = False) -> str:
    look = '<w:rStyle w:val="Hyperlink"/>' if link else ""
    look += "<w:b/>" if bold else ""
    look += f'<w:sz w:val="{round(points * 2)}"/>' if points else ""
    look += f'<w:lang w:val="{_text(language)}"/>' if language else ""
    parts = f"<w:rPr>{look}</w:rPr>" if look else ""
    # A soft hyphen is a sign of its own in Word.
    said = '</w:t><w:softHyphen/><w:t xml:space="preserve">'.join(_text(part) for part in text.split("\u00ad"))
    return f'<w:r>{parts}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _drawing(relation: str, chart: Chart, number: int) -> str:
    width = PAGE if chart.narrow else CHART_WIDTH
    across, down = round(width * EMU), round(width * chart.drawing.height / chart.drawing.width * EMU)
    name = f'id="{number}" name="{_text(chart.id)}" descr="{_text(chart.description)}"'
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{space}/wordprocessingDrawing"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {name}/><a:graphic xmlns:a="{space}/main"><a:graphicData uri="{space}/picture">'
        f'<pic:pic xmlns:pic="{space}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _text(text: str) -> str:
    return escape(text, quote=True)
