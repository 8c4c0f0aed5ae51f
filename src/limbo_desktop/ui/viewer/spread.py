"""Where pages lie under one another: sizes, turns and a zoom → rectangles in pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FIT_WIDTH: Final = "width"
FIT_PAGE: Final = "page"
FACTORS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
"""What the steps of larger and smaller go through; 1.0 is 96 pixels to the inch."""

_PER_POINT: Final = 96 / 72
_LEAST: Final = 16.0
_LARGEST: Final = 20_000.0
"""Pixels of the longest side of a page that is laid out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A page in pixels of the content: `x` from its left edge, `y` from the first page's top."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Pages as they lie, the size of all of them, and each one's share of its size in points."""

    boxes: tuple[Box, ...]
    width: float
    height: float
    factors: tuple[float, ...]

    def at(self, y: float) -> int:
        """Return the index of the page at a height, the nearest one between two."""
        tops = [box.y for box in self.boxes]
        index = max(0, bisect_right(tops, y) - 1)
        if index + 1 < len(self.boxes):
            end = self.boxes[index].y + self.boxes[index].height
            if y > (end + self.boxes[index + 1].y) / 2:
                return index + 1
        return index

    def between(self, top: float, bottom: float) -> range:
        """Return the indexes of the pages of which something lies between two heights."""
        tops = [box.y for box in self.boxes]
        first = max(0, bisect_right(tops, top) - 1)
        while first < len(self.boxes) and self.boxes[first].y + self.boxes[first].height < top:
            first += 1
        return range(first, max(first, bisect_right(tops, bottom)))


def spread(
    sizes: Sequence[tuple[float, float]],
    turns: Sequence[int],
    zoom: str,
    room: tuple[float, float],
    gap: float,
    scale: float = 1.0,
) -> Spread:
    """Lay pages out: `sizes` in points, `turns` in degrees, `room` in pixels.

    `zoom` is FIT_WIDTH, FIT_PAGE or a number as text; `scale` is that of the person's text.
    """
    y, boxes, factors = gap, [], []
    alone = zoom == FIT_PAGE  # each page has the room to itself
    for size, turn in zip(sizes, turns, strict=True):
        width, height = size if turn % 180 == 0 else (size[1], size[0])
        factor = _factor(zoom, width, height, room, gap) if zoom in (FIT_WIDTH, FIT_PAGE) else 0.0
        factor = factor or float(zoom) * _PER_POINT * scale
        factor = min(max(factor, _LEAST / max(width, height)), _LARGEST / max(width, height))
        cell = max(height * factor, room[1] - gap) if alone else height * factor
        top = y + (cell - height * factor) / 2
        boxes.append(Box(0.0, top, width * factor, height * factor))
        factors.append(factor)
        y += cell + gap
    widest = max((box.width for box in boxes), default=0.0) + 2 * gap
    across = max(widest, room[0])
    placed = (Box((across - box.width) / 2, box.y, box.width, box.height) for box in boxes)
    return Spread(tuple(placed), across, y, tuple(factors))


def _factor(zoom: str, width: float, height: float, room: tuple[float, float], gap: float) -> float:
    across = max(_LEAST, room[0] - 2 * gap) / width
    return across if zoom == FIT_WIDTH else min(across, max(_LEAST, room[1] - 2 * gap) / height)


def stepped(factor: float, step: int) -> float:
    """Return the next larger (`step` 1) or smaller (-1) of the factors."""
    wanted = [each for each in FACTORS if (each - factor) * step > 0.01]
    if not wanted:
        return FACTORS[-1] if step > 0 else FACTORS[0]
    return min(wanted) if step > 0 else max(wanted)
