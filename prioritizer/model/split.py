"""Kronor divided between funds by shares, in whole öre and without loss (convention §17)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any, TypeAlias

Split: TypeAlias = Mapping[str, Mapping[int | None, Decimal]]
"""For each fund, in the order of the portfolio, its share of the kronor of a year; under None of every year."""

ORE = Decimal("0.01")


def shares_in(split: Split, year: int) -> dict[str, Decimal]:
    """The share of each fund in a year; a fund that names its years has none of the others."""
    return {fund: shares.get(year, shares.get(None, Decimal(0))) for fund, shares in split.items()}


def divided(kronor: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Kronor by fund, in whole öre that add up to what is divided, by largest remainders.

    Where remainders are equal the fund that stands first gets the öre.

    Args:
        kronor: What is divided, in whole öre, not below zero.
        shares: By fund; their sum is exactly 1.

    Source:
        Convention §17.

    Example:
        >>> half = Decimal("0.5")
        >>> {fund: str(part) for fund, part in divided(Decimal("0.05"), {"a": half, "b": half}).items()}
        {'a': '0.03', 'b': '0.02'}
    """
    exact = {fund: kronor * share / ORE for fund, share in shares.items()}
    whole = {fund: ore.to_integral_value(ROUND_FLOOR) for fund, ore in exact.items()}
    missing = int(kronor / ORE - sum(whole.values()))
    for fund in sorted(exact, key=lambda name: whole[name] - exact[name])[:missing]:
        whole[fund] += 1
    return {fund: ore * ORE for fund, ore in whole.items()}


def granted_by(per_year: Mapping[int, Decimal], fund: str | None, split: Split) -> dict[tuple[str, int], Decimal]:
    """Kronor by fund and year: of the one fund, or of several by their shares; none where no fund grants anything."""
    if fund is not None:
        return {(fund, year): kronor for year, kronor in per_year.items()}
    return {
        (name, year): part
        for year, kronor in (per_year.items() if split else ())
        for name, part in divided(kronor, shares_in(split, year)).items()
    }


def split_rows(split: Split, later: int = 0) -> list[dict[str, str | int | None]]:
    """A split as rows that a record can hold, at a start so many years later; shares are exact texts."""
    return [
        {"fund": fund, "year": None if year is None else year + later, "share": str(share)}
        for fund, shares in split.items()
        for year, share in shares.items()
    ]


def split_of(rows: Iterable[Mapping[str, Any]]) -> Split:
    """A split from such rows."""
    found: dict[str, dict[int | None, Decimal]] = {}
    for row in rows:
        found.setdefault(row["fund"], {})[row["year"]] = Decimal(row["share"])
    return found
