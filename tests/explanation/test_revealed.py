"""What a decided plan counts as worth more, against every plan there is (convention §21)."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.revealed import revealed
from prioritizer.model.plan import Candidate, Key, Plan
from prioritizer.model.revealed import Revealed
from prioritizer.model.rules import Relation
from prioritizer.selection.choose import choose
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program
from tests.selection import cases
from tests.selection.cases import Case, candidate, fund, keeps, limit, plans, random_case, worth_of


def told(case: Case, decided: cases.Plan, words: dict[str, set[Key]]) -> Revealed:
    """What is said of a decided plan; words by the candidates that they count for."""
    program = case.program()
    indexes = {word: frozenset(program.index(key) for key in keys) for word, keys in words.items()}
    return revealed(program, [c.key for c in decided], indexes)


def to(word: set[Key], plan: cases.Plan) -> Fraction:
    """Granted kronor of a plan that go to a word."""
    return sum((Fraction(c.granted_total) for c in plan if c.key in word), Fraction(0))


def some_plan(case: Case, seed: int) -> cases.Plan | None:
    """A plan within the limits that need not be the best."""
    allowed = [plan for plan in plans(case) if keeps(case, plan) and plan]
    return random.Random(seed).choice(allowed) if allowed else None


@pytest.mark.parametrize("seed", range(60))
def test_the_least_extra_value_of_one_word_is_that_of_all_plans(seed: int) -> None:
    """Each other plan asks for at least, or at most, so much; where they clash there is none."""
    case = random_case(seed, 4)
    decided = some_plan(case, seed)
    if decided is None:
        return
    word = {c.key for c in case.candidates if c.facts["risk"] == "high"}
    found = told(case, decided, {"high": word})
    least, most = Fraction(0), Fraction(10**6)
    for plan in plans(case):
        if not keeps(case, plan):
            continue
        lack, gain = worth_of(case, plan) - worth_of(case, decided), to(word, decided) - to(word, plan)
        if gain > 0:
            least = max(least, lack / gain)
        elif gain < 0:
            most = min(most, lack / gain)
        elif lack > 0:
            most = Fraction(-1)
    if found.outcome == "needless":
        assert least == 0 or max(worth_of(case, p) for p in plans(case) if keeps(case, p)) < worth_of(case, decided) + 1
    elif found.outcome == "found":
        (priority,) = found.priorities
        assert abs(Fraction(priority.more) - least) <= Fraction(1, 1000) * max(Fraction(1), least)
        assert priority.more <= most + Fraction(1, 1000)
    else:
        assert found.outcome == "none"
        assert least > most - Fraction(1, 1000)
        # It may take several plans together, of which none is named.
        if found.better is not None:
            better = tuple(c for c in case.candidates if c.key in found.better)
            assert worth_of(case, better) >= worth_of(case, decided) + 1
            assert to(word, better) >= to(word, decided)


def test_extra_values_of_ore_are_whole_and_never_finer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter and a fifth of a krona are exact together; a third, of 28 digits, is counted to the öre."""
    asked: list[Program] = []
    revalue = Highs.revalue

    def heard(solver: Highs, program: Program) -> None:
        asked.append(program)
        revalue(solver, program)

    monkeypatch.setattr(Highs, "revalue", heard)
    costs = {"a": Decimal("3.5"), "b": Decimal("3.20"), "c": Decimal("0.25"), "d": Decimal(1) / 3}
    case = Case(tuple(candidate(name, 100, {("fund", 2027): cost}) for name, cost in costs.items()), (fund({2027: 4}),))
    b, c, d = (case.candidates[n] for n in (1, 2, 3))
    found = told(case, (b, c, d), {name: {one.key} for name, one in (("b", b), ("c", c), ("d", d))})

    assert asked
    assert found.outcome in ("found", "needless")
    for program in asked:
        assert all(isinstance(units, int) and abs(units) < 10**14 for units in program.objective)
        assert 100 * 10**6 * case.program().scale == program.scale


@pytest.mark.parametrize("seed", range(30))
def test_with_what_is_told_no_plan_is_worth_a_krona_more(seed: int) -> None:
    """Several words at once, and the difference in kronor."""
    case = random_case(seed + 100, 4)
    decided = some_plan(case, seed)
    if decided is None:
        return
    words = {name: {c.key for c in case.candidates if name in c.facts["goals"]} for name in ("school", "home", "work")}  # type: ignore[operator]  # the goals of a case are words
    found = told(case, decided, words)
    worths = [(plan, worth_of(case, plan)) for plan in plans(case) if keeps(case, plan)]
    ours = worth_of(case, decided)
    assert Fraction(found.difference) == max(worth for _, worth in worths) - ours
    if found.outcome != "found":
        return
    extra = {priority.of: Fraction(priority.more) for priority in found.priorities}

    def counted(plan: cases.Plan, worth: Fraction) -> Fraction:
        return worth + sum((extra.get(n, Fraction(0)) * to(words[n], plan) for n in words), Fraction(0))

    assert max(counted(plan, worth) for plan, worth in worths) < counted(decided, ours) + 1


def test_a_plan_beside_the_limits_says_which_it_breaks() -> None:
    """And what it counts as worth more is told as if they were not there."""
    made: tuple[Candidate, ...] = (candidate("a", 5, {("fund", 2027): 3}), candidate("b", 9, {("fund", 2027): 3}))
    case = Case(made, (fund({2027: 3}),))
    found = told(case, made, {"a": {("a", None, None)}})
    assert found.breaks == ("fund:fund:2027",)
    assert found.outcome == "needless"


def test_what_is_worth_more_whatever_is_counted_is_named() -> None:
    """No extra value on a word that neither has can help."""
    made = (candidate("a", 5, {("fund", 2027): 3}), candidate("b", 9, {("fund", 2027): 3}))
    case = Case((*made, candidate("c", -50)), (fund({2027: 3}),))
    found = told(case, made[:1], {"c": {("c", None, None)}})
    assert found.outcome == "none"
    assert found.better == (("b", None, None),)
    plan = choose(case.program())
    assert isinstance(plan, Plan)
    assert found.difference == 4


def test_where_it_takes_several_plans_none_is_named() -> None:
    """«b» asks for four kronor more a krona of «x», and with that «c», which gives «x» most, is above them both."""
    made = (
        candidate("a", 5, {("fund", 2027): 3}),
        candidate("b", 9, {("fund", 2027): 2}),
        candidate("c", 5, {("fund", 2027): 5}),
    )
    one = limit("one", Relation("at_most_one_of", ("a", "b", "c")))
    found = told(Case(made, (fund({2027: 5}),), limits=(one,)), made[:1], {"x": {c.key for c in made}})
    assert (found.outcome, found.better) == ("none", None)
    found = told(Case(made[:2], (fund({2027: 3}),)), made[:1], {"x": {c.key for c in made[:2]}})
    assert found.outcome == "found"
    assert [3 <= priority.more <= 4 for priority in found.priorities] == [True]


def test_without_any_word_nothing_can_help() -> None:
    """A field that nobody states."""
    made = (candidate("a", 5, {("fund", 2027): 3}), candidate("b", 9, {("fund", 2027): 3}))
    case = Case(made, (fund({2027: 3}),))
    assert told(case, made[:1], {}).outcome == "none"
    assert told(case, made[1:], {}).outcome == "needless"
