"""What a plan was chosen for, and what that costs in expected value, on a screen (convention §14)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from prioritizer.cli.pursued_words import told
from prioritizer.cli.quantities import quantity_of, rounded
from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.plan import Plan
from prioritizer.model.pursued import Pursued, Ratio, Reached, Regret, Weighed
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import exact, per_cent
from prioritizer.words.formatting import money, unit_word


def pursued_lines(ready: Prepared, found: Pursued, language: Language) -> Iterator[str]:
    """What is maximised, how sure that is, what each level or scenario has, and what is given up."""
    currency = ready.read.portfolio.currency
    if found.weighed is None:
        yield told(found.maximise, language)
    else:
        yield from _weighed(found.weighed, language, currency)
    if found.ratio is not None:
        yield _ratio(found.ratio, found.default_ratio, language, currency)
    for level in found.levels:
        yield f"  {_level(ready, level, language)}"
    yield from _regrets(found.regrets, language, currency)
    if isinstance(found.outcome, Plan):
        yield told(sureness(found.outcome), language, solver=found.outcome.solver)
    yield from _cost(found, language, currency)
    yield told("no_margins", language)
    yield word("proof", language)


def sureness(plan: Plan) -> str:
    """How sure it is that no plan is better: confirmed by another, the word of the solver that found it, or open."""
    if plan.status != "optimal":
        return "open"
    return "according" if plan.confirmed == "none" else "proved"


def _cost(found: Pursued, language: Language, currency: str) -> Iterator[str]:
    """What the plan has less in expected value: exact where the most that can be had is proved, else between two."""
    if found.less is None:
        return
    low, high = (money(kronor, "kr", language, currency) for kronor in found.less)
    if found.less[0] != found.less[1]:
        yield told("between", language, low=low, high=high)
    elif found.less[0]:
        yield told("given_up", language, given_up=low)
    else:
        yield told("free", language)


def _ratio(ratio: Ratio, default: Fraction | None, language: Language, currency: str) -> str:
    return told(
        "ratio" if ratio.proved else "ratio_open",
        language,
        ratio=exact(rounded(ratio.ratio), language),
        default="–" if default is None else exact(rounded(default), language),
        lowest=money(ratio.lowest_spending, "kr", language, currency),
        unit=unit_word("kr", currency),
    )


def _weighed(weighed: Weighed, language: Language, currency: str) -> Iterator[str]:
    rest = 1 - weighed.weight
    shares = {"share": weighed.share, "weight": weighed.weight, "rest": rest}
    parts = {name: per_cent(rounded(number), language) for name, number in shares.items()}
    yield told("mean_cvar", language, **parts)
    yield told(
        "worst",
        language,
        share=parts["share"],
        worst=_kronor(weighed.worst_mean, language, currency),
        default=_kronor(weighed.default_worst_mean, language, currency),
    )
    yield told(
        "weighed" if weighed.proved else "weighed_open",
        language,
        worth=_kronor(weighed.worth, language, currency),
        default=_kronor(weighed.default_worth, language, currency),
        bound=_kronor(weighed.bound, language, currency),
    )


def _regrets(regrets: tuple[Regret, ...], language: Language, currency: str) -> Iterator[str]:
    """What is lost in each scenario, and at most."""
    lost = [regret.best - regret.worth for regret in regrets]
    default = [None if one.default_worth is None else one.best - one.default_worth for one in regrets]
    for regret, *both in zip(regrets, lost, default, strict=True):
        sides = ["–" if side is None else _kronor(side, language, currency) for side in both]
        title = regret.scenario.title[language]
        yield f"  {told('regret', language, title=title, lost=sides[0], default=sides[1])}"
    known = [side for side in default if side is not None]
    if lost and len(known) == len(lost):
        most, other = (_kronor(max(sides), language, currency) for sides in (lost, known))
        yield told("most_lost", language, lost=most, default=other)


def _level(ready: Prepared, reached: Reached, language: Language) -> str:
    numbers = {
        name: quantity_of(ready, reached.level.amount, getattr(reached, name), language)
        for name in ("most", "least", "kept")
    }
    name = "level" if reached.proved else "level_open"
    return told(name, language, title=reached.level.title[language], **numbers)


def _kronor(kronor: Fraction, language: Language, currency: str) -> str:
    return money(Decimal(kronor.numerator) / Decimal(kronor.denominator), "kr", language, currency)
