"""Finds the folder that holds rules, portfolios and report templates (design §3)."""

from pathlib import Path

import prioritizer


def shipped() -> Path:
    """The workspace that comes with the program.

    In the repository it is the folder that holds the package; in an installed wheel it is the copy inside the
    package.
    """
    package = Path(prioritizer.__file__).resolve().parent
    inside = package / "workspace"
    return inside if (inside / "rules").is_dir() else package.parent


def workspace_of(portfolio: Path) -> Path | None:
    """The nearest parent folder of a portfolio that holds `rules/`, None where there is none."""
    start = portfolio.resolve()
    return next((folder for folder in [start, *start.parents] if (folder / "rules").is_dir()), None)


def templates_of(workspace: Path | None) -> Path:
    """The templates and words of the documents: those of the workspace, else the shipped ones."""
    own = workspace / "reports" if workspace else None
    return own if own and own.is_dir() else shipped() / "reports"
