"""The help stands in every window, in every language, and opens where the question arises."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.support import MakeSession, by_name, press, shown, unnamed

from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.ui.help.screen import HelpScreen
from limbo_desktop.ui.help.topics import NAMES, load_topic
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.start.help_page import HelpPage

LANGUAGES = ("ru", "ar", "en")
SMALL = (900, 600)


def shell_with(qtbot: QtBot, session: Session, topic: str, size: tuple[int, int]) -> Shell:
    shell = Shell(session)
    shown(qtbot, shell, *size)
    shell.start(("help", topic))
    QApplication.processEvents()
    return shell


def help_of(shell: Shell) -> HelpScreen:
    screen = shell.screen_shown
    assert isinstance(screen, HelpScreen)
    return screen


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_the_smallest_window_without_moving_sideways(
    qtbot: QtBot, make_session: MakeSession, language: str, scale: int
) -> None:
    shell = shell_with(qtbot, make_session(language, scale=scale), NAMES[0], SMALL)
    screen = help_of(shell)
    for name in NAMES:
        screen.open(name)
        QApplication.processEvents()
        assert screen.reader.isVisible()
        assert screen.reader.horizontalScrollBar().maximum() == 0, name
        assert screen.reader.document().size().width() <= screen.reader.viewport().width()
        topic = load_topic(language, name)
        assert screen.reader.toPlainText().splitlines()[0] == topic.title
    assert unnamed(shell) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_needs_no_sideways_moving_either(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    screen = help_of(shell_with(qtbot, make_session(language, scale=200), "", SMALL))
    assert screen.list.isVisible()
    assert not screen.reader.isVisible()
    last = screen.list.item(len(NAMES) - 1)
    screen.list.scrollToItem(last)
    assert screen.list.viewport().rect().contains(screen.list.visualItemRect(last))


def test_a_screen_can_open_the_page_that_answers_its_question(
    qtbot: QtBot, family_session: Session
) -> None:
    session = family_session
    shell = shell_with(qtbot, session, "", (1280, 800))
    shell.start(("settings", ""))
    session.go("help", "dates")
    assert help_of(shell).topic == "dates"
    assert by_name(shell, "Help").isChecked()
    session.back()
    assert shell.place == ("settings", "")


def test_a_page_that_does_not_exist_is_a_mistake_of_the_program(session: Session) -> None:
    with pytest.raises(KeyError):
        HelpScreen(session, "no-such-page")


def test_arrows_go_through_the_pages_and_enter_into_one(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    screen = help_of(shell_with(qtbot, make_session(), "", (1280, 800)))
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.topic == NAMES[1]
    assert screen.reader.accessibleName() == load_topic("en", NAMES[1]).title
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.focusWidget() is screen.reader


def test_tab_and_enter_follow_a_link_to_another_page(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    screen = help_of(shell_with(qtbot, make_session(), "papers", (1280, 800)))
    screen.activateWindow()
    screen.reader.setFocus()
    QTest.keyClick(screen.reader, Qt.Key.Key_Tab)
    QTest.keyClick(screen.reader, Qt.Key.Key_Return)
    assert screen.topic == "lawyer"


def test_a_page_loads_nothing(session: Session) -> None:
    screen = HelpScreen(session)
    reader = screen.reader
    assert not reader.openLinks()
    assert not reader.openExternalLinks()
    assert reader.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_where_there_is_one_column_esc_leads_from_the_page_to_the_list(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    shell = shell_with(qtbot, make_session(scale=200), "", SMALL)
    screen = help_of(shell)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert not screen.list.isVisible()
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert screen.list.isVisible()
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    press(qtbot, screen, "All help pages")
    assert screen.list.isVisible()


def test_the_list_stands_at_the_start_of_the_line(qtbot: QtBot, make_session: MakeSession) -> None:
    for language, mirrored in (("en", False), ("ar", True)):
        session = make_session(language)
        shell = Shell(session)
        shell.setLayoutDirection(session.theme.direction)
        shown(qtbot, shell)
        shell.start(("help", ""))
        QApplication.processEvents()
        screen = help_of(shell)
        listed = screen.list.mapTo(shell, screen.list.rect().center())
        read = screen.reader.mapTo(shell, screen.reader.rect().center())
        assert (listed.x() > read.x()) is mirrored


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_keep_the_heights_and_fonts_of_the_theme(
    make_session: MakeSession, language: str
) -> None:
    session = make_session(language)
    screen = HelpScreen(session, "lawyer")
    block = screen.reader.document().begin()
    assert block.blockFormat().headingLevel() == 1
    assert block.blockFormat().lineHeight() == session.theme.line("h2")
    allowed = {session.theme.line("title"), session.theme.line("body")}
    sizes = {session.theme.font(style).pixelSize() for style in ("h2", "title", "body", "mono")}
    while (block := block.next()).isValid():
        assert block.blockFormat().lineHeight() in allowed
        assert {each.format.font().pixelSize() for each in block.textFormats()} <= sizes


def test_commands_stay_left_to_right_in_arabic(make_session: MakeSession) -> None:
    screen = HelpScreen(make_session("ar"), "lawyer")
    text = screen.reader.toPlainText()
    assert "\u2066sha256sum exhibit-04.jpg\u2069" in text
    assert "sha256sum exhibit-04.jpg" in strip_controls(text)


def test_a_change_of_looks_keeps_the_page(session: Session) -> None:
    former = HelpScreen(session)
    former.open("threats")
    anew = HelpScreen(session)
    anew.restore(former.state())
    assert anew.topic == "threats"


def test_before_a_case_is_open_esc_leaves_the_page_first_and_then_the_help(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    page = HelpPage(make_session(scale=200))
    shown(qtbot, page, *SMALL)
    screen = page.inner
    assert isinstance(screen, HelpScreen)
    screen.open("people")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert screen.list.isVisible()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
