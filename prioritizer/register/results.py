"""What came out: verdicts, values and plan, as plain values of the record."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from prioritizer.appraisal.convergence import Converged
from prioritizer.appraisal.indicators import even_outcomes
from prioritizer.appraisal.plan import views
from prioritizer.appraisal.plan_indicators import NAMES
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.sensitivity import Sensitivities
from prioritizer.appraisal.views import AccountViews
from prioritizer.model.plan import Candidate, Key, Plan
from prioritizer.model.portfolio import Fund, Portfolio
from prioritizer.model.rules import Amount, Limit, RuleSet
from prioritizer.model.value import Appraised, Overlap
from prioritizer.model.verdict import Screened
from prioritizer.predicates.decide import leaves
from prioritizer.predicates.on_plan import Judged, judge, keys
from prioritizer.predicates.say import Speaker
from prioritizer.register.accounts import (
    cell_rows,
    four_views,
    own_spread,
    parties_part,
    plan_hump,
    plan_parties,
    start_of,
    sums,
    version_hump,
    version_parties,
    views_part,
    year_rows,
)
from prioritizer.register.answers import named, select_answer
from prioritizer.register.certainty import convergence_part, corrections, plan_corrections, sensitivity_part
from prioritizer.register.factors import steps_with_factors
from prioritizer.register.fresh_draws import fresh_answer
from prioritizer.register.granted_money import balance_answer, overrun_answer
from prioritizer.register.plain import Plain
from prioritizer.register.pursued import pursued_answer
from prioritizer.register.run import Run
from prioritizer.screening.screen import in_force
from prioritizer.selection.declared import closed, declared, envelope_of

ELSEWHERE = (
    *("selected", "overlaps", "refused", "conflict", "conflicts", "near_best", "pursued", "roll_forward"),
    *("net_present_value", "reserve_price"),
)
"""What the answer to `select` says that stands in a place of its own in the record."""

NOT_VARIED, NOT_REPEATED = Sensitivities(), Converged()
"""Where nobody asked for sensitivities or for the errors of draws."""


def screened_part(screened: Screened, speakers: Mapping[str, Speaker]) -> Plain:
    """One proposal's rulings, with what each turned on."""
    return {
        "proposal": screened.proposal,
        "outcome": screened.outcome,
        "unvalued": screened.unvalued,
        "rulings": [
            {
                "criterion": r.criterion.id,
                "severity": r.criterion.severity.value,
                "verdict": r.trace.verdict.value,
                "leaves": [
                    {
                        "field": leaf.tree.field,  # type: ignore[union-attr]  # leaves() gives leaves only
                        "says": {language: s.tree(leaf.tree) for language, s in speakers.items()},
                        "value": leaf.value,
                        "verdict": leaf.verdict.value,
                        "margin": leaf.margin,
                    }
                    for leaf in leaves(r.trace)
                ],
            }
            for r in screened.rulings
        ],
    }


def value_answer(
    value: Appraised,
    portfolio: Portfolio,
    rules: RuleSet,
    sensitivities: Sensitivities = NOT_VARIED,
    converged: Converged = NOT_REPEATED,
) -> Plain:
    """One version's appraisal, as the record and `appraise --json` have it.

    Sensitivities are told of the head version at its earliest start, and of what was chosen.
    """
    key = (value.proposal, value.alternative, value.start_year)
    found = version_parties(portfolio, rules, value)
    simple = (
        "proposal alternative start_year nnv present_effects present_costs own_nnv own_nnv_before_equalisation nnk_i "
        "nnk_idu bcr payback_own payback_society chance chance_stated low high expected_loss break_even break_even_own "
        "after_horizon stated notes"
    )
    tables = {
        "costs": value.costs,
        "effects": value.effects,
        "taken_home": value.taken_home,
        "costs_present": value.costs_present,
        "effects_present": value.effects_present,
    }
    return {
        **{name: getattr(value, name) for name in simple.split()},
        "steps": steps_with_factors(value, portfolio, rules),
        **corrections(value),
        "sensitivity": sensitivity_part(sensitivities.versions.get(key)),
        "convergence": convergence_part(converged.versions.get(key)),
        "actors": sums(tables, "actor", lambda cell: cell[0]),
        "years": year_rows(portfolio, value),
        "actor_years": cell_rows(value.costs, value.effects, value.taken_home),
        **views_part(AccountViews(value.real, value.financial)),
        "parties": parties_part(found),
        **own_spread(found, portfolio),
        "hump": version_hump(portfolio, rules, value),
        "views": four_views(views(portfolio, value, start_of(portfolio, value))),
    }


def plan_part(run: Run) -> Plain | None:
    """The plan with what it grants, uses and is worth; None where there is none."""
    if not isinstance(run.outcome, Plan):
        return None
    outcome, program = run.outcome, run.program
    chosen = frozenset(program.index(key) for key in outcome.chosen)
    answer = select_answer(outcome, pursued=pursued_answer(run.pursued))
    return {
        **{k: v for k, v in answer.items() if k not in ELSEWHERE},
        "selected": [
            selected_row(c) for c in sorted((program.candidates[i] for i in chosen), key=lambda c: str(c.key))
        ],
        "solvers": [{"solver": w.solver, "said": w.said, "value": w.value, "cuts": w.cuts} for w in outcome.words],
        "fund_rows": fund_rows(run.portfolio.funds, run.portfolio.years, [program.candidates[i] for i in chosen]),
        "limit_rows": [*_limit_rows(run, chosen), *_resource_rows(run, chosen)],
        "value": _plan_value(run),
        **({"fresh": fresh_answer(run.fresh)} if run.fresh else {}),
        **({"overrun": overrun_answer(run.overruns)} if run.overruns else {}),
        **({"balance_requirement": balance_answer(run.balance)} if run.balance else {}),
    }


def selected_row(candidate: Candidate) -> Plain:
    """A chosen version, with what it is granted by fund and year."""
    by_fund: dict[str, dict[str, object]] = {}
    for (fund, year), kronor in sorted(candidate.granted.items()):
        by_fund.setdefault(fund, {})[str(year)] = kronor
    return {
        **named(candidate.key),
        "granted": candidate.granted_total,
        "granted_by_year": by_fund,
        "nnv": candidate.value,
    }


def fund_rows(funds: Iterable[Fund], years: Iterable[int], chosen: Sequence[Candidate]) -> list[Plain]:
    """Granted, available and left by fund and year.

    `available` holds what earlier years left where it may pass on, and what chosen versions pay back, but never what
    earlier plans have promised.
    """
    rows: list[Plain] = []
    for fund in funds:
        left = fund.opening
        for year in years:
            allocation = fund.allocation.get(year)
            committed = fund.committed.get(year, Decimal(0))
            repaid = sum(candidate.repaid.get((fund.id, year), 0) for candidate in chosen)
            available = left + (allocation or 0) + repaid - committed
            granted = sum(candidate.granted.get((fund.id, year), 0) for candidate in chosen)
            rows.append(
                {
                    "fund": fund.id,
                    "year": year,
                    "allocation": allocation,
                    "committed": committed,
                    "repaid": repaid,
                    "granted": granted,
                    "available": available,
                    "left": available - granted,
                }
            )
            left = available - granted if fund.carry_over else Decimal(0)
    return rows


_SENSES = {"at_most": "<=", "at_least": ">=", "below": "<", "above": ">", "equals": "="}


def _limit_rows(run: Run, chosen: frozenset[int]) -> list[Plain]:
    """What each limit on an amount measures on the plan, in its own unit; a row for each key that the choice had."""
    return [
        {
            "id": row.id,
            "limit": limit.id,
            "form": limit.limit.form,
            "of": getattr(limit.limit, "of", None),
            "used": None if row.used is None else float(row.used),
            "bound": row.bound,
            "sense": _SENSES[row.op.value],
        }
        for limit in run.rules.limits
        for row in _judged(run, limit, chosen)
        if row.op is not None
    ]


def _judged(run: Run, limit: Limit, chosen: frozenset[int]) -> tuple[Judged, ...]:
    candidates, portfolio = run.program.candidates, run.portfolio
    numbers = in_force(portfolio, run.rules)
    known = declared(portfolio.funds, portfolio.resources, portfolio.plan_years, closed(portfolio, run.rules))
    if isinstance(limit.limit, Amount):
        known[limit.limit.by] = keys(limit.limit, candidates, numbers, known)
    plan = [candidates[i] for i in sorted(chosen)]
    return judge(limit, plan, numbers, envelope_of(portfolio.funds), known, _together(run))


def _together(run: Run) -> dict[tuple[str, tuple[Key, ...]], tuple[int, ...]]:
    """The draws of what versions are worth together, where a limit asks for them."""
    keys = [c.key for c in run.program.candidates]
    return {
        (str(number), tuple(keys[i] for i in product.members)): product.draws
        for number, shared in enumerate(run.program.shared)
        for product in shared
        if product.draws
    }


def _resource_rows(run: Run, chosen: frozenset[int]) -> list[Plain]:
    rows: list[Plain] = []
    for resource in run.portfolio.resources:
        for year, capacity in resource.capacity.items():
            uses = [run.program.candidates[i].uses for i in chosen]
            used = sum((n for u in uses for (name, y), n in u.items() if name == resource.id and y == year), Decimal(0))
            name = f"resource:{resource.id}" + ("" if year is None else f":{year}")
            rows.append(
                {
                    "id": name,
                    "limit": name,
                    "form": "resource",
                    "of": resource.id,
                    "year": year,
                    "used": used,
                    "bound": capacity,
                    "sense": "<=",
                }
            )
    return rows


def _plan_value(run: Run) -> Plain | None:
    value = run.value
    if value is None:
        return None
    found = plan_parties(run, value)
    effects, costs, home = value.effects, value.costs, value.taken_home
    years = sorted({year for table in (costs, effects) for _, year in table} | set(run.portfolio.years))
    society = dict.fromkeys(years, 0)
    for table in (costs, effects):
        for (_, year), kronor in table.items():
            society[year] += kronor
    total, rows = 0, []
    for year in years:
        total += society[year]
        own = {"own_cash": value.own_flow.get(year, 0), "own_cumulative": value.own_cumulative.get(year)}
        rows.append({"year": year, **own, "society_net": society[year], "society_cumulative": total})
    return {
        **{
            name: getattr(value, name)
            for name in [
                "nnv",
                "own_nnv",
                "present_effects",
                "present_costs",
                "chance",
                "low",
                "high",
                "expected_loss",
                "payback_own",
                "payback_society",
                "notes",
            ]
        },
        "outcomes": [whole(kronor) for kronor in even_outcomes(value.draws)] if value.chance is not None else [],
        **plan_corrections(value),
        "sensitivity": sensitivity_part(run.sensitivities.plan),
        "convergence": convergence_part(run.converged.plan),
        "hump": plan_hump(run, value),
        "views": four_views(value.views),
        **{name: getattr(value.indicators, name) for name in (*NAMES, "reasons")},
        "years": rows,
        "actors": sums(
            {
                "costs": costs,
                "effects": effects,
                "taken_home": home,
                "costs_present": value.costs_present,
                "effects_present": value.effects_present,
            },
            "actor",
            lambda cell: cell[0],
        ),
        "actor_years": cell_rows(costs, effects, home),
        **views_part(AccountViews(value.real, value.financial)),
        "own_nnv_before_equalisation": value.own_nnv_before_equalisation,
        "overlaps": [overlap_answer(overlap) for overlap in value.overlaps],
        "parties": parties_part(found),
        **own_spread(found, run.portfolio),
    }


def overlap_answer(overlap: Overlap) -> Plain:
    """What versions on the same people are worth together beyond the sum of each (§6)."""
    return {
        "group": overlap.group,
        "versions": [named(key) for key in overlap.keys],
        "nnv": overlap.nnv,
        "nnv_adjusted": overlap.nnv_adjusted,
        "actors": sums(
            {
                "effects": overlap.effects,
                "taken_home": overlap.taken_home,
                "effects_present": overlap.effects_present,
            },
            "actor",
            lambda cell: cell[0],
        ),
    }
