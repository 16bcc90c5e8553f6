"""One changed rule in words: what is new, what is gone, what is raised or lowered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from prioritizer.cli.rule_sides import Compared
from prioritizer.cli.rule_words import NEUTER, PLURAL, word
from prioritizer.explanation.rule_change import Change, Difference
from prioritizer.model.rules import (
    Amount,
    Checked,
    Criterion,
    Dated,
    Field,
    Language,
    Limit,
    Parameter,
    Price,
    RuleSet,
    Severity,
    Source,
    Unit,
)
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import quoted
from prioritizer.reading.library import Library
from prioritizer.reading.vocabulary import value_on
from prioritizer.report.rule_page_words import word as page_word
from prioritizer.report.rule_speaker import DatedSpeaker
from prioritizer.report.rule_values import (
    actor_words,
    all_dated_words,
    assumed_words,
    assumption_of,
    dated_words,
    mark_words,
    price_words,
    source_words,
    text,
    unit_words,
    values_words,
)
from prioritizer.words.formatting import day

_KRONOR = "kr"


class Narrator:
    """Tells changes between two rule sets in one language."""

    def __init__(self, found: Compared, language: Language) -> None:
        self.language = language
        self.before, self.after = (
            _Side(library, rules, day, language)
            for library, rules, day in zip(found.libraries, found.sides, found.days, strict=True)
        )

    def name(self, change: Change) -> str:
        """The kind, title and id of a rule, with a capital."""
        rule: Any = change.after if change.after is not None else change.before
        words = rule.words if isinstance(rule, Field | Unit) else rule.title
        return word(change.kind, self.language, title=text(words, self.language) or change.id, id=change.id)

    def told(self, change: Change) -> Iterator[str]:
        """What differs: a sentence for the rule, then one for each part."""
        if change.kind == "parameter" and change.how == "changed":
            yield from self._parameter(change)
            return
        how = f"{change.how}.neuter" if change.how == "added" and change.kind in NEUTER else change.how
        yield word(how, self.language, rule=self.name(change))
        if change.how == "added":
            yield from self.after.summary(change.after)
        elif change.how == "changed":
            for difference in change.differences:
                yield from self._part(change, difference)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list in a sentence."""
        last = "och" if self.language == "sv" else "and"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"

    def _parameter(self, change: Change) -> Iterator[str]:
        """Values first, each as one sentence that names the parameter; then what else differs."""
        values = [d for d in change.differences if d.part in ("value", "table", "new_value", "old_value")]
        others = [d for d in change.differences if d not in values]
        rule = change.after
        assert isinstance(rule, Parameter)
        told = list(self._other_day(change, values)) or [
            sentence for d in values for sentence in self._value(change, d)
        ]
        yield from told or [word("changed", self.language, rule=self.name(change))]
        for difference in others:
            yield from self._part(change, difference)

    def _other_day(self, change: Change, values: Sequence[Difference]) -> Iterator[str]:
        """One value in place of one that began on another day is a value raised or lowered, and a day that moved."""
        parts = {d.part: d for d in values}
        was, becomes = (parts.get(part) for part in ("old_value", "new_value"))
        assert isinstance(change.after, Parameter)
        if len(values) != 2 or was is None or becomes is None:
            return
        if was.before.table or becomes.after.table or change.after.series:
            return
        yield self._moved(self.name(change), was.before.value, becomes.after.value, change.after.unit)
        days = {
            "before": self._when(was.before.since, change.after),
            "after": self._when(becomes.after.since, change.after),
        }
        yield word("began", self.language, **days)

    def _value(self, change: Change, difference: Difference) -> Iterator[str]:
        what, since = self.name(change), difference.since
        assert isinstance(change.before, Parameter)
        assert isinstance(change.after, Parameter)
        when = "" if since is None else self._when(since, change.after)
        one_value = len(change.before.values) == 1 == len(change.after.values)
        if difference.part == "value":
            named = what if one_value else word("value_from", self.language, what=what, since=when)
            yield self._moved(named, difference.before, difference.after, change.after.unit)
        elif difference.part == "table":
            yield from self._table(what, difference, change.after)
        elif difference.part == "new_value":
            yield self._new(what, difference, change.after, when)
        else:
            yield self._gone(what, difference, change.before, when)

    def _new(self, what: str, difference: Difference, rule: Parameter, when: str) -> str:
        was, becomes = difference.before, difference.after
        if was is None or becomes.table or was.table:
            after = dated_words(rule, becomes, self.after.library, self.language)
            return word("first_on", self.language, what=what, after=after, since=when)
        if was.value == becomes.value:
            after = dated_words(rule, becomes, self.after.library, self.language)
            return word("same_on", self.language, what=what, after=after, since=when)
        return self._moved(what, was.value, becomes.value, rule.unit, when)

    def _gone(self, what: str, difference: Difference, rule: Parameter, when: str) -> str:
        was, becomes = difference.before, difference.after
        before = dated_words(rule, was, self.before.library, self.language)
        if becomes is None:
            return word("gone_on", self.language, what=what, before=before, since=when)
        after = dated_words(rule, becomes, self.after.library, self.language)
        return word("gone_then", self.language, what=what, before=before, after=after, since=when)

    def _table(self, what: str, difference: Difference, rule: Parameter) -> Iterator[str]:
        """One sentence for each choice whose number differs."""
        field = self.after.library.fields.get(rule.by)
        for choice in dict.fromkeys([*difference.before, *difference.after]):
            was, becomes = difference.before.get(choice), difference.after.get(choice)
            if was != becomes:
                name = text(field.choices.get(choice, {}), self.language) if field else ""
                yield self._moved(f"{what}, {name or choice},", was, becomes, rule.unit)

    def _moved(self, what: str, before: Any, after: Any, unit: str, when: str = "") -> str:
        """That a number is raised, lowered or otherwise changed, both sides in one unit."""
        how, suffix = "other", "_on" if when else ""
        if isinstance(before, Decimal) and isinstance(after, Decimal):
            how = "raised" if after > before else "lowered"
            told = values_words([before, after], unit, self.after.library.units, self.language)
        else:
            told = [self.after.shown(side, unit) for side in (before, after)]
        return word(f"{how}{suffix}", self.language, what=what, before=told[0], after=told[1], since=when)

    def _part(self, change: Change, difference: Difference) -> Iterator[str]:
        before, after = difference.before, difference.after
        if difference.part in ("require", "limit"):
            yield from self._condition(change, before, after)
        elif difference.part in ("why", "assumption"):
            yield word(difference.part, self.language)
        elif difference.part == "severity":
            sides = [page_word(f"{side.value}.short", self.language) for side in (before, after)]
            yield word("severity", self.language, before=sides[0], after=sides[1])
        elif difference.part == "mark":
            sides = [mark_words(side, self.language) for side in (before, after)]
            yield word("other", self.language, what=word("mark", self.language), before=sides[0], after=sides[1])
        elif difference.part == "assumed":
            sides = [assumed_words(side, self.language) or word("none", self.language) for side in (before, after)]
            yield word("other", self.language, what=word("assumed", self.language), before=sides[0], after=sides[1])
        elif difference.part == "split":
            yield from self._split(before, after)
        elif difference.part in PLURAL:
            sides = [self.after.shown(side, "") for side in (before, after)]
            what = word(difference.part, self.language)
            yield word("other.plural", self.language, what=what, before=sides[0], after=sides[1])
        else:
            name = {"unit": "unit_of"}.get(difference.part, difference.part)
            name = "graded_by" if change.kind == "parameter" and name == "by" else name
            yield self._moved(word(name, self.language), before, after, self._unit_of(difference.part))

    def _unit_of(self, part: str) -> str:
        return "" if part != "reserve_price" else "per krona"

    def _condition(self, change: Change, before: Any, after: Any) -> Iterator[str]:
        """What was demanded and what is; of a limit that only has another number, that number."""
        if isinstance(before, Amount) and isinstance(after, Amount):
            only_value = {"value"} == {
                name for name in Amount.__dataclass_fields__ if getattr(before, name) != getattr(after, name)
            }
            if only_value and before.value is not None and after.value is not None:
                unit = _KRONOR if after.form == "sum_of" and after.of == "granted" else ""
                yield self._moved(word("it", self.language), before.value, after.value, unit)
                return
        yield word("require.before", self.language, told=self.before.demand(change.before))
        yield word("require.after", self.language, told=self.after.demand(change.after))

    def _split(self, before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Iterator[str]:
        for id in dict.fromkeys([*before, *after]):
            was, becomes = before.get(id), after.get(id)
            actor = actor_words(id, self.language)
            first = f"{actor[:1].upper()}{actor[1:]}"
            if was is None and becomes is not None:
                yield word("actor_added", self.language, actor=first, after=self.after.shown(becomes, _KRONOR))
            elif becomes is None and was is not None:
                yield word("actor_removed", self.language, actor=first, before=self.before.shown(was, _KRONOR))
            elif was != becomes:
                yield self._moved(word("actor", self.language, actor=actor), was, becomes, _KRONOR)

    def _when(self, since: date, rule: Parameter) -> str:
        return str(since.year) if rule.series else day(since, self.language)


class _Side:
    """One side of a comparison: its words, units and numbers."""

    def __init__(self, library: Library, rules: RuleSet, on: date | None, language: Language) -> None:
        self.library, self.language = library, language
        found = {p.id: value_on(p, on) for p in rules.parameters.values() if not p.series and not p.by}
        numbers = {name: dated.value for name, dated in found.items() if dated}
        self.speaker = (Speaker if on else DatedSpeaker).of(rules, numbers, language)

    def demand(self, rule: Any) -> str:
        """What a criterion or a limit demands."""
        if isinstance(rule, Limit):
            return self.speaker.limit(rule)
        told = self.speaker.tree(rule.require)
        return f"{told}."

    def summary(self, rule: Any) -> Iterator[str]:
        """What a new rule says."""
        if isinstance(rule, Criterion):
            yield word("strength", self.language, told=page_word(f"{rule.severity.value}.short", self.language))
        if isinstance(rule, Criterion | Limit):
            yield word("demands", self.language, told=self.demand(rule))
        if isinstance(rule, Parameter) and rule.values:
            yield word("value", self.language, told=all_dated_words(rule, self.library, self.language))
        if isinstance(rule, Price):
            yield word("value", self.language, told=price_words(rule, self.library, self.language))
            if rule.assumed:
                yield word("assumes", self.language, told=f"{assumed_words(rule.assumed, self.language)}.")
        if isinstance(rule, Criterion) and assumption_of(rule, self.language):
            yield word("assumes", self.language, told=assumption_of(rule, self.language))

    def shown(self, value: Any, unit: str) -> str:
        """Any part of a rule as it is read."""
        if isinstance(value, bool):
            return word("yes" if value else "no", self.language)
        if value is None or value in ("", (), {}):
            return word("none", self.language)
        if isinstance(value, Decimal):
            return values_words([value], unit, self.library.units, self.language)[0]
        if isinstance(value, date):
            return day(value, self.language)
        if isinstance(value, Severity):
            return page_word(f"{value.value}.short", self.language)
        if isinstance(value, Source):
            return source_words(value, self.language).rstrip(".")
        if isinstance(value, Checked):
            return page_word("checked_by", self.language, day=day(value.on, self.language), by=value.by).rstrip(".")
        if isinstance(value, Dated):
            return self.shown(value.value, unit)
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, tuple):
            return ", ".join(self.shown(item, unit) for item in value)
        return unit_words(str(value), self.library, self.language)

    def _mapping(self, value: Mapping[str, Any]) -> str:
        """Words in this language, or each key with its words."""
        if self.language in value:
            return quoted(text(value, self.language), self.language)
        return ", ".join(f"{key} {self.shown(part, '')}" for key, part in value.items())
