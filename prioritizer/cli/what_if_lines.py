"""What the changes of `what-if` lead to, on a screen."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from prioritizer.cli.conflicts import conflict_lines
from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.parties import actor_name
from prioritizer.cli.quantities import quantity
from prioritizer.cli.reasons import change_words
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line
from prioritizer.cli.what_if_words import told
from prioritizer.model.limit_prices import Gain
from prioritizer.model.rules import Language
from prioritizer.model.what_if import Actors, Consequence, WhatIf, Wish
from prioritizer.predicates.spelled import quoted
from prioritizer.words.formatting import money


def show_what_if(ready: Prepared, found: WhatIf, language: Language) -> None:
    """The plan as it stands, each change alone, and all of them together."""
    for line in ConsequenceLines(ready, language).lines(found):
        print_line(line)


class ConsequenceLines:
    """Sentences about some changes in one language."""

    def __init__(self, ready: Prepared, language: Language) -> None:
        self._ready, self._language = ready, language
        self._portfolio = ready.read.portfolio
        self._titles = {p.id: p.title for p in self._portfolio.proposals}

    def lines(self, found: WhatIf) -> Iterator[str]:
        """Everything, a paragraph for each change."""
        now = found.before
        if now is None:
            yield self._say("now_none")
        else:
            yield self._say("now", worth=self.money(now.objective), granted=self.money(now.granted))
        for one in found.alone:
            yield ""
            yield _capital(self._wish(one.wishes[0]))
            yield from self._consequence(one)
        if len(found.alone) > 1:
            yield ""
            yield self._say("together")
            yield from self._consequence(found.together)
            yield from self._singles(found)

    def _singles(self, found: WhatIf) -> Iterator[str]:
        gain, singles = found.together.gain, found.singles
        if gain is not None and gain.exact and gain.kronor is not None and singles not in (None, gain.kronor):
            assert singles is not None
            yield f"  {self._say('singles', singles=self._signed(singles), together=self._signed(gain.kronor))}"

    def _consequence(self, found: Consequence) -> Iterator[str]:
        for line in self._outcome(found):
            yield f"  {line}"

    def _outcome(self, found: Consequence) -> Iterator[str]:
        match found.status:
            case "inadmissible":
                for name, criteria in found.criteria.items():
                    yield self._say("inadmissible", name=self._titles[name], criteria=self._criteria(criteria))
            case "unknown":
                yield self._say("unknown")
            case "no_plan":
                yield from self._no_plan(found)
            case "plan":
                yield from self._plan(found)

    def _no_plan(self, found: Consequence) -> Iterator[str]:
        clash = found.no_plan
        limits = [] if clash is None else limit_names(self._ready, clash.conflict, self._language)
        yield self._say("no_plan", limits="; ".join(limits)) if limits else self._say("no_plan_why")
        if clash is not None and clash.explained is not None:
            yield from conflict_lines(self._ready, clash.explained, self._language)

    def _plan(self, found: Consequence) -> Iterator[str]:
        plan, gain = found.plan, found.gain
        assert plan is not None
        yield self._worth(self.money(plan.objective), gain)
        if gain is not None:
            yield from self.difference(gain)
        if found.actors is not None:
            yield from self.carried(found.actors)
        if found.same_plan is not None:
            yield self._say("same_plan", worth=self.money(found.same_plan))
        named = (
            ("lost", [self._titles.get(name, name) for name in found.lost]),
            ("closed", limit_names(self._ready, found.closed, self._language)),
            ("blocked", limit_names(self._ready, found.blocked, self._language)),
        )
        for key, names in named:
            if names:
                yield f"{self._say(key)}: {'; '.join(names)}"

    def _worth(self, worth: str, gain: Gain | None) -> str:
        if gain is None:
            return self._say("worth", worth=worth)
        if not gain.exact or gain.kronor is None:
            low, high = ("?" if n is None else self._signed(n) for n in (gain.low, gain.high))
            return self._say("between", low=low, high=high, worth=worth)
        key = "more" if gain.kronor > 0 else "less" if gain.kronor < 0 else "same"
        return self._say(key, amount=self.money(abs(gain.kronor)), worth=worth)

    def difference(self, gain: Gain) -> Iterator[str]:
        """What comes, goes and changes, and the difference in granted kronor."""
        named = (
            ("enters", [self._titles[name] for name in gain.enters]),
            ("leaves", [self._titles[name] for name in gain.leaves]),
            ("changes", [change_words(self._ready, after, self._language) for _, after in gain.changed]),
        )
        if not any(names for _, names in named):
            yield self._say("unchanged")
        for key, names in named:
            if names:
                yield f"{self._say(key)}: {'; '.join(names)}"
        if gain.granted:
            key = "granted_more" if gain.granted > 0 else "granted_less"
            yield self._say(key, amount=self.money(abs(gain.granted)))

    def carried(self, found: Actors) -> Iterator[str]:
        """What each actor has more or less of."""
        ordered = sorted(found.by_actor.items(), key=lambda pair: (-pair[1], pair[0]))
        parts = [
            f"{actor_name(self._portfolio, actor, self._language)} {self._signed(kronor)}" for actor, kronor in ordered
        ]
        parts += [
            f"{self._say(key)} {self._signed(kronor)}"
            for key, kronor in (("experience", found.experience), ("reserve", found.reserve))
            if kronor
        ]
        if parts:
            yield f"{self._say('carried')}: {'; '.join(parts)}"

    def _criteria(self, ids: Iterable[str]) -> str:
        titles = {c.id: c.title[self._language] for c in self._ready.read.rules.criteria}
        return "; ".join(titles.get(name, name) for name in ids)

    def _wish(self, wish: Wish) -> str:
        """A change in words."""
        if wish.kind in ("in", "out"):
            return self._say(wish.kind, name=self._titles[wish.id])
        name = self._named(wish)
        if wish.way == "drop":
            return self._say("dropped", name=name)
        before, after = (
            "–" if n is None else quantity(self._ready, wish.unit, wish.of, n, self._language)
            for n in (wish.before, wish.after)
        )
        year = f" {wish.key}" if wish.key else ""
        return self._say("changed_number", name=name, year=year, before=before, after=after)

    def _named(self, wish: Wish) -> str:
        if wish.kind == "budget":
            funds = {fund.id: fund.title for fund in self._portfolio.funds}
            return self._say("of_fund", name=funds[wish.id]) if wish.id else self._say("all_funds")
        if wish.kind == "parameter":
            title = self._ready.read.rules.parameters[wish.id].title[self._language]
            return quoted(title, self._language)
        resources = {r.id: r.title or r.id for r in self._portfolio.resources}
        if wish.id in resources:
            return self._say("resource", name=resources[wish.id])
        return limit_names(self._ready, [wish.id], self._language)[0]

    def money(self, amount: Decimal) -> str:
        """Kronor."""
        return money(amount, "kr", self._language, self._portfolio.currency)

    def _signed(self, amount: Decimal | int) -> str:
        told_ = self.money(Decimal(amount))
        return f"+{told_}" if amount > 0 else told_

    def _say(self, code: str, **values: object) -> str:
        return told(code, self._language, **values)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
