"""Measures count what a version holds, and see nothing of who asked (design §4, convention §24)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
import yaml

from prioritizer.model.portfolio import (
    Alternative,
    Cost,
    Distribution,
    Effect,
    Profile,
    Proposal,
    Qualitative,
    Stated,
)
from prioritizer.model.rules import Fact
from prioritizer.screening import measures
from prioritizer.screening.measures import MEASURES, Measure, Seen, facts
from tests.conftest import ROOT

ONE = Distribution(Decimal(1), Decimal(1), Decimal(1))


def proposal_of(version: Alternative, stated: Mapping[str, Fact] | None = None) -> Proposal:
    """A proposal of one version and one effect without a price."""
    described = (Qualitative("lugn", "positive"),)
    return Proposal("a", "A", (version,), (2027,), True, (), stated or {}, described)


def version_of(stated: Mapping[str, Fact] | None = None) -> Alternative:
    """A version with neither costs nor effects."""
    return Alternative(None, "A", (), (), None, {}, stated or {})


def version_with_everything() -> Alternative:
    """Two costs, one of them granted, and one effect over four years."""
    effect = Effect("o", "region", ONE, "intention_to_treat", ONE, ONE, ONE, Profile(0, (), 4, Decimal(0)))
    costs = (
        Cost("a", "kommun", {2027: Decimal(100), 2028: Decimal(50)}, fund="medel"),
        Cost("b", "namnden", {2027: Decimal(30)}),
    )
    return Alternative(None, "A", costs, (effect,), None, {}, {"risk_class": "high"})


def test_measures_count_what_the_version_holds() -> None:
    """Each measure is of the version and the proposal, and stands beside the stated facts."""
    proposal = proposal_of(version_with_everything(), {"risk_class": "low", "board": "x", "levels.direct": True})

    assert {
        "risk_class": "high",
        "board": "x",
        "levels.direct": True,
        "actor_count": Decimal(3),
        "effect_years": Decimal(4),
        "monetised_effects": Decimal(1),
        "qualitative_effects": Decimal(1),
        "granted_total": Decimal(150),
        "cost_total": Decimal(180),
        "granted_per_year": Decimal(100),
        "granted_years": Decimal(2),
        "granted_share": Decimal(150) / Decimal(180),
        "partner_count": None,
        "levels_reached": ("direct",),
    } == facts(proposal, version_with_everything())


def test_a_measure_of_what_is_not_there_is_unknown_or_an_exact_zero() -> None:
    """Without a priced effect the years are not known; that there is none is known (convention §25)."""
    found = facts(proposal_of(version_of()), version_of())

    assert found["effect_years"] is None
    assert Decimal(0) == found["monetised_effects"]


def test_a_stated_result_counts_as_one_effect() -> None:
    """A result computed elsewhere is a priced effect of the version (H7)."""
    version = replace(version_of(), stated=Stated(Decimal(5)))

    assert Decimal(1) == facts(proposal_of(version), version)["monetised_effects"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, None),
        ({"levels.direct": None}, None),
        ({"levels.direct": False, "levels.indirect": False, "levels.system": False}, ()),
        ({"levels.direct": True, "levels.system": "frågan om ersättning"}, ("direct", "system")),
        ({"levels.indirect": "handbok", "levels.direct": False}, ("indirect",)),
    ],
)
def test_a_level_is_reached_by_a_yes_or_by_words(stated: Mapping[str, Fact], expected: Fact) -> None:
    """No answer at all is not known; a no for each is none of them (E9)."""
    assert expected == facts(proposal_of(version_of(), stated), version_of())["levels_reached"]


def test_rows_of_one_year_are_counted_together() -> None:
    """Two granted rows in one year are one year and one amount; a row that no fund pays adds to the cost alone."""
    costs = (
        Cost("a", "kommun", {2027: Decimal(300), 2028: Decimal(0)}, fund="medel"),
        Cost("b", "region", {2027: Decimal(200)}, fund="andra_medel"),
        Cost("c", "region", {2028: Decimal(500), 2029: Decimal(0)}),
    )
    version = replace(version_of(), costs=costs)
    found = facts(proposal_of(version), version)

    assert (Decimal(500), Decimal(1)) == (found["granted_per_year"], found["granted_years"])
    assert Decimal("0.5") == found["granted_share"]


def test_a_share_of_no_cost_is_not_known() -> None:
    """Nothing applied for is zero kronor in zero years; a share of nothing is no number (convention §25)."""
    found = facts(proposal_of(version_of()), version_of())

    assert (Decimal(0), Decimal(0)) == (found["granted_per_year"], found["granted_years"])
    assert found["granted_share"] is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, None),
        ({"partners": ()}, None),
        ({"partners": ("kommunen",)}, Decimal(1)),
        ({"partners": ("kommunen", "regionen", "kommunen")}, Decimal(2)),
    ],
)
def test_named_parties_are_counted_once_each(stated: Mapping[str, Fact], expected: Fact) -> None:
    """Nobody named is not known, since somebody always takes part."""
    assert expected == facts(proposal_of(version_of(), stated), version_of())["partner_count"]


def test_what_a_version_does_not_state_is_measured_as_in_the_head() -> None:
    """An empty cell of an alternative's row takes no level away."""
    silent = version_of({"levels.direct": None, "levels.system": True})

    assert facts(proposal_of(silent, {"levels.direct": True}), silent)["levels_reached"] == ("direct", "system")


def test_no_measure_is_shown_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With advocacy stated in every way, each measure is given only the facts of the fields that it reads."""
    shown: dict[str, Seen] = {}

    def spy(name: str, measure: Measure) -> Measure:
        def function(seen: Seen) -> Fact:
            shown[name] = seen
            return measure.function(seen)

        return replace(measure, function=function)

    monkeypatch.setattr(measures, "MEASURES", {name: spy(name, m) for name, m in MEASURES.items()})
    loud: dict[str, Fact] = {"advocacy.requested_by": "nämnden", "advocacy.signatures": "1200", "levels.direct": True}
    version = version_of({"advocacy.political_priority": "1"})
    facts(proposal_of(version, loud), version)

    assert set(MEASURES) == set(shown)
    for name, seen in shown.items():
        assert set(seen.facts) <= set(MEASURES[name].reads)
        assert not any("advocacy" in field for field in seen.facts)


def test_what_measures_are_shown_has_no_name_title_or_order() -> None:
    """A measure cannot tell two proposals apart by anything but what they cost, do and state (convention §24)."""
    assert set(Seen.__slots__) == {"costs", "effects", "stated", "qualitative", "facts"}


def test_loud_and_quiet_proposals_measure_the_same() -> None:
    """Advocacy changes no measure."""
    loud = proposal_of(version_with_everything(), {"advocacy.signatures": "1200", "advocacy.requested_by": "alla"})
    quiet = replace(loud, facts={}, title="Något helt annat", place=loud.place)

    for measure in MEASURES.values():
        assert measure.of(loud, version_with_everything()) == measure.of(quiet, version_with_everything())


def test_every_measure_says_what_it_is() -> None:
    """Registered under its own name, with words on what it counts, a source, and fields that are not advocacy."""
    vocabulary = yaml.safe_load((ROOT / "rules" / "fields.yaml").read_text(encoding="utf-8"))
    advocacy = {name for name, field in vocabulary.items() if field["kind"] == "advocacy"}

    assert advocacy
    for name, measure in MEASURES.items():
        assert name == measure.name == measure.function.__name__
        assert measure.source
        assert measure.function.__doc__
        assert not advocacy & set(measure.reads)
