"""Who gains and who pays (D4; convention §4, §11, §12)."""

from dataclasses import replace
from decimal import Decimal

from prioritizer.appraisal import appraise
from prioritizer.appraisal.actor_draws import Spread
from prioritizer.appraisal.parties import Parties, Party, parties, unknown_home
from prioritizer.model.portfolio import NOT_ALLOCATED, Proposal, Stated
from prioritizer.model.rules import RuleSet
from tests.appraisal.accounts_cases import care, effect, portfolio, proposal, rules, support, work


def told(entered: Proposal, terms: RuleSet, *, tax_factor: bool = False) -> Parties:
    """Who gains and who pays of a proposal that starts in 2027."""
    round_ = portfolio(entered, tax_factor=tax_factor)
    value = appraise(round_, terms, draws=8)[0]
    unknown = unknown_home(round_, terms, entered.alternatives[0].effects)
    return parties(round_, terms, value, 2027, unknown, timed=not value.stated)


def of(found: Parties, actor: str) -> Party:
    """One party."""
    return next(row for row in found.parties if row.actor == actor)


def sure(found: Parties, actor: str) -> Party:
    """One party of a proposal without any uncertainty, whose spread is its net present value."""
    row = of(found, actor)
    assert row.spread == Spread(float((row.nnv or 0) > 0), row.nnv or 0, row.nnv or 0)
    return replace(row, spread=None)


def test_the_redistribution_problem_is_told_and_shared() -> None:
    """A board pays 1.2 million and its region and state get tax: each pays in proportion to what it gains (D4)."""
    price = work({"individ": "100000", "region": "30000", "staten": "60000", "kommun": "10000"}, equalised=())
    found = told(proposal({"omsorg": 1_200_000}, effect("work", units=40)), rules(price, displacement="0"))

    assert Party("kommun", 1_200_000, 400_000, 400_000, -800_000, None, 120_000, 120_000) == sure(found, "kommun")
    assert Party("region", 0, 1_200_000, 1_200_000, 1_200_000, None, 360_000, 360_000) == sure(found, "region")
    assert of(found, "staten").share_of_gain == 720_000
    assert of(found, "individ").share_of_gain == 0
    assert found.cost == 1_200_000
    assert found.by_gain.code == ""


def test_gains_in_money_can_be_too_small_where_gains_in_value_are_not() -> None:
    """A day of care frees 1 000 kr, 80 per cent of it money: a cost of 900 can be shared by gain only (§12)."""
    found = told(proposal({"region": 9_000}, effect("care")), rules(care()))

    assert dict(found.by_gain.shares) == {"kommun": 9_000}
    assert (found.by_money.code, found.by_money.lacking) == ("gains_below_cost", 1_000)
    assert of(found, "kommun").money == 8_000
    assert of(found, "region").payback is None


def test_who_pays_nothing_has_no_payback() -> None:
    """The municipality pays 900 kr and is paid back in 2027; the region only gains and has no year (§11)."""
    price = work({"kommun": "1000", "region": "1000"}, equalised=())
    found = told(proposal({"kommun": 900}, effect("work", units=8)), rules(price, displacement="0"))

    assert of(found, "kommun").payback == 2027
    assert (of(found, "region").money, of(found, "region").payback) == (8_000, None)


def test_what_an_employer_pays_stays_with_it() -> None:
    """Only what able purses pay is shared; an employer is never asked (D4)."""
    found = told(proposal({"arbetsgivare": 5_000, "kommun": 4_000}, effect("care")), rules(care()))

    assert found.cost == 4_000
    assert of(found, "arbetsgivare").cost == 5_000
    assert of(found, "arbetsgivare").share_of_gain == 0


def test_nobody_gains_is_said() -> None:
    """A measure that only persons gain from cannot be shared among purses."""
    price = work({"individ": "1000"}, equalised=())
    found = told(proposal({"kommun": 4_000}, effect("work")), rules(price))

    assert (found.by_gain.code, found.by_gain.lacking) == ("nobody_gains", 4_000)
    assert of(found, "kommun").share_of_gain is None


def test_own_results_of_all_parties_are_the_nnv() -> None:
    """Parties' own NNV add up to that of society, the loss of tax financing included (§4, §5)."""
    entered = proposal({"kommun": 100_000}, effect("work"), effect("care"), effect("support"))
    terms = rules(work(), care(), support())
    value = appraise(portfolio(entered, tax_factor=True), terms, draws=8)[0]
    found = told(entered, terms, tax_factor=True)

    assert value.nnv == sum(row.nnv for row in found.parties if row.nnv is not None)
    assert None not in [row.nnv for row in found.parties]


def test_money_that_nobody_has_spoken_of_is_unknown() -> None:
    """A price without a take-home share leaves the money of its purses unknown, never zero (§12, §25)."""
    found = told(proposal({"kommun": 4_000}, effect("care")), rules(care(take_home=None)))

    assert (of(found, "kommun").money, of(found, "kommun").payback) == (None, None)
    assert found.by_money.code == "gains_unknown"
    assert dict(found.by_gain.shares) == {"kommun": 4_000}


def test_a_value_that_is_not_allocated_tells_of_no_gains() -> None:
    """Of an NNV stated net nobody knows who gains, so nothing can be proposed (§26, §25)."""
    entered = proposal({"kommun": 4_000})
    head = replace(entered.alternatives[0], stated=Stated(value=Decimal(9_000)))
    found = told(replace(entered, alternatives=(head,)), rules())

    assert of(found, "kommun").gain is None
    assert of(found, NOT_ALLOCATED).gain == 9_000
    assert found.by_gain.code == "gains_unknown"


def test_stated_benefits_tell_gains_but_no_money() -> None:
    """Gross benefits by actor are gains; when they come, and what is money, they do not say (§26)."""
    entered = proposal({"kommun": 4_000})
    benefits = {"kommun": Decimal(1_000), "region": Decimal(9_000)}
    head = replace(entered.alternatives[0], stated=Stated(benefits=benefits))
    found = told(replace(entered, alternatives=(head,)), rules())

    assert dict(found.by_gain.shares) == {"kommun": 400, "region": 3_600}
    assert of(found, "region").money is None
    assert found.by_money.code == "gains_unknown"


def test_where_no_effect_has_a_price_nobody_knows_what_anybody_gains() -> None:
    """The municipality pays 4 000 kr; its gain is unknown and not zero, and nothing can be shared (§25)."""
    round_, terms = portfolio(proposal({"kommun": 4_000})), rules()
    value = appraise(round_, terms, draws=8)[0]
    found = parties(round_, terms, value, 2027, (), priced=False)

    assert (of(found, "kommun").cost, of(found, "kommun").gain, of(found, "kommun").nnv) == (4_000, None, None)
    assert found.by_gain.code == found.by_money.code == "gains_unknown"
