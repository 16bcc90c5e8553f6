"""What a proof costs beside the choice it proves, on generated portfolios, in one run.

    python -m benchmarks.certificate [PROPOSALS …]

The portfolios of `benchmarks.rounds`; ten seeds, medians.
Two things have a target: the confirmation by another make of solver with its list of ties, and the certificate,
together in times the first solve; and the seconds to check the certificate.
"""

import sys
import time
from dataclasses import dataclass
from statistics import median

from benchmarks.rounds import SEEDS, VERSIONS, portfolio
from prioritizer.model.plan import Plan
from prioritizer.register.check_certificate import check
from prioritizer.selection.certificate import Certificate, certify
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program

RATIO = 4.0
"""Confirmation, ties and certificate together, in times the solve."""
SECONDS = {30: 1.0, 100: 10.0}
"""To check the certificate of so many proposals."""


@dataclass(frozen=True)
class Measured:
    """Seconds of each part, and the size of the certificate."""

    solve: float
    confirm: float
    write: float
    check: float
    nodes: int
    characters: int

    @property
    def ratio(self) -> float:
        """Confirmation, ties and certificate in times the solve."""
        return (self.confirm + self.write) / self.solve


def measured(program: Program) -> Measured:
    """Choose, certify and check once.

    Raises:
        TypeError: No plan was found, or it was not certified.
    """
    plan = choose(program)
    if not isinstance(plan, Plan):
        raise TypeError(f"no plan: {plan}")
    first, *rest = plan.words
    began = time.perf_counter()
    certificate = certify(program, plan)
    wrote = time.perf_counter()
    if not isinstance(certificate, Certificate):
        raise TypeError(f"no certificate: {certificate}")
    check(certificate.text)
    return Measured(
        first.seconds,
        sum(word.seconds for word in rest),
        wrote - began,
        time.perf_counter() - wrote,
        certificate.nodes,
        len(certificate.text),
    )


def main(arguments: list[str]) -> int:
    """Print medians beside their targets; 1 when one is missed."""
    sizes = [int(size) for size in arguments] or sorted(SECONDS)
    measured(portfolio(30, SEEDS))  # loads libraries
    missed = False
    for size in sizes:
        found = [measured(portfolio(size, seed)) for seed in range(SEEDS)]
        print(f"{size} proposals x {len(VERSIONS)}, {SEEDS} seeds, medians (and the slowest)")
        for name in ("solve", "confirm", "write", "check"):
            seconds = [getattr(m, name) for m in found]
            print(f"{name:>10}  {median(seconds):8.3f} s  ({max(seconds):.3f})")
        nodes, characters = (median(getattr(m, name) for m in found) for name in ("nodes", "characters"))
        print(f"{'tree':>10}  {nodes:8.0f} nodes, {characters / 1000:.0f} kB")
        ratio, most = median(m.ratio for m in found), SECONDS.get(size)
        print(f"{'ratio':>10}  {ratio:8.2f} (target {RATIO}); the certificate alone ", end="")
        print(f"{median(m.write / m.solve for m in found):.2f}")
        slowest = median(m.check for m in found)
        print(f"{'checking':>10}  {slowest:8.3f} s" + ("" if most is None else f" (target {most})"))
        missed = missed or ratio > RATIO or (most is not None and slowest > most)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
