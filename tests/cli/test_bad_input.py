"""What people write that cannot be chosen from, or that nothing comes of, each through the command line (issue 5)."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import SolverMisbehaved, SolverUnavailable
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program
from prioritizer.selection.solve import Cbc
from tests.real.choice import chosen, ids
from tests.real.tables import Row, write_table
from tests.selection.cases import best_plans, knapsack

FUND = {"funds": [{"id": "f", "allocation": {2027: 10}}]}
ROWS = [{"id": name, "value": value, "cost": 4} for name, value in (("a", 5), ("b", 4), ("c", 3))]


def limit(**form: object) -> dict[str, object]:
    """A portfolio of ten kronor with one limit."""
    return {**FUND, "limits": [{"id": "tak", "limit": form}]}


def select(folder: Path, portfolio: Mapping[str, object], rows: Sequence[Row]) -> Result:
    """The answer to a round written to a folder."""
    write_table(folder / "round", portfolio, rows)
    return CliRunner().invoke(main, ["select", str(folder / "round")])


def plain(text: str) -> str:
    """Text with ordinary spaces."""
    return text.replace("\xa0", " ")


def test_two_that_must_be_in_and_exclude_each_other_clash(tmp_path: Path) -> None:
    """Exit 3, with the three decisions that do not go together, each of which may be dropped."""
    rows = [{**row, "mandatory": "ja" if row["id"] != "c" else None} for row in ROWS]
    result = select(tmp_path, limit(exclusive=["a", "b"]), rows)

    assert result.exit_code == 3
    assert "id: mandatory:a, mandatory:b, tak" in result.stdout
    assert "beslutet att «b» ska vara med: tas bort" in result.stdout


def _floor_by_district(folder: Path) -> Path:
    """Two districts that must have four kronor each, of a fund of six."""
    title = {"sv": "Minst fyra per område", "en": "At least four per district"}
    floor = {"sum_of": "granted", "by": "district", "op": "at_least", "value": 4}
    rows = [{**row, "district": place} for row, place in zip(ROWS, ("Norr", "Söder", "Söder"), strict=True)]
    portfolio = {
        "funds": [{"id": "f", "allocation": {2027: 6}}],
        "limits": [{"id": "golv", "title": title, "limit": floor}],
    }
    return write_table(folder / "round", portfolio, rows)


@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "«Minst fyra per område» för Norr och Söder."), ("en", "'At least four per district' for Norr and Söder.")],
)
def test_rows_of_one_limit_that_clash_are_told_once(tmp_path: Path, language: str, told: str) -> None:
    """The limit by its title, and all that it is for; not the title over and over."""
    result = CliRunner().invoke(main, ["select", str(_floor_by_district(tmp_path)), "--lang", language])

    assert result.exit_code == 3
    assert told in result.stdout


def test_rows_of_one_limit_that_clash_are_told_once_in_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same there."""
    _floor_by_district(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["plan", "round"])
    document = (tmp_path / "plans" / "round" / "plan.sv.html").read_text("utf-8")

    assert result.exit_code == 3
    assert "”Minst fyra per område” för Norr och Söder" in document


@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "den lägsta satsningen, 10 000 000 kr."), ("en", "the lowest spending, 10,000,000 kr.")],
)
def test_a_lowest_spending_that_nobody_asks_for_is_named_with_its_amount(
    tmp_path: Path, language: str, told: str
) -> None:
    """Not by the id of its row."""
    write_table(tmp_path / "round", FUND, ROWS)
    options = ["--objective", "value_per_krona", "--lang", language]
    result = CliRunner().invoke(main, ["select", str(tmp_path / "round"), *options])

    assert result.exit_code == 3
    assert told in plain(result.stdout)


@pytest.mark.parametrize("more", [{}, {"by": "fund"}])
def test_a_floor_above_the_envelope_says_how_far_it_must_come_down(tmp_path: Path, more: dict[str, str]) -> None:
    """Of ten kronor eight can be granted, so twenty is out of reach."""
    result = select(tmp_path, limit(sum_of="granted", op="at_least", value=20, **more), ROWS)

    assert result.exit_code == 3
    assert "«tak»: från 20 kr till 8 kr" in plain(result.stdout)


def test_a_capacity_in_words_is_refused_in_its_cell(tmp_path: Path) -> None:
    """A unit is not guessed: «3 timmar» of a capacity of persons is no number."""
    portfolio = {**FUND, "resources": {"staff": {"unit": "personer", "capacity": 5}}}
    result = select(tmp_path, portfolio, [{**row, "use[staff]": "3 timmar"} for row in ROWS])

    assert result.exit_code == 1
    assert "proposals.csv:2:7: a.use[staff]: «3 timmar» är inget tal. Resursen staff räknas i personer" in result.stderr


def test_a_capacity_limited_in_per_cent_is_refused(tmp_path: Path) -> None:
    """A limit on persons is not a share."""
    portfolio = {
        **limit(sum_of="staff", op="at_most", value="50 %"),
        "resources": {"staff": {"unit": "personer", "capacity": 5}},
    }
    result = select(tmp_path, portfolio, [{**row, "use[staff]": 3} for row in ROWS])

    assert result.exit_code == 1
    assert "Här står procent, men «staff» är ingen andel." in result.stderr


def test_a_limit_on_what_some_do_not_state_says_which_field_and_who(tmp_path: Path) -> None:
    """Refused, never counted as zero."""
    high = {"field": "risk_class", "op": "equals", "value": "high"}
    rows = [{**row, "risk_class": "high" if row["id"] == "a" else None} for row in ROWS]
    result = select(tmp_path, limit(share_of="granted", where=high, op="at_most", value=0.5), rows)

    assert result.exit_code == 1
    assert "(risk_class) saknas för b, c." in result.stderr


def test_all_that_is_missing_for_limits_is_told_at_once(tmp_path: Path) -> None:
    """Of each limit all who lack something, and what: of one of them both what it sums and by what it does."""
    rows = [
        {**row, "risk_class": risk, "district": place, "target_group.size": size}
        for row, risk, place, size in zip(ROWS, ("high", None, None), ("N", "S", None), (None, 5, 5), strict=True)
    ]
    high = {"field": "risk_class", "op": "equals", "value": "high"}
    limits = [
        {"id": "andel", "limit": {"share_of": "granted", "where": high, "op": "at_most", "value": 0.5}},
        {"id": "spridning", "limit": {"sum_of": "target_group.size", "by": "district", "op": "at_most", "value": 8}},
    ]
    result = select(tmp_path, {**FUND, "limits": limits}, rows)

    assert result.exit_code == 1
    assert "2 fel." in result.stderr
    assert "(risk_class) saknas för b, c." in result.stderr
    assert "(district, target_group.size) saknas för a, c." in result.stderr


@pytest.mark.parametrize("seed", range(40))
def test_amounts_a_billion_times_apart_are_chosen_from_exactly(seed: int) -> None:
    """From one krona to a hundred thousand billion in one fund: as trying every plan."""
    draw = random.Random(seed)

    def amount() -> int:
        return draw.randint(1, 9) * draw.choice([1, int(10 ** draw.randint(9, 13))]) + draw.choice([0, 1])

    values, costs = ([amount() for _ in range(7)] for _ in "vc")
    case = knapsack(values, costs, sum(costs) // 2 + draw.randint(0, 3))
    best, plans = best_plans(case)
    outcome = choose(case.program())

    assert isinstance(outcome, Plan)
    assert Fraction(outcome.objective) == best
    assert frozenset(outcome.chosen) in {frozenset(c.key for c in plan) for plan in plans}


def test_amounts_that_no_solver_holds_are_refused_with_the_row_named(tmp_path: Path) -> None:
    """Four thousand billion beside a thousandth, in one capacity: nobody means that."""
    portfolio = {**FUND, "resources": {"staff": {"unit": "personer", "capacity": 5 * 10**12}}}
    uses = {"a": 4 * 10**12, "b": "0.001", "c": 1}
    result = select(tmp_path, portfolio, [{**row, "use[staff]": uses[str(row["id"])]} for row in ROWS])

    assert result.exit_code == 1
    assert "resources.staff: Talen i villkoret resource:staff går inte att räkna ihop exakt" in result.stderr
    assert "störst är det för a och minst för b" in result.stderr


def test_when_all_are_barred_the_criterion_that_does_it_is_told(tmp_path: Path) -> None:
    """The plan is empty, and not without a word."""
    low = {"field": "risk_class", "op": "equals", "value": "low"}
    portfolio = {**FUND, "criteria": [{"id": "k", "severity": "must", "require": low}]}
    result = select(tmp_path, portfolio, [{**row, "risk_class": "high"} for row in ROWS])

    assert result.exit_code == 0
    assert "0 av 3 förslag" in result.stdout
    assert "Kriteriet k stoppar flest, 3 av 3" in result.stderr


def test_one_proposal_is_a_round(tmp_path: Path) -> None:
    """It is chosen when it is worth something."""
    result = select(tmp_path, FUND, ROWS[:1])

    assert result.exit_code == 0
    assert "1 av 1 förslag" in result.stdout


@pytest.mark.parametrize(
    ("year", "allocation", "value", "told"),
    [
        (2027, 0, 5, "Inget förslag både ryms inom villkoren och lönar sig."),
        (2027, 10, -5, "Inget förslag som kan väljas är värt mer än det kostar"),
        (2028, 10, 5, "Ingen version av något förslag kan väljas."),
    ],
    ids=["no money", "only negative values", "every version refused"],
)
def test_an_empty_plan_says_why(tmp_path: Path, year: int, allocation: int, value: int, told: str) -> None:
    """The plan is empty and proved, and the reason is the one that holds."""
    portfolio = {"funds": [{"id": "f", "allocation": {year: allocation}}]}
    result = select(tmp_path, portfolio, [{**row, "value": value} for row in ROWS])

    assert result.exit_code == 0
    assert "0 av 3 förslag" in result.stdout
    assert told in result.stdout
    assert "Planen är optimal" in result.stdout
    assert ("Fonden f har inga pengar något år" in result.stderr) == (allocation == 0)


def test_a_proposal_of_which_nothing_can_be_chosen_is_explained(tmp_path: Path) -> None:
    """`explain` tells why each version is refused, in both languages."""
    portfolio = {"funds": [{"id": "f", "allocation": {2028: 10}}]}
    write_table(tmp_path / "round", portfolio, ROWS)
    told = {
        "sv": "Kan inte beviljas: fonden f har ingen tilldelning 2027",
        "en": "Cannot be granted: the fund f has no allocation in 2027",
    }
    for language, line in told.items():
        result = CliRunner().invoke(main, ["explain", str(tmp_path / "round"), "a", "--lang", language])
        assert line in result.stdout


@pytest.mark.parametrize("command", ["plan", "explain", "select"])
@pytest.mark.parametrize("of", ["every version refused", "every proposal barred"])
def test_no_command_fails_where_there_is_nothing_to_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, of: str
) -> None:
    """The whole job ends with an empty plan and its documents, not with a defect."""
    low = {"field": "risk_class", "op": "equals", "value": "low"}
    barring: dict[str, object] = {"criteria": [{"id": "lag", "severity": "must", "require": low}]}
    refusing: dict[str, object] = {"funds": [{"id": "f", "allocation": {2028: 10}}]}
    rows = [{**row, "risk_class": "high"} for row in ROWS]
    write_table(tmp_path / "round", {**FUND, **(barring if "barred" in of else refusing)}, rows)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command, "round"])

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("used", "is_told"), [(800, True), (5, False)])
def test_a_use_beyond_all_capacity_asks_for_the_unit(tmp_path: Path, used: int, is_told: bool) -> None:
    """800 of five persons is hours, or wrong; that it cannot be chosen is said where the capacity stands."""
    portfolio = {**FUND, "resources": {"staff": {"unit": "personer", "capacity": 5}}}
    rows = [{**row, "use[staff]": used if row["id"] == "a" else 1} for row in ROWS]
    result = select(tmp_path, portfolio, rows)

    warned = "Förslaget a använder 800 av resursen staff, men hela kapaciteten är 5 (personer)."
    assert result.exit_code == 0
    assert (warned in result.stderr) == is_told


def test_a_start_whose_later_costs_meet_no_allocation_is_refused_and_listed(tmp_path: Path) -> None:
    """The other start stands."""
    portfolio = {"funds": [{"id": "f", "allocation": {2027: 10, 2028: 10}}]}
    rows = [{"id": "a", "value": 5, "cost[f:2027]": 4, "cost[f:2028]": 4, "start_years": "2027|2028"}]
    result = select(tmp_path, portfolio, rows)

    assert result.exit_code == 0
    assert "a (2027)" in result.stdout
    assert "a (2028) kan inte beviljas: fonden f har ingen tilldelning 2029." in result.stderr


@pytest.mark.parametrize("command", ["select", "explain", "plan"])
def test_a_start_past_the_price_index_that_no_fund_can_grant_stops_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Costs of 2031, after both the allocations and the index: that start is refused, and the other one chosen."""
    money = {"id": "f", "prices": "lopande", "allocation": dict.fromkeys(range(2027, 2031), 10)}
    rows = [{"id": "a", "value": 5, "cost[f:2027]": 4, "cost[f:2028]": 4, "start_years": "2027|2030"}]
    write_table(tmp_path / "round", {"funds": [money], "plan_years": [2027, 2030], "price_year": 2026}, rows)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command, "round"])

    assert result.exit_code == 0, result.output
    refused = "a (2030) kan inte beviljas: fonden f har ingen tilldelning 2031."
    assert refused in result.stderr or command == "explain"
    assert "«a» med start 2030 värderas inte" in result.stderr
    assert "price_index saknar värde för 2031" in result.stderr


def test_a_start_that_is_not_valued_is_not_offered_to_be_traced(tmp_path: Path) -> None:
    """The trace names the other starts that can be asked for, and asking for that one says which can."""
    money = {"id": "f", "prices": "lopande", "allocation": dict.fromkeys(range(2027, 2031), 10)}
    rows = [{"id": "a", "value": 5, "cost[f:2027]": 4, "cost[f:2028]": 4, "start_years": "2027|2028|2030"}]
    table = write_table(tmp_path / "round", {"funds": [money], "plan_years": [2027, 2030], "price_year": 2026}, rows)
    first = CliRunner().invoke(main, ["appraise", str(table), "--trace", "a"])
    last = CliRunner().invoke(main, ["appraise", str(table), "--trace", "a@2030"])

    assert (first.exit_code, last.exit_code) == (0, 1)
    assert "2030" not in first.stdout
    assert "2028" in first.stdout
    assert "2030" in last.stderr


def test_a_start_past_the_price_index_that_a_fund_could_grant_asks_for_the_index(tmp_path: Path) -> None:
    """The start can be chosen, so what it is worth has to be known."""
    money = {"id": "f", "prices": "lopande", "allocation": dict.fromkeys(range(2027, 2032), 10)}
    rows = [{"id": "a", "value": 5, "cost[f:2027]": 4, "cost[f:2028]": 4, "start_years": "2027|2030"}]
    result = select(tmp_path, {"funds": [money], "plan_years": [2027, 2031], "price_year": 2026}, rows)

    assert result.exit_code == 1
    assert "price_index saknar värde för 2031, så beloppet går inte att räkna om" in result.stderr


def test_without_a_solver_that_starts_nothing_is_chosen_and_no_fault_of_ours_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4, with what each solver lacks."""

    def closed(solver: object, _: Program) -> None:
        raise SolverUnavailable(type(solver).__name__, "blocked")

    monkeypatch.setattr(Cbc, "__init__", closed)
    monkeypatch.setattr(Highs, "__init__", closed)
    result = select(tmp_path, FUND, ROWS)

    assert result.exit_code == 4
    assert "Ingen lösare kan starta" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["select", "explain", "plan"])
@pytest.mark.parametrize(("make", "name", "other"), [(Highs, "HiGHS", "CBC"), (Cbc, "CBC", "HiGHS")])
def test_where_one_solver_answers_what_none_should_the_other_serves_and_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: type[Highs | Cbc], name: str, other: str, command: str
) -> None:
    """The same plan, and its margins too; that only one make has said so is no secret."""

    def misread(*_: object, **__: object) -> None:
        raise SolverMisbehaved(name, "Not Set")

    monkeypatch.setattr(make, "search", misread)
    write_table(tmp_path / "round", FUND, ROWS)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command, "round"])
    told = f"{name} svarade något som ingen lösare ska svara; {other} användes."

    assert result.exit_code == 0, result.output
    assert result.output.count(told) == 1
    assert "andra lösare" not in result.stdout


def test_where_no_solver_answers_what_one_should_nothing_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4 and a sentence."""

    def misread(solver: Cbc | Highs, *_: object, **__: object) -> None:
        raise SolverMisbehaved(solver.name, "Not Set")

    monkeypatch.setattr(Cbc, "search", misread)
    monkeypatch.setattr(Highs, "search", misread)
    result = select(tmp_path, FUND, ROWS)

    assert result.exit_code == 4
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("least", "expected"), [(0, {"a"}), (5, {"a", "b"}), (9, {"a", "b", "c"}), (13, None)])
def test_a_lowest_spending_is_a_floor_on_what_is_granted(tmp_path: Path, least: int, expected: set[str] | None) -> None:
    """The plan grants at least so much, also at a loss; more than all that is asked for gives no plan (§14)."""
    rows: list[Row] = [{"id": n, "value": v, "cost": 4} for n, v in (("a", 5), ("b", -1), ("c", -2))]
    portfolio = limit(sum_of="granted", op="at_least", value=least)
    portfolio["funds"] = [{"id": "f", "allocation": {2027: 12}}]
    ready, outcome = chosen(write_table(tmp_path / "round", portfolio, rows))

    assert ready.program.candidates
    assert ids(outcome) == (expected or set())
    assert isinstance(outcome, Plan) == (expected is not None)
