"""The rail: the screens to go to, help and settings, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.lock_card import LockCard
from limbo_desktop.ui.shell.nav import NavButton
from limbo_desktop.ui.shell.screens import SCREENS, ScreenRow
from limbo_desktop.ui.theme.metrics import Room
from limbo_desktop.ui.widgets.label import Label
from limbo_desktop.ui.widgets.logo import Logo


class Rail(QWidget):
    """Tells `chosen` with a screen's name; narrow it shows icons with tooltips.

    In a very short window Help and Settings stand behind one button.
    """

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._theme = session.theme
        self._words = session.words
        u = self._theme.u
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(u(8), 0, u(9), u(12))
        column.setSpacing(0)
        self._brand = self._make_brand()
        column.addWidget(self._brand)
        for row in SCREENS:
            if row.place == "top":
                column.addWidget(self._button(row))
        column.addStretch(1)
        self._more = NavButton(self._theme, self._words.t("More"), "ellipsis")
        self._more.setCheckable(False)
        self._more.clicked.connect(self._open_more)
        column.addWidget(self._more)
        for row in SCREENS:
            if row.place == "foot":
                column.addWidget(self._button(row))
        column.addSpacing(u(10))
        self.lock_card = LockCard(self._theme, self._words)
        self.lock_card.clicked.connect(self._lock)
        column.addWidget(self.lock_card)

    def _lock(self) -> None:
        self._session.lock()

    def _make_brand(self) -> QWidget:
        u = self._theme.u
        brand = QWidget()
        row = QHBoxLayout(brand)
        row.setContentsMargins(u(12), u(12), 0, u(12))
        row.setSpacing(u(11))
        self._logo = Logo(self._theme, 26)
        self._name = Label(self._theme, "Limbo", "title")
        row.addWidget(self._logo)
        row.addWidget(self._name)
        row.addStretch(1)
        brand.setFixedHeight(u(60))
        return brand

    def _button(self, row: ScreenRow) -> NavButton:
        button = NavButton(self._theme, self._words.t(row.title), row.icon)
        button.setAutoExclusive(False)
        button.clicked.connect(lambda: self.chosen.emit(row.name))
        self._buttons[row.name] = button
        return button

    def mark(self, name: str) -> None:
        """Mark the button of the screen `name` as the one that is shown."""
        for key, button in self._buttons.items():
            button.setChecked(key == name)

    def apply_room(self, room: Room) -> None:
        """Be wide with words, or narrow, as the window allows."""
        u = self._theme.u
        self.setFixedWidth(u(room.rail))
        self._brand.setVisible(not room.tight)
        self._name.setVisible(room.words)
        layout = self._brand.layout()
        if layout is not None:
            layout.setContentsMargins(u(12) if room.words else u(10), u(12), 0, u(12))
        own = self.layout()
        if own is not None:
            edge = u(8) if room.rail > 60 else u(6)
            own.setContentsMargins(edge, u(6) if room.tight else 0, edge + 1, u(12))
        self._more.setVisible(room.tight)
        self._more.set_room(words=room.words, low=room.tight)
        for row in SCREENS:
            button = self._buttons.get(row.name)
            if button is not None:
                button.set_room(words=room.words, low=room.tight)
                button.setVisible(row.place != "foot" or not room.tight)
        self.lock_card.set_room(words=room.words)

    def _open_more(self) -> None:
        menu = QMenu(self)
        for row in SCREENS:
            if row.place == "foot":
                action = menu.addAction(self._words.t(row.title))
                action.triggered.connect(lambda _checked=False, n=row.name: self.chosen.emit(n))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def sizeHint(self) -> QSize:
        """Return the rail's width; its height is the window's."""
        return QSize(self.minimumWidth(), self._theme.u(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sunken ground and the hairline towards the screen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        x = 0 if self._theme.rtl else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self._theme.color("line"))
