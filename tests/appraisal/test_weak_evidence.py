"""Weak evidence of an effect that is never to harm gives a warning (convention §6)."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from prioritizer.appraisal.appraise import cases
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.weak_evidence import MOST_SHOWN, can_harm, weak_evidence_warnings
from prioritizer.model.distribution import Distribution, observed
from prioritizer.model.fault import Place
from prioritizer.model.portfolio import Effect, Proposal
from prioritizer.model.rules import RuleSet
from tests.appraisal.test_appraise import effect, point, portfolio, proposal, rules
from tests.appraisal.test_corrections import CUTS, GRADE, corrected
from tests.cli.command import prioritizer, talked
from tests.conftest import ROOT

FOUR = tuple("ABCD")


def graded_rules() -> RuleSet:
    """Four grades, of which C and D are the lowest two."""
    by = corrected(*(replace(cut, values=()) for cut in CUTS))
    return replace(by, fields={GRADE: replace(by.fields[GRADE], of=FOUR)})


def spread(low: str, likely: str, high: str) -> Distribution:
    """A triangle."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def stating(risk_with: Distribution, **facts: str) -> Proposal:
    """A proposal whose effect lowers a risk of 0.2, with facts about its evidence."""
    one = replace(effect(), risk_with=risk_with, place=Place("a.yaml", 9, 5))
    return replace(proposal("a", [], [one]), facts={f"evidence.{name}": value for name, value in facts.items()})


def codes(one: Proposal, by: RuleSet | None = None) -> list[str]:
    """The codes of the warnings of a round of one proposal."""
    return [found.code for found in weak_evidence_warnings(portfolio(one), by or graded_rules())]


@pytest.mark.parametrize("grade", FOUR)
def test_the_two_lowest_grades_are_weak(grade: str) -> None:
    """A confirmed C or D with an interval below the risk without is told, A and B are not."""
    found = codes(stating(spread("0.1", "0.15", "0.19"), grade=grade, set_by="strateg"))

    assert found == (["no_harm_weak"] if grade in "CD" else [])


def test_a_grade_that_nobody_confirmed_or_stated_is_weak() -> None:
    """The proposer's own A counts as the lowest, and so does none at all (§9)."""
    assert codes(stating(point("0.1"), grade="A")) == ["no_harm_unconfirmed"]
    assert codes(stating(point("0.1"))) == ["no_harm_missing"]


def test_an_interval_with_room_for_harm_is_not_told() -> None:
    """A risk with that may pass the risk without has a draw in which the measure does harm."""
    assert codes(stating(spread("0.1", "0.15", "0.21"), grade="D", set_by="strateg")) == []


def test_a_vocabulary_without_grades_tells_nothing() -> None:
    """Where no evidence grade exists nobody can be asked for one."""
    assert codes(stating(point("0.1")), rules()) == []


def test_the_place_is_that_of_the_effect_and_versions_in_one_place_are_told_once() -> None:
    """The head and its scaled version share the line."""
    one = stating(point("0.1"))
    both = replace(one, alternatives=(*one.alternatives, replace(one.alternatives[0], id="half")))
    (found,) = weak_evidence_warnings(portfolio(both), graded_rules())

    assert (str(found.place), found.path, found.severity) == ("a.yaml:9:5", "effects.0", "warning")
    assert dict(found.values) == {"grade": "D", "outcome": "day"}


def test_more_than_twenty_are_counted() -> None:
    """The first twenty one by one and then how many more there are."""
    many = [
        replace(proposal(f"p{n:02}", [], [replace(effect(), place=Place(f"p{n:02}.yaml", 9, 5))]), facts={})
        for n in range(25)
    ]
    found = weak_evidence_warnings(portfolio(*many), graded_rules())

    assert len(found) == MOST_SHOWN + 1
    assert (found[-1].code, dict(found[-1].values)) == ("more_without_harm", {"count": "5", "total": "25"})


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (replace(effect(), risk_with=None, stated_as="relative_risk", change=spread("0.5", "0.8", "0.95")), False),
        (replace(effect(), risk_with=None, stated_as="relative_risk", change=spread("0.5", "0.8", "1.05")), True),
        (replace(effect(), risk_with=None, stated_as="odds_ratio", change=spread("0.5", "0.8", "0.95")), False),
        (replace(effect(), risk_with=None, stated_as="risk_difference", change=spread("-0.1", "0.1", "0.1")), True),
        (replace(effect(), risk_with=None, stated_as="mean_difference", change=spread("0.1", "1", "2")), False),
        (replace(effect(), risk_without=spread("0.05", "0.2", "0.3")), True),
        (replace(effect(), risk_without=observed(Decimal(60), Decimal(100))), False),
    ],
)
def test_harm_is_seen_in_every_form_of_an_effect_size(one: Effect, expected: bool) -> None:
    """Whatever is stated, what counts is whether the difference can turn."""
    assert can_harm(one, 1000.0) is expected


def test_harm_goes_by_what_a_unit_is_worth() -> None:
    """A rise in what is worth avoiding harms, in what is not it helps; of a transfer the unexpected direction harms."""
    more = replace(effect(), risk_with=spread("0.25", "0.3", "0.4"))

    assert (can_harm(more, 1000.0), can_harm(more, -1000.0), can_harm(more, 0.0)) == (True, False, False)
    assert can_harm(replace(more, risk_with=spread("0.15", "0.3", "0.4")), 0.0)


@pytest.mark.parametrize("high", ["0.195", "0.2005", "0.25"])
def test_it_is_what_the_draws_say(high: str) -> None:
    """A single uncertain risk is told exactly when no draw of the appraisal is below zero."""
    one = stating(spread("0.1", "0.15", high), grade="D", set_by="strateg")
    round_, by = portfolio(one), graded_rules()
    terms = terms_of(round_, by)
    assert terms is not None
    ((case),) = cases(round_, by, terms, 1, 1024)

    assert bool(codes(one)) is not bool(np.any(case.reached.units < 0))


@pytest.mark.parametrize(
    ("without", "with_", "units", "told"),
    [
        (("0.18", "0.2", "0.22"), ("0.1", "0.15", "0.182"), ("10", "10", "10"), True),
        (("0.18", "0.2", "0.22"), ("0.1", "0.15", "0.182"), ("8", "10", "11"), True),
        (("0.15", "0.2", "0.25"), ("0.1", "0.15", "0.24"), ("8", "10", "11"), False),
        (("0.19", "0.2", "0.21"), ("0.1", "0.15", "0.185"), ("-1", "10", "11"), False),
    ],
)
def test_of_several_uncertain_inputs_it_is_what_the_joint_draws_say(
    without: tuple[str, str, str], with_: tuple[str, str, str], units: tuple[str, str, str], told: bool
) -> None:
    """That the lowest of one and the highest of another harm together says nothing where they never meet (§6, §8)."""
    one = replace(
        effect(),
        risk_without=spread(*without),
        risk_with=spread(*with_),
        units_per_case=spread(*units),
        place=Place("a.yaml", 9, 5),
    )
    made = replace(proposal("a", [], [one]), facts={"evidence.grade": "D", "evidence.set_by": "strateg"})
    round_, by = portfolio(made), graded_rules()
    terms = terms_of(round_, by)
    assert terms is not None
    ((case),) = cases(round_, by, terms, 1, 1024)

    assert can_harm(one, 1000.0)
    assert bool(codes(made, by)) is told
    assert bool(np.any(case.reached.units < 0)) is not told


def test_plan_and_appraise_warn_on_standard_error(tmp_path: Path) -> None:
    """The commands tell the same lines as `check`, and go on."""
    folder = shutil.copytree(ROOT / "tests" / "faults" / "weak_evidence_without_harm", tmp_path / "runda")
    told = (folder / "warnings.sv.txt").read_text("utf-8").splitlines()
    found = prioritizer("plan", folder, "--forms", "html", cwd=tmp_path)

    assert found.returncode == 0
    assert [line.split("proposals/")[-1] for line in told] == [
        line.split("proposals/")[-1] for line in talked(found).splitlines() if "varning" in line
    ]
