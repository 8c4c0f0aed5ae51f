"""The sign of the program: two points on a line, one of them open."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme

_SIDE = 52.0


def draw_logo(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Draw the sign into the square `box`; it is the same in both directions."""
    ground, sign = theme.color("accent"), theme.color("on_accent")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _SIDE, box.height() / _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0, 0, _SIDE, _SIDE), 12, 12)
    painter.setPen(QPen(sign, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(26, 8), QPointF(26, 44))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sign)
    painter.drawEllipse(QPointF(26, 17.5), 6, 6)
    painter.drawEllipse(QPointF(26, 34.5), 7.6, 7.6)
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(26, 34.5), 3.9, 3.9)
    painter.restore()


def window_icon() -> QIcon:
    """Return the icon of the window, in the sizes that systems ask for."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_logo(painter, Theme(), QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Logo(QWidget):
    """The sign, `units` square."""

    def __init__(self, theme: Theme, units: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the sign's side in pixels."""
        side = self._theme.u(self._units)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        draw_logo(QPainter(self), self._theme, QRectF(self.rect()))
