"""What is looked at on every run, so that nobody gains by how a proposal is handed in (convention §24).

Each check is «pass», «flag» (something to look at, never an accusation) or «unknown» (it could not be judged), and has
the numbers that it rests on.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from prioritizer.model.plan import Key
from prioritizer.model.rules import Severity, Verdict

Result: TypeAlias = Literal["pass", "flag", "unknown"]

Moved: TypeAlias = Literal["verdicts", "values", "plan"]


def result_of(flagged: bool, is_open: bool = False) -> Result:
    """What a check says: a flag counts, whatever is still open.

    Example:
        >>> result_of(True, True), result_of(False, True), result_of(False)
        ('flag', 'unknown', 'pass')
    """
    return "flag" if flagged else "unknown" if is_open else "pass"


@dataclass(frozen=True, slots=True)
class Looks:
    """The choice made again with other names, another order of rows, and nobody told who asked.

    `moved` is what became something else. `is_compared` is False for a plan that was not proved, so that another search
    may rightly end elsewhere; without `has_plan` there was none either time.
    """

    result: Result
    proposals: int
    versions: int
    moved: tuple[Moved, ...] = ()
    is_compared: bool = True
    has_plan: bool = True


@dataclass(frozen=True, slots=True)
class Alike:
    """Proposals whose numbers differ in size alone: `shares` are the part that each is of them together.

    `granted` is what they ask for together in the versions that are alike, granted kronor. `chosen` are those in the
    plan. `breaks` are criteria that each of them meets and that they would not meet as one.
    """

    proposals: tuple[str, ...]
    shares: tuple[Fraction, ...]
    granted: Decimal
    chosen: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gain:
    """A proposal that is not in the plan and would be, in part or as two, and what the plan is then worth more.

    `kronor` are value kronor; where not `exact`, at least so many.
    """

    proposal: str
    kronor: Decimal
    exact: bool


@dataclass(frozen=True, slots=True)
class Doubled:
    """Whether something is handed in twice, and whether it would pay.

    `twins` are alike in every number. Of `tried` proposals not in the plan a copy by another name was tried, one at a
    time: `enters` are those that would then be in it. Of `in_plan` proposals `twice` are those found to be granted
    twice, unless somebody saw that it is the same; there may be more. `left_out` were not tried: they must be in, go
    only together with others, or say themselves which people they reach. `unsettled` was not settled in the time.
    """

    result: Result
    twins: tuple[Alike, ...] = ()
    tried: int = 0
    in_plan: int = 0
    enters: tuple[Gain, ...] = ()
    twice: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escape:
    """A proposal that does not meet some criteria, and would as two halves; `bars` where one of them is a `must`."""

    proposal: str
    criteria: tuple[str, ...]
    bars: bool


@dataclass(frozen=True, slots=True)
class Split:
    """Whether something is handed in as parts, and whether it would pay.

    `parts` are alike in proportion. Of `tried` proposals not in the plan a half was tried, one at a time: `enters` are
    those of which a half would be in it. `escapes` are criteria that halves would meet and the whole does not.
    `left_out` and `unsettled` as for `Doubled`.
    """

    result: Result
    parts: tuple[Alike, ...] = ()
    tried: int = 0
    enters: tuple[Gain, ...] = ()
    escapes: tuple[Escape, ...] = ()
    left_out: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ride:
    """A proposal not in the plan that would be, had it been one with another; the plan then loses `loss` kronor.

    `carrier` is the one in the plan that the plan would lose most without. The loss is at most so much where not
    `exact`.
    """

    proposal: str
    carrier: str
    loss: Decimal
    exact: bool


@dataclass(frozen=True, slots=True)
class Bundled:
    """Of `tried` proposals not in the plan, those that would come with another as one proposal, the cheapest first."""

    result: Result
    tried: int = 0
    rides: tuple[Ride, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Far:
    """An estimate far from those it is compared with, in NNV per krona of present cost, after haircuts.

    `distance` is how many deviations it is above their centre, below it where negative. `of` is the class whose
    experience it is compared with; empty for the general one, and for the round.
    """

    version: Key
    per_krona: float
    centre: float
    deviation: float
    distance: float
    of: str = ""


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates held against experience, or where there is none against the round itself.

    `limit` is how many deviations are far, None where nobody has said; `compared` how many proposals there are figures
    for. `centre` and `deviation` are those of the round, None with experience, which has its own for each class.
    """

    result: Result
    against: Literal["experience", "round", "nothing"]
    compared: int = 0
    limit: Decimal | None = None
    far: tuple[Far, ...] = ()
    centre: float | None = None
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A stated value just on the right side of a threshold: on the other, the criterion would be `otherwise`."""

    proposal: str
    criterion: str
    severity: Severity
    field: str
    value: Decimal
    threshold: Decimal
    otherwise: Verdict


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Values within a `share` of a threshold; None where nobody has said how near is near.

    Of `compared` values `near` are on the right side and `beyond` of them as near on the other.
    """

    result: Result
    compared: int = 0
    share: Decimal | None = None
    near: tuple[Near, ...] = ()
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Mandated:
    """What of the plan was decided before the choice: `granted` kronor of `whole`.

    `limit` is the share from which it is told as much, None where nobody has said. `share` is None where nothing is
    granted.
    """

    result: Result
    proposals: tuple[str, ...] = ()
    granted: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    share: Fraction | None = None
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fairness:
    """All checks of one run; those that ask what another way of handing in would give need a proved plan."""

    looks: Looks
    doubled: Doubled
    split: Split
    bundled: Bundled
    estimates: Estimates
    thresholds: Thresholds
    mandated: Mandated
