"""The help pages before any case is open, with the way back to the start."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.screens import row_of
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.widgets import Button, ButtonKind


class HelpPage(QWidget):
    """The help screen of the shell, alone in the window; `left` on Back and Esc."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._theme = session.theme
        u = self._theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(u(16), u(12), u(16), 0)
        back = Button(self._theme, session.words.t("Back"), ButtonKind.LINK, icon="arrow-left")
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)
        self.inner = row_of("help").make(session, "")
        column.addWidget(self.inner, 1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        self.setFocusProxy(back)

    def _escape(self) -> None:
        if not self.inner.close_inner():
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the screen for the window's size, as the shell does."""
        super().resizeEvent(event)
        self.inner.apply_room(room(self.width(), self.height(), self._theme.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), self._theme.color("paper"))
