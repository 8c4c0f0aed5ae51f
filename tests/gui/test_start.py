"""The first window asks nothing but a language, each in its own script and direction."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.gui.support import MakeSession, by_name, press, shown, unnamed

from limbo_desktop.ui.files import ask_folder, ask_open_files
from limbo_desktop.ui.start.help_page import HelpPage
from limbo_desktop.ui.start.page import StartPage
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.window import Window

OPEN = {"ru": "Открыть моё дело", "ar": "فتح قضيتي", "en": "Open my case"}


def gone(thing: QObject) -> bool:
    return not isValid(thing)


@pytest.fixture
def page(qtbot: QtBot, make_session: MakeSession) -> StartPage:
    page = StartPage(make_session())
    shown(qtbot, page)
    return page


def test_each_language_speaks_for_itself_in_its_own_direction(page: StartPage) -> None:
    for code, words in OPEN.items():
        column = page.columns[code]
        assert by_name(column, words)
        rtl = column.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert rtl is (code == "ar")


def test_choosing_a_button_chooses_its_language(qtbot: QtBot, page: StartPage) -> None:
    with qtbot.waitSignal(page.open_asked) as asked:
        press(qtbot, page, OPEN["ar"])
    assert asked.args == ["ar"]
    with qtbot.waitSignal(page.new_asked) as asked:
        press(qtbot, page, "Новое дело")
    assert asked.args == ["ru"]


def test_the_languages_stand_in_the_same_order_in_an_arabic_system(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    page = StartPage(make_session("ar"))
    shown(qtbot, page)
    lefts = [page.columns[code].x() for code in ("ru", "ar", "en")]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_cut_and_everything_is_named(
    qtbot: QtBot, make_session: MakeSession, scale: int
) -> None:
    page = StartPage(make_session(scale=scale))
    shown(qtbot, page, 900, 600)
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, make_session: MakeSession) -> Iterator[Window]:
    window = Window(qapp, make_session())
    window.show_start()
    shown(qtbot, window)
    yield window
    window.close()


def test_open_leads_through_the_file_to_the_passphrase_in_the_chosen_language(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    assert isinstance(window.page, StartPage)
    press(qtbot, window.page, OPEN["ru"])
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(vault_path))
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(window.page, UnlockPage))
    assert by_name(window, "Открыть")


def test_file_dialogs_write_nothing_into_the_home_folder(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    session = window._session
    for ask in (ask_open_files, ask_folder):
        dialog = ask(session, window, "Choose", lambda _: None)
        dialog.setDirectory(str(vault_path.parent))
        dialog.done(QFileDialog.DialogCode.Accepted)
        qtbot.waitUntil(partial(gone, dialog))
    written = [each for each in Path.home().rglob("*") if each.is_file()]
    assert written == []


def test_help_is_reached_without_a_case_and_leads_back(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(window.page, HelpPage))
    press(qtbot, window, "Back")
    assert isinstance(window.page, StartPage)
