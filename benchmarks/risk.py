"""What a limit on the joint draws costs beside the same choice without it, in one run.

    python -m benchmarks.risk [PROPOSALS …]

Seconds of processor time. The portfolios of `benchmarks.rounds`, with 1,024 joint draws of each version: an error of
its own and one that its department shares. The floor on the mean of the worst 5 per cent lies half the way from what
the best plan without it has to what the best of some plans chosen for their worst draws has, so that it binds. The
first search is compared, exact both times, by each make of solver; and what it takes to prove that choice, write the
certificate and check it, in times the search. Then a ceiling on the chance of falling below a floor: with fewer draws
and proposals, since it takes a variable for each draw, and with a limit of time. Last mean–CVaR, the whole choice
with its confirmation and ties beside that by expected value, with a limit of time too.
"""

import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

import numpy as np

from benchmarks.rounds import portfolio
from benchmarks.straight import processor
from prioritizer.model.plan import Plan
from prioritizer.register.check_certificate import check
from prioritizer.selection.certificate import certificate
from prioritizer.selection.choose import choose
from prioritizer.selection.draws import Risk, Table
from prioritizer.selection.exact import Found, Nothing
from prioritizer.selection.highs import Highs
from prioritizer.selection.mean_cvar import best_mean_cvar
from prioritizer.selection.program import Program
from prioritizer.selection.proof import Proof, prove
from prioritizer.selection.solve import Cbc

SEEDS = 5
DRAWS = 1024
WORST, CHANCE = Fraction(1, 20), Fraction(1, 10)
ROUNDS = 5
"""Plans chosen for their worst draws."""
RATIO = 5.0
CHANCES = ((30, 64), (30, 256), (100, 64))
"""Proposals and draws for the ceiling on a chance."""
CHANCE_SEEDS, CHANCE_SECONDS = 3, 60.0
WEIGHED = ((30, Fraction(3, 10)), (30, Fraction(1)), (100, Fraction(3, 10)))
"""Proposals and the weight of the worst outcomes for mean–CVaR."""
WEIGHED_SECONDS = 120.0


def drawn(program: Program, seed: int, draws: int) -> Table:
    """Joint draws: lognormal errors, half of them shared within a department, whose mean is the candidate's value."""
    random = np.random.default_rng(seed)
    shared: dict[object, np.ndarray] = {}
    columns = []
    own: dict[str, np.ndarray] = {}
    for candidate in program.candidates:
        department = candidate.facts["department"]
        common = shared.setdefault(department, random.normal(size=draws))
        error = own.setdefault(candidate.proposal, random.normal(size=draws))
        spread = {"low": 0.2, "medium": 0.5, "high": 1.0}[str(candidate.facts["risk"])]
        shape = np.exp(spread * (0.7 * common + 0.7 * error))
        cost = float(candidate.granted_total)
        columns.append(tuple(np.rint((candidate.value + cost) * shape / shape.mean() - cost).astype(int).tolist()))
    return Table.of(columns)


def safest(program: Program, risk: Risk, chosen: frozenset[int]) -> frozenset[int]:
    """Of a plan, and some chosen for the draws that are worst in those before them, the one with the highest mean."""
    sums = np.zeros(len(program.candidates), dtype=np.int64)
    plans = [chosen]
    for _ in range(ROUNDS):
        worst = np.argsort(risk.table.plan(plans[-1]), kind="stable")[: round(WORST * DRAWS)]
        sums = sums + risk.table.columns[:, worst].sum(axis=1)
        answer = Highs(replace(program, objective=tuple(sums.tolist()), scale=1)).search(time_limit=30)
        if not isinstance(answer, Found):
            raise TypeError(f"no plan: {answer}")
        plans.append(answer.chosen)
    return max(plans, key=risk.measure)


def limited(program: Program, seed: int) -> tuple[Program, frozenset[int]]:
    """The program with a floor that binds, and the best plan without it."""
    table = drawn(program, seed, DRAWS)
    free = Highs(program).search()
    if not isinstance(free, Found):
        raise TypeError(f"no plan: {free}")
    risk = Risk("worst", "worst_mean", WORST, Fraction(0), table)
    safe = safest(program, risk, free.chosen)
    bound = Fraction(int((risk.measure(free.chosen) + risk.measure(safe)) / 2))
    return replace(program, risks=(replace(risk, bound=bound),)), free.chosen


def seconds(make: type[Highs] | type[Cbc], program: Program) -> tuple[float, Found]:
    """How long a search takes, the model's writing included; no cut of an earlier search helps it."""
    fresh = replace(program, risks=tuple(replace(risk) for risk in program.risks))
    began = processor()
    answer = make(fresh).search()
    if not isinstance(answer, Found) or not answer.proved:
        raise TypeError(f"no optimum: {answer}")
    return processor() - began, answer


def certified(program: Program, chosen: frozenset[int]) -> float:
    """Seconds to prove that no other plan is worth as much, to write that down and to check it.

    Raises:
        TypeError: It was not proved.
    """
    began = processor()
    proof = prove(program, chosen)
    if not isinstance(proof, Proof):
        raise TypeError(f"no proof: {proof}")
    check(certificate(program, proof, chosen).text)
    return processor() - began


def means(proposals: int) -> bool:
    """Print the ratios of the floor on the worst draws; whether the median keeps to the target."""
    kept = True
    rounds = [limited(portfolio(proposals, seed), seed) for seed in range(SEEDS)]
    for make in (Highs, Cbc):
        ratios, loose, tight, cuts, lost, proofs = [], [], [], [], [], []
        for program, _ in rounds:
            without, free = seconds(make, replace(program, risks=()))
            fresh = replace(program, risks=tuple(replace(risk) for risk in program.risks))
            with_, answer = seconds(make, fresh)
            Highs(fresh).search()
            ratios.append(with_ / without)
            loose.append(without)
            tight.append(with_)
            cuts.append(len(fresh.risks[0].kept))
            lost.append(1 - answer.value / free.value)
            if make is Highs:
                proofs.append(certified(program, answer.chosen) / with_)
        kept = kept and median(ratios) <= RATIO
        print(
            f"{proposals} proposals, {DRAWS} draws, {make.name}: {median(loose):.2f} s without, {median(tight):.2f} s "
            f"with, ratio {median(ratios):.2f} (most {max(ratios):.2f}, target {RATIO}), rows {median(cuts):.0f}, "
            f"the floor costs {median(lost):.2%}"
            + (f", proof and certificate {median(proofs):.2f} times the search" if proofs else "")
        )
    return kept


def chances(proposals: int, draws: int) -> None:
    """Print how long a ceiling on a chance takes, or how wide the gap is when the time has passed."""
    for seed in range(CHANCE_SEEDS):
        program = portfolio(proposals, seed)
        table = drawn(program, seed, draws)
        free = Highs(program).search()
        if not isinstance(free, Found):
            raise TypeError(f"no plan: {free}")
        # Twice as many draws of the best plan are below the floor as may be.
        floor = Fraction(int(np.sort(table.plan(free.chosen))[round(2 * CHANCE * draws)]))
        risk = Risk("chance", "chance_below", floor, CHANCE, table)
        began = processor()
        answer = Highs(replace(program, risks=(risk,))).search(time_limit=CHANCE_SECONDS)
        took = processor() - began
        told = "none" if isinstance(answer, Nothing) else "no plan in the time"
        if isinstance(answer, Found):
            gap = Decimal((answer.bound or 0) - answer.value) / Decimal(answer.value)
            told = "exact" if answer.proved else f"gap {gap:.2%}"
        print(f"{proposals} proposals, {draws} draws, chance, seed {seed}: {took:.1f} s, {told}")


def weighed(proposals: int, weight: Fraction) -> None:
    """Print how long mean–CVaR takes beside the choice by expected value, and what it costs in it."""
    for seed in range(CHANCE_SEEDS):
        program = portfolio(proposals, seed)
        columns = drawn(program, seed, DRAWS).columns.tolist()
        candidates = tuple(replace(c, draws=tuple(d)) for c, d in zip(program.candidates, columns, strict=True))
        program = replace(program, candidates=candidates)
        began = processor()
        default = choose(program)
        plain, began = processor() - began, processor()
        found = best_mean_cvar(program, WORST, weight, default, WEIGHED_SECONDS)
        took = processor() - began
        if found.weighed is None or not isinstance(default, Plan) or found.less is None:
            raise TypeError(f"no plan: {found.outcome}")
        worth, bound = found.weighed.worth, found.weighed.bound
        told = "exact to the krona" if found.weighed.proved else f"gap {float(bound / worth - 1):.2%}"
        lost = float(found.less[0] / default.objective)
        print(
            f"{proposals} proposals, {DRAWS} draws, mean–CVaR at weight {float(weight)}, seed {seed}: {plain:.1f} s by "
            f"expected value, {took:.1f} s, {told}, costs {lost:.2%}"
        )


def main(arguments: list[str]) -> int:
    """Measure and print; 1 when a target is missed."""
    sizes = [int(n) for n in arguments] or [30, 100]
    kept = [means(proposals) for proposals in sizes]
    if not arguments:
        for proposals, draws in CHANCES:
            chances(proposals, draws)
        for proposals, weight in WEIGHED:
            weighed(proposals, weight)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
