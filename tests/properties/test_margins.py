"""A margin put back in turns the choice, to the krona (convention §20)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from prioritizer.cli.run import Prepared, explained
from prioritizer.model.plan import Margin, Outcome, Plan
from tests.properties.rounds import Round, rounds, write_round
from tests.properties.settings import STEADY
from tests.real.choice import chosen, ids, silent


def _answered(asked: Round, paths: pytest.TempPathFactory) -> tuple[Prepared, Outcome]:
    return chosen(write_round(asked, paths.mktemp("round")))


def _raised(asked: Round, name: str, kronor: int) -> Round:
    """The round with all versions of one proposal worth so much more."""
    things = tuple(
        replace(t, versions=tuple(replace(v, value=v.value + kronor) for v in t.versions)) if t.id == name else t
        for t in asked.things
    )
    return replace(asked, things=things)


def _lacking(asked: Round, paths: pytest.TempPathFactory) -> Margin:
    """The margin of a proposal that is not chosen; other rounds are no examples."""
    ready, outcome = _answered(asked, paths)
    assume(isinstance(outcome, Plan))
    found = [m for m in explained(ready, outcome, silent) if m.outcome == "not_selected" and m.margin is not None]
    assume(found)
    return found[0]


@STEADY
@given(asked=rounds(plain=True))
def test_value_raised_by_the_margin_and_a_krona_is_chosen(
    asked: Round, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A proposal that is not in the plan comes in when all its versions are worth its margin and one krona more."""
    margin = _lacking(asked, tmp_path_factory)
    assert margin.margin is not None
    _, plan = _answered(_raised(asked, margin.proposal, int(margin.margin) + 1), tmp_path_factory)

    assert margin.exact
    assert margin.proposal in ids(plan)


@STEADY
@given(asked=rounds(plain=True))
def test_value_raised_by_a_krona_less_than_the_margin_is_not(
    asked: Round, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The margin is the least that does it: with a krona less than the margin the proposal stays out."""
    margin = _lacking(asked, tmp_path_factory)
    assert margin.margin is not None
    assume(margin.margin >= 1)
    _, plan = _answered(_raised(asked, margin.proposal, int(margin.margin) - 1), tmp_path_factory)

    assert margin.proposal not in ids(plan)


@STEADY
@given(asked=rounds(plain=True))
def test_value_lowered_by_more_than_the_margin_drops_a_chosen_proposal(
    asked: Round, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the plan loses without a proposal is what the proposal can lose before it is out."""
    ready, outcome = _answered(asked, tmp_path_factory)
    assume(isinstance(outcome, Plan))
    margins = [m for m in explained(ready, outcome, silent) if m.outcome == "selected" and m.margin is not None]
    assume(margins)
    name, margin = margins[0].proposal, margins[0].margin
    assert margin is not None
    _, plan = _answered(_raised(asked, name, -int(margin) - 1), tmp_path_factory)

    assert name not in ids(plan)
