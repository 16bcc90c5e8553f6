"""Laws that every appraisal keeps, through `appraise` itself (convention §2, §4–§7, §10)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.appraisal.plan import PlanValue
from prioritizer.model.portfolio import (
    TAX_COST,
    Alternative,
    Cost,
    Distribution,
    Effect,
    OverlapGroup,
    Portfolio,
    Profile,
    Proposal,
)
from prioritizer.model.rules import Price, RuleSet
from prioritizer.model.value import Appraised
from tests.appraisal import accounts_cases as small
from tests.appraisal.test_corrections import plain
from tests.properties.settings import FEW, STEADY

PUBLIC = ("kommun", "omsorg", "region", "staten")
PRICES = (small.care(home_delay=1), small.support(), small.work())
OUTCOMES = ("care", "support", "work")
PEOPLE, THOUSANDTHS = st.integers(1, 400), st.integers(0, 1000)


def share(thousandths: int) -> Decimal:
    """A share in thousandths."""
    return Decimal(thousandths) / 1000


def exactly(number: Decimal | int) -> Distribution:
    """A number without uncertainty."""
    return Distribution(Decimal(number), Decimal(number), Decimal(number))


PROFILES = st.builds(
    Profile,
    st.integers(0, 3),
    st.lists(st.integers(0, 10).map(lambda tenths: Decimal(tenths) / 10), max_size=2).map(tuple),
    st.integers(2, 6),
    st.integers(0, 10).map(lambda tenths: Decimal(tenths) / 10),
)


@st.composite
def effects(draw: st.DrawFn, outcomes: tuple[str, ...] = OUTCOMES) -> Effect:
    """An effect that lowers a risk, or leaves it where it is."""
    without = draw(st.integers(1, 1000))
    return Effect(
        outcome=draw(st.sampled_from(outcomes)),
        owner=draw(st.sampled_from(["kommun", "omsorg", "region"])),
        participants=exactly(draw(PEOPLE)),
        size="intention_to_treat",
        risk_without=exactly(share(without)),
        risk_with=exactly(share(draw(st.integers(0, without)))),
        units_per_case=exactly(draw(st.integers(1, 90))),
        profile=draw(PROFILES),
        overlap_group=draw(st.sampled_from([None, "people"])),
    )


COSTS = st.builds(
    lambda payer, amounts, kind: Cost(
        "a cost", payer, {2027 + n: Decimal(kr) for n, kr in enumerate(amounts)}, None, kind
    ),
    st.sampled_from(["kommun", "omsorg", "region", "arbetsgivare"]),
    st.lists(st.integers(0, 3_000_000), min_size=1, max_size=3),
    st.sampled_from(["investment", "operation"]),
)


def made(costs: list[Cost], found: list[Effect], name: str = "p") -> Proposal:
    """A proposal with its head version only, that may start in 2027."""
    head = Alternative(None, "head", tuple(costs), tuple(found), None, {}, {})
    return Proposal(name, "P", (head,), (2027,), True, (), {})


def proposals(outcomes: tuple[str, ...] = OUTCOMES) -> st.SearchStrategy[Proposal]:
    """A proposal of some costs and effects, some of which reach the same people."""
    return st.builds(made, st.lists(COSTS, min_size=1, max_size=2), st.lists(effects(outcomes), min_size=1, max_size=3))


def rules(*prices: Price, **numbers: str) -> RuleSet:
    """The prices above, or others, at 3.5 per cent."""
    return small.rules(*(prices or PRICES), **{"discount_rate": "0.035", **numbers})


def round_of(*found: Proposal, tax_factor: bool = False, horizon: int = 12) -> Portfolio:
    """A round with one group of people."""
    groups = (OverlapGroup("people", "People", None),)
    return replace(small.portfolio(*found, tax_factor=tax_factor), horizon=horizon, overlap_groups=groups)


def only(round_: Portfolio, by: RuleSet | None = None) -> Appraised:
    """The one version appraised."""
    (found,) = appraise(round_, by or rules(), draws=8)
    return found


def scaled(table: Mapping[tuple[str, int], int], times: int) -> dict[tuple[str, int], object]:
    """Each cell so many times as large, to its rounding."""
    return {cell: pytest.approx(times * kronor, abs=times + 1) for cell, kronor in table.items()}


def dearer(price: Price, times: int) -> Price:
    """The price and all its parts so many times as large."""
    return replace(price, split={actor: kronor * times for actor, kronor in price.split.items()})


@STEADY
@given(proposals(), st.integers(2, 9), st.booleans())
def test_effects_are_linear_in_prices(entered: Proposal, times: int, taxed: bool) -> None:
    """Prices so many times as high give every actor so many times the effects, and leave costs (§4, §6)."""
    round_ = round_of(entered, tax_factor=taxed)
    once, often = only(round_), only(round_, rules(*(dearer(price, times) for price in PRICES)))

    assert once.costs == often.costs
    assert once.present_effects is not None
    assert often.present_effects == pytest.approx(times * once.present_effects, abs=times + 1)
    for before, after in ((once.effects, often.effects), (once.taken_home, often.taken_home)):
        assert {**dict.fromkeys(before, 0), **after} == scaled({**dict.fromkeys(after, 0), **before}, times)


@STEADY
@given(proposals(("work",)), st.fixed_dictionaries({a: st.integers(-90_000, 300_000) for a in small.WORK}))
def test_effects_of_two_prices_add_up(entered: Proposal, second: dict[str, int]) -> None:
    """A price that is the sum of two gives the sum of what each gives, equalisation and displacement included (§4)."""
    more = {actor: str(kronor) for actor, kronor in second.items()}
    both = {actor: str(Decimal(small.WORK[actor]) + kronor) for actor, kronor in second.items()}
    one, other, together = (only(round_of(entered), rules(small.work(split))) for split in (small.WORK, more, both))

    for cell in {*one.effects, *other.effects, *together.effects}:
        parts = one.effects.get(cell, 0) + other.effects.get(cell, 0)
        assert together.effects.get(cell, 0) == pytest.approx(parts, abs=3)
    assert together.present_effects == pytest.approx((one.present_effects or 0) + (other.present_effects or 0), abs=3)


@STEADY
@given(proposals(), st.integers(2, 9), st.booleans())
def test_effects_are_linear_in_participants(entered: Proposal, times: int, taxed: bool) -> None:
    """So many times the participants of all effects give so many times the effects, overlaps included (§6)."""
    (head,) = entered.alternatives
    larger = [replace(e, participants=exactly(e.participants.likely * times)) for e in head.effects]
    once, often = (only(round_of(p, tax_factor=taxed)) for p in (entered, made(list(head.costs), larger)))

    assert once.costs == often.costs
    assert {**dict.fromkeys(once.effects, 0), **often.effects} == scaled(
        {**dict.fromkeys(often.effects, 0), **once.effects}, times
    )


@STEADY
@given(proposals(("care", "support", "work")), st.integers(3, 12), st.integers(0, 15))
def test_a_longer_horizon_never_lowers_what_gains_each_year(entered: Proposal, horizon: int, more: int) -> None:
    """No price here is a loss to society, so further years never lower NNV; costs fall in the first three (§7)."""
    short, long = (only(round_of(entered, horizon=years)) for years in (horizon, horizon + more))

    assert long.nnv >= short.nnv
    assert long.present_costs == pytest.approx(short.present_costs, abs=1)


@STEADY
@given(proposals(), st.integers(0, 1000), st.booleans())
def test_value_rises_with_the_risk_difference(entered: Proposal, part: int, taxed: bool) -> None:
    """Where each risk with the measure is put nearer to the risk without, NNV never rises, overlaps included (§6)."""
    (head,) = entered.alternatives
    weaker = [
        replace(
            e, risk_with=exactly(e.risk_without.likely - (e.risk_without.likely - e.risk_with.likely) * share(part))
        )
        for e in head.effects
        if e.risk_without and e.risk_with
    ]
    by = rules(
        small.care(), replace(small.support(), split={"kommun": Decimal(9), "individ": Decimal(-9)}), small.work()
    )
    strong, weak = (only(round_of(p, tax_factor=taxed), by) for p in (entered, made(list(head.costs), weaker)))

    assert strong.nnv >= weak.nnv - 1


@STEADY
@given(proposals(), effects(("support",)))
def test_a_transfer_moves_nothing_for_society(entered: Proposal, transfer: Effect) -> None:
    """A transfer besides leaves NNV and its draws where they were, while own values move (§4)."""
    (head,) = entered.alternatives
    apart = replace(transfer, overlap_group=None)
    before, after = only(round_of(entered)), only(round_of(made(list(head.costs), [*head.effects, apart])))

    assert after.nnv == before.nnv
    assert sum(after.real.values()) == sum(before.real.values())
    for year in {year for _, year in after.effects}:
        rows = [sum(kr for (_, y), kr in found.effects.items() if y == year) for found in (before, after)]
        assert rows[0] == pytest.approx(rows[1], abs=len(small.ACTORS))


@STEADY
@given(proposals(("work", "care")), THOUSANDTHS, st.integers(0, 6))
def test_income_equalisation_moves_nothing_for_society(entered: Proposal, moved: int, delay: int) -> None:
    """Whatever its share and delay, equalisation moves tax between purses: NNV stays, and the own value before (§4)."""
    by = rules(equalisation_share=str(share(moved)), equalisation_delay=str(delay))
    usual, other = only(round_of(entered)), only(round_of(entered), by)

    assert other.nnv == usual.nnv
    assert other.own_nnv_before_equalisation == pytest.approx(usual.own_nnv_before_equalisation, abs=3)


@STEADY
@given(proposals(), st.sampled_from([2, 5, 10, 100]), st.booleans())
def test_another_currency_scales_every_figure(entered: Proposal, factor: int, taxed: bool) -> None:
    """All amounts in a currency worth a part of the krona: kronor scale, ratios, paybacks and chance stay (§2)."""
    (head,) = entered.alternatives
    paid = [replace(c, per_year={y: kr * factor for y, kr in c.per_year.items()}) for c in head.costs]
    here, there = (
        only(round_of(entered, tax_factor=taxed)),
        only(round_of(made(paid, list(head.effects)), tax_factor=taxed), rules(*(dearer(p, factor) for p in PRICES))),
    )

    assert there.nnv == pytest.approx(factor * here.nnv, abs=factor)
    for before, after in (
        (here.costs, there.costs),
        (here.effects, there.effects),
        (here.taken_home, there.taken_home),
    ):
        assert {**dict.fromkeys(before, 0), **after} == scaled({**dict.fromkeys(after, 0), **before}, factor)
    assert (there.own_nnv or 0) == pytest.approx(factor * (here.own_nnv or 0), abs=3 * factor)
    if here.present_costs and here.present_costs > 100_000:  # of less, the rounded krona can be seen in a ratio
        for name in ("nnk_i", "nnk_idu", "bcr"):
            before, after = getattr(here, name), getattr(there, name)
            assert after == (None if before is None else pytest.approx(before, rel=1e-3, abs=1e-3))


# What tax financing costs (§5)


def net_of_purses(found: Appraised, year: int, *, discounted: bool) -> int:
    """What all public purses get on net in a year."""
    tables = (found.costs_present, found.effects_present) if discounted else (found.costs, found.effects)
    return sum(kr for table in tables for (who, y), kr in table.items() if y == year and who in PUBLIC)


def loss_of(found: Appraised, year: int, *, discounted: bool) -> int:
    """The row of the loss in a year."""
    tables = (found.costs_present, found.effects_present) if discounted else (found.costs, found.effects)
    return sum(table.get((TAX_COST, year), 0) for table in tables)


@STEADY
@given(proposals(), st.integers(0, 100))
def test_the_loss_is_the_factor_less_one_times_the_net_of_public_purses(entered: Proposal, hundredths: int) -> None:
    """Every year, discounted and not, transfers and taxes included, and nobody else's money (§5)."""
    factor = 1 + Decimal(hundredths) / 100
    found = only(round_of(entered, tax_factor=True), rules(tax_factor=str(factor)))
    tables = (found.costs, found.effects)

    for discounted in (False, True):
        for year in {year for table in tables for _, year in table}:
            expected = float(factor - 1) * net_of_purses(found, year, discounted=discounted)
            assert loss_of(found, year, discounted=discounted) == pytest.approx(expected, abs=2 + 2 * len(PUBLIC))


@STEADY
@given(proposals(), st.integers(0, 100))
def test_own_accounts_do_not_change_and_society_has_the_row(entered: Proposal, hundredths: int) -> None:
    """Every other cell is as without it, own value too; society is the actors with that row (§5)."""
    by = rules(tax_factor=str(1 + Decimal(hundredths) / 100))
    off, on = (only(round_of(entered, tax_factor=yes), by) for yes in (False, True))

    for without, with_ in ((off.costs, on.costs), (off.effects, on.effects), (off.taken_home, on.taken_home)):
        rest = {cell: kronor for cell, kronor in with_.items() if cell[0] != TAX_COST}
        assert all(abs(rest.get(c, 0) - without.get(c, 0)) <= 1 for c in {*rest, *without})
    assert (on.own_nnv or 0) == pytest.approx(off.own_nnv or 0, abs=3)
    assert on.returns == off.returns
    assert on.payback_own == off.payback_own
    row = sum(
        kr for table in (on.costs_present, on.effects_present) for (who, _), kr in table.items() if who == TAX_COST
    )
    assert on.nnv == pytest.approx(off.nnv + row, abs=2)


@STEADY
@given(proposals(), st.integers(1, 50))
def test_the_loss_is_linear_in_the_factor(entered: Proposal, hundredths: int) -> None:
    """Twice the factor less one takes twice as much off NNV, draw by draw (§5)."""
    step = Decimal(hundredths) / 100
    nil, one, two = (
        only(round_of(entered, tax_factor=True), rules(tax_factor=str(1 + times * step))) for times in (0, 1, 2)
    )

    assert nil.nnv == only(round_of(entered)).nnv
    assert two.draws - nil.draws == pytest.approx(2 * (one.draws - nil.draws), rel=1e-9, abs=1e-3)


# Moved towards experience, for a plan whose proposals reach the same people (§10)


def group_of_two(width: int, spread_of: str, risks: tuple[int, int], paid: tuple[int, int]) -> Portfolio:
    """Two proposals on the same people, uncertain by so many per cent either way around the same means."""
    part = Decimal(width) / 100
    found = []
    for name, risk, kronor in zip("ab", risks, paid, strict=True):
        around = Distribution(1 - part, Decimal(1), 1 + part) if spread_of == "costs" else None
        cost = Cost("a cost", "kommun", {2027: Decimal(kronor)}, None, "investment", spread=around)
        with_ = share(risk)
        room = min(with_, share(400) - with_) * part if spread_of == "effects" else Decimal(0)
        effect = Effect(
            outcome="care",
            owner="kommun",
            participants=exactly(100),
            size="intention_to_treat",
            risk_without=exactly(share(400)),
            risk_with=Distribution(with_ - room, with_, with_ + room),
            units_per_case=exactly(20),
            profile=Profile(0, (), 2, Decimal(1)),
            overlap_group="people",
        )
        found.append(made([cost], [effect], name))
    return round_of(*found)


def experienced(mean: int, spread: int) -> RuleSet:
    """Rules with what earlier proposals gave, in hundredths of a krona for each krona of cost."""
    found = rules(small.care())
    prior = (plain("prior_return", str(Decimal(mean) / 100)), plain("prior_spread", str(Decimal(spread) / 100)))
    return replace(found, parameters={**found.parameters, **{p.id: p for p in prior}})


def together(round_: Portfolio, by: RuleSet) -> PlanValue:
    """The plan of both."""
    return plan_values(round_, appraise(round_, by), overlaps(round_, by))


RISKS = st.tuples(st.integers(0, 350), st.integers(0, 350))
PAID = st.tuples(st.integers(50_000, 900_000), st.integers(50_000, 900_000))


@FEW
@given(
    RISKS, PAID, st.integers(0, 90), st.sampled_from(["costs", "effects"]), st.integers(-50, 50), st.integers(5, 100)
)
def test_a_plan_decided_on_is_never_worth_more_than_adjusted(
    risks: tuple[int, int], paid: tuple[int, int], width: int, spread_of: str, mean: int, spread: int
) -> None:
    """Moving towards experience never makes a plan worth more, also where its proposals share people (§6, §10)."""
    found = together(group_of_two(width, spread_of, risks, paid), experienced(mean, spread))

    assert found.nnv <= found.nnv_adjusted + 3


@FEW
@given(
    st.integers(0, 350),
    st.integers(50_000, 900_000),
    st.integers(1, 45),
    st.integers(0, 45),
    st.sampled_from(["costs", "effects"]),
    st.integers(-20, 40),
)
def test_a_wider_declared_spread_never_raises_a_plan(
    risk: int, paid: int, width: int, more: int, spread_of: str, above: int
) -> None:
    """A spread declared wider around the same mean never raises the decided value of a plan (§6, §10).

    Experience lies so many hundredths of a krona below each estimate. Two thousandths of the effects are allowed for,
    since the draws of a wider spread do not average to the last krona.
    """
    alone = appraise(group_of_two(width, spread_of, (risk, risk), (paid, paid)), rules(small.care()))[0]
    by = experienced(round(100 * alone.nnv / paid) - above, 30)
    narrow, wide = (together(group_of_two(w, spread_of, (risk, risk), (paid, paid)), by) for w in (width, width + more))

    assert wide.nnv <= narrow.nnv + 2e-3 * sum(kr for kr in narrow.effects_present.values() if kr > 0) + 3


def test_two_unsure_proposals_on_the_same_people_by_hand() -> None:
    """The smallest example: each saves half of 1,000 days, so that together they save 750 and not 1,000 (§6, §10).

    Each costs 500,000 kr and is worth 500,000 kr of days at 1,000 kr: nothing a krona, as experience says, so nothing
    is to be moved. The plan is worth 750,000 − 1,000,000 kr, however unsure the proposals are. With a risk anywhere
    from 0 to 1 the weight of each is 0.09 / (0.09 + 0.167) = 0.35, and the plan must not be worth 0.35² × −250,000.
    """
    effect = Effect(
        outcome="care",
        owner="kommun",
        participants=exactly(100),
        size="intention_to_treat",
        risk_without=exactly(1),
        risk_with=Distribution(Decimal(0), Decimal("0.5"), Decimal(1)),
        units_per_case=exactly(10),
        profile=Profile(0, (), 1, Decimal(1)),
        overlap_group="people",
    )
    paid = Cost("a cost", "kommun", {2027: Decimal(500_000)}, None, "investment")
    found = together(round_of(made([paid], [effect], "a"), made([paid], [effect], "b")), experienced(0, 30))

    assert found.nnv_adjusted == pytest.approx(-250_000, abs=1_000)
    assert found.nnv == pytest.approx(-250_000, abs=1_000)


# Discounting (§1)


def test_a_rate_that_changes_within_the_horizon_counts_from_its_year() -> None:
    """25 per cent from 2016 and none from 2031: the four years 2027 to 2030 pass at 25 before a krona of 2035 (§1)."""
    by = rules(discount_rate="0.25")
    (dated,) = by.parameters["discount_rate"].values
    later = replace(dated, since=date(2031, 1, 1), value=Decimal(0))
    rate = replace(by.parameters["discount_rate"], values=(dated, later))
    paid = Cost("a cost", "kommun", {2035: Decimal(1_000_000)}, None, "investment")
    found = only(round_of(made([paid], [])), replace(by, parameters={**by.parameters, "discount_rate": rate}))

    assert found.present_costs == 409_600
