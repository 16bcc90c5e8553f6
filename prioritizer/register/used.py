"""Which numbers of the rules a run rests on: those that were really used (convention §4, §9, §10)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prioritizer.appraisal.accounts import needed
from prioritizer.appraisal.balance_requirement import YearResult
from prioritizer.appraisal.haircuts import COST, DELAY, EFFECT, GRADE
from prioritizer.appraisal.overrun import COVERS
from prioritizer.appraisal.prices import INDEX
from prioritizer.appraisal.shrinkage import BY_CLASS, LEAST, MEAN, SPREAD, prior_of
from prioritizer.appraisal.terms import TAX_FACTOR
from prioritizer.explanation.estimates import FAR
from prioritizer.explanation.fairness import MUCH
from prioritizer.explanation.near_thresholds import NEAR
from prioritizer.explanation.robustness import NEARLY_ALWAYS, RARELY
from prioritizer.explanation.rule_change import Rule, parameters_named
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import DISCOUNT_RATE, Objective, RuleSet, leaves
from prioritizer.model.value import Appraised
from prioritizer.reading.objectives import NEEDS
from prioritizer.register.choice import as_limit
from prioritizer.register.run import Run


def used_parameters(run: Run) -> frozenset[str]:
    """The parameters that the verdicts, the values or the choice of a run rest on.

    An applied criterion, limit or common factor names it, or appraisal needed it: the rate always, the index where an
    amount stands in another year's prices, displacement and equalisation where a used price is of production, haircuts
    and experience where they were applied, and the tax factor where it is counted. So do the shares of the outcomes in
    which a reserve is to be enough, where one is told.
    """
    portfolio, rules = run.portfolio, run.rules
    named: list[Rule] = [*rules.criteria, *rules.limits]
    ruled = [name for rule in named for name in parameters_named(rule)]
    shared = [leaf.parameter for f in portfolio.common_factors if f.where is not None for leaf in leaves(f.where)]
    found = {*ruled, *shared, *_appraisal(portfolio, rules, run.appraised), *_objective(rules.objective)}
    if run.explained.robustness is not None:
        found |= {NEARLY_ALWAYS, RARELY}
    if run.explained.fairness is not None:
        found |= {FAR, NEAR, MUCH}
    if run.overruns is not None and any(row.reserves for row in run.overruns.rows):
        found |= set(COVERS)
    if run.balance is not None and any(_converted(row, portfolio) for row in run.balance.rows):
        found.add(INDEX)
    return frozenset(found & set(rules.parameters))


def _converted(row: YearResult, portfolio: Portfolio) -> bool:
    """Whether something of a year's result was brought to the prices of that year."""
    return row.year != portfolio.price_year and bool(row.paid or row.taken_home)


def _objective(objective: Objective) -> Iterator[str]:
    """The parameters that what is maximised rests on; the reserve price always."""
    for name in ("reserve_price", *NEEDS.get(objective.maximise, ())):
        yield objective.numbers_from.get(name, name)
    if objective.maximise == "levels":
        amounts = (level.amount for level in objective.levels if level.amount is not None)
        yield from (name for amount in amounts for name in parameters_named(as_limit(amount)))


def _appraisal(portfolio: Portfolio, rules: RuleSet, appraised: Iterable[Appraised]) -> Iterator[str]:
    """The parameters that the values rest on."""
    values = list(appraised)
    yield DISCOUNT_RATE
    if portfolio.tax_factor:
        yield TAX_FACTOR
    if any(_is_converted(value, portfolio) for value in values):
        yield INDEX
    if portfolio.production_value:
        outcomes = {str(step["outcome"]) for value in values for step in value.steps if step["row"] == "effect"}
        yield from (name for outcome in outcomes for name in needed(rules.prices[outcome]))
    if portfolio.haircuts:
        graded = (rules.parameters.get(name) for name in (COST, EFFECT, DELAY))
        yield from (parameter.id for parameter in graded if parameter is not None and parameter.by == GRADE)
    yield from _experience(portfolio, rules, values)


def _experience(portfolio: Portfolio, rules: RuleSet, values: list[Appraised]) -> Iterator[str]:
    """What values were moved towards: the numbers of a class, or the general ones (convention §10)."""
    moved = {value.proposal for value in values if value.prior is not None}
    priors = [prior_of(proposal, portfolio, rules) for proposal in portfolio.proposals if proposal.id in moved]
    for prior in priors:
        ending = BY_CLASS if prior is not None and prior.of else ""
        yield from (LEAST, MEAN + ending, SPREAD + ending)


def _is_converted(value: Appraised, portfolio: Portfolio) -> bool:
    """Whether some amount of a version stands in another year's prices than those of the portfolio (convention §2)."""
    return any(year not in (None, portfolio.price_year) for step in value.steps for year in _price_years(step))


def _price_years(step: Mapping[str, Any]) -> Iterator[int | None]:
    """The years in whose prices a step was written, the first and last of many."""
    match step["row"]:
        case "effect":
            yield step["price_year"]
        case "cost" if step["prices"] == "lopande":
            yield from (step["first_year"], step["last_year"])
        case "stated":
            yield step["terms"]["price_year"]
