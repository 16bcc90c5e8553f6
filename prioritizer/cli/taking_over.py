"""What is asked about a plan is asked of a better one where one turns up on the way (convention §15).

Nobody is told to decide on a plan while a better one is known.
"""

from collections.abc import Callable
from typing import TypeVar

from prioritizer.cli.interrupt import interruptible
from prioritizer.cli.run import Prepared, Report
from prioritizer.cli.talk import Language, say, ticking
from prioritizer.cli.words import word
from prioritizer.model.plan import Outcome, Plan
from prioritizer.selection.branching import BetterPlan
from prioritizer.words.formatting import money

MOST_TAKEN_OVER = 3
"""So many times a plan that was not proved gives way, and all is worked out again; then a better one is told of."""

Asked = TypeVar("Asked")


def about(
    prepared: Prepared,
    outcome: Outcome,
    ask: Callable[[Outcome, bool], Asked],
    language: Language,
    time_limit: float | None,
    report: Report,
) -> tuple[Outcome, Asked]:
    """The outcome that was asked about in the end, and what was answered.

    A plan that was not proved gives way to a better one, and that it was found later is among the faults. Where no plan
    was to be worth so much a solver was wrong: talk says so, and the best plan is looked for from there.

    Args:
        prepared: What the plan was chosen from.
        outcome: The choice.
        ask: Is given the plan, and whether a plan that is not proved may give way once more; raises BetterPlan.
        language: Of what talk says.
        time_limit: Seconds to look for the best plan, where a solver was wrong.
        report: Hears of that search.

    Raises:
        BetterPlan: The plan has a certificate that the checker accepted: a defect of ours, and not of a solver.
    """
    from prioritizer.selection.taken_over import could_be, taken_over

    turns = MOST_TAKEN_OVER
    while True:
        try:
            return outcome, ask(outcome, turns > 0)
        except BetterPlan as better:
            if isinstance(outcome, Plan) and outcome.confirmed == "certificate":
                raise
            with interruptible(), ticking(report):
                found = taken_over(prepared.program, outcome, better.chosen, time_limit, report)
            if could_be(prepared.program, outcome, better.worth):
                turns -= 1
            else:
                _tell(prepared, outcome, found, language)
        outcome = found


def _tell(prepared: Prepared, outcome: Outcome, found: Plan, language: Language) -> None:
    """That a solver was wrong, with what it called the most and what a plan is worth."""
    said = outcome.bound if isinstance(outcome, Plan) else None
    told = [
        word("no_plan", language) if n is None else money(n, "kr", language, prepared.read.portfolio.currency)
        for n in (said, found.objective)
    ]
    say(word("better_taken_over", language, said=told[0], better=told[1]))
