"""What is said above the screens keeps its place, waits its turn, and is read out then."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.support import by_name, press, shown, unnamed

from limbo_desktop.marking import N_
from limbo_desktop.ui.notices import Kind, Message
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.errors import VaultDamagedError
from limbo_desktop.vault.told import SHEET_UNCHECKED

HEARD = N_("The case is whole.")


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


@pytest.fixture
def shell(qtbot: QtBot, session: Session) -> Iterator[Shell]:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("help", ""))
    yield shell
    shell.close()


def message(kind: Kind, text: str) -> Message:
    return Message(kind, lambda words: words.t(text))


def test_where_the_case_lies_keeps_its_place_and_what_was_found_waits(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    both, sheet = message(Kind.CASE, "both"), message(Kind.FOUND, "sheet")
    session.say(both)
    session.say(sheet)
    shell.go("settings")
    session.show_notice("saved", "good")
    assert shell._banner.text == "both\nsaved"
    shell.back()
    assert shell._banner.text == "both"
    press(qtbot, shell, "Close")
    assert shell._banner.text == "sheet"
    press(qtbot, shell, "Close")
    assert shell._banner.text == ""
    assert shell._banner.isHidden()


def test_a_refusal_stays_until_it_is_closed_also_when_another_screen_is_shown(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    session.say(message(Kind.REFUSED, "full"))
    session.show_notice("saved", "good")
    shell.go("settings")
    assert shell._banner.text == "full"
    press(qtbot, shell, "Close")
    assert shell._banner.text == ""


def test_what_waited_is_read_out_when_it_is_its_turn(
    qtbot: QtBot, shell: Shell, session: Session, heard: list[str]
) -> None:
    session.say(message(Kind.CASE, "both"))
    session.say(message(Kind.FOUND, "sheet"))
    shell.go("settings")
    assert heard == ["both"]
    press(qtbot, shell, "Close")
    assert heard == ["both", "sheet"]


def test_escape_closes_all_but_what_is_said_of_the_case(shell: Shell, session: Session) -> None:
    for each in (Kind.CASE, Kind.FOUND, Kind.REFUSED):
        session.say(message(each, each.name))
    texts = []
    for _ in range(3):
        texts.append(shell._banner.text)
        QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert texts == ["CASE\nREFUSED", "CASE", "CASE"]


def test_the_keyboard_leads_to_the_button_that_closes_and_on_to_the_next_message(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    session.say(message(Kind.CASE, "both"))
    session.say(message(Kind.FOUND, "sheet"))
    assert unnamed(shell) == []
    close = by_name(shell, "Close")
    assert close.accessibleDescription() == "both"
    for _ in range(100):
        if QApplication.focusWidget() is close:
            break
        QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is close
    QTest.keyClick(close, Qt.Key.Key_Space)
    next_one = QApplication.focusWidget()
    assert next_one is by_name(shell, "Close")
    assert next_one.accessibleDescription() == "sheet"


def test_damage_is_said_with_the_way_to_what_still_reads(shell: Shell, session: Session) -> None:
    locked: list[str] = []
    session.lock_requested.connect(locked.append)
    error = VaultDamagedError()
    session.say(message(Kind.FOUND, "sheet"))
    session.show_error(error)
    session.show_error(error)
    assert shell._banner.text == session.error_text(error)
    by_name(shell, "See what still reads").click()
    assert locked == ["damaged"]


def test_in_another_language_the_same_is_said_anew(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    window = Window(qapp, session, lambda *_: None)
    shell = window._show_shell()
    shown(qtbot, window)
    shell.start(("help", ""))
    session.say(message(Kind.CASE, SHEET_UNCHECKED))
    session.say(message(Kind.FOUND, HEARD))
    session.show_notice("saved", "good")
    session.set_language("ar")
    anew = window.page
    assert isinstance(anew, Shell)
    assert anew._banner.text == session.words.t(SHEET_UNCHECKED) != SHEET_UNCHECKED
    press(qtbot, window, session.words.t("Close"))
    assert anew._banner.text == session.words.t(HEARD)
    window.close()
