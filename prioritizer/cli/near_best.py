"""Which plans are worth almost as much, on a screen."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.table import Table

from prioritizer.cli.reasons import worth_word
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line, screen_console
from prioritizer.cli.words import word
from prioritizer.model.near_best import NearBest, NearPlan
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import per_cent
from prioritizer.words.formatting import bare_money, money, unit_word


def show_near(ready: Prepared, near: NearBest, language: Language, most: int | None = None) -> None:
    """How many sets of proposals are near the plan, what they share, which differs most, and each with what changes.

    `most` are listed at most, the plan's own counted; None is all that were found.
    """
    print_line("")
    for line in near_lines(ready, near, language):
        print_line(line)
    if near.most_different is not None:
        print_line(_different(ready, near, near.most_different, language))
    if len(near.plans[:most]) > 1:
        screen_console().print(_table(ready, near, language, most))
    if most is not None and len(near.plans) > most:
        print_line(word("near_left_out", language, n=len(near.plans) - most))


def near_lines(ready: Prepared, near: NearBest, language: Language) -> Iterator[str]:
    """How many sets of proposals are near the plan, and what they share."""
    yield _counted(ready, near, language)
    if near.within > 1 or near.more:
        yield _shared(ready, near, language)


def _counted(ready: Prepared, near: NearBest, language: Language) -> str:
    key = "near_at_least" if near.more is None else "near_more" if near.more else "near_count"
    if near.within == 1 and not near.more:
        key = "near_not_searched" if near.more is None else "near_alone"
    return word(key, language, n=near.within, share=_share(near, language), worth=worth_word(ready, language))


def _share(near: NearBest, language: Language) -> str:
    return per_cent(Decimal(near.share.numerator) / Decimal(near.share.denominator), language)


def _shared(ready: Prepared, near: NearBest, language: Language) -> str:
    """Between what the choice stands, or what all share, whichever is shorter to say."""
    if near.some and len(near.some) < len(near.shared):
        between = word("near_between_one" if len(near.some) == 1 else "near_between", language)
        key = "near_choice" if near.shared_proved and near.some_proved else "near_choice_found"
        return word(key, language, between=between, names=_titles(ready, near.some), n=len(near.shared))
    if not near.shared:
        return word("near_none_shared", language)
    key = "near_shared" if near.shared_proved else "near_shared_found"
    return word(key, language, names=_titles(ready, near.shared))


def _different(ready: Prepared, near: NearBest, plan: NearPlan, language: Language) -> str:
    key = "near_different" if near.different_proved else "near_different_found"
    less = money(near.plans[0].objective - plan.objective, "kr", language, ready.read.portfolio.currency)
    enters, leaves = (_titles(ready, names) or "–" for names in (plan.enters, plan.leaves))
    return word(key, language, enters=enters, leaves=leaves, less=less)


def _table(ready: Prepared, near: NearBest, language: Language, most: int | None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    unit = unit_word("kr", ready.read.portfolio.currency)
    for name in ("near_value_after" if ready.statement.reserve_price else "near_value", "near_less"):
        table.add_column(f"{word(name, language)}, {unit}", justify="right", no_wrap=True)
    for name in ("near_enters", "near_leaves"):
        table.add_column(word(name, language))
    best = near.plans[0].objective
    for plan in near.plans[:most]:
        kronor = (bare_money(n, "kr", language) for n in (plan.objective, best - plan.objective))
        table.add_row(*kronor, _titles(ready, plan.enters) or "–", _titles(ready, plan.leaves) or "–")
    return table


def _titles(ready: Prepared, names: Iterable[str]) -> str:
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    return "; ".join(titles[name] for name in names)
