"""How far a search has come, in the words that people follow it by."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """What the objective units of a program are told as: `least` plus `factor` for each; of a loss `factor` is below 0.

    `step` is the word for it, empty where the units mean nothing to anybody. `known` is what some plan is known to
    have, in units.
    """

    step: str
    factor: Fraction = Fraction(1)
    least: Fraction = Fraction(0)
    known: int | None = None

    def told(self, best: int | None, ceiling: int | None) -> str:
        """The best plan so far, what none can exceed and the gap between, as a step; empty where nothing is known.

        Example:
            >>> Standing("standing").told(1200, None)
            'standing: 1 200 / – / –'
        """
        if not self.step or (best is None and ceiling is None):
            return ""
        gap = None if best is None or ceiling is None else abs(self.factor) * (ceiling - best)
        numbers = [None if units is None else self.least + self.factor * units for units in (best, ceiling)]
        return f"{self.step}: {' / '.join('–' if n is None else _spaced(n) for n in (*numbers, gap))}"


UNSAID = Standing("")
"""Of a program whose objective nobody asked about."""


def in_kronor(scale: int) -> Standing:
    """Of a program that is worth kronor, with so many objective units in each."""
    return Standing("standing", Fraction(1, scale))


def _spaced(number: Fraction) -> str:
    return f"{int(number // 1):,}".replace(",", " ")
