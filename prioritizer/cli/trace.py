"""`appraise --trace`: the whole calculation of one version in lines of at most a hundred columns."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from prioritizer.appraisal.case import Case
from prioritizer.appraisal.starts import starts_of
from prioritizer.appraisal.trace import CostTrace, EffectTrace, OverlapTrace, RowTrace, Trace, Weighed
from prioritizer.cli.trace_end import measures
from prioritizer.cli.trace_spread import of_cost, of_effect, of_price
from prioritizer.cli.trace_sums import numbers, result, unpriced
from prioritizer.cli.trace_write import Writer
from prioritizer.model.rules import Price
from prioritizer.words.formatting import fund_shares, years

UNSEEN = 1e-9
"""Years at the end that together are a smaller part of a sum than this change none of its eight digits."""


def lines(trace: Trace, write: Writer) -> Iterator[str]:
    """Costs, effects, sums by actor, the result, and where every number comes from."""
    case = trace.case
    portfolio = case.setting.portfolio
    version = write.say("head_version") if case.version.id is None else case.version.title or case.version.id
    yield from write.text("head", title=case.proposal.title, version=version, start=case.start)
    yield from _others(case, write)
    yield from write.text(
        "read",
        currency=portfolio.currency,
        prices=portfolio.price_year,
        base=portfolio.base_year,
        draws=write.whole(case.setting.draws),
    )
    yield from ("", write.say("costs"))
    yield from (line for n, cost in enumerate(trace.costs, 1) for line in _cost(n, cost, trace, write))
    yield write.say("cost_rule") if trace.costs else write.say("no_costs")
    if case.version.stated is None:
        yield from ("", write.say("effects"))
        yield from (line for n, effect in enumerate(trace.effects, 1) for line in _effect(n, effect, trace, write))
        yield from (line for overlap in trace.overlaps for line in _overlap(overlap, trace, write))
        if not trace.effects:
            yield write.say("no_effects")
        yield from unpriced(trace, write)
    yield from result(trace, write)
    yield from measures(trace, write)
    yield from numbers(trace, write)


def _others(case: Case, write: Writer) -> Iterator[str]:
    """Which other starts there are, and how they are shown."""
    starts = starts_of(case.proposal, case.version, case.setting.portfolio, case.setting.rules)
    years = [str(year) for year in starts if year != case.start]
    if years:
        name = f"{case.proposal.id}/{case.version.id}" if case.version.id else case.proposal.id
        yield from write.text("other_starts", years=write.join(years), of=name, first=years[0])


def _cost(n: int, row: CostTrace, trace: Trace, write: Writer) -> Iterator[str]:
    cost, portfolio = row.cost, write.portfolio
    funds = {fund.id: fund.title or fund.id for fund in portfolio.funds}
    fund = funds.get(cost.fund or "", write.say("own_frame"))
    if cost.funds:
        later = trace.case.waited
        split = [
            (funds[n], y and y + later, share) for n, by_year in cost.funds.items() for y, share in by_year.items()
        ]
        fund = fund_shares(split, write.language)
    payer, kind = write.actor(cost.payer), write.say(cost.kind or "no_kind")
    yield from write.text("cost", n=n, title=cost.title, payer=payer, fund=fund, kind=kind)
    yield "   " + (write.say("running") if row.running else write.say("fixed", year=portfolio.price_year))
    product = 1.0
    for name, factor in row.factors:
        product *= factor
        label = write.say("factor.haircut_cost" if name == "haircut" else f"factor.{name}")
        yield from write.folded(f"{label}: × {write.figure(factor)}", 3)
        if name == "spread":
            yield from of_cost(row, trace, write)
    head = [write.say(name) for name in ("year", "written", "index", "factors", "amount", "discount", "present")]
    body = [
        [
            str(year.year),
            write.kronor(year.written),
            write.figure(year.index),
            write.figure(product),
            write.kronor(year.amount),
            write.figure(year.discount),
            write.kronor(year.present),
        ]
        for year in row.years
    ]
    last = [write.say("sum"), "", "", "", write.kronor(sum(y.amount for y in row.years)), "", write.kronor(row.present)]
    yield from write.table(head, body, last)


def _effect(n: int, row: EffectTrace, trace: Trace, write: Writer) -> Iterator[str]:
    price, effect = row.price, row.effect
    title = write.text_of(price.title) or price.id
    yield from write.text("effect", n=n, title=title, unit=price.unit, owner=write.actor(effect.owner))
    yield from _factors(row, write)
    yield from of_effect(row, trace, write)
    yield from _profile(row, write)
    if n - 1 in trace.case.spared and trace.case.haircut != trace.case.haircut.on_costs:
        yield from write.text("haircut_spared", indent=3)
    elif (late := trace.case.moved(n - 1)) and row.weighed:
        yield from write.text("haircut_delay", indent=3, n=late)
    yield from _weights(row, write)
    yield from _prices(row, trace, write)


def _overlap(row: OverlapTrace, trace: Trace, write: Writer) -> Iterator[str]:
    which = f" {write.say('and')} ".join(str(member + 1) for member in row.members)
    yield from write.text("overlap", which=which)
    for at, (name, factor) in enumerate(row.factors):
        kind, _, of = name.partition(".")
        label = write.say(f"factor.{kind}", of=of)
        yield write.pair(f"{'× ' if at else '  '}{label}", write.figure(factor))
    yield write.pair(f"= {write.say('per_year')}", write.figure(row.units))
    yield from write.text("overlap_weights", indent=3)
    yield from _weights(row, write)
    yield from _prices(row, trace, write)


def _weights(row: RowTrace, write: Writer) -> Iterator[str]:
    for weighed in row.weighed:
        yield from write.text("weights_later" if weighed.delay else "weights", indent=3, n=weighed.delay)
        head = [write.say(name) for name in ("year", "weight", "discount", "product")]
        seen = _seen(weighed)
        body = [
            [str(year), write.figure(weight), write.figure(discount), write.figure(weight * discount)]
            for year, weight, discount in weighed.years[:seen]
        ]
        yield from write.table(head, body, [write.say("sum"), "", "", write.figure(weighed.sum)])
        if seen < len(weighed.years):
            first, last = weighed.years[seen][0], weighed.years[-1][0]
            yield from write.text("weights_folded", indent=3, years=years(first, last))


def _seen(weighed: Weighed) -> int:
    """How many of the first years it takes for the digits that are shown of the sum."""
    left = 0.0
    for at in range(len(weighed.years), 0, -1):
        _, weight, discount = weighed.years[at - 1]
        left += abs(weight * discount)
        if left > UNSEEN * abs(weighed.sum):
            return at
    return len(weighed.years)


def _factors(row: EffectTrace, write: Writer) -> Iterator[str]:
    effect = row.effect
    told = {name: write.figure(value) for name, value in row.inputs.items()}
    gaps = {
        "treated": {"take_up": write.figure(float(effect.take_up)), "stay": write.figure(1 - float(effect.drop_out))},
        "difference": {"how": write.say(f"how.{effect.stated_as}", **told)},
    }
    for at, (name, factor) in enumerate(row.factors):
        label = write.say(f"factor.{name}", **gaps.get(name, {}))
        yield write.pair(f"{'× ' if at else '  '}{label}", write.figure(factor))
    yield write.pair(f"= {write.say('per_year')}", write.figure(row.units))


def _profile(row: EffectTrace, write: Writer) -> Iterator[str]:
    profile = row.effect.profile
    ramp = " → ".join(write.figure(share) for share in profile.ramp)
    gaps: dict[str, Any] = {"delay": profile.delay, "years": profile.years, "decay": write.share(profile.decay)}
    told = write.say("profile_ramp", ramp=ramp) if ramp else ""
    yield from write.text("profile", indent=3, ramp=told, **gaps)


def _prices(row: RowTrace, trace: Trace, write: Writer) -> Iterator[str]:
    price = row.price
    index = row.per_unit[0].index if row.per_unit else 1.0
    yield from write.text("price", indent=3, year=price.price_year, index=write.figure(index))
    if isinstance(row, EffectTrace) and row.effect.local_price is not None:
        listed = trace.case.setting.rules.prices[row.effect.outcome]
        split = write.join([f"{write.actor(actor)} {write.figure(float(kr))}" for actor, kr in listed.split.items()])
        yield from write.text("local_price", indent=3, split=split, year=listed.price_year)
    yield from of_price(row, trace, write)
    yield from _production(row, trace, write) if price.production else ()
    sums = {weighed.delay: weighed.sum for weighed in row.weighed}
    head = [write.say(n) for n in ("actor", "unit_value", "indexed", "weight_sum", "delay", "present")]
    body = [
        [
            write.actor(line.actor),
            write.figure(line.written),
            write.figure(line.kronor),
            write.figure(sums[line.delay]),
            str(line.delay),
            write.kronor(line.present),
        ]
        for line in row.per_unit
    ]
    yield from write.table(head, body, [write.say("sum"), "", "", "", "", write.kronor(row.present)], left=1)
    if price.transfer:
        yield from write.text("transfer", indent=3)
    yield from _take_home(price, write)
    yield from write.source(price.source, price.mark, indent=3)


def _take_home(price: Price, write: Writer) -> Iterator[str]:
    """What of it is money in hand, and when (convention §12)."""
    if price.take_home is None:
        yield from write.text("take_home_unknown", indent=3)
        return
    later = price.home_delay
    told = {
        "share": write.share(price.take_home),
        "when": write.say("take_home_later", n=later) if later else write.say("take_home_same"),
        "figure": write.figure(price.take_home),
        "moved": write.say("take_home_moved", n=later) if later else "",
    }
    yield from write.text("take_home", indent=3, **told)


def _production(row: RowTrace, trace: Trace, write: Writer) -> Iterator[str]:
    price, portfolio, rules = row.price, write.portfolio, trace.case.setting.rules
    split = ", ".join(f"{write.actor(actor)} {write.figure(float(kr))}" for actor, kr in price.split.items())
    displaced = rules.number("displacement", portfolio.as_of) or Decimal(0)
    yield from write.text("gross", indent=3, split=split, kept=write.share(1 - displaced))
    if price.equalised:
        share = rules.number("equalisation_share", portfolio.as_of) or Decimal(0)
        years = rules.number("equalisation_delay", portfolio.as_of) or Decimal(0)
        actors = write.join([write.actor(actor) for actor in price.equalised])
        gaps: dict[str, Any] = {
            "share": write.share(share),
            "actors": actors,
            "equaliser": write.actor(price.equaliser),
            "n": years,
        }
        yield from write.text("equalised", indent=3, **gaps)
