"""A proof of the choice that needs no trust in a solver: the written program, the plan and a tree (convention §15).

`register/check_certificate.py` says what a certificate holds and why it proves something; it shares no code with this.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from prioritizer.model.plan import Infeasible, Key, Plan
from prioritizer.selection.branching import Node, OutOfTime, Tree
from prioritizer.selection.products import lift, lifted
from prioritizer.selection.program import Program, step, value

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """The text of a certificate file, the hash of its program, and how many nodes its tree has."""

    text: str
    hash: str
    nodes: int


@dataclass(frozen=True, slots=True)
class Uncertified:
    """The tree was not finished in the time; it had so many nodes."""

    nodes: int


def certify(
    program: Program,
    outcome: Plan | Infeasible,
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
) -> Certificate | Uncertified:
    """Write the proof that a plan is worth more than any other, or that there is none.

    What is proved is the strongest there is: no plan is worth more at all, to the least difference between two worths.

    Args:
        program: What was chosen between.
        outcome: A plan whose worth is known, or that there is none.
        time_limit: Seconds; None goes on until the tree is finished.
        report: Hears of progress as «certificate: nodes».

    Returns:
        The certificate, or Uncertified after the time limit.

    Raises:
        BetterPlan: The outcome is wrong: some plan is worth more, or there is one.
        SolverUnavailable: HiGHS cannot start.
    """
    whole = lifted(program)
    chosen = frozenset(program.index(key) for key in outcome.chosen) if isinstance(outcome, Plan) else None
    worth = None if chosen is None else value(program, chosen)
    excluded = None if worth is None else worth + step(program)
    deadline = None if time_limit is None else time.perf_counter() + time_limit
    tree = Tree(whole, excluded, deadline, report or (lambda _: None))
    try:
        nodes = tree.grow()
    except OutOfTime:
        return Uncertified(len(tree.nodes))
    described = written(program)
    head: dict[str, object] = {"format": FORMAT, "claim": "infeasible" if chosen is None else "optimal"}
    if chosen is not None:
        head |= {"value": worth, "excluded": excluded, "plan": sorted(lift(program, chosen))}
    head |= {"program_sha256": hash_of(described), "program": described}
    return Certificate(_text(head, nodes), hash_of(described), len(nodes))


def written(program: Program) -> dict[str, object]:
    """A program as certificates have it: whole numbers and names, overlap groups as rows and variables of their own."""
    whole = lifted(program)
    names = [_name(candidate.key) for candidate in program.candidates]
    names += [f"set {number}" for number in range(len(whole.objective) - len(names))]
    return {
        "scale": whole.scale,
        "variables": names,
        "objective": list(whole.objective),
        "rows": [
            {"id": row.id, "sense": row.sense, "bound": row.bound, "coefficients": [list(c) for c in row.coefficients]}
            for row in whole.rows
        ],
    }


def hash_of(described: dict[str, object]) -> str:
    """The SHA-256 of a written program: of its JSON, keys sorted, no spaces, what is not ASCII escaped."""
    return sha256(json.dumps(described, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _name(key: Key) -> str:
    return " ".join(str(part) for part in key if part is not None)


def _text(head: dict[str, object], nodes: list[Node]) -> str:
    """JSON with a line for each node, so that the node which a refusal names can be found."""
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(json.dumps(node, separators=(",", ":")) for node in nodes)
    return f'{start[:-1]},"tree":[\n{lines}\n]}}\n'
