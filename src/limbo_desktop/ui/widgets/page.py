"""A whole window's page on paper: long ones scroll, nothing is ever cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme


class Page(QWidget):
    """Add widgets to `column`; the page scrolls up and down when they need more room.

    `width` in units centres the column at that width; 0 lets it fill the window.
    """

    def __init__(self, theme: Theme, *, width: int = 0, margin: int = 24) -> None:
        super().__init__()
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        # Made here, since asking C++ for its own makes the bindings look through every widget
        # class there is, which costs a tenth of the start.
        self._port = QWidget()
        self.area.setViewport(self._port)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        holder = QWidget()
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setSpacing(0)
        edge = theme.u(margin)
        self.column.setContentsMargins(edge, edge, edge, edge)
        if width:
            inner.setMaximumWidth(theme.u(width))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        self.area.setWidget(holder)
        outer.addWidget(self.area)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), self._theme.color("paper"))
