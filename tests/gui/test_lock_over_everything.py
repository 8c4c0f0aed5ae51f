"""A lock waits for nothing that is open, and what was typed anywhere a moment before is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, exposed, shown
from tests.reliability.pilot import keys

from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.files import ask_save
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.today.screen import TodayScreen
from limbo_desktop.ui.widgets import SearchField
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

MARKER = "unlooked"


class Watched:
    """A window with the family's case open, as the program shows it, and how it ended."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, make_session: MakeSession, path: Path):
        self.qtbot = qtbot
        self.path = path
        self.ends: list[str] = []
        self.session: Session = open_session(qtbot, make_session, path)

        def end(_path: Path | None, after: AfterLock) -> None:
            self.ends.append(after.reason)

        self.window = Window(qapp, self.session, end)
        self.shell: Shell = self.window._show_shell()
        shown(qtbot, self.window)
        self.shell.start(("settings", ""))
        self.window._watch(10, self.shell)
        guard = self.window.guard
        assert guard is not None
        self.guard = guard
        self.printer = QPrinter()  # a dialog does not keep its own

    def ended(self, qapp: QApplication) -> None:
        qapp.removeEventFilter(self.guard)
        for each in qapp.topLevelWidgets():
            each.close()


@pytest.fixture
def watched(qtbot: QtBot, qapp: QApplication, make_session: MakeSession, path: Path) -> Watched:
    return Watched(qtbot, qapp, make_session, path)


def combo_list(watched: Watched) -> QWidget:
    choice = watched.shell.findChildren(QComboBox)[0]
    choice.showPopup()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


def menu_of_a_field(watched: Watched) -> QWidget:
    field = QLineEdit(watched.window)
    field.show()
    menu = field.createStandardContextMenu()
    menu.popup(watched.window.mapToGlobal(QPoint(50, 50)))
    return menu


def menu_in_a_menu(watched: Watched) -> QWidget:
    menu = QMenu(watched.window)
    inner = menu.addMenu("more")
    inner.addAction("one")
    menu.popup(watched.window.mapToGlobal(QPoint(50, 50)))
    inner.popup(watched.window.mapToGlobal(QPoint(90, 90)))
    return inner


def dialog_for_files(watched: Watched) -> QWidget:
    return ask_save(
        watched.session, watched.window, "Save", lambda _: None, name="a.pdf", suffix="pdf"
    )


def dialog_in_a_dialog(watched: Watched) -> QWidget:
    first = QFileDialog(watched.window)
    first.open()
    second = QDialog(first)
    second.open()
    return second


def dialog_for_printing(watched: Watched) -> QWidget:
    dialog = QPrintDialog(watched.printer, watched.window)
    QDialog.open(dialog)
    return dialog


@pytest.mark.parametrize(
    "open_it",
    [
        combo_list,
        menu_of_a_field,
        menu_in_a_menu,
        dialog_for_files,
        dialog_in_a_dialog,
        dialog_for_printing,
    ],
    ids=lambda made: made.__name__,
)
@pytest.mark.parametrize("by", ["key", "idle", "lid"])
def test_nothing_that_is_open_keeps_the_lock_away(
    qapp: QApplication, watched: Watched, open_it: Callable[[Watched], QWidget], by: str
) -> None:
    above = open_it(watched)
    exposed(above)
    if by == "key":
        QTest.keyClick(above, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    elif by == "idle":
        watched.guard.due.emit("idle")
    else:
        watched.window._away.left.emit("lid")
    assert watched.ends == ["" if by == "key" else by]
    assert [each for each in watched.path.parent.iterdir() if each.is_file()] == [watched.path]
    watched.ended(qapp)


def fields(screen: QWidget) -> list[QLineEdit | QPlainTextEdit | QTextEdit]:
    """Where something can be written on a screen; what is sought is no draft, nor is half the name
    of a language.
    """
    return [
        field
        for field in screen.findChildren(QWidget)
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit)
        and not isinstance(field, SearchField)
        and field.accessibleName() != "Languages of the case"
        and field.isVisible()
        and field.isEnabled()
        and not field.isReadOnly()
    ]


def typed_into(screen: QWidget) -> list[str]:
    """Type a word of its own into every field of a form; the words."""
    words = []
    for number, field in enumerate(fields(screen)):
        words.append(f"{MARKER}{number}x")
        field.setFocus()
        keys(field, words[-1])
    return words


def nothing(_watched: Watched) -> None:
    """The form is there at once."""


def describe_it(watched: Watched) -> None:
    screen = watched.shell.screen_shown
    assert isinstance(screen, DocumentsScreen)
    watched.qtbot.waitUntil(screen.panel.edit.isVisible, timeout=LONG)
    screen.panel.edit.setChecked(True)


def new_step(watched: Watched) -> None:
    screen = watched.shell.screen_shown
    assert isinstance(screen, TodayScreen)
    screen.tasks.add.click()


@pytest.mark.parametrize(
    ("screen", "kind", "act"),
    [
        ("entry", "event", nothing),
        ("people", "person", nothing),
        ("documents", "document", describe_it),
        ("case", "", nothing),
        ("today", "", new_step),
    ],
    ids=["entry", "person", "paper", "case", "step"],
)
def test_what_was_typed_in_a_form_a_moment_before_is_in_the_file(
    qapp: QApplication,
    watched: Watched,
    screen: str,
    kind: str,
    act: Callable[[Watched], None],
) -> None:
    argument = ask(watched.qtbot, watched.session, lambda vault: first(vault, kind))
    watched.session.go(screen, argument)
    settled(watched.qtbot, watched.session)
    form = watched.shell.screen_shown
    assert form is not None
    act(watched)
    watched.qtbot.waitUntil(lambda: bool(fields(form)), timeout=LONG)
    words = typed_into(form)
    assert words
    watched.guard.due.emit("")
    assert watched.ends == [""]
    kept = everything(watched.path)
    assert [word for word in words if word not in kept] == []
    watched.ended(qapp)


def first(vault: Vault, kind: str) -> str:
    """The id of a record of this type; "" for a form of none."""
    if not kind:
        return ""
    if kind == "event":
        return next(iter(vault.events.all())).id
    if kind == "document":
        return next(iter(vault.documents.all())).id
    return next(iter(vault.people.all())).id


def everything(path: Path) -> str:
    """All that the vault keeps as text."""
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault, vault.store.reading() as connection:
        rows = [
            connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("draft", "record", "info", "typed")
        ]
    return repr(rows)
