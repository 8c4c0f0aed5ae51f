"""What is where in the strip: marks in reach of the pointer, every bar under it, waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from limbo_desktop.case.picture.lane import MOST_TOLD
from limbo_desktop.case.picture.waiting import Pause
from limbo_desktop.ui.theme.marks import SMALL
from limbo_desktop.ui.timeline.plot import STEP, Plot


@dataclass(frozen=True, slots=True)
class Hit:
    """Something in the strip: its box, and the entries there (`size` of them) or the waiting."""

    box: QRectF
    entries: tuple[int, ...] = ()
    size: int = 0
    pause: Pause | None = None


def hit_at(hits: Sequence[Hit], plot: Plot, point: QPointF) -> Hit | None:
    """Return the nearest mark in reach, else every bar under `point` together, else waiting."""
    u = plot.theme.u
    lane = plot.y(plot.lane(point.y()))
    if abs(point.y() - lane) > u(STEP) / 2:
        return None
    here = [hit for hit in hits if abs(hit.box.center().y() - lane) < 1]
    marks = [
        hit
        for hit in here
        if hit.entries
        and hit.box.width() <= u(SMALL) + 1
        and abs(hit.box.center().x() - point.x()) <= u(SMALL) * 0.7
    ]
    if marks:
        return min(marks, key=lambda hit: abs(hit.box.center().x() - point.x()))
    under = [hit for hit in here if hit.box.left() <= point.x() <= hit.box.right()]
    bars = [hit for hit in under if hit.entries]
    if len(bars) < 2:
        return next(iter(bars or under), None)
    box = QRectF(point.x(), bars[0].box.top(), 1, bars[0].box.height())
    entries = sorted({number for hit in bars for number in hit.entries})
    return Hit(box, tuple(entries[:MOST_TOLD]), sum(hit.size for hit in bars))
