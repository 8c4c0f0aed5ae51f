"""A record that a form edits: a draft at each pause, a change of the record when the form is left.

A draft is one row that the next one replaces; a change of a record is kept in the history for
good.  A crash loses what was typed since the last pause, about a second of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTime, QTimer

from limbo_desktop.case.json_form import from_json, to_json
from limbo_desktop.case.records import Document, Person, Task
from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import SavedIndicator

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

PAUSE_MS: Final = 1000

Small = Person | Document | Task
"""The records that these forms edit."""

R = TypeVar("R", Person, Document, Task)


def draft_key(record: Small) -> str:
    """Return the key under which what is typed for `record` waits."""
    return f"{type(record).__name__.lower()}:{record.id}"


def with_draft(vault: Vault, record: R) -> R:
    """Return what was typed for `record` before a crash, else `record` itself.  On the lane."""
    draft = vault.drafts.get(draft_key(record))
    return from_json(type(record), draft.body) if draft is not None else record


class Edited(QObject):
    """Follows one form: `load` what it shows, `touch` at every keystroke, `commit` on leaving.

    `read` gives the record as the form has it now; it is asked at pauses only.
    """

    def __init__(
        self,
        session: Session,
        owner: QObject,
        read: Callable[[], Small | None],
        indicator: SavedIndicator,
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._read = read
        self._indicator = indicator
        self._kept: Small | None = None
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._save_draft)

    def load(self, record: Small | None, *, from_draft: bool = False) -> None:
        """Begin with `record`; what was typed before should have been committed.

        `from_draft` says that it was typed before a crash and has not become a change yet.
        """
        self._timer.stop()
        self._kept = record
        self._dirty = from_draft
        self._indicator.set("", "", "good")

    def touch(self) -> None:
        """Something was typed or chosen."""
        if self._kept is None:
            return
        self._dirty = True
        self._indicator.show_saving(self._session.words.t("Saving…"))
        self._timer.start()

    def commit(self) -> None:
        """Make what is typed a change of the record; nothing happens when nothing changed."""
        self._timer.stop()
        record = self._read()
        if not self._dirty or record is None:
            return
        before, self._kept, self._dirty = self._kept, record, False

        def put(vault: Vault) -> None:
            with vault.transaction():
                vault.drafts.discard(draft_key(record))
                if record != before or vault.repository(record).get(record.id) != record:
                    vault.repository(record).put(record)

        op(self._session, put, owner=self).success(lambda _: self._saved()).failure(
            self._failed
        ).start()

    def _save_draft(self) -> None:
        record = self._read()
        if record is None:
            return
        body = to_json(record)
        key = draft_key(record)
        op(self._session, lambda vault: vault.drafts.save(key, body), owner=self).success(
            lambda _: self._saved()
        ).failure(self._failed).start()

    def _saved(self) -> None:
        if self._timer.isActive():
            return
        clock = QTime.currentTime().toString("HH:mm")
        words = self._session.words
        self._indicator.show_saved(words.t("Saved at {time}", time=words.time(clock)))

    def _failed(self, error: PersonError) -> None:
        """Say that it is not kept yet; it stays in the form, and the next pause tries again."""
        self._dirty = True
        self._indicator.set("", "", "good")
        self._session.show_error(error)
