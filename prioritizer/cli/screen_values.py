"""What every version is worth as a table on the screen; the same numbers as the JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.table import Table

from prioritizer.cli.screen_lines import print_line, screen_console, version_title
from prioritizer.cli.talk import WIDEST, Language
from prioritizer.cli.words import word
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.predicates.spelled import quoted
from prioritizer.words.formatting import EN_DASH, bare_money, share, unit_word

NARROWEST_TITLE = 22
"""Columns that titles have at least; a figure is left out sooner."""

GAP = 2
"""Columns between two figures."""

MARK = "†"
"""Beside a value that is a cost alone, since no effect has a price."""

FALLS_BACK = "‡"
"""Beside a break-even beyond which more of the effects gives less again."""


@dataclass(frozen=True, slots=True)
class Column:
    """A figure: its heading, and how it is written for a version."""

    name: str
    cell: Callable[[Appraised], str]


def show_values(
    portfolio: Portfolio, screened: Iterable[Screened], values: Sequence[Appraised], language: Language
) -> None:
    """One row for each version and start, with the figures that the width has room for, and what they are."""
    outcomes = {s.proposal: s.outcome for s in screened}
    titles = {p.id: p.title for p in portfolio.proposals}
    console = screen_console()
    columns = _columns(outcomes, language)
    shown = _that_fit(columns, values, console.width, language)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("proposal", language), min_width=NARROWEST_TITLE)
    for column in shown:
        table.add_column(word(column.name, language), justify="right", no_wrap=True)
    for value in values:
        title = version_title(titles[value.proposal], value.alternative, value.start_year)
        table.add_row(title, *(column.cell(value) for column in shown))
    console.print(table)
    for told in _notes(portfolio, values, columns[len(shown) :], language):
        for line in wrap(told, min(console.width, WIDEST), subsequent_indent="  ", break_on_hyphens=False):
            print_line(line)


def _columns(outcomes: Mapping[str, str], language: Language) -> tuple[Column, ...]:
    """All figures, in the order in which they are kept where the width is short."""
    return (
        Column("nnv", lambda value: _nnv(value, language)),
        Column("break_even", lambda value: _break_even(value, language)),
        Column("own", lambda value: _own(value, language)),
        Column("chance", lambda value: _chance(value, language)),
        Column("interval", lambda value: _interval(value, language)),
        Column("outcome", lambda value: word(outcomes[value.proposal], language)),
    )


def _that_fit(
    columns: Sequence[Column], values: Sequence[Appraised], width: int, language: Language
) -> Sequence[Column]:
    """The first columns that leave titles their room; the value itself always."""
    room = width - NARROWEST_TITLE
    for count, column in enumerate(columns):
        room -= GAP + max(len(word(column.name, language)), *(len(column.cell(value)) for value in values), 0)
        if room < 0:
            return columns[: max(1, count)]
    return columns


def _notes(
    portfolio: Portfolio, values: Sequence[Appraised], left_out: Sequence[Column], language: Language
) -> Iterable[str]:
    """Unit, price level and corrections; what break-even is; marks; and which figures had no room."""
    cut = any(any(value.haircut) for value in values)
    moved = any(value.prior is not None for value in values)
    corrected = {(True, True): "after_both", (True, False): "after_haircut", (False, True): "moved"}.get(
        (cut, moved), "raw"
    )
    told = {"prices": portfolio.price_year, "base": portfolio.base_year, "corrected": word(corrected, language)}
    yield word("caption", language, unit=unit_word("tkr", portfolio.currency), **told)
    yield word("break_even_is", language)
    if any("break_even_not_reached" in value.notes for value in values):
        yield word("not_reached_is", language)
    if any("break_even_falls_back" in value.notes for value in values):
        yield word("falls_back_is", language, mark=FALLS_BACK)
    if any(_unpriced(value) for value in values):
        yield word("unpriced_is", language, mark=MARK)
    if left_out:
        lacking = [quoted(word(column.name, language), language) for column in left_out]
        yield word("left_out", language, names=", ".join(lacking))


def _nnv(value: Appraised, language: Language) -> str:
    return f"{_tkr(value.nnv, language)} {MARK}" if _unpriced(value) else _tkr(value.nnv, language)


def _own(value: Appraised, language: Language) -> str:
    if value.own_nnv is None:
        return EN_DASH
    return f"{_tkr(value.own_nnv, language)} {MARK}" if _unpriced(value) else _tkr(value.own_nnv, language)


def _unpriced(value: Appraised) -> bool:
    return "no_priced_effects" in value.notes


def _break_even(value: Appraised, language: Language) -> str:
    """The part of the expected effects that is needed; more than all may be, where more people could turn."""
    if "break_even_not_reached" in value.notes:
        return word("not_reached", language)
    found = EN_DASH if value.break_even is None else share(value.break_even, language)
    return f"{found} {FALLS_BACK}" if "break_even_falls_back" in value.notes else found


def _interval(value: Appraised, language: Language) -> str:
    if value.low is None or value.high is None:
        return EN_DASH
    return f"{_tkr(value.low, language)} … {_tkr(value.high, language)}"


def _chance(value: Appraised, language: Language) -> str:
    """A computed chance is never told as none or certain: no number of draws can say so."""
    if value.chance is None:
        return EN_DASH
    if not value.chance_stated and value.chance < 0.01:
        return f"< {share(0.01, language)}"
    if not value.chance_stated and value.chance > 0.99:
        return f"> {share(0.99, language)}"
    return share(value.chance, language)


def _tkr(amount: int, language: Language) -> str:
    return bare_money(amount, "tkr", language)
