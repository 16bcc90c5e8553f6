"""Documentation that cannot rot: it is compared with what it speaks of."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from prioritizer.cli.main import COMMANDS
from prioritizer.words.faults import FAULTS

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def test_every_requirement_has_its_row() -> None:
    """docs/requirements.md lists A1–H8 of the founding article, each built, partly or not yet."""
    rows = re.findall(
        r"^\| ([A-H]\d+) \| (Built|Partly|Not yet) \| .+ \|$", (ROOT / "docs/requirements.md").read_text("utf-8"), re.M
    )
    names = [name for name, _ in rows]

    assert names == sorted(names, key=lambda name: (name[0], int(name[1:])))
    assert len(set(names)) == len(names) == 75


def test_requirements_are_those_of_the_article() -> None:
    """The ids are the same as in the list drawn from the article."""
    source = SHARED / "requirements.md"
    if not source.exists():
        pytest.skip("the list of requirements is not beside the repository")
    asked = set(re.findall(r"^- ([A-H]\d+) ", source.read_text("utf-8"), re.M))
    listed = set(re.findall(r"^\| ([A-H]\d+) \|", (ROOT / "docs/requirements.md").read_text("utf-8"), re.M))

    assert asked == listed


def test_files_that_requirements_name_exist() -> None:
    """A row that says where something lives points at a file or folder that is there."""
    text = (ROOT / "docs/requirements.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]*(?:\.[a-z]+)?)`", text))
    missing = [name for name in named if not any((base / name).exists() for base in (ROOT, ROOT / "prioritizer"))]

    assert missing == []


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_names_every_command(command: str) -> None:
    """The README's list has each command."""
    assert f"prioritizer {command}" in (ROOT / "README.md").read_text("utf-8")


def test_convention_has_thirty_paragraphs() -> None:
    """docs/convention.md keeps the numbers §1–§30 that code and tests cite."""
    numbers = re.findall(r"^\*\*§(\d+) ", (ROOT / "docs/convention.md").read_text("utf-8"), re.M)

    assert [int(n) for n in numbers] == list(range(1, 31))


APPRAISAL = (*range(1, 13), 25, 26)
"""The paragraphs of the convention that appraisal carries out."""


@cache
def _named_by_tests() -> set[int]:
    """The paragraphs that the docstring of some test names; those of the design are another document's."""
    found: set[int] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                told = re.sub(r"(design|domain\.md) (§[\d.]+(, |–)?)+", "", ast.get_docstring(node) or "")
                for first, last in re.findall(r"§(\d+)(?:–§(\d+))?", told):
                    found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("paragraph", APPRAISAL)
def test_each_paragraph_of_appraisal_is_named_by_a_test(paragraph: int) -> None:
    """What the convention says of appraisal has a test that names its paragraph."""
    assert paragraph in _named_by_tests()


def _method() -> list[str]:
    """The method in Swedish and in English."""
    return (ROOT / "docs/method.md").read_text("utf-8").split("\n## ")[1:]


def test_the_method_names_every_paragraph_of_appraisal_in_both_languages() -> None:
    """§1–§12, §25 and §26 stand with a formula or a rule in both halves."""
    for half in _method():
        told: set[int] = set()
        for first, last in re.findall(r"§(\d+)(?:–§(\d+))?", half):
            told |= set(range(int(first), int(last or first) + 1))

        assert set(APPRAISAL) <= told


def test_the_method_names_files_that_exist_and_the_same_in_both_languages() -> None:
    """A reader who looks for the code finds it."""
    swedish, english = (re.findall(r"`([a-z_]+\.py)`", half) for half in _method())

    assert swedish == english
    assert [name for name in swedish if not (ROOT / "prioritizer" / "appraisal" / name).exists()] == []


def test_every_sentence_of_a_fault_has_both_languages() -> None:
    """No fault is silent in one language."""
    assert [code for code, pair in FAULTS.items() if len(pair) != 2 or not all(pair)] == []
