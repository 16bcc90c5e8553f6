"""Run the choice again with who asked, names, ids and order changed, and see that nothing else moves (§24)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.portfolio import Effect, Portfolio, Proposal
from prioritizer.model.rules import Fact, Limit, Relation, RuleSet
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened

Decided = tuple[tuple[Screened, ...], tuple[Appraised, ...], Outcome]
Decide = Callable[[Portfolio, RuleSet], Decided]


@dataclass(frozen=True, slots=True)
class Blindness:
    """Whether verdicts, values and plan stayed the same when nothing but looks was changed."""

    verdicts: bool
    values: bool
    plan: bool | None
    """None where the plan was not proved, so that another search may rightly end elsewhere."""

    @property
    def same(self) -> bool:
        """True when nothing moved."""
        return self.verdicts and self.values and self.plan is not False


def blindness(portfolio: Portfolio, rules: RuleSet, decided: Decided, decide: Decide) -> Blindness:
    """Compare what was decided with what is decided for the disguised portfolio.

    Args:
        portfolio: As it was read.
        rules: The rules in force.
        decided: Verdicts, values and plan of the portfolio.
        decide: The same calculation, for another portfolio and its rules.
    """
    masked, masked_rules, mask = disguise(portfolio, rules)
    again = decide(masked, masked_rules)
    return Blindness(
        {mask[s.proposal]: s.outcome for s in decided[0]} == {s.proposal: s.outcome for s in again[0]},
        {(mask[v.proposal], v.alternative, v.start_year): v.nnv for v in decided[1]}
        == {(v.proposal, v.alternative, v.start_year): v.nnv for v in again[1]},
        _same_plan(decided[2], again[2], mask),
    )


ADVOCACY = "advocacy."
"""How the names of fields begin that say who asked, how loudly or when (convention §24)."""


def disguise(portfolio: Portfolio, rules: RuleSet) -> tuple[Portfolio, RuleSet, dict[str, str]]:
    """Turn the rows round, replace ids and titles, and take away every advocacy field.

    Returns:
        The portfolio, its rules with the same proposals named by their new ids, and the new id of each old one.
    """
    # New ids keep the alphabetical order of the old: ids may settle a tie between proposals alike in every number.
    mask = {p.id: f"proposal_{n:05}" for n, p in enumerate(sorted(portfolio.proposals, key=lambda p: p.id))}
    # By name too: a vocabulary that calls such a field something else must not blind the test itself.
    advocacy = {f.id for f in rules.fields.values() if f.kind == "advocacy" or f.id.startswith(ADVOCACY)}
    groups = {e.overlap_group for p in portfolio.proposals for a in p.alternatives for e in a.effects} - {None}
    named = sorted({*(str(group) for group in groups), *(group.id for group in portfolio.overlap_groups)})
    hidden = {group: f"group_{n:05}" for n, group in enumerate(named)}
    proposals = tuple(_masked(p, mask, advocacy, hidden) for p in reversed(portfolio.proposals))
    limits = tuple(_renamed(limit, mask) for limit in rules.limits)
    factors = tuple(replace(factor, title="x") for factor in reversed(portfolio.common_factors))
    people = tuple(replace(g, id=hidden[g.id], title="x") for g in reversed(portfolio.overlap_groups))
    masked = replace(portfolio, proposals=proposals, limits=limits, common_factors=factors, overlap_groups=people)
    pairs = ((mask[s.of[0]], mask[s.of[1]]) for s in portfolio.synergies)
    masked = replace(
        masked, synergies=tuple(replace(s, of=of) for s, of in zip(portfolio.synergies, pairs, strict=True))[::-1]
    )
    if portfolio.previous is not None:
        chosen = tuple((mask.get(name, name), version, start) for name, version, start in portfolio.previous.chosen)
        masked = replace(masked, previous=replace(portfolio.previous, chosen=chosen))
    return masked, replace(rules, limits=limits), mask


def _masked(proposal: Proposal, mask: dict[str, str], advocacy: set[str], groups: Mapping[str, str]) -> Proposal:
    def blind(facts: object) -> dict[str, Fact]:
        assert isinstance(facts, dict)
        return {name: value for name, value in facts.items() if name not in advocacy}

    requires = tuple(mask[name] for name in proposal.requires)
    return replace(
        proposal,
        id=mask[proposal.id],
        title="x" * (len(proposal.title) % 7 + 1),
        requires=requires,
        override=proposal.override and replace(proposal.override, proposal=mask[proposal.id], by="", why=""),
        facts=blind(proposal.facts) | ({"requires": requires} if requires else {}),
        success=tuple(grade._replace(title="x") for grade in reversed(proposal.success)),
        alternatives=tuple(
            replace(a, title="x", facts=blind(a.facts), effects=tuple(_hidden(e, groups) for e in a.effects))
            for a in proposal.alternatives
        ),
    )


def _hidden(effect: Effect, groups: Mapping[str, str]) -> Effect:
    return replace(effect, overlap_group=groups[effect.overlap_group]) if effect.overlap_group else effect


def _renamed(limit: Limit, mask: dict[str, str]) -> Limit:
    if not isinstance(limit.limit, Relation):
        return limit
    names = tuple(mask[name] for name in limit.limit.proposals)
    return replace(limit, limit=replace(limit.limit, proposals=names))


def _same_plan(outcome: Outcome, again: Outcome, mask: dict[str, str]) -> bool | None:
    if not isinstance(outcome, Plan):
        return type(outcome) is type(again)
    if outcome.status != "optimal" or not isinstance(again, Plan) or again.status != "optimal":
        return None
    chosen = frozenset((mask[p], a, s) for p, a, s in outcome.chosen)
    return outcome.objective == again.objective and chosen == frozenset(again.chosen)
