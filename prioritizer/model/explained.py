"""What is answered about a plan beside its margins."""

from dataclasses import dataclass

from prioritizer.model.coverage import Coverage
from prioritizer.model.fairness import Fairness
from prioritizer.model.frontier import Frontier
from prioritizer.model.ledger import Ledger
from prioritizer.model.limit_prices import LimitPrices
from prioritizer.model.orders import Orders
from prioritizer.model.own_terms import OwnTerms
from prioritizer.model.passed_over import PassedOver
from prioritizer.model.robustness import Knowing, Robustness


@dataclass(frozen=True, slots=True)
class Explained:
    """Prices of limits, what money gives, how sure the choice is, other orders, what the plan covers, and fairness.

    Beside them decisions outside the choice, what it would be worth to know each uncertain input, what would turn the
    verdict on each proposal, and which were passed over by some of a lower ratio.

    Each is None where it was not worked out. `fixed` are proposals that say nothing of how uncertain they are, and
    count with the same value in every draw. `left_out` are the names of answers that were left out for speed.
    """

    prices: LimitPrices | None = None
    frontier: Frontier | None = None
    robustness: Robustness | None = None
    fixed: tuple[str, ...] = ()
    orders: Orders | None = None
    coverage: Coverage | None = None
    fairness: Fairness | None = None
    ledger: Ledger | None = None
    knowing: tuple[Knowing, ...] | None = None
    own_terms: tuple[OwnTerms, ...] | None = None
    passed_over: tuple[PassedOver, ...] = ()
    left_out: tuple[str, ...] = ()


NOT_EXPLAINED = Explained()
"""Nothing was worked out: there is no plan, or one proposal was asked for."""
