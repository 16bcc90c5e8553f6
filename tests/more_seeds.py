"""The tests that take a made-up portfolio by its seed, on many more of them than the suite does.

    python -m tests.more_seeds [SEEDS] [ROOM …]

Each test of `tests/ROOM` (explanation and selection where none is named) that pytest gives seeds is called with seeds
0 to SEEDS − 1, 500 where no number is given, on all cores. It prints how many portfolios each test held for, and ends
with 1 when one did not. A test in which a portfolio shows nothing, as where it has no plan, counts it all the same.
"""

import inspect
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

SEEDS = 500
ROOMS = ("explanation", "selection")


def seeded(room: str) -> Iterator[tuple[str, str]]:
    """Module and name of each test of a room that takes a seed and nothing else."""
    for file in sorted((Path(__file__).parent / room).glob("test_*.py")):
        module = import_module(f"tests.{room}.{file.stem}")
        for name, test in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("test_") and test.__module__ == module.__name__:
                marks = [mark.args[0] for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
                if marks == ["seed"] and [*inspect.signature(test).parameters] == ["seed"]:
                    yield module.__name__, name


def failed(module: str, name: str, seeds: int) -> list[str]:
    """What a test says of each seed that it does not hold for."""
    test, found = getattr(import_module(module), name), []
    for seed in range(seeds):
        try:
            test(seed)
        except pytest.skip.Exception:
            continue
        except Exception as fault:  # noqa: BLE001  # Whatever a test raises is what it found.
            found.append(f"seed {seed}: {type(fault).__name__} {str(fault)[:200]}")
    return found


def main(arguments: list[str]) -> int:
    """Run them and print what was found."""
    seeds = int(arguments[0]) if arguments else SEEDS
    tests = [test for room in arguments[1:] or ROOMS for test in seeded(room)]
    is_good = True
    modules, names = zip(*tests, strict=True)
    with ProcessPoolExecutor() as pool:
        said = pool.map(failed, modules, names, [seeds] * len(tests))
        for (module, name), found in zip(tests, said, strict=True):
            print(f"{seeds - len(found):5} of {seeds}  {module}.{name}", *found, sep="\n  ", flush=True)
            is_good = is_good and not found
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
