"""A plan chosen for something else than expected value: what for, how sure, at what cost, and what is left out."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_words
from tests.report.sample import record, text
from tests.report.test_document import TEMPLATES, tables, told

LANGUAGES: tuple[Language, ...] = ("sv", "en")

REGRETS = [
    {
        "scenario": "as_it_is",
        "title": text("Siffrorna som de är", "The figures as they are"),
        "best": 5_000_000,
        "worth": 4_000_000,
        "regret": 1_000_000,
        "default_regret": 0,
    },
    {
        "scenario": "dearer",
        "title": text("Dyrare", "Dearer"),
        "best": 3_000_000,
        "worth": 2_500_000,
        "regret": 500_000,
        "default_regret": 2_000_000,
    },
]
MEAN_CVAR = {
    "share": 0.05,
    "weight": 0.3,
    "value": 3_000_000,
    "bound": 3_000_000,
    "worst_mean": -100_000,
    "default_value": 2_500_000,
    "default_worst_mean": -900_000,
    "proved": True,
    "fresh_worst_mean": -250_000,
    "fresh_draws": 16_384,
}
LEVELS = [
    {
        "title": text("Antal förslag", "Number of proposals"),
        "of": "count",
        "unit": "proposals",
        "most": 3,
        "least": 2,
        "kept": 2,
        "proved": True,
    },
    {
        "title": text("Förväntat värde", "Expected value"),
        "of": "expected_value",
        "unit": "kronor",
        "most": 5_000_001,
        "least": 5_000_001,
        "kept": 5_000_001,
        "proved": True,
    },
]
RATIO = {"value": 1.25, "numerator": 5, "denominator": 4, "lowest_spending": 2_000_000, "proved": True}
WAYS: dict[str, dict[str, Any]] = {
    "value_per_krona": {"ratio": RATIO},
    "mean_cvar": {"mean_cvar": MEAN_CVAR},
    "least_regret": {"regrets": REGRETS},
    "levels": {"levels": LEVELS},
}


def chosen_for(maximise: str, low: int = 333_731, high: int | None = None, **plan: object) -> dict[str, Any]:
    """The sample, chosen for something else, with no margins; what it costs in expected value is `low` to `high`."""
    made = record()
    made["pursued"] = {
        "maximise": maximise,
        "given_up": low if high is None else None,
        "given_up_low": low,
        "given_up_high": low if high is None else high,
        "default": {"ratio": {"value": 0.75}},
        "ratio": None,
        "mean_cvar": None,
        "levels": [],
        "regrets": [],
        **WAYS[maximise],
    }
    made["near_best"] = None
    made["plan"] |= plan
    made["explanation"] = [
        {"proposal": e["proposal"], "outcome": e["outcome"], "margin": None, "alternatives": []}
        for e in made["explanation"]
    ]
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("maximise", WAYS)
def test_every_objective_says_what_it_costs_in_expected_value(maximise: str, language: Language) -> None:
    """The difference to the plan of the highest value is told, whatever was maximised (§14)."""
    sentence = {
        "sv": "Jämfört med planen med högst värde kostar det 333 731 kronor i förväntat värde.",
        "en": "Compared with the plan of the highest value it costs 333,731 kronor in expected value.",
    }
    nothing = {"sv": "Det kostar inget i förväntat värde", "en": "It costs nothing in expected value"}

    assert sentence[language] in told(chosen_for(maximise), language)
    assert nothing[language] in told(chosen_for(maximise, 0), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("maximise", WAYS)
def test_what_is_left_out_is_said_plainly(maximise: str, language: Language) -> None:
    """No margin is told as unknown: there is no such column, and the reason why stands where it would be."""
    made = chosen_for(maximise)
    heads = {
        cell.text for table in tables(document(made, language, read_words(TEMPLATES, language))) for cell in table.head
    }
    all_of_it = told(made, language)
    lines = {
        "sv": (
            "De räknas inte för en plan som är vald för något annat",
            "Därför räknas ingen marginal.",
            "okänt lägre",
        ),
        "en": ("not worked out for a plan chosen for something else", "So no margin is worked out.", "unknown lower"),
    }

    assert not heads & {"Marginal", "Saknat värde", "Margin", "Lacks", "Så mycket lägre blir planens värde"}
    assert all(line in all_of_it for line in lines[language][:2])
    assert lines[language][2] not in all_of_it


def test_expected_value_has_its_margins() -> None:
    """Without another objective nothing is left out."""
    assert "Marginaler räknas bara för en plan som är vald för högst värde" not in told(record())
    assert "Marginalen är vad planens värde minskar med" in told(record())


def test_the_mean_of_the_worst_stands_beside_that_of_the_highest_value_and_of_fresh_outcomes() -> None:
    """Both weights, both plans, and the figure on outcomes that the choice has not seen (§18)."""
    found = told(chosen_for("mean_cvar"))

    assert "Det förväntade värdet väger 70 % och medlet av de sämsta utfallen 30 %." in found
    assert (
        "Medlet av de sämsta 5 % är −100 000 kronor för planen och −900 000 kronor för planen med högst värde." in found
    )
    assert "På 16 384 nya utfall, som valet inte har sett, är medlet av planens sämsta 5 % −250 000 kronor." in found
    assert "Ingen plan har mer än" not in found


def test_a_mean_that_is_not_proved_has_its_bound() -> None:
    """What no plan can exceed is told, and that the plan is not proved."""
    made = chosen_for("mean_cvar", 100_000, 400_000, status="feasible")
    made["pursued"]["mean_cvar"] = {**MEAN_CVAR, "proved": False, "bound": 3_400_000}
    found = told(made)

    assert "Ingen plan har mer än 3 400 000 kronor sammanvägt." in found
    assert "är bättre i den meningen är inte bevisat." in found
    assert "kostar det mellan 100 000 kronor och 400 000 kronor i förväntat värde." in found


def test_the_regret_of_each_scenario_is_a_row_and_the_warning_stands_before() -> None:
    """What both plans lose in every scenario, the most of each, and that irrelevant proposals can move the choice."""
    made = chosen_for("least_regret")
    (table,) = (t for t in tables(document(made, "sv", read_words(TEMPLATES, "sv"))) if t.id == "scenarier")

    assert [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows] == [
        ["Siffrorna som de är", "5 000", "1 000", "0"],
        ["Dyrare", "3 000", "500", "2 000"],
    ]
    assert "kan bero på förslag som själva inte väljs" in told(made)
    assert "Som mest förlorar planen 1,0 miljoner kronor, och planen med högst värde 2,0 miljoner kronor." in told(made)


def test_levels_have_their_units() -> None:
    """A count is of proposals and expected value in kronor."""
    found = told(chosen_for("levels"))

    assert "Antal förslag: 3 förslag är möjligt, 1 förslag får ges upp, planen har 2 förslag." in found
    assert "Bland planer med minst 2 förslag är ingen värd mer än 5 000 001 kronor: bevisat." in found


def test_the_most_of_a_level_is_told_as_possible_where_it_is_not_proved() -> None:
    """A search that was stopped may have kept less than it later passes."""
    made = chosen_for("levels", status="feasible")
    made["pursued"]["levels"] = [{**LEVELS[0], "proved": False}]

    assert "Antal förslag: 3 förslag är det högsta som är funnet" in told(made)


@pytest.mark.parametrize("maximise", WAYS)
def test_nothing_is_called_proved_that_only_one_solver_says(maximise: str) -> None:
    """Confirmed by nobody else, it is so according to that solver (§15)."""
    found = told(chosen_for(maximise, confirmed="none", solver="CBC"))

    assert "enligt CBC. Inget annat än den lösaren har bekräftat det." in found
    assert "är bättre i den meningen är bevisat" not in found


def test_solvers_values_of_another_program_are_not_told_as_kronor() -> None:
    """What a solver calls the value is then of its own program, such as a largest regret."""
    words = read_words(TEMPLATES, "sv")
    heads = [
        [cell.text for cell in table.head]
        for made in (record(), chosen_for("least_regret"))
        for table in tables(document(made, "sv", words))
        if table.id == "losare"
    ]

    assert [len(head) for head in heads] == [3, 2]
