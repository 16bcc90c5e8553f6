"""Check a certificate with whole numbers alone: no solver, no other library, nothing of the rest of the project.

It runs alone: python check_certificate.py FILE. A certificate holds a program in whole numbers: choose x, each variable
0 or 1, so that every row is within its bounds and objective · x is greatest. It holds plans of one worth, and a tree
that proves that no other plan is worth `excluded` or more: that worth, or the next there is. Or it holds only a tree,
which then proves that no plan keeps every row.

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

Two kinds of row follow the program's. For each plan that is listed: what is chosen outside it less what is chosen in it
is at least 1 − its size, which all but that plan meet. For each cut, a limit on the mean of the worst draws (a risk):
with any weights of the draws from 0 to `most` that add up to `total`, the weighted sum of what a plan is worth in them
is at least `bound`. A cut is a risk with such weights, and its row is that sum.
"""

import json
import sys
from hashlib import sha256
from math import gcd
from typing import Any, NamedTuple, TypeAlias

SENTENCES = {
    "not_json": "The file is not JSON that can be a certificate: {reason}",
    "format": "The certificate has the format {found}; expected {expected}. Make it again, or use an older version.",
    "form": "{where}: expected {expected}, found {found}.",
    "hash": "The program has the hash {found}, but the certificate says {expected}.",
    "plan": "{where} gives row {row} the value {found}, but its bounds are {low} and {high}.",
    "sign": "{where}: the multiplier of row {row} is {found}; expected another sign, since there the row has no bound.",
    "open": "{where}: nothing ends it and no branch follows; spare is {found}, expected less than 0.",
    "missing": "{where}: a branch leads here, but the tree has only {found} nodes.",
    "left_over": "{where}: no branch leads here.",
}
"""What can be wrong, by code; the gaps are filled with what was expected and what was found."""
LARGEST = 10**1000

Part: TypeAlias = tuple[list[int | None], list[int | None], list[int | None]]
"""A part of the tree: what each variable is settled to, and the lower and upper bounds of rows, or None."""


class Refused(Exception):
    """The certificate proves nothing as it stands: `code` names a sentence, `values` fill its gaps."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, {name: str(value)[:200] for name, value in values.items()}
        super().__init__(SENTENCES[code].format(**self.values))


class Checked(NamedTuple):
    """What a certificate proves: each plan keeps every row and is worth `value`, and no other is worth `excluded`.

    Where that is `value`, these are all; without plans, none keeps every row. Worths are in units of 1/`scale` krona.
    """

    hash: str
    plans: tuple[tuple[str, ...], ...]
    value: int
    excluded: int
    scale: int
    nodes: int


class Row(NamedTuple):
    """A row; a bound is None where there is none."""

    name: str
    low: int | None
    high: int | None
    coefficients: list[tuple[int, int]]


def check(text: str) -> Checked:
    """Check the text of a certificate file; raises Refused with the first thing that is not as it has to be."""
    try:
        return _check(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise Refused("not_json", reason=error) from error


def _check(body: Any) -> Checked:
    if isinstance(body, dict) and repr(body.get("format", 2)) != "2":
        raise Refused("format", expected=2, found=repr(body["format"]))
    best, risky = (isinstance(body, dict) and key in body for key in ("plans", "cuts"))
    keys = "format program program_sha256 tree" + " excluded plans value" * best + " cuts" * risky
    parts = "objective rows scale variables" + " draws risks" * risky
    program = _record(_record(body, "certificate", keys)["program"], "program", parts)
    if (digest := hash_of(program)) != body["program_sha256"]:
        raise Refused("hash", expected=body["program_sha256"], found=digest)
    objective = [_whole(c, "objective") for c in _list(program["objective"], "objective")]
    names = [str(name) for name in _list(program["variables"], "variables", len(objective))]
    scale, tree = _whole(program["scale"], "scale", least=1), _list(body["tree"], "tree")
    rows = [_row(row, f"row {r}", len(objective)) for r, row in enumerate(_list(program["rows"], "rows"))]
    draws, risks, cuts = _draws(program, body["cuts"], len(objective)) if risky else ([[]] * len(objective), [], [])
    if not best:
        # Where every plan is worth 0, none is: so there is none.
        return Checked(digest, (), 0, 0, scale, _check_tree(tree, rows + cuts, [0] * len(objective), 0))
    value, excluded = _whole(body["value"], "value"), _whole(body["excluded"], "excluded")
    following = value + (gcd(*objective) or 1)  # every plan is worth a multiple of the greatest common divisor
    plans, others = [_indexes(plan, "plans", len(objective)) for plan in _list(body["plans"], "plans")], []
    if not 0 < len(plans) == len(set(map(frozenset, plans))) or excluded not in (value, following):
        raise Refused("form", where="plans, excluded", expected=f"each once, {value} | {following}", found=excluded)
    worth = Row("objective", value, value, list(enumerate(objective)))
    for number, plan in enumerate(map(set, plans)):
        used = [(row, sum(c for j, c in row.coefficients if j in plan)) for row in [worth, *rows]]
        worths = sorted(map(sum, zip(*(draws[j] for j in plan), strict=True)))
        for risk in risks:
            # The least sum that any weights give: the worst draws take all weight there is.
            full, rest = divmod(risk["total"], risk["most"])
            least = risk["most"] * sum(worths[:full]) + rest * sum(worths[full : full + 1])
            used.append((Row(str(risk["id"]), risk["bound"], None, []), least))
        for row, found in used:
            if (row.low is not None and found < row.low) or (row.high is not None and found > row.high):
                raise Refused("plan", where=f"plan {number}", row=row.name, found=found, low=row.low, high=row.high)
        others.append(Row(f"plan {number}", 1 - len(plan), None, [(j, 1 - 2 * (j in plan)) for j in range(len(names))]))
    nodes = _check_tree(tree, rows + others + cuts, objective, excluded)
    return Checked(digest, tuple(tuple(names[j] for j in plan) for plan in plans), value, excluded, scale, nodes)


def hash_of(thing: object) -> str:
    """The SHA-256 of something written: of its JSON, keys sorted, no spaces, what is not ASCII escaped."""
    return sha256(json.dumps(thing, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _draws(program: dict[str, Any], written: object, count: int) -> tuple[list[list[int]], list[Any], list[Row]]:
    """The draws of each variable, the limits on them, and the rows of the cuts."""
    length = max([len(_list(drawn, "draws")) for drawn in _list(program["draws"], "draws", count)], default=1)
    draws = [[_whole(worth, "draws") for worth in _list(drawn, "draws", length)] for drawn in program["draws"]]
    cuts, risks = [], [_record(risk, "risk", "bound id most total") for risk in _list(program["risks"], "risks")]
    for risk in risks:
        _whole(risk["bound"], "bound")
        _whole(risk["total"], "total", least=1, below=_whole(risk["most"], "most", least=1) * length + 1)
    for number, cut in enumerate(_list(written, "cuts")):
        where, (of, weights) = f"cut {number}", _list(cut, f"cut {number}", 2)
        risk, pairs = risks[_whole(of, where, least=0, below=len(risks))], _pairs(weights, where, length)
        if sum(_whole(w, where, least=0, below=risk["most"] + 1) for _, w in pairs) != risk["total"]:
            raise Refused("form", where=where, expected=f"weights that add up to {risk['total']}", found=pairs)
        sums = [(j, sum(w * drawn[draw] for draw, w in pairs)) for j, drawn in enumerate(draws)]
        cuts.append(Row(where, risk["bound"], None, sums))
    return draws, risks, cuts


def _check_tree(nodes: list[Any], rows: list[Row], objective: list[int], excluded: int) -> int:
    """Walk the tree; every node that is reached has to end or to branch. Returns how many nodes there are."""
    waiting: list[Part] = [([None] * len(objective), [row.low for row in rows], [row.high for row in rows])]
    for number, written in enumerate(nodes):
        where, branching = f"node {number}", isinstance(written, dict) and "branch" in written
        if not waiting:
            raise Refused("left_over", where=where)
        here, spare = waiting.pop(), 0
        for proof in _list(_record(written, where, "proofs" + " branch" * branching)["proofs"], where):
            spare = _spare(proof, where, here, rows, objective, excluded) if spare >= 0 else spare
        if branching:
            waiting += _halves(written["branch"], where, here)
        elif spare >= 0:
            raise Refused("open", where=where, found=spare)
    if waiting:
        raise Refused("missing", where=f"node {len(nodes)}", found=len(nodes))
    return len(nodes)


def _spare(proof: object, where: str, here: Part, rows: list[Row], objective: list[int], excluded: int) -> int:
    """What a proof leaves to lose: below 0 it ends the node, else variables may be settled."""
    (settled, low, high), (first, multipliers) = here, _list(proof, where, 2)
    divisor = _whole(first, where, least=0)
    spare, gains = -divisor * excluded, [divisor * c for c in objective]
    for r, y in _pairs(multipliers, where, len(rows)):
        edge = high[r] if y > 0 else low[r]
        if edge is None:
            raise Refused("sign", where=where, row=rows[r].name, found=y)
        spare += y * edge
        for j, c in rows[r].coefficients:
            gains[j] -= y * c
    spare += sum(max(0, gain) if x is None else gain * x for x, gain in zip(settled, gains, strict=True))
    settled[:] = [int(g > 0) if x is None and abs(g) > spare >= 0 else x for x, g in zip(settled, gains, strict=True)]
    return spare


def _halves(branch: object, where: str, here: Part) -> list[Part]:
    """The two halves of a node; the first comes last, since the walk takes what was put down last."""
    settled, low, high = here
    kind, index, *more = [*_list(branch, where), None, None][:3]
    if kind == "variable":
        j = _whole(index, where, least=0, below=len(settled))
        return [([*settled[:j], x, *settled[j + 1 :]], low, high) for x in (1, 0)]
    if kind != "row":
        raise Refused("form", where=where, expected='["variable", j] | ["row", r, k]', found=branch)
    r, k = _whole(index, where, least=0, below=len(low)), _whole(more[0], where)
    return [(settled[:], [*low[:r], k + 1, *low[r + 1 :]], high), (settled[:], low, [*high[:r], k, *high[r + 1 :]])]


def _row(row: object, where: str, count: int) -> Row:
    body = _record(row, where, "bound coefficients id sense")
    bound = _whole(body["bound"], where)
    bounds = {"<=": (None, bound), ">=": (bound, None), "==": (bound, bound)}
    if str(body["sense"]) not in bounds:
        raise Refused("form", where=where, expected="<= | >= | ==", found=body["sense"])
    return Row(str(body["id"]), *bounds[str(body["sense"])], _pairs(body["coefficients"], where, count))


def _pairs(found: object, where: str, count: int) -> list[tuple[int, int]]:
    pairs = [_list(pair, where, 2) for pair in _list(found, where)]
    return list(zip(_indexes([j for j, _ in pairs], where, count), (_whole(c, where) for _, c in pairs), strict=True))


def _indexes(found: object, where: str, count: int) -> list[int]:
    indexes = [_whole(j, where, least=0, below=count) for j in _list(found, where)]
    if len(set(indexes)) < len(indexes):
        raise Refused("form", where=where, expected="each once", found=indexes)
    return indexes


def _whole(found: Any, where: str, least: int = -LARGEST, below: int = LARGEST) -> int:
    """A whole number; true, false, 1.0 and 1e3 are none, nor what is so long that a product of it cannot be printed."""
    if type(found) is not int or not least <= found < below:
        limits = f" >= {least}" * (least > -LARGEST) + (f" < {below}" if below < LARGEST else ", at most 1000 digits")
        raise Refused("form", where=where, expected=f"integer{limits}", found=repr(found))
    return found


def _list(found: Any, where: str, length: int | None = None) -> list[Any]:
    if not isinstance(found, list) or (length is not None and len(found) != length):
        raise Refused("form", where=where, expected="list" + (f" [{length}]" if length else ""), found=repr(found))
    return found


def _record(found: Any, where: str, keys: str) -> dict[str, Any]:
    if not isinstance(found, dict) or sorted(found) != sorted(keys.split()):
        raise Refused("form", where=where, expected=f"keys {keys}", found=repr(found))
    return found


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(check(file.read()))
    except Refused as refused:
        raise SystemExit(f"Refused. {refused}") from refused
