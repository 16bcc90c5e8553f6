"""What two rule sets say differently, and which difference moves what."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from prioritizer.explanation.rule_change import compare, parameters_named
from prioritizer.explanation.rule_effect import Effect, Ruled, alone_in, consequences, effects
from prioritizer.model.fault import Place
from prioritizer.model.rules import (
    NO_VALUE,
    All,
    Amount,
    Criterion,
    Dated,
    Field,
    IfThen,
    Leaf,
    Limit,
    Not,
    Objective,
    Op,
    Parameter,
    Price,
    RuleSet,
    Severity,
    Source,
    Tree,
)

SOURCE = Source("beslut")
WORDS = {"sv": "ord", "en": "words"}
JANUARY, NEXT = date(2026, 1, 1), date(2027, 1, 1)
SMALL: Tree = Leaf("cost", Op.AT_MOST, parameter="cap")
GIVEN: Tree = Leaf("owner", Op.IS_GIVEN)


def criterion(id: str, require: Tree = GIVEN, severity: Severity = Severity.MUST) -> Criterion:
    """A criterion of little content."""
    return Criterion(id, WORDS, WORDS, severity, require, SOURCE)


def parameter(id: str, *values: tuple[date, str]) -> Parameter:
    """A parameter with dated values."""
    return Parameter(id, WORDS, "kr", tuple(Dated(day, Decimal(n), SOURCE, "D") for day, n in values))


def rules(*criteria: Criterion, parameters: tuple[Parameter, ...] = (), limits: tuple[Limit, ...] = ()) -> RuleSet:
    """A rule set of a few rules."""
    return RuleSet({}, criteria, limits, {p.id: p for p in parameters}, {}, Objective(WORDS, Decimal(0), SOURCE))


def test_a_rule_set_does_not_differ_from_itself() -> None:
    """Nothing is told of equal rules, wherever they stand and in whatever order."""
    a, b = criterion("a"), criterion("b", SMALL)
    moved = replace(b, place=Place("elsewhere.yaml", 7, 1))

    assert compare(rules(a, b), rules(moved, a)) == ()


def test_added_removed_and_changed_rules_are_told_by_kind_and_id() -> None:
    """One rule goes, one comes, one has another strength."""
    before = rules(criterion("gone"), criterion("kept"))
    after = rules(criterion("kept", severity=Severity.SHOULD), criterion("new"))

    assert [(c.id, c.how) for c in compare(before, after)] == [
        ("gone", "removed"),
        ("kept", "changed"),
        ("new", "added"),
    ]
    changed = compare(before, after)[1]
    assert [(d.part, d.before, d.after) for d in changed.differences] == [("severity", Severity.MUST, Severity.SHOULD)]


def test_a_value_that_is_raised_is_told_with_its_day() -> None:
    """The same day with another number is one difference of the value."""
    before = rules(parameters=(parameter("cap", (JANUARY, "5")),))
    after = rules(parameters=(parameter("cap", (JANUARY, "8")),))

    [difference] = compare(before, after)[0].differences
    assert ("value", Decimal(5), Decimal(8), JANUARY) == (
        difference.part,
        difference.before,
        difference.after,
        difference.since,
    )


def test_a_new_dated_value_is_compared_with_what_held_that_day() -> None:
    """From next year eight holds where five would have held."""
    before = rules(parameters=(parameter("cap", (JANUARY, "5")),))
    after = rules(parameters=(parameter("cap", (JANUARY, "5"), (NEXT, "8")),))

    [difference] = compare(before, after)[0].differences
    assert (difference.part, difference.since) == ("new_value", NEXT)
    assert (Decimal(5), Decimal(8)) == (difference.before.value, difference.after.value)
    [gone] = compare(after, before)[0].differences
    assert ("old_value", Decimal(8), Decimal(5)) == (gone.part, gone.before.value, gone.after.value)


def test_a_graded_parameter_does_not_differ_from_its_copy() -> None:
    """What stands for the number that a graded value lacks is equal to nothing, and must not be compared."""

    def graded(share: str) -> RuleSet:
        value = Dated(JANUARY, NO_VALUE + 0, SOURCE, "M", table={"A": Decimal(0), "B": Decimal(share)})
        return rules(parameters=(Parameter("haircut", WORDS, "andel", (value,), by="evidence.grade"),))

    assert compare(graded("0.1"), graded("0.1")) == ()
    assert [d.part for d in compare(graded("0.1"), graded("0.2"))[0].differences] == ["table"]


def test_only_what_can_decide_is_tried() -> None:
    """Another title, source or word decides nothing; another demand, number or price may."""
    same = criterion("a")
    titled = replace(same, title={"sv": "nytt", "en": "new"}, source=Source("annan"))
    price = Price("dygn", WORDS, "dygn", 2026, {"kommun": Decimal(1)}, SOURCE, "S")
    words = replace(rules(titled), fields={"owner": Field("owner", "text", WORDS)}, prices={"dygn": price})

    told = {(c.kind, c.id): c.may_decide for c in compare(rules(same), words)}
    assert told == {("criterion", "a"): False, ("price", "dygn"): True, ("field", "owner"): False}


@pytest.mark.parametrize(
    ("part", "decides"),
    [
        ({"kind": "number"}, True),
        ({"of": ("yes", "no")}, True),
        ({"measure": "length"}, True),
        ({"by": "screener"}, True),
        ({"words": {"sv": "ny", "en": "new"}}, False),
        ({"unit": "kr"}, False),
    ],
)
def test_the_vocabulary_decides_where_more_than_words_differ(part: dict[str, Any], decides: bool) -> None:
    """Kind, choices, measure and who fills it in may move a plan; what a field is called may not."""
    field = Field("owner", "text", WORDS)
    before, after = (replace(rules(), fields={"owner": found}) for found in (field, replace(field, **part)))

    assert [decides] == [change.may_decide for change in compare(before, after)]


def test_an_effect_of_the_vocabulary_is_due_to_the_field() -> None:
    """A new choice that bars a proposal is its cause, tried alone beside a criterion that bars nothing."""
    field = Field("owner", "choice", WORDS, of=("board",))
    before = replace(rules(criterion("x")), fields={"owner": field})
    after = replace(
        rules(criterion("x", severity=Severity.SHOULD)), fields={"owner": replace(field, of=("board", "office"))}
    )

    def decide(tried: RuleSet) -> Ruled:
        return Ruled({"p": "barred" if "office" in tried.fields["owner"].of else "admitted"}, {})

    found = consequences(before, after, decide)

    assert [[(c.kind, c.id) for c in causes] for causes in found.causes.values()] == [[("field", "owner")]]
    assert found.together == ()


def test_a_new_rule_alone_has_the_fields_that_it_names() -> None:
    """A criterion on a field of the second set is tried with that field, and with no other new one."""
    field = Field("owner", "text", WORDS)
    after = replace(rules(criterion("new")), fields={"owner": field, "other": replace(field, id="other")})
    new = next(change for change in compare(rules(), after) if change.kind == "criterion")

    assert {"owner": field} == alone_in(new, rules(), after).fields


def test_parameters_are_found_in_every_part_of_a_rule() -> None:
    """In groups, conditions and consequences of a criterion, and in bound and where of a limit."""
    tree = All((Not(SMALL), IfThen(Leaf("size", Op.ABOVE, parameter="many"), GIVEN)))
    where = Leaf("share", Op.AT_LEAST, parameter="least")
    limit = Limit("l", WORDS, WORDS, Amount("sum_of", "granted", Op.AT_MOST, None, "most", where), SOURCE)

    assert {"cap", "many"} == parameters_named(criterion("c", tree))
    assert {"most", "least"} == parameters_named(limit)


def ruled(rules: RuleSet) -> Ruled:
    """A stand-in for screening and choice: each criterion bars its own proposal; two together bar «both».

    The cap decides the version of «b», and with both criteria «c» is chosen in the place of «a».
    """
    ids = {c.id for c in rules.criteria}
    cap = rules.number("cap", JANUARY)
    outcomes = {name: "barred" if name in ids else "admitted" for name in ("a", "b", "c")}
    outcomes["both"] = "barred" if {"a", "b"} <= ids else "admitted"
    chosen = {name: (None, 2027) for name in ("a", "b") if name not in ids}
    if {"a", "b"} <= ids:
        chosen["c"] = (None, 2027)
    if "b" in chosen and cap is not None and cap < 5:
        chosen["b"] = ("liten", 2027)  # type: ignore[assignment]  # the head has no name
    return Ruled(outcomes, chosen)


def test_each_effect_is_due_to_the_rule_that_has_it_alone() -> None:
    """The barred proposals are due to their own criteria; what only both do is due to several together."""
    after = rules(criterion("a"), criterion("b"))
    found = consequences(rules(), after, ruled)
    causes = {(e.proposal, e.part): [c.id for c in found.causes[e]] for e in found.effects}

    assert causes == {
        ("a", "outcome"): ["a"],
        ("b", "outcome"): ["b"],
        ("both", "outcome"): [],
        ("a", "choice"): ["a"],
        ("b", "choice"): ["b"],
        ("c", "choice"): [],
    }
    assert {("both", "outcome"), ("c", "choice")} == {(e.proposal, e.part) for e in found.together}


def test_what_others_undo_is_kept_beside() -> None:
    """A lower cap alone gives «b» another version; with «b» barred nothing of that is left."""
    caps = [(parameter("cap", (JANUARY, n)),) for n in ("5", "4")]
    found = consequences(rules(parameters=caps[0]), rules(criterion("b"), parameters=caps[1]), ruled)
    alone = {change.id: made for change, made, _ in found.alone}

    assert (Effect("b", "choice", (None, 2027), ("liten", 2027)),) == alone["cap"]
    assert all(effect not in found.effects for effect in alone["cap"])


def test_a_rule_alone_brings_the_number_that_it_needs() -> None:
    """A new criterion on a new parameter is tried with that parameter, not without."""
    after = rules(criterion("a", SMALL), parameters=(parameter("cap", (JANUARY, "5")), parameter("other")))
    change = next(c for c in compare(rules(), after) if c.kind == "criterion")

    assert {"cap"} == set(alone_in(change, rules(), after).parameters)


def test_a_number_that_a_rule_still_names_is_not_taken_away_alone() -> None:
    """Without its number the rule would say unknown of everything, and that is not what was changed."""
    before = rules(criterion("a", SMALL), parameters=(parameter("cap", (JANUARY, "5")),))
    found = consequences(before, rules(), ruled)

    assert [change.id for change, _, _ in found.alone] == ["a"]


def test_a_rule_is_replaced_where_it_stands() -> None:
    """Order of criteria is order in the documents."""
    before, after = rules(criterion("a"), criterion("b")), rules(criterion("a", SMALL), criterion("b"))
    change = compare(before, after)[0]

    assert after.criteria == alone_in(change, before, after).criteria


def test_without_a_plan_only_outcomes_are_compared() -> None:
    """A side without a plan has no choice to compare with."""
    with_plan = Ruled({"a": "admitted", "b": "admitted"}, {"a": (None, 2027)})
    without = Ruled({"a": "barred", "b": "admitted"}, None, "infeasible")

    assert (Effect("a", "outcome", "admitted", "barred"),) == effects(with_plan, without)
