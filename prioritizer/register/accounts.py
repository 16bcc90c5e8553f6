"""Who pays, who gains and in which account, as plain values of the record (convention §4; D4)."""

from collections.abc import Callable, Collection, Mapping

from prioritizer.appraisal.actor_draws import Spread
from prioritizer.appraisal.co_finance import CoFinancing
from prioritizer.appraisal.humps import Carried, carried
from prioritizer.appraisal.indicators import by_year
from prioritizer.appraisal.parties import Parties, parties, unknown_home
from prioritizer.appraisal.plan import PlanValue, Views
from prioritizer.appraisal.views import AccountViews
from prioritizer.model.plan import Key, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.register.plain import Plain
from prioritizer.register.run import Run

UNPRICED = "no_priced_effects"
"""The note of a version whose effects have no price: what anybody gains is unknown (§25)."""


def version_parties(portfolio: Portfolio, rules: RuleSet, value: Appraised) -> Parties:
    """Who gains and who pays of one version; its start is year one."""
    unknown = _unknown(portfolio, rules, value)
    priced = UNPRICED not in value.notes
    start = start_of(portfolio, value)
    return parties(portfolio, rules, value, start, unknown, timed=not value.stated, priced=priced)


def start_of(portfolio: Portfolio, value: Appraised) -> int:
    """Year one of a version: its start, the earliest where none is stated."""
    if value.start_year is not None:
        return value.start_year
    return min(next(p for p in portfolio.proposals if p.id == value.proposal).start_years)


def version_hump(portfolio: Portfolio, rules: RuleSet, value: Appraised) -> Plain | None:
    """The own purse's hump and who carries it; null where the purse's money by year is unknown (§11, §25)."""
    if "payback_own_unknown" in value.notes or UNPRICED in value.notes:
        return None
    found = carried(portfolio, value, start_of(portfolio, value), _unknown(portfolio, rules, value))
    return hump_part(found)


def plan_hump(run: Run, value: PlanValue) -> Plain:
    """The same of the plan; where a version's money is unknown it holds the rest, as its notes say."""
    return hump_part(
        carried(run.portfolio, value, run.portfolio.base_year, _unknown_of(run.portfolio, run.rules, _chosen(run)))
    )


def hump_part(found: Carried) -> Plain:
    """Depth, lowest year, year back, and what each has paid and taken home up to the lowest year."""
    return {
        "depth": found.hump.depth,
        "year": found.hump.year,
        "back_year": found.hump.back,
        "own": [{"actor": actor, "sum": kronor} for actor, kronor in found.own.items()],
        "others": [{"actor": actor, "sum": kronor} for actor, kronor in found.others.items()],
    }


def four_views(views: Views) -> Plain:
    """Own or all, year one or the whole horizon; the value decided on beside (§11)."""
    return {
        "own_first": views.own_year_one,
        "own_all": views.own_horizon,
        "society_first": views.society_year_one,
        "society_all": views.society_horizon,
        "society_decided": views.society_decided,
    }


def year_rows(portfolio: Portfolio, value: Appraised) -> list[Plain]:
    """By year the sums of all actors, and what the own purse pays and takes home, that year and so far.

    Of the own purse it is null where its money is unknown (§12, §25).
    """
    tables = {"costs": value.costs, "effects": value.effects, "taken_home": value.taken_home}
    flow = by_year((value.costs, value.taken_home), portfolio.purse(portfolio.own_actor))
    known, so_far, told = not {"payback_own_unknown", UNPRICED} & set(value.notes), 0, []
    for row in sums(tables, "year", lambda cell: cell[1]):
        cash = flow.get(int(str(row["year"])), 0)
        so_far += cash
        told.append({**row, "own_cash": cash if known else None, "own_cumulative": so_far if known else None})
    return told


def _unknown(portfolio: Portfolio, rules: RuleSet, value: Appraised) -> frozenset[str]:
    proposal = next(p for p in portfolio.proposals if p.id == value.proposal)
    version = next(a for a in proposal.alternatives if a.id == value.alternative)
    return unknown_home(portfolio, rules, version.effects)


def views_part(views: AccountViews) -> Plain:
    """The real view by kind and the financial by actor and account, in present whole kronor."""
    actors = sorted({actor for actor, _ in views.financial})
    return {
        "real": dict(views.real),
        "financial": [
            {"actor": actor, **{name: kr for (whose, name), kr in views.financial.items() if whose == actor}}
            for actor in actors
        ],
    }


def parties_part(found: Parties) -> Plain:
    """Each purse with what it pays and gets, and both ways to share the cost."""

    def shared(by: CoFinancing) -> Plain:
        return {"shares": dict(by.shares), "of_gain": by.of_gain, "code": by.code, "lacking": by.lacking}

    return {
        "parties": [
            {
                "actor": row.actor,
                "cost": row.cost,
                "gain": row.gain,
                "money": row.money,
                "nnv": row.nnv,
                "payback": row.payback,
                "share_of_gain": row.share_of_gain,
                "share_of_money": row.share_of_money,
                **spread_part(row.spread),
            }
            for row in found.parties
        ],
        "cost_to_share": found.cost,
        "by_gain": shared(found.by_gain),
        "by_money": shared(found.by_money),
    }


def own_spread(found: Parties, portfolio: Portfolio) -> Plain:
    """How sure the own purse's net present value is, boards included (§8, §11)."""
    own = next(row for row in found.parties if row.actor == portfolio.own_actor)
    return {f"own_{name}": figure for name, figure in spread_part(own.spread).items()}


def spread_part(found: Spread | None) -> Plain:
    """The chance above zero and the 5th and 95th percentile; null where nobody knows (§25)."""
    names = ("chance", "low", "high")
    return {name: None if found is None else getattr(found, name) for name in names}


def sums(
    tables: Mapping[str, Mapping[tuple[str, int], int]], name: str, of: Callable[[tuple[str, int]], object]
) -> list[Plain]:
    """The sums of some tables by actor or by year."""
    keys = sorted({of(cell) for table in tables.values() for cell in table}, key=str)
    return [
        {name: key, **{t: sum(kr for cell, kr in table.items() if of(cell) == key) for t, table in tables.items()}}
        for key in keys
    ]


def cell_rows(*tables: Mapping[tuple[str, int], int]) -> list[Plain]:
    """Every cell of costs, effects and money taken home."""
    costs, effects, home = tables
    return [
        {
            "actor": actor,
            "year": year,
            "costs": costs.get((actor, year), 0),
            "effects": effects.get((actor, year), 0),
            "taken_home": home.get((actor, year), 0),
        }
        for actor, year in sorted({cell for table in tables for cell in table})
    ]


def plan_parties(run: Run, value: PlanValue) -> Parties:
    """Who gains and who pays of the plan; base_year is year one."""
    return parties_of(run.portfolio, run.rules, _chosen(run), value)


def parties_of(portfolio: Portfolio, rules: RuleSet, chosen: Collection[Key], value: PlanValue) -> Parties:
    """The same of any plan by its versions and what they are worth together."""
    timed = "timing_unknown" not in value.notes
    return parties(portfolio, rules, value, portfolio.base_year, _unknown_of(portfolio, rules, chosen), timed=timed)


def _chosen(run: Run) -> tuple[Key, ...]:
    return run.outcome.chosen if isinstance(run.outcome, Plan) else ()


def _unknown_of(portfolio: Portfolio, rules: RuleSet, chosen: Collection[Key]) -> frozenset[str]:
    versions = {key[:2] for key in chosen}
    effects = [
        effect
        for proposal in portfolio.proposals
        for version in proposal.alternatives
        if (proposal.id, version.id) in versions
        for effect in version.effects
    ]
    return unknown_home(portfolio, rules, effects)
