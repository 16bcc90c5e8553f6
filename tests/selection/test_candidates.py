"""What is asked for outside what is declared is refused, never taken as free (convention §17, §25)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.portfolio import Resource
from prioritizer.selection.choose import choose
from prioritizer.selection.program import admissible, build
from tests.selection.cases import candidate, fund


def test_a_use_in_a_year_without_capacity_is_refused() -> None:
    """A resource declared for 2027 says nothing of 2028, so a start that needs it then cannot be chosen."""
    asked = candidate("a", 5, {}, uses={("staff", 2028): 1})
    staff = Resource("staff", "staff", "årsarbetare", {2027: Decimal(2)})

    kept, refused = admissible([asked], [], [staff])

    assert kept == ()
    assert [(r.code, r.values) for r in refused] == [("use_outside_capacity", {"resource": "staff", "years": "2028"})]


@pytest.mark.parametrize(("start", "refused"), [(2027, False), (None, False), (2028, True)])
def test_a_use_without_a_year_is_refused_at_a_start_without_capacity(start: int | None, refused: bool) -> None:
    """A use without a year falls in the year of start: where that has no capacity it is not taken as free (§25)."""
    asked = replace(candidate("a", 5, {}, uses={("staff", None): 99}), start_year=start)
    staff = Resource("staff", "staff", "årsarbetare", {2027: Decimal(99)})

    _, found = admissible([asked], [], [staff], first=2027)

    expected = [("use_outside_capacity", {"resource": "staff", "years": "2028"})] if refused else []
    assert expected == [(r.code, r.values) for r in found]


def test_a_capacity_over_all_years_holds_for_each() -> None:
    """A capacity without years admits a use in any year."""
    asked = candidate("a", 5, {}, uses={("staff", 2028): 1})

    kept, refused = admissible([asked], [], [Resource("staff", "staff", "årsarbetare", {None: Decimal(2)})])

    assert (kept, refused) == ((asked,), ())


def test_what_requires_a_barred_proposal_is_not_chosen() -> None:
    """A proposal that requires one without an admissible version stays out, and the rest is chosen as usual."""
    several = [candidate("a", 5, {("fund", 2027): 1}), candidate("b", 3, {("fund", 2027): 1})]
    requires: dict[str, tuple[str, ...]] = {"a": ("b", "barred"), "b": ()}
    outcome = choose(build(several, [fund({2027: 10})], [], [], frozenset(), requires, (2027, 2027), {}, Decimal(0)))

    assert isinstance(outcome, Plan)
    assert outcome.chosen == (("b", None, None),)


def test_two_mandates_of_which_one_cannot_be_met_are_a_conflict() -> None:
    """A mandate for a proposal without an admissible version makes every plan impossible, and is named."""
    several = [candidate("a", 5, {("fund", 2027): 1})]
    outcome = choose(
        build(several, [fund({2027: 10})], [], [], frozenset({"a", "gone"}), {}, (2027, 2027), {}, Decimal(0))
    )

    assert isinstance(outcome, Infeasible)
    assert outcome.conflict == ("mandatory:gone",)
