"""How fast appraisal is beside one bare pass over an array of the same size, in one run.

    python -m benchmarks.appraisal

The round: 2,500 proposals × 8 effects × 8 actors × 25 years × 1,024 draws, every effect with an uncertain risk and
every unit value with a shared uncertainty. The bare pass writes an array of 2,500 × 8 × 1,024 numbers once for each of
the 25 years and does nothing else. What is timed is the whole of `appraise`, from records to records: streams, draws,
tables, indicators. Memory is the peak of the process. A second round has all four inputs of every effect uncertain, and
a third of 60 proposals in three versions shows what a person waits for.
"""

import random
import resource
import sys
import time
from datetime import date
from decimal import Decimal
from statistics import median

import numpy as np

from prioritizer.appraisal.appraise import appraise
from prioritizer.model.portfolio import Actor, Alternative, Cost, Distribution, Effect, Portfolio, Profile, Proposal
from prioritizer.model.rules import Dated, Objective, Parameter, Price, RuleSet, Source

PROPOSALS, EFFECTS, ACTORS, YEARS, DRAWS = 2_500, 8, 8, 25, 1_024
RUNS = 5
TARGET = 3.0
MEMORY = 2.0
"""Gigabytes."""
SOURCE = Source("made up")


def spread(low: int, likely: int, high: int, scale: int = 1) -> Distribution:
    """A triangle from whole numbers divided by a scale."""
    low_, likely_, high_ = (Decimal(n) / scale for n in (low, likely, high))
    return Distribution(low_, likely_, high_)


def point(number: int, scale: int = 1) -> Distribution:
    """A certain number."""
    return spread(number, number, number, scale)


def effect(dice: random.Random, number: int, everything: bool) -> Effect:
    """An effect of random numbers on one of the outcomes."""
    people, units = dice.randrange(20, 400), dice.randrange(10, 250)
    before, after = dice.randrange(150, 400), dice.randrange(40, 140)
    uncertain = everything
    return Effect(
        outcome=f"outcome_{number}",
        owner=f"actor_{number % ACTORS}",
        participants=spread(people // 2, people, people * 2) if uncertain else point(people),
        size="intention_to_treat",
        risk_without=spread(before - 50, before, before + 50, 1000) if uncertain else point(before, 1000),
        risk_with=spread(after - 30, after, after + 30, 1000),
        units_per_case=spread(units - 5, units, units + 5) if uncertain else point(units),
        profile=Profile(dice.randrange(3), (Decimal("0.5"),), dice.randrange(2, 7), Decimal(dice.randrange(1, 9)) / 10),
    )


def a_round(proposals: int, versions: int = 1, everything: bool = False) -> tuple[Portfolio, RuleSet]:
    """A portfolio of random proposals and the rules to appraise it."""
    dice = random.Random(1)
    actors = tuple(Actor(f"actor_{n}", f"Actor {n}") for n in range(ACTORS))

    def version(id_: str | None) -> Alternative:
        kronor = {2027 + year: Decimal(dice.randrange(100_000, 3_000_000)) for year in range(3)}
        costs = (Cost("cost", f"actor_{dice.randrange(ACTORS)}", kronor, None, "investment"),)
        return Alternative(id_, "", costs, tuple(effect(dice, n, everything) for n in range(EFFECTS)), None, {}, {})

    found = tuple(
        Proposal(
            f"p{n}",
            "",
            tuple(version(None if v == 0 else f"v{v}") for v in range(versions)),
            (2027,),
            True,
            (),
            {},
        )
        for n in range(proposals)
    )
    split = {actor.id: Decimal(dice.randrange(-500, 4_000)) for actor in actors}
    prices = {
        f"outcome_{n}": Price(
            f"outcome_{n}", {}, "day", 2026, split, SOURCE, "S", Decimal("0.8"),
            spread=spread(8, 10, 12, 10),
        )
        for n in range(EFFECTS)
    }  # fmt: skip
    rate = Parameter("discount_rate", {}, "", (Dated(date(2016, 1, 1), Decimal("0.035"), SOURCE, "S"),))
    rules = RuleSet({}, (), (), {rate.id: rate}, prices, Objective({}, Decimal(0), SOURCE))
    portfolio = Portfolio(
        "p", "P", "O", "SEK", date(2026, 11, 1), 2026, 2027, (2027, 2030), YEARS, actors, "actor_0", (), (), (), found
    )
    return portfolio, rules


def bare_pass() -> float:
    """Seconds for writing the array once for each year."""
    values = np.random.default_rng(1).random((PROPOSALS, EFFECTS, DRAWS))
    written = np.empty_like(values)
    begun = time.perf_counter()
    for year in range(YEARS):
        np.multiply(values, 1.035**-year, out=written)
    return time.perf_counter() - begun


def timed(portfolio: Portfolio, rules: RuleSet) -> float:
    """Seconds for appraising a round."""
    begun = time.perf_counter()
    appraise(portfolio, rules, 1, DRAWS)
    return time.perf_counter() - begun


def main() -> int:
    """Print medians and ratios; 1 when a target is missed."""
    one, all_, small = a_round(PROPOSALS), a_round(PROPOSALS, everything=True), a_round(60, 3)
    timed(*small)
    bare = median(bare_pass() for _ in range(RUNS))
    rows = {"one uncertain input": one, "all four uncertain": all_}
    times = {name: median(timed(*found) for _ in range(RUNS)) for name, found in rows.items()}
    waited = median(timed(*small) for _ in range(RUNS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"bare pass                {bare:7.3f} s")
    for name, seconds in times.items():
        print(f"{name:24} {seconds:7.3f} s  {seconds / bare:5.2f} × the bare pass (target {TARGET})")
    print(f"60 proposals × 3         {waited:7.3f} s")
    print(f"peak memory              {peak:7.2f} GB (target {MEMORY})")
    return int(times["one uncertain input"] / bare > TARGET or peak > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
