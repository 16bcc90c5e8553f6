"""The limits that a version breaks when its proposal is added to a plan (convention §20)."""

from collections.abc import Sequence

from prioritizer.selection.program import Program


class InTheWay:
    """The limits that versions break, one after the other, beside one plan.

    Args:
        program: The program that the plan was chosen from.
        chosen: The plan, which holds no version of the proposals that are asked about.
    """

    def __init__(self, program: Program, chosen: frozenset[int]) -> None:
        self._program, self._chosen = program, chosen
        self._used = [row.activity(chosen) for row in program.rows]
        self._broken = frozenset(r for r, row in enumerate(program.rows) if not row.holds(self._used[r]))
        self._touched: list[list[tuple[int, int]]] = [[] for _ in program.candidates]
        for r, row in enumerate(program.rows):
            for i, coefficient in row.coefficients:
                self._touched[i].append((r, coefficient))

    def of(self, versions: Sequence[int]) -> tuple[str, ...]:
        """The limits broken by the version that breaks fewest."""
        broken = {i: self._with(i) for i in versions}
        fewest = min(versions, key=lambda i: (len(broken[i]), -self._program.objective[i], i))
        return broken[fewest]

    def _with(self, index: int) -> tuple[str, ...]:
        """As `violated` of the plan and one version."""
        rows, broken = self._program.rows, set(self._broken)
        for r, coefficient in self._touched[index]:
            broken.discard(r)
            if not rows[r].holds(self._used[r] + coefficient):
                broken.add(r)
        found = [rows[r].id for r in sorted(broken)]
        found += [risk.id for risk in self._program.risks if not risk.allows(self._chosen | {index})]
        return tuple(dict.fromkeys(found))
