"""How a calculation is written: figures with the digits that a pocket calculator needs, tables, sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from prioritizer.cli.trace_words import WORDS, word
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Language, Source
from prioritizer.words.formatting import number, share

WIDTH = 100
FIGURES = 8
"""Digits of a factor: as many as it takes for a product of millions to agree to the krona or so."""

DECIMALS = 10
"""Of what is next to nothing, which no krona turns on."""

LONGEST = 44
"""Columns of the first column of a table, at most."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one portfolio in one language."""

    portfolio: Portfolio
    language: Language

    def say(self, name: str, **gaps: object) -> str:
        """A sentence with its gaps filled."""
        return word(name, self.language, **gaps)

    def text(self, name: str, indent: int = 0, **gaps: object) -> Iterator[str]:
        """A sentence in lines of at most a hundred columns."""
        yield from self.folded(self.say(name, **gaps), indent)

    def folded(self, text: str, indent: int = 0) -> list[str]:
        """A text in lines of at most a hundred columns."""
        space = " " * indent
        return wrap(text, WIDTH, initial_indent=space, subsequent_indent=space + "  ", break_on_hyphens=False)

    def text_of(self, text: object) -> str:
        """A title that is given in both languages."""
        return str(text.get(self.language) or "") if isinstance(text, dict) else str(text or "")

    def figure(self, value: float | Decimal) -> str:
        """A factor with eight digits that count."""
        short = Decimal(f"{float(value):.{FIGURES}g}")
        exponent = short.as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) else 0
        return number(short, self.language, min(DECIMALS, max(0, digits)))

    def kronor(self, amount: float) -> str:
        """Whole kronor."""
        return number(Decimal(repr(amount)), self.language, 0)

    def share(self, value: float | Decimal) -> str:
        """A share as per cent, with the decimals it has."""
        exact = Decimal(str(value)) * 100
        return share(Decimal(str(value)), self.language, 0 if exact == exact.to_integral_value() else 1)

    def actor(self, actor: str) -> str:
        """The title of an actor."""
        title = next((a.title for a in self.portfolio.actors if a.id == actor), "")
        own = title if title != actor else ""
        return own or (self.say(actor) if actor in WORDS else actor)

    def whole(self, count: int) -> str:
        """A count."""
        return number(count, self.language, 0)

    def join(self, texts: Sequence[str]) -> str:
        """Texts with commas between."""
        return ", ".join(texts)

    def pair(self, label: str, figure: str, indent: int = 3) -> str:
        """A factor with its number to the right."""
        room = WIDTH - indent - 16
        short = label if len(label) <= room else label[: room - 1] + "…"
        return f"{' ' * indent}{short:<{room}}{figure:>16}"

    def source(self, source: Source, mark: str, indent: int = 0) -> list[str]:
        """Where a number comes from, and how sure that is."""
        told = ", ".join(part for part in (source.title, source.url) if part)
        return self.folded(self.say("source", source=told, mark=self.say(f"mark.{mark}")), indent)

    def table(
        self, head: Sequence[str], body: Sequence[Sequence[str]], last: Sequence[str] = (), left: int = 0
    ) -> Iterator[str]:
        """Columns to the right, the first `left` of them to the left; the last row is a sum."""
        rows = [self._cut(row, left) for row in (head, *body, *([last] if last else []))]
        widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
        for at, row in enumerate(rows):
            if last and at == len(rows) - 1:
                yield "   " + "-" * min(WIDTH - 3, sum(widths) + 2 * (len(widths) - 1))
            pairs = enumerate(zip(row, widths, strict=True))
            cells = (f"{c:<{w}}" if i < max(1, left) else f"{c:>{w}}" for i, (c, w) in pairs)
            yield ("   " + "  ".join(cells)).rstrip()

    @staticmethod
    def _cut(row: Sequence[str], left: int) -> list[str]:
        return [c[: LONGEST - 1] + "…" if i < left and len(c) > LONGEST else c for i, c in enumerate(row)]
