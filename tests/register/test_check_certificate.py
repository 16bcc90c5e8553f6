"""The checker believes nothing: whatever is changed is refused, or is still a true proof."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.rules import Amount, Op
from prioritizer.register.check_certificate import SENTENCES, Refused, check, hash_of
from prioritizer.selection.certificate import Certificate, certify
from prioritizer.selection.choose import choose
from tests.cli.command import python, said, talked
from tests.conftest import ROOT
from tests.selection.cases import Case, candidate, fund, knapsack, limit

Written = dict[str, Any]

_draw = random.Random(120)
HARD = Case(
    tuple(
        candidate(
            f"p{i}",
            _draw.randint(10, 30),
            {("fund", 2027): _draw.randint(5, 15), ("fund", 2028): _draw.randint(5, 15)},
            version,
        )
        for i in range(4)
        for version in (None, "liten")
    ),
    (fund({2027: 22, 2028: 23}, carry_over=False),),
)
"""Two years and two versions each: its tree has steps, and branches of both kinds."""
IMPOSSIBLE = Case(
    tuple(candidate(f"p{i}", 9, {("fund", 2027): cost}) for i, cost in enumerate([3, 3, 3, 7, 8])),
    (fund({2027: 5}),),
    limits=(limit("least", Amount("sum_of", "granted", Op.AT_LEAST, Decimal(4))),),
)
"""No plan grants four or five kronor, though one and a half proposals would: it takes a tree to say so."""
OVERLAPPING = replace(
    knapsack([31, 29, 27], [12, 11, 10], 26),
    together={
        ("g", (("p00", None, None), ("p01", None, None))): -9,
        ("g", (("p00", None, None), ("p02", None, None))): -3,
    },
)
CASES = {"hard": HARD, "impossible": IMPOSSIBLE, "overlaps": OVERLAPPING}


def written(case: Case) -> Written:
    """The certificate of a case, as it is read."""
    program = case.program()
    outcome = choose(program)
    assert isinstance(outcome, Plan | Infeasible)
    certificate = certify(program, outcome)
    assert isinstance(certificate, Certificate)
    found: Written = json.loads(certificate.text)
    return found


def checked(certificate: Written) -> Any:
    """What the checker says of a certificate."""
    return check(json.dumps(certificate))


def places(thing: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every whole number stands."""
    if isinstance(thing, int):
        yield path
    parts = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def changed(certificate: Written, path: tuple[str | int, ...], by: int) -> Written:
    """A copy with one number changed, and the hash made right again, so that nothing hides behind it."""
    copy: Any = json.loads(json.dumps(certificate))
    at = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] += by
    copy["program_sha256"] = hash_of(copy["program"])
    found: Written = copy
    return found


def plans(program: Written) -> Iterator[tuple[frozenset[int], int]]:
    """Every plan that keeps every row, and its worth, by trying all."""
    for bits in product((0, 1), repeat=len(program["objective"])):
        if all(_kept(row, sum(c * bits[j] for j, c in row["coefficients"])) for row in program["rows"]):
            worth = sum(c * x for c, x in zip(program["objective"], bits, strict=True))
            yield frozenset(j for j, x in enumerate(bits) if x), worth


def _kept(row: Written, used: int) -> bool:
    return bool({"<=": used <= row["bound"], ">=": used >= row["bound"], "==": used == row["bound"]}[row["sense"]])


def is_true(certificate: Written) -> bool:
    """Whether what a certificate claims is so, by trying every plan."""
    worths = dict(plans(certificate["program"]))
    if certificate["claim"] == "infeasible":
        return not worths
    own = worths.get(frozenset(certificate["plan"]))
    return own == certificate["value"] and all(worth < certificate["excluded"] for worth in worths.values())


@pytest.mark.parametrize("name", CASES)
def test_every_number_changed_in_turn_is_refused_or_still_a_true_proof(name: str) -> None:
    """Each whole number of a certificate, one more and one less and a million more."""
    certificate = written(CASES[name])
    assert is_true(certificate)
    refused = accepted = 0
    for path in places(certificate):
        for by in (1, -1, 1_000_000):
            other = changed(certificate, path, by)
            try:
                checked(other)
            except Refused:
                refused += 1
            else:
                accepted += 1
                assert is_true(other), path
    assert refused
    assert accepted


def _first(certificate: Written, key: str) -> Written:
    found: Written = next(node for node in certificate["tree"] if key in node and node[key])
    return found


def test_a_tree_without_a_leaf_is_refused() -> None:
    """A part of the tree that nobody has looked at may hold a better plan."""
    certificate = written(HARD)
    count = len(certificate["tree"])
    assert count > 1
    del certificate["tree"][-1]
    with pytest.raises(
        Refused, match=f"node {count - 1}: a branch leads here, but the tree has only {count - 1} nodes"
    ):
        checked(certificate)


def test_a_leaf_too_many_is_refused() -> None:
    """What no branch leads to belongs to another tree."""
    certificate = written(HARD)
    certificate["tree"].append(certificate["tree"][-1])
    with pytest.raises(Refused, match="no branch leads here"):
        checked(certificate)


def test_a_leaf_without_its_proof_is_refused_and_named() -> None:
    """The node is named, with the bound that was expected."""
    certificate = written(HARD)
    number = len(certificate["tree"]) - 1
    certificate["tree"][number]["proofs"] = []
    with pytest.raises(Refused, match=f"node {number}: nothing ends it"):
        checked(certificate)


def test_a_multiplier_of_the_wrong_sign_is_refused_with_its_row() -> None:
    """A ceiling says nothing about how little a plan may use."""
    certificate = written(HARD)
    node = _first(certificate, "proofs")
    rows = certificate["program"]["rows"]
    pair = next(p for p in node["proofs"][0][1] if rows[p[0]]["sense"] == "<=")
    pair[1] *= -1
    with pytest.raises(Refused, match=f"multiplier of row {rows[pair[0]]['id']} is {pair[1]}"):
        checked(certificate)


def test_a_changed_row_is_refused_by_its_hash() -> None:
    """The program is the one whose hash stands in the record."""
    certificate = written(HARD)
    certificate["program"]["rows"][0]["bound"] += 1
    with pytest.raises(Refused, match="The program has the hash"):
        checked(certificate)


def test_a_plan_beyond_a_row_is_refused_with_the_row_and_its_bounds() -> None:
    """By one krona over the budget, in whole numbers."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["plan"] = [0, 1]
    with pytest.raises(Refused, match="gives row fund:fund:2027 the value 11, but its bounds are None and 10"):
        checked(certificate)


def test_a_value_that_is_not_the_plans_is_refused_with_both() -> None:
    """The plan is counted again."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["value"] += 1
    with pytest.raises(Refused, match="The plan is worth 5 units, but the certificate says 6"):
        checked(certificate)


def test_a_proof_of_less_than_a_krona_is_what_is_asked() -> None:
    """That no plan is worth two kronor more does not make a plan optimal (§15)."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["excluded"] += 1
    with pytest.raises(Refused, match="more than the value 5, and at most a krona or step more, 6"):
        checked(certificate)


def test_a_claim_of_no_plan_needs_rays() -> None:
    """With D above 0 a proof is about worth, and says nothing about whether there is a plan."""
    certificate = written(IMPOSSIBLE)
    _first(certificate, "proofs")["proofs"][0][0] = 1
    with pytest.raises(Refused, match="expected D = 0, found 1"):
        checked(certificate)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"claim": NaN}', "[" * 100_000, '{"claim": "optimal"}'])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    """Never a traceback, and never accepted."""
    with pytest.raises(Refused):
        check(text)


@pytest.mark.parametrize("odd", [True, 1.0, "1", None, [1]])
def test_only_whole_numbers_are_numbers(odd: object) -> None:
    """True and 1.0 compare equal to 1 in Python and are none."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["value"] = odd
    with pytest.raises(Refused, match="expected integer"):
        checked(certificate)


def test_a_refusal_has_a_sentence_of_its_own_for_each_code() -> None:
    """Every code is raised somewhere, and nothing else is."""
    text = (ROOT / "prioritizer/register/check_certificate.py").read_text("utf-8")
    assert [code for code in SENTENCES if f'Refused("{code}"' not in text] == []


def test_the_checker_runs_alone(tmp_path: Any) -> None:
    """A copy of the one file, in a folder of its own, with nothing of the project on the path."""
    alone = tmp_path / "check_certificate.py"
    alone.write_bytes((ROOT / "prioritizer/register/check_certificate.py").read_bytes())
    certificate = tmp_path / "certificate.json"
    certificate.write_text(json.dumps(written(HARD)), encoding="utf-8")
    accepted = python("-S", "-I", alone, certificate, cwd=tmp_path)
    certificate.write_text("{}", encoding="utf-8")
    refused = python("-S", "-I", alone, certificate, cwd=tmp_path)

    assert (accepted.returncode, refused.returncode) == (0, 1)
    assert "claim='optimal'" in said(accepted)
    assert talked(refused).startswith("Refused. certificate: expected keys")
