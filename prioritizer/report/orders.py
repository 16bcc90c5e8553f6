"""What the same limits give when proposals are taken in another order (convention §22)."""

from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Points, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.order_bars import orders_chart
from prioritizer.report.naming import limits_words
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for

MOST_NAMED = 5
"""Proposals that lack a fact and are named, at most."""
TOLD_FIRST = ("advocacy", "first_come", "nnk", "smallest_first")
"""The first of these that was filled is told in a sentence before the table."""


def orders(voice: Voice) -> Section | None:
    """A sentence, a table and what must be known to read it; None where no order was filled."""
    found = rows(part(voice.record, "explained"), "orders")
    filled = [order for order in found if order.get("objective") is not None]
    if not filled:
        return None
    by_name = {str(order["name"]): order for order in found}
    told = next((by_name[name] for name in TOLD_FIRST if by_name.get(name) in filled), filled[0])
    blocks: list[Block] = [
        Paragraph(sentence(voice, told), "key"),
        Paragraph(voice.say("orders.read")),
        *with_table(
            voice, orders_chart(voice, "ordning-diagram", voice.plan.get("objective"), filled), _table(voice, filled)
        ),
        _changes(voice, filled),
    ]
    if by_name.get("random") in filled:
        blocks.append(Paragraph(_random(voice, by_name["random"])))
    notes = [*(_left_out(voice, order) for order in found if order.get("left_out")), *_notes(voice, filled)]
    blocks += [Points(tuple(notes))] if notes else []
    return Section("ordningar", voice.say("orders.title"), tuple(blocks))


def sentence(voice: Voice, order: Data) -> str:
    """What the plan would have given by an order: «Hade pengarna gått efter angiven prioritet hade planen gett …»."""
    loss = order.get("loss") or 0
    mean = "mean_" if order.get("name") == "random" else ""
    key = "less" if loss > 0 else "more" if loss < 0 else "same"
    return voice.say(f"orders.said_{mean}{key}", order=_name(voice, order), amount=voice.money(abs(loss)))


def _name(voice: Voice, order: Data) -> str:
    return voice.code("order", str(order.get("name")))


def _table(voice: Voice, filled: list[Data]) -> Table:
    """What the plan and each order give, grant and keep to."""
    plan = {name: voice.plan.get(name) for name in ("objective", "granted")}
    unit = unit_for(order.get(name) for order in (plan, *filled) for name in ("objective", "loss", "granted"))
    caption = voice.say("caption.orders", prices=voice.price_level, granted=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    head = (*heads(voice, "order", "worth", "less", "granted_all", numbers=3), *heads(voice, "keeps"))
    amounts = (voice.amount(n, unit) for n in (plan["objective"], 0, plan["granted"]))
    own = Row((Cell(voice.say("orders.plan")), *amounts, Cell(voice.words["yes"])))
    return Table("ordning-tabell", caption, head, (own, *(_line(voice, order, unit) for order in filled)))


def _line(voice: Voice, order: Data, unit: Unit) -> Row:
    worths = (voice.amount(order.get(key), unit) for key in ("objective", "loss"))
    if order.get("name") == "random":
        granted = Cell(voice.say("orders.varies"), number=True)
        keeps = voice.say("orders.keeps_some", n=voice.number(order["full_plans"]), count=voice.number(order["count"]))
    else:
        granted = voice.amount(order.get("granted"), unit)
        keeps = voice.words["yes" if order.get("full_plan") else "no"]
    return Row((Cell(_name(voice, order)), *worths, granted, Cell(keeps)))


def _changes(voice: Voice, filled: list[Data]) -> Fold:
    """Which proposals come and go in each order."""
    lines = tuple(
        Row((Cell(_name(voice, order)), *(_names(voice, order, which) for which in ("enters", "leaves"))))
        for order in filled
        if order.get("name") != "random"
    )
    table = Table(
        "ordning-skillnad", voice.say("caption.orders_differ"), heads(voice, "order", "enters", "leaves"), lines
    )
    return Fold(voice.say("fold.orders_differ"), (table,))


def _names(voice: Voice, order: Data, which: str) -> Cell:
    return Cell(voice.join(voice.proposal(p) for p in rows(order, which)) or voice.say("none"))


def _random(voice: Voice, order: Data) -> str:
    """The mean, the spread, and how many keep to the limits."""
    low, high = voice.moneys(order.get("low"), order.get("high"))
    gaps = {"count": voice.number(order["count"]), "low": low, "high": high}
    told = [sentence(voice, order), voice.say("orders.spread", deviation=voice.money(order["deviation"]), **gaps)]
    missed = rows(order, "missed")
    if not missed:
        return " ".join([*told, voice.say("orders.none_missed")])
    broken = voice.number(order["count"] - order["full_plans"])
    each = [
        voice.say("orders.missed_times", limit=limits_words(voice, [one["limit"]])[0], n=voice.number(one["count"]))
        for one in sorted(missed, key=lambda one: -one["count"])
    ]
    return " ".join([*told, voice.say("orders.missed", n=broken, each=voice.join(each))])


def _left_out(voice: Voice, order: Data) -> str:
    """Why an order was not filled."""
    if order["left_out"] == "time":
        return voice.say("orders.left_time", order=_name(voice, order))
    return voice.say(
        f"orders.left_{order['left_out']}",
        order=_name(voice, order),
        field=_field(voice, order),
        names=named_few(voice, rows(order, "lacking")),
    )


def _field(voice: Voice, order: Data) -> str:
    """What the order goes by, as a noun; of fields whose own words are none there are others here."""
    field = str(order.get("field"))
    return voice.words.get(f"order_field.{field}") or voice.field(field)


def named_few(voice: Voice, proposals: list[Data]) -> str:
    """The first proposals by name, and how many more there are."""
    names = [voice.say("quoted", text=voice.proposal(p)) for p in proposals[:MOST_NAMED]]
    more = len(proposals) - len(names)
    return voice.join([*names, *([voice.count("and_more", more)] if more else [])])


def _notes(voice: Voice, filled: list[Data]) -> list[str]:
    """What is not plain of an order by its name."""
    notes = []
    for order in filled:
        if rows(order, "last"):
            last = rows(order, "last")
            names = named_few(voice, last)
            notes.append(voice.count("orders.last", len(last), order=_name(voice, order), names=names))
        if order.get("name") == "equal_share" and order.get("share") is not None:
            boards = rows(order, "boards")
            gaps = {"share": voice.money(order["share"]), "krona": voice.krona}
            notes.append(
                voice.say("orders.equal_share", names=voice.join(voice.fact("board", b) for b in boards), **gaps)
            )
    return notes
