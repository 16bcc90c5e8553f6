"""How the plan follows an earlier one, on the screen (F9)."""

from collections.abc import Iterator

from prioritizer.cli.refused import refused_version
from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line
from prioritizer.cli.talk import Language
from prioritizer.cli.words import word
from prioritizer.model.roll_forward import Followed, RollForward
from prioritizer.words.formatting import money


def show_roll_forward(ready: Prepared, found: RollForward, language: Language) -> None:
    """What continues, what is new, what is dropped and why, and what a full re-think would have gained."""
    titles = {**found.previous.titles, **{p.id: p.title for p in ready.read.portfolio.proposals}}
    for status in ("continues", "changed", "new", "dropped"):
        names = [_name(ready, f, titles, language) for f in found.proposals if f.status == status]
        if names:
            print_line(word(f"roll_{status}", language, names="; ".join(names), n=len(names)))
    for line in _gain(found, titles, language, ready.read.portfolio.currency):
        print_line(line)
    for code in found.faults:
        print_line(word(code, language))


def _name(ready: Prepared, found: Followed, titles: dict[str, str], language: Language) -> str:
    """A proposal by title, with the reason where it is not what it was."""
    title = titles.get(found.proposal, found.proposal)
    if not found.reason:
        return title
    why = refused_version(ready, found.before, language) if found.reason == "refused" and found.before else ""
    return f"{title} ({why or word(f'roll_{found.reason}', language)})"


def _gain(found: RollForward, titles: dict[str, str], language: Language, currency: str) -> Iterator[str]:
    if found.gain is None:
        if found.freely is None or any(f.after for f in found.proposals):
            yield word("roll_gain_unknown", language)
        else:
            yield word("roll_only_freely", language, freely=money(found.freely, "kr", language, currency))
    elif not found.gain:
        yield word("roll_no_gain", language)
    else:
        yield word("roll_gain", language, gain=money(found.gain, "kr", language, currency))
        enters, leaves = ("; ".join(titles[p] for p in ids) or "–" for ids in (found.enters, found.leaves))
        yield word("roll_changes", language, enters=enters, leaves=leaves)
