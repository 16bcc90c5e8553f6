"""One search for plans worth at least the value found: it confirms it, lists the ties and writes the tree (§15)."""

from collections.abc import Callable
from dataclasses import dataclass

from prioritizer.selection.branching import BetterPlan, Extra, Node, TooManyPlans, Tree
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.products import candidates_of, lift, lifted
from prioritizer.selection.program import Program, step, value
from prioritizer.selection.ties import MOST_TIES


@dataclass(frozen=True, slots=True)
class Proof:
    """A tree that proves that no plan but those in `plans` is worth `excluded` objective units or more.

    `plans` are the optimal ones, all where `complete`, else as many as are listed; none where there is no plan at all.
    `extras` tells where the rows that came on the way are from.
    """

    plans: tuple[frozenset[int], ...]
    complete: bool
    excluded: int | None
    extras: tuple[Extra, ...]
    nodes: list[Node]


@dataclass(frozen=True, slots=True)
class Unproved:
    """The tree was not finished in the time; it had so many nodes."""

    nodes: int


class Unprovable(Exception):
    """Limits on a chance: of the draws below the floor a plan is let off the worst, which no row says of all plans."""

    def __init__(self, limits: tuple[str, ...]) -> None:
        self.limits = limits
        super().__init__(", ".join(limits))


def prove(
    program: Program,
    chosen: frozenset[int] | None,
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
) -> Proof | Unproved:
    """Prove that no plan is worth more, or that there is none.

    A plan worth more, or one where there was to be none, takes the place of the one given, and is proved instead: so
    what a solver has said cannot reach the answer.

    Args:
        program: What is chosen between.
        chosen: A plan within all limits; None where there is said to be none.
        time_limit: Seconds; None goes on until the tree is finished.
        report: Hears of progress as «certificate: nodes».

    Raises:
        Unprovable: A limit is on a chance.
        SolverUnavailable: HiGHS cannot start.
    """
    chances = tuple(risk.id for risk in program.risks if risk.form == "chance_below")
    if chances:
        raise Unprovable(chances)
    whole, deadline = lifted(program), Deadline.after(time_limit)
    best = None if chosen is None else lift(program, chosen)
    ties: tuple[frozenset[int], ...] = ()
    while True:
        worth = None if best is None else value(whole, best)
        excluded = None if worth is None else worth + (step(whole) if ties else 0)
        listed = () if best is None or ties else (best,)
        most = 0 if best is None or ties else MOST_TIES
        tree = Tree(whole, excluded, most, deadline, report or (lambda _: None))
        try:
            nodes = tree.grow(listed)
        except Late:
            return Unproved(len(tree.nodes))
        except BetterPlan as better:
            best, ties = better.chosen, ()
        except TooManyPlans:
            # Each is as good: the proof is then that no plan is worth more, and does not list them.
            ties = tuple(tree.plans)
        else:
            plans = ties or tuple(tree.plans)
            found = tuple(candidates_of(program, plan) for plan in plans)
            return Proof(found, not ties, excluded, tuple(tree.extras), nodes)
