"""Whose plan it is: who pays, who gains, and how the cost could be shared, on a screen (convention §4, §12; D4)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.table import Table

from prioritizer.appraisal.co_finance import CoFinancing
from prioritizer.appraisal.parties import Parties, Party
from prioritizer.appraisal.plan import plan_values
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line, screen_console
from prioritizer.cli.words import WORDS, word
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import listed
from prioritizer.register.accounts import parties_of
from prioritizer.selection.candidates import values_of
from prioritizer.words.formatting import bare_money, money, share, unit_for, unit_word

FIGURES = ("cost", "gain", "money", "nnv", "share_of_gain")


def whose(ready: Prepared, outcome: Outcome) -> Parties | None:
    """Who gains and who pays of the plan; None without one, and of an empty one."""
    if not isinstance(outcome, Plan) or not outcome.chosen:
        return None
    portfolio = ready.read.portfolio
    value = plan_values(portfolio, values_of(ready.appraised, outcome.chosen), ready.overlaps)
    return parties_of(portfolio, ready.read.rules, outcome.chosen, value)


def show_parties(ready: Prepared, found: Parties, language: Language) -> None:
    """A row for each purse, then whether the cost can be shared so that nobody who pays loses."""
    portfolio = ready.read.portfolio
    unit = unit_for(getattr(row, name) for row in found.parties for name in FIGURES)
    print_line("")
    caption = word("parties_head", language, unit=unit_word(unit, portfolio.currency), year=portfolio.price_year)
    print_line(caption)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("parties_actor", language))
    for name in FIGURES:
        table.add_column(word(f"parties_{name}", language), justify="right", no_wrap=True)
    for row in found.parties:
        amounts = (getattr(row, name) for name in FIGURES)
        cells = (word("parties_unknown", language) if n is None else bare_money(n, unit, language) for n in amounts)
        table.add_row(actor_name(portfolio, row.actor, language), *cells)
    screen_console().print(table)
    for line in sharing_lines(portfolio, found, language):
        print_line(line)


def sharing_lines(portfolio: Portfolio, found: Parties, language: Language) -> Iterator[str]:
    """The proposed sharing by gain, whether money in hand is enough, and who loses as things stand."""
    currency = portfolio.currency
    cost = money(found.cost, "kr", language, currency)

    def told(key: str, by: CoFinancing) -> str:
        lacking = money(by.lacking, "kr", language, currency)
        if by.code:
            return word(f"{key}_{by.code}", language, lacking=lacking, cost=cost)
        part = share(Decimal(str(by.of_gain)), language)
        return word(key, language, cost=cost, share=part, shares=_shares(portfolio, by.shares, language))

    yield told("co_gain", found.by_gain)
    if not found.by_gain.code:
        yield told("co_money", found.by_money)
    losing = [row for row in found.parties if row.nnv is not None and row.nnv < 0]
    if all(row.nnv is not None for row in found.parties):
        names = [_lost(portfolio, row, language) for row in sorted(losing, key=lambda row: (row.nnv or 0, row.actor))]
        yield word("co_losers" if names else "co_no_losers", language, names=listed(names, word("and", language)))


def _shares(portfolio: Portfolio, shares: Mapping[str, int], language: Language) -> str:
    ordered = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [
        f"{actor_name(portfolio, actor, language)} {money(kronor, 'kr', language, portfolio.currency)}"
        for actor, kronor in ordered
        if kronor
    ]
    return listed(told, word("and", language))


def _lost(portfolio: Portfolio, row: Party, language: Language) -> str:
    name = actor_name(portfolio, row.actor, language)
    return f"{name} {money(-(row.nnv or 0), 'kr', language, portfolio.currency)}"


def actor_name(portfolio: Portfolio, actor: str, language: Language) -> str:
    """What a purse is called: its title, else its id; those that every round has have words of their own."""
    titles = {a.id: a.title or a.id for a in portfolio.actors}
    key = f"actor_{actor}"
    name = titles.get(actor) or (word(key, language) if key in WORDS else actor)
    if any(a.parent == actor for a in portfolio.actors):
        return word("with_boards", language, purse=name)
    return name
