"""The ground on which pages lie, and how a message stands on it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.theme import Theme

_ABOVE = 1 / 3
"""Where the icon stands, from the top: a message has the half below."""


class Sunken(QWidget):
    """The ground on which pages lie, with an icon while there is no page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.icon = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        radius = self._theme.u(4)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.icon:
            side = self._theme.u(48)
            box = QRectF(0, 0, side, side)
            box.moveCenter(QPointF(self.width() / 2, self.height() * _ABOVE))
            draw_icon(painter, self._theme, self.icon, box, "ink3")


def in_the_lower_half(widget: QWidget) -> QWidget:
    """Return a page of the stack with `widget` in its lower half, in the middle of the line."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addStretch(3)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(2)
    return holder
