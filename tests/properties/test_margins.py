"""A margin put back in turns the choice, to the krona (convention §20)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from prioritizer.cli.around import explained
from prioritizer.cli.run import Prepared
from prioritizer.model.plan import Margin, Outcome, Plan
from tests.properties.rounds import Round, rounds, write_round
from tests.properties.settings import FEW
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


def _first(asked: Round, outcome: str, paths: pytest.TempPathFactory) -> Margin:
    """The margin of the first proposal that is in, or out; a round without one is no example."""
    ready, plan = _answered(asked, paths)
    assert isinstance(plan, Plan)
    found = [m for m in explained(ready, plan, silent) if m.outcome == outcome and m.margin is not None]
    assume(found)
    return found[0]


@FEW
@given(asked=rounds(calm=True))
def test_value_raised_by_the_margin_and_a_krona_is_chosen(
    asked: Round, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A proposal that is out comes in when all its versions are worth its margin and one krona more, and not before."""
    margin = _first(asked, "not_selected", tmp_path_factory)
    assert margin.margin is not None
    lacks = int(margin.margin)
    _, enough = _answered(_raised(asked, margin.proposal, lacks + 1), tmp_path_factory)

    assert margin.exact
    assert margin.proposal in ids(enough)
    if lacks:
        _, too_little = _answered(_raised(asked, margin.proposal, lacks - 1), tmp_path_factory)
        assert margin.proposal not in ids(too_little)


@FEW
@given(asked=rounds(calm=True))
def test_value_lowered_by_the_margin_and_a_krona_is_not_chosen(
    asked: Round, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the plan loses without a proposal is what the proposal can lose before it is out, to the krona."""
    margin = _first(asked, "selected", tmp_path_factory)
    assert margin.margin is not None
    bears = int(margin.margin)
    _, without = _answered(_raised(asked, margin.proposal, -bears - 1), tmp_path_factory)

    assert margin.exact
    assert margin.proposal not in ids(without)
    if bears:
        _, still = _answered(_raised(asked, margin.proposal, -bears + 1), tmp_path_factory)
        assert margin.proposal in ids(still)
