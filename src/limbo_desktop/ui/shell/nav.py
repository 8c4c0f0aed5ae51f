"""A button of the rail: icon and word, or the icon alone with its word as tooltip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.paragraph import Paragraph


class NavButton(QAbstractButton):
    """Marks the screen that is shown with a bar at the line's start, a surface and bold words."""

    def __init__(self, theme: Theme, text: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._words = True
        self._low = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_room(self, *, words: bool, low: bool) -> None:
        """Show the word or not; `low` is the height of a very short window."""
        self._words, self._low = words, low
        self.setToolTip("" if words else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the button's height and the least width."""
        height = self._theme.u(38) if self._low else self._theme.height("nav")
        return QSize(self._theme.u(40), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same as `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, bar, icon and word."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setBrush(theme.color("surface" if chosen else "press"))
            painter.drawRoundedRect(QRectF(self.rect()), u(RADIUS), u(RADIUS))
        if chosen:
            painter.setBrush(theme.color("accent"))
            bar = QRectF(0, 0, u(3), self.height() - u(20))
            bar.moveTop(u(10))
            painter.drawRoundedRect(self._mirrored(bar), 1.5, 1.5)
        side = u(20)
        x = u(12) if self._words else (self.width() - side) / 2
        place = QRectF(x, (self.height() - side) / 2, side, side)
        token = "accent" if chosen else "ink2"
        draw_icon(painter, theme, self._icon_name, self._mirrored(place), token)
        if self._words:
            style = "title" if chosen else "body"
            paragraph = Paragraph(
                self.text(), theme.font(style), theme.line(style), theme.rtl, lines=1
            )
            left = u(44)
            words = QRectF(
                left,
                (self.height() - paragraph.line) / 2,
                self.width() - left - u(4),
                paragraph.line,
            )
            ink = theme.color("ink" if chosen else "ink2")
            paragraph.draw(painter, self._mirrored(words), ink)

    def _mirrored(self, box: QRectF) -> QRectF:
        if self._theme.rtl:
            box.moveLeft(self.width() - box.right())
        return box
