"""The forms take what people write, and every complaint has its place, once."""

from decimal import Decimal

import pytest
from pydantic import BaseModel

from prioritizer.model.fault import Fault
from prioritizer.reading import forms
from prioritizer.reading.rule_forms import AmountLimitForm
from prioritizer.reading.validation import validate
from prioritizer.reading.yaml_text import read_yaml

COST = "{title: ledare, payer: kommun, per_year: {2027: 1_000}}"


def faults(form: type[BaseModel], text: str) -> list[Fault]:
    """What is wrong with a text as a form."""
    return validate(form, read_yaml(text, "a.yaml"))[1]


def told(form: type[BaseModel], text: str) -> list[tuple[str, str, int]]:
    """Code, path and column of each fault."""
    return [(found.code, found.path, found.place.column) for found in faults(form, text)]


def test_a_bare_number_is_a_point_without_uncertainty() -> None:
    """low, likely and high are the same where only one value is written (convention §8)."""
    found, _ = validate(
        forms.EffectForm,
        read_yaml(
            "{outcome: o, owner: k, participants: 40, size: intention_to_treat, risk_without: 10 %, risk_with: '0,06', "
            "units_per_case: 2, profile: {years: 3}}",
            "a.yaml",
        ),
    )

    assert found
    assert found.risk_without
    assert found.risk_with
    assert (Decimal(40), Decimal(40)) == (found.participants.low, found.participants.high)
    assert Decimal("0.1") == found.risk_without.likely
    assert Decimal("0.06") == found.risk_with.likely


def test_a_fault_in_a_bare_value_is_told_once() -> None:
    """The three of a point are one text in the file, so there is one thing to mend."""
    assert told(
        forms.EffectForm,
        "{participants: många, outcome: o, owner: k, size: among_treated, risk_without: 0, risk_with: 0, "
        "units_per_case: 2, profile: {years: 3}}",
    ) == [("not_a_number", "participants", 16)]


def test_a_misspelt_key_is_not_also_told_as_missing() -> None:
    """One slip of the pen is one message."""
    found = faults(forms.CostForm, "{title: ledare, payr: kommun, per_year: {2027: 1}}")

    assert [(fault.code, fault.near) for fault in found] == [("unknown_key", "payer")]


def test_a_missing_key_is_placed_at_the_record_that_lacks_it() -> None:
    """There is no place of what is not there, so the nearest that exists is named."""
    assert told(forms.CostForm, "{title: ledare, per_year: {2027: 1}}") == [("missing_key", "payer", 1)]


def test_a_key_without_likeness_is_told_with_those_that_can_stand_there() -> None:
    """Where there is nothing near, what was expected is listed."""
    (found,) = faults(forms.CostForm, COST[:-1] + ", belopp: 3}")

    assert (
        found.code,
        dict(found.values)["choices"],
    ) == ("unknown_key_of", "title, payer, fund, funds, kind, in_kind, per_year, spread")


def test_a_fault_of_a_year_is_placed_at_the_year() -> None:
    """A key that is wrong is told where the key stands."""
    assert told(forms.CostForm, "{title: ledare, payer: kommun,    per_year: {27: 1}}") == [
        ("not_a_year", "per_year.27", 46)
    ]


@pytest.mark.parametrize("text", ["[a]", "{a: b}"])
def test_a_list_or_record_where_a_choice_was_expected_is_told_without_its_inside(text: str) -> None:
    """What somebody wrote is never shown as the program holds it."""
    (found,) = faults(forms.CostForm, COST[:-1] + f", kind: {text}}}")

    assert found.code == "expected_one_value"


def test_a_capacity_is_one_number_or_one_for_each_year() -> None:
    """Over all years, or by year; never both."""
    whole, _ = validate(forms.ResourceForm, read_yaml("{unit: tjänst, capacity: 12}", "a.yaml"))
    yearly, _ = validate(forms.ResourceForm, read_yaml("{unit: tjänst, capacity: {2027: 6}}", "a.yaml"))

    assert whole
    assert yearly
    assert {None: Decimal(12)} == whole.capacity
    assert {2027: Decimal(6)} == yearly.capacity


@pytest.mark.parametrize(("text", "value"), [("20 %", "0.2"), ("0,2", "0.2"), ("5_000_000", "5000000")])
def test_a_bound_is_a_number_or_a_share_in_per_cent(text: str, value: str) -> None:
    """A ceiling of a fifth may be written as people say it."""
    found, _ = validate(AmountLimitForm, read_yaml(f"share_of: granted\nop: at_most\nvalue: {text}\n", "a.yaml"))

    assert found
    assert Decimal(value) == found.value
