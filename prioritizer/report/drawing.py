"""A chart as an image of its own: one SVG that needs no style sheet."""

from html import escape

from prioritizer.report.blocks import Chart, Line, Mark

INK, SOFT, RULE, ACCENT = "#1d2326", "#566066", "#cfd6d8", "#0a5a66"
FONT = "Libertinus Serif"


def svg(chart: Chart) -> str:
    """Draw a chart for paper; its text alternative is the chart's description and stands beside it."""
    parts = [
        *(_line(line, RULE, 0.8) for line in chart.grid),
        f'<path d="{chart.below}" fill="{ACCENT}" fill-opacity="0.16"/>',
        _line(chart.zero, INK, 1.2),
        f'<path d="{chart.curve}" fill="none" stroke="{ACCENT}" stroke-width="2.2" stroke-linejoin="round"/>',
    ]
    for point in chart.points:
        parts.append(
            f'<circle cx="{point.x:.1f}" cy="{point.y:.1f}" r="3.6" fill="#fff" stroke="{ACCENT}" stroke-width="2.2"/>'
        )
        parts.append(_text(Mark(point.label_x, point.label_y, point.text, point.anchor), INK, "bold"))
    parts += [_text(mark, SOFT, "normal") for mark in chart.labels]
    size = f'width="{chart.width:g}" height="{chart.height:g}" viewBox="0 0 {chart.width:g} {chart.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _line(line: Line, colour: str, width: float) -> str:
    ends = f'x1="{line.x1:.1f}" y1="{line.y1:.1f}" x2="{line.x2:.1f}" y2="{line.y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def _text(mark: Mark, colour: str, weight: str) -> str:
    place = f'x="{mark.x:.1f}" y="{mark.y:.1f}" text-anchor="{mark.anchor}"'
    style = f'font-family="{FONT}" font-size="12" font-weight="{weight}" fill="{colour}"'
    return f"<text {place} {style}>{escape(mark.text)}</text>"
