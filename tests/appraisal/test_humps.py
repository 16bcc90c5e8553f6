"""Who carries the hump, worked by hand (§11, §12)."""

from dataclasses import replace
from decimal import Decimal

from prioritizer.appraisal import appraise, plan_values
from prioritizer.appraisal.humps import Carried, carried
from prioritizer.appraisal.indicators import Hump
from prioritizer.model.portfolio import Cost, Proposal
from prioritizer.reading.portfolio import read_portfolio
from tests.appraisal.accounts_cases import care, effect, portfolio, proposal, rules
from tests.conftest import ROOT


def costly(*paid: tuple[str, int, int], home: tuple[str, int] = ("omsorg", 10)) -> Proposal:
    """Costs by payer, year and kronor; a board that saves days of care at 1 000 kr, 800 in money, for four years."""
    costs = tuple(Cost("cost", who, {year: Decimal(kr)}, None, "investment") for who, year, kr in paid)
    made = proposal({}, effect("care", home[0], home[1], years=4))
    return replace(made, alternatives=(replace(made.alternatives[0], costs=costs),))


def test_the_board_that_saves_does_not_carry_what_the_centre_pays() -> None:
    """The centre pays 20 000 and 15 000, the board takes home 8 000 a year: −19 000 in 2028, back in 2031 or never."""
    made = costly(("kommun", 2027, 20_000), ("kommun", 2028, 15_000), ("region", 2027, 3_000))
    round_ = portfolio(made)
    found = carried(round_, appraise(round_, rules(care()), draws=8)[0], 2027, ())

    assert Carried(Hump(-19_000, 2028, None), {"kommun": -35_000, "omsorg": 16_000}, {"region": -3_000}) == found
    assert sum(found.own.values()) == found.hump.depth


def test_money_of_others_that_nobody_has_spoken_of_is_unknown() -> None:
    """A region that pays, and of whom nobody has said what it takes home, carries nobody knows what (§25)."""
    round_ = portfolio(costly(("kommun", 2027, 20_000), ("region", 2027, 3_000)))
    found = carried(round_, appraise(round_, rules(care()), draws=8)[0], 2027, {"region"})

    assert found.others == {"region": None}


def test_a_purse_that_never_goes_below_zero_has_nothing_to_carry() -> None:
    """No cost, no hump, nobody who carries it."""
    round_ = portfolio(costly(("region", 2027, 3_000)))
    found = carried(round_, appraise(round_, rules(care()), draws=8)[0], 2027, ())

    assert Carried(Hump(0, None, None)) == found


def test_the_own_boards_of_the_example_add_up_to_its_humps() -> None:
    """For every version and for the plan of all first versions, to the krona (§4)."""
    read = read_portfolio(ROOT / "portfolios" / "exempelkommun")
    found = appraise(read.portfolio, read.rules, 1, 64)
    plan = plan_values(read.portfolio, [v for v in found if v.alternative is None])

    humps = [*(carried(read.portfolio, value, 2027, ()) for value in found), carried(read.portfolio, plan, 2027, ())]
    assert [sum(told.own.values()) for told in humps] == [told.hump.depth for told in humps]
    assert humps[-1].hump == plan.hump
