"""The end of a calculation on paper: indicators with their formulas, and money year by year (convention §11, §12)."""

from collections.abc import Iterator, Sequence
from typing import Any

from prioritizer.appraisal.scaled import higher
from prioritizer.appraisal.trace import Trace
from prioritizer.appraisal.trace_flows import Flow, Flows
from prioritizer.cli.trace_write import WIDTH, Writer
from prioritizer.words.formatting import EN_DASH

POWERS = {1: "", 2: "²", 3: "³"}

LONGEST_HEAD = 13
"""Columns of the name of an actor above its kronor, at most."""


def measures(trace: Trace, write: Writer) -> Iterator[str]:
    """Break-even, ratios, money by year and actor, paybacks and the hump; nothing where no effect is priced."""
    found = trace.flows
    if found is None or not trace.effects:
        return
    yield from ("", write.say("measures"))
    yield from _even(trace, found, write)
    yield from _ratios(trace, found, write)
    yield from ("", write.say("by_year"))
    yield from _by_year(found, write)
    yield from ("", write.say("society_by_year"))
    yield from _flow(found.society, "had", write)
    yield from _payback(found.society, "society", write)
    yield from ("", write.say("own_by_year"))
    if found.own is None:
        unsaid = [write.text_of(e.price.title) or e.price.id for e in trace.effects if e.price.take_home is None]
        yield from write.text("own_flow_unknown", titles=write.join(list(dict.fromkeys(unsaid))))
        return
    yield from _flow(found.own, "home", write)
    yield from _payback(found.own, "own", write)
    yield from _hump(found.own, write)


def _sums(trace: Trace, actors: Sequence[str] | frozenset[str]) -> tuple[float, float]:
    """Present costs, above zero, and effects of some actors."""
    costs = -sum(costs for actor, costs, _ in trace.actors if actor in actors)
    return costs, sum(effects for actor, _, effects in trace.actors if actor in actors)


def _even(trace: Trace, found: Flows, write: Writer) -> Iterator[str]:
    value, everybody = trace.value, [actor for actor, _, _ in trace.actors]
    own = write.portfolio.purse(write.portfolio.own_actor)
    notes = {"society": "break_even", "own": "break_even_own"}
    for who, actors, scale in (("society", everybody, value.break_even), ("own", own, value.break_even_own)):
        costs, effects = _sums(trace, actors)
        joint = higher(value.joint_present, actors)
        terms = write.say("plus").join(
            write.say("even_term", kronor=write.kronor(kronor), power=POWERS.get(power, f"^{power}"))
            for power, kronor in enumerate((effects - sum(joint), *joint), 1)
        )
        told: dict[str, Any] = {"costs": write.kronor(costs), "effects": write.kronor(effects), "terms": terms}
        label, bent = write.say(f"even_{who}"), "_joint" if joint and costs > 0 else ""
        if scale is not None:
            yield from write.text(f"even{bent}", label=label, **told, scale=write.figure(scale))
        else:
            yield from write.text("even_no_costs" if costs <= 0 else f"even_no_effects{bent}", label=label, **told)
        if scale is not None and f"{notes[who]}_not_reached" in value.notes:
            yield from write.text("even_beyond", indent=3)
        if f"{notes[who]}_falls_back" in value.notes:
            yield from write.text("even_falls_back", indent=3)
    if value.break_even is None and value.break_even_own is None:
        return
    head = [
        write.say(name) for name in ("effect_number", "even_expected", "even_needed", "even_needed_own", "even_most")
    ]
    body = []
    for row, effect in zip(found.even, trace.effects, strict=True):
        needed = [None if s is None else s * row.expected for s in (value.break_even, value.break_even_own)]
        shown = [needed[0], needed[1] if row.on_own else None, row.most if row.most < float("inf") else None]
        numbers = [EN_DASH if x is None else write.figure(x) for x in shown]
        title = f"{row.row + 1}. {write.text_of(effect.price.title) or effect.price.id}"
        body.append([title, write.figure(row.expected), *numbers])
    yield from write.table(head, body, left=1)
    yield from write.text("even_rule", indent=3)


def _ratios(trace: Trace, found: Flows, write: Writer) -> Iterator[str]:
    value = trace.value
    costs, effects = _sums(trace, [actor for actor, _, _ in trace.actors])
    told: dict[str, Any] = {"nnv": write.kronor(effects - costs), "costs": write.kronor(costs)}
    if found.investment is None:
        yield from write.text("no_kinds")
    elif value.nnk_i is None:
        yield from write.text("no_investment")
    else:
        invested = write.kronor(found.investment)
        tax = write.say("with_tax") if trace.case.setting.terms.tax_factor is not None else ""
        yield from write.text("nnk_i", **told, invested=invested, tax=tax, ratio=write.figure(value.nnk_i))
    if value.nnk_idu is not None:
        yield from write.text("nnk_idu", **told, ratio=write.figure(value.nnk_idu))
    if value.bcr is not None:
        yield from write.text("bcr", **told, effects=write.kronor(effects), ratio=write.figure(value.bcr))
    if value.expected_loss is not None:
        yield from write.text("expected_loss", loss=write.kronor(value.expected_loss))


def _by_year(found: Flows, write: Writer) -> Iterator[str]:
    """Kronor by year and actor, in as many tables beside each other as the width asks for."""
    columns = []
    for actor in found.actors:
        name = write.actor(actor)
        head = name if len(name) <= LONGEST_HEAD else name[: LONGEST_HEAD - 1] + "…"
        columns.append([head, *(write.kronor(row[actor]) for _, row in found.by_year)])
    columns.append([write.say("all_actors"), *(write.kronor(sum(row.values())) for _, row in found.by_year)])
    years = [write.say("year"), *(str(year) for year, _ in found.by_year)]
    while columns:
        taken = [years]
        while columns and _width([*taken, columns[0]]) <= WIDTH:
            taken.append(columns.pop(0))
        rows = [list(row) for row in zip(*taken, strict=True)]
        yield from write.table(rows[0], rows[1:])
        if columns:
            yield ""


def _width(columns: Sequence[Sequence[str]]) -> int:
    return 3 + sum(max(map(len, column)) for column in columns) + 2 * (len(columns) - 1)


def _flow(flow: Flow, had: str, write: Writer) -> Iterator[str]:
    head = [write.say(name) for name in ("year", "paid", had, "net", "cumulative")]
    body = [
        [str(y.year), write.kronor(y.paid), write.kronor(y.had), write.kronor(y.paid + y.had), write.kronor(y.running)]
        for y in flow.years
    ]
    yield from write.table(head, body)


def _payback(flow: Flow, who: str, write: Writer) -> Iterator[str]:
    label = write.say(f"payback_{who}")
    if not flow.years:
        yield from write.text("payback_no_flow", label=label)
    elif flow.payback is None:
        yield from write.text("payback_none", label=label, last=flow.years[-1].year)
    else:
        yield from write.text("payback", label=label, year=flow.payback)


def _hump(flow: Flow, write: Writer) -> Iterator[str]:
    hump = flow.hump
    if hump.year is None:
        yield write.say("no_hump")
        return
    back = write.say("hump_back", year=hump.back) if hump.back is not None else write.say("hump_not_back")
    yield from write.text("hump", depth=write.kronor(hump.depth), year=hump.year, back=back)
