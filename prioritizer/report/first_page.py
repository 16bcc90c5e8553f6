"""Page one: what is to be decided, what it gives, and how sure that is, for somebody with ten minutes."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Paragraph, Points, Row, Section, Table
from prioritizer.report.tables import rounding_notes
from prioritizer.report.voice import Voice, part, rows, version_key
from prioritizer.words.formatting import unit_for

UNSURE = ("assumption", "M")
"""Marks of figures without a confirmed source (domain facts: M is from memory)."""


def first_page(voice: Voice) -> tuple[Section, ...]:
    """The proposed decision, the main figures and how sure they are; where there is no plan, why."""
    if not voice.plan:
        return (_no_plan(voice),)
    return (_decision(voice), _figures(voice), _sureness(voice))


def proof(voice: Voice) -> str:
    """What is proved of the plan, in plain words; «proved» only when something else than the solver confirmed it."""
    plan = voice.plan
    solver = str(plan.get("solver") or voice.unknown)
    if plan.get("status") != "optimal":
        gap = None if plan.get("bound") is None else max(0, plan["bound"] - plan["objective"])
        return voice.say("proof.feasible" if gap is not None else "proof.feasible_unknown", gap=voice.money(gap))
    confirmed = str(plan.get("confirmed") or "none")
    return voice.say(f"proof.{confirmed}", solver=solver)


def conflict(voice: Voice, ids: list[Any]) -> tuple[str, ...]:
    """The limits that clash, in words."""
    return tuple(limit_words(voice, str(limit)) for limit in ids)


def limit_words(voice: Voice, id: str) -> str:
    """A limit by name: its title, or the words of an implicit one such as fund:ID:YEAR (design §4)."""
    head, _, key = id.partition("[")
    if head in voice.limits:
        title = voice.text(voice.limits[head].get("title")) or head
        return f"{title} ({_key_words(voice, key.rstrip(']'))})" if key else title
    kind, *names = id.split(":")
    match kind, names:
        case "fund", [fund, year]:
            return voice.say("limit.fund", fund=voice.fund(fund), year=year)
        case "resource", [resource, *year]:
            return voice.say("limit.resource", resource=_resource(voice, resource), year=" ".join(year)).strip()
        case "mandatory", [proposal]:
            return voice.say("limit.mandatory", proposal=voice.proposal(proposal))
        case "requires", [first, second]:
            return voice.say("limit.requires", first=voice.proposal(first), second=voice.proposal(second))
        case "version", [proposal]:
            return voice.say("limit.version", proposal=voice.proposal(proposal))
        case _:
            return id


def _resource(voice: Voice, id: str) -> str:
    titles = {str(r.get("id")): voice.text(r.get("title")) for r in rows(voice.portfolio, "resources")}
    return titles.get(id) or id


def _key_words(voice: Voice, key: str) -> str:
    if key in voice.funds:
        return voice.fund(key)
    return voice.actors.get(key) or key


def _no_plan(voice: Voice) -> Section:
    clash = rows(voice.record, "conflict")
    blocks: list[Block] = [Paragraph(voice.say("no_plan.said" if clash else "no_plan.undecided"), "key")]
    if clash:
        blocks += [Paragraph(voice.say("no_plan.clash")), Points(conflict(voice, clash))]
    return Section("beslut", voice.say("no_plan.title"), tuple(blocks))


def _decision(voice: Voice) -> Section:
    chosen = rows(voice.plan, "selected")
    title, organisation = voice.text(voice.portfolio.get("title")), voice.text(voice.portfolio.get("organisation"))
    points = [voice.count("decision.adopt", len(chosen), organisation=organisation, title=title)]
    points += [_grant(voice, str(fund["id"])) for fund in rows(voice.portfolio, "funds")]
    returned = [str(s["proposal"]) for s in rows(voice.record, "screening") if s.get("outcome") == "returned"]
    if returned:
        points.append(voice.count("decision.returned", len(returned), names=voice.named(returned)))
    dates = sorted(str(day) for s in chosen for day in _dates(voice, str(s["proposal"])))
    if dates:
        points.append(voice.say("decision.follow_up", first=voice.day(dates[0]), last=voice.day(dates[-1])))
    return Section("beslut", voice.say("decision.title"), (Points(tuple(p for p in points if p), ordered=True),))


def _dates(voice: Voice, proposal: str) -> list[Any]:
    return rows(part(voice.proposals, proposal, "facts"), "follow_up.dates")


def _grant(voice: Voice, fund: str) -> str:
    """The decision on one fund, to the krona; empty where nothing is granted from it."""
    by_year = {row["year"]: row["granted"] for row in rows(voice.plan, "fund_rows") if row["fund"] == fund}
    granted = {year: amount for year, amount in by_year.items() if amount}
    if not granted:
        return ""
    parts = voice.join(voice.say("decision.year", amount=voice.kronor(a), year=y) for y, a in granted.items())
    return voice.say("decision.grant", fund=voice.fund(fund), total=voice.kronor(sum(granted.values())), parts=parts)


def _figures(voice: Voice) -> Section:
    value = part(voice.plan, "value")
    outcomes = [str(e.get("outcome")) for e in rows(voice.record, "explanation")]
    lines = [
        voice.say(
            "figures.count",
            all=len(voice.proposals),
            **{kind: outcomes.count(kind) for kind in ("selected", "not_selected", "barred", "returned")},
        ),
        *_granted(voice),
        _nnv(voice),
        voice.say("figures.own", own=voice.own_name, nnv=voice.money(value.get("own_nnv"))),
        _chance(voice),
        _hump(voice),
    ]
    blocks: list[Block] = [Points(tuple(line for line in lines if line))]
    if rows(voice.plan, "fund_rows"):
        blocks.append(fund_table(voice, "medel_kort"))
    return Section("laget", voice.say("figures.title"), tuple(blocks))


def _granted(voice: Voice) -> tuple[str, ...]:
    if not voice.funds:
        return ()
    available = sum((f.get("opening") or 0) + sum(part(f, "allocation").values()) for f in voice.funds.values())
    return (
        voice.say("figures.granted", granted=voice.money(voice.plan.get("granted")), available=voice.money(available)),
    )


def _nnv(voice: Voice) -> str:
    base = voice.portfolio.get("base_year", "")
    nnv = part(voice.plan, "value").get("nnv")
    return voice.say("figures.nnv", nnv=voice.money(nnv), prices=voice.price_level, base=base)


def _chance(voice: Voice) -> str:
    value = part(voice.plan, "value")
    if value.get("chance") is None:
        return voice.say("figures.chance_unknown")
    between = voice.between(value.get("low"), value.get("high"))
    return voice.say("figures.chance", chance=voice.chance(value["chance"]), between=between)


def _hump(voice: Voice) -> str:
    hump = part(voice.plan, "value", "hump")
    if not hump:
        return ""
    if hump.get("year") is None:
        return voice.say("figures.no_hump")
    back = hump.get("back_year")
    key = "figures.hump" if back is not None else "figures.hump_stays"
    return voice.say(key, depth=voice.money(hump["depth"]), year=hump["year"], back=back or "")


def fund_table(voice: Voice, id: str) -> Table:
    """Granted and available by fund and year. What carries over is available again, so that column has no sum."""
    found = rows(voice.plan, "fund_rows")
    unit = unit_for(row.get(name) for row in found for name in ("granted", "available"))
    many = len({row["fund"] for row in found}) > 1
    columns = ("granted", "available", "left")
    lines = [
        Row(
            (
                Cell(f"{voice.fund(row['fund'])}, {row['year']}" if many else str(row["year"])),
                *(voice.amount(row.get(column), unit) for column in columns),
            )
        )
        for row in found
    ]
    granted = [row.get("granted") for row in found]
    lines.append(
        Row((Cell(voice.say("total")), voice.amount(sum(granted), unit), Cell("", True), Cell("", True)), total=True)
    )
    caption = voice.say("caption.money", caption=voice.say("caption.funds"), unit=voice.unit(unit))
    keys = ("fund_year" if many else "year", *columns)
    head = tuple(Cell(voice.say(f"head.{key}"), number=i > 0) for i, key in enumerate(keys))
    carries = any(fund.get("carry_over") for fund in voice.funds.values())
    notes = rounding_notes(voice, [granted], [sum(granted)], unit)
    return Table(id, caption, head, tuple(lines), (*((voice.say("funds.carry"),) if carries else ()), *notes))


def _sureness(voice: Voice) -> Section:
    blocks: list[Block] = [Paragraph(proof(voice)), Paragraph(voice.say("proof.beside"), "key")]
    blocks += [Paragraph(voice.code("plan_fault", str(code)), "warning") for code in rows(voice.plan, "faults")]
    ties = voice.plan.get("ties") or 1
    if ties > 1:
        key = "proof.ties" if voice.plan.get("ties_complete", True) else "proof.ties_more"
        blocks.append(Paragraph(voice.say(key, n=voice.number(ties))))
    blocks.append(Paragraph(_assumptions(voice)))
    blocks.append(Paragraph(_unpriced(voice)))
    return Section("sakerhet", voice.say("sureness.title"), tuple(blocks))


def _assumptions(voice: Voice) -> str:
    used = {
        str(step["outcome"]) for value in voice.values.values() for step in rows(value, "steps") if "outcome" in step
    }
    prices = [p for p in rows(voice.rules, "prices") if str(p.get("id")) in used]
    unsure = [voice.text(p.get("title")) for p in prices if p.get("mark") in UNSURE]
    numbers = rows(voice.rules, "parameters")
    assumed = list(dict.fromkeys(voice.text(p.get("title")) for p in numbers if p.get("mark") in UNSURE))
    told = [voice.say("sureness.prices", n=len(unsure), all=len(prices), names=voice.join(unsure))] if unsure else []
    told += [voice.say("sureness.parameters", n=len(assumed), names=voice.join(assumed))] if assumed else []
    return " ".join(told) or voice.say("sureness.sourced")


def _unpriced(voice: Voice) -> str:
    holding = [p for p in voice.proposals.values() if rows(p, "qualitative")]
    effects = sum(len(rows(p, "qualitative")) for p in holding)
    if not effects:
        return voice.say("sureness.all_priced")
    told = voice.say("sureness.unpriced", n=effects, proposals=len(holding))
    chosen = [voice.values.get(version_key(s), {}) for s in rows(voice.plan, "selected")]
    bare = [str(v["proposal"]) for v in chosen if "no_priced_effects" in rows(v, "notes")]
    return f"{told} {voice.count('sureness.bare', len(bare), names=voice.named(bare))}" if bare else told
