"""The frame round the screens: makes them when first shown and goes from one to the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from limbo_desktop.ui.documents.background import Background
from limbo_desktop.ui.documents.preparing import Preparing
from limbo_desktop.ui.notices import Kind, Message
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.shell.banner import Banner, LockSoon
from limbo_desktop.ui.shell.rail import Rail
from limbo_desktop.ui.shell.readying import Readying
from limbo_desktop.ui.shell.screens import FIRST, SCREENS, row_of
from limbo_desktop.ui.shell.undoing import Undoing
from limbo_desktop.ui.theme.metrics import Room, room

_KEEP: Final = ("top", "foot")


class Shell(QWidget):
    """Rail, banner and the screens; the session's navigator while it stands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._theme = session.theme
        self._kept: dict[str, Screen] = {}
        self._trail: list[tuple[str, str]] = []
        self._shown: tuple[str, str] = ("", "")
        self._room = room(1280, 800, self._theme.scale)
        # Before its first folding a rail may ask for more height than the window has.
        self.setMinimumSize(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(session)
        self.rail.chosen.connect(self._from_rail)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._soon = LockSoon(session)
        column.addWidget(self._soon)
        self._readying = Readying(session)
        column.addWidget(self._readying)
        self._banner = Banner(session)
        column.addWidget(self._banner)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.undoing = Undoing(session, self.flush, self._banner)
        self._bind_keys()
        session.set_navigator(self)
        session.damage_met.connect(self._tell_damage)
        self._background = Background(session, self)
        self._preparing = Preparing(session, self)

    def _bind_keys(self) -> None:
        keys = {
            "Ctrl+N": lambda: self._screen_call("new_record"),
            "Ctrl+F": lambda: self._screen_call("start_search"),
            "Ctrl+Shift+F": lambda: self.go("search"),
            "Ctrl+S": lambda: self._screen_call("save_now"),
            "Ctrl+Z": self.undoing.undo,
            "Ctrl+Shift+Z": self.undoing.redo,
            "Ctrl+Y": self.undoing.redo,
            "Esc": self._escape,
            "F1": lambda: self.go("help"),
            "Alt+Left": self.back,
        }
        for keys_text, call in keys.items():
            shortcut = QShortcut(QKeySequence(keys_text), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(call)
        for number, entry in enumerate((r for r in SCREENS if r.place == "top"), 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda name=entry.name: self._from_rail(name))

    @property
    def screen_shown(self) -> Screen | None:
        """Return the screen that is shown, None before the first."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    @property
    def place(self) -> tuple[str, str]:
        """Return the name and argument of what is shown."""
        return self._shown

    def start(self, place: tuple[str, str] = (FIRST, "")) -> None:
        """Show the first screen; files that came in are read meanwhile."""
        self._begin_work()
        self._show(*place)

    def _begin_work(self) -> None:
        """Begin what is done meanwhile, or go on with it in a new language."""
        self._background.start()
        self._preparing.start()
        self._readying.start()

    def go(self, screen: str, argument: str = "") -> None:
        """Show `screen` about `argument`; the way back is remembered."""
        if self._shown[0]:
            self._trail.append(self._shown)
        self._show(screen, argument)

    def back(self) -> None:
        """Show what was shown before; nothing happens at the first screen."""
        if self._trail:
            self._show(*self._trail.pop())

    def stay(self, argument: str) -> None:
        """Note what the screen that is shown is about by now."""
        self._shown = (self._shown[0], argument)

    def say(self, message: Message) -> None:
        """Show `message` above the screen, at once or when it is its turn."""
        self._banner.say(message)

    def _tell_damage(self, text: str) -> None:
        """Say that the file is damaged; what still reads is told once the case is closed."""
        action = self._session.words.t("See what still reads")

        def look() -> None:
            self._session.lock("damaged")

        self.say(Message(Kind.CASE, lambda _: text, action=action, act=look))

    def show_time_left(self, seconds: int) -> None:
        """Show how long it is until the lock; in the last minute a card says it in words."""
        total = self._session.preferences.lock_minutes * 60
        self.rail.lock_card.set_left(seconds, total)
        self._soon.show_left(seconds)

    def _from_rail(self, name: str) -> None:
        self._trail.clear()
        self._show(name, "")

    def _show(self, name: str, argument: str) -> None:
        row = row_of(name)
        leaving = self.screen_shown
        if leaving is not None:
            leaving.flush()
        keep = row.place in _KEEP and not argument
        screen = self._kept.get(name) if keep else None
        if screen is None:
            screen = row.make(self._session, argument)
            self._stack.addWidget(screen)
            if keep:
                self._kept[name] = screen
        self._stack.setCurrentWidget(screen)
        screen.apply_room(self._room)
        if leaving is not None and leaving not in self._kept.values() and leaving is not screen:
            self._stack.removeWidget(leaving)
            leaving.deleteLater()
        self._shown = (name, argument)
        self.rail.mark(name if row.place in _KEEP else row.place)
        self._banner.leave()
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand over what any screen has not saved yet."""
        for index in range(self._stack.count()):
            screen = self._stack.widget(index)
            if isinstance(screen, Screen):
                screen.flush()

    def states(self) -> dict[str, dict[str, object]]:
        """Return what the kept screens want to have again after a rebuild."""
        return {name: screen.state() for name, screen in self._kept.items()}

    def take_up(
        self,
        place: tuple[str, str],
        trail: list[tuple[str, str]],
        states: dict[str, dict[str, object]],
        messages: tuple[Message, ...] = (),
    ) -> None:
        """Stand where a former shell stood: its place, way back, screens' states and messages."""
        self._trail = trail
        self._begin_work()
        self._show(*place)
        for name, screen in self._kept.items():
            screen.restore(states.get(name, {}))
        self._banner.take_up(messages)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return what was said above the screens and nobody has closed."""
        return self._banner.messages

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Return the way back, oldest first."""
        return list(self._trail)

    def _screen_call(self, name: str) -> None:
        screen = self.screen_shown
        if screen is None:
            return
        match name:
            case "new_record":
                screen.new_record()
            case "start_search":
                screen.start_search()
            case _:
                screen.save_now()

    def _escape(self) -> None:
        if self._banner.dismiss():
            return
        screen = self.screen_shown
        if screen is None or not screen.close_inner():
            self.back()

    @property
    def room(self) -> Room:
        """Return what fits into the window now."""
        return self._room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold rail and screen for the window's size."""
        super().resizeEvent(event)
        self._room = room(self.width(), self.height(), self._theme.scale)
        self.rail.apply_room(self._room)
        if self.screen_shown is not None:
            self.screen_shown.apply_room(self._room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), self._theme.color("paper"))
