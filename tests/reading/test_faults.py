"""Whatever is written in a portfolio, reading it ends in a portfolio or in faults that can be told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritizer.model.fault import InputFaults
from prioritizer.reading.portfolio import read_portfolio
from prioritizer.words.faults import line

PORTFOLIO = {
    "title": "Plan",
    "as_of": "2026-11-01",
    "plan_years": ["2027", "2028"],
    "criteria": [{"id": "c", "severity": "must", "require": {"field": "risk_class", "op": "equals", "value": "low"}}],
    "limits": [{"id": "tak", "limit": {"share_of": "granted", "by": "fund", "op": "at_most", "value": "0.5"}}],
    "actors": ["kommun", {"id": "namnden", "parent": "kommun", "title": "Nämnden"}],
    "own_actor": "kommun",
    "goals": [{"id": "trygg", "title": "Trygg", "levels": ["direct"]}],
    "funds": [{"id": "medel", "owner": "kommun", "allocation": {"2027": "1_000_000"}}],
    "resources": {"ledare": {"unit": "tjänst", "capacity": {"2027": "6"}}},
    "commitments": [],
}
PROPOSAL = {
    "id": "laxhjalp",
    "title": "Läxhjälp",
    "goals": ["trygg"],
    "risk_class": "low",
    "follow_up": {"indicator": "betyg", "baseline": "18"},
    "costs": [{"title": "ledare", "payer": "namnden", "fund": "medel", "per_year": {"2027": "100_000"}}],
    "effects": [
        {
            "outcome": "dag",
            "owner": "kommun",
            "participants": "40",
            "size": "intention_to_treat",
            "risk_without": "0.1",
            "risk_with": {"low": "0.06", "likely": "0.07", "high": "0.09"},
            "units_per_case": "210",
            "profile": {"delay": "1", "ramp": ["0.5"], "years": "4", "decay": "0.3"},
        }
    ],
    "qualitative": [{"title": "röst", "direction": "positive"}],
    "alternatives": [{"id": "liten", "title": "Liten", "scale_costs": "0.5"}],
    "start_years": ["2027"],
    "requires": [],
    "uses": {"ledare": {"2027": "0.5"}},
    "mandatory": {"by": "fullmäktige"},
}
RULES = {
    "units.yaml": "kr: {kind: amount, words: {sv: kr, en: SEK}}\ndag: {kind: number, words: {sv: dag, en: day}}\n",
    "fields.yaml": """
risk_class: {kind: choice, of: [low, medium, high], words: {sv: riskklass, en: risk class}}
goals: {kind: list, words: {sv: mål, en: goals}}
follow_up.indicator: {kind: text, words: {sv: indikator, en: indicator}}
follow_up.baseline: {kind: number, words: {sv: utgångsläge, en: baseline}}
""",
    "prices/dag.yaml": """
id: dag
title: {sv: Dag, en: Day}
unit: dag
values: {2025-01-01: {price_year: 2027, split: {kommun: 10}, source: {title: S}, mark: S}}
checked: {on: 2026-11-01, by: kontoret}
""",
}
ODD: list[object] = [
    None,
    True,
    "",
    " ",
    "NaN",
    "-1",
    "1.500",
    "99999",
    "2027",
    "å ä",
    "kommun",
    "laxhjalp",
    [],
    ["kommun", "kommun"],
    [[]],
    [None],
    {},
    {"id": None},
    {"2027": "1"},
    {"low": "1"},
    {"": ""},
]


def written(portfolio: object, proposal: object, folder: Path) -> Path:
    """The two files and the rules, in a folder."""
    (folder / "proposals").mkdir(exist_ok=True)
    for name, text in RULES.items():
        (folder / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "rules" / name).write_text(text, encoding="utf-8")
    for name, data in (("portfolio.yaml", portfolio), ("proposals/a.yaml", proposal)):
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text.replace("'", ""), encoding="utf-8")
    return folder


def paths(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path inside plain data, but for its top."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from paths(value, (*path, key))


def changed(data: object, path: tuple[str | int, ...], value: object) -> object:
    """The data with another value at a path."""
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {k: changed(v, rest, value) if k == head else v for k, v in data.items()}
    assert isinstance(data, list)
    return [changed(v, rest, value) if n == head else v for n, v in enumerate(data)]


def told(folder: Path) -> list[str]:
    """What reading the folder says, in both languages; nothing when it reads."""
    try:
        read = read_portfolio(folder)
    except InputFaults as faults:
        return [line(fault, language) for fault in faults.faults for language in ("sv", "en")] or ["nothing told"]
    assert read.portfolio.proposals
    return []


def test_the_portfolio_that_is_changed_below_reads(tmp_path: Path) -> None:
    """Without a change there is nothing to tell."""
    assert told(written(PORTFOLIO, PROPOSAL, tmp_path)) == []


@given(
    spot=st.sampled_from([(0, p) for p in paths(PORTFOLIO)] + [(1, p) for p in paths(PROPOSAL)]),
    value=st.sampled_from(ODD),
)
@settings(
    max_examples=700, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_value_in_any_place_reads_or_is_told(
    tmp_path: Path, spot: tuple[int, tuple[str | int, ...]], value: object
) -> None:
    """No odd value anywhere in a portfolio or a proposal ends in a defect, and every gap of every message is filled."""
    which, path = spot
    files: list[object] = [PORTFOLIO, PROPOSAL]
    files[which] = changed(files[which], path, value)

    messages = told(written(files[0], files[1], tmp_path))

    assert all(
        "{" not in text.replace("{field, op, value}", "") and "[]" not in text and "None" not in text
        for text in messages
    ), messages
    assert messages != ["nothing told"]


@pytest.mark.parametrize("data", [[], {}, "text", None, [{"id": "a"}], {"a": {"b": "c"}}], ids=str)
@pytest.mark.parametrize("which", [0, 1])
def test_a_file_of_another_shape_altogether_is_told(tmp_path: Path, data: object, which: int) -> None:
    """A list, a text or nothing where a portfolio or a proposal was expected."""
    files: list[object] = [PORTFOLIO, PROPOSAL]
    files[which] = data

    assert told(written(files[0], files[1], tmp_path))
