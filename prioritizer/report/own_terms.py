"""What would turn the verdict on each proposal, in its own terms (convention §20)."""

from decimal import Decimal

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.sensitivity import outcome_of
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.people import people

TERMS = ("success", "duration", "cost")


def own_terms(voice: Voice) -> Section | None:
    """A row for each proposal that can turn, those in the plan first; None where it was not worked out."""
    found = [one for one in rows(part(voice.record, "explained"), "own_terms") if not _is_kept(one)]
    if not found:
        return None
    ordered = sorted(found, key=lambda one: (not one["selected"], voice.proposal(one["proposal"])))
    head = heads(voice, "proposal", "own_verdict", *(f"own_{name}" for name in TERMS))
    table = Table("egna-termer-tabell", voice.say("caption.own"), head, tuple(_row(voice, one) for one in ordered))
    read: Block = Paragraph(voice.say("own.read"))
    return Section("vad-som-andrar", voice.say("own.title"), (read, table))


def for_letter(voice: Voice, proposal: str) -> list[str]:
    """A sentence for each of effects, their length and costs at which the verdict on one proposal turns."""
    found = (one for one in rows(part(voice.record, "explained"), "own_terms") if one["proposal"] == proposal)
    return [
        voice.say(
            "letter.own_leaves" if one["selected"] else "letter.own_comes_in",
            what=voice.say(f"head.own_{name}"),
            term=_term(voice, one, name),
        )
        for one in found
        for name in TERMS
        if part(one, name) and not part(one, name).get("reason")
    ]


def _is_kept(one: Data) -> bool:
    """Whether limits decide whatever it is worth, which stands with its margin."""
    return all(part(one, name).get("reason") == "never" for name in TERMS)


def _row(voice: Voice, one: Data) -> Row:
    verdict = voice.say("own.leaves" if one["selected"] else "own.comes_in")
    return Row((Cell(voice.proposal(one["proposal"])), Cell(verdict), *(Cell(_term(voice, one, n)) for n in TERMS)))


def _term(voice: Voice, one: Data, name: str) -> str:
    found = part(one, name)
    if found.get("reason"):
        return voice.say(f"own.{found['reason']}")
    low, high = (_figure(voice, one, name, found.get(end)) for end in ("low", "high"))
    if not high:
        return voice.say("own.beyond", low=low)
    if not found.get("exact"):
        return voice.say("own.between", low=low, high=high)
    upwards = (name == "cost") == bool(one["selected"])
    told = voice.say("own.at_least" if upwards else "own.at_most", value=high)
    return f"{told} {_meaning(voice, one, name, Decimal(str(found['high'])))}".strip()


def _figure(voice: Voice, one: Data, name: str, multiple: object) -> str:
    if multiple is None:
        return ""
    if name == "duration":
        return voice.say("own.years", years=voice.number(float(str(multiple)) * (one.get("years") or 0), 1))
    return voice.share(multiple, 1)


def _meaning(voice: Voice, one: Data, name: str, multiple: Decimal) -> str:
    """The same in people, years or kronor, with what is expected now."""
    if name == "duration":
        return voice.say("own.instead", now=voice.number(one.get("years")))
    if name == "cost":
        return voice.say("own.instead", now=voice.share(1, 0))
    if one.get("people") is None:
        return ""
    now = float(one["people"])
    n, expected = people(float(multiple) * now, now, not one["selected"])
    told = {"n": voice.number(n), "now": voice.number(expected)}
    return voice.say("own.people", outcome=outcome_of(voice, {"of": one.get("outcome")}), **told)
