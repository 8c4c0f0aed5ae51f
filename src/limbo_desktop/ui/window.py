"""The window: one page at a time, the lock from anywhere, and what happens at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from limbo_desktop.ui.capture import CaptureGuard, system_put
from limbo_desktop.ui.environment import dress, translate_qt
from limbo_desktop.ui.lock import AfterLock, LockGuard, relaunch
from limbo_desktop.ui.opening import tell_of_opening
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.preferences import keep_preferences, read_preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import MINIMUM_WINDOW
from limbo_desktop.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from limbo_desktop.ui.clipboard import ClipboardGuard
    from limbo_desktop.ui.shell.shell import Shell

Relaunch = Callable[[Path | None, AfterLock], object]


class Window(QWidget):
    """Shows start, unlock, recovery, new case or the shell; makes the page anew when looks change.

    `relaunch` ends the process after a lock; a test passes its own.
    """

    def __init__(self, app: QApplication, session: Session, end: Relaunch = relaunch) -> None:
        super().__init__()
        self._app = app
        self._session = session
        self._end = end
        self._make: Callable[[], QWidget] | None = None
        self._page: QWidget | None = None
        self._shell: Shell | None = None
        self._translator: QTranslator | None = None
        self._guard: LockGuard | None = None
        self._opened: Path | None = None
        self._clipboard: ClipboardGuard | None = None
        self._language_chosen = False
        self._locking = False
        self._finished = False
        self.setWindowTitle("Limbo")
        self.setMinimumSize(*MINIMUM_WINDOW)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._dress()
        self._ring = FocusRing(session.theme, self)
        session.preferences_changed.connect(self._rebuild)
        session.lock_requested.connect(self.lock)
        self._captured = CaptureGuard(app, self, system_put())
        session.capture_changed.connect(self._hide_from_capture)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)
        self._fit()

    def _hide_from_capture(self, hidden: bool) -> None:
        self._captured.hide(hidden=hidden, windows=self._app.topLevelWidgets())

    @property
    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._page

    @property
    def guard(self) -> LockGuard | None:
        """Return what watches idle time, None while no vault is open."""
        return self._guard

    def _fit(self) -> None:
        """Take the size that is kept, as far as the screen has room."""
        now = self._session.preferences
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen is not None else None
        width = min(now.width, room.width()) if room is not None else now.width
        height = min(now.height, room.height()) if room is not None else now.height
        self.resize(width, height)

    def _dress(self) -> None:
        theme = self._session.theme
        dress(self._app, theme)
        self.setLayoutDirection(theme.direction)
        code = self._session.words.language.code
        self._translator = translate_qt(self._app, code, self._translator)

    def _show(self, make: Callable[[], QWidget]) -> QWidget:
        former = self._page
        self._make = make
        page = make()
        if former is not None:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._page = page
        self._column.addWidget(page)
        page.show()
        self._ring.raise_()
        if page is not self._shell:
            self._shell = None
            page.setFocus()
        return page

    def _rebuild(self) -> None:
        """Make the page anew in the language and look now in force."""
        self._dress()
        self._ring.set_theme(self._session.theme)
        former = self._shell
        if former is not None:
            former.flush()
            kept = former.place, former.trail, former.states(), former.messages
            self._show_shell().take_up(*kept)
        elif self._make is not None:
            self._show(self._make)

    def show_start(self, after: AfterLock | None = None) -> None:
        """Show the three languages; `after` tells of a case that was erased."""
        from limbo_desktop.ui.start.page import StartPage

        self._session.path = None

        def make() -> QWidget:
            page = StartPage(self._session, after)
            page.open_asked.connect(self._ask_vault)
            page.new_asked.connect(self._new_case)
            page.help_asked.connect(self.show_help)
            page.check_asked.connect(self._check)
            page.dropped.connect(self.show_check)
            return page

        self._show(make)

    def _check(self, code: str) -> None:
        self._session.set_language(code)
        self.show_check()

    def show_check(self, path: Path | None = None) -> None:
        """Show where a bundle is checked, which needs no vault; at once the one at `path`."""
        from limbo_desktop.ui.start.check_page import CheckPage

        def make() -> QWidget:
            page = CheckPage(self._session, path)
            page.left.connect(self.show_start)
            return page

        self._show(make)

    def show_help(self) -> None:
        """Show the help pages, which need no vault, with a way back to the start."""
        from limbo_desktop.ui.start.help_page import HelpPage

        def make() -> QWidget:
            page = HelpPage(self._session)
            page.left.connect(self.show_start)
            return page

        self._show(make)

    def _choose_language(self, code: str) -> None:
        self._language_chosen = True
        self._session.set_language(code)

    def _ask_vault(self, code: str) -> None:
        from limbo_desktop.ui.files import ask_open_file

        self._choose_language(code)
        title = self._session.words.t("Open my case")
        ask_open_file(
            self._session,
            self,
            title,
            lambda paths: self.show_unlock(paths[0]),
            patterns=("*.limbo",),
        )

    def show_unlock(self, path: Path, after: AfterLock | None = None) -> None:
        """Ask for the passphrase of the vault at `path`; `after` tells of the lock before."""
        from limbo_desktop.ui.unlock.page import UnlockPage

        self._session.path = path

        def make() -> QWidget:
            page = UnlockPage(self._session, path, after)
            page.opened.connect(self._on_open)
            page.lost.connect(lambda: self.show_recovery(path))
            page.other.connect(self.show_start)
            page.damaged.connect(lambda typed: self.show_damaged(path, typed))
            return page

        self._show(make)

    def show_damaged(self, path: Path, passphrase: str) -> None:
        """Show what of the damaged file at `path` still reads, and offer to bring it out."""
        from limbo_desktop.ui.unlock.damaged import DamagedPage

        def make() -> QWidget:
            page = DamagedPage(self._session, path, passphrase)
            self._guard_open(path)
            page.left.connect(lambda: self.show_unlock(path))
            page.finished.connect(self.show_unlock)
            return page

        self._show(make)

    def show_recovery(self, path: Path) -> None:
        """Ask for the digits of the recovery sheet."""
        from limbo_desktop.ui.unlock.recover import RecoverPage

        def make() -> QWidget:
            page = RecoverPage(self._session, path)
            page.fitted.connect(lambda: self._guard_open(path))
            page.opened.connect(self._on_open)
            page.left.connect(lambda: self.show_unlock(path))
            return page

        self._show(make)

    def _new_case(self, code: str) -> None:
        self._choose_language(code)
        self.show_new_case()

    def show_new_case(self) -> None:
        """Show the four steps of a new case."""
        from limbo_desktop.ui.new_case.page import NewCasePage

        def make() -> QWidget:
            page = NewCasePage(self._session)
            page.made.connect(self._guard_open)
            page.finished.connect(self._on_made)
            page.left.connect(self.show_start)
            return page

        self._show(make)

    def _on_made(self, path: Path) -> None:
        self._session.path = path
        self._on_open()

    def _on_open(self) -> None:
        """Take up what the vault keeps of looks, then show the shell."""
        now = self._session.preferences
        op(self._session, lambda vault: read_preferences(vault, now), owner=self).success(
            self._enter
        ).start()

    def _enter(self, kept: object) -> None:
        from limbo_desktop.ui.preferences import Preferences

        if not isinstance(kept, Preferences):
            return
        if self._language_chosen:
            kept = replace(kept, language=self._session.preferences.language)
        self._make = None
        former, self._page = self._page, None
        if former is not None:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._session.set_preferences(kept)
        self._fit()
        shell = self._show_shell()
        shell.start()
        self._watch(kept.lock_minutes, shell)
        tell_of_opening(self._session, self)

    def _show_shell(self) -> Shell:
        from limbo_desktop.ui.shell.shell import Shell

        shell = Shell(self._session)
        self._shell = shell
        if self._guard is not None:
            self._guard.left.connect(shell.show_time_left)
        self._show(lambda: shell)
        return shell

    def _watch(self, minutes: int, shell: Shell) -> None:
        """The case is on the screen: count as it says, tell the time left, look after copies."""
        known = self._guard is not None
        guard = self._guard_open(self._session.path or Path())
        if not known:
            guard.left.connect(shell.show_time_left)
        guard.set_minutes(minutes)
        self._session.keeper.begin()

    def _guard_open(self, path: Path) -> LockGuard:
        """Watch from now on: the key of the file at `path` is in memory, whatever page is shown."""
        self._opened = path
        if self._guard is not None:
            return self._guard
        # Not needed for the first window.
        from limbo_desktop.ui.away.watch import away_watch
        from limbo_desktop.ui.clipboard import ClipboardGuard

        guard = self._guard = LockGuard(self._session.preferences.lock_minutes, self)
        guard.due.connect(self.lock)
        self._session.minutes_changed.connect(guard.set_minutes)
        guard.begin(self._app)
        self._clipboard = ClipboardGuard(self)
        self._away = away_watch(self)
        self._away.left.connect(self.lock)
        self._away.begin()
        return guard

    def lock(self, reason: str = "") -> None:
        """Save the drafts, close the vault, and let a new process ask for the passphrase."""
        path = self._session.path or self._opened
        if self._locking or path is None or (self._opened is None and self._shell is None):
            return
        self._locking = True
        if reason == "erased":
            path = None
        # Nobody waits for a copy who has to be gone at once; idle time has nobody.
        self._finish(copy=reason == "idle", erased=path is None)
        clock = time.strftime("%H:%M")
        self._end(path, AfterLock(reason, clock, self._session.preferences))

    def _finish(self, *, copy: bool, erased: bool = False) -> None:
        """Hand over what is not saved yet, keep the window's size, close the vault.

        With `copy` a copy that is due is made first if it takes no time.  Of a case that was
        `erased` there is nothing left to save.
        """
        if self._finished:
            return
        self._finished = True
        self._ring.stop()
        if self._clipboard is not None:
            self._clipboard.clear()
        if self._shell is not None and not erased:
            self._shell.flush()
            now = replace(self._session.preferences, width=self.width(), height=self.height())
            op(self._session, lambda vault: keep_preferences(vault, now), owner=self).start()
            if copy:
                self.hide()
                self._session.keeper.last_chance()
        self._session.lane.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and close the vault; nothing is asked, since everything is saved as it is typed."""
        self._finish(copy=True)
        event.accept()
