"""The checks that nobody gains by how a proposal is handed in (convention §24)."""

from dataclasses import dataclass
from typing import Any

from prioritizer.model.rules import Language
from prioritizer.report.blocks import Cell, Paragraph, Row, Section, Table
from prioritizer.report.reasons import criterion_title
from prioritizer.report.tables import heads
from prioritizer.report.voice import Voice, part, rows
from prioritizer.words.fairness import checks_told, result_word


@dataclass(frozen=True, slots=True)
class _Told:
    """What things are called in a document."""

    language: Language
    voice: Voice

    def proposal(self, name: str) -> str:
        return self.voice.say("quoted", text=self.voice.proposal(name))

    def criterion(self, name: str) -> str:
        return self.voice.say("quoted", text=criterion_title(self.voice, name))

    def field(self, name: str) -> str:
        return self.voice.field(name)

    def value(self, field: str, number: Any) -> str:
        return self.voice.fact(field, number)

    @property
    def krona(self) -> str:
        return self.voice.krona

    def kronor(self, amount: Any) -> str:
        return self.voice.money(amount)


def fairness(voice: Voice) -> Section | None:
    """One row for each check; None where they were not made."""
    checks = rows(part(voice.record, "explained"), "fairness")
    if not checks:
        return None
    told = list(checks_told(checks, _Told(voice.language, voice)))
    lines = tuple(
        Row((Cell(check.title), Cell(result_word(check.result, voice.language)), Cell(" ".join(check.said))))
        for check in told
    )
    flags = sum(check.result == "flag" for check in told)
    said = voice.count("fairness.flags", flags, all=voice.number(len(told)))
    head = heads(voice, "check", "result", "what_came_of_it")
    blocks = (
        Paragraph(said, "key"),
        Paragraph(voice.say("fairness.read")),
        Table("prov-tabell", voice.say("caption.fairness"), head, lines),
    )
    return Section("prov", voice.say("fairness.title"), blocks)
