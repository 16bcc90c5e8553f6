"""Say a tree in plain Swedish or English (design §4).

Two conditions that differ are never said in the same words, so that a reader can trust the sentence: nothing is
rounded, what somebody wrote stands in quotes, and a group inside a group stands in brackets.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from prioritizer.model.rules import (
    All,
    Any,
    Fact,
    Field,
    IfThen,
    Language,
    Leaf,
    Not,
    Op,
    Parameter,
    Tree,
    Unit,
)
from prioritizer.predicates import phrases
from prioritizer.predicates.phrases import Phrase
from prioritizer.predicates.spelled import exact, listed, per_cent, quoted
from prioritizer.words.formatting import HARD_SPACE, day

Line = tuple[int, str]
"""How deep a line of an outline stands, from 0, and its text."""


class TreeSpeaker:
    """Says trees and values; see `Speaker` for what it is given.

    Example:
        >>> few = Field("size", "number", {"sv": "målgruppen", "en": "the target group"})
        >>> TreeSpeaker({"size": few}, {}, "en").tree(Leaf("size", Op.AT_LEAST, Decimal(40)))
        'the target group is at least 40'
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        numbers: Mapping[str, Decimal],
        language: Language,
        titles: Mapping[str, str] | None = None,
        *,
        parameters: Mapping[str, Parameter] | None = None,
        units: Mapping[str, Unit] | None = None,
    ) -> None:
        self.fields, self.numbers, self.language, self.titles = fields, numbers, language, titles or {}
        self.parameters, self.units = parameters or {}, units or {}

    def tree(self, tree: Tree) -> str:
        """A condition as a clause, without capital or full stop."""
        match tree:
            case Leaf():
                return self._leaf(tree)
            case All(parts):
                return self._join(parts, phrases.AND, phrases.ALWAYS)
            case Any(parts):
                return self._join(parts, phrases.OR, phrases.NEVER)
            case Not(part):
                return self.say(phrases.NOT, part=self._inner(part))
            case IfThen(condition, consequence):
                return self.say(phrases.IF_THEN, condition=self._inner(condition), then=self._inner(consequence))
            case _:  # pragma: no cover
                assert_never(tree)

    def outline(self, tree: Tree) -> tuple[Line, ...]:
        """A condition as a nested list, for pages: each line with its depth, from 0.

        Example:
            >>> both = All((Leaf("a", Op.IS_GIVEN), Leaf("b", Op.IS_GIVEN)))
            >>> TreeSpeaker({}, {}, "en").outline(both)
            ((0, 'All of this holds:'), (1, "'a' is stated"), (1, "'b' is stated"))
        """
        return tuple(self._lines(tree, 0))

    def value(self, field: Field | None, value: Fact) -> str:
        """A stated value as people write it."""
        if value is None or value == ():
            return self.say(phrases.MISSING if value is None else phrases.EMPTY)
        if isinstance(value, bool):
            return self.say(phrases.YES if value else phrases.NO)
        if isinstance(value, tuple):
            return ", ".join(self.value(field, item) for item in value)
        if isinstance(value, date):
            return day(value, self.language)
        if isinstance(value, Decimal):
            return self._number(field, value)
        words = field.choices.get(value) if field else None
        return words[self.language] if words else value

    def name(self, field: str) -> str:
        """What people call a field; one that nobody has declared is quoted by its id."""
        found = self.fields.get(field)
        return found.words[self.language] if found else quoted(field, self.language)

    def bound(self, parameter: str, value: Fact, told: str) -> str:
        """A number as it is told, with the title of the parameter that it comes from, where it comes from one.

        Args:
            parameter: The parameter's id, empty for a number written in the rule.
            value: The number in force, None where there is none.
            told: The number in words.
        """
        if not parameter:
            return told
        title = self._title(parameter)
        return self.say(phrases.NO_NUMBER, title=title) if value is None else f"{told} ({title})"

    def say(self, phrase: Phrase, **words: str) -> str:
        """A phrase in the language, with words put in."""
        return phrase[0 if self.language == "sv" else 1].format(**words)

    def unit(self, unit: str) -> str:
        """The words of a unit; one that nobody has declared is its id."""
        found = self.units.get(unit)
        return found.words[self.language] if found else unit

    def listed(self, words: Sequence[str], last: Phrase) -> str:
        """Words with commas between, and «och» or «eller» before the last."""
        return listed(words, self.say(last))

    def _lines(self, tree: Tree, depth: int) -> Iterator[Line]:
        match tree:
            case All(parts) | Any(parts) if parts:
                yield depth, self.say(phrases.ALL_OF_THIS if isinstance(tree, All) else phrases.SOME_OF_THIS)
                for part in parts:
                    yield from self._lines(part, depth + 1)
            case Not(part) if not isinstance(part, Leaf):
                yield depth, self.say(phrases.NOT_THIS)
                yield from self._lines(part, depth + 1)
            case IfThen(condition, consequence) if not (isinstance(condition, Leaf) and isinstance(consequence, Leaf)):
                yield depth, self.say(phrases.IF_THIS)
                yield from self._lines(condition, depth + 1)
                yield depth, self.say(phrases.THEN_THIS)
                yield from self._lines(consequence, depth + 1)
            case _:
                yield depth, self.tree(tree)

    def _leaf(self, leaf: Leaf) -> str:
        field = self.fields.get(leaf.field)
        name = self.name(leaf.field)
        if leaf.op is Op.IS_GIVEN:
            return self.say(phrases.IS_GIVEN, field=name)
        kind = field.kind if field else ""
        if leaf.op in (Op.ONE_OF, Op.NONE_OF) and isinstance(leaf.value, tuple) and not leaf.parameter:
            return self._member(leaf.op, name, kind, [self._stated(field, item) for item in leaf.value])
        threshold: Fact = self.numbers.get(leaf.parameter) if leaf.parameter else leaf.value
        told = self.bound(leaf.parameter, threshold, self._stated(field, threshold))
        if kind == "list":
            phrase = phrases.LISTS[leaf.op] if leaf.op in phrases.LISTS else phrases.OPS[leaf.op]
        elif isinstance(threshold, bool) and leaf.op in phrases.ANSWERS:
            name, phrase = quoted(name, self.language), phrases.ANSWERS[leaf.op]
        else:
            phrase = phrases.OPS[leaf.op]
        return self.say(phrase, field=name, value=told)

    def _member(self, op: Op, name: str, kind: str, words: Sequence[str]) -> str:
        """one_of and none_of; one word alone is said otherwise than equals and differs."""
        last = phrases.NOR if op is Op.NONE_OF else phrases.OR
        count = "none" if not words else "one" if len(words) == 1 else "several"
        table = phrases.MEMBERS_OF_LISTS if kind == "list" else phrases.MEMBERS
        return self.say(table[op, count], field=name, value=self.listed(words, last))

    def _stated(self, field: Field | None, value: Fact) -> str:
        """A value inside a sentence: what somebody wrote stands in quotes, so that it is not read as ours."""
        if isinstance(value, tuple):
            return "[" + ", ".join(self._stated(field, item) for item in value) + "]"
        is_text = isinstance(value, str) and not (field and value in field.choices)
        return quoted(str(value), self.language) if is_text else self.value(field, value)

    def _inner(self, tree: Tree) -> str:
        return self.tree(tree) if isinstance(tree, Leaf) else f"({self.tree(tree)})"

    def _join(self, parts: Sequence[Tree], word: Phrase, empty: Phrase) -> str:
        if len(parts) == 1:
            return self.tree(parts[0])
        return self.listed([self._part(part) for part in parts], word) if parts else self.say(empty)

    def _part(self, tree: Tree) -> str:
        """A part of a group: what holds an «och» or «eller» of its own stands in brackets."""
        is_plain = isinstance(tree, Leaf) and not (isinstance(tree.value, tuple) and len(tree.value) > 1)
        return self.tree(tree) if is_plain else f"({self.tree(tree)})"

    def _title(self, parameter: str) -> str:
        """The title of a parameter, with its id where another has the same title."""
        found = self.parameters.get(parameter)
        if found is None:
            return quoted(parameter, self.language)
        title = found.title[self.language]
        is_shared = [p.title[self.language] for p in self.parameters.values()].count(title) > 1
        return f"{title}, {parameter}" if is_shared else title

    def _number(self, field: Field | None, value: Decimal) -> str:
        if field and field.kind == "share":
            return per_cent(value, self.language)
        if field and field.kind == "year":
            return f"{value:f}"
        told = exact(value, self.language)
        return f"{told}{HARD_SPACE}{self.unit(field.unit)}" if field and field.unit else told
