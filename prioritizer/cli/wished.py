"""What `what-if` is asked, from the words of the command line; every word that is not understood is told at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.explanation.wishes import allocated, allocations
from prioritizer.model.conflict import Unit
from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import DISCOUNT_RATE, LOWEST_RATE, Limit, Parameter, Relation, RuleSet
from prioritizer.model.what_if import Wish, Wished
from prioritizer.reading import scalars
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.selection.levers import unit_of

Asked: TypeAlias = Mapping[str, Iterable[str]]
"""The words of each option, by its name."""

NONE = "none"
"""The word that leaves a limit out."""
MINUS = "\N{MINUS SIGN}"


DECISIONS = ("mandatory", "excluded", "continues", "requires")
"""Kinds of rows without a number, which can only be left out."""


def wishes(portfolio: Portfolio, rules: RuleSet, asked: Asked, rows: Iterable[str] = ()) -> tuple[Wish, ...]:
    """The wishes in the order of `asked`, each once.

    Args:
        portfolio: What there is to change.
        rules: Likewise.
        asked: The words of «budget», «limit», «parameter», «in» and «out».
        rows: Ids of the rows of the program, of which decisions and requirements can be left out.

    Raises:
        InputFaults: Every word that is not understood, with the nearest right one.
    """
    reader = _Reader(portfolio, rules, tuple(name for name in rows if name.partition(":")[0] in DECISIONS))
    readers: dict[str, Callable[[str], Wish]] = {
        "budget": reader.budget,
        "limit": reader.limit,
        "parameter": reader.parameter,
        "in": lambda name: reader.proposal("in", name),
        "out": lambda name: reader.proposal("out", name),
    }
    found: dict[Wish, tuple[str, str]] = {}
    faults: list[Fault] = []
    for option, words in asked.items():
        for word in words:
            try:
                found.setdefault(readers[option](word), (option, word))
            except Unreadable as wrong:
                faults.append(_told(option, word, wrong))
    faults += _twice(found)
    if faults:
        raise InputFaults(faults)
    return tuple(found)


def _told(option: str, word: str, wrong: Unreadable) -> Fault:
    return fault(Place(f"--{option}"), word, wrong.code, wrong.near, **dict(wrong.values))


def _twice(found: Mapping[Wish, tuple[str, str]]) -> Iterator[Fault]:
    """A number that is asked to be two things at once."""
    seen: dict[tuple[Wished, str, str], str] = {}
    for wish, (option, word) in found.items():
        if wish.kind in ("limit", "parameter") or wish.way == "to" and wish.kind == "budget":
            first = seen.setdefault((wish.kind, wish.id, wish.key), word)
            if first != word:
                yield fault(Place(f"--{option}"), word, "what_if_twice", first=f"--{option} {first}")


class _Reader:
    """Knows what there is to change.

    Raises:
        Unreadable: By each reading, of a word that means nothing.
    """

    def __init__(self, portfolio: Portfolio, rules: RuleSet, decisions: Sequence[str]) -> None:
        self.portfolio, self.rules, self.decisions = portfolio, rules, decisions

    def budget(self, text: str) -> Wish:
        """«+5%», «FUND=9000000», «FUND:2027=-500000»."""
        named, equals, amount = text.rpartition("=")
        name, _, year = named.strip().removeprefix("fund:").partition(":")
        funds = {fund.id: fund for fund in self.portfolio.funds}
        if not funds:
            raise Unreadable("what_if_no_funds", {})
        if not equals and text.strip().partition(":")[0] in funds:
            raise Unreadable("what_if_equals", {}, f"{text.strip()}=…")
        if equals and name not in funds:
            raise Unreadable("unknown_fund", {"key": name}, nearest(name, funds))
        years = [str(one) for one in self.portfolio.years]
        if year and year not in years:
            raise Unreadable("what_if_year", {"key": year, "choices": ", ".join(years)}, nearest(year, years))
        way, number = _amount_of(amount.strip())
        return self._weighed(Wish("budget", name, year, way, number, unit="kronor", of=name))

    def _weighed(self, wish: Wish) -> Wish:
        """With the kronor as they stand, and as they would be."""
        before = sum(allocations(self.portfolio, wish.id, wish.key).values(), Decimal(0))
        if not before and not wish.key:
            at = f"{wish.id or self.portfolio.funds[0].id}:{self.portfolio.plan_years[0]}"
            raise Unreadable("what_if_no_allocation", {"at": at})
        after = allocated(self.portfolio, wish)
        if min(after.values()) < 0:
            raise Unreadable("what_if_below_zero", {"before": f"{before:,f}".replace(",", " ")})
        return replace(wish, before=before, after=sum(after.values(), Decimal(0)))

    def limit(self, text: str) -> Wish:
        """«ID=0.25», «ID=none», «RESOURCE=7», «RESOURCE:2027=7»."""
        name, number = _pair(text)
        limits = {limit.id: limit for limit in self.rules.limits}
        if name in limits:
            return self._limit(limits[name], number)
        if name in self.decisions:
            return self._dropped(name, number)
        return self._resource(name.removeprefix("resource:"), number, list(limits))

    def _limit(self, limit: Limit, number: str) -> Wish:
        form = limit.limit
        if isinstance(form, Relation):
            return self._dropped(limit.id, number)
        unit, before = unit_of(form), form.value
        if form.parameter:
            before = self.rules.number(form.parameter, self.portfolio.as_of)
        wish = Wish("limit", limit.id, before=before, unit=unit, of=form.of)
        if number == NONE:
            return replace(wish, way="drop")
        amount = _number_of(unit, number)
        return replace(wish, amount=amount, after=amount)

    def _dropped(self, name: str, number: str) -> Wish:
        """What has no number can only be left out."""
        if number != NONE:
            raise Unreadable("what_if_no_number", {"key": name}, f"{name}={NONE}")
        return Wish("limit", name, way="drop")

    def _resource(self, named: str, number: str, limits: Sequence[str]) -> Wish:
        name, _, year = named.partition(":")
        resource = next((found for found in self.portfolio.resources if found.id == name), None)
        if name == "fund":
            raise Unreadable("what_if_fund", {}, f"--budget {named.removeprefix('fund:')}={number}")
        if resource is None:
            known = [*limits, *(found.id for found in self.portfolio.resources)]
            told = {"key": named, "choices": ", ".join(known) or "–"}
            raise Unreadable("what_if_no_limit", told, nearest(named, [*known, *self.decisions]))
        wish = Wish("limit", name, year, unit="number", of=name)
        if number == NONE and not year:
            return replace(wish, way="drop")
        years = [str(at) for at in resource.capacity if at is not None]
        if number == NONE or year not in (years or [""]):
            near = f"{name}:{years[0]}" if years else name
            raise Unreadable("what_if_capacity", {"key": named, "choices": ", ".join(years) or "–"}, near)
        before, amount = resource.capacity[int(year) if year else None], scalars.quantity(number)
        return replace(wish, before=before, amount=amount, after=amount)

    def parameter(self, text: str) -> Wish:
        """«ID=0.03», or «ID[CHOICE]=0.2» of a graded one."""
        named, number = _pair(text)
        name, _, choice = named.removesuffix("]").partition("[")
        parameter = self.rules.parameters.get(name)
        if parameter is None:
            raise Unreadable("unknown_parameter", {"key": name}, nearest(name, self.rules.parameters))
        if parameter.series:
            raise Unreadable("what_if_series", {"key": name})
        dated = parameter.on(self.portfolio.as_of)
        if dated is None:
            raise Unreadable("what_if_not_in_force", {"key": name, "day": self.portfolio.as_of.isoformat()})
        known = list(dated.table)
        if known and choice not in known:
            raise Unreadable("what_if_graded", {"key": name}, f"{name}[{nearest(choice, known) or known[0]}]={number}")
        if choice and not known:
            raise Unreadable("what_if_not_graded", {"key": name}, f"{name}={number}")
        amount, before = self._value(parameter, number), dated.table[choice] if choice else dated.value
        unit = self._unit(parameter)
        return Wish("parameter", name, choice, amount=amount, before=before, after=amount, unit=unit, of=parameter.unit)

    def _unit(self, parameter: Parameter) -> Unit:
        known = self.rules.units.get(parameter.unit)
        units: Mapping[str, Unit] = {"share": "share", "amount": "kronor"}
        return units.get(known.kind if known else "", "number")

    def _value(self, parameter: Parameter, number: str) -> Decimal:
        readers = {"share": _share, "kronor": scalars.amount}
        found = readers.get(self._unit(parameter), scalars.number)(number)
        if parameter.id == DISCOUNT_RATE and found <= LOWEST_RATE:
            raise Unreadable("discount_rate_too_low", {"value": number})
        return found

    def proposal(self, kind: Wished, name: str) -> Wish:
        """The id of a proposal."""
        known = [found.id for found in self.portfolio.proposals]
        if name not in known:
            raise Unreadable("unknown_proposal_id", {"key": name}, nearest(name, known))
        return Wish(kind, name)


def _pair(text: str) -> tuple[str, str]:
    name, equals, number = text.partition("=")
    if not equals or not number.strip():
        raise Unreadable("what_if_equals", {}, f"{name.strip()}=…")
    return name.strip(), number.strip()


def _amount_of(text: str) -> tuple[Literal["to", "plus", "times"], Decimal]:
    """How an amount changes what there is, and by how much: «+5%», «-500000», «9000000»."""
    bare, sign = _unsigned(text)
    if bare.endswith("%"):
        share = scalars.hundredths(bare)
        return "times", 1 + sign * share if sign else share
    number = scalars.amount(bare)
    return ("plus", sign * number) if sign else ("to", number)


def _unsigned(text: str) -> tuple[str, int]:
    """A number without its sign, and that: 1, −1, or 0 where none is written."""
    sign = {"+": 1, "-": -1, MINUS: -1}.get(text[:1], 0)
    return text[1:].strip() if sign else text, sign


def _number_of(unit: Unit, number: str) -> Decimal:
    if unit == "share":
        return scalars.share(number)
    return scalars.amount(number) if unit == "kronor" else scalars.number(number)


def _share(text: str) -> Decimal:
    """A share, which may be below zero, as a rate may."""
    bare, sign = _unsigned(text)
    return scalars.share(bare) * (sign or 1)
