"""A workspace of its own for the commands, and one plan made in it; the same words are run once."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.cli.command import Finished, prioritizer, talked

EXAMPLE = Path("portfolios") / "exempelkommun"

Once = Callable[..., Finished]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace in a folder with å and a space in its name. Tests only read it."""
    folder = tmp_path_factory.mktemp("Åre kommun")
    made = prioritizer("init", "vår plan", cwd=folder)
    assert made.returncode == 0, talked(made)
    return folder / "vår plan"


@pytest.fixture(scope="session")
def once(workspace: Path) -> Once:
    """Runs a command that writes nothing, in the workspace."""

    @cache
    def run(*words: str, **environment: str) -> Finished:
        return prioritizer(*words, cwd=workspace, **environment)

    return lambda *words, **environment: run(*map(str, words), **environment)


@pytest.fixture(scope="session")
def planned(workspace: Path) -> Finished:
    """`plan` on the example of the workspace, run once."""
    return prioritizer("plan", EXAMPLE, cwd=workspace)


@pytest.fixture(scope="session")
def certified(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    """The folder of a plan of the example with its certificate, and how the run ended. Tests only read it."""
    folder = tmp_path_factory.mktemp("certified") / "workspace"
    shutil.copytree(workspace, folder, ignore=shutil.ignore_patterns("plans"))
    finished = prioritizer("plan", EXAMPLE, "--certify", "--forms", "html", cwd=folder)
    return folder / "plans" / "exempelkommun", finished
