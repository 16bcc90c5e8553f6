"""Orders as other programs read them (design §6)."""

from decimal import Decimal

from prioritizer.model.orders import Filled, Order, Orders, RandomOrders
from prioritizer.register.orders import orders_answer


def test_an_order_is_told_in_whole_kronor_beside_the_plan() -> None:
    """Names that do not change, kronor as whole numbers, proposals by id."""
    filled = Filled(
        (("a", None, 2027), ("b", "liten", None)),
        Decimal(90),
        Decimal(10),
        Decimal(7),
        ("b",),
        ("c",),
        ((("a", None, 2028), ("a", None, 2027)),),
    )
    (found,) = orders_answer(Orders((Order("advocacy", filled, field="advocacy.political_priority"),)))

    assert (found["name"], found["objective"], found["loss"], found["granted"]) == ("advocacy", 90, 10, 7)
    assert (found["enters"], found["leaves"], found["full_plan"], found["broken"]) == (["b"], ["c"], True, [])
    assert found["changed"] == [
        {
            "proposal": "a",
            "from": {"alternative": None, "start_year": 2028},
            "to": {"alternative": None, "start_year": 2027},
        }
    ]


def test_an_order_that_was_left_out_has_no_figures() -> None:
    """Null, never zero (§25), and why."""
    (found,) = orders_answer(Orders((Order("first_come", None, "missing", "advocacy.received", ("a",)),)))

    assert (found["objective"], found["loss"], found["full_plan"]) == (None, None, None)
    assert (found["left_out"], found["field"], found["lacking"]) == ("missing", "advocacy.received", ["a"])


def test_random_orders_are_one_entry_with_their_spread() -> None:
    """The mean is the objective; how many keep to all limits, and how many miss each."""
    mean, loss, deviation, least, low, high, most = (Decimal(n) for n in (50, 40, 9, 30, 35, 60, 70))
    drawn = RandomOrders(1000, mean, loss, deviation, least, low, high, most, 990, {"floor": 10})
    (found,) = orders_answer(Orders((), drawn))

    assert (found["name"], found["objective"], found["loss"], found["deviation"]) == ("random", 50, 40, 9)
    assert (found["least"], found["low"], found["high"], found["most"]) == (30, 35, 60, 70)
    assert (found["count"], found["full_plans"], found["full_plan"]) == (1000, 990, False)
    assert found["missed"] == [{"limit": "floor", "count": 10}]
