"""Limits on the joint draws: said, judged on a finished plan, and read (convention §18)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Language, Op, RiskLimit, Unit, Verdict
from prioritizer.predicates.constrain import UnknownThreshold, constrain, risk_bound
from prioritizer.predicates.on_plan import judge
from prioritizer.predicates.say import Speaker
from tests.selection.cases import limit, plans
from tests.selection.test_risk import chance_ceiling, mean_floor, risky

UNITS = {"kr": Unit("kr", "amount", {"sv": "kr", "en": "SEK"})}
NNV = "net_present_value"


def said(form: RiskLimit, language: Language) -> str:
    """The limit as a sentence."""
    numbers = {"cap": Decimal("0.1")}
    return Speaker({}, numbers, language, units=UNITS).limit(limit("risk", form)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_floor_on_the_worst_is_said_in_swedish() -> None:
    """The share, the mean and the bound stand in one sentence."""
    told = said(mean_floor(-2_000_000, "0.05"), "sv")
    assert told == "I de sämsta 5 % av utfallen är planens nettonuvärde i medeltal minst −2 000 000 kr."


def test_a_floor_on_the_worst_is_said_in_english() -> None:
    """The same in English."""
    told = said(mean_floor(0, "0.05"), "en")
    assert told == "In the worst 5% of outcomes, the plan's net present value is on average at least 0 SEK."


def test_a_ceiling_on_the_chance_is_said_in_swedish() -> None:
    """With a parameter, whose number is in force, in the sentence."""
    told = said(replace(chance_ceiling("0.1"), value=None, parameter="cap"), "sv")
    assert told == "Sannolikheten att planens nettonuvärde är under 0 kr är högst 10 % («cap»)."


def test_a_ceiling_on_the_chance_is_said_in_english() -> None:
    """The same in English, with a floor of its own."""
    told = said(chance_ceiling("0.1", 500), "en")
    assert told == "The chance that the plan's net present value is below 500 SEK is at most 10%."


def test_no_fixed_row_holds_such_a_limit() -> None:
    """`constrain` has no rows for it: they depend on the plan at hand."""
    assert constrain(limit("risk", mean_floor(0)), [], {}, Decimal(0)) == ()


@pytest.mark.parametrize("missing", ["edge", "value"])
def test_a_number_that_is_not_in_force_is_named(missing: str) -> None:
    """Without one of its two numbers the limit cannot be put."""
    named = {"edge": {"edge": None, "edge_parameter": "p"}, "value": {"value": None, "parameter": "p"}}[missing]
    with pytest.raises(UnknownThreshold, match="risk: p"):
        risk_bound("risk", replace(mean_floor(0), **named), {})  # type: ignore[arg-type]  # two fields of its own


def test_a_proposal_without_draws_is_unknown() -> None:
    """What is not known never counts as met (convention §25)."""
    chosen = Candidate("p", None, None, 0, {}, {}, {})
    (found,) = judge(limit("risk", mean_floor(0)), [chosen], {}, Decimal(0))
    assert (found.verdict, found.used) == (Verdict.UNKNOWN, None)


def test_a_plan_with_nothing_in_it_is_worth_nothing() -> None:
    """Its mean is 0 kronor, and its margin to a floor of −5 is 5."""
    (found,) = judge(limit("risk", mean_floor(-5)), [], {}, Decimal(0))
    assert (found.verdict, found.used, found.margin) == (Verdict.HOLDS, Fraction(0), Fraction(5))


@given(seed=st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_a_finished_plan_is_judged_as_the_program_judges_it(seed: int) -> None:
    """Two readings that share no code measure the same and give the same verdict on every plan."""
    case = risky(seed, size=4)
    program = case.program()
    for plan in plans(case):
        chosen = [program.index(c.key) for c in plan]
        for rule, risk in zip(case.limits, program.risks, strict=True):
            (found,) = judge(rule, plan, {}, Decimal(0), together=case.together_draws)
            assert found.used == risk.measure(chosen)
            assert (found.verdict is Verdict.HOLDS) == risk.allows(chosen)


def test_the_op_of_each_form_is_its_own() -> None:
    """A mean has a floor and a chance a ceiling."""
    assert (mean_floor(0).op, chance_ceiling("0.1").op) == (Op.AT_LEAST, Op.AT_MOST)
