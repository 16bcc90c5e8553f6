"""From values to places: scales, ticks and the unit of a chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from prioritizer.report.voice import Voice
from prioritizer.words.formatting import HARD_SPACE, Unit, bare_money, unit_word

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places: `first` stands at `start` and `last` at `end`."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (float(value) - self.first) * self.slope

    @property
    def slope(self) -> float:
        """Places for one unit of value."""
        return (self.end - self.start) / ((self.last - self.first) or 1)


def nice_ticks(low: int, high: int, most: int = 5) -> Sequence[int]:
    """Whole steps of 1, 2 or 5 times a power of ten that span low to high, about `most` of them.

    Example:
        >>> nice_ticks(-18, 40)
        [-20, 0, 20, 40]
    """
    high = max(high, low + 4)
    span = high - low
    power = 10 ** floor(log10(span / 4))
    step = next(int(power * m) for m in (1, 2, 5, 10, 20, 50) if span / (power * m) <= most)
    return list(range(floor(low / step) * step, ceil(high / step) * step + 1, step))


def chart_unit(amounts: Iterable[int | None]) -> Unit:
    """The one unit of a chart: millions where any amount has one, for there is room for few digits."""
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0)
    return "mnkr" if largest >= MILLION else "tkr" if largest >= 100_000 else "kr"


def bare(voice: Voice, kronor: int, unit: Unit) -> str:
    """An amount beside a mark, without its unit; what is under a million has two decimals of millions."""
    if unit == "mnkr":
        return voice.number(Decimal(kronor) / MILLION, 1 if abs(kronor) >= MILLION or not kronor else 2)
    return bare_money(kronor, unit, voice.language)


def told(voice: Voice, kronor: int, unit: Unit) -> str:
    """An amount beside a mark with its unit."""
    return f"{bare(voice, kronor, unit)}{HARD_SPACE}{unit_word(unit, voice.currency)}"


def tick(voice: Voice, kronor: int, unit: Unit) -> str:
    """An amount at a tick: as many decimals as it needs."""
    return voice.number(Decimal(kronor) / MILLION, None) if unit == "mnkr" else bare_money(kronor, unit, voice.language)
