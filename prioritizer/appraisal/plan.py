"""What the chosen versions are worth together (convention §8, §11, §12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.actor_draws import ActorDraws, summed_draws
from prioritizer.appraisal.indicators import Hump, by_year, cumulative, hump, payback, percentile, share_above_zero
from prioritizer.appraisal.plan_indicators import PlanIndicators, plan_indicators
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.views import AccountViews, summed
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised, Cells, LaterMapping, Overlap


@dataclass(frozen=True, slots=True)
class Views:
    """The own purse or all actors, in year one or over the whole horizon: discounted whole kronor (convention §11).

    All are after haircuts and before experience moves the value; `society_decided` stands beside, the value decided on
    (§10). The own purse counts its costs and all effects on it, freed capacity included. None: the figure is unknown.
    """

    own_year_one: int | None
    own_horizon: int | None
    society_year_one: int | None
    society_horizon: int
    society_decided: int


@dataclass(frozen=True, slots=True)
class PlanValue:
    """The chosen versions together: whole kronor of price_year, tables summed cell by cell.

    `own_flow` and `own_cumulative` are what the own purse pays and takes home by year, not discounted; where some
    version's are unknown they hold the rest, `notes` says so, and the paybacks are None. `chance`, `low` and `high`
    (5th and 95th percentile) are from the joint draws, and None for an empty plan.

    `nnv` is the value decided on, `nnv_adjusted` what the tables add up to, `nnv_raw` before haircuts (§9, §10).
    `own_nnv_before_equalisation`, `real`, `financial` and `actor_draws` are as for a version, summed. `overlaps` are
    what versions on the same people do not give together; every figure has them in it.

    Notes: payback_own_unknown, take_home_unknown, timing_unknown, spread_unknown, no_priced_effects, each with how
    many versions it holds for.
    """

    nnv: int
    present_effects: int | None
    present_costs: int
    own_nnv: int | None
    costs: Cells
    effects: Cells
    taken_home: Cells
    costs_present: Cells
    effects_present: Cells
    chance: float | None
    low: int | None
    high: int | None
    expected_loss: int | None
    own_flow: Mapping[int, int]
    own_cumulative: Mapping[int, int]
    hump: Hump
    payback_own: int | None
    payback_society: int | None
    views: Views
    draws: npt.NDArray[np.float64]
    notes: Mapping[str, int] = field(default_factory=dict)
    own_nnv_before_equalisation: int | None = None
    nnv_raw: int = 0
    nnv_adjusted: int = 0
    real: Mapping[str, int] = field(default_factory=dict)
    financial: Mapping[tuple[str, str], int] = field(default_factory=dict)
    overlaps: tuple[Overlap, ...] = ()
    actor_draws: ActorDraws | None = None
    indicators: PlanIndicators = PlanIndicators()


NOTED = ("payback_own_unknown", "take_home_unknown", "timing_unknown", "spread_unknown", "no_priced_effects")


def plan_values(portfolio: Portfolio, chosen: Sequence[Appraised], found: Sequence[Overlap] = ()) -> PlanValue:
    """Sum the chosen versions and what they claim of the same people; year one is base_year.

    Args:
        portfolio: Whose own purse is meant.
        chosen: The chosen versions, appraised in one run, so that their draws are joint.
        found: The overlaps of the round, from the same run; those count whose versions are all chosen.

    Source:
        Convention §8, §11, §12.
    """
    purse, first = portfolio.purse(portfolio.own_actor), portfolio.base_year
    shared = within(chosen, found)
    rows: list[Appraised | Overlap] = [*chosen, *shared]
    costs, effects = _sum(v.costs for v in chosen), _sum(v.effects for v in rows)
    home = _sum(v.taken_home for v in rows)
    own_flow = by_year((costs, home), purse)
    # Who pays nothing, and never is below zero, has nothing to get back.
    lowest = hump(own_flow, first)
    pays = lowest.depth < 0 or any(kronor for (actor, _), kronor in costs.items() if actor in purse)
    unknown = _is_noted(chosen, "payback_own_unknown")
    notes = {code: count for code in NOTED if (count := sum(code in v.notes for v in chosen))}
    draws = np.sum([v.draws for v in rows], axis=0) if chosen else np.zeros(1)
    is_spread = any(v.chance is not None for v in chosen)
    told = summed(AccountViews(v.real, v.financial) for v in rows)
    total_nnv, own_nnv = sum(v.nnv for v in rows), _known([v.own_nnv for v in rows])
    gross = [v.present_effects for v in chosen if "no_priced_effects" not in v.notes]
    present_effects = _known([*gross, *(v.nnv_adjusted for v in shared)])
    return PlanValue(
        nnv=total_nnv,
        present_effects=present_effects,
        present_costs=sum(v.present_costs or 0 for v in chosen),
        own_nnv=own_nnv,
        costs=costs,
        effects=effects,
        taken_home=home,
        costs_present=_sum(v.costs_present for v in chosen),
        effects_present=_sum(v.effects_present for v in rows),
        chance=share_above_zero(draws) if is_spread else None,
        low=whole(percentile(draws, 5)) if is_spread else None,
        high=whole(percentile(draws, 95)) if is_spread else None,
        expected_loss=whole(float(np.mean(np.maximum(0.0, -draws)))) if is_spread else None,
        own_flow=own_flow,
        own_cumulative=cumulative(own_flow, first),
        hump=lowest,
        payback_own=None if unknown or not pays else payback(own_flow, first),
        payback_society=None if "timing_unknown" in notes else payback(by_year((costs, effects)), first),
        views=_views(portfolio, chosen, shared, first, own_nnv),
        draws=draws,
        notes=notes,
        own_nnv_before_equalisation=_known([v.own_nnv_before_equalisation for v in rows]),
        # What overlaps take away is known after haircuts only.
        nnv_raw=sum(v.nnv_raw for v in chosen) + sum(v.nnv_adjusted for v in shared),
        nnv_adjusted=sum(v.nnv_adjusted for v in rows),
        real=told.real,
        financial=told.financial,
        overlaps=shared,
        actor_draws=_actor_draws(chosen, shared),
        indicators=plan_indicators(chosen, shared, present_effects, purse),
    )


def within(chosen: Iterable[Appraised], found: Iterable[Overlap]) -> tuple[Overlap, ...]:
    """The overlaps whose versions are all chosen."""
    keys = {(v.proposal, v.alternative, v.start_year) for v in chosen}
    return tuple(overlap for overlap in found if keys.issuperset(overlap.keys))


def views(portfolio: Portfolio, version: Appraised, year_one: int) -> Views:
    """The four views of one version.

    Args:
        portfolio: Whose own purse is meant.
        version: What was appraised.
        year_one: Its start.
    """
    return _views(portfolio, (version,), (), year_one, version.own_nnv)


def _views(
    portfolio: Portfolio,
    chosen: Sequence[Appraised],
    shared: Sequence[Overlap],
    year: int,
    own_nnv: int | None,
) -> Views:
    rows: list[Appraised | Overlap] = [*chosen, *shared]
    adjusted, decided = sum(v.nnv_adjusted for v in rows), sum(v.nnv for v in rows)
    if _is_noted(chosen, "timing_unknown"):
        return Views(None, own_nnv, None, adjusted, decided)
    tables = [table for v in chosen for table in (v.costs_present, v.effects_present)]
    tables += [overlap.effects_present for overlap in shared]
    own = by_year(tables, portfolio.purse(portfolio.own_actor))
    return Views(own.get(year, 0), own_nnv, by_year(tables).get(year, 0), adjusted, decided)


def _actor_draws(chosen: Sequence[Appraised], shared: Sequence[Overlap]) -> ActorDraws | None:
    """None where a version does not say how it spreads over actors: what they get of it may be anything (§25)."""
    if any(version.actor_draws is None for version in chosen):
        return None
    rows: list[Appraised | Overlap] = [*chosen, *shared]
    return LaterMapping(lambda: summed_draws(row.actor_draws for row in rows if row.actor_draws is not None))


def _is_noted(chosen: Iterable[Appraised], code: str) -> bool:
    return any(code in version.notes for version in chosen)


def _known(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _sum(tables: Iterable[Cells]) -> Cells:
    sums: dict[tuple[str, int], int] = {}
    for table in tables:
        for cell, kronor in table.items():
            sums[cell] = sums.get(cell, 0) + kronor
    return dict(sorted(sums.items()))
