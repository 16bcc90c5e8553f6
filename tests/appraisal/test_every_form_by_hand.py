"""A round with what the example has not, against the second calculation in plain Python (convention §1–§12).

Each form of effect size, graded success, common factors, overlaps inside a proposal and between proposals that start in
unlike years, owners that share, harm, a fund in fixed prices, money taken home late, an unconfirmed grade, and the loss
of tax financing, with a horizon so short that much falls after it.
"""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from prioritizer.appraisal import PlanValue, appraise, overlaps, plan_values
from prioritizer.appraisal.checks import faults
from prioritizer.appraisal.sensitivity import sensitivities
from prioritizer.model.value import Appraised, Overlap
from prioritizer.reading.portfolio import read_portfolio
from tests.appraisal.example_by_hand import ONE, Key, Round
from tests.appraisal.test_example_by_hand import KRONA, cells_agree, copy_of_the_workspace, named, relative

PORTFOLIO = """
horizon: 9
criteria: none
limits: []
tax_factor: yes
overlap_groups:
  homes: {title: Placeringar}
  work: {title: Arbete}
common_factors:
  - {id: optimism, title: Optimism, of: effects, factor: 0.9, where: {field: department, op: equals, value: skola}}
  - {id: overrun, title: Dyrare, of: costs, factor: 1.1}
"""

PROPOSALS = {
    "forms": """
evidence: {grade: A}
costs:
  - {title: a, payer: kommun, fund: fixed, kind: investment, per_year: {2027: 900_001, 2029: 333_333}}
  - {title: b, payer: arbetsgivare, kind: operation, per_year: {2028: 70_000}}
  - {title: c, payer: region, fund: folkhalsomedel, kind: operation, spread: 1.25, per_year: {2028: 120_000}}
effects:
  - {outcome: fall_injury, owner: region, participants: 200, size: intention_to_treat,
     risk_without: 0.2, relative_risk: 0.8, units_per_case: 1.5,
     profile: {delay: 0, ramp: [0.25], years: 3, decay: 0.4}}
  - {outcome: eviction, owner: socialnamnden, participants: 150, size: among_treated, take_up: 0.7, drop_out: 0.1,
     risk_without: 0.3, odds_ratio: 0.6, units_per_case: 1, profile: {delay: 2, years: 2, decay: 0.5}}
  - {outcome: work_year, owner: socialnamnden, participants: 90, size: among_treated, take_up: 0.5, drop_out: 0.5,
     risk_without: 0.6, risk_difference: 0.07, units_per_case: 0.75, profile: {delay: 0, ramp: [0.5, 1], years: 12}}
  - {outcome: group_home_day, owner: socialnamnden, participants: 40, size: intention_to_treat,
     mean_difference: 3.5, profile: {delay: 1, years: 3, decay: 0.1}}
  - {outcome: youth_home_day, owner: barn_och_utbildningsnamnden, participants: 40, size: intention_to_treat,
     risk_without: 0.1, risk_with: 0.12, units_per_case: 90, profile: {delay: 0, years: 1, decay: 1}}
alternatives:
  - {id: small, title: Mindre, scale_costs: 0.35, scale_effects: 0.4}
  - id: other
    title: Annan
    costs: [{title: d, payer: socialnamnden, kind: operation, per_year: {2027: 50_000}}]
    effects:
      - {outcome: activity_grant_year, owner: arbetsformedlingen, participants: 10, size: intention_to_treat,
         risk_without: 0.5, relative_risk: 1.8, units_per_case: 1, profile: {delay: 0, years: 2, decay: 1}}
start_years: [2027, 2029]
""",
    "inside": """
evidence: {grade: C, set_by: en granskare}
department: skola
success: [{title: ja, chance: 1, share: 0.6}, {title: nej, chance: 0, share: 0}]
costs: [{title: a, payer: socialnamnden, kind: investment, per_year: {2027: 2_000_000}}]
effects:
  - {outcome: placement_day, owner: socialnamnden, participants: 60, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.3, risk_with: 0.15, units_per_case: 100, profile: {delay: 0, ramp: [0.5], years: 3, decay: 0.2}}
  - {outcome: placement_day, owner: kommun, participants: 45, size: among_treated, take_up: 0.9, overlap_group: homes,
     risk_without: 0.4, relative_risk: 0.5, units_per_case: 90, profile: {delay: 1, years: 4, decay: 0.5}}
  - {outcome: placement_day, owner: barn_och_utbildningsnamnden, participants: 50, size: intention_to_treat,
     overlap_group: homes, risk_without: 0.35, risk_difference: 0.1, units_per_case: 95, profile: {delay: 2, years: 9}}
  - {outcome: eviction, owner: socialnamnden, participants: 50, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.3, risk_with: 0.2, units_per_case: 1, profile: {delay: 0, years: 3, decay: 0.5}}
""",
    "beside": """
evidence: {grade: D, set_by: en granskare}
costs:
  - {title: a, payer: kommun, fund: sociala_medel, kind: investment, per_year: {2027: 1_000_000}}
  - {title: b, payer: kommun, kind: investment, per_year: {2028: 400_000}}
effects:
  - {outcome: placement_day, owner: socialnamnden, participants: 55, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.25, risk_with: 0.2, units_per_case: 120,
     profile: {delay: 0, ramp: [0.5, 0.75], years: 5, decay: 0.3}}
  - {outcome: work_year, owner: kommun, participants: 30, size: intention_to_treat, overlap_group: work,
     risk_without: 0.8, risk_with: 0.6, units_per_case: 0.5, profile: {delay: 1, years: 4, decay: 0.3}}
  - {outcome: eviction, owner: socialnamnden, participants: 80, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.1, risk_with: 0.25, units_per_case: 1, profile: {delay: 0, years: 3, decay: 0.5}}
start_years: [2027, 2028, 2030]
""",
    "third": """
evidence: {grade: B, set_by: en granskare}
department: skola
costs: [{title: a, payer: region, kind: operation, per_year: {2028: 800_000}}]
effects:
  - {outcome: placement_day, owner: kommun, participants: 70, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.28, risk_with: 0.21, units_per_case: 80, profile: {delay: 0, years: 2, decay: 0.6}}
  - {outcome: work_year, owner: socialnamnden, participants: 40, size: intention_to_treat, overlap_group: work,
     risk_without: 0.7, odds_ratio: 0.5, units_per_case: 0.6, profile: {delay: 0, ramp: [0.5], years: 9}}
  - {outcome: offence, owner: rattsvasendet, participants: 500, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.05, risk_with: 0.04, units_per_case: 1, profile: {delay: 0, years: 3, decay: 0.5}}
  - {outcome: eviction, owner: socialnamnden, participants: 60, size: intention_to_treat, overlap_group: homes,
     risk_without: 0.2, risk_with: 0.3, units_per_case: 1, profile: {delay: 0, years: 3, decay: 0.5}}
""",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules of the example with two prices whose money is taken home late, and a round of every form."""
    folder = copy_of_the_workspace(tmp_path_factory.mktemp("forms"))
    for name, delay in (("group_home_day", 2), ("placement_day", 1)):
        price = folder / "rules" / "prices" / f"{name}.yaml"
        text = price.read_text("utf-8").replace("    take_home:", f"    home_after: {delay}\n    take_home:")
        price.write_text(re.sub(r"    spread: .*\n", "", text).replace("[take_home, spread]", "[take_home]"), "utf-8")
    work = folder / "rules" / "prices" / "work_year.yaml"
    text = re.sub(r"    spread: .*\n", "    home_after: 1\n", work.read_text("utf-8"))
    work.write_text(text.replace("take_home: 1\n", "take_home: 0.9\n").replace("[take_home, spread]", "[take_home]"))
    portfolio = folder / "portfolios" / "exempelkommun" / "portfolio.yaml"
    text = portfolio.read_text("utf-8")
    text = re.sub(r"\nlimits:\n(  .*\n)+", "\n", re.sub(r"\nhorizon: 25\ncriteria: default", "", text))
    text = re.sub(r"\noverlap_groups:\n(  .*\n)+", "\n", text)
    fund = (
        "funds:\n  - {id: fixed, title: Fasta, owner: kommun, prices: fast, allocation: {2027: 9_000_000, 2028: 1}}\n"
    )
    portfolio.write_text(text.replace("funds:\n", fund) + PORTFOLIO, "utf-8")
    proposals = portfolio.parent / "proposals"
    for path in proposals.glob("*.yaml"):
        path.unlink()
    for name, written in PROPOSALS.items():
        head = f"id: {name}\ntitle: {name}\ncomparison: utan\ngoals: [trygg_uppvaxt]\n"
        (proposals / f"{name}.yaml").write_text(head + written, "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(workspace: Path) -> tuple[tuple[Appraised, ...], tuple[Overlap, ...]]:
    """What the program finds."""
    read = read_portfolio(workspace / "portfolios" / "exempelkommun")
    assert [f for f in faults(read.portfolio, read.rules) if f.severity == "fault"] == []
    return appraise(read.portfolio, read.rules, 1, 64), overlaps(read.portfolio, read.rules, 1, 64)


@pytest.fixture(scope="module")
def hand(workspace: Path) -> Round:
    """The second calculation."""
    return Round(workspace)


Found = tuple[tuple[Appraised, ...], tuple[Overlap, ...]]


def test_every_form_to_the_krona(found: Found, hand: Round) -> None:
    """NNV before and after haircuts, own NNV, ratios and paybacks (§5, §6, §7, §8, §9, §11)."""
    values = {(v.proposal, v.alternative, v.start_year): v for v in found[0]}
    assert set(values) == set(hand.every_key())
    for key in hand.every_key():
        value, other = values[key], hand.worth(key)
        assert (value.nnv, value.nnv_raw) == (round(other.nnv), round(other.raw)), named(value)
        assert value.own_nnv is not None
        assert value.own_nnv_before_equalisation is not None
        assert abs(value.own_nnv - other.own_nnv) <= 2 * KRONA, named(value)
        assert abs(value.own_nnv_before_equalisation - other.own_nnv_before_equalisation) <= 2 * KRONA, named(value)
        assert relative(value.bcr, other.present_effects, other.present_costs), named(value)
        assert relative(value.nnk_i, other.nnv, other.kind("investment")), named(value)
        assert (value.payback_own, value.payback_society) == (other.payback_own, other.payback_society), named(value)


def test_every_cell_of_every_form(found: Found, hand: Round) -> None:
    """Costs, effects and money taken home by actor and year, with the row of the tax loss (§3, §4, §5, §12)."""
    for value in found[0]:
        assert value.start_year is not None
        other = hand.worth((value.proposal, value.alternative, value.start_year)).flow
        cells_agree(value.costs, other.costs, named(value))
        cells_agree(value.effects, other.effects, named(value))
        cells_agree(value.taken_home, other.home, named(value))


def test_every_set_that_reaches_the_same_people(found: Found, hand: Round) -> None:
    """Each pair and each three of versions, whatever their starts: NNV, cells and own NNV of what they share (§6)."""
    told = {(overlap.group, frozenset(overlap.keys)): overlap for overlap in found[1]}
    assert any(len(keys) == 3 for _, keys in told)
    for group, keys in hand.sets(list(hand.every_key())):
        other = hand.shared(group, keys)
        overlap = told.pop((group, frozenset(keys)), None)
        if overlap is None:
            assert round(other.nnv) == 0, keys
            continue
        assert overlap.nnv == overlap.nnv_adjusted == round(other.nnv), keys
        assert abs(overlap.own_nnv - other.own_nnv) <= 2 * KRONA, keys
        cells_agree(overlap.effects, other.flow.effects, str(keys))
        cells_agree(overlap.taken_home, other.flow.home, str(keys))
    assert told == {}


@pytest.mark.parametrize("start", [2027, 2028, 2030])
def test_a_plan_of_all_of_them(found: Found, hand: Round, workspace: Path, start: int) -> None:
    """Three proposals in one group, two of them in another, and a fourth: the plan's sum and its years (§6, §11)."""
    keys: list[Key] = [("forms", "small", 2029), ("inside", None, 2027), ("beside", None, start), ("third", None, 2028)]
    values = {(v.proposal, v.alternative, v.start_year): v for v in found[0]}
    portfolio = read_portfolio(workspace / "portfolios" / "exempelkommun").portfolio
    plan: PlanValue = plan_values(portfolio, [values[key] for key in keys], found[1])
    other, shared = hand.plan(keys)

    assert plan.nnv == sum(round(hand.worth(key).nnv) for key in keys) + sum(round(row.nnv) for row in shared)
    assert abs(plan.nnv - other.nnv) <= len(keys) + len(shared)
    assert plan.own_nnv is not None
    assert abs(plan.own_nnv - other.own_nnv) <= 2 * (len(keys) + len(shared))
    assert (plan.payback_own, plan.payback_society) == (other.payback_own, other.payback_society)
    assert plan.hump.year == other.hump[1]
    assert abs(plan.hump.depth - other.hump[0]) <= 9 * (len(keys) + len(shared))
    assert abs(sum(plan.effects_present.values()) - other.present_effects) <= len(keys) + len(shared)


SHARES = [Fraction(n, 20) for n in range(20)]
"""Parts of a break-even, all of which are too little."""


def test_break_even_is_where_the_whole_calculation_is_zero(found: Found, hand: Round) -> None:
    """Worked out anew with all effects scaled: zero there and below it at less; above all of them where never (§11)."""
    sharing = 0
    for value in found[0]:
        assert value.start_year is not None
        key: Key = (value.proposal, value.alternative, value.start_year)
        sharing += any(step["row"] == "overlap" for step in value.steps)
        for scale, own in ((value.break_even, False), (value.break_even_own, True)):
            other = hand.worth(key)
            if own and not other.own(other.flow.costs):
                assert scale is None
                continue
            worth = [hand.with_effects(part * Fraction(scale or 3)).worth(key) for part in (*SHARES, ONE)]
            *less, there = [float(one.own_nnv if own else one.nnv) for one in worth]
            assert max(less) < 0, named(value)
            assert there == pytest.approx(0, abs=0.01) if scale is not None else there < 0, named(value)
    assert sharing


@pytest.mark.parametrize("start", [2027, 2030])
def test_the_break_even_and_half_the_effects_of_a_plan(found: Found, hand: Round, workspace: Path, start: int) -> None:
    """With what three proposals share scaled as it is: each effect by itself, and then combined (§6, §11)."""
    keys: list[Key] = [("inside", None, 2027), ("beside", None, start), ("third", None, 2028)]
    values = {(v.proposal, v.alternative, v.start_year): v for v in found[0]}
    read = read_portfolio(workspace / "portfolios" / "exempelkommun")
    plan = plan_values(read.portfolio, [values[key] for key in keys], found[1])
    told = sensitivities(read.portfolio, read.rules, 1, 64, keys).plan
    assert told is not None
    scale = plan.indicators.break_even
    assert scale is not None

    there, half = (hand.with_effects(times).plan(keys)[0] for times in (Fraction(scale), Fraction(1, 2)))
    # The sums that break-even is had from are of whole kronor.
    assert abs(there.nnv) <= len(keys) + len(plan.overlaps)
    assert scale == pytest.approx(next(s.value for s in told.switches if s.name == "effect"), rel=1e-5)
    assert [v.nnv for v in told.variations if (v.name, v.value) == ("effect", Decimal("0.5"))] == [round(half.nnv)]


def test_the_loss_of_tax_financing_is_in_each_row(found: Found, hand: Round) -> None:
    """The row is (factor − 1) × the net of the public purses in every year; no purse has anything of it (§5)."""
    for value in found[0]:
        for table in (value.costs, value.effects):
            for year in {year for _, year in table}:
                net = sum(kr for (actor, when), kr in table.items() if when == year and actor in hand.public)
                loss = table.get(("skattekostnad", year), 0)
                assert abs(loss - Fraction(3, 10) * net) <= 4 * KRONA, (named(value), year)
