"""A pill with a few words: how many days are left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Paragraph


class Pill(QWidget):
    """Words in a rounded frame; `notice` gives it the ground of a caution."""

    def __init__(self, theme: Theme, text: str, *, notice: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._notice = notice
        self._words = Paragraph(text, theme.font("label"), theme.line("label"), theme.rtl, lines=1)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole."""
        return QSize(self._words.natural_width() + self._theme.u(24), self._theme.height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._notice:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("notice_soft" if self._notice else "surface"))
        radius = self.height() / 2 - 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inset = theme.u(12)
        line = self._words.line
        box = QRectF(inset, (self.height() - line) / 2, self.width() - 2 * inset, line)
        self._words.draw(painter, box, theme.color("notice" if self._notice else "ink"))
