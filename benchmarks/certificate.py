"""What a proof costs beside the choice it proves, on generated portfolios, in one run.

    python -m benchmarks.certificate [PROPOSALS …]

A portfolio: log-normal costs over four years, three alternatives of each proposal, four yearly budgets at 35 per cent
of what is asked, a ceiling on high risk, floors for six goals and ceilings for eight departments. Ten seeds, medians.
Two things have a target: the confirmation by another make of solver with its list of ties, and the certificate,
together in times the first solve; and the seconds to check the certificate.
"""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from statistics import median

from prioritizer.model.plan import Candidate, Plan
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Source
from prioritizer.register.check_certificate import check
from prioritizer.selection.certificate import Certificate, certify
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program, build

SEEDS = 10
RATIO = 4.0
"""Confirmation, ties and certificate together, in times the solve."""
SECONDS = {30: 1.0, 100: 10.0}
"""To check the certificate of so many proposals."""
YEARS = (2027, 2028, 2029, 2030)
SHARE = Decimal("0.35")
VERSIONS = ((None, 1.0, 1.0), ("liten", 0.55, 0.6), ("stor", 1.6, 1.45))
"""Name, scale of costs and scale of effects."""


def portfolio(proposals: int, seed: int) -> Program:
    """The program of a generated portfolio."""
    draw = random.Random(f"portfolio {proposals} {seed}")
    candidates = [c for number in range(proposals) for c in _versions(draw, number)]
    heads = [c for c in candidates if c.alternative is None]
    asked = {year: sum((c.granted["fund", year] for c in heads), Decimal(0)) for year in YEARS}
    budgets = {year: (kronor * SHARE).quantize(Decimal(1)) for year, kronor in asked.items()}
    fund = Fund("fund", "", "", Decimal(0), False, "lopande", budgets)
    envelope = sum(budgets.values(), Decimal(0))
    high = Leaf("risk", Op.EQUALS, "high")
    forms = [Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), where=high)]
    for goal in range(6):
        here = Leaf("goal", Op.EQUALS, f"goal{goal}")
        forms.append(Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.06"), where=here, base="envelope"))
    for department in range(8):
        here = Leaf("department", Op.EQUALS, f"department{department}")
        most = (envelope / 5).quantize(Decimal(1))
        forms.append(Amount("sum_of", "granted", Op.AT_MOST, most, where=here))
    limits = [Limit(f"limit{n}", {}, {}, form, Source("")) for n, form in enumerate(forms)]
    return build(candidates, [fund], [], limits, frozenset(), {}, (YEARS[0], YEARS[-1]), {}, Decimal(0))


def _versions(draw: random.Random, number: int) -> Iterator[Candidate]:
    cost = draw.lognormvariate(14.5, 0.8)
    shape = [draw.uniform(0.4, 1.6) for _ in YEARS]
    ratio = draw.lognormvariate(0.4, 0.5)
    facts = {
        "risk": draw.choice(["low", "medium", "high"]),
        "goal": f"goal{number % 6}",
        "department": f"department{draw.randrange(8)}",
    }
    for name, costs, effects in VERSIONS:
        granted = {("fund", y): Decimal(round(cost * costs * s / 4)) for y, s in zip(YEARS, shape, strict=True)}
        value = round(cost * ratio * effects * draw.uniform(0.95, 1.05))
        mark = sha256(f"{value} {sorted(granted.items())}".encode()).hexdigest()
        yield Candidate(f"p{number:03}", name, None, value, granted, {}, facts, mark)


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
