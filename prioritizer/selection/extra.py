"""0–1 variables after the candidates that are no version of anything."""

from prioritizer.model.plan import Candidate


def variable(name: str) -> Candidate:
    """One such variable, which costs nothing and uses nothing."""
    return Candidate(name, None, None, 0, {}, {}, {}, name)


def powers(name: str, most: int) -> tuple[Candidate, ...]:
    """Variables worth 1, 2, 4 and so on, by which every whole number from 0 to `most` can be written."""
    return tuple(variable(f"{name}:{bit}") for bit in range(most.bit_length()))
