"""What is wrong with a cost that several funds share: funds, years and shares (convention §17)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Fund
from prioritizer.model.split import Split, shares_in
from prioritizer.reading.scalars import nearest
from prioritizer.reading.spread_forms import per_cent
from prioritizer.reading.yaml_text import Located, PathTo, dotted


def in_order(split: Split, funds: Sequence[Fund]) -> Split:
    """A split with its funds in the order of the portfolio, which decides who gets an öre that is left over."""
    order = {fund.id: n for n, fund in enumerate(funds)}
    return {name: dict(split[name]) for name in sorted(split, key=lambda name: order.get(name, len(order)))}


def split_faults(
    split: Split, per_year: Mapping[int, Decimal], located: Located, path: PathTo, funds: Sequence[Fund]
) -> Iterator[Fault]:
    """Find unknown funds, years without a cost, a split over one fund or two kinds of prices, and sums that are not 1.

    Args:
        split: As it was read.
        per_year: The kronor that are divided.
        located: The file.
        path: The way to the split in it.
        funds: Those of the portfolio.
    """
    known = {fund.id: fund for fund in funds}
    place, where = located.place(path), dotted(path)
    for name, shares in split.items():
        if name not in known:
            yield fault(located.key_place((*path, name)), where, "unknown_fund", nearest(name, list(known)), key=name)
        for year in shares:
            if year is not None and year not in per_year:
                at = (*path, name, str(year))
                yield fault(located.key_place(at), dotted(at), "share_without_cost", year=year)
    drawn_on = [name for name, shares in split.items() if any(shares.values())]
    if len(drawn_on) == 1:
        yield fault(place, where, "split_of_one", fund=drawn_on[0])
    prices = {known[name].prices for name in drawn_on if name in known}
    if len(prices) > 1:
        yield fault(place, where, "split_of_two_prices")
    yield from _sums(split, per_year, place, where)


def _sums(split: Split, per_year: Mapping[int, Decimal], place: Place, path: str) -> Iterator[Fault]:
    """Shares that do not add up to 1: told once where no fund names a year, else for each year with a cost."""
    by_year = any(year is not None for shares in split.values() for year in shares)
    years = [year for year, kronor in per_year.items() if kronor] or list(per_year)
    for year in years if by_year else years[:1]:
        total = per_cent(shares_in(split, year).values())
        if total and by_year:
            yield fault(place, path, "shares_not_one_in_year", sum=total, year=year)
        elif total:
            yield fault(place, path, "shares_not_one", sum=total)
