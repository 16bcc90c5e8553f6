"""What turns a verdict, against every plan at the step told and at the one before it (convention §20)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.margins import explain
from prioritizer.explanation.own_terms import Asked, duration, own_terms, success
from prioritizer.explanation.questions import Questions
from prioritizer.model.own_terms import Term
from prioritizer.model.plan import Key, Margin, Plan
from prioritizer.selection.choose import choose
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, worth_of

LONGEST, HORIZON = 4, 12


def worth_at(case: Case, key: Key, factor: Fraction) -> int:
    """What a version is worth with its effect, or the length of it, so many times what it is."""
    value = next(c.value for c in case.candidates if c.key == key)
    return value + round((abs(value) + 3) * (factor - 1))


def at_cost(case: Case, key: Key, factor: Fraction) -> int:
    """What a version is worth at so many times its costs."""
    chosen = next(c for c in case.candidates if c.key == key)
    return chosen.value - round(Fraction(chosen.granted_total + 3) * (factor - 1))


def asked(case: Case, margin: Margin) -> Asked:
    """A proposal of a case."""
    by_worth = lambda key, factor: worth_at(case, key, factor)  # noqa: E731  # the same for two
    worth = {"success": by_worth, "duration": by_worth, "cost": lambda key, factor: at_cost(case, key, factor)}
    return Asked(margin, worth, LONGEST, HORIZON)  # type: ignore[arg-type]  # names are literals


def lead(case: Case, proposal: str, values: dict[Key, int]) -> Fraction | None:
    """How much more the best plan with a proposal is worth than the best without; None where one of them is not."""
    priced = replace(case, candidates=tuple(replace(c, value=values.get(c.key, c.value)) for c in case.candidates))
    found: dict[bool, list[Fraction]] = {True: [], False: []}
    for plan in plans(priced):
        if keeps(priced, plan):
            found[any(c.proposal == proposal for c in plan)].append(worth_of(priced, plan))
    return max(found[True]) - max(found[False]) if found[True] and found[False] else None


def turned(case: Case, proposal: str, selected: bool, what: str, factor: Fraction) -> bool:
    """Whether the verdict is another one, by every plan."""
    keys = [c.key for c in case.candidates if c.proposal == proposal]
    if what != "cost":
        ahead = lead(case, proposal, {key: worth_at(case, key, factor) for key in keys})
    else:
        dear = tuple(
            replace(
                c,
                granted={
                    at: kronor * Decimal(factor.numerator) / factor.denominator for at, kronor in c.granted.items()
                },
                value=at_cost(case, c.key, factor),
            )
            if c.proposal == proposal
            else c
            for c in case.candidates
        )
        ahead = lead(replace(case, candidates=dear), proposal, {})
        if ahead is None:
            return selected
    assert ahead is not None
    return ahead <= -1 if selected else ahead >= 1


def margins_of(case: Case, time_limit: float | None = None) -> tuple[Plan, tuple[Margin, ...]] | None:
    """The plan and all margins."""
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return None
    names = dict.fromkeys(c.proposal for c in case.candidates)
    return plan, explain(program, plan, dict.fromkeys(names, "admitted"), time_limit=time_limit).margins


def before(term: Term, selected: bool) -> Fraction:
    """The step before the one told."""
    assert term.sure is not None
    step = Fraction(1, LONGEST * 10) if term.what == "duration" else Fraction(1, 1000)
    # What is out comes in by more effect or lower costs, what is in leaves by less effect or higher costs.
    return term.sure - step if (term.what == "cost") == selected else term.sure + step


@pytest.mark.parametrize("seed", range(8))
def test_the_number_told_turns_the_verdict_and_the_one_before_does_not(seed: int) -> None:
    """Effects, lengths and costs, of what is in and of what is out."""
    case = random_case(seed, 3)
    found = margins_of(case)
    if found is None:
        return
    plan, margins = found
    statement = case.statement()
    questions = Questions.about(statement.program(), plan)
    for margin in margins:
        selected = margin.outcome == "selected"
        for term in own_terms(asked(case, margin), questions, statement):
            if margin.conflict:
                assert term.why == "never"
                continue
            if term.sure is None:
                assert term.why == "never"
                # What is out comes in by more effect or lower costs, what is in leaves by less effect or higher costs.
                furthest = term.range[1 if (term.what == "cost") == selected else 0]
                assert not turned(case, margin.proposal, selected, term.what, max(furthest, Fraction(1, 1000)))
                continue
            assert term.exact
            assert turned(case, margin.proposal, selected, term.what, term.sure)
            assert not turned(case, margin.proposal, selected, term.what, before(term, selected))


def test_margins_that_are_not_proved_give_two_ends_that_hold_the_turn() -> None:
    """Nearer than the first it has not turned, at the second it has."""
    for seed in range(6):
        case = random_case(seed, 3)
        found = margins_of(case)
        if found is None:
            continue
        for margin in found[1]:
            if margin.conflict:
                continue
            wide = [replace(a, low=a.low and a.low / 2, high=a.high and a.high + 2) for a in margin.alternatives]
            loose = replace(margin, low=margin.low and margin.low / 2, high=margin.high and margin.high + 2)
            for find in (success, duration):
                exact = find(asked(case, margin))
                rough = find(asked(case, replace(loose, alternatives=tuple(wide))))
                if exact.sure is None:
                    assert rough.sure is None
                    continue
                ends = [abs(1 - f) for f in (rough.least, exact.sure, rough.sure) if f is not None]
                assert ends == sorted(ends)


def test_what_limits_keep_in_leaves_for_nothing() -> None:
    """There is no plan without it."""
    case = replace(
        Case((candidate("ours", 5, {("fund", 2027): 1}), candidate("other", 9)), (fund({2027: 1}),)),
        mandatory=frozenset({"ours"}),
    )
    found = margins_of(case)
    assert found is not None
    (margin,) = [m for m in found[1] if m.proposal == "ours"]
    statement = case.statement()

    terms = own_terms(asked(case, margin), Questions.about(statement.program(), found[0]), statement)

    assert [term.why for term in terms] == ["never"] * 3


def test_effects_on_the_same_people_as_others_are_not_the_proposals_alone() -> None:
    """Then it says so, and costs are told all the same."""
    case = Case((candidate("a", 5, {("fund", 2027): 1}), candidate("b", 9, {("fund", 2027): 1})), (fund({2027: 1}),))
    found = margins_of(case)
    assert found is not None
    statement = case.statement()

    terms = own_terms(
        replace(asked(case, found[1][0]), shared=True), Questions.about(statement.program(), found[0]), statement
    )

    assert [term.why for term in terms[:2]] == ["shared"] * 2
    assert terms[2].sure is not None
