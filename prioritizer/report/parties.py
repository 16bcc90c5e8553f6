"""Who gains and who pays, in money and in freed capacity, and how the cost could be shared (convention §4, §12; D4)."""

from typing import Any

from prioritizer.model.portfolio import INDIVIDUAL, NOT_ALLOCATED, TAX_COST
from prioritizer.report.blocks import Block, Cell, Heading, Paragraph, Row, Table
from prioritizer.report.corrections import adjustment
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, inner, part, rows
from prioritizer.words.formatting import EN_DASH, Unit, scaled, unit_for

MILLION = 1_000_000
PLAN_LEVEL = 3
"""The level of headings under the plan's accounts; those of a proposal stand deeper."""

FIGURES = ("cost", "gain", "money", "nnv")
WITHOUT_PURSE = frozenset({INDIVIDUAL, NOT_ALLOCATED, TAX_COST})
NOTHING = EN_DASH
"""In a cell about which there is nothing to say."""


def ordered(voice: Voice, found: list[Data]) -> list[Data]:
    """Rows of actors as the portfolio lists them, then those it does not know."""
    known = {actor: place for place, actor in enumerate(voice.actors)}
    return sorted(found, key=lambda row: (known.get(str(row["actor"]), len(known)), str(row["actor"])))


def own_party(voice: Voice, value: Data) -> Data:
    """The own purse with its boards, of a version or of the plan; empty where the record does not tell."""
    own = str(voice.portfolio.get("own_actor"))
    found: list[Data] = [row for row in rows(part(value, "parties"), "parties") if str(row.get("actor")) == own]
    return found[0] if found else {}


def own_in_money(voice: Voice, value: Data) -> int | None:
    """What the own purse takes home less what it pays, in present kronor; None is unknown."""
    own = own_party(voice, value)
    return None if own.get("money") is None else int(own["money"]) - int(own["cost"])


def own_money(voice: Voice, value: Data) -> str:
    """What the own purse's net present value is in money taken home, and what the difference is (§12).

    Empty where the record does not tell of purses.
    """
    own = own_party(voice, value)
    if not own:
        return ""
    money = own_in_money(voice, value)
    if money is None or own.get("nnv") is None:
        return voice.say("own_money.unknown")
    nnv = int(own["nnv"])
    if nnv == money:
        return voice.say("own_money.all", money=voice.money(money))
    freed = nnv - money
    told, stays = voice.moneys(money, abs(freed))
    said = voice.say("own_money.freed" if freed > 0 else "own_money.used", money=told, freed=stays)
    unit = _unit_of(max(abs(money), abs(freed)))
    adds_up = scaled(nnv, unit) == scaled(money, unit) + scaled(freed, unit)
    return said if adds_up else f"{said} {voice.say('rounding')}"


def own_worth(voice: Voice, value: Data) -> str:
    """The own purse's net present value, freed capacity included, and what of it is money (§12)."""
    own = value.get("own_nnv")
    nnv = voice.say("figures.own_unknown") if own is None else voice.say("figures.own", nnv=voice.money(own))
    return f"{nnv} {own_money(voice, value)}".strip()


def own_chance(voice: Voice, value: Data) -> str:
    """The chance that the own purse's net present value is above zero, and where nine of ten outcomes lie (§8, §11)."""
    if value.get("own_chance") is None:
        return ""
    between = voice.between(value.get("own_low"), value.get("own_high"))
    return voice.say("own_chance", chance=voice.chance(value["own_chance"]), between=between)


def who_gains(voice: Voice, id: str, value: Data, level: int) -> list[Block]:
    """Who pays, who gains, how sure that is and when it is paid back; then how the cost could be shared (D4).

    Args:
        voice: The language.
        id: Of the table, unique in the document.
        value: Of a version or of the plan; nothing is said where the record does not tell of purses.
        level: Of the heading.
    """
    found = ordered(voice, rows(part(value, "parties"), "parties"))
    if not found:
        return []
    told = [Paragraph(voice.say("parties.read", own=voice.own_name), "small")] if level == PLAN_LEVEL else []
    if adjustment(value) and any(row.get("low") is not None for row in found):
        told.append(Paragraph(voice.say("parties.before_experience"), "small"))
    return [
        Heading(voice.say("parties.title"), level),
        purse_table(voice, id, value, found),
        *told,
        Paragraph(co_financing(voice, part(value, "parties"))),
    ]


def co_financing(voice: Voice, found: Data) -> str:
    """Whether the cost can be shared so that no paying purse loses, how, and who loses where it is not shared."""
    by_gain = part(found, "by_gain")
    code, cost = str(by_gain.get("code") or ""), found.get("cost_to_share")
    if code == "nothing_to_share":
        return _sentences(voice.say("co.nothing_to_share"), _losers(voice, found))
    if code:
        lacking, whole = voice.moneys(by_gain.get("lacking"), cost)
        return _sentences(voice.say(f"co.{code}", lacking=lacking, cost=whole), _losers(voice, found))
    share = voice.share(by_gain.get("of_gain"))
    return _sentences(
        voice.say("co.shared", cost=voice.money(cost), share=share, shares=_shares(voice, found, by_gain)),
        _rounding(voice, by_gain, cost),
        _kept(voice, found),
        _in_money(voice, found),
        _losers(voice, found),
    )


def purse_name(voice: Voice, actor: str, inside: bool = False) -> str:
    """What a purse is called, or is called inside a sentence: the own one, another with its boards, or an actor."""
    if actor == str(voice.portfolio.get("own_actor")):
        return inner(voice.say("purse.own")) if inside else voice.say("purse.own")
    boards = any(a.get("parent") == actor for a in rows(voice.portfolio, "actors"))
    return voice.say("purse.with_boards", name=voice.actor(actor)) if boards else voice.actor(actor)


def purse_table(voice: Voice, id: str, value: Data, found: list[Data]) -> Table:
    """One row for each purse; a row of experience, where there is one, leads to the value decided on (§10)."""
    body = [[row.get(name) for name in FIGURES] for row in found]
    sums = [None if None in column else sum(column) for column in zip(*body, strict=True)]
    moved = adjustment(value)
    sums[-1] = value.get("nnv") if moved or sums[-1] is None else sums[-1]
    unit = unit_for(amount for line in [*body, sums] for amount in line)
    lines = [
        _line(
            voice, purse_name(voice, str(row["actor"])), amounts, _spread(voice, row, unit), _payback(voice, row), unit
        )
        for row, amounts in zip(found, body, strict=True)
    ]
    if moved:
        lines.append(_line(voice, voice.say("adjustment"), [0, 0, 0, moved], NOTHING, NOTHING, unit))
    last = _line(voice, voice.say("total"), sums, _spread(voice, value, unit), NOTHING, unit)
    columns = list(zip(*body, *([(0, 0, 0, moved)] if moved else []), strict=True))
    return Table(
        id,
        voice.say(
            "caption.money", caption=voice.say("caption.parties", prices=voice.price_level), unit=voice.unit(unit)
        ),
        heads(voice, "actor", "pays", "gets", "of_which_money", "net", "spread", "paid_back", numbers=6),
        (*lines, Row(last.cells, total=True)),
        rounding_notes(voice, columns, sums, unit),
    )


def _line(voice: Voice, name: str, amounts: list[Any], spread: str, payback: str, unit: Unit) -> Row:
    told = (voice.amount(amount, unit) for amount in amounts)
    return Row((Cell(name), *told, Cell(spread, number=True), Cell(payback, number=True)))


def _spread(voice: Voice, row: Data, unit: Unit) -> str:
    low, high = row.get("low"), row.get("high")
    if low is None or high is None:
        return voice.unknown
    if low == high:
        return voice.say("spread.none")
    return voice.say("spread.between", low=voice.amount(low, unit).text, high=voice.amount(high, unit).text)


def _payback(voice: Voice, row: Data) -> str:
    """The year in which a purse has its money back; who pays nothing, or holds no purse, has none (§11)."""
    if not row.get("cost"):
        return voice.say("payback.no_cost")
    if row.get("payback") is not None:
        return str(row["payback"])
    if str(row.get("actor")) in WITHOUT_PURSE:
        return NOTHING
    return voice.unknown if row.get("money") is None else voice.say("payback.short_not_reached")


def _shares(voice: Voice, found: Data, by: Data) -> str:
    """What each would pay, the largest first, beside what it pays today, in the unit of the cost."""
    unit = _unit_of(found.get("cost_to_share"))
    shares, today = part(by, "shares"), {str(r["actor"]): r.get("cost") or 0 for r in rows(found, "parties")}
    paying = {actor for actor, cost in today.items() if cost and _can_share(voice, actor)}
    ordered = sorted({*shares, *paying}, key=lambda actor: (-shares.get(actor, 0), actor))
    # Who neither would pay nor pays today what can be seen in the unit is left out.
    shown = [a for a in ordered if scaled(shares.get(a, 0), unit) or scaled(today.get(a, 0), unit)]
    return voice.join(
        voice.say(
            "co.share",
            name=purse_name(voice, actor, inside=True),
            amount=voice.amount(shares.get(actor, 0), unit).text,
            today=voice.amount(today.get(actor, 0), unit).text,
        )
        for actor in shown
    )


def _rounding(voice: Voice, by: Data, cost: Any) -> str:
    unit = _unit_of(cost)
    adds_up = sum(scaled(kronor, unit) for kronor in part(by, "shares").values()) == scaled(cost, unit)
    return "" if adds_up else voice.say("rounding")


def _kept(voice: Voice, found: Data) -> str:
    """What those pay who cannot be asked to share; empty where they pay nothing."""
    keep = [row for row in rows(found, "parties") if row.get("cost") and not _can_share(voice, str(row["actor"]))]
    if not keep:
        return ""
    names = voice.join(purse_name(voice, str(row["actor"]), inside=True) for row in keep)
    amount, _ = voice.moneys(sum(row["cost"] for row in keep), found.get("cost_to_share"))
    return voice.say("co.kept", names=names, amount=amount)


def _in_money(voice: Voice, found: Data) -> str:
    """Whether the cost can be shared out of money in hand alone (§12)."""
    by = part(found, "by_money")
    code = str(by.get("code") or "")
    if code:
        lacking, _ = voice.moneys(by.get("lacking"), found.get("cost_to_share"))
        return voice.say(f"co.money.{code}", lacking=lacking)
    return voice.say("co.money.shared", share=voice.share(by.get("of_gain")), shares=_shares(voice, found, by))


def _losers(voice: Voice, found: Data) -> str:
    """Who gets less than it pays as things stand."""
    known = [row for row in rows(found, "parties") if row.get("nnv") is not None]
    if len(known) < len(rows(found, "parties")):
        return ""
    losing = sorted((row for row in known if row["nnv"] < 0), key=lambda row: (row["nnv"], str(row["actor"])))
    if not losing:
        return voice.say("co.no_losers")
    amounts = voice.moneys(*(-row["nnv"] for row in losing), found.get("cost_to_share"))
    names = (purse_name(voice, str(row["actor"]), inside=True) for row in losing)
    return voice.say("co.losers", names=voice.join(f"{n} {a}" for n, a in zip(names, amounts, strict=False)))


def _can_share(voice: Voice, actor: str) -> bool:
    if actor in WITHOUT_PURSE:
        return False
    return all(a.get("can_co_finance", True) for a in rows(voice.portfolio, "actors") if str(a["id"]) == actor)


def _unit_of(cost: Any) -> Unit:
    """The unit in which an amount is told in running text."""
    return "mnkr" if abs(int(cost or 0)) >= MILLION else "kr"


def _sentences(*told: str) -> str:
    return " ".join(text for text in told if text)
