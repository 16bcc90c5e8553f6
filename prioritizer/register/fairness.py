"""The checks of fairness as plain values of the record and the answers (convention §24; design §6)."""

from collections.abc import Iterable
from fractions import Fraction

from prioritizer.model.fairness import Alike, Bundled, Doubled, Estimates, Fairness, Gain, Split, Thresholds
from prioritizer.register.answers import named
from prioritizer.register.plain import Plain, plain


def fairness_answer(found: Fairness) -> list[Plain]:
    """One entry for each check, with `check`, `result` (pass, flag or unknown) and the numbers it rests on.

    `gain` and `loss` are value kronor of the plan; where `exact` is false a gain is at least, and a loss at most, so
    much. `distance` is in standard deviations.
    """
    looks, mandated = found.looks, found.mandated
    return [
        {
            "check": "looks",
            "result": looks.result,
            "proposals": looks.proposals,
            "versions": looks.versions,
            "moved": list(looks.moved),
            "plan_compared": looks.is_compared,
            "has_plan": looks.has_plan,
        },
        _doubled(found.doubled),
        _split(found.split),
        _bundled(found.bundled),
        _estimates(found.estimates),
        _thresholds(found.thresholds),
        {
            "check": "mandated",
            "result": mandated.result,
            "proposals": list(mandated.proposals),
            "granted": plain(mandated.granted),
            "plan_granted": plain(mandated.whole),
            "share": _share(mandated.share),
            "limit": plain(mandated.limit),
        },
    ]


def _doubled(found: Doubled) -> Plain:
    return {
        "check": "doubled",
        "result": found.result,
        "twins": _alike(found.twins),
        "tried": found.tried,
        "enters": _gains(found.enters),
        "in_plan": found.in_plan,
        "twice": list(found.twice),
        "left_out": list(found.left_out),
        "unsettled": list(found.unsettled),
    }


def _split(found: Split) -> Plain:
    return {
        "check": "split",
        "result": found.result,
        "parts": _alike(found.parts),
        "tried": found.tried,
        "enters": _gains(found.enters),
        "escapes": [
            {"proposal": one.proposal, "criteria": list(one.criteria), "bars": one.bars} for one in found.escapes
        ],
        "left_out": list(found.left_out),
        "unsettled": list(found.unsettled),
    }


def _bundled(found: Bundled) -> Plain:
    return {
        "check": "bundled",
        "result": found.result,
        "tried": found.tried,
        "rides": [
            {"proposal": one.proposal, "with": one.carrier, "loss": plain(one.loss), "exact": one.exact}
            for one in found.rides
        ],
        "unsettled": list(found.unsettled),
    }


def _estimates(found: Estimates) -> Plain:
    return {
        "check": "estimates",
        "result": found.result,
        "against": found.against,
        "compared": found.compared,
        "limit": plain(found.limit),
        "centre": found.centre,
        "deviation": found.deviation,
        "far": [
            {
                **named(one.version),
                "per_krona": one.per_krona,
                "centre": one.centre,
                "deviation": one.deviation,
                "distance": one.distance,
                "of": one.of,
            }
            for one in found.far
        ],
    }


def _thresholds(found: Thresholds) -> Plain:
    return {
        "check": "thresholds",
        "result": found.result,
        "compared": found.compared,
        "share": plain(found.share),
        "near": [
            {
                "proposal": one.proposal,
                "criterion": one.criterion,
                "severity": one.severity.value,
                "field": one.field,
                "value": plain(one.value),
                "threshold": plain(one.threshold),
                "otherwise": one.otherwise.value,
            }
            for one in found.near
        ],
        "beyond": found.beyond,
    }


def _alike(groups: Iterable[Alike]) -> list[Plain]:
    return [
        {
            "proposals": list(one.proposals),
            "shares": [_share(share) for share in one.shares],
            "granted": plain(one.granted),
            "selected": list(one.chosen),
            "breaks": list(one.breaks),
        }
        for one in groups
    ]


def _gains(gains: Iterable[Gain]) -> list[Plain]:
    return [{"proposal": one.proposal, "gain": plain(one.kronor), "exact": one.exact} for one in gains]


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
