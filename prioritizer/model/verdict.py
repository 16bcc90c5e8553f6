"""What screening says of each proposal (convention §13)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from prioritizer.model.rules import Criterion, Fact, Tree, Verdict


class Trace(NamedTuple):
    """One node of a decided tree: its verdict, the stated value, the threshold and the margin of a leaf.

    A named tuple and no dataclass, as `Ruling`: screening makes a few of them for each rule and proposal, and a frozen
    dataclass takes twice the time to make.
    """

    tree: Tree
    verdict: Verdict
    value: Fact = None
    threshold: Fact = None
    margin: Decimal | None = None
    children: tuple["Trace", ...] = ()


class Ruling(NamedTuple):
    """One criterion decided for one proposal."""

    criterion: Criterion
    trace: Trace


@dataclass(frozen=True, slots=True)
class Screened:
    """All rulings on one proposal. Admitted ones go on to the choice; barred and returned ones are printed.

    `refused` has the alternatives that fail a `must` which the head version meets, with those criteria. `unvalued`
    says that no priced effect, stated value or described effect was given, so that there is nothing to weigh.
    """

    proposal: str
    outcome: Literal["admitted", "barred", "returned"]
    rulings: tuple[Ruling, ...]
    refused: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    unvalued: bool = False
