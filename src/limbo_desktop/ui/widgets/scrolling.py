"""A card whose content scrolls up and down when it needs more room than there is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Card


class ScrollingColumn(QScrollArea):
    """Add widgets to `column`; `padding` in units."""

    def __init__(self, theme: Theme, *, padding: int = 0, spacing: int = 8) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        inset = theme.u(padding)
        self.column.setContentsMargins(inset, inset, inset, inset)
        self.column.setSpacing(theme.u(spacing))
        self.setWidget(inner)


class ScrollingCard(Card):
    """A card of the panel: add widgets to `body`; what is added to `foot` does not scroll."""

    def __init__(self, theme: Theme, *, spacing: int = 8) -> None:
        super().__init__(theme, padding=1, spacing=0)
        self.area = ScrollingColumn(theme, padding=19, spacing=spacing)
        self.body = self.area.column
        self.column.addWidget(self.area, 1)
        self.foot = QVBoxLayout()
        edge = theme.u(19)
        self.foot.setContentsMargins(edge, 0, edge, 0)
        self.column.addLayout(self.foot)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget that was just shown or has moved, once it has its place."""

    def scroll() -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)

    QTimer.singleShot(0, widget, scroll)
