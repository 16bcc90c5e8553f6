"""`--certify` and `verify` as people use them: a proof is written, and checked without a solver."""

import json
import re
import shutil
from pathlib import Path

import pytest

from prioritizer.cli.run import certified as certified_outcome
from prioritizer.cli.verify_words import WORDS, told
from prioritizer.register.check_certificate import SENTENCES, check
from prioritizer.selection.choose import NoCertificate
from tests.cli.command import Finished, prioritizer, said, talked
from tests.real.choice import chosen, silent
from tests.real.tables import write_table


def _table(folder: Path, budget: int, **more: object) -> Path:
    rows = [{"id": name, "cost": cost, "value": value} for name, cost, value in [("a", 3, 9), ("b", 2, 5), ("c", 4, 6)]]
    fund = {"id": "medel", "allocation": {2027: budget}}
    return write_table(folder, {"plan_years": [2027, 2027], "funds": [fund], **more}, rows)


def test_plan_with_certify_writes_the_proof_beside_the_plan(certified: tuple[Path, Finished]) -> None:
    """The answer says «certificate» only since the checker accepted it in the same run (§15)."""
    folder, finished = certified
    assert finished.returncode == 0, talked(finished)
    assert (folder / "certificate.json").exists()
    assert json.loads((folder / "select.json").read_text("utf-8"))["confirmed"] == "certificate"
    assert "certifikatet är prövat i hela tal" in said(finished)


def test_verify_accepts_the_record_and_its_certificate(certified: tuple[Path, Finished]) -> None:
    """Every check holds, and it is said what was not computed again."""
    folder, _ = certified
    found = prioritizer("verify", folder / "record.json", cwd=folder)
    assert found.returncode == 0, said(found)
    assert "Valet, gjort om, ger samma plan." in said(found)
    assert "Certifikatet gäller protokollets program och plan." in said(found)
    assert "inte räknade om" in said(found)
    assert "Siffrorna är prognoser." in said(found)


def test_verify_accepts_the_certificate_alone(certified: tuple[Path, Finished]) -> None:
    """In English, and as JSON."""
    folder, _ = certified
    found = prioritizer("verify", folder / "certificate.json", "--lang", "en", cwd=folder)
    as_json = json.loads(said(prioritizer("verify", folder / "certificate.json", "--json", cwd=folder)))

    assert found.returncode == 0
    assert "no other plan is worth as much" in said(found)
    assert (as_json["holds"], [f["code"] for f in as_json["findings"]]) == (True, ["proves_only"])


def test_verify_refuses_a_changed_certificate_and_says_which_part(
    certified: tuple[Path, Finished], tmp_path: Path
) -> None:
    """Exit 1, with the node that does not hold."""
    folder, _ = certified
    certificate = json.loads((folder / "certificate.json").read_text("utf-8"))
    certificate["tree"][0]["proofs"] = []
    certificate["tree"] = certificate["tree"][:1]
    certificate["tree"][0].pop("branch", None)
    changed = tmp_path / "certificate.json"
    changed.write_text(json.dumps(certificate), encoding="utf-8")
    found = prioritizer("verify", changed, cwd=tmp_path)

    assert found.returncode == 1
    assert "Certifikatet godtas inte. del 0: ingenting avslutar delen" in said(found)
    assert "Det stämmer inte: 1 av 1 prövningar." in said(found)


def test_verify_is_loud_where_record_and_certificate_differ(certified: tuple[Path, Finished], tmp_path: Path) -> None:
    """A certificate of another program beside a record, both hashes told."""
    folder, _ = certified
    other = _table(tmp_path / "other", 5)
    assert prioritizer("select", other, "--certify", tmp_path / "certificate.json", cwd=tmp_path).returncode == 0
    shutil.copy(folder / "record.json", tmp_path / "record.json")
    found = prioritizer("verify", tmp_path / "record.json", "--lang", "en", cwd=tmp_path)

    assert found.returncode == 1
    assert "The certificate is of another program" in said(found)


def test_a_plan_without_a_certificate_takes_the_earlier_one_away(tmp_path: Path) -> None:
    """A proof of an earlier plan would not be true of this one."""
    _table(tmp_path / "table", 5)
    first = prioritizer("plan", "table", "--forms", "html", "--certify", cwd=tmp_path)
    plans = tmp_path / "plans" / "table"
    was_there = (plans / "certificate.json").exists()
    again = prioritizer("plan", "table", "--forms", "html", cwd=tmp_path)

    assert (first.returncode, was_there, again.returncode) == (0, True, 0)
    assert not (plans / "certificate.json").exists()
    assert len(list((plans / "earlier").glob("*/certificate.json"))) == 1


def test_a_certificate_lists_the_plans_worth_as_much(tmp_path: Path) -> None:
    """Three proposals alike of which two fit: verify says how many plans there are, and no other."""
    rows = [{"id": name, "cost": 2, "value": 9} for name in "abc"]
    fund = {"id": "medel", "allocation": {2027: 5}}
    table = write_table(tmp_path / "table", {"plan_years": [2027, 2027], "funds": [fund]}, rows)
    assert prioritizer("select", table, "--certify", tmp_path / "c.json", cwd=tmp_path).returncode == 0
    found = prioritizer("verify", tmp_path / "c.json", "--lang", "en", cwd=tmp_path)
    assert "3 plans keep every row and are worth 18 kr, and no other plan is worth as much" in said(found)


def test_a_proof_that_cannot_be_written_takes_no_answer_with_it(tmp_path: Path) -> None:
    """The plan is on the screen, and the fault names the file."""
    rows = [{"id": name, "cost": 2, "value": 9} for name in "abc"]
    table = write_table(tmp_path / "table", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, rows)
    (tmp_path / "tmp").mkdir()
    nowhere, aside = tmp_path / "nowhere" / "c.json", tmp_path / "tmp"
    found = prioritizer("select", table, "--certify", nowhere, cwd=tmp_path, TMPDIR=str(aside))

    assert found.returncode == 1
    assert "18\u00a0kr" in said(found)
    assert "nowhere" in talked(found)
    assert check(next(aside.glob("prioritizer-*/certificate.json")).read_text("utf-8")).value == 18


def test_a_floor_on_the_worst_outcomes_has_a_certificate_that_verify_accepts(workspace: Path, tmp_path: Path) -> None:
    """The draws stand in the certificate, and their hash is that of the record's program (§15, §18)."""
    folder = tmp_path / "workspace"
    shutil.copytree(workspace, folder)
    portfolio = folder / "portfolios" / "exempelkommun" / "portfolio.yaml"
    text = portfolio.read_text("utf-8")
    portfolio.write_text(text.replace("limits:\n", "limits:\n  - worst_mean_floor\n", 1), encoding="utf-8")
    made = prioritizer("plan", portfolio.parent, "--forms", "html", "--certify", cwd=folder)
    plans = folder / "plans" / "exempelkommun"
    assert made.returncode == 0, talked(made)
    assert json.loads((plans / "certificate.json").read_text("utf-8"))["program"]["risks"]
    found = prioritizer("verify", plans / "record.json", "--lang", "en", cwd=folder)
    assert found.returncode == 0, said(found)
    assert "The certificate is of the record's program and plan." in said(found)


@pytest.mark.parametrize(
    ("why", "told", "sentence"),
    [
        ("unfinished", {"nodes": 7}, "Inget certifikat: tiden tog slut efter 7 delar av trädet."),
        ("not_proved", {}, "Inget certifikat: valet är inte bevisat."),
        ("unavailable", {"reason": "HiGHS: borta"}, "Inget certifikat: HiGHS, som söker beviset, kunde inte startas"),
        ("of_chance", {"limits": "risk"}, "Inget certifikat: risk gäller en risk över utfallen"),
    ],
)
def test_without_a_certificate_the_plan_stands_and_talk_says_why(
    why: str,
    told: dict[str, object],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What confirmed it otherwise still does."""
    ready, plan = chosen(_table(tmp_path / "table", 5))
    reason = NoCertificate(why, told)  # type: ignore[arg-type]  # one of its reasons
    monkeypatch.setattr("prioritizer.cli.run.choose_with_proof", lambda *_: (plan, reason))

    assert certified_outcome(ready, None, silent, "sv") == (plan, None)
    assert sentence in capsys.readouterr().err


def test_select_with_certify_proves_that_there_is_no_plan(tmp_path: Path) -> None:
    """Exit 3 as before, and a proof that nobody has overlooked a plan."""
    limits = [
        {"id": "alla", "limit": {"together": ["a", "b", "c"]}},
        {"id": "minst", "limit": {"sum_of": "granted", "op": "at_least", "value": 1}},
    ]
    table = _table(tmp_path / "table", 5, limits=limits)
    found = prioritizer("select", table, "--certify", tmp_path / "c.json", "--lang", "en", cwd=tmp_path)
    verified = prioritizer("verify", tmp_path / "c.json", "--lang", "en", cwd=tmp_path)

    assert found.returncode == 3
    assert "That there is no plan is proved" in said(found)
    assert verified.returncode == 0
    assert "no plan keeps every row" in said(verified)


def test_verify_says_that_a_file_is_not_there(tmp_path: Path) -> None:
    """As a fault of the input, exit 1, with the name."""
    found = prioritizer("verify", "record.json", "--lang", "en", cwd=tmp_path)
    assert found.returncode == 1
    assert "record.json does not exist" in talked(found)


def test_what_is_neither_record_nor_certificate_is_refused(tmp_path: Path) -> None:
    """The checker says what it expected."""
    (tmp_path / "x.json").write_text("[1, 2]", encoding="utf-8")
    found = prioritizer("verify", "x.json", cwd=tmp_path)
    assert found.returncode == 1
    assert "Certifikatet godtas inte. certificate: väntade keys" in said(found)


def test_every_sentence_has_both_languages_and_the_same_gaps() -> None:
    """No finding is silent in one language."""
    for sv, en in WORDS.values():
        gaps = [set(re.findall(r"\{(\w+)\}", sentence)) for sentence in (sv, en)]
        assert gaps[0] == gaps[1], en
    assert {f"refused_{code}" for code in SENTENCES} <= set(WORDS)


def test_amounts_are_written_exactly_as_each_language_does() -> None:
    """Two values that differ by an öre are told apart (§29)."""
    found = told("plan_value_differs", "sv", found="1234567.05", expected="-1234567")
    assert "1\u00a0234\u00a0567,05 kr" in found
    assert "\u22121\u00a0234\u00a0567 kr" in found
    assert "1,234,567.05 kr" in told("plan_value", "en", found="1234567.05")
