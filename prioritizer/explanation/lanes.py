"""Questions in two lanes at once, each with a solver of its own (design §8).

Which question goes in which lane is settled by its number alone, and lanes share nothing while they run. So the same
questions have the same answers on one core as on two (§28): the second core only makes them known sooner.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from prioritizer.selection.watch import WATCH

LANES = 2
"""On any machine, whatever cores it has."""

Lane = TypeVar("Lane")
Item = TypeVar("Item")
Found = TypeVar("Found")


def in_lanes(lanes: Sequence[Lane], items: Sequence[Item], ask: Callable[[Lane, Item], Found]) -> list[Found]:
    """What is found for each item, in their order; they go in the lanes by turns.

    The first lane runs where the caller is: progress is told from there, and Ctrl-C is met there. An exception that
    ends a lane reaches the caller once all lanes have ended, that of the first lane before that of another.
    """

    def through(number: int) -> list[Found]:
        return [ask(lanes[number], item) for item in items[number :: len(lanes)]]

    if len(lanes) == 1 or len(items) < 2:
        return through(0)
    with ThreadPoolExecutor(len(lanes) - 1) as pool:
        others = [pool.submit(through, number) for number in range(1, len(lanes))]
        try:
            found = [through(0), *(other.result() for other in others)]
        except KeyboardInterrupt:
            with WATCH.ending():
                wait(others)
            raise
    return [found[n % len(lanes)][n // len(lanes)] for n in range(len(items))]
