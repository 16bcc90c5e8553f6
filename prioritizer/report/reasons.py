"""Why a proposal is in the plan or not, in a sentence or two, and what stands in the way (convention §20)."""

from collections.abc import Iterable
from typing import Any

from prioritizer.model.plan import MUCH
from prioritizer.report import proved
from prioritizer.report.naming import limits_words, resource_title
from prioritizer.report.pursued import is_pursued
from prioritizer.report.voice import Data, Voice, inner, part, rows, version_key
from prioritizer.report.worth import plan_worth, reserve_price
from prioritizer.words.formatting import Unit

OF_FUNDS = ("granted_outside_allocation", "not_for_fund", "unknown_for_fund")
"""Codes of versions that no fund may pay for; what else is refused cannot be chosen for another reason."""


def reason(voice: Voice, found: Data, unit: Unit | None = None) -> str:
    """Why a proposal is in or not, with what is known of its margin and what is not.

    Args:
        voice: The language.
        found: The explanation of the proposal.
        unit: That of the table that the sentence stands in, so that all its amounts are in one; None for running text.
    """
    match found.get("outcome"):
        case "selected":
            return _reason_in(voice, found, unit)
        case "not_selected":
            return _reason_out(voice, found, unit)
        case "barred":
            return voice.say("reason.barred", rules=voice.join(_criteria(voice, found, "fails")))
        case "returned":
            missing = missing_fields(voice, str(found["proposal"]))
            if not missing:
                return voice.say("reason.unvalued")
            return voice.say("reason.returned", fields=voice.join(missing))
        case _:
            return ""


def is_held(found: Data) -> bool:
    """Whether a proposal is in the plan since no plan that keeps the limits can do without it."""
    return found.get("outcome") == "selected" and bool(rows(found, "conflict")) and found.get("margin") is None


def is_commitment(found: Data) -> bool:
    """Whether a proposal cannot leave for the one reason that the earlier plan has promised it."""
    return [str(id) for id in rows(found, "conflict")] == [f"continues:{found.get('proposal')}"]


def _reason_in(voice: Voice, found: Data, unit: Unit | None) -> str:
    if is_commitment(found):
        return voice.say("reason.commitment")
    if rows(found, "conflict") and found.get("margin") is None:
        return _needed(voice, found)
    if is_pursued(voice):
        return voice.say("reason.alone_selected")
    coming, leaving = rows(found, "replaced_by"), rows(found, "displaces")
    gaps = {"out": voice.named(leaving), "come": voice.named(coming)}
    if not is_exact(found):
        return " ".join([_open(voice, found, "in", unit), *_found(voice, found, gaps)])
    if found.get("margin") == 0:
        return voice.say("reason.tied_in")
    told = [voice.say("reason.in", worth=plan_worth(voice), margin=voice.money_in(found.get("margin"), unit))]
    key = "both" if coming and leaving else "come" if coming else "leave" if leaving else ""
    told += [voice.say(f"reason.in_{key}", **gaps)] if key else []
    return " ".join([*told, *changed(voice, found), *_left_over(voice, found, unit)])


def _needed(voice: Voice, found: Data) -> str:
    """Which limits no plan meets without a proposal, and what else has to hold for that; or that it is decided."""
    conflict = [str(id) for id in found["conflict"]]
    if conflict == [f"mandatory:{found['proposal']}"]:
        by = voice.text(part(voice.proposals, str(found["proposal"])).get("mandatory_by")) or voice.unknown
        return voice.say("proposal.mandatory", by=by)
    declared = [id for id in conflict if id.partition("[")[0] in voice.limits]
    others = [id for id in conflict if id not in declared]
    told = voice.say("reason.needed", limits=voice.join(limits_words(voice, declared or others)))
    if not declared or not others:
        return told
    return f"{told} {voice.say('reason.needed_also', limits=voice.join(limits_words(voice, others)))}"


def _left_over(voice: Voice, found: Data, unit: Unit | None) -> list[str]:
    """What the plan without a proposal leaves of the money, where it loses little for it."""
    granted, margin = found.get("granted"), found.get("margin")
    if granted is None or margin is None or -granted <= MUCH * margin:
        return []
    reserve = reserve_price(voice)
    key = "reason.left_over_worth" if reserve else "reason.left_over"
    return [voice.say(key, left=voice.money_in(-granted, unit), reserve=voice.price_in(reserve))]


def _reason_out(voice: Voice, found: Data, unit: Unit | None) -> str:
    if not voice.plan:
        return voice.say("reason.no_plan" if proved.there_is_none(voice) else "reason.undecided")
    if refused := refused_alone(voice, str(found["proposal"])):
        return refused
    if rows(found, "conflict") and found.get("margin") is None:
        return voice.say("reason.impossible", limits=voice.join(limits_words(voice, found["conflict"])))
    if is_pursued(voice):
        return voice.say("reason.alone_not_selected")
    leaving, coming = rows(found, "displaces"), rows(found, "replaced_by")
    gaps = {"out": voice.named(leaving), "come": voice.named(coming)}
    limits = rows(found, "limits")
    hinder = [voice.say("reason.limits", limits=voice.join(limits_words(voice, limits)))] if limits else []
    if not is_exact(found):
        return " ".join([_open(voice, found, "out", unit), *_found(voice, found, gaps), *hinder])
    if found.get("margin") == 0:
        told = voice.say("reason.tied_out")
    else:
        key = "both" if leaving and coming else "leave" if leaving else "come" if coming else "alone"
        margin = voice.money_in(found.get("margin"), unit)
        told = voice.say(f"reason.out_{key}", worth=plan_worth(voice), margin=margin, **gaps)
    return " ".join([told, *changed(voice, found), *hinder])


def is_exact(found: Data) -> bool:
    """Whether a margin is one proved number."""
    return bool(found.get("exact")) and found.get("margin") is not None


def _open(voice: Voice, found: Data, side: str, unit: Unit | None) -> str:
    """What is known of a margin that is not proved: at most, at least, between, or nothing."""
    low, high, worth = found.get("margin_low"), found.get("margin_high"), plan_worth(voice)
    if found.get("better"):
        return voice.say(f"reason.{side}_better", better=voice.money_in(found["better"], unit))
    if not low:
        key = f"reason.{side}_open" if high is None else f"reason.{side}_at_most"
        return voice.say(key, worth=worth, high=voice.money_in(high, unit))
    if high is None:
        margin = voice.say("at_least", x=voice.money_in(low, unit))
    elif unit is None:
        margin = voice.between(low, high)
    else:
        margin = voice.say("between", low=voice.money_in(low, unit), high=voice.money_in(high, unit))
    return voice.say("reason.in" if side == "in" else "reason.out", worth=worth, margin=margin)


def _found(voice: Voice, found: Data, gaps: dict[str, str]) -> list[str]:
    """What changes in the best plan that was found, which is no reason where a better one may exist."""
    key = "both" if gaps["out"] and gaps["come"] else "leave" if gaps["out"] else "come" if gaps["come"] else ""
    if found.get("margin_high") is None and not found.get("better"):
        return []
    return [*([voice.say(f"reason.found_{key}", **gaps)] if key else []), *changed(voice, found)]


def refused_alone(voice: Voice, proposal: str) -> str:
    """Why a proposal has no version to choose at all; empty where it has one."""
    choice = part(voice.record, "choice")
    found = [r for r in rows(voice.record, "refused") if str(r["proposal"]) == proposal]
    if not found or not choice or any(str(c["proposal"]) == proposal for c in rows(choice, "candidates")):
        return ""
    key = "reason.refused_funds" if all(r.get("code") in OF_FUNDS for r in found) else "reason.refused"
    return voice.say(key, why="; ".join(dict.fromkeys(refused_words(voice, r) for r in found)))


def refused_version(voice: Voice, proposal: str, alternative: str | None) -> str:
    """Why a version cannot be chosen at any start; empty where the record does not say."""
    found = (
        r
        for r in rows(voice.record, "refused")
        if (str(r["proposal"]), r.get("alternative")) == (proposal, alternative)
    )
    return "; ".join(dict.fromkeys(refused_words(voice, r) for r in found))


def refused_words(voice: Voice, found: Data) -> str:
    """Why one version at one start is refused."""
    gaps = {k: str(v) for k, v in part(found, "values").items()}
    if "fields" in gaps:
        demands = voice.text(part(voice.funds, gaps["fund"]).get("eligible")) or voice.unknown
        gaps |= {"fields": voice.join(map(voice.field, gaps["fields"].split(", "))), "says": demands}
    if "criteria" in gaps:
        titles = (criterion_title(voice, id) for id in gaps["criteria"].split(", "))
        gaps["criteria"] = voice.join(voice.say("quoted", text=title) for title in titles)
    if "resource" in gaps:
        gaps["resource"] = resource_title(voice, gaps["resource"])
    if "fund" in gaps:
        gaps["fund"] = voice.fund(gaps["fund"])
    return voice.code("refused", str(found.get("code")), **gaps)


def changed(voice: Voice, found: Data) -> list[str]:
    """Proposals that stay, but in another version or from another year."""
    names = [
        voice.say(
            "reason.change",
            proposal=voice.say("quoted", text=voice.proposal(c["proposal"])),
            version=inner(voice.version(str(c["proposal"]), part(c, "to").get("alternative"))),
            start=voice.start(part(c, "to").get("start_year")),
        )
        for c in rows(found, "changed")
    ]
    return [voice.say("reason.changed", names=voice.join(names))] if names else []


def what_would_let_it_in(voice: Voice, found: Data) -> str:
    """The value a proposal that is left out would need, and whether breaking even is enough (convention §20)."""
    margin = found.get("margin")
    if found.get("outcome") != "not_selected" or not margin or not found.get("exact"):
        return ""
    told = voice.say("reason.would", margin=voice.kronor(margin), one=voice.one)
    nnv = shown_value(voice, str(found["proposal"])).get("nnv")
    beyond = nnv is not None and nnv + margin > 0
    return f"{told} {voice.say('reason.not_enough')}" if beyond else told


def shown_value(voice: Voice, proposal: str) -> Data:
    """The version that is shown: the chosen one, else the one that lacks least, else the first."""
    for s in rows(voice.plan, "selected"):
        if str(s["proposal"]) == proposal and version_key(s) in voice.values:
            return voice.values[version_key(s)]
    margins = rows(voice.explanations.get(proposal, {}), "alternatives")
    known = [a for a in margins if a.get("margin") is not None]
    for a in sorted(known, key=lambda a: a["margin"]):
        key = (proposal, a.get("alternative"), a.get("start_year"))
        if key in voice.values:
            return voice.values[key]
    return next((v for key, v in voice.values.items() if key[0] == proposal), {})


def _rulings(voice: Voice, proposal: str) -> list[Any]:
    found = (s for s in rows(voice.record, "screening") if str(s["proposal"]) == proposal)
    return rows(next(found, {}), "rulings")


def _criteria(voice: Voice, found: Data, verdict: str) -> list[str]:
    rulings: Iterable[Data] = _rulings(voice, str(found["proposal"]))
    return [
        voice.say("quoted", text=criterion_title(voice, str(r["criterion"])))
        for r in rulings
        if r.get("severity") == "must" and r.get("verdict") == verdict
    ]


def criterion_title(voice: Voice, id: str) -> str:
    """The title of a criterion; its id where it has none."""
    titles = {str(c.get("id")): voice.text(c.get("title")) for c in rows(voice.rules, "criteria")}
    return titles.get(id) or id


def missing_fields(voice: Voice, proposal: str) -> list[str]:
    """What must be stated before a returned proposal can be decided."""
    leaves = [
        leaf
        for ruling in _rulings(voice, proposal)
        if ruling.get("severity") == "must" and ruling.get("verdict") == "unknown"
        for leaf in rows(ruling, "leaves")
        if leaf.get("verdict") == "unknown"
    ]
    return list(dict.fromkeys(voice.field(str(leaf["field"])) for leaf in leaves))
