"""Method and rules in words: what is maximised, each figure with its source, and what was not done."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from prioritizer.report import reliance, sources, worth
from prioritizer.report.blocks import Block, Branch, Cell, Fold, Pairs, Paragraph, Points, Row, Section, Table
from prioritizer.report.bounds import source_words
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, capital, part, rows
from prioritizer.words.formatting import years

NOT_APPLIED = ("haircuts", "shrinkage", "tax_factor")
"""Steps that a record may say were taken (`applied`); those it does not name were not."""

ASKED = ("haircuts", "shrinkage")
"""Steps that a portfolio asks for by their own names, and that nothing comes of where the rules lack numbers."""


def method(voice: Voice) -> Section:
    """How the choice was made: what is maximised, the rules and figures with their sources, and what was not done."""
    blocks: list[Block] = [
        Paragraph(objective_words(voice)),
        Points(
            tuple(
                voice.say(f"method.{key}", **method_gaps(voice))
                for key in ("society", "actors", "time", _drawn(voice), "ties")
            )
        ),
    ]
    applied = part(voice.record, "applied")
    made = tuple(voice.say(f"applied.{name}") for name in ("haircuts", "shrinkage") if applied.get(name))
    blocks += [Points(made)] if made else []
    defaults = rows(voice.portfolio, "defaults")
    if defaults:
        taken = tuple((_default_name(voice, str(key)), _default(voice, str(key), value)) for key, value in defaults)
        blocks += [Paragraph(voice.say("method.defaults")), Pairs(taken)]
    tables = (_criteria, _parameters, _prices, _procedure)
    blocks += [table for make in tables for table in make(voice)]
    return Section("metod", voice.say("method.title"), tuple(blocks))


def not_applied(voice: Voice) -> tuple[str, ...]:
    """The steps that the record does not say were taken, as sentences; one that was asked for says why."""
    return tuple(
        voice.say(f"not_applied.{id}_asked" if _is_asked_in_vain(voice, id) else f"not_applied.{id}")
        for id in NOT_APPLIED
        if not part(voice.record, "applied").get(id)
    )


def _is_asked_in_vain(voice: Voice, step: str) -> bool:
    """Whether the portfolio asks for a correction for which the rules have no numbers (convention §9, §10)."""
    asked = step in ASKED and bool(voice.portfolio.get(step))
    return asked and not part(voice.record, "applied").get(step)


def _drawn(voice: Voice) -> str:
    """How proposals are drawn: independently, or with the common factors that the portfolio declares."""
    return "uncertainty_common" if rows(voice.portfolio, "common_factors") else "uncertainty"


def method_gaps(voice: Voice) -> dict[str, str]:
    """What the sentences of the method are filled with."""
    portfolio = voice.portfolio
    return {
        "base": str(portfolio.get("base_year", "")),
        "horizon": voice.number(portfolio.get("horizon")),
        "prices": voice.price_level,
        "rate": _rate(voice),
        "draws": voice.number(voice.record.get("draws")),
        "seed": str(voice.record.get("seed", "")),
        "factors": voice.join(
            voice.say("quoted", text=voice.text(f.get("title")) or str(f["id"]))
            for f in rows(voice.portfolio, "common_factors")
        ),
    }


def _rate(voice: Voice) -> str:
    found: Data = next((p for p in rows(voice.rules, "parameters") if p.get("id") == "discount_rate"), {})
    return voice.share(found.get("value"), 1)


def _default_name(voice: Voice, key: str) -> str:
    """What a default is of; `funds.ID.FIELD` is a field of a fund."""
    match key.split("."):
        case ["funds", fund, field]:
            return voice.say("default.fund", fund=voice.fund(fund), field=voice.code("default_field", field))
        case _:
            return voice.code("default", key)


def _default(voice: Voice, key: str, value: Any) -> str:
    """What was taken; of a correction that was asked for in vain, that it was not made."""
    if _is_asked_in_vain(voice, key):
        return voice.say(f"default_value.{key}_asked")
    return voice.code("default_value", str(value))


def objective_words(voice: Voice) -> str:
    """What is maximised."""
    objective = part(voice.rules, "objective")
    title = voice.text(objective.get("title")) or voice.unknown
    maximise = part(voice.record, "pursued").get("maximise")
    is_less = bool(worth.reserve_price(voice))
    reserve = objective.get("reserve_price")
    told = voice.say(
        f"method.objective_{maximise}" if maximise else "method.objective_less" if is_less else "method.objective",
        title=title,
        krona=voice.krona,
        reserve=voice.price_in(reserve) if is_less and not maximise else voice.number(reserve),
    )
    return f"{told} {voice.say('method.reserve_taken_off')}" if maximise and is_less else told


def _criteria(voice: Voice) -> list[Block]:
    """The criteria in words; what of them is assumed has a column where there is anything."""
    is_assumed = any(c.get("assumption") for c in rows(voice.rules, "criteria"))
    lines = tuple(
        Row(
            (
                Cell(voice.text(c.get("title"))),
                Cell(voice.code("severity", str(c.get("severity")))),
                says_cell(voice, c),
                Cell(voice.text(c.get("why"))),
                Cell(source_words(voice, c)),
                *((Cell(voice.text(c.get("assumption"))),) if is_assumed else ()),
            )
        )
        for c in rows(voice.rules, "criteria")
    )
    if not lines:
        return [Paragraph(voice.say("method.no_criteria"))]
    keys = ("criterion", "severity", "says", "why", "source", *(("assumption",) if is_assumed else ()))
    head = heads(voice, *keys)
    return [Paragraph(voice.say("method.severity")), Table("kriterier", voice.say("caption.criteria"), head, lines)]


def says_cell(voice: Voice, criterion: Data) -> Cell:
    """What a criterion demands: a sentence, or a nested list where it has groups inside groups."""
    outline = rows(part(criterion, "outline"), voice.language)
    if not any(depth > 1 for depth, _ in outline):
        return Cell(capital(voice.text(criterion.get("says"))))
    return Cell("", branches=branches([(int(depth), voice.text(text)) for depth, text in outline]))


def branches(lines: Sequence[tuple[int, str]]) -> tuple[Branch, ...]:
    """Lines with their depths as a tree.

    Example:
        >>> [one.text for one in branches([(0, "all:"), (1, "a"), (1, "b"), (0, "then:")])]
        ['All:', 'Then:']
    """
    least = min((depth for depth, _ in lines), default=0)
    starts = [n for n, (depth, _) in enumerate(lines) if depth == least]
    ends = [*starts[1:], len(lines)][: len(starts)]
    told = (capital(text) if least == 0 else text for _, text in (lines[n] for n in starts))
    return tuple(
        Branch(text, branches(lines[first + 1 : last])) for text, first, last in zip(told, starts, ends, strict=True)
    )


def _parameters(voice: Voice) -> list[Block]:
    """The numbers that the plan rests on; those that it does not, folded away and counted."""
    used, unused = (reliance.parameters(voice, used=is_used) for is_used in (True, False))
    blocks: list[Block] = []
    if used:
        blocks.append(_parameter_table(voice, "parametrar", "caption.parameters", used))
    if unused:
        table = _parameter_table(voice, "parametrar-utanfor", "caption.parameters_unused", unused)
        blocks.append(Fold(voice.count("fold.parameters_unused", len(unused)), (table,)))
    return blocks


def _parameter_table(voice: Voice, id: str, caption: str, found: Sequence[Data]) -> Table:
    lines = tuple(
        Row(
            (
                Cell(voice.text(p.get("title"))),
                Cell(_value(voice, p), number=True),
                Cell(voice.unit_words(p.get("unit"))),
                Cell("" if rows(p, "series") else _since(voice, p)),
                Cell(voice.text(voice.join(rows(p, "sources"))) or source_words(voice, p)),
                Cell(_marks(voice, p)),
            )
        )
        for p in found
    )
    keys = ("parameter", "value", "unit", "since", "source", "mark")
    head = tuple(Cell(voice.say(f"head.{k}"), number=k == "value") for k in keys)
    return Table(id, voice.say(caption), head, lines)


def _value(voice: Voice, parameter: Data) -> str:
    """A number in its unit; of a series, its first and last years."""
    series = rows(parameter, "series")
    if series:
        first, last = series[0], series[-1]
        gaps = {"first": first["year"], "last": last["year"], "low": voice.number(first["value"], 1)}
        return voice.say("series", high=voice.number(last["value"], 1), **gaps)
    table = part(parameter, "table")
    if table:
        told = (f"{grade} {measured(voice, number, parameter.get('unit'))}" for grade, number in table.items())
        return ", ".join(told)
    return measured(voice, parameter.get("value"), parameter.get("unit"))


def measured(voice: Voice, value: Any, unit: Any) -> str:
    """A number with its unit; shares as per cent."""
    if value is not None and voice.is_share(unit):
        return voice.share(value, 0 if Decimal(str(value)) * 100 % 1 == 0 else 1)
    return voice.number(value)


def _since(voice: Voice, data: Data) -> str:
    return voice.day(data["since"]) if data.get("since") else voice.unknown


def _mark(voice: Voice, data: Data) -> str:
    return voice.code("mark", str(data.get("mark"))) if data.get("mark") else voice.unknown


def _marks(voice: Voice, parameter: Data) -> str:
    """The mark of a number; of a series, the years of each mark."""
    series = rows(parameter, "series")
    if not series:
        return _mark(voice, parameter)
    marked: dict[str, list[int]] = {}
    for one in series:
        marked.setdefault(str(one.get("mark")), []).append(int(one["year"]))
    return "; ".join(f"{voice.code('mark', mark)} {years(min(found), max(found))}" for mark, found in marked.items())


def _prices(voice: Voice) -> list[Block]:
    owners = _owners(voice)
    lines = tuple(
        Row(
            (
                Cell(voice.text(p.get("title"))),
                Cell(voice.unit_words(p.get("unit"))),
                Cell(_split(voice, p, owners.get(str(p.get("id")), ()))),
                Cell(str(p.get("price_year") or voice.unknown)),
                Cell(_take_home(voice, p), number=True),
                Cell(voice.say(_average(p))),
                Cell(f"{sources.numbered(voice, p.get('id'))} {source_words(voice, p)}"),
                Cell(_price_mark(voice, p)),
            )
        )
        for p in rows(voice.rules, "prices")
    )
    if not lines:
        return []
    keys = ("outcome", "unit", "split", "price_year", "take_home", "average", "source", "mark")
    head = tuple(Cell(voice.say(f"head.{key}"), number=key == "take_home") for key in keys)
    notes: tuple[str, ...] = (voice.say("method.prices"),)
    purses = [voice.actor(actor) for actor in dict.fromkeys(_parents(voice).values())]
    notes += (voice.say("method.owners", purses=voice.join(purses)),) if purses else ()
    return [Table(sources.LINK, voice.say("caption.prices"), head, lines, notes)]


def _parents(voice: Voice) -> dict[str, str]:
    """The purse of each board."""
    return {str(a["id"]): str(a["parent"]) for a in rows(voice.portfolio, "actors") if a.get("parent")}


def _owners(voice: Voice) -> dict[str, set[str]]:
    """Who owns the effects of each outcome."""
    found: dict[str, set[str]] = {}
    for value in voice.values.values():
        for step in rows(value, "steps"):
            if step.get("owner"):
                found.setdefault(str(step.get("outcome")), set()).add(str(step["owner"]))
    return found


def _receiver(voice: Voice, actor: str, owners: Collection[str]) -> str:
    """Who gets what a price gives an actor: the boards that own effects of it, as the calculation has it (§4)."""
    parents = _parents(voice)
    boards = [board for board, purse in parents.items() if purse == actor and board in owners]
    if boards:
        return " / ".join(voice.actor(one) for one in (*([actor] if actor in owners else []), *boards))
    is_passed_on = actor in parents.values() and actor not in owners
    return voice.say("source.owned", actor=voice.actor(actor)) if is_passed_on else voice.actor(actor)


def _split(voice: Voice, price: Data, owners: Collection[str]) -> str:
    return "; ".join(
        f"{_receiver(voice, actor, owners)} {voice.unit_value(amount)}"
        for actor, amount in part(price, "split").items()
    )


def _take_home(voice: Voice, price: Data) -> str:
    """The share that can be taken home, marked where it is assumed."""
    share = voice.share(price.get("take_home"))
    return voice.say("assumed", told=share) if "take_home" in rows(price, "assumed") else share


def _price_mark(voice: Voice, price: Data) -> str:
    """The mark of a price, and which parts of it are assumed all the same."""
    mark = _mark(voice, price)
    if price.get("mark") in reliance.UNSURE:
        return mark
    parts = [voice.code("price_part", str(part)) for part in rows(price, "assumed")]
    return voice.say("assumed_parts", mark=mark, parts=voice.join(parts)) if parts else mark


def _average(price: Data) -> str:
    average = price.get("average")
    return "unknown" if average is None else "price.average" if average else "price.marginal"


def _procedure(voice: Voice) -> list[Block]:
    lines = tuple(
        Row((Cell(voice.text(s.get("title"))), Cell(voice.text(s.get("who"))), Cell(voice.text(s.get("when")))))
        for s in rows(voice.rules, "procedure")
    )
    return (
        [Table("procedur", voice.say("caption.procedure"), heads(voice, "step", "who", "when"), lines)] if lines else []
    )
