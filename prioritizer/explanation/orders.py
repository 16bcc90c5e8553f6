"""What the same limits give when proposals are taken in another order, one at a time (convention §22)."""

from collections.abc import Iterable

from prioritizer.explanation.filling import Filling
from prioritizer.explanation.order_sequences import ORDERS, Ratios, Round, Sequence, late
from prioritizer.explanation.questions import Questions, Report
from prioritizer.explanation.random_orders import random_orders
from prioritizer.explanation.reaching import Late, Reaching
from prioritizer.model.orders import Filled, Order, OrderName, Orders
from prioritizer.model.plan import Key, Plan
from prioritizer.selection.choose import patience
from prioritizer.selection.program import Program, granted, value, violated
from prioritizer.selection.statement import Statement
from prioritizer.selection.ties import by_name


def orders(
    statement: Statement,
    program: Program,
    plan: Plan,
    ratios: Ratios,
    seed: int,
    report: Report | None = None,
    time_limit: float | None = None,
) -> Orders:
    """The same limits filled in other orders.

    Args:
        statement: What the program is built from; its candidates in the order that versions are written.
        program: The same, built.
        plan: The plan as it stands.
        ratios: NNK-i of every version.
        seed: Of the random orders.
        report: Hears «orders: done/all» before each.
        time_limit: Seconds for all orders together; one that is not filled by then is left out and says so.

    Returns:
        First the proposals that are mandatory or continue are taken, then the others in the order's own sequence. Each
        is taken in its first version, at its first start, if ceilings hold and a plan within all limits can still be
        reached from what is taken and what is not yet tried; otherwise it is passed by. Where no plan can be reached
        without it, it is taken in its first version with which one can. So an order ends in a plan within all limits,
        shares of what is granted included. Of equals in an order the one that is granted least comes first, then the
        one whose numbers do (§24). Random orders do not ask whether a plan can be reached; see `random_orders`.

        nnk: highest first; those without a ratio last (no priced effects, or nothing invested). advocacy: by stated
        priority, 1 first. signatures: most first. first_come: earliest day received first. smallest_first: by granted
        kronor. equal_share: most value per granted krona first, where the proposals of a board are together granted at
        most its equal part of the envelope, unless no plan can be reached without more.

        Nothing is filled where there is nothing to choose between.

    Raises:
        SolverUnavailable: No solver can start.
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §22.
    """
    if not program.candidates:
        return Orders(())
    found, filling = Round.of(statement, program, ratios), Filling.of(program, statement.limits)
    seconds = patience(program, time_limit)
    reaching = Reaching(Questions.about(program, plan, seconds), filling)
    told = []
    for done, name in enumerate(ORDERS):
        if report is not None:
            report(f"orders: {done + 1}/{len(ORDERS) + 1}")
        reaching.parts = len(ORDERS) - done
        told.append(_order(reaching, found, name, plan))
    if report is not None:
        report(f"orders: {len(ORDERS) + 1}/{len(ORDERS) + 1}")
    drawn = random_orders(program, filling, tuple(found.options.values()), len(found.obligatory), plan.objective, seed)
    return Orders(tuple(told), drawn, found.boards, found.share)


def _order(reaching: Reaching, found: Round, name: OrderName, plan: Plan) -> Order:
    sequence = found.sequence(name)
    filled: Filled | None = None
    if sequence.left_out is None:
        try:
            filled = _filled(reaching.questions, plan, _fill(reaching, found, sequence))
        except Late:
            sequence = late(sequence)
    return Order(name, filled, sequence.left_out, sequence.field, sequence.lacking, sequence.last)


def _filled(questions: Questions, plan: Plan, chosen: frozenset[int]) -> Filled:
    """What was taken, beside the plan as it stands."""
    program, worth = questions.program, value(questions.program, chosen)
    questions.know(chosen, worth)
    objective = program.kronor(worth)
    keys = tuple(sorted((program.candidates[i].key for i in chosen), key=by_name))
    before, after = _by_proposal(plan.chosen), _by_proposal(keys)
    return Filled(
        keys,
        objective,
        plan.objective - objective,
        granted(program, chosen),
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple((before[p], after[p]) for p in sorted(before.keys() & after.keys()) if before[p] != after[p]),
        violated(program, chosen),
    )


def _by_proposal(keys: Iterable[Key]) -> dict[str, Key]:
    return {key[0]: key for key in keys}


def _fill(reaching: Reaching, found: Round, sequence: Sequence) -> frozenset[int]:
    """What a sequence of proposals ends in.

    Raises:
        Late: The time was out.
    """
    program = reaching.questions.program
    taken: frozenset[int] = frozenset()
    tried: frozenset[int] = frozenset()
    reached = reaching.questions.chosen
    for proposal in sequence.proposals:
        tried |= frozenset(program.of(proposal))
        taken, reached = _next(reaching, taken, tried, reached, found.options[proposal], sequence)
    return taken


def _next(
    reaching: Reaching,
    taken: frozenset[int],
    tried: frozenset[int],
    reached: frozenset[int],
    options: tuple[int, ...],
    sequence: Sequence,
) -> tuple[frozenset[int], frozenset[int]]:
    """What is taken after one more proposal, and a plan that can be reached from there."""
    first = taken | {options[0]}
    if reaching.filling.fits(first) and (sequence.room is None or sequence.room(taken, options[0])):
        plan = reaching.reach(first, tried - first, reached)
        if plan is not None:
            return first, plan
    plan = reaching.reach(taken, tried - taken, reached)
    if plan is not None:
        return taken, plan
    for option in options:
        needed = taken | {option}
        plan = reaching.reach(needed, tried - needed, reached)
        if plan is not None:
            return needed, plan
    raise AssertionError("a plan that could be reached is out of reach with and without a proposal")
