"""What it costs to raise taxes: a row of its own, borne by households (convention §5)."""

from collections.abc import Collection, Mapping

from prioritizer.model.portfolio import TAX_COST as TAX_COST

TAX_FACTOR = "tax_factor"
"""The parameter that says what a krona of tax costs society."""


def tax_cost(cells: Mapping[tuple[str, int], float], public: Collection[str], factor: float) -> dict[int, float]:
    """The efficiency loss by year: (factor − 1) × the net flow of all public purses, transfers and taxes included.

    Args:
        cells: Kronor by actor and year, discounted or not; costs are below zero.
        public: The actors whose net flow taxes pay for.
        factor: 1.3 where a krona of tax costs society 1.30.

    Returns:
        Kronor by year, below zero where public purses pay on net. Years in which they have no cell stay out.

    Source:
        Convention §5.

    Example:
        >>> cells = {("kommun", 2027): -100.0, ("staten", 2027): 20.0, ("individ", 2027): 5.0}
        >>> tax_cost(cells, {"kommun", "staten"}, 1.5)
        {2027: -40.0}
    """
    net: dict[int, float] = {}
    for (actor, year), kronor in sorted(cells.items()):
        if actor in public:
            net[year] = net.get(year, 0.0) + kronor
    return {year: (factor - 1.0) * kronor for year, kronor in net.items()}


def with_tax_cost(
    cells: Mapping[tuple[str, int], float], public: Collection[str], factor: float | None
) -> dict[tuple[str, int], float]:
    """The same cells and the row of the efficiency loss; society is their sum. None: the loss is not counted.

    Since the row is linear, a table of costs and a table of effects can each have a row of its own; together they are
    the loss on the net.
    """
    if factor is None:
        return dict(cells)
    return {**cells, **{(TAX_COST, year): loss for year, loss in tax_cost(cells, public, factor).items()}}
