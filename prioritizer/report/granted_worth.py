"""What each proposal is worth against what it would be granted, drawn and as a table."""

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Row, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.value_map import Spot, value_map
from prioritizer.report.reasons import shown_value
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import unit_for

CHOOSABLE = ("selected", "not_selected")


def worth_against_granted(voice: Voice) -> list[Block]:
    """A dot for each proposal that could be chosen, in the version that is shown; nothing where too few are known."""
    spots = [spot for id in choosable(voice) if (spot := spot_of(voice, id))]
    chart = value_map(voice, "varde-diagram", spots, len(rows(voice.plan, "selected")))
    if not chart:
        return []
    missing = len(choosable(voice)) - len(spots)
    caption = voice.count("chart.map_missing", missing) if missing else ""
    return with_table(voice, chart, _table(voice, spots), caption)


def choosable(voice: Voice) -> list[str]:
    """The proposals that could be chosen, as the portfolio lists them."""
    return [id for id in voice.proposals if voice.explanations.get(id, {}).get("outcome") in CHOOSABLE]


def granted_of(voice: Voice, value: Data) -> int | None:
    """The kronor that the funds would grant a version; None where its costs are not known (convention §17)."""
    proposal = part(voice.proposals, str(value.get("proposal")))
    versions = {version.get("id"): version for version in rows(proposal, "alternatives")}
    version = part(versions, value.get("alternative"))  # type: ignore[arg-type]  # a head version has no id
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
