"""What is declared beforehand has a row in a limit even when nobody asks for it (convention §19)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from prioritizer.model.portfolio import Fund, Portfolio, Resource
from prioritizer.model.rules import RuleSet


def declared(
    funds: Sequence[Fund],
    resources: Sequence[Resource],
    plan_years: tuple[int, int],
    closed: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Sequence[str]]:
    """What a limit has a row for even when no candidate touches it, by the name that `by` has.

    Args:
        funds: Each a key of `by: fund`.
        resources: What a candidate that does not name it does not use.
        plan_years: First and last, inclusive; each a key of `by: year`.
        closed: Fields whose words are all known beforehand.
    """
    return {
        **(closed or {}),
        "fund": [fund.id for fund in funds],
        "year": [str(year) for year in range(plan_years[0], plan_years[1] + 1)],
        "resource": [resource.id for resource in resources],
    }


def closed(portfolio: Portfolio, rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """Fields whose words are all known beforehand: choices in the vocabulary, and the goals of the portfolio."""
    choices = {name: field.of for name, field in rules.fields.items() if field.of}
    return {**choices, "goals": tuple(goal.id for goal in portfolio.goals)}


def envelope_of(funds: Iterable[Fund]) -> Decimal:
    """All kronor made available and not promised before, over funds and years: the base of a share of the envelope."""
    amounts = ((fund.opening, *fund.allocation.values(), *(-kr for kr in fund.committed.values())) for fund in funds)
    return sum((kronor for fund in amounts for kronor in fund), Decimal(0))
