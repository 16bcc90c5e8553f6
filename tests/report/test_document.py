"""What the document says, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_templates, read_words
from prioritizer.report.blocks import Table
from prioritizer.report.html import render_html
from tests.report.sample import conflicts, record

TEMPLATES = read_templates(Path(__file__).parents[2] / "reports")


def texts(made: Any) -> Iterator[str]:
    """Every text of a document, in order."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, tuple):
        for one in made:
            yield from texts(one)
    elif is_dataclass(made):
        for field in fields(made):
            yield from texts(getattr(made, field.name))


def told(data: Any, language: Language = "sv") -> str:
    """All that the document of a record says, with plain spaces."""
    return "\n".join(texts(document(data, language, read_words(TEMPLATES, language)))).replace("\u00a0", " ")


def changed(**plan: Any) -> dict[str, Any]:
    """The sample with another plan."""
    made = record()
    made["plan"].update(plan)
    return made


def test_the_sentence_beside_the_proof_is_exact() -> None:
    """The words of convention §15 stand as they are, in both languages."""
    assert "Beviset gäller valet givet siffrorna. Siffrorna är prognoser." in told(record())
    assert "The proof concerns the choice given the figures. The figures are forecasts." in told(record(), "en")


def test_a_confirmed_plan_is_proved() -> None:
    """Confirmed by a second solver, the plan is called proved optimal."""
    assert "bevisat optimal" in told(record())


def test_an_unconfirmed_plan_is_optimal_according_to_its_solver() -> None:
    """Confirmed by nothing, it is not called proved."""
    said = told(changed(confirmed="none"))
    assert "optimal enligt CBC" in said
    assert "bevisat optimal" not in said


def test_a_feasible_plan_is_never_called_optimal() -> None:
    """With a gap the word does not occur, and the gap is told."""
    said = told(changed(status="feasible", bound=5_500_700, solvers=[]))
    assert "optimal" not in said.lower().replace("optimism", "")
    assert "upp till 500 000 kronor mer" in said


def test_granted_kronor_are_decided_to_the_krona() -> None:
    """The decision names the fund, the sum and each year."""
    years = "2 001 000 kronor för 2027 och 1 999 000 kronor för 2028"
    assert f"Ur Sociala medel beviljas sammanlagt 4 000 000 kronor: {years}." in told(record())


def test_a_fund_that_grants_nothing_is_not_decided_on() -> None:
    """No point of decision on nothing."""
    assert "Ur Hälsomedel" not in told(record())


def test_rounded_parts_that_do_not_add_up_say_so() -> None:
    """The costs of the actors are 300,499 and 4,000,499: 300 and 4,000 beside 4,301."""
    assert "Avrundade delar summerar inte alltid till den avrundade summan." in told(record())


def test_parts_that_add_up_say_nothing_of_rounding() -> None:
    """Without a rounding difference there is no note."""
    from prioritizer.report.tables import rounding_notes
    from prioritizer.report.voice import voice

    speaker = voice(record(), "sv", read_words(TEMPLATES, "sv"))
    assert rounding_notes(speaker, [(1000, 2000)], [3000], "tkr") == ()
    assert len(rounding_notes(speaker, [(1400, 1400)], [2800], "tkr")) == 1


def test_a_missing_figure_is_unknown_and_not_zero() -> None:
    """Null is printed as unknown (convention §25)."""
    made = record()
    made["plan"]["value"]["own_nnv"] = None
    assert "Den egna kassans nettonuvärde är okänt." in told(made)


def test_a_chance_short_of_certain_is_not_printed_as_certain() -> None:
    """A chance of 0.9995 is «över 99 %», never 100."""
    assert "över 99 %" in told(record())
    assert "100 %" not in told({**record(), "explained": {}})


@pytest.mark.parametrize(
    ("language", "condition", "lower"),
    [
        ("sv", "om förslagens fel är oberoende av varandra", "Delar förslagen samma optimism är sannolikheten lägre"),
        ("en", "if the errors of the proposals are independent", "If the proposals share the same optimism"),
    ],
)
def test_the_chance_stands_with_its_condition(language: Language, condition: str, lower: str) -> None:
    """Without a declared common factor the chance holds if errors are independent (§8)."""
    assert condition in told(record(), language)
    assert lower in told(record(), language)
    made = record()
    made["plan"]["value"]["chance"] = 0.4
    assert lower not in told(made, language)
    made["portfolio"]["common_factors"] = [{"id": "optimism", "title": "Förvaltningens optimism", "of": "effects"}]
    assert condition not in told(made, language)
    assert "Förvaltningens optimism" in told(made, language)


def test_unknown_years_make_yearly_sums_unknown_and_not_zero() -> None:
    """Where the years of effects are unknown no hump is told and no curve drawn; present values stand."""
    made = record()
    made["plan"]["value"]["notes"] = {"timing_unknown": 2}
    said = told(made)
    assert "Investeringspuckeln i den egna kassan är okänd" in said
    assert "puckel-tabell" not in said
    assert "aktorer" in said


def test_the_reason_names_what_is_pushed_out_and_what_is_in_the_way() -> None:
    """A proposal not chosen tells its lack, who would leave, and the limits, years of one fund together."""
    said = told(record())
    assert "Med förslaget blir planens värde 6,1 miljoner kronor lägre, eftersom ”Familjecoacher” utgår." in said
    assert "Villkor som hindrar: medlen i Sociala medel 2027–2028 och ”Tak för hög risk”." in said


def test_a_barred_proposal_names_the_rule_and_what_was_stated() -> None:
    """The requirement that is not met, and the value it was tested on."""
    said = told(record())
    assert "ska-kravet ”Satsningen är ny” är inte uppfyllt" in said


def test_a_returned_proposal_lists_what_is_missing() -> None:
    """The proposer is told what to complete."""
    assert "Det som saknas är befintlig verksamhet." in told(record())


def test_break_even_above_all_participants_cannot_be_reached() -> None:
    """More than all who would otherwise have the outcome is said in words (convention §11)."""
    assert "Brytpunkt för samhället: kan inte nås." in told(record())


def test_who_asked_stands_only_as_a_fact() -> None:
    """Signatures are printed with the sentence that they do not affect the choice."""
    assert "Vem som bett om förslaget påverkar inte valet." in told(record())
    assert "1 200" in told(record())


def test_what_was_not_applied_is_said() -> None:
    """Haircuts, shrinkage and the tax factor are named as left out."""
    said = told(record())
    assert "inte justerade efter evidensgrad" in said
    made = record()
    made["applied"]["haircuts"] = True
    assert "inte justerade efter evidensgrad" not in told(made)
    assert "effekter lägre och senare, efter evidensgrad" in told(made)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "begärd men inte gjord, eftersom erfarenhet (prior) saknas"),
        ("en", "asked for but not made, since experience (a prior) is lacking"),
    ],
)
def test_a_correction_asked_for_in_vain_says_the_same_in_both_places(language: Language, words: str) -> None:
    """Page one and the defaults among the methods do not contradict each other (§10)."""
    made = record()
    made["portfolio"] |= {"shrinkage": True, "defaults": [["shrinkage", "True"]]}
    said = told(made, language)

    assert said.count(words) == 2
    made["applied"]["shrinkage"] = True
    assert words not in told(made, language)
    assert words not in told(record(), language)


def test_assumptions_are_named_on_page_one() -> None:
    """Prices and numbers marked as assumptions are listed, and of a series its years."""
    said = told(record())
    assert "Förslagen räknar med ett prissatt utfall. Ett är ett antagande: dygn på institution." in said
    assert "prisindex för 2025" in said


def test_no_plan_names_the_limits_that_clash() -> None:
    """Without a plan the document says so and lists the limits."""
    said = told({**record(), "plan": None, "conflict": ["risk", "mandatory:lasning"]})
    assert "Det finns ingen plan som håller alla villkor." in said
    assert "”Tak för hög risk”" in said
    assert "Kravet att ”Lästräning” ingår" in said


def test_no_plan_tells_the_least_changes_that_would_open_one() -> None:
    """Each change stands with its number to the last digit, what no change of it alone can do, and further clashes."""
    said = told({**record(), "plan": None, "conflict": ["risk", "mandatory:lasning"], "conflicts": conflicts()})
    assert "Färre villkor än så krockar inte" in said
    assert "”Tak för hög risk”: från 20 % till 23,08 %" in said
    assert "från 3 000 000 kronor till 3 000 001 kronor" in said
    assert "Kravet att ”Lästräning” ingår: tas bort" in said
    assert "Ingen ändring av något av detta räcker ensam: kravet att ”Äventyrsarena” ingår." in said
    assert "Inte heller dessa villkor går att hålla samtidigt:" in said


def test_changes_that_only_together_open_a_plan_are_told() -> None:
    """Where no change alone is enough, the document says so and lists those that together are."""
    found = conflicts()
    found["together"] = {"changes": found["changes"][:2], "relative": 0.154, "least": True}
    for change in found["changes"]:
        change["opens"] = False
    said = told({**record(), "plan": None, "conflict": ["risk"], "conflicts": found})
    assert "Ingen ändring räcker ensam. Detta är den minsta sammanlagda ändring som gör en plan möjlig" in said


def test_page_one_counts_the_plans_that_are_almost_as_good() -> None:
    """How many lie within one per cent and what they share, and the one that differs most."""
    said = told(record())
    assert "2 urval av förslag ligger inom 1 % av planens värde, planens eget medräknat." in said
    assert "Alla har gemensamt: ”Lästräning”." in said
    assert "Mest skiljer sig det urval där ”" in said
    assert "Det är värt 40 000 kronor mindre än planen." in said


@pytest.mark.parametrize(
    ("more", "count", "beginning"),
    [
        (True, 20, "Fler än 20 urval av förslag ligger inom 1 % av planens värde."),
        (None, 3, "Minst 3 urval av förslag ligger inom 1 % av planens värde"),
        (False, 1, "Inget annat urval av förslag ligger inom 1 % av planens värde."),
    ],
)
def test_a_list_that_is_cut_off_is_said_to_be(more: bool | None, count: int, beginning: str) -> None:
    """«More than», «at least» where the time was out, and none other."""
    made = record()
    made["near_best"].update({"more": more, "count": count})
    assert beginning in told(made)


def test_a_failed_check_of_blindness_is_said() -> None:
    """A result that moved is a defect, and the document tells what moved."""
    made = record()
    made["blindness"].update({"same": False, "plan": False})
    assert "Det är ett fel i programmet." in told(made)
    assert "Planen ändrades." in told(made)


def test_another_currency_is_written_by_its_code() -> None:
    """A portfolio in dollars says USD, and no kronor, in its amounts."""
    made = record()
    made["portfolio"]["currency"] = "USD"
    said = told(made)
    assert "tUSD (tusen USD)" in said
    assert "5,0 miljoner USD" in said
    assert "värd 1 USD mer" in said
    assert "kron" not in said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_record_with_everything_missing_is_still_a_document(language: Language) -> None:
    """Null and absent keys are tolerated: what is not known is said to be unknown."""
    bare = {"portfolio": {"title": "T", "plan_years": [2027, 2028], "proposals": [{"id": "a", "title": "A"}]}}
    assert "A" in told(bare, language)
    assert "T" in told({**bare, "plan": {"status": "optimal", "selected": []}, "rules": None}, language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_unknown_codes_are_printed_as_they_are(language: Language) -> None:
    """A code without words does not stop the document."""
    made = record()
    made["values"][0]["notes"] = ["new_code"]
    made["plan"]["faults"] = ["odd_fault"]
    made["plan"]["value"]["notes"] = {"odd_note": 2}
    assert "new_code" in told(made, language)
    assert "odd_fault" in told(made, language)
    assert "odd_note: 2" in told(made, language)


def test_what_else_changes_is_told() -> None:
    """A proposal that stays in another version is named, so that the kronor can be followed (convention §20)."""
    made = record()
    left = next(e for e in made["explanation"] if e["outcome"] == "not_selected")
    chosen = made["plan"]["selected"][0]["proposal"]
    left["changed"] = [{"proposal": chosen, "from": {}, "to": {"alternative": None, "start_year": 2028}}]

    assert "Dessutom ändras ”Familjecoacher” till huvudversionen, start 2028." in told(made)


def test_a_fund_of_another_purse_is_only_proposed() -> None:
    """The municipality cannot grant the region's money; the decision point proposes it."""
    made = record()
    made["portfolio"]["funds"][0]["owner"] = "region"

    assert "föreslår att" in told(made)


def test_what_was_not_done_stands_beside_the_proof() -> None:
    """The cautions stand where the chance is told, not only among the methods."""
    said = told(record())
    assert said.index("Detta har inte gjorts i kalkylen:") < said.index("Föreslagen plan", said.index("UTKAST") + 400)


def test_the_region_is_asked_for_its_own_money_in_the_figures_too() -> None:
    """What another grants is told beside what the plan grants."""
    made = record()
    made["portfolio"]["funds"][0]["owner"] = "region"

    assert "Av det föreslås Regionen bevilja 4,0 miljoner kronor ur Sociala medel." in told(made)


def test_a_price_names_the_board_that_receives_it() -> None:
    """The municipality's part of a price falls on the board that owns the effect, as in the tables by actor."""
    assert "Socialnämnden 4 219 kronor, 2025 års priser" in told(record())


def test_an_effect_is_told_with_all_that_is_multiplied() -> None:
    """Share treated, expected difference, index and years stand in the calculation, with what they mean."""
    said = told(record())
    for row in ("andel som får insatsen\n\n90,00 %", "väntad skillnad mellan andelarna\n\n2,778 %"):
        assert f"× {row}" in said
    for row in ("kvar efter försiktighetsavdrag\n\n0,95", "omräkning med prisindex\n\n1,020"):
        assert f"× {row}" in said
    assert "2028 i 4 år, det första året 50 %, avtar sedan 30 % per år" in said
    assert "Raderna med × multipliceras med det som står ovanför" in said


def stated_as(form: str, figure: float, **more: Any) -> str:
    """What the document says of an effect whose size was stated in another form."""
    made = {**record(), "explained": {}}
    for value in made["values"]:
        value["steps"][1].update({"stated_as": form, "risk_with": None, "change": figure, **more})
        value["steps"][1].update({"risk_with_low": None, "risk_with_high": None})
        value["steps"][1]["factors"]["difference"] = value["steps"][1]["expected_difference"]
    return told(made)


@pytest.mark.parametrize(
    ("form", "figure", "words"),
    [
        ("relative_risk", 0.75, "relativ risk 0,75"),
        ("odds_ratio", 0.73, "oddskvot 0,73"),
        ("risk_difference", 0.025, "2,5 % färre"),
        ("mean_difference", 1.5, "1,5 enheter färre var"),
    ],
)
def test_an_effect_size_is_told_in_its_own_form(form: str, figure: float, words: str) -> None:
    """The number that the source gives is the number in the table (§6)."""
    assert words in stated_as(form, figure)


def test_a_mean_difference_is_never_a_share_of_participants() -> None:
    """Units per participant are told as units, also at the break-even."""
    said = stated_as("mean_difference", 1.5, risk_without=None, expected_difference=1.5)

    assert "behövs inte" in said
    assert "1,5 enheter" in said
    assert "Var och en måste i medeltal få minst 0,72 enheter av dygn på institution (prognos 1,50)." in said
    assert "150" not in said


def test_a_cut_risk_is_told_with_how_often() -> None:
    """A stated size that leaves 0–100 per cent in some draws is no secret."""
    assert "I 12,5 % av dragningarna skulle andelen" in stated_as("relative_risk", 3.0, risk_cut=0.125)
    assert "av dragningarna skulle andelen" not in told(record())


def test_what_is_expected_beside_what_is_written_is_told() -> None:
    """Uncertain costs and graded success have their words, and only where they count."""
    made = record()
    for value in made["values"]:
        value["steps"][0]["expected_multiple"] = 1.07
        value["steps"][1]["participants_shape"] = "pert"
        value["steps"][1]["factors"]["shared"] = 0.62

    assert "× väntad del av effekten som nås\n\n0,620" in told(made)
    assert "Beviljade belopp ändras inte." in told(made)
    assert "kan värdet också ligga utanför" in told(made)
    for words in ("väntad del av effekten", "Beviljade belopp ändras", "kan värdet också ligga utanför"):
        assert words not in told(record())


def test_what_comes_after_the_horizon_is_an_amount() -> None:
    """The present value that is left out is told, and nothing is said where it is zero."""
    assert "De motsvarar 12 000 kronor i nuvärde under de hundra åren därefter." in told(record())
    made = record()
    for value in made["values"]:
        value["steps"][1]["left_out"] = 0
    assert "Effekter efter kalkylperioden" not in told(made)


def test_plans_of_equal_value_stand_in_the_proof() -> None:
    """With ties the search found other plans, and it is not said that it found none."""
    said = told(changed(ties=3))
    assert "Den fann 2 med samma värde och ingen som är värd mer." in said
    assert "Den fann ingen." not in said
    assert "Den fann ingen." in told(record())


def test_a_ruling_tells_the_whole_sentence_and_what_was_stated() -> None:
    """The criterion stands once with its «and» and «or»; computed facts are marked."""
    made = record()
    made["rules"]["fields"]["existing_activity"]["by"] = "program"
    assert "Befintlig verksamhet är nej" in told(record())
    assert "befintlig verksamhet: ja" not in told(made).replace("befintlig verksamhet: ja (beräknat)", "")
    assert "befintlig verksamhet: nej (beräknat)" in told(made)


def test_decisions_and_conditions_between_proposals_stand_among_the_limits() -> None:
    """Who decided that a proposal must be in, and what needs another, is listed."""
    made = record()
    made["portfolio"]["proposals"][0].update({"mandatory": True, "mandatory_by": "Fullmäktige § 112"})
    said = told(made)
    assert "”Familjecoacher” ska ingå enligt beslut: Fullmäktige § 112." in said
    assert "”Lästräning” förutsätter ”Familjecoacher”." in said


def test_years_of_nothing_at_the_end_are_cut() -> None:
    """Trailing years of exact zeros are told in two words; what is unknown is not cut."""
    made = record()
    last = {"year": 2050, "costs": 0, "effects": 0, "own_cash": 0}
    before = told(made).count("Därefter noll.")
    made["values"][0]["years"].append(last)
    assert before + 1 == told(made).count("Därefter noll.")
    made["values"][0]["years"][-1] = {**last, "own_cash": None}
    assert before == told(made).count("Därefter noll.")


def test_units_are_glossed_in_english() -> None:
    """A unit that the words know is told in the document's language."""
    assert "familjer (180 children)" in told(record(), "en")
    assert "familjer (180 barn)" in told(record())


def test_a_returned_proposal_without_a_value_says_so() -> None:
    """A row without a value has no ruling to name."""
    made = record()
    next(s for s in made["screening"] if s["proposal"] == "digital")["rulings"] = []
    assert "Uppgift om värde saknas." in told(made)


def _with_numbers(*numbers: dict[str, Any]) -> dict[str, Any]:
    made = record()
    made["rules"]["parameters"] += [{"title": {"sv": n["id"]}, "mark": "S", **n} for n in numbers]
    return made


def test_a_number_that_no_step_used_is_told_apart() -> None:
    """The tax factor stands in the rules but not in the calculation: in a table of its own, and counted apart."""
    said = told(_with_numbers({"id": "tax_factor", "value": 1.3, "used": False}))

    assert "Planen vilar på 2 tal i reglerna. Ett är ett antagande: prisindex för 2025." in said
    assert "Ett tal till i reglerna används inte i planen." in said
    assert said.index("Tal i reglerna som inte används i planen") < said.rindex("tax_factor")


def test_a_number_is_used_where_an_applied_rule_names_it() -> None:
    """Of two ceilings the plan rests on the one that the run says it used."""
    used = {"id": "high_risk_cap", "value": 0.2, "used": True}
    made = _with_numbers(used, {"id": "gavleborg_ceiling", "value": 500_000, "used": False})
    said = told(made, "en")
    apart = said.index("Numbers in the rules that are not used in the plan")

    assert said.index("Numbers in the rules that the plan rests on") < said.index("high_risk_cap") < apart
    assert apart < said.index("gavleborg_ceiling")
    assert "One number in the rules that is not used" in said


@pytest.mark.parametrize(("language", "first"), [("sv", "Om detta gäller:"), ("en", "If this holds:")])
def test_a_condition_with_groups_inside_groups_is_a_list(language: Language, first: str) -> None:
    """Each part stands on a line of its own under what holds for it, in the place of nested brackets."""
    made = record()
    lines = [[0, "om detta gäller:"], [1, "allt detta gäller:"], [2, "a"], [2, "b"], [0, "så gäller detta:"], [1, "c"]]
    english = [[0, first], *([depth, text] for depth, text in lines[1:])]
    made["rules"]["criteria"][0]["outline"] = {"sv": lines, "en": english}
    made["rules"]["criteria"][0]["says"] = {"sv": "om (a och b) så c", "en": "if (a and b) then c"}
    templates = read_templates(Path(__file__).parents[2] / "reports")
    page = render_html(document(made, language, read_words(templates, language)), templates)

    inside = '<ul class="tree"><li>a</li><li>b</li></ul>'
    assert f'<li>{first}<ul class="tree"><li>allt detta gäller:{inside}</li></ul></li>' in page.replace("\n", "")
    assert "(a och b)" not in page[page.index('id="kriterier"') : page.index('id="parametrar"')]


@pytest.mark.parametrize(("language", "title"), [("sv", "Handbok, ”Priser”, 2026"), ("en", "Handbok, “Priser”, 2026")])
def test_quotation_marks_are_those_of_the_language(language: Language, title: str) -> None:
    """What rules and portfolios write with guillemets has one kind of marks in a document."""
    made = record()
    made["rules"]["prices"][0]["source"]["title"] = "Handbok, «Priser», 2026"
    said = told(made, language)

    assert title in said
    assert "«" not in said


def test_effects_without_a_price_in_every_proposal_are_told_of_all() -> None:
    """«24 of the proposals» is said only where some have none."""
    made = record()
    assert "5 effekter i samtliga 5 inlämnade förslag har inget pris." in told(made)
    assert "5 effects in all 5 proposals have no price." in told(made, "en")
    made["portfolio"]["proposals"][0]["qualitative"] = []
    assert "4 effekter i 4 av de inlämnade förslagen har inget pris." in told(made)


def test_the_price_list_names_the_board_that_gets_it() -> None:
    """The municipality's part goes to the board that owns the effect, and the table and its note say so (§4)."""
    made = record()
    assert "Socialnämnden 4 219 kronor\n" in told(made)
    assert "Det som priset ger Kommunen får i kalkylen den nämnd som äger effekten." in told(made)
    for value in made["values"]:
        value["steps"] = []
    assert "Kommunen (den nämnd som äger effekten) 4 219 kronor" in told(made)


def test_the_source_of_a_price_stands_beside_the_figures() -> None:
    """The mark and the number in the price list; of a local price its own source."""
    made = record()
    assert "dygn på institution: antagande [1]" in told(made)
    assert "[1] Antagande i exemplet" in told(made)
    for value in made["values"]:
        value["steps"][1] |= {"price_is_local": True, "price_source": "Kommunens egen uppföljning 2025"}
    assert "dygn på institution: lokalt värde, antagande: Kommunens egen uppföljning 2025" in told(made)


def test_what_is_assumed_of_a_sourced_rule_is_marked() -> None:
    """A price from a source with an assumed take-home share, and a criterion whose strength is ours."""
    made = record()
    made["rules"]["prices"][0] |= {"mark": "S", "assumed": ["take_home", "spread"]}
    made["rules"]["criteria"][0]["assumption"] = {"sv": "Styrkan är vår.", "en": "The strength is ours."}
    said = told(made)

    assert "80 % (antagande)" in said
    assert "läst i källan; antagande: hemtagbar andel och osäkerhet" in said
    assert "Styrkan är vår." in said
    assert "The strength is ours." in told(made, "en")
    assert "den hemtagbara andelen ett antagande" in said
    assert "den hemtagbara andelen ett antagande" not in told(record())


def test_numbers_have_their_unit() -> None:
    """The discount rate is a share per year, in words."""
    assert "Kalkylränta\n\n3,5 %\n\nandel per år, realt\n" in told(record())


OVERLAP = {"group": "barn", "versions": [], "nnv": -300_700, "nnv_adjusted": -300_700, "actors": []}


def test_people_reached_by_several_proposals_have_a_row_so_that_the_plan_adds_up() -> None:
    """3,200,400 and 1,800,300 less 300,700 is 4,700,000 kr; the row names the group (§6, §29)."""
    made = record()
    made["plan"]["value"]["overlaps"] = [OVERLAP]
    made["portfolio"]["overlap_groups"] = [{"id": "barn", "title": "Barn i Norrby", "people": None}]

    said: list[tuple[Language, str]] = [("sv", "Samma personer nås av flera"), ("en", "reached by several proposals")]
    for language, row in said:
        made_document = document(made, language, read_words(TEMPLATES, language))
        table = next(t for t in tables(made_document) if t.id == "plan-tabell")
        cells = [[cell.text.replace("\u00a0", " ") for cell in line.cells][:2] for line in table.rows]
        assert [cells[-2][1], cells[-1][1]] in (["−301", "4 700"], ["−301", "4,700"])
        assert row in cells[-2][0]
        assert "Barn i Norrby" in cells[-2][0]
    assert "I tabellerna är −300 700 kronor redan inräknat" in told(made)


def test_a_plan_that_reaches_nobody_twice_says_nothing_of_it() -> None:
    """No row and no sentence where there is nothing to count once."""
    assert "Samma personer nås" not in told(record())
    assert "når samma personer" not in told(record())


def tables(made: Any) -> Iterator[Table]:
    """Every table of a document, in order."""
    if isinstance(made, Table):
        yield made
    elif isinstance(made, tuple):
        for one in made:
            yield from tables(one)
    elif is_dataclass(made):
        for field in fields(made):
            yield from tables(getattr(made, field.name))


def without_plan(**changes: Any) -> dict[str, Any]:
    """The sample where there is no plan: two limits clash."""
    made = {**record(), "plan": None, "conflict": ["risk", "fund:medel:2028"], "conflicts": conflicts()}
    made["conflicts"]["sets"][0]["limits"] = made["conflict"]
    return {**made, **changes}


def test_money_that_clashes_is_told_with_how_much_there_is() -> None:
    """All kronor until the year where they may pass on, less what is promised; those of the year where they may not."""
    assert "Medlen i Sociala medel till och med 2028 (8 000 000 kronor)" in told(without_plan())
    made = without_plan()
    made["portfolio"]["funds"][0] |= {"carry_over": False, "committed": {"2028": 500_000}}
    assert "Medlen i Sociala medel 2028 (3 500 000 kronor)" in told(made)


def test_what_opens_a_plan_stands_before_what_does_not_and_before_other_clashes() -> None:
    """A reader who stops early has read the remedy."""
    said = told(without_plan())
    places = [
        said.index(text) for text in ("går inte att hålla samtidigt", "från 20 %", "räcker ensam:", "Inte heller")
    ]
    assert places == sorted(places)


def test_one_change_that_opens_a_plan_is_said_to_be_the_only_one() -> None:
    """Not «of each», where one alone does it."""
    made = without_plan()
    for change in made["conflicts"]["changes"][1:]:
        change["opens"] = False
    assert "Bara en ändring gör ensam en plan möjlig" in told(made)


def test_a_limit_that_clashes_with_nothing_cannot_be_met_alone() -> None:
    """Nothing is said of leaving out one of one."""
    said = told(without_plan(conflict=["risk"]))
    assert "Detta villkor kan inte hållas ens ensamt:" in said
    assert "Om ett av dem tas bort" not in said
    assert "Färre villkor" not in said


def test_changes_together_say_what_each_counts_as() -> None:
    """From 20 to 23.08 per cent is 15.4 per cent of the number, a mandate that is dropped is all of it."""
    made = without_plan()
    risk, _, mandate, _ = made["conflicts"]["changes"]
    made["conflicts"]["together"] = {"changes": [risk, mandate], "relative": 1.154, "least": True}
    for change in made["conflicts"]["changes"]:
        change["opens"] = False
    said = told(made)
    assert "från 20 % till 23,08 % (räknas som 15,4 %)" in said
    assert "Kravet att ”Lästräning” ingår: tas bort (räknas som 100 %)" in said
    assert "Sammanlagt räknas det som 115,4 %." in said


@pytest.mark.parametrize(
    ("by", "key", "words"),
    [("goals", "trygg", "för målet Trygg uppväxt"), ("year", "2028", "för 2028"), ("fund", "halsa", "för Hälsomedel")],
)
def test_a_limit_by_key_says_which_key(by: str, key: str, words: str) -> None:
    """Which goal, year or fund it is that clashes."""
    made = without_plan(conflict=[f"risk[{key}]", "mandatory:lasning"])
    made["choice"] = {"limits": [{"id": "risk", "by": by}]}
    assert f"”Tak för hög risk” {words}" in told(made)


@pytest.mark.parametrize(
    ("confirmed", "sentences"),
    [
        ("certificate", ("Att ingen plan finns är bevisat: beviset är kontrollerat", "Beviset gäller valet")),
        ("second_solver", ("Att ingen plan finns är bevisat: två lösare av olika fabrikat", "Beviset gäller valet")),
        ("none", ("Enligt en lösare finns ingen plan.", "Valet gäller givet siffrorna.")),
    ],
)
def test_that_there_is_no_plan_is_told_with_its_proof(confirmed: str, sentences: tuple[str, str]) -> None:
    """And beside the proof what it is not about (§15)."""
    said = told(without_plan(no_plan={"status": "infeasible", "confirmed": confirmed}))
    assert all(sentence in said for sentence in sentences)


def test_beside_an_unproved_plan_nothing_is_said_of_a_proof() -> None:
    """The figures are forecasts all the same."""
    said = told(changed(status="feasible", bound=5_500_700))
    assert "Ingenting är bevisat om valet. Också siffrorna är prognoser." in said
    assert "Beviset gäller" not in said
    assert "Valet gäller givet siffrorna." in told(changed(confirmed="none"))


def test_a_search_that_ended_early_is_not_headed_no_plan() -> None:
    """There may be plans, and more time finds them."""
    said = told({**record(), "plan": None, "no_plan": {"status": "unknown", "confirmed": "none"}})
    assert "Ingen plan hann hittas" in said
    assert "Det kan finnas planer. Ge mer tid (--time-limit)." in said
    assert "\nIngen plan\n" not in said


def drawn(used: float, fresh: float) -> dict[str, Any]:
    """The sample with a ceiling on a chance, 2 per cent, as the choice had it and on fresh outcomes."""
    made = record()
    row = {"form": "chance_below", "of": "net_present_value", "used": used, "bound": 0.02, "sense": "<="}
    made["plan"]["limit_rows"].append({"id": "risk", **row})
    made["plan"]["fresh"] = [
        {**row, "limit": "risk", "edge": 0, "fresh": fresh, "draws": 16_384, "holds": fresh <= 0.02, "seed": 2}
    ]
    return made


def test_a_breach_on_fresh_outcomes_stands_first_among_the_figures_and_by_the_decision() -> None:
    """Nobody decides without having read it, and it says what would give room (§18)."""
    said = told(drawn(0.01953125, 0.0266))
    breach = said.index("Planen bryter mot villkoret ”Tak för hög risk” när den prövas på nya utfall. Sannolikheten")
    assert (
        said.index("Planen i siffror", said.index("Planen bryter mot ”Tak"))
        < breach
        < said.index("5 förslag har lämnats in")
    )
    assert "1,95 % på de utfall som valet gjordes på, och 2,66 % på 16 384 nya. Taket är 2 %." in said
    assert "Ett lägre tak i valet ger marginal." in said
    assert "1,95 % (på 16 384 nya utfall 2,66 %: bryter mot villkoret)" in said
    assert "Villkoret ”Tak för hög risk” håller bara på de utfall som valet gjordes på." in said


def test_beside_a_proof_over_outcomes_those_outcomes_are_named() -> None:
    """It holds given the figures and the draws; a limit that fresh ones keep is no warning."""
    said = told(drawn(0.0175, 0.018))
    assert "Beviset gäller valet givet siffrorna och de 1 024 utfallen. Siffrorna är prognoser." in said
    assert "1,8 % (på 16 384 nya utfall 1,8 %)" in said
    assert "bryter" not in said


def test_money_that_the_plan_pays_back_is_told_apart() -> None:
    """Ten million set aside, one promised away, half a million paid back by what is chosen."""
    made = record()
    made["portfolio"]["funds"][0]["committed"] = {"2027": 1_000_000}
    made["plan"]["fund_rows"][1]["repaid"] = 500_000
    said = told(made)
    assert "Planen beviljar 4,0 miljoner kronor av 9,5 miljoner kronor: 9,0 miljoner kronor avsatta efter det" in said
    assert "redan är utlovat, och 0,5 miljoner kronor som planens egna förslag väntas återföra." in said


def test_levels_say_what_is_possible_given_up_and_kept() -> None:
    """Among plans that keep twelve, none is worth more, and that is proved."""
    levels: list[dict[str, object]] = [
        {"title": {"sv": "Antal förebyggande", "en": "Preventive"}, "of": "count", "unit": "proposals"},
        {"title": {"sv": "Värde", "en": "Value"}, "of": "expected_value", "most": 18_205_394, "least": 18_205_394},
    ]
    levels[0] |= {"most": 13, "least": 12, "kept": 12}
    made = {**record(), "near_best": None}
    made["pursued"] = {"maximise": "levels", "levels": [{**level, "proved": True} for level in levels]}
    said = told(made)
    assert "Antal förebyggande: 13 förslag är möjligt, 1 förslag får ges upp, planen har 12 förslag." in said
    assert "Bland planer med minst 12 förslag är ingen värd mer än 18 205 394 kronor: bevisat." in said
    assert "väger först när" not in said
    made["plan"]["status"] = "feasible"
    assert "Bland planer med minst 12 förslag är 18 205 394 kronor det högsta värde som är funnet." in told(made)


def test_of_another_objective_solvers_values_are_not_told() -> None:
    """They are in units of what that search maximised; nothing is «worth» them, and no English word stands raw."""
    made = {**record(), "near_best": None, "pursued": {"maximise": "value_per_krona", "ratio": {}, "levels": []}}
    made["plan"]["solvers"] = [{"solver": "CBC", "said": "Optimal Solution Found", "value": 0, "cuts": 0}]
    made["plan"]["solvers"] += [{"solver": "HiGHS", "said": "time", "value": None, "cuts": 0}]
    said = told(made)
    assert "fann den plan som söktes, och ingen som når längre" in said
    assert ("\n0 kronor\n" in said, "\ntime\n" in said, "\ntiden tog slut\n" in said) == (False, False, True)


def test_a_certified_choice_says_how_its_proof_is_checked() -> None:
    """The file, the command and the hash of the program stand among the sources."""
    made = changed(confirmed="certificate")
    made["choice"] = {"program_sha256": "c" * 64}
    said = told(made)
    assert "prioritizer verify certificate.json" in said
    assert "c" * 64 in said
    assert "certificate.json" not in told(record())
