"""The cases beside the rules of a copied workspace run as tests of pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from prioritizer.reading.workspace import shipped

ROOT = Path(__file__).parents[2]
CASES = "rules/criteria/always/legal_basis.test.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The shipped rules and the file that collects their cases, in a folder of a municipality's own."""
    shutil.copytree(shipped() / "rules", tmp_path / "rules")
    shutil.copy(ROOT / "conftest.py", tmp_path / "conftest.py")
    return tmp_path


def run(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest there, as somebody would from a command line."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no", *arguments]
    path = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=workspace, capture_output=True, encoding="utf-8", env=path, check=False, timeout=120
    )


def test_each_case_is_an_item_named_by_rule_and_case(workspace: Path) -> None:
    """A whole workspace has one item a case, and one for each file."""
    found = run(workspace, "--collect-only", CASES)

    assert f"{CASES}::legal_basis: no legal basis fails" in found.stdout.splitlines()
    assert f"{CASES}::legal_basis: the file" in found.stdout.splitlines()
    assert found.returncode == 0


def test_a_failing_case_says_what_check_says(workspace: Path) -> None:
    """The sentence alone: whoever writes rules reads no traceback."""
    cases = workspace / CASES
    cases.write_text(cases.read_text(encoding="utf-8").replace("expect: holds", "expect: fails"), encoding="utf-8")

    found = run(workspace, CASES)

    told = f"{CASES}:2:3: Provet «the general power is enough» av legal_basis gav holds; väntat var fails."
    assert told in found.stdout.splitlines()
    assert "Traceback" not in found.stdout
    assert found.returncode == 1


def test_a_file_that_cannot_be_read_is_a_failing_item(workspace: Path) -> None:
    """Nothing is passed over because it could not be understood."""
    (workspace / CASES).write_text("- {name: n, on: 2026-13-01, given: {}, expect: holds}\n", encoding="utf-8")

    found = run(workspace, CASES)

    assert "2026-13-01" in found.stdout
    assert found.returncode == 1
