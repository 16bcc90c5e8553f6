"""Warnings before anything is written: target groups so small that people can be recognised (convention §30)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from prioritizer.model.fault import Fault, warning
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet

LEAST = "small_target_group"
_IDENTITY = re.compile(r"\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}\b")


def privacy_warnings(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Warn of small target groups and of text that looks like a personal identity number."""
    least = rules.number(LEAST, portfolio.as_of)
    for proposal in portfolio.proposals:
        size = proposal.facts.get("target_group.size")
        if least is not None and isinstance(size, Decimal) and size < least:
            yield warning(proposal.place, "target_group.size", "small_target_group", size=size, least=least)
        for path, text in _texts(proposal):
            if any(_is_identity(match.group()) for match in _IDENTITY.finditer(text)):
                yield warning(proposal.place, path, "identity_number")


def _texts(proposal: Proposal) -> Iterator[tuple[str, str]]:
    yield "title", proposal.title
    for name, value in proposal.facts.items():
        if isinstance(value, str):
            yield name, value
    for effect in proposal.qualitative:
        yield "qualitative", f"{effect.title} {effect.note}"


def _is_identity(text: str) -> bool:
    """Whether the last digit is the check digit of the nine before it, as in Swedish identity numbers."""
    digits = [int(sign) for sign in text if sign.isdigit()][-10:]
    doubled = [n * 2 if at % 2 == 0 else n for at, n in enumerate(digits)]
    return len(digits) == 10 and sum(n // 10 + n % 10 for n in doubled) % 10 == 0
