"""What the plan covers, on a screen (E2, E9, E13, G5)."""

from collections.abc import Iterable

from rich.table import Table

from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_line, screen_console
from prioritizer.cli.words import word
from prioritizer.model.coverage import Count, Coverage, SystemFaults
from prioritizer.model.rules import Language
from prioritizer.words.formatting import Amount, bare_money, share, unit_word

FIELDS = ("aim", "goals", "board", "district")


def show_coverage(ready: Prepared, found: Coverage, language: Language) -> None:
    """The plan by aim, goals, levels, boards and districts, and the areas in which proposals point at faults."""
    print_line("")
    screen_console().print(_table(ready, found, language))
    print_line(_faults(ready, found.faults, found.proposed, language))


def _table(ready: Prepared, found: Coverage, language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    unit = unit_word("kr", ready.read.portfolio.currency)
    for name in ("coverage_of", "coverage_key"):
        table.add_column(word(name, language))
    heads = (word("coverage_plan", language), f"{word('coverage_granted', language)}, {unit}")
    for head in (*heads, word("coverage_share", language), word("coverage_round", language)):
        table.add_column(head, justify="right", no_wrap=True)
    by_field = {dimension.field: dimension for dimension in found.dimensions}
    for field in FIELDS:
        for part in by_field[field].parts:
            label = (
                word("coverage_unknown", language) if part.key is None else _called(ready, field, part.key, language)
            )
            table.add_row(
                _field(ready, field, language), label, *_cells(found, part.chosen, language), str(part.proposed)
            )
    for level in found.levels:
        called = _called(ready, "levels_reached", level.level, language)
        name = _field(ready, "levels_reached", language)
        table.add_row(name, called, *_cells(found, level.reached, language), str(level.proposed))
        if level.unknown.proposals:
            label = word("coverage_level_unknown", language, level=called)
            table.add_row(name, label, *_cells(found, level.unknown, language), str(level.proposed_unknown))
    return table


def _cells(found: Coverage, count: Count, language: Language) -> Iterable[str]:
    yield str(count.proposals)
    yield bare_money(count.granted, "kr", language)
    whole: Amount = found.chosen.granted
    yield share(count.granted / whole, language) if whole else "–"


def _field(ready: Prepared, field: str, language: Language) -> str:
    known = ready.read.rules.fields.get(field)
    return known.words[language] if known is not None else field


def _called(ready: Prepared, field: str, key: str, language: Language) -> str:
    """A goal or a board by its title, a choice in the words of the vocabulary, else as it is written."""
    if not key:
        return word("coverage_none", language)
    titles = {goal.id: goal.title for goal in ready.read.portfolio.goals} if field == "goals" else {}
    titles |= {actor.id: actor.title for actor in ready.read.portfolio.actors} if field == "board" else {}
    known = ready.read.rules.fields.get(field)
    return titles.get(key) or (known.choices[key][language] if known is not None and key in known.choices else key)


def _faults(ready: Prepared, faults: SystemFaults, proposed: int, language: Language) -> str:
    told = [word("faults_count", language, n=len(faults.signals), all=proposed)]
    for area in faults.areas:
        called = word("coverage_unknown", language) if area.area is None else None
        name = called or _called(ready, "fault_area", str(area.area), language)
        told.append(word("faults_area", language, area=name, n=len(area.proposals), chosen=area.chosen.proposals))
    if faults.unknown:
        told.append(word("faults_unknown", language, n=len(faults.unknown)))
    return "\n".join(told)
