"""What each uncertain input of a round is in every joint draw of its appraisal (convention §8, §23)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.appraise import blocks, key_of
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.draws import COST, SUCCESS, Draws, rank_of
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.uncertain import Input, inputs
from prioritizer.appraisal.worth import stated
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.robustness import UncertainInput
from prioritizer.model.rules import RuleSet


@dataclass(frozen=True, slots=True, eq=False)
class DrawnInput:
    """An uncertain input, its value in each draw, and the proposals whose worth it moves.

    Versions of a proposal that state an input differently draw it from the same place; the values are those of the
    first version that is uncertain in it.
    """

    input: UncertainInput
    values: Draws
    moves: frozenset[str]


def drawn_inputs(
    portfolio: Portfolio, rules: RuleSet, seed: int, draws: int, proposals: Collection[str]
) -> tuple[DrawnInput, ...]:
    """Every uncertain input of some proposals; a result stated elsewhere is one.

    Args:
        portfolio: The portfolio, which can be appraised.
        rules: The rule set in force.
        seed: As in its appraisal.
        draws: As in its appraisal.
        proposals: Which.
    """
    terms = terms_of(portfolio, rules)
    assert terms is not None, "the round has been appraised"
    # Starts share their draws, so that the first of each version has them all.
    first = {key_of(p, v, p.start_years[0]) for p in portfolio.proposals for v in p.alternatives}
    found: dict[tuple[str, str, int], tuple[UncertainInput, Draws]] = {}
    moves: dict[tuple[str, str, int], set[str]] = {}
    for block in blocks(portfolio, rules, terms, seed, draws, first, proposals):
        for case in block:
            for key, one, values in _of_case(case):
                found.setdefault(key, (one, values))
                moves.setdefault(key, set()).add(case.proposal.id)
    return tuple(DrawnInput(one, values, frozenset(moves[key])) for key, (one, values) in found.items())


def _of_case(case: Case) -> Iterator[tuple[tuple[str, str, int], UncertainInput, Draws]]:
    """Each input under what tells it from others: its name, whose it is, and where its draws come from."""
    id, result = case.proposal.id, case.version.stated
    if result is not None:
        drawn = stated(case, result).shrunk.draws
        if np.ptp(drawn):
            yield ("stated", id, 0), UncertainInput("stated", proposal=id), drawn
    for one in inputs(case):
        if one.shared:
            shared = case.setting.spreads if one.name == "price_spread" else case.setting.factors
            yield (one.name, one.of, 0), UncertainInput(one.name, one.of), shared[one.of]
            continue
        place = _place(case, one)
        drawn = case.drawn.of(one.declared, place, one.bounds)
        yield (one.name, id, place[0]), UncertainInput(one.name, one.of, one.row or 0, id), drawn


def _place(case: Case, one: Input) -> tuple[int, str]:
    """Where in the stream of the proposal an input is drawn."""
    if one.name == SUCCESS:
        return 0, SUCCESS
    ranks = case.numbers.costs if one.name == COST else case.numbers.effects
    return rank_of(one.row or 0, ranks), one.name
