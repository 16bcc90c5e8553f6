"""The plan of the highest value per granted krona, by Dinkelbach's method in whole numbers (convention §14).

With a ratio at hand, that of the best plan so far, value less ratio times granted kronor is maximised: a plan above
zero has a higher ratio and takes its place, and where none is above zero none is higher (Dinkelbach 1967, doi:
10.1287/mnsc.13.7.492). Coefficients grow with the ratio's own numbers, and a solver's tolerance with them. So the end
is shown by one more search with coarser numbers: for any plan whose ratio is a millionth higher.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor, lcm

from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.pursued import Pursued, Ratio
from prioritizer.selection.choose import choose
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import Answer, Found, Nothing, SolverUnavailable
from prioritizer.selection.program import Product, Program, Row, granted, value, whole
from prioritizer.selection.search import DIFFER, LEAST_SECONDS, MAKES, Make, Report
from prioritizer.selection.standing import UNSAID
from prioritizer.selection.ties import by_name

FINEST = 10**6
"""The ratio is proved to one part in so many, in kronor per krona."""
LOWEST = "lowest_spending"
"""The id of the row that holds the lowest spending."""


def best_ratio(
    program: Program,
    lowest_spending: Decimal,
    default: Outcome,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
) -> Pursued:
    """The plan with the highest ratio of value to granted kronor, of those that grant at least the lowest spending.

    Value is what the program maximises: less the reserve price, which lowers every ratio alike.

    Args:
        program: What is chosen between.
        lowest_spending: Granted kronor, above 0: without it, mandates and floors the one proposal of the
            highest ratio is picked.
        default: The choice by expected value, to begin from and compare with.
        time_limit: Seconds; None searches until the ratio is proved.
        report: Hears of each search, and «ratio: N» before each program.
        makes: The makes of solver, the finder first.

    Raises:
        ValueError: The lowest spending is not above 0.
        SolverUnavailable: No make of solver can start.

    Source:
        Convention §14; Dinkelbach, On nonlinear fractional programming, Management Science 13 (1967).
    """
    if lowest_spending <= 0:
        raise ValueError("the lowest spending must be above 0")
    deadline, tell = Deadline.after(time_limit), report or (lambda _: None)
    held = program.with_rows(_lowest(program, lowest_spending))
    began = default
    if isinstance(default, Plan) and default.granted < lowest_spending:
        began = choose(held, left(deadline), tell, makes, ties=False)
    if not isinstance(began, Plan):
        return Pursued("value_per_krona", began, default)
    best, chosen, rounds, faults = began, indexes(program, began), 0, began.faults
    while True:
        ratio = ratio_of(program, chosen)
        tell(f"ratio: {rounds}")
        rounds += 1
        priced = at_price(held, ratio)
        found = choose(priced, left(deadline), tell, makes, standing=UNSAID)
        if isinstance(found, Plan):
            faults = (*faults, *found.faults)
            if value(priced, indexes(program, found)) > 0:
                best, chosen = found, indexes(program, found)
                continue
        above = Fraction(floor(ratio * FINEST) + 1, FINEST)
        last = _search(at_price(held, above), deadline, makes)
        if isinstance(last, Found) and last.value >= 0:
            # Both solvers have missed a plan, which can only be for its numbers: the ratio goes on from there.
            best, chosen, faults = began, last.chosen, (*faults, DIFFER)
            continue
        is_best = isinstance(found, Plan) and value(priced, indexes(program, found)) == 0
        if isinstance(found, Plan) and is_best:
            best, chosen = found, indexes(program, found)
        proved = isinstance(last, Nothing) and isinstance(found, Plan) and found.status == "optimal"
        plan = told_plan(program, chosen, best, default, proved, is_best)
        told = Ratio(ratio, above, lowest_spending, rounds, proved)
        return Pursued(
            "value_per_krona",
            replace(plan, faults=tuple(dict.fromkeys(faults))),
            default,
            ratio=told,
            default_ratio=_ratio_of_default(program, default),
        )


def ratio_of(program: Program, chosen: frozenset[int]) -> Fraction:
    """Value kronor per granted krona of a plan that grants something."""
    return Fraction(value(program, chosen), program.scale) / Fraction(granted(program, chosen))


def at_price(program: Program, price: Fraction) -> Program:
    """The same program where every granted krona costs `price` value kronor, in whole numbers."""
    grid = lcm(1, *(Fraction(c.granted_total).denominator for c in program.candidates))
    scale = lcm(program.scale, price.denominator * grid)
    times = scale // program.scale
    objective = tuple(
        units * times - int(price * Fraction(c.granted_total) * scale)
        for units, c in zip(program.objective, program.candidates, strict=True)
    )
    shared = tuple(tuple(Product(p.members, p.worth * times) for p in products) for products in program.shared)
    return replace(program, objective=objective, scale=scale, shared=shared)


def indexes(program: Program, plan: Plan) -> frozenset[int]:
    """The candidates of a plan."""
    return frozenset(program.index(key) for key in plan.chosen)


def left(deadline: Deadline) -> float | None:
    """Seconds left, never so few that a found plan is lost."""
    try:
        return deadline.left()
    except Late:
        return LEAST_SECONDS


def _lowest(program: Program, kronor: Decimal) -> Row:
    money = {i: Fraction(c.granted_total) for i, c in enumerate(program.candidates)}
    return whole(LOWEST, money, ">=", Fraction(kronor), "limit")


def _search(program: Program, deadline: Deadline, makes: tuple[Make, ...]) -> Answer:
    """One more search, for any plan worth 0 or more; by the last make that can start."""
    for make in reversed(makes):
        try:
            return make(program).search(at_least=0, time_limit=left(deadline))
        except SolverUnavailable:
            continue
    raise SolverUnavailable("", "no solver can start")


def told_plan(
    program: Program, chosen: frozenset[int], said: Plan, default: Outcome, proved: bool, is_best: bool
) -> Plan:
    """A plan with its expected value; ties and confirmation are what is `said` of it, where that `is_best` of it.

    Where it is not `proved`, its bound is that of the choice by expected value.
    """
    worth = program.kronor(value(program, chosen))
    ceiling = default.bound if isinstance(default, Plan) else said.bound
    return replace(
        said,
        status="optimal" if proved else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in chosen), key=by_name)),
        objective=worth,
        bound=worth if proved else max(worth, ceiling),
        granted=granted(program, chosen),
        confirmed=said.confirmed if proved and is_best else "none",
        ties=said.ties if is_best else 1,
        ties_complete=said.ties_complete and is_best,
    )


def _ratio_of_default(program: Program, default: Outcome) -> Fraction | None:
    if not isinstance(default, Plan) or not default.granted:
        return None
    return ratio_of(program, indexes(program, default))
