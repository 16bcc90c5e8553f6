"""If the figures are wrong: how often each proposal would have been chosen, and what is lost (convention §23)."""

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.robust import robust_chart, share_words
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows


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
