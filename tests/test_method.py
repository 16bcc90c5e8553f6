"""Each number of the examples in docs/method.md is computed by the program, so that the text cannot drift.

An example is a sentence with gaps in both languages. Its numbers are computed here by the functions that the section
speaks of, written as each language writes numbers, and the whole sentence is looked for in the document.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import pytest

from prioritizer.appraisal import appraise
from prioritizer.appraisal.accounts import entries
from prioritizer.appraisal.appraise import cases
from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.distributions import mean, quantiles
from prioritizer.appraisal.effect_size import from_odds_ratio, from_relative_risk
from prioritizer.appraisal.indicators import hump, share_above_zero
from prioritizer.appraisal.parties import parties
from prioritizer.appraisal.prices import index_factor
from prioritizer.appraisal.recovery import from_chance, from_interval
from prioritizer.appraisal.tax_cost import tax_cost
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.trace import trace
from prioritizer.appraisal.weights import weights_of
from prioritizer.model.distribution import Distribution, observed, one_of
from prioritizer.model.portfolio import (
    CommonFactor,
    Profile,
    Proposal,
    Stated,
    StatedTerms,
    Success,
)
from prioritizer.model.rules import Language, RuleSet
from prioritizer.model.value import Appraised
from prioritizer.words.formatting import number
from tests.appraisal import accounts_cases as purses
from tests.appraisal import test_corrections as corrected
from tests.appraisal.test_appraise import DAY, cost, effect, point, portfolio, proposal, rules
from tests.appraisal.test_overlap import shared
from tests.appraisal.test_sensitivity import pack, solved
from tests.conftest import ROOT

Numbers: TypeAlias = Mapping[str, tuple[float, int | None]]
"""What fills each gap of an example: a number, and with how many decimals it is written; None for those it has."""


def triangle(low: str, likely: str, high: str) -> Distribution:
    """The ends and the likeliest value."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def between(low: str, high: str, shape: str) -> Distribution:
    """A normal or lognormal of which 90 per cent lie between two numbers."""
    middle = (Decimal(low) + Decimal(high)) / 2
    made = Distribution(Decimal(low), middle, Decimal(high), "normal", Decimal("0.9"))
    return made if shape == "normal" else replace(made, shape="lognormal", likely=(Decimal(low) * Decimal(high)).sqrt())


def valued(one: Proposal, by: RuleSet | None = None, **changes: object) -> Appraised:
    """One proposal appraised alone."""
    round_ = replace(portfolio(one), **changes)  # type: ignore[arg-type]  # fields of the record
    (found,) = appraise(round_, by or rules())
    return found


def discounting() -> Numbers:
    """§1, §2."""
    flat = discount_factor(lambda _: Decimal("0.035"), 2027, 2030)
    falling = discount_factor(lambda year: Decimal("0.035") if year < 2029 else Decimal("0.03"), 2027, 2030)
    by = rules(index={2024: "100", 2026: "104"})
    factor = index_factor(by, 2024, 2026)
    assert factor is not None
    return {"d": (flat, 6), "falls": (falling, 6), "now": (float(1000 * factor), 0)}


def spending() -> Numbers:
    """§3, §8, §9: a cost of 100,000 in the second year."""
    spread = replace(cost({2028: 100_000}), spread=triangle("0.9", "1", "1.4"))
    cut = corrected.corrected(corrected.graded("haircut_cost", high="0", low="0.1"))
    found = valued(proposal("a", [spread]), cut)
    return {"mean": (mean(triangle("0.9", "1", "1.4")), 1), "present": (float(found.present_costs or 0), 0)}


def reaching() -> Numbers:
    """§6, §8: every factor of the units a year."""
    one = replace(
        effect(risk_with="0.2"),
        risk_without=point("0.3"),
        size="among_treated",
        take_up=Decimal("0.8"),
        drop_out=Decimal("0.25"),
    )
    grades = (Success("", Decimal("0.6"), Decimal(1)), Success("", Decimal("0.4"), Decimal("0.5")))
    optimism = CommonFactor("o", "", "effects", point("0.9"), None)
    price = replace(DAY, spread=triangle("0.8", "1", "1.15"))
    by = corrected.corrected(corrected.graded("haircut_effect", high="0", low="0.2"))
    by = replace(by, prices={"day": price})
    round_ = replace(portfolio(replace(proposal("a", [], [one]), success=grades)), common_factors=(optimism,))
    terms = terms_of(round_, by)
    assert terms is not None
    (case,) = cases(round_, by, terms, 1, 1024)
    (row,) = trace(case).effects
    together = dict(row.factors)["together"]
    return {"spread": (mean(price.spread or point(1)), 5), "together": (together, 5), "units": (row.units, 2)}


def ratios() -> Numbers:
    """§6: a relative risk and an odds ratio."""
    relative = from_relative_risk(np.array([0.8]), np.array([0.75])).values[0]
    odds = from_odds_ratio(np.array([0.3]), np.array([0.73])).values[0]
    return {"relative": (round(float(relative), 6), None), "odds": (float(odds), None)}


def profile() -> Numbers:
    """§7, §9: a delay of one year, moved one more by the haircut."""
    one = replace(effect(), profile=Profile(1, (Decimal("0.5"), Decimal(1)), 3, Decimal("0.5")))
    return {f"w{k}": (float(w), None) for k, w in enumerate(weights_of([one], 8, later=1)[0])}


def meeting() -> Numbers:
    """§6: two effects on the same people."""
    alone = valued(proposal("a", [], [shared()]), rules("0"))
    both = valued(proposal("a", [], [shared(), shared()]), rules("0"))
    assert alone.present_effects is not None
    assert both.present_effects is not None
    per_day = 1000
    return {
        "alone": (alone.present_effects / per_day, 0),
        "joint": ((both.present_effects - 2 * alone.present_effects) / per_day, 0),
        "both": (both.present_effects / per_day, 0),
        "share": (both.present_effects / per_day / 200, 2),
    }


def taxes() -> Numbers:
    """§4: displacement and equalisation of a production price, and §5: the loss of tax financing."""
    price = purses.work({"individ": "200000", "kommun": "40000", "staten": "60000"})
    by = purses.rules(price, displacement="0.25")
    one = purses.proposal({}, purses.effect("work"))
    found = entries(price, one.alternatives[0].effects[0], purses.portfolio(one), by)
    first = next(e for e in found if e.actor == "kommun" and e.kind == "production")
    later = next(e for e in found if e.actor == "kommun" and e.kind == "transfer")
    loss = tax_cost(
        {("kommun", 2027): -100.0, ("staten", 2027): 20.0, ("individ", 2027): 50.0}, {"kommun", "staten"}, 1.3
    )
    return {
        "kept": (float(first.per_unit), 0),
        "moved": (-float(later.per_unit), 0),
        "years": (later.delay, 0),
        "loss": (loss[2027], 0),
    }


def shapes() -> Numbers:
    """§8: the mean and the median of each shape."""
    found = {
        "triangle": triangle("0.64", "0.7", "0.82"),
        "pert": replace(triangle("0.64", "0.7", "0.82"), shape="pert"),
        "normal": between("0.64", "0.82", "normal"),
        "lognormal": between("0.64", "0.82", "lognormal"),
        "beta": observed(Decimal(12), Decimal(40)),
        "discrete": one_of(((Decimal(1), Decimal("0.6")), (Decimal("0.5"), Decimal("0.4")))),
    }
    half = np.array([0.5])
    return {
        **{f"{name}_mean": (mean(declared), 4) for name, declared in found.items()},
        **{f"{name}_median": (float(quantiles(declared, half)[0]), 4) for name, declared in found.items()},
    }


def drawing() -> Numbers:
    """§8: chance and expected loss of four draws."""
    draws = np.array([-30.0, -10.0, 20.0, 60.0])
    return {
        "mean": (float(draws.mean()), 0),
        "chance": (100 * share_above_zero(draws), 0),
        "loss": (float(np.maximum(0.0, -draws).mean()), 0),
    }


def cutting() -> Numbers:
    """§9: the three haircuts of one proposal."""
    found = valued(corrected.one(), corrected.corrected(*corrected.CUTS))
    assert found.present_effects is not None
    return {
        "raw": (found.nnv_raw, 0),
        "effects": (found.present_effects, 0),
        "costs": (float(found.present_costs or 0), 0),
        "nnv": (found.nnv_adjusted, 0),
    }


def sparing() -> Numbers:
    """§9: the same proposal with an effect that harms, off which nothing is taken."""
    harm = effect(risk_with="0.25")
    by = corrected.corrected(*corrected.CUTS)
    gains, both = (valued(proposal("a", [cost({2027: 50_000})], some), by) for some in ([effect()], [effect(), harm]))
    return {
        "gains": (gains.nnv_adjusted, 0),
        "harm": (gains.nnv_adjusted - both.nnv_adjusted, 0),
        "nnv": (both.nnv_adjusted, 0),
    }


def moving() -> Numbers:
    """§10: the same proposal moved towards experience."""
    found = valued(corrected.one(), corrected.corrected(*corrected.CUTS, *corrected.PRIOR))
    low = valued(corrected.one(kronor=200_000), corrected.corrected(*corrected.PRIOR))
    return {
        "r": (found.nnv_adjusted / (found.present_costs or 1), 4),
        "w": (found.weight, 2),
        "nnv": (found.nnv, 0),
        "low": (low.nnv, 0),
    }


def indicators() -> Numbers:
    """§11: 50,000 kr for 100,000 kr in each of two years, a year later."""
    late = replace(effect(), profile=Profile(1, (), 2, Decimal(1)))
    one = valued(proposal("a", [cost({2027: 40_000}), cost({2027: 10_000}, "operation")], [late]))
    assert one.break_even is not None
    assert one.nnk_i is not None
    assert one.nnk_idu is not None
    assert one.bcr is not None
    own = {2027: -50_000, **{year: one.taken_home["namnd", year] for year in (2028, 2029)}}
    return {
        "effects": (one.present_effects or 0, 0),
        "nnv": (one.nnv, 0),
        "even": (100 * one.break_even, 1),
        "nnk_i": (one.nnk_i, 2),
        "nnk_idu": (one.nnk_idu, 2),
        "bcr": (one.bcr, 2),
        "home": (own[2028], 0),
        "depth": (hump(own, 2027).depth, 0),
    }


def curving() -> Numbers:
    """§6, §11: two effects on the same people, each of which halves what there would be."""
    one = valued(proposal("a", [cost({2027: 87_500})], [shared(), shared()]), rules("0"))
    assert one.break_even is not None
    (joint,) = one.joint_present[2].values()
    return {
        "linear": ((one.present_effects or 0) - joint, 0),
        "square": (-joint, 0),
        "even": (one.break_even, 1),
        "given": (200_000 * (1 - (1 - 0.5 * one.break_even) ** 2), 0),
    }


def purse_even() -> Numbers:
    """§11, §12: the own purse pays 50,000 and frees 180,000, of which half is money."""
    one = valued(proposal("a", [cost({2027: 50_000})], [effect()]))
    assert one.break_even_own is not None
    return {"even": (100 * one.break_even_own, 1), "money": (sum(one.taken_home.values()), 0)}


def varying() -> Numbers:
    """§11: NNV with one thing changed, and where it is zero."""
    found = pack(portfolio(proposal("a", [cost({2027: 150_000})], [effect()])), rules())
    told = {(one.name, str(one.value)): one.nnv for one in found.variations}
    return {
        "nnv": (found.nnv or 0, 0),
        "half": (told["effect", "0.5"] or 0, 0),
        "later": (told["delay", "1"] or 0, 0),
        "cost": (solved(found, "cost").value or 0, 1),
        "delay": (solved(found, "delay").value or 0, 2),
    }


def sharing() -> Numbers:
    """D4: a municipality and an employer pay, the municipality gains."""
    one = purses.proposal({"arbetsgivare": 5_000, "kommun": 4_000}, purses.effect("care"))
    round_, by = purses.portfolio(one), purses.rules(purses.care())
    (value,) = appraise(round_, by, draws=8)
    found = parties(round_, by, value, 2027, frozenset())
    kommun = next(row for row in found.parties if row.actor == "kommun")
    return {
        "cost": (found.cost, 0),
        "gain": (kommun.gain or 0, 0),
        "money": (kommun.money or 0, 0),
        "by_gain": (found.by_gain.of_gain or 0, None),
        "by_money": (found.by_money.of_gain or 0, None),
    }


def recovering() -> Numbers:
    """§8, §26: a chance, and an interval that is longer upwards."""
    normal, _ = from_chance(50_000.0, 0.8)
    bent = from_interval(70_000.0, -20_000.0, 200_000.0, 0.9)
    assert normal is not None
    assert bent is not None
    return {
        "scale": (normal.scale, 0),
        "s": (bent.scale, 0),
        "b": (bent.bend, 4),
        "chance": (100 * bent.chance(70_000.0), 0),
    }


def stating() -> Numbers:
    """§5, §9, §26: a net and a gross result with haircuts, the gross one with the loss of tax financing too."""
    by = corrected.corrected(*corrected.CUTS, corrected.plain("tax_factor", "1.3"))
    declared = StatedTerms(start_year=2027)
    net = Stated(value=Decimal(50_000), terms=declared)
    benefits = {"kommun": Decimal(150_000), "individ": Decimal(20_000)}
    gross = Stated(benefits=benefits, terms=replace(declared, tax_cost="excluded"))
    paid = [cost({2027: 100_000})]
    return {
        "net": (valued(proposal("a", paid, stated=net), by).nnv_adjusted, 0),
        "gross": (valued(proposal("a", paid, stated=gross), by, tax_factor=True).nnv_adjusted, 0),
    }


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the document in each language, and what fills its gaps."""

    numbers: Callable[[], Numbers]
    sv: str
    en: str

    def written(self, language: Language) -> str:
        """The sentence with its numbers, spaces made soft as in `halves`."""
        gaps = {name: number(value, language, digits) for name, (value, digits) in self.numbers().items()}
        return (self.sv if language == "sv" else self.en).format(**gaps).replace("\u00a0", " ")


EXAMPLES: Mapping[str, Example] = {
    "discounting": Example(
        discounting,
        "Exempel: vid 3,5 procent är d(2030) = {d} med diskonteringsår 2027, och {falls} om räntan är 3 "
        "procent från 2029. Är index 100 för 2024 och 104 "
        "för 2026 blir "
        "1 000 kr i 2024 års priser {now} kr i 2026 års.",
        "Example: at 3.5 per cent d(2030) = {d} with base year 2027, and {falls} where it is 3 per cent from "
        "2029. With an index of 100 for 2024 and 104 for 2026, "
        "1,000 kr of 2024 are {now} kr of 2026.",
    ),
    "spending": Example(
        spending,
        "Exempel: 100 000 kr år 2028 med osäkerheten 0,9–1–1,4, vars medel är {mean}, avdraget 10 procent "
        "och räntan 25 "
        "procent: 100 000 × 1,1 × 1,1 × 0,8 = {present} kr.",
        "Example: 100,000 kr in 2028 with the spread 0.9–1–1.4, whose mean is {mean}, a haircut of 10 per "
        "cent and a rate "
        "of 25 per cent: 100,000 × 1.1 × 1.1 × 0.8 = {present} kr.",
    ),
    "reaching": Example(
        reaching,
        "Exempel: 100 deltagare × 0,8 × (1 − 0,25) × (0,3 − 0,2) × 10 enheter × måluppfyllelse (0,6 × 1 + "
        "0,4 × 0,5) × "
        "gemensam faktor 0,9 × väntat pris {spread} × att talen dras tillsammans {together} × (1 − 0,2) = "
        "{units} enheter per år.",
        "Example: 100 participants × 0.8 × (1 − 0.25) × (0.3 − 0.2) × 10 units × success (0.6 × 1 + 0.4 × "
        "0.5) × common "
        "factor 0.9 × expected price {spread} × that numbers are drawn together {together} × (1 − 0.2) = "
        "{units} units a year.",
    ),
    "ratios": Example(
        ratios,
        "Exempel: relativ risk 0,75 av 0,8 är skillnaden {relative}; oddskvot 0,73 av 0,3 är skillnaden {odds}.",
        "Example: a relative risk of 0.75 on 0.8 is a difference of {relative}; an odds ratio of 0.73 on 0.3 "
        "one of {odds}.",
    ),
    "profile": Example(
        profile,
        "Exempel: fördröjning 1, upptrappning 0,5 → 1, 3 år, avtagande 0,5 och ett års avdrag ger vikterna "
        "{w0}, {w1}, "
        "{w2}, {w3}, {w4}, {w5}, {w6}, {w7} från startåret.",
        "Example: delay 1, ramp 0.5 → 1, 3 years, decay 0.5 and a haircut of one year give the weights {w0}, "
        "{w1}, {w2}, "
        "{w3}, {w4}, {w5}, {w6}, {w7} from the start.",
    ),
    "meeting": Example(
        meeting,
        "Exempel: 100 personer med risken 0,2 och 10 dygn per fall har 200 dygn utan insats. Två insatser "
        "som var och en "
        "halverar dem (e = 0,5) sparar {alone} dygn var, men tillsammans {both}: den gemensamma termen är "
        "{joint}, och "
        "1 − (1 − 0,5)² = {share} av 200.",
        "Example: 100 people with a risk of 0.2 and 10 days a case have 200 days without a measure. Two "
        "measures that each "
        "halve them (e = 0.5) save {alone} days each but {both} together: the joint term is {joint}, and 1 − "
        "(1 − 0.5)² = "
        "{share} of 200.",
    ),
    "taxes": Example(
        taxes,
        "Exempel: kommunens skatt 40 000 kr på ett årsarbete blir {kept} kr efter 25 procents undanträngning; med 95 "
        "procents utjämning går {moved} kr av dem till staten {years} år senare. Betalar kommunen 100 kr "
        "netto och får staten 20 kr "
        "är skattefinansieringens kostnad (1,3 − 1) × (−100 + 20) = {loss} kr.",
        "Example: the municipality's tax of 40,000 kr on a year of work is {kept} kr after 25 per cent "
        "displacement; with "
        "95 per cent equalisation {moved} kr of it goes to the state {years} years later. Where the "
        "municipality pays 100 kr net and the "
        "state gets 20 kr, the cost of tax financing is (1.3 − 1) × (−100 + 20) = {loss} kr.",
    ),
    "shapes": Example(
        shapes,
        "Exempel, medel och median: triangel 0,64–0,7–0,82 {triangle_mean} och {triangle_median}; PERT av samma tal "
        "{pert_mean} och {pert_median}; normal med 90 procent mellan 0,64 och 0,82 {normal_mean} och "
        "{normal_median}; "
        "lognormal likaså {lognormal_mean} och {lognormal_median}; beta, 12 av 40, {beta_mean} och "
        "{beta_median}; 1 med "
        "chansen 0,6 och 0,5 med chansen 0,4 {discrete_mean} och {discrete_median}.",
        "Example, mean and median: triangle 0.64–0.7–0.82 {triangle_mean} and {triangle_median}; PERT of the "
        "same numbers "
        "{pert_mean} and {pert_median}; normal with 90 per cent between 0.64 and 0.82 {normal_mean} and "
        "{normal_median}; "
        "lognormal likewise {lognormal_mean} and {lognormal_median}; beta, 12 of 40, {beta_mean} and "
        "{beta_median}; 1 with "
        "chance 0.6 and 0.5 with chance 0.4 {discrete_mean} and {discrete_median}.",
    ),
    "drawing": Example(
        drawing,
        "Exempel: fyra dragningar −30, −10, 20 och 60 har medelvärdet {mean}, chansen {chance} procent och "
        "den väntade "
        "förlusten {loss}.",
        "Example: four draws of −30, −10, 20 and 60 have the mean {mean}, the chance {chance} per cent and "
        "the expected "
        "loss {loss}.",
    ),
    "cutting": Example(
        cutting,
        "Exempel: 50 000 kr för 100 000 kr år 2027 och 2028 vid 25 procent är värt {raw} kr. Med kostnader "
        "+10 procent, "
        "effekter −20 procent och ett år senare: (80 000 + 64 000) × 0,8 − 50 000 × 1,1 = {effects} − "
        "{costs} = {nnv} kr.",
        "Example: 50,000 kr for 100,000 kr in 2027 and 2028 at 25 per cent are worth {raw} kr. With costs "
        "+10 per cent, "
        "effects −20 per cent and a year later: (80,000 + 64,000) × 0.8 − 50,000 × 1.1 = {effects} − {costs} "
        "= {nnv} kr.",
    ),
    "sparing": Example(
        sparing,
        "Exempel: höjer insatsen dessutom en annan risk, för 50 000 kr år 2027 och 2028, räknas de {harm} kr i nuvärde "
        "hela: {gains} − {harm} = {nnv} kr.",
        "Example: if the measure also raises another risk, for 50,000 kr in 2027 and 2028, those {harm} kr of present "
        "value count in full: {gains} − {harm} = {nnv} kr.",
    ),
    "moving": Example(
        moving,
        "Exempel: med r = {r}, m = 0,2, t = 0,3 och s = 0,4 är w = {w} och värdet {nnv} kr. Ett förslag på "
        "200 000 kr med "
        "r = −0,1 ligger under m och behåller sina {low} kr.",
        "Example: with r = {r}, m = 0.2, t = 0.3 and s = 0.4, w = {w} and the value {nnv} kr. A proposal of "
        "200,000 kr with "
        "r = −0.1 lies below m and keeps its {low} kr.",
    ),
    "indicators": Example(
        indicators,
        "Exempel: 40 000 kr investering och 10 000 kr drift år 2027 för 100 000 kr år 2028 och 2029, vid 25 "
        "procent: E = "
        "{effects}, NNV = {nnv}, brytpunkt {even} procent, NNK-i {nnk_i}, NNK-idu {nnk_idu}, kvot {bcr}. Är hälften "
        "hemtagbar får kassan {home} kr 2028: puckeln är {depth} kr år 2027 och återbetalningen 2028.",
        "Example: 40,000 kr of investment and 10,000 kr of operation in 2027 for 100,000 kr in 2028 and "
        "2029, at 25 per "
        "cent: E = {effects}, NNV = {nnv}, break-even {even} per cent, NNK-i {nnk_i}, NNK-idu {nnk_idu}, "
        "ratio {bcr}. With "
        "half of it taken home the purse gets {home} kr in 2028: the hump is {depth} kr in 2027 and payback 2028.",
    ),
    "purse_even": Example(
        purse_even,
        "Exempel: betalar kassan 50 000 kr och frigörs 180 000 kr i nuvärde är dess brytpunkt {even} "
        "procent, fast bara "
        "{money} kr (odiskonterat) är pengar.",
        "Example: where the purse pays 50,000 kr and 180,000 kr in present value is freed, its break-even is "
        "{even} per "
        "cent, though only {money} kr (not discounted) is money.",
    ),
    "curving": Example(
        curving,
        "Exempel: två insatser som var och en halverar 200 000 kr för 87 500 kr: −87 500 + {linear} · s − {square} "
        "· s² är noll vid s = {even}, då 1 − 0,75² av 200 000 kr är {given} kr.",
        "Example: two measures that each halve 200,000 kr, for 87,500 kr: −87,500 + {linear} · s − {square} · s² is "
        "zero at s = {even}, where 1 − 0.75² of 200,000 kr is {given} kr.",
    ),
    "varying": Example(
        varying,
        "Exempel: 150 000 kr för 100 000 kr år 2027 och 2028 vid 25 procent är värt {nnv} kr; med halva "
        "effekten {half} kr, "
        "ett år senare {later} kr. Nettonuvärdet är noll vid {cost} gånger kostnaden, eller {delay} års fördröjning.",
        "Example: 150,000 kr for 100,000 kr in 2027 and 2028 at 25 per cent are worth {nnv} kr; with half "
        "the effect {half} "
        "kr, a year later {later} kr. NNV is zero at {cost} times the cost, or a delay of {delay} years.",
    ),
    "sharing": Example(
        sharing,
        "Exempel: kommunen betalar {cost} kr och en arbetsgivare 5 000 kr, som den bär själv. Kommunen "
        "vinner {gain} kr, "
        "varav {money} kr är pengar: τ = {cost} / {gain} = {by_gain}, i pengar {cost} / {money} = {by_money}.",
        "Example: the municipality pays {cost} kr and an employer 5,000 kr, which it bears itself. The "
        "municipality gains "
        "{gain} kr, of which {money} kr is money: τ = {cost} / {gain} = {by_gain}, in money {cost} / {money} "
        "= {by_money}.",
    ),
    "recovering": Example(
        recovering,
        "Exempel: värdet 50 000 kr med chansen 80 procent har s = 50 000 / Φ⁻¹(0,8) = {scale} kr. Värdet 70 "
        "000 kr med 90 "
        "procent mellan −20 000 och 200 000 kr har b = {b} och s = {s} kr, och chansen {chance} procent.",
        "Example: a value of 50,000 kr with a chance of 80 per cent has s = 50,000 / Φ⁻¹(0.8) = {scale} kr. "
        "A value of "
        "70,000 kr with 90 per cent between −20,000 and 200,000 kr has b = {b} and s = {s} kr, and a chance "
        "of {chance} per "
        "cent.",
    ),
    "stating": Example(
        stating,
        "Exempel: netto 50 000 kr med 100 000 kr i kostnader, avdragen 20 och 10 procent, ett år senare vid "
        "25 procent: "
        "(50 000 + 100 000) × 0,8 × 0,8 − 100 000 × 1,1 = {net} kr. Brutto 150 000 kr till kommunen och 20 "
        "000 kr till "
        "individen, med skattefaktorn 1,3: 108 800 − 110 000 + 0,3 × (96 000 − 110 000) = {gross} kr.",
        "Example: net 50,000 kr with 100,000 kr of costs, haircuts of 20 and 10 per cent, a year later at 25 "
        "per cent: "
        "(50,000 + 100,000) × 0.8 × 0.8 − 100,000 × 1.1 = {net} kr. Gross 150,000 kr to the municipality and "
        "20,000 kr to "
        "the individual, with a tax factor of 1.3: 108,800 − 110,000 + 0.3 × (96,000 − 110,000) = {gross} kr.",
    ),
}


def halves() -> Mapping[Language, str]:
    """The document in Swedish and in English, each as one line."""
    swedish, english = (ROOT / "docs/method.md").read_text("utf-8").split("\n## ")[1:]
    return {"sv": " ".join(swedish.split()), "en": " ".join(english.split())}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_what_the_program_computes(name: str, language: Language) -> None:
    """Each printed number of the method is that of the program, in both languages (§1–§12, §26)."""
    assert EXAMPLES[name].written(language) in halves()[language]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_example_of_the_document_is_computed_here(language: Language) -> None:
    """No example stands in the text that nothing checks."""
    word = "Exempel" if language == "sv" else "Example"

    assert sum(halves()[language].count(f"{word}{mark}") for mark in (":", ",")) == len(EXAMPLES)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_section_has_an_example(language: Language) -> None:
    """A formula is easier to trust with numbers in it."""
    _, *sections = (
        (ROOT / "docs/method.md").read_text("utf-8").split("\n## ")[1 if language == "sv" else 2].split("\n### ")
    )
    word = "Exempel" if language == "sv" else "Example"

    heads = [section.split("\n")[0] for section in sections if word not in section]
    # What the choice does has its examples in tests of its own.
    assert [head for head in heads if "`selection/" not in head] == []
