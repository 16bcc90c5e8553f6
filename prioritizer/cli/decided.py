"""`explain --decided`: what a plan that somebody else decided counts as worth more (convention §21)."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from prioritizer.cli.decided_words import DECIDED_WORDS
from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.run import Prepared, Report
from prioritizer.cli.screen_lines import print_line, version_title
from prioritizer.cli.talk import text_of_file
from prioritizer.explanation.decided import completed, words_of
from prioritizer.explanation.revealed import revealed
from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.plan import Key, Plan
from prioritizer.model.revealed import Decided, Outside, Revealed
from prioritizer.model.rules import Language
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import listed, quoted
from prioritizer.reading.decided import read_decided
from prioritizer.reading.scalars import nearest
from prioritizer.register.decided import decided_answer
from prioritizer.register.plain import Plain
from prioritizer.selection.program import granted
from prioritizer.words.formatting import HARD_SPACE, money, number, unit_word

BY_WORDS = ("goals", "board", "district", "partners")
"""Fields beside those with choices by which a round is divided."""
STATED = "stated."
"""How the names of fields begin that say how a result was computed elsewhere."""


def read_plan(ready: Prepared, file: Path, by: str) -> tuple[Decided, ...]:
    """Read a decided plan, on whose field `by` extra value is to be counted.

    Raises:
        InputFaults: The file names what is not there, or no extra value can be counted on the field.
    """
    fields = ready.read.rules.fields
    known = {f.id for f in fields.values() if f.kind == "choice" and not f.id.startswith(STATED) and not f.is_computed}
    known |= set(BY_WORDS) & fields.keys()
    if by not in known:
        told = {"key": by, "choices": ", ".join(sorted(known))}
        raise InputFaults([fault(Place(file.as_posix()), "", "not_counted_by", nearest(by, sorted(known)), **told)])
    return read_decided(text_of_file(file), file, ready.read.portfolio)


class DecidedPlan:
    """A decided plan beside the best one, to be told."""

    def __init__(
        self,
        ready: Prepared,
        decided: tuple[Decided, ...],
        by: str,
        best: Plan,
        report: Report,
        seconds: float | None,
    ) -> None:
        program = ready.program
        outcomes = {one.proposal: one.outcome for one in ready.screened}
        keys, self._outside = completed(program, decided, outcomes, seconds)
        self._found = revealed(program, keys, words_of(program, by), report, seconds, best.objective)
        self._ready, self._by, self._best = ready, by, best
        self._granted = granted(program, (program.index(key) for key in keys))

    @property
    def answer(self) -> Plain:
        """As JSON has it."""
        return decided_answer(self._found, self._outside, self._granted, self._best, self._by)

    def show(self, language: Language) -> None:
        """On a screen."""
        lines = _DecidedPlanLines(self._ready, language)
        for line in lines.lines(self._found, self._outside, self._granted, self._best, self._by):
            print_line(line)


class _DecidedPlanLines:
    """Sentences about a decided plan in one language."""

    def __init__(self, ready: Prepared, language: Language) -> None:
        self._ready, self._language = ready, language
        self._titles = {p.id: p.title for p in ready.read.portfolio.proposals}

    def lines(
        self, found: Revealed, outside: tuple[Outside, ...], kronor: Decimal, best: Plan, by: str
    ) -> Iterator[str]:
        """The plan and its value, the limits it breaks, the best plan, and the least extra value."""
        count = number(len(found.decided), self._language)
        yield self._say("decided_plan", n=count, granted=self._kronor(kronor), worth=self._kronor(found.worth))
        for one in outside:
            yield self._say(f"decided_{one.why}", name=self._name(one.proposal))
        if found.breaks:
            limits = "; ".join(limit_names(self._ready, list(found.breaks), self._language))
            yield self._say("decided_breaks", limits=limits)
        yield from self._difference(found, best)
        yield from self._priorities(found, best, by)

    def _difference(self, found: Revealed, best: Plan) -> Iterator[str]:
        key = "less" if found.difference > 0 else "more" if found.difference < 0 else "same"
        open_ = "" if best.status == "optimal" else "_open"
        gaps = {"best": self._kronor(best.objective), "amount": self._kronor(abs(found.difference))}
        yield self._say(f"decided_{key}{open_ if key == 'less' else ''}", **gaps)
        ours, theirs = ({key[0]: key for key in keys} for keys in (found.decided, best.chosen))
        changed = [theirs[p] for p in theirs if p in ours and ours[p] != theirs[p]]
        parts = (
            ("decided_enters", [self._name(p) for p in theirs if p not in ours]),
            ("decided_leaves", [self._name(p) for p in ours if p not in theirs]),
            ("decided_changed", [self._version(key) for key in changed]),
        )
        yield from (self._say(name, names="; ".join(names)) for name, names in parts if names)

    def _priorities(self, found: Revealed, best: Plan, by: str) -> Iterator[str]:
        rules = self._ready.read.rules
        field = Speaker.of(rules, {}, self._language).name(by)
        if found.outcome == "found":
            parts = [
                self._say("decided_part", of=self._word(by, one.of), more=self._extra(one.more))
                for one in found.priorities
            ]
            yield self._say("decided_priority", parts=listed(parts, self._say("and")))
            yield self._say("decided_least", field=field)
        elif found.outcome == "none":
            yield self._say("decided_none", field=field)
            yield from self._better(found, best)
        else:
            yield self._say(f"decided_{found.outcome}", field=field)
        if found.breaks and found.outcome in ("found", "none", "needless"):
            yield self._say("decided_without_limits")

    def _better(self, found: Revealed, best: Plan) -> Iterator[str]:
        """The plan that is worth more whatever is counted, where one alone is."""
        if found.better is None:
            yield self._say("decided_none_several")
        elif set(found.better) == set(best.chosen):
            yield self._say("decided_none_best")
        else:
            enters, leaves = (
                "; ".join(self._version(key) for key in one if key not in other) or "–"
                for one, other in ((found.better, found.decided), (found.decided, found.better))
            )
            yield self._say("decided_none_other", enters=enters, leaves=leaves)

    def _word(self, by: str, word: str) -> str:
        portfolio, rules = self._ready.read.portfolio, self._ready.read.rules
        titles = {goal.id: goal.title for goal in portfolio.goals} if by == "goals" else {}
        titles |= {a.id: a.title or a.id for a in portfolio.actors} if by == "board" else {}
        told = titles.get(word) or str(Speaker.of(rules, {}, self._language).value(rules.fields.get(by), word))
        return quoted(told, self._language)

    def _version(self, key: Key) -> str:
        return version_title(self._name(key[0]), key[1], key[2])

    def _name(self, proposal: str) -> str:
        return quoted(self._titles[proposal], self._language)

    def _kronor(self, amount: Decimal) -> str:
        return money(amount, "kr", self._language, self._ready.read.portfolio.currency)

    def _extra(self, amount: Decimal) -> str:
        """Kronor a krona, rounded upwards so that what is told is enough."""
        up = amount.quantize(Decimal("0.01"), rounding=ROUND_CEILING)
        unit = unit_word("kr", self._ready.read.portfolio.currency)
        return f"{number(up, self._language, 2)}{HARD_SPACE}{unit}"

    def _say(self, key: str, **gaps: object) -> str:
        return DECIDED_WORDS[key][self._language == "en"].format(**gaps)
