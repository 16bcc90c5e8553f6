"""The stable JSON of `select` and `explain` (design §6): names do not change, more may be added."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from prioritizer.model.plan import Infeasible, Key, Margin, Outcome, Plan, Refused
from prioritizer.model.value import Overlap
from prioritizer.register.conflicts import conflicts_answer
from prioritizer.register.plain import Plain, plain


def named(key: Key) -> Plain:
    """A candidate's key as the answers name it."""
    return {"proposal": key[0], "alternative": key[1], "start_year": key[2]}


def select_answer(
    outcome: Outcome,
    refused: Iterable[Refused] = (),
    overlaps: Iterable[Overlap] = (),
    near_best: Plain | None = None,
    pursued: Plain | None = None,
    roll_forward: Plain | None = None,
    reserve_price: Decimal = Decimal(0),
) -> Plain:
    """What `select --json` prints: money in whole kronor, null where something cannot be said.

    `objective` is `net_present_value` less `reserve_price` times `granted` (convention §14). Where something else than
    expected value is `pursued`, `bound` and `gap` are null: they would bound what was not maximised.

    `overlaps` are what chosen versions on the same people are worth together beyond the sum of each (§6). `near_best`
    is null where it was not asked for, `roll_forward` where there is no earlier plan, `conflicts` where there is a
    plan, and `pursued` where expected value is maximised.
    """
    answer: Plain = {
        "status": "unknown",
        "confirmed": "none",
        "objective": None,
        "bound": None,
        "gap": None,
        "net_present_value": None,
        "reserve_price": plain(reserve_price),
        "granted": None,
        "selected": [],
        "overlaps": [],
        "conflict": [],
        "conflicts": None,
        "near_best": near_best,
        "pursued": pursued,
        "roll_forward": roll_forward,
        "solver": "",
        "ties": None,
        "ties_complete": None,
        "faults": [],
        "refused": [{**named(r.key), "code": r.code, "values": dict(r.values)} for r in refused],
    }
    if isinstance(outcome, Plan):
        gap = None if pursued else outcome.bound - outcome.objective
        answer |= {
            "status": outcome.status,
            "confirmed": outcome.confirmed,
            "objective": plain(outcome.objective),
            "bound": None if pursued else plain(outcome.bound),
            "gap": _kronor(gap),
            "net_present_value": plain(outcome.objective + reserve_price * outcome.granted),
            "granted": plain(outcome.granted),
            "selected": [named(key) for key in outcome.chosen],
            "overlaps": [
                {"group": o.group, "versions": [named(key) for key in o.keys], "nnv": o.nnv}
                for o in overlaps
                if set(outcome.chosen).issuperset(o.keys)
            ],
            "solver": outcome.solver,
            "ties": outcome.ties,
            "ties_complete": outcome.ties_complete,
            "faults": list(outcome.faults),
        }
    elif isinstance(outcome, Infeasible):
        answer |= {
            "status": "infeasible",
            "confirmed": outcome.confirmed,
            "conflict": list(outcome.conflict),
            "conflicts": conflicts_answer(outcome.explained),
        }
    else:
        answer |= {"bound": None if outcome.bound is None else plain(outcome.bound)}
    return answer


def explain_answer(
    margins: Sequence[Margin], limits: Iterable[str], near_best: Plain | None = None, explained: Plain | None = None
) -> Plain:
    """What `explain --json` prints.

    `near_best` is null where there is no plan, and where one proposal is asked for; `explained` has the answers that
    stand beside the margins, and then also the prices of limits.
    """
    unknown = dict.fromkeys(("price", "low", "high", "next"))
    return {
        "proposals": [_margin(m) for m in margins],
        "limits": [{"limit": name, **unknown, "exact": False} for name in limits],
        "frontier": [],
        "robustness": [],
        "knowing": [],
        "own_terms": [],
        "passed_over": [],
        "left_out": [],
        "orders": [],
        "coverage": None,
        "fairness": [],
        "parties": None,
        "near_best": near_best,
        **(explained or {}),
    }


def changes(changed: Iterable[tuple[Key, Key]]) -> list[Plain]:
    """Proposals that stay in another version or start, before and after."""
    return [
        {
            "proposal": before[0],
            "from": {"alternative": before[1], "start_year": before[2]},
            "to": {"alternative": after[1], "start_year": after[2]},
        }
        for before, after in changed
    ]


def _margin(margin: Margin) -> Plain:
    return {
        "proposal": margin.proposal,
        "outcome": margin.outcome,
        "margin": _kronor(margin.margin),
        "margin_low": _kronor(margin.low),
        "margin_high": _kronor(margin.high),
        "exact": margin.exact,
        "better": _kronor(margin.better),
        "granted": _kronor(margin.granted),
        "displaces": list(margin.displaces),
        "replaced_by": list(margin.replaced_by),
        "changed": changes(margin.changed),
        "limits": list(margin.limits),
        "conflict": list(margin.conflict),
        "conflict_minimal": margin.conflict_minimal,
        "alternatives": [
            {
                "alternative": a.alternative,
                "start_year": a.start_year,
                "margin": _kronor(a.margin),
                "margin_low": _kronor(a.low),
                "margin_high": _kronor(a.high),
                "exact": a.exact,
                "conflict": list(a.conflict),
                "conflict_minimal": a.conflict_minimal,
            }
            for a in margin.alternatives
        ],
        "faults": list(margin.faults),
        "terms": [{"proposal": name, "difference": plain(kronor)} for name, kronor in margin.terms],
        "joint": plain(margin.joint),
    }


def _kronor(amount: Decimal | None) -> object:
    return None if amount is None else plain(amount)
