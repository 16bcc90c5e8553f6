"""The ledger of decisions outside the choice, as the commands tell it (convention §19, §21)."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from prioritizer.cli.ledger import ledger_lines
from prioritizer.cli.run import prepared
from prioritizer.model.ledger import Entry, Ledger
from prioritizer.model.override import Override
from prioritizer.model.rules import Language
from prioritizer.model.what_if import Consequence
from prioritizer.register.ledger import ledger_answer
from prioritizer.register.plain import text_of
from prioritizer.report import read_templates, read_words
from prioritizer.report.ledger import ledger
from prioritizer.report.voice import voice
from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE
from tests.real.choice import silent
from tests.real.tables import write_table

ROOT = Path(__file__).parents[2]
DECIDED = """overrides:
  - {proposal: narvaroteam, decision: in, by: Ordföranden, why: Utlovat i budgeten}
  - {proposal: hyresskuld, decision: out, by: Socialnämnden, why: Utreds på nytt}
  - {proposal: motesplats_aldre, decision: in, by: Fullmäktige, why: Äldreplanen, duty: "lagen, 8 kap."}
"""


@pytest.fixture(scope="module")
def decided(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with three decisions more in its example, and the plan of it."""
    here = tmp_path_factory.mktemp("decided") / "arbetsyta"
    shutil.copytree(workspace, here, ignore=shutil.ignore_patterns("plans"))
    with (here / EXAMPLE / "portfolio.yaml").open("a", encoding="utf-8") as file:
        file.write(DECIDED)
    finished = prioritizer("plan", EXAMPLE, "--forms", "html", cwd=here)
    assert finished.returncode == 0, talked(finished)
    return here


def explained(here: Path) -> dict[str, Any]:
    """What is explained of the plan."""
    found: dict[str, Any] = json.loads((here / "plans/exempelkommun/explain.json").read_text("utf-8"))
    return found


def test_each_decision_has_who_why_and_its_price(decided: Path) -> None:
    """The mandate of a proposal's own file among them; a price is that of the row, and a duty has none."""
    answer = explained(decided)
    entries = {entry["proposal"]: entry for entry in answer["overrides"]["decisions"]}
    prices = {one["limit"]: one["price"] for one in answer["limits"]}

    assert set(entries) == {"narvaroteam", "hyresskuld", "motesplats_aldre", "valdsforebyggande"}
    assert (entries["narvaroteam"]["by"], entries["narvaroteam"]["why"]) == ("Ordföranden", "Utlovat i budgeten")
    assert entries["narvaroteam"]["price"] == prices["mandatory:narvaroteam"] > 0
    assert entries["hyresskuld"]["price"] == prices["excluded:hyresskuld"]
    assert (entries["motesplats_aldre"]["price"], entries["motesplats_aldre"]["duty"]) == (None, "lagen, 8 kap.")
    assert "mandatory:motesplats_aldre" not in prices
    assert answer["prices"]["duties"] == ["mandatory:motesplats_aldre"]


def test_all_decisions_at_once_cost_what_a_round_without_them_is_worth_more(decided: Path, tmp_path: Path) -> None:
    """Against a separate choice, where only the duty is left; and each actor's part adds up to it."""
    here = tmp_path / "arbetsyta"
    shutil.copytree(decided, here, ignore=shutil.ignore_patterns("plans"))
    portfolio = here / EXAMPLE / "portfolio.yaml"
    lines = portfolio.read_text("utf-8").splitlines(keepends=True)
    portfolio.write_text("".join(x for x in lines if "narvaroteam, d" not in x and "hyresskuld, d" not in x), "utf-8")
    mandate = here / EXAMPLE / "proposals" / "valdsforebyggande.yaml"
    before, _, after = mandate.read_text("utf-8").partition("mandatory:\n")
    kept = after.splitlines(keepends=True)
    while kept and kept[0].startswith(" "):
        kept.pop(0)
    mandate.write_text(before + "".join(kept), "utf-8")
    free = json.loads(said(prioritizer("select", EXAMPLE, "--json", cwd=here)))
    plan = json.loads((decided / "plans/exempelkommun/select.json").read_text("utf-8"))
    together = explained(decided)["overrides"]["together"]

    assert together["price"] == free["objective"] - plan["objective"] > 0
    parts = together["actors"]
    assert (
        sum(one["difference"] for one in parts["by_actor"]) + parts["experience"] + parts["reserve"]
        == (together["price"])
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Beslut utanför valet", "Utlovat i budgeten", "skyldighet i lag", "Priserna kan inte läggas ihop")),
        ("en", ("Decisions outside the choice", "Utlovat i budgeten", "duty in law", "The prices cannot be added up")),
    ],
)
def test_the_document_has_the_ledger(decided: Path, language: str, words: tuple[str, ...]) -> None:
    """In both languages, from the record alone."""
    page = (decided / f"plans/exempelkommun/plan.{language}.html").read_text("utf-8")
    record = json.loads((decided / "plans/exempelkommun/record.json").read_text("utf-8"))

    assert all(text in page for text in words)
    assert record["explained"]["overrides"] == explained(decided)["overrides"]


def test_the_record_of_a_round_with_decisions_holds(decided: Path) -> None:
    """The program, written again from the record, has their rows."""
    found = prioritizer("verify", "plans/exempelkommun/record.json", cwd=decided)

    assert found.returncode == 0, said(found)


def test_the_screen_tells_who_decided_and_what_it_costs(decided: Path) -> None:
    """As sentences."""
    told = said(prioritizer("explain", EXAMPLE, "--lang", "en", "--time-limit", "60", cwd=decided))

    assert "must not be in. Decided by: Socialnämnden. Reason: Utreds på nytt" in told
    assert "A duty in law (lagen, 8 kap.), without a price." in told
    assert "Without all of these decisions at once the plan would be worth" in told


@pytest.mark.parametrize(
    ("language", "price", "together", "cell"),
    [
        ("sv", "Vad beslutet kostar hann inte avgöras.", "alla dessa beslut kostar på en gång", "inte avgjort i tid"),
        (
            "en",
            "What the decision costs was not settled in time.",
            "these decisions cost at once",
            "not settled in time",
        ),
    ],
)
def test_a_price_that_was_not_settled_in_time_says_so(
    tmp_path: Path, language: Language, price: str, together: str, cell: str
) -> None:
    """Each alone, all at once, and in the cell of the document's table; nothing is between two unknowns."""
    rows = [{"id": name, "cost": 2, "value": 9} for name in "ab"]
    ready = prepared(
        write_table(tmp_path / "r", {"funds": [{"id": "f", "allocation": {2027: 4}}]}, rows), 1, None, silent
    )
    unknown = Consequence((), "unknown")
    found = Ledger(tuple(Entry(Override(name, "in"), unknown) for name in "ab"), unknown)
    lines = list(ledger_lines(ready, found, language, is_long=True))
    record = json.loads(text_of({"explained": {"overrides": ledger_answer(found)}, "portfolio": {}}))
    section = ledger(voice(record, language, read_words(read_templates(ROOT / "reports"), language)))

    assert lines.count(f"  {price}") == 2
    assert together in lines[-1]
    assert section is not None
    assert str(section).count(cell) == 2
