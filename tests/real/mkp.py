"""0–1 knapsacks with several resources, as table portfolios without money."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.real.tables import write_table

INSTANCES = ("hp2", "pb6", "pet2", "pet7", "sento1", "weing1", "weing7", "weish10")


@dataclass(frozen=True)
class Knapsack:
    """Profits and weights of things, capacities of resources, and the proven optimum."""

    profits: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    optimum: int


def knapsack(path: Path) -> Knapsack:
    """Read one instance."""
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["proven"]
    return Knapsack(
        tuple(found["profits"]),
        tuple(tuple(line) for line in found["weights"]),
        tuple(found["capacities"]),
        found["best_known"],
    )


def write_knapsack(instance: Knapsack, folder: Path, name: str = "proposals.csv") -> Path:
    """Write things as proposals with a stated value, weights as uses, and nothing granted."""
    names = [f"r{i + 1}" for i in range(len(instance.capacities))]
    resources = {
        name: {"unit": "enheter", "capacity": capacity}
        for name, capacity in zip(names, instance.capacities, strict=True)
    }
    rows = [
        {
            "id": f"sak_{i:03}",
            "value": profit,
            **{f"use[{name}]": line[i] for name, line in zip(names, instance.weights, strict=True)},
        }
        for i, profit in enumerate(instance.profits)
    ]
    return write_table(folder, {"resources": resources}, rows, name)
