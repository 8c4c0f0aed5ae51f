"""By keyboard alone: Tab comes to every control of every screen, in the order they are read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import ask
from tests.gui.support import placed, shown

from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.widgets.tab_order import in_reading_order
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

MOST = 200


def paper(vault: Vault) -> str:
    return next(each.id for each in vault.documents.all() if each.file.endswith(".pdf"))


def threat(vault: Vault) -> str:
    return next(each.id for each in vault.events.all() if each.kind == "threat")


SCREENS: dict[str, tuple[str, Callable[[Vault], str]]] = {
    "today": ("today", lambda _: ""),
    "timeline": ("timeline", lambda _: ""),
    "entry": ("entry", threat),
    "kinds": ("entry", lambda _: ""),
    "documents": ("documents", lambda _: ""),
    "document": ("documents", paper),
    "viewer": ("documents", lambda vault: f"{paper(vault)}#1"),
    "people": ("people", lambda _: ""),
    "person": ("people", lambda vault: next(each.id for each in vault.people.all())),
    "settings": ("settings", lambda _: ""),
    "case": ("case", lambda _: ""),
    "help": ("help", lambda _: ""),
}


def settled(qtbot: QtBot, session: Session, window: Window) -> None:
    for _ in range(4):
        ask(qtbot, session, lambda vault: vault.info)
        qtbot.waitUntil(lambda: not session.lane._long, timeout=60_000)
        placed(qtbot, window)


def by_tab(window: Window, page: QWidget) -> list[QWidget]:
    """What Tab comes to within `page`, until it comes round to the first again."""
    window.activateWindow()
    page.setFocus()
    QApplication.processEvents()
    reached: list[QWidget] = []
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if len(reached) > 1 and focus is reached[0]:
            return [each for each in reached if page.isAncestorOf(each)]
        if focus not in reached:
            reached.append(focus)
    pytest.fail(f"Tab stays at {QApplication.focusWidget()}")


def told(widgets: list[QWidget]) -> list[str]:
    return [f"{type(each).__name__} {each.accessibleName()}" for each in widgets]


def rounded(widgets: list[QWidget], first: QWidget) -> list[QWidget]:
    """The same round, begun at `first`."""
    at = widgets.index(first)
    return widgets[at:] + widgets[:at]


def wanted(page: QWidget) -> list[QWidget]:
    return [each for each in in_reading_order(page) if each.isVisible() and each.isEnabled()]


@pytest.mark.parametrize("name", SCREENS)
def test_tab_leads_through_a_screen_as_it_is_read(
    qtbot: QtBot, qapp: QApplication, family_session: Session, name: str
) -> None:
    session = family_session
    window = Window(qapp, session, lambda *_: None)
    shell = window._show_shell()
    shown(qtbot, window)
    shell.start()
    screen, argument = SCREENS[name]
    session.go(screen, ask(qtbot, session, argument))
    settled(qtbot, session, window)
    page = shell.screen_shown
    assert page is not None
    reached = by_tab(window, page)
    expected = wanted(page)
    assert told(rounded(reached, expected[0])) == told(expected)


PAGES: dict[str, Callable[[Window, Path], object]] = {
    "start": lambda window, _: window.show_start(),
    "help": lambda window, _: window.show_help(),
    "check": lambda window, _: window.show_check(),
    "new case": lambda window, _: window.show_new_case(),
    "unlock": lambda window, path: window.show_unlock(path),
    "recovery": lambda window, path: window.show_recovery(path),
}


@pytest.mark.parametrize("name", PAGES)
def test_tab_comes_to_everything_before_a_case_is_open(
    qtbot: QtBot, qapp: QApplication, family_session: Session, path: Path, name: str
) -> None:
    window = Window(qapp, family_session, lambda *_: None)
    shown(qtbot, window)
    PAGES[name](window, path)
    placed(qtbot, window)
    page = window.page
    assert page is not None
    assert not isinstance(page, Shell)
    assert set(by_tab(window, page)) >= set(wanted(page))
