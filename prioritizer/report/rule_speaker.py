"""Says rules that are shown without a day: a number that changes is told with the day of each value."""

from decimal import Decimal

from prioritizer.model.rules import Fact
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import exact, per_cent
from prioritizer.report.rule_values import from_words
from prioritizer.words.formatting import HARD_SPACE


class DatedSpeaker(Speaker):
    """A speaker who takes no value for the one in force: «60 %, från 1 januari 2028 70 %»."""

    def bound(self, parameter: str, value: Fact, told: str) -> str:
        """A number with the title of its parameter; of several, each after its first day."""
        found = self.parameters.get(parameter)
        if found is None or len(found.values) < 2 or found.series or found.by:
            return super().bound(parameter, value, told)
        values = sorted(found.values, key=lambda dated: dated.since)
        parts = [(dated.since, dated.until, self._in_unit(dated.value, found.unit)) for dated in values]
        return super().bound(parameter, value, from_words(parts, self.language))

    def _in_unit(self, value: Decimal, unit: str) -> str:
        known = self.units.get(unit)
        if known is not None and known.kind == "share":
            return per_cent(value, self.language)
        return f"{exact(value, self.language)}{HARD_SPACE}{self.unit(unit)}" if unit else exact(value, self.language)
