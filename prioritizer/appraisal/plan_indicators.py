"""Ratios and break-even of a plan, where they can be said (convention §11)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from prioritizer.appraisal.indicators import break_even, ratio
from prioritizer.appraisal.scaled import higher
from prioritizer.model.value import Appraised, Overlap

NAMES = ("nnk_i", "nnk_idu", "bcr", "break_even", "break_even_own")


@dataclass(frozen=True, slots=True)
class PlanIndicators:
    """As those of a version, of all chosen together; `reasons` says of each that is None why it cannot be said.

    Reasons: nothing_chosen; no_priced_effects (in no version); kind_unknown (some cost row does not say whether it is
    investment); no_investment; no_costs; effects_unknown (a net result computed elsewhere does not say its gross
    effects); stated_elsewhere (its effects cannot be scaled); not_reached; pays_nothing. A break-even above what
    participants allow keeps its figure, with the reason not_reached, and so does one beyond which the value falls below
    zero again before all of the expected effects, with the reason falls_back.
    """

    nnk_i: float | None = None
    nnk_idu: float | None = None
    bcr: float | None = None
    break_even: float | None = None
    break_even_own: float | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


def plan_indicators(
    chosen: Sequence[Appraised], shared: Sequence[Overlap], present_effects: int | None, purse: Collection[str]
) -> PlanIndicators:
    """The indicators of a plan, of adjusted values; what versions share counts in all of them (§6).

    NNK-i = Σ NNV / Σ investment, NNK-idu = Σ NNV / Σ costs, BCR = Σ effects / Σ costs. Break-even is the part of the
    expected effects that is needed when all effects are scaled together; what m of them on the same people do not give
    scales with the scale to the power m. Costs of versions without priced effects count in all; where no version has
    any, nothing is said (§25).

    Args:
        chosen: The chosen versions.
        shared: What they claim of the same people.
        present_effects: Of all together; None where a net result hides them.
        purse: The own actor and its boards.
    """
    if all("no_priced_effects" in version.notes for version in chosen):
        return PlanIndicators(reasons=dict.fromkeys(NAMES, "no_priced_effects" if chosen else "nothing_chosen"))
    nnv = sum(v.nnv_adjusted for v in chosen) + sum(v.nnv_adjusted for v in shared)
    costs = sum(v.present_costs or 0 for v in chosen)
    invested = [v.investment for v in chosen]
    known = [amount for amount in invested if amount is not None]
    investment = sum(known) if len(known) == len(invested) else None
    found = {
        "nnk_i": ratio(nnv, investment),
        "nnk_idu": None if investment is None else ratio(nnv, costs),
        "bcr": ratio(present_effects, costs),
    }
    reasons = {
        "nnk_i": "kind_unknown" if investment is None else "no_investment",
        "nnk_idu": "kind_unknown" if investment is None else "no_costs",
        "bcr": "no_costs" if costs <= 0 else "effects_unknown",
    }
    told = {name: reasons[name] for name, figure in found.items() if figure is None}
    for name, actors in (("break_even", None), ("break_even_own", purse)):
        found[name], why = _even(chosen, shared, actors)
        told |= {name: why} if why else {}
    return PlanIndicators(**found, reasons=told)


def _even(
    chosen: Sequence[Appraised], shared: Sequence[Overlap], actors: Collection[str] | None
) -> tuple[float | None, str]:
    """The scale at which what some actors get covers what they pay, and why it cannot be said or reached."""
    if any(version.stated for version in chosen):
        return None, "stated_elsewhere"
    costs = -sum(kr for v in chosen for (a, _), kr in v.costs_present.items() if actors is None or a in actors)
    rows: list[Appraised | Overlap] = [*chosen, *shared]
    effects = sum(kr for v in rows for (a, _), kr in v.effects_present.items() if actors is None or a in actors)
    # The expected effects can be reached: only beyond them is it asked how many participants there are.
    needed = ratio(costs, effects) or 0.0
    turned = list(_turned(chosen, actors)) if needed > 1 else []
    differences, attainable = np.array([d for d, _ in turned]), np.array([most for _, most in turned])
    sizes = sorted({size for row in rows for size in row.joint_present})
    joint = {size: _summed(row.joint_present.get(size, {}) for row in rows) for size in sizes}
    return break_even(float(costs), float(effects), differences, attainable, higher(joint, actors))


def _summed(found: Iterable[Mapping[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for by_actor in found:
        for actor, kronor in by_actor.items():
            sums[actor] = sums.get(actor, 0.0) + kronor
    return sums


def _turned(chosen: Sequence[Appraised], actors: Collection[str] | None) -> Iterator[tuple[float, float]]:
    """By effect that reaches the actors: the expected share of participants for whom it turns, and the most it can."""
    for version in chosen:
        for step in version.steps:
            if step["row"] != "effect" or not _reaches(step, actors):
                continue
            difference, most, cut = step["expected_difference"], step["risk_without_expected"], step["haircut"]
            assert isinstance(difference, float)
            assert isinstance(cut, float)
            yield difference * (1.0 - cut), most if isinstance(most, float) else inf


def _reaches(step: Mapping[str, object], actors: Collection[str] | None) -> bool:
    by_actor = step["present_by_actor"]
    assert isinstance(by_actor, Mapping)
    return actors is None or any(actor in actors and kronor for actor, kronor in by_actor.items())
