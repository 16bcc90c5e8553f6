"""Decisions to force a proposal in or out, as a portfolio writes them (convention §21)."""

from pathlib import Path

from prioritizer.model.override import Override
from prioritizer.reading.portfolio import read_portfolio
from tests.reading.test_portfolio import folder_with

PORTFOLIO = """
title: Beslut
as_of: 2026-11-01
plan_years: [2027, 2027]
criteria: none
limits: []
overrides:
  - {proposal: a, decision: in, by: kommunfullmäktige § 112, why: Löftet från valet}
  - {proposal: b, decision: out, by: socialnämnden, why: Lokalen saknas, duty: 'SoL (2025:400) 10 kap.'}
proposals: p.csv
"""
TABLE = "id;value;mandatory\na;5;\nb;7;\nc;2;ja\n"


def test_decisions_stand_on_the_proposals_that_they_are_about(tmp_path: Path) -> None:
    """A mandate of a proposal's own is one kind of decision, of which nobody has said who took it."""
    found = read_portfolio(folder_with(tmp_path, PORTFOLIO, p__csv=TABLE)).portfolio

    assert found.overrides == (
        Override("a", "in", "kommunfullmäktige § 112", "Löftet från valet"),
        Override("b", "out", "socialnämnden", "Lokalen saknas", "SoL (2025:400) 10 kap."),
        Override("c", "in"),
    )
    assert [proposal.mandatory for proposal in found.proposals] == [True, False, True]
    assert [proposal.alternatives[0].facts["mandatory"] for proposal in found.proposals] == [True, False, True]
