"""What documents say of sensitivity, of corrections and of too few draws."""

from typing import Any

import pytest

from tests.report.sample import record
from tests.report.test_document import told


def corrected() -> dict[str, Any]:
    """The sample after haircuts and experience, with too few draws of one version."""
    made = record()
    made["applied"].update(haircuts=True, shrinkage=True)
    (value,) = (v for v in made["values"] if v["proposal"] == "coacher")
    value |= {
        "nnv_raw": 4_100_000,
        "nnv_adjusted": 3_600_400,
        "weight": 0.36,
        "prior": {"mean": 0.2, "spread": 0.3},
        "spread": 0.4,
        "spread_is_least": True,
        "grade": "low",
        "grade_basis": "unconfirmed",
        "haircut": {"cost": 0.1, "effect": 0.2, "delay": 1},
        "convergence": {"standard_error": 90_000, "limit": 36_000, "enough": False},
    }
    made["plan"]["value"] |= {"nnv_raw": 6_000_000, "nnv_adjusted": 5_400_700, "expected_disappointment": 400_000}
    return made


@pytest.mark.parametrize(
    "sentence",
    [
        "Nettonuvärdet är noll vid kalkylräntan 12,3 %.",
        "Nettonuvärdet är noll om kostnaderna blir 1,40 gånger så höga.",
        "om full effekt varar 2,3 år i stället för 4 (den effekt som varar längst",
        "Nettonuvärdet är noll om priset på dygn på institution blir 0,60 gånger så högt.",
        "Nettonuvärdet är noll om andelen med utfallet med insatsen (dygn på institution) är 9,0 % (förväntat 7,5 %).",
        "Nettonuvärdet är över noll hur mycket följande än ändras, var för sig: skattefaktorn.",
        "Nettonuvärdet är under noll hur mycket följande än ändras, var för sig: hur sent effekterna kommer.",
        "Det här ändrar inte nettonuvärdet: skattefaktor 1,0 och utan produktionsvärde.",
        "Andelen med utfallet med insatsen (dygn på institution), Familjecoacher",
        "Kostnaderna 30 % högre",
        "Effekterna kommer ett år senare",
    ],
)
def test_switch_points_are_plain_sentences(sentence: str) -> None:
    """Each is told with its unit and, of an input, what is expected."""
    assert sentence in told(record())


def test_what_a_stated_result_cannot_tell_is_said() -> None:
    """Nothing is known of a result computed elsewhere, and that is what stands there (§26)."""
    made = record()
    found = made["values"][0]["sensitivity"]
    found["variations"] = [{"name": "cost", "value": 1.3, "nnv": None}, {"name": "rate", "value": 0, "nnv": 5}]
    found["switches"] = [{"name": "rate", "of": "", "row": None, "now": 0.03, "value": None, "reason": "stated"}]

    assert "eftersom resultatet är beräknat på annat håll: kostnaderna 30 % högre." in told(made)
    assert "går inte att räkna ut för följande, eftersom resultatet är beräknat på annat håll: kalkylräntan." in told(
        made
    )


def test_a_plan_with_a_declared_synergy_says_how_it_goes_with_changes() -> None:
    """Where one counts in the plan, and not where none does (§14)."""
    made = record()
    source = {"title": "Egen bedömning", "article": "", "url": ""}
    declared = {"id": "synergy:a:b", "of": ["coacher", "b"], "value": 1000, "source": source, "mark": "S"}
    made["portfolio"]["synergies"] = [declared]
    found = {"group": "synergy:a:b", "keys": [], "nnv": 1000, "nnv_adjusted": 1000}
    made["plan"]["value"]["overlaps"] = [found]

    assert "Angiven samverkan mellan förslag är med. Den följer alla effekter i proportion" in told(made)
    assert "Angiven samverkan mellan förslag är med." not in told(record())


@pytest.mark.parametrize("cut", [{"haircut": 0.2, "haircut_years": 1}, {"haircut": 0.0, "haircut_years": 0}])
def test_what_the_haircut_is_not_taken_off_is_named(cut: dict[str, float]) -> None:
    """An effect that is no gain keeps its size and its time, and the section of the proposal says which (§9)."""
    made = corrected()
    for value in made["values"]:
        value["steps"][1] |= cut
    said = "Avdraget görs inte på ”dygn på institution”, som inte väntas ge samhället något" in told(made)

    assert said is not bool(cut["haircut"])


def test_the_appendix_leads_from_the_value_stated_to_the_value_decided_on() -> None:
    """Raw, after the haircut and decided stand under each other, with grade, weight and prior in words (§9, §10)."""
    said = told(corrected())

    assert "4 100" in said
    assert "3 600" in said
    assert "kostnaderna 10 % högre och effekterna 20 % lägre, och ett år senare." in said
    assert "ingen granskare har bekräftat förslagets egen" in said
    assert "Av avståndet till erfarenheten behålls därför 36 %." in said
    assert "med andra slumptal skulle nettonuvärdet typiskt skilja 90 000 kronor" in said


def test_the_tables_of_actors_lead_to_the_value_decided_on() -> None:
    """A row takes the sum to the value after adjustment, in four tables of the plan and of the proposal (§10)."""
    said = told(corrected())

    assert said.count("Justering mot erfarenhet\n") == 2 * 4
    assert "ger nettonuvärdet 3 600 400 kronor" in said


def test_page_one_has_the_value_decided_on_and_the_raw_one_once() -> None:
    """The board reads what the choice rests on, and once what it was before corrections (§10)."""
    said = told(corrected())

    assert said.count("Före försiktighetsavdrag och justering mot erfarenhet är det 6,0 miljoner kronor.") == 1
    assert "drar av 400 000 kronor" in said
    assert "Före försiktighetsavdrag" not in told(record())


def test_with_haircuts_alone_nothing_is_said_of_experience() -> None:
    """Only the correction that was made is named."""
    made = corrected()
    made["applied"]["shrinkage"] = False
    made["plan"]["value"] |= {"nnv_adjusted": 5_000_700, "expected_disappointment": 0}
    said = told(made)

    assert "Före försiktighetsavdrag är det 6,0 miljoner kronor." in said
    assert "urvalsoptimism" not in said


def test_english_says_the_same() -> None:
    """The same facts in English."""
    said = told(corrected(), "en")

    assert "The net present value is zero if costs are 1.40 times as high." in said
    assert "Of the distance to experience 36% is therefore kept." in said


def with_variation(name: str, value: float, nnv: int) -> dict[str, Any]:
    """The sample, with one more variation of the plan."""
    made = record()
    made["plan"]["value"]["sensitivity"]["variations"].append({"name": name, "value": value, "nnv": nnv})
    return made


def test_half_the_duration_is_half_the_time() -> None:
    """The row says what is changed, in words."""
    assert "Effekterna varar halva tiden" in told(with_variation("duration", 0.5, 4_000_000))
    assert "Effects last half the time" in told(with_variation("duration", 0.5, 4_000_000), "en")


def test_a_higher_tax_factor_that_raises_the_value_says_why() -> None:
    """The loss is counted on what public purses pay on net; where they gain 5,000,700 kronor it is a gain (§5)."""
    made = with_variation("tax_factor", 1.3, 6_500_910)
    because = "Skattefaktor 1,3 (högre, eftersom de offentliga kassorna sammanlagt går med 5,0 miljoner kronor plus)"
    for actor in made["portfolio"]["actors"]:
        actor["public"] = actor["id"] != "individ"

    assert because in told(made)
    assert "the public purses together are 5.0 million kronor ahead" in told(made, "en")
    assert "de offentliga kassorna sammanlagt" not in told(with_variation("tax_factor", 1.3, 4_000_000))
    for actor in made["portfolio"]["actors"]:
        actor["public"] = False
    assert "de offentliga kassorna sammanlagt" not in told(made)


def test_multiples_say_of_what_they_are_multiples() -> None:
    """The ends of a price in the tornado are times the price list, of a cost times what is stated."""
    made = record()
    bar = made["plan"]["value"]["sensitivity"]["tornado"][0]
    others = [{**bar, "name": name, "of": of, "low": 0.86, "high": 1.1} for name, of in KINDS]
    made["plan"]["value"]["sensitivity"]["tornado"] += others
    said = told(made)

    for words in ("0,86 gånger prislistan", "0,86 gånger den angivna", "0,86 gånger\n"):
        assert words in said


KINDS = (("price_spread", "dygn"), ("cost", "fyra coacher"), ("factor", "optimism"))
