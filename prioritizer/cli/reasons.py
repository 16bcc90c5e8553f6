"""Why each proposal is in, out, barred or returned, as short paragraphs that fit any window."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.refused import refused_alone
from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.passed_over import PassedOver
from prioritizer.model.plan import MUCH, Key, Margin
from prioritizer.model.portfolio import Proposal
from prioritizer.model.rules import Language, Severity, Verdict
from prioritizer.model.verdict import Ruling, Screened, Trace
from prioritizer.predicates.decide import leaves
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import exact
from prioritizer.screening.screen import in_force
from prioritizer.words.formatting import HARD_SPACE, money, number, unit_word


def margin_lines(ready: Prepared, margin: Margin, language: Language, has_margins: bool = True) -> Iterator[str]:
    """One proposal: its outcome, its margin, who leaves and comes, and the limits in the way.

    Where there is no plan, or one chosen for something that margins are not of (not `has_margins`), the outcome alone.
    """
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    yield f"{titles[margin.proposal]}: {word(margin.outcome, language)}"
    if margin.outcome in ("barred", "returned"):
        screened = next(s for s in ready.screened if s.proposal == margin.proposal)
        yield from (f"  {line}" for line in _rulings(ready, screened, language))
        return
    refused = refused_alone(ready, margin.proposal, language)
    if refused or not has_margins:
        yield from [f"  {refused}"] if refused else []
        return
    if margin.margin is None and margin.low is None and not margin.conflict:
        yield f"  {word('no_version', language)}"
        return
    if not margin.conflict:
        yield f"  {_margin(ready, margin, language)}"
    told = {
        "displaces": "; ".join(titles[name] for name in margin.displaces),
        "replaced_by": "; ".join(titles[name] for name in margin.replaced_by),
        "changed": "; ".join(change_words(ready, after, language) for _, after in margin.changed),
        "limits": "; ".join(limit_names(ready, margin.limits, language)),
        "conflict": "; ".join(limit_names(ready, margin.conflict, language)),
    }
    for name, text in told.items():
        if text:
            key = f"{name}_{margin.outcome}" if name == "conflict" else name
            yield f"  {word(key, language)}: {text}"
    if margin.conflict and not margin.conflict_minimal:
        yield f"  {word('clash_found', language)}"
    if margin.outcome == "selected" and margin.exact and margin.margin is not None and margin.granted is not None:
        yield from _left_over(ready, margin.margin, -margin.granted, language)


def passed_line(ready: Prepared, found: PassedOver, language: Language) -> str:
    """Which proposals of a lower ratio are in, and what would happen if the lowest gave way."""
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    ratios = (number(ratio, language, 2) for ratio in (found.ratio, found.lowest))
    told = dict(zip(("ratio", "lowest"), ratios, strict=True)) | {
        "n": len(found.lower),
        "title": titles[found.lower[0]],
    }
    said = word("passed_over_one" if len(found.lower) == 1 else "passed_over", language, **told)
    if found.loss is None:
        return f"{said} {word('swap_breaks', language, limits='; '.join(limit_names(ready, found.limits, language)))}"
    amount = money(found.loss, "kr", language, ready.read.portfolio.currency)
    return f"{said} {word('swap_loses', language, worth=worth_word(ready, language), loss=amount)}"


def screening_lines(ready: Prepared, language: Language) -> Iterator[str]:
    """Each proposal that does not go on, with the criterion that bars it or what is missing."""
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    for screened in ready.screened:
        if screened.outcome != "admitted":
            yield f"  {titles[screened.proposal]}: {word(screened.outcome, language)}"
            yield from (f"    {line}" for line in _rulings(ready, screened, language))


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


def change_words(ready: Prepared, after: Key, language: Language) -> str:
    """A proposal that stays in another version or start."""
    proposal = next(p for p in ready.read.portfolio.proposals if p.id == after[0])
    return word("change", language, title=proposal.title, version=_version(proposal, after, language), start=after[2])


def _version(proposal: Proposal, key: Key, language: Language) -> str:
    version = next(a for a in proposal.alternatives if a.id == key[1])
    return word("head", language) if version.id is None else version.title


def worth_word(ready: Prepared, language: Language) -> str:
    """What the plan's value is called: after the reserve price where there is one (convention §14)."""
    return word("worth_after" if ready.statement.reserve_price else "worth", language)


def per_krona(ready: Prepared, language: Language) -> str:
    """The reserve price with the currency's unit."""
    unit = unit_word("kr", ready.read.portfolio.currency)
    return f"{exact(ready.statement.reserve_price, language)}{HARD_SPACE}{unit}"


def _margin(ready: Prepared, margin: Margin, language: Language) -> str:
    """The margin, or what is known of it; a plan that is worth more than the one proposed is said to be."""
    currency, worth, side = ready.read.portfolio.currency, worth_word(ready, language), margin.outcome

    def told(kronor: Decimal) -> str:
        return money(kronor, "kr", language, currency)

    if margin.better is not None:
        return word(f"margin_better_{side}", language, better=told(margin.better))
    if margin.exact and margin.margin is not None:
        amount = told(margin.margin)
    elif margin.high is None and not margin.low:
        return word(f"margin_open_{side}", language, worth=worth)
    elif margin.high is None:
        amount = word("margin_at_least", language, low=told(margin.low or Decimal(0)))
    elif not margin.low:
        amount = word("margin_at_most", language, high=told(margin.high))
    else:
        amount = word("between", language, low=told(margin.low), high=told(margin.high))
    return word(f"margin_{side}", language, worth=worth, margin=amount)


def _left_over(ready: Prepared, margin: Decimal, left: Decimal, language: Language) -> Iterator[str]:
    """What the plan without a proposal leaves of the money, where it loses little for it."""
    if left > MUCH * margin:
        key = "left_over_worth" if ready.statement.reserve_price else "left_over"
        amount = money(left, "kr", language, ready.read.portfolio.currency)
        yield f"  {word(key, language, left=amount, reserve=per_krona(ready, language))}"
