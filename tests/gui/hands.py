"""Two hands at a keyboard: Tab to what has a name, type, choose with arrows; no mouse, no setText.

Keys go where a person's would go: to the list that is open, else to what has the focus.
"""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.exceptions import TimeoutError as WaitedInVain
from pytestqt.qtbot import QtBot

MOST_TABS: Final = 400
SECONDS: Final = 60
"""How long what the vault does meanwhile may take on a busy machine."""


class Hands:
    """Types into whatever has the focus of `window`.

    `lines` types a line at once, as an input method hands it over, in place of word by word.
    Nothing is painted meanwhile: what is typed does not hang on it, and half the time goes there.
    """

    def __init__(self, qtbot: QtBot, window: QWidget, *, lines: bool = False) -> None:
        self._qtbot = qtbot
        self._window = window
        self._lines = lines
        window.setUpdatesEnabled(False)

    @property
    def focus(self) -> QWidget:
        """Return what takes the keys; while a screen is changed for another, nothing does."""
        if _with_focus() is None:
            self._qtbot.waitUntil(self._something_has_it, timeout=SECONDS * 1000)
        widget = _with_focus()
        assert widget is not None
        return widget

    def _something_has_it(self) -> bool:
        self.settle()
        return _with_focus() is not None

    def settle(self) -> None:
        """Let what the last key opened be shown; the window is in front again without a list.

        A desktop does that by itself; the offscreen platform has nobody who manages windows.
        """
        QApplication.processEvents()
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self._window.activateWindow()
            QApplication.processEvents()

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press and release a key."""
        QTest.keyClick(self.focus, key, modifiers)

    def to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab until the control with this accessible name has the focus."""
        return self.to_where(lambda widget: widget.accessibleName() == name, name, back=back)

    def to_where(
        self, wanted: Callable[[QWidget], bool], what: str, *, back: bool = False
    ) -> QWidget:
        """Press Tab until `wanted` holds for what has the focus; `what` says it in the error."""
        self.settle()
        for _ in self._tabs(back=back):
            widget = QApplication.focusWidget()
            if widget is not None and wanted(widget):
                return widget
        seen = list(dict.fromkeys(self._names(back=back)))
        raise LookupError(f"Tab does not lead to {what!r}; it leads to {seen}")

    def _tabs(self, *, back: bool) -> Iterator[None]:
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
        for _ in range(MOST_TABS):
            yield
            self.key(key, shift)

    def _names(self, *, back: bool) -> Iterator[str]:
        for _ in self._tabs(back=back):
            widget = QApplication.focusWidget()
            yield widget.accessibleName() if widget is not None else ""

    def write(self, text: str) -> None:
        """Type a text of any script, word by word; a line break is Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key(Qt.Key.Key_Return)
            for word in [line] if self._lines and line else _words(line):
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, word)
                    QApplication.sendEvent(self.focus, event)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        if text:
            self.to(name)
            self.write(text)

    def press(self, name: str, *, back: bool = False) -> None:
        """Go to a button and press it."""
        self.to(name, back=back)
        self.key(Qt.Key.Key_Space)

    def choose(self, name: str, option: str) -> None:
        """Go to a list of choices and take `option` by its letters, else with the arrow keys."""
        box = self.to(name)
        assert isinstance(box, QComboBox), name
        self.write(option)
        if box.currentText() != option:
            self.key(Qt.Key.Key_Home)
            while box.currentText() != option and box.currentIndex() < box.count() - 1:
                self.key(Qt.Key.Key_Down)
        assert box.currentText() == option, f"{name}: no {option!r}"

    def switch(self, question: str, answer: str) -> None:
        """Go to the switch that asks a question; arrows lead to the answer."""
        self.to_where(lambda part: part.accessibleDescription() == question, question)
        for key in (*[Qt.Key.Key_Right] * 4, *[Qt.Key.Key_Left] * 4):
            if self.focus.accessibleName() == answer:
                break
            self.key(key)
        assert self.focus.accessibleName() == answer, f"{question}: no {answer!r}"
        self.key(Qt.Key.Key_Space)

    def wait_for(self, name: str) -> None:
        """Wait until the control with this name has the focus."""

        def there() -> bool:
            self.settle()
            widget = QApplication.focusWidget()
            return widget is not None and widget.accessibleName() == name and widget.isVisible()

        try:
            self.wait(there)
        except WaitedInVain:
            widget = QApplication.focusWidget()
            now = widget.accessibleName() if widget is not None else "nothing"
            raise LookupError(f"{name!r} did not get the focus; {now!r} has it") from None

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait for something that the vault does meanwhile."""
        self._qtbot.waitUntil(ready, timeout=SECONDS * 1000)


def _words(line: str) -> Iterator[str]:
    """The pieces of a line: a word with the blank behind it."""
    start = 0
    while start < len(line):
        end = line.find(" ", start) + 1 or len(line)
        yield line[start:end]
        start = end


def _with_focus() -> QWidget | None:
    return QApplication.activePopupWidget() or QApplication.focusWidget()
