"""What screening stopped, in words: the decision on each proposal, and the requirement with the reason it has."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Row, Table
from prioritizer.report.method import says_cell
from prioritizer.report.procedure import step_of, who
from prioritizer.report.reasons import criterion_title, missing_fields
from prioritizer.report.tables import heads
from prioritizer.report.traced import listed
from prioritizer.report.voice import Data, Voice, capital, part, rows

VERDICTS = {"barred": "fails", "returned": "unknown"}
"""The verdict on a requirement that stops a proposal, by what becomes of it."""


def decision_point(voice: Voice, proposal: str, outcome: str) -> str:
    """What is decided of one proposal that screening stopped, with the requirement or with what is missing."""
    return _barred(voice, proposal) if outcome == "barred" else _returned(voice, proposal)


def deciding(voice: Voice, proposal: str, outcome: str) -> list[Any]:
    """The rulings on requirements that stopped a proposal."""
    screened: Data = next((s for s in rows(voice.record, "screening") if str(s["proposal"]) == proposal), {})
    verdict = VERDICTS[outcome]
    return [r for r in rows(screened, "rulings") if r.get("severity") == "must" and r.get("verdict") == verdict]


def found_words(voice: Voice, outcome: str, ruling: Data) -> str:
    """What was stated that does not meet a requirement, or what is missing for it."""
    leaves = [leaf for leaf in rows(ruling, "leaves") if leaf.get("verdict") == VERDICTS[outcome]]
    if outcome == "barred":
        return "; ".join(leaf_words(voice, leaf) for leaf in leaves)
    return voice.join(dict.fromkeys(voice.field(str(leaf["field"])) for leaf in leaves))


def leaf_words(voice: Voice, leaf: Data) -> str:
    """What was stated of a field that a criterion asks for, or what the program computed."""
    field = str(leaf.get("field"))
    key = "leaf.computed" if part(voice.rules, "fields", field).get("by") == "program" else "leaf.stated"
    return voice.say(key, field=voice.field(field), value=voice.fact(field, leaf.get("value")))


def demand_cell(voice: Voice, ruling: Data) -> Cell:
    """What a criterion asks, as a nested list where it has groups; of an unknown criterion, its parts."""
    known: Data = next((c for c in rows(voice.rules, "criteria") if str(c.get("id")) == str(ruling["criterion"])), {})
    if known.get("says"):
        return says_cell(voice, known)
    parts = (voice.text(leaf.get("says")) for leaf in rows(ruling, "leaves"))
    return Cell(capital("; ".join(found for found in parts if found)))


def demands(voice: Voice, proposal: str, outcome: str) -> list[Block]:
    """Why there is each requirement that stopped a proposal; then what was stated or is missing, and what it asks."""
    whys = {str(c.get("id")): voice.text(c.get("why")) for c in rows(voice.rules, "criteria")}
    found = [
        (criterion_title(voice, str(ruling["criterion"])), ruling) for ruling in deciding(voice, proposal, outcome)
    ]
    if not found:
        return []
    told = (
        (
            voice.say("stopped.why", name=voice.say("quoted", text=title), why=why),
            f"rules.criteria[{ruling['criterion']}]",
        )
        for title, ruling in found
        if (why := whys.get(str(ruling["criterion"])))
    )
    lines = tuple(
        Row((Cell(title), Cell(found_words(voice, outcome, ruling)), demand_cell(voice, ruling)))
        for title, ruling in found
    )
    head = heads(voice, "criterion", "stated_value" if outcome == "barred" else "missing", "says")
    caption = voice.say(f"caption.{outcome}_one")
    table = Table("krav-tabell", caption, head, lines, source=f"screening[{proposal}].rulings")
    return [*listed(told), table]


def _barred(voice: Voice, proposal: str) -> str:
    found = deciding(voice, proposal, "barred")
    titles = (voice.say("quoted", text=criterion_title(voice, str(r["criterion"]))) for r in found)
    stated = "; ".join(told for r in found if (told := found_words(voice, "barred", r)))
    gaps = {"name": voice.named([proposal]), "rules": voice.join(titles), "stated": stated or voice.unknown}
    return voice.count("decision.barred", max(len(found), 1), **gaps)


def _returned(voice: Voice, proposal: str) -> str:
    asked = voice.text(part(voice.proposals, proposal, "advocacy").get("advocacy.requested_by"))
    to = who(voice, "completion") or voice.say("decision.proposer")
    fields = voice.join(missing_fields(voice, proposal)) or voice.say("decision.value")
    when = voice.text(step_of(voice, "completion").get("when"))
    return voice.say(
        "decision.returned_when" if when else "decision.returned",
        name=voice.named([proposal]),
        to=f"{to} ({asked})" if asked else to,
        fields=fields,
        when=when,
    )
