"""What somebody who verifies finds: one thing that was looked at, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["holds", "differs", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `code` names a sentence, `values` fill its gaps.

    «differs» is loud; a «note» says what was not looked at.
    """

    code: str
    verdict: Verdict
    values: Mapping[str, str] = field(default_factory=dict)


def holds(code: str, **values: object) -> Finding:
    """Something agrees."""
    return Finding(code, "holds", {name: str(given) for name, given in values.items()})


def differs(code: str, **values: object) -> Finding:
    """Something does not agree; the values say what was found and what was expected."""
    return Finding(code, "differs", {name: str(given) for name, given in values.items()})


def note(code: str, **values: object) -> Finding:
    """Something that was not looked at, or that contradicts nothing."""
    return Finding(code, "note", {name: str(given) for name, given in values.items()})
