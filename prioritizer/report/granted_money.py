"""What granted costs may become, and what the plan does to the own purse's result of each year (convention §17)."""

from collections.abc import Iterable
from typing import Any

from prioritizer.report.blocks import Block, Cell, Heading, Paragraph, Points, Row, Section, Table
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for


def granted_money(voice: Voice) -> Section | None:
    """Both, where the record tells them and there is anything to tell."""
    blocks = [*_overrun(voice), *_balance(voice)]
    return Section("beviljat", voice.say("granted_money.title"), tuple(blocks)) if blocks else None


def overrun_in_short(voice: Voice) -> str:
    """The chance that the plan costs more than it is granted, for the first page; empty where it is unknown."""
    found = _whole(voice)
    return "" if not found or found.get("chance") is None else " ".join(_told(voice, found))


def balance_in_short(voice: Voice) -> str:
    """The year whose result the plan lowers most, for the first page; empty where that is unknown or none."""
    if not _is_told(voice):
        return ""
    results = [row for row in _years(voice) if row.get("result") is not None]
    known = len(results) == len(_years(voice))
    lowest = min(results, key=lambda row: (row["result"], row["year"]), default=None)
    if not known or lowest is None or lowest["result"] >= 0:
        return ""
    told = voice.say("balance.lowest", year=lowest["year"], amount=voice.money(-lowest["result"]))
    return f"{told} {_against_hump(voice)}".strip()


def _against_hump(voice: Voice) -> str:
    """Why the result of a year is another number than the hump, where both are told."""
    if part(voice.plan, "value", "hump").get("year") is None:
        return ""
    key = "haircuts" if part(voice.record, "applied").get("haircuts") else "plain"
    return voice.say(f"balance.against_hump.{key}", prices=voice.price_level)


def _whole(voice: Voice) -> Data:
    """What is told of all funds and years together."""
    found = rows(part(voice.plan, "overrun"), "rows")
    return next((row for row in found if row.get("fund") is None), {})


def _overrun(voice: Voice) -> list[Block]:
    found, whole = part(voice.plan, "overrun"), _whole(voice)
    if not whole:
        return []
    title = Heading(voice.say("overrun.title"))
    padded = [voice.say("overrun.haircut", amount=voice.money(found["haircut"]))] if found.get("haircut") else []
    if whole.get("chance") is None:
        return [title, Paragraph(" ".join([voice.say("overrun.unknown"), *padded]))]
    told = [voice.say("overrun.fixed"), *_told(voice, whole)]
    lacking = whole["granted"] - whole["declared"]
    notes = [voice.say("overrun.undeclared", amount=voice.money(lacking))] if lacking else []
    return [
        title,
        Paragraph(" ".join(told)),
        *([Points((*notes, *padded))] if notes or padded else []),
        _overrun_table(voice, found),
    ]


def _told(voice: Voice, row: Data) -> list[str]:
    """The chance, what is expected, and the reserves, in sentences."""
    expected = row.get("expected") or 0
    key = "more" if expected > 0 else "less" if expected < 0 else "even"
    independent = _are_independent(voice)
    chance = "overrun.chance_if_independent" if independent else "overrun.chance"
    told = [
        voice.say(chance, chance=voice.chance(row["chance"])),
        voice.say(f"overrun.{key}", amount=voice.money(abs(expected))),
    ]
    covers = rows(part(voice.plan, "overrun"), "covers")
    reserves = voice.moneys(*rows(row, "reserves"))
    told += [
        voice.say("overrun.reserve", cover=voice.share(cover), amount=amount)
        for cover, amount in zip(covers, reserves, strict=True)
    ]
    return [*told, *([voice.say("overrun.shared")] if independent else [])]


def _are_independent(voice: Voice) -> bool:
    """Whether the costs of several proposals are drawn with nothing in common that the portfolio declares (§8)."""
    shared = [factor for factor in rows(voice.portfolio, "common_factors") if factor.get("of") == "costs"]
    return len(rows(voice.plan, "selected")) > 1 and not shared


def _overrun_table(voice: Voice, found: Data) -> Table:
    """Each fund by year, then each fund, then all; reserves do not add up, so no row is a sum."""
    shown = _worth_a_row(rows(found, "rows"))
    covers = rows(found, "covers")
    unit = unit_for(x for row in shown for x in (row["granted"], *(rows(row, "reserves") or ())))
    lines = tuple(
        Row(
            (
                Cell(_label(voice, row)),
                voice.amount(row["granted"], unit),
                voice.amount(row["declared"], unit),
                Cell(voice.chance(row.get("chance")), number=True),
                *_reserves(voice, row, len(covers), unit),
            )
        )
        for row in shown
    )
    head = (
        *heads(voice, "fund_year", "granted", "overrun_declared", "overrun_chance", numbers=3),
        *(Cell(voice.say("head.reserve", cover=voice.share(cover)), number=True) for cover in covers),
    )
    caption = voice.say("caption.overrun", prices=voice.fund_prices)
    caption = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    return Table("fordyring", caption, head, lines, (voice.say("overrun.read"),))


def _reserves(voice: Voice, row: Data, count: int, unit: Unit) -> Iterable[Cell]:
    known = rows(row, "reserves") or [None] * count
    return (voice.amount(kronor, unit) for kronor in known)


def _worth_a_row(found: list[Data]) -> list[Data]:
    """The rows that tell something of their own: no fund over all years where it has one, or is the only one."""
    years: dict[Any, int] = {}
    for row in found:
        years[row.get("fund")] = years.get(row.get("fund"), 0) + (row.get("year") is not None)
    funds = [fund for fund in years if fund is not None]
    if sum(years.values()) == 1:
        return [row for row in found if row.get("year") is not None]
    return [
        row
        for row in found
        if row.get("year") is not None or row.get("fund") is None or (years[row["fund"]] > 1 and len(funds) > 1)
    ]


def _label(voice: Voice, row: Data) -> str:
    if row.get("fund") is None:
        return voice.say("overrun.all")
    fund = voice.fund(row["fund"])
    if row.get("year") is None:
        return voice.say("overrun.fund_all", fund=fund)
    return voice.say("overrun.fund_year", fund=fund, year=row["year"])


def _is_told(voice: Voice) -> bool:
    """Whether the balance requirement has anything to say: it is Swedish law, and some money must move."""
    return voice.currency == "SEK" and any(
        row.get(name) for row in _years(voice) for name in ("granted", "paid", "taken_home")
    )


def _years(voice: Voice) -> list[Data]:
    """The years of the plan, and later ones that something is known of."""
    found = rows(part(voice.plan, "balance_requirement"), "years")
    return [row for row in found if int(row["year"]) in voice.plan_span or row.get("result") is not None]


def _balance(voice: Voice) -> list[Block]:
    table = balance_table(voice)
    if table is None:
        return []
    return [
        Heading(voice.say("balance.title")),
        Paragraph(voice.say("balance.read", own=voice.own_name)),
        table,
        Points(tuple(_balance_notes(voice, part(voice.plan, "balance_requirement")))),
        Paragraph(voice.say("balance.law")),
    ]


def balance_table(voice: Voice) -> Table | None:
    """What the plan does to the own purse's result of each year; None where there is nothing to tell (§17)."""
    if not _is_told(voice):
        return None
    names = ("balance_granted", "balance_paid", "balance_home", "balance_result")
    body = [
        (
            Cell(str(row["year"])),
            [_less(row.get("granted")), _less(row.get("paid")), row.get("taken_home"), row.get("result")],
        )
        for row in _years(voice)
    ]
    head = heads(voice, "year", *names, numbers=len(names))
    return money_table(voice, "balanskrav", voice.say("caption.balance"), head, body, total=False)


def _less(amount: Any) -> Any:
    return None if amount is None else -amount


def _balance_notes(voice: Voice, found: Data) -> Iterable[str]:
    """What the table counts, and what it leaves out."""
    yield voice.say("balance.costs")
    unknown, chosen = found.get("unknown") or 0, len(rows(voice.plan, "selected"))
    if unknown == chosen:
        yield voice.say("balance.unknown_all")
    else:
        yield voice.say("balance.home")
        if unknown:
            yield voice.count("balance.unknown", unknown)
    later = rows(found, "later_home")
    if later:
        told = zip(later, voice.moneys(*(row["taken_home"] for row in later)), strict=True)
        names = voice.join(voice.say("decision.year", amount=amount, year=row["year"]) for row, amount in told)
        yield voice.say("balance.later", names=names, prices=voice.price_level)
    if found.get("of_others"):
        yield voice.say("balance.of_others", amount=voice.money(found["of_others"]))
    promised = [(row["year"], row["committed"]) for row in rows(found, "years") if row.get("committed")]
    if promised:
        names = voice.join(voice.say("decision.year", amount=voice.kronor(kr), year=year) for year, kr in promised)
        yield voice.say("balance.committed", names=names)
