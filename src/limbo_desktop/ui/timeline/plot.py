"""Where things stand in the strip: days to pixels and back, mirrored in Arabic; lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.picture.scale import Scale
from limbo_desktop.ui.theme import Theme

ROWS: Final = {lane.name: index for index, lane in enumerate(LANES)}
LABELS: Final = 150
TOOLS: Final = 50
_FIRST: Final = 20
STEP: Final = 20
AXIS: Final = 112


@dataclass(frozen=True, slots=True)
class Plot:
    """The strip at one size and scale: `start` pixels of labels, `width` of time, from line start.

    `whole` is the width of the widget.
    """

    theme: Theme
    scale: Scale
    start: float
    width: float
    whole: float

    @property
    def day(self) -> float:
        """How many days a pixel is."""
        return self.scale.days / self.width

    def x(self, ordinal: float) -> float:
        """Return where an ordinal day is."""
        return self.mirrored(self.start + self.scale.place(ordinal) * self.width)

    def mirrored(self, x: float) -> float:
        """Return `x`, counted from the line's start, from the left."""
        return self.whole - x if self.theme.rtl else x

    def place(self, x: float) -> float:
        """Return the place of the scale at a pixel."""
        return (self.mirrored(x) - self.start) / self.width

    def y(self, lane: str) -> float:
        """Return the middle of a lane."""
        return float(self.theme.u(_FIRST + STEP * ROWS[lane]))

    def lane(self, y: float) -> str:
        """Return the lane nearest to a height."""
        row = round((y - self.theme.u(_FIRST)) / self.theme.u(STEP))
        return LANES[min(max(0, row), len(LANES) - 1)].name
