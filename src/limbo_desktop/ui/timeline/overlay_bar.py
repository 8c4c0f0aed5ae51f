"""A scroll bar laid over the end of a view, so that its rows keep the whole width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from limbo_desktop.ui.theme import Theme


class OverlayBar(QScrollBar):
    """Follows the hidden scroll bar of `area` and moves it."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._theme = theme
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = area.verticalScrollBar()
        self._inner.rangeChanged.connect(self._follow_range)
        self._inner.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._inner.setValue)

    def _follow_range(self, least: int, most: int) -> None:
        self.setRange(least, most)
        self.setPageStep(self._inner.pageStep())
        self.setSingleStep(self._inner.singleStep())
        self.setValue(self._inner.value())
        self.setVisible(most > least)

    def place(self) -> None:
        """Stand at the end of the area's lines; called after a resize."""
        u = self._theme.u
        width = u(10)
        x = 0 if self._theme.rtl else self._area.width() - width
        self.setGeometry(x, u(4), width, self._area.height() - u(8))
