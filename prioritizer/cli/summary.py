"""The short answers about a plan, for somebody with ten minutes; all of them are there with --all (design §6)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.table import Table

from prioritizer.appraisal.parties import Parties
from prioritizer.cli.explained import answer_lines
from prioritizer.cli.fairness import fairness_line
from prioritizer.cli.knowing import knowing_lines
from prioritizer.cli.near_best import near_lines
from prioritizer.cli.orders import orders_line
from prioritizer.cli.own_terms import turning_cell
from prioritizer.cli.parties import sharing_lines
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen import fault_lines, plan_lines
from prioritizer.cli.screen_lines import print_line, print_under, screen_console
from prioritizer.cli.words import word
from prioritizer.model.explained import Explained
from prioritizer.model.near_best import NearBest
from prioritizer.model.own_terms import OwnTerms
from prioritizer.model.plan import Margin, Plan
from prioritizer.model.robustness import Share
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import per_cent
from prioritizer.words.formatting import bare_money, unit_word

OUTCOMES = ("selected", "not_selected", "returned", "barred")
TURNING = ("success", "cost")
NARROW = 9
"""Columns wide: a longer head is on several lines."""


def show_summary(
    ready: Prepared,
    plan: Plan,
    margins: Sequence[Margin],
    near: NearBest | None,
    more: Explained,
    parties: Parties | None,
    language: Language,
) -> None:
    """The plan, a row for each proposal, and the first line or two of every other answer."""
    for line in plan_lines(ready, plan, language):
        print_line(line)
    print_line("")
    screen_console().print(_table(ready, margins, more, language))
    for key in (
        "read_margin",
        *(("read_turning",) if more.own_terms else ()),
        *(("read_share",) if more.robustness else ()),
    ):
        print_line(word(key, language))
    for head, lines in _answers(ready, near, more, parties, language):
        print_under(word(head, language), lines)
    for line in fault_lines(margins, language):
        print_line(line)
    print_line("")
    if more.left_out:
        left_out = "; ".join(word(f"left_out_{name}", language) for name in more.left_out)
        print_line(word("quick", language, names=left_out))
        return
    print_line(word("more_answers", language))


def _answers(
    ready: Prepared, near: NearBest | None, more: Explained, parties: Parties | None, language: Language
) -> Iterator[tuple[str, Iterator[str]]]:
    if near is not None:
        yield "short_near", near_lines(ready, near, language)
    yield from answer_lines(ready, more, language)
    if more.knowing:
        yield "knowing_head", knowing_lines(ready, more.knowing, language, is_long=False)
    if more.orders is not None:
        yield "short_orders", orders_line(ready, more.orders, language)
    if parties is not None:
        yield "short_parties", sharing_lines(ready.read.portfolio, parties, language)
    if more.fairness is not None:
        yield "short_fairness", fairness_line(ready, more.fairness, language)


def _table(ready: Prepared, margins: Sequence[Margin], more: Explained, language: Language) -> Table:
    """Those in the plan first, the surest on top; then those out, the nearest on top."""
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    own = {found.proposal: found for found in more.own_terms or ()}
    shares = {share.proposal: share for share in (more.robustness.shares if more.robustness else ())}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("proposal", language), ratio=1)
    table.add_column(word("short_verdict", language), no_wrap=True)
    heads = [f"{word('short_margin', language)}, {unit_word('kr', ready.read.portfolio.currency)}"]
    heads += [word(f"short_{name}", language) for name in TURNING] if own else []
    heads += [word("short_share", language)] if shares else []
    for number, head in enumerate(heads):
        # A wide head would take the last column off a narrow window.
        table.add_column(head, justify="right", max_width=NARROW if number else None)
    for margin in sorted(margins, key=_rank):
        cells = [_margin(margin, language)]
        cells += [_turning(own.get(margin.proposal), name, language) for name in TURNING] if own else []
        cells += [_share(shares.get(margin.proposal), language)] if shares else []
        table.add_row(titles[margin.proposal], word(f"short_{margin.outcome}", language), *cells)
    return table


def _rank(margin: Margin) -> tuple[int, Decimal, str]:
    known = margin.margin if margin.margin is not None else Decimal("inf")
    return OUTCOMES.index(margin.outcome), -known if margin.outcome == "selected" else known, margin.proposal


def _margin(margin: Margin, language: Language) -> str:
    """Kronor; an interval, or that limits decide, where it is not one number."""
    if margin.conflict:
        return word(f"short_kept_{margin.outcome}", language)
    if margin.exact and margin.margin is not None:
        return bare_money(margin.margin, "kr", language)
    if margin.low is None:
        return "–"
    low = bare_money(margin.low, "kr", language)
    if margin.high is None:
        return word("short_from", language, low=low)
    return word("short_between", language, low=low, high=bare_money(margin.high, "kr", language))


def _turning(found: OwnTerms | None, name: str, language: Language) -> str:
    return "–" if found is None else turning_cell(found, name, language)


def _share(share: Share | None, language: Language) -> str:
    if share is None:
        return "–"
    low, high = (per_cent(round(Decimal(n.numerator) / n.denominator, 2), language) for n in (share.low, share.high))
    return low if low == high else f"{low}–{high}"
