"""Who gains and who pays, in money and in freed capacity, and how the cost could be shared (convention §4, §12; D4)."""

from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, scaled

MILLION = 1_000_000


def own_party(voice: Voice, value: Data) -> Data:
    """The own purse with its boards, of a version or of the plan; empty where the record does not tell."""
    own = str(voice.portfolio.get("own_actor"))
    found: list[Data] = [row for row in rows(part(value, "parties"), "parties") if str(row.get("actor")) == own]
    return found[0] if found else {}


def own_money(voice: Voice, value: Data) -> str:
    """What the own purse's net present value is in money taken home, and what the difference is (§12).

    Empty where the record does not tell of purses.
    """
    own = own_party(voice, value)
    if not own:
        return ""
    if own.get("money") is None or own.get("nnv") is None:
        return voice.say("own_money.unknown")
    nnv, money = int(own["nnv"]), int(own["money"]) - int(own["cost"])
    if nnv == money:
        return voice.say("own_money.all", money=voice.money(money))
    freed = nnv - money
    told, stays = voice.moneys(money, abs(freed))
    said = voice.say("own_money.freed" if freed > 0 else "own_money.used", money=told, freed=stays)
    unit: Unit = "mnkr" if max(abs(money), abs(freed)) >= MILLION else "kr"
    adds_up = scaled(nnv, unit) == scaled(money, unit) + scaled(freed, unit)
    return said if adds_up else f"{said} {voice.say('rounding')}"
