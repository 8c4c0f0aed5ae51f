"""The small ruler of a year under an uncertain date: twelve months, the possible ones dashed."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from limbo_desktop.ui.theme import Theme

WIDTH: Final = 84
HEIGHT: Final = 10


def draw_ruler(
    painter: QPainter, theme: Theme, box: QRectF, months: tuple[int, int], colour: QColor
) -> None:
    """Draw a year into `box` with the span from the first to the last of `months` (1 to 12)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.color("edge")
    painter.setPen(QPen(edge, 1))
    step = (box.width() - 1) / 12
    bottom = box.bottom() - 0.5
    painter.drawLine(QLineF(box.left(), bottom, box.right(), bottom))
    for tick in range(13):
        x = box.left() + 0.5 + tick * step
        height = box.height() * (0.9 if tick in (0, 12) else 0.45)
        painter.drawLine(QLineF(x, bottom - height, x, bottom))
    first, last = months
    start, end = (first - 1) * step, last * step
    if theme.rtl:
        start, end = box.width() - end, box.width() - start
    height = box.height() * 0.6
    least = height * 1.7
    if end - start < least:
        start, end = (start + end - least) / 2, (start + end + least) / 2
    span = QRectF(box.left() + start, box.top() + 1, end - start, height)
    draw_dashed_span(painter, span, colour)
    painter.restore()


def draw_dashed_span(painter: QPainter, box: QRectF, colour: QColor, width: float = 1.5) -> None:
    """Draw the dashed pill that stands for “somewhere in here”."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width)
    pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    radius = min(box.height() / 2, 5.0)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()
