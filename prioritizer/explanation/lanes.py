"""Questions in two lanes at once, each with a solver of its own (design §8).

Which question goes in which lane is settled by its number alone, and lanes share nothing while they run. So the same
questions have the same answers on one core as on two (§28): the second core only makes them known sooner.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Lock
from typing import TypeVar

from prioritizer.selection.watch import WATCH

LANES = 2
"""On any machine, whatever cores it has."""

Lane = TypeVar("Lane")
Item = TypeVar("Item")
Found = TypeVar("Found")
Done = TypeVar("Done")


def in_lanes(lanes: Sequence[Lane], items: Sequence[Item], ask: Callable[[Lane, Item], Found]) -> list[Found]:
    """What is found for each item, in their order; they go in the lanes by turns.

    The first lane runs where the caller is: progress is told from there, and Ctrl-C is met there. An exception that
    ends a lane reaches the caller once all lanes have ended, that of the first lane before that of another.
    """

    def through(number: int) -> list[Found]:
        return [ask(lanes[number], item) for item in items[number :: len(lanes)]]

    found = _at_once(through, len(lanes) if len(items) > 1 else 1)
    return [found[n % len(found)][n // len(found)] for n in range(len(items))]


def as_they_come(lanes: Sequence[Lane], items: Sequence[Item], ask: Callable[[Lane, Item], Found]) -> list[Found]:
    """The same, but each lane takes the next item when it has done the one before, so that all end at once.

    Only for what any lane answers alike, whatever it was asked before: which lane an item goes in, the clock settles.
    """
    waiting = iter(range(len(items)))
    found: dict[int, Found] = {}
    taking = Lock()

    def through(number: int) -> None:
        while True:
            with taking:
                at = next(waiting, None)
            if at is None:
                return
            found[at] = ask(lanes[number], items[at])

    _at_once(through, len(lanes) if len(items) > 1 else 1)
    return [found[at] for at in range(len(items))]


def _at_once(through: Callable[[int], Done], count: int) -> list[Done]:
    """What each lane does, by its number, the first where the caller is."""
    if count == 1:
        return [through(0)]
    with ThreadPoolExecutor(count - 1) as pool:
        others = [pool.submit(through, number) for number in range(1, count)]
        try:
            return [through(0), *(other.result() for other in others)]
        except KeyboardInterrupt:
            with WATCH.ending():
                wait(others)
            raise
