"""The same thing handed in twice or as parts, and criteria that parts escape (convention §24)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.alike import alike, escapes
from prioritizer.model.fairness import Alike, Escape
from prioritizer.model.portfolio import Proposal, Stated
from prioritizer.model.rules import All, Criterion, IfThen, Leaf, Op, Severity, Tree
from tests.appraisal.test_appraise import SOURCE, cost, effect, portfolio, proposal


def asked(name: str, people: int, kronor: int, **changes: object) -> Proposal:
    """A proposal of one fund that reaches some people."""
    one = replace(effect(participants=people), **changes)  # type: ignore[arg-type]  # fields of an effect
    return proposal(name, [cost({2027: kronor}, fund="medel")], [one])


def criterion(name: str, tree: Tree, severity: Severity = Severity.SHOULD) -> Criterion:
    """A criterion without words."""
    return Criterion(name, {}, {}, severity, tree, SOURCE)


CEILING = criterion("ceiling", Leaf("granted_total", Op.AT_MOST, Decimal(100_000)))


def groups(*proposals: Proposal, chosen: str = "") -> tuple[tuple[Alike, ...], tuple[Alike, ...]]:
    """Twins and parts among some proposals, with the ceiling as the only criterion."""
    names = frozenset(p.id for p in proposals)
    return alike(portfolio(*proposals), names, frozenset(chosen), (CEILING,), {})


def test_the_same_by_another_name_is_a_twin() -> None:
    """Names, titles and facts do not matter; together they ask for twice as much."""
    twin = replace(asked("b", 100, 60_000), title="something else", facts={"district": "north"})
    twins, parts = groups(asked("a", 100, 60_000), twin, asked("c", 100, 90_000), chosen="b")

    assert twins == (Alike(("a", "b"), (Fraction(1, 2), Fraction(1, 2)), Decimal(120_000), ("b",), ("ceiling",)),)
    assert parts == ()


def test_parts_of_one_thing_are_alike_in_proportion() -> None:
    """Forty and sixty of a hundred, each within the ceiling and above it together."""
    twins, parts = groups(asked("a", 40, 60_000), asked("b", 60, 90_000))

    assert twins == ()
    assert parts == (Alike(("a", "b"), (Fraction(2, 5), Fraction(3, 5)), Decimal(150_000), (), ("ceiling",)),)


def test_parts_that_are_rounded_are_still_parts() -> None:
    """A third of 100,001 kronor in whole kronor; one per cent more is near enough, five is not."""
    _, near = groups(asked("a", 100, 100_001), asked("b", 33, 33_333))
    _, away = groups(asked("a", 100, 100_000), asked("b", 33, 34_650))

    assert [one.proposals for one in near] == [("a", "b")]
    assert away == ()


@pytest.mark.parametrize(
    "changes", [{"owner": "region"}, {"outcome": "week"}, {"risk_with": effect(risk_with="0.11").risk_with}]
)
def test_another_owner_outcome_or_effect_is_another_thing(changes: dict[str, object]) -> None:
    """Whatever the amounts."""
    assert groups(asked("a", 100, 60_000), asked("b", 100, 60_000, **changes)) == ((), ())


def test_three_parts_are_one_group() -> None:
    """Each stands once."""
    _, parts = groups(asked("a", 10, 10_000), asked("b", 20, 20_000), asked("c", 70, 70_000))

    assert [one.proposals for one in parts] == [("a", "b", "c")]
    assert sum(parts[0].shares) == 1


def test_an_alternative_can_be_what_is_alike() -> None:
    """The small version of the one is the other; in the group it stands with what that version asks for."""
    first, second = asked("a", 100, 60_000), asked("b", 40, 24_000)
    small = replace(second.alternatives[0], id="small")
    both = replace(first, alternatives=(*first.alternatives, small))
    twins, parts = groups(both, second)

    assert parts == ()
    assert [(one.proposals, int(one.granted)) for one in twins] == [(("a", "b"), 48_000)]


def test_stated_results_are_twins_only_where_every_number_is_the_same() -> None:
    """Twice the value at twice the cost happens by chance in a table."""
    made = [
        proposal(name, [cost({2027: kronor}, fund="medel")], [], Stated(Decimal(kronor * 2)))
        for name, kronor in (("a", 10), ("b", 10), ("c", 20))
    ]
    twins, parts = groups(*made)

    assert [one.proposals for one in twins] == [("a", "b")]
    assert parts == ()


def test_costs_alone_make_nothing_alike() -> None:
    """Two proposals whose effects have no price may cost as much."""
    assert groups(proposal("a", [cost({2027: 5})]), proposal("b", [cost({2027: 5})])) == ((), ())


def test_only_what_was_admitted_is_compared() -> None:
    """What is barred cannot be chosen twice."""
    made = portfolio(asked("a", 100, 60_000), asked("b", 100, 60_000))

    assert alike(made, frozenset({"a"}), frozenset(), (), {}) == ((), ())


def test_halves_escape_a_ceiling_and_a_demand_on_large_amounts() -> None:
    """What fails whole and holds as two halves; one that fails as a half too does not escape."""
    leaf = Leaf("granted_total", Op.AT_LEAST, Decimal(80_000))
    demand = criterion("demand", IfThen(leaf, Leaf("evidence.grade", Op.EQUALS, "A")), Severity.MUST)
    whole = asked("a", 100, 120_000)
    large, small = asked("b", 100, 400_000), asked("c", 100, 50_000)

    assert escapes(portfolio(replace(whole, facts={"evidence.grade": "B"}), small), (CEILING, demand), {}) == (
        Escape("a", ("ceiling", "demand"), True),
    )
    assert escapes(portfolio(large), (CEILING,), {}) == ()


def test_a_criterion_on_something_else_is_not_escaped() -> None:
    """A half fails it too."""
    words = criterion("words", All((Leaf("purpose", Op.EQUALS, "prevention"),)))

    assert escapes(portfolio(replace(asked("a", 1, 1), facts={"purpose": "repair"})), (words,), {}) == ()
