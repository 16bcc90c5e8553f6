"""What would turn the verdict on each proposal, in its own terms, worked out and told on a screen (convention §20)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from prioritizer.cli.around import Around
from prioritizer.cli.run import DRAWS, EXACT_PROPOSALS, Prepared, Report
from prioritizer.cli.words import word
from prioritizer.model.own_terms import OwnTerms, Term, What
from prioritizer.model.plan import Key, Margin, Outcome, Plan
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import per_cent
from prioritizer.words.formatting import money, number
from prioritizer.words.people import people

if TYPE_CHECKING:
    from prioritizer.appraisal.changed_worth import Versions
    from prioritizer.explanation.own_terms import Asked


def worked_out(
    prepared: Prepared,
    outcome: Outcome,
    found: Around,
    report: Report,
    time_limit: float | None = None,
    only: str | None = None,
) -> tuple[OwnTerms, ...] | None:
    """Of each proposal that can be chosen, or of one; of a large round only of the one that is asked for.

    `time_limit` is for all of them.
    """
    from prioritizer.appraisal.changed_worth import versions_of
    from prioritizer.explanation.own_terms import own_terms
    from prioritizer.explanation.questions import Questions

    program, read = prepared.program, prepared.read
    names = {candidate.proposal for candidate in program.candidates}
    if not isinstance(outcome, Plan) or (only is None and len(names) > EXACT_PROPOSALS):
        return None
    wanted = [margin for margin in found.margins if margin.proposal in names and _is_told(margin)]
    versions = versions_of(read.portfolio, read.rules, prepared.seed, DRAWS, [margin.proposal for margin in wanted])
    # Three searches for each version, or near it, are what cheaper costs take.
    questions = Questions.about(program, outcome, time_limit, 3 * len(program.candidates), found.known)
    told = []
    for done, margin in enumerate(wanted, 1):
        report(f"own_terms: {done}/{len(wanted)}")
        known = versions[margin.proposal]
        terms = own_terms(_asked(prepared, margin, known), questions, prepared.statement)
        key = _nearest(margin, outcome)
        told.append(OwnTerms(margin.proposal, margin.outcome == "selected", known.expected(key), terms))
    return tuple(told)


def _is_told(margin: Margin) -> bool:
    return margin.outcome in ("selected", "not_selected") and margin.better is None and bool(margin.alternatives)


def _asked(prepared: Prepared, margin: Margin, known: "Versions") -> "Asked":
    from prioritizer.appraisal.changed_worth import COSTS, EFFECTS, LENGTH
    from prioritizer.explanation.own_terms import Asked, Worth

    scaled: tuple[tuple[What, str], ...] = (("success", EFFECTS), ("duration", LENGTH), ("cost", COSTS))
    worth: Mapping[What, Worth] = {what: partial(_worth, known, name) for what, name in scaled}
    return Asked(margin, worth, known.longest, prepared.read.portfolio.horizon, known.meets_others)


def _worth(known: "Versions", what: str, key: Key, scale: Fraction) -> int | None:
    return known.worth(key, what, float(scale))


def _nearest(margin: Margin, plan: Plan) -> Key:
    """The version that is chosen, else the one that lacks least."""
    chosen = next((key for key in plan.chosen if key[0] == margin.proposal), None)
    if chosen is not None:
        return chosen
    there = [a for a in margin.alternatives if a.low is not None] or list(margin.alternatives)
    least = min(there, key=lambda a: a.low or Decimal(0))
    return margin.proposal, least.alternative, least.start_year


def own_lines(ready: Prepared, found: OwnTerms, language: Language) -> Iterator[str]:
    """A line for each of effects, their length and costs; none where limits decide whatever it is worth."""
    if all(term.why == "never" for term in found.terms):
        yield word(f"own_never_{_side(found)}", language)
        return
    # What nobody has said, or what is not its own, is told once.
    told = dict.fromkeys(_line(ready, found, term, language) for term in found.terms)
    yield from told


def turning_cell(found: OwnTerms, what: str, language: Language) -> str:
    """The multiple at which the verdict turns, for a table; a dash where there is none."""
    term = next(term for term in found.terms if term.what == what)
    if term.why is not None:
        return "–"
    sure, least = (_figure(found, term, end, language) for end in (term.sure, term.least))
    return sure if term.exact else f"{least}–{sure or '…'}"


def _side(found: OwnTerms) -> str:
    return "selected" if found.selected else "not_selected"


def _line(ready: Prepared, found: OwnTerms, term: Term, language: Language) -> str:
    if term.why in ("stated", "shared"):
        return word(f"own_{term.why}", language)
    if term.why is not None:
        return word(f"own_{term.what}_{term.why}", language)
    key, number_ = f"own_{term.what}_{_side(found)}", _figure(found, term, term.sure, language)
    if not term.exact:
        least = _figure(found, term, term.least, language)
        number_ = word("own_between" if term.sure else "own_beyond", language, least=least, sure=number_)
    return word(key, language, number=number_, now=_now(found, term, language)) + _meaning(ready, found, term, language)


def _figure(found: OwnTerms, term: Term, multiple: Fraction | None, language: Language) -> str:
    """A multiple: of lengths in years, else a per cent."""
    if multiple is None:
        return ""
    value = Decimal(multiple.numerator) / Decimal(multiple.denominator)
    if term.what == "duration":
        return number(round(value * (found.expected.years or 0), 1), language)
    return per_cent(round(value, 3), language)


def _now(found: OwnTerms, term: Term, language: Language) -> str:
    return number(found.expected.years or 0, language) if term.what == "duration" else per_cent(Decimal(1), language)


def _meaning(ready: Prepared, found: OwnTerms, term: Term, language: Language) -> str:
    """The same in people or kronor, where it is one number."""
    if not term.exact or term.sure is None:
        return ""
    expected, portfolio = found.expected, ready.read.portfolio
    if term.what == "success" and expected.people is not None:
        needed, now = people(float(term.sure) * expected.people, expected.people, not found.selected)
        title = ready.read.rules.prices[expected.outcome].title[language]
        told = (number(needed, language), number(now, language))
        return word("own_people", language, n=told[0], now=told[1], outcome=title[:1].lower() + title[1:])
    if term.what == "cost" and expected.granted:
        then = round(expected.granted * term.sure.numerator / term.sure.denominator)
        asked = (money(kronor, "kr", language, portfolio.currency) for kronor in (then, expected.granted))
        return word("own_granted", language, **dict(zip(("n", "now"), asked, strict=True)))
    return ""
