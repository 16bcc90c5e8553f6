"""Money by actor and year: four views, the hump, who pays and who gains (A2, A3, D2, D4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from prioritizer.report import corrections, humps, parties
from prioritizer.report.blocks import Block, Cell, Charts, Fold, Paragraph, Section, Table
from prioritizer.report.boards import by_board
from prioritizer.report.charts.actor_years import actor_years_chart
from prioritizer.report.charts.forms import figure
from prioritizer.report.charts.hump import hump_chart
from prioritizer.report.real_financial import real_and_financial
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, part, rows

TIMING = "timing_unknown"
"""The note of a version, or of a plan with such a version, whose effects have no years."""


def accounts(voice: Voice) -> Section:
    """The money of the plan; empty of figures where there is no plan."""
    value = part(voice.plan, "value")
    if voice.plan and not rows(voice.plan, "selected"):
        return Section("pengar", voice.say("accounts.title"), (Paragraph(voice.say("accounts.empty")),))
    blocks: list[Block] = [Paragraph(voice.say("accounts.read", own=voice.own_name, prices=voice.price_level))]
    blocks += _notes(voice, value)
    blocks += corrections.of_plan(voice)
    blocks += humps.views_table(voice, humps.PLAN, value, str(voice.portfolio.get("base_year", "")))
    blocks += humps.indicators(voice, value)
    timed = TIMING not in part(value, "notes")
    blocks += [*_hump(voice, rows(value, "years")), *_carriers(voice, value)] if timed else []
    found = rows(value, "actors") if timed else without_timing(rows(value, "actors"))
    blocks += _actors(voice, found, corrections.adjustment(value))
    blocks += parties.who_gains(voice, "parter", value, parties.PLAN_LEVEL)
    blocks += by_board(voice)
    blocks += real_and_financial(voice, "plan", value, parties.PLAN_LEVEL)
    blocks += _matrix(voice, value) if timed else []
    return Section("pengar", voice.say("accounts.title"), tuple(blocks))


def _notes(voice: Voice, value: Data) -> list[Block]:
    notes = part(value, "notes")
    told = [_note(voice, str(code), int(n)) for code, n in notes.items()]
    synergies = {s["id"] for s in rows(voice.portfolio, "synergies")}
    found = rows(value, "overlaps")
    shared = [overlap["nnv_adjusted"] for overlap in found if overlap["group"] not in synergies]
    stated = [overlap["nnv_adjusted"] for overlap in found if overlap["group"] in synergies]
    told += [voice.say("accounts.synergy", value=voice.money(sum(stated)))] if stated else []
    told += [voice.say("accounts.overlap", value=voice.money(sum(shared)))] if shared else []
    return [Paragraph(text, "small") for text in (*told, *corrections.draws_note(voice, value))]


def _note(voice: Voice, code: str, n: int) -> str:
    return voice.count(f"plan_note.{code}", n) if f"plan_note.{code}.one" in voice.words else f"{code}: {n}"


def _hump(voice: Voice, found: list[Any]) -> list[Block]:
    own = {int(r["year"]): r["own_cumulative"] for r in found if r.get("own_cumulative") is not None}
    society = {int(r["year"]): r["society_cumulative"] for r in found if r.get("society_cumulative") is not None}
    named = [("own", own), ("society", society)]
    charts = tuple(hump_chart(voice, f"kurva-{who}", who, series) for who, series in named if len(series) > 1)
    if not charts:
        return []
    names = ("own_cash", "own_cumulative", "society_net", "society_cumulative")
    body = [(Cell(str(r["year"])), [r.get(name) for name in names]) for r in found]
    table = money_table(
        voice,
        "puckel-tabell",
        voice.say("caption.hump", prices=voice.price_level),
        heads(voice, "year", *names, numbers=4),
        body,
        total=False,
    )
    return [
        Charts(voice.say("caption.charts" if len(charts) > 1 else "caption.chart"), charts),
        Fold(voice.say("fold.hump"), (table,)),
    ]


def _carriers(voice: Voice, value: Data) -> list[Block]:
    """Who carries the hump when it is deepest."""
    hump = part(value, "hump")
    told = humps.carriers(voice, hump)
    return [Paragraph(f"{voice.say('hump.when', year=hump['year'])} {told}")] if told else []


def without_timing(found: Sequence[Data]) -> list[Data]:
    """Rows of actors whose effects have no years: present values stand, sums of years are unknown (§25)."""
    return [{**row, "effects": None, "taken_home": None} for row in found]


def _actors(voice: Voice, found: Sequence[Data], adjustment: int) -> list[Block]:
    if not found:
        return []
    caption = voice.say("caption.actors", prices=voice.price_level)
    return [actor_table(voice, "aktorer", caption, found, adjustment), Paragraph(voice.say("accounts.home"), "small")]


def actor_table(voice: Voice, id: str, caption: str, found: Sequence[Data], adjustment: int = 0) -> Table:
    """What each actor pays and gets over the horizon, what of it can be taken home, and its net present value.

    A row of what moving towards experience takes off leads to the value decided on (convention §10).
    """
    by_actor = {str(r["actor"]): r for r in found}
    ordered = [by_actor[actor] for actor in _ordered(voice, set(by_actor))]
    names = [("costs",), ("effects",), ("costs", "effects"), ("taken_home",), ("costs_present", "effects_present")]
    body = [(Cell(voice.actor(r["actor"])), [_sum(r, parts) for parts in names]) for r in ordered]
    if adjustment:
        body.append((Cell(voice.say("adjustment")), [0, 0, 0, 0, adjustment]))
    head = heads(voice, "actor", "costs", "effects", "net", "taken_home", "net_present", numbers=5)
    return money_table(voice, id, caption, head, body)


def _sum(row: Data, names: Sequence[str]) -> Any:
    amounts: list[Any] = [row.get(name) for name in names]
    return None if None in amounts else sum(amounts)


def _matrix(voice: Voice, value: Data) -> list[Block]:
    found = rows(value, "actor_years")
    if not found:
        return []
    early = [r for r in found if int(r["year"]) in voice.plan_span]
    caption = voice.say("caption.matrix_plan", prices=voice.price_level)
    shown = _plan_years(voice, caption, early)
    chart = actor_years_chart(
        voice, "aktor-ar-diagram", *(_by_actor(voice, found, name) for name in ("costs", "effects"))
    )
    whole = tuple(
        actor_year_table(
            voice, f"aktor-ar-{id}", voice.say(f"caption.matrix_{id}", prices=voice.price_level), found, names
        )
        for id, names in (("net", ("costs", "effects")), ("costs", ("costs",)), ("effects", ("effects",)))
    )
    caption = voice.say("chart.actors_read")
    return [*figure(chart, caption), shown, Fold(voice.say("fold.matrix"), whole)]


def _by_actor(voice: Voice, found: Sequence[Data], name: str) -> Mapping[str, Mapping[int, int]]:
    """Kronor of one kind by actor and year, the actors in order; what is unknown is in the tables, not in the chart."""
    cells = {key: kr for key, kr in _cells(found, (name,)).items() if kr is not None}
    by_actor: dict[str, dict[int, int]] = {actor: {} for actor in _ordered(voice, {actor for actor, _ in cells})}
    for (actor, year), kr in cells.items():
        by_actor[actor][year] = int(kr)
    return by_actor


def _plan_years(voice: Voice, caption: str, found: Sequence[Data]) -> Table:
    """Actors down and the plan years across: what fits a page."""
    cells = _cells(found, ("costs", "effects"))
    body = []
    for actor in _ordered(voice, {a for a, _ in cells}):
        line = [cells.get((actor, year), 0) for year in voice.plan_span]
        body.append((Cell(voice.actor(actor)), [*line, None if None in line else sum(line)]))
    years = (Cell(str(year), number=True) for year in voice.plan_span)
    return money_table(
        voice, "aktor-ar", caption, (*heads(voice, "actor"), *years, *heads(voice, "sum", numbers=1)), body
    )


def actor_year_table(voice: Voice, id: str, caption: str, found: Sequence[Data], names: Sequence[str]) -> Table:
    """Actors across, years down; each cell is the sum of the named amounts. A cell that is absent is an exact zero."""
    cells = _cells(found, names)
    actors = _ordered(voice, {a for a, _ in cells})
    body = []
    for year in sorted({y for _, y in cells}):
        line = [cells.get((actor, year), 0) for actor in actors]
        body.append((Cell(str(year)), [*line, None if None in line else sum(line)]))
    across = (Cell(voice.actor(a), number=True) for a in actors)
    head = (*heads(voice, "year"), *across, *heads(voice, "all_actors", numbers=1))
    return money_table(voice, id, caption, head, body, until_zero=True)


def _cells(found: Sequence[Data], names: Sequence[str]) -> Mapping[tuple[str, int], Any]:
    return {(str(row["actor"]), int(row["year"])): _sum(row, names) for row in found}


def _ordered(voice: Voice, actors: set[str]) -> list[str]:
    """Actors as the portfolio lists them, then those it does not know."""
    known = [actor for actor in voice.actors if actor in actors]
    return [*known, *sorted(actors - set(known))]
