"""Proposals that somebody has decided must be in or out (convention §21), against brute force."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.levers import levers, loosened
from prioritizer.selection.relief import relieved
from tests.selection.cases import Case, best_plans, candidate, random_case


def overridden(seed: int) -> Case:
    """A random portfolio where one or two proposals must be out."""
    case, draw = random_case(seed, 5), random.Random(f"out {seed}")
    names = sorted({c.proposal for c in case.candidates})
    return replace(case, excluded=frozenset(draw.sample(names, draw.choice([1, 2]))))


@pytest.mark.parametrize("seed", range(25))
def test_the_best_plan_without_some_is_that_of_brute_force(seed: int) -> None:
    """No version of an excluded proposal is taken, and nothing else is lost."""
    case = overridden(seed)
    best, _ = best_plans(case)
    found = choose(case.program())

    assert best == (found.objective if isinstance(found, Plan) else None)
    assert not isinstance(found, Plan) or not {key[0] for key in found.chosen} & case.excluded


def test_a_proposal_that_must_be_in_and_out_leaves_no_plan() -> None:
    """Both decisions are named, and either one dropped opens a plan."""
    case = Case((candidate("a", 5), candidate("b", 3)), mandatory=frozenset({"a"}), excluded=frozenset({"a"}))
    found = choose(case.program())
    assert isinstance(found, Infeasible)
    told = relieved(case.statement(), found).explained
    assert told is not None

    assert found.conflict == ("mandatory:a", "excluded:a")
    assert {change.id: change.opens for change in told.changes} == {"mandatory:a": True, "excluded:a": True}


def test_a_decision_that_is_dropped_frees_its_proposal_alone() -> None:
    """The other decisions stand."""
    case = Case((candidate("a", 5), candidate("b", 3)), mandatory=frozenset({"b"}), excluded=frozenset({"a", "b"}))
    statement = case.statement()
    (lever,) = levers(statement, case.program(), ["excluded:b"])
    found = choose(loosened(statement, [(lever, 1)]).program())
    assert isinstance(found, Plan)

    assert (found.objective, found.chosen) == (Decimal(3), (("b", None, None),))


def test_a_proposal_without_a_version_needs_no_row_to_be_out() -> None:
    """What cannot be chosen is out already."""
    case = Case((candidate("a", 5),), excluded=frozenset({"gone"}))

    assert [row.id for row in case.program().rows] == []
