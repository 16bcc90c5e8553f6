"""What is asked about a plan is asked of a better one where it turns out that a solver was wrong of it (§15)."""

from collections.abc import Callable
from typing import TypeVar

from prioritizer.cli.interrupt import interruptible
from prioritizer.cli.run import Prepared, Report
from prioritizer.cli.talk import Language, say
from prioritizer.cli.words import word
from prioritizer.model.plan import Outcome, Plan
from prioritizer.selection.branching import BetterPlan
from prioritizer.words.formatting import money

Asked = TypeVar("Asked")


def about(
    prepared: Prepared,
    outcome: Outcome,
    ask: Callable[[Outcome], Asked],
    language: Language,
    time_limit: float | None,
    report: Report,
) -> tuple[Outcome, Asked]:
    """The outcome that was asked about in the end, and what was answered.

    Nobody is told to decide on a plan while a better one is known: where one turns up that no plan was to be worth as
    much as, talk says so, the best plan is looked for from there, and all is asked again about that one.
    `time_limit` is for looking.

    Raises:
        BetterPlan: The plan has a certificate that the checker accepted: a defect of ours, and not of a solver.
    """
    from prioritizer.selection.taken_over import taken_over

    while True:
        try:
            return outcome, ask(outcome)
        except BetterPlan as better:
            if isinstance(outcome, Plan) and outcome.confirmed == "certificate":
                raise
            with interruptible():
                found = taken_over(prepared.program, outcome, better.chosen, time_limit, report)
        said = outcome.bound if isinstance(outcome, Plan) else None
        told = [
            word("no_plan", language) if n is None else money(n, "kr", language, prepared.read.portfolio.currency)
            for n in (said, found.objective)
        ]
        say(word("better_taken_over", language, said=told[0], better=told[1]))
        outcome = found
