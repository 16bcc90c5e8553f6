"""One currency in a round: that of the portfolio is that of the prices, and nothing is converted (convention §2)."""

from collections.abc import Iterable, Iterator, Mapping

from prioritizer.model.fault import Fault, fault
from prioritizer.model.portfolio import Proposal
from prioritizer.model.rules import Amount, RuleSet, leaves
from prioritizer.reading import scalars
from prioritizer.reading.yaml_text import Located, PathTo, dotted

KRONOR = "SEK"


def currency_fault(located: Located, currency: str, rules: RuleSet, proposals: Iterable[Proposal]) -> Fault | None:
    """The fault of a portfolio in another currency than the amounts of the rules that it uses; None where it uses none.

    A result computed elsewhere and a local price bring their own amounts, and rules without an amount fit any currency.
    """
    own = rules.objective.currency
    if not own or own == currency or not (_priced(proposals) or _compared(rules)):
        return None
    path = ("currency",)
    return fault(located.place(path), dotted(path), "other_currency_than_rules", key=currency, own=own)


def _priced(proposals: Iterable[Proposal]) -> bool:
    versions = (version for proposal in proposals for version in proposal.alternatives)
    return any(effect.local_price is None for version in versions for effect in version.effects)


def _compared(rules: RuleSet) -> bool:
    """Whether some rule compares with a parameter in kronor."""
    named = {leaf.parameter for criterion in rules.criteria for leaf in leaves(criterion.require)}
    named |= {limit.limit.parameter for limit in rules.limits if isinstance(limit.limit, Amount)}
    found = (rules.parameters[name].unit for name in named if name in rules.parameters)
    return any(unit in rules.units and rules.units[unit].kind == "amount" for unit in found)


def kronor_faults(located: Located, currency: str) -> Iterator[Fault]:
    """Amounts that are written in kronor in a file of a portfolio in another currency."""
    for path, text in _texts(located.data, ()) if currency != KRONOR else ():
        if scalars.names_kronor(text):
            yield fault(located.place(path), dotted(path), "kronor_in_other_currency", value=text.strip(), key=currency)


def _texts(data: object, path: PathTo) -> Iterator[tuple[PathTo, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _texts(value, (*path, n))
    elif isinstance(data, str):
        yield path, data
