"""What a result computed elsewhere declares of its terms, and what follows (convention §26)."""

from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist

import numpy as np
import pytest

from prioritizer.appraisal import appraise, contradiction_warnings, contradictory, faults
from prioritizer.appraisal.setting import Terms
from prioritizer.appraisal.stated import moved, term_notes
from prioritizer.model.fault import Place
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated, StatedTerms
from prioritizer.model.value import Appraised
from prioritizer.words.faults import line
from tests.appraisal.test_appraise import cost, only, portfolio, proposal, rules
from tests.appraisal.test_corrections import CUTS, corrected, plain

VALUED = Terms(Decimal("0.25"))
WHOLE = StatedTerms(2026, Decimal("0.25"), 2027, "excluded", "included")


def value(amount: int, chance: str | None = None, terms: StatedTerms = WHOLE, place: str = "t.csv") -> Stated:
    """A net value with every term declared as the portfolio has it."""
    return Stated(Decimal(amount), chance=None if chance is None else Decimal(chance), terms=terms, place=Place(place))


def test_a_result_that_declares_all_as_the_portfolio_has_it_leaves_nothing_to_say() -> None:
    """Same price year, rate and start, tax cost out and costs in: no note on any term (§26)."""
    assert term_notes(value(500), VALUED) == ()


def test_every_term_that_is_not_declared_is_said_apart() -> None:
    """What is not declared is unknown, term by term, and none is guessed silently (§25, §26)."""
    terms = ("price_year", "rate", "start", "tax", "costs")

    assert term_notes(value(500, terms=StatedTerms()), VALUED) == tuple(f"stated_{term}_unknown" for term in terms)


def test_another_rate_and_a_tax_cost_that_is_in_are_said() -> None:
    """A result at 5 per cent cannot be recomputed without flows; one with tax cost in must not have §5 again (§26)."""
    declared = StatedTerms(2026, Decimal("0.05"), 2027, "included", "included")
    found = only(portfolio(proposal("a", stated=value(500, "0.9", declared))))

    assert [n for n in found.notes if n.startswith("stated")] == ["stated_other_rate", "stated_tax_included"]
    assert found.nnv == 500


def test_a_declared_price_year_is_converted_by_the_index() -> None:
    """Value, benefits and interval of 2024 at index 100 count at 110 per cent in 2026 at index 110 (§2, §26)."""
    by = rules(index={2024: "100", 2026: "110"})
    older = StatedTerms(price_year=2024)
    net = Stated(Decimal(1000), low=Decimal(100), high=Decimal(1900), terms=older)
    gross = Stated(benefits={"region": Decimal(1000)}, terms=older)
    found = [only(portfolio(proposal("a", [cost({2027: 100}, None)], stated=s)), by) for s in (net, gross)]

    assert [(v.nnv, v.low, v.high) for v in found] == [(1100, 110, 2090), (1000, None, None)]
    assert [v.present_effects for v in found] == [None, 1100]


def test_a_declared_price_year_without_index_is_a_fault_at_its_place() -> None:
    """Nothing is converted silently: the year that the index lacks is told where the result stands (§2, §26)."""
    round_ = portfolio(proposal("a", stated=value(500, terms=StatedTerms(price_year=1990))))
    found = faults(round_, rules(index={2026: "110"}))

    assert [(f.code, dict(f.values), f.place.file) for f in found] == [("no_index", {"year": "1990"}, "t.csv")]


def test_a_declared_start_moves_the_result_whole_to_the_start_of_the_version() -> None:
    """Worth 1,000 in its own first year, at 25 per cent: 1,000, 800 and 640 for starts in 2027, 2028 and 2029 (§26)."""
    round_ = portfolio(proposal("a", stated=value(1000), starts=(2027, 2028, 2029)))

    assert [v.nnv for v in appraise(round_, rules())] == [1000, 800, 640]


def test_a_first_start_after_base_year_tells_declared_from_undeclared() -> None:
    """Declared, a first start in 2028 is discounted to 2027; undeclared it is taken to stand in 2027 already (§26)."""
    results = [value(1000), value(1000, terms=StatedTerms())]
    found = [appraise(portfolio(proposal("a", stated=s, starts=(2028, 2029))), rules()) for s in results]

    assert [[v.nnv for v in versions] for versions in found] == [[800, 640], [1000, 800]]
    assert ["stated_start_unknown" in versions[0].notes for versions in found] == [False, True]


def test_a_row_without_starts_is_discounted_from_its_declared_year() -> None:
    """A table that states no starts, and a result that begins in 2029, is discounted over two years (§26)."""
    later = StatedTerms(start_year=2029)

    assert only(portfolio(proposal("a", stated=value(1000, terms=later)))).nnv == 640
    assert moved(StatedTerms(start_year=2015), 2027, 2027, False, lambda year: 0.8 ** (year - 2027)) == 1


def test_an_interval_of_another_width_is_shown_at_the_5th_and_95th_percentile() -> None:
    """80 per cent between 0 and 2,000 is 90 per cent between −283 and 2,283: 1,000 ± 1,000 × 1.645 / 1.2816 (§8)."""
    wide = Stated(Decimal(1000), low=Decimal(0), high=Decimal(2000), interval=Decimal("0.8"))
    found = only(portfolio(proposal("a", stated=wide)))

    assert [found.low, found.high] == pytest.approx([-283, 2283], abs=4)
    assert float(np.std(found.draws)) == pytest.approx(1000 / 1.2816, rel=2e-3)


def test_terms_do_not_reach_the_draws_of_a_result_that_declares_none() -> None:
    """A later release must not move the draws of a table that declares nothing; one that does has its own stream."""
    plain, declared = (proposal("a", stated=value(1000, "0.8", terms)) for terms in (StatedTerms(), WHOLE))
    first, second = only(portfolio(plain)), only(portfolio(declared))

    assert sorted(first.draws.tolist()) == pytest.approx(sorted(second.draws.tolist()))
    assert first.draws.tolist() != second.draws.tolist()


def test_contradictory_results_are_listed_with_their_place() -> None:
    """A gain less likely than not, and a chance that the interval denies; what merely lacks a spread is not listed."""
    denied = Stated(Decimal(100), chance=Decimal("0.5"), low=Decimal(50), high=Decimal(150), place=Place("u.csv"))
    gross = Stated(benefits={"region": Decimal(100)}, chance=Decimal("0.8"), place=Place("v.csv"))
    given = {"a": value(66, "0.45"), "b": value(66, "1"), "c": value(66, "0.9"), "d": denied}
    proposals = [proposal(name, stated=s, starts=(2027, 2028)) for name, s in given.items()]
    round_ = portfolio(*proposals, proposal("e", [cost({2027: 150}, None)], stated=gross))
    found = contradictory(round_, appraise(round_, rules()))

    assert [(c.proposal, c.nnv, c.chance, c.place.file) for c in found] == [
        ("a", 66, 0.45, "t.csv"),
        ("d", 100, 0.5, "u.csv"),
        ("e", -50, 0.8, "v.csv"),
    ]


def test_twenty_contradictions_are_told_one_by_one_and_the_rest_counted() -> None:
    """Twenty-three rows give twenty lines with place, value and chance, and one with the count."""
    round_ = portfolio(*(proposal(f"p{n:02}", stated=value(66 + n, "0.45")) for n in range(23)))
    told = [line(f, "sv") for f in contradiction_warnings(contradictory(round_, appraise(round_, rules())))]

    assert len(told) == 21
    assert told[0].startswith("t.csv: p00.chance: varning: Nettonuvärdet 66 och chansen 45 procent pekar åt olika håll")
    assert told[-1] == "t.csv: varning: Ytterligare 3 har ett värde och en chans som inte går ihop, 23 tillsammans."


def cut_down(result: Stated, costs: int | None = 50_000) -> Appraised:
    """A stated result of the lowest grade under the haircuts of `test_corrections`."""
    rows = [] if costs is None else [cost({2027: costs}, None)]
    return only(portfolio(proposal("a", rows, stated=result)), corrected(*CUTS))


def test_a_haircut_takes_off_a_gross_result_what_it_takes_off_a_computed_one() -> None:
    """Effects of 180,000 against a cost of 50,000: 0.8 · 180,000 / 1.25 − 55,000 kr, and 130,000 before (§9, §26)."""
    found = cut_down(Stated(benefits={"region": Decimal(180_000)}, terms=WHOLE))

    assert (found.nnv_raw, found.nnv_adjusted, found.nnv) == (130_000, 60_200, 60_200)
    assert (found.present_effects, found.present_costs) == (115_200, 55_000)


def test_a_haircut_on_a_net_result_works_on_the_effects_in_it() -> None:
    """Net 130,000 and costs of 50,000 are effects of 180,000, so that it comes to the same 60,200 kr (§9, §26)."""
    found = cut_down(value(130_000))

    assert (found.nnv_raw, found.nnv_adjusted, found.present_costs) == (130_000, 60_200, 55_000)


@pytest.mark.parametrize(("stated", "left"), [(100_000, 64_000), (-100_000, -100_000)])
def test_without_its_costs_a_net_result_is_cut_as_it_stands_and_a_loss_never_shrinks(stated: int, left: int) -> None:
    """0.8 · 100,000 / 1.25; what it should take off costs is unknown, and said (§9, §25, §26)."""
    found = cut_down(value(stated), None)

    assert (found.nnv_raw, found.nnv) == (stated, left)
    assert "haircut_costs_unknown" in found.notes


def test_what_was_stated_of_chance_and_interval_does_not_hold_after_a_haircut() -> None:
    """Net 130,000 with 80 per cent between 0 and 260,000: draws are cut alike and the chance follows them (§26)."""
    wide = Stated(
        Decimal(130_000), chance=Decimal("0.9"), low=Decimal(0), high=Decimal(260_000), interval=Decimal("0.8")
    )
    found = cut_down(wide)
    scale = 130_000 / 1.2816 * 0.64

    assert not found.chance_stated
    assert found.chance == pytest.approx(NormalDist(60_200, scale).cdf(120_400), abs=2e-3)
    assert [found.low, found.high] == pytest.approx([60_200 - 1.645 * scale, 60_200 + 1.645 * scale], rel=2e-2)


def test_a_chance_without_a_spread_is_not_told_after_a_haircut() -> None:
    """Certain before, and nobody has said how large the uncertainty is: unknown and not 100 per cent (§25, §26)."""
    found = cut_down(value(130_000, "1"))

    assert (found.chance, found.low, found.high, found.expected_loss) == (None, None, None, None)


def test_the_expected_loss_is_unknown_where_the_spread_is() -> None:
    """A gain that is stated as less likely than not has no distribution, and no loss that could be expected (§25)."""
    found = only(portfolio(proposal("a", stated=value(66_000, "0.45"))))

    assert (found.chance, found.expected_loss) == (0.45, None)


def taxed(result: Stated) -> Appraised:
    """A stated result with a cost of 50,000 kr, where a krona of tax costs 1.30."""
    by = corrected(plain("tax_factor", "1.3"))
    return only(replace(portfolio(proposal("a", [cost({2027: 50_000}, None)], stated=result)), tax_factor=True), by)


def test_the_loss_of_tax_financing_is_added_to_a_gross_result_that_declares_it_out() -> None:
    """Public purses gain 130,000 net, and households 30 per cent of it: 169,000 kr, as when computed (§5, §26)."""
    found = taxed(Stated(benefits={"region": Decimal(180_000)}, terms=WHOLE))

    assert found.nnv == 169_000
    assert "stated_tax_left_out" not in found.notes
    assert found.costs_present["skattekostnad", 2027] == -15_000


@pytest.mark.parametrize(
    ("result", "notes"),
    [
        (Stated(benefits={"region": Decimal(180_000)}, terms=replace(WHOLE, tax_cost="included")), False),
        (Stated(benefits={NOT_ALLOCATED: Decimal(180_000)}, terms=WHOLE), True),
        (Stated(Decimal(130_000), terms=WHOLE), True),
    ],
)
def test_the_loss_is_not_added_twice_nor_where_nobody_knows_who_gets_what(result: Stated, notes: bool) -> None:
    """Included already: off. Declared out but net, or not allocated: left out, and said (§5, §26)."""
    found = taxed(result)

    assert found.nnv == 130_000
    assert ("stated_tax_left_out" in found.notes) is notes
