"""Two plans beside each other on a screen: what differs, and what caused it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from prioritizer.cli.compared import Named
from prioritizer.cli.compared_words import COMPARED_WORDS
from prioritizer.cli.screen_lines import print_line, version_title
from prioritizer.model.compared import Caused, Comparison, Differing
from prioritizer.model.plan import Infeasible, Key, Outcome, Plan
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import exact, listed, per_cent, quoted
from prioritizer.register.compared import difference, unexplained
from prioritizer.words.formatting import money, number

MOST_NAMED = 6
"""Inputs of a kind that are named when they are changed together; the others are counted."""


def show_compared(
    first: Named,
    last: Named,
    ends: tuple[Outcome, Outcome],
    inputs: Sequence[Differing],
    found: Comparison | None,
    language: Language,
) -> None:
    """The two plans, the proposals that come and go, and what each change did."""
    for line in _ComparisonLines(first, last, language).lines(ends, inputs, found):
        print_line(line)


class _ComparisonLines:
    """Sentences about two sides in one language."""

    def __init__(self, first: Named, last: Named, language: Language) -> None:
        self._first, self._last, self._language = first, last, language
        kinds = {*first.titles, *last.titles}
        self._titles = {kind: {**first.titles.get(kind, {}), **last.titles.get(kind, {})} for kind in kinds}

    def lines(
        self, ends: tuple[Outcome, Outcome], inputs: Sequence[Differing], found: Comparison | None
    ) -> Iterator[str]:
        """All of it."""
        before, after = ends
        yield self._side("before", self._first, before)
        yield self._side("after", self._last, after)
        yield from self._difference(before, after)
        if not inputs:
            yield self._say("nothing")
            return
        if found is None or not found.parts:
            yield self._say("only_inputs")
            yield from (f"  {self._input(one)}" for one in inputs)
            if found is None:
                yield self._say("undecided")
            return
        yield self._say("caused")
        for part in sorted(found.parts, key=lambda part: -abs(part.kronor or Decimal(0))):
            yield from self._part(part, found.before)
        yield from self._how(found, unexplained(before, after, found))

    def _side(self, which: str, named: Named, outcome: Outcome) -> str:
        gaps = {"which": self._say(which), "title": named.title}
        if isinstance(outcome, Plan):
            amounts = {"granted": self._kronor(outcome.granted), "worth": self._kronor(outcome.objective)}
            return self._say("side", n=number(len(outcome.chosen), self._language), **gaps, **amounts)
        return self._say("side_without" if isinstance(outcome, Infeasible) else "side_unknown", **gaps)

    def _difference(self, before: Outcome, after: Outcome) -> Iterator[str]:
        more = difference(before, after)
        if more is None:
            return
        key = "more" if more > 0 else "less" if more < 0 else "same"
        yield self._say(key, amount=self._kronor(abs(more)))
        if self._first.price_year != self._last.price_year:
            yield self._say("other_prices", before=self._first.price_year, after=self._last.price_year)
        yield from self._moved(before, after) or [self._say("same_plan")]

    def _moved(self, before: Outcome, after: Outcome) -> list[str]:
        """The proposals that come, go, and stay in another version; nothing where all are the same."""
        first, last = ({key[0]: key for key in one.chosen} if isinstance(one, Plan) else {} for one in (before, after))
        parts = (
            ("enters", [self._version(last[p]) for p in last if p not in first]),
            ("leaves", [self._version(first[p]) for p in first if p not in last]),
            ("changed", [self._version(last[p]) for p in last if p in first and first[p] != last[p]]),
        )
        return [self._say(key, names="; ".join(names)) for key, names in parts if names]

    def _part(self, part: Caused, before: Outcome) -> Iterator[str]:
        amount = self._say("unknown_part") if part.kronor is None else self._signed(part.kronor)
        names = [self._input(one) for one in part.inputs[:MOST_NAMED]]
        more = len(part.inputs) - len(names)
        what = listed([*names, *([f"{number(more, self._language)} +"] if more else [])], self._say("and"))
        yield f"  {self._say('part', kronor=amount, what=what)}"
        yield f"      {self._alone(part, before)}"

    def _alone(self, part: Caused, before: Outcome) -> str:
        if part.alone is None:
            return self._say("alone_unanswered")
        if not isinstance(part.alone, Plan):
            return self._say("alone_without")
        told = self._moved(before, part.alone)
        more = difference(before, part.alone)
        if not told and not more:
            return self._say("alone_nothing")
        return self._say("alone", what=" ".join([f"{self._signed(more or Decimal(0))}.", *told]))

    def _how(self, found: Comparison, rest: Decimal | None) -> Iterator[str]:
        if len(found.parts) > 1:
            yield self._say(f"way_{found.way}")
        if found.without_plan:
            yield self._say("without_plan", n=number(len(found.without_plan), self._language))
        if any(one.kind == "values" for part in found.parts for one in part.inputs):
            yield self._say("values_of_record")
        if not found.proved:
            yield self._say("unproved")
        if rest:
            yield self._say("unexplained", amount=self._signed(rest))

    def _input(self, one: Differing) -> str:
        """One changed input by name, with its number before and after where it has one."""
        key = f"{one.kind}_{one.id}" if f"{one.kind}_{one.id}" in COMPARED_WORDS else one.kind
        kind = "proposal" if one.kind in ("new", "gone", "values") else one.kind
        name = quoted(self._titles.get(kind, {}).get(one.id, one.id), self._language)
        before, after = (None if n is None else self._number(n, one) for n in (one.before, one.after))
        changed = before is not None and after is not None and before != after
        change = self._say("from_to", before=before, after=after) if changed else ""
        return self._say(key, name=name, before=before, after=after, change=change)

    def _number(self, amount: Decimal, one: Differing) -> str:
        if one.quantity == "kronor":
            return self._kronor(amount)
        return per_cent(amount, self._language) if one.quantity == "share" else exact(amount, self._language)

    def _version(self, key: Key) -> str:
        title = quoted(self._titles.get("proposal", {}).get(key[0], key[0]), self._language)
        return version_title(title, key[1], key[2])

    def _signed(self, amount: Decimal) -> str:
        return f"{'+' if amount > 0 else ''}{self._kronor(round(amount))}"

    def _kronor(self, amount: Decimal | int) -> str:
        return money(amount, "kr", self._language, self._first.currency)

    def _say(self, key: str, **gaps: object) -> str:
        return COMPARED_WORDS[key][self._language == "en"].format(**gaps)
