"""Versions are computed many at a time: how many, and beside which, changes no figure (convention §24, §28)."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal import appraise
from prioritizer.appraisal import appraise as whole_round
from prioritizer.appraisal.appraise import appraised_all, cases
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.overlap import Claim
from prioritizer.appraisal.present import apportion, apportion_all
from prioritizer.appraisal.reached import Reached, reach, reach_all
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised
from tests.appraisal.mixed_round import mixed_round, mixed_rules

DRAWS = 64
RULES = mixed_rules()


def every(round_: Portfolio) -> list[Case]:
    """Every version at every start."""
    terms = terms_of(round_, RULES)
    assert terms is not None
    return list(cases(round_, RULES, terms, 1, DRAWS))


def plainly(found: object) -> Any:
    """What is in a record as values that can be compared with ==, numbers to their last bit."""
    if isinstance(found, np.ndarray):
        return found.shape, found.tobytes()
    if isinstance(found, Mapping):
        return {key: plainly(value) for key, value in found.items()}
    if isinstance(found, Appraised | Reached | Claim):
        return {field.name: plainly(getattr(found, field.name)) for field in fields(found)}
    if isinstance(found, Sequence) and not isinstance(found, str):
        return [plainly(value) for value in found]
    return found


def test_the_round_has_every_form() -> None:
    """What the other tests here hold for, they hold for stated results, overlaps, graded success and all the rest."""
    found = every(mixed_round(1))
    effects = [effect for case in found for effect in case.version.effects]

    assert {effect.stated_as for effect in effects} == {
        "risk_with",
        "relative_risk",
        "odds_ratio",
        "risk_difference",
        "mean_difference",
    }
    assert {len(case.version.effects) for case in found} == {0, 1, 2, 3, 5}
    assert {effect.size for effect in effects} == {"intention_to_treat", "among_treated"}
    assert any(len(members) > 1 for case in found for members in case.reached.members)
    assert any(case.version.stated for case in found)
    assert any(case.proposal.success for case in found)
    assert any(case.cut.is_none for case in found)
    assert any(not case.cut.is_none for case in found)
    assert any(not isinstance(multiple, float) for case in found for multiple in case.reached.costs)
    assert any(case.waited for case in found)
    assert all(case.prior for case in found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_versions_reach_is_the_same_in_a_block_as_alone(seed: int) -> None:
    """Each row depends on nothing but its own version, to the last bit."""
    drawings = [case.drawing for case in every(mixed_round(seed, 16))]

    assert [plainly(reach(one)) for one in drawings] == [plainly(one) for one in reach_all(drawings)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_version_is_worth_the_same_in_a_block_as_alone(seed: int) -> None:
    """Every field of the record, with draws, steps and both views, is exactly the same."""
    found = every(mixed_round(seed, 16))
    alone = [plainly(one) for case in found for one in appraised_all((case,))]

    assert alone == [plainly(one) for one in appraised_all(found)]


@pytest.mark.parametrize("size", [1, 2, 5, 13])
def test_the_size_of_blocks_and_the_order_in_them_change_nothing(size: int) -> None:
    """Versions shuffled and cut into blocks of any size are worth what they are worth in the order of the round."""
    found = every(mixed_round(4, 8))
    expected = [plainly(one) for one in appraised_all(found)]
    order = random.Random(size).sample(range(len(found)), len(found))
    told: dict[int, Any] = {}
    for first in range(0, len(order), size):
        some = order[first : first + size]
        told |= {at: plainly(one) for at, one in zip(some, appraised_all([found[at] for at in some]), strict=True)}

    assert expected == [told[at] for at in range(len(found))]


def test_the_order_of_proposals_changes_nothing() -> None:
    """A round read backwards gives the same records backwards, each in blocks with other neighbours (§24)."""
    round_ = mixed_round(5, 16)
    backwards = replace(round_, proposals=round_.proposals[::-1])
    by_key = [
        {(one.proposal, one.alternative, one.start_year): plainly(one) for one in whole_round(each, RULES, 1, 1024)}
        for each in (round_, backwards)
    ]

    assert by_key[0] == by_key[1]


def test_records_come_in_the_order_of_the_round() -> None:
    """Proposals, then their versions, then their starts, although stated results are told apart from the others."""
    round_ = mixed_round(6)
    expected = [
        (p.id, v.id, start if p.starts_stated else None)
        for p in round_.proposals
        for v in p.alternatives
        for start in p.start_years
    ]

    assert expected == [(one.proposal, one.alternative, one.start_year) for one in appraise(round_, RULES, 1, DRAWS)]


KRONOR = st.floats(-1e6, 1e6, allow_nan=False).map(lambda amount: round(amount, 2))


@given(st.lists(st.tuples(st.lists(KRONOR, min_size=6, max_size=6), st.integers(-9, 9)), min_size=1, max_size=5))
def test_rows_are_apportioned_as_each_would_be_alone(rows: list[tuple[list[float], int]]) -> None:
    """Parts that are not there get nothing and take no part; the others are apportioned by their own row (§4)."""
    parts = np.array([row for row, _ in rows])
    there = parts > -5e5
    targets = np.array(
        [round(float(row[has].sum())) + extra for row, has, (_, extra) in zip(parts, there, rows, strict=True)]
    )
    found = apportion_all(parts, targets, there)

    for row, has, target, of_row in zip(parts, there, targets.tolist(), found, strict=True):
        assert apportion(row[has].tolist(), target) == of_row[has].tolist()
        assert not of_row[~has].any()
