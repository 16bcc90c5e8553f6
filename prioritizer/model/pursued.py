"""A plan chosen for something else than expected value alone, and what that costs in value (convention §14)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Key, Outcome, Plan
from prioritizer.model.rules import Level, Maximise, Scenario


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
class Regret:
    """A scenario, what its own best plan is worth there, and the plan and the choice by expected value; kronor.

    The regret of a plan is `best` less what it is worth. `values` are what versions are worth in the scenario, and
    `together` what sets of them are beyond that, by group; kronor.
    """

    scenario: Scenario
    best: Fraction
    worth: Fraction
    default_worth: Fraction | None
    values: Mapping[Key, int] = field(default_factory=dict)
    together: Mapping[tuple[str, tuple[Key, ...]], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Mean–CVaR: (1 − `weight`) × expected value + `weight` × the mean of the worst `share` of the draws.

    Kronor. `worth` is the plan's, both parts less the reserve price of what is granted, and no plan has a krona more
    than `bound`; `worst_mean` is the mean of its worst draws alone, as the limit of that name measures it.
    `default_worth` and `default_worst_mean` are of the choice by expected value. `fresh_worst_mean` is the plan's on
    `fresh_draws` draws that the choice has not seen, where that was measured.
    """

    share: Fraction
    weight: Fraction
    worth: Fraction
    bound: Fraction
    worst_mean: Fraction
    default_worth: Fraction
    default_worst_mean: Fraction
    proved: bool
    fresh_worst_mean: Fraction | None = None
    fresh_draws: int = 0


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
    regrets: tuple[Regret, ...] = ()
    weighed: Weighed | None = None

    @property
    def given_up(self) -> Decimal | None:
        """What the plan gives up in expected value, value kronor; None where either plan is missing or unproved."""
        if not isinstance(self.outcome, Plan) or not isinstance(self.default, Plan):
            return None
        proved = self.outcome.status == self.default.status == "optimal"
        return self.default.objective - self.outcome.objective if proved else None

    @property
    def less(self) -> tuple[Decimal, Decimal] | None:
        """How much less the plan at hand is worth than the most valuable one known, and than any can be; kronor."""
        if not isinstance(self.outcome, Plan) or not isinstance(self.default, Plan):
            return None
        best = max(self.default.objective, self.outcome.objective)
        return best - self.outcome.objective, max(best, self.default.bound) - self.outcome.objective
