"""What the plan grants and does board by board, so that every sum of a memo to a board stands in the appendix (E5)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from prioritizer.report.blocks import Block, Cell, Fold, Heading, Paragraph, Row, Table
from prioritizer.report.paper_parts import board_name, board_of
from prioritizer.report.tables import heads, money_table, rounding_notes
from prioritizer.report.voice import Voice, part, rows
from prioritizer.words.formatting import unit_for

OWN = ("costs", "effects", "taken_home")

ByYear = dict[int, Any]


def by_board(voice: Voice) -> list[Block]:
    """Kronor and value by board and fund, and what the plan does to each board's own budget; nothing without boards."""
    sums = granted_of_funds(voice)
    if not any(sums):
        return []
    own = [(board, table) for board in sums if board and (table := own_table(voice, board, f"egen-{board}"))]
    folds = [
        Fold(
            voice.say("fold.board_own", board=board_name(voice, board)), (table, Paragraph(voice.say("board.own_read")))
        )
        for board, table in own
    ]
    return [Heading(voice.say("boards.title")), _granted_table(voice, sums), *folds]


def granted_of_funds(voice: Voice) -> dict[str, dict[str, ByYear]]:
    """Kronor granted under each board by fund and year; an empty name where a proposal states no board."""
    sums: dict[str, dict[str, ByYear]] = {}
    for s in rows(voice.plan, "selected"):
        by_fund = sums.setdefault(board_of(voice, str(s["proposal"])), {})
        for fund, granted in part(s, "granted_by_year").items():
            by_year = by_fund.setdefault(str(fund), {})
            for year, kronor in granted.items():
                by_year[int(year)] = by_year.get(int(year), 0) + kronor
    return sums


def own_table(voice: Voice, board: str, id: str) -> Table | None:
    """What the whole plan does to one board's own budget in the plan years; None where it does nothing."""
    own = [row for row in rows(part(voice.plan, "value"), "actor_years") if str(row["actor"]) == board]
    if not own:
        return None
    found = {int(row["year"]): [row.get(name) for name in OWN] for row in own}
    body = [(Cell(str(year)), found.get(year, [0, 0, 0])) for year in voice.plan_span]
    caption = voice.say("caption.board_own", prices=voice.price_level)
    head = heads(voice, "year", "board_costs", "board_effects", "taken_home", numbers=3)
    return replace(money_table(voice, id, caption, head, body), source="plan.value.actor_years")


def _granted_table(voice: Voice, sums: dict[str, dict[str, ByYear]]) -> Table:
    """A row for each fund of each board, and one for the board with what its proposals are worth, each for itself."""
    years = list(voice.plan_span)
    unit = unit_for(sum(by_year.get(y, 0) for by_year in by_fund.values()) for by_fund in sums.values() for y in years)
    lines = []
    for board, by_fund in sums.items():
        for fund, by_year in by_fund.items():
            if any(by_year.values()):
                name = voice.say("boards.of_fund", board=board_name(voice, board), fund=voice.fund(fund))
                lines.append(_row(voice, name, [by_year.get(y, 0) for y in years], None, unit))
        whole = [sum(by_year.get(y, 0) for by_year in by_fund.values()) for y in years]
        lines.append(_row(voice, board_name(voice, board), whole, _worth(voice, board), unit, is_sum=True))
    columns = [[sum(f.get(y, 0) for f in by_fund.values()) for by_fund in sums.values()] for y in years]
    notes = rounding_notes(voice, columns, [sum(column) for column in columns], unit)
    head = (*heads(voice, "board"), *(Cell(str(y), number=True) for y in years))
    head = (*head, *heads(voice, "granted_all", "nnv", numbers=2))
    caption = voice.say("caption.boards_funds", granted=voice.fund_prices, prices=voice.price_level)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    return Table("namnder-tabell", caption, head, tuple(lines), notes, "plan.selected")


def _worth(voice: Voice, board: str) -> Any:
    """What the proposals of a board are worth, each for itself; None where one is unknown."""
    values = [s.get("nnv") for s in rows(voice.plan, "selected") if board_of(voice, str(s["proposal"])) == board]
    return None if None in values else sum(values)


def _row(voice: Voice, name: str, granted: Sequence[Any], worth: Any, unit: Any, *, is_sum: bool = False) -> Row:
    value = voice.amount(worth, unit) if is_sum else Cell("", number=True)
    return Row((Cell(name), *(voice.amount(kr, unit) for kr in (*granted, sum(granted))), value), total=is_sum)
