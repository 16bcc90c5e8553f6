"""A plan that somebody else decided, as versions of the program (convention §21)."""

from collections.abc import Mapping, Sequence
from typing import Literal

from prioritizer.model.plan import Key
from prioritizer.model.revealed import Decided, Outside
from prioritizer.selection.exact import Found
from prioritizer.selection.program import Program, forced
from prioritizer.selection.search import serving


def completed(
    program: Program, decided: Sequence[Decided], outcomes: Mapping[str, str], time_limit: float | None = None
) -> tuple[tuple[Key, ...], tuple[Outside, ...]]:
    """The versions of a decided plan, and what of it cannot be chosen.

    Where no start was decided, they are those with which the plan keeps to all limits and is worth the most; where it
    cannot keep to them, the earliest.

    Args:
        program: Of the round.
        decided: Each proposal once.
        outcomes: Of screening, for each proposal.
        time_limit: Seconds for the starts.

    Raises:
        SolverUnavailable: No solver can start.
    """
    index = {candidate.key: i for i, candidate in enumerate(program.candidates)}
    inside = {one.proposal: [index[key] for key in one.keys if key in index] for one in decided}
    outside = tuple(Outside(name, _why(outcomes.get(name))) for name, found in inside.items() if not found)
    chosen = {name: found for name, found in inside.items() if found}
    earliest = tuple(program.candidates[found[0]].key for found in chosen.values())
    if all(len(found) == 1 for found in chosen.values()):
        return earliest, outside
    allowed = {i for found in chosen.values() for i in found}
    others = [i for i in range(len(program.candidates)) if i not in allowed]
    rows = [forced(f"forced:{name}", found, 1) for name, found in chosen.items()]
    answer = serving(program).search((*rows, forced("forced", others, 0)), time_limit=time_limit)
    if not isinstance(answer, Found):
        return earliest, outside
    return tuple(program.candidates[i].key for i in sorted(answer.chosen)), outside


def _why(outcome: str | None) -> Literal["barred", "returned", "refused"]:
    return "barred" if outcome == "barred" else "returned" if outcome == "returned" else "refused"


def words_of(program: Program, field: str) -> Mapping[str, frozenset[int]]:
    """The candidates that state each word of a field, one word or several; what is not stated counts for none."""
    found: dict[str, set[int]] = {}
    for i, candidate in enumerate(program.candidates):
        stated = candidate.facts.get(field)
        for word in stated if isinstance(stated, tuple) else (stated,):
            if isinstance(word, str) and word:
                found.setdefault(word, set()).add(i)
    return {word: frozenset(some) for word, some in sorted(found.items())}
