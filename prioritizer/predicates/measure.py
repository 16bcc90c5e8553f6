"""What a limit measures on a finished plan, in its own unit: kronor, a count or a share (convention §19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Amount, Limit, Op
from prioritizer.predicates.constrain import UnknownThreshold, constrain


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of a limit: what the plan has, and the bound; None for a share of nothing."""

    id: str
    used: Fraction | None
    bound: Decimal
    op: Op


def measure(
    limit: Limit, chosen: Sequence[Candidate], parameters: Mapping[str, Decimal], envelope: Decimal
) -> tuple[Measured, ...]:
    """Measure a plan against a limit on an amount; a relation between proposals has nothing to measure.

    A share is taken of what `constrain` takes it of: the envelope, the key's own kronor where the limit has a
    `where`, else all kronor of the plan.

    Raises:
        UnknownThreshold: The limit's number is missing.
        UnknownWhere: A fact that the limit asks for is missing.
    """
    amount = limit.limit
    if not isinstance(amount, Amount):
        return ()
    bound = parameters.get(amount.parameter) if amount.parameter else amount.value
    if bound is None:
        raise UnknownThreshold(limit.id, amount.parameter)
    form = "sum_of" if amount.form == "share_of" else amount.form
    bare = replace(amount, form=form, op=Op.AT_MOST, value=Decimal(0), parameter="")
    used = _sums(limit, bare, chosen, parameters, envelope)
    if amount.form != "share_of":
        return tuple(Measured(row, n, bound, amount.op) for row, n in used.items())
    whole = _sums(limit, replace(bare, where=None), chosen, parameters, envelope)
    if amount.base == "envelope":
        whole = dict.fromkeys(whole, Fraction(envelope))
    elif amount.where is None:
        total = sum((Fraction(candidate.granted_total) for candidate in chosen), Fraction(0))
        whole = dict.fromkeys(whole, total)
    return tuple(
        Measured(row, used.get(row, Fraction(0)) / total if total else None, bound, amount.op)
        for row, total in whole.items()
    )


def _sums(
    limit: Limit, amount: Amount, chosen: Sequence[Candidate], parameters: Mapping[str, Decimal], envelope: Decimal
) -> dict[str, Fraction]:
    rows = constrain(replace(limit, limit=amount), chosen, parameters, envelope)
    return {row.id: sum(row.coefficients.values(), Fraction(0)) for row in rows}
