"""Warnings before anything is written: so few that they can be recognised, or a personal identity number (§30)."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.fault import Fault
from prioritizer.model.portfolio import Alternative, Cost, Portfolio, Proposal, Qualitative
from prioritizer.model.rules import Dated, Fact, Objective, Parameter, RuleSet, Source
from prioritizer.screening.privacy import privacy_warnings

DAY = date(2026, 11, 1)
NUMBER = "811218-9876"
"""The example number that the authorities print."""


def warnings_of(
    stated: dict[str, Fact],
    *,
    title: str = "A",
    cost: str = "ledare",
    version: str = "Liten",
    note: str = "",
    least: bool = True,
    since: date = DAY,
) -> list[Fault]:
    """What is warned of in one proposal."""
    head = Alternative(None, title, (Cost(cost, "kommun", {}),), (), None, {}, stated)
    small = Alternative("liten", version, (), (), None, {}, stated)
    described = (Qualitative("röst", "positive", note),)
    proposal = Proposal("a", title, (head, small), (2027,), True, (), stated, described)
    portfolio = Portfolio("p", "P", "", "SEK", DAY, 2027, 2027, (2027, 2028), 25, (), "kommun", (), (), (), (proposal,))
    dated = (Dated(since, Decimal(10), Source("s"), "assumption"),)
    parameters = {"small_target_group": Parameter("small_target_group", {}, "", dated)} if least else {}
    rules = RuleSet({}, (), (), parameters, {}, Objective({}, Decimal(0), Source("s")))
    return list(privacy_warnings(portfolio, rules))


@pytest.mark.parametrize(("size", "count"), [("9", 1), ("10", 0), ("180", 0)])
def test_a_target_group_below_the_threshold_is_warned_of(size: str, count: int) -> None:
    """Exactly the threshold is enough."""
    assert count == len(warnings_of({"target_group.size": Decimal(size)}))


def test_without_a_threshold_or_a_size_there_is_nothing_to_compare() -> None:
    """What is not stated is not taken for few."""
    assert warnings_of({"target_group.size": Decimal(3)}, least=False) == []
    assert warnings_of({}) == []


@pytest.mark.parametrize(
    "text", [NUMBER, "8112189876", "19811218-9876", "198112189876", "(811218+9876)", "811278-9873"], ids=str
)
def test_a_text_like_an_identity_number_is_warned_of(text: str) -> None:
    """With or without century and sign, and coordination numbers with the day plus sixty."""
    assert [found.path for found in warnings_of({"problem": f"se {text} i akten"})] == ["problem"]


@pytest.mark.parametrize("text", ["811218-9875", "2 600 000", "2027-08-31", "556036-0793", "08-123 45 67"])
def test_other_numbers_are_left_in_peace(text: str) -> None:
    """Amounts, dates, organisation numbers and a wrong check digit are no persons."""
    assert warnings_of({"problem": text}) == []


@pytest.mark.parametrize("where", ["title", "cost", "version", "note"])
def test_every_text_that_reaches_the_documents_is_searched(where: str) -> None:
    """Titles, cost rows, alternatives and effects in words alike."""
    found = warnings_of({}, **{where: f"för {NUMBER}"})  # type: ignore[arg-type]  # one text argument

    assert found
    assert {"identity_number"} == {warning.code for warning in found}


def test_a_list_of_facts_is_searched_and_warned_of_once() -> None:
    """One field is one warning, however often it errs."""
    found = warnings_of({"goals": (NUMBER, f"{NUMBER} igen")})

    assert [(warning.path, warning.severity) for warning in found] == [("goals", "warning")]


def test_a_threshold_without_a_value_on_the_day_is_a_fault() -> None:
    """It is not the same as no threshold: nobody has decided that groups of any size are safe (convention §25)."""
    (told,) = warnings_of({"target_group.size": Decimal(3)}, since=date(2027, 1, 1))

    assert (told.code, told.severity) == ("parameter_not_yet", "fault")
