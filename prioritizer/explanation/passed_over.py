"""A ratio ranks proposals one by one, a plan is chosen as a whole: what a swap by ratio would do (convention §20)."""

from collections.abc import Mapping

from prioritizer.model.passed_over import PassedOver
from prioritizer.model.plan import Key, Plan
from prioritizer.selection.program import Program, value, violated


def passed_over(program: Program, plan: Plan, ratios: Mapping[Key, float | None]) -> tuple[PassedOver, ...]:
    """Each proposal that is out and has a higher ratio than some that is in by choice, with what the swap would do.

    Args:
        program: What the plan was chosen from.
        plan: The plan as it stands.
        ratios: NNK-i of each version; None where it has none.

    Returns:
        In the order of ids. Of a proposal its version of the highest ratio counts, and in the swap the one that breaks
        fewest limits, of equals the one that makes the plan worth most.

    Source:
        Convention §11, §20.
    """
    chosen = frozenset(program.index(key) for key in plan.chosen)
    # What is decided or promised is in whatever its ratio.
    bound = {row.id.partition(":")[2] for row in program.rows if row.id.startswith(("mandatory:", "continues:"))}
    known = {key[0]: ratios.get(key) for key in plan.chosen if key[0] not in bound}
    inside = {name: ratio for name, ratio in known.items() if ratio is not None}
    highest: dict[str, float] = {}
    for candidate in program.candidates:
        ratio = ratios.get(candidate.key)
        if ratio is not None and candidate.proposal not in {key[0] for key in plan.chosen}:
            highest[candidate.proposal] = max(ratio, highest.get(candidate.proposal, ratio))
    told = []
    for proposal, ratio in sorted(highest.items()):
        lower = sorted((name for name in inside if inside[name] < ratio), key=lambda name: (inside[name], name))
        if lower:
            told.append(_swapped(program, chosen, proposal, ratio, tuple(lower), inside[lower[0]]))
    return tuple(told)


def _swapped(
    program: Program, chosen: frozenset[int], proposal: str, ratio: float, lower: tuple[str, ...], lowest: float
) -> PassedOver:
    left = frozenset(i for i in chosen if program.candidates[i].proposal != lower[0])
    tried = [(violated(program, left | {i}), -value(program, left | {i})) for i in program.of(proposal)]
    limits, worth = min(tried, key=lambda one: (len(one[0]), one[1], one[0]))
    loss = None if limits else program.kronor(value(program, chosen) + worth)
    return PassedOver(proposal, ratio, lower, lowest, loss, limits)
