"""What is answered about a plan beside its margins: prices, money, errors, other orders, and what the plan covers."""

from fractions import Fraction

from prioritizer.cli.around import Around
from prioritizer.cli.run import DRAWS, EXACT_PROPOSALS, EXPLAINED_SECONDS, Prepared, Report
from prioritizer.model.explained import NOT_EXPLAINED, Explained
from prioritizer.model.ledger import Ledger
from prioritizer.model.passed_over import PassedOver
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.pursued import Pursued
from prioritizer.model.robustness import Knowing, Robustness
from prioritizer.screening.screen import in_force
from prioritizer.selection.candidates import Drawn, drawn_of
from prioritizer.selection.choose import choose

TRIED_DRAWS, ROUGHLY = 256, Fraction(1, 1000)
"""Of so many draws the best plan is looked for: proved up to `EXACT_PROPOSALS`, else to within a thousandth."""

LEFT_OUT = ("near_best", "overrides", "frontier", "robustness", "knowing", "own_terms", "orders", "fairness")
"""What a quick answer has nothing of, as the JSON names it."""


def beyond_margins(
    prepared: Prepared,
    outcome: Outcome,
    found: Around,
    report: Report,
    time_limit: float | None = None,
    goal: Pursued | None = None,
    is_quick: bool = False,
) -> Explained:
    """What limits cost, what more or less money gives, how sure the choice is, other orders, and what the plan covers.

    Like margins they are of expected value (§19, §22, §23), so that of a plan chosen for another `goal` only what it
    covers is told; nothing without a plan. `found` is what is known of margins, which answers other questions too.

    `is_quick` answers by bounds what can be, and leaves the rest out. `time_limit` is for each of them, besides that of
    the choice.
    """
    from prioritizer.cli.own_terms import worked_out
    from prioritizer.explanation.coverage import coverage
    from prioritizer.explanation.frontier import frontier
    from prioritizer.explanation.order_sequences import Ratios
    from prioritizer.explanation.orders import orders
    from prioritizer.explanation.prices import limit_prices
    from prioritizer.explanation.questions import roughness

    if not isinstance(outcome, Plan):
        return NOT_EXPLAINED
    statement, program = prepared.statement, prepared.program
    chosen = [program.candidates[program.index(key)] for key in outcome.chosen]
    covers = coverage(prepared.read.portfolio, prepared.read.rules, chosen)
    if goal is not None:
        return Explained(coverage=covers)
    few = len({candidate.proposal for candidate in program.candidates}) <= EXACT_PROPOSALS
    seconds = EXPLAINED_SECONDS if time_limit is None and not few else time_limit
    duties = frozenset(one.id for one in prepared.read.portfolio.overrides if one.duty)
    rough = roughness(program)
    prices = limit_prices(statement, program, outcome, duties, report, seconds, is_quick, rough)
    passed = passed_by(prepared, outcome)
    if is_quick:
        return Explained(prices, coverage=covers, passed_over=passed, left_out=LEFT_OUT)
    decided = _decided(prepared, outcome, report, seconds)
    curve = frontier(statement, program, outcome, report, seconds, rough)
    drawn = drawn_of(program, prepared.appraised, prepared.overlaps)
    robust = _robust(prepared, outcome, drawn, few, report, seconds)
    known = None if robust is None else _knowing(prepared, outcome, drawn, found, report, seconds)
    others = orders(statement, program, outcome, Ratios.of(prepared.appraised), prepared.seed, report, seconds)
    fixed = () if robust is None else drawn.fixed
    own = worked_out(prepared, outcome, found, report, seconds)
    return Explained(prices, curve, robust, fixed, others, covers, None, decided, known, own, passed)


def passed_by(prepared: Prepared, plan: Plan, only: str | None = None) -> tuple[PassedOver, ...]:
    """Proposals that are out and have a higher NNK-i than some that is in; of all, or of one."""
    from prioritizer.explanation.passed_over import passed_over

    ratios = {(v.proposal, v.alternative, v.start_year): v.nnk_i for v in prepared.appraised}
    found = passed_over(prepared.program, plan, ratios)
    return tuple(one for one in found if only in (None, one.proposal))


def _decided(prepared: Prepared, plan: Plan, report: Report, seconds: float | None) -> Ledger | None:
    """The ledger of decisions outside the choice; None where there is none."""
    from prioritizer.cli.what_if_rounds import situation
    from prioritizer.explanation.ledger import ledger
    from prioritizer.explanation.what_if import Situation

    def anew(asked: Situation) -> Outcome:
        return choose(asked.program, seconds, report)

    return ledger(situation(prepared), plan, prepared.read.portfolio.overrides, anew, report, seconds)


def _robust(
    prepared: Prepared, plan: Plan, drawn: Drawn, few: bool, report: Report, seconds: float | None
) -> Robustness | None:
    """How sure the choice is; None where no proposal says how uncertain it is."""
    from prioritizer.explanation.robustness import robustness
    from prioritizer.explanation.worlds import Worlds

    program = prepared.program
    if len(drawn.fixed) == len({candidate.proposal for candidate in program.candidates}):
        return None
    gap, worlds = Fraction(0) if few else ROUGHLY, Worlds.of(program, drawn.candidates, drawn.together)
    numbers = in_force(prepared.read.portfolio, prepared.read.rules)
    return robustness(worlds, plan, numbers, TRIED_DRAWS, gap, report, seconds)


def _knowing(
    prepared: Prepared, plan: Plan, drawn: Drawn, found: Around, report: Report, seconds: float | None
) -> tuple[Knowing, ...]:
    """What it would be worth to know each uncertain input of what can be chosen."""
    from prioritizer.appraisal.drawn_inputs import drawn_inputs
    from prioritizer.explanation.ceilings import options
    from prioritizer.explanation.knowing import Uncertain, knowing
    from prioritizer.explanation.worlds import Worlds

    program, read = prepared.program, prepared.read
    names = {candidate.proposal for candidate in program.candidates}
    asked = [
        Uncertain(one.input, one.values, frozenset(i for name in one.moves for i in program.of(name)))
        for one in drawn_inputs(read.portfolio, read.rules, prepared.seed, DRAWS, names)
    ]
    worlds = Worlds.of(program, drawn.candidates, drawn.together, with_risks=True)
    given = options(program, plan, found.margins, found.known) if found.known else {}
    return knowing(worlds, plan, asked, given, report, seconds)
