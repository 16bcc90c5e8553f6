"""Say a tree or a limit in plain Swedish or English (design §4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Fact,
    Field,
    IfThen,
    Language,
    Leaf,
    Limit,
    Not,
    Op,
    Relation,
    Tree,
)
from prioritizer.words.formatting import day, number, share

_OPS: dict[Op, tuple[str, str]] = {
    Op.AT_MOST: ("{field} är högst {value}", "{field} is at most {value}"),
    Op.AT_LEAST: ("{field} är minst {value}", "{field} is at least {value}"),
    Op.ABOVE: ("{field} är över {value}", "{field} is above {value}"),
    Op.BELOW: ("{field} är under {value}", "{field} is below {value}"),
    Op.EQUALS: ("{field} är {value}", "{field} is {value}"),
    Op.DIFFERS: ("{field} är något annat än {value}", "{field} is other than {value}"),
    Op.ONE_OF: ("{field} är {value}", "{field} is {value}"),
    Op.NONE_OF: ("{field} är något annat än {value}", "{field} is other than {value}"),
    Op.IS_GIVEN: ("uppgift om {field} finns", "{field} is stated"),
}
_BOUNDS: dict[Op, tuple[str, str]] = {
    Op.AT_MOST: ("högst {value}", "at most {value}"),
    Op.AT_LEAST: ("minst {value}", "at least {value}"),
    Op.ABOVE: ("över {value}", "above {value}"),
    Op.BELOW: ("under {value}", "below {value}"),
    Op.EQUALS: ("exakt {value}", "exactly {value}"),
}
_RELATIONS: dict[str, tuple[str, str]] = {
    "together": ("Alla eller inget av {names} väljs.", "All or none of {names} are chosen."),
    "exclusive": ("Högst ett av {names} väljs.", "At most one of {names} is chosen."),
    "at_most_one_of": ("Högst ett av {names} väljs.", "At most one of {names} is chosen."),
    "requires": ("{first} väljs bara om {names} väljs.", "{first} is chosen only if {names} is chosen."),
}
_BY = {"fund": ("i varje fond", "in each fund"), "year": ("varje år", "each year")}


class Speaker:
    """Knows the vocabulary, the numbers in force and the language.

    Args:
        fields: The vocabulary, whose words are used.
        parameters: The numbers in force, so that a sentence gives the number and not its name.
        language: sv or en.
        titles: Titles of proposals by id, for limits that name proposals.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        parameters: Mapping[str, Decimal],
        language: Language,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self.fields, self.parameters, self.language, self.titles = fields, parameters, language, titles or {}

    def tree(self, tree: Tree) -> str:
        """A condition as a clause, without capital or full stop.

        Groups inside groups stand in brackets, so that two different trees never read the same.
        """
        match tree:
            case Leaf():
                return self._leaf(tree)
            case All(parts):
                return self._join(parts, all_of=True)
            case Any(parts):
                return self._join(parts, all_of=False)
            case Not(part):
                return self._pick("inte ({0})", "not ({0})").format(self.tree(part))
            case IfThen(condition, consequence):
                told = self._pick("om ({0}) så ({1})", "if ({0}) then ({1})")
                return told.format(self.tree(condition), self.tree(consequence))
            case _:  # pragma: no cover
                assert_never(tree)

    def limit(self, limit: Limit) -> str:
        """A limit as a whole sentence."""
        if isinstance(limit.limit, Relation):
            return self._relation(limit.limit)
        return self._amount(limit.limit)

    def value(self, field: Field | None, value: Fact) -> str:
        """A stated value as people write it."""
        if value is None or value == ():
            return self._pick("saknas", "missing")
        if isinstance(value, bool):
            return self._pick("ja", "yes") if value else self._pick("nej", "no")
        if isinstance(value, tuple):
            return ", ".join(self.value(field, item) for item in value)
        if isinstance(value, date):
            return day(value, self.language)
        if isinstance(value, Decimal):
            return self._number(field, value)
        words = field.choices.get(value) if field else None
        return words[self.language] if words else value

    def name(self, field: str) -> str:
        """What people call a field."""
        found = self.fields.get(field)
        return found.words[self.language] if found else field

    def _leaf(self, leaf: Leaf) -> str:
        field = self.fields.get(leaf.field)
        threshold: Fact = self.parameters.get(leaf.parameter) if leaf.parameter else leaf.value
        told = self._pick(*_OPS[leaf.op])
        if leaf.op in (Op.ONE_OF, Op.NONE_OF) and isinstance(threshold, tuple):
            choices = [self.value(field, item) for item in threshold]
            return told.format(field=self.name(leaf.field), value=self._or(choices))
        return told.format(field=self.name(leaf.field), value=self.value(field, threshold))

    def _join(self, parts: Sequence[Tree], *, all_of: bool) -> str:
        word = self._pick("och", "and") if all_of else self._pick("eller", "or")
        if not parts:
            return self._pick("alltid", "always") if all_of else self._pick("aldrig", "never")
        if len(parts) == 1:
            return self.tree(parts[0])
        told = [self.tree(part) if isinstance(part, Leaf) else f"({self.tree(part)})" for part in parts]
        return f"{', '.join(told[:-1])} {word} {told[-1]}"

    def _amount(self, amount: Amount) -> str:
        bound = self.parameters.get(amount.parameter) if amount.parameter else amount.value
        told = self._pick(*_BOUNDS[amount.op]).format(value=self._bound(amount, bound))
        where = self.tree(amount.where) if amount.where else ""
        sentence = {
            "share_of": self._share(where, amount),
            "count_where": self._pick("Antalet förslag{0}", "The number of proposals{0}").format(self._where(where)),
            "sum_of": self._pick("Summan av {1}{0}", "The sum of {1}{0}").format(
                self._where(where), self._summed(amount.of)
            ),
        }[amount.form]
        by = "" if amount.by == "plan" else f" {self._by(amount.by)}"
        return f"{sentence}{by} {self._pick('är', 'is')} {told}."

    def _share(self, where: str, amount: Amount) -> str:
        base = self._pick("de beviljade kronorna", "the granted kronor")
        if amount.base == "envelope":
            base = self._pick("ramen", "the envelope")
        told = self._pick("Andelen av {0} som går till förslag{1}", "The share of {0} that goes to proposals{1}")
        return told.format(base, self._where(where))

    def _where(self, where: str) -> str:
        return self._pick(" där {0}", " where {0}").format(where) if where else ""

    def _summed(self, of: str) -> str:
        return self._pick("beviljade kronor", "granted kronor") if of == "granted" else self.name(of)

    def _by(self, by: str) -> str:
        if by in _BY:
            return self._pick(*_BY[by])
        return self._pick("för varje {0}", "for each {0}").format(self.name(by))

    def _bound(self, amount: Amount, bound: Decimal | None) -> str:
        if bound is None:
            return amount.parameter
        if amount.form == "share_of":
            return share(bound, self.language, _digits(bound))
        unit = self._pick("kr", "kr") if amount.form == "sum_of" and amount.of == "granted" else ""
        return f"{number(bound, self.language)}\N{NO-BREAK SPACE}{unit}" if unit else number(bound, self.language)

    def _relation(self, relation: Relation) -> str:
        names = [f"«{self.titles.get(p, p)}»" for p in relation.proposals]
        if relation.form == "requires":
            told = self._pick(*_RELATIONS["requires"])
            return told.format(first=names[0], names=self._and(names[1:]))
        return self._pick(*_RELATIONS[relation.form]).format(names=self._and(names))

    def _number(self, field: Field | None, value: Decimal) -> str:
        if field and field.kind == "share":
            return share(value, self.language, _digits(value))
        if field and field.kind == "year":
            return str(value)
        told = number(value, self.language)
        return f"{told}\N{NO-BREAK SPACE}{field.unit}" if field and field.unit else told

    def _and(self, words: Sequence[str]) -> str:
        return _listed(words, self._pick("och", "and"))

    def _or(self, words: Sequence[str]) -> str:
        return _listed(words, self._pick("eller", "or"))

    def _pick(self, sv: str, en: str) -> str:
        return sv if self.language == "sv" else en


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _digits(value: Decimal) -> int:
    """Decimals of a per cent that the share needs to be told exactly, three at most."""
    exponent = (value * 100).normalize().as_tuple().exponent
    return min(3, max(0, -exponent)) if isinstance(exponent, int) else 0
