"""If the figures are wrong: how often each proposal would have been chosen, and what is lost (convention §23)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.robust import robust_chart, share_words
from prioritizer.report.sensitivity import figure, input_name
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit, unit_for


def robustness(voice: Voice) -> Section | None:
    """A table of shares, and the regret of the plan; None where it was not worked out."""
    found = part(voice.record, "explained")
    shares, wrong = rows(found, "robustness"), part(found, "wrong")
    if not shares:
        return None
    regret = part(wrong, "regret")
    blocks: list[Block] = [
        Paragraph(voice.say("wrong.read", n=voice.number(wrong.get("draws")))),
        Paragraph(
            voice.say("wrong.regret", mean=voice.money(regret.get("mean")), high=voice.money(regret.get("p95"))), "key"
        ),
        *with_table(voice, robust_chart(voice, "om-fel-diagram", shares), _table(voice, shares)),
    ]
    if wrong.get("proved") != wrong.get("draws"):
        gaps = {"n": voice.number(wrong.get("proved")), "all": voice.number(wrong.get("draws"))}
        blocks.append(Paragraph(voice.say("wrong.proved", **gaps), "small"))
    fixed = rows(wrong, "fixed")
    if fixed:
        blocks.append(Paragraph(voice.say("wrong.fixed", names=voice.named(fixed))))
    return Section("om-siffrorna-ar-fel", voice.say("wrong.title"), tuple(blocks))


def knowing(voice: Voice) -> Section | None:
    """What it would be worth to know each input before the choice, an upper bound; None where it was not worked out.

    Inputs that are worth nothing, or less than the margin of error, are counted.
    """
    found = rows(part(voice.record, "explained"), "knowing")
    if not found:
        return None
    sure = [one for one in found if one.get("above_error")]
    blocks: list[Block] = [Paragraph(voice.say("knowing.read"))]
    if sure:
        unit = unit_for(one.get(key) for one in sure for key in ("high", "error"))
        caption = voice.say("caption.money", caption=voice.say("caption.knowing"), unit=voice.unit(unit))
        lines = tuple(_known(voice, one, unit) for one in sure)
        blocks.append(Table("vard-att-veta-tabell", caption, _known_head(voice), lines))
        blocks.append(Paragraph(voice.say("knowing.error"), "small"))
    if len(found) > len(sure):
        blocks.append(Paragraph(voice.say("knowing.nothing" if sure else "knowing.none", n=len(found) - len(sure))))
    return Section("vard-att-veta", voice.say("knowing.title"), tuple(blocks))


def _known_head(voice: Voice) -> tuple[Cell, ...]:
    return (
        *heads(voice, "input"),
        *heads(voice, "worth_at_most", "margin_of_error", numbers=2),
        *heads(voice, "turns"),
    )


def _known(voice: Voice, one: Data, unit: Unit) -> Row:
    named = {**one, "name": one["input"]}
    amounts = (voice.amount(one.get(key), unit) for key in ("high", "error"))
    turns = " ".join(_turn(voice, named, turn) for turn in rows(one, "turns")) or voice.say("knowing.no_turn")
    return Row((Cell(input_name(voice, named)), *amounts, Cell(turns)))


def _turn(voice: Voice, one: Data, turn: Data) -> str:
    """Beyond which value the plan changes, in how many of the outcomes, and what then comes and goes."""
    edge = figure(voice, str(one["name"]), turn["edge"])
    told = [voice.say(f"knowing.{turn['side']}", edge=edge, share=voice.share(turn["share"], 0))]
    told += [
        voice.say(f"knowing.{key}", names=voice.named(rows(turn, key)))
        for key in ("enters", "leaves")
        if rows(turn, key)
    ]
    return " ".join(told if len(told) > 1 else [*told, voice.say("knowing.versions")])


def _table(voice: Voice, shares: list[Data]) -> Table:
    ordered = sorted(shares, key=lambda row: (-float(row["share"]), str(row["proposal"])))
    head = (
        *heads(voice, "proposal"),
        *heads(voice, "share_of_outcomes", numbers=1),
        *heads(voice, "how_often", "in_plan"),
    )
    return Table("om-fel-tabell", voice.say("caption.robustness"), head, tuple(_line(voice, row) for row in ordered))


def _line(voice: Voice, row: Data) -> Row:
    kind = voice.code("robust", str(row.get("class")))
    inside = voice.say("yes" if row.get("selected") else "no")
    return Row(
        (Cell(voice.proposal(row["proposal"])), Cell(share_words(voice, row), number=True), Cell(kind), Cell(inside))
    )
