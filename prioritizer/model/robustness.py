"""How often each proposal would have been chosen, had the outcome been known, and what knowing is worth (§23)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

Class: TypeAlias = Literal["nearly_always", "sometimes", "rarely", "unknown"]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the draws in which a proposal is in the best plan of that draw.

    `share` is of the plans found; the exact share lies between `low` and `high`, which differ where some draws are not
    proved. `is_chosen` tells whether the plan has it.
    """

    proposal: str
    share: Fraction
    low: Fraction
    high: Fraction
    kind: Class
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Regret:
    """What the best plan of a draw would have given more than the plan, in value kronor, over the draws.

    `mean` and `p95` are of the plans found; the exact figures are at most `mean_high` and `p95_high`.
    """

    mean: Decimal
    mean_high: Decimal
    p95: Decimal
    p95_high: Decimal


@dataclass(frozen=True, slots=True)
class Robustness:
    """Shares and regret over `draws` draws, of which `proved` have a plan proved to be the best to within `gap`.

    `plans` is how many plans are the best in some draw, `same` the share of draws in which it is the plan itself.
    `faults` are codes of what a solver did wrong on the way.
    """

    shares: tuple[Share, ...]
    regret: Regret
    draws: int
    proved: int
    gap: Fraction
    plans: int
    same: Fraction
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Beyond an edge of an input another plan is the best for what is then expected.

    `side` says on which side of `edge`, a value of the input; `share` how many of the draws lie there. `enters` and
    `leaves` are what changes in most of them.
    """

    side: Literal["below", "above"]
    edge: float
    share: Fraction
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class UncertainInput:
    """An input that is not known for sure.

    `name` is that of an effect's input, or cost, success, stated, price_spread or factor; `of` the outcome, cost row,
    price or factor it is of, and `row` which effect or cost of the version. `proposal` is whose it is; empty where
    many share it, as a price or a common factor.
    """

    name: str
    of: str = ""
    row: int = 0
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Knowing:
    """What it would be worth to know one input before the choice: no study of it can be worth more.

    `worth` is the expected value of perfect information of the input, value kronor, an estimate from the plans found,
    which with all plans proved would be at most `high`; `exact` where the two are one. `error` is how far off the
    estimate may be: the larger of its standard error and of what a number that means nothing would seem worth.
    `faults` are codes of what a solver did wrong on the way.
    """

    input: UncertainInput
    worth: Decimal
    high: Decimal
    error: Decimal
    exact: bool
    turns: tuple[Turn, ...]
    faults: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it is worth more than the luck of the draws alone could make it seem."""
        return self.worth > self.error
