"""What is answered about a plan beside its margins, as plain values of the record and the answers."""

from collections.abc import Iterable
from fractions import Fraction

from prioritizer.model.explained import Explained
from prioritizer.model.frontier import Drop, Frontier, Nested, NextKronor, Point, Stretch
from prioritizer.model.limit_prices import Gain, JointPrice, LimitPrice, LimitPrices, NextStep
from prioritizer.model.own_terms import OwnTerms, Term
from prioritizer.model.passed_over import PassedOver
from prioritizer.model.plan import Key
from prioritizer.model.robustness import Knowing, Robustness, Share
from prioritizer.register.answers import named
from prioritizer.register.coverage import coverage_answer
from prioritizer.register.fairness import fairness_answer
from prioritizer.register.ledger import ledger_answer
from prioritizer.register.orders import orders_answer
from prioritizer.register.plain import Plain, plain


def explained_answer(found: Explained) -> Plain:
    """All of it, by the names of design §6; what was not worked out is not named."""
    told: Plain = {}
    if found.prices is not None:
        told |= {"limits": [_price(price) for price in found.prices.limits], "prices": pairs_answer(found.prices)}
    if found.frontier is not None:
        told |= {"frontier": frontier_answer(found.frontier), "curve": curve_answer(found.frontier)}
    if found.robustness is not None:
        told |= {"robustness": robustness_answer(found.robustness), "wrong": _wrong(found)}
    if found.knowing is not None:
        told |= {"knowing": [_knowing(one) for one in found.knowing]}
    if found.own_terms is not None:
        told |= {"own_terms": [_own(one) for one in found.own_terms]}
    if found.passed_over:
        told |= {"passed_over": [_passed(one) for one in found.passed_over]}
    if found.left_out:
        told |= {"left_out": list(found.left_out)}
    if found.orders is not None:
        told |= {"orders": orders_answer(found.orders)}
    if found.coverage is not None:
        told |= {"coverage": coverage_answer(found.coverage)}
    if found.fairness is not None:
        told |= {"fairness": fairness_answer(found.fairness)}
    if found.ledger is not None:
        told |= {"overrides": ledger_answer(found.ledger)}
    return told


def pairs_answer(found: LimitPrices | None) -> Plain | None:
    """Pairs that are free one by one, whether all were tried, and the duties in law, which have no price."""
    if found is None:
        return None
    return {
        "pairs": [_pair(pair) for pair in found.pairs],
        "complete": found.pairs_complete,
        "duties": list(found.duties),
    }


def frontier_answer(found: Frontier | None) -> list[Plain]:
    """The points of the curve; where it is proved that there is no plan, `objective` is null and `exact` true."""
    return [] if found is None else [_point(point) for point in found.points]


def curve_answer(found: Frontier | None) -> Plain | None:
    """What else is said of the curve: the stretches between points, the next and the last kronor, the nested list."""
    if found is None:
        return None
    return {
        "complete": found.complete,
        "stretches": [_stretch(stretch) for stretch in found.stretches],
        "last": _next_kronor(found.last),
        "next": _next_kronor(found.next),
        "drops": [_drop(drop) for drop in found.drops],
        "turns": [{"factor": _share(factor), "limits": list(ids)} for factor, ids in found.turns],
        "nested": [_nested(one) for one in found.nested],
        "left_out": found.left_out,
    }


def robustness_answer(found: Robustness | None) -> list[Plain]:
    """How often each proposal is in the best plan of a draw."""
    return [] if found is None else [_share_of(share) for share in found.shares]


def _wrong(found: Explained) -> Plain | None:
    """What not knowing costs, over how many draws, and which proposals say nothing of how uncertain they are."""
    robust = found.robustness
    if robust is None:
        return None
    return {
        "draws": robust.draws,
        "proved": robust.proved,
        "gap": _share(robust.gap),
        "plans": robust.plans,
        "same": _share(robust.same),
        "regret": {
            "mean": plain(round(robust.regret.mean)),
            "mean_high": plain(round(robust.regret.mean_high)),
            "p95": plain(round(robust.regret.p95)),
            "p95_high": plain(round(robust.regret.p95_high)),
        },
        "fixed": list(found.fixed),
    }


def _knowing(one: Knowing) -> Plain:
    """An input, what it would be worth at most to know it, and beyond which values the plan changes."""
    return {
        "input": one.input.name,
        "of": one.input.of,
        "row": one.input.row,
        "proposal": one.input.proposal or None,
        "worth": plain(one.worth),
        "high": plain(one.high),
        "error": plain(one.error),
        "exact": one.exact,
        "above_error": one.is_sure,
        "turns": [
            {
                "side": turn.side,
                "edge": turn.edge,
                "share": _share(turn.share),
                "enters": list(turn.enters),
                "leaves": list(turn.leaves),
            }
            for turn in one.turns
        ],
    }


def _passed(one: PassedOver) -> Plain:
    return {
        "proposal": one.proposal,
        "nnk_i": one.ratio,
        "lower": list(one.lower),
        "lowest": one.lowest,
        "loss": _kronor(one.loss),
        "limits": list(one.limits),
    }


def _own(one: OwnTerms) -> Plain:
    """What would turn the verdict on a proposal, with everything else as it is."""
    expected = one.expected
    return {
        "proposal": one.proposal,
        "selected": one.selected,
        "outcome": expected.outcome or None,
        "people": expected.people,
        "years": expected.years,
        "granted": plain(expected.granted),
        **{term.what: _term(term) for term in one.terms},
    }


def _term(term: Term) -> Plain:
    return {
        "low": None if term.least is None else _share(term.least),
        "high": None if term.sure is None else _share(term.sure),
        "exact": term.exact,
        "reason": term.why,
        "tried": [_share(end) for end in term.range],
    }


def _price(price: LimitPrice) -> Plain:
    return {
        "limit": price.id,
        "kind": price.kind,
        **_gain(price.gain),
        "next": None if price.next is None else _kronor(price.next.gain.kronor),
        "next_step": _step(price.next),
        "rows": [{"limit": row.id, **_gain(row.gain)} for row in price.rows],
    }


def _gain(gain: Gain | None) -> Plain:
    if gain is None:
        return {"price": None, "low": None, "high": None, "exact": False}
    return {
        "price": _kronor(gain.kronor),
        "low": _kronor(gain.low),
        "high": _kronor(gain.high),
        "exact": gain.exact,
        "enters": list(gain.enters),
        "leaves": list(gain.leaves),
        "changed": [{"from": named(before), "to": named(after)} for before, after in gain.changed],
        "granted": plain(gain.granted),
    }


def _step(step: NextStep | None) -> Plain | None:
    if step is None:
        return None
    return {"from": plain(step.before), "to": plain(step.after), "unit": step.unit, **_gain(step.gain)}


def _pair(pair: JointPrice) -> Plain:
    return {"limits": list(pair.ids), **_gain(pair.gain)}


def _point(point: Point) -> Plain:
    return {
        "factor": _share(point.factor),
        "allocated": plain(point.allocated),
        "granted": _kronor(point.granted),
        "objective": _kronor(point.objective),
        "low": _kronor(point.low),
        "high": _kronor(point.high),
        "exact": point.exact,
        "selected": _selected(point.chosen),
        "hinders": [{"limit": one.limit, "proposals": list(one.proposals)} for one in point.hinders],
        "waits": list(point.waits),
    }


def _stretch(stretch: Stretch) -> Plain:
    return {
        "from": _share(stretch.first),
        "to": _share(stretch.last),
        "from_open": stretch.first_open,
        "to_open": stretch.last_open,
        "low": _kronor(stretch.low),
        "high": _kronor(stretch.high),
        "exact": stretch.is_exact,
    }


def _next_kronor(found: NextKronor | None) -> Plain | None:
    if found is None:
        return None
    return {
        "kronor": plain(found.kronor),
        "gain": _kronor(found.gain),
        "low": _kronor(found.low),
        "high": _kronor(found.high),
        "exact": found.exact,
        "enters": list(found.enters),
        "leaves": list(found.leaves),
    }


def _drop(drop: Drop) -> Plain:
    return {
        "proposal": drop.proposal,
        "from": _share(drop.before),
        "to": _share(drop.after),
        "enters": list(drop.enters),
        "upgrades": list(drop.upgrades),
    }


def _nested(one: Nested) -> Plain:
    return {
        "factor": _share(one.factor),
        "objective": _kronor(one.objective),
        "cost": _kronor(one.cost),
        "exact": one.exact,
        "changes": list(one.changes),
        "selected": _selected(one.chosen),
    }


def _share_of(share: Share) -> Plain:
    return {
        "proposal": share.proposal,
        "share": _share(share.share),
        "low": _share(share.low),
        "high": _share(share.high),
        "class": share.kind,
        "selected": share.is_chosen,
    }


def _selected(chosen: Iterable[Key] | None) -> list[Plain] | None:
    return None if chosen is None else [named(key) for key in chosen]


def _kronor(amount: object) -> object:
    return None if amount is None else plain(amount)


def _share(share: Fraction) -> float:
    return float(share)
