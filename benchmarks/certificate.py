"""What a proof costs beside the choice it proves, on generated portfolios, in one run.

    python -m benchmarks.certificate [PROPOSALS …]

Seconds of processor time. The portfolios of `benchmarks.rounds`: ten seeds, medians. Two things have a target:
confirmation, ties and certificate together, in times the first solve; and the seconds to check the certificate. One
search does the three, and what it writes is checked before it counts: the time is of all that. Beside it stands what
confirmation and ties take by another make of solver, which is what is done where no certificate is asked for. The two
are taken in turns.
"""

import sys
from dataclasses import dataclass
from statistics import median

from benchmarks.rounds import SEEDS, VERSIONS, portfolio
from benchmarks.solve import SECONDS as SOLVED
from benchmarks.solve import ours
from benchmarks.straight import processor
from prioritizer.register.check_certificate import check
from prioritizer.selection.certificate import Certificate
from prioritizer.selection.choose import choose, choose_with_proof
from prioritizer.selection.program import Program

RATIO = 4.0
"""Confirmation, ties and certificate together, in times the solve."""
SECONDS = {30: 1.0, 100: 10.0}
"""To check the certificate of so many proposals."""


@dataclass(frozen=True)
class Measured:
    """Seconds of each part, and the size of the certificate.

    `solve` is the first search, `prove` all that comes after it until the certificate is accepted, `check` that last
    part alone, and `another` what confirmation and ties take by another make.
    """

    solve: float
    prove: float
    check: float
    another: float
    nodes: int
    characters: int

    @property
    def ratio(self) -> float:
        """Confirmation, ties and certificate in times the solve."""
        return self.prove / self.solve


def measured(program: Program) -> Measured:
    """Choose with a certificate, and choose without.

    Raises:
        TypeError: No plan was found, or it was not certified.
    """
    seconds = 0.0

    def checked(text: str) -> str:
        nonlocal seconds
        began = processor()
        found = check(text).hash
        seconds = processor() - began
        return found

    solve, began = ours(program, SOLVED).seconds, processor()
    _, certificate = choose_with_proof(program, checked)
    whole, began = processor() - began, processor()
    choose(program)
    another = processor() - began - solve
    if not isinstance(certificate, Certificate):
        raise TypeError(f"no certificate: {certificate}")
    return Measured(solve, whole - solve, seconds, another, certificate.nodes, len(certificate.text))


def main(arguments: list[str]) -> int:
    """Print medians beside their targets; 1 when one is missed."""
    sizes = [int(size) for size in arguments] or sorted(SECONDS)
    measured(portfolio(30, SEEDS))  # loads libraries
    missed = False
    for size in sizes:
        found = [measured(portfolio(size, seed)) for seed in range(SEEDS)]
        print(f"{size} proposals x {len(VERSIONS)}, {SEEDS} seeds, medians (and the slowest)")
        for name in ("solve", "prove", "check", "another"):
            seconds = [getattr(m, name) for m in found]
            print(f"{name:>10}  {median(seconds):8.3f} s  ({max(seconds):.3f})")
        nodes, characters = (median(getattr(m, name) for m in found) for name in ("nodes", "characters"))
        print(f"{'tree':>10}  {nodes:8.0f} nodes, {characters / 1000:.0f} kB")
        ratio, most = median(m.ratio for m in found), SECONDS.get(size)
        print(f"{'ratio':>10}  {ratio:8.2f} (target {RATIO}); by another make, without a certificate, ", end="")
        print(f"{median(m.another / m.solve for m in found):.2f}")
        slowest = median(m.check for m in found)
        print(f"{'checking':>10}  {slowest:8.3f} s" + ("" if most is None else f" (target {most})"))
        missed = missed or ratio > RATIO or (most is not None and slowest > most)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
