"""How sure each actor's net present value is, from the same joint draws as society's (§4, §8, §10, §25)."""

import sys
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.appraisal.actor_draws import ActorDraws, Spread, spread_of
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.parties import Parties, parties
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Cost, Portfolio, Proposal, Stated, Success
from prioritizer.model.rules import Dated, Parameter, RuleSet
from prioritizer.model.value import Appraised
from prioritizer.reading.portfolio import Read, read_portfolio
from tests.appraisal.accounts_cases import DAY, SOURCE, care, effect, portfolio, proposal, rules, support, work
from tests.conftest import ROOT

HALF = (Success("as planned", Decimal("0.5"), Decimal(1)), Success("nothing", Decimal("0.5"), Decimal(0)))
DRAWS = 64


@pytest.fixture(scope="module")
def example() -> Read:
    """The shipped example."""
    return read_portfolio(ROOT / "portfolios" / "exempelkommun")


def total(found: ActorDraws | None) -> Draws:
    """Society's draws as the sum over actors."""
    assert found is not None
    summed: Draws = np.sum(list(found.values()), axis=0)
    return summed


def only(round_: Portfolio, by: RuleSet, draws: int = DRAWS) -> Appraised:
    """The one version of a round."""
    return appraise(round_, by, draws=draws)[0]


def uncertain(name: str = "p") -> Proposal:
    """6 000 kr for 10 days of care at 1 000 kr, which come to nothing every second time."""
    return replace(proposal({"kommun": 6_000}, effect("care")), id=name, success=HALF)


def gains(found: Parties, actor: str) -> Spread | None:
    """How sure one purse is."""
    return next(row.spread for row in found.parties if row.actor == actor)


def test_the_spread_of_one_purse_by_hand() -> None:
    """The municipality nets 4 000 or −6 000 kr, each in half of the draws; who is not touched has no draws."""
    found = only(portfolio(uncertain()), rules(care()))
    assert found.actor_draws is not None

    assert set(found.actor_draws) == {"kommun"}
    assert sorted({round(float(x)) for x in found.actor_draws["kommun"]}) == [-6_000, 4_000]
    assert spread_of(found.actor_draws, {"kommun", "omsorg"}) == Spread(0.5, -6_000, 4_000)
    assert spread_of(found.actor_draws, {"region"}) == Spread(0.0, 0, 0)


def test_a_cost_that_varies_is_the_payers() -> None:
    """A cost of 6 000 kr that is a third higher or lower: the region bears 4 000 to 8 000, the municipality nothing."""
    spread = Distribution(Decimal("0.5"), Decimal(1), Decimal("1.5"), "triangle")
    paid = Cost("cost", "region", {2027: Decimal(6_000)}, None, "investment", spread=spread)
    bare = proposal({}, effect("care"))
    head = replace(bare.alternatives[0], costs=(paid,))
    found = only(portfolio(replace(bare, alternatives=(head,)), tax_factor=True), rules(care()), 1024)
    assert found.actor_draws is not None

    region = spread_of(found.actor_draws, {"region"})
    # A triangle from 3 000 to 9 000: its 95th percentile is 9 000 − 3 000 × √0.1.
    assert region.low == pytest.approx(-(9_000 - 3_000 * 0.1**0.5), abs=15)
    assert region.high == pytest.approx(-(3_000 + 3_000 * 0.1**0.5), abs=15)
    assert spread_of(found.actor_draws, {"kommun"}) == Spread(1.0, 10_000, 10_000)
    assert total(found.actor_draws) == pytest.approx(found.draws, abs=1e-6)


@pytest.mark.parametrize("tax_factor", [False, True])
def test_actors_add_up_to_society_in_every_draw(example: Read, tax_factor: bool) -> None:
    """For all versions of the example, haircuts and the row of tax financing included (§4, §5, §9)."""
    round_ = replace(example.portfolio, tax_factor=tax_factor)
    for value in appraise(round_, example.rules, 1, DRAWS):
        assert total(value.actor_draws) == pytest.approx(value.draws, abs=1e-3)


def test_the_mean_of_an_actor_is_what_its_tables_say(example: Read) -> None:
    """The expected value of the draws, against tables that are computed and rounded another way: at most a krona."""
    for value in appraise(example.portfolio, example.rules, 1, DRAWS):
        assert value.actor_draws is not None
        tables = (value.costs_present, value.effects_present)
        for actor in {actor for table in tables for actor, _ in table}:
            told = sum(kr for table in tables for (whose, _), kr in table.items() if whose == actor)
            assert float(value.actor_draws[actor].mean()) == pytest.approx(told, abs=1.5)


def test_a_plan_is_the_sum_of_its_versions_and_of_what_they_share(example: Read) -> None:
    """Actors add up to the plan in every draw, with what versions on the same people do not give together (§6)."""
    chosen, proposals = [], set()
    for value in appraise(example.portfolio, example.rules, 1, DRAWS):
        if value.proposal not in proposals:
            chosen.append(value)
            proposals.add(value.proposal)
    shared = overlaps(example.portfolio, example.rules, 1, DRAWS)
    plan = plan_values(example.portfolio, chosen, shared)

    assert plan.overlaps
    assert total(plan.actor_draws) == pytest.approx(plan.draws, abs=1e-2)
    assert total(plan_values(example.portfolio, chosen).actor_draws) != pytest.approx(plan.draws, abs=1e-2)


def test_what_experience_moves_is_the_whole_and_not_an_actor() -> None:
    """Draws of actors are before it: society's have the same shape, narrowed by √w about a lower mean (§10)."""
    by = rules(care())
    numbers = {name: Parameter(name, {}, "", (Dated(DAY, Decimal(1), SOURCE, "S"),)) for name in ("prior_spread",)}
    numbers["prior_return"] = Parameter("prior_return", {}, "", (Dated(DAY, Decimal(-2), SOURCE, "S"),))
    found = only(portfolio(uncertain()), replace(by, parameters={**by.parameters, **numbers}))
    actors = total(found.actor_draws)

    assert 0 < found.weight < 1
    assert found.nnv < found.nnv_adjusted == round(float(actors.mean()))
    moved = float(found.draws.mean()) + found.weight**0.5 * (actors - actors.mean())
    assert found.draws == pytest.approx(moved, abs=1e-6)


def test_a_stated_result_spreads_over_actors_in_a_way_that_nobody_knows() -> None:
    """Unknown, never zero, for the version and for a plan with it, also where its own chance is stated (§25, §26)."""
    head = proposal({"kommun": 6_000}).alternatives[0]
    benefits = {"kommun": Decimal(9_000), "region": Decimal(1_000)}
    result = Stated(benefits=benefits, low=Decimal(-1_000), high=Decimal(9_000))
    told = replace(proposal({}), id="q", alternatives=(replace(head, stated=result),))
    round_, by = portfolio(uncertain(), told), rules(care())
    found = appraise(round_, by, draws=DRAWS)
    plan = plan_values(round_, found)

    assert found[1].chance is not None
    assert found[1].actor_draws is None
    assert plan.actor_draws is None
    assert gains(parties(round_, by, found[1], 2027, (), timed=False), "region") is None
    assert gains(parties(round_, by, plan, 2027, (), timed=False), "kommun") is None
    assert gains(parties(round_, by, plan_values(round_, found[:1]), 2027, ()), "kommun") == Spread(0.5, -6_000, 4_000)


def test_costs_without_priced_effects_have_no_spread() -> None:
    """What the effects are worth is unknown, so how sure the purse is cannot be said (§25)."""
    round_, by = portfolio(proposal({"kommun": 6_000})), rules()
    assert gains(parties(round_, by, only(round_, by), 2027, ()), "kommun") is None


def test_nobody_who_does_not_ask_pays_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws by actor are worked out when somebody looks at them."""

    def never(*_: object) -> ActorDraws:
        raise AssertionError("worked out although nobody asked")

    # By module: the package has a function of the same name.
    monkeypatch.setattr(sys.modules["prioritizer.appraisal.appraise"], "version_draws", never)
    monkeypatch.setattr(sys.modules["prioritizer.appraisal.plan"], "summed_draws", never)
    round_ = portfolio(replace(proposal({"kommun": 6_000}, effect("work"), effect("support")), success=HALF))
    plan_values(round_, appraise(round_, rules(work(), support()), draws=DRAWS))
