"""What a margin adds up from: each proposal that comes, leaves or changes, and what overlaps make of it (§20)."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Fold
from prioritizer.report.pursued import is_pursued
from prioritizer.report.reasons import is_exact
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, rows
from prioritizer.words.formatting import Unit


def sum_of(voice: Voice, proposal: str) -> list[Block]:
    """The parts of one margin to the krona, folded; nothing where it is not proved or has no parts."""
    found = voice.explanations.get(proposal, {})
    if is_pursued(voice) or not is_exact(found) or not rows(found, "terms"):
        return []
    body = [
        (Cell(f"{_name(voice, term)}: {_what(voice, found, term)}"), [term["difference"]]) for term in _ordered(found)
    ]
    if found.get("joint"):
        body.append((Cell(voice.say("forced.joint")), [found["joint"]]))
    side = "in" if found.get("outcome") == "not_selected" else "out"
    caption = voice.say(f"caption.forced_{side}", prices=voice.price_level)
    table = money_table(
        voice,
        f"tvingas-{proposal}",
        caption,
        (*heads(voice, "forced"), *heads(voice, "difference", numbers=1)),
        body,
        total_of=[-found["margin"]],
        to_the_krona=True,
    )
    return [Fold(voice.say(f"fold.forced_{side}"), (table,))]


def joint_words(voice: Voice, found: Data, unit: Unit) -> str:
    """That overlaps change as well when a proposal is forced in; empty where they do not."""
    joint = found.get("joint")
    return voice.say("forced.joint_also", amount=voice.money_in(joint, unit)) if joint and is_exact(found) else ""


def _ordered(found: Data) -> list[Any]:
    """The proposal itself first, then what costs most."""
    own = str(found.get("proposal"))
    return sorted(rows(found, "terms"), key=lambda t: (str(t["proposal"]) != own, t["difference"], str(t["proposal"])))


def _name(voice: Voice, term: Data) -> str:
    return voice.say("quoted", text=voice.proposal(term["proposal"]))


def _what(voice: Voice, found: Data, term: Data) -> str:
    """Whether a proposal comes, leaves, or stays in another version or from another year."""
    id = str(term["proposal"])
    is_in = found.get("outcome") == "selected"
    if id == str(found.get("proposal")):
        return voice.say("forced.goes" if is_in else "forced.comes")
    if id in rows(found, "displaces"):
        return voice.say("forced.goes")
    return voice.say("forced.comes" if id in rows(found, "replaced_by") else "forced.changes")
