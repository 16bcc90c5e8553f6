"""Factors that many proposals share, as written in portfolio.yaml (convention §8)."""

from collections.abc import Iterator, Mapping, Sequence

from prioritizer.model.fault import Fault, fault
from prioritizer.model.portfolio import CommonFactor
from prioritizer.model.rules import Field, Tree, leaves
from prioritizer.reading.forms import CommonFactorForm
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.vocabulary import Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted


def read_common_factors(
    located: Located, given: Sequence[CommonFactorForm], names: Vocabulary
) -> tuple[tuple[CommonFactor, ...], list[Fault]]:
    """Read the shared factors of a portfolio, their conditions checked against the vocabulary.

    Args:
        located: The portfolio's file.
        given: The factors, each of whose parts could be read.
        names: What a condition may name.

    Returns:
        The factors, and every fault of them; one whose condition cannot be used is left out.
    """
    found: list[CommonFactor] = []
    reader = TreeReader(located, names, before_appraisal=False)
    for n, form in enumerate(given):
        path: PathTo = ("common_factors", n)
        where = None if form.where is None else reader.read(form.where, (*path, "where"))
        if where is not None:
            reader.faults += _too_late(where, names.fields, (*path, "where"))
        if where is not None or form.where is None:
            found.append(CommonFactor(form.id, form.title, form.of, form.factor.declared(), where, located.place(path)))
    return tuple(found), reader.faults


def _too_late(tree: Tree, fields: Mapping[str, Field], path: PathTo) -> Iterator[Fault]:
    """A factor is needed to appraise, so it cannot ask for what is known only afterwards."""
    for leaf in leaves(tree):
        if fields[leaf.field].is_appraised:
            yield fault(leaf.place, dotted(path), "factor_of_appraised", key=leaf.field)
