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


@dataclass(frozen=True, slots=True)
class Knowing:
    """What it would be worth to know one input before the choice: no study of it can be worth more.

    `worth` is the expected value of perfect information of the input, value kronor, an estimate; `error` how far off
    it may be: the larger of its standard error and of what a number that means nothing would seem worth. `faults` are
    codes of what a solver did wrong on the way.
    """

    input: str
    worth: Decimal
    error: Decimal
    exact: bool
    turns: tuple[Turn, ...]
    faults: tuple[str, ...] = ()
