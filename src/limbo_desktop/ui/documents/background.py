"""Reads the files that nobody has looked into yet, one after the other, while the person works."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import QObject, QTimer, Signal

from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.operations import Operation, op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.case.records import Document
    from limbo_desktop.intake.look import Found
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

FIRST_SECONDS: Final = 2.5
AGAIN_SECONDS: Final = 4.0
"""How long after the start, and after the last look, the vault is asked for new files."""


class Background(QObject):
    """Looks the waiting files through; `progress(done, total)` for each, then `ended`.

    Started with the shell and stopped with it.  While nothing in the vault changes, it is not
    asked again.
    """

    progress = Signal(int, int)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer: Renderer | None = None
        self._queue: list[Document] = []
        self._done = 0
        self._seen = -1
        self._stopped = False
        self._running: Operation[Found] | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._ask)
        self._held: list[Renderer] = []
        # Bound to the list, not to self: by then there is no self any more.
        self.destroyed.connect(lambda _=None, held=self._held: [each.close() for each in held])

    @property
    def stopped(self) -> bool:
        """Whether the person wants no more files read."""
        return self._stopped

    def start(self) -> None:
        """Begin in a moment: first the person sees their case."""
        self._clock.start(int(FIRST_SECONDS * 1000))

    def cancel(self) -> None:
        """Read no further until the case is opened anew; what was read stays."""
        self._stopped = True
        self._queue.clear()
        self._clock.stop()
        if self._running is not None:
            self._running.cancel()
        self.ended.emit()

    def _ask(self) -> None:
        seen = self._seen

        def waiting(vault: Vault) -> tuple[int, tuple[Document, ...]]:
            changes = vault.store.connection.total_changes
            if vault.read_only or changes == seen:
                return changes, ()
            return changes, vault.findings.waiting()

        op(self._session, waiting, owner=self).success(self._have).failure(lambda _: None).start()

    def _have(self, answer: tuple[int, tuple[Document, ...]]) -> None:
        self._seen, waiting = answer
        self._queue, self._done = list(waiting), 0
        self._next()

    def _next(self) -> None:
        if self._stopped:
            return
        if not self._queue:
            if self._done:
                self._done = 0
                self.ended.emit()
            self._clock.start(int(AGAIN_SECONDS * 1000))
            return
        self.progress.emit(self._done, self._done + len(self._queue))
        if self.stopped:  # by whoever heard of the progress
            return
        document, renderer = self._queue.pop(0), self._worker()

        def work(stream: BinaryIO, _job: Job) -> Found:
            from limbo_desktop.intake.look import look

            return look(renderer, stream, document.file, document.password)

        def found(what: Found) -> None:
            op(
                self._session,
                lambda vault: vault.findings.put(document.sha256, what.facts, what.pages),
                owner=self,
            ).failure(lambda _: self.cancel()).finished(self._next).start()

        self._done += 1
        self._running = (
            file_op(self._session, document, work, owner=self)
            .success(found)
            .failure(lambda _: self.cancel())
            .start()
        )

    def _worker(self) -> Renderer:
        if self._renderer is None:
            from limbo_desktop.render.client import Renderer

            self._renderer = Renderer()
            self._held.append(self._renderer)
        return self._renderer
