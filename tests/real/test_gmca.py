"""674 unit costs of Greater Manchester as a price list in pounds: no kronor and no Sweden are hard-wired."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritizer.appraisal import appraise
from prioritizer.model.value import Appraised
from prioritizer.reading.portfolio import Read, read_portfolio
from tests.cli.command import prioritizer, said
from tests.conftest import ROOT
from tests.real.gmca import DEFLATORS, NOBODY, Entry, entries, unit_id, write_workspace

PROPOSAL = {
    "id": "edge_of_care",
    "title": "Edge of care team",
    "comparison": "the usual services without the team",
    "costs": [
        {
            "title": "team",
            "payer": "local_authority",
            "fund": "pot",
            "kind": "investment",
            "per_year": {2016: 100_000},
        }
    ],
    "effects": [
        {
            "outcome": "ss1_1",
            "owner": "local_authority",
            "participants": 20,
            "size": "intention_to_treat",
            "risk_without": "0.5",
            "risk_with": "0.3",
            "units_per_case": 1,
            "profile": {"delay": 1, "years": 3},
        }
    ],
}
"""Fictitious: of 20 children four fewer are in care for three years, from the year after the team has worked."""


@pytest.fixture(scope="module")
def published(data: Callable[[str], Path]) -> tuple[Entry, ...]:
    """The entries that have a number, a unit, an agency and a price year."""
    return tuple(entries(data("gmca_unit_costs")))


@pytest.fixture(scope="module")
def folder(published: tuple[Entry, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portfolio of a borough, in a workspace of its own."""
    return write_workspace(published, tmp_path_factory.mktemp("gmca"), ROOT / "rules" / "fields.yaml", PROPOSAL)


@pytest.fixture(scope="module")
def read(folder: Path) -> Read:
    """The workspace as the program reads it."""
    return read_portfolio(folder)


@pytest.fixture(scope="module")
def value(read: Read) -> Appraised:
    """The one proposal, appraised."""
    (found,) = appraise(read.portfolio, read.rules)
    return found


def test_gmca_v14_every_entry_is_a_price_with_its_paying_agency(published: tuple[Entry, ...], read: Read) -> None:
    """All 674 load with unit, price year and the agency that pays; 44 name several and are not allocated."""
    found = read.rules.prices

    assert len(published) == len(found) == 674
    assert [(unit_id(e.unit), e.year, [e.agency]) for e in published] == [
        (found[e.id].unit, found[e.id].price_year, list(found[e.id].split)) for e in published
    ]
    assert max(abs(float(found[e.id].split[e.agency]) - e.pounds) for e in published) <= 0.005
    assert Counter(e.agency for e in published)[NOBODY] == 44


def test_gmca_v14_parts_add_up_to_their_published_whole(published: tuple[Entry, ...]) -> None:
    """Care planning, placement, reviews and legal costs of a child in care are the published £29,580 a year."""
    pounds = {e.id: e.pounds for e in published}

    assert pounds["ss1_1"] == sum(pounds[f"ss1_1_{n}"] for n in range(1, 5)) == 29_580


def test_every_price_year_has_a_sourced_deflator(published: tuple[Entry, ...], read: Read) -> None:
    """The index covers every price year of the list; each value bears its source and that it was read second-hand."""
    index = read.rules.parameters["price_index"]

    assert {e.year for e in published} <= set(DEFLATORS)
    assert {d.since.year: float(d.value) for d in index.values} == DEFLATORS
    assert {(d.source.title[:11], d.mark) for d in index.values} == {("HM Treasury", "2nd")}


def test_a_proposal_in_pounds_by_hand(value: Appraised) -> None:
    """Four children less a year at £29,580 of 2010, in pounds of 2015 at 3.5 per cent, less £100,000 paid in 2016.

    29,580 × 100 / 92.818 = 31,868.82; × 4 = 127,475.27 a year in 2017–2019; × (1/1.035 + 1/1.035² + 1/1.035³), which
    is 2.801637, = 357,139.44.
    """
    assert (value.present_effects, value.present_costs, value.nnv) == (357_139, 100_000, 257_139)
    assert value.bcr == pytest.approx(3.57139, abs=1e-5)
    assert {actor for actor, _ in value.effects} == {"local_authority"}
    assert sum(value.effects.values()) == round(3 * 127_475.27)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_swedish_is_said_of_a_borough(language: str, folder: Path) -> None:
    """Documents and screen speak of GBP; no kronor, no municipality and no Swedish name of an actor are left."""
    finished = prioritizer("plan", str(folder), "--forms", "html", "--lang", language, cwd=folder)
    document = (folder.parents[1] / "plans" / "borough" / f"plan.{language}.html").read_text(encoding="utf-8")
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", document, flags=re.DOTALL) + said(finished)
    swedish = r"(?i)\b(t?kr|mnkr|kron(or|a|an)|sek|sweden|sverige|kommun\w*|municipal\w*|asek|scb)\b"

    assert finished.returncode == 0
    assert re.findall(swedish, text) == []
    assert "GBP" in text
    assert ("Ej fördelat" in text) == (language == "sv")
    assert ("Not allocated" in text) == (language == "en")


def test_pence_of_a_unit_value_are_shown(folder: Path) -> None:
    """A unit cost of £162.44 keeps its pence in the list of prices, so that no small one is told as nought."""
    prioritizer("plan", str(folder), "--forms", "html", cwd=folder)
    document = (folder.parents[1] / "plans" / "borough" / "plan.en.html").read_text(encoding="utf-8")

    assert "162.44\u00a0GBP" in document
