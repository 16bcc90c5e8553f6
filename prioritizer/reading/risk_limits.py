"""A limit on the joint draws in YAML: the mean of the worst share, or the chance below a floor (convention §18)."""

from decimal import Decimal
from typing import Literal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Op, RiskLimit
from prioritizer.reading import rule_forms as forms
from prioritizer.reading import scalars
from prioritizer.reading.scalars import Unreadable
from prioritizer.reading.validation import validate
from prioritizer.reading.vocabulary import KRONOR, Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted

FORMS = ("worst_mean", "chance_below")
VALUE = "net_present_value"
"""What a limit on the draws is about: no other figure of a plan is drawn."""

Number = tuple[Decimal | None, str]
"""A number as written, or None and the parameter that it comes from."""


def read_risk(located: Located, path: PathTo, form: str, names: Vocabulary) -> tuple[RiskLimit | None, list[Fault]]:
    """Read the body of a limit of one of `FORMS`.

    Returns:
        The limit, or None with its faults.
    """
    if form == "worst_mean":
        mean, faults = validate(forms.WorstMeanForm, located, path)
        if mean is None:
            return None, faults
        return _read(located, path, form, mean.worst_mean, mean.worst, mean, names)
    chance, faults = validate(forms.ChanceBelowForm, located, path)
    if chance is None:
        return None, faults
    return _read(located, path, form, chance.chance_below, chance.floor, chance, names)


def _read(
    located: Located,
    path: PathTo,
    form: str,
    of: str,
    edge_text: str,
    given: forms.WorstMeanForm | forms.ChanceBelowForm,
    names: Vocabulary,
) -> tuple[RiskLimit | None, list[Fault]]:
    is_mean, faults = form == "worst_mean", list[Fault]()
    if of != VALUE:
        where = (*path, form)
        faults.append(fault(located.place(where), dotted(where), "risk_of_value_only", VALUE, key=of))
    edge = _number(located, (*path, "worst" if is_mean else "floor"), edge_text, is_mean, names, faults)
    bound: Number = (None, "")
    if (given.value is None) == (given.parameter is None):
        faults.append(fault(located.place(path), dotted(path), "value_or_parameter"))
    else:
        key = "parameter" if given.value is None else "value"
        text = str(given.parameter if given.value is None else given.value)
        bound = _number(located, (*path, key), text, not is_mean, names, faults)
    if faults:
        return None, faults
    shape: Literal["worst_mean", "chance_below"] = "worst_mean" if is_mean else "chance_below"
    return RiskLimit(shape, of, edge[0], Op(given.op), bound[0], edge[1], bound[1]), []


def _number(
    located: Located, path: PathTo, text: str, is_share: bool, names: Vocabulary, faults: list[Fault]
) -> Number:
    """A share or kronor, written out or as the name of a parameter; `worst: 0 %` would be a mean of nothing."""
    place, where = located.place(path), dotted(path)
    if path[-1] != "value" and (path[-1] == "parameter" or text.strip()[:1].isalpha()):
        wrong = names.parameter_fault(text.strip(), place, where)
        if wrong is None and text.strip() in names.numbers:
            kind, unit = ("share", "") if is_share else ("amount", KRONOR)
            wrong = names.kind_fault(str(path[-1]), kind, unit, text.strip(), place, where)
        number = names.numbers.get(text.strip())
        faults += [wrong] if wrong else []
        if wrong is None and number is not None and path[-1] == "worst" and number <= 0:
            faults.append(fault(place, where, "worst_of_nothing"))
        return None, text.strip()
    try:
        found = (scalars.share if is_share else scalars.amount)(text)
    except Unreadable as error:
        faults.append(fault(place, where, error.code, error.near, **dict(error.values)))
        return None, ""
    if path[-1] == "worst" and found == 0:
        faults.append(fault(place, where, "worst_of_nothing"))
    return found, ""
