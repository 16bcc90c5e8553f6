"""How much work a question may be where nobody has given a limit of time (convention §28).

Whether some kronor can add up to an exact sum is a question that may take for ever, and a share between a ceiling and a
floor of the same number asks it. Work is counted and not time, so that the answer is the same on any machine.
"""

from prioritizer.selection.program import Program

SEARCHES = 1_500
"""For the clashes, and for changes together, at most; fewer of a large program."""
SEARCHED_NUMBERS = 1_500_000
"""So many numbers of programs are written and searched at most for clashes, and for changes together."""
WORK = 10_000_000
"""Nodes of a solver's tree times numbers of the program, for one search."""
MOST_HARD = 5
"""For many searches of which each is to have its even share: so many times the work of one search together."""
LEAST_NODES, MOST_NODES, LEAST_SEARCHES = 200, 20_000, 100
"""Whatever the size of the program."""


def nodes_of(program: Program, parts: int | None = None) -> int:
    """Nodes of one search, or of one of so many that share the work: the larger the program, the fewer."""
    work = WORK if parts is None else WORK * MOST_HARD // parts
    return max(LEAST_NODES, min(MOST_NODES, work // _numbers(program)))


def searches_of(program: Program) -> int:
    """Searches for one part of an answer, each of which writes a program of about this size."""
    return max(LEAST_SEARCHES, min(SEARCHES, SEARCHED_NUMBERS // _numbers(program)))


def _numbers(program: Program) -> int:
    return 1 + len(program.objective) + sum(len(row.coefficients) for row in program.rows)
