"""Estimates held against experience and against the round (convention §10, §24)."""

from dataclasses import replace
from decimal import Decimal
from statistics import median

import pytest

from prioritizer.appraisal import appraise
from prioritizer.explanation.estimates import estimates
from prioritizer.model.fairness import Estimates
from prioritizer.model.portfolio import Proposal
from prioritizer.model.rules import RuleSet
from tests.appraisal.test_appraise import cost, portfolio, proposal, rules
from tests.appraisal.test_corrections import CLASS, PRIOR, corrected, graded, one


def held(*proposals: Proposal, by: RuleSet | None = None, limit: str | None = "3") -> Estimates:
    """What is said of some proposals, each in its head version."""
    made, by = portfolio(*proposals), by or rules()
    values = appraise(made, by, draws=64)
    shown = {v.proposal: (v.proposal, v.alternative, v.start_year) for v in values}
    return estimates(made, by, values, shown, None if limit is None else Decimal(limit))


def costing(*kronor: int) -> list[Proposal]:
    """Proposals whose effects are worth 180,000 kr each, at these costs."""
    return [one(f"p{n}", each) for n, each in enumerate(kronor)]


def test_one_far_from_the_round_is_told_with_its_distance() -> None:
    """By hand: returns 0.8, 1.25, 0.5, 1, 0.2 and 17 a krona, and how far the last is from the median."""
    kronor = (100_000, 80_000, 120_000, 90_000, 150_000, 10_000)
    returns = [180_000 / each - 1 for each in kronor]
    centre = median(returns)
    deviation = 1.4826 * median(abs(each - centre) for each in returns)
    found = held(*costing(*kronor))
    (far,) = found.far

    assert (found.result, found.against, found.compared) == ("flag", "round", 6)
    assert far.version == ("p5", None, None)
    assert [far.per_krona, far.distance] == pytest.approx([17, (17 - centre) / deviation])
    assert [found.centre, found.deviation] == pytest.approx([centre, deviation])


def test_a_round_of_estimates_that_are_near_each_other_passes() -> None:
    """Nobody is three deviations away."""
    found = held(*costing(100_000, 80_000, 120_000, 90_000, 150_000, 110_000))

    assert (found.result, found.far) == ("pass", ())


def test_too_few_or_all_alike_is_not_judged() -> None:
    """Four say nothing of what is usual, and of those alike nothing says how much they differ."""
    assert held(*costing(100_000, 80_000, 120_000, 10_000)).result == "unknown"
    assert held(*costing(*[100_000] * 5, 10_000)).against == "nothing"


def test_experience_is_used_where_there_is_some() -> None:
    """2.6 a krona at a mean of 0.2: 2.4 / √(0.3² + 0.4²) = 4.8 deviations; 0.2 a krona is none."""
    found = held(one("a", 50_000), one("b", 150_000), by=corrected(*PRIOR))
    (far,) = found.far

    assert (found.result, found.against, found.compared) == ("flag", "experience", 2)
    assert (far.version[0], far.of) == ("a", "")
    assert [far.per_krona, far.centre, far.deviation, far.distance] == pytest.approx([2.6, 0.2, 0.5, 4.8])


def test_each_class_has_its_own_experience() -> None:
    """What is usual in one is far in another, below as well as above."""
    classes = (
        graded("prior_return_by_class", CLASS, school="2.6", care="6.6"),
        graded("prior_spread_by_class", CLASS, school="0.3", care="0.3"),
        graded("least_spread", high="0.4", low="0.4"),
    )
    made = (one("a", facts={CLASS: "school"}), one("b", facts={CLASS: "care"}))
    (far,) = held(*made, by=corrected(*classes)).far

    assert (far.version[0], far.of) == ("b", "care")
    assert far.distance == pytest.approx(-8)


def test_without_a_limit_nothing_is_judged() -> None:
    """Nobody has said what is far."""
    found = held(*costing(100_000, 80_000, 120_000, 90_000, 150_000, 10_000), limit=None)

    assert (found.result, found.far) == ("unknown", ())


def test_what_has_no_price_or_no_cost_is_not_compared() -> None:
    """There is no return for each krona to compare."""
    bare = proposal("bare", [cost({2027: 5})])
    free = replace(one("free", 1), alternatives=(replace(one("free").alternatives[0], costs=()),))

    assert held(*costing(100_000, 80_000, 120_000, 90_000, 150_000), bare, free).compared == 5
