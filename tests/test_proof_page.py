"""docs/proof.md can be followed by hand: its example is a certificate, and its numbers are those of the theorem."""

import json
import re
from fractions import Fraction

import pytest

from prioritizer.register.check_certificate import check
from tests.conftest import ROOT

PAGE = (ROOT / "docs/proof.md").read_text("utf-8")
SWEDISH, ENGLISH = PAGE.split("## In English", 1)
CERTIFICATE = re.findall(r"```json\n(.+?)```", PAGE, re.S)[0]


def test_the_example_is_a_certificate() -> None:
    """The checker accepts what the page prints, as the page says."""
    checked = check(CERTIFICATE)
    assert (checked.plans, checked.value, checked.excluded) == ((("b", "c"),), 230, 230)


@pytest.mark.parametrize("half", [SWEDISH, ENGLISH])
def test_every_sum_on_the_page_is_right(half: str) -> None:
    """Each «a − b · c = d» in either language, calculated."""
    text = re.sub(r"\s+", " ", half).replace("−", "-")
    sums = re.findall(r"((?:-?\d+(?: [-+·] -?\d+)+)) = (-?\d+)", text)
    assert [result for _, result in sums] == ["15", "20", "10", "245", "15", "155", "0", "-1"]
    for left, right in sums:
        assert _sum(left) == Fraction(right), left


def _sum(text: str) -> int:
    """A sum of products, as it is written by hand."""
    total, sign = 0, 1
    for part in re.split(r" (?=[-+] )", text):
        sign, factors = (-1 if part.startswith("- ") else 1), part.lstrip("+- ") if part[1:2] == " " else part
        product = 1
        for factor in factors.split(" · "):
            product *= int(factor)
        total += sign * product
    return total


@pytest.mark.parametrize("half", [SWEDISH, ENGLISH])
def test_every_proof_of_the_example_is_told(half: str) -> None:
    """The proofs that are followed by hand are those of the certificate, in its order."""
    proofs = [json.dumps(proof) for node in json.loads(CERTIFICATE)["tree"] for proof in node["proofs"]]
    assert proofs == re.findall(r"`(\[\d, \[.*?\]\])`", half)
