"""A plan chosen for something else than expected value alone, and what that costs in value (convention §14)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.rules import Level, Maximise


@dataclass(frozen=True, slots=True)
class Ratio:
    """Value per granted krona, exact, in value kronor of price_year per granted krona.

    Where `proved`, no plan that grants at least `lowest_spending` has a ratio of `bound` or more, and `bound` is at
    most a millionth above `ratio`. `iterations` counts the programs that were solved to their optimum.
    """

    ratio: Fraction
    bound: Fraction
    lowest_spending: Decimal
    iterations: int
    proved: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """The most of a level that the levels before it leave possible, the least that was kept, and what the plan has.

    In the unit of the level; kronor for expected value.
    """

    level: Level
    most: Fraction
    least: Fraction
    kept: Fraction
    proved: bool


@dataclass(frozen=True, slots=True)
class Pursued:
    """The choice by a declared objective, beside the choice by expected value.

    A plan's `objective` is its expected value less reserve price, as everywhere; its status says what is proved of the
    declared objective. `bound` is then no bound of that objective: it equals `objective` where that is proved, else it
    is what no plan's expected value can exceed.
    """

    maximise: Maximise
    outcome: Outcome
    default: Outcome
    ratio: Ratio | None = None
    default_ratio: Fraction | None = None
    levels: tuple[Reached, ...] = ()

    @property
    def given_up(self) -> Decimal | None:
        """What the plan gives up in expected value, value kronor; None where either plan is missing or unproved."""
        if not isinstance(self.outcome, Plan) or not isinstance(self.default, Plan):
            return None
        proved = self.outcome.status == self.default.status == "optimal"
        return self.default.objective - self.outcome.objective if proved else None
