"""What versions pay back to the funds that grant them (återföring, convention §17).

Only money that the fund's owner is expected to take home counts, in whole kronor rounded down. It is an internal
transfer between the owner and its fund: it enters the balance of the fund, and no value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from prioritizer.appraisal.prices import index_factor
from prioritizer.model.plan import Candidate, Key
from prioritizer.model.portfolio import Fund, Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised, Cells, Overlap


def with_repayments(
    candidates: Sequence[Candidate],
    portfolio: Portfolio,
    rules: RuleSet,
    appraised: Iterable[Appraised],
    overlaps: Sequence[Overlap],
) -> tuple[Candidate, ...]:
    """The candidates with what each pays back to its funds by year, in the funds' prices; without rules, unchanged.

    A version drawing on several funds pays each back its part of what they grant together. What versions on the same
    people do not save together is taken off them in equal parts, also where only one of them is chosen, so that no
    plan counts on money that is taken home once as if it were taken home twice (§6).
    """
    funds = [fund for fund in portfolio.funds if fund.repayment is not None]
    if not funds:
        return tuple(candidates)
    values = {(v.proposal, v.alternative, v.start_year): v for v in appraised}
    found = []
    for candidate in candidates:
        repaid: dict[tuple[str, int], int] = {}
        for fund in funds:
            part = _part(candidate, fund.id)
            if part:
                home = _home(values[candidate.key].taken_home, portfolio.purse(fund.owner))
                less = _shared(candidate.key, overlaps, portfolio.purse(fund.owner))
                owed = {year: part * (kr - less.get(year, Fraction(0))) for year, kr in home.items()}
                repaid |= _repaid(fund, owed, portfolio, rules)
        found.append(replace(candidate, repaid=repaid))
    return tuple(found)


def _part(candidate: Candidate, fund: str) -> Fraction:
    """The fund's part of all that is granted."""
    own = sum((kronor for (name, _), kronor in candidate.granted.items() if name == fund), Decimal(0))
    return Fraction(own) / Fraction(candidate.granted_total) if own else Fraction(0)


def _home(cells: Cells, purse: frozenset[str]) -> dict[int, Fraction]:
    """What a purse takes home by year."""
    found: dict[int, Fraction] = {}
    for (actor, year), kronor in cells.items():
        if actor in purse:
            found[year] = found.get(year, Fraction(0)) + kronor
    return found


def _shared(key: Key, overlaps: Iterable[Overlap], purse: frozenset[str]) -> Mapping[int, Fraction]:
    """The version's part of what it at most does not save together with others, by year; never below zero.

    Of each set of proposals in a group at most one set of versions is chosen: the one that saves least together.
    """
    worst: dict[tuple[str, tuple[str, ...], int], Fraction] = {}
    for overlap in overlaps:
        if key in overlap.keys:
            names = tuple(sorted(name for name, _, _ in overlap.keys))
            for year, kronor in _home(overlap.taken_home, purse).items():
                where = (overlap.group, names, year)
                worst[where] = max(worst.get(where, Fraction(0)), -kronor / len(overlap.keys))
    found: dict[int, Fraction] = {}
    for (_, _, year), kronor in worst.items():
        found[year] = found.get(year, Fraction(0)) + kronor
    return found


def _repaid(
    fund: Fund, owed: Mapping[int, Fraction], portfolio: Portfolio, rules: RuleSet
) -> dict[tuple[str, int], int]:
    """Whole kronor by year of payment, within the plan and from the day of the rule."""
    rule = fund.repayment
    assert rule is not None
    found: dict[tuple[str, int], int] = {}
    for year in portfolio.years:
        home = owed.get(year - rule.delay, Fraction(0))
        if home <= 0 or year < rule.first_year:
            continue
        factor = index_factor(rules, portfolio.price_year, year) if fund.prices == "lopande" else Fraction(1)
        if factor is None:
            raise AssertionError(f"no index for {year}: `faults` tells this before anything is appraised")
        kronor = floor(home * Fraction(rule.share) * factor)
        found |= {(fund.id, year): kronor} if kronor else {}
    return found
