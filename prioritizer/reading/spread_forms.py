"""An uncertain number as people write it: a point, or a distribution of a named shape (convention §8)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import NormalDist
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationInfo, field_validator

from prioritizer.model.distribution import Distribution, Shape, observed, one_of
from prioritizer.reading import scalars
from prioritizer.reading.stated import NARROWEST, WIDEST
from prioritizer.reading.validation import Form, parsed, refuse

MOST_TIMES = 10
"""What no spread and no scale multiplies an amount by: a larger number is an amount where a multiple was asked for."""
_FINEST = Decimal("0.000001")


def not_negative(given: str) -> Decimal:
    """A number of people or a scale, zero or more."""
    number = scalars.quantity(given)
    if number < 0:
        unsigned = given.strip().lstrip(f"-{scalars.MINUS}").strip()
        raise scalars.Unreadable("negative_number", {"value": given}, unsigned)
    return number


def multiple(given: str) -> Decimal:
    """A multiple of what is stated, where 1 is as stated."""
    number = not_negative(given)
    if number > MOST_TIMES:
        raise scalars.Unreadable("multiple_outside", {"value": given.strip(), "most": str(MOST_TIMES)})
    return number


def difference(given: str) -> Decimal:
    """A difference between two shares, from −1 to 1: «0.03», «−3 %»."""
    written = given.strip().replace(scalars.MINUS, "-")
    return -scalars.share(written[1:]) if written.startswith("-") else scalars.share(written)


NumberText = Annotated[Decimal, parsed(scalars.quantity, "expected_number")]
CountText = Annotated[Decimal, parsed(not_negative, "expected_number")]
MultipleText = Annotated[Decimal, parsed(multiple, "expected_number")]
ShareText = Annotated[Decimal, parsed(scalars.share, "expected_number")]
DifferenceText = Annotated[Decimal, parsed(difference, "expected_number")]

KEYS: Mapping[Shape, tuple[str, ...]] = {
    "triangle": ("low", "likely", "high"),
    "pert": ("low", "likely", "high"),
    "normal": ("low", "high", "interval"),
    "lognormal": ("low", "high", "interval"),
    "beta": ("successes", "of"),
    "discrete": ("outcomes",),
}
"""What each shape is written with, besides its name."""


class OutcomeForm(Form):
    """One value that is possible, and its chance."""

    value: NumberText
    chance: ShareText


class CountOutcomeForm(OutcomeForm):
    """One number that is possible, zero or more."""

    value: CountText


class MultipleOutcomeForm(OutcomeForm):
    """One multiple that is possible."""

    value: MultipleText


class ShareOutcomeForm(OutcomeForm):
    """One share that is possible."""

    value: ShareText


class DifferenceOutcomeForm(OutcomeForm):
    """One difference that is possible."""

    value: DifferenceText


class SpreadForm(Form):
    """An uncertain number of any size."""

    shape: Literal["triangle", "pert", "normal", "lognormal", "beta", "discrete"] | None = None
    low: NumberText | None = None
    likely: NumberText | None = None
    high: NumberText | None = None
    interval: ShareText | None = None
    successes: CountText | None = None
    of: CountText | None = None
    outcomes: tuple[OutcomeForm, ...] = ()

    @property
    def named(self) -> Shape:
        """The shape as written, or the one that its keys belong to."""
        if self.shape is not None:
            return self.shape
        if "outcomes" in self.model_fields_set:
            return "discrete"
        return "beta" if {"successes", "of"} & self.model_fields_set else "triangle"

    def declared(self) -> Distribution:
        """The distribution; only of a form that passed its own checks."""
        if self.named == "discrete":
            return one_of(tuple((outcome.value, outcome.chance) for outcome in self.outcomes))
        if self.successes is not None and self.of is not None:
            return observed(self.successes, self.of)
        assert self.low is not None
        assert self.high is not None
        return Distribution(self.low, self._middle(self.low, self.high), self.high, self.named, self.interval)

    def _middle(self, low: Decimal, high: Decimal) -> Decimal:
        """The likeliest value as written; the mean of a normal and the median of a lognormal, in millionths."""
        if self.likely is not None:
            return self.likely
        middle = (low + high) / 2 if self.named == "normal" else (low * high).sqrt()
        return middle.quantize(_FINEST, ROUND_HALF_EVEN)

    def model_post_init(self, _: object) -> None:
        """Refuse what no distribution of the shape is."""
        self._keys()
        if self.named == "discrete":
            self._chances()
        elif self.named == "beta":
            self._observed()
        else:
            self._ends()

    def _keys(self) -> None:
        """Each shape has keys of its own; one that is written empty is missing."""
        wanted, told = KEYS[self.named], ", ".join(KEYS[self.named])
        written = [key for key in type(self).model_fields if key != "shape" and getattr(self, key) not in (None, ())]
        for key in written:
            if key not in wanted:
                raise refuse("spread_other_key", key=key, shape=self.named, keys=told)
        for key in wanted:
            if key not in written:
                raise refuse("spread_lacks", key=key, shape=self.named, keys=told)

    def _chances(self) -> None:
        total = per_cent(outcome.chance for outcome in self.outcomes)
        if total:
            raise refuse("chances_not_one", sum=total)

    def _observed(self) -> None:
        assert self.successes is not None
        assert self.of is not None
        if not self._is_share:
            raise refuse("successes_of_no_share")
        if self.successes > self.of:
            raise refuse("successes_above", successes=self.successes, trials=self.of)
        if self.successes in (0, self.of):
            # Beta(0, n) is a point at 0: it would say that what was not seen cannot be.
            raise refuse("successes_none_or_all", successes=self.successes, trials=self.of)

    def _ends(self) -> None:
        assert self.low is not None
        assert self.high is not None
        if self.likely is not None and not self.low <= self.likely <= self.high:
            raise refuse("low_above_high", low=self.low, likely=self.likely, high=self.high)
        if self.low > self.high:
            raise refuse("ends_backwards", low=self.low, high=self.high)
        if self.interval is not None and not NARROWEST <= self.interval <= WIDEST:
            raise refuse("interval_outside", interval=f"{(self.interval * 100).normalize():f} %")
        if self.named == "lognormal" and self.low <= 0:
            raise refuse("lognormal_from_zero", low=self.low)
        if self.named == "lognormal" and self.interval is not None:
            self._mean_within(self.low, self.high, self.interval)

    @staticmethod
    def _mean_within(low: Decimal, high: Decimal, interval: Decimal) -> None:
        """A lognormal leans so far that an interval can be too wide to hold its own mean, which may be any size."""
        reach = NormalDist().inv_cdf(float(1 + interval) / 2)
        # The mean is the median × exp(deviation² / 2), where the median is the root of low × high and
        # the deviation ln(high / low) / (2 · reach): it is above high where ln(high / low) is above 4 · reach².
        if float((high / low).ln()) > 4 * reach * reach:
            told = f"{(interval * 100).normalize():f} %"
            raise refuse("lognormal_mean_above", low=low, high=high, interval=told)

    @property
    def _is_share(self) -> bool:
        return False


class CountSpreadForm(SpreadForm):
    """An uncertain number of people, or a ratio: zero or more."""

    low: CountText | None = None
    likely: CountText | None = None
    high: CountText | None = None
    outcomes: tuple[CountOutcomeForm, ...] = ()


class MultipleSpreadForm(SpreadForm):
    """An uncertain multiple of what is stated; 1 is as stated."""

    low: MultipleText | None = None
    likely: MultipleText | None = None
    high: MultipleText | None = None
    outcomes: tuple[MultipleOutcomeForm, ...] = ()


class ShareSpreadForm(SpreadForm):
    """An uncertain share, from 0 to 1."""

    low: ShareText | None = None
    likely: ShareText | None = None
    high: ShareText | None = None
    outcomes: tuple[ShareOutcomeForm, ...] = ()

    @field_validator("low", "high", mode="before")
    @classmethod
    def _within(cls, given: object, info: ValidationInfo) -> object:
        """Say of a normal or lognormal that leaves 0–1 what else there is."""
        if info.data.get("shape") in ("normal", "lognormal") and isinstance(given, str):
            try:
                number = scalars.number(given.strip().removesuffix("%"))
            except scalars.Unreadable:
                return given
            if not 0 <= number <= (100 if "%" in given else 1):
                raise refuse("interval_leaves_share", value=given.strip(), shape=info.data["shape"])
        return given

    @property
    def _is_share(self) -> bool:
        return True


class DifferenceSpreadForm(SpreadForm):
    """An uncertain difference between two shares, from −1 to 1."""

    low: DifferenceText | None = None
    likely: DifferenceText | None = None
    high: DifferenceText | None = None
    outcomes: tuple[DifferenceOutcomeForm, ...] = ()


def per_cent(chances: Iterable[Decimal]) -> str:
    """What chances add up to, as people write it; empty where that is 1 exactly."""
    total = sum(chances, Decimal(0))
    return "" if total == 1 else f"{(total * 100).normalize():f} %"


def _as_point(given: object) -> object:
    if isinstance(given, str):
        return {"low": given, "likely": given, "high": given}
    if not isinstance(given, dict):
        raise refuse("expected_spread")
    return given


Uncertain = Annotated[SpreadForm, BeforeValidator(_as_point)]
UncertainCount = Annotated[CountSpreadForm, BeforeValidator(_as_point)]
UncertainMultiple = Annotated[MultipleSpreadForm, BeforeValidator(_as_point)]
UncertainShare = Annotated[ShareSpreadForm, BeforeValidator(_as_point)]
UncertainDifference = Annotated[DifferenceSpreadForm, BeforeValidator(_as_point)]
