"""What a plan was chosen for where that is not expected value alone, and what that costs (convention §14)."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Paragraph, Points, Table
from prioritizer.report.quantities import quantity
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, part, rows

DECIMALS = 3
"""Of a ratio in a document."""

WORDS = {"value_per_krona": "ratio", "mean_cvar": "mean_cvar", "least_regret": "regret", "levels": "levels"}
"""What the sentences of each objective are called by."""


def is_pursued(voice: Voice) -> bool:
    """Whether the plan was chosen for something else than expected value, which margins are not of."""
    return bool(part(voice.record, "pursued"))


def proof(voice: Voice) -> str:
    """What was maximised, and how sure it is that no plan is better."""
    return f"{_differs(voice)} {_sure(voice)}"


def blocks(voice: Voice) -> list[Block]:
    """What was maximised and how that differs from expected value, how sure it is, what it costs, what is left out."""
    found = part(voice.record, "pursued")
    told = [_differs(voice)]
    told += [_ratio(voice, found)] if part(found, "ratio") else []
    told += _mean_cvar(voice, part(found, "mean_cvar")) if part(found, "mean_cvar") else []
    regrets, levels = rows(found, "regrets"), rows(found, "levels")
    told += [_most_lost(voice, regrets)] if regrets else []
    made: list[Block] = [Paragraph(" ".join(told))]
    made += [Points(tuple(_level(voice, level) for level in levels))] if levels else []
    made += [_regrets(voice, regrets)] if regrets else []
    made.append(Paragraph(f"{_sure(voice)} {_costs(voice, found)}".strip()))
    made.append(Paragraph(voice.say("pursued.left_out")))
    return made


def _differs(voice: Voice) -> str:
    found = part(voice.record, "pursued")
    weighed = part(found, "mean_cvar")
    gaps = {name: _share(voice, weighed[name]) for name in ("share", "weight")} if weighed else {}
    gaps |= {"rest": _share(voice, round(1 - weighed["weight"], 9))} if weighed else {}
    return voice.say(f"pursued.{WORDS[str(found['maximise'])]}_differs", **gaps)


def _sure(voice: Voice) -> str:
    plan = voice.plan
    if plan.get("status") != "optimal":
        return voice.say("pursued.open")
    if plan.get("confirmed") == "none":
        return voice.say("pursued.according", solver=str(plan.get("solver") or voice.unknown))
    return voice.say("pursued.proved")


def _costs(voice: Voice, found: Data) -> str:
    """Exact where the most that can be had in expected value is proved, else between two amounts."""
    low, high = found.get("given_up_low"), found.get("given_up_high")
    if low is None:
        return ""
    if low != high:
        return voice.say("pursued.costs_between", between=voice.between(low, high))
    return voice.say("pursued.costs", amount=voice.money(low)) if low else voice.say("pursued.costs_nothing")


def _ratio(voice: Voice, found: Data) -> str:
    ratio, default = part(found, "ratio"), part(found, "default", "ratio")
    return voice.say(
        "pursued.ratio",
        ratio=voice.number(ratio.get("value"), DECIMALS),
        default=voice.number(default.get("value"), DECIMALS) if default else voice.unknown,
        lowest=voice.money(ratio.get("lowest_spending")),
        krona=voice.krona,
    )


def _mean_cvar(voice: Voice, weighed: Data) -> list[str]:
    names = ("value", "worst_mean", "default_value", "default_worst_mean", "bound", "fresh_worst_mean")
    gaps = {name: voice.kronor(weighed.get(name)) for name in names}
    gaps |= {"share": _share(voice, weighed["share"]), "draws": voice.number(weighed.get("fresh_draws"))}
    told = [voice.say("pursued.mean_cvar", **gaps)]
    told += [] if weighed.get("proved") else [voice.say("pursued.mean_cvar_bound", **gaps)]
    told += [] if weighed.get("fresh_worst_mean") is None else [voice.say("pursued.mean_cvar_fresh", **gaps)]
    return told


def _share(voice: Voice, value: Any) -> str:
    return quantity(voice, "share", "", value)


def _level(voice: Voice, level: Data) -> str:
    numbers = {
        name: quantity(voice, level.get("unit"), level.get("of"), level.get(name)) for name in ("most", "least", "kept")
    }
    key = "pursued.level" if level.get("proved") else "pursued.level_open"
    return voice.say(key, title=voice.text(level.get("title")), **numbers)


def _most_lost(voice: Voice, regrets: list[Data]) -> str:
    lost = max(row["regret"] for row in regrets)
    default = [row.get("default_regret") for row in regrets]
    told = voice.moneys(lost, None if None in default else max(kronor for kronor in default if kronor is not None))
    return voice.say("pursued.regret_most", lost=told[0], default=told[1])


def _regrets(voice: Voice, regrets: list[Data]) -> Table:
    body = [
        (Cell(voice.text(row.get("title"))), [row.get("best"), row.get("regret"), row.get("default_regret")])
        for row in regrets
    ]
    head = heads(voice, "scenario", "best_of_scenario", "regret", "default_regret", numbers=3)
    return money_table(
        voice, "scenarier", voice.say("caption.regrets", prices=voice.price_level), head, body, total=False
    )
