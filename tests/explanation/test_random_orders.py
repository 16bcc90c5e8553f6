"""Random orders, beside a plain filling in the same sequences (convention §22)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import fmean, pstdev

import numpy as np
import pytest

from prioritizer.explanation.filling import Filling
from prioritizer.explanation.order_sequences import Ratios, Round
from prioritizer.explanation.orders import orders
from prioritizer.explanation.random_orders import COUNT, drawn_sequences, random_orders
from prioritizer.model.orders import RandomOrders
from prioritizer.model.plan import Candidate, Plan
from prioritizer.selection.choose import choose
from tests.explanation.test_orders import FORMS, within
from tests.selection.cases import Case, keeps, knapsack, random_case, verdicts, worth_of

MANY = 40


def drawn(case: Case, seed: int, count: int = MANY, objective: Decimal = Decimal(0)) -> RandomOrders:
    """What random orders give of a case."""
    program, statement = case.program(), case.statement()
    found = Round.of(statement, program, Ratios({}))
    filling = Filling.of(program, statement.limits)
    options = tuple(found.options.values())
    return random_orders(program, filling, options, len(found.obligatory), objective, seed, count)


def by_hand(case: Case, seed: int) -> list[tuple[Candidate, ...]]:
    """Each sequence filled in plain Python: mandates first, then the first version of each, as far as ceilings hold."""
    by_numbers = list(dict.fromkeys(c.proposal for c in case.program().candidates))
    must = case.mandatory | set(case.continuing)
    ordered = [*(p for p in by_numbers if p in must), *(p for p in by_numbers if p not in must)]
    held = {p: [c for c in case.candidates if c.proposal == p] for p in ordered}
    for proposal, keys in case.continuing.items():
        held[proposal] = [c for c in held[proposal] if c.key in keys]
    ends = []
    for sequence in drawn_sequences(len(ordered), len(must & set(ordered)), seed, MANY).tolist():
        taken: list[Candidate] = []
        for proposal in (ordered[at] for at in sequence):
            tries = held[proposal] if proposal in must else held[proposal][:1]
            taken += [c for c in tries if within(case, [*taken, c])][:1]
        ends.append(tuple(taken))
    return ends


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(25))
def test_random_orders_are_those_of_a_plain_filling(seed: int, form: str) -> None:
    """Mean, spread, ends, and how many break which limit."""
    case = FORMS[form](random_case(seed, 5), seed)
    found, ends = drawn(case, seed), by_hand(case, seed)
    worths = sorted(worth_of(case, plan) for plan in ends)
    broken = [{name for name, met in verdicts(case, plan) if not met} for plan in ends]
    missed = {name: sum(name in names for names in broken) for names in broken for name in names}

    assert (worths[0], worths[1], worths[37], worths[-1]) == tuple(
        Fraction(kronor) for kronor in (found.least, found.low, found.high, found.most)
    )
    assert abs(fmean(worths) - float(found.mean)) <= 0.5 + 1e-6 * abs(fmean(worths))
    assert abs(pstdev(map(float, worths)) - float(found.deviation)) <= 0.5 + 1e-6 * pstdev(map(float, worths))
    assert sum(keeps(case, plan) for plan in ends) == found.plans
    assert missed == dict(found.missed)


def test_sequences_are_permutations_with_mandates_first() -> None:
    """Every proposal once, and the two that must be taken before all others."""
    found = drawn_sequences(7, 2, 1, 50)
    assert (np.sort(found, axis=1) == np.arange(7)).all()
    assert (found[:, :2] < 2).all()
    assert len({tuple(line) for line in found.tolist()}) > 40


def test_every_place_is_as_likely() -> None:
    """Of a thousand orders of five, each proposal is first in about a fifth: within four standard errors."""
    first = drawn_sequences(5, 0, 1)[:, 0]
    assert all(abs(int((first == at).sum()) - COUNT / 5) < 4 * (COUNT * 0.2 * 0.8) ** 0.5 for at in range(5))


def test_the_seed_decides_and_names_do_not() -> None:
    """The same seed gives the same figures, also with other names and rows turned round; another seed gives others."""
    case = replace(random_case(2, 6), limits=())
    names = {c.proposal: f"other{n}" for n, c in enumerate(reversed(case.candidates))}
    renamed = replace(
        case,
        candidates=tuple(replace(c, proposal=names[c.proposal]) for c in _turned(case.candidates)),
        mandatory=frozenset(names[p] for p in case.mandatory),
        requires=tuple((names[a], tuple(names[b] for b in others)) for a, others in case.requires),
    )
    found = drawn(case, 1)
    assert found == drawn(case, 1)
    other = drawn(renamed, 1)
    assert (found.mean, found.deviation, found.plans) == (other.mean, other.deviation, other.plans)
    assert found != drawn(case, 2)


def _turned(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Proposals in the reverse order, the versions of each as they are written."""
    proposals = list(dict.fromkeys(c.proposal for c in candidates))
    return [c for p in reversed(proposals) for c in candidates if c.proposal == p]


def test_a_thousand_are_drawn_and_the_loss_is_that_of_their_mean() -> None:
    """Three of the same cost for the money of one: the mean is near the middle one, and no order misses anything."""
    case = knapsack([60, 90, 120], [5, 5, 5], 5)
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    found = orders(case.statement(), program, plan, Ratios({}), 1).random
    assert found is not None
    assert (found.count, found.plans, found.missed) == (COUNT, COUNT, {})
    assert (Decimal(60), Decimal(120)) == (found.least, found.most)
    assert abs(found.mean - 90) < 4
    assert found.loss == plan.objective - found.mean


def test_numbers_beyond_64_bits_are_exact() -> None:
    """Kronor so many that a sum of them has more than 64 bits."""
    large = 10**19
    case = knapsack([large + 1, large + 3], [large, large + 1], 2 * large + 1)
    found = drawn(case, 1)
    assert [found.least, found.most, found.plans] == [2 * large + 4, 2 * large + 4, MANY]


def test_what_requires_another_is_counted_where_it_stands_alone() -> None:
    """Money for one of the two: the second is there without the first in about half of the orders."""
    case = replace(knapsack([60, 90], [5, 5], 5), requires=(("p01", ("p00",)),))
    found = drawn(case, 1, COUNT)
    times = found.missed["requires:p01:p00"]
    assert 400 < times < 600
    assert found.plans == COUNT - times
