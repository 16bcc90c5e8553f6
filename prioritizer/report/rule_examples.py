"""The tests beside a rule as examples in words: one that meets it, one that does not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Fact, Language, Verdict
from prioritizer.predicates.say import Speaker
from prioritizer.reading.library import Library
from prioritizer.reading.rule_tests import Case
from prioritizer.report.rule_page import Line, Section, section
from prioritizer.report.rule_page_words import word
from prioritizer.report.rule_values import actor_words, kronor_words
from prioritizer.words.formatting import number


@dataclass(frozen=True, slots=True)
class Examples:
    """Tells cases of rules in one language."""

    library: Library
    speaker: Speaker
    language: Language

    def of_proposal(self, cases: Sequence[Case], fields: Sequence[str]) -> Iterator[Section]:
        """Examples of a criterion: what a proposal states of what the criterion asks for."""
        return self._sections(cases, lambda case: self._facts(case.given, fields))

    def of_plan(self, cases: Sequence[Case], fields: Sequence[str]) -> Iterator[Section]:
        """Examples of a limit: the proposals that are chosen."""
        return self._sections(cases, lambda case: self._plan(case, fields))

    def _sections(self, cases: Sequence[Case], told: Callable[[Case], list[str]]) -> Iterator[Section]:
        """One that holds, and one that fails or, where none does, one that cannot be decided."""
        failing = [v for v in (Verdict.FAILS, Verdict.UNKNOWN) if _first(cases, v)]
        for verdict in (Verdict.HOLDS, failing[0] if failing else Verdict.FAILS):
            case = _first(cases, verdict)
            lines = [Line(text, 1) for text in told(case)] if case else [Line(word("no_example", self.language))]
            yield section(verdict.value, lines, self.language)

    def _facts(self, given: Mapping[str, Fact], fields: Sequence[str]) -> list[str]:
        """What is stated, and what the rule asks for that is not."""
        told = []
        for name in dict.fromkeys([*fields, *given]):
            field, value = self.library.fields.get(name), given.get(name)
            if value is None or value == ():
                told.append(word("missing", self.language, field=self.speaker.name(name)))
            else:
                shown = self.speaker.value(field, value)
                told.append(word("fact", self.language, field=self.speaker.name(name), value=shown))
        return told

    def _plan(self, case: Case, fields: Sequence[str]) -> list[str]:
        """Each chosen proposal, and the envelope where the case has one."""
        told = [self._chosen(chosen, fields) for chosen in case.plan] or [word("empty_plan", self.language)]
        if case.envelope is not None:
            told.append(word("envelope", self.language, amount=self._kronor(case.envelope)))
        return told

    def _chosen(self, chosen: Candidate, fields: Sequence[str]) -> str:
        told = [*self._granted(chosen), *self._facts(chosen.facts, fields)]
        for (resource, year), amount in chosen.uses.items():
            when = "" if year is None else f" {year}"
            used = f"{number(amount, self.language)}{when}"
            told.append(word("uses", self.language, amount=used, resource=resource))
        for purse, kronor in chosen.returns.items():
            back = word("unknown_amount", self.language) if kronor is None else self._kronor(kronor)
            told.append(word("returns", self.language, purse=actor_words(purse, self.language), amount=back))
        if chosen.draws:
            outcomes = [number(Decimal(kronor), self.language) for kronor in chosen.draws]
            told.append(word("outcomes", self.language, amounts="; ".join(outcomes)))
        named = not chosen.proposal.isdigit()
        head = word("chosen_named", self.language, id=chosen.proposal) if named else word("chosen", self.language)
        return f"{head}: {', '.join(told)}" if told else head

    def _granted(self, chosen: Candidate) -> Iterator[str]:
        for (fund, year), kronor in chosen.granted.items():
            told = word("granted", self.language, amount=self._kronor(kronor))
            told += word("in_year", self.language, year=year) if year else ""
            yield told + (word("from_fund", self.language, fund=fund) if fund else "")

    def _kronor(self, amount: Decimal) -> str:
        return kronor_words(amount, self.library, self.language)


def _first(cases: Sequence[Case], verdict: Verdict) -> Case | None:
    """The first case with a verdict; one with something in it rather than an empty one."""
    found = [case for case in cases if str(case.expect) == verdict.value]
    return next((case for case in found if case.given or case.plan), found[0] if found else None)
