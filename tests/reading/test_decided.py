"""A decided plan as people write it, and as the program wrote it (convention §21)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from prioritizer.model.fault import InputFaults
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.reading.decided import read_decided
from tests.appraisal.test_appraise import portfolio, proposal

FILE = Path("plan.txt")


def known() -> Portfolio:
    """Coaches with a small version and two starts, and a plain proposal from a table."""
    coaches = proposal("coaches", starts=(2028, 2027))
    head = coaches.alternatives[0]
    coaches = replace(coaches, alternatives=(head, replace(head, id="small")))
    return portfolio(coaches, proposal("reading"))


def keys(text: str) -> dict[str, tuple[Key, ...]]:
    """What each proposal can mean."""
    return {one.proposal: one.keys for one in read_decided(text, FILE, known())}


def codes(text: str) -> list[tuple[str, int, str]]:
    """The faults: code, line and the nearest right thing."""
    with pytest.raises(InputFaults) as found:
        read_decided(text, FILE, known())
    return [(one.code, one.place.line, one.near) for one in found.value.faults]


def test_an_id_is_the_head_version_at_any_start_the_earliest_first() -> None:
    """A proposal that states no start has none."""
    assert keys("coaches\nreading\n") == {
        "coaches": (("coaches", None, 2027), ("coaches", None, 2028)),
        "reading": (("reading", None, None),),
    }


@pytest.mark.parametrize(
    "text",
    [
        "coaches/small@2028",
        "- coaches/small@2028  # small\n\n",
        "# decided\n  - 'coaches/small@2028'",
        "\ufeffcoaches/small@2028",
    ],
)
def test_a_version_and_a_start_can_be_named(text: str) -> None:
    """With or without the dash of a list, quotes, comments and empty lines."""
    assert keys(text) == {"coaches": (("coaches", "small", 2028),)}


@pytest.mark.parametrize("wrap", [lambda found: found, lambda found: {"portfolio": {}, "plan": found}])
def test_an_answer_and_a_record_are_plans_too(wrap: object) -> None:
    """`select --json` and record.json."""
    assert callable(wrap)
    answer = {"selected": [{"proposal": "coaches", "alternative": "small", "start_year": 2027}]}

    assert keys(json.dumps(wrap(answer))) == {"coaches": (("coaches", "small", 2027),)}


def test_everything_wrong_is_told_at_once_with_its_line() -> None:
    """An id, a version and a start that are not there, and one that stands twice."""
    assert codes("coachs\ncoaches/smal\ncoaches@2030\nreading\nreading\n") == [
        ("unknown_proposal_id", 1, "coaches"),
        ("unknown_version", 2, "coaches/small"),
        ("unknown_start", 3, "coaches@2028"),
        ("decided_twice", 5, ""),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n# nothing\n", "decided_empty"),
        ('{"selected": []}', "decided_empty"),
        ('{"plan": null, "portfolio": {}}', "decided_empty"),
        ('{"proposals": []}', "decided_unreadable"),
        ('{"selected": [1]}', "decided_unreadable"),
        ("{", "decided_unreadable"),
    ],
)
def test_a_file_without_a_plan_says_so(text: str, code: str) -> None:
    """Whatever it is instead."""
    assert [found[0] for found in codes(text)] == [code]
