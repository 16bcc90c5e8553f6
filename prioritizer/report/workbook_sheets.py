"""The sheets of a record's workbook: what each holds, and which cells its formulas come from."""

from collections.abc import Mapping
from typing import Any

from prioritizer.report.blocks import Cell, Table
from prioritizer.report.choice import shared_by_group
from prioritizer.report.method import method
from prioritizer.report.naming import limits_words
from prioritizer.report.proved import proof
from prioritizer.report.provenance import provenance
from prioritizer.report.reasons import is_commitment
from prioritizer.report.sheets import FIRST as FIRST_LINE
from prioritizer.report.sheets import Formula, Sheet, Value, added, heads, in_order, letter, named, summed, whole
from prioritizer.report.voice import Data, Voice, capital, part, rows, version_key
from prioritizer.report.walk import tables
from prioritizer.report.worth import reserve_price


def sheets(voice: Voice) -> tuple[Sheet, ...]:
    """All sheets of a record; those about a plan only where there is one."""
    values, texts = _all_proposals(voice), _sources(voice)
    if not voice.plan:
        return (_summary_without(voice), values, *texts)
    grants, flows = _grants(voice), _flows(voice)
    plan, funds = _plan(voice, grants), _funds(voice, grants)
    others = [one for one in (_matrix(voice, flows), _prices(voice), _frontier(voice)) if one]
    return (_summary(voice, plan, values), plan, values, *others, funds, grants, flows, *texts)


def _grants(voice: Voice) -> Sheet:
    """Every granted amount by fund and year: what the sums of the other sheets are of."""
    found: list[tuple[str, int, str, int]] = []
    for chosen in rows(voice.plan, "selected"):
        for fund, by_year in part(chosen, "granted_by_year").items():
            found += [(str(fund), int(year), str(chosen["proposal"]), int(kronor)) for year, kronor in by_year.items()]
    order = {fund: at for at, fund in enumerate(voice.funds)}
    found.sort(key=lambda row: (order.get(row[0], len(order)), *row))
    lines = tuple((voice.proposal(p), voice.fund(fund), year, kronor) for fund, year, p, kronor in found)
    head = heads(voice, "proposal", "fund", "year", "granted")
    total = summed(voice.say("total"), lines, (3,), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.grants_read", prices=voice.fund_prices))
    return Sheet(named(voice, "grants"), voice.say("sheet.grants_title"), notes, head, _years_as_text(lines), total)


def _years_as_text(lines: tuple[tuple[Value, ...], ...]) -> tuple[tuple[Value, ...], ...]:
    """A year is a name and no amount: it is not added to anything."""
    return tuple((*line[:2], str(line[2]), *line[3:]) for line in lines)


def _plan(voice: Voice, grants: Sheet) -> Sheet:
    lines: list[tuple[Value, ...]] = []
    years = list(voice.plan_span)
    for chosen in rows(voice.plan, "selected"):
        title, own = voice.proposal(chosen["proposal"]), []
        by_year = _by_year(chosen)
        for year in years:
            at = [i for i, line in enumerate(grants.lines) if line[0] == title and line[2] == str(year)]
            own.append(_same(added([grants.cell(i, 3) for i in at], [by_year.get(year, 0)]), by_year.get(year, 0)))
        first, last = letter(4), letter(3 + len(years))
        row = FIRST_LINE + len(lines)
        granted: Value = Formula(f"SUM({first}{row}:{last}{row})", int(chosen["granted"]))
        outside = int(chosen["granted"]) != sum(by_year.get(year, 0) for year in years)
        found = voice.explanations.get(str(chosen["proposal"]), {})
        lines.append(
            (
                title,
                voice.version(str(chosen["proposal"]), chosen.get("alternative")),
                voice.start(chosen.get("start_year")),
                _margin_words(voice, found),
                *own,
                int(chosen["granted"]) if outside else granted,
                whole(chosen.get("nnv")),
                whole(found.get("margin")) if found.get("exact") else None,
            )
        )
    lines += [(label, "", "", "", *[0] * len(years), 0, whole(nnv), None) for label, nnv in shared_by_group(voice)]
    head = (*heads(voice, "proposal", "version", "start", "note"), *map(str, years))
    head = (*head, *heads(voice, "granted_all", "nnv", "margin"))
    total = summed(voice.say("head.plan_total"), lines, range(4, len(head) - 1), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.plan_read", prices=voice.price_level))
    return Sheet(named(voice, "plan"), voice.say("plan.title"), notes, head, tuple(lines), total)


def _same(found: Value, expected: int) -> Value:
    """A formula only where its cells add up to what the record says of this very proposal; titles can be alike."""
    return found if isinstance(found, Formula) and found.value == expected else expected


def _by_year(chosen: Data) -> Mapping[int, int]:
    sums: dict[int, int] = {}
    for by_year in part(chosen, "granted_by_year").values():
        for year, amount in by_year.items():
            sums[int(year)] = sums.get(int(year), 0) + int(amount)
    return sums


def _margin_words(voice: Voice, found: Data) -> str:
    """Why a margin is no number: it cannot go, or it is only known within bounds."""
    if rows(found, "conflict") and found.get("margin") is None:
        return voice.say("commitment" if is_commitment(found) else "must_be_in")
    if found and not found.get("exact") and found.get("margin_low") is not None:
        return voice.say("sheet.margin_between", between=voice.between(found["margin_low"], found.get("margin_high")))
    return ""


def _funds(voice: Voice, grants: Sheet) -> Sheet:
    lines: list[tuple[Value, ...]] = []
    for found in rows(voice.plan, "fund_rows"):
        title, year = voice.fund(found["fund"]), str(found["year"])
        at = [i for i, line in enumerate(grants.lines) if line[1] == title and line[2] == year]
        granted: Value = int(found["granted"])
        if at and at == list(range(at[0], at[-1] + 1)):
            cells = f"{grants.cell(at[0], 3)}:{letter(3)}{FIRST_LINE + at[-1]}"
            granted = Formula(f"SUM({cells})", int(found["granted"]))
        row = FIRST_LINE + len(lines)
        left: Value = whole(found.get("left"))
        if found.get("available") is not None and left == int(found["available"]) - int(found["granted"]):
            left = Formula(f"{letter(5)}{row}-{letter(6)}{row}", left)
        names = ("allocation", "committed", "repaid", "available")
        lines.append((title, year, *(whole(found.get(name)) for name in names), granted, left))
    head = heads(voice, "fund", "year", "allocation", "committed", "repaid", "available", "granted", "left")
    total = summed(voice.say("total"), lines, (2, 3, 4, 6), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.funds_read", prices=voice.fund_prices))
    return Sheet(named(voice, "funds"), voice.say("sheet.funds_title"), notes, head, tuple(lines), total)


def _all_proposals(voice: Voice) -> Sheet:
    """Each version and start of each proposal, also of those that have no value."""
    chosen = {version_key(one) for one in rows(voice.plan, "selected")}
    lines: list[tuple[Value, ...]] = []
    for proposal in voice.proposals:
        outcome = voice.code("outcome", str(voice.explanations.get(proposal, {}).get("outcome", "unknown")))
        outcome = _screened(voice, proposal) or outcome
        own = [value for key, value in voice.values.items() if key[0] == proposal]
        for value in own:
            in_plan = version_key(value) in chosen
            row = FIRST_LINE + len(lines)
            nnv = whole(value.get("nnv"))
            counted: Value = Formula(f"{letter(5)}{row}", nnv) if in_plan else 0
            version = voice.version(proposal, value.get("alternative"))
            start = voice.start(value.get("start_year"))
            yes = voice.words["yes" if in_plan else "no"]
            parts = (nnv, *(whole(value.get(name)) for name in ("nnv_raw", "own_nnv", "low", "high")), counted)
            lines.append((voice.proposal(proposal), outcome, version, start, yes, *parts))
        if not own:
            lines.append((voice.proposal(proposal), outcome, "", "", voice.words["no"], *[None] * 5, 0))
    head = (*heads(voice, "proposal", "outcome", "version", "start", "in_plan", "nnv"),)
    head = (*head, *(voice.say(f"sheet.{key}") for key in ("raw", "own", "low", "high", "counted")))
    total = summed(voice.say("total"), lines, (10,), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.values_read", prices=voice.price_level))
    return Sheet(named(voice, "values"), voice.say("sheet.values_title"), notes, head, tuple(lines), total)


def _screened(voice: Voice, proposal: str) -> str:
    found = {str(s["proposal"]): str(s.get("outcome")) for s in rows(voice.record, "screening")}
    return voice.code("outcome", found[proposal]) if found.get(proposal) in ("barred", "returned") else ""


def _flows(voice: Voice) -> Sheet:
    lines: list[tuple[Value, ...]] = []
    for found in in_order(voice, rows(part(voice.plan, "value"), "actor_years"), "actor"):
        costs, effects = whole(found.get("costs")), whole(found.get("effects"))
        row = FIRST_LINE + len(lines)
        net: Value = None
        if costs is not None and effects is not None:
            net = Formula(f"{letter(2)}{row}+{letter(3)}{row}", costs + effects)
        home = whole(found.get("taken_home"))
        lines.append((voice.actor(found["actor"]), str(found["year"]), costs, effects, net, home))
    head = heads(voice, "actor", "year", "costs", "effects", "net", "taken_home")
    total = summed(voice.say("total"), lines, (2, 3, 4, 5), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.flows_read", prices=voice.price_level))
    return Sheet(named(voice, "flows"), voice.say("sheet.flows_title"), notes, head, tuple(lines), total)


def _matrix(voice: Voice, flows: Sheet) -> Sheet | None:
    """Years down and actors across, each cell that of the flows; a cell without a flow is an exact zero."""
    at = {(str(line[0]), str(line[1])): i for i, line in enumerate(flows.lines)}
    actors, years = list(dict.fromkeys(a for a, _ in at)), sorted({y for _, y in at})
    if not at or len(at) < len(flows.lines):
        # Two actors with the same title cannot be told apart here; the flows have them all.
        return None
    lines: list[tuple[Value, ...]] = []
    for year in years:
        cells = [_net(flows, at.get((actor, year))) for actor in actors]
        row, last = FIRST_LINE + len(lines), letter(len(actors))
        amounts = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
        total = None if None in amounts else sum(int(amount) for amount in amounts if amount is not None)
        lines.append((year, *cells, None if total is None else Formula(f"SUM({letter(1)}{row}:{last}{row})", total)))
    head = (*heads(voice, "year"), *actors, *heads(voice, "all_actors"))
    total_line = summed(voice.say("total"), lines, range(1, len(head)), len(head))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.matrix_read", prices=voice.price_level))
    return Sheet(named(voice, "matrix"), voice.say("sheet.matrix_title"), notes, head, tuple(lines), total_line)


def _net(flows: Sheet, line: int | None) -> Formula | int | None:
    if line is None:
        return 0
    found = flows.lines[line][4]
    return Formula(flows.cell(line, 4), found.value) if isinstance(found, Formula) else None


def _prices(voice: Voice) -> Sheet | None:
    lines: list[tuple[Value, ...]] = []
    for found in rows(part(voice.record, "explained"), "limits"):
        name = capital(limits_words(voice, [str(found["limit"])])[0])
        exact = voice.words["yes" if found.get("exact") else "no"]
        changes = (voice.join(voice.proposal(p) for p in rows(found, which)) for which in ("enters", "leaves"))
        price = whole(found.get("price")) if found.get("exact") else None
        lines.append((name, exact, *changes, price, whole(found.get("low")), whole(found.get("high"))))
    if not lines:
        return None
    head = (*heads(voice, "limit"), voice.say("sheet.exact"), *heads(voice, "would_enter", "would_leave", "price"))
    head = (*head, *(voice.say(f"sheet.{key}") for key in ("at_least", "at_most")))
    notes = (voice.say("sheet.kronor"), voice.say("prices.not_added"))
    return Sheet(named(voice, "prices"), voice.say("prices.title"), notes, head, tuple(lines))


def _frontier(voice: Voice) -> Sheet | None:
    points = rows(part(voice.record, "explained"), "frontier")
    if not points:
        return None
    ours = next((i for i, point in enumerate(points) if point.get("factor") == 1), None)
    lines: list[tuple[Value, ...]] = []
    for point in points:
        exact = voice.words["yes" if point.get("exact") else "no"]
        amounts = [whole(point.get(name)) for name in ("allocated", "granted", "objective", "low", "high")]
        lines.append((voice.share(point.get("factor"), 1), exact, *amounts, _against(points, ours, point, len(lines))))
    head = (*heads(voice, "share_of_funds"), voice.say("sheet.exact"), *heads(voice, "allocated_all", "granted_all"))
    head = (*head, *heads(voice, "worth"), *(voice.say(f"sheet.{key}") for key in ("at_least", "at_most")))
    notes = (voice.say("sheet.kronor"), voice.say("sheet.frontier_read"))
    lines_and_head = (*head, *heads(voice, "against_plan")), tuple(lines)
    return Sheet(named(voice, "frontier"), voice.say("money.title"), notes, *lines_and_head)


def _against(points: list[Any], ours: int | None, point: Data, line: int) -> Value:
    """The difference to the plan that is proposed, which stands at the whole of the funds."""
    if ours is None or point.get("objective") is None or points[ours].get("objective") is None:
        return None
    column = letter(4)
    text = f"{column}{FIRST_LINE + line}-{column}${FIRST_LINE + ours}"
    return Formula(text, int(point["objective"]) - int(points[ours]["objective"]))


def _summary(voice: Voice, plan: Sheet, values: Sheet) -> Sheet:
    value = part(voice.plan, "value")
    last, reserve = len(plan.lines), reserve_price(voice)
    granted, nnv = plan.total[-3], plan.total[-2]
    lines: list[tuple[Value, ...]] = [
        (*heads(voice, "granted_all"), Formula(plan.cell(last, len(plan.head) - 3), _number(granted))),
        (*heads(voice, "nnv"), _checked(plan.cell(last, len(plan.head) - 2), nnv, whole(value.get("nnv")))),
    ]
    if reserve:
        objective = whole(voice.plan.get("objective"))
        text = f"{letter(1)}{FIRST_LINE + 1}-{reserve}*{letter(1)}{FIRST_LINE}"
        whole_kronor = reserve == reserve.to_integral_value() and objective is not None
        lines.append((*heads(voice, "worth_after"), Formula(text, objective) if whole_kronor else objective))
    names = (("raw", "nnv_raw"), ("own", "own_nnv"), ("low", "low"), ("high", "high"))
    lines += [(voice.say(f"sheet.{key}"), whole(value.get(name))) for key, name in names]
    counted = values.total[-1] if values.total else None
    lines.append((voice.say("sheet.counted"), Formula(values.cell(len(values.lines), 10), _number(counted))))
    chance = voice.say("sheet.chance", chance=voice.chance(value.get("chance"))) if value.get("chance") else ""
    notes = (f"{voice.say('draft')}. {voice.say('sheet.kronor')}", f"{proof(voice)} {chance}".strip())
    title = voice.text(voice.portfolio.get("title"))
    head = heads(voice, "figure", "value")
    return Sheet(named(voice, "summary"), title, notes, head, tuple(lines))


def _number(value: Value) -> int | None:
    found = value.value if isinstance(value, Formula) else value
    return found if isinstance(found, int) else None


def _checked(cell: str, total: Value, said: int | None) -> Value:
    """The sum of the plan's sheet where it is what the record says, else what the record says."""
    return Formula(cell, said) if said is not None and _number(total) == said else said


def _summary_without(voice: Voice) -> Sheet:
    title = voice.text(voice.portfolio.get("title"))
    told = voice.say("no_plan.said") if rows(voice.record, "conflict") else voice.say("no_plan.undecided")
    return Sheet(named(voice, "summary"), title, (voice.say("draft"), told), heads(voice, "figure", "value"), ())


def _sources(voice: Voice) -> tuple[Sheet, ...]:
    """Numbers, prices and the record, as the document's own tables have them."""
    found = {table.id: table for table in tables((method(voice), provenance(voice)))}
    keys = (
        ("parameters", "parametrar"),
        ("unused", "parametrar-utanfor"),
        ("unit_prices", "priser"),
        ("files", "filer"),
    )
    return tuple(_as_text(voice, key, found[id]) for key, id in keys if id in found)


def _as_text(voice: Voice, key: str, table: Table) -> Sheet:
    head = tuple(cell.text.replace("\u00ad", "") for cell in table.head)
    lines = tuple(tuple(_said(cell) for cell in row.cells) for row in table.rows)
    hash_said = voice.say("sheet.hash", hash=str(voice.record.get("hash") or voice.unknown))
    return Sheet(named(voice, key), table.caption, (" ".join(table.notes), hash_said), head, lines)


def _said(cell: Cell) -> str:
    return "; ".join(branch.text for branch in cell.branches) if cell.branches else cell.text
