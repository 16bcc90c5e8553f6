"""The whole document from a record: picks and orders what is shown, and words it (convention §29)."""

from collections.abc import Mapping

from prioritizer.model.rules import Language
from prioritizer.report import sensitivity
from prioritizer.report.accounts import accounts
from prioritizer.report.blocks import Document, Section
from prioritizer.report.bounds import bounds
from prioritizer.report.choice import not_proposed, proposed, stopped
from prioritizer.report.coverage import coverage, system_faults
from prioritizer.report.fairness import fairness
from prioritizer.report.first_page import first_page
from prioritizer.report.frontier import frontier
from prioritizer.report.granted_money import granted_money
from prioritizer.report.ledger import ledger
from prioritizer.report.limit_prices import limit_prices
from prioritizer.report.live import live
from prioritizer.report.method import method
from prioritizer.report.near_best import near_plans
from prioritizer.report.orders import orders
from prioritizer.report.own_terms import own_terms
from prioritizer.report.proposals import proposals
from prioritizer.report.provenance import provenance
from prioritizer.report.ranking import ranking
from prioritizer.report.robustness import knowing, robustness
from prioritizer.report.roll_forward import roll_forward
from prioritizer.report.voice import Data, Voice, rows, voice


def document(record: Data, language: Language, words: Mapping[str, str]) -> Document:
    """Word a record in one language. Nothing but the record is read, and nothing in it is changed.

    Args:
        record: `record.json` as plain data; keys that are missing or null are printed as unknown (§25).
        language: sv or en.
        words: The sentences of that language, from `read_words`.

    Raises:
        UnknownWords: A sentence is missing from the words.
    """
    told = voice(record, language, words)
    portfolio = told.portfolio
    return Document(
        language=language,
        title=told.text(portfolio.get("title")) or told.text(portfolio.get("name")) or told.say("plan.title"),
        organisation=told.text(portfolio.get("organisation")),
        draft=told.say("draft"),
        facts=_facts(told),
        banner=told.say("fictitious") if portfolio.get("fictitious") else "",
        contents_title=told.say("contents"),
        sections=_sections(told),
        footer=told.say(
            "footer", hash=str(record.get("hash") or told.unknown), title=told.text(portfolio.get("title"))
        ),
        skip=told.say("skip"),
        live=live(told),
        as_of=str(portfolio.get("as_of") or ""),
    )


def _sections(told: Voice) -> tuple[Section, ...]:
    first, followed, checked = first_page(told), roll_forward(told), fairness(told)
    if not told.plan:
        follows = (followed,) if followed else ()
        ended = (bounds(told), *((checked,) if checked else ()), proposals(told), method(told), provenance(told))
        return (*first, stopped(told), *follows, *ended)
    compared, varied, near = orders(told), sensitivity.of_plan(told), near_plans(told)
    granted, turning = granted_money(told), own_terms(told)
    return (
        *first,
        proposed(told),
        not_proposed(told),
        stopped(told),
        *((turning,) if turning else ()),
        ranking(told),
        *((followed,) if followed else ()),
        *((compared,) if compared else ()),
        *((near,) if near else ()),
        *(found for found in (ledger(told), limit_prices(told), frontier(told)) if found),
        *(found for found in (robustness(told), knowing(told)) if found),
        *(found for found in (coverage(told), system_faults(told)) if found),
        accounts(told),
        *((granted,) if granted else ()),
        *((varied,) if varied else ()),
        bounds(told),
        *((checked,) if checked else ()),
        proposals(told),
        method(told),
        provenance(told),
    )


def _facts(told: Voice) -> tuple[tuple[str, str], ...]:
    portfolio = told.portfolio
    span = told.plan_span
    facts = [
        ("as_of", told.day(portfolio["as_of"]) if portfolio.get("as_of") else told.unknown),
        ("plan_years", f"{span[0]}–{span[-1]}" if span else told.unknown),
        ("prices", told.say("prices_short", year=portfolio.get("price_year") or told.unknown)),
    ]
    pairs = [(told.say(f"pair.{key}"), text) for key, text in facts]
    if rows(told.record, "proposals") or told.proposals:
        pairs.append((told.say("pair.proposals"), told.number(len(told.proposals))))
    return tuple(pairs)
