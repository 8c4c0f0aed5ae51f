"""A key cap such as “Ctrl+L”, left-to-right in every layout."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.painting import draw_key_cap, key_cap_width


class KeyCap(QWidget):
    """Shows `keys`; its accessible name is the keys."""

    def __init__(self, theme: Theme, keys: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        return QSize(key_cap_width(self._theme, self._keys), self._theme.u(19))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        draw_key_cap(QPainter(self), self._theme, self._keys, QRectF(self.rect()))
