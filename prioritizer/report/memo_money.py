"""What the plan costs and whom, and how sure it is, for the executive board's memo."""

from typing import Any

from prioritizer.report import frontier, granted_money, method, parties, reliance, sensitivity, unpriced
from prioritizer.report.blocks import Block, Cell, Fold, Row, Section, Table
from prioritizer.report.bounds import repayment_words
from prioritizer.report.first_page import fund_years, hump_in_short, unpriced_in_short
from prioritizer.report.paper_parts import board_name, granted_by_board
from prioritizer.report.tables import heads, money_table
from prioritizer.report.traced import Told, listed, said
from prioritizer.report.voice import Data, Voice, part, rows

LARGEST = 3
"""So many uncertain numbers are named in the memo; the appendix has more."""


PURSES = 5
"""Columns of the table of purses that the memo shows: name, pays, gets, of which money, net."""


def money(voice: Voice) -> Section:
    """By fund, board, actor and year: what is granted, who pays and gains, the hump, and the balance requirement."""
    value = part(voice.plan, "value")
    found = parties.ordered(voice, rows(part(value, "parties"), "parties"))
    balance = granted_money.balance_table(voice)
    blocks: list[Block] = [
        *([_sourced(fund_years(voice), "plan.fund_rows")] if rows(voice.plan, "fund_rows") else ()),
        *_boards(voice),
        *([_purses(parties.purse_table(voice, "parter", value, found))] if found else ()),
        *(said(voice.say("memo.purses", own=voice.own_name), "plan.value.parties", style="small") if found else ()),
        *listed(_own(voice, value)),
        *([_sourced(balance, "plan.balance_requirement")] if balance else ()),
        *(said(voice.say("balance.home"), "words:balance.home", style="small") if balance else ()),
        *(said(voice.say("balance.law"), "words:balance.law", style="small") if balance else ()),
        *listed(_repayment(voice)),
    ]
    return Section("ekonomi", voice.say("memo.money"), tuple(blocks))


def _sourced(table: Table, source: str) -> Table:
    return Table(table.id, table.caption, table.head, table.rows, table.notes, source)


def _purses(table: Table) -> Table:
    """Who pays and who gets, without how sure that is and when it is paid back: those stand in the appendix."""
    lines = tuple(Row(row.cells[:PURSES], row.total) for row in table.rows)
    return Table(table.id, table.caption, table.head[:PURSES], lines, table.notes, "plan.value.parties")


def _boards(voice: Voice) -> list[Block]:
    """Kronor granted to proposals under each board, year by year."""
    found = granted_by_board(voice)
    if not found or set(found) == {""}:
        return []
    span = sorted({year for by_year in found.values() for year in by_year})
    body: list[tuple[Cell, list[Any]]] = [
        (Cell(board_name(voice, board)), [*(by_year.get(y, 0) for y in span), sum(by_year.values())])
        for board, by_year in found.items()
    ]
    head = (*heads(voice, "board"), *(Cell(str(y), number=True) for y in span), *heads(voice, "granted_all", numbers=1))
    caption = voice.say("caption.boards", prices=voice.fund_prices)
    return [_sourced(money_table(voice, "namnder-tabell", caption, head, body), "plan.selected")]


def _own(voice: Voice, value: Data) -> list[Told]:
    """The own purse: in money, how surely, when it is deepest in, and the year that its result falls most."""
    return [
        (
            f"{parties.own_worth(voice, value)} {parties.own_chance(voice, value)}".strip(),
            "plan.value.own_nnv plan.value.own_chance",
        ),
        (hump_in_short(voice), "plan.value.hump"),
        (granted_money.balance_in_short(voice), "plan.balance_requirement"),
        (granted_money.overrun_in_short(voice), "plan.overrun"),
        (frontier.in_short(voice), "explained.curve explained.frontier"),
    ]


def _repayment(voice: Voice) -> list[Told]:
    """The rule of each fund to which something is paid back; that nothing is, where no fund has one."""
    if not voice.funds:
        return []
    told = [(repayment_words(voice, id), f"portfolio.funds[{id}].repayment") for id in voice.funds]
    return told if any(text for text, _ in told) else [(voice.say("memo.no_repayment"), "portfolio.funds")]


def sureness(voice: Voice) -> Section:
    """The uncertainties that matter most, what was assumed, what has no price, and what was not done (H7)."""
    blocks: list[Block] = [
        *_largest(voice, rows(part(voice.plan, "value", "sensitivity"), "tornado")),
        *said(_break_even(voice), "plan.value.break_even"),
        *said(unpriced_in_short(voice), "portfolio.proposals"),
        *listed(_without_price(voice)),
        *_not_applied(voice),
        Fold(voice.say("memo.assumed"), tuple(_assumed(voice))),
    ]
    return Section("osakerhet", voice.say("memo.sureness"), tuple(blocks))


def _largest(voice: Voice, tornado: list[Data]) -> list[Block]:
    """The uncertain numbers that move the plan's value most, each at its low and high end."""
    bars = [bar for bar in tornado if bar["nnv_low"] != bar["nnv_high"]][:LARGEST]
    if not bars:
        return said(voice.say("memo.no_largest"), "plan.value")
    told = voice.count("memo.largest", len(bars))
    return [*said(told, "plan.value.sensitivity.tornado"), *listed((largest(voice, bar), _of(bar)) for bar in bars)]


def _of(bar: Data) -> str:
    return f"plan.value.sensitivity.tornado[{bar['proposal']}]" if bar.get("proposal") else "plan.value.sensitivity"


def largest(voice: Voice, bar: Data) -> str:
    """One uncertain number, and what the plan is worth at its low and at its high end."""
    low, high = (sensitivity.figure(voice, str(bar["name"]), bar[end]) for end in ("low", "high"))
    nnv_low, nnv_high = voice.moneys(bar["nnv_low"], bar["nnv_high"])
    name = sensitivity.input_name(voice, {**bar, "proposal": None})
    told = voice.say("memo.bar", name=name, low=low, high=high, nnv_low=nnv_low, nnv_high=nnv_high)
    return f"{voice.proposal(bar['proposal'])}. {told}" if bar.get("proposal") else told


def _break_even(voice: Voice) -> str:
    even = part(voice.plan, "value").get("break_even")
    return "" if even is None else voice.say("memo.break_even", value=voice.share(even))


def _without_price(voice: Voice) -> list[Told]:
    """The effects without a price of each proposal in the plan."""
    found = ((str(s["proposal"]), unpriced.effects(voice, str(s["proposal"]))) for s in rows(voice.plan, "selected"))
    return [
        (
            voice.say("memo.without_price", name=voice.proposal(id), effects=voice.join(names)),
            f"portfolio.proposals[{id}].qualitative",
        )
        for id, names in found
        if names
    ]


def _assumed(voice: Voice) -> list[Block]:
    """Which figures nobody has confirmed, by name."""
    source = "rules.prices rules.parameters"
    told = said(voice.say("memo.assumed_where"), source)
    return [*listed((text, source) for text in reliance.sentences(voice)), *told]


def _not_applied(voice: Voice) -> list[Block]:
    cautions = method.not_applied(voice)
    if not cautions:
        return []
    return [*said(voice.say("method.not_applied"), "applied"), *listed((text, "applied") for text in cautions)]
