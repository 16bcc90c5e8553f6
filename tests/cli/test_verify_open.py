"""`verify` of records that left something open: what contradicts them, and what does not (§15)."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.cli.main import main
from prioritizer.cli.run import DRAWS
from prioritizer.cli.verify_words import told
from prioritizer.model.plan import Outcome
from prioritizer.register.choice import program_in
from prioritizer.register.plain import hash_of, text_of
from prioritizer.register.record import record as record_of
from prioritizer.register.run import Run
from prioritizer.register.verify import verify_record
from prioritizer.selection.choose import choose
from prioritizer.selection.products import lifted
from tests.properties.settings import STEADY
from tests.real.choice import chosen
from tests.real.tables import write_table

Record = dict[str, Any]
ROWS = [
    {"id": "a", "value": 100, "cost[medel:2027]": 10},
    {"id": "b", "value": 120, "cost[medel:2027]": 10},
    {"id": "c", "value": 5, "cost[medel:2027]": 10},
]


@pytest.fixture(scope="module")
def first(record: Record) -> Outcome:
    """The choice that the record tells of."""
    return choose(program_in(json.loads(text_of(record), parse_float=Decimal)))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of three proposals with money for one; the plan takes b."""
    return planned(tmp_path_factory.mktemp("record"))


def planned(folder: Path, **more: object) -> Record:
    """The record of the round in a folder, as its file has it."""
    table = write_table(folder / "round", {"funds": [{"id": "medel", "allocation": {2027: 10}}], **more}, ROWS)
    ready, outcome = chosen(table)
    read = ready.read
    run = Run(
        portfolio=read.portfolio,
        rules=read.rules,
        seed=1,
        draws=DRAWS,
        screened=ready.screened,
        appraised=ready.appraised,
        program=ready.program,
        refused=ready.refused,
        outcome=outcome,
    )
    found: Record = json.loads(text_of(record_of(run)))
    return found


def verified(record: Record, folder: Path, *options: str) -> Result:
    """Verify a record that was changed and hashed again."""
    body = {key: value for key, value in record.items() if key != "hash"}
    file = folder / "record.json"
    file.write_text(json.dumps({**body, "hash": hash_of(body)}), encoding="utf-8")
    return CliRunner().invoke(main, ["verify", str(file), *options])


def codes(result: Result) -> dict[str, str]:
    """Each finding with its verdict."""
    return {finding["code"]: finding["verdict"] for finding in json.loads(result.stdout)["findings"]}


def stopped_at(proposal: str, worth: int, bound: int) -> Callable[[Record], Record]:
    """The record had the search ended with that proposal, unproved."""

    def change(record: Record) -> Record:
        selected = [{**record["plan"]["selected"][0], "proposal": proposal, "nnv": worth}]
        open_ = {"status": "feasible", "confirmed": "none", "objective": worth, "bound": bound, "gap": bound - worth}
        return {**record, "plan": {**record["plan"], **open_, "selected": selected}}

    return change


def nothing_in_time(record: Record) -> Record:
    """The record had no plan been found in the time."""
    return {
        **record,
        "plan": None,
        "conflict": [],
        "no_plan": {"status": "unknown", "confirmed": "none", "bound": None},
    }


@pytest.mark.parametrize(
    ("change", "code", "exit_code"),
    [
        (lambda record: record, "chosen_again", 0),
        (stopped_at("a", 100, 150), "chosen_within_gap", 0),
        (stopped_at("a", 100, 110), "chosen_otherwise", 1),
        (nothing_in_time, "found_now", 0),
    ],
)
def test_what_the_record_left_open_contradicts_nothing(
    change: Callable[[Record], Record], code: str, exit_code: int, record: Record, tmp_path: Path
) -> None:
    """A better plan within the bound that was told is no fault; one above it is."""
    result = verified(change(record), tmp_path, "--json")

    assert code in codes(result)
    assert codes(result)[code] == {"chosen_again": "holds", "chosen_otherwise": "differs"}.get(code, "note")
    assert result.exit_code == exit_code


def test_the_sentence_says_that_it_does_not_contradict_the_record(record: Record, tmp_path: Path) -> None:
    """With the gap that was told, and the value found now."""
    said = verified(stopped_at("a", 100, 150)(record), tmp_path).stdout
    assert (
        "Protokollet säger att upp till 50 kr mer kunde vara möjligt; en ny sökning fann 120 kr. Det motsäger" in said
    )
    assert "Det finns inget certifikat: valet är inte bevisat." in said


def test_a_record_of_limits_on_the_outcomes_says_that_they_were_tried_and_that_no_certificate_can_be(
    tmp_path: Path,
) -> None:
    """Not to run --certify, which would write none."""
    chance = {"chance_below": "net_present_value", "floor": 0, "op": "at_most", "value": "50 %"}
    found = planned(tmp_path / "drawn", limits=[{"id": "risk", "limit": chance}])
    said = verified(found, tmp_path).stdout

    assert "Planen klarar villkoren på utfallen, räknade om ur protokollets utfall: risk." in said
    assert "Det finns inget certifikat, och inget kan skrivas: risk gäller en sannolikhet över utfallen." in said
    assert "--certify" not in said


def test_a_certificate_that_a_record_without_a_plan_speaks_of_must_be_there(tmp_path: Path) -> None:
    """Confirmed by a certificate, and none beside: that is loud."""
    both = [{"id": "minst", "limit": {"sum_of": "granted", "op": "at_least", "value": 100}}]
    found = planned(tmp_path / "none", limits=both)
    assert found["no_plan"] == {"status": "infeasible", "confirmed": "second_solver", "bound": None}
    assert codes(verified(found, tmp_path, "--json"))["no_certificate"] == "note"
    found["no_plan"]["confirmed"] = "certificate"
    assert codes(verified(found, tmp_path, "--json"))["certificate_missing"] == "differs"


def parts(thing: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where everything in a record stands."""
    inner = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from parts(part, (*path, key))


READ = ("portfolio", "screening", "values", "choice", "plan", "no_plan", "conflict")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from(["NaN", "1e400"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


HELD = ("status", "confirmed", "ties", "objective", "bound", "gap", "granted", "selected", "fund_rows")
"""What is said of a plan, and computed again."""


@STEADY
@given(anything=JSON, data=st.data())
def test_whatever_stands_in_a_record_a_sentence_tells_of_it(
    record: Record, first: Outcome, anything: object, data: st.DataObject
) -> None:
    """In any place, of any kind, also what no number is; and nothing of the plan that was changed is agreed with."""
    changed = deepcopy(record)
    place = data.draw(st.sampled_from([path for path in parts(record) if path[0] in READ]))
    at: Any = changed
    for key in place[:-1]:
        at = at[key]
    before, at[place[-1]] = at[place[-1]], anything
    with suppress(ValueError, TypeError):
        changed["hash"] = hash_of({key: value for key, value in changed.items() if key != "hash"})
    found = verify_record(json.dumps(changed), None, lambda *_: first)

    for finding in found:
        assert all(told(finding.code, language, **finding.values) for language in ("sv", "en"))
    if anything != before and place[0] == "plan" and place[1:2] and place[1] in HELD:
        assert any(finding.verdict == "differs" for finding in found)


@pytest.mark.parametrize("text", ['{"portfolio": ' * 900 + "1" + "}" * 900, '{"portfolio": NaN}', '{"portfolio": 1}'])
def test_what_only_looks_like_a_record_is_told_in_a_sentence(text: str, tmp_path: Path) -> None:
    """Nested too deep, with what is no number, or with nothing of a record: exit 1 and no trace."""
    file = tmp_path / "record.json"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(file), "--lang", "en"])

    assert result.exit_code == 1
    assert "The record cannot be computed again" in result.stdout
    assert "Error" not in result.output


def test_select_json_is_told_to_be_neither(tmp_path: Path) -> None:
    """By its name, with what can be verified."""
    (tmp_path / "select.json").write_text('{"status": "optimal", "selected": []}', encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(tmp_path / "select.json")])

    assert result.exit_code == 1
    assert (
        "select.json är inget certifikat och inget protokoll. Pröva certificate.json eller record.json."
        in result.stdout
    )


def test_the_rows_are_counted_as_they_are_written(record: Record, tmp_path: Path) -> None:
    """The same number as the text of the program says."""
    rows = len(lifted(program_in(record)).rows)
    assert f"Planen klarar alla {rows} rader" in verified(record, tmp_path).stdout
