"""Two rule sets compared in words, and what the difference changes for a portfolio."""

import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prioritizer.cli.rule_change_words import Narrator
from prioritizer.cli.rule_sides import Compared
from prioritizer.cli.rule_words import word
from prioritizer.explanation.rule_change import Change
from prioritizer.explanation.rule_effect import Consequences, Effect, Ruled, Version
from prioritizer.model.rules import Language
from prioritizer.register.plain import Plain
from prioritizer.words.formatting import money_in_words, number


def diff_lines(found: Compared, language: Language, width: int) -> Iterator[str]:
    """What differs, and what that changes, wrapped to the window."""
    for depth, line in _told(found, language):
        indent = "  " * depth
        yield from textwrap.wrap(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]


def _told(found: Compared, language: Language) -> Iterator[tuple[int, str]]:
    a, b = found.names
    narrator = Narrator(found, language)
    if not found.changes:
        yield 0, word("same", language, a=a, b=b)
    else:
        yield 0, word("differs", language, a=a, b=b)
        yield from _changes(found.changes, narrator)
    if found.unused:
        yield 0, ""
        yield 0, word("unused", language)
        yield from _changes(found.unused, narrator)
    if found.consequences and found.portfolio:
        yield 0, ""
        yield from _Effects(found, found.consequences, narrator, language).told()


def _changes(changes: Sequence[Change], narrator: Narrator) -> Iterator[tuple[int, str]]:
    for change in changes:
        first, *rest = narrator.told(change)
        yield 1, first
        yield from ((2, line) for line in rest)


class _Effects:
    """Tells what changes for a portfolio, and by which rule."""

    def __init__(self, found: Compared, made: Consequences, narrator: Narrator, language: Language) -> None:
        assert found.portfolio is not None
        self.names, self.made, self.narrator, self.language = found.names, made, narrator, language
        self.title, self.portfolio = found.portfolio.title, found.portfolio
        self.titles = {p.id: p.title for p in found.portfolio.proposals}

    def told(self) -> Iterator[tuple[int, str]]:
        """The plan before and after, the effects under the rules that they are due to, then what others undo."""
        told = word("effects" if self.made.effects else "no_effects", self.language, title=self.title)
        yield 0, told
        yield from ((1, line) for line in self._totals())
        yield from ((1, line) for line in self._without_plan())
        for cause, effects in self._by_cause().items():
            yield 1, cause
            yield from ((2, self.effect(effect)) for effect in effects)
        yield from self._undone()
        idle = [change for change, found, status in self.made.alone if not found and _has_plan(status)]
        if idle and len(self.made.alone) > 1:
            yield 1, word("idle", self.language)
            yield from ((2, f"{self.narrator.name(change)}.") for change in idle)

    def _totals(self) -> Iterator[str]:
        """How many proposals, how much is granted and what it is worth, before and after."""
        before, after = self.made.before.totals, self.made.after.totals
        for key, side, other in (("total_before", before, after), ("total_after", after, before)):
            if side is not None:
                beside = other or side
                yield word(
                    key,
                    self.language,
                    n=number(side.proposals, self.language),
                    granted=self._money(side.granted, beside.granted),
                    value=self._money(side.value, beside.value),
                    year=self.portfolio.price_year,
                )

    def _money(self, amount: int | Decimal, beside: int | Decimal) -> str:
        return money_in_words(amount, self.language, self.portfolio.currency, beside)

    def _by_cause(self) -> dict[str, list[Effect]]:
        """Effects with the same cause together; what several rules do together last."""
        found: dict[str, list[Effect]] = {}
        for effect in self.made.effects:
            if effect not in self.made.together:
                found.setdefault(self._cause(effect), []).append(effect)
        if self.made.together:
            found[word("due_several", self.language)] = list(self.made.together)
        return found

    def _undone(self) -> Iterator[tuple[int, str]]:
        """What a rule does alone and not among the others; and the rules with which alone there is no plan."""
        for change, effects, status in self.made.alone:
            rest = [effect for effect in effects if effect not in self.made.effects]
            name = self.narrator.name(change)
            if not _has_plan(status):
                yield 1, word("no_plan_alone", self.language, rule=name, reason=word(status, self.language))
            if rest:
                yield 1, word("undone", self.language, rule=_inner(name))
                yield from ((2, self.effect(effect)) for effect in rest)

    def effect(self, effect: Effect) -> str:
        """One effect in words."""
        title = self.titles.get(effect.proposal, effect.proposal)
        if effect.part == "outcome":
            before, after = (word(str(side), self.language) for side in (effect.before, effect.after))
            return word("outcome", self.language, title=title, before=before, after=after)
        if effect.before is None or effect.after is None:
            version = effect.after if effect.before is None else effect.before
            assert isinstance(version, tuple)
            how = "" if version == (None, None) else word("how", self.language, version=self._version(version))
            return word("in" if effect.before is None else "out", self.language, title=title, how=how)
        assert isinstance(effect.before, tuple)
        assert isinstance(effect.after, tuple)
        sides = {"before": self._version(effect.before), "after": self._version(effect.after)}
        return word("version", self.language, title=title, **sides)

    def _version(self, version: Version) -> str:
        alternative, start = version
        told = word("named", self.language, version=alternative) if alternative else word("head", self.language)
        return told if start is None else word("start", self.language, version=told, year=start)

    def _cause(self, effect: Effect) -> str:
        names = [self.narrator.name(change) for change in self.made.causes[effect]]
        rules = self.narrator.listed([_inner(name) for name in names])
        return word("due" if len(names) == 1 else "due_each", self.language, rules=rules)

    def _without_plan(self) -> Iterator[str]:
        sides: tuple[tuple[str, Ruled], ...] = tuple(zip(self.names, (self.made.before, self.made.after), strict=True))
        for name, side in sides:
            if side.chosen is None:
                yield word("no_plan", self.language, side=name, reason=word(side.status, self.language))
            elif side.status == "feasible":
                yield word("feasible", self.language, side=name)
        if any(side.chosen is None for _, side in sides):
            yield word("only_outcomes", self.language)


def _has_plan(status: str) -> bool:
    return status in ("plan", "feasible")


def _inner(name: str) -> str:
    """A name that begins with its kind, inside a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def diff_plain(found: Compared) -> Plain:
    """The comparison as plain values, with each change in words in both languages."""
    made = found.consequences
    return {
        "a": found.names[0],
        "b": found.names[1],
        "changes": [_change(change, found) for change in found.changes],
        "unused": [_change(change, found) for change in found.unused],
        "portfolio": found.portfolio and found.portfolio.name,
        "plan": made and {"a": made.before.status, "b": made.after.status},
        "totals": made and {"a": _totals(made.before), "b": _totals(made.after)},
        "effects": None if made is None else [_effect(effect, made) for effect in made.effects],
        "alone": None
        if made is None
        else [
            {"kind": change.kind, "id": change.id, "plan": status, "effects": [_sides(e) for e in effects]}
            for change, effects, status in made.alone
        ],
    }


def _change(change: Change, found: Compared) -> Plain:
    languages: tuple[Language, ...] = ("sv", "en")
    says = {language: list(Narrator(found, language).told(change)) for language in languages}
    parts = [{"part": d.part, "since": d.since} for d in change.differences]
    return {"kind": change.kind, "id": change.id, "how": change.how, "parts": parts, "says": says}


def _totals(side: Ruled) -> Plain | None:
    total = side.totals
    return None if total is None else {"proposals": total.proposals, "granted": total.granted, "nnv": total.value}


def _effect(effect: Effect, made: Consequences) -> Plain:
    causes = [{"kind": change.kind, "id": change.id} for change in made.causes.get(effect, ())]
    return {**_sides(effect), "causes": causes}


def _sides(effect: Effect) -> Plain:
    before, after = (_plain_side(side) for side in (effect.before, effect.after))
    return {"proposal": effect.proposal, "part": effect.part, "before": before, "after": after}


def _plain_side(side: str | Version | None) -> object:
    return {"alternative": side[0], "start_year": side[1]} if isinstance(side, tuple) else side
