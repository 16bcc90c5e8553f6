"""`prioritizer plan` as a person uses it: what it writes, keeps, and leaves alone."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from prioritizer.cli.main import main
from prioritizer.cli.printing import Papers, forms_of
from prioritizer.register.record import hash_holds
from prioritizer.report.forms import FORMS
from tests.cli.command import Finished, contents, prioritizer, said, talked
from tests.cli.conftest import EXAMPLE, Once
from tests.real.tables import write_table

DATA = {"record.json", "run.json", "select.json", "explain.json"}
PAGES = ("--forms", "html")
"""What most tests ask for: the other forms have tests of their own."""
PLANS = Path("plans") / "exempelkommun"


def _files(*proposals: str, boards: tuple[str, ...] = (), forms: tuple[str, ...] = FORMS) -> set[str]:
    """Every file of a plan: data, and each document in both languages."""
    stems = ["plan", "tjansteskrivelse", "allmanheten", *(f"tjansteskrivelse-{board}" for board in boards)]
    stems += [f"svar/{id}" for id in proposals]
    names = {f"{stem}.{language}" for stem in stems for language in ("sv", "en")}
    return DATA | {f"{name}{form}" for name in names for form in forms_of(name.rpartition(".")[0]) if form in forms}


def _table(folder: Path, budget: int = 5, **more: object) -> Path:
    """Three proposals and a fund."""
    rows = [
        {"id": "a", "title": "Lästräning", "cost": 3, "value": 9},
        {"id": "b", "title": "Fältgrupp", "cost": 2, "value": 5},
        {"id": "c", "title": "Läger", "cost": 4, "value": 6},
    ]
    fund = {"id": "medel", "allocation": {2027: budget}}
    return write_table(folder, {"plan_years": [2027, 2027], "funds": [fund], **more}, rows)


def _clashing() -> list[dict[str, object]]:
    """Two limits of which each can be met alone."""
    all_together: dict[str, object] = {"id": "alla", "limit": {"together": ["a", "b", "c"]}}
    spend = {"sum_of": "granted", "op": "at_least", "value": 1}
    return [all_together, {"id": "minst_en_krona", "limit": spend}]


def test_plan_writes_every_file_and_says_where(workspace: Path, planned: Finished) -> None:
    """The documents in two languages, the record and the answers stand in plans/NAME/ of the workspace."""
    assert planned.returncode == 0, talked(planned)
    proposals = [path.stem for path in (workspace / EXAMPLE / "proposals").glob("*.yaml")]
    boards = ("socialnamnden", "barn_och_utbildningsnamnden")
    assert set(contents(workspace / PLANS)) == _files(*proposals, boards=boards)
    assert str(workspace / PLANS) in said(planned)


def test_nothing_but_the_plan_is_written(workspace: Path, planned: Finished) -> None:
    """A plan leaves no file beside its own folder, and none half made."""
    assert planned.returncode == 0
    assert {"rules", "portfolios", "reports", "plans"} == {p.name for p in workspace.iterdir()}
    assert [p.name for p in (workspace / "plans").iterdir()] == ["exempelkommun"]


def test_hash_of_the_record_holds(workspace: Path, planned: Finished) -> None:
    """The record's hash is that of its content, and no longer when a figure is changed."""
    assert planned.returncode == 0
    record = json.loads((workspace / PLANS / "record.json").read_text("utf-8"))

    assert hash_holds(record)
    assert not hash_holds({**record, "seed": record["seed"] + 1})


@pytest.mark.parametrize(("proposals", "megabytes"), [(60, 3), (300, 15)])
def test_the_page_stays_small(workspace: Path, planned: Finished, proposals: int, megabytes: int) -> None:
    """With more proposals of the size that those of the example have on average."""
    assert planned.returncode == 0
    page = (workspace / PLANS / "plan.sv.html").read_text("utf-8")
    first, last = page.index('<section id="forslagen"'), page.index('<section id="metod"')
    each = len(page[first:last].encode()) / 24

    assert len(page.encode()) + (proposals - 24) * each < megabytes * 1_000_000


def test_record_and_documents_tell_what_is_granted_and_charged(workspace: Path, planned: Finished) -> None:
    """What is granted adds up, by year and in all; no cost of the example has a declared spread (§17)."""
    assert planned.returncode == 0
    files = contents(workspace / PLANS)
    plan = json.loads(files["record.json"])["plan"]
    whole = plan["overrun"]["rows"][-1]
    own = [row["granted"] for row in plan["fund_rows"] if row["fund"] == "sociala_medel"]

    assert (whole["granted"], whole["chance"]) == (plan["granted"], None)
    assert [row["granted"] for row in plan["balance_requirement"]["years"]][: len(own)] == own
    assert "Inget av det som planen beviljar har en angiven osäkerhet" in files["plan.sv.html"].decode("utf-8")
    assert "The plan lowers the result of the own purse" in files["plan.en.html"].decode("utf-8")


def test_documents_carry_the_hash_of_the_record(workspace: Path, planned: Finished) -> None:
    """Both documents name the record that they were made from."""
    assert planned.returncode == 0
    files = contents(workspace / PLANS)
    mark = json.loads(files["record.json"])["hash"][:12]

    assert mark in files["plan.sv.html"].decode("utf-8")
    assert mark in files["plan.en.html"].decode("utf-8")


def test_same_input_gives_the_same_bytes_anywhere(workspace: Path, planned: Finished, tmp_path: Path) -> None:
    """In another folder, under another hash seed, time zone and locale, only run.json differs."""
    assert planned.returncode == 0
    elsewhere = tmp_path / "annan"
    shutil.copytree(workspace, elsewhere, ignore=shutil.ignore_patterns("plans"))
    again = prioritizer("plan", EXAMPLE, cwd=elsewhere, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    first, second = contents(workspace / PLANS), contents(elsewhere / PLANS)

    assert again.returncode == 0, talked(again)
    assert {n: b for n, b in first.items() if n != "run.json"} == {n: b for n, b in second.items() if n != "run.json"}


def test_same_plan_again_is_not_kept_as_an_earlier_one(tmp_path: Path) -> None:
    """An earlier plan is kept only when it is another one."""
    _table(tmp_path / "omgång")
    for _ in range(2):
        assert prioritizer("plan", "omgång", *PAGES, cwd=tmp_path).returncode == 0

    assert set(contents(tmp_path / "plans" / "omgång")) == _files("a", "b", "c", forms=(".html",))


def test_a_second_run_takes_nothing_from_the_same_plan(tmp_path: Path) -> None:
    """Other forms than before: those that were there stay, and a document that was written in is kept and told of."""
    _table(tmp_path / "omgång")
    assert prioritizer("plan", "omgång", *PAGES, cwd=tmp_path).returncode == 0
    folder = tmp_path / "plans" / "omgång"
    before = contents(folder)
    (folder / "plan.sv.html").write_text("med handläggarens ord", encoding="utf-8")
    data = prioritizer("plan", "omgång", "--forms", "md", cwd=tmp_path)
    stayed = contents(folder)
    pages = prioritizer("plan", "omgång", *PAGES, cwd=tmp_path)
    kept = next((folder / "earlier").iterdir())

    assert (data.returncode, pages.returncode) == (0, 0), talked(data)
    assert stayed["plan.sv.html"] == "med handläggarens ord".encode()
    assert stayed.keys() == {*before, "plan.sv.md", "plan.en.md"}
    assert (kept / "plan.sv.html").read_text("utf-8") == "med handläggarens ord"
    assert str(kept) in said(pages)
    assert (folder / "plan.sv.html").read_bytes() == before["plan.sv.html"]


def test_ids_that_look_alike_have_answers_of_their_own(tmp_path: Path) -> None:
    """Ids that differ in capitals or are longer than a name can be; each answer is of its proposal."""
    long = "z" * 250
    rows = [{"id": id, "title": f"Titel {id[:3]}", "cost": 1, "value": 2} for id in ("a", "A", long, f"{long}y", "nul")]
    write_table(tmp_path / "omgång", {"plan_years": [2027, 2027]}, rows)
    finished = prioritizer("plan", "omgång", *PAGES, cwd=tmp_path)
    answers = sorted(p.name for p in (tmp_path / "plans" / "omgång" / "svar").glob("*.sv.html"))

    assert finished.returncode == 0, talked(finished)
    cut = "z" * 120
    assert answers == sorted(f"{name}.sv.html" for name in ("a", "A-2", cut, f"{cut}-2", "_nul"))


def test_a_defect_in_a_document_takes_no_plan_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record and the answers are written and the plan is told, and then the defect is."""

    def broken(_record: object, _folder: object, _forms: object, found: Papers) -> None:
        # A process that is ended here leaves the plan.
        assert set(contents(tmp_path / "plans" / "omgång")) == DATA
        found.files["plan.sv.html"] = b"made before"
        raise ZeroDivisionError("of ours")

    _table(tmp_path / "omgång")
    monkeypatch.setattr("prioritizer.cli.printing.printed_all", broken)
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(main, ["plan", "omgång"])

    assert found.exit_code == 70
    assert set(contents(tmp_path / "plans" / "omgång")) == DATA | {"plan.sv.html"}
    assert "a defect of ours" in found.output
    assert hash_holds(json.loads((tmp_path / "plans" / "omgång" / "record.json").read_text("utf-8")))


def test_changed_input_keeps_the_earlier_plan_under_its_hash(tmp_path: Path) -> None:
    """All files of the plan that was there are found again, byte for byte, under earlier/HASH."""
    _table(tmp_path / "omgång")
    assert prioritizer("plan", "omgång", *PAGES, cwd=tmp_path).returncode == 0
    folder = tmp_path / "plans" / "omgång"
    before = contents(folder)
    mark = json.loads(before["record.json"])["hash"]
    _table(tmp_path / "omgång", budget=7)
    again = prioritizer("plan", "omgång", *PAGES, cwd=tmp_path)
    kept = next((folder / "earlier").iterdir())

    assert again.returncode == 0
    assert mark.startswith(kept.name)
    assert before == contents(kept)
    assert before["select.json"] != (folder / "select.json").read_bytes()
    assert str(kept) in said(again)


def test_without_a_workspace_the_plan_stands_where_one_is(tmp_path: Path) -> None:
    """A portfolio beside no rules is planned with the shipped ones, into the current folder."""
    _table(tmp_path / "bara en tabell")
    here = tmp_path / "här"
    here.mkdir()
    finished = prioritizer("plan", tmp_path / "bara en tabell", *PAGES, cwd=here)

    assert finished.returncode == 0, talked(finished)
    assert set(contents(here / "plans" / "bara en tabell")) == _files("a", "b", "c", forms=(".html",))


@pytest.mark.parametrize(
    ("language", "told"), [("sv", "2 fel. Inget har skrivits."), ("en", "2 faults. Nothing was written.")]
)
def test_faults_leave_the_earlier_plan_untouched(tmp_path: Path, language: str, told: str) -> None:
    """With faults in the input nothing is written: exit 1, all faults with their places, no word on stdout."""
    _table(tmp_path / "omgång")
    assert prioritizer("plan", "omgång", *PAGES, cwd=tmp_path).returncode == 0
    before = contents(tmp_path / "plans")
    _table(tmp_path / "omgång", own_actor="komun", base_yer=2027)
    finished = prioritizer("plan", "omgång", *PAGES, "--lang", language, cwd=tmp_path)

    assert finished.returncode == 1
    assert said(finished) == ""
    assert talked(finished).splitlines()[-1] == told
    assert sum(line.startswith("omgång/portfolio.yaml:") for line in talked(finished).splitlines()) == 2
    assert before == contents(tmp_path / "plans")


@pytest.mark.parametrize(
    ("language", "told", "opened"),
    [
        ("sv", "Ingen plan klarar villkoren.", "Minsta ändring som ensam gör en plan möjlig:"),
        ("en", "No plan meets the limits.", "The least change that alone makes a plan possible:"),
    ],
)
def test_limits_that_clash_are_named(tmp_path: Path, language: str, told: str, opened: str) -> None:
    """No plan meets all limits: exit 3, those that clash are named, and what would open a plan, in both languages."""
    _table(tmp_path / "omgång", limits=_clashing())
    finished = prioritizer("plan", "omgång", *PAGES, "--lang", language, cwd=tmp_path)
    line = next(line for line in said(finished).splitlines() if line.startswith(told))

    assert finished.returncode == 3, talked(finished)
    assert [name for name in ("alla", "minst_en_krona", "medel", "2027") if name not in line] == []
    assert opened in said(finished)


def test_a_plan_that_cannot_exist_is_documented(tmp_path: Path) -> None:
    """The documents and answers are written then too, with the clash in them."""
    _table(tmp_path / "omgång", limits=_clashing())
    assert prioritizer("plan", "omgång", *PAGES, cwd=tmp_path).returncode == 3
    files = contents(tmp_path / "plans" / "omgång")
    answer = json.loads(files["select.json"])

    assert set(files) == _files("a", "b", "c", forms=(".html",))
    assert (answer["status"], answer["objective"], answer["selected"]) == ("infeasible", None, [])
    assert {"alla", "minst_en_krona", "fund:medel:2027"} == set(answer["conflict"])
    record = json.loads(files["record.json"])
    assert answer["conflicts"]["sets"][0] == {"limits": answer["conflict"], "proof": "smallest"}
    assert {change["limit"] for change in answer["conflicts"]["changes"]} == set(answer["conflict"])
    assert record["conflicts"] == answer["conflicts"]
    assert record["near_best"] is None


def test_a_search_cut_short_is_not_called_proved(workspace: Path) -> None:
    """With hardly any time there is a plan marked as not proved, a proved one, or none; never a false claim."""
    finished = prioritizer("select", EXAMPLE, "--json", "--time-limit", "0.001", cwd=workspace)
    answer = json.loads(said(finished))

    assert finished.returncode == (4 if answer["status"] == "unknown" else 0)
    assert answer["status"] in ("unknown", "feasible", "optimal")
    if answer["status"] == "optimal":
        assert answer["gap"] < 1
    if answer["status"] == "feasible":
        assert answer["gap"] >= 1
        assert answer["confirmed"] == "none"
    if answer["status"] == "unknown":
        assert (answer["objective"], answer["selected"]) == (None, [])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, language: str) -> None:
    """Where a file stands in the way of the folder, the message says where, exit 1, and the file is left alone."""
    _table(tmp_path / "omgång")
    (tmp_path / "plans").write_text("min egen fil", encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    words = ("plan", "omgång", *PAGES, "--lang", language)
    finished = prioritizer(*words, cwd=tmp_path, TMPDIR=str(tmp_path / "tmp"))
    told = {"sv": "Det gick inte att skriva hit", "en": "Could not write here"}[language]

    assert finished.returncode == 1
    assert told in talked(finished)
    assert str(tmp_path / "plans") in talked(finished)
    # The plan is on the screen, and all that was to be written has been, elsewhere.
    aside = next(Path(word.rstrip(".")) for word in talked(finished).split() if "prioritizer-" in word)
    assert "2 av" in said(finished) or "2 of" in said(finished)
    assert {"plan.sv.html", "record.json", "select.json"} <= {path.name for path in aside.iterdir()}
    assert (tmp_path / "plans").read_text("utf-8") == "min egen fil"


def test_answers_in_the_folder_are_those_of_the_commands(workspace: Path, planned: Finished, once: Once) -> None:
    """select.json and explain.json hold what `select --json` and `explain --json` print."""
    assert planned.returncode == 0
    for command in ("select", "explain"):
        printed = once(command, EXAMPLE, "--json")
        kept: Mapping[str, object] = json.loads((workspace / PLANS / f"{command}.json").read_bytes())

        assert kept == json.loads(said(printed))
