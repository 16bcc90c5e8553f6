"""A proof of the choice that needs no trust in a solver: the written program, the plan and a tree (convention §15).

`register/check_certificate.py` says what a certificate holds and why it proves something; it shares no code with this.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from prioritizer.model.plan import Infeasible, Key, Plan
from prioritizer.selection.branching import BetterPlan, Node, OutOfTime, Tree
from prioritizer.selection.draws import Risk
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


class Uncertifiable(Exception):
    """Limits on the joint draws: the checker has no draws, so a row cut from them would have to be believed."""

    def __init__(self, limits: tuple[str, ...]) -> None:
        self.limits = limits
        super().__init__(", ".join(limits))


def certify(
    program: Program,
    outcome: Plan | Infeasible,
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
) -> Certificate | Uncertified:
    """Write the proof that a plan is worth more than any other, or that there is none.

    What is proved is the strongest that holds: that no plan is worth more at all; where some plan is, by less than a
    krona, that none is worth a krona more (convention §15).

    Args:
        program: What was chosen between.
        outcome: A plan whose worth is known, or that there is none.
        time_limit: Seconds; None goes on until the tree is finished.
        report: Hears of progress as «certificate: nodes».

    Returns:
        The certificate, or Uncertified after the time limit.

    Raises:
        Uncertifiable: A limit looks at the joint draws.
        BetterPlan: The outcome is wrong: some plan is worth more, or there is one.
        SolverUnavailable: HiGHS cannot start.
    """
    if program.risks:
        raise Uncertifiable(tuple(risk.id for risk in program.risks))
    chosen = frozenset(program.index(key) for key in outcome.chosen) if isinstance(outcome, Plan) else None
    worth = None if chosen is None else value(program, chosen)
    deadline = None if time_limit is None else time.perf_counter() + time_limit
    excluded, nodes = _tree(program, worth, deadline, report or (lambda _: None))
    if not isinstance(nodes, list):
        return nodes
    described = written(program)
    head: dict[str, object] = {"format": FORMAT, "claim": "infeasible" if chosen is None else "optimal"}
    if chosen is not None:
        head |= {"value": worth, "excluded": excluded, "plan": sorted(lift(program, chosen))}
    head |= {"program_sha256": hash_of(described), "program": described}
    return Certificate(_text(head, nodes), hash_of(described), len(nodes))


def _tree(
    program: Program, worth: int | None, deadline: float | None, report: Callable[[str], None]
) -> tuple[int | None, list[Node] | Uncertified]:
    """What is excluded and its tree: one step above the plan, or a krona where a plan lies between."""
    whole = lifted(program)
    for above in (step(program), program.scale):
        excluded = None if worth is None else worth + above
        tree = Tree(whole, excluded, deadline, report)
        try:
            return excluded, tree.grow()
        except OutOfTime:
            return excluded, Uncertified(len(tree.nodes))
        except BetterPlan as better:
            if worth is None or better.worth >= worth + program.scale:
                raise
    raise AssertionError("a plan was found where none can be")


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
        **({"risks": [_risk(risk) for risk in program.risks]} if program.risks else {}),
    }


def _risk(risk: Risk) -> dict[str, object]:
    """A limit on the joint draws: its numbers, and the hash of the draws that it looks at."""
    columns, products = risk.table.columns.tolist(), risk.table.products
    drawn = [columns, [[sorted(members), drawn.tolist()] for members, drawn in products]]
    draws = sha256(json.dumps(drawn, separators=(",", ":")).encode()).hexdigest()
    return {"id": risk.id, "form": risk.form, "edge": str(risk.edge), "bound": str(risk.bound), "draws_sha256": draws}


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
