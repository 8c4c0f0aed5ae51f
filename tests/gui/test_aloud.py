"""What appears away from the focus is read out by a screen reader: Qt is told to announce it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, write
from tests.gui.support import shown

from limbo_desktop.case.records import Event
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.search.screen import SearchScreen
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.banner import LockSoon
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.timeline.screen import TimelineScreen


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


def test_what_was_undone_is_read_out(qtbot: QtBot, session: Session, heard: list[str]) -> None:
    ask(qtbot, session, lambda vault: vault.events.add(Event(id="", title="Raid")))
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("help", ""))
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Undone: adding “Raid”. It is in the bin." in heard, timeout=LONG)


def test_what_was_understood_of_a_date_is_read_out_once_the_typing_pauses(
    qtbot: QtBot, session: Session, heard: list[str]
) -> None:
    date = DateInput(session.theme, session.words, "When")
    shown(qtbot, date)
    for letter in "about May 2021":
        write(date.edit, letter)
        date.edit.textEdited.emit(date.edit.text())
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG)
    assert heard == ["Understood: about May 2021. The exact day is not needed."]


def test_how_much_was_found_is_read_out(qtbot: QtBot, session: Session, heard: list[str]) -> None:
    screen = SearchScreen(session)
    shown(qtbot, screen)
    write(screen.field, "qqqq")
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG)
    assert heard[-1] == "No entry has these words. Try one word, or a name."
    screen.field.clear()
    write(screen.field, "повестка")
    qtbot.waitUntil(lambda: "entries" in heard[-1], timeout=LONG)


def test_the_lock_is_announced_a_few_times_and_not_every_second(
    qtbot: QtBot, session: Session, heard: list[str]
) -> None:
    soon = LockSoon(session)
    shown(qtbot, soon)
    soon.show_left(600)
    heard.clear()
    for seconds in range(61, 0, -1):
        soon.show_left(seconds)
    assert [text.split(" second")[0] for text in heard] == [
        "Locks in 60",
        "Locks in 30",
        "Locks in 10",
    ]


def test_an_entry_of_the_picture_is_read_out_when_arrows_come_to_it(
    qtbot: QtBot, session: Session, heard: list[str]
) -> None:
    screen = TimelineScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.model.story.picture is not None, timeout=LONG)
    screen.picture.setFocus()
    QApplication.processEvents()
    heard.clear()
    QTest.keyClick(screen.picture, Qt.Key.Key_End)
    QTest.keyClick(screen.picture, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: any("·" in text for text in heard), timeout=LONG)
