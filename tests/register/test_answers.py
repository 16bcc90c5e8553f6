"""The answers for other programs say null where something cannot be said."""

from decimal import Decimal

from prioritizer.model.conflict import Change, Clash, Conflict
from prioritizer.model.plan import Infeasible, Margin, Plan, Refused, Undecided
from prioritizer.register.answers import explain_answer, select_answer


def test_a_plan_is_told_in_whole_kronor() -> None:
    """Objective, bound, gap and granted are whole numbers; a version without an id or start says null."""
    plan = Plan("feasible", (("a", None, None),), Decimal(90), Decimal(100), Decimal(7), "none")
    answer = select_answer(plan)

    assert (answer["objective"], answer["bound"], answer["gap"], answer["granted"]) == (90, 100, 10, 7)
    assert answer["selected"] == [{"proposal": "a", "alternative": None, "start_year": None}]


def test_no_plan_names_the_limits_that_clash() -> None:
    """An infeasible choice has a conflict and no figures."""
    answer = select_answer(Infeasible(("fund:a:2027", "alla"), "second_solver"))

    assert (answer["status"], answer["conflict"]) == ("infeasible", ["fund:a:2027", "alla"])
    assert (answer["objective"], answer["granted"], answer["selected"]) == (None, None, [])


def test_what_would_open_a_plan_is_told_in_plain_numbers() -> None:
    """A share is a decimal number, kronor are whole, and what is dropped has no numbers."""
    share = ("0.2", "0.2308", "0.0001")
    before, after, step = (Decimal(number) for number in share)
    changes = (
        Change("risk", "limit", ("risk",), before, after, step, True, True, "share", "granted"),
        Change("mandatory:a", "mandatory", ("mandatory:a",), None, None, None, False, True),
    )
    found = Conflict((Clash(("risk", "mandatory:a"), "smallest"),), None, changes)
    answer = select_answer(Infeasible(("risk", "mandatory:a"), "second_solver", explained=found))["conflicts"]

    assert isinstance(answer, dict)
    assert answer["sets"] == [{"limits": ["risk", "mandatory:a"], "proof": "smallest"}]
    assert (answer["more"], answer["together"]) == (None, None)
    assert [(c["before"], c["after"], c["step"], c["opens"]) for c in answer["changes"]] == [
        (0.2, 0.2308, 0.0001, True),
        (None, None, None, False),
    ]


def test_nothing_found_says_at_most_a_bound() -> None:
    """Where the time ran out the status is unknown, and the bound is told if there is one."""
    assert select_answer(Undecided(Decimal(5)))["bound"] == 5
    assert select_answer(Undecided())["bound"] is None
    assert select_answer(Undecided())["status"] == "unknown"


def test_refused_versions_are_told() -> None:
    """A version that could not be granted stands in the answer with its reason."""
    refused = Refused(("a", "liten", 2028), "granted_outside_allocation", {"fund": "f", "years": "2031"})
    answer = select_answer(Undecided(), [refused])

    assert answer["refused"] == [
        {
            "proposal": "a",
            "alternative": "liten",
            "start_year": 2028,
            "code": "granted_outside_allocation",
            "values": {"fund": "f", "years": "2031"},
        }
    ]


def test_a_margin_that_is_unknown_is_null() -> None:
    """A returned proposal has no margin, which is not a margin of zero."""
    answer = explain_answer([Margin("a", "returned")], ["tak"])

    assert isinstance(answer["proposals"], list)
    assert answer["proposals"][0]["margin"] is None
    assert answer["limits"] == [
        {"limit": "tak", "price": None, "low": None, "high": None, "exact": False, "next": None}
    ]
