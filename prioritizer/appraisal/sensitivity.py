"""What NNV becomes when one thing is different, and where it is zero (convention §11, §26; D6).

Every figure is adjusted NNV: after the haircuts of the evidence grade, before it is moved towards experience.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from prioritizer.appraisal.accounts import DISPLACEMENT
from prioritizer.appraisal.appraise import cases, key_of
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.stress import Changed, as_it_is, together, with_parameter
from prioritizer.appraisal.switches import switches
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.tornado import Asked, Bar, asked, asked_of_plan, bars, input_switches
from prioritizer.appraisal.zeros import Switch
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

RATES = tuple(Decimal(text) for text in ("0", "0.015", "0.03", "0.035", "0.05"))
DISPLACEMENTS = tuple(Decimal(text) for text in ("0", "0.25", "0.5"))
TAX_FACTORS = (Decimal("1.0"), Decimal("1.3"))
DEARER, HALF, NONE = Decimal("1.3"), Decimal("0.5"), Decimal(0)


@dataclass(frozen=True, slots=True)
class Variation:
    """NNV with one thing changed, in whole kronor; None where a stated result cannot tell (convention §26)."""

    name: str
    value: Decimal | None
    nnv: int | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How a version, or a plan, answers to changes. `nnv` is adjusted NNV with nothing changed, in whole kronor.

    `untold` is how many versions rest on a stated result, for which most of it cannot be run (convention §26).
    """

    nnv: int | None
    variations: tuple[Variation, ...]
    switches: tuple[Switch, ...]
    tornado: tuple[Bar, ...]
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """The sensitivity of versions by key, and of the plan where there is one."""

    versions: Mapping[Key, Sensitivity] = field(default_factory=dict)
    plan: Sensitivity | None = None


def sensitivities(
    portfolio: Portfolio, rules: RuleSet, seed: int, draws: int, chosen: Sequence[Key] = (), also: Collection[Key] = ()
) -> Sensitivities:
    """The pack for the head version of each proposal at its earliest start, for the chosen versions, and for the plan.

    Args:
        portfolio: As for `appraise`, which has found no fault in it.
        rules: Those in force.
        seed: That of the run, so that the draws are the same.
        draws: As many as in the run.
        chosen: The versions of the plan; empty where there is none.
        also: Versions that somebody wants to see besides.

    Source:
        domain.md §1.5, after ASEK's sensitivity analyses.
    """
    terms = terms_of(portfolio, rules)
    assert terms is not None, "`faults` tells this before anything is appraised"
    heads = {key_of(p, p.alternatives[0], min(p.start_years)) for p in portfolio.proposals}
    found: dict[Key, tuple[Case, Sequence[Asked]]] = {}
    for case in cases(portfolio, rules, terms, seed, draws, {*heads, *chosen, *also}):
        found[key_of(case.proposal, case.version, case.start)] = (case, asked(case))
    told = {key: of_version(case, ends) for key, (case, ends) in found.items()}
    plan = of_plan([found[key] for key in chosen], _synergy(portfolio, chosen)) if chosen else None
    return Sensitivities(told, plan)


def _synergy(portfolio: Portfolio, chosen: Sequence[Key]) -> float:
    """What is declared of pairs of the chosen proposals, in present kronor (§14)."""
    there = {proposal for proposal, _, _ in chosen}
    return float(sum(synergy.value for synergy in portfolio.synergies if there.issuperset(synergy.of)))


def of_version(case: Case, ends: Sequence[Asked]) -> Sensitivity:
    """The pack of one version at one start."""
    light = [case.expected_only()]
    solved = (*switches(light), *input_switches(ends))
    untold = int(case.version.stated is not None)
    return Sensitivity(_nnv(light), variations(light), solved, bars(ends), untold)


def of_plan(chosen: Sequence[tuple[Case, Sequence[Asked]]], synergy: float = 0.0) -> Sensitivity:
    """The pack of the chosen versions together, with their declared synergies as `together` has them."""
    light = [case.expected_only() for case, _ in chosen]
    untold, ends = sum(case.version.stated is not None for case in light), asked_of_plan(chosen, synergy)
    solved = (*switches(light, synergy), *input_switches(ends))
    return Sensitivity(_nnv(light, synergy), variations(light, synergy), solved, bars(ends), untold)


def variations(light: Sequence[Case], synergy: float = 0.0) -> tuple[Variation, ...]:
    """The declared pack: rate, cost, effect, duration, delay, tax factor, production value, displacement.

    Half the duration lies between two whole years where an odd number is halved, as for its switch point.
    """

    pack = tuple(_pack(light))
    found = together(light, [changed for _, _, changed in pack], synergy)
    return tuple(
        Variation(name, value, None if nnv is None else whole(nnv))
        for (name, value, _), nnv in zip(pack, found, strict=True)
    )


def _pack(light: Sequence[Case]) -> Iterator[tuple[str, Decimal | None, Changed]]:
    setting = light[0].setting
    terms, rules = setting.terms, setting.rules
    yield from (("rate", rate, as_it_is(setting, rate=rate)) for rate in RATES)
    yield "cost", DEARER, as_it_is(setting, cost_scale=float(DEARER))
    yield from (("effect", scale, as_it_is(setting, effect_scale=float(scale))) for scale in (HALF, NONE))
    yield "duration", HALF, as_it_is(setting, duration_scale=float(HALF))
    yield from (("delay", Decimal(years), as_it_is(setting, delay=years)) for years in (1, 2))
    yield from (("tax_factor", factor, as_it_is(setting, tax_factor=factor)) for factor in TAX_FACTORS)
    yield "production", None, Changed(terms, rules, production=False)
    if DISPLACEMENT in rules.parameters:
        for part in DISPLACEMENTS:
            yield "displacement", part, Changed(terms, with_parameter(rules, DISPLACEMENT, part))


def _nnv(light: Sequence[Case], synergy: float = 0.0) -> int | None:
    (nnv,) = together(light, [as_it_is(light[0].setting)], synergy)
    return None if nnv is None else whole(nnv)
