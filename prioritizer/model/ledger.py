"""The ledger of decisions to force proposals in or out: who decided, why, and what each costs (convention §21)."""

from dataclasses import dataclass

from prioritizer.model.override import Override
from prioritizer.model.what_if import Consequence


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision, and the plan without it; that is None for a duty in law, which has no price (§19)."""

    override: Override
    without: Consequence | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every decision in the order of the proposals, and the plan without all of those that have a price.

    `together` is None where none has. Prices of decisions do not add up: it is what they cost at the same time.
    """

    entries: tuple[Entry, ...]
    together: Consequence | None
