"""What besides money keeps a plan from giving more, against the portfolio built anew at each amount of money."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.model.frontier import Hinder, Point
from prioritizer.model.rules import Amount, Leaf, Op
from prioritizer.selection.program import Program, value, violated
from tests.explanation.test_frontier import CASES, curve, scaled, there
from tests.selection.cases import Case, candidate, fund, limit

MONEY = ("fund:",)


def tried(program: Program, there: Program, point: Point) -> dict[str, list[str]]:
    """Proposals that would add to the worth of a point's plan, each with what its freest version breaks but money.

    `program` says what they are worth, `there` what the money of the point allows.
    """
    assert point.chosen is not None
    plan = frozenset(program.index(key) for key in point.chosen)
    inside = {program.candidates[i].proposal for i in plan}
    taken = frozenset(there.index(key) for key in point.chosen)
    found: dict[str, list[str]] = {}
    for i, one in enumerate(program.candidates):
        if one.proposal in inside or value(program, plan | {i}) <= value(program, plan):
            continue
        added = taken | {there.index(one.key)}
        broken = sorted(id for id in violated(there, added) if not id.startswith(MONEY))
        known = found.get(one.proposal, broken)
        found[one.proposal] = min(known, broken, key=lambda ids: (len(ids), ids))
    return found


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", range(24, 32))
def test_what_stands_in_the_way_is_what_adding_each_proposal_breaks(kind: str, seed: int) -> None:
    """At every point, by the rows of the portfolio with the money of that point."""
    case = CASES[kind](seed)
    found = curve(case)
    for point in found.points if found else ():
        if point.chosen is None:
            assert (point.hinders, point.waits) == ((), ())
            continue
        at_point = scaled(case, point.factor).statement().program()
        true = tried(case.statement().program(), at_point, point)

        assert set(point.waits) == {proposal for proposal, broken in true.items() if not broken}
        told = {(one.limit, proposal) for one in point.hinders for proposal in one.proposals}
        assert told == {(id, proposal) for proposal, broken in true.items() for id in broken}


def test_the_floor_that_stops_more_money_from_giving_more_is_named() -> None:
    """A tenth must go to what has no price, of which there is little: with all the money, only that floor stops c."""
    floor = Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.1"), where=Leaf("kind", Op.EQUALS, "unpriced"))
    made = [
        candidate("meeting", -1, {("fund", 2027): 10}, kind="unpriced"),
        candidate("b", 50, {("fund", 2027): 60}, kind="priced"),
        candidate("c", 40, {("fund", 2027): 60}, kind="priced"),
    ]
    case = Case(tuple(made), (fund({2027: 80}),), limits=(limit("floor", floor),))
    points = {point.factor: point for point in there(case).points}

    assert points[Fraction(3, 2)].hinders == points[Fraction(1)].hinders == (Hinder("floor", ("c",)),)
    assert points[Fraction(1)].waits == ()


def test_a_proposal_that_only_money_stops_waits_for_it() -> None:
    """Without the floor, c waits for money."""
    made = [candidate("b", 50, {("fund", 2027): 60}), candidate("c", 40, {("fund", 2027): 60})]
    case = Case(tuple(made), (fund({2027: 80}),))
    points = {point.factor: point for point in there(replace(case)).points}

    assert points[Fraction(1)].waits == ("c",)
    assert (points[Fraction(3, 2)].waits, points[Fraction(3, 2)].hinders) == ((), ())
