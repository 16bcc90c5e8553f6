"""Why a version cannot be chosen at all, on a screen: by title, with what the fund or the criterion asks."""

from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import version_title
from prioritizer.cli.words import word
from prioritizer.model.plan import Key, Refused
from prioritizer.model.rules import Language
from prioritizer.predicates.say import Speaker
from prioritizer.screening.screen import in_force

OF_FUNDS = ("granted_outside_allocation", "not_for_fund", "unknown_for_fund")
"""Codes of versions that no fund may pay for; what else is refused cannot be chosen for another reason."""


def refused_line(ready: Prepared, refused: Refused, language: Language) -> str:
    """One version by its title, and why it is refused."""
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    proposal, alternative, start = refused.key
    name = version_title(titles.get(proposal, proposal), alternative, start)
    return word(f"{_kind(refused)}_of", language, title=name, why=_why(ready, refused, language))


def refused_alone(ready: Prepared, proposal: str, language: Language) -> str:
    """Why a proposal has no version to choose; empty where it has one, or where nothing was refused."""
    found = [refused for refused in ready.refused if refused.key[0] == proposal]
    if not found or ready.program.of(proposal):
        return ""
    kinds = {_kind(refused) for refused in found}
    kind = kinds.pop() if len(kinds) == 1 else "cannot_be_chosen"
    return word(kind, language, why="; ".join(dict.fromkeys(_why(ready, refused, language) for refused in found)))


def refused_version(ready: Prepared, key: Key, language: Language) -> str:
    """Why a version cannot be chosen at any start; empty where nothing was refused of it."""
    found = [refused for refused in ready.refused if refused.key[:2] == key[:2]]
    return "; ".join(dict.fromkeys(_why(ready, refused, language) for refused in found))


def _kind(refused: Refused) -> str:
    return "cannot_be_granted" if refused.code in OF_FUNDS else "cannot_be_chosen"


def _why(ready: Prepared, refused: Refused, language: Language) -> str:
    portfolio, rules, gaps = ready.read.portfolio, ready.read.rules, dict(refused.values)
    speaker = Speaker.of(rules, in_force(portfolio, rules), language)
    for fund in portfolio.funds:
        if fund.id == gaps.get("fund"):
            gaps |= {"fund": fund.title, "says": "–" if fund.eligible is None else speaker.tree(fund.eligible)}
    titles = {resource.id: resource.title for resource in portfolio.resources}
    criteria = {criterion.id: criterion.title[language] for criterion in rules.criteria}
    if "resource" in gaps:
        gaps["resource"] = titles.get(gaps["resource"], gaps["resource"])
    for name, known in (("criteria", criteria), ("fields", {})):
        if name in gaps:
            words = (known.get(one) or speaker.name(one) for one in gaps[name].split(", "))
            gaps[name] = ", ".join(words)
    return word(refused.code, language, **gaps)
