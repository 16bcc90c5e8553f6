"""The table of all proposals: every one of them, in order, with what the record says of it."""

from decimal import Decimal
from typing import Any

from prioritizer.report import document, read_templates, read_words
from prioritizer.report.blocks import Fold, Row, Table
from prioritizer.report.ranking import asked, columns, ordered
from prioritizer.report.voice import Voice, voice
from tests.conftest import ROOT
from tests.report.example import example
from tests.report.sample import record

WORDS = read_words(read_templates(ROOT / "reports"), "sv")


def spoken(data: dict[str, Any]) -> Voice:
    """A record read in Swedish."""
    return voice(data, "sv", WORDS)


def tables(data: dict[str, Any]) -> tuple[Table, Table]:
    """The table of all proposals, and that of what each is worth to each actor."""
    (section,) = (s for s in document(data, "sv", WORDS).sections if s.id == "alla-forslag")
    _, table, fold = section.blocks
    assert isinstance(table, Table)
    assert isinstance(fold, Fold)
    (actors,) = fold.blocks
    assert isinstance(actors, Table)
    return table, actors


def ids(rows: tuple[Row, ...]) -> list[str]:
    """The proposals of the rows that are not sums."""
    return [row.cells[0].link.removeprefix("p-") for row in rows if not row.total]


def test_every_proposal_stands_once_in_both_tables() -> None:
    """None disappears, whatever became of it (convention §13)."""
    table, actors = tables(example())

    assert sorted(p["id"] for p in example()["portfolio"]["proposals"]) == sorted(ids(table.rows))
    assert ids(table.rows) == ids(actors.rows)


def test_the_firmest_stand_first_and_those_that_lack_least_next() -> None:
    """In the plan by falling margin, outside it by rising, then the barred and the returned."""
    made = record()
    told = {e["proposal"]: (e["outcome"], e["margin"]) for e in made["explanation"]}
    found = [told[id] for id in ordered(spoken(made))]

    assert [outcome for outcome, _ in found] == ["selected", "selected", "not_selected", "barred", "returned"]
    assert found[0][1] is None or found[0][1] >= (found[1][1] or 0)


def test_the_plan_asks_for_what_it_is_granted() -> None:
    """What is summed from the steps of each version in the plan is what the choice grants it (§17)."""
    made = example()
    values = {(v["proposal"], v["alternative"], v["start_year"]): v for v in made["values"]}
    chosen = made["plan"]["selected"]

    assert [Decimal(s["granted"]) for s in chosen] == [
        asked(values[s["proposal"], s["alternative"], s["start_year"]]) for s in chosen
    ]


def test_actors_add_up_to_the_net_present_value() -> None:
    """The row of a proposal in the table of actors has the value of the first table, where nothing is adjusted."""
    table, actors = tables(example())
    nnv = columns(spoken(example())).index("nnv")
    sums = {
        row.cells[0].link: (row.cells[nnv].order, sum(cell.order or 0 for cell in line.cells[1:]))
        for row, line in zip(table.rows, actors.rows, strict=True)
        if not row.total and line.cells[1].order is not None
    }

    assert len(sums) > 20
    assert {link: nnv for link, (nnv, _) in sums.items()} == {link: added for link, (_, added) in sums.items()}


def test_what_is_not_known_is_not_ordered_as_zero() -> None:
    """A proposal without priced effects is worth something unknown to every actor (§25)."""
    _, actors = tables(example())
    (line,) = (row for row in actors.rows if row.cells[0].link == "p-motesplats_aldre")

    assert {("okänt", None)} == {(cell.text, cell.order) for cell in line.cells[1:]}
