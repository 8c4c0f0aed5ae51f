"""The foot of an entry: more fields, and who sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.case.values import Value
from limbo_desktop.text.names import NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room
from limbo_desktop.ui.widgets import Button, Label, SegmentedSwitch

SHARES = ("private", "lawyer", "all")


class EntryFoot(QWidget):
    """`more_asked` for the further fields, `shared` with who may see the entry."""

    more_asked = Signal()
    shared = Signal(str)

    def __init__(self, theme: Theme, words: Words, share: str, more: int) -> None:
        super().__init__()
        self._theme = theme
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(u(24), 0, u(24), 0)
        row.setSpacing(u(12))
        text = words.n("{count} more field", "{count} more fields", more)
        self.more = Button(theme, text, icon="chevron-down", height="small_button")
        self.more.clicked.connect(self.more_asked)
        row.addWidget(self.more)
        row.addStretch(1)
        self._asks = Label(theme, words.t("Who will see this entry:"), "small", "ink2")
        row.addWidget(self._asks)
        options = [(each, words.t(NAMES[Value.SHARE][each])) for each in SHARES]
        self.switch = SegmentedSwitch(
            theme,
            words.t("Who sees it"),
            [(value, str(name)) for value, name in options],
            share if share in SHARES else "lawyer",
            height="small_button",
        )
        self.switch.changed.connect(self.shared)
        row.addWidget(self.switch)
        self.setFixedHeight(theme.height("foot"))

    def show_share(self, share: str) -> None:
        """Show who may see the entry now."""
        if share in SHARES:
            self.switch.choose(share)

    def apply_room(self, room: Room) -> None:
        """Leave the question away where there is no room: the switch has it as its name."""
        self._asks.setVisible(not room.one_column)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line above the foot."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))
