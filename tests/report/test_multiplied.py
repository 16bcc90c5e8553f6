"""A reader with a pocket calculator gets what the document prints, in every row of the example (F3)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import prod

import pytest

from prioritizer.report import document, read_words
from prioritizer.report.blocks import Table
from prioritizer.report.voice import voice
from tests.report.example import example
from tests.report.test_document import TEMPLATES, tables

WORDS = read_words(TEMPLATES, "sv")
UNSHOWN = 0.0005
"""Factors nearer 1 are left out; one such may be in a product."""

Number = tuple[float, float]
"""A printed number, and half of its last decimal."""


def number(text: str) -> Number:
    """The number that a printed cell begins with: «76,50 %» is 0.765, give or take 0.00005."""
    found = re.match(r"[−\d][\d\u00a0]*(?:,(\d+))?(\u00a0%)?", text)
    assert found, text
    scale = 0.01 if found[2] else 1.0
    plain = found[0].replace("\u00a0", "").replace("%", "").replace(",", ".").replace("−", "-")
    return float(plain) * scale, 0.5 * 10.0 ** -len(found[1] or "") * scale


@lru_cache(maxsize=1)
def printed() -> tuple[Table, ...]:
    """All tables of the example's document."""
    return tuple(tables(document(example(), "sv", WORDS)))


def shown(prefix: str) -> list[Table]:
    """The tables of effects (`e-`) or of costs (`c-`) of the proposals."""
    return [table for table in printed() if table.id.startswith(prefix)]


def unit(table: Table) -> float:
    """How many kronor one unit of a table is."""
    return 1000.0 if "tusen kronor" in table.caption else 1.0


def agree(factors: list[Number], result: Number, scale: float) -> bool:
    """Whether a product is what is printed, as near as rounded numbers can tell."""
    product = prod(x for x, _ in factors)
    off = abs(product) * (UNSHOWN + sum(half / abs(x) for x, half in factors if x))
    return abs(product - result[0] * scale) <= off + result[1] * scale


def chains(table: Table) -> Iterator[tuple[str, list[Number], Number]]:
    """For each effect of a table the printed factors, and the printed product; the second goes on from the first."""
    for column in range(1, len(table.head)):
        factors: list[Number] = []
        for row in table.rows:
            label, cell = row.cells[0].text, row.cells[column].text
            if label.startswith("= "):
                yield f"{table.id} {table.head[column].text} {label}", factors, number(cell)
            elif label.startswith("× ") or label == WORDS["row.participants"]:
                factors = [*factors, number(cell)]


def test_every_effect_multiplies_out_to_what_is_printed() -> None:
    """Participants times all rows with × give the value of a full year, and with the years the present value."""
    found = [(name, factors, result, unit(t)) for t in shown("e-") for name, factors, result in chains(t)]
    wrong = [name for name, factors, result, scale in found if not agree(factors, result, scale)]

    assert len(found) > 80
    assert wrong == []


def test_the_printed_factors_are_not_told_too_roughly() -> None:
    """No product of the example is more than half a per cent and half a unit away from what is printed."""
    for table in shown("e-"):
        for name, factors, (result, half) in chains(table):
            product = prod(x for x, _ in factors)
            assert abs(product - result * unit(table)) <= 0.005 * abs(product) + half * unit(table), name


def test_every_cost_multiplies_out_to_what_is_printed() -> None:
    """A cost as it was written, times its factors, is the present value that is taken off."""
    for table in shown("c-"):
        heads = [cell.text for cell in table.head]
        first = heads.index(WORDS["row.written"])
        for row in table.rows:
            if not row.total:
                written, *factors, result = [number(cell.text) for cell in row.cells[first:]]
                scaled = (written[0] * unit(table), written[1] * unit(table))
                assert agree([scaled, *factors], result, unit(table)), (table.id, row.cells[0].text)


def test_rows_add_up_to_the_present_values_of_the_sentence() -> None:
    """The rows of costs, with their haircuts, and of effects are those of the sentence below."""
    speaker = voice(example(), "sv", WORDS)
    for value in speaker.values.values():
        costs = [s for s in value["steps"] if s["row"] == "cost"]
        counted = sum(s["present_value"] * (1 + s["haircut"]) for s in costs)
        assert value["present_costs"] == pytest.approx(counted, abs=2 * len(costs))
        effects = [s["present_value"] for s in value["steps"] if s["row"] in ("effect", "overlap")]
        assert (value["present_effects"] or 0) == pytest.approx(sum(effects), abs=len(effects))


def test_the_factors_that_were_missing_are_shown() -> None:
    """The haircut, the expected price, displacement and the ramp stand in the table."""
    said = {row.cells[0].text for table in shown("e-") for row in table.rows}
    for key in ("haircut", "price_expected", "kept", "years", "together"):
        assert WORDS[f"row.{key}"] in said
    assert any(
        "de första året" in c.text or "det första året" in c.text for t in shown("e-") for r in t.rows for c in r.cells
    )
