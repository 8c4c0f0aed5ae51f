"""Banners above a screen: a message that stays until it is closed, and the lock in a minute."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.lock_card import LAST_SECONDS
from limbo_desktop.ui.widgets.buttons import Button, ButtonKind
from limbo_desktop.ui.widgets.message import Notice

_READ_OUT: Final = (30, 10)
"""Seconds before the lock at which it is said again; each second would drown all else."""


class Banner(QWidget):
    """Holds at most one notice and a button that closes it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        u = session.theme.u
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(u(24), u(12), u(24), 0)
        self._notice: Notice | None = None
        self._follows = False
        self.hide()

    def follow(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Say how far a work is, with a link that stops it.

        The notice stays the same while the work goes on, so that the link keeps the focus; once
        it was closed it stays so.
        """
        if self._follows and self._notice is not None:
            self._notice.set_text(text, aloud=False)
        else:
            self.say(text, "notice", action, act)
            self._follows = True

    def say(
        self, text: str, tone: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show `text` in place of what was there; with `action` a link that calls `act`."""
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.deleteLater()
        self._follows = False
        theme, words = self._session.theme, self._session.words
        icon = "circle-check" if tone == "good" else "info"
        notice = Notice(theme, text, tone=tone, icon=icon, action=action)
        if act is not None:
            notice.acted.connect(act)
        close = Button(
            theme, kind=ButtonKind.QUIET, icon="x", height="small_button", name=words.t("Close")
        )
        close.clicked.connect(self.hide)
        row = notice.layout()
        if isinstance(row, QHBoxLayout):
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._notice = notice
        self._column.addWidget(notice)
        notice.show()
        self.show()

    @property
    def text(self) -> str:
        """Return the words that are shown, empty when none are."""
        return self._notice.text if self._notice is not None and not self.isHidden() else ""


class LockSoon(QWidget):
    """In the last minute says in words that the vault is about to lock, and how to keep it open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._words = session.words
        u = session.theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(u(24), u(12), u(24), 0)
        self._notice = Notice(session.theme, icon="lock")
        column.addWidget(self._notice)
        self.hide()

    def show_left(self, seconds: int) -> None:
        """Show the card when at most a minute is left."""
        if seconds <= LAST_SECONDS:
            text = self._words.n(
                "Locks in {count} second. Everything is saved. Any key keeps it open.",
                "Locks in {count} seconds. Everything is saved. Any key keeps it open.",
                seconds,
            )
            self._notice.set_text(text, aloud=seconds in _READ_OUT)
        self.setVisible(seconds <= LAST_SECONDS)

    @property
    def text(self) -> str:
        """Return the words that are shown, empty when none are."""
        return "" if self.isHidden() else self._notice.text
