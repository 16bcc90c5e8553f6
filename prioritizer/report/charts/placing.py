"""Names beside dots, where there is room for them."""

from prioritizer.report.blocks import Label
from prioritizer.report.charts.lettering import width_of

HIGH, ABOVE, UNDER, HALO = 13.0, 11.5, 5.0, 2.0
"""How high a line of text is, how far it reaches above and under its foot, and beyond its ends, with its halo."""

Frame = tuple[float, float, float, float]


class Taken:
    """The places of a drawing that are taken, within a frame that nothing may leave."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.frame: Frame = (left, top, right, bottom)
        self.places: list[Frame] = []

    def add(self, left: float, top: float, right: float, bottom: float) -> None:
        """Take a place."""
        self.places.append((left, top, right, bottom))

    def is_free(self, frame: Frame) -> bool:
        """Whether nothing stands there and it is within the frame."""
        left, top, right, bottom = frame
        within = self.frame[0] <= left and self.frame[1] <= top and right <= self.frame[2] and bottom <= self.frame[3]
        return within and not any(
            left < there[2] and there[0] < right and top < there[3] and there[1] < bottom for there in self.places
        )

    def beside(self, x: float, y: float, away: float, text: str, role: str) -> list[Label]:
        """A label to the right of a point, or left, over or under it; none where each of these is taken."""
        wide = width_of(text, bold=role == "value")
        for left, foot in (
            (x + away, y + 4),
            (x - away - wide, y + 4),
            (x - wide / 2, y - away - 3),
            (x - wide / 2, y + away + HIGH),
            (x + away * 0.6, y - away - 3),
            (x + away * 0.6, y + away + 9),
            (x - away * 0.6 - wide, y - away - 3),
            (x - away * 0.6 - wide, y + away + 9),
        ):
            frame = (left - HALO, foot - ABOVE, left + wide + HALO, foot + UNDER)
            if self.is_free(frame):
                self.places.append(frame)
                return [Label(left, foot, text, role)]
        return []
