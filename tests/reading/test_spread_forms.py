"""An uncertain number is read as its author meant it, whatever shape it has (convention §8)."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel

from prioritizer.model.distribution import Distribution, observed, one_of
from prioritizer.model.fault import Place
from prioritizer.reading.rule_forms import PriceForm
from prioritizer.reading.rule_records import price
from prioritizer.reading.spread_forms import Uncertain, UncertainCount, UncertainDifference, UncertainShare
from prioritizer.reading.validation import Form, validate
from prioritizer.reading.yaml_text import read_yaml

D = Decimal


class Holder(Form):
    """One uncertain number of each kind."""

    share: UncertainShare | None = None
    count: UncertainCount | None = None
    number: Uncertain | None = None
    difference: UncertainDifference | None = None


def read(text: str) -> Distribution:
    """The one number of a text."""
    found, faults = validate(Holder, read_yaml(text, "a.yaml"))
    assert found, faults
    (form,) = [value for value in (found.share, found.count, found.number, found.difference) if value]
    return form.declared()


def codes(text: str, form: type[BaseModel] = Holder) -> list[tuple[str, str]]:
    """Code and path of each fault."""
    return [(found.code, found.path) for found in validate(form, read_yaml(text, "a.yaml"))[1]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("share: 7,5 %", Distribution(D("0.075"), D("0.075"), D("0.075"))),
        ("share: {low: 6 %, likely: 0.075, high: 0.115}", Distribution(D("0.06"), D("0.075"), D("0.115"))),
        ("count: {low: 1, likely: 2, high: 6, shape: pert}", Distribution(D(1), D(2), D(6), "pert")),
        ("count: {low: 1, likely: 2, high: 6, shape: triangle}", Distribution(D(1), D(2), D(6))),
        (
            "number: {low: -3, high: 5, shape: normal, interval: 95 %}",
            Distribution(D(-3), D(1), D(5), "normal", D("0.95")),
        ),
        (
            "count: {low: 0.5, high: 2, shape: lognormal, interval: 0.9}",
            Distribution(D("0.5"), D(1), D(2), "lognormal", D("0.9")),
        ),
        ("share: {successes: 12, of: 40}", observed(D(12), D(40))),
        ("share: {successes: 12, of: 40, shape: beta}", observed(D(12), D(40))),
        (
            "share: {outcomes: [{chance: 60 %, value: 0.075}, {chance: 40 %, value: 10 %}]}",
            one_of(((D("0.075"), D("0.6")), (D("0.1"), D("0.4")))),
        ),
        ("difference: {low: -1 %, likely: 0.02, high: 5 %}", Distribution(D("-0.01"), D("0.02"), D("0.05"))),
    ],
)
def test_a_distribution_is_read_as_it_was_meant(text: str, meant: Distribution) -> None:
    """Each shape by the keys that it is written with; per cent and decimals are the same."""
    assert meant == read(text)


def test_the_median_of_a_lognormal_is_told_in_millionths() -> None:
    """A root without end is rounded, since it is told and not calculated with."""
    assert D("1.414214") == read("count: {low: 1, high: 2, shape: lognormal, interval: 95 %}").likely


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("share: {low: 0.2, high: 0.3}", [("spread_lacks", "share")]),
        ("share: {likely: 0.2}", [("spread_lacks", "share")]),
        ("share: {}", [("spread_lacks", "share")]),
        ("share: {outcomes: []}", [("spread_lacks", "share")]),
        ("share: {low: 0.1, high: 0.2, shape: normal}", [("spread_lacks", "share")]),
        ("share: {low: 0.1, likely: 0.1, high: 0.2, shape: normal, interval: 0.9}", [("spread_other_key", "share")]),
        ("share: {successes: 3, of: 4, low: 0.1}", [("spread_other_key", "share")]),
        ("share: {low: 0.1, likely: 0.2, high: 0.3, shape: beta}", [("spread_other_key", "share")]),
        ("share: {low: 0.1, high: 0.2, shape: normal, interval: 0 %}", [("interval_outside", "share")]),
        ("share: {low: 0.1, high: 0.2, shape: normal, interval: 0.49}", [("interval_outside", "share")]),
        (
            "share: {low: 0.1, high: 0.2, shape: normal, interval: 0.99999999999999999999}",
            [("interval_outside", "share")],
        ),
        ("count: {low: 10, high: 400, shape: lognormal, interval: 50 %}", [("lognormal_mean_above", "count")]),
        ("share: {low: 0.1, high: 0.2, shape: normal, interval: 95}", [("share_outside", "share.interval")]),
        ("share: {low: 0.1, high: 1.2, shape: normal, interval: 95 %}", [("interval_leaves_share", "share.high")]),
        ("share: {low: -2 %, high: 0.2, shape: lognormal, interval: 0.9}", [("interval_leaves_share", "share.low")]),
        ("share: {low: mycket, high: 0.2, shape: normal, interval: 0.9}", [("not_a_share", "share.low")]),
        ("share: {low: -0.1, likely: 0.1, high: 0.2}", [("share_outside", "share.low")]),
        ("number: {low: 0, high: 2, shape: lognormal, interval: 0.9}", [("lognormal_from_zero", "number")]),
        ("number: {low: 3, likely: 2, high: 4}", [("low_above_high", "number")]),
        ("share: {successes: 40, of: 40}", [("successes_none_or_all", "share")]),
        ("share: {successes: 0, of: 0}", [("successes_none_or_all", "share")]),
        ("count: {successes: 3, of: 40}", [("successes_of_no_share", "count")]),
        ("count: {outcomes: [{chance: 1, value: -3}]}", [("negative_number", "count.outcomes.0.value")]),
        ("count: {outcomes: [{chanse: 1, value: 3}]}", [("unknown_key", "count.outcomes.0.chanse")]),
        ("difference: {low: -3, likely: 0, high: 0.1}", [("share_outside", "difference.low")]),
        ("share: [0.1, 0.2]", [("expected_spread", "share")]),
    ],
)
def test_what_is_no_distribution_is_told_once(text: str, told: list[tuple[str, str]]) -> None:
    """One thing wrong is one fault, at the number or at the part of it that is wrong."""
    assert told == codes(text)


def test_the_spread_of_a_price_may_have_any_shape() -> None:
    """A unit value is as uncertain as its source says, in the same words as a proposal (§8)."""
    text = (
        "{id: day, title: {sv: Dag, en: Day}, unit: dag, checked: {on: 2026-11-01, by: kontoret}, values: {2025-01-01: "
        "{price_year: 2025, split: {kommun: 10}, source: {title: S}, mark: assumption, "
        "spread: {low: 0.8, high: 1.25, shape: lognormal, interval: 90 %}}}}"
    )
    form, faults = validate(PriceForm, read_yaml(text, "a.yaml"))
    assert form, faults

    assert (
        Distribution(D("0.8"), D(1), D("1.25"), "lognormal", D("0.9"))
        == price(form, date(2025, 1, 1), Place("")).spread
    )
