"""Say a rule in plain Swedish or English (design §4)."""

from collections.abc import Mapping
from decimal import Decimal

from prioritizer.model.rules import Amount, Language, Limit, Relation, RiskLimit, RuleSet
from prioritizer.predicates import phrases
from prioritizer.predicates.say_tree import TreeSpeaker
from prioritizer.predicates.spelled import exact, per_cent, quoted
from prioritizer.words.formatting import HARD_SPACE


class Speaker(TreeSpeaker):
    """Says conditions, limits and values; knows the vocabulary, the numbers in force and the language.

    Args:
        fields: The vocabulary, whose words are used.
        numbers: The numbers in force, so that a sentence gives the number of a parameter.
        language: sv or en.
        titles: Titles of proposals by id, for limits that name proposals.
        parameters: All parameters, whose titles stand in brackets after their numbers.
        units: The words of units by id.
    """

    @classmethod
    def of(
        cls,
        rules: RuleSet,
        numbers: Mapping[str, Decimal],
        language: Language,
        titles: Mapping[str, str] | None = None,
    ) -> "Speaker":
        """One who knows a rule set."""
        return cls(rules.fields, numbers, language, titles, parameters=rules.parameters, units=rules.units)

    def limit(self, limit: Limit) -> str:
        """A limit as a whole sentence."""
        if isinstance(limit.limit, Relation):
            return self._relation(limit.limit)
        if isinstance(limit.limit, RiskLimit):
            return self._risk(limit.limit)
        sentence = {"share_of": self._share, "count_where": self._count, "sum_of": self._sum}[limit.limit.form]
        told = sentence(limit.limit)
        return told[0].upper() + told[1:]

    def _risk(self, limit: RiskLimit) -> str:
        """A limit on the joint draws; of its two numbers one is a share and the other kronor."""
        is_mean = limit.form == "worst_mean"
        edge = self._number_told(limit.edge_parameter, limit.edge, is_share=is_mean)
        bound = self._number_told(limit.parameter, limit.value, is_share=not is_mean)
        phrase = phrases.WORST_MEAN if is_mean else phrases.CHANCE_BELOW
        told = self.say(phrases.BOUNDS[limit.op], value=bound)
        return self.say(phrase, edge=edge, bound=told)

    def _number_told(self, parameter: str, written: Decimal | None, is_share: bool) -> str:
        value = self.numbers.get(parameter) if parameter else written
        if value is None:
            return self.bound(parameter, None, self.say(phrases.MISSING))
        kronor = f"{exact(value, self.language)}{HARD_SPACE}{self.unit('kr')}"
        return self.bound(parameter, value, per_cent(value, self.language) if is_share else kronor)

    def _share(self, amount: Amount) -> str:
        words = {"bound": self._bound(amount), "where": self._where(amount), "by": self._by(amount.by)}
        if amount.base == "envelope":
            return self.say(phrases.SHARE_ENVELOPE if amount.by == "plan" else phrases.SHARE_ENVELOPE_BY, **words)
        if amount.by == "plan":
            return self.say(phrases.SHARE, **words)
        if amount.where is not None:
            return self.say(phrases.SHARE_WITHIN, **words)
        phrase = phrases.SHARE_PART.get(amount.by, phrases.SHARE_PART_OF_FIELD)
        return self.say(phrase, **words, field=self.name(amount.by))

    def _count(self, amount: Amount) -> str:
        words = {"bound": self._bound(amount), "where": self._where(amount), "by": self._by(amount.by)}
        by = phrases.COUNT_BY_FUND if amount.by == "fund" else phrases.COUNT_BY
        return self.say(phrases.COUNT if amount.by == "plan" else by, **words)

    def _sum(self, amount: Amount) -> str:
        is_plan, bound = amount.by == "plan", self._bound(amount)
        where = self.tree(amount.where) if amount.where is not None else ""
        if amount.of == "granted":
            to = self.say(phrases.TO, where=where) if where else ""
            phrase = phrases.GRANTED if is_plan else phrases.GRANTED_BY
            return self.say(phrase, by=self._by(amount.by), bound=bound, to=to)
        counted = self.say(phrases.COUNTED, where=where) if where else ""
        by = self.say(phrases.FOR_EACH_FUND) if amount.by == "fund" else self._by(amount.by)
        subject = self.say(phrases.SUBJECTS.get(amount.of, phrases.SUM_OF), what=self.name(amount.of))
        return self.say(
            phrases.SUM if is_plan else phrases.SUM_BY, by=by, subject=subject, bound=bound, counted=counted
        )

    def _where(self, amount: Amount) -> str:
        return self.say(phrases.WHERE, where=self.tree(amount.where)) if amount.where is not None else ""

    def _by(self, by: str) -> str:
        return self.say(phrases.BY.get(by, phrases.BY_FIELD), field=self.name(by))

    def _bound(self, amount: Amount) -> str:
        value = self.numbers.get(amount.parameter) if amount.parameter else amount.value
        table = phrases.COUNTS if amount.form == "count_where" else phrases.BOUNDS
        told = self.say(phrases.MISSING) if value is None else self._told(amount, value)
        return self.say(table[amount.op], value=self.bound(amount.parameter, value, told))

    def _told(self, amount: Amount, value: Decimal) -> str:
        """A number in the unit of the limit."""
        if amount.form == "share_of":
            return per_cent(value, self.language)
        if amount.form == "count_where":
            phrase = phrases.ONE_PROPOSAL if value == 1 else phrases.PROPOSALS
            return self.say(phrase, value=exact(value, self.language))
        if amount.of == "granted":
            return f"{exact(value, self.language)}{HARD_SPACE}{self.unit('kr')}"
        return self.value(self.fields.get(amount.of), value)

    def _relation(self, relation: Relation) -> str:
        told = [quoted(self._titled(proposal), self.language) for proposal in relation.proposals]
        several = relation.form == "requires" and len(told) > 2
        phrase = phrases.REQUIRES_SEVERAL if several else phrases.RELATIONS[relation.form]
        names, others = self.listed(told, phrases.AND), self.listed(told[1:], phrases.AND)
        return self.say(phrase, names=names, first=told[0] if told else "", others=others)

    def _titled(self, proposal: str) -> str:
        """The title of a proposal, with its id where another has the same title."""
        title = self.titles.get(proposal, proposal)
        is_shared = sum(other == title for other in self.titles.values()) > 1
        return f"{title} ({proposal})" if is_shared else title
