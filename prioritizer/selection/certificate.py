"""A proof of the choice that needs no trust in a solver: the written program, the plan and a tree (convention §15).

`register/check_certificate.py` says what a certificate holds and why it proves something; it shares no code with this.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from prioritizer.selection.branching import Cut, Node
from prioritizer.selection.draws import Risk
from prioritizer.selection.products import lift, lifted
from prioritizer.selection.program import Program, value
from prioritizer.selection.proof import Proof

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Certificate:
    """The text of a certificate file, the hash of its program, and how many nodes its tree has."""

    text: str
    hash: str
    nodes: int


def certificate(program: Program, proof: Proof, chosen: frozenset[int] | None = None) -> Certificate:
    """Write a proof down.

    Args:
        program: What was chosen between.
        proof: Of the plan, or of there being none.
        chosen: The plan that was taken, one that is worth as much as those of the proof; None where there is none.
    """
    described, cuts = written(program), [extra for extra in proof.extras if isinstance(extra, Cut)]
    head: dict[str, object] = {"format": FORMAT}
    plans: list[frozenset[int]] = []
    if chosen is not None:
        # The plan that was taken comes first; where not all are listed it stands alone.
        plans = [chosen, *(plan for plan in proof.plans if plan != chosen and proof.complete)]
        head |= {"value": value(program, chosen), "excluded": proof.excluded}
        head |= {"plans": [sorted(lift(program, plan)) for plan in plans]}
    head |= {"program_sha256": hash_of(described), "program": described}
    if program.risks:
        head |= {"cuts": [[cut.risk, [list(pair) for pair in cut.weights]] for cut in cuts]}
    order = [*(lift(program, plan) for plan in plans), *cuts]
    first = len(lifted(program).rows)
    numbers = {first + at: first + order.index(extra) for at, extra in enumerate(proof.extras)}
    return Certificate(_text(head, _numbered(proof.nodes, numbers)), hash_of(described), len(proof.nodes))


def names_of(program: Program, chosen: frozenset[int]) -> tuple[str, ...]:
    """The names of the variables of a plan, as a certificate lists them."""
    names = _names(lifted(program))
    return tuple(names[i] for i in sorted(lift(program, chosen)))


def _numbered(nodes: list[Node], numbers: dict[int, int]) -> Iterator[Node]:
    """The nodes with the rows that came on the way in the order of the certificate: plans, then cuts."""
    for node in nodes:
        proofs = [
            [divisor, [[numbers.get(r, r), y] for r, y in multipliers]] for divisor, multipliers in node["proofs"]
        ]
        yield {**node, "proofs": proofs}


def written(program: Program) -> dict[str, object]:
    """A program as certificates have it: whole numbers and names, overlap groups as rows and variables of their own."""
    whole = lifted(program)
    described: dict[str, object] = {
        "scale": whole.scale,
        "variables": _names(whole),
        "objective": list(whole.objective),
        "rows": [
            {"id": row.id, "sense": row.sense, "bound": row.bound, "coefficients": [list(c) for c in row.coefficients]}
            for row in whole.rows
        ],
    }
    if program.risks:
        described |= {"risks": [_risk(risk) for risk in program.risks], "draws": whole.risks[0].table.columns.tolist()}
    return described


def _risk(risk: Risk) -> dict[str, object]:
    """A limit on the joint draws in whole numbers.

    Of a floor on a mean, the sum over the draws with weights from 0 to `most` that add up to `total` is at least
    `bound`, whichever they are. Of a ceiling on a chance, at most `below` draws are below `floor`.
    """
    if risk.form == "chance_below":
        return {"id": risk.id, "floor": risk.floor, "below": risk.most_below}
    whole, rest, unit = risk.weighing
    total = unit * whole + rest
    return {"id": risk.id, "most": unit, "total": total, "bound": risk.least(total)}


def hash_of(described: dict[str, object]) -> str:
    """The SHA-256 of a written program: of its JSON, keys sorted, no spaces, what is not ASCII escaped."""
    return sha256(json.dumps(described, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _names(whole: Program) -> list[str]:
    names = [" ".join(str(part) for part in candidate.key if part is not None) for candidate in whole.candidates]
    return [*names, *(f"set {number}" for number in range(len(whole.objective) - len(names)))]


def _text(head: dict[str, object], nodes: Iterator[Node]) -> str:
    """JSON with a line for each node, so that the node which a refusal names can be found."""
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(json.dumps(node, separators=(",", ":")) for node in nodes)
    return f'{start[:-1]},"tree":[\n{lines}\n]}}\n'
