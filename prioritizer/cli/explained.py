"""What is answered about a plan beside its margins, on a screen."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from prioritizer.cli.coverage import show_coverage
from prioritizer.cli.fairness import show_fairness
from prioritizer.cli.knowing import show_knowing
from prioritizer.cli.ledger import ledger_lines
from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.orders import show_orders
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_under
from prioritizer.cli.words import word
from prioritizer.model.explained import Explained
from prioritizer.model.frontier import Frontier, NextKronor
from prioritizer.model.limit_prices import Gain, LimitPrice, LimitPrices, NextStep
from prioritizer.model.robustness import Robustness
from prioritizer.model.rules import Language
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import exact, per_cent
from prioritizer.words.formatting import HARD_SPACE, money, unit_word

MOST_PRICES = 3
"""So many conditions are told in the short answer, the dearest ones."""


def answer_lines(ready: Prepared, found: Explained, language: Language) -> Iterator[tuple[str, Iterator[str]]]:
    """What limits cost, what money gives and what is lost by not knowing, each in short under its heading."""
    lines = _ExplanationLines(ready, language)
    yield "ledger_head", ledger_lines(ready, found.ledger, language, is_long=False)
    yield "prices_head", lines.dearest(found.prices)
    yield "money_head", lines.nearest_money(found.frontier)
    yield "wrong_head", lines.regret(found.robustness)


def show_explained(ready: Prepared, found: Explained, language: Language) -> None:
    """Each as a heading with its lines, or as a table; what was not worked out is left out."""
    lines = _ExplanationLines(ready, language)
    for head, told in (
        ("ledger_head", ledger_lines(ready, found.ledger, language, is_long=True)),
        ("prices_head", lines.prices(found.prices)),
        ("money_head", lines.money(found.frontier)),
        ("wrong_head", lines.wrong(found.robustness, found.fixed)),
    ):
        print_under(word(head, language), told)
    if found.knowing:
        show_knowing(ready, found.knowing, language, is_long=True)
    if found.orders is not None:
        show_orders(ready, found.orders, language)
    if found.coverage is not None:
        show_coverage(ready, found.coverage, language)
    if found.fairness is not None:
        show_fairness(ready, found.fairness, language)


class _ExplanationLines:
    """Sentences about one plan in one language."""

    def __init__(self, ready: Prepared, language: Language) -> None:
        self._ready, self._language = ready, language
        self._titles = {p.id: p.title for p in ready.read.portfolio.proposals}

    def prices(self, found: LimitPrices | None) -> Iterator[str]:
        """What costs something, the dearest first; then what is free, and pairs that are free only one by one."""
        if found is None:
            return
        priced = [price for price in found.limits if price.gain is not None]
        dear = [price for price in priced if price.gain is not None and (price.gain.high is None or price.gain.high)]
        for price in sorted(dear, key=_dearest):
            yield from self._price(price)
        free = [price.id for price in priced if price not in dear]
        if free:
            yield self._say("price_free", names=self._limits(free))
        for pair in found.pairs:
            yield self._say("price_pair", names=self._limits(pair.ids), amount=self._between(pair.gain))
        for price in found.limits:
            if price.kind == "fund" and price.next is not None and price.next.gain.kronor:
                yield self._next(price, price.next)
        if found.duties:
            yield self._say("price_duties", names=self._limits(found.duties))
        if dear:
            yield self._say("price_sum")

    def dearest(self, found: LimitPrices | None) -> Iterator[str]:
        """The conditions that cost most, and how many cost something."""
        priced = [] if found is None else [p for p in found.limits if p.gain is not None and p.gain.high != 0]
        for price in sorted(priced, key=_dearest)[:MOST_PRICES]:
            assert price.gain is not None
            yield self._say("price_of", what=self._limits([price.id]), amount=self._between(price.gain))
        if len(priced) > MOST_PRICES:
            is_sure = all(price.gain is not None and price.gain.low for price in priced)
            yield self._say("price_others" if is_sure else "price_others_maybe", n=len(priced) - MOST_PRICES)

    def nearest_money(self, found: Frontier | None) -> Iterator[str]:
        """What the last kronor bought and the next would."""
        for key in ("last", "next") if found is not None and not found.left_out else ():
            step: NextKronor | None = getattr(found, key)
            if step is not None:
                yield self._beside(f"money_{key}", step)

    def regret(self, found: Robustness | None) -> Iterator[str]:
        """What is lost by not knowing how it turns out."""
        if found is not None:
            mean, high = (self._kronor(round(n)) for n in (found.regret.mean, found.regret.p95))
            yield self._say("wrong_regret", mean=mean, high=high)

    def money(self, found: Frontier | None) -> Iterator[str]:
        """What the last kronor bought and the next would; where more money gives less; what order costs."""
        if found is None:
            return
        if found.left_out:
            yield self._say(f"curve_{found.left_out}")
            return
        for key, step in (("money_last", found.last), ("money_next", found.next)):
            if step is not None:
                yield self._beside(key, step)
        ends = [point for point in found.points if point.objective is not None]
        for point in (ends[0], ends[-1]) if len(ends) > 1 else ():
            share = per_cent(Decimal(point.factor.numerator) / Decimal(point.factor.denominator), self._language)
            yield self._say("money_at", share=share, amount=self._kronor(point.objective))
        for _, limits in found.turns:
            yield self._say("money_turns", names=self._limits(limits))

    def wrong(self, found: Robustness | None, fixed: Iterable[str]) -> Iterator[str]:
        """How often each proposal would have been chosen, and what is lost by not knowing."""
        if found is None:
            return
        yield self._say("wrong_read", n=found.draws)
        for share in sorted(found.shares, key=lambda one: (-one.share, one.proposal)):
            low, high = (
                per_cent(round(Decimal(n.numerator) / Decimal(n.denominator), 2), self._language)
                for n in (share.low, share.high)
            )
            told = low if low == high else f"{low}–{high}"
            chosen = self._say("selected" if share.is_chosen else "not_selected")
            yield f"{told:>6}  {self._titles[share.proposal]} ({chosen})"
        yield from self.regret(found)
        names = "; ".join(self._titles[name] for name in fixed)
        if names:
            yield self._say("wrong_fixed", names=names)

    def _price(self, price: LimitPrice) -> Iterator[str]:
        gain = price.gain
        assert gain is not None
        said = self._say("price_of", what=self._limits([price.id]), amount=self._between(gain))
        yield f"{said} {self._changes(gain)}".strip()
        if price.next is not None and price.next.gain.kronor:
            yield f"  {self._next(price, price.next)}"

    def _next(self, price: LimitPrice, step: NextStep) -> str:
        before, after = (self._number(price, step, n) for n in (step.before, step.after))
        name, amount = self._limits([price.id]), self._between(step.gain)
        key = "price_next_loses" if (step.gain.kronor or 0) < 0 else "price_next"
        return self._say(key, what=name, before=before, after=after, amount=amount.lstrip("−"))

    def _beside(self, key: str, step: NextKronor) -> str:
        if step.gain is None:
            return self._say(f"{key}_none", kronor=self._kronor(step.kronor))
        amount = self._kronor(step.gain) if step.exact else self._ends(step.low, step.high)
        told = self._say(key, kronor=self._kronor(step.kronor), amount=amount)
        return f"{told} {self._coming(step.enters, step.leaves)}".strip()

    def _changes(self, gain: Gain) -> str:
        return self._coming(gain.enters, gain.leaves)

    def _coming(self, enters: Iterable[str], leaves: Iterable[str]) -> str:
        parts = []
        for key, names in (("price_enters", tuple(enters)), ("price_leaves", tuple(leaves))):
            if names:
                parts.append(self._say(key, names="; ".join(self._titles[name] for name in names)))
        return " ".join(parts)

    def _between(self, gain: Gain) -> str:
        if gain.exact:
            return self._kronor(gain.kronor)
        return self._ends(gain.low, gain.high)

    def _ends(self, low: Decimal | None, high: Decimal | None) -> str:
        if low is None and high is None:
            return self._say("price_unknown")
        return self._say("between", low=self._kronor(low), high=self._kronor(high))

    def _kronor(self, amount: Decimal | int | None) -> str:
        if amount is None:
            return "–"
        return money(Decimal(amount), "kr", self._language, self._ready.read.portfolio.currency)

    def _number(self, price: LimitPrice, step: NextStep, number: Decimal) -> str:
        if step.unit == "share":
            return per_cent(number, self._language)
        if step.unit == "kronor":
            currency = self._ready.read.portfolio.currency
            return f"{exact(number, self._language)}{HARD_SPACE}{unit_word('kr', currency)}"
        units = {resource.id: resource.unit for resource in self._ready.read.portfolio.resources}
        if price.of in units:
            return f"{exact(number, self._language)}{HARD_SPACE}{units[price.of]}".strip()
        rules = self._ready.read.rules
        return Speaker.of(rules, {}, self._language).value(rules.fields.get(price.of), number)

    def _limits(self, ids: Iterable[str]) -> str:
        return "; ".join(limit_names(self._ready, list(ids), self._language))

    def _say(self, key: str, **gaps: object) -> str:
        return word(key, self._language, **gaps)


def _dearest(price: LimitPrice) -> tuple[Decimal, str]:
    kronor = price.gain.kronor if price.gain is not None else None
    return -(kronor or Decimal(0)), price.id
