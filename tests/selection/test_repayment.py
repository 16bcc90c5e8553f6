"""What is paid back to a fund makes room in it, and moves no value (§17)."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from math import floor

import pytest

from prioritizer.cli.run import Prepared
from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.register.choice import program_in
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import choose
from tests.conftest import ROOT
from tests.real.choice import chosen
from tests.selection.cases import Case, best_plans, candidate, fund, random_case, with_commitments, with_repaid

SHARE = Decimal("0.4")
RULE = "repayment: {from: 2028-01-01, share: 40 %, delay: 1, source: {title: Beslut om återföring}}"


@pytest.mark.parametrize("seed", range(60))
def test_choice_with_repayments_agrees_with_trying_every_plan(seed: int) -> None:
    """Also beside commitments, and in a fund that passes nothing on."""
    case = with_commitments(with_repaid(random_case(seed), seed), seed)
    best, plans = best_plans(case)
    outcome = choose(case.program())

    if best is None:
        assert isinstance(outcome, Infeasible)
        return
    assert isinstance(outcome, Plan)
    assert outcome.objective == best
    assert frozenset(outcome.chosen) in {frozenset(c.key for c in plan) for plan in plans}


@pytest.mark.parametrize(
    ("repaid", "expected"), [({}, {"a"}), ({("fund", 2028): 3}, {"a"}), ({("fund", 2028): 4}, "ab")]
)
def test_money_that_comes_back_is_granted_again(repaid: dict[tuple[str, int], int], expected: set[str]) -> None:
    """By hand: ten kronor go in 2027; four more are needed in 2028, and only what has come back can pay for them."""
    first = replace(candidate("a", 9, {("fund", 2027): 10}), repaid=repaid)
    case = Case((first, candidate("b", 5, {("fund", 2028): 4})), (fund({2027: 10, 2028: 0}),))
    outcome = choose(case.program())

    assert isinstance(outcome, Plan)
    assert {key[0] for key in outcome.chosen} == set(expected)


def test_money_is_not_granted_before_it_comes_back() -> None:
    """What a later year pays back is no money today."""
    late = replace(candidate("a", 9, {("fund", 2027): 11}), repaid={("fund", 2028): 8})
    outcome = choose(Case((late,), (fund({2027: 10, 2028: 0}),)).program())

    assert isinstance(outcome, Plan)
    assert outcome.chosen == ()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Prepared, Outcome]]:
    """The example as it is shipped, and with a rule of repayment for the municipality's fund."""
    found = {}
    for name, rule in (("without", ""), ("with", RULE)):
        folder = shutil.copytree(ROOT / "portfolios" / "exempelkommun", tmp_path_factory.mktemp(name) / "round")
        text = (folder / "portfolio.yaml").read_text("utf-8")
        given = text.replace("    owner: kommun\n", f"    owner: kommun\n    {rule}\n", 1) if rule else text
        (folder / "portfolio.yaml").write_text(given, encoding="utf-8")
        found[name] = chosen(folder)
    return found


def test_value_does_not_move(answers: dict[str, tuple[Prepared, Outcome]]) -> None:
    """A repayment is a transfer inside the purse: every version is worth what it was, and the plan at least that."""
    (before, plan), (after, more) = answers["without"], answers["with"]

    assert [(v.nnv, v.own_nnv, v.returns) for v in before.appraised] == [
        (v.nnv, v.own_nnv, v.returns) for v in after.appraised
    ]
    assert [c.value for c in before.program.candidates] == [c.value for c in after.program.candidates]
    assert isinstance(plan, Plan)
    assert isinstance(more, Plan)
    assert more.objective >= plan.objective
    assert not any(c.repaid for c in before.program.candidates)


def test_whole_kronor_of_the_owner_s_money_come_back_a_year_later(
    answers: dict[str, tuple[Prepared, Outcome]],
) -> None:
    """Counted again from the tables of each version: forty per cent, rounded down, in the prices of the year."""
    ready, _ = answers["with"]
    portfolio = ready.read.portfolio
    purse = portfolio.purse("kommun")
    values = {(v.proposal, v.alternative, v.start_year): v for v in ready.appraised}
    shared = {key for overlap in ready.overlaps for key in overlap.keys}
    index = ready.read.rules.parameters["price_index"]
    paid = 0
    for c in ready.program.candidates:
        own = sum(kr for (name, _), kr in c.granted.items() if name == "sociala_medel")
        for year in portfolio.years:
            home = sum(kr for (a, y), kr in values[c.key].taken_home.items() if a in purse and y == year - 1)
            dated, base = index.in_year(year), index.in_year(portfolio.price_year)
            assert dated is not None
            assert base is not None
            most = floor(home * SHARE * dated.value / base.value * own / c.granted_total) if own and year > 2027 else 0
            if c.key in shared:
                assert 0 <= c.repaid.get(("sociala_medel", year), 0) <= max(most, 0)
            else:
                assert c.repaid.get(("sociala_medel", year), 0) == max(most, 0)
            paid += c.repaid.get(("sociala_medel", year), 0)
    assert paid > 0


def test_people_who_are_shared_do_not_pay_back_twice(answers: dict[str, tuple[Prepared, Outcome]]) -> None:
    """Of two versions on the same people no more comes back than of what they take home together (§6)."""
    ready, _ = answers["with"]
    purse = ready.read.portfolio.purse("kommun")
    values = {(v.proposal, v.alternative, v.start_year): v for v in ready.appraised}
    candidates = {c.key: c for c in ready.program.candidates}
    pairs = [o for o in ready.overlaps if len(o.keys) == 2 and set(o.keys) <= set(candidates)]
    assert pairs
    for pair in pairs:
        for year in (2028, 2029, 2030):
            tables = [*(values[key].taken_home for key in pair.keys), pair.taken_home]
            home = sum(kr for table in tables for (a, y), kr in table.items() if a in purse and y == year - 1)
            paid = sum(candidates[key].repaid.get(("sociala_medel", year), 0) for key in pair.keys)
            # The index of these years is at most a tenth above that of the price year.
            assert paid <= max(0, home) * SHARE * Decimal("1.1") + 1


def test_the_record_tells_the_rule_and_its_program_can_be_written_again(
    answers: dict[str, tuple[Prepared, Outcome]],
) -> None:
    """Balances add up year by year with what is paid back."""
    ready, outcome = answers["with"]
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    kept = json.loads(text_of(record(Run(ready.read.portfolio, ready.read.rules, 1, 1024, *parts, outcome))))

    assert kept["portfolio"]["funds"][0]["repayment"]["delay"] == 1
    assert hash_of(written(program_in(kept))) == kept["choice"]["program_sha256"]
    left = 0
    for row in (row for row in kept["plan"]["fund_rows"] if row["fund"] == "sociala_medel"):
        assert row["available"] == left + row["allocation"] + row["repaid"] - row["committed"]
        left = row["left"] = row["available"] - row["granted"]
        assert left >= 0
