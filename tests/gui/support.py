"""Hands and eyes of the window's tests: show, press, type, and look for nameless controls."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.patience import PATIENCE

from limbo_desktop.ui.session import Session
from limbo_desktop.vault.key import Profile

PASSPHRASE: Final = "five sparrows over the oak"
MakeSession = Callable[..., Session]
"""The fixture `make_session`: language, dark, scale and path in, a session out."""
QUICK: Final = Profile(number=1, memory_kib=64, passes=1, lanes=1)


def shown(qtbot: QtBot, widget: QWidget, width: int = 1280, height: int = 800) -> None:
    """Show `widget` at a size and let its layouts settle."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    exposed(widget)
    QApplication.processEvents()


def exposed(widget: QWidget) -> None:
    """Wait until the window of `widget` is on the screen."""
    assert QTest.qWaitForWindowExposed(widget, PATIENCE)


def focusable(widget: QWidget) -> list[QWidget]:
    """Return every control below `widget` that Tab can reach, hidden ones left out."""
    found = []
    for child in widget.findChildren(QWidget):
        reached = bool(child.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        inner = isinstance(child, QAbstractScrollArea) and child.focusProxy() is not None
        if reached and child.isVisibleTo(widget) and not inner:
            found.append(child)
    return found


def unnamed(widget: QWidget) -> list[str]:
    """Return the controls below `widget` that a screen reader could not name."""
    return [
        f"{type(child).__name__} in {type(child.parentWidget()).__name__}"
        for child in focusable(widget)
        if not child.accessibleName()
    ]


def by_name(widget: QWidget, name: str) -> QAbstractButton:
    """Return the visible button below `widget` whose accessible name is `name`."""
    for button in widget.findChildren(QAbstractButton):
        if button.accessibleName() == name and button.isVisibleTo(widget):
            return button
    raise AssertionError(f"no visible button is named {name!r}")


def placed(qtbot: QtBot, widget: QWidget) -> None:
    """Wait until the layouts below `widget` have come to rest: text that wraps takes rounds."""
    for _ in range(20):
        before = _places(widget)
        qtbot.wait(1)
        if before == _places(widget):
            return


def _places(widget: QWidget) -> list[QRect]:
    return [QRect(child.geometry()) for child in widget.findChildren(QWidget)]


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Press the button named `name` with the mouse, once it has a place to be pressed at.

    What was put into a layout a moment ago is hidden, and then without a size, for a moment more.
    """

    def there() -> None:
        assert not by_name(widget, name).size().isEmpty(), f"{name} has no place"

    qtbot.waitUntil(there)
    QTest.mouseClick(by_name(widget, name), Qt.MouseButton.LeftButton)


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Type `text` into `field` key by key."""
    field.setFocus()
    QTest.keyClicks(field, text)
