"""Small things that several widgets paint: hatch, key cap, progress line."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS, RADIUS_SMALL

HATCH: Final = 5


def draw_hatch(painter: QPainter, theme: Theme, box: QRectF, radius: int = RADIUS) -> None:
    """Fill `box` with the diagonal hatch of what is covered, framed by a line of the edge."""
    rounding = theme.u(radius)
    frame = QPainterPath()
    frame.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), rounding, rounding)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(frame, theme.color("sunken"))
    painter.setClipPath(frame)
    step = theme.u(HATCH) * 2**0.5
    x = box.left() - box.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    while x < box.right():
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, box.bottom()),
                    QPointF(x + step, box.bottom()),
                    QPointF(x + step + box.height(), box.top()),
                    QPointF(x + box.height(), box.top()),
                ]
            )
        )
        x += 2 * step
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawPath(frame)
    painter.restore()


def key_cap_width(theme: Theme, keys: str) -> int:
    """Return the width in pixels of the key cap that shows `keys`."""
    advance = QFontMetricsF(theme.font("tiny")).horizontalAdvance(keys)
    return int(advance) + theme.u(12)


def draw_key_cap(painter: QPainter, theme: Theme, keys: str, box: QRectF) -> None:
    """Draw a key cap that fills `box`; keys are left-to-right in every layout."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.setBrush(theme.color("surface"))
    rounding = theme.u(RADIUS_SMALL)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), rounding, rounding)
    painter.setPen(theme.color("ink2"))
    painter.setFont(theme.font("tiny"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def draw_progress(
    painter: QPainter, theme: Theme, box: QRectF, share: float, token: str = "accent"
) -> None:
    """Draw a bar filled from the line's start to `share` (0 to 1) of `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    rounding = box.height() / 2
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(box, rounding, rounding)
    filled = QRectF(box)
    filled.setWidth(box.width() * min(1.0, max(0.0, share)))
    if theme.rtl:
        filled.moveRight(box.right())
    if filled.width() >= 1:
        painter.setBrush(theme.color(token))
        painter.drawRoundedRect(filled, rounding, rounding)
    painter.restore()
