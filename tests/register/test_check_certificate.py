"""The checker believes nothing: whatever is changed is refused, or is still a true proof."""

import contextlib
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.rules import Amount, Op, RiskLimit
from prioritizer.register.check_certificate import SENTENCES, Refused, check, hash_of
from tests.cli.command import python, said, talked
from tests.conftest import ROOT
from tests.selection.cases import Case, candidate, fund, knapsack, limit
from tests.selection.proofs import chosen_with_proof

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
TIED = knapsack([5, 5, 5, 9, 2], [2, 2, 2, 5, 3], 4)
"""Three plans are worth ten."""


def risky(case: Case, bound: int, spread: int) -> Case:
    """A case with eight joint draws and a floor on the mean of the worst two and a half."""
    draw = random.Random(spread)
    candidates = tuple(
        replace(c, draws=tuple(c.value + round(draw.gauss(0, spread)) for _ in range(8))) for c in case.candidates
    )
    floor = RiskLimit("worst_mean", "net_present_value", Decimal("0.3125"), Op.AT_LEAST, Decimal(bound))
    return replace(case, candidates=candidates, limits=(*case.limits, limit("worst", floor)))


RISKY = risky(replace(HARD, candidates=HARD.candidates[:6]), 11, 24)
"""The best plan is beside the floor: it takes cuts to say that another is the best within it."""
HOPELESS = risky(replace(HARD, candidates=HARD.candidates[:6]), 40, 24)
"""No plan is within the floor."""
CASES = {
    "hard": HARD,
    "impossible": IMPOSSIBLE,
    "overlaps": OVERLAPPING,
    "tied": TIED,
    "risky": RISKY,
    "hopeless": HOPELESS,
}


def written(case: Case) -> Written:
    """The certificate of a case, as it is read."""
    found: Written = json.loads(chosen_with_proof(case.program())[1].text)
    return found


def checked(certificate: Written) -> Any:
    """What the checker says of a certificate."""
    return check(json.dumps(certificate))


def parts(thing: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where everything stands, whatever it is."""
    if path:
        yield path
    inner = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, part in inner:
        yield from parts(part, (*path, key))


TEXT_OF_RISKY = json.dumps(written(RISKY))
PARTS_OF_RISKY = sorted(parts(json.loads(TEXT_OF_RISKY)), key=str)


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
    """Every plan that keeps every row and limit, and its worth, by trying all."""
    for bits in product((0, 1), repeat=len(program["objective"])):
        plan = frozenset(j for j, x in enumerate(bits) if x)
        rows = all(_kept(row, sum(c * bits[j] for j, c in row["coefficients"])) for row in program["rows"])
        if rows and all(_within(risk, program["draws"], plan) for risk in program.get("risks", ())):
            yield plan, sum(c * x for c, x in zip(program["objective"], bits, strict=True))


def _kept(row: Written, used: int) -> bool:
    return bool({"<=": used <= row["bound"], ">=": used >= row["bound"], "==": used == row["bound"]}[row["sense"]])


def _within(risk: Written, draws: list[list[int]], plan: frozenset[int]) -> bool:
    """By the other definition of the mean of the worst: the highest t less the shortfall below t can be (§18)."""
    worths = [sum(drawn[s] for j, drawn in enumerate(draws) if j in plan) for s in range(len(draws[0]))]
    least = max(risk["total"] * t - risk["most"] * sum(max(0, t - worth) for worth in worths) for t in worths)
    return bool(least >= risk["bound"])


def is_true(certificate: Written) -> bool:
    """Whether what a certificate claims is so, by trying every plan."""
    worths = dict(plans(certificate["program"]))
    if "plans" not in certificate:
        return not worths
    listed = {frozenset(plan) for plan in certificate["plans"]}
    others = [worth for plan, worth in worths.items() if plan not in listed]
    return (
        bool(listed)
        and {worths.get(plan) for plan in listed} == {certificate["value"]}
        and (
            certificate["value"] <= certificate["excluded"] and all(worth < certificate["excluded"] for worth in others)
        )
    )


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


def test_the_risky_cases_have_cuts_and_the_floor_binds() -> None:
    """Else they would say nothing of cuts."""
    free = replace(RISKY, limits=())
    assert written(RISKY)["value"] < written(free)["value"]
    assert [len(written(case)["cuts"]) > 0 for case in (RISKY, HOPELESS)] == [True, True]


def test_a_cut_with_one_weight_changed_is_refused() -> None:
    """The weights add up to what the limit says, and none is above the weight of a whole draw."""
    certificate = written(RISKY)
    certificate["cuts"][0][1][0][1] -= 1
    with pytest.raises(Refused, match="cut 0: expected weights that add up to 5, found"):
        checked(certificate)
    certificate["cuts"][0][1][0][1] += 2
    with pytest.raises(Refused, match="cut 0: expected integer >= 0 < 3, found 3"):
        checked(certificate)


def test_a_cut_over_other_draws_is_another_row() -> None:
    """Any weights give a row that is true, but the multipliers are of the one that was there."""
    certificate = written(RISKY)
    refused = 0
    for number in range(len(certificate["cuts"])):
        for shift in range(1, 8):
            copy = json.loads(json.dumps(certificate))
            for pair in copy["cuts"][number][1]:
                pair[0] = (pair[0] + shift) % 8
            try:
                checked(copy)
            except Refused:
                refused += 1
            else:
                assert is_true(copy)
    assert refused


def test_a_draw_twice_in_a_cut_is_refused() -> None:
    """So that no draw has more weight than a whole one."""
    certificate = written(RISKY)
    weights = certificate["cuts"][0][1]
    weights[1][0] = weights[0][0]
    with pytest.raises(Refused, match="cut 0: expected each once"):
        checked(certificate)


def test_a_draw_that_was_changed_is_refused_by_the_hash() -> None:
    """The draws are a part of the program whose hash stands in the record."""
    certificate = written(RISKY)
    certificate["program"]["draws"][0][0] += 1
    with pytest.raises(Refused, match="The program has the hash"):
        checked(certificate)


def test_a_plan_beside_a_floor_on_the_worst_draws_is_refused_with_both_sums() -> None:
    """The checker sorts the draws of the plan and weighs the worst."""
    certificate = written(replace(RISKY, limits=()))
    limited = written(RISKY)
    certificate["program"] = limited["program"]
    certificate["program_sha256"], certificate["cuts"] = limited["program_sha256"], []
    with pytest.raises(Refused, match="plan 0 gives row worst the value [0-9-]+, but its bounds are 55 and None"):
        checked(certificate)


def test_a_program_with_a_limit_that_the_checker_does_not_know_is_refused() -> None:
    """Limits on draws that are left out of the certificate, or of another kind, prove nothing."""
    certificate = written(RISKY)
    del certificate["cuts"]
    with pytest.raises(Refused, match="program: expected keys"):
        checked(certificate)
    certificate = written(RISKY)
    certificate["program"]["risks"][0] = {"id": "chance", "floor": 0, "below": 1}
    certificate["program_sha256"] = hash_of(certificate["program"])
    with pytest.raises(Refused, match="risk: expected keys"):
        checked(certificate)


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
    """The node is named, with what is left to lose."""
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
    certificate["plans"], certificate["value"], certificate["excluded"] = [[0, 1]], 9, 9
    with pytest.raises(Refused, match="plan 0 gives row fund:fund:2027 the value 11, but its bounds are None and 10"):
        checked(certificate)


def test_a_value_that_is_not_the_plans_is_refused_with_both() -> None:
    """The plan is counted again."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["value"] += 1
    certificate["excluded"] += 1
    with pytest.raises(Refused, match="plan 0 gives row objective the value 5, but its bounds are 6 and 6"):
        checked(certificate)


def test_a_plan_listed_that_is_worth_less_is_refused() -> None:
    """A plan that is ruled out by a row of its own has to be one of the best."""
    certificate = written(TIED)
    certificate["plans"].append([])
    with pytest.raises(Refused, match="plan 3 gives row objective the value 0, but its bounds are 10 and 10"):
        checked(certificate)


def test_that_no_plan_is_worth_much_more_is_not_what_is_asked() -> None:
    """That no plan is worth two kronor more does not make a plan optimal (§15)."""
    certificate = written(knapsack([5, 4], [6, 5], 10))
    certificate["excluded"] += 2
    with pytest.raises(Refused, match="5 | 6, found 7"):
        checked(certificate)


def test_a_list_without_plans_is_refused() -> None:
    """That there is no plan is claimed without the list, and proved otherwise."""
    certificate = written(TIED)
    certificate["plans"] = []
    with pytest.raises(Refused, match="plans, excluded"):
        checked(certificate)


def test_a_plan_that_is_listed_twice_is_refused() -> None:
    """Else a single plan would count as a tie; in another order it is the same plan too."""
    found = written(HARD)
    found["plans"].append(found["plans"][0][::-1])

    with pytest.raises(Refused, match="plans, excluded: expected each once"):
        checked(found)


@pytest.mark.parametrize("digits", [1001, 4000, 5000])
def test_a_number_too_long_to_print_is_refused_wherever_it_stands(digits: int) -> None:
    """Its products would be longer than Python prints; the longest that is accepted is reckoned with."""
    tied = written(TIED)
    for path in places(tied):
        copy = changed(tied, path, 0)
        at: Any = copy
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = "HUGE"
        copy["program_sha256"] = hash_of(copy["program"])
        text = json.dumps(copy).replace('"HUGE"', "9" * digits)

        with pytest.raises(Refused):
            check(text)


def test_a_format_of_another_time_is_told_as_such() -> None:
    """Not as keys that are missing."""
    with pytest.raises(Refused) as refused:
        checked({**written(HARD), "format": 1})

    assert (refused.value.code, *(refused.value.values[k] for k in ("found", "expected"))) == ("format", "1", "2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)


@given(anything=JSON, data=st.data())
def test_any_json_in_any_place_is_refused_or_a_true_proof(anything: object, data: st.DataObject) -> None:
    """Nothing but a sentence of ours is raised, whatever stands where a number, a list or a part was."""
    found = json.loads(TEXT_OF_RISKY)
    at: Any = found
    path = data.draw(st.sampled_from(PARTS_OF_RISKY))
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = anything
    if isinstance(found["program"], dict):
        found["program_sha256"] = hash_of(found["program"])

    for text in (json.dumps(found), json.dumps(anything)):
        with contextlib.suppress(Refused):
            check(text)


@pytest.mark.parametrize("text", ["[" * 900 + "]" * 900, '{"format": ' * 900 + "2" + "}" * 900])
def test_what_is_nested_deeper_than_python_goes_is_refused(text: str) -> None:
    """Also where it is only met when it is shown."""
    with pytest.raises(Refused):
        check(text)


def test_a_claim_of_no_plan_does_not_look_at_worth() -> None:
    """With D above 0 a proof is about worth; where none counts it may say as much as with 0, and no more."""
    certificate = written(IMPOSSIBLE)
    _first(certificate, "proofs")["proofs"][0][0] = 1
    assert checked(certificate).plans == ()
    possible = written(knapsack([5, 4], [6, 5], 10))
    claim = {key: possible[key] for key in ("format", "program", "program_sha256", "tree")}
    with pytest.raises(Refused):
        checked(claim)
    with pytest.raises(Refused):
        checked({**claim, "tree": [{"proofs": [[1, []]]}]})


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
    assert "plans=(" in said(accepted)
    assert talked(refused).startswith("Refused. certificate: expected keys")
