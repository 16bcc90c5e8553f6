"""A choice made the way the commands make it, without a command line."""

from pathlib import Path

from prioritizer.cli.run import Prepared, prepared, selected
from prioritizer.model.plan import Outcome


def silent(_: str) -> None:
    """Progress that nobody hears."""


def chosen(folder: Path) -> tuple[Prepared, Outcome]:
    """Read, screen, appraise and choose."""
    ready = prepared(folder, 1, None, silent)
    return ready, selected(ready, None, silent)


def ids(outcome: Outcome) -> frozenset[str]:
    """The proposals of a plan; of a table without alternatives that is all of it."""
    return frozenset(key[0] for key in getattr(outcome, "chosen", ()))
