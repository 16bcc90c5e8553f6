"""What the plan covers, and which faults of the system the proposals point at (E2, E4, E9, E13, G5, H1).

What is not stated is counted as unknown, never as zero and never as no (convention §25).
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from prioritizer.model.coverage import (
    Count,
    Coverage,
    Covered,
    Dimension,
    FaultArea,
    GoalLevel,
    LevelCovered,
    Signal,
    SystemFaults,
)
from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Fact, Facts, RuleSet
from prioritizer.screening.measures import LEVELS, facts

GOALS, AREA, SYSTEM = "goals", "fault_area", "levels.system"
FIELDS = (GOALS, "aim", "board", "district")
"""What the plan is divided by, besides the levels."""


class _Round:
    """What each proposal states, in the version that is chosen or else in its head version, and what it is granted."""

    def __init__(self, portfolio: Portfolio, chosen: Iterable[Candidate]) -> None:
        self.granted = {c.proposal: c.granted_total for c in chosen}
        versions = {c.proposal: c.facts for c in chosen}
        self.facts: Mapping[str, Facts] = {
            p.id: versions.get(p.id) or facts(p, p.alternatives[0]) for p in portfolio.proposals
        }

    def count(self, proposals: Iterable[str]) -> Count:
        """Those of some proposals that are in the plan, and what they are granted."""
        there = [self.granted[p] for p in proposals if p in self.granted]
        return Count(len(there), sum(there, Decimal(0)))

    def with_keys(self, field: str) -> dict[str | None, list[str]]:
        """The proposals by what they state: one key or several, «» for a list that is empty, None for nothing."""
        found: dict[str | None, list[str]] = {}
        for proposal, stated in self.facts.items():
            for key in _keys(stated.get(field)):
                found.setdefault(key, []).append(proposal)
        return found

    def answering(self, level: str) -> dict[bool | None, list[str]]:
        """The proposals that reach a level, do not, and have not answered."""
        found: dict[bool | None, list[str]] = {True: [], False: [], None: []}
        for proposal, stated in self.facts.items():
            answer = stated.get(level)
            found[None if answer in (None, "") else bool(answer)].append(proposal)
        return found


def coverage(portfolio: Portfolio, rules: RuleSet, chosen: Sequence[Candidate]) -> Coverage:
    """The plan by goals, aims, boards, districts and levels, and the faults of the system that proposals point at.

    Args:
        portfolio: All proposals of the round, whatever became of them, and the goals that are declared.
        rules: The vocabulary: which aims and areas there are.
        chosen: The versions of the plan; empty where there is none.

    Returns:
        Declared goals, and choices of the vocabulary, have a part also when no proposal names them; boards and
        districts are those that proposals name, those granted most first. A proposal points at a fault of the system
        when it reaches the level of system effects, with yes or with words; the area is the one it states.
    """
    found = _Round(portfolio, chosen)
    declared = {GOALS: [goal.id for goal in portfolio.goals], "aim": _choices(rules, "aim")}
    return Coverage(
        found.count(found.facts),
        len(found.facts),
        tuple(_dimension(found, field, declared.get(field, [])) for field in FIELDS),
        tuple(_level(found, level) for level in LEVELS),
        tuple(_goal_level(found, goal.id, level) for goal in portfolio.goals for level in goal.levels),
        _faults(found, _choices(rules, AREA)),
    )


def _choices(rules: RuleSet, field: str) -> list[str]:
    known = rules.fields.get(field)
    return list(known.of) if known is not None else []


def _keys(fact: Fact) -> tuple[str | None, ...]:
    if fact is None or fact == "":
        return (None,)
    if isinstance(fact, tuple):
        return tuple(dict.fromkeys(fact)) or ("",)
    return (str(fact),)


def _dimension(found: _Round, field: str, declared: Sequence[str]) -> Dimension:
    named = found.with_keys(field)
    parts = {key: Covered(key, found.count(named.get(key, ())), len(named.get(key, ()))) for key in (*declared, *named)}
    others = [part for key, part in parts.items() if key is not None and key not in declared]
    others.sort(key=lambda part: (-part.chosen.granted, -part.chosen.proposals, -part.proposed, part.key))
    ordered = [*(parts[key] for key in declared), *others, *([parts[None]] if None in parts else [])]
    several = any(isinstance(stated.get(field), tuple) for stated in found.facts.values())
    return Dimension(field, tuple(ordered), several)


def _level(found: _Round, level: str) -> LevelCovered:
    answers = found.answering(f"levels.{level}")
    reached, missed, unknown = (found.count(answers[answer]) for answer in (True, False, None))
    return LevelCovered(level, reached, missed, unknown, len(answers[True]), len(answers[None]))


def _goal_level(found: _Round, goal: str, level: str) -> GoalLevel:
    goals, answers = found.with_keys(GOALS), found.answering(f"levels.{level}")
    serves, may_serve = set(goals.get(goal, ())), {*goals.get(goal, ()), *goals.get(None, ())}
    reaches, may_reach = set(answers[True]), {*answers[True], *answers[None]}
    sure = found.count(serves & reaches).proposals
    return GoalLevel(goal, level, sure, found.count(may_serve & may_reach).proposals - sure)


def _faults(found: _Round, areas: Sequence[str]) -> SystemFaults:
    answers = found.answering(SYSTEM)
    signals = []
    for proposal in answers[True]:
        area, says = (found.facts[proposal].get(field) for field in (AREA, SYSTEM))
        words = says if isinstance(says, str) else ""
        signals.append(Signal(proposal, str(area) if area else None, words, proposal in found.granted))
    named = dict.fromkeys((*areas, *(signal.area for signal in signals), None))
    by_area = {area: tuple(s.proposal for s in signals if s.area == area) for area in named}
    told = [FaultArea(area, there, found.count(there)) for area, there in by_area.items() if there or area is not None]
    told.sort(key=lambda a: (a.area is None, -len(a.proposals), -a.chosen.proposals, -a.chosen.granted))
    rank = {area.area: at for at, area in enumerate(told)}
    signals.sort(key=lambda signal: (rank[signal.area], not signal.chosen))
    return SystemFaults(tuple(told), tuple(signals), tuple(answers[False]), tuple(answers[None]))
