"""The check of blindness, the solvers, and what the record was made from: what an auditor asks for."""

from prioritizer.report import proved, worth
from prioritizer.report.blocks import Block, Cell, Fold, Pairs, Paragraph, Points, Row, Section, Table
from prioritizer.report.pursued import is_pursued
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows

PARTS = ("verdicts", "values", "plan")
"""What the check of blindness compares."""


def provenance(voice: Voice) -> Section:
    """Blindness, proof, hash, seed and versions: what an auditor asks for (convention §24, §28)."""
    record = voice.record
    program, plan, choice = part(record, "program"), voice.plan, part(record, "choice")
    pairs = [
        ("hash", str(record.get("hash") or voice.unknown)),
        *((("choice_hash", str(choice["program_sha256"])),) if choice.get("program_sha256") else ()),
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
        blocks.append(Paragraph(f"{proved.proof(voice)} {proved.beside(voice)}"))
    elif is_proved := proved.no_plan(voice):
        blocks.append(Paragraph(f"{is_proved} {proved.beside(voice)}"))
    if "certificate" in (plan.get("confirmed"), part(record, "no_plan").get("confirmed")):
        blocks.append(Paragraph(voice.say("proof.how_to_check")))
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
    """What each solver answered; of another objective its values are not of plans, and only what it said is told."""
    has_value = not is_pursued(voice)
    lines = tuple(
        Row(
            (
                Cell(str(s.get("solver"))),
                Cell(_said(voice, str(s.get("said")))),
                *((Cell(_worth(voice, s), number=True),) if has_value else ()),
            )
        )
        for s in rows(voice.plan, "solvers")
    )
    head = heads(voice, "solver", "said")
    if has_value:
        head = (*head, Cell(worth.head(voice, "plan_value"), number=True))
    caption = voice.say("caption.solvers" if has_value else "caption.solvers_pursued")
    return [Table("losare", caption, head, lines)] if lines else []


def _worth(voice: Voice, word: Data) -> str:
    return voice.say("none_found") if word.get("value") is None else voice.kronor(word["value"])


def _said(voice: Voice, said: str) -> str:
    """A solver's own English words, in the document's language where it is known what they mean.

    Of another objective than expected value what is found is the best of that search, not what is worth the most.
    """
    name = said.partition(":")[0].lower().replace(" ", "_")
    known = f"solver_said.{name}"
    if is_pursued(voice) and f"solver_said.pursued_{name}" in voice.words:
        known = f"solver_said.pursued_{name}"
    return voice.say(known) if known in voice.words else said
