"""Answers as tables and sentences on a screen; the same numbers as the JSON."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from prioritizer.cli.run import Prepared
from prioritizer.cli.talk import Language, say
from prioritizer.model.plan import Infeasible, Key, Margin, Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.words.formatting import money, share

WORDS: dict[str, tuple[str, str]] = {
    "proposal": ("Förslag", "Proposal"),
    "version": ("Version", "Version"),
    "start": ("Start", "Start"),
    "granted": ("Beviljas", "Granted"),
    "nnv": ("Nettonuvärde", "Net present value"),
    "own": ("Egen kassa", "Own purse"),
    "chance": ("Chans > 0", "Chance > 0"),
    "interval": ("5–95 %", "5–95%"),
    "outcome": ("Utfall", "Outcome"),
    "margin": ("Marginal", "Margin"),
    "displaces": ("Tränger ut", "Displaces"),
    "replaced_by": ("Ersätts av", "Replaced by"),
    "limits": ("Gränser i vägen", "Limits in the way"),
    "optimal_confirmed": (
        "Planen är optimal, bekräftat av en andra lösare.",
        "The plan is optimal, confirmed by a second solver.",
    ),
    "optimal": ("Planen är optimal enligt {solver}.", "The plan is optimal according to {solver}."),
    "feasible": (
        "Planen är inte bevisad: högst {gap} mer kan vara möjligt.",
        "The plan is not proved: at most {gap} more may be possible.",
    ),
    "proof": (
        "Beviset gäller valet givet siffrorna. Siffrorna är prognoser.",
        "The proof concerns the choice given the figures. The figures are forecasts.",
    ),
    "total": (
        "{n} av {all} förslag, {granted} beviljas, nettonuvärde {value} ({year} års priser).",
        "{n} of {all} proposals, {granted} granted, net present value {value} ({year} prices).",
    ),
    "infeasible": (
        "Ingen plan klarar gränserna. De här går inte ihop: {conflict}.",
        "No plan meets the limits. These clash: {conflict}.",
    ),
    "unknown": ("Ingen plan hittades i tid.", "No plan was found in the time."),
    "refused": (
        "{key} kan inte beviljas: {fund} har inga medel {years}.",
        "{key} cannot be granted: {fund} has no allocation in {years}.",
    ),
    "solvers_differ": (
        "Lösarna gav olika svar; det bättre, prövat i hela kronor, gäller.",
        "The solvers gave different answers; the better one, checked in whole kronor, stands.",
    ),
    "plan_cut_off": (
        "En lösares plan bröt en gräns med en avrundning och förkastades.",
        "A solver's plan broke a limit by a rounding and was discarded.",
    ),
    "cbc_unavailable": ("CBC kunde inte startas; HiGHS användes.", "CBC could not be started; HiGHS was used."),
    "highs_unavailable": ("HiGHS kunde inte startas; CBC användes.", "HiGHS could not be started; CBC was used."),
    "selected": ("föreslås", "proposed"),
    "not_selected": ("föreslås inte", "not proposed"),
    "admitted": ("prövas", "considered"),
    "barred": ("stoppas", "barred"),
    "returned": ("återremitteras", "returned"),
    "written": ("Dokumenten finns i {folder}:", "The documents are in {folder}:"),
    "earlier": ("Den tidigare planen finns kvar i {folder}.", "The earlier plan is kept in {folder}."),
    "plan.sv.html": ("planen på svenska; öppna den i en webbläsare", "the plan in Swedish; open it in a browser"),
    "plan.en.html": ("planen på engelska", "the plan in English"),
    "record.json": ("allt underlag, för granskning", "everything behind the plan, for audit"),
    "select.json": ("valet, för andra program", "the choice, for other programs"),
    "explain.json": ("skälen, för andra program", "the reasons, for other programs"),
    "run.json": ("tid, dator och versioner för körningen", "time, machine and versions of the run"),
}
ALL_AT_ONCE = 60
"""Rows beyond which a screen is no way to read a table; the rest is counted."""


def word(name: str, language: Language, **values: object) -> str:
    """A word or sentence of the screen."""
    sv, en = WORDS[name]
    return (sv if language == "sv" else en).format(**values)


def show_outcome(ready: Prepared, outcome: Outcome, language: Language) -> None:
    """The plan, or why there is none."""
    for refused in ready.refused:
        say(word("refused", language, key=_name(refused.key), **dict(refused.values)))
    if isinstance(outcome, Infeasible):
        print_line(word("infeasible", language, conflict=", ".join(outcome.conflict) or "–"))
    elif isinstance(outcome, Plan):
        _plan(ready, outcome, language)
    else:
        print_line(word("unknown", language))


def _plan(ready: Prepared, plan: Plan, language: Language) -> None:
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    table = _table(language, ("proposal", "version", "start"), ("granted", "nnv"))
    for key in plan.chosen:
        candidate = ready.program.candidates[ready.program.index(key)]
        kronor = [money(n, "kr", language, portfolio.currency) for n in (candidate.granted_total, candidate.value)]
        table.add_row(titles[key[0]], key[1] or "", "" if key[2] is None else str(key[2]), *kronor)
    _print(table, language)
    currency = portfolio.currency
    value = money(plan.objective, "kr", language, currency)
    granted = money(plan.granted, "kr", language, currency)
    counts = {"n": len(plan.chosen), "all": len(portfolio.proposals), "year": portfolio.price_year}
    print_line(word("total", language, granted=granted, value=value, **counts))
    print_line(_proof(plan, language, currency))
    for code in plan.faults:
        print_line(word(code, language))


def _proof(plan: Plan, language: Language, currency: str) -> str:
    if plan.status == "feasible":
        return word("feasible", language, gap=money(plan.bound - plan.objective, "kr", language, currency))
    said = "optimal_confirmed" if plan.confirmed != "none" else "optimal"
    return f"{word(said, language, solver=plan.solver)} {word('proof', language)}"


def show_values(
    portfolio: Portfolio, screened: Iterable[Screened], values: Sequence[Appraised], language: Language
) -> None:
    """One row for each version and start."""
    titles = {p.id: p.title for p in portfolio.proposals}
    outcomes = {s.proposal: s.outcome for s in screened}
    table = _table(language, ("proposal", "version", "start"), ("nnv", "own", "chance", "interval"), ("outcome",))
    for value in values:
        ends = [None if n is None else _tkr(n, language, portfolio.currency) for n in (value.low, value.high)]
        table.add_row(
            titles[value.proposal],
            value.alternative or "",
            "" if value.start_year is None else str(value.start_year),
            _tkr(value.nnv, language, portfolio.currency),
            "–" if value.own_nnv is None else _tkr(value.own_nnv, language, portfolio.currency),
            "–" if value.chance is None else share(value.chance, language),
            "–" if None in ends else " … ".join(str(end) for end in ends),
            word(outcomes[value.proposal], language),
        )
    _print(table, language)


def show_margins(ready: Prepared, outcome: Outcome, margins: Sequence[Margin], language: Language) -> None:
    """Why every proposal is in or out."""
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    if not isinstance(outcome, Plan):
        show_outcome(ready, outcome, language)
    table = _table(language, ("proposal", "outcome"), ("margin",), ("displaces", "replaced_by", "limits"))
    for margin in margins:
        ways = [[titles[name] for name in names] for names in (margin.displaces, margin.replaced_by)]
        table.add_row(
            titles[margin.proposal],
            word(margin.outcome, language),
            _margin(margin, language, portfolio.currency),
            *("; ".join(names) for names in ways),
            ", ".join(margin.limits or margin.conflict),
        )
    _print(table, language)


def _margin(margin: Margin, language: Language, currency: str) -> str:
    if margin.margin is None:
        return "–"
    told = money(margin.margin, "kr", language, currency)
    if margin.exact or margin.low is None or margin.high is None:
        return told
    return f"{money(margin.low, 'kr', language, currency)} … {money(margin.high, 'kr', language, currency)}"


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


def _table(language: Language, *columns: tuple[str, ...]) -> Table:
    """A table whose second group of columns is numbers, set to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for n, group in enumerate(columns):
        for name in group:
            table.add_column(word(name, language), justify="right" if n == 1 else "left", no_wrap=n == 1)
    return table


def _print(table: Table, _: Language) -> None:
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        # A pipe has no width; nothing may be cut off in it.
        console = Console(highlight=False, width=240, no_color=True)
    console.print(table)


def _tkr(amount: int, language: Language, currency: str) -> str:
    return money(amount, "tkr", language, currency)


def _name(key: Key) -> str:
    return " ".join(str(part) for part in key if part is not None)
