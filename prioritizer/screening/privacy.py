"""Warnings before anything is written: target groups so small that people can be recognised (convention §30)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from prioritizer.model.fault import Fault, warning
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet
from prioritizer.reading.vocabulary import not_on

LEAST = "small_target_group"
_IDENTITY = re.compile(r"\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}\b")


def privacy_warnings(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Warn of small target groups and of text that looks like a personal identity number.

    Every text that reaches the documents is searched: titles, facts and lists of facts, cost rows, effects without a
    price, and who decided that the proposal must be in or out, and why. A threshold that has no value on the day is a
    fault: it is not the same as no threshold (convention §25).
    """
    least, declared = rules.number(LEAST, portfolio.as_of), rules.parameters.get(LEAST)
    if least is None and declared and declared.values and not declared.by:
        yield not_on(declared, portfolio.as_of, declared.place, LEAST)
    for proposal in portfolio.proposals:
        size = proposal.facts.get("target_group.size")
        if least is not None and isinstance(size, Decimal) and size < least:
            yield warning(proposal.place, "target_group.size", "small_target_group", size=size, least=least)
        numbered = (path for path, text in _texts(proposal) if _has_identity(text))
        for path in dict.fromkeys(numbered):
            yield warning(proposal.place, path, "identity_number")


def _texts(proposal: Proposal) -> Iterator[tuple[str, str]]:
    yield "title", proposal.title
    if proposal.override is not None:
        yield "overrides", f"{proposal.override.by} {proposal.override.why}"
    for name, value in proposal.facts.items():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield name, text
    for version in proposal.alternatives:
        if version.id is not None:
            yield "alternatives", version.title
        for cost in version.costs:
            yield "costs", cost.title
    for effect in proposal.qualitative:
        yield "qualitative", f"{effect.title} {effect.note}"


def _has_identity(text: str) -> bool:
    return any(_is_identity(match.group()) for match in _IDENTITY.finditer(text))


def _is_identity(text: str) -> bool:
    """Whether the last digit is the check digit of the nine before it, as in Swedish identity numbers."""
    digits = [int(sign) for sign in text if sign.isdigit()][-10:]
    doubled = [n * 2 if at % 2 == 0 else n for at, n in enumerate(digits)]
    return len(digits) == 10 and sum(n // 10 + n % 10 for n in doubled) % 10 == 0
