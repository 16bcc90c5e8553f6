"""The same net present value told twice: what is used and created, and who gets it in which account (convention §4)."""

from typing import Any

from prioritizer.report.blocks import Block, Cell, Heading, Paragraph, Table
from prioritizer.report.corrections import adjustment
from prioritizer.report.parties import PLAN_LEVEL, ordered
from prioritizer.report.tables import heads, money_table
from prioritizer.report.voice import Data, Voice, part, rows

KINDS = ("investment", "operation", "unspecified", "resource", "production", "transfer", "stated", "tax_cost")
ACCOUNTS = ("costs", "taken_home", "freed")
SELDOM = ("tax", "transfers", "direct", "stated", "tax_cost")
"""Accounts that have a column only where something stands in them."""


def real_and_financial(voice: Voice, id: str, value: Data, level: int) -> list[Block]:
    """Both tables under a heading; each adds up to the value decided on, by a row of experience where there is one.

    Args:
        voice: The language.
        id: Of a proposal, or of the plan; the tables have it in theirs.
        value: Of a version or of the plan; nothing is said where the record does not tell.
        level: Of the heading.
    """
    if not part(value, "real"):
        return []
    told = [Paragraph(voice.say("real.read"), "small")] if level == PLAN_LEVEL else []
    return [Heading(voice.say("real.title"), level), _real(voice, id, value), _financial(voice, id, value), *told]


def _real(voice: Voice, id: str, value: Data) -> Table:
    """By kind of row; what actors pay each other is zero."""
    real = part(value, "real")
    known = [kind for kind in KINDS if kind in real]
    body: list[tuple[Cell, list[Any]]] = [(Cell(voice.say(f"real.{kind}")), [real[kind]]) for kind in known]
    moved = adjustment(value)
    body += [(Cell(voice.say("adjustment")), [moved])] if moved else []
    caption = voice.say("caption.real", prices=voice.price_level)
    return money_table(voice, f"realt-{id}", caption, heads(voice, "kind", "present", numbers=1), body)


def _financial(voice: Voice, id: str, value: Data) -> Table:
    """By actor and account; the sum of an actor is its own net present value."""
    found = ordered(voice, rows(value, "financial"))
    accounts = [*ACCOUNTS, *(name for name in SELDOM if any(row.get(name) for row in found))]
    body: list[tuple[Cell, list[Any]]] = []
    for row in found:
        line = [row.get(name, 0) for name in accounts]
        body.append((Cell(voice.actor(row["actor"])), [*line, sum(line)]))
    moved = adjustment(value)
    body += [(Cell(voice.say("adjustment")), [*(0 for _ in accounts), moved])] if moved else []
    caption = voice.say("caption.financial", prices=voice.price_level)
    head = heads(voice, "actor", *(f"account_{name}" for name in accounts), "sum", numbers=len(accounts) + 1)
    return money_table(voice, f"finansiellt-{id}", caption, head, body)
