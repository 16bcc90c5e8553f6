"""The ledger of decisions to force proposals in or out, on a screen (convention §21)."""

from collections.abc import Iterator

from prioritizer.cli.run import Prepared
from prioritizer.cli.what_if_lines import ConsequenceLines
from prioritizer.cli.words import word
from prioritizer.model.ledger import Ledger
from prioritizer.model.rules import Language
from prioritizer.model.what_if import Consequence


def ledger_lines(ready: Prepared, found: Ledger | None, language: Language, is_long: bool) -> Iterator[str]:
    """Who decided what and why, and what it costs; then all of them together; at length who would have gained."""
    if found is None:
        return
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    lines = ConsequenceLines(ready, language)
    for entry in found.entries:
        one = entry.override
        who = {"by": one.by or word("ledger_unsaid", language), "why": one.why or word("ledger_unsaid", language)}
        yield word(f"ledger_{one.decision}", language, title=titles[one.proposal], **who)
        if one.duty:
            yield f"  {word('ledger_duty', language, duty=one.duty)}"
        elif entry.without is not None:
            yield from (f"  {line}" for line in _price(lines, entry.without, "ledger_price", language, is_long))
    if found.together is not None and sum(entry.without is not None for entry in found.entries) > 1:
        yield from _price(lines, found.together, "ledger_together", language, is_long)


def _price(lines: ConsequenceLines, without: Consequence, key: str, language: Language, is_long: bool) -> Iterator[str]:
    gain = without.gain
    if gain is None or gain.kronor is None or gain.low is None or gain.high is None:
        yield word(f"{key}_open", language)
        return
    if not gain.exact:
        yield word(f"{key}_between", language, low=lines.money(gain.low), high=lines.money(gain.high))
    elif gain.kronor:
        yield word(key, language, amount=lines.money(gain.kronor))
    else:
        yield word(f"{key}_free", language)
        return
    if is_long:
        for line in (*lines.difference(gain), *(lines.carried(without.actors) if without.actors else ())):
            yield f"  {line}"
