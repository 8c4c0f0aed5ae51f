"""Sits in the real window: unlocks a vault, opens an entry, types its account, locks if told to.

`python -m tests.reliability.pilot VAULT PASSPHRASE_FILE ENTRY WORDS [lock]` prints a line for each
word at the moment when it was typed, "typed NUMBER SECONDS" (time.monotonic), and "done" at the
end; with "lock" it then presses Ctrl+L.  WORDS are typed one after the other without a pause.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from limbo_desktop.ui.app import run
from limbo_desktop.ui.environment import make_application
from limbo_desktop.ui.session import Screen
from limbo_desktop.ui.unlock.page import UnlockPage

EVERY_MS = 20
ACCOUNT = "In your own words"


def say(*parts: object) -> None:
    """Say a line at once."""
    sys.stdout.write(" ".join(map(str, parts)) + "\n")
    sys.stdout.flush()


def visible(kind: type[QWidget], name: str = "") -> QWidget | None:
    """The first visible widget of a kind, with that accessible name if one is given."""
    for top in QApplication.topLevelWidgets():
        for each in top.findChildren(kind):
            if each.isVisible() and name in {"", each.accessibleName()}:
                return each
    return None


def keys(widget: QWidget, text: str) -> None:
    """Press the keys of `text`; QTest knows no letters beyond ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier(0), letter))


def steps(passphrase: str, entry: str, words: list[str], *, lock: bool) -> Iterator[None]:
    """What is done, one step at a time; the window lives between them."""
    while not isinstance(page := visible(UnlockPage), UnlockPage):
        yield
    keys(page.passphrase.field, passphrase)
    QTest.keyClick(page.passphrase.field, Qt.Key.Key_Return)
    while not isinstance(screen := visible(Screen), Screen):
        yield
    say("open")
    screen.session.go("entry", entry)
    field = None
    while field is None:
        yield
        field = visible(QPlainTextEdit, ACCOUNT) or visible(QTextEdit, ACCOUNT)
    field.setFocus()
    for number, word in enumerate(words):
        keys(field, f"{word} ")
        say("typed", number, time.monotonic())
        yield
    say("done")
    if lock:
        QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def main(path: Path, secret: Path, entry: str, words: Path, *, lock: bool) -> int:
    """Run the window until it ends or the process does."""
    app = make_application(["limbo-desktop"])
    passphrase = secret.read_text("utf-8").rstrip("\n")
    doing = steps(passphrase, entry, words.read_text("utf-8").split(), lock=lock)
    timer = QTimer(app)
    timer.timeout.connect(lambda: next(doing, None))
    timer.start(EVERY_MS)
    return run(path)


if __name__ == "__main__":
    vault, secret, entry, words, *rest = sys.argv[1:]
    sys.exit(main(Path(vault), Path(secret), entry, Path(words), lock=rest == ["lock"]))
