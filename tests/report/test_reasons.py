"""Why a proposal is in or out, where the margin is proved, where it is not, and where there is none (§14, §20)."""

from typing import Any

import pytest

from tests.report.sample import Record, record
from tests.report.test_document import told


def explained(proposal: str, **changes: Any) -> Record:
    """The sample with another explanation of one proposal."""
    made = record()
    next(e for e in made["explanation"] if e["proposal"] == proposal).update(changes)
    return made


OPEN = {"exact": False, "margin": None, "margin_low": 0, "margin_high": None}
"""A margin of which nothing was computed."""


@pytest.mark.parametrize(
    ("proposal", "changes", "sentence"),
    [
        ("arena", {}, "Hur mycket lägre planens värde blir med förslaget hann inte beräknas."),
        ("arena", {"margin_low": 8_800_000}, "Med förslaget blir planens värde minst 8,8 miljoner kronor lägre."),
        (
            "arena",
            {"margin": 161_000, "margin_high": 161_000},
            "Med förslaget blir planens värde högst 161 000 kronor lägre. Att mindre räcker är inte uteslutet.",
        ),
        (
            "arena",
            {"margin": 900_000, "margin_low": 400_000, "margin_high": 900_000},
            "Med förslaget blir planens värde mellan 400 000 kronor och 900 000 kronor lägre.",
        ),
        (
            "arena",
            {"better": 250_000, "margin_high": 250_000},
            "En plan med förslaget är funnen och är värd 250 000 kronor mer än den föreslagna, som inte är bevisad.",
        ),
        ("coacher", {}, "Hur mycket lägre planens värde blir utan förslaget hann inte beräknas."),
        (
            "coacher",
            {"margin": 161_000, "margin_high": 161_000},
            "Utan förslaget blir planens värde högst 161 000 kronor lägre. Att det blir mindre är inte uteslutet.",
        ),
        (
            "coacher",
            {"better": 250_000, "margin_high": 250_000},
            "En plan utan förslaget är funnen och är värd 250 000 kronor mer än den föreslagna, som inte är bevisad.",
        ),
    ],
)
def test_a_margin_that_is_not_proved_says_what_is_known(proposal: str, changes: Record, sentence: str) -> None:
    """At most, at least, between, or nothing at all; never «okänt lägre», and never a reason with «eftersom»."""
    said = told(explained(proposal, **{**OPEN, **changes}))
    assert sentence in said
    assert "okänt lägre" not in said
    assert ("eftersom ”Familjecoacher”" in said) == (proposal == "coacher")


def test_what_changes_in_a_plan_that_was_found_is_no_reason() -> None:
    """Where a better plan may exist, it is told as what was found."""
    said = told(explained("arena", **{**OPEN, "margin": 161_000, "margin_high": 161_000, "replaced_by": ["lasning"]}))
    assert "I den plan som är funnen utgår ”Familjecoacher”, och ”Lästräning” kommer in." in said


def test_the_table_has_at_least_and_a_better_plan_with_a_plus() -> None:
    """The column of lacking value never shows one end as if it were the margin."""
    assert "minst 8 800" in told(explained("arena", **{**OPEN, "margin_low": 8_800_000}))
    assert "+250" in told(explained("arena", **{**OPEN, "better": 250_000, "margin_high": 300_000}))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"replaced_by": ["arena"], "displaces": []}, "Då skulle ”Äventyrsarena” komma in i stället."),
        ({"replaced_by": [], "displaces": ["lasning"]}, "Då skulle också ”Lästräning” utgå."),
        (
            {"replaced_by": ["arena"], "displaces": ["lasning"]},
            "Då skulle ”Äventyrsarena” komma in i stället och ”Lästräning” utgå.",
        ),
    ],
)
def test_without_a_chosen_proposal_both_what_comes_and_what_leaves_is_told(found: Record, sentence: str) -> None:
    """A plan without it may lose others with it."""
    assert sentence in told(explained("coacher", **found))


def test_little_value_for_much_money_is_told() -> None:
    """Without the proposal 7 thousand are lost and 3 million are left, which count as worth nothing."""
    lone = {"margin": 7_000, "margin_low": 7_000, "margin_high": 7_000, "granted": -3_000_000, "replaced_by": []}
    said = told(explained("coacher", **lone))
    assert "Den planen lämnar 3,0 miljoner kronor mer kvar. Pengar som blir kvar räknas som värda noll." in said
    assert "mer kvar" not in told(explained("coacher", **{**lone, "granted": -69_000}))


def test_without_a_plan_nothing_is_compared() -> None:
    """Of a plan that does not exist, or was not found, neither a margin is said nor that nothing leaves."""
    none = {**record(), "plan": None, "conflict": ["risk"]}
    none["explanation"] = [{**e, **OPEN, "margin_low": None, "displaces": []} for e in none["explanation"]]
    assert "Det finns ingen plan att jämföra med." in told(none)
    assert "Inget förslag utgår" not in told(none)
    assert "Ingen plan hann hittas, så det finns ingen att jämföra med." in told({**none, "conflict": []})


def test_of_another_objective_margins_are_said_not_to_be_computed() -> None:
    """The tables have no column of margins, and each proposal says why."""
    made = {**record(), "near_best": None, "pursued": {"maximise": "value_per_krona", "ratio": {}, "levels": []}}
    made["explanation"] = [
        {**e, **OPEN, "margin_low": None, "displaces": [], "conflict": []} for e in made["explanation"]
    ]
    said = told(made)
    assert "Förslaget ingår i planen, som är vald för annat än högst värde. Därför räknas ingen marginal." in said
    assert "okänt lägre" not in said
    assert ("Saknat värde" in said, "\nMarginal\n" in said) == (False, False)


def test_a_proposal_that_no_fund_may_pay_for_says_what_the_fund_asks() -> None:
    """The fund's own condition in words, not the name of a field."""
    made = explained("arena", **{**OPEN, "margin_low": None, "displaces": [], "limits": []})
    made["choice"] = {"candidates": [{"proposal": "coacher"}]}
    made["portfolio"]["funds"][1]["eligible"] = {
        "sv": "riskklass är låg eller medel",
        "en": "risk class is low or medium",
    }
    made["refused"] = [
        {
            "proposal": "arena",
            "alternative": None,
            "start_year": start,
            "code": "not_for_fund",
            "values": {"fund": "halsa", "fields": "risk_class"},
        }
        for start in (2027, 2028)
    ]
    said = told(made)
    assert "Kan inte beviljas: fonden ”Hälsomedel” är för det som uppfyller: riskklass är låg eller medel." in said
    assert "fonden ”Hälsomedel” är för det som uppfyller: riskklass är låg eller medel." in said


def test_with_a_reserve_price_each_value_of_a_plan_says_that_it_is_taken_off() -> None:
    """The first page has both values, and tables, margins and the method say which one they are of."""
    made = record()
    made["rules"]["objective"]["reserve_price"] = 0.3
    made["plan"]["objective"] = 3_800_700
    said = told(made)
    assert "Samhällets nettonuvärde beräknas till 5,0 miljoner kronor." in said
    assert "Efter lägsta godtagna avkastning, 0,3 kr per beviljad krona, är planens värde 3,8 miljoner kronor." in said
    assert "Med förslaget blir planens värde efter lägsta godtagna avkastning 6,1 miljoner kronor lägre" in said
    assert "nettonuvärde för samhället minus 0,3 kr per beviljad krona är högst" in said
    assert said.count("\nVärde efter lägsta godtagna avkastning\n") == 2
    assert "efter lägsta godtagna avkastning" not in told(record())


def follows(status: str, reason: str | None = None) -> Record:
    """A proposal of the earlier plan: coacher, in the version and start it had."""
    version = {"alternative": None, "start_year": 2027}
    after = version if status == "continues" else None
    return {"proposal": "coacher", "title": "C", "status": status, "before": version, "after": after, "reason": reason}


def test_a_commitment_is_called_one_in_the_table_and_counted_on_page_one() -> None:
    """Not a proposal that happens to be impossible to leave out."""
    made = explained("coacher", **{**OPEN, "margin_low": None, "conflict": ["continues:coacher"], "replaced_by": []})
    made["roll_forward"] = {"proposals": [follows("continues")], "gain": 0, "freely": 1, "enters": [], "leaves": []}
    said = told(made)
    assert "\nåtagande\n" in said
    assert "Förslaget ingår därför att den förra planen har lovat det." in said
    assert "Ett av förslagen i planen är ett åtagande från den förra planen." in said
    assert "Ett åtagande från den förra planen fortsätter: Familjecoacher." in said


def test_many_commitments_in_the_way_are_counted() -> None:
    """Three are not named one by one; two are."""
    names = [f"continues:{name}" for name in ("coacher", "lasning", "falt")]
    three = {**OPEN, "margin_low": None, "conflict": names}
    assert "I vägen står 3 åtaganden från den förra planen." in told(explained("arena", **three))
    two = {**three, "conflict": names[:2]}
    assert "åtagandet från den förra planen om ”Lästräning”" in told(explained("arena", **two))


def test_what_is_dropped_since_no_fund_may_pay_says_what_the_fund_asks() -> None:
    """The reason itself, not that there is one."""
    made = record()
    made["portfolio"]["funds"][1]["eligible"] = {"sv": "riskklass är låg", "en": "risk class is low"}
    values = {"fund": "halsa", "fields": "risk_class"}
    made["refused"] = [
        {"proposal": "coacher", "alternative": None, "start_year": 2027, "code": "not_for_fund", "values": values}
    ]
    made["roll_forward"] = {"proposals": [follows("dropped", "refused")], "gain": 0, "freely": 1}
    assert "Utgår: Familjecoacher (fonden ”Hälsomedel” är för det som uppfyller: riskklass är låg)." in told(made)


def test_the_parts_of_a_forced_proposal_add_up_to_the_krona() -> None:
    """Who comes and leaves, and the overlap as a row of its own; the sum is the margin."""
    terms = [{"proposal": "arena", "difference": -1_000_001}, {"proposal": "coacher", "difference": -2_000_000}]
    gaps = {"exact": True, "margin": 3_261_144, "displaces": ["coacher"], "terms": terms, "joint": -261_143}
    said = " | ".join(told(explained("arena", **gaps)).replace("\u00a0", " ").split("\n\n"))

    assert "”Äventyrsarena”: kommer in | −1 000 001 | ”Familjecoacher”: utgår | −2 000 000 | " in said
    assert "värda mer tillsammans | −261 143 | Summa | −3 261 144 | " in said


def test_a_margin_that_is_not_proved_has_no_parts() -> None:
    """What is between two amounts adds up from nothing."""
    terms = [{"proposal": "arena", "difference": -1_000_001}]

    assert "krona för krona" not in told(explained("arena", **{**OPEN, "terms": terms, "joint": 0}))
