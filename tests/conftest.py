"""What several tests share: the data beside the repository."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of who else uses the machine than of the program.
settings.register_profile("any_machine", deadline=None)
settings.load_profile("any_machine")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Callable[[str], Path]:
    """The path of a file or folder under `../shared/data`; skips the test, naming it, where it is absent."""

    def find(name: str) -> Path:
        path = DATA / name
        if not path.exists():
            pytest.skip(f"the real data are not beside the repository: ../shared/data/{name} does not exist")
        return path

    return find
