"""Record to document, and document to HTML.

`document` is pure; `read_templates` reads the workspace's `reports/`; `render_html` prints.
"""

from prioritizer.report.blocks import Document
from prioritizer.report.document import document
from prioritizer.report.html import html, read_templates, render_html
from prioritizer.report.words import UnknownWords, read_words

__all__ = ["Document", "UnknownWords", "document", "html", "read_templates", "read_words", "render_html"]
