"""`appraise --trace` followed with a pocket calculator: every printed product, from its printed factors (F3)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.appraisal import appraise
from prioritizer.appraisal.appraise import cases
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.trace import trace
from prioritizer.cli.run import DRAWS, checked
from prioritizer.cli.trace import lines
from prioritizer.cli.trace_write import WIDTH, Writer
from prioritizer.model.distribution import Distribution, observed, one_of
from prioritizer.model.portfolio import Effect, LocalPrice, Portfolio, Profile, Stated, StatedTerms
from prioritizer.model.rules import Dated, Language, RuleSet
from prioritizer.model.value import Appraised
from tests.appraisal import test_corrections as corrected
from tests.appraisal import test_sensitivity as varied
from tests.appraisal.test_appraise import SOURCE, cost, effect, point, portfolio, proposal, rules
from tests.appraisal.test_overlap import shared
from tests.appraisal.test_overlap_sensitivity import uncertain
from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE
from tests.conftest import ROOT

NUMBER = re.compile(r"−?\d[\d\u00a0]*(?:,\d+)?")


def numbers(line: str) -> list[float]:
    """The numbers of a printed line, as a person reads them."""
    return [float(x.replace("\u00a0", "").replace("−", "-").replace(",", ".")) for x in NUMBER.findall(line)]


def printed(round_: Portfolio, rules: RuleSet, language: Language = "sv") -> Iterator[tuple[Appraised, list[str]]]:
    """Every version at every start, with its appraisal and its printed calculation."""
    terms = terms_of(round_, rules)
    assert terms is not None
    values = appraise(round_, rules, 1, DRAWS)
    for value, case in zip(values, cases(round_, rules, terms, 1, DRAWS), strict=True):
        yield value, list(lines(trace(case), Writer(round_, language)))


class Calculator:
    """Walks a printed calculation and works it out anew; what differs is told with its line."""

    def __init__(self, printed: list[str]) -> None:
        self.lines = printed
        self.checked = 0
        self.nnv = 0.0
        self.effects = 0.0
        self.product = 1.0
        self.table: list[float] = []
        self.columns: list[str] = []
        self.running = 0.0

    def run(self) -> None:
        """Every line in order."""
        for line in self.lines:
            self._line(line)

    def _line(self, line: str) -> None:
        found = numbers(line)
        if not line.startswith("   "):
            self.columns = []
        if line.startswith(("     Deltagare ", "     Deltagare,")):
            self.product = found[-1]
        elif line.startswith("   × "):
            self.product *= found[-1]
        elif line.startswith("   = "):
            self._same(line, self.product, found[-1], 1e-6)
            self.units, self.columns = found[-1], []
        elif line.startswith(("   År ", "   Aktör ")):
            self.columns, self.table = line.split("  "), []
            self.columns = [name.strip() for name in self.columns if name.strip()]
            self.running = 0.0
        elif line.startswith("   Summa"):
            self._sum(line, found)
        elif self.columns and line.startswith("   ") and found and not line.startswith("   -"):
            self._row(line, found)

    def _row(self, line: str, found: list[float]) -> None:
        match self.columns[-1]:
            case "Nuvärde" if self.columns[0] == "År":
                _, written, index, factors, amount, discount, present = found
                self._same(line, written * index * factors, amount)
                self._same(line, amount * discount, present)
                self.table.append(present)
            case "Produkt":
                _, weight, discount, product = found
                self._same(line, weight * discount, product, 1e-7)
                self.table.append(product)
            case "Nuvärde":
                *_, _, value, weights, _, present = found
                self._same(line, self.units * value * weights, present)
                self.table.append(present)
            case "Sammanlagt":
                _, paid, had, net, running = found
                self._same(line, paid + had, net)
                # The year's net is rounded before it is added up.
                self._same(line, self.running + net, running)
                self.running = running
            case "Kostnader":
                self.table.append(found[-1])
            case "Netto":
                costs, effects, net = found[-3:]
                self._same(line, costs + effects, net)
                self.table.append(net)

    def _sum(self, line: str, found: list[float]) -> None:
        # Each row was rounded to the krona before it is added up here.
        rounding = 1e-5 if self.columns[-1] == "Produkt" else 1.01 + len(self.table) / 2
        self._same(line, sum(self.table), found[-1], absolute=rounding)
        self.nnv = found[-1] if self.columns[-1] in ("Netto", "Kostnader") else self.nnv
        self.effects += found[-1] if self.columns[0] == "Aktör" and self.columns[-1] == "Nuvärde" else 0.0
        self.columns = []

    def _same(self, line: str, mine: float, theirs: float, absolute: float = 1.01) -> None:
        """To the krona, or to a millionth of millions."""
        assert mine == pytest.approx(theirs, rel=1e-6, abs=absolute), line
        self.checked += 1


@pytest.fixture(scope="module")
def example() -> tuple[Portfolio, RuleSet]:
    """The example as it is read."""
    read, _, _ = checked(ROOT / "portfolios" / "exempelkommun")
    return read.portfolio, read.rules


def test_every_calculation_of_the_example_can_be_followed(example: tuple[Portfolio, RuleSet]) -> None:
    """Each printed product is that of its printed factors, each sum that of its rows, and the last is NNV."""
    for value, told in printed(*example):
        by_hand = Calculator(told)
        by_hand.run()

        assert by_hand.nnv == pytest.approx(value.nnv_adjusted, abs=1), value.proposal
        assert by_hand.effects == pytest.approx(value.present_effects or 0, abs=8), value.proposal
        assert by_hand.checked > 8


@pytest.mark.parametrize("round_", [varied.whole_round, varied.uncertain_round])
def test_haircuts_taxes_ratios_factors_and_spreads_can_be_followed(round_: object) -> None:
    """All that the example has not: tax financing, haircuts, ratios, graded success, common factors, cost spreads."""
    assert callable(round_)
    for value, told in printed(*round_()):
        by_hand = Calculator(told)
        by_hand.run()

        assert by_hand.nnv == pytest.approx(value.nnv_adjusted, abs=1)


@pytest.mark.parametrize("owner", ["namnd", "region"])
def test_effects_on_the_same_people_can_be_followed_to_the_total(owner: str) -> None:
    """What three effects have in common is printed with its factors, and all rows add up to the effects (§6)."""
    each = [uncertain(3), replace(shared(risk_with="0.15", years=5), owner=owner)]
    round_ = portfolio(proposal("a", [cost({2027: 260_000})], [*each, shared(risk_with="0.18")]))
    ((value, told),) = printed(round_, rules("0.03"))
    by_hand = Calculator(told)
    by_hand.run()

    assert by_hand.nnv == pytest.approx(value.nnv_adjusted, abs=1)
    assert sum("når samma personer." in line for line in told) == 4
    assert by_hand.effects == pytest.approx(value.present_effects, abs=8)


@pytest.mark.parametrize(
    "others", [[], [replace(shared(), risk_with=point("0.3")), replace(shared(), risk_with=point("0.4"))]]
)
def test_a_haircut_that_is_not_taken_is_told_at_its_effect(others: list[Effect]) -> None:
    """The gain is cut and a year later, the harm beside it and harms to the same people whole and at once (§6, §9)."""
    effects = [effect(), effect(risk_with="0.25"), *others]
    ((value, told),) = printed(
        portfolio(proposal("a", [cost({2027: 50_000})], effects)), corrected.corrected(*corrected.CUTS)
    )
    by_hand = Calculator(told)
    by_hand.run()

    assert by_hand.nnv == pytest.approx(value.nnv_adjusted, abs=1)
    assert by_hand.effects == pytest.approx(value.present_effects, abs=8)
    assert flat(told).count("Försiktighetsavdraget görs inte här") == len(effects) - 1
    assert flat(told).count("effekterna räknas 1 år senare") == 1


@pytest.mark.parametrize(
    ("kronor", "sentence"),
    [
        (
            87_500,
            "Brytpunkt, samhället: effekterna gånger s, där de som når samma personer ger mindre tillsammans. −87 500 "
            "+ (200 000) × s + (−50 000) × s² = 0 vid s = 0,5, det minsta. Så stor del av "
            "de väntade effekterna behövs.",
        ),
        (200_001, "kan inte nås, −200 001 + (200 000) × s + (−50 000) × s² blir inte noll för något s."),
    ],
)
def test_break_even_of_effects_on_the_same_people_is_printed_as_the_curve_it_is(kronor: int, sentence: str) -> None:
    """The kronor of each power of s, and the least s that makes zero (§6, §11)."""
    round_ = portfolio(proposal("a", [cost({2027: kronor})], [shared(), shared()]))
    ((_, told),) = printed(round_, rules("0"))

    assert sentence in flat(told)


def test_corrections_are_printed_step_by_step() -> None:
    """The grade that counts, what was before it, and the way to the value decided on (§9, §10)."""
    round_, by = portfolio(corrected.one()), corrected.corrected(*corrected.CUTS, *corrected.PRIOR)
    ((value, told),) = printed(round_, by)
    text = " ".join("\n".join(told).split())

    assert "Utan försiktighetsavdrag: 130 000" in text
    assert "Kostnader × 1,1, effekter × 0,8, år senare: 1" in text
    assert "r = 60 200 / 55 000 = 1,0945455" in text
    assert "0,3² / (0,3² + 0,4²) = 0,36" in text
    assert f"Värdet som valet bygger på: {value.nnv:,}".replace(",", " ") in text


def test_a_value_below_experience_says_that_it_is_not_raised() -> None:
    """−0.10 kr a krona is printed with what it would have become (§10)."""
    round_, by = portfolio(corrected.one(kronor=200_000)), corrected.corrected(*corrected.PRIOR)
    ((_, told),) = printed(round_, by)

    assert "inte höjs: −20 000" in " ".join("\n".join(told).split())


def test_a_stated_result_is_printed_as_it_was_stated() -> None:
    """What was given and how it was brought to the round; there is no more to follow (§26)."""
    one = proposal("a", [cost({2027: 100})], stated=Stated(value=Decimal(500)))
    ((_, told),) = printed(portfolio(one), rules())
    text = "\n".join(told)

    assert "Nettonuvärde som angivet: 500. Kostnaderna är redan avdragna." in text
    assert "× 1 = 500" in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_line_is_wider_than_a_hundred_columns(example: tuple[Portfolio, RuleSet], language: Language) -> None:
    """In both languages, for every version."""
    wide = [line for _, told in printed(*example, language) for line in told if len(line) > WIDTH]

    assert wide == []


def test_every_number_of_the_rules_has_its_source_and_mark(example: tuple[Portfolio, RuleSet]) -> None:
    """Below each parameter and each price its source stands, and how sure that is."""
    portfolio_, by = example
    for value, told in printed(replace(portfolio_, proposals=portfolio_.proposals[:3]), by):
        sources = sum(line.strip().startswith("Källa:") for line in told)
        effects = sum(step["row"] == "effect" for step in value.steps)

        assert sources >= effects + 2


def test_the_command_prints_all_versions_or_one(workspace: Path) -> None:
    """ID prints every version at its earliest start, ID/ALTERNATIVE one; a misspelt id is met with the nearest."""
    both = said(prioritizer("appraise", EXAMPLE, "--trace", "narvaroteam", cwd=workspace))
    one = said(prioritizer("appraise", EXAMPLE, "--trace", "narvaroteam/tva_skolor", "--lang", "en", cwd=workspace))
    wrong = prioritizer("appraise", EXAMPLE, "--trace", "narvaroteam/tva_skolr", cwd=workspace)

    assert both.count("RESULTAT") == 2
    assert one.count("RESULT\n") == 1
    assert wrong.returncode == 1
    assert "«narvaroteam/tva_skolor»" in talked(wrong)


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("hyresskuld", "start 2027"),
        ("hyresskuld@2029", "start 2029"),
        ("narvaroteam/tva_skolor@2028", "Två skolor, start 2028"),
    ],
)
def test_another_start_is_shown_where_it_is_asked_for(workspace: Path, asked: str, head: str) -> None:
    """ID@YEAR shows that start, ID the earliest; both say which others there are."""
    told = said(prioritizer("appraise", EXAMPLE, "--trace", asked, cwd=workspace)).splitlines()

    assert told[0].endswith(head)
    assert told[1].startswith("Andra startår: ")
    assert head[-4:] not in told[1].split(".")[0]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            "narvaroteam@2029",
            "The proposal 'narvaroteam' has no start '2029'. Those that exist are 2027, 2028. "
            "Did you mean 'narvaroteam@2028'?",
        ),
        ("narvaroteam@nu", "has no start 'nu'. Those that exist are 2027, 2028."),
        ("narvaroteem@2028", "There is no proposal 'narvaroteem'. Did you mean 'narvaroteam'?"),
    ],
)
def test_a_start_that_is_not_there_is_told_with_those_that_are(workspace: Path, asked: str, answer: str) -> None:
    """And with the nearest."""
    wrong = prioritizer("appraise", EXAMPLE, "--trace", asked, "--lang", "en", cwd=workspace)

    assert wrong.returncode == 1
    assert answer in talked(wrong)


def flat(told: list[str]) -> str:
    """A printed calculation as one line of words, hard spaces made soft."""
    return " ".join("\n".join(told).replace("\u00a0", " ").split())


def of(example: tuple[Portfolio, RuleSet], name: str, language: Language = "sv") -> tuple[Appraised, list[str]]:
    """The head version of one proposal of the example at its earliest start."""
    round_, by = example
    only = replace(round_, proposals=tuple(p for p in round_.proposals if p.id == name))
    return next(printed(only, by, language))


def test_an_uncertain_price_is_printed_with_its_spread_and_mean(example: tuple[Portfolio, RuleSet]) -> None:
    """Beside the expected price stands what it comes from (§8)."""
    text = flat(of(example, "narvaroteam")[1])

    assert (
        "Osäkert, priset i förhållande till prislistan: triangel 0,8 – 1 – 1,15; medel (0,8 + 1 + 1,15) / 3 = "
        "0,98333333, av dragningarna 0,9833334." in text
    )


def test_an_uncertain_risk_names_its_distribution_and_how_its_mean_is_had(example: tuple[Portfolio, RuleSet]) -> None:
    """In both languages, and that the draws differ in the last digit (§8)."""
    assert (
        "Osäkert, risk med: triangel 0,34 – 0,4 – 0,47; medel (0,34 + 0,4 + 0,47) / 3 = 0,40333333, av dragningarna "
        "0,40333332." in flat(of(example, "narvaroteam")[1])
    )
    assert "Uncertain, risk with: triangle 0.34 – 0.4 – 0.47; mean (0.34 + 0.4 + 0.47) / 3 = 0.40333333" in flat(
        of(example, "narvaroteam", "en")[1]
    )


@pytest.mark.parametrize(
    ("declared", "printed_as"),
    [
        (
            Distribution(Decimal("0.1"), Decimal("0.12"), Decimal("0.2"), "pert"),
            "PERT 0,1 – 0,12 – 0,2; medel (0,1 + 4 × 0,12 + 0,2) / 6 = 0,13",
        ),
        (
            Distribution(Decimal("0.1"), Decimal("0.12"), Decimal("0.14"), "normal", Decimal("0.9")),
            "normal, 90 % mellan 0,1 och 0,14; medel (0,1 + 0,14) / 2 = 0,12",
        ),
        (
            Distribution(Decimal("0.1"), Decimal("0.1414213562"), Decimal("0.2"), "lognormal", Decimal("0.9")),
            "lognormal, 90 % mellan 0,1 och 0,2; medel e^(m + s²/2) med m = −1,9560115 och s = 0,21070178 = 0,14459567",
        ),
        (observed(Decimal(12), Decimal(40)), "beta, 12 av 40; medel 12 / 40 = 0,3"),
        (
            one_of(((Decimal("0.1"), Decimal("0.6")), (Decimal("0.2"), Decimal("0.4")))),
            "ett av 0,1 (chans 0,6), 0,2 (chans 0,4); medel 0,1 × 0,6 + 0,2 × 0,4 = 0,14",
        ),
    ],
)
def test_each_shape_is_printed_with_the_formula_of_its_mean(declared: Distribution, printed_as: str) -> None:
    """The mean can be worked out from what was declared (§8)."""
    ((_, told),) = printed(portfolio(proposal("a", [], [replace(effect(), risk_with=declared)])), rules())

    assert f"Osäkert, risk med: {printed_as}, " in flat(told)


def test_the_share_taken_home_and_its_years_are_printed(example: tuple[Portfolio, RuleSet]) -> None:
    """With them the money in hand of a year can be worked out: units × indexed value × share × weight (§12)."""
    value, told = of(example, "narvaroteam")
    text = flat(told)

    assert "Hemtagbar andel: 60 %, samma år som det frigörs." in text
    assert round(9.1800021 * 144_289.33 * 0.6) == value.taken_home["barn_och_utbildningsnamnden", 2029]
    assert "2029 0 794 746 794 746" in text


def test_a_share_that_nobody_has_said_is_unknown_and_so_is_the_flow() -> None:
    """No payback without it (§12, §25)."""
    ((_, told),) = printed(portfolio(proposal("a", [cost({2027: 9})], [effect("week")])), rules())

    assert "Hemtagbar andel: ingen har sagt hur stor" in flat(told)
    assert "Kan inte sägas: ingen har sagt hur stor andel som kan tas hem av week." in flat(told)


def test_indicators_are_printed_with_their_formulas(example: tuple[Portfolio, RuleSet]) -> None:
    """Break-even, NNK-i, NNK-idu, the ratio, paybacks and the hump, each from printed figures (§11)."""
    for value, told in printed(*example):
        text = flat(told)
        for name in (
            "NNK-i = nettonuvärde / investeringsraderna",
            "NNK-idu = nettonuvärde / alla kostnader",
            "Nyttokostnadskvot = effekter / kostnader",
            "Brytpunkt, samhället: kostnader / effekter",
            "Brytpunkt, egna kassan (frigjorda resurser räknas fullt ut): kostnader / effekter",
        ):
            for found in re.findall(re.escape(name) + r" = (−?[\d ]+) / (−?[\d ]+) = (−?[\d ]+(?:,\d+)?)", text):
                over, under, result = (float(x.replace(" ", "").replace("−", "-").replace(",", ".")) for x in found)
                # Each sum is rounded to the krona.
                assert over / under == pytest.approx(result, rel=0.6 / abs(over) + 0.6 / abs(under)), name
        if value.payback_society is not None:
            assert f"Återbetalning, samhället: {value.payback_society}, första året" in text
        if value.payback_own is not None:
            assert f"Återbetalning, egna kassan: {value.payback_own}, första året" in text
        assert ("Brytpunkt, samhället" in text) == ("no_priced_effects" not in value.notes)


def test_the_hump_is_the_lowest_cumulative_sum_of_the_own_purse() -> None:
    """−50,000 kr in 2027 is paid back by half of 100,000 kr a year in 2028 (§11)."""
    late = replace(effect(), profile=Profile(1, (), 2, Decimal(1)))
    ((_, told),) = printed(portfolio(proposal("a", [cost({2027: 50_000})], [late])), rules())
    text = flat(told)

    assert "Investeringspuckel, det lägsta sammanlagda: −50 000, år 2027; tillbaka på noll 2028." in text
    assert "Återbetalning, egna kassan: 2028, första året" in text


def test_the_years_by_actor_add_up_to_the_appraisal(example: tuple[Portfolio, RuleSet]) -> None:
    """The last table of actors has the sum of all in each year, to a krona or so (§4)."""
    for value, told in printed(*example):
        if "no_priced_effects" in value.notes:
            continue
        block = told[told.index("PER AKTÖR OCH ÅR, effekter − kostnader, inte diskonterat") :]
        block = block[: block.index("SAMHÄLLET PER ÅR, inte diskonterat") - 1]
        rows = block[max(n for n, line in enumerate(block) if line.startswith("   År")) + 1 :]
        sums = {int(numbers(line)[0]): numbers(line)[-1] for line in rows}
        whole: dict[int, int] = {}
        for (_, year), kronor in (*value.costs.items(), *value.effects.items()):
            whole[year] = whole.get(year, 0) + kronor

        assert all(sums.get(year, 0) == pytest.approx(kronor, abs=8) for year, kronor in whole.items())


def test_parameters_by_grade_are_told_in_the_words_of_the_vocabulary(example: tuple[Portfolio, RuleSet]) -> None:
    """No internal name of a field is printed."""
    for language in ("sv", "en"):
        assert all("evidence.grade" not in line for line in of(example, "narvaroteam", language)[1])


def test_years_next_to_nothing_are_a_sentence(example: tuple[Portfolio, RuleSet]) -> None:
    """No row of zeros; what is left out changes no digit that is shown."""
    fading = replace(effect(), profile=Profile(0, (), 1, Decimal("0.9")))
    ((_, told),) = printed(portfolio(proposal("a", [], [fading]), horizon=25), rules())

    assert "Åren 2036–2051 ändrar inte summans visade siffror." in flat(told)
    assert not [line for _, one in printed(*example) for line in one if line.rstrip().endswith("0,0000000000")]


@pytest.mark.parametrize(
    ("why", "said_so"),
    [
        ("off", "Justering mot erfarenhet görs inte: portföljen har slagit av den (shrinkage: no)."),
        ("none", "det finns ingen erfarenhet av sådana förslag i rules/parameters/ (prior_return och prior_spread)"),
        ("other", "något annat förslag i omgången saknar erfarenhet, och då justeras inget."),
    ],
)
def test_an_adjustment_that_is_not_made_says_why(why: str, said_so: str) -> None:
    """A reader who looks for shrinkage is told that there is none, and the reason (§10)."""
    by_class = tuple(
        corrected.graded(f"{name}_by_class", by="kind", school="0.2") for name in ("prior_return", "prior_spread")
    )
    by = corrected.corrected(*(by_class if why == "other" else corrected.PRIOR if why == "off" else ()))
    round_ = portfolio(corrected.one(facts={"kind": "school"}), corrected.one("b", 40_000, {"kind": "care"}))
    (_, told), _ = printed(replace(round_, shrinkage=why != "off"), by)

    assert said_so in flat(told)


def test_without_priced_effects_the_value_cannot_be_computed(example: tuple[Portfolio, RuleSet]) -> None:
    """The cost is printed and the effects without a price are named; nothing is taken for zero (§25)."""
    value, told = of(example, "motesplats_aldre")
    text = flat(told)

    assert "Nettonuvärde = " not in text
    assert "Nettonuvärdet kan inte beräknas: ingen effekt har ett pris. Kostnadens nuvärde är 1 359 112." in text
    assert "Utan pris, och därför inte i någon summa: minskad ofrivillig ensamhet; fler som äter tillsammans." in text
    assert "vad den får är okänt" in text.lower()
    assert value.nnv == -1_359_112


def test_a_local_price_is_printed_with_what_it_replaces() -> None:
    """The price list's value stands beside (§4)."""
    own = LocalPrice(2026, (("kommun", Decimal(900)),), SOURCE, "S")
    one = proposal("a", [], [replace(effect(), local_price=own)])
    ((value, told),) = printed(portfolio(one), rules())

    assert "Priset är förslagets eget, i stället för prislistans Kommunen 1 000 (2026 års priser)." in flat(told)
    assert value.present_effects == 162_000


def test_a_rate_that_is_decided_to_come_is_printed_and_followed() -> None:
    """Each year is divided by its own rate, and both rates stand among the numbers (§1)."""
    by = rules("0.25")
    later = Dated(date(2028, 1, 1), Decimal("0.5"), SOURCE, "S")
    rate = by.parameters["discount_rate"]
    by = replace(by, parameters={**by.parameters, "discount_rate": replace(rate, values=(*rate.values, later))})
    ((value, told),) = printed(portfolio(proposal("a", [], [effect(years=3)])), by)
    by_hand = Calculator(told)
    by_hand.run()

    assert by_hand.nnv == value.nnv_adjusted == round(100_000 + 100_000 / 1.25 + 100_000 / 1.25 / 1.5)
    assert "discount_rate: 0,25, gäller från 2016-01-01." in flat(told)
    assert "discount_rate: 0,5, gäller från 2028-01-01." in flat(told)


NET = Stated(value=Decimal(50_000), chance=Decimal("0.8"), terms=StatedTerms(start_year=2027))
GROSS = Stated(
    benefits={"kommun": Decimal(150_000), "individ": Decimal(20_000)},
    low=Decimal(-20_000),
    high=Decimal(200_000),
    terms=StatedTerms(start_year=2027, tax_cost="excluded"),
)


@pytest.mark.parametrize(
    ("result", "paid", "tax", "steps"),
    [
        (
            NET,
            True,
            False,
            (
                "normal med medelvärde 50 000 och standardavvikelse 50 000 / Φ⁻¹(chansen) = 59 409.",
                "Effekter brutto = angivet + kostnader = 50 000 + 100 000 = 150 000",
                "Effekter efter försiktighetsavdrag = 150 000 × (1 − 0,2) × 0,8 = 96 000",
                "Kostnader efter försiktighetsavdrag = 100 000 × (1 + 0,1) = 110 000",
                "Nettonuvärde = 96 000 − 110 000 = −14 000",
                "Utan försiktighetsavdrag: 50 000",
                "Resultatet säger inte, och det är därför okänt: prisår, kalkylränta, om",
            ),
        ),
        (NET, False, False, ("Nettonuvärde = 50 000 × 0,64 = 32 000. Inga kostnader är angivna",)),
        (
            Stated(Decimal(-150_000)),
            True,
            False,
            (
                "Effekter brutto = angivet + kostnader = −150 000 + 100 000 = −50 000",
                "Försiktighetsavdraget görs inte på dem: en förlust blir aldrig mindre.",
                "Nettonuvärde = −50 000 − 110 000 = −160 000",
            ),
        ),
        (Stated(Decimal(-150_000)), False, False, ("en förlust blir aldrig mindre. Nettonuvärde = −150 000",)),
        (
            GROSS,
            True,
            True,
            (
                "(90 %): förskjuten lognormal med medelvärde 70 000, s = 63 087",
                "Effekter efter försiktighetsavdrag = 170 000 × (1 − 0,2) × 0,8 = 108 800",
                "(1,3 − 1) × (96 000 − 110 000) = −4 200",
                "Nettonuvärde = 108 800 − 110 000 + (−4 200) = −5 400",
                "Utan försiktighetsavdrag: 85 000",
            ),
        ),
    ],
)
def test_a_stated_result_is_followed_through_its_haircut_and_tax(
    result: Stated, paid: bool, tax: bool, steps: tuple[str, ...]
) -> None:
    """Raw, gross effects, what the haircut leaves and adds, and the loss of tax financing (§5, §9, §26)."""
    costs = [cost({2027: 100_000})] if paid else []
    by = corrected.corrected(*corrected.CUTS, corrected.plain("tax_factor", "1.3"))
    ((value, told),) = printed(replace(portfolio(proposal("a", costs, stated=result)), tax_factor=tax), by)

    assert [step for step in steps if step not in flat(told)] == []
    assert f"Värdet som valet bygger på: {value.nnv:,}".replace(",", " ").replace("-", "−") in flat(told)
