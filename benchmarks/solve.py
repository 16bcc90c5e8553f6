"""What one choice takes beside the bare solvers, on generated portfolios, in one run.

    python -m benchmarks.solve [PROPOSALS …]

Seconds of processor time, which other work on the machine disturbs least: each of the three works on one core.

The portfolios of `benchmarks.rounds`: medians over ten seeds, fewer of the large ones. Three solve the same program,
in turns: ours as the program chooses, from the first line written to the exact check of the answer; CBC as it is
bundled; and HiGHS (`benchmarks.straight`). Each search ends at the latest after `SECONDS`, which is said where it
happens; a ratio is then at least, or at most, what is told. An answer is wrong where it is called the best and breaks a
row in whole numbers, or is worth less than another's.

Then 2,500 proposals in one version: a plan within a thousandth of what none can exceed, as robustness asks for it.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from statistics import median

from benchmarks.rounds import ONE_VERSION, SEEDS, VERSIONS, generated, portfolio
from benchmarks.straight import Straight, cbc, highs, processor
from prioritizer.selection.exact import Answer, Found
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, value
from prioritizer.selection.search import MAKES, SEARCHED_FIRST, Search
from prioritizer.selection.standing import UNSAID

SIZES = {30: SEEDS, 100: SEEDS, 300: 3}
"""Proposals, and how many seeds of them."""
SECONDS = 120.0
"""For each search."""
TYPICAL, WORST = 1.2, 2.0
"""Ours in times the faster of the bare ones: the median, and each."""
BUILT = (0.010, 0.05)
"""To build the program: seconds, and a share of ours."""
MANY, MANY_SEEDS, GAP = 2500, 5, 0.001
MANY_RATIO, MEMORY = 1.5, 1.0
"""In times the faster bare solver at the same gap; and GB."""


@dataclass(frozen=True)
class Turn:
    """One portfolio: the seconds to build it, and what each of the three said of it."""

    program: Program
    built: float
    found: dict[str, Straight]

    @property
    def ratio(self) -> float:
        """Ours in times the faster of the bare ones."""
        return self.found["ours"].seconds / min(self.found[name].seconds for name in ("CBC", "HiGHS"))

    def wrong(self, gap: float = 0.0) -> Iterator[str]:
        """Who said that a plan was the best, to within the gap, and was wrong."""
        ours = self.found["ours"]
        best = value(self.program, ours.chosen)
        for said in self.found.values():
            kept = all(row.allows(said.chosen) for row in self.program.rows)
            best = max(best, value(self.program, said.chosen)) if kept else best
        for name, said in self.found.items():
            if said.ended and not said.is_right(self.program, best, gap):
                yield name


def ours(program: Program, seconds: float) -> Straight:
    """The first search of the choice, with the start of the solver.

    Raises:
        TypeError: No plan was found.
    """
    began = processor()
    search = Search(program, time.perf_counter() + seconds / SEARCHED_FIRST, lambda _: None, UNSAID)
    search.take(MAKES)
    _, answer = search.first()
    return _ours(answer, began)


def near(program: Program, gap: float) -> Straight:
    """A plan worth all but a share of what the relaxation proves that none can exceed."""
    began = processor()
    solver = Highs(program)
    highest = solver.highest()
    if highest is None:
        raise TypeError("no bound")
    return _ours(solver.search(at_least=ceil(highest * (1 - gap)), any_plan=True), began, gap)


def _ours(answer: Answer, began: float, gap: float = 0.0) -> Straight:
    if not isinstance(answer, Found):
        raise TypeError(f"no plan: {answer}")
    return Straight(answer.chosen, answer.proved or gap > 0, processor() - began)


def turn(proposals: int, seed: int) -> Turn:
    """All three on one portfolio."""
    given, began = generated(proposals, seed), processor()
    program = given.built()
    built = processor() - began
    found = {"CBC": cbc(program, SECONDS), "HiGHS": highs(program, SECONDS), "ours": ours(program, SECONDS)}
    return Turn(program, built, found)


def large(seed: int) -> Turn:
    """All three on 2,500 proposals in one version, to a thousandth."""
    given, began = generated(MANY, seed, ONE_VERSION), processor()
    program = given.built()
    built = processor() - began
    bare = {"CBC": cbc(program, SECONDS, GAP), "HiGHS": highs(program, SECONDS, GAP)}
    return Turn(program, built, bare | {"ours": near(program, GAP)})


def told(turns: list[Turn], gap: float = 0.0) -> None:
    """Print the seconds, the ratios and the wrong answers."""
    for name in turns[0].found:
        seconds = [one.found[name].seconds for one in turns]
        late = sum(not one.found[name].ended for one in turns)
        print(f"{name:>8}  {median(seconds):8.3f} s  ({max(seconds):.3f})" + (f", {late} not done" if late else ""))
    built = [one.built for one in turns]
    print(f"{'built':>8}  {median(built):8.3f} s  ({max(built):.3f})")
    wrong = Counter(name for one in turns for name in one.wrong(gap))
    print(f"{'wrong':>8}  {', '.join(f'{name} {count}' for name, count in wrong.items()) or 'none'}")


def chosen(proposals: int) -> bool:
    """Measure one size; whether it keeps to its targets."""
    turns = [turn(proposals, seed) for seed in range(SIZES.get(proposals, SEEDS))]
    print(
        f"{proposals} proposals x {len(VERSIONS)}, {len(turns)} seeds, at most {SECONDS:.0f} s each: medians (slowest)"
    )
    told(turns)
    ratios = [one.ratio for one in turns]
    typical, worst = median(ratios), max(ratios)
    print(f"{'ratio':>8}  {typical:8.2f} to the faster (target {TYPICAL}); the worst {worst:.2f} (target {WORST})")
    share = median(one.built - BUILT[1] * one.found["ours"].seconds for one in turns)
    return typical <= TYPICAL and worst <= WORST and share <= BUILT[0]


def many() -> bool:
    """Measure the large round; whether it keeps to its targets."""
    turns = [large(seed) for seed in range(MANY_SEEDS)]
    print(f"{MANY} proposals x 1, {len(turns)} seeds, gap {GAP:.1%}: medians (slowest)")
    told(turns, GAP)
    ratio, peak = median(one.ratio for one in turns), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{'ratio':>8}  {ratio:8.2f} (target {MANY_RATIO}); memory {peak:.2f} GB (target {MEMORY})")
    return ratio <= MANY_RATIO and peak <= MEMORY


def main(arguments: list[str]) -> int:
    """Measure and print; 1 when a target is missed."""
    highs(portfolio(30, SEEDS), SECONDS)  # loads libraries
    sizes = [int(size) for size in arguments] or [*SIZES, MANY]
    kept = [many() if size == MANY else chosen(size) for size in sizes]
    return int(not all(kept))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
