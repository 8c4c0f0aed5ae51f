"""What is covered until the person asks: a hatch, words that say so, and a link that shows it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS_SMALL
from limbo_desktop.ui.widgets.buttons import Button, ButtonKind
from limbo_desktop.ui.widgets.icon_label import IconPicture
from limbo_desktop.ui.widgets.label import Label
from limbo_desktop.ui.widgets.painting import draw_hatch


class _Patch(QWidget):
    """A patch of surface on the hatch, so that what stands on it can be read."""

    def __init__(self, theme: Theme, inner: QWidget, padding: int) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.u(padding), 0, theme.u(padding), 0)
        row.addWidget(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface"))
        radius = self._theme.u(RADIUS_SMALL)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class Covered(QWidget):
    """Stands in place of a covered text or picture; `revealed` when the person asks to see it.

    `words` say that it is covered, `show` is the link's text.  What is covered is never given to
    this widget, so neither a screen reader nor a selection can reach it.
    """

    revealed = Signal()

    def __init__(
        self, theme: Theme, words: str, show: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        u = theme.u
        self.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(u(12), u(5), u(12), u(5))
        row.setSpacing(u(8))
        row.addWidget(IconPicture(theme, "eye-off", "ink"))
        row.addWidget(_Patch(theme, Label(theme, words, "label"), 8))
        row.addStretch(1)
        self.link = Button(theme, show, ButtonKind.LINK, height="small_button")
        self.link.setAccessibleDescription(words)
        self.link.clicked.connect(self.revealed)
        row.addWidget(_Patch(theme, self.link, 0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hatch."""
        draw_hatch(QPainter(self), self._theme, QRectF(self.rect()))
