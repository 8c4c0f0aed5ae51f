"""Text of several lines that grows with what is written, in the direction of its own script."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.direction import direction_of

_MOST_HEIGHT: Final = 420


class GrowingText(QPlainTextEdit):
    """Several lines that grow with what is written; Tab goes on to the next field."""

    def __init__(self, theme: Theme, name: str, *, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self._theme = theme
        self._least = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.font("body"))
        self.setTabChangesFocus(True)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Follow the text: its direction by the first strong letter, its height by its lines."""
        base = self._theme.direction
        direction = direction_of(self.toPlainText(), otherwise=base)
        option = self.document().defaultTextOption()
        if option.textDirection() is not direction:
            option.setTextDirection(direction)
            rtl = direction is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)
        self._fit()

    def _fit(self) -> None:
        u = self._theme.u
        layout = self.document().documentLayout()
        written = 0.0
        block = self.document().firstBlock()
        while block.isValid() and written < u(_MOST_HEIGHT):
            written += layout.blockBoundingRect(block).height()
            block = block.next()
        least = self._least * self._theme.line("body")
        inner = max(least, min(u(_MOST_HEIGHT), math.ceil(written)))
        # A bar beside a text that fits would take room from its lines while the height follows.
        scrolls = written > u(_MOST_HEIGHT)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        height = inner + 2 * u(8) + 2 * int(self.document().documentMargin()) + 2
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at the new width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a width for a line of text."""
        return QSize(self._theme.u(240), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the screen."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
