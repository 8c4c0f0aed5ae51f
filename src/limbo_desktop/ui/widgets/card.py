"""A card: a surface with a hairline round it, for panels and groups."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS_CARD


class Card(QWidget):
    """A column on a surface; add widgets to `column`.  `padding` is in units."""

    def __init__(
        self,
        theme: Theme,
        *,
        padding: int = 20,
        spacing: int = 8,
        token: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = token
        self.column = QVBoxLayout(self)
        inset = theme.u(padding)
        self.column.setContentsMargins(inset, inset, inset, inset)
        self.column.setSpacing(theme.u(spacing))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color(self._token))
        radius = self._theme.u(RADIUS_CARD)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Rule(QWidget):
    """A hairline across, or down when `vertical`."""

    def __init__(self, theme: Theme, *, vertical: bool = False) -> None:
        super().__init__()
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))
