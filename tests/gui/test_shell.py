"""The frame: screens to go to, a rail for every window, looks that change while it stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import entered
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, by_name, press, shown, unnamed

from limbo_desktop.ui.preferences import Preferences, read_preferences
from limbo_desktop.ui.settings.screen import SettingsScreen
from limbo_desktop.ui.shell.screens import SCREENS
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

LONG = 20_000
RAIL = ("Today", "Timeline", "Documents", "People", "For the lawyer", "Help", "Settings")


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, quick_path: Path
) -> Iterator[Window]:
    window = Window(qapp, make_session(path=quick_path), lambda *_: None)
    shown(qtbot, window)
    entered(qtbot, window, quick_path)
    yield window
    window.close()


def shell_of(window: Window) -> Shell:
    shell = window.page
    assert isinstance(shell, Shell)
    return shell


def test_the_rail_leads_to_every_screen_and_marks_the_one_that_is_shown(
    qtbot: QtBot, window: Window
) -> None:
    for name in RAIL:
        press(qtbot, window, name)
        marked = [each for each in RAIL if by_name(window, each).isChecked()]
        assert marked == [name]


def test_every_screen_of_the_rail_can_be_reached_by_keyboard_and_is_named(
    qtbot: QtBot, window: Window
) -> None:
    for name in RAIL:
        press(qtbot, window, name)
        assert unnamed(window) == [], name
    for number, row in enumerate((row for row in SCREENS if row.place == "top"), 1):
        key = Qt.Key(Qt.Key.Key_0.value + number)
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert shell_of(window).place[0] == row.name


def test_the_title_says_nothing_of_the_case(window: Window) -> None:
    assert window.windowTitle() == "Limbo"


@pytest.mark.parametrize(
    ("width", "height", "scale", "rail", "words"),
    [(1280, 800, 100, 184, True), (900, 600, 100, 64, False), (1280, 800, 200, 112, False)],
)
def test_the_rail_is_as_wide_as_the_window_allows(
    qtbot: QtBot,
    make_session: MakeSession,
    width: int,
    height: int,
    scale: int,
    rail: int,
    words: bool,
) -> None:
    shell = Shell(make_session(scale=scale))
    shown(qtbot, shell, width, height)
    shell.start(("help", ""))
    assert shell.rail.width() == rail
    today = by_name(shell, "Today")
    assert bool(today.toolTip()) is not words


def test_in_a_very_short_window_help_and_settings_stand_behind_one_button(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    shell = Shell(make_session(scale=200))
    shown(qtbot, shell, 1280, 800)
    shell.start(("help", ""))
    assert by_name(shell, "More")
    with pytest.raises(AssertionError):
        by_name(shell, "Settings")


def test_the_rail_is_at_the_right_in_arabic(qtbot: QtBot, make_session: MakeSession) -> None:
    shell = Shell(make_session("ar"))
    shown(qtbot, shell)
    shell.start(("help", ""))
    assert shell.rail.x() == shell.width() - shell.rail.width()


def test_a_change_of_language_rebuilds_the_words_at_once_and_is_kept_in_the_vault(
    qtbot: QtBot, window: Window, quick_path: Path
) -> None:
    press(qtbot, window, "Settings")
    screen = shell_of(window).screen_shown
    assert isinstance(screen, SettingsScreen)
    with qtbot.waitSignal(window._session.preferences_changed):
        QTest.mouseClick(screen.language.part("ar"), Qt.MouseButton.LeftButton)
    assert by_name(window, "الإعدادات").isChecked()
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    window.close()
    with Vault.open(quick_path, PASSPHRASE, (QUICK,)) as vault:
        assert read_preferences(vault, Preferences()).language == "ar"


def test_theme_and_text_size_change_at_once(qtbot: QtBot, window: Window) -> None:
    session = window._session
    session.set_preferences(replace(session.preferences, theme=ThemeChoice.DARK, scale=150))
    shell = shell_of(window)
    assert shell._theme.dark
    assert shell._theme.scale == 1.5


def test_a_banner_stays_until_it_is_closed(qtbot: QtBot, window: Window) -> None:
    shell = shell_of(window)
    window._session.show_notice("The stick is full.")
    assert shell._banner.text == "The stick is full."
    press(qtbot, window, "Close")
    assert shell._banner.text == ""


def test_back_goes_where_one_came_from(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, "Settings")
    window._session.go("passphrase")
    assert by_name(window, "Settings").isChecked()
    assert unnamed(window) == []
    window._session.back()
    assert shell_of(window).place == ("settings", "")


def test_closing_the_window_leaves_one_file_and_keeps_its_size(
    qtbot: QtBot, window: Window, quick_path: Path
) -> None:
    window.resize(1000, 700)
    window.close()
    assert [each.name for each in quick_path.parent.iterdir()] == ["case.limbo"]
    with Vault.open(quick_path, PASSPHRASE, (QUICK,)) as vault:
        kept = read_preferences(vault, Preferences())
    assert (kept.width, kept.height) == (1000, 700)


def test_what_is_kept_and_cannot_be_chosen_any_more_is_left_out() -> None:
    default = Preferences()
    assert Preferences.from_text("no json", default) == default
    assert Preferences.from_text('{"language": "xx"}', default) == default
    changed = Preferences(language="ar", theme=ThemeChoice.DARK, scale=150, lock_minutes=2)
    assert Preferences.from_text(changed.to_text(), default) == changed
