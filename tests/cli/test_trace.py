"""`appraise --trace` followed with a pocket calculator: every printed product, from its printed factors (F3)."""

import re
from collections.abc import Iterator
from dataclasses import replace
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
from prioritizer.model.portfolio import Portfolio, Stated
from prioritizer.model.rules import Language, RuleSet
from prioritizer.model.value import Appraised
from tests.appraisal import test_corrections as corrected
from tests.appraisal import test_sensitivity as varied
from tests.appraisal.test_appraise import cost, portfolio, proposal, rules
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

    def run(self) -> None:
        """Every line in order."""
        for line in self.lines:
            self._line(line)

    def _line(self, line: str) -> None:
        found = numbers(line)
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
            case "Netto":
                costs, effects, net = found[-3:]
                self._same(line, costs + effects, net)
                self.table.append(net)

    def _sum(self, line: str, found: list[float]) -> None:
        # Each row was rounded to the krona before it is added up here.
        rounding = 1e-5 if self.columns[-1] == "Produkt" else 1.01 + len(self.table) / 2
        self._same(line, sum(self.table), found[-1], absolute=rounding)
        self.nnv = found[-1] if self.columns[-1] == "Netto" else self.nnv
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
    assert sum("når samma personer" in line for line in told) == 4
    assert by_hand.effects == pytest.approx(value.present_effects, abs=8)


def test_corrections_are_printed_step_by_step() -> None:
    """The grade that counts, what was before it, and the way to the value decided on (§9, §10)."""
    round_, by = portfolio(corrected.one()), corrected.corrected(*corrected.CUTS, *corrected.PRIOR)
    ((value, told),) = printed(round_, by)
    text = " ".join("\n".join(told).split())

    assert "Utan försiktighetsavdrag: 130 000" in text
    assert "Kostnader × 1,1, effekter × 0,8, 1 år senare" in text
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
