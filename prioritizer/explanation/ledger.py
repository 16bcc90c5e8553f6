"""What the decisions to force proposals in or out cost, each alone and all together (convention §21)."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from prioritizer.explanation.questions import Report
from prioritizer.explanation.what_if import Choose, Situation, what_if
from prioritizer.model.ledger import Entry, Ledger
from prioritizer.model.override import Override
from prioritizer.model.plan import Plan
from prioritizer.model.what_if import Wish


def ledger(
    situation: Situation,
    plan: Plan,
    overrides: Iterable[Override],
    choose: Choose,
    report: Report | None = None,
    time_limit: float | None = None,
) -> Ledger | None:
    """The ledger of a plan; None where nothing was decided beforehand.

    Args:
        situation: What the plan was chosen from, the decisions in it.
        plan: As it stands.
        overrides: The decisions; duties in law among them are listed and not priced.
        choose: Chooses a plan anew, should a question not be about the program of the plan.
        report: Hears of each question.
        time_limit: Seconds for all questions together.

    Raises:
        SolverUnavailable: No solver can start.
    """
    decided = tuple(overrides)
    priced = [one for one in decided if not one.duty]
    if not decided:
        return None
    if not priced:
        return Ledger(tuple(Entry(one, None) for one in decided), None)
    alone = [(Wish("limit", one.id, way="drop"), _without(situation, [one])) for one in priced]
    found = what_if(situation, plan, alone, _without(situation, priced), choose, False, report, time_limit)
    of = {one.id: consequence for one, consequence in zip(priced, found.alone, strict=True)}
    return Ledger(tuple(Entry(one, of.get(one.id)) for one in decided), found.together)


def _without(situation: Situation, gone: Collection[Override]) -> Situation:
    names = {"in": frozenset[str](), "out": frozenset[str]()}
    for one in gone:
        names[one.decision] |= {one.proposal}
    statement = replace(
        situation.statement,
        mandatory=situation.statement.mandatory - names["in"],
        excluded=situation.statement.excluded - names["out"],
    )
    return replace(situation, statement=statement, program=statement.program())
