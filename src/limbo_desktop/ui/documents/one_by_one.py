"""Goes through the files that wait for something, one after the other, while the person works."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.case.records import Document
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

Query = Callable[["Vault"], "tuple[Document, ...]"]

AGAIN_SECONDS: Final = 4.0
"""How long after the last look the vault is asked for more files."""


class OneByOne(QObject):
    """`progress(done, total)` for each file, then `ended`.

    Started with the shell and stopped with it.  While nothing in the vault changes, it is not
    asked again; a case that cannot be written is left alone.
    """

    progress = Signal(int, int)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject, first_seconds: float) -> None:
        super().__init__(parent)
        self._session = session
        self._first_seconds = first_seconds
        self._renderer: Renderer | None = None
        self._queue: list[Document] = []
        self._running: Job | None = None
        self._done = 0
        self._seen = -1
        self._stopped = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._go_on)
        self._held: dict[str, Callable[[], object]] = {}
        # Bound to what is held, not to self: by then there is no self any more.
        self.destroyed.connect(lambda _=None, held=self._held: [end() for end in held.values()])

    @property
    def stopped(self) -> bool:
        """Whether the person wants no more files gone through."""
        return self._stopped

    def start(self) -> None:
        """Begin in a moment: first the person sees their case."""
        self._clock.start(int(self._first_seconds * 1000))

    def cancel(self) -> None:
        """Go no further until the case is opened anew; what was done stays."""
        self._stopped = True
        self._queue.clear()
        self._clock.stop()
        if self._running is not None:
            self._running.cancel()
        self.ended.emit()

    @abstractmethod
    def _waiting(self) -> Query:
        """What asks the vault for the files."""

    @abstractmethod
    def _begin(self, document: Document, renderer: Renderer) -> Job:
        """Begin what is done with a file; when it is settled, `_next` is called."""

    def _may_begin(self) -> bool:
        """Whether the next file can be begun now."""
        return True

    def _go_on(self) -> None:
        if self._queue:
            self._next()
            return
        seen, query = self._seen, self._waiting()

        def waiting(vault: Vault) -> tuple[int, tuple[Document, ...]]:
            changes = vault.store.connection.total_changes
            if vault.read_only or changes == seen:
                return changes, ()
            return changes, query(vault)

        op(self._session, waiting, owner=self).success(self._have).failure(lambda _: None).start()

    def _have(self, answer: tuple[int, tuple[Document, ...]]) -> None:
        self._seen, waiting = answer
        self._queue, self._done = list(waiting), 0
        self._next()

    def _next(self) -> None:
        if self._stopped:
            return
        if not self._queue:
            self._rest()
        if not self._queue or not self._may_begin():
            self._clock.start(int(AGAIN_SECONDS * 1000))
            return
        self.progress.emit(self._done, self._done + len(self._queue))
        if self.stopped:  # by whoever heard of the progress
            return
        self._done += 1
        self._running = self._begin(self._queue.pop(0), self._worker())
        self._held["job"] = self._running.cancel

    def _rest(self) -> None:
        """All files were gone through: nothing is held until there are more."""
        if self._done:
            self._done = 0
            self.ended.emit()
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def _worker(self) -> Renderer:
        if self._renderer is None:
            from limbo_desktop.render.client import Renderer

            self._renderer = Renderer()
            self._held["renderer"] = self._renderer.close
        return self._renderer
