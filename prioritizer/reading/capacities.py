"""Capacities and uses that are no bare numbers: told with the unit that the resource is counted in (design §5)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from prioritizer.model.fault import Fault, fault

_OF_RESOURCE = re.compile(r"(?:resources\.([^.]+)\.capacity|(?:alternatives\.[0-9]+\.)?uses\.([^.]+))(?:\.|$)")


def in_units(faults: Iterable[Fault], units: Mapping[str, str]) -> Iterator[Fault]:
    """The same faults, those of a capacity or a use with the unit it is to be in.

    Args:
        faults: Of a portfolio or a proposal.
        units: The unit of each resource, by id.
    """
    for found in faults:
        named = _OF_RESOURCE.match(found.path)
        resource = (named[1] or named[2]) if named else ""
        yield number_in_unit(found, resource, units[resource]) if resource in units else found


def number_in_unit(found: Fault, resource: str, unit: str) -> Fault:
    """A fault of a number of a resource, with its unit where the number is not one."""
    told = {**dict(found.values), "resource": resource, "unit": unit}
    if found.code == "not_a_number":
        return fault(found.place, found.path, "number_in_unit", **told)
    if found.code == "expected_number":
        return fault(found.place, found.path, "expected_number_in_unit", **told)
    return found
