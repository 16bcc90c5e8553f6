"""Who pays, who gains and in which account, as plain values of the record (convention §4; D4)."""

from collections.abc import Callable, Mapping

from prioritizer.appraisal.actor_draws import Spread
from prioritizer.appraisal.co_finance import CoFinancing
from prioritizer.appraisal.parties import Parties, parties, unknown_home
from prioritizer.appraisal.plan import PlanValue
from prioritizer.appraisal.views import AccountViews
from prioritizer.model.plan import Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.register.plain import Plain
from prioritizer.register.run import Run


def version_parties(portfolio: Portfolio, rules: RuleSet, value: Appraised) -> Parties:
    """Who gains and who pays of one version; its start is year one."""
    proposal = next(p for p in portfolio.proposals if p.id == value.proposal)
    version = next(a for a in proposal.alternatives if a.id == value.alternative)
    start = min(proposal.start_years) if value.start_year is None else value.start_year
    unknown = unknown_home(portfolio, rules, version.effects)
    return parties(portfolio, rules, value, start, unknown, timed=not value.stated)


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
    chosen = {key[:2] for key in run.outcome.chosen} if isinstance(run.outcome, Plan) else set()
    effects = [
        effect
        for proposal in run.portfolio.proposals
        for version in proposal.alternatives
        if (proposal.id, version.id) in chosen
        for effect in version.effects
    ]
    unknown = unknown_home(run.portfolio, run.rules, effects)
    timed = "timing_unknown" not in value.notes
    return parties(run.portfolio, run.rules, value, run.portfolio.base_year, unknown, timed=timed)
