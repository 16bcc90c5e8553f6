"""An effect as written to its record: in which form its size was stated, and against what (convention §6)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import get_args

from prioritizer.model.distribution import Distribution
from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Effect, LocalPrice, Profile, StatedAs
from prioritizer.reading import forms
from prioritizer.reading.rule_records import source
from prioritizer.reading.yaml_text import Located, PathTo, dotted

STATED_AS: tuple[StatedAs, ...] = get_args(StatedAs)
_ONE = Distribution(Decimal(1), Decimal(1), Decimal(1))


def effect_faults(written: Mapping[str, object], located: Located, path: PathTo, *, compared: bool) -> Iterator[Fault]:
    """What is missing in an effect, or said twice.

    Args:
        written: The effect as it stands in its file, also where other parts of it could not be read.
        located: Its file.
        path: Where it stands there.
        compared: Whether the proposal says what its effects are compared with.
    """
    given = [name for name in STATED_AS if written.get(name) is not None]
    if not given:
        yield fault(located.place(path), dotted(path), "no_effect_size", choices=", ".join(STATED_AS))
    for name in given[1:]:
        where = (*path, name)
        yield fault(located.key_place(where), dotted(where), "two_effect_sizes", first=given[0], second=name)
    alone = given == ["mean_difference"]
    if alone and written.get("risk_without") is not None:
        where = (*path, "risk_without")
        yield fault(located.key_place(where), dotted(where), "risk_with_mean_difference")
    for key in () if alone else ("risk_without", "units_per_case"):
        if written.get(key) is None:
            where = (*path, key)
            yield fault(located.place(where), dotted(where), "missing_key", key=key)
    if not compared:
        yield fault(located.place(path), dotted(path), "effect_without_comparison")


def effect(form: forms.EffectForm, located: Located, path: PathTo) -> Effect:
    """The record of an effect at a path of its file; of one with faults, something to read on with."""
    profile = form.profile
    stated_as = next((name for name in STATED_AS if getattr(form, name) is not None), STATED_AS[0])
    stated = declared(getattr(form, stated_as))
    return Effect(
        outcome=form.outcome,
        owner=form.owner,
        participants=form.participants.declared(),
        size=form.size,
        risk_without=declared(form.risk_without),
        risk_with=stated if stated_as == "risk_with" else None,
        units_per_case=declared(form.units_per_case) or _ONE,
        profile=Profile(
            profile.delay, profile.ramp, profile.years, Decimal(1) if profile.decay is None else profile.decay
        ),
        take_up=Decimal(1) if form.take_up is None else form.take_up,
        drop_out=Decimal(0) if form.drop_out is None else form.drop_out,
        place=located.place(path),
        stated_as=stated_as,
        change=None if stated_as == "risk_with" else stated,
        overlap_group=form.overlap_group,
        group_place=located.place((*path, "overlap_group")),
        local_price=_local_price(form.local_price, located.place((*path, "local_price"))),
        places={name: located.place((*path, name)) for name in forms.EffectForm.model_fields},
    )


def _local_price(form: forms.LocalPriceForm | None, place: Place) -> LocalPrice | None:
    if form is None:
        return None
    split = tuple(form.split.items())
    return LocalPrice(form.price_year, split, source(form.source), form.mark, form.take_home, place)


def declared(form: forms.SpreadForm | None) -> Distribution | None:
    """The distribution of a form; None where nothing was written."""
    return form.declared() if form else None
