"""Makes copies of the case by themselves: at opening, in a pause after changes, at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import Operation, op, snapshot_op

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.ui.session import Session
    from limbo_desktop.vault.backup.keeping import Kept
    from limbo_desktop.vault.vault import Vault

LARGE: Final = 64 * 1024 * 1024
"""A longer file is not even begun to be copied while the program ends."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: after the opening, between two looks, of quiet after a change, between two copies,
    and at most at the end.
    """

    first: float = 5.0
    look: float = 15.0
    quiet: float = 60.0
    between: float = 600.0
    end: float = 2.0


class OutOfTime(Exception):  # noqa: N818 - the way out of the work
    """A copy would keep the program from ending."""


class Keeper(QObject):
    """Looks whether something was changed, and copies from a snapshot: nobody waits for it.

    `told` when how the copies stand may be otherwise now; `trouble` is why the last one could not
    be made, None when it could.  A lock or a new passphrase stops what is being made; it is made
    later.
    """

    told = Signal()
    progress = Signal(int, int)

    def __init__(
        self,
        session: Session,
        parent: QObject,
        pace: Pace | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pace = pace or Pace()
        self._now = now
        self._changes = -1
        self._changed_at: float | None = None
        self._tried_at = now()
        self._running: Operation[Kept | None] | None = None
        self.trouble: PersonError | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(int(self._pace.look * 1000))
        self._clock.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        """Whether a copy is being made."""
        return self._running is not None

    def begin(self) -> None:
        """The case was opened: copy soon if the last copy lacks something, then go on looking.

        What lies where nothing can be written is not copied: nobody could note that it was.
        """

        def start(read_only: bool) -> None:
            if not read_only:
                QTimer.singleShot(int(self._pace.first * 1000), self, self.copy)
                self._clock.start()

        op(self._session, lambda vault: vault.read_only, owner=self).success(start).start()

    def copy(self, *, always: bool = False) -> None:
        """Make a copy if one is due, or `always`; nothing happens while one is being made."""
        if self._running is not None:
            return
        self._tried_at = self._now()
        self._changed_at = None

        def work(view: Vault, job: Job) -> Kept | None:
            return view.backups.keep(job.report, always=always)

        self._running = snapshot_op(self._session, work, owner=self)
        self._running.progress(self.progress.emit).success(self._made).failure(self._failed)
        self._running.finished(self._finished).start()
        self.told.emit()

    def stop(self) -> None:
        """Stop the copy that is being made; nothing of it is left."""
        if self._running is not None:
            self._running.cancel()

    def look(self) -> None:
        """Ask how many changes there were; copy when they have been at rest for a while.

        By the way it is noticed when another program changed the file.
        """

        def changes(vault: Vault) -> int:
            vault.look()
            return -1 if vault.read_only else vault.store.connection.total_changes

        op(self._session, changes, owner=self).success(self._seen).failure(lambda _: None).start()

    def last_chance(self) -> None:
        """Hand the lane a copy to make before the case is closed, if that takes no time.

        Otherwise the next opening makes it.
        """
        seconds = self._pace.end
        op(self._session, lambda vault: keep_within(vault, seconds), owner=self).failure(
            lambda _: None
        ).start()

    def _seen(self, changes: int) -> None:
        now = self._now()
        if changes != self._changes:
            if self._changes >= 0:
                self._changed_at = now
            self._changes = changes
        if self._changed_at is None or self._running is not None:
            return
        at_rest = now - self._changed_at >= self._pace.quiet
        if at_rest and now - self._tried_at >= self._pace.between:
            self.copy()

    def _made(self, kept: Kept | None) -> None:
        if kept is None:
            return
        self.trouble = None
        made = kept
        op(self._session, lambda vault: vault.backups.note(made), owner=self).success(
            lambda _: self.told.emit()
        ).start()

    def _failed(self, error: PersonError) -> None:
        self.trouble = error

    def _finished(self) -> None:
        self._running = None
        self.told.emit()


def keep_within(vault: Vault, seconds: float) -> Kept | None:
    """Make a copy that is due, unless it takes longer than `seconds`.  On the lane."""
    if vault.read_only or vault.path.stat().st_size > LARGE:
        return None
    end = time.monotonic() + seconds

    def told(_done: int, _total: int) -> None:
        if time.monotonic() > end:
            raise OutOfTime

    with suppress(OutOfTime, PersonError), vault.snapshot() as view:
        kept = view.backups.keep(told)
        if kept is not None:
            vault.backups.note(kept)
        return kept
    return None
