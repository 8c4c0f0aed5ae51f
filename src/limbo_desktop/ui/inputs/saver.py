"""Keeps what is typed into a form: a draft every second, a change when the field is left.

A draft is one row that the next one takes the place of; a change is kept in the history for good,
and is what can be undone.  A crash loses about the last second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTime, QTimer

from limbo_desktop.case.records import Record
from limbo_desktop.errors import PersonError
from limbo_desktop.ui.inputs.sheet import Sheet, is_empty, record_of, sheet_of
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import SavedIndicator
from limbo_desktop.vault.records import NoSuchRecordError

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

DRAFT_MS: Final = 1000

R = TypeVar("R", bound=Record)


def read_sheet(vault: Vault, record: R) -> Sheet[R]:
    """Return what a form shows of `record`: it and the words kept beside it.  On the lane."""
    return sheet_of(record, vault.typed.get(record.id))


class Keeper(Generic[R]):
    """Saves the sheets of one record in the order in which they come; used on the lane only.

    A record without an id is added with its first sheet that is not empty; later ones know it.
    """

    def __init__(self, identity: str) -> None:
        self.identity = identity

    def draft(self, vault: Vault, sheet: Sheet[R]) -> None:
        """Keep `sheet` until it is put, through a crash too."""
        if self.identity:
            vault.drafts.keep(self._named(sheet), sheet.typed)
        else:
            self.put(vault, sheet)

    def put(self, vault: Vault, sheet: Sheet[R]) -> None:
        """Make `sheet` what the record is, and its words those beside it."""
        if not self.identity and is_empty(sheet):
            return
        with vault.transaction():
            record = self._named(sheet)
            repository = vault.repository(record)
            vault.drafts.release(record)
            try:
                record = repository.put(record) if self.identity else repository.add(record)
            except NoSuchRecordError:
                return  # it went to the bin meanwhile, as it was
            vault.typed.put(record, sheet.typed)
        # Only a saved record has an id: a refused one is added anew with the next sheet.
        self.identity = record.id

    def _named(self, sheet: Sheet[R]) -> R:
        return replace(record_of(sheet), id=self.identity)


class Saver(QObject, Generic[R]):
    """Follows one form: `load` what it shows, `touch` at every change, `commit` on leaving.

    `read` gives the sheet that the form holds now, from the one that it held before.
    """

    def __init__(
        self,
        session: Session,
        owner: QObject,
        read: Callable[[Sheet[R]], Sheet[R]],
        indicator: SavedIndicator,
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._read = read
        self._indicator = indicator
        self._keeper: Keeper[R] = Keeper("")
        self._kept: Sheet[R] | None = None
        self._waiting: Sheet[R] | None = None
        self._touched = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._save_draft)

    @property
    def identity(self) -> str:
        """Return the record's id, "" before it has one."""
        return self._keeper.identity

    @property
    def sheet(self) -> Sheet[R] | None:
        """Return the newest sheet, saved or waiting; None before one is loaded."""
        return self._waiting or self._kept

    def load(self, sheet: Sheet[R] | None) -> None:
        """Begin with `sheet`; what was typed before should have been committed."""
        self._timer.stop()
        self._kept, self._waiting, self._touched = sheet, None, ""
        self._keeper = Keeper(sheet.record.id if sheet is not None else "")
        self._indicator.set("", "", "good")

    def touch(self, key: str) -> None:
        """Something was typed or chosen under `key`; then the field touched before is left."""
        before = self.sheet
        if before is None:
            return
        now = self._read(before)
        if now == before:
            return
        if self._touched not in ("", key):
            self._put()
        self._touched, self._waiting = key, now
        self._indicator.show_saving(self._session.words.t("Saving…"))
        if not self._timer.isActive():
            # Never put off again: who types without a pause is kept every second too.
            self._timer.start()

    def put(self, sheet: Sheet[R]) -> None:
        """Make `sheet` what the record is, whatever the form holds."""
        self._timer.stop()
        self._waiting = sheet
        self._put()

    def commit(self) -> None:
        """Make what is typed a change of the record; nothing happens when nothing changed."""
        self._timer.stop()
        self._put()

    def _put(self) -> None:
        sheet, before = self._waiting, self._kept
        self._waiting, self._touched = None, ""
        if sheet is None:
            return
        self._kept = sheet
        keeper = self._keeper

        def refused(error: PersonError) -> None:
            # It stays in the form; the next pause and the next field try again.
            if self._keeper is keeper and self._waiting is None:
                self._kept, self._waiting = before, sheet
            self._refused(error)

        op(self._session, lambda vault: keeper.put(vault, sheet), owner=self).success(
            lambda _: self._saved()
        ).failure(refused).start()

    def _save_draft(self) -> None:
        sheet, keeper = self._waiting, self._keeper
        if sheet is not None:
            op(self._session, lambda vault: keeper.draft(vault, sheet), owner=self).success(
                lambda _: self._saved()
            ).failure(self._refused).start()

    def _saved(self) -> None:
        if self._timer.isActive():
            return
        clock = QTime.currentTime().toString("HH:mm")
        words = self._session.words
        self._indicator.show_saved(words.t("Saved at {time}", time=words.time(clock)))

    def _refused(self, error: PersonError) -> None:
        self._indicator.show_saving(self._session.words.t("Not saved yet"))
        self._session.show_error(error)
