"""The bones of an HTML document: its headings, captions, ids and links."""

from html.parser import HTMLParser

VOID = {"meta", "line", "path", "circle", "input"}
HEADINGS = {"h1", "h2", "h3", "h4", "summary", "caption", "figcaption"}


class Outline(HTMLParser):
    """Reads a document and keeps what a reader would steer by."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.captioned: list[bool] = []
        self.heads_without_scope = 0
        self.addresses: list[str] = []
        self.text: list[str] = []
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        href = given.get("href") or ""
        if href.startswith("#"):
            self.links.append(href[1:])
        self.addresses += [str(v) for k, v in attrs if k in ("src", "href", "srcset", "action") and v and v[0] != "#"]
        if tag == "script":
            self.scripts.append("")
        if tag == "table":
            self.captioned.append(False)
        if tag == "caption":
            self.captioned[-1] = True
        if tag == "th" and "scope" not in given:
            self.heads_without_scope += 1
        if tag in HEADINGS:
            self.lines.append(f"{tag}: ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep text, and what stands in headings and captions."""
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        if not {"style", "script"} & set(self.open):
            self.text.append(data)
        if HEADINGS & set(self.open) and self.lines:
            self.lines[-1] += " ".join(data.split(" ")).replace("\n", "")
