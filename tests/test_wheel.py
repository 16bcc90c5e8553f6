"""A wheel built from the repository works outside it (design §3, §5)."""

import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.command import Finished, contents, python, said, talked
from tests.conftest import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "plans", "dist", "build", "*.egg-info")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the repository, built from a copy, so that nothing is left beside the source."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    # Where the backend is installed the build needs no network.
    options = ["--no-isolation"] if find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *options, "--outdir", str(folder), str(folder / "source")]
    built = subprocess.run(command, capture_output=True, check=False)
    assert built.returncode == 0, built.stdout.decode() + built.stderr.decode()
    return next(folder.glob("prioritizer-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own, far from the repository: one of pure Python is installed by unpacking it."""
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def _run(installed: Path, cwd: Path, *arguments: str) -> Finished:
    return python("-m", "prioritizer", *arguments, cwd=cwd, PYTHONPATH=str(installed))


def test_wheel_carries_the_workspace(wheel: Path) -> None:
    """Every rule, template and file of the example is in the wheel, each once and byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name.removeprefix("prioritizer/workspace/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("prioritizer/workspace/")
        }
        assert len(archive.namelist()) == len(set(archive.namelist()))
    shipped = {
        f"{part}/{name}": content
        for part in ("rules", "portfolios", "reports")
        for name, content in contents(ROOT / part).items()
    }

    assert shipped == inside


def test_wheel_carries_no_tests_and_no_plans(wheel: Path) -> None:
    """Only the program and its workspace are installed."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert {"prioritizer"} == {top for top in tops if not top.endswith(".dist-info")}


def test_program_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    """What runs here is the wheel, and not the repository that happens to be near."""
    script = (
        "import prioritizer\nfrom prioritizer.reading.workspace import shipped\nprint(prioritizer.__file__, shipped())"
    )
    finished = python("-c", script, cwd=tmp_path, PYTHONPATH=str(installed))

    assert all(path.startswith(str(installed)) for path in said(finished).split())


def test_init_and_plan_work_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    """A new workspace from the wheel holds the example, and its plan is written there."""
    made = _run(installed, tmp_path, "init", "min kommun")
    planned = _run(installed, tmp_path / "min kommun", "plan", "portfolios/exempelkommun")

    assert made.returncode == 0, talked(made)
    assert planned.returncode == 0, talked(planned)
    assert "record.json" in contents(tmp_path / "min kommun" / "plans" / "exempelkommun")


def test_rules_are_checked_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    """`check` without a portfolio tests the rules that the wheel brought."""
    finished = _run(installed, tmp_path, "check")

    assert finished.returncode == 0, talked(finished)
