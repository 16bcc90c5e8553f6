"""The margin of every proposal."""

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.margins import margins
from prioritizer.explanation.questions import MOST_EQUALS
from prioritizer.model.plan import Candidate, Margin, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Answer, Unfinished
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Row
from prioritizer.selection.ties import tie_order
from tests.selection.cases import Case, candidate, fund, keeps, knapsack, plans, random_case, with_overlaps, worth_of


def solved(case: Case) -> tuple[Plan, tuple[Margin, ...]] | None:
    """The plan and all margins, None where there is no plan."""
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return None
    return plan, margins(program, plan, {p: "admitted" for p in sorted({c.proposal for c in case.candidates})})


def of(case: Case) -> dict[str, Margin]:
    """Margins by proposal of a case that has a plan."""
    answer = solved(case)
    assert answer is not None
    return {margin.proposal: margin for margin in answer[1]}


def best(case: Case, allowed: Iterable[bool]) -> Fraction | None:
    """The highest value among the plans that are allowed and keep to all rows, by brute force."""
    worths = [worth_of(case, plan) for plan, yes in zip(plans(case), allowed, strict=True) if yes and keeps(case, plan)]
    return max(worths, default=None)


@pytest.mark.parametrize("seed", range(80))
def test_margins_agree_with_brute_force(seed: int) -> None:
    """Forced in or out, and version by version, against trying every plan."""
    case = random_case(seed, 4)
    answer = solved(case)
    if answer is None:
        return
    plan, found = answer
    optimum, chosen = Fraction(plan.objective), {key[0] for key in plan.chosen}
    for margin in found:
        holds = [margin.proposal in {c.proposal for c in p} for p in plans(case)]
        other = best(case, [h != (margin.proposal in chosen) for h in holds])
        assert ("selected" if margin.proposal in chosen else "not_selected") == margin.outcome
        assert_margin(optimum, other, margin.margin, margin.exact)
        for version in margin.alternatives:
            key = (margin.proposal, version.alternative, version.start_year)
            with_it = best(case, [key in {c.key for c in p} for p in plans(case)])
            assert_margin(optimum, with_it, version.margin, version.exact)


@pytest.mark.parametrize("seed", range(30))
def test_the_parts_of_a_margin_add_up_with_what_proposals_are_worth_together(seed: int) -> None:
    """Each part is what the proposal's versions of the two plans differ by; overlaps stand for themselves (§6)."""
    case = with_overlaps(random_case(seed, 5), seed)
    answer = solved(case)
    if answer is None:
        return
    plan, found = answer
    by_key = {c.key: c for c in case.candidates}
    ours = {key[0]: key for key in plan.chosen}
    for margin in found:
        if margin.margin is None:
            continue
        theirs = {name: key for name, key in ours.items() if name not in (*margin.displaces, margin.proposal)}
        theirs |= {after[0]: after for _, after in margin.changed}
        told = dict(margin.terms)
        for name in (ours.keys() | set(told)) - {margin.proposal, *margin.replaced_by}:
            alone = (worth_of(case, (by_key[keys[name]],)) if name in keys else Fraction(0) for keys in (theirs, ours))
            after, before = alone
            assert Fraction(told.get(name, 0)) == after - before

        assert -margin.margin == sum(told.values()) + margin.joint
        assert set(told) >= {margin.proposal, *margin.displaces, *margin.replaced_by}


def assert_margin(optimum: Fraction, other: Fraction | None, margin: Decimal | None, exact: bool) -> None:
    """The difference of two proved optima, or nothing at all."""
    if other is None:
        assert margin is None
        return
    assert margin is not None
    assert (optimum - other, True) == (Fraction(margin), exact)


@pytest.mark.parametrize("seed", range(25))
def test_a_value_raised_by_the_margin_and_a_krona_is_chosen(seed: int) -> None:
    """All versions alike (convention §20)."""
    case = random_case(seed, 5)
    answer = solved(case)
    for margin in answer[1] if answer else ():
        if margin.outcome == "not_selected" and margin.margin is not None:
            more = int(margin.margin.to_integral_value(ROUND_CEILING)) + 1
            raised = tuple(
                replace(c, value=c.value + more) if c.proposal == margin.proposal else c for c in case.candidates
            )
            plan = choose(replace(case, candidates=raised).program())
            assert isinstance(plan, Plan)
            assert margin.proposal in {key[0] for key in plan.chosen}


@pytest.mark.parametrize("seed", range(40))
def test_without_a_plan_there_is_a_conflict_of_which_nothing_can_be_left_out(seed: int) -> None:
    """No margin where the proposal can be neither in nor out, but the limits that clash."""
    case = random_case(seed, 4)
    answer = solved(case)
    for margin in answer[1] if answer else ():
        if margin.margin is None:
            other = [
                plan
                for plan in plans(case)
                if (margin.proposal in {c.proposal for c in plan}) != (margin.outcome == "selected")
            ]
            conflict = frozenset(margin.conflict)
            assert not any(keeps(case, plan, conflict) for plan in other)
            assert all(any(keeps(case, plan, conflict - {member}) for plan in other) for member in conflict)


def test_forcing_one_in_says_whom_it_pushes_out_and_which_limit_stands_in_the_way() -> None:
    """Sixty kronor more are lacking; the two dearer ones make room by one."""
    found = of(knapsack([60, 100, 120], [10, 20, 30], 50))
    expected = (Decimal(40), ("p01",), (), ("fund:fund:2027",))
    margin = found["p00"]
    assert expected == (margin.margin, margin.displaces, margin.replaced_by, margin.limits)


def test_forcing_one_out_says_who_takes_its_place() -> None:
    """Without the dearest, the two others are the plan."""
    margin = of(knapsack([60, 100, 120], [10, 20, 30], 50))["p02"]
    assert ("selected", Decimal(60), (), ("p00",), ()) == (
        margin.outcome,
        margin.margin,
        margin.displaces,
        margin.replaced_by,
        margin.limits,
    )


def test_the_chosen_version_has_no_margin_to_go_and_the_others_have() -> None:
    """The small version is worth ten kronor less to the plan."""
    pair = (
        candidate("a", 50, {("fund", 2027): 5}),
        candidate("a", 40, {("fund", 2027): 5}, alternative="small"),
    )
    found = of(Case(pair, (fund({2027: 5}),)))["a"].alternatives
    assert [(None, Decimal(0), True), ("small", Decimal(10), True)] == [
        (version.alternative, version.margin, version.exact) for version in found
    ]


def test_of_plans_worth_the_same_the_one_with_fewest_changes_is_told() -> None:
    """The newcomer displaces one proposal of thirty rather than three of ten, where both cost the plan as much."""
    tens = [candidate(f"ten{i}", 10, {("fund", 2027): 10}) for i in range(3)]
    case = Case(
        (*tens, candidate("thirty", 30, {("fund", 2027): 30}), candidate("new", 29, {("fund", 2027): 30})),
        (fund({2027: 60}),),
    )
    assert of(case)["new"].displaces == ("thirty",)


def test_a_mandatory_proposal_cannot_be_forced_out() -> None:
    """What stands in the way is the decision that it is mandatory."""
    case = replace(knapsack([-5, 9], [1, 1], 2), mandatory=frozenset({"p00"}))
    margin = of(case)["p00"]
    assert (margin.margin, margin.conflict, margin.exact) == (None, ("mandatory:p00",), False)


def test_a_conflict_that_was_not_settled_in_the_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a search for what can be left out was not finished, there may be more limits than are needed (§27)."""
    case = replace(knapsack([-5, 9], [1, 1], 2), mandatory=frozenset({"p00"}))
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    truthful = Highs.search

    def search(self: Highs, rows: tuple[Row, ...] = (), **asked: object) -> Answer:
        return Unfinished(None, "time") if asked.get("without") else truthful(self, rows, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(Highs, "search", search)
    (margin,) = margins(program, plan, {"p00": "admitted"})
    assert "mandatory:p00" in margin.conflict
    assert not margin.conflict_minimal


def test_barred_returned_and_refused_proposals_have_an_outcome_and_no_margin() -> None:
    """They were never candidates."""
    program = knapsack([1], [1], 1).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    outcomes = {"p00": "admitted", "x": "barred", "y": "returned", "z": "admitted"}
    heard: list[str] = []
    found = margins(program, plan, outcomes, heard.append)
    assert [margin.outcome for margin in found] == ["selected", "barred", "returned", "not_selected"]
    assert [margin.margin for margin in found[1:]] == [None] * 3
    assert heard == ["margins: 1/1"]


def test_margins_of_a_plan_that_is_not_proved_are_intervals() -> None:
    """With forty kronor between plan and bound, a margin is known to within them."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    loose = replace(plan, status="feasible", bound=plan.objective + 40)
    margin = margins(program, loose, {"p00": "admitted"})[0]
    assert (Decimal(40), Decimal(40), Decimal(80), False) == (margin.margin, margin.low, margin.high, margin.exact)


def test_a_chosen_version_of_a_plan_that_is_not_proved_may_lack_what_the_plan_may_lack() -> None:
    """Forced in, the plan stays as it is, and as unproved: nothing or up to the forty kronor below the bound (§20)."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    loose = replace(plan, status="feasible", bound=plan.objective + 40)
    (version,) = margins(program, loose, {"p02": "admitted"})[0].alternatives
    assert [version.margin, version.low, version.high] == [0, 0, 40]
    assert not version.exact


@pytest.mark.parametrize("seed", range(6))
def test_the_fewest_changes_are_told_whatever_the_order_of_rows(seed: int) -> None:
    """Among all plans worth as much, the one that changes fewest proposals and then comes first of ties (§16, §24)."""
    case = equal_case(seed)
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    names = [c.proposal for c in program.candidates]
    index = {c.key: i for i, c in enumerate(program.candidates)}
    every = [some for some in plans(case) if keeps(case, some)]
    orders = [names, names[::-1], random.Random(seed).sample(names, len(names))]
    told = [{m.proposal: m for m in margins(program, plan, dict.fromkeys(order, "admitted"))} for order in orders]
    for name in dict.fromkeys(names):
        is_in = name in {key[0] for key in plan.chosen}
        other = [some for some in every if (name in {c.proposal for c in some}) != is_in]
        most = max((worth_of(case, some) for some in other), default=None)
        equals = [some for some in other if worth_of(case, some) == most]
        fewest = min((len(changed(plan, some)) for some in equals), default=0)
        if not equals or sum(len(changed(plan, some)) == fewest for some in equals) > MOST_EQUALS:
            continue
        first = min(
            equals,
            key=lambda some: (
                len(changed(plan, some)),
                tie_order(program, frozenset(index[c.key] for c in some)),
            ),
        )
        for answer in told:
            margin = answer[name]
            found = {*margin.displaces, *margin.replaced_by, *(key[0] for key, _ in margin.changed)}
            assert found == changed(plan, first) - {name}


def equal_case(seed: int) -> Case:
    """Seven to nine proposals, some in two versions, of ten, twenty or thirty kronor that are worth what they cost."""
    draw = random.Random(f"equal {seed}")
    found = []
    for number in range(draw.randint(7, 9)):
        for version in range(draw.choice([1, 1, 2])):
            kronor = draw.choice([10, 20, 30])
            found.append(candidate(f"p{number}", kronor, {("fund", 2027): kronor}, f"v{version}" if version else None))
    return Case(tuple(found), (fund({2027: sum(c.value for c in found) // 30 * 10}),))


def changed(plan: Plan, other: Iterable[Candidate]) -> set[str]:
    """The proposals that come, go or are in another version."""
    before, after = {key[0]: key for key in plan.chosen}, {c.proposal: c.key for c in other}
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
