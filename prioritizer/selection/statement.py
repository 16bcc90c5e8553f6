"""What a program is built from, so that it can be built again with one number changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from prioritizer.model.plan import Candidate, Key
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import Limit
from prioritizer.selection.program import Program, build


@dataclass(frozen=True, slots=True)
class Statement:
    """The arguments of `build`, each as there."""

    candidates: Sequence[Candidate]
    funds: Sequence[Fund]
    resources: Sequence[Resource]
    limits: Sequence[Limit]
    mandatory: frozenset[str]
    requires: Mapping[str, tuple[str, ...]]
    plan_years: tuple[int, int]
    parameters: Mapping[str, Decimal]
    reserve_price: Decimal
    closed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    together: Mapping[tuple[str, tuple[Key, ...]], int] = field(default_factory=dict)
    together_draws: Mapping[tuple[str, tuple[Key, ...]], tuple[int, ...]] = field(default_factory=dict)
    continuing: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def program(self) -> Program:
        """The program of the choice.

        Raises:
            UnknownWhere: A limit asks for what a candidate does not state.
            UnknownThreshold: A limit's number is missing.
        """
        return build(
            self.candidates,
            self.funds,
            self.resources,
            self.limits,
            self.mandatory,
            self.requires,
            self.plan_years,
            self.parameters,
            self.reserve_price,
            self.closed,
            self.together,
            self.together_draws,
            self.continuing,
            self.excluded,
        )
