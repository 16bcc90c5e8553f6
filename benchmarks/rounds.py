"""Generated portfolios, the same in every benchmark of the choice.

Log-normal costs over four years, three alternatives of each proposal, four yearly budgets at 35 per cent of what is
asked, a ceiling on high risk, a floor for each of six goals and a ceiling for each of eight departments: 19 rows beside
those that keep alternatives apart. A portfolio is told by how many proposals it has and by its seed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TypeAlias

from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Source
from prioritizer.selection.program import Program, build

SEEDS = 10
YEARS = (2027, 2028, 2029, 2030)
SHARE = Decimal("0.35")
Versions: TypeAlias = tuple[tuple[str | None, float, float], ...]
"""Name, scale of costs and scale of effects."""
VERSIONS: Versions = ((None, 1.0, 1.0), ("liten", 0.55, 0.6), ("stor", 1.6, 1.45))
ONE_VERSION: Versions = VERSIONS[:1]


@dataclass(frozen=True)
class Round:
    """What a program is built from."""

    candidates: list[Candidate]
    fund: Fund
    limits: list[Limit]

    def built(self) -> Program:
        """The program."""
        years = (YEARS[0], YEARS[-1])
        return build(self.candidates, [self.fund], [], self.limits, frozenset(), {}, years, {}, Decimal(0))


def portfolio(proposals: int, seed: int, versions: Versions = VERSIONS) -> Program:
    """The program of a generated portfolio."""
    return generated(proposals, seed, versions).built()


def generated(proposals: int, seed: int, versions: Versions = VERSIONS) -> Round:
    """A generated portfolio."""
    draw = random.Random(f"portfolio {proposals} {seed}")
    candidates = [c for number in range(proposals) for c in _versions(draw, number, versions)]
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
    return Round(candidates, fund, [Limit(f"limit{n}", {}, {}, form, Source("")) for n, form in enumerate(forms)])


def _versions(draw: random.Random, number: int, versions: Versions) -> Iterator[Candidate]:
    cost = draw.lognormvariate(14.5, 0.8)
    shape = [draw.uniform(0.4, 1.6) for _ in YEARS]
    ratio = draw.lognormvariate(0.4, 0.5)
    facts = {
        "risk": draw.choice(["low", "medium", "high"]),
        "goal": f"goal{number % 6}",
        "department": f"department{draw.randrange(8)}",
    }
    for name, costs, effects in versions:
        granted = {("fund", y): Decimal(round(cost * costs * s / 4)) for y, s in zip(YEARS, shape, strict=True)}
        value = round(cost * ratio * effects * draw.uniform(0.95, 1.05))
        mark = sha256(f"{value} {sorted(granted.items())}".encode()).hexdigest()
        yield Candidate(f"p{number:03}", name, None, value, granted, {}, facts, mark)
