"""A field for a few lines of text."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit

from limbo_desktop.ui.theme import Theme


class LongText(QPlainTextEdit):
    """Plain text over `lines` lines; Tab goes to the next field."""

    def __init__(self, theme: Theme, name: str, *, lines: int = 3, style: str = "body") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font(style))
        self.setTabChangesFocus(True)
        # A line of the mixed stack of fonts is higher than the scale's, so room is made for it.
        height = max(theme.line(style), self.fontMetrics().lineSpacing())
        self.setFixedHeight(lines * height + theme.u(24))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll only the text that is being typed; else the page scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
