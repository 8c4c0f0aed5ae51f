"""Locking: from anywhere, by itself, and with the process that held the key gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import entered
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, exposed, press, shown, type_into

from limbo_desktop.ui.lock import (
    AFTER_LOCK,
    REASONS,
    AfterLock,
    LockGuard,
    command,
    hand_over,
    take_over,
)
from limbo_desktop.ui.new_case.page import NewCasePage
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.unlock.recover import RecoverPage
from limbo_desktop.ui.widgets import Notice
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.key import PROFILES
from limbo_desktop.vault.vault import Vault

LONG = 20_000


class Clock:
    """A wall clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ends() -> list[tuple[Path | None, AfterLock]]:
    return []


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    quick_path: Path,
    ends: list[tuple[Path | None, AfterLock]],
) -> Iterator[Window]:
    session = make_session(path=quick_path)
    window = Window(qapp, session, lambda path, after: ends.append((path, after)))
    shown(qtbot, window)
    entered(qtbot, window, quick_path)
    yield window
    window.close()


def assert_locked(ends: list[tuple[Path | None, AfterLock]], path: Path, reason: str) -> None:
    assert [(each, after.reason) for each, after in ends] == [(path, reason)]
    assert [each.name for each in path.parent.iterdir()] == ["case.limbo"]
    Vault.open(path, PASSPHRASE, (QUICK, *PROFILES)).close()


def test_the_button_locks(
    qtbot: QtBot, window: Window, ends: list[tuple[Path | None, AfterLock]], quick_path: Path
) -> None:
    press(qtbot, window, "Lock")
    assert_locked(ends, quick_path, "")


def test_the_key_locks_over_an_open_dialog_while_text_is_typed(
    qtbot: QtBot, window: Window, ends: list[tuple[Path | None, AfterLock]], quick_path: Path
) -> None:
    dialog = QDialog(window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    exposed(dialog)
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert_locked(ends, quick_path, "")


@pytest.mark.parametrize("letter", ["Д", "م"])
def test_the_key_locks_on_a_russian_and_an_arabic_keyboard(
    qtbot: QtBot, window: Window, ends: list[tuple[Path | None, AfterLock]], letter: str
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), control, letter)
    QApplication.sendEvent(window, event)
    assert len(ends) == 1


def test_what_is_typed_is_handed_over_before_the_vault_closes(
    qtbot: QtBot, window: Window, ends: list[tuple[Path | None, AfterLock]], quick_path: Path
) -> None:
    shell = window.page
    assert isinstance(shell, Shell)
    screen = shell.screen_shown
    assert screen is not None
    session = window._session

    def save_draft() -> None:
        from limbo_desktop.ui.operations import op

        op(session, lambda vault: vault.drafts.save("entry", {"a": "b"}), owner=screen).start()

    screen.flush = save_draft  # type: ignore[method-assign]
    window.lock()
    with Vault.open(quick_path, PASSPHRASE, (QUICK,)) as vault:
        assert vault.drafts.get("entry") is not None


def test_idle_time_is_counted_by_the_wall_clock_so_sleep_counts(qtbot: QtBot) -> None:
    clock = Clock()
    parent = QObject()
    guard = LockGuard(10, parent, clock)
    told: list[str] = []
    guard.due.connect(told.append)
    clock.seconds += 599
    guard.tick()
    assert told == []
    clock.seconds += 8 * 3600
    guard.tick()
    guard.tick()
    assert told == ["idle"]


def test_any_key_starts_the_count_again(qtbot: QtBot, qapp: QApplication) -> None:
    clock = Clock()
    parent = QObject()
    guard = LockGuard(10, parent, clock)
    left: list[int] = []
    guard.left.connect(left.append)
    guard.begin(qapp)
    clock.seconds += 570
    guard.tick()
    assert left[-1] == 30
    field = QLineEdit()
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert left[-1] == 600
    qapp.removeEventFilter(guard)


def test_a_clock_set_back_starts_the_count_again_instead_of_never_locking(qtbot: QtBot) -> None:
    clock = Clock()
    parent = QObject()
    guard = LockGuard(10, parent, clock)
    told: list[str] = []
    guard.due.connect(told.append)
    clock.seconds -= 3600
    guard.tick()
    clock.seconds += 601
    guard.tick()
    assert told == ["idle"]


def test_the_last_minute_is_told_in_words(
    qtbot: QtBot, window: Window, ends: list[tuple[Path | None, AfterLock]]
) -> None:
    shell = window.page
    assert isinstance(shell, Shell)
    shell.show_time_left(61)
    assert shell._soon.text == ""
    shell.show_time_left(45)
    assert shell._soon.text == ("Locks in 45 seconds. Everything is saved. Any key keeps it open.")
    shell.show_time_left(600)
    assert shell._soon.text == ""


def test_what_the_next_process_is_told_goes_through_the_environment_once() -> None:
    environment: dict[str, str] = {}
    after = AfterLock("lid", "14:20", Preferences(language="ar", scale=150))
    hand_over(after, environment)
    assert take_over(environment, Preferences()) == after
    assert environment == {}
    assert take_over(environment, Preferences()) is None
    assert take_over({AFTER_LOCK: '{"reason": "made up"}'}, Preferences()) is None


def test_every_reason_is_said_after_the_lock(
    qtbot: QtBot, make_session: MakeSession, vault_path: Path
) -> None:
    for reason in REASONS:
        page = UnlockPage(make_session(), vault_path, AfterLock(reason, "14:20", Preferences()))
        shown(qtbot, page)
        assert "14:20" in page.foot


def test_the_path_is_the_only_thing_of_the_case_on_the_command_line() -> None:
    line = command(Path("/stick/case.limbo"))
    assert line[-1] == "/stick/case.limbo"
    assert PASSPHRASE not in " ".join(line)


_PROCESS = """
import os, sys
from pathlib import Path
from limbo_desktop.ui import lock
from limbo_desktop.ui.preferences import Preferences
secret = "-".join(["five", "sparrows", str(os.getpid())])
lock.command = lambda path: [sys.executable, "-c", sys.argv[2], str(path), str(os.getpid())]
lock.relaunch(Path(sys.argv[1]), lock.AfterLock("idle", "14:20", Preferences()))
"""

_NEXT = """
import os, sys
print(os.getpid() == int(sys.argv[2]), sys.argv[1], "LIMBO_AFTER_LOCK" in os.environ)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts a new process and ends")
def test_the_process_image_is_replaced() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROCESS, "/stick/case.limbo", _NEXT],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.split() == ["True", "/stick/case.limbo", "True"]


Ends = list[tuple[Path | None, AfterLock]]


def fresh(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, ends: Ends, path: Path | None
) -> Window:
    session = make_session(path=path)
    window = Window(qapp, session, lambda path, after: ends.append((path, after)))
    shown(qtbot, window)
    return window


def test_the_sheet_of_a_new_case_is_locked_away_too_and_the_next_opening_says_it_was_not_checked(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, ends: Ends, tmp_path: Path
) -> None:
    window = fresh(qtbot, qapp, make_session, ends, None)
    window.show_new_case()
    page = window.page
    assert isinstance(page, NewCasePage)
    page.where.take_folder([tmp_path])
    press(qtbot, page, "Next")
    type_into(qtbot, page.passphrase.first.field, PASSPHRASE)
    qtbot.waitUntil(lambda: page.passphrase.strength > 0, timeout=LONG)
    type_into(qtbot, page.passphrase.second.field, PASSPHRASE)
    press(qtbot, page, "Next")
    qtbot.waitUntil(lambda: page.step == 2, timeout=LONG)
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    path = tmp_path / "case.limbo"
    assert_locked(ends, path, "")
    window.close()
    again = fresh(qtbot, qapp, make_session, ends, path)
    again.show_unlock(path)
    unlock = again.page
    assert isinstance(unlock, UnlockPage)
    type_into(qtbot, unlock.passphrase.field, PASSPHRASE)
    press(qtbot, again, "Open")
    qtbot.waitUntil(lambda: bool(told(again)), timeout=LONG)
    assert told(again)[0].startswith("The sheet of digits of this case was never checked")
    again.close()


def told(window: Window) -> list[str]:
    """What the banner above the screen says."""
    shell = window.page
    if not isinstance(shell, Shell):
        return []
    return [each.text for each in shell.findChildren(Notice) if each.isVisible()]


def test_a_case_that_digits_opened_locks_before_it_has_its_new_passphrase(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, ends: Ends, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    vault, key = Vault.create(path, PASSPHRASE)
    vault.close()
    window = fresh(qtbot, qapp, make_session, ends, path)
    window.show_recovery(path)
    page = window.page
    assert isinstance(page, RecoverPage)
    for field, group in zip(page.digits.fields, key.groups, strict=True):
        field.setText(group)
    page._open()
    qtbot.waitUntil(lambda: page.renew is not None, timeout=LONG)
    assert window.guard is not None
    window.guard.due.emit("idle")
    assert_locked(ends, path, "idle")
    window.close()
