"""Why each proposal is in, out, barred or returned, as short paragraphs that fit any window."""

from collections.abc import Iterator, Sequence

from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.plan import Key, Margin, Refused
from prioritizer.model.portfolio import Proposal
from prioritizer.model.rules import Language, Severity, Verdict
from prioritizer.model.verdict import Ruling, Screened, Trace
from prioritizer.predicates.decide import leaves
from prioritizer.predicates.say import Speaker
from prioritizer.screening.screen import in_force
from prioritizer.words.formatting import money, years


def margin_lines(ready: Prepared, margin: Margin, language: Language, has_margins: bool = True) -> Iterator[str]:
    """One proposal: its outcome, its margin, who leaves and comes, and the limits in the way.

    Where the plan was chosen for something that margins are not of (not `has_margins`), the outcome alone.
    """
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    yield f"{titles[margin.proposal]}: {word(margin.outcome, language)}"
    if margin.outcome in ("barred", "returned"):
        screened = next(s for s in ready.screened if s.proposal == margin.proposal)
        yield from (f"  {line}" for line in _rulings(ready, screened, language))
        return
    if not has_margins:
        return
    told = {
        "margin": _amount(margin, language, portfolio.currency),
        "displaces": "; ".join(titles[name] for name in margin.displaces),
        "replaced_by": "; ".join(titles[name] for name in margin.replaced_by),
        "changed": "; ".join(_change(ready, after, language) for _, after in margin.changed),
        "limits": "; ".join(limit_names(ready, margin.limits, language)),
        "conflict": "; ".join(limit_names(ready, margin.conflict, language)),
    }
    if margin.margin is None and not margin.conflict:
        yield f"  {word('no_version', language)}"
        yield from (f"  {refused_line(r, language)}" for r in ready.refused if r.key[0] == margin.proposal)
    for name, text in told.items():
        if text:
            key = f"{name}_{margin.outcome}" if name in ("margin", "conflict") else name
            yield f"  {word(key, language)}: {text}"
    if margin.conflict and not margin.conflict_minimal:
        yield f"  {word('clash_found', language)}"


def refused_line(refused: Refused, language: Language) -> str:
    """Which version and start cannot be granted or chosen, and why."""
    name = " ".join(str(part) for part in refused.key if part is not None)
    return word(refused.code, language, key=name, **dict(refused.values))


def screening_lines(ready: Prepared, language: Language) -> Iterator[str]:
    """Each proposal that does not go on, with the criterion that bars it or what is missing."""
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    for screened in ready.screened:
        if screened.outcome != "admitted":
            yield f"  {titles[screened.proposal]}: {word(screened.outcome, language)}"
            yield from (f"    {line}" for line in _rulings(ready, screened, language))


def limit_names(ready: Prepared, ids: Sequence[str], language: Language) -> list[str]:
    """Limits as people call them; the years of one fund or resource are told together."""
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    named = {f"fund:{f.id}": word("fund", language, title=f.title) for f in portfolio.funds}
    named |= {f"resource:{r.id}": word("resource", language, title=r.title) for r in portfolio.resources}
    limits = {limit.id: f"«{limit.title[language]}»" for limit in ready.read.rules.limits}
    found: dict[str, list[int]] = {}
    for name in ids:
        kind, _, rest = name.partition(":")
        stem, _, year = name.rpartition(":")
        if stem in named and year.isdigit():
            found.setdefault(named[stem], []).append(int(year))
        elif kind in ("mandatory", "continues"):
            found[word(kind, language, title=titles.get(rest, rest))] = []
        elif kind == "requires":
            first, _, second = rest.partition(":")
            found[word("requires", language, first=titles.get(first, first), second=titles.get(second, second))] = []
        else:
            found[named.get(name) or limits.get(name.partition("[")[0], name)] = []
    return [f"{name} {_years(at)}".strip() for name, at in found.items()]


def _years(found: Sequence[int]) -> str:
    whole = bool(found) and sorted(found) == list(range(min(found), max(found) + 1))
    return years(min(found), max(found)) if whole else ", ".join(str(year) for year in sorted(found))


def _rulings(ready: Prepared, screened: Screened, language: Language) -> Iterator[str]:
    """The `must` that bar or that lack facts, each with the facts it turned on."""
    portfolio, rules = ready.read.portfolio, ready.read.rules
    speaker = Speaker.of(rules, in_force(portfolio, rules), language)
    if screened.unvalued:
        yield word("unvalued", language)
    verdict = Verdict.FAILS if screened.outcome == "barred" else Verdict.UNKNOWN
    for ruling in screened.rulings:
        if ruling.criterion.severity is Severity.MUST and ruling.trace.verdict is verdict:
            yield f"{ruling.criterion.title[language]}: {_turned_on(speaker, ruling, verdict, language)}"


def _turned_on(speaker: Speaker, ruling: Ruling, verdict: Verdict, language: Language) -> str:
    decisive = [leaf for leaf in leaves(ruling.trace) if leaf.verdict is verdict]
    return "; ".join(dict.fromkeys(_leaf(speaker, leaf, language) for leaf in decisive))


def _leaf(speaker: Speaker, leaf: Trace, language: Language) -> str:
    name = getattr(leaf.tree, "field", "")
    if leaf.verdict is Verdict.UNKNOWN:
        return word("missing", language, field=speaker.name(name))
    stated = speaker.value(speaker.fields.get(name), leaf.value)
    return word("stated", language, field=speaker.name(name), value=stated)


def _change(ready: Prepared, after: Key, language: Language) -> str:
    proposal = next(p for p in ready.read.portfolio.proposals if p.id == after[0])
    return word("change", language, title=proposal.title, version=_version(proposal, after, language), start=after[2])


def _version(proposal: Proposal, key: Key, language: Language) -> str:
    version = next(a for a in proposal.alternatives if a.id == key[1])
    return word("head", language) if version.id is None else version.title


def _amount(margin: Margin, language: Language, currency: str) -> str:
    """The margin, or the interval that holds it; an open end is said as such."""
    if margin.exact and margin.margin is not None:
        return money(margin.margin, "kr", language, currency)
    if margin.low is None and margin.high is None:
        return ""
    low, high = (None if n is None else money(n, "kr", language, currency) for n in (margin.low, margin.high))
    return word("between", language, low=low or "–", high=high or "–")
