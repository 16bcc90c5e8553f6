"""What is maximised, and what each way of choosing needs declared (convention §14)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import Level, Maximise, Objective, Scenario
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.limits import read_level_amount
from prioritizer.reading.rule_records import source
from prioritizer.reading.vocabulary import Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted

NEEDS: dict[Maximise, tuple[str, ...]] = {
    "value_per_krona": ("lowest_spending",),
    "mean_cvar": ("worst_share", "worst_weight"),
    "least_regret": ("scenarios",),
    "levels": ("levels",),
}
"""The keys that a way of choosing cannot do without."""


def read_objective(located: Located, form: forms.ObjectiveForm, names: Vocabulary) -> tuple[Objective, list[Fault]]:
    """The objective without its reserve price, and what is wrong with it."""
    lowest, faults = _lowest(located, form, names)
    share, wrong = _share(located, "worst_share", form.worst_share, names)
    weight, wrong_too = _share(located, "worst_weight", form.worst_weight, names)
    faults += [*wrong, *wrong_too]
    levels = []
    for n, level in enumerate(form.levels):
        read, wrong = _level(located, ("levels", n), level, names)
        levels += [read] if read else []
        faults += wrong
    for n, scenario in enumerate(form.scenarios):
        faults += _scenario_faults(located, ("scenarios", n), scenario)
    title = form.title.model_dump()
    scenarios = tuple(
        Scenario(s.id, s.title.model_dump(), s.discount_rate, s.displacement, s.costs_times, s.effects_times)
        for s in form.scenarios
    )
    named = {"reserve_price": form.reserve_price, "lowest_spending": form.lowest_spending}
    named |= {"worst_share": form.worst_share, "worst_weight": form.worst_weight}
    numbers_from = {key: parameter for key, parameter in named.items() if parameter is not None}
    found = Objective(title, Decimal(0), source(form.source), form.maximise, lowest, tuple(levels), scenarios)
    found = replace(found, worst_share=share, worst_weight=weight, numbers_from=numbers_from)
    if not faults:
        faults += lacking(found, form.maximise, located.place(("maximise",)))
    return found, faults


def lacking(objective: Objective, maximise: Maximise, place: Place) -> Iterator[Fault]:
    """What is not declared and a way of choosing needs."""
    for key in (key for key in NEEDS.get(maximise, ()) if not getattr(objective, key)):
        yield fault(place, "maximise", "objective_lacks", maximise=maximise, key=key)


def _lowest(located: Located, form: forms.ObjectiveForm, names: Vocabulary) -> tuple[Decimal | None, list[Fault]]:
    if form.lowest_spending is None:
        return None, []
    place = located.place(("lowest_spending",))
    wrong = names.parameter_fault(form.lowest_spending, place, "lowest_spending")
    number = names.numbers.get(form.lowest_spending)
    if wrong is None and number is not None:
        wrong = names.kind_fault("lowest_spending", "amount", "kr", form.lowest_spending, place, "lowest_spending")
        if wrong is None and number <= 0:
            told = {"key": form.lowest_spending, "value": str(number)}
            wrong = fault(place, "lowest_spending", "lowest_spending_zero", **told)
    return number, [wrong] if wrong else []


def _share(located: Located, key: str, parameter: str | None, names: Vocabulary) -> tuple[Decimal | None, list[Fault]]:
    """A share above 0, and at most 1, that a parameter gives."""
    if parameter is None:
        return None, []
    place = located.place((key,))
    wrong = names.parameter_fault(parameter, place, key)
    number = names.numbers.get(parameter)
    if wrong is None and number is not None:
        wrong = names.kind_fault(key, "share", "", parameter, place, key)
        if wrong is None and not 0 < number <= 1:
            wrong = fault(place, key, "share_above_zero", key=parameter, of=key, value=str(number))
    return number, [wrong] if wrong else []


def _scenario_faults(located: Located, path: PathTo, form: forms.ScenarioForm) -> Iterator[Fault]:
    """A scenario changes something, and multiplies by no number below zero."""
    changed = (form.discount_rate, form.displacement, form.costs_times, form.effects_times)
    given = [number for number in changed if number is not None]
    if not given or min(given) < 0:
        yield fault(located.place(path), dotted(path), "scenario_changes_nothing")


def _level(
    located: Located, path: PathTo, form: forms.LevelForm, names: Vocabulary
) -> tuple[Level | None, list[Fault]]:
    ways = [form.sum_of is not None, form.count_where is not None, form.expected_value]
    if sum(ways) != 1:
        return None, [fault(located.place(path), dotted(path), "level_of_one_thing")]
    share, is_share = form.give_up_share, form.give_up_share is not None
    give_up = form.give_up if share is None else share
    if give_up < 0 or (is_share and (form.give_up or give_up > 1)):
        return None, [fault(located.place(path), dotted(path), "give_up_outside")]
    title = form.title.model_dump()
    if form.expected_value:
        return Level(title, None, give_up, is_share), []
    amount, faults = read_level_amount(located, path, form, names)
    return (None if amount is None else Level(title, amount, give_up, is_share)), faults
