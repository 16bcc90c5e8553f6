"""How much room a text takes in a chart, and texts that keep to the room there is.

Nobody knows which font a reader has; the estimate is of a wide one, DejaVu Sans, so that what fits here fits there.
"""

import unicodedata

SIZE = 12.0
"""Size of all text in charts; a unit is a pixel."""
LEADING = 15.0
"""From one line of text to the next."""

THIN, BROAD, CUT = frozenset("fijlrtI.,:;!'|()[]/- "), frozenset("mwMW@%—…"), "…"
EM = {"thin": 0.36, "usual": 0.63, "capital": 0.74, "broad": 0.97, "other": 1.05}
BOLD = 1.12


def width_of(text: str, bold: bool = False) -> float:
    """About how many units wide a text is, and seldom less than it is."""
    return sum(_em(sign) for sign in text) * SIZE * (BOLD if bold else 1)


def _em(sign: str) -> float:
    base = unicodedata.normalize("NFD", sign)[0]
    if base in BROAD:
        return EM["broad"]
    if base in THIN or base.isspace():
        return EM["thin"]
    if ord(base) > 0x2122:
        return EM["other"]
    return EM["capital"] if base.isupper() else EM["usual"]


def shortened(text: str, room: float, bold: bool = False) -> str:
    """A text that keeps to a room, cut after a word where it can be, with three dots for what is left out.

    Example:
        >>> shortened("Intensiv lästräning i årskurs 1", 160)
        'Intensiv lästräning i…'
    """
    # No more signs than these fit, however thin they are.
    most = max(0, int(room / (EM["thin"] * SIZE))) + 1
    if len(text) <= most and width_of(text, bold) <= room:
        return text
    text = text[:most]
    while text and width_of(text + CUT, bold) > room:
        text = text[:-1]
    whole = text.rsplit(" ", 1)[0]
    return (whole if len(whole) > len(text) / 2 else text).rstrip(" ,–-") + CUT


def wrapped(text: str, room: float, lines: int = 2) -> list[str]:
    """A text on so many lines at most, each within the room; the last is cut where there is more.

    Example:
        >>> wrapped("Intensiv lästräning i årskurs 1", 160)
        ['Intensiv lästräning i', 'årskurs 1']
    """
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        line = [words.pop(0)]
        while words and width_of(" ".join([*line, words[0]])) <= room:
            line.append(words.pop(0))
        found.append(shortened(" ".join(line), room))
    return [*found, shortened(" ".join(words), room)] if words else found
