"""What a version is decided on, in whole kronor, when its effects, their length or its costs are others (§20).

The same calculation as when it was appraised: haircuts first and then the move towards experience, which with other
figures moves it otherwise.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from prioritizer.appraisal.appraise import cases, key_of
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.computed import computed_all
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.stress import as_it_is, nnvs_of, under
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.worth import stated
from prioritizer.model.own_terms import Expected
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

COSTS, EFFECTS, LENGTH = "cost_scale", "effect_scale", "duration_scale"


@dataclass(frozen=True, slots=True, eq=False)
class Versions:
    """All versions of one proposal, each at its starts."""

    cases: Mapping[Key, Case]
    _known: dict[tuple[Key, str, float], int | None] = field(default_factory=dict)

    def worth(self, key: Key, what: str, scale: float) -> int | None:
        """What a version is worth with all its costs, effects or lengths so many times what they are.

        Returns:
            None where a result stated elsewhere cannot tell.
        """
        asked = (key, what, scale)
        if asked not in self._known:
            self._known[asked] = _worth(self.cases[key], what, scale)
        return self._known[asked]

    @property
    def longest(self) -> int:
        """How many years the effect that lasts longest is at full effect; 0 where none is described."""
        lengths = [effect.profile.years for case in self.cases.values() for effect in case.effects]
        return max(lengths, default=0)

    @property
    def meets_others(self) -> bool:
        """Whether some of its effects reach people that other proposals may reach too."""
        return any(case.reached.claims for case in self.cases.values())

    def expected(self, key: Key) -> Expected:
        """What is expected of a version."""
        case = self.cases[key]
        asked = (cost for cost in case.version.costs if cost.fund or cost.funds)
        granted = sum((kronor for cost in asked for kronor in cost.per_year.values()), Decimal(0))
        for row, effect in enumerate(case.effects):
            if effect.stated_as != "mean_difference" and row not in case.spared:
                people = float(case.reached.participants[row] * abs(case.reached.difference[row])) * case.kept(row)
                return Expected(effect.outcome, people, self.longest, granted)
        return Expected("", None, self.longest or None, granted)


def versions_of(
    portfolio: Portfolio, rules: RuleSet, seed: int, draws: int, proposals: Collection[str]
) -> Mapping[str, Versions]:
    """The versions of some proposals, appraised as in the run.

    Args:
        portfolio: The portfolio, which can be appraised.
        rules: The rule set in force.
        seed: As in its appraisal.
        draws: As in its appraisal.
        proposals: Which.
    """
    terms = terms_of(portfolio, rules)
    assert terms is not None, "the round has been appraised"
    found: dict[str, dict[Key, Case]] = {}
    for case in cases(portfolio, rules, terms, seed, draws, proposals=proposals):
        found.setdefault(case.proposal.id, {})[key_of(case.proposal, case.version, case.start)] = case
    return {name: Versions(versions) for name, versions in found.items()}


def _worth(case: Case, what: str, scale: float) -> int | None:
    changed = as_it_is(case.setting, **{what: scale})
    result = case.version.stated
    if result is None and case.prior is not None:
        (found,) = computed_all([under(case, changed)])
        return whole(float(found.shrunk.draws.mean()))
    if result is None:
        (nnv,) = nnvs_of(case.expected_only(), [changed])
        return None if nnv is None else whole(nnv)
    if case.prior is not None:
        return None
    if result.value is not None and what == COSTS:
        # A net result says nothing of its parts, but a krona that is not spent is a krona more.
        worth = stated(case, result)
        return whole(float(worth.split.nnv) + (1.0 - scale) * worth.present_costs)
    (nnv,) = nnvs_of(case, [changed])
    return None if nnv is None else whole(nnv)
