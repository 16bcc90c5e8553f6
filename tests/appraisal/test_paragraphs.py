"""Each paragraph of the convention that appraisal carries out has a test that names it by its own number."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

APPRAISAL = (*range(1, 13), 25, 26)


@cache
def named_alone() -> dict[int, list[str]]:
    """The tests whose docstring names a paragraph by itself: «§4», not as one of a range such as «§1–§12»."""
    found: dict[int, list[str]] = {number: [] for number in APPRAISAL}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                told = re.sub(r"(design|domain\.md) (§[\d.]+(, |–)?)+", "", ast.get_docstring(node) or "")
                told = re.sub(r"§\d+–§?\d+", "", told)
                for number in {int(n) for n in re.findall(r"§(\d+)", told)} & set(APPRAISAL):
                    found[number].append(f"{path.name}::{node.name}")
    return found


@pytest.mark.parametrize("paragraph", APPRAISAL)
def test_each_paragraph_of_appraisal_has_tests_of_its_own(paragraph: int) -> None:
    """At least three tests say what of it they hold the program to, one of them in the appraisal's own folder."""
    names = named_alone()[paragraph]
    own = {path.name for path in (ROOT / "tests" / "appraisal").glob("test_*.py")}

    assert len(names) >= 3
    assert any(Path(name.split("::")[0]).name in own for name in names)


SECOND = ("test_example_by_hand.py", "test_every_form_by_hand.py")


@pytest.mark.parametrize("paragraph", [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 25])
def test_the_second_calculation_names_what_it_counts(paragraph: int) -> None:
    """What is worked out a second time says from which paragraph; §10 and §26 have tests of their own."""
    assert any(name.split("::")[0] in SECOND for name in named_alone()[paragraph])
