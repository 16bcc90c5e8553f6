"""What cannot be right in an overlap group, and what is only said (convention §6)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from prioritizer.appraisal import faults
from prioritizer.model.fault import Place
from prioritizer.model.portfolio import Alternative, OverlapGroup, Portfolio, Proposal
from tests.appraisal.test_appraise import effect, portfolio, proposal, rules
from tests.appraisal.test_overlap import PLACEMENTS, shared


def sized(name: str, participants: int, size: int | None) -> Proposal:
    """A proposal in the group whose target group has a size, or none that is stated."""
    facts = {} if size is None else {"target_group.size": Decimal(size)}
    return replace(proposal(name, [], [shared(participants, group_place=Place(f"{name}.yaml", 13, 20))]), facts=facts)


def told(round_: Portfolio) -> list[tuple[str, str, Mapping[str, str], str, str]]:
    """Each fault and warning: its place, code, gaps, nearest right thing and severity."""
    return [(str(f.place), f.code, dict(f.values), f.near, f.severity) for f in faults(round_, rules())]


def declared(round_: Portfolio, people: int, name: str = PLACEMENTS) -> Portfolio:
    """The round with a declared group."""
    return replace(round_, overlap_groups=(OverlapGroup(name, "", Decimal(people), Place("portfolio.yaml", 9, 3)),))


def test_people_who_are_reached_by_more_than_one_are_said_where_their_number_is_known() -> None:
    """Of two that reach 40 and 30 of 60 at least 10 are the same: no fault, and worth a look."""
    gaps = {"group": PLACEMENTS, "claimed": "70", "existing": "60", "twice": "10"}
    pair = (sized("a", 40, 60), sized("b", 30, 60))

    assert told(portfolio(*pair)) == [("b.yaml:13:20", "overlap_reached_twice", gaps, "", "warning")]
    assert told(declared(portfolio(*pair), 60)) == [
        ("portfolio.yaml:9:3", "overlap_reached_twice", gaps, "", "warning")
    ]


def test_nothing_is_said_where_there_are_enough_or_nobody_knows_how_many() -> None:
    """70 of 70, and target groups of unlike or unstated size."""
    assert told(portfolio(sized("a", 40, 70), sized("b", 30, 70))) == []
    assert told(portfolio(sized("a", 40, 60), sized("b", 30, 50))) == []
    assert told(portfolio(sized("a", 40, None), sized("b", 30, None))) == []
    assert told(declared(portfolio(sized("a", 40, 60), sized("b", 30, 60)), 70)) == []


def test_an_effect_that_alone_claims_more_than_exist_is_a_fault() -> None:
    """80 of 60, told at the effect and with what was claimed."""
    gaps = {"group": PLACEMENTS, "claimed": "80", "existing": "60"}

    found = told(declared(portfolio(sized("a", 40, None), sized("b", 80, None)), 60))

    assert found == [("b.yaml:13:20", "overlap_more_than_exist", gaps, "", "fault")]


def test_versions_of_one_proposal_are_not_added_up() -> None:
    """Only one of them can be chosen."""
    head = sized("a", 40, 60).alternatives[0]
    two = replace(sized("a", 40, 60), alternatives=(head, replace(head, id="small")))

    assert told(portfolio(two, sized("b", 20, 60))) == []


def test_a_group_of_one_effect_is_warned_of_with_the_name_it_may_have_meant() -> None:
    """A name that is almost another's is probably that one."""
    other = proposal("c", [], [shared(overlap_group="placement")])

    found = told(portfolio(sized("a", 40, None), sized("b", 40, None), other))

    assert found == [("", "overlap_alone", {"group": "placement"}, PLACEMENTS, "warning")]


def test_a_group_whose_effects_never_meet_is_warned_of() -> None:
    """Other outcomes, and versions of which only one is chosen."""
    days, weeks = shared(), replace(effect("week"), overlap_group=PLACEMENTS)
    versions = tuple(Alternative(name, "", (), (days,), None, {}, {}) for name in (None, "other"))
    apart = replace(proposal("a"), alternatives=versions)

    assert [row[1] for row in told(portfolio(proposal("a", [], [days]), proposal("b", [], [weeks])))] == [
        "overlap_alone"
    ]
    assert [row[1] for row in told(portfolio(apart))] == ["overlap_alone"]
    assert told(portfolio(proposal("a", [], [days, days]))) == []


def test_a_name_that_is_not_declared_is_a_fault_with_the_nearest() -> None:
    """Where the portfolio declares groups, every group is one of them."""
    found = told(declared(portfolio(sized("a", 40, None), sized("b", 40, None)), 90, "placement"))

    assert [(row[1], row[3], row[4]) for row in found] == [("unknown_overlap_group", "placement", "fault")] * 2
