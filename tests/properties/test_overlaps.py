"""Rounds whose proposals reach the same people: the choice against a count of each person and day (§6, §14, §20).

What a plan is worth is counted a second time here, person by person and day by day, without terms and products.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.explanation.blindness import disguise
from prioritizer.explanation.margins import margins
from prioritizer.model.plan import Key, Plan
from prioritizer.model.portfolio import Effect, Fund, Portfolio, Profile, Proposal
from prioritizer.model.rules import Op, RiskLimit
from prioritizer.model.verdict import Screened
from prioritizer.selection.candidates import program_of, values_of
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program
from tests.appraisal.test_appraise import cost, point, portfolio, proposal, rules
from tests.appraisal.test_overlap import EITHER, QUARTER, shared
from tests.selection.cases import limit

HORIZON, MOST_PEOPLE, MOST_DAYS, PRICE = 6, 4, 3, 1000.0


@dataclass(frozen=True)
class Made:
    """An effect in plain numbers: whom it reaches, what share of their days it takes, and when."""

    group: str | None
    people: int
    days: int
    share: Decimal
    delay: int
    years: int


@dataclass(frozen=True)
class Choice:
    """A proposal at one start, what it costs and what it does."""

    key: Key
    cost: int
    effects: tuple[Made, ...]


def drawn(seed: int) -> tuple[Portfolio, dict[str, tuple[Choice, ...]]]:
    """A round of three to five proposals in two groups or none, and the same in plain numbers."""
    draw = random.Random(seed)
    proposals: list[Proposal] = []
    choices: dict[str, tuple[Choice, ...]] = {}
    for n in range(draw.randint(3, 5)):
        name, starts = f"p{n}", draw.choice([(2027,), (2027,), (2027, 2028)])
        made = tuple(
            Made(
                draw.choice(["one", "one", "two", None]),
                draw.randint(1, MOST_PEOPLE),
                draw.randint(1, MOST_DAYS),
                Decimal(draw.randint(1, 4)) / 4,
                draw.randint(0, 1),
                draw.randint(1, 3),
            )
            for _ in range(draw.randint(1, 2))
        )
        paid = draw.randint(1, 8) * 100
        proposals.append(proposal(name, [cost({2027: paid}, fund="medel")], [_effect(m) for m in made], starts=starts))
        choices[name] = tuple(Choice((name, None, s if len(starts) > 1 else None), paid, made) for s in starts)
    money = Decimal(draw.randint(5, 15) * 100)
    fund = Fund("medel", "Medel", "kommun", Decimal(0), True, "fast", {2027: money, 2028: Decimal(0)})
    return replace(portfolio(*proposals, horizon=HORIZON), funds=(fund,)), choices


def _effect(made: Made) -> Effect:
    risk = str(Decimal("0.2") * (1 - made.share))
    profile = Profile(made.delay, (), made.years, Decimal("0.5"))
    return shared(
        made.people,
        risk,
        overlap_group=made.group,
        units_per_case=point(made.days),
        profile=profile,
    )


def weight(made: Made, start: int, year: int) -> float:
    """How far an effect has come in a calendar year, within the horizon of its start."""
    k = year - start - made.delay
    if k < 0 or year >= start + HORIZON:
        return 0.0
    return 1.0 if k < made.years else float(0.5 ** (k - made.years + 1))


def worth(plan: Sequence[Choice], part: float = 1.0) -> float:
    """Each person and day of each group, by who reaches it; outside a group everybody is somebody else's.

    `part` of each effect is had, scaled before those on the same people are combined (§11).
    """
    total = -float(sum(choice.cost for choice in plan))
    made = [(m, choice.key[2] or 2027, (choice.key[0], n)) for choice in plan for n, m in enumerate(choice.effects)]
    for world in sorted({m.group or str(who) for m, _, who in made}):
        here = [(m, start) for m, start, who in made if world == (m.group or str(who))]
        for year, person, day in product(range(2027, 2040), range(MOST_PEOPLE), range(MOST_DAYS)):
            left = 1.0
            for m, start in here:
                if person < m.people and day < m.days:
                    left *= 1.0 - part * float(m.share) * weight(m, start, year)
            total += 0.2 * (1.0 - left) * PRICE
    return total


def every_plan(choices: dict[str, tuple[Choice, ...]], money: Decimal) -> list[tuple[Choice, ...]]:
    """Every plan within the fund, whose money of the first year may wait for the second."""
    combinations = product(*([None, *found] for found in choices.values()))
    plans = [tuple(c for c in combination if c is not None) for combination in combinations]
    return [p for p in plans if sum(c.cost for c in p) <= money]


def decided(round_: Portfolio) -> tuple[Program, Plan, int]:
    """The program, the plan, and what `plan_values` says that it is worth."""
    by = rules("0")
    values, found = appraise(round_, by, draws=2), overlaps(round_, by, draws=2)
    screened = [Screened(p.id, "admitted", ()) for p in round_.proposals]
    program, _ = program_of(round_, by, screened, values, found)
    plan = choose(program)
    assert isinstance(plan, Plan)
    return program, plan, plan_values(round_, values_of(values, plan.chosen), found).nnv


@pytest.mark.parametrize("seed", range(60))
def test_the_choice_and_its_margins_agree_with_a_count_of_people_and_days(seed: int) -> None:
    """Within a krona for each rounded part: no plan is worth more, and each margin is the difference of two plans."""
    round_, choices = drawn(seed)
    program, plan, value = decided(round_)
    money = round_.funds[0].allocation[2027]
    plans = {frozenset(c.key for c in p): worth(p) for p in every_plan(choices, money)}
    plans = {keys: w for keys, w in plans.items() if keys <= {c.key for c in program.candidates}}
    near = 1 + len(program.candidates) + sum(len(shared) for shared in program.shared)

    best = max(plans.values())
    assert plan.objective == value
    assert plans[frozenset(plan.chosen)] == pytest.approx(best, abs=near)
    assert float(plan.objective) == pytest.approx(best, abs=near)
    for margin in margins(program, plan, {name: "admitted" for name in choices}):
        is_in = margin.outcome == "selected"
        others = [w for keys, w in plans.items() if (margin.proposal in {key[0] for key in keys}) != is_in]
        if others and program.of(margin.proposal):
            assert margin.margin is not None
            assert float(margin.margin) == pytest.approx(best - max(others), abs=2 * near)


@pytest.mark.parametrize("seed", range(20))
def test_names_of_groups_and_proposals_reach_nothing(seed: int) -> None:
    """Disguised, the same plan is worth the same (§24)."""
    round_, _ = drawn(seed)
    masked, _, mask = disguise(round_, rules("0"))

    _, plan, value = decided(round_)
    _, again, value_again = decided(masked)

    assert value == value_again
    assert {(mask[p], a, s) for p, a, s in plan.chosen} == set(again.chosen)


def test_an_overlap_of_nothing_on_average_is_in_the_limit_on_the_draws() -> None:
    """Hit in half the draws, a loses 100,000 and b gains 50,000 and 25,000 more of those hit by a: −25,000 (§18)."""
    either = replace(shared(), risk_with=EITHER)
    round_ = portfolio(proposal("a", [], [either]), proposal("b", [], [shared(risk_with=QUARTER)]))
    form = RiskLimit("worst_mean", "net_present_value", Decimal("0.25"), Op.AT_LEAST, Decimal(-30_000))
    by = replace(rules("0"), limits=(limit("floor", form),))
    values, found = appraise(round_, by), overlaps(round_, by)
    screened = [Screened(p.id, "admitted", ()) for p in round_.proposals]

    program, _ = program_of(round_, by, screened, values, found)

    assert program.risks[0].measure(range(2)) == -25_000
    assert plan_values(round_, values, found).draws.min() == pytest.approx(-25_000)
