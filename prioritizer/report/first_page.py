"""Page one: what is to be decided, what it gives, and how sure that is, for somebody with ten minutes."""

from collections.abc import Iterable
from typing import Any

from prioritizer.report import (
    conflicts,
    corrections,
    fresh_draws,
    frontier,
    granted_money,
    near_best,
    parties,
    proved,
    pursued,
    reliance,
    roll_forward,
    worth,
)
from prioritizer.report.blocks import Block, Cell, Paragraph, Points, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.outcomes import outcomes_chart
from prioritizer.report.method import not_applied
from prioritizer.report.stopped import decision_point
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, capital, part, rows, version_key
from prioritizer.words.formatting import Unit, unit_for

SHOWN = (1, 5, 10, 25, 50, 75, 90, 95, 99)
"""Of a hundred outcomes, those that the table tells."""

EVEN = 0.5
"""Above an even chance, errors that proposals share lower the chance."""


def first_page(voice: Voice) -> tuple[Section, ...]:
    """The proposed decision, the main figures and how sure they are; where there is no plan, why."""
    if not voice.plan:
        return (no_plan(voice),)
    return (_decision(voice), _figures(voice), _sureness(voice))


def no_plan(voice: Voice) -> Section:
    """That there is no plan, or that none was found, and what would open one."""
    clash = rows(voice.record, "conflict")
    if not proved.there_is_none(voice):
        told = Paragraph(voice.say("no_plan.undecided"), "key")
        return Section("beslut", voice.say("no_plan.undecided_title"), (told,))
    blocks: list[Block] = [Paragraph(voice.say("no_plan.said"), "key")]
    is_proved = proved.no_plan(voice)
    blocks += [Paragraph(f"{is_proved} {proved.beside(voice)}")] if is_proved else []
    blocks += conflicts.blocks(voice, clash) if clash else [Paragraph(voice.say("no_plan.clash_unsettled"))]
    return Section("beslut", voice.say("no_plan.title"), tuple(blocks))


def _decision(voice: Voice) -> Section:
    chosen = rows(voice.plan, "selected")
    title, organisation = voice.text(voice.portfolio.get("title")), voice.text(voice.portfolio.get("organisation"))
    gaps = {"organisation": organisation, "title": title}
    adopt = voice.count("decision.adopt", len(chosen), **gaps) if chosen else voice.say("decision.adopt_none", **gaps)
    adopt = capital(adopt.strip())
    names = voice.named(str(s["proposal"]) for s in chosen)
    points = [f"{adopt} {voice.say('decision.names', names=names)}" if len(chosen) > 1 else adopt]
    points += [grant_point(voice, str(fund["id"])) for fund in rows(voice.portfolio, "funds")]
    points += _turned_away(voice)
    dates = sorted(str(day) for s in chosen for day in dates_of(voice, str(s["proposal"])))
    if dates:
        points.append(voice.say("decision.follow_up", first=voice.day(dates[0]), last=voice.day(dates[-1])))
    broken = fresh_draws.broken(voice)
    notes = (Paragraph(voice.say("decision.fresh_broken", limits=voice.join(broken)), "warning"),) if broken else ()
    return Section("beslut", voice.say("decision.title"), (Points(tuple(p for p in points if p), ordered=True), *notes))


def _turned_away(voice: Voice) -> list[str]:
    """The decision on what was considered and left out, and on each proposal that screening barred or returned."""
    left = [e for e in rows(voice.record, "explanation") if e.get("outcome") == "not_selected"]
    told = [voice.count("decision.left", len(left))] if left else []
    for outcome in ("barred", "returned"):
        stopped = (str(s["proposal"]) for s in rows(voice.record, "screening") if s.get("outcome") == outcome)
        told += [decision_point(voice, proposal, outcome) for proposal in stopped]
    return told


def dates_of(voice: Voice, proposal: str) -> list[Any]:
    """The days on which a proposal is followed up."""
    return rows(part(voice.proposals, proposal, "facts"), "follow_up.dates")


def grant_point(voice: Voice, fund: str) -> str:
    """The decision on one fund, to the krona; empty where nothing is granted from it."""
    by_year = {row["year"]: row["granted"] for row in rows(voice.plan, "fund_rows") if row["fund"] == fund}
    granted = {year: amount for year, amount in by_year.items() if amount}
    if not granted:
        return ""
    parts = voice.join(voice.say("decision.year", amount=voice.kronor(a), year=y) for y, a in granted.items())
    gaps = {"fund": voice.fund(fund), "total": voice.kronor(sum(granted.values())), "parts": parts}
    owner = owner_of(voice, fund)
    if owner in own_purse(voice):
        return voice.say("decision.grant", **gaps)
    organisation = voice.text(voice.portfolio.get("organisation"))
    return voice.say("decision.grant_other", organisation=organisation, owner=voice.actor(owner), **gaps)


def own_purse(voice: Voice) -> set[str]:
    """The own actor and its boards; what another owns can only be proposed to it."""
    own = str(voice.portfolio.get("own_actor"))
    return {own, *(str(a["id"]) for a in rows(voice.portfolio, "actors") if a.get("parent") == own)}


def _figures(voice: Voice) -> Section:
    value = part(voice.plan, "value")
    outcomes = [str(e.get("outcome")) for e in rows(voice.record, "explanation")]
    lines = [
        f"{count_in_short(voice, outcomes)} {roll_forward.committed(voice)}".strip(),
        *granted_in_short(voice),
        nnv_in_short(voice),
        _own(voice, value),
        chance_in_short(voice),
        hump_in_short(voice),
        granted_money.balance_in_short(voice),
        frontier.in_short(voice),
    ]
    blocks: list[Block] = [*fresh_draws.breaches(voice), Points(tuple(line for line in lines if line))]
    if rows(voice.plan, "fund_rows"):
        blocks.append(fund_years(voice))
    if any(fund.get("carry_over") for fund in voice.funds.values()):
        blocks.append(Paragraph(voice.say("funds.carry_short"), "small"))
    return Section("laget", voice.say("figures.title"), tuple(blocks))


def count_in_short(voice: Voice, outcomes: list[str]) -> str:
    """How many proposals were handed in, and what became of them."""
    kinds = {kind: outcomes.count(kind) for kind in ("selected", "not_selected", "barred", "returned")}
    return voice.say("figures.count", all=len(voice.proposals), **kinds)


def granted_in_short(voice: Voice) -> tuple[str, ...]:
    """What the plan grants of the money: what is set aside, less what is promised, and what it is paid back itself."""
    if not voice.funds:
        return ()
    set_aside = sum(
        (f.get("opening") or 0) + sum(part(f, "allocation").values()) - sum(part(f, "committed").values())
        for f in voice.funds.values()
    )
    repaid = sum(row.get("repaid") or 0 for row in rows(voice.plan, "fund_rows"))
    is_promised = any(part(f, "committed") for f in voice.funds.values())
    amounts = voice.moneys(voice.plan.get("granted"), set_aside + repaid, set_aside, repaid)
    gaps = dict(zip(("granted", "available", "set_aside", "repaid"), amounts, strict=True))
    key = "granted" if not repaid else "granted_repaid_promised" if is_promised else "granted_repaid"
    told = voice.say(f"figures.{key}", **gaps)
    return (" ".join([told, *for_others_to_grant(voice)]),)


def for_others_to_grant(voice: Voice) -> list[str]:
    """What the plan takes from funds whose owners decide for themselves."""
    sums: dict[str, Any] = {}
    for row in rows(voice.plan, "fund_rows"):
        sums[str(row["fund"])] = sums.get(str(row["fund"]), 0) + (row.get("granted") or 0)
    return [
        voice.say("figures.granted_other", owner=voice.actor(owner), fund=voice.fund(fund), total=voice.money(total))
        for fund, total in sums.items()
        if total and (owner := owner_of(voice, fund)) not in own_purse(voice)
    ]


def owner_of(voice: Voice, fund: str) -> str:
    """Whose a fund is; the own actor's where nobody is named."""
    return str(part(voice.funds, fund).get("owner") or voice.portfolio.get("own_actor"))


def nnv_in_short(voice: Voice) -> str:
    """What the plan is worth to society: as decided on, raw, and after the reserve price."""
    base = voice.portfolio.get("base_year", "")
    nnv = part(voice.plan, "value").get("nnv")
    told = voice.say("figures.nnv", nnv=voice.money(nnv), prices=voice.price_level, base=base)
    return " ".join(text for text in (told, corrections.raw(voice), worth.after_reserve(voice)) if text)


def _own(voice: Voice, value: Data) -> str:
    """The own purse with freed capacity, and what of that is money (§12)."""
    told = (
        parties.own_worth(voice, value),
        parties.own_chance(voice, value),
        voice.say("figures.own_is", own=voice.own_name),
    )
    return " ".join(text for text in told if text)


def chance_in_short(voice: Voice) -> str:
    """The chance that the plan is worth more than zero, and between what it lies."""
    value = part(voice.plan, "value")
    if not rows(voice.plan, "selected"):
        return ""
    if value.get("chance") is None:
        return voice.say("figures.chance_unknown")
    chance, between = voice.chance(value["chance"]), voice.between(value.get("low"), value.get("high"))
    if not is_taken_as_independent(voice):
        return voice.say("figures.chance", chance=chance, between=between)
    told = voice.say("figures.chance_if_independent", chance=chance, between=between)
    return f"{told} {voice.say('figures.shared_optimism')}" if value["chance"] > EVEN else told


def is_taken_as_independent(voice: Voice) -> bool:
    """Whether several proposals are drawn with nothing in common that the portfolio declares (convention §8)."""
    return len(rows(voice.plan, "selected")) > 1 and not rows(voice.portfolio, "common_factors")


def hump_in_short(voice: Voice) -> str:
    """The own purse's hump: its year and depth, and when it is over."""
    found, notes = part(voice.plan, "value", "hump"), part(voice.plan, "value", "notes")
    if not found:
        return ""
    if "timing_unknown" in notes:
        return voice.say("figures.hump_unknown")
    if found.get("year") is None:
        return voice.say("figures.no_hump")
    back = found.get("back_year")
    key = "figures.hump" if back is not None else "figures.hump_stays"
    told = voice.say(key, depth=voice.money(found["depth"]), year=found["year"], back=back or "")
    return f"{told} {voice.say('figures.hump_part')}" if "take_home_unknown" in notes else told


def fund_years(voice: Voice) -> Table:
    """Granted of available, funds down and years across."""
    found = rows(voice.plan, "fund_rows")
    unit = unit_for(row.get(name) for row in found for name in ("granted", "available"))
    span = sorted({int(row["year"]) for row in found})
    cells = {(str(r["fund"]), int(r["year"])): r for r in found}
    funds = list(dict.fromkeys(str(row["fund"]) for row in found))
    lines = []
    for fund in funds:
        granted = sum(cells[fund, year]["granted"] for year in span if (fund, year) in cells)
        told = [_of(voice, cells.get((fund, year), {}), unit) for year in span]
        lines.append(Row((Cell(voice.fund(fund)), *told, voice.amount(granted, unit))))
    shown = voice.say("caption.fund_years", prices=voice.fund_prices)
    caption = voice.say("caption.money", caption=shown, unit=voice.unit(unit))
    across = (Cell(str(year), number=True) for year in span)
    head = (Cell(voice.say("head.fund")), *across, Cell(voice.say("head.granted_all"), number=True))
    return Table("medel-kort", caption, head, tuple(lines))


def _of(voice: Voice, row: Data, unit: Unit) -> Cell:
    granted, available = voice.amount(row.get("granted"), unit), voice.amount(row.get("available"), unit)
    return Cell(voice.say("granted_of", granted=granted.text, available=available.text), number=True)


def _solver_faults(voice: Voice) -> Iterable[str]:
    """What a solver did wrong in the choice, or in a question about it; each once."""
    asked = (fault for margin in voice.explanations.values() for fault in rows(margin, "faults"))
    return dict.fromkeys(str(code) for code in (*rows(voice.plan, "faults"), *asked))


def _sureness(voice: Voice) -> Section:
    said = pursued.blocks(voice) if pursued.is_pursued(voice) else [Paragraph(proved.proof(voice))]
    blocks: list[Block] = [*said, Paragraph(proved.beside(voice), "key")]
    blocks += [Paragraph(voice.code("plan_fault", code), "warning") for code in _solver_faults(voice)]
    blocks += fresh_draws.held(voice)
    blocks += _outcomes(voice)
    overrun = granted_money.overrun_in_short(voice)
    blocks += [Paragraph(overrun)] if overrun else []
    ties = voice.plan.get("ties") or 1
    if ties > 1:
        key = "proof.ties" if voice.plan.get("ties_complete", True) else "proof.ties_more"
        blocks.append(Paragraph(voice.say(key, n=voice.number(ties))))
    near = near_best.sentence(voice)
    blocks += [Paragraph(near)] if near else []
    cautions = not_applied(voice)
    blocks += [Paragraph(voice.say("method.not_applied")), Points(cautions)] if cautions else []
    blocks += [Paragraph(told) for told in reliance.sentences(voice)]
    blocks.append(Paragraph(unpriced_in_short(voice)))
    return Section("sakerhet", voice.say("sureness.title"), tuple(blocks))


def _outcomes(voice: Voice) -> list[Block]:
    """A hundred equally likely outcomes of the plan; nothing where there is no spread."""
    value = part(voice.plan, "value")
    chart = outcomes_chart(voice, "utfall", value)
    if not chart:
        return []
    ordered = sorted(int(kronor) for kronor in rows(value, "outcomes"))
    shown = [(n, ordered[len(ordered) * n // 100 - 1]) for n in SHOWN]
    body = [(Cell(voice.number(n)), [kronor]) for n, kronor in shown]
    caption = voice.say("caption.outcomes", prices=voice.price_level)
    head = heads(voice, "outcomes", "at_most_worth", numbers=1)
    table = money_table(voice, "utfall-tabell", caption, head, body, total=False)
    return with_table(voice, chart, table, voice.say("chart.outcomes_read"))


def unpriced_in_short(voice: Voice) -> str:
    """How many effects have no price, and which proposals of the plan have no others (H7)."""
    holding = [p for p in voice.proposals.values() if rows(p, "qualitative")]
    effects = sum(len(rows(p, "qualitative")) for p in holding)
    if not effects:
        return voice.say("sureness.all_priced")
    key = "sureness.unpriced_all" if len(holding) == len(voice.proposals) else "sureness.unpriced"
    told = voice.say(key, n=effects, proposals=len(holding))
    chosen = [voice.values.get(version_key(s), {}) for s in rows(voice.plan, "selected")]
    bare = [str(v["proposal"]) for v in chosen if "no_priced_effects" in rows(v, "notes")]
    return f"{told} {voice.count('sureness.bare', len(bare), names=voice.named(bare))}" if bare else told
