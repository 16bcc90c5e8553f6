"""Limits on the joint draws inside the program, against every plan there is (convention §18)."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.explanation.margins import margins
from prioritizer.model.plan import Infeasible, Key, Plan
from prioritizer.model.rules import Op, RiskLimit
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import CHANCE_SECONDS, NoCertificate, choose, choose_with_proof, patience
from prioritizer.selection.draws import WIDEST, Risk, coarse
from prioritizer.selection.exact import Found, Nothing, Unfinished
from prioritizer.selection.highs import Highs
from prioritizer.selection.near_best import near_best
from prioritizer.selection.program import value, violated
from prioritizer.selection.relief import relieved
from prioritizer.selection.risk_rows import safer
from prioritizer.selection.search import MAKES
from prioritizer.selection.solve import Cbc
from tests.selection.cases import Case, best_plans, candidate, drawn, fund, keeps, knapsack, limit, plans, worst_mean
from tests.selection.proofs import accepted, chosen_with_proof

NNV = "net_present_value"


def mean_floor(bound: int | str, worst: str = "0.25") -> RiskLimit:
    """A floor on the mean of the worst share."""
    return RiskLimit("worst_mean", NNV, Decimal(worst), Op.AT_LEAST, Decimal(bound))


def chance_ceiling(bound: str, floor: int | str = 0) -> RiskLimit:
    """A ceiling on the chance below a floor."""
    return RiskLimit("chance_below", NNV, Decimal(floor), Op.AT_MOST, Decimal(bound))


def with_draws(case: Case, draws: Iterable[Sequence[int]], *limits: RiskLimit) -> Case:
    """A case whose candidates have draws, and limits on them."""
    candidates = tuple(replace(c, draws=tuple(d)) for c, d in zip(case.candidates, draws, strict=True))
    named = tuple(limit(f"risk{n}", form) for n, form in enumerate(limits))
    return replace(case, candidates=candidates, limits=(*case.limits, *named))


def risky(seed: int, size: int = 6, count: int = 12, overlaps: bool = True) -> Case:
    """A portfolio with versions, joint draws that move together, an overlap group and one or two risk limits."""
    draw = random.Random(seed)
    unit = draw.choice([1, 10, 1000])
    candidates = []
    for n in range(size):
        for version in range(draw.choice([1, 1, 2])):
            mean, spread = draw.randint(-2, 12) * unit, draw.randint(0, 20) * unit
            drawn_ = tuple(mean + round(draw.gauss(0, 1) * spread) for _ in range(count))
            cost = {("fund", 2027): draw.randint(0, 9)}
            c = candidate(f"p{n}", sum(drawn_) // count, cost, f"v{version}" if version else None)
            candidates.append(replace(c, draws=drawn_))
    worst, chance = Decimal(draw.choice(["0.05", "0.1", "0.25", "0.3", "0.5", "1"])), draw.choice(["0", "0.1", "0.25"])
    forms = [
        RiskLimit("worst_mean", NNV, worst, Op.AT_LEAST, Decimal(draw.randint(-20, 10)) * unit),
        chance_ceiling(chance, draw.randint(-10, 10) * unit),
    ]
    limits = tuple(limit(form.form, form) for form in draw.sample(forms, draw.choice([1, 1, 2])))
    case = Case(tuple(candidates), (fund({2027: draw.randint(5, 25)}),), limits=limits)
    if not overlaps or draw.random() < 0.5:
        return case
    found: dict[tuple[str, tuple[Key, ...]], tuple[int, ...]] = {}
    for some in combinations(draw.sample([f"p{n}" for n in range(size)], 3), 2):
        for pair in product(*([c for c in case.candidates if c.proposal == name] for name in some)):
            found["people", tuple(c.key for c in pair)] = tuple(-draw.randint(0, 6) * unit for _ in range(count))
    worths = {members: sum(d) // count for members, d in found.items()}
    return replace(case, together=worths, together_draws=found)


@pytest.mark.parametrize("make", MAKES)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_the_plan_is_the_best_of_all_within_the_limits(make: type[Highs] | type[Cbc], seed: int) -> None:
    """Each make of solver finds a plan worth what brute force finds, within the limits, or none where there is none."""
    case = risky(seed, size=5)
    program, (best, found) = case.program(), best_plans(case)
    answer = make(program).search()
    if best is None:
        assert isinstance(answer, Nothing)
        return
    assert isinstance(answer, Found)
    assert answer.value == best * program.scale
    assert {program.candidates[i].key for i in answer.chosen} in [{c.key for c in plan} for plan in found]


@given(seed=st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_highs_is_right_on_larger_ones(seed: int) -> None:
    """The same with more proposals and draws, for the make that answers the many questions."""
    case = risky(seed, size=6, count=30)
    best, _ = best_plans(case)
    program = case.program()
    answer = Highs(program).search()
    assert (answer.value if isinstance(answer, Found) else None) == (best if best is None else best * program.scale)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=100, deadline=None)
def test_what_a_plan_breaks_is_what_its_draws_say(seed: int) -> None:
    """Every plan of a case keeps to the rows of the program exactly when plain arithmetic says so."""
    case = risky(seed, size=4)
    program = case.program()
    for plan in plans(case):
        chosen = {program.index(c.key) for c in plan}
        assert (not violated(program, chosen)) == keeps(case, plan)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=100, deadline=None)
def test_a_cut_holds_for_every_plan_within_the_limit(seed: int) -> None:
    """A row made from one plan, as it is and as the solver has it, is kept by every plan within the limit."""
    case = risky(seed, size=4, overlaps=False)
    program = case.program()
    every = [frozenset(program.index(c.key) for c in plan) for plan in plans(case)]
    for risk in (risk for risk in program.risks if risk.form == "worst_mean"):
        for cut in (cut for plan in every for cut in risk.cuts(plan)):
            for coefficients, bound in (cut, coarse(cut)):
                for plan in (plan for plan in every if risk.allows(plan)):
                    assert sum(c for i, c in coefficients if i in plan) >= bound


def one(draws: Sequence[int], form: RiskLimit) -> Risk:
    """The limit of a program with a single proposal of these draws."""
    return with_draws(knapsack([sum(draws)], [1], 1), [draws], form).program().risks[0]


def test_the_boundary_draw_is_weighted() -> None:
    """Of five draws the worst 30 % are one and a half: (−10 + ½ · 2) / 1.5 = −6."""
    assert one([4, 2, -10, 8, 6], mean_floor(0, "0.3")).measure([0]) == -6


def test_the_weights_are_the_least_whole_numbers() -> None:
    """Of 1,024 draws the worst 5 % are 51 of weight 5 and one of weight 1, 256 in all."""
    draws = [*range(1024)]
    ((_, coefficient),), bound = one(draws, mean_floor(3, "0.05")).cuts(frozenset([0]))[0]
    assert (coefficient, bound) == (5 * sum(range(51)) + 51, 3 * 256)


def test_one_draw_is_its_own_worst() -> None:
    """With one draw the mean of the worst share is the draw, whatever the share."""
    assert [one([-7], mean_floor(0, share)).measure([0]) for share in ("0.01", "0.5", "1")] == [-7, -7, -7]


def test_a_share_below_one_draw_is_the_worst_draw() -> None:
    """Of four draws the worst 10 % are less than one draw: its value is the mean."""
    assert one([5, -3, 8, 1], mean_floor(0, "0.1")).measure([0]) == -3


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30))
def test_the_worst_hundred_per_cent_is_the_mean(draws: list[int]) -> None:
    """With all draws counted the mean of the worst is the mean."""
    assert one(draws, mean_floor(0, "1")).measure([0]) == Fraction(sum(draws), len(draws))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30), st.integers(1, 100))
def test_the_mean_is_that_of_the_other_definition(draws: list[int], share: int) -> None:
    """The weighted mean is the most that t less the mean shortfall below t, over the share, can be."""
    found = one(draws, mean_floor(0, str(Decimal(share) / 100))).measure([0])
    assert found == worst_mean(draws, max(Fraction(share, 100), Fraction(1, len(draws))))


def test_a_draw_on_the_floor_is_not_below_it() -> None:
    """Of four draws one is below 0; the one at 0 is not."""
    assert one([0, -1, 4, 9], chance_ceiling("0.25")).measure([0]) == Fraction(1, 4)


def test_a_floor_between_two_kronor_is_exact() -> None:
    """A draw of 2 kronor is below a floor of 2.5, and one of 3 is not."""
    assert one([2, 3], chance_ceiling("0.5", "2.5")).measure([0]) == Fraction(1, 2)


def test_draws_beyond_64_bits_are_exact() -> None:
    """Numbers that would overflow are added as they are."""
    huge = 3 * 10**18
    risk = one([huge, -huge, huge, huge], mean_floor(0, "1"))
    assert risk.measure([0]) == Fraction(2 * huge, 4)


def test_no_coefficient_is_too_large_for_a_solver() -> None:
    """A row of large kronor is rounded so that it lets no less through, and its numbers stay within tolerance."""
    coefficients, bound = coarse((((0, 7 * 10**12 + 1), (1, -7 * 10**12 - 1)), 5))
    assert max(abs(c) for _, c in coefficients) <= WIDEST
    divisor = -(-(7 * 10**12 + 1) // WIDEST)
    assert all(
        c * divisor >= exact for (_, c), exact in zip(coefficients, (7 * 10**12 + 1, -7 * 10**12 - 1), strict=True)
    )
    assert (bound - 1) * divisor < 5


def three() -> Case:
    """A risky proposal worth most, and two safe ones; money for one of them, or for both safe ones."""
    case = knapsack([90, 40, 30], [2, 1, 1], 2)
    return with_draws(case, [[270, 270, 0, -180], [40, 40, 40, 40], [30, 30, 30, 30]])


def chosen(case: Case) -> list[str]:
    """The proposals of the plan."""
    outcome = choose(case.program())
    assert isinstance(outcome, Plan)
    assert outcome.faults == ()
    return [key[0] for key in outcome.chosen]


def limited(*forms: RiskLimit) -> Case:
    """The same with limits."""
    return replace(three(), limits=tuple(limit(f"risk{n}", form) for n, form in enumerate(forms)))


def test_a_floor_on_the_worst_changes_the_plan() -> None:
    """Without a limit the risky one is best; with a floor of 0 on the worst quarter the safe ones are."""
    assert chosen(three()) == ["p00"]
    assert chosen(limited(mean_floor(0))) == ["p01", "p02"]
    assert chosen(limited(mean_floor(-180))) == ["p00"]


def test_a_ceiling_on_the_chance_changes_the_plan() -> None:
    """A chance of loss of a quarter is allowed at 25 % and not at 24 %."""
    assert chosen(limited(chance_ceiling("0.25"))) == ["p00"]
    assert chosen(limited(chance_ceiling("0.24"))) == ["p01", "p02"]


def test_the_two_makes_confirm_each_other() -> None:
    """The plan under both limits is optimal and confirmed by another make than the one that found it."""
    outcome = choose(limited(mean_floor(0), chance_ceiling("0.1")).program())
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed) == ("optimal", "second_solver")


def test_overlaps_count_in_the_draws() -> None:
    """What the two safe ones lose together in one draw brings that draw below the floor."""
    keys = (("p01", None, None), ("p02", None, None))
    case = limited(mean_floor(0))
    together = replace(case, together={("g", keys): -10}, together_draws={("g", keys): (0, 0, -80, 0)})
    assert chosen(together) == ["p01"]


def test_an_overlap_that_is_nothing_on_average_counts_in_the_draws() -> None:
    """What the two safe ones lose together in one draw and gain in another still breaks the floor in the one."""
    keys = (("p01", None, None), ("p02", None, None))
    case = limited(mean_floor(0))
    together = replace(case, together={("g", keys): 0}, together_draws={("g", keys): (0, 80, -80, 0)})
    assert chosen(together) == ["p01"]


def test_names_and_order_do_not_reach_the_choice() -> None:
    """With other ids and the rows reversed the same numbers are chosen, and the written program has the same rows."""
    case = risky(11, overlaps=False)
    renamed = tuple(replace(c, proposal=f"z{9 - int(c.proposal[1:])}") for c in reversed(case.candidates))
    first, other = choose(case.program()), choose(replace(case, candidates=renamed).program())
    assert isinstance(first, Plan)
    assert isinstance(other, Plan)
    assert {int(p[1:]) for p, _, _ in first.chosen} == {9 - int(p[1:]) for p, _, _ in other.chosen}


def test_cuts_are_kept_for_later_searches() -> None:
    """A second solver on the same program needs no further row."""
    program = limited(mean_floor(0)).program()
    Highs(program).search()
    kept = list(program.risks[0].kept)
    Cbc(program).search()
    assert kept
    assert list(program.risks[0].kept) == kept


def test_another_limit_made_from_one_begins_without_its_cuts() -> None:
    """What cuts off plans beside a floor of a hundred would cut off plans within a lower one: copies never share it."""
    case = limited(mean_floor(100))
    program = case.program()
    Highs(program).search()
    lower = replace(program, risks=tuple(replace(risk, bound=Fraction(-1000)) for risk in program.risks))
    answer = Highs(lower).search()

    assert program.risks[0].kept
    assert lower.risks[0].kept == ()
    assert isinstance(answer, Found)
    assert answer.value == best_plans(replace(case, limits=()))[0]


def test_a_limit_that_is_left_out_takes_its_rows_along() -> None:
    """A search without the limit finds the risky plan also after a search that needed rows of it."""
    program = limited(mean_floor(0), chance_ceiling("0.1")).program()
    for solver in (Highs(program), Cbc(program)):
        solver.search()
        answer = solver.search(without=frozenset({"risk0", "risk1"}))
        assert isinstance(answer, Found)
        assert answer.value == 90


def test_the_price_of_a_limit_is_what_the_plan_loses() -> None:
    """The optimum without it less the optimum with it: 90 less 70 (convention §19)."""
    program = limited(mean_floor(0)).program()
    worth = [Highs(program).search(without=frozenset(without)) for without in ((), ("risk0",))]
    assert [found.value for found in worth if isinstance(found, Found)] == [70, 90]


def test_margins_hold_the_limit() -> None:
    """Forced in, the risky one cannot keep to the floor: no margin, but the limit that it breaks."""
    program = limited(mean_floor(0)).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    found = {m.proposal: m for m in margins(program, plan, dict.fromkeys(["p00", "p01", "p02"], "admitted"))}
    assert found["p00"].margin is None
    assert found["p00"].conflict == ("risk0",)
    assert [found[name].margin for name in ("p01", "p02")] == [40, 30]


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_margins_are_those_of_every_plan(seed: int) -> None:
    """What each proposal lacks or gives is the difference of two best plans, found by looking at all of them."""
    case = risky(seed, size=4)
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return
    best, _ = best_plans(case)
    assert best is not None
    names = sorted({c.proposal for c in case.candidates})
    for margin in margins(program, plan, dict.fromkeys(names, "admitted")):
        is_in = margin.outcome == "selected"
        others = [p for p in plans(case) if is_in != (margin.proposal in {c.proposal for c in p}) and keeps(case, p)]
        worths = [value(program, {program.index(c.key) for c in p}) for p in others]
        assert margin.margin == (best - Fraction(max(worths), program.scale) if worths else None)


def test_a_floor_nobody_meets_is_a_conflict_with_its_least_change() -> None:
    """A mandatory risky proposal and a floor clash; the floor alone opens a plan at −180 kronor, or the duty falls."""
    case = replace(limited(mean_floor(0)), mandatory=frozenset({"p00"}))
    outcome = choose(case.program())
    assert isinstance(outcome, Infeasible)
    assert set(outcome.conflict) == {"mandatory:p00", "risk0"}
    explained = relieved(case.statement(), outcome).explained
    assert explained is not None
    changes = {change.id: change for change in explained.changes}
    assert changes["risk0"].after == -180
    assert (changes["risk0"].opens, changes["risk0"].unit) == (True, "kronor")


def test_a_chance_nobody_meets_has_its_least_change() -> None:
    """A ceiling of 10 % on the chance of loss opens a plan at 25 %."""
    case = replace(limited(chance_ceiling("0.1")), mandatory=frozenset({"p00"}))
    outcome = choose(case.program())
    assert isinstance(outcome, Infeasible)
    explained = relieved(case.statement(), outcome).explained
    assert explained is not None
    changes = {change.id: change for change in explained.changes}
    assert (changes["risk0"].after, changes["risk0"].unit) == (Decimal("0.25"), "share")


def test_near_best_plans_keep_to_the_limit() -> None:
    """Among the best sets none breaks the floor."""
    program = limited(mean_floor(0)).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    sets = [{program.index(key) for key in found.chosen} for found in near_best(program, plan).plans]
    assert len(sets) == 4
    assert all(not violated(program, some) for some in sets)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_a_floor_on_the_worst_draws_has_a_certificate_that_agrees_with_trying_every_plan(seed: int) -> None:
    """The best plans and no other, or that there is none; with and without an overlap group (§15)."""
    case = risky(seed, size=5)
    program = case.program()
    if any(risk.form == "chance_below" for risk in program.risks):
        return
    best, found = best_plans(case)
    outcome, _, checked = chosen_with_proof(program)
    assert len(checked.plans) == (0 if best is None else len(found))
    if isinstance(outcome, Plan):
        assert (outcome.confirmed, outcome.ties) == ("certificate", len(found))
        assert best == Fraction(checked.value, checked.scale)


def test_a_ceiling_on_a_chance_has_no_certificate_and_the_limit_is_named() -> None:
    """Another make of solver confirms the choice instead."""
    outcome, why = choose_with_proof(limited(chance_ceiling("0.5")).program(), accepted)
    assert isinstance(outcome, Plan)
    assert isinstance(why, NoCertificate)
    assert (why.why, str(why.told["limits"]), outcome.confirmed) == ("of_chance", "risk0", "second_solver")


def test_an_empty_portfolio_has_a_certificate_of_its_floor() -> None:
    """There are no draws, and nothing is worth 0: a floor of 0 is met, one of 1 is not."""
    checked = [chosen_with_proof(Case((), limits=(limit("r", mean_floor(bound)),)).program())[2] for bound in (0, 1)]
    assert [len(found.plans) for found in checked] == [1, 0]


def test_the_hash_of_the_program_holds_the_draws() -> None:
    """One krona more in one draw is another program."""
    case = limited(mean_floor(0))
    first, *rest = case.candidates
    other = replace(case, candidates=(replace(first, draws=(271, *first.draws[1:])), *rest))
    assert hash_of(written(case.program())) != hash_of(written(other.program()))


def test_an_empty_portfolio_is_worth_nothing_in_every_draw() -> None:
    """A floor of 0 is met by the plan with nothing in it, and one of 1 is not."""
    outcomes = [choose(Case((), limits=(limit("r", mean_floor(bound)),)).program()) for bound in (0, 1)]
    assert isinstance(outcomes[0], Plan)
    assert isinstance(outcomes[1], Infeasible)
    assert outcomes[1].conflict == ("r",)


def test_time_holds_over_all_cuts() -> None:
    """A search that has no time left between two cuts ends without an answer that it cannot stand for."""
    program = limited(mean_floor(0)).program()
    answer = Highs(program).search(time_limit=1e-9)
    assert not isinstance(answer, Found) or not violated(program, answer.chosen)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_a_plan_of_the_stricter_limit_keeps_to_the_chance(seed: int) -> None:
    """Every plan of the program with floors on a mean is one of the program with the ceiling on a chance."""
    case = risky(seed, size=4)
    program = case.program()
    stricter = safer(program)
    for plan in plans(case):
        chosen = {program.index(c.key) for c in plan}
        assert violated(stricter, chosen) or not violated(program, chosen)


def test_a_chance_without_time_still_has_a_plan() -> None:
    """Where time passes over the search, a plan within the limit is passed on with a bound, marked as not proved."""
    program = limited(chance_ceiling("0.1")).program()
    solver = Highs(program)
    answer = solver._safe((), frozenset(), None, Unfinished(90, "time"))
    assert isinstance(answer, Found)
    assert (answer.value, answer.proved, answer.bound) == (70, False, 90)
    assert patience(program, None) == CHANCE_SECONDS


def test_the_draws_of_every_plan_are_added_up() -> None:
    """The table gives each plan what its versions and overlaps add up to."""
    case = risky(5)
    program = case.program()
    table = program.risks[0].table
    for plan in plans(case):
        assert table.plan(program.index(c.key) for c in plan).tolist() == drawn(case, plan)
