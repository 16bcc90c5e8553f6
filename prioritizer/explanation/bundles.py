"""What would come into the plan as one proposal with another (convention §24)."""

from collections.abc import Callable, Iterable, Sequence

from prioritizer.explanation.questions import Questions, Report
from prioritizer.model.fairness import Bundled, Ride, result_of
from prioritizer.model.plan import Margin, Plan
from prioritizer.selection.choose import patience
from prioritizer.selection.program import Program, Row, forced


def bundled(
    program: Program,
    plan: Plan,
    margins: Iterable[Margin],
    report: Report | None = None,
    time_limit: float | None = None,
) -> Bundled:
    """The proposals not in the plan that would come as one with some proposal in it.

    Such a pair is chosen where the best plan with both is worth more than the best with neither. Most often two margins
    tell: what the plan lacks with the one forced in, beside the other, and what it loses without the other.

    Args:
        program: Of the plan.
        plan: The plan as it stands, proved.
        margins: Of every proposal. One that cannot leave carries nothing.
        report: Hears «gaming: done/all» before each.
        time_limit: Seconds for the questions that margins leave open.
    """
    known = [margin for margin in margins if margin.low is not None and margin.high is not None]
    outside = [one for one in known if one.outcome == "not_selected"]
    inside = sorted(
        (one for one in known if one.outcome == "selected"), key=lambda one: (-(one.low or 0), one.proposal)
    )
    asker = _Pairs(program, plan, len(outside), time_limit)
    rides, unsettled = [], []
    for done, one in enumerate(outside, 1):
        if report is not None:
            report(f"gaming: {done}/{len(outside)}")
        ride = _ride(one, inside, asker)
        if ride is None:
            unsettled.append(one.proposal)
        elif isinstance(ride, Ride):
            rides.append(ride)
    rides.sort(key=lambda ride: (ride.loss, ride.proposal))
    result = result_of(bool(rides), bool(unsettled))
    return Bundled(result, len(outside), tuple(rides), tuple(unsettled))


def _ride(one: Margin, inside: Sequence[Margin], asker: "_Pairs") -> Ride | bool | None:
    """The carrier that the plan would lose most without; False where there is none, None where it was not settled."""
    assert one.low is not None
    assert one.high is not None
    doubtful: list[Margin] = []
    for carrier in inside:
        beside, replaces = carrier.proposal not in one.displaces, one.proposal in carrier.replaced_by
        assert carrier.low is not None
        assert carrier.high is not None
        if beside and one.high < carrier.low:
            return Ride(one.proposal, carrier.proposal, one.high, one.exact)
        # Without the carrier there is a plan worth as much, which does not hold the other either.
        if replaces or one.low < carrier.high:
            doubtful.append(carrier)
    unsettled = False
    for carrier in doubtful:
        found = asker.ride(one.proposal, carrier.proposal)
        if isinstance(found, Ride):
            return found
        unsettled = unsettled or found is None
    return None if unsettled else False


class _Pairs:
    """Asks of one pair what the best plan with both, and with neither, is worth; made ready when first asked."""

    def __init__(self, program: Program, plan: Plan, open: int, time_limit: float | None) -> None:
        self._make: Callable[[], Questions] = lambda: Questions.about(
            program, plan, patience(program, time_limit), 2 * open
        )
        self._questions: Questions | None = None

    def ride(self, one: str, carrier: str) -> Ride | bool | None:
        """The pair; False where it would not be chosen, None where it was not settled."""
        questions = self._questions = self._questions or self._make()
        program = questions.program
        both = questions.best(self._rows(program, (one, carrier), 1), clashes=False)
        if both.high is None:
            return False
        neither = questions.best(self._rows(program, (one, carrier), 0), clashes=False)
        if both.low is not None and (neither.high is None or both.low > neither.high):
            return Ride(one, carrier, program.kronor(questions.standing - both.low), both.is_exact)
        return False if neither.low is not None and both.high <= neither.low else None

    def _rows(self, program: Program, names: Iterable[str], count: int) -> list[Row]:
        return [forced(f"forced:{name}", program.of(name), count) for name in names]
