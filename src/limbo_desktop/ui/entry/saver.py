"""Saves what is typed after a pause of a second, and knows the way back."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from limbo_desktop.case.records import Event
from limbo_desktop.errors import PersonError
from limbo_desktop.ui.entry.reading import Keeper
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

PAUSE_MS: Final = 1000
_STEPS: Final = 100


class Saver(QObject):
    """Keeps one entry's sheet in the vault.

    `saving` is sent when a pause begins, `saved` with the clock time "14:02" when the vault has
    it, `refused` when it could not be saved: the sheet is kept and tried again with the next.
    """

    saving = Signal()
    saved = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, identity: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = Keeper(identity)
        self._kept = Sheet(Event(id=identity))
        self._waiting: Sheet | None = None
        self._past: list[Sheet] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, sheet: Sheet, past: tuple[Sheet, ...] = ()) -> None:
        """Take `sheet` as what the vault has; `past` are states before it, oldest first."""
        self._kept = sheet
        self._past = list(past)

    @property
    def sheet(self) -> Sheet:
        """Return the newest sheet, saved or waiting."""
        return self._waiting or self._kept

    @property
    def can_undo(self) -> bool:
        """Return whether there is a state to go back to."""
        return bool(self._past) or self._waiting is not None

    def take(self, sheet: Sheet) -> None:
        """Save `sheet` after the pause; a newer one takes its place until then."""
        if sheet == self.sheet:
            return
        self._waiting = sheet
        self._timer.start()
        self.saving.emit()

    def flush(self) -> None:
        """Hand what waits to the lane now."""
        self._timer.stop()
        if self._waiting is None:
            return
        sheet, self._waiting = self._waiting, None
        if sheet == self._kept:
            self._told("")
            return
        self._past = [*self._past, self._kept][-_STEPS:]
        self._save(sheet)

    def _save(self, sheet: Sheet) -> None:
        before, self._kept = self._kept, sheet
        keeper = self._keeper
        op(self._session, lambda vault: keeper.save(vault, sheet), owner=self).success(
            self._told
        ).failure(lambda error: self._failed(error, sheet, before)).start()

    def _told(self, _identity: str) -> None:
        if self._waiting is None:
            self.saved.emit(time.strftime("%H:%M"))

    def _failed(self, error: PersonError, sheet: Sheet, before: Sheet) -> None:
        """Keep what was refused as waiting, so that the next pause tries again."""
        self._kept = before
        if self._waiting is None:
            self._waiting = sheet
        self.refused.emit(error)

    @property
    def identity(self) -> str:
        """Return the entry's id, "" before it has one."""
        return self._keeper.identity

    def undo(self) -> Sheet | None:
        """Go back to the state before the last change and save it; None when there is none."""
        self._timer.stop()
        if self._waiting is not None:
            self._waiting = None
            sheet = self._kept
            self._told("")
            return sheet
        if not self._past:
            return None
        sheet = self._past.pop()
        self._save(sheet)
        return sheet
