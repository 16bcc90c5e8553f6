"""Method and rules in words, the check of blindness, and what the record was made from."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Fold, Pairs, Paragraph, Points, Row, Section, Table
from prioritizer.report.bounds import source_words
from prioritizer.report.first_page import proof
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows

NOT_APPLIED = ("haircuts", "shrinkage", "tax_factor")
"""Steps that a record may say were taken (`applied`); those it does not name were not."""


def method(voice: Voice) -> Section:
    """How the choice was made: what is maximised, the rules and figures with their sources, and what was not done."""
    rules = voice.rules
    blocks: list[Block] = [
        Paragraph(_objective(voice)),
        Points(
            tuple(
                voice.say(f"method.{key}", **_gaps(voice))
                for key in ("society", "actors", "time", "uncertainty", "ties")
            )
        ),
        Paragraph(voice.say("method.not_applied")),
        Points(tuple(voice.say(f"not_applied.{id}") for id in NOT_APPLIED if id not in rows(voice.record, "applied"))),
    ]
    defaults = rows(voice.portfolio, "defaults")
    if defaults:
        taken = tuple((voice.code("default", str(key)), _default(voice, value)) for key, value in defaults)
        blocks += [Paragraph(voice.say("method.defaults")), Pairs(taken)]
    tables = (_criteria, _parameters, _prices, _procedure)
    blocks += [table for make in tables for table in make(voice, rules)]
    return Section("metod", voice.say("method.title"), tuple(blocks))


def _gaps(voice: Voice) -> dict[str, str]:
    portfolio = voice.portfolio
    return {
        "base": str(portfolio.get("base_year", "")),
        "horizon": voice.number(portfolio.get("horizon")),
        "prices": voice.price_level,
        "rate": _rate(voice),
        "draws": voice.number(voice.record.get("draws")),
        "seed": str(voice.record.get("seed", "")),
    }


def _rate(voice: Voice) -> str:
    found = next((p for p in rows(voice.rules, "parameters") if p.get("id") == "discount_rate"), {})
    return voice.share(found.get("value"), 1)


def _default(voice: Voice, value: Any) -> str:
    return voice.code("default_value", str(value))


def _objective(voice: Voice) -> str:
    objective = part(voice.rules, "objective")
    title = voice.text(objective.get("title")) or voice.unknown
    return voice.say("method.objective", title=title, reserve=voice.number(objective.get("reserve_price")))


def _criteria(voice: Voice, rules: Data) -> list[Block]:
    lines = tuple(
        Row(
            (
                Cell(voice.text(c.get("title"))),
                Cell(voice.code("severity", str(c.get("severity")))),
                Cell(voice.text(c.get("says"))),
                Cell(voice.text(c.get("why"))),
                Cell(source_words(voice, c)),
            )
        )
        for c in rows(rules, "criteria")
    )
    if not lines:
        return [Paragraph(voice.say("method.no_criteria"))]
    head = heads(voice, "criterion", "severity", "says", "why", "source")
    return [Paragraph(voice.say("method.severity")), Table("kriterier", voice.say("caption.criteria"), head, lines)]


def _parameters(voice: Voice, rules: Data) -> list[Block]:
    lines = tuple(
        Row(
            (
                Cell(voice.text(p.get("title"))),
                Cell(_value(voice, p), number=True),
                Cell(_since(voice, p)),
                Cell(source_words(voice, p)),
                Cell(_mark(voice, p)),
            )
        )
        for p in rows(rules, "parameters")
    )
    if not lines:
        return []
    head = tuple(
        Cell(voice.say(f"head.{k}"), number=k == "value") for k in ("parameter", "value", "since", "source", "mark")
    )
    return [Table("parametrar", voice.say("caption.parameters"), head, lines)]


def _value(voice: Voice, parameter: Data) -> str:
    unit, value = voice.text(parameter.get("unit")), parameter.get("value")
    if unit.startswith(("share", "andel")) and value is not None:
        return voice.share(value, 1)
    return voice.number(value)


def _since(voice: Voice, data: Data) -> str:
    return voice.day(data["since"]) if data.get("since") else voice.unknown


def _mark(voice: Voice, data: Data) -> str:
    return voice.code("mark", str(data.get("mark"))) if data.get("mark") else voice.unknown


def _prices(voice: Voice, rules: Data) -> list[Block]:
    lines = tuple(
        Row(
            (
                Cell(voice.text(p.get("title"))),
                Cell(voice.text(p.get("unit"))),
                Cell("; ".join(f"{voice.actor(a)} {voice.kronor(x)}" for a, x in part(p, "split").items())),
                Cell(str(p.get("price_year") or voice.unknown)),
                Cell(voice.share(p.get("take_home")), number=True),
                Cell(voice.say(_average(p))),
                Cell(source_words(voice, p)),
                Cell(_mark(voice, p)),
            )
        )
        for p in rows(rules, "prices")
    )
    if not lines:
        return []
    keys = ("outcome", "unit", "split", "price_year", "take_home", "average", "source", "mark")
    head = tuple(Cell(voice.say(f"head.{key}"), number=key == "take_home") for key in keys)
    return [Table("priser", voice.say("caption.prices"), head, lines, (voice.say("method.prices"),))]


def _average(price: Data) -> str:
    average = price.get("average")
    return "unknown" if average is None else "price.average" if average else "price.marginal"


def _procedure(voice: Voice, rules: Data) -> list[Block]:
    lines = tuple(
        Row((Cell(voice.text(s.get("title"))), Cell(voice.text(s.get("who"))), Cell(voice.text(s.get("when")))))
        for s in rows(rules, "procedure")
    )
    return (
        [Table("procedur", voice.say("caption.procedure"), heads(voice, "step", "who", "when"), lines)] if lines else []
    )


def provenance(voice: Voice) -> Section:
    """Blindness, proof, hash, seed and versions: what an auditor asks for (convention §24, §28)."""
    record = voice.record
    program, plan = part(record, "program"), voice.plan
    pairs = [
        ("hash", str(record.get("hash") or voice.unknown)),
        ("program", f"{program.get('name', '')} {program.get('version', '')}".strip() or voice.unknown),
        ("seed", str(record.get("seed", voice.unknown))),
        ("draws", voice.number(record.get("draws"))),
        ("as_of", voice.day(voice.portfolio.get("as_of", voice.unknown))),
        ("criteria_set", str(voice.rules.get("criteria_set") or voice.unknown)),
        ("overlay", str(voice.rules.get("overlay") or voice.say("none"))),
    ]
    blocks: list[Block] = [Paragraph(blindness(voice))]
    what = rows(part(record, "blindness"), "what")
    if what:
        blocks.append(Points(tuple(voice.code("blind_to", str(w)) for w in what)))
    if plan:
        blocks.append(Paragraph(f"{proof(voice)} {voice.say('proof.beside')}"))
    blocks += _solvers(voice)
    blocks.append(Pairs(tuple((voice.say(f"pair.{key}"), text) for key, text in pairs)))
    files = part(voice.rules, "files")
    if files:
        lines = tuple(Row((Cell(str(path)), Cell(str(hash)))) for path, hash in files.items())
        table = Table("filer", voice.say("caption.files"), heads(voice, "file", "hash"), lines)
        blocks.append(Fold(voice.say("fold.files"), (table,)))
    return Section("handlingen", voice.say("provenance.title"), tuple(blocks))


def blindness(voice: Voice) -> str:
    """The result of changing what must not matter: the same choice, another, or not checked."""
    found = part(voice.record, "blindness")
    if not found.get("checked"):
        return voice.say("blindness.unchecked")
    return voice.say("blindness.same" if found.get("same") else "blindness.differs")


def _solvers(voice: Voice) -> list[Block]:
    lines = tuple(
        Row(
            (
                Cell(str(s.get("solver"))),
                Cell(voice.code("solver_said", str(s.get("said")))),
                Cell(voice.kronor(s.get("value")), number=True),
            )
        )
        for s in rows(voice.plan, "solvers")
    )
    return (
        [Table("losare", voice.say("caption.solvers"), heads(voice, "solver", "said", "value", numbers=1), lines)]
        if lines
        else []
    )
