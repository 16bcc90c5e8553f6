"""A page for each rule, in words that a board can read, made from the rule and the tests beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from prioritizer.explanation.rule_change import parameters_named
from prioritizer.model.rules import Amount, Criterion, Language, Limit, Source, Text, Tree, leaves
from prioritizer.predicates.say import Speaker
from prioritizer.reading.library import DEFAULT, Library
from prioritizer.reading.rules import ALWAYS
from prioritizer.report.rule_examples import Examples
from prioritizer.report.rule_number_pages import parameter_page, price_page
from prioritizer.report.rule_page import Line, Page, Section, checked_section, section
from prioritizer.report.rule_page_words import word
from prioritizer.report.rule_speaker import DatedSpeaker
from prioritizer.report.rule_values import (
    UNSURE,
    assumption_of,
    dated_words,
    mark_words,
    period_words,
    source_words,
    text,
)


class Pages:
    """Writes the pages of a workspace in one language.

    Without a day every value is told with the day that it holds from, so that a page is true whenever it is read;
    with one, demands have the numbers in force that day.
    """

    def __init__(self, library: Library, language: Language, day: date | None = None) -> None:
        self.library, self.language, self.day = library, language, day
        kind = Speaker if day else DatedSpeaker
        self.speaker = kind(
            library.fields, library.numbers(day), language, parameters=library.parameters, units=library.units
        )
        self.examples = Examples(library, self.speaker, language)

    def all(self) -> Iterator[Page]:
        """Every page: criteria by set, limits, parameters, prices."""
        for name, criteria in self.library.written().items():
            yield from (self.criterion(criterion, name) for criterion in criteria)
        yield from (self.limit(limit) for limit in self.library.limits)
        yield from (parameter_page(p, self.library, self.language, self.day) for p in self.library.parameters.values())
        prices = self.library.prices.values()
        yield from (price_page(dated, self.library, self.language, self.day) for dated in prices)

    def criterion(self, rule: Criterion, set_name: str = DEFAULT) -> Page:
        """The page of a criterion."""
        language, of_set = self.language, set_name != DEFAULT
        kind = "criterion_always" if set_name == ALWAYS else "criterion_of_set" if of_set else "criterion"
        lead = word(kind, language, set=set_name)
        fields = list(dict.fromkeys(leaf.field for leaf in leaves(rule.require)))
        brief = word(f"{rule.severity.value}.short", language)
        sections = (
            section("demands", self._outline(rule.require), language),
            self._why(rule.why),
            section("strength", [word(rule.severity.value, language)], language),
            self._numbers(parameters_named(rule)),
            *self.examples.of_proposal(self.library.cases_of(rule), fields),
            self._source(rule.source),
            section("since", [period_words(rule.applies_from, rule.applies_to, language)], language),
            checked_section(rule.checked, language),
        )
        folder = f"criteria/{set_name}" if of_set else "criteria"
        page = self._page(rule, "criterion", folder, (lead, brief), sections)
        return replace(page, assumption=assumption_of(rule, language))

    def limit(self, rule: Limit) -> Page:
        """The page of a limit."""
        language = self.language
        where = rule.limit.where if isinstance(rule.limit, Amount) else None
        fields = list(dict.fromkeys(leaf.field for leaf in leaves(where))) if where is not None else []
        sections = (
            section("demands", [self.speaker.limit(rule)], language),
            self._why(rule.why),
            section("strength", [word("strength_of_limit", language)], language),
            self._numbers(parameters_named(rule)),
            *self.examples.of_plan(self.library.cases_of(rule), fields),
            self._source(rule.source),
            checked_section(rule.checked, language),
        )
        return self._page(rule, "limit", "limits", (word("limit", language), ""), sections)

    def _page(
        self, rule: Criterion | Limit, kind: str, folder: str, lead: tuple[str, str], sections: Iterable[Section]
    ) -> Page:
        kept = tuple(found for found in sections if found.lines)
        assumed = self._is_assumed(parameters_named(rule))
        title, path = text(rule.title, self.language), f"{folder}/{rule.id}.md"
        return Page(kind, rule.id, path, title, *lead, rule.place.file, assumed, kept)

    def _outline(self, tree: Tree) -> list[Line]:
        """A single demand as a sentence, several as a list under what holds for them."""
        told = self.speaker.outline(tree)
        if len(told) == 1:
            return [Line(f"{told[0][1][:1].upper()}{told[0][1][1:]}.")]
        return [Line(text if depth else f"{text[:1].upper()}{text[1:]}", depth) for depth, text in told]

    def _why(self, why: Text) -> Section:
        return section("why", [text(why, self.language) or word("no_why", self.language)], self.language)

    def _source(self, source: Source) -> Section:
        return section("source", [source_words(source, self.language)], self.language)

    def _numbers(self, named: Iterable[str]) -> Section:
        """The parameters that a rule names, each with all its values, since when, and their marks."""
        lines = []
        for parameter in (self.library.parameters[name] for name in sorted(named) if name in self.library.parameters):
            for dated in parameter.values:
                value = dated_words(parameter, dated, self.library, self.language)
                period = period_words(dated.since, dated.until, self.language)
                mark = word("mark", self.language, mark=mark_words(dated.mark, self.language))
                lines.append(Line(f"{text(parameter.title, self.language)}: {value}. {period} {mark}", 1))
        return section("numbers", lines, self.language)

    def _is_assumed(self, named: Iterable[str]) -> bool:
        found = (self.library.parameters.get(name) for name in named)
        return any(dated.mark in UNSURE for p in found if p for dated in p.values)
