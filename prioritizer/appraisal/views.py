"""The real and the financial view of the same rows: what is used and created, and who pays whom (convention §4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Literal, TypeAlias

from prioritizer.appraisal.present import apportion
from prioritizer.appraisal.tax_cost import TAX_COST
from prioritizer.model.value import Cells

RowKind: TypeAlias = Literal["investment", "operation", "unspecified", "resource", "production", "transfer", "stated"]

COST_KINDS = ("investment", "operation", "unspecified")
EFFECT_KINDS = ("resource", "production", "stated")
ACCOUNTS = ("freed", "taken_home", "transfers", "tax", "direct", "stated")
"""What a purse gets: capacity freed, money taken home, transfers, tax. Persons and employers get value directly."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one actor pays (below zero) or gets in one account, present kronor; `home` what of it is money in hand.

    `home` None: nobody has said, or it is no question.
    """

    actor: str
    kind: RowKind
    present: float
    home: float | None = None


@dataclass(frozen=True, slots=True)
class AccountViews:
    """One NNV told twice, in whole kronor; both add up to it exactly.

    `real` is by kind of row, where transfers are zero. `financial` is by actor and account: costs, freed (capacity that
    is not, or nobody has said is, money in hand), taken_home, transfers, tax, direct, stated and tax_cost.
    """

    real: Mapping[str, int] = field(default_factory=dict)
    financial: Mapping[tuple[str, str], int] = field(default_factory=dict)


NO_VIEWS = AccountViews()


def account_views(rows: Iterable[Row], costs: Cells, effects: Cells, public: Collection[str]) -> AccountViews:
    """Divide the whole kronor of two discounted tables by kind and by account.

    Args:
        rows: Sum to the tables by actor, before rounding and without the row of tax financing.
        costs: Present costs in whole kronor; its row of tax financing is told apart.
        effects: Present effects, likewise.
        public: The actors to whom production is tax and resources are capacity.

    Example:
        >>> rows = [Row("kommun", "investment", -100.0), Row("kommun", "resource", 150.4, 100.2)]
        >>> found = account_views(rows, {("kommun", 2027): -100}, {("kommun", 2028): 150}, {"kommun"})
        >>> found.real
        {'investment': -100, 'resource': 150}
        >>> found.financial
        {('kommun', 'costs'): -100, ('kommun', 'freed'): 50, ('kommun', 'taken_home'): 100}
    """
    given = tuple(rows)
    tax_cost = sum(kr for table in (costs, effects) for (actor, _), kr in table.items() if actor == TAX_COST)
    real = _real(given, _sum(costs), _sum(effects))
    financial = _financial(given, costs, effects, public)
    if any(actor == TAX_COST for table in (costs, effects) for actor, _ in table):
        real["tax_cost"] = financial[TAX_COST, "tax_cost"] = tax_cost
    return AccountViews(real, financial)


def summed(found: Iterable[AccountViews]) -> AccountViews:
    """The views of several versions together, cell by cell, so that they add up to the sum of their NNV."""
    real: dict[str, int] = {}
    financial: dict[tuple[str, str], int] = {}
    for views in found:
        for kind, kronor in views.real.items():
            real[kind] = real.get(kind, 0) + kronor
        for cell, kronor in views.financial.items():
            financial[cell] = financial.get(cell, 0) + kronor
    return AccountViews(real, dict(sorted(financial.items())))


def _real(rows: tuple[Row, ...], costs: int, effects: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for kinds, target in ((COST_KINDS, costs), (EFFECT_KINDS, effects)):
        there = [kind for kind in kinds if any(row.kind == kind for row in rows)]
        parts = [fsum(row.present for row in rows if row.kind == kind) for kind in there]
        found |= dict(zip(there, apportion(parts, target), strict=True))
    if any(row.kind == "transfer" for row in rows):
        found["transfer"] = 0
    return found


def _financial(
    rows: tuple[Row, ...], costs: Cells, effects: Cells, public: Collection[str]
) -> dict[tuple[str, str], int]:
    exact: dict[str, dict[str, float]] = {}
    for row in rows:
        if row.kind not in COST_KINDS:
            accounts = exact.setdefault(row.actor, {})
            for account, kronor in _accounts(row, public):
                accounts[account] = accounts.get(account, 0.0) + kronor
    found = {(actor, "costs"): kr for actor, kr in _by_actor(costs).items() if actor != TAX_COST}
    gets = _by_actor(effects)
    for actor, accounts in exact.items():
        names = [name for name in ACCOUNTS if name in accounts]
        amounts = apportion([accounts[name] for name in names], gets.get(actor, 0))
        found |= {(actor, name): kronor for name, kronor in zip(names, amounts, strict=True)}
    _settle(found, exact)
    return dict(sorted(found.items()))


def _accounts(row: Row, public: Collection[str]) -> list[tuple[str, float]]:
    if row.kind == "transfer":
        return [("transfers", row.present)]
    if row.kind == "stated":
        return [("stated", row.present)]
    if row.actor not in public:
        return [("direct", row.present)]
    if row.kind == "production":
        return [("tax", row.present)]
    return [("freed", row.present - (row.home or 0.0)), ("taken_home", row.home or 0.0)]


def _settle(found: dict[tuple[str, str], int], exact: Mapping[str, Mapping[str, float]]) -> None:
    """Let transfers sum to zero in whole kronor too: a krona moves to another account of the actor that it hurts least.

    Where no actor has another account the sums of actors already make transfers zero.
    """
    left = sum(kronor for (_, name), kronor in found.items() if name == "transfers")
    step = -1 if left > 0 else 1
    movable = [
        (
            step * (found[actor, "transfers"] - accounts["transfers"]),
            actor,
            next(n for n in accounts if n != "transfers"),
        )
        for actor, accounts in exact.items()
        if "transfers" in accounts and len(accounts) > 1
    ]
    for turn in range(abs(left) if movable else 0):
        _, actor, other = sorted(movable)[turn % len(movable)]
        found[actor, "transfers"] += step
        found[actor, other] -= step


def _by_actor(table: Cells) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (actor, _), kronor in table.items():
        sums[actor] = sums.get(actor, 0) + kronor
    return sums


def _sum(table: Cells) -> int:
    return sum(kronor for (actor, _), kronor in table.items() if actor != TAX_COST)
