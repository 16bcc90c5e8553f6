"""The house stands as it was drawn: imports go one way, solvers stay in their files, pure rooms stay pure."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "prioritizer"
ROOMS = (
    "model",
    "words",
    "predicates",
    "reading",
    "screening",
    "appraisal",
    "selection",
    "explanation",
    "report",
    "register",
    "cli",
)
"""A room imports only itself and rooms before it."""

MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
PURE = ("model", "predicates", "screening", "appraisal", "selection", "explanation")
WORLDLY = frozenset(
    {
        "os",
        "pathlib",
        "time",
        "sys",
        "io",
        "shutil",
        "tempfile",
        "subprocess",
        "locale",
        "platform",
        "random",
        "logging",
    }
)
"""What reaches a clock, a path, the environment or a screen."""

EXCEPTIONS: Mapping[str, frozenset[str]] = {
    "selection/choose.py": frozenset({"time"}),
    "selection/cbc_log.py": frozenset({"os"}),
    "selection/cbc_process.py": frozenset({"os", "pathlib", "subprocess"}),
    "selection/deadline.py": frozenset({"time"}),
    "selection/search.py": frozenset({"time"}),
    "selection/solve.py": frozenset({"pathlib", "tempfile"}),
    "explanation/questions.py": frozenset({"time"}),
}
"""Where a time limit is kept, and where a solver is started."""

HOMES: Mapping[str, str] = {"pulp": "selection/solve.py", "highspy": "selection/highs_model.py"}


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it; `from a import b` counts as a and as a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _calls(path: Path) -> Iterator[str]:
    """The name of everything called in a file, with one dot at most."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield called.id
            elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                yield f"{called.value.id}.{called.attr}"


def test_every_room_is_in_the_list() -> None:
    """A new folder of the package has a place in the order."""
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and list(path.glob("*.py"))}

    assert set(ROOMS) == folders


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_room_imports_only_itself_and_rooms_before_it(path: Path) -> None:
    """Imports go one way through the house."""
    room = path.relative_to(PACKAGE).parts[0]
    before = ROOMS[: ROOMS.index(room) + 1]
    imported = {name.split(".")[1] for name in _imports(path) if name.startswith("prioritizer.")}

    assert [name for name in sorted(imported & set(ROOMS)) if name not in before] == []


@pytest.mark.parametrize("library", HOMES)
def test_a_solver_is_known_in_one_file(library: str) -> None:
    """One file alone knows each make of solver."""
    users = [_name(path) for path in MODULES if any(name.split(".")[0] == library for name in _imports(path))]

    assert users == [HOMES[library]]


@pytest.mark.parametrize("path", [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in PURE], ids=_name)
def test_a_pure_room_reaches_nothing_outside(path: Path) -> None:
    """No clock, path, environment or screen in rooms that take values and return values."""
    imported = {name.split(".")[0] for name in _imports(path)} & WORLDLY
    forbidden = {"print", "open", "input", "datetime.now", "datetime.today", "datetime.utcnow", "date.today"}

    assert imported - EXCEPTIONS.get(_name(path), frozenset()) == set()
    assert set(_calls(path)) & forbidden == set()


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_exceptions_are_no_wider_than_needed(name: str) -> None:
    """What a file no longer imports is taken off its exceptions."""
    used = {found.split(".")[0] for found in _imports(PACKAGE / name)}

    assert used & WORLDLY == EXCEPTIONS[name]


def test_the_checker_of_certificates_stands_alone_and_can_be_read_in_an_hour() -> None:
    """At most 250 lines, and nothing but Python's own library: an auditor needs no trust in anything else (§15)."""
    checker = PACKAGE / "register" / "check_certificate.py"
    used = {name.split(".")[0] for name in _imports(checker)}

    assert len(checker.read_text("utf-8").splitlines()) <= 250
    assert used <= {"json", "sys", "dataclasses", "hashlib", "math", "typing"} <= sys.stdlib_module_names


def test_only_input_faults_and_solver_answers_stop_a_run() -> None:
    """Nobody catches everything but the edge of the command line, which turns it into exit 70.

    And what runs a workspace's own templates, where a defect of ours shows as one.
    """
    catchers = {
        _name(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    }

    assert catchers <= {"cli/talk.py", "report/own_files.py"}
