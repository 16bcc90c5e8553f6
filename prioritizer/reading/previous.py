"""The plan that a portfolio rolls forward, from its record or from the answer to `select` (F9)."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from prioritizer.model.fault import Fault, fault
from prioritizer.model.plan import Key
from prioritizer.model.roll_forward import Previous
from prioritizer.reading.files import is_there, shown
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located

_AT = "previous_plan"


def read_previous(located: Located, written: str, folder: Path) -> tuple[Previous | None, list[Fault]]:
    """Read the plan that `previous_plan` names.

    Args:
        located: The portfolio's file.
        written: What stands there: a path from the portfolio's folder.
        folder: That folder.

    Returns:
        The plan, or None with the fault: there is no such file, it is no record and no answer, it has a
        proposal more than once, or it has no plan.
    """
    path, place = folder / written, located.place((_AT,))
    if not is_there(path) or not path.is_file():
        beside = [found.name for found in path.parent.iterdir()] if is_there(path.parent) else []
        near = nearest(path.name, beside)
        told = (Path(written).parent / near).as_posix() if near else ""
        return None, [fault(place, _AT, "missing_previous", told, file=shown(written))]
    raw = path.read_bytes()
    try:
        answer = json.loads(raw.decode("utf-8-sig"))
        plan = answer.get("plan", answer)
        chosen = () if plan is None else tuple(_key(version) for version in plan["selected"])
        titles = {str(p["id"]): str(p["title"]) for p in answer.get("portfolio", {}).get("proposals", ())}
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None, [fault(place, _AT, "previous_unreadable", file=shown(written))]
    counted = Counter(proposal for proposal, _, _ in chosen)
    if twice := sorted(proposal for proposal, times in counted.items() if times > 1):
        return None, [fault(place, _AT, "previous_twice", file=shown(written), proposals=", ".join(map(shown, twice)))]
    if not chosen:
        return None, [fault(place, _AT, "previous_without_plan", file=shown(written))]
    named = path.name if Path(written).is_absolute() else Path(written).as_posix()
    return Previous(named, sha256(raw).hexdigest(), chosen, titles), []


def _key(version: Any) -> Key:
    """A chosen version as answers name it.

    Raises:
        TypeError: It is not one.
    """
    proposal, alternative, start = version["proposal"], version["alternative"], version["start_year"]
    is_key = isinstance(proposal, str) and isinstance(alternative, str | None) and isinstance(start, int | None)
    # True is a whole number to Python, and no year.
    is_key = is_key and not isinstance(start, bool)
    if not is_key:
        raise TypeError
    return proposal, alternative, start
