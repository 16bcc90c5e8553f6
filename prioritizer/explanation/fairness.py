"""All that is looked at on every run, so that nobody gains by how a proposal is handed in (convention §24)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from prioritizer.explanation.alike import alike, escapes
from prioritizer.explanation.blindness import Blindness
from prioritizer.explanation.bundles import bundled
from prioritizer.explanation.estimates import FAR, estimates
from prioritizer.explanation.gaming import gaming
from prioritizer.explanation.near_thresholds import near_thresholds
from prioritizer.explanation.questions import Report
from prioritizer.model.fairness import Bundled, Doubled, Fairness, Looks, Mandated, Moved, Split, result_of
from prioritizer.model.plan import Key, Margin, Outcome, Plan
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.screening.screen import in_force
from prioritizer.selection.program import Program
from prioritizer.selection.statement import Statement

MUCH = "much_mandated"
"""The parameter that says from which share of the granted kronor mandates are told as much."""
PARTS: tuple[Moved, ...] = ("verdicts", "values", "plan")


@dataclass(frozen=True, slots=True)
class Judged:
    """One run as it stands; `by_value` is False where something else than expected value was maximised."""

    portfolio: Portfolio
    rules: RuleSet
    screened: Sequence[Screened]
    appraised: Sequence[Appraised]
    statement: Statement
    program: Program
    outcome: Outcome
    margins: Sequence[Margin]
    by_value: bool = True


def fairness(run: Judged, blind: Blindness, report: Report | None = None, time_limit: float | None = None) -> Fairness:
    """Every check of one run.

    Args:
        run: What was decided, and on what.
        blind: What the disguised round gave.
        report: Hears «gaming: done/all» of what takes time.
        time_limit: Seconds for what copies and halves would gain, and as many for pairs; what is not settled by then
            says so.

    Raises:
        SolverUnavailable: No solver can start.
    """
    portfolio, criteria, numbers = run.portfolio, run.rules.criteria, in_force(run.portfolio, run.rules)
    admitted = frozenset(one.proposal for one in run.screened if one.outcome == "admitted")
    chosen = frozenset(key[0] for key in run.outcome.chosen) if isinstance(run.outcome, Plan) else frozenset()
    twins, parts = alike(portfolio, admitted, chosen, criteria, numbers)
    doubled = Doubled(result_of(bool(twins), True), twins)
    freed = escapes(portfolio, criteria, numbers)
    split = Split(result_of(bool(parts or freed), True), parts, escapes=freed)
    joined = Bundled("unknown")
    if isinstance(run.outcome, Plan) and run.outcome.status == "optimal" and run.by_value:
        doubled, split = _tried(run, run.outcome, doubled, split, report, time_limit)
        joined = bundled(run.program, run.outcome, run.margins, report, time_limit)
    return Fairness(
        _looks(run, blind),
        doubled,
        split,
        joined,
        estimates(portfolio, run.rules, run.appraised, _shown(run), numbers.get(FAR)),
        near_thresholds(portfolio, admitted, criteria, numbers, run.rules.fields),
        _mandated(run, numbers.get(MUCH)),
    )


def _looks(run: Judged, blind: Blindness) -> Looks:
    moved = tuple(name for name in PARTS if getattr(blind, name) is False)
    counts = len(run.screened), len(run.appraised)
    return Looks(result_of(bool(moved)), *counts, moved, blind.plan is not None, isinstance(run.outcome, Plan))


def _tried(
    run: Judged, plan: Plan, doubled: Doubled, split: Split, report: Report | None, time_limit: float | None
) -> tuple[Doubled, Split]:
    """What copies and halves would gain, beside what is alike already."""
    says_whom = {p.id for p in run.portfolio.proposals for a in p.alternatives for e in a.effects if e.overlap_group}
    found = gaming(run.statement, plan, frozenset(says_whom), report, time_limit)
    copies, halves = found.copies, found.halves
    return (
        replace(
            doubled,
            result=result_of(bool(doubled.twins or copies.gains), bool(copies.unsettled)),
            tried=len(copies.asked),
            in_plan=found.asked_twice,
            enters=copies.gains,
            twice=found.twice,
            left_out=copies.left_out,
            unsettled=copies.unsettled,
        ),
        replace(
            split,
            result=result_of(bool(split.parts or split.escapes or halves.gains), bool(halves.unsettled)),
            tried=len(halves.asked),
            enters=halves.gains,
            left_out=halves.left_out,
            unsettled=halves.unsettled,
        ),
    )


def _shown(run: Judged) -> Mapping[str, Key]:
    """Of each proposal the version in the plan, else the head version at its earliest start."""
    found: dict[str, Key] = {}
    for value in run.appraised:
        found.setdefault(value.proposal, (value.proposal, value.alternative, value.start_year))
    chosen: Iterable[Key] = run.outcome.chosen if isinstance(run.outcome, Plan) else ()
    return {**found, **{key[0]: key for key in chosen}}


def _mandated(run: Judged, limit: Decimal | None) -> Mandated:
    """What of the plan's kronor goes to proposals that somebody has decided must be in."""
    if not isinstance(run.outcome, Plan):
        return Mandated("unknown", limit=limit)
    must = tuple(p.id for p in run.portfolio.proposals if p.mandatory)
    granted = sum(
        (c.granted_total for c in run.program.candidates if c.proposal in must and c.key in run.outcome.chosen),
        Decimal(0),
    )
    whole = run.outcome.granted
    share = Fraction(granted) / Fraction(whole) if whole else None
    if not must:
        return Mandated("pass", whole=whole, share=share, limit=limit)
    result = result_of(limit is not None and share is not None and share >= Fraction(limit), limit is None)
    return Mandated(result, must, granted, whole, share, limit)
