"""What the program says while people wait."""

from prioritizer.words.steps import told


def test_a_solver_at_work_is_named() -> None:
    """«HiGHS: confirm» tells who is testing the plan."""
    assert told("HiGHS: confirm", "en") == "testing whether another plan is as good (HiGHS)"


def test_a_count_tells_how_far_it_has_come() -> None:
    """«margins: 3/24» tells how many proposals are done."""
    assert told("margins: 3/24", "sv") == "räknar marginaler, 3/24 förslag"


def test_an_unknown_step_is_told_as_it_is() -> None:
    """A step without words is not swallowed."""
    assert told("something", "sv") == "something"
