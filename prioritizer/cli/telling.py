"""What things are called on a screen, for sentences that screens and documents share."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from prioritizer.cli.run import Prepared
from prioritizer.model.rules import Language
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import quoted
from prioritizer.words.formatting import money


@dataclass(frozen=True, slots=True)
class Told:
    """The names of one round in one language."""

    language: Language
    titles: Mapping[str, str]
    criteria: Mapping[str, str]
    speaker: Speaker
    currency: str

    @classmethod
    def of(cls, ready: Prepared, language: Language) -> "Told":
        """The names of a round that was read."""
        portfolio, rules = ready.read.portfolio, ready.read.rules
        titles = {p.id: p.title for p in portfolio.proposals}
        criteria = {c.id: c.title[language] for c in rules.criteria}
        return cls(language, titles, criteria, Speaker.of(rules, {}, language), portfolio.currency)

    def proposal(self, name: str) -> str:
        """A proposal's title, in quotes."""
        return quoted(self.titles.get(name, name), self.language)

    def criterion(self, name: str) -> str:
        """A criterion's title, in quotes."""
        return quoted(self.criteria.get(name, name), self.language)

    def field(self, name: str) -> str:
        """What people call a field."""
        return self.speaker.name(name)

    def value(self, field: str, number: Any) -> str:
        """A number in the unit of a field."""
        return self.speaker.value(self.speaker.fields.get(field), Decimal(str(number)))

    @property
    def krona(self) -> str:
        """The unit of the currency in the singular."""
        return "krona" if self.currency == "SEK" else self.currency

    def kronor(self, amount: Any) -> str:
        """An amount to the krona."""
        return money(Decimal(str(amount)), "kr", self.language, self.currency)
