"""Small rounds drawn by hypothesis, written as people write them, and a choice by trying every plan.

Nothing here uses the program: what a round means is written down a second time, in plain arithmetic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path

from hypothesis import strategies as st

from tests.real.tables import write_table

YEARS = (2027, 2028, 2029)
RATE = Fraction("0.035")
FUNDS = ("a", "b")
"""Fund a passes on what is left of a year, fund b does not."""
COSTS = (("a", 2027), ("a", 2028), ("b", 2027), ("b", 2029))
DISTRICTS = ("norr", "syd")


@dataclass(frozen=True)
class Version:
    """One row of the table: stated value, kronor by fund and year, use of staff and of rooms in the first year."""

    id: str
    value: int
    costs: tuple[int, ...]
    staff: int
    rooms: int


@dataclass(frozen=True)
class Thing:
    """One proposal, its head version first."""

    id: str
    versions: tuple[Version, ...]
    risk: str
    district: str
    starts: tuple[int, ...] = ()
    requires: tuple[str, ...] = ()
    mandatory: bool = False


@dataclass(frozen=True)
class Round:
    """Proposals, the money and capacities they compete for, and the limits on the plan."""

    things: tuple[Thing, ...]
    allocation: tuple[tuple[int, ...], tuple[int, ...]]
    opening: tuple[int, int]
    staff: int
    rooms: tuple[int, ...]
    limits: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Choice:
    """One version at one start, as it stands in a plan."""

    thing: Thing
    version: Version
    start: int | None

    @property
    def shift(self) -> int:
        """Years that a later start moves the costs."""
        return 0 if self.start is None else self.start - min(self.thing.starts)

    @property
    def value(self) -> int:
        """Whole kronor of the base year; a later start is discounted."""
        return round(Fraction(self.version.value) / (1 + RATE) ** self.shift)

    @property
    def granted(self) -> dict[tuple[str, int], int]:
        """Kronor by fund and year."""
        moved: dict[tuple[str, int], int] = {}
        for (fund, year), kronor in zip(COSTS, self.version.costs, strict=True):
            if kronor:
                key = (fund, year + self.shift)
                moved[key] = moved.get(key, 0) + kronor
        return moved

    @property
    def key(self) -> tuple[str, str | None, int | None]:
        """As answers name it."""
        head = self.thing.versions[0]
        return (self.thing.id, None if self.version is head else self.version.id, self.start)


Plan = tuple[Choice, ...]


def rounds(most: int = 5, *, calm: bool = False) -> st.SearchStrategy[Round]:
    """Rounds of a few proposals.

    Calm ones always have a plan, and no starts, so that a stated value enters as it stands.
    """
    return _round(most, calm)


@st.composite
def _round(draw: st.DrawFn, most: int, calm: bool) -> Round:
    unit = draw(st.sampled_from([1, 1000, 1_000_003]))
    names = [f"p{i}" for i in range(draw(st.integers(2, most)))]

    def version(id_: str) -> Version:
        costs = tuple(unit * draw(st.sampled_from([1, 2, 0, 3, 0, 5])) for _ in COSTS)
        value = draw(st.sampled_from([3, 5, 8, 13, 2, 1, 0, -2])) * unit + draw(st.sampled_from([0, 1, 7]))
        return Version(id_, value, costs, draw(st.integers(0, 3)), draw(st.integers(0, 2)))

    def thing(name: str) -> Thing:
        versions = (version(name), version(f"{name}_liten"))[: draw(st.integers(1, 2))]
        starts = draw(st.sampled_from([(), (), (2027,), (2027, 2028)])) if not calm else ()
        others = [other for other in names if other < name]
        requires = (draw(st.sampled_from(others)),) if others and draw(st.sampled_from([False] * 4 + [True])) else ()
        risk, district = draw(st.sampled_from(["low", "high"])), draw(st.sampled_from(DISTRICTS))
        mandatory = not calm and draw(st.sampled_from([False] * 15 + [True]))
        return Thing(name, versions, risk, district, starts, requires, mandatory)

    things = tuple(thing(name) for name in names)
    allocation = tuple(tuple(unit * draw(st.sampled_from([5, 7, 3, 9, 4, 2, 0])) for _ in YEARS) for _ in FUNDS)
    opening = (unit * draw(st.integers(0, 2)), unit * draw(st.integers(0, 2)))
    staff, rooms = draw(st.sampled_from([4, 6, 3, 9, 1])), tuple(draw(st.sampled_from([3, 2, 4, 1])) for _ in YEARS)
    limits = draw(st.lists(_limit(names, unit), min_size=1, max_size=3))
    limits = [limit for limit in limits if not calm or limit[0] != "low_count"]
    return Round(things, (allocation[0], allocation[1]), opening, staff, rooms, tuple(limits))


def _limit(names: Sequence[str], unit: int) -> st.SearchStrategy[tuple[str, object]]:
    """A form of limit and its number or proposals."""
    share, few = st.sampled_from(["0.2", "0.35", "0.5", "0.75"]), st.integers(1, 3)
    ids = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True).map(tuple)
    return st.one_of(
        *(st.tuples(st.just(form), share) for form in ("high_share", "high_floor", "high_of_envelope")),
        st.tuples(st.just("low_count"), st.sampled_from([1, 1, 2])),
        *(st.tuples(st.just(form), few) for form in ("each_district", "most_staff")),
        st.tuples(st.just("each_year"), few.map(lambda n: 4 * n * unit)),
        *(st.tuples(st.just(form), ids) for form in ("exclusive", "together", "requires")),
    )


_HIGH = {"field": "risk_class", "op": "equals", "value": "high"}
_LOW = {"field": "risk_class", "op": "equals", "value": "low"}


def _written(form: str, given: object) -> dict[str, object]:
    """A limit as portfolio.yaml has it."""
    forms: dict[str, dict[str, object]] = {
        "high_share": {"share_of": "granted", "where": _HIGH, "op": "at_most", "value": given},
        "high_floor": {"share_of": "granted", "where": _HIGH, "op": "at_least", "value": given},
        "high_of_envelope": {
            "share_of": "granted",
            "over": "envelope",
            "where": _HIGH,
            "op": "at_most",
            "value": given,
        },
        "low_count": {"count_where": _LOW, "op": "at_least", "value": given},
        "each_district": {"count_where": {"any": [_HIGH, _LOW]}, "by": "district", "op": "at_most", "value": given},
        "most_staff": {"sum_of": "staff", "where": _HIGH, "op": "below", "value": given},
        "each_year": {"sum_of": "granted", "by": "year", "op": "at_most", "value": given},
    }
    if form in forms:
        return forms[form]
    assert isinstance(given, tuple)
    return {form: list(given)}


def write_round(
    asked: Round, folder: Path, rows: Sequence[int] | None = None, columns: Mapping[str, Sequence[object]] | None = None
) -> Path:
    """Write a round as a table portfolio.

    Args:
        asked: The round.
        folder: Where to.
        rows: The order of the table's rows; as they come without it.
        columns: Further columns by header, one cell for each row before they are put in order.
    """
    funds = [
        {
            "id": name,
            "opening": opening,
            "carry_over": name == "a",
            "allocation": dict(zip(YEARS, allocation, strict=True)),
        }
        for name, opening, allocation in zip(FUNDS, asked.opening, asked.allocation, strict=True)
    ]
    resources = {
        "staff": {"unit": "personer", "capacity": asked.staff},
        "rooms": {"unit": "rum", "capacity": dict(zip(YEARS, asked.rooms, strict=True))},
    }
    limits = [{"id": f"limit{n}", "limit": _written(*limit)} for n, limit in enumerate(asked.limits)]
    portfolio = {"title": "En omgång", "funds": funds, "resources": resources, "limits": limits}
    table = [_row(thing, version) for thing in asked.things for version in thing.versions]
    for header, cells in (columns or {}).items():
        table = [{**row, header: cell} for row, cell in zip(table, cells, strict=True)]
    return write_table(folder, portfolio, table if rows is None else [table[i] for i in rows])


def _row(thing: Thing, version: Version) -> dict[str, object]:
    is_head = version is thing.versions[0]
    return {
        "id": version.id,
        "title": f"Förslag {version.id}",
        "alternative_of": None if is_head else thing.id,
        "value": version.value,
        **{f"cost[{fund}:{year}]": n for (fund, year), n in zip(COSTS, version.costs, strict=True)},
        "use[staff]": version.staff,
        "use[rooms:2027]": version.rooms,
        "risk_class": thing.risk,
        "district": thing.district,
        "start_years": "|".join(str(year) for year in thing.starts) if is_head else None,
        "requires": "|".join(thing.requires) if is_head else None,
        "mandatory": ("ja" if thing.mandatory else "nej") if is_head else None,
    }


def every_choice(thing: Thing) -> list[Choice]:
    """Every version at every start."""
    return [Choice(thing, version, start) for version in thing.versions for start in thing.starts or (None,)]


def can_be_granted(choice: Choice) -> bool:
    """Whether all its kronor fall in years with an allocation."""
    return all(year in YEARS for _, year in choice.granted)


def best_plans(asked: Round) -> tuple[int | None, list[Plan]]:
    """The highest value of a plan within all limits, and every plan that has it."""
    best: int | None = None
    found: list[Plan] = []
    for combination in product(*([None, *filter(can_be_granted, every_choice(t))] for t in asked.things)):
        plan = tuple(choice for choice in combination if choice is not None)
        worth = sum(choice.value for choice in plan)
        if (best is None or worth >= best) and keeps(asked, plan):
            found = [*found, plan] if worth == best else [plan]
            best = worth
    return best, found


def keeps(asked: Round, plan: Plan) -> bool:
    """Whether a plan keeps to everything."""
    taken = {choice.thing.id for choice in plan}
    return (
        all(thing.id in taken for thing in asked.things if thing.mandatory)
        and all(other in taken for choice in plan for other in choice.thing.requires)
        and _funds_last(asked, plan)
        and _capacities_last(asked, plan)
        and all(_limit_holds(asked, plan, form, given) for form, given in asked.limits)
    )


def _funds_last(asked: Round, plan: Plan) -> bool:
    for name, opening, allocation in zip(FUNDS, asked.opening, asked.allocation, strict=True):
        balance = opening
        for year, given in zip(YEARS, allocation, strict=True):
            balance += given - sum(choice.granted.get((name, year), 0) for choice in plan)
            if balance < 0:
                return False
            balance = balance if name == "a" else 0
    return True


def _capacities_last(asked: Round, plan: Plan) -> bool:
    rooms = [sum(c.version.rooms for c in plan if YEARS[0] + c.shift == year) for year in YEARS]
    return sum(c.version.staff for c in plan) <= asked.staff and all(
        used <= capacity for used, capacity in zip(rooms, asked.rooms, strict=True)
    )


def _limit_holds(asked: Round, plan: Plan, form: str, given: object) -> bool:
    taken = {choice.thing.id for choice in plan}
    if isinstance(given, tuple):
        first, second = (name in taken for name in given)
        return {"exclusive": not (first and second), "together": first == second, "requires": second or not first}[form]
    high = [choice for choice in plan if choice.thing.risk == "high"]
    risky, whole = (sum(sum(c.granted.values()) for c in part) for part in (high, plan))
    envelope = sum(asked.opening) + sum(sum(years) for years in asked.allocation)
    number = Fraction(str(given))
    return {
        "high_share": risky <= number * whole,
        "high_floor": risky >= number * whole,
        "high_of_envelope": risky <= number * envelope,
        "low_count": len(plan) - len(high) >= number,
        "each_district": all(sum(c.thing.district == d for c in plan) <= number for d in DISTRICTS),
        "most_staff": sum(c.version.staff for c in high) < number,
        "each_year": all(
            sum(kr for c in plan for (_, y), kr in c.granted.items() if y == year) <= number for year in YEARS
        ),
    }[form]
