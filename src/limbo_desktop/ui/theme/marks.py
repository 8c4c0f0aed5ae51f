"""Paints the marks of kinds: filled when the day is exact, outlined for spans, dashed if unsure."""

from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from limbo_desktop.case.marks import (
    BOX,
    DASH,
    ICON_STROKE,
    LANE_MARKS,
    OUTLINE,
    RING,
    Mark,
    segments,
)
from limbo_desktop.ui.theme.icons import tinted
from limbo_desktop.ui.theme.theme import Theme

LIST: Final = 28
PANEL: Final = 34
SMALL: Final = 15


class MarkState(Enum):
    """How sure the date is: an exact day, a span or still going on, or approximate."""

    EXACT = "exact"
    SPAN = "span"
    UNSURE = "unsure"


@lru_cache(maxsize=64)
def outline(shape_path: str, *, mirror: bool) -> QPainterPath:
    """Return `shape_path` (28 box) as a painter path, mirrored at x = 14 when asked."""
    path = QPainterPath()
    for command, numbers in segments(shape_path):
        if command == "M":
            path.moveTo(*numbers)
        elif command == "L":
            path.lineTo(*numbers)
        elif command == "C":
            x1, y1, x2, y2, x, y = numbers
            path.cubicTo(QPointF(x1, y1), QPointF(x2, y2), QPointF(x, y))
        else:
            path.closeSubpath()
    if mirror:
        return QTransform(-1, 0, 0, 1, BOX, 0).map(path)
    return path


def draw_mark(
    painter: QPainter,
    theme: Theme,
    mark: Mark,
    box: QRectF,
    state: MarkState = MarkState.EXACT,
    *,
    background: str = "surface",
    with_icon: bool = True,
) -> None:
    """Draw `mark` into the square `box` in painter coordinates.

    Outlined marks are filled with the `background` token, so that the spine behind does not cross
    them.  Leave the icon away (`with_icon`) below 22 units, where it would be a blot.
    """
    fill = QColor(mark.dark if theme.dark else mark.light)
    soft = QColor(mark.dark_soft if theme.dark else mark.light_soft)
    scale = box.width() / BOX
    path = outline(mark.shape_path, mirror=theme.rtl and mark.directed)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(scale, scale)
    solid = state is MarkState.EXACT and not mark.ring
    if solid:
        painter.fillPath(path, fill)
    else:
        exact_ring = mark.ring and state is MarkState.EXACT
        painter.fillPath(path, soft if exact_ring else theme.color(background))
        painter.strokePath(_inside(path), _pen(fill, mark, state, scale))
    painter.restore()
    if with_icon:
        token = theme.hex("mark_icon") if solid else fill.name()
        _draw_icon(painter, mark, box, scale, token, mirror=theme.rtl and mark.directed)


def _inside(path: QPainterPath) -> QPainterPath:
    """Return `path` drawn in by half a line, so that an outlined mark is as large as a filled."""
    share = (BOX - OUTLINE) / BOX
    centre = BOX / 2
    shift = QTransform().translate(centre, centre).scale(share, share).translate(-centre, -centre)
    return shift.map(path)


def _pen(fill: QColor, mark: Mark, state: MarkState, scale: float) -> QPen:
    width = RING if mark.ring and state is MarkState.EXACT else OUTLINE
    pen = QPen(fill, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if state is MarkState.UNSURE:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / width for length in DASH])
    if scale < 0.7 and not mark.ring:
        # A small mark keeps a line that can be seen: 1.5 px at the size of the picture.
        pen.setWidthF(1.5 / scale)
    return pen


def _draw_icon(
    painter: QPainter, mark: Mark, box: QRectF, scale: float, colour: str, *, mirror: bool
) -> None:
    device = painter.device()
    dpr = device.devicePixelRatioF() if device is not None else 1.0
    side = mark.icon_size * scale
    pixmap = tinted(mark.icon, colour, max(1, round(side * dpr)), ICON_STROKE, mirror=False)
    x = BOX - mark.icon_x if mirror else mark.icon_x
    place = QRectF(0, 0, side, side)
    place.moveCenter(box.topLeft() + QPointF(x * scale, mark.icon_y * scale))
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))


def draw_lane_shape(
    painter: QPainter, theme: Theme, lane: str, box: QRectF, *, hollow: bool = False
) -> None:
    """Draw the small shape of `lane` (or `documents`) into the square `box`; `hollow` when off."""
    mark = LANE_MARKS[lane]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / BOX, box.height() / BOX)
    path = outline(mark.shape_path, mirror=theme.rtl and mark.directed)
    colour = QColor(mark.dark if theme.dark else mark.light)
    if hollow:
        painter.strokePath(path, QPen(theme.color("ink3"), 1.5 * BOX / box.width()))
    else:
        painter.fillPath(path, colour)
    painter.restore()


def lane_color(theme: Theme, lane: str) -> QColor:
    """Return the colour of `lane` in this theme."""
    mark = LANE_MARKS[lane]
    return QColor(mark.dark if theme.dark else mark.light)
