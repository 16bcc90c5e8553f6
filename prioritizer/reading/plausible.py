"""What can be read in a proposal but not meant: risks that cannot be, and what counts for nothing (§6, §7, §25)."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.model.distribution import Distribution
from prioritizer.model.fault import Fault, fault, warning
from prioritizer.reading import forms
from prioritizer.reading.effects import declared
from prioritizer.reading.yaml_text import Located, PathTo, dotted

ONLY_TREATED = {"take_up": Decimal(1), "drop_out": Decimal(0)}
"""What applies only to a size among the treated, and what of it says the same as nothing: everybody takes part."""


def effect_doubts(
    form: forms.EffectForm, located: Located, path: PathTo, horizon: int, people: Decimal | None
) -> Iterator[Fault]:
    """What an effect cannot mean, or hardly means.

    Args:
        form: The effect, which could be read.
        located: Its file.
        path: Where it stands there.
        horizon: Years from the start that count.
        people: The size of the target group; None where it is not stated.

    Returns:
        Faults: risk_above_one, risk_below_zero, treated_only. Warnings: take_up_not_stated, delay_after_horizon,
        participants_above_group.
    """
    yield from _risks(form, located, path)
    for name, nothing in ONLY_TREATED.items():
        if form.size == "intention_to_treat" and getattr(form, name) not in (None, nothing):
            where = (*path, name)
            yield fault(located.key_place(where), dotted(where), "treated_only", key=name)
    if form.size == "among_treated" and form.take_up is None:
        where = (*path, "size")
        yield warning(located.place(where), dotted(where), "take_up_not_stated")
    if form.profile.delay >= horizon:
        where = (*path, "profile", "delay")
        yield warning(
            located.place(where), dotted(where), "delay_after_horizon", delay=form.profile.delay, horizon=horizon
        )
    participants = form.participants.declared().likely
    # Who share people with others are counted against the size of their overlap group, in `overlap_checks.py`.
    if people is not None and form.overlap_group is None and participants > people:
        where = (*path, "participants")
        said = {"participants": _plain(participants), "size": _plain(people)}
        yield warning(located.place(where), dotted(where), "participants_above_group", "", **said)


def _risks(form: forms.EffectForm, located: Located, path: PathTo) -> Iterator[Fault]:
    """A risk with the measure that is no share at the likely values, which draws would cut away in silence."""
    without = declared(form.risk_without)
    if without is None:
        return
    for name, likely in (("relative_risk", form.relative_risk), ("risk_difference", form.risk_difference)):
        change = declared(likely)
        if change is None:
            continue
        risk = _risk_with(name, without, change)
        if not 0 <= risk <= 1:
            where, code = (*path, name), "risk_above_one" if risk > 1 else "risk_below_zero"
            told = {"name": name, "value": _plain(change.likely), "without": _plain(without.likely)}
            yield fault(located.place(where), dotted(where), code, **told, risk=_per_cent(risk))


def _risk_with(name: str, without: Distribution, change: Distribution) -> Decimal:
    return without.likely * change.likely if name == "relative_risk" else without.likely - change.likely


def cost_doubts(
    per_year: dict[int, Decimal], located: Located, path: PathTo, start: int, horizon: int
) -> Iterator[Fault]:
    """Warnings: cost_after_horizon for each year of a cost that does not count; later starts move costs whole."""
    for year, amount in per_year.items():
        if amount and year >= start + horizon:
            where = (*path, "per_year", str(year))
            told = {"year": year, "last": start + horizon - 1, "horizon": horizon}
            yield warning(located.key_place(where), dotted(where), "cost_after_horizon", "", **told)


def costs_missing(form: forms.ProposalForm, located: Located) -> Iterator[Fault]:
    """A version with something to weigh that says nothing of its costs: missing is not zero (convention §25).

    A net value has its costs in it (§26), and one that states neither effects nor results has nothing to weigh.
    """
    if "costs" in form.model_fields_set:
        return
    if form.effects or _is_gross(form.stated) or (form.qualitative and form.stated is None):
        yield fault(located.place(("id",)), "costs", "costs_missing")
        return
    for n, version in enumerate(form.alternatives):
        if version.costs is None and (version.effects or _is_gross(version.stated)):
            path = ("alternatives", n)
            yield fault(located.place(path), dotted((*path, "costs")), "costs_missing")


def _is_gross(stated: forms.StatedForm | None) -> bool:
    return stated is not None and stated.value is None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _per_cent(risk: Decimal) -> str:
    return f"{_plain(round(risk * 100, 1))} %".replace("-", "\N{MINUS SIGN}")
