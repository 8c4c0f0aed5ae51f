"""After an update: the words of the case are indexed anew, piece by piece, while one works."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets.message import Notice
from limbo_desktop.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

_QUIET_SECONDS: Final = 0.3
_BETWEEN_MS: Final = 5
"""A moment for others to hand in what they want of the vault."""


class Readying(QWidget):
    """Says that the search does not find everything yet, and how far it is.

    Shown only while that is so; each piece is kept, so that a lock in between costs nothing.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._begun = time.monotonic()
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.u(24), theme.u(12), theme.u(24), 0)
        column.setSpacing(theme.u(4))
        self._notice = Notice(theme, icon="search")
        self._line = ProgressLine(theme, words.t("How much can be searched"))
        column.addWidget(self._notice)
        column.addWidget(self._line)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(_BETWEEN_MS)
        self._next.timeout.connect(self._step)
        self.hide()

    @property
    def text(self) -> str:
        """Return the words that are shown, empty when none are."""
        return "" if self.isHidden() else self._notice.text

    def start(self) -> None:
        """Begin, or go on where an earlier window stopped; nothing to do is the rule."""
        self._begun = time.monotonic()
        if self._session.path is not None:
            self._step()

    def _step(self) -> None:
        op(self._session, _piece, owner=self).success(self._made).failure(self._refused).start()

    def _made(self, reached: tuple[int, int] | None) -> None:
        if reached is None:
            if not self.isHidden():
                self.hide()
                # What was searched meanwhile is searched again.
                self._session.changed.emit(frozenset())
            return
        done, total = reached
        if time.monotonic() - self._begun > _QUIET_SECONDS:
            words = self._session.words
            text = words.t(
                "After the update the search is being made ready: {done} of {total}. Until then it"
                " does not find everything. Nothing else has to wait.",
                done=words.number(done),
                total=words.number(total),
            )
            self._notice.set_text(text, aloud=False)
            self._line.set_progress(done, total)
            self.show()
        self._next.start()

    def _refused(self, error: PersonError) -> None:
        """Say why it cannot go on now; it will at the next opening."""
        self.hide()
        self._session.show_error(error)


def _piece(vault: Vault) -> tuple[int, int] | None:
    """Make the next piece; None when everything is made.  On the lane."""
    renewal = vault.renewal
    return renewal.step() if renewal is not None and renewal.waiting else None
