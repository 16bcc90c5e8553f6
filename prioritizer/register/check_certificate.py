"""Check a certificate with whole numbers alone: no solver, no other library, nothing of the rest of the project.

    python check_certificate.py FILE

A certificate holds a program in whole numbers: choose x, each variable 0 or 1, so that every row is within its bounds
and objective · x is greatest. It holds a plan and a tree that proves that no plan is worth `excluded` units or more; or
only a tree, which then proves that no plan keeps every row.

The theorem (weak duality). Let D ≥ 0 and one multiplier y for each row be whole numbers, and let e be the upper bound
of the row where y > 0 and its lower bound where y < 0, so that y · (e − row · x) ≥ 0 for every plan x. Then

    D · objective · x  ≤  Σ y · e + Σ (D · objective − Σ y · row) · x  ≤  Σ y · e + Σ max(0, gain)  =:  bound

where a variable's gain is its number in the last bracket, and a variable already settled counts with its value. So if
bound < D · excluded, no plan here is worth `excluded` or more; with D = 0: if bound < 0, there is no plan here at all.

A step. If spare = bound − D · excluded is not negative, a plan worth `excluded` cannot lose more than spare: a variable
whose gain is above spare must be 1, and one whose gain is below −spare must be 0. They are settled from there on.

The tree is a list of nodes in the order of a walk: a node, all that is under its first half, all under its second. A
node has proofs [D, [[row, y], …]], tried in order, each a step or the end of the node. A node that does not end has a
branch: ["variable", j] halves it into x_j = 0 and x_j = 1, ["row", r, k] into row r ≤ k and row r ≥ k + 1. A row of
whole numbers over variables that are 0 or 1 has no value between k and k + 1, so every plan is in one half.
"""

import json
import sys
from dataclasses import dataclass
from hashlib import sha256
from math import gcd
from typing import Any

SENTENCES = {
    "not_json": "The file is not JSON that can be a certificate: {reason}",
    "form": "{where}: expected {expected}, found {found}.",
    "hash": "The program has the hash {found}, but the certificate says {expected}.",
    "plan_row": "The plan gives row {row} the value {found}, but its bounds are {low} and {high}.",
    "plan_value": "The plan is worth {found} units, but the certificate says {expected}.",
    "excluded": "Excluded is {found}; expected more than the value {value}, and at most a krona or step more, {most}.",
    "sign": "{where}: the multiplier of row {row} is {found}; expected another sign, since there the row has no bound.",
    "open": "{where}: nothing ends it and no branch follows; the last bound is {found}, expected less than {expected}.",
    "after_end": "{where}: its proof {found} ends it, but something follows.",
    "missing": "{where}: a branch leads here, but the tree has only {found} nodes.",
    "left_over": "{where}: no branch leads here.",
}
"""What can be wrong, by code; the gaps are filled with what was expected and what was found."""


class Refused(Exception):
    """The certificate proves nothing as it stands: `code` names a sentence, `values` fill its gaps."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, {name: str(value)[:200] for name, value in values.items()}
        super().__init__(SENTENCES[code].format(**self.values))


@dataclass(frozen=True)
class Checked:
    """What a certificate proves; worths in units of 1/`scale` krona.

    With a plan («optimal»): it keeps every row and is worth `value`; no plan is worth `excluded`, and so, if `strict`,
    none is worth more than this one. Without («infeasible»): no plan keeps every row. `hash` is that of the program.
    """

    claim: str
    hash: str
    plan: tuple[str, ...] = ()
    value: int = 0
    excluded: int = 0
    scale: int = 1
    strict: bool = False
    nodes: int = 0


@dataclass(frozen=True)
class Row:
    """A row; a bound is None where there is none."""

    name: str
    low: int | None
    high: int | None
    coefficients: tuple[tuple[int, int], ...]


@dataclass
class Node:
    """What holds in a part of the tree: what each variable is settled to, or None, and the bounds of rows."""

    settled: list[int | None]
    low: list[int | None]
    high: list[int | None]


def check(text: str) -> Checked:
    """Check the text of a certificate file; raises Refused with the first thing that is not as it has to be."""
    try:
        certificate = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("not_json", reason=error) from error
    optimal = isinstance(certificate, dict) and certificate.get("claim") == "optimal"
    keys = "claim format program program_sha256 tree" + " excluded plan value" * optimal
    body = _record(certificate, "certificate", keys)
    if body["claim"] not in ("optimal", "infeasible"):
        raise Refused("form", where="claim", expected='"optimal" | "infeasible"', found=body["claim"])
    if _whole(body["format"], "format") != 1:
        raise Refused("form", where="format", expected=1, found=body["format"])
    program = _record(body["program"], "program", "objective rows scale variables")
    digest = hash_of(program)
    if digest != body["program_sha256"]:
        raise Refused("hash", expected=body["program_sha256"], found=digest)
    objective = [_whole(c, "objective") for c in _list(program["objective"], "objective")]
    names = [str(name) for name in _list(program["variables"], "variables", len(objective))]
    rows = [_row(row, f"row {r}", len(objective)) for r, row in enumerate(_list(program["rows"], "rows"))]
    scale, tree = _whole(program["scale"], "scale", least=1), _list(body["tree"], "tree")
    if not optimal:
        return Checked("infeasible", digest, scale=scale, nodes=_check_tree(tree, rows, objective, None))
    plan = _indexes(_list(body["plan"], "plan"), "plan", len(objective))
    value, excluded = _whole(body["value"], "value"), _whole(body["excluded"], "excluded")
    for row in rows:
        used = sum(c for j, c in row.coefficients if j in plan)
        if (row.low is not None and used < row.low) or (row.high is not None and used > row.high):
            raise Refused("plan_row", row=row.name, found=used, low=row.low, high=row.high)
    worth = sum(objective[j] for j in plan)
    if worth != value:
        raise Refused("plan_value", expected=value, found=worth)
    # Every plan is worth a multiple of the greatest common divisor: the next worth is that much away.
    step = gcd(*objective) or 1
    if not value < excluded <= value + max(scale, step):
        raise Refused("excluded", value=value, most=value + max(scale, step), found=excluded)
    nodes, chosen = _check_tree(tree, rows, objective, excluded), tuple(names[j] for j in plan)
    return Checked("optimal", digest, chosen, value, excluded, scale, excluded <= value + step, nodes)


def hash_of(program: object) -> str:
    """The SHA-256 of a written program: of its JSON, keys sorted, no spaces, what is not ASCII escaped."""
    return sha256(json.dumps(program, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _check_tree(tree: list[Any], rows: list[Row], objective: list[int], excluded: int | None) -> int:
    """Walk the tree; every node that is reached has to end or to branch. Returns how many nodes there are."""
    waiting = [Node([None] * len(objective), [row.low for row in rows], [row.high for row in rows])]
    for number, written in enumerate(tree):
        where = f"node {number}"
        if not waiting:
            raise Refused("left_over", where=where)
        here, branching = waiting.pop(), isinstance(written, dict) and "branch" in written
        proofs = _list(_record(written, where, "proofs" + " branch" * branching)["proofs"], where)
        bound, target = 0, 0
        for count, proof in enumerate(proofs):
            bound, target = _apply(proof, f"{where}, proof {count}", here, rows, objective, excluded)
            if bound < target and (branching or count + 1 < len(proofs)):
                raise Refused("after_end", where=where, found=count)
        if branching:
            waiting += _branches(written["branch"], where, here, rows)
        elif bound >= target:
            raise Refused("open", where=where, found=bound, expected=target)
    if waiting:
        raise Refused("missing", where=f"node {len(tree)}", found=len(tree))
    return len(tree)


def _apply(
    proof: object, where: str, here: Node, rows: list[Row], objective: list[int], excluded: int | None
) -> tuple[int, int]:
    """The bound of a proof, and what it has to be less than to end the node; if it is not, variables are settled."""
    divisor, multipliers = _list(proof, where, 2)
    if _whole(divisor, where, least=0) and excluded is None:
        raise Refused("form", where=where, expected="D = 0", found=divisor)
    bound, gains = 0, [divisor * c for c in objective]
    for pair in _list(multipliers, where):
        r, y = _list(pair, where, 2)
        row = rows[_whole(r, where, least=0, below=len(rows))]
        edge = here.high[r] if _whole(y, where) > 0 else here.low[r]
        if edge is None:
            raise Refused("sign", where=where, row=row.name, found=y)
        bound += y * edge
        for j, c in row.coefficients:
            gains[j] -= y * c
    for x, gain in zip(here.settled, gains, strict=True):
        bound += max(0, gain) if x is None else gain * x
    target = divisor * (excluded or 0)
    spare = bound - target
    for j, gain in enumerate(gains):
        if here.settled[j] is None and abs(gain) > spare >= 0:
            here.settled[j] = int(gain > 0)
    return bound, target


def _branches(branch: object, where: str, here: Node, rows: list[Row]) -> tuple[Node, Node]:
    """The two halves of a node; the first comes last, since the walk takes what was put down last."""
    kind, index, *more = [*_list(branch, where), None, None][:3]
    if kind == "variable":
        j = _whole(index, where, least=0, below=len(here.settled))
        one, zero = ([*here.settled[:j], x, *here.settled[j + 1 :]] for x in (1, 0))
        return Node(one, here.low, here.high), Node(zero, here.low, here.high)
    if kind != "row":
        raise Refused("form", where=where, expected='["variable", j] | ["row", r, k]', found=branch)
    r, k = _whole(index, where, least=0, below=len(rows)), _whole(more[0], where)
    low, high = here.low[:], here.high[:]
    low[r] = max([k + 1, *(edge for edge in [low[r]] if edge is not None)])
    high[r] = min([k, *(edge for edge in [high[r]] if edge is not None)])
    return Node(here.settled[:], low, here.high), Node(here.settled[:], here.low, high)


def _row(row: object, where: str, count: int) -> Row:
    body = _record(row, where, "bound coefficients id sense")
    bound, sense = _whole(body["bound"], where), body["sense"]
    if sense not in ("<=", ">=", "=="):
        raise Refused("form", where=where, expected="<= | >= | ==", found=sense)
    pairs = [_list(pair, where, 2) for pair in _list(body["coefficients"], where)]
    indexes = _indexes([j for j, _ in pairs], where, count)
    coefficients = tuple(zip(indexes, (_whole(c, where) for _, c in pairs), strict=True))
    low, high = None if sense == "<=" else bound, None if sense == ">=" else bound
    return Row(str(body["id"]), low, high, coefficients)


def _indexes(found: list[Any], where: str, count: int) -> list[int]:
    indexes = [_whole(j, where, least=0, below=count) for j in found]
    if len(set(indexes)) < len(indexes):
        raise Refused("form", where=where, expected="each variable once", found=indexes)
    return indexes


def _whole(found: Any, where: str, least: int | None = None, below: int | None = None) -> int:
    """A whole number; true, false, 1.0 and 1e3 are none."""
    if type(found) is not int or (least is not None and found < least) or (below is not None and found >= below):
        limits = ("" if least is None else f" >= {least}") + ("" if below is None else f" < {below}")
        raise Refused("form", where=where, expected=f"integer{limits}", found=repr(found))
    return found


def _list(found: Any, where: str, length: int | None = None) -> list[Any]:
    if not isinstance(found, list) or (length is not None and len(found) != length):
        raise Refused("form", where=where, expected="list" + (f" [{length}]" if length else ""), found=repr(found))
    return found


def _record(found: Any, where: str, keys: str) -> dict[str, Any]:
    if not isinstance(found, dict) or sorted(found) != sorted(keys.split()):
        raise Refused("form", where=where, expected=f"keys {keys}", found=sorted(found) if found else repr(found))
    return found


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(check(file.read()))
    except Refused as refused:
        raise SystemExit(f"Refused. {refused}") from refused
