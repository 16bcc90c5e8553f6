"""What each proposal is worth against what it would be granted, drawn and as a table."""

from collections.abc import Mapping

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Row, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.value_map import Spot, value_map
from prioritizer.report.reasons import shown_value
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import unit_for

CHOOSABLE = ("selected", "not_selected")
ABSENT = ("unpriced", "unknown", "ungranted")
"""Why a proposal has no dot: no priced effects, an amount that is not known, or nothing granted."""
FEW = 5


def worth_against_granted(voice: Voice) -> list[Block]:
    """A dot for each proposal that could be chosen, in the version that is shown; nothing where too few are known."""
    spots = [spot for id in choosable(voice) if (spot := spot_of(voice, id))]
    absent = {id: why for id in choosable(voice) if (why := why_absent(voice, id))}
    ours = {str(s["proposal"]) for s in rows(voice.plan, "selected")}
    chart = value_map(voice, "varde-diagram", spots, {why for id, why in absent.items() if id in ours})
    if not chart:
        return []
    return with_table(voice, chart, _table(voice, spots), absent_words(voice, absent))


def why_absent(voice: Voice, id: str, per_krona: bool = False) -> str | None:
    """Why a proposal that could be chosen has no dot, one of `ABSENT`; None where it has one.

    `per_krona` says that it must be granted something to have one.
    """
    spot = spot_of(voice, id)
    if spot:
        return "ungranted" if per_krona and not spot.granted else None
    value = shown_value(voice, id)
    return "unpriced" if value and unpriced.is_unpriced(value) else "unknown"


def absent_words(voice: Voice, absent: Mapping[str, str]) -> str:
    """Which proposals have no dot, a sentence for each reason; nothing where all have one."""
    by_reason = ((why, [id for id in absent if absent[id] == why]) for why in ABSENT)
    return " ".join(
        voice.count(f"chart.absent_{why}", len(ids), names=_few(voice, ids)) for why, ids in by_reason if ids
    )


def _few(voice: Voice, ids: list[str]) -> str:
    """All by name where they are few; otherwise some, and how many more."""
    if len(ids) <= FEW:
        return voice.named(ids)
    some = [voice.say("quoted", text=voice.proposal(id)) for id in ids[: FEW - 1]]
    return voice.join([*some, voice.count("and_more", len(ids) - len(some))])


def choosable(voice: Voice) -> list[str]:
    """The proposals that could be chosen, as the portfolio lists them."""
    return [id for id in voice.proposals if voice.explanations.get(id, {}).get("outcome") in CHOOSABLE]


def granted_of(voice: Voice, value: Data) -> int | None:
    """The kronor that the funds would grant a version; None where its costs are not known (convention §17)."""
    proposal = part(voice.proposals, str(value.get("proposal")))
    versions = {version.get("id"): version for version in rows(proposal, "alternatives")}
    version = versions.get(value.get("alternative"), {})
    if "costs" not in version:
        return None
    paid = (cost for cost in rows(version, "costs") if cost.get("fund") or rows(cost, "funds"))
    return sum(int(kronor) for cost in paid for kronor in part(cost, "per_year").values())


def spot_of(voice: Voice, id: str) -> Spot | None:
    """A proposal that could be chosen, with both amounts known; None where they are not."""
    value = shown_value(voice, id)
    granted = granted_of(voice, value) if value else None
    if granted is None or value.get("nnv") is None or unpriced.is_unpriced(value):
        return None
    chosen = voice.explanations[id].get("outcome") == "selected"
    return Spot(voice.proposal(id), granted, int(value["nnv"]), chosen)


def _table(voice: Voice, spots: list[Spot]) -> Table:
    ordered = sorted(spots, key=lambda spot: (not spot.chosen, -spot.nnv, spot.name))
    unit = unit_for(n for spot in spots for n in (spot.granted, spot.nnv))
    lines = tuple(
        Row(
            (
                Cell(spot.name),
                voice.amount(spot.granted, unit),
                voice.amount(spot.nnv, unit),
                Cell(voice.say("yes" if spot.chosen else "no")),
            )
        )
        for spot in ordered
    )
    caption = voice.say("caption.map", prices=voice.price_level, granted=voice.fund_prices)
    head = (*heads(voice, "proposal", "granted_all", "nnv", numbers=2), *heads(voice, "in_plan"))
    return Table("varde-tabell", voice.say("caption.money", caption=caption, unit=voice.unit(unit)), head, lines)
