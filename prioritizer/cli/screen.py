"""Answers as tables and sentences on a screen; the same numbers as the JSON."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from prioritizer.cli.conflicts import conflict_lines
from prioritizer.cli.reasons import limit_names, margin_lines
from prioritizer.cli.run import Prepared
from prioritizer.cli.talk import Language, say
from prioritizer.cli.words import word
from prioritizer.model.plan import Infeasible, Key, Margin, Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.words.formatting import bare_money, money, share, unit_word

WIDE = 110
"""Columns of a window that hold the interval too."""


def show_outcome(ready: Prepared, outcome: Outcome, language: Language) -> None:
    """The plan, or why there is none."""
    for refused in ready.refused:
        say(word(refused.code, language, key=_name(refused.key), **dict(refused.values)))
    if isinstance(outcome, Infeasible):
        clash = "; ".join(limit_names(ready, outcome.conflict, language))
        print_line(word("infeasible", language, conflict=clash or "–"))
        print_line(word("ids", language, ids=", ".join(outcome.conflict) or "–"))
        if outcome.explained is not None:
            for line in conflict_lines(ready, outcome.explained, language):
                print_line(line)
        if outcome.confirmed == "certificate":
            print_line(word("infeasible_certified", language))
    elif isinstance(outcome, Plan):
        _plan(ready, outcome, language)
    else:
        print_line(word("unknown", language))


def _plan(ready: Prepared, plan: Plan, language: Language) -> None:
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    screen = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("proposal", language), min_width=28)
    for name in ("granted", "nnv"):
        table.add_column(
            f"{word(name, language)}, {unit_word('kr', portfolio.currency)}", justify="right", no_wrap=True
        )
    for key in plan.chosen:
        candidate = ready.program.candidates[ready.program.index(key)]
        kronor = [bare_money(n, "kr", language) for n in (candidate.granted_total, candidate.value)]
        table.add_row(_title(titles[key[0]], key[1], key[2]), *kronor)
    for label, shared in _shared(ready, plan, language).items():
        table.add_row(label, "", bare_money(shared, "kr", language))
    screen.print(table)
    currency = portfolio.currency
    value = money(plan.objective, "kr", language, currency)
    granted = money(plan.granted, "kr", language, currency)
    counts = {"n": len(plan.chosen), "all": len(portfolio.proposals), "year": portfolio.price_year}
    print_line(word("total", language, granted=granted, value=value, **counts))
    if not plan.chosen and any(s.outcome == "admitted" for s in ready.screened):
        print_line(word("empty_plan", language))
    print_line(_proof(plan, language, currency))
    for code in plan.faults:
        print_line(word(code, language))


def _shared(ready: Prepared, plan: Plan, language: Language) -> dict[str, int]:
    """What the plan's versions are worth together beyond the sum of each, by what it is called (§6).

    They reach the same people, or have a declared synergy.
    """
    portfolio = ready.read.portfolio
    names = {p.id: p.title for p in portfolio.proposals}
    titles = {group.id: group.title or group.id for group in portfolio.overlap_groups}
    labels = {s.id: word("synergy", language, first=names[s.of[0]], second=names[s.of[1]]) for s in portfolio.synergies}
    sums: dict[str, int] = {}
    for overlap in ready.overlaps:
        if set(plan.chosen).issuperset(overlap.keys):
            group = titles.get(overlap.group, overlap.group)
            name = labels.get(overlap.group) or word("overlap", language, group=group)
            sums[name] = sums.get(name, 0) + overlap.nnv
    return sums


def _proof(plan: Plan, language: Language, currency: str) -> str:
    if plan.status == "feasible":
        return word("feasible", language, gap=money(plan.bound - plan.objective, "kr", language, currency))
    said = {"certificate": "optimal_certified", "second_solver": "optimal_confirmed"}.get(plan.confirmed, "optimal")
    return f"{word(said, language, solver=plan.solver)} {word('proof', language)}"


def show_values(
    portfolio: Portfolio, screened: Iterable[Screened], values: Sequence[Appraised], language: Language
) -> None:
    """One row for each version and start."""
    titles = {p.id: p.title for p in portfolio.proposals}
    outcomes = {s.proposal: s.outcome for s in screened}
    screen = console()
    wide = screen.width >= WIDE
    unit = f", {unit_word('tkr', portfolio.currency)}"
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("proposal", language), min_width=28)
    for name, suffix in (("nnv", unit), ("own", unit), ("chance", ""), *((("interval", unit),) if wide else ())):
        table.add_column(f"{word(name, language)}{suffix}", justify="right", no_wrap=wide)
    if wide:
        table.add_column(word("outcome", language), no_wrap=True)
    for value in values:
        ends = [None if n is None else _tkr(n, language) for n in (value.low, value.high)]
        interval = "–" if None in ends else " … ".join(str(end) for end in ends)
        table.add_row(
            _title(titles[value.proposal], value.alternative, value.start_year),
            _tkr(value.nnv, language),
            "–" if value.own_nnv is None else _tkr(value.own_nnv, language),
            _chance(value, language),
            *((interval, word(outcomes[value.proposal], language)) if wide else ()),
        )
    screen.print(table)


def show_margins(ready: Prepared, outcome: Outcome, margins: Sequence[Margin], language: Language) -> None:
    """Why every proposal is in or out, a paragraph each."""
    if not isinstance(outcome, Plan):
        show_outcome(ready, outcome, language)
    for margin in margins:
        for line in margin_lines(ready, margin, language):
            print_line(line)


def show_written(folder: Path, names: Sequence[str], earlier: Path | None, language: Language) -> None:
    """Where the documents are."""
    print_line("")
    print_line(word("written", language, folder=folder))
    width = max(len(name) for name in names)
    for name in names:
        print_line(f"  {name:{width}}  {word(name, language)}")
    if earlier:
        print_line(word("earlier", language, folder=earlier))


def print_line(text: str) -> None:
    """A line of the answer, on standard output."""
    import click

    click.echo(text)


def console() -> Console:
    """Where tables go: a pipe has no width, so nothing is cut off in it, and no sign in a title is a command."""
    terminal = Console(highlight=False, markup=False, emoji=False)
    if terminal.is_terminal:
        return terminal
    return Console(highlight=False, markup=False, emoji=False, width=240, no_color=True)


def _title(title: str, alternative: str | None, start: int | None) -> str:
    """A proposal with its version and start, where there is more to say than its title."""
    more = [str(part) for part in (alternative, start) if part is not None]
    return f"{title} ({', '.join(more)})" if more else title


def _chance(value: Appraised, language: Language) -> str:
    """A computed chance is never told as none or certain: no number of draws can say so."""
    if value.chance is None:
        return "–"
    if not value.chance_stated and value.chance < 0.01:
        return f"< {share(0.01, language)}"
    if not value.chance_stated and value.chance > 0.99:
        return f"> {share(0.99, language)}"
    return share(value.chance, language)


def _tkr(amount: int, language: Language) -> str:
    return bare_money(amount, "tkr", language)


def _name(key: Key) -> str:
    return " ".join(str(part) for part in key if part is not None)
