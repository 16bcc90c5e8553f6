"""A decision to force a proposal in or out of the plan, whatever it is worth (convention §21)."""

from dataclasses import dataclass, field
from typing import Literal

from prioritizer.model.fault import Place


@dataclass(frozen=True, slots=True)
class Override:
    """Who decided that a proposal must be in or out, and why; a mandate is one kind of it.

    `by` and `why` are empty where a mandate does not say them. `duty` is the law where the decision follows from one:
    such a decision has no price (§19).
    """

    proposal: str
    decision: Literal["in", "out"]
    by: str = ""
    why: str = ""
    duty: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def id(self) -> str:
        """The id of its row in the program."""
        return f"{'mandatory' if self.decision == 'in' else 'excluded'}:{self.proposal}"
