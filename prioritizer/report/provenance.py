"""The check of blindness, the solvers, and what the record was made from: what an auditor asks for."""

from prioritizer.report.blocks import Block, Cell, Fold, Pairs, Paragraph, Points, Row, Section, Table
from prioritizer.report.first_page import proof
from prioritizer.report.pursued import is_pursued
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows

PARTS = ("verdicts", "values", "plan")
"""What the check of blindness compares."""


def provenance(voice: Voice) -> Section:
    """Blindness, proof, hash, seed and versions: what an auditor asks for (convention §24, §28)."""
    record = voice.record
    program, plan = part(record, "program"), voice.plan
    pairs = [
        ("hash", str(record.get("hash") or voice.unknown)),
        *((("program", f"{program.get('name', '')} {program.get('version', '')}".strip()),) if program else ()),
        ("seed", str(record.get("seed", voice.unknown))),
        ("draws", voice.number(record.get("draws"))),
        ("as_of", voice.day(voice.portfolio.get("as_of", voice.unknown))),
        ("criteria_set", voice.code("default_value", str(voice.rules.get("criteria_set") or voice.unknown))),
        ("overlay", str(voice.rules.get("overlay") or voice.say("none"))),
    ]
    notes = voice.text(voice.portfolio.get("notes"))
    blocks: list[Block] = [Paragraph(notes, language=voice.language_of(notes))] if notes else []
    blocks.append(Paragraph(blindness(voice)))
    moved = tuple(id for id in PARTS if part(record, "blindness").get(id) is False)
    if moved:
        blocks.append(Points(tuple(voice.say(f"moved.{id}") for id in moved)))
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
    """What each solver said, and the value of its plan; of another objective the values are of its own program."""
    has_value = not is_pursued(voice)

    def value(told: Data) -> tuple[Cell, ...]:
        shown = voice.say("none_found") if told.get("value") is None else voice.kronor(told["value"])
        return (Cell(shown, number=True),) if has_value else ()

    lines = tuple(
        Row((Cell(str(s.get("solver"))), Cell(_said(voice, str(s.get("said")))), *value(s)))
        for s in rows(voice.plan, "solvers")
    )
    head = heads(voice, "solver", "said", "plan_value", numbers=1)
    return [Table("losare", voice.say("caption.solvers"), head if has_value else head[:2], lines)] if lines else []


def _said(voice: Voice, said: str) -> str:
    """A solver's own English words, in the document's language where it is known what they mean."""
    known = f"solver_said.{said.lower().replace(' ', '_')}"
    return voice.say(known) if known in voice.words else said
