"""What the plan covers, as plain values of the record and the answers (E2, E9, E13, G5)."""

from prioritizer.model.coverage import Count, Coverage, Dimension, LevelCovered, SystemFaults
from prioritizer.register.plain import Plain, plain

STRATEGIC = ("strategic", "operative")


def coverage_answer(found: Coverage) -> Plain:
    """Counts, and granted kronor; a key that is null is for what is not stated."""
    return {
        **_count(found.chosen),
        "proposed": found.proposed,
        "by": [_dimension(dimension) for dimension in found.dimensions],
        "levels": [_level(level) for level in found.levels],
        "goal_levels": [
            {"goal": one.goal, "level": one.level, "proposals": one.proposals, "unknown": one.unknown}
            for one in found.goal_levels
        ],
        "shares": {aim: _share(found, aim) for aim in STRATEGIC},
        "system_faults": _faults(found.faults),
    }


def _count(count: Count) -> Plain:
    return {"proposals": count.proposals, "granted": plain(count.granted)}


def _dimension(dimension: Dimension) -> Plain:
    parts = [{"key": part.key, **_count(part.chosen), "proposed": part.proposed} for part in dimension.parts]
    return {"field": dimension.field, "several": dimension.several, "parts": parts}


def _level(level: LevelCovered) -> Plain:
    return {
        "level": level.level,
        **_count(level.reached),
        "not_reached": _count(level.missed),
        "unknown": _count(level.unknown),
        "proposed": level.proposed,
        "proposed_unknown": level.proposed_unknown,
    }


def _share(found: Coverage, aim: str) -> Plain | None:
    share = found.share("aim", aim)
    return None if share is None else {"low": float(share[0]), "high": float(share[1])}


def _faults(faults: SystemFaults) -> Plain:
    return {
        "areas": [
            {"area": area.area, "proposals": list(area.proposals), "in_plan": _count(area.chosen)}
            for area in faults.areas
        ],
        "signals": [
            {"proposal": one.proposal, "area": one.area, "says": one.says, "in_plan": one.chosen}
            for one in faults.signals
        ],
        "none": list(faults.none),
        "unknown": list(faults.unknown),
    }
