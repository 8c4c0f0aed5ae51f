"""What an entry in the picture is, said beside it: by the pointer or by the keyboard's focus."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets import Paragraph

_WIDEST: Final = 380
_ABOVE: Final = 6


class TipLine(NamedTuple):
    """One line: its words, and whether they are a title."""

    text: str
    title: bool = False


class PictureTip(QWidget):
    """A small card over the screen that takes neither focus nor pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[TipLine, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def lines(self) -> tuple[TipLine, ...]:
        """Return what is said."""
        return self._lines

    def tell(self, lines: tuple[TipLine, ...], beside: QRect) -> None:
        """Say `lines` under `beside` (in the parent's pixels), or over it if there is no room."""
        parent = self.parentWidget()
        if not lines or parent is None:
            self.hide()
            return
        self._lines = lines
        size, u = self.sizeHint(), self._theme.u
        top = beside.bottom() + u(_ABOVE)
        if top + size.height() > parent.height():
            top = beside.top() - u(_ABOVE) - size.height()
        left = beside.center().x() - size.width() // 2
        left = max(u(8), min(left, parent.width() - size.width() - u(8)))
        self.setGeometry(QRect(QPoint(left, top), size))
        self.raise_()
        self.show()
        self.update()

    def _paragraph(self, line: TipLine) -> Paragraph:
        theme = self._theme
        style = "label_bold" if line.title else "small"
        return Paragraph(line.text, theme.font(style), theme.line(style), theme.rtl, lines=1)

    def sizeHint(self) -> QSize:
        """Return the size that shows every line, long ones cut."""
        u = self._theme.u
        told = [self._paragraph(line) for line in self._lines]
        width = max((line.natural_width() for line in told), default=0)
        height = sum(line.line for line in told)
        return QSize(min(u(_WIDEST), width) + u(28), height + u(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its lines."""
        theme, u = self._theme, self._theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("surface"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, u(RADIUS), u(RADIUS))
        top = float(u(8))
        for line in self._lines:
            told = self._paragraph(line)
            box = QRectF(u(12), top, self.width() - u(24), told.line)
            told.draw(painter, box, theme.color("ink" if line.title else "ink2"))
            top += told.line
