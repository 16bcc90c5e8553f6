"""What a result computed elsewhere declares, the same in a table and in YAML (convention §26)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import StatedTerms
from prioritizer.model.rules import Fact
from prioritizer.reading import scalars

INTERVAL = Decimal("0.9")
"""The width of an interval that does not say its own."""

NARROWEST, WIDEST = Decimal("0.5"), Decimal("0.999")
FIELDS = ("price_year", "discount_rate", "start_year", "tax_cost", "costs")
"""The terms, each a field `stated.…` of the vocabulary."""


def interval_width(text: str) -> Decimal:
    """Read the width of an interval in per cent: «90» or «90 %» is 0.9.

    Raises:
        Unreadable: As `scalars.per_cent`, or interval_width.
    """
    return _checked(scalars.per_cent(text), text)


def interval_share(text: str) -> Decimal:
    """Read the width of an interval as YAML has shares: «0.9» or «90 %».

    Raises:
        Unreadable: As `scalars.share`, or interval_width.
    """
    return _checked(scalars.share(text), text)


def _checked(width: Decimal, text: str) -> Decimal:
    if not NARROWEST <= width <= WIDEST:
        raise scalars.Unreadable("interval_width", {"value": text.strip()})
    return width


def terms_of(facts: Mapping[str, Fact], otherwise: StatedTerms) -> StatedTerms:
    """The terms that a row declares as facts, and for the rest those of the portfolio."""
    year, rate, start = (facts.get(f"stated.{name}") for name in FIELDS[:3])
    return StatedTerms(
        int(year) if isinstance(year, Decimal) else otherwise.price_year,
        rate if isinstance(rate, Decimal) else otherwise.discount_rate,
        int(start) if isinstance(start, Decimal) else otherwise.start_year,
        _in_or_out(facts.get("stated.tax_cost")) or otherwise.tax_cost,
        _in_or_out(facts.get("stated.costs")) or otherwise.costs,
    )


def _in_or_out(fact: Fact) -> Literal["included", "excluded"] | None:
    return "included" if fact == "included" else "excluded" if fact == "excluded" else None


def costs_fault(terms: StatedTerms, is_net: bool, place: Place, path: str) -> Fault | None:
    """What is wrong where costs are declared in a gross benefit, or out of a net value."""
    if is_net and terms.costs == "excluded":
        return fault(place, path, "costs_not_in_value")
    if not is_net and terms.costs == "included":
        return fault(place, path, "costs_in_benefit")
    return None
