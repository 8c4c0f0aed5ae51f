"""A sample case in a real vault, open on the lane of a session."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, type_into

from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.ui.operations import op, open_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

T = TypeVar("T")
LONG = 30_000


def vault_of(folder: Path, path: Path) -> Path:
    """Import the case of `folder` into a new vault at `path`."""
    case, files = read_folder(folder)
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    with vault:
        vault.import_case(case, lambda document: files.open(document.file))
    return path


def open_session(
    qtbot: QtBot,
    make_session: MakeSession,
    path: Path,
    language: str = "en",
    scale: int = 100,
    *,
    dark: bool = False,
) -> Session:
    """Open the vault at `path` on the lane of a new session."""
    session = make_session(language, path=path, scale=scale, dark=dark)
    opened: list[bool] = []
    owner = QObject(session)
    open_op(
        session,
        lambda: (Vault.open(path, PASSPHRASE, profiles=(QUICK,)), True),
        owner=owner,
    ).success(opened.append).start()
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    return session


def entered(qtbot: QtBot, window: Window, path: Path) -> Shell:
    """Open the vault at `path` in `window`, past its passphrase; the shell that stands then."""
    open_op(
        window._session,
        lambda: (Vault.open(path, PASSPHRASE, profiles=(QUICK,)), True),
        owner=window,
    ).success(lambda _: window._on_open()).start()
    return _shell_of(qtbot, window)


def unlocked(qtbot: QtBot, window: Window, path: Path) -> Shell:
    """Type the passphrase of the vault at `path` into `window`, as the program asks for it."""
    window.show_unlock(path)
    shown(qtbot, window)
    assert isinstance(window.page, UnlockPage)
    type_into(qtbot, window.page.passphrase.field, PASSPHRASE)
    press(qtbot, window, "Open")
    return _shell_of(qtbot, window)


def _shell_of(qtbot: QtBot, window: Window) -> Shell:
    qtbot.waitUntil(lambda: isinstance(window.page, Shell), timeout=LONG)
    assert isinstance(window.page, Shell)
    return window.page


def ask(qtbot: QtBot, session: Session, work: Callable[[Vault], T]) -> T:
    """Return what `work` finds in the vault, after everything handed in before."""
    found: list[T] = []
    op(session, work, owner=session).success(found.append).start()
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def settled(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is read or drawn any more."""
    qtbot.waitUntil(lambda: not session.lane._long, timeout=LONG)


def write(field: QWidget, text: str) -> None:
    """Write `text` of any script into `field`, as an input method does."""
    field.setFocus()
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
