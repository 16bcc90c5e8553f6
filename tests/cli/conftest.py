"""A workspace of its own for the commands, and one plan made in it."""

from pathlib import Path

import pytest

from tests.cli.command import Finished, prioritizer, talked

EXAMPLE = Path("portfolios") / "exempelkommun"


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace in a folder with å and a space in its name. Tests only read it."""
    folder = tmp_path_factory.mktemp("Åre kommun")
    made = prioritizer("init", "vår plan", cwd=folder)
    assert made.returncode == 0, talked(made)
    return folder / "vår plan"


@pytest.fixture(scope="session")
def planned(workspace: Path) -> Finished:
    """`plan` on the example of the workspace, run once."""
    return prioritizer("plan", EXAMPLE, cwd=workspace)
