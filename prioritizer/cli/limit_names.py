"""What limits are called on a screen; the implicit ones have no title of their own (design §4)."""

from collections.abc import Sequence

from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.rules import Language
from prioritizer.predicates.phrases import AND
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import listed, quoted
from prioritizer.selection.ratio import LOWEST
from prioritizer.words.formatting import money, years

FEW = 2
"""So many commitments of an earlier plan are named one by one; more are counted."""

Part = tuple[str, str]
"""A limit by name and what it is told beside it, by the key of its word: years, goals, or other keys of its rows."""


def limit_names(ready: Prepared, ids: Sequence[str], language: Language) -> list[str]:
    """Limits as people call them.

    Years of one fund or resource are told together, as are all that one limit holds for; many commitments are counted.
    """
    found: dict[Part, list[str]] = {}
    promised = sum(name.startswith("continues:") for name in ids)
    for name in ids:
        if promised > FEW and name.startswith("continues:"):
            found[word("commitments", language, n=promised), ""] = []
            continue
        part, at = _implicit(ready, name, language) or _keyed(ready, name, language)
        beside = found.setdefault(part, [])
        beside += [at] if at and at not in beside else []
    return [f"{name} {_beside(key, at, language)}".strip() for (name, key), at in found.items()]


def _implicit(ready: Prepared, id: str, language: Language) -> tuple[Part, str] | None:
    """Money, capacities, decisions and requirements; None for a limit of the rules."""
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    kind, _, rest = id.partition(":")
    name, _, last = rest.partition(":")
    named = {f"fund:{fund.id}": fund.title for fund in portfolio.funds}
    named |= {f"resource:{resource.id}": resource.title for resource in portfolio.resources}
    title = titles.get(name, name)
    if f"{kind}:{name}" in named:
        return (word(kind, language, title=named[f"{kind}:{name}"]), "years"), last
    if kind in ("mandatory", "excluded", "continues", "version") and name:
        return (word("versions" if kind == "version" else kind, language, title=title), ""), ""
    if kind == "requires" and last:
        return (word("requires", language, first=title, second=titles.get(last, last)), ""), ""
    lowest = ready.read.rules.objective.lowest_spending
    if id == LOWEST and lowest is not None:
        return (word(LOWEST, language, amount=money(lowest, "kr", language, portfolio.currency)), ""), ""
    return None


def _keyed(ready: Prepared, id: str, language: Language) -> tuple[Part, str]:
    """A limit by its title, with the goal, year, fund, purse or word that a row of it is for."""
    portfolio, rules = ready.read.portfolio, ready.read.rules
    head, _, key = id.partition("[")
    key = key.rstrip("]")
    limit = next((limit for limit in rules.limits if limit.id == head), None)
    if limit is None:
        return (id, ""), ""
    title, by = quoted(limit.title[language], language), getattr(limit.limit, "by", "")
    if key and by == "goals":
        goals = {goal.id: goal.title for goal in portfolio.goals}
        return (title, "for_goal"), goals.get(key, key)
    titles = {f.id: f.title for f in portfolio.funds} | {a.id: a.title or a.id for a in portfolio.actors}
    known = titles.get(key) or Speaker.of(rules, {}, language).value(rules.fields.get(by), key) if key else ""
    return (title, "for_key"), known


def _beside(key: str, at: Sequence[str], language: Language) -> str:
    if not at:
        return ""
    if key == "years":
        found = sorted(map(int, at))
        whole = found == list(range(found[0], found[-1] + 1))
        return years(found[0], found[-1]) if whole else ", ".join(map(str, found))
    last = AND[0 if language == "sv" else 1]
    return word("for_goals" if key == "for_goal" and len(at) > 1 else key, language, title=listed(at, last))
