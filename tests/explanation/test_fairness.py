"""All checks together, on the example as it is and as somebody might hand it in (convention §24)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.appraisal import appraise
from prioritizer.cli.run import Prepared, prepared, selected
from prioritizer.explanation.blindness import Blindness
from prioritizer.explanation.fairness import Judged, fairness
from prioritizer.explanation.margins import margins
from prioritizer.model.fairness import Fairness
from prioritizer.model.override import Override
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import statement_of
from prioritizer.selection.choose import choose
from tests.conftest import ROOT
from tests.real.choice import silent

SAME = Blindness(True, True, True)


@pytest.fixture(scope="module")
def ready() -> Prepared:
    """The example."""
    return prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent)


@pytest.fixture(scope="module")
def plan(ready: Prepared) -> Plan:
    """Its plan."""
    found = selected(ready, None, silent)
    assert isinstance(found, Plan)
    return found


def judged(ready: Prepared, outcome: Outcome) -> Judged:
    """The example with a plan and all margins."""
    read, told = ready.read, {s.proposal: str(s.outcome) for s in ready.screened}
    known = margins(ready.program, outcome, told) if isinstance(outcome, Plan) else ()
    found = (ready.screened, ready.appraised, ready.statement, ready.program, outcome, known)
    return Judged(read.portfolio, read.rules, *found)


@pytest.fixture(scope="module")
def run(ready: Prepared, plan: Plan) -> Judged:
    """The example as it was decided."""
    return judged(ready, plan)


@pytest.fixture(scope="module")
def found(run: Judged) -> Fairness:
    """What is said of the example."""
    return fairness(run, SAME)


def test_each_check_of_the_example(found: Fairness) -> None:
    """Three have something to look at, and four have not."""
    told = {name: getattr(found, name).result for name in Fairness.__slots__}

    assert told == {
        "looks": "pass",
        "doubled": "pass",
        "split": "flag",
        "bundled": "flag",
        "estimates": "pass",
        "thresholds": "flag",
        "mandated": "pass",
    }


def test_the_numbers_of_the_example(found: Fairness) -> None:
    """What a half, a bundle and a threshold come to; a bundle costs the margin of what comes with it."""
    assert [(gain.proposal, int(gain.kronor)) for gain in found.split.enters] == [
        ("bostad_forst", 118_427),
        ("narvaroteam", 40_973),
    ]
    assert [(ride.proposal, int(ride.loss)) for ride in found.bundled.rides][0] == ("bostad_forst", 158_772)
    assert [(near.proposal, near.criterion) for near in found.thresholds.near] == [("behandlingshem", "largest_grant")]
    assert (found.mandated.granted, found.mandated.share) == (Decimal(950_000), Fraction(19, 537))
    assert (found.looks.proposals, found.looks.versions) == (24, 39)


def changed(ready: Prepared, change: Callable[[Portfolio], Portfolio]) -> Fairness:
    """What is said of the example after a change of what was handed in; draws are few, since values do not matter."""
    made, rules = change(ready.read.portfolio), ready.read.rules
    screened, appraised = screen(made, rules), appraise(made, rules, 1, 16)
    statement, _ = statement_of(made, rules, screened, appraised)
    program = statement.program()
    outcome = choose(program)
    assert isinstance(outcome, Plan)
    unproved = replace(outcome, status="feasible", bound=outcome.bound + 1)
    return fairness(Judged(made, rules, screened, appraised, statement, program, unproved, ()), SAME)


def scaled(proposal: Proposal, name: str, times: Decimal) -> Proposal:
    """The head version by another name, so many times as large."""
    head = proposal.alternatives[0]
    costs = tuple(replace(c, per_year={y: kr * times for y, kr in c.per_year.items()}) for c in head.costs)
    effects = tuple(replace(e, participants=e.participants.times(times)) for e in head.effects)
    return replace(proposal, id=name, title=name, alternatives=(replace(head, costs=costs, effects=effects),))


def test_a_copy_in_the_round_is_flagged(ready: Prepared) -> None:
    """The same proposal by another name, with nothing else changed."""

    def copied(portfolio: Portfolio) -> Portfolio:
        one = next(p for p in portfolio.proposals if p.id == "fallprevention")
        return replace(portfolio, proposals=(*portfolio.proposals, scaled(one, "again", Decimal(1))))

    found = changed(ready, copied)
    (twins,) = found.doubled.twins
    assert found.doubled.result == "flag"
    assert (twins.proposals, twins.shares) == (("fallprevention", "again"), (Fraction(1, 2), Fraction(1, 2)))
    assert found.split.parts == ()


def test_a_proposal_handed_in_as_two_parts_is_flagged_with_the_ceiling_that_it_passes(ready: Prepared) -> None:
    """Five million and three, in two parts below the ceiling of five."""

    def divided(portfolio: Portfolio) -> Portfolio:
        one = next(p for p in portfolio.proposals if p.id == "familjecoacher")
        parts = [scaled(one, name, Decimal(times)) for name, times in (("first", "0.6"), ("second", "0.4"))]
        others = [p for p in portfolio.proposals if p is not one]
        return replace(portfolio, proposals=(*others, *parts))

    found = changed(ready, divided)
    (parts,) = found.split.parts
    assert parts.proposals == ("first", "second")
    assert parts.shares == (Fraction(3, 5), Fraction(2, 5))
    assert (parts.granted, parts.breaks) == (Decimal(5_300_000), ("largest_grant",))


def test_much_that_is_mandatory_is_flagged(ready: Prepared) -> None:
    """Three proposals that must be in take more than a quarter of what is granted."""
    must = ("familjecoacher", "fallprevention", "valdsforebyggande")

    def decided(portfolio: Portfolio) -> Portfolio:
        found = (replace(p, override=Override(p.id, "in") if p.id in must else None) for p in portfolio.proposals)
        return replace(portfolio, proposals=tuple(found))

    mandated = changed(ready, decided).mandated
    assert mandated.result == "flag"
    assert set(mandated.proposals) == set(must)
    assert mandated.share is not None
    assert mandated.share >= Fraction(1, 4)


def test_what_rests_on_proof_is_not_settled_without_it(run: Judged, plan: Plan) -> None:
    """Of an unproved plan, and where there is none, the other checks are made all the same."""
    unproved = replace(plan, status="feasible", bound=plan.bound + 1)
    found = fairness(replace(run, outcome=unproved, margins=()), SAME)
    other = fairness(replace(run, by_value=False), SAME)

    for told in (found, other):
        assert told.bundled.result == told.doubled.result == "unknown"
        assert (told.split.result, told.split.enters) == ("flag", ())
        assert told.thresholds.result == "flag"


def test_what_moved_in_disguise_is_flagged(run: Judged) -> None:
    """Each part by name; a plan that was not compared is said to be."""
    run = replace(run, by_value=False)
    moved = fairness(run, Blindness(True, False, True)).looks

    assert (moved.result, moved.moved) == ("flag", ("values",))
    assert not fairness(run, Blindness(True, True, None)).looks.is_compared
