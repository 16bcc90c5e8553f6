"""The same limits filled in other orders, beside a greedy that knows every plan there is (convention §22)."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation import reaching
from prioritizer.explanation.order_sequences import ORDERS, Ratios
from prioritizer.explanation.orders import orders
from prioritizer.explanation.questions import Answered, Questions
from prioritizer.model.orders import Order, Orders
from prioritizer.model.plan import Candidate, Key, Plan
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Relation, RiskLimit
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import SolverUnavailable
from tests.selection.cases import (
    Case,
    candidate,
    fund,
    keeps,
    knapsack,
    limit,
    plans,
    random_case,
    verdicts,
    with_overlaps,
    with_repaid,
    worth_of,
)
from tests.selection.test_risk import risky

Chosen = frozenset[Key]
BOARDS = ("north", "south", "west")


def stated(case: Case, seed: int) -> Case:
    """The same portfolio where each proposal says who asked, how loudly and when, and what board it belongs to."""
    draw = random.Random(f"stated {seed}")
    names = sorted({c.proposal for c in case.candidates})
    ranks = draw.sample(range(1, 40), len(names))
    told = {
        name: {
            "advocacy.political_priority": str(rank),
            "advocacy.signatures": str(draw.choice([0, 15, 900])),
            "advocacy.received": f"2026-09-{draw.randint(1, 9):02}",
            "board": draw.choice(BOARDS),
        }
        for name, rank in zip(names, ranks, strict=True)
    }
    return replace(case, candidates=tuple(replace(c, facts={**c.facts, **told[c.proposal]}) for c in case.candidates))


def continued(case: Case, seed: int) -> Case:
    """The same portfolio where an earlier plan binds a proposal to some of its versions."""
    draw = random.Random(f"continued {seed}")
    name = draw.choice(["p0", "p1"])
    keys = [c.key for c in case.candidates if c.proposal == name]
    return replace(case, continuing={name: tuple(draw.sample(keys, draw.randint(1, len(keys))))})


FORMS: Mapping[str, Callable[[Case, int], Case]] = {
    "plain": lambda case, _: case,
    "overlaps": with_overlaps,
    "repaid": with_repaid,
    "continued": continued,
    "risky": lambda _, seed: risky(seed, 4),
}


def ratios_of(case: Case, seed: int) -> Ratios:
    """Any ratios: some versions have none."""
    draw = random.Random(f"ratios {seed}")
    return Ratios({c.key: draw.choice([None, *(draw.uniform(-2, 3) for _ in range(5))]) for c in case.candidates})


def filled(case: Case, ratios: Ratios, seed: int = 1, plan: Plan | None = None) -> Orders | None:
    """All orders; None where there is no plan."""
    program = case.program()
    outcome = plan or choose(program)
    return orders(case.statement(), program, outcome, ratios, seed) if isinstance(outcome, Plan) else None


def named(found: Orders | None) -> dict[str, Order]:
    """Orders of a case that has a plan, by name."""
    assert found is not None
    return {order.name: order for order in found.orders}


def ceilings(case: Case) -> frozenset[str]:
    """The limits that what is taken later cannot make room in, by what they mean."""
    return frozenset(rule.id for rule in case.limits if _is_ceiling(rule))


def _is_ceiling(rule: Limit) -> bool:
    form = rule.limit
    if isinstance(form, Relation):
        return form.form in ("exclusive", "at_most_one_of")
    if isinstance(form, RiskLimit):
        return False
    of_plan = form.form == "share_of" and form.base == "granted"
    return form.op in (Op.AT_MOST, Op.BELOW) and not of_plan


def within(case: Case, chosen: Sequence[Candidate]) -> bool:
    """Whether money, capacities and ceilings hold."""
    limits = ceilings(case)
    return all(
        met
        for name, met in verdicts(case, tuple(chosen))
        if name.startswith(("fund:", "resource:")) or name.partition("[")[0] in limits
    )


def sequence_of(case: Case, name: str, ratios: Ratios) -> list[list[Candidate]]:
    """The versions of each proposal in the order that they are taken, by plain reading of what the order is."""
    versions: dict[str, list[Candidate]] = {}
    for c in case.candidates:
        versions.setdefault(c.proposal, []).append(c)
    by_numbers = list(dict.fromkeys(c.proposal for c in case.program().candidates))
    must = case.mandatory | set(case.continuing)
    for proposal, keys in case.continuing.items():
        versions[proposal] = [c for c in versions[proposal] if c.key in keys]

    def rank(proposal: str) -> tuple[object, ...]:
        first = versions[proposal][0]
        ratio = ratios.found[first.key]
        money = first.granted_total
        per_krona = (
            (1, -Fraction(first.value) / Fraction(money)) if money else (2 if first.value < 0 else 0, -first.value)
        )
        return {
            "nnk": (ratio is None, -(ratio or 0)),
            "advocacy": (int(str(first.facts["advocacy.political_priority"])),),
            "signatures": (-int(str(first.facts["advocacy.signatures"])),),
            "first_come": (str(first.facts["advocacy.received"]),),
            "smallest_first": (money,),
            "equal_share": per_krona,
        }[name]

    others = sorted((p for p in by_numbers if p not in must), key=lambda p: (rank(p), versions[p][0].granted_total))
    return [versions[p] for p in [*(p for p in by_numbers if p in must), *others]]


def greedy(case: Case, name: str, ratios: Ratios, all_plans: Iterable[Chosen]) -> Chosen:
    """What an order ends in, by trying every plan at every step."""
    taken: list[Candidate] = []
    tried: set[str] = set()
    envelope = sum(f.opening + sum(f.allocation.values()) for f in case.funds)
    share = envelope // len({c.facts["board"] for c in case.candidates})

    def can_reach(some: Sequence[Candidate]) -> bool:
        keys = {c.key for c in some}
        return any({key for key in plan if key[0] in tried} == keys for plan in all_plans)

    def has_room(some: Sequence[Candidate]) -> bool:
        board = some[-1].facts["board"]
        return name != "equal_share" or sum(c.granted_total for c in some if c.facts["board"] == board) <= share

    for versions in sequence_of(case, name, ratios):
        tried.add(versions[0].proposal)
        first = [*taken, versions[0]]
        if within(case, first) and has_room(first) and can_reach(first):
            taken = first
        elif not can_reach(taken):
            taken.append(next(c for c in versions if can_reach([*taken, c])))
    return frozenset(c.key for c in taken)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(60))
def test_every_order_is_that_of_a_greedy_that_tries_every_plan(seed: int, form: str) -> None:
    """Taken, worth, loss and who comes and goes; and each order is a plan within all limits."""
    case = stated(FORMS[form](random_case(seed, 4), seed), seed)
    ratios = ratios_of(case, seed)
    found = filled(case, ratios)
    if found is None:
        return
    by_key = {c.key: c for c in case.candidates}
    all_plans = [frozenset(c.key for c in plan) for plan in plans(case) if keeps(case, plan)]
    best = max(worth_of(case, tuple(by_key[key] for key in plan)) for plan in all_plans)
    for name, order in named(found).items():
        if order.left_out is not None:
            assert name == "nnk"
            continue
        assert order.filled is not None
        expected = greedy(case, name, ratios, all_plans)
        worth = worth_of(case, tuple(by_key[key] for key in expected))
        assert expected == frozenset(order.filled.chosen), name
        assert expected in all_plans
        assert order.filled.is_plan
        assert (worth, best - worth) == (Fraction(order.filled.objective), Fraction(order.filled.loss))
        assert sum(by_key[key].granted_total for key in expected) == order.filled.granted


def test_an_order_says_who_comes_in_and_who_goes_out() -> None:
    """The loudest is dear and worth little: it takes the place of the two that the plan has."""
    case = knapsack([60, 100, 30], [10, 20, 30], 30)
    loud = tuple(
        replace(c, facts={"advocacy.political_priority": rank})
        for c, rank in zip(case.candidates, ("3", "2", "1"), strict=True)
    )
    found = named(filled(replace(case, candidates=loud), Ratios({})))["advocacy"].filled
    assert found is not None
    assert (("p02",), ("p00", "p01"), Decimal(30), Decimal(130)) == (
        found.enters,
        found.leaves,
        found.objective,
        found.loss,
    )


def test_another_version_of_the_same_proposal_is_a_change_and_no_coming_or_going() -> None:
    """An order takes the version that is written first; the plan has the better one."""
    pair = (
        candidate("a", 10, {("fund", 2027): 5}),
        candidate("a", 40, {("fund", 2027): 6}, alternative="large"),
    )
    found = named(filled(Case(pair, (fund({2027: 6}),)), Ratios({})))["smallest_first"].filled
    assert found is not None
    assert (found.enters, found.leaves, found.changed) == ((), (), ((("a", "large", None), ("a", None, None)),))


def test_what_a_floor_needs_is_taken_in_the_version_that_meets_it() -> None:
    """The first version is too dear, and without the proposal the floor is missed: so it is taken in its second."""
    case = Case(
        (
            candidate("dear", 90, {("fund", 2027): 8}),
            candidate("needed", 5, {("fund", 2027): 9}, risk="high"),
            candidate("needed", 1, {("fund", 2027): 2}, alternative="small", risk="high"),
        ),
        (fund({2027: 10}),),
        limits=(
            limit("floor", Amount("count_where", "", Op.AT_LEAST, Decimal(1), where=Leaf("risk", Op.EQUALS, "high"))),
        ),
    )
    case = replace(case, candidates=tuple(replace(c, facts={"risk": "low", **c.facts}) for c in case.candidates))
    found = named(filled(case, Ratios({})))["smallest_first"].filled
    assert found is not None
    assert found.chosen == (("dear", None, None), ("needed", "small", None))


def test_mandatory_proposals_come_first() -> None:
    """The council's decision takes the money that the first priority would have had."""
    facts = [{"advocacy.political_priority": "1"}, {}]
    rows = zip("ab", (9, 1), facts, strict=True)
    case = Case(
        tuple(replace(candidate(name, worth, {("fund", 2027): 5}), facts=told) for name, worth, told in rows),
        (fund({2027: 5}),),
        mandatory=frozenset({"b"}),
    )
    found = named(filled(case, Ratios({})))["advocacy"].filled
    assert found is not None
    assert found.chosen == (("b", None, None),)


@pytest.mark.parametrize(
    ("name", "field", "facts", "reason"),
    [
        ("advocacy", "advocacy.political_priority", {}, "missing"),
        ("signatures", "advocacy.signatures", {"advocacy.signatures": ""}, "missing"),
        ("first_come", "advocacy.received", {"advocacy.received": "i våras"}, "unreadable"),
        ("advocacy", "advocacy.political_priority", {"advocacy.political_priority": "hög"}, "unreadable"),
        ("equal_share", "board", {}, "missing"),
    ],
)
def test_an_order_with_missing_facts_is_left_out_and_says_which(
    name: str, field: str, facts: Mapping[str, str], reason: str
) -> None:
    """Nobody is put last for what is not stated (§25); the other orders are filled."""
    case = knapsack([5, 7], [1, 1], 2)
    full = {
        "advocacy.political_priority": "1",
        "advocacy.signatures": "4",
        "advocacy.received": "2026-09-01",
        "board": "north",
    }
    without = {key: fact for key, fact in full.items() if key != field}
    first, second = case.candidates
    case = replace(case, candidates=(replace(first, facts=full), replace(second, facts={**without, **facts})))
    found = named(filled(case, Ratios({c.key: 1.0 for c in case.candidates})))
    assert (reason, field, ("p01",), None) == (
        found[name].left_out,
        found[name].field,
        found[name].lacking,
        found[name].filled,
    )
    assert [n for n in ORDERS if n != name] == [n for n, order in found.items() if order.filled]


def test_a_ratio_that_could_be_stated_leaves_its_order_out_and_one_that_cannot_be_comes_last() -> None:
    """Costs without a kind lack a fact; a proposal without priced effects has no ratio, whatever is stated."""
    case = knapsack([5, 7, -1], [1, 1, 1], 3)
    keys = [c.key for c in case.candidates]
    ratios = {keys[0]: 2.0, keys[1]: 3.0, keys[2]: None}
    last = named(filled(case, Ratios(ratios)))["nnk"]
    assert (last.last, last.filled is not None) == (("p02",), True)
    unsorted = named(filled(case, Ratios(ratios, frozenset({keys[0]}))))["nnk"]
    assert (unsorted.left_out, unsorted.lacking, unsorted.filled) == ("missing", ("p00",), None)
    nobody = named(filled(case, Ratios(dict.fromkeys(keys))))["nnk"]
    assert ("missing", {"p00", "p01", "p02"}) == (nobody.left_out, set(nobody.lacking))


def test_no_board_gets_more_than_its_part_in_equal_shares() -> None:
    """Two boards and 10 kronor: the board with the best proposals gets five, and the other the rest."""
    rows = [("a", 90, 3, "north"), ("b", 80, 3, "north"), ("c", 7, 4, "south"), ("d", 6, 2, "south")]
    case = Case(
        tuple(candidate(name, worth, {("fund", 2027): cost}, board=board) for name, worth, cost, board in rows),
        (fund({2027: 10}),),
    )
    found = filled(case, Ratios({}))
    order = named(found)["equal_share"].filled
    assert found is not None
    assert order is not None
    assert (("north", "south"), Decimal(5)) == (found.boards, found.share)
    assert {key[0] for key in order.chosen} == {"a", "d"}


def _no_relaxation(*_: object, **__: object) -> None:
    raise SolverUnavailable("HiGHS", "not here")


@pytest.fixture
def search_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without mended plans and without the relaxation: every question that no plan at hand answers is searched."""
    monkeypatch.setattr(reaching, "MOST_CHANGES", 0)
    monkeypatch.setattr(reaching, "Relaxation", _no_relaxation)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.usefixtures("search_alone")
def test_orders_found_by_search_alone_are_those_of_the_greedy(seed: int) -> None:
    """What shortens the way changes nothing."""
    test_every_order_is_that_of_a_greedy_that_tries_every_plan(seed, "plain")


@pytest.mark.usefixtures("search_alone")
def test_an_order_whose_time_is_out_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a plan can be reached with the cheapest is not known; the order that needs no question is filled."""
    monkeypatch.setattr(Questions, "some", lambda *_: Answered(None, None, 0))
    rows = [("a", 1, 1, "low", "2"), ("b", 2, 3, "high", "1"), ("c", 9, 3, "high", "3"), ("d", -1, 2, "low", "4")]
    case = Case(
        tuple(
            replace(
                candidate(name, worth, {("fund", 2027): cost}, risk=risk),
                facts={"risk": risk, "advocacy.political_priority": priority},
            )
            for name, worth, cost, risk, priority in rows
        ),
        (fund({2027: 6}),),
        limits=(
            limit("floor", Amount("count_where", "", Op.AT_LEAST, Decimal(2), where=Leaf("risk", Op.EQUALS, "high"))),
        ),
    )
    found = named(filled(case, Ratios({})))
    assert (found["smallest_first"].left_out, found["smallest_first"].filled) == ("time", None)
    assert found["advocacy"].left_out == "time"


def test_with_nothing_to_choose_between_no_order_is_filled() -> None:
    """Every proposal was barred."""
    assert filled(Case((), (fund({2027: 5}),)), Ratios({})) == Orders(())


def test_progress_is_told() -> None:
    """Each order, and the random ones."""
    case = knapsack([5, 7], [1, 1], 2)
    heard: list[str] = []
    plan = choose(case.program())
    assert isinstance(plan, Plan)
    orders(case.statement(), case.program(), plan, Ratios({}), 1, heard.append)
    assert heard == [f"orders: {n}/7" for n in range(1, 8)]
