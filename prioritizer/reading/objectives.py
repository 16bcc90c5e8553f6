"""What is maximised, and what each way of choosing needs declared (convention §14)."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import Level, Maximise, Objective
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.limits import read_level_amount
from prioritizer.reading.rule_records import source
from prioritizer.reading.vocabulary import Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted

NEEDS: dict[Maximise, str] = {"value_per_krona": "lowest_spending", "levels": "levels"}
"""The key that a way of choosing cannot do without."""


def read_objective(located: Located, form: forms.ObjectiveForm, names: Vocabulary) -> tuple[Objective, list[Fault]]:
    """The objective without its reserve price, and what is wrong with it."""
    lowest, faults = _lowest(located, form, names)
    levels = []
    for n, level in enumerate(form.levels):
        read, wrong = _level(located, ("levels", n), level, names)
        levels += [read] if read else []
        faults += wrong
    title = form.title.model_dump()
    found = Objective(title, Decimal(0), source(form.source), form.maximise, lowest, tuple(levels))
    if not faults:
        faults += lacking(found, form.maximise, located.place(("maximise",)))
    return found, faults


def lacking(objective: Objective, maximise: Maximise, place: Place) -> Iterator[Fault]:
    """What is not declared and a way of choosing needs."""
    key = NEEDS.get(maximise, "")
    if key and not getattr(objective, key):
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
