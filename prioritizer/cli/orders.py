"""What other orders give, on a screen (convention §22)."""

from collections.abc import Iterable, Iterator, Mapping

from rich.table import Table

from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line, screen_console
from prioritizer.cli.words import word
from prioritizer.explanation.order_sequences import RATIO, RECEIVED
from prioritizer.model.orders import Filled, Order, OrderName, Orders, RandomOrders
from prioritizer.model.rules import Language
from prioritizer.words.formatting import Amount, bare_money, money, number, unit_word

TOLD_FIRST: tuple[OrderName, ...] = ("advocacy", "first_come", "nnk", "smallest_first")
"""The first of these that was filled is told in a sentence."""
CALLED = {RATIO: "order_ratio", RECEIVED: "order_received"}
"""What some fields are called in a sentence; others have words of their own in the vocabulary."""


def show_orders(ready: Prepared, found: Orders, language: Language) -> None:
    """A sentence, each order with what comes and goes, the random ones, and those that were left out with why."""
    filled = {order.name: order.filled for order in found.orders if order.filled is not None}
    print_line("")
    for line in orders_line(ready, found, language):
        print_line(line)
    if filled:
        screen_console().print(_table(ready, filled, language))
    if found.random is not None:
        print_line(_random(ready, found.random, language))
    for order in found.orders:
        if order.left_out is not None:
            print_line(_left_out(ready, order, language))


def orders_line(ready: Prepared, found: Orders, language: Language) -> Iterator[str]:
    """What the order that a board would think of first gives; nothing where none was filled."""
    filled = {order.name: order.filled for order in found.orders if order.filled is not None}
    told = next((name for name in TOLD_FIRST if name in filled), None)
    if told is not None:
        yield _said(ready, told, filled[told], language)


def _said(ready: Prepared, name: str, filled: Filled, language: Language) -> str:
    key = "orders_less" if filled.loss > 0 else "orders_more" if filled.loss < 0 else "orders_same"
    return word(key, language, order=word(f"order_{name}", language), amount=_money(ready, abs(filled.loss), language))


def _money(ready: Prepared, amount: Amount, language: Language) -> str:
    return money(amount, "kr", language, ready.read.portfolio.currency)


def _table(ready: Prepared, filled: Mapping[OrderName, Filled], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    unit = unit_word("kr", ready.read.portfolio.currency)
    table.add_column(word("orders_order", language))
    for name in ("near_value", "near_less"):
        table.add_column(f"{word(name, language)}, {unit}", justify="right", no_wrap=True)
    for name in ("near_enters", "near_leaves"):
        table.add_column(word(name, language))
    for name, order in filled.items():
        kronor = (bare_money(n, "kr", language) for n in (order.objective, order.loss))
        changes = (_titles(ready, names) or "–" for names in (order.enters, order.leaves))
        table.add_row(word(f"order_{name}", language), *kronor, *changes)
    return table


def _random(ready: Prepared, found: RandomOrders, language: Language) -> str:
    key = "orders_random_less" if found.loss >= 0 else "orders_random_more"
    low, high, deviation = (_money(ready, n, language) for n in (found.low, found.high, found.deviation))
    counts = {"count": number(found.count, language), "plans": number(found.plans, language)}
    spread = word("orders_spread", language, low=low, high=high, deviation=deviation, **counts)
    return f"{word(key, language, amount=_money(ready, abs(found.loss), language))} {spread}"


def _left_out(ready: Prepared, order: Order, language: Language) -> str:
    field = ready.read.rules.fields.get(order.field)
    own = CALLED.get(order.field)
    called = word(own, language) if own else field.words[language] if field else order.field
    gaps = {"order": word(f"order_{order.name}", language), "field": called, "names": _titles(ready, order.lacking)}
    return word(f"orders_{order.left_out}", language, **gaps)


def _titles(ready: Prepared, names: Iterable[str]) -> str:
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    return "; ".join(titles[name] for name in names)
