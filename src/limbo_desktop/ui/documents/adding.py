"""Taking many files in: one after the other on the lane, with progress, cancel and a summary."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from limbo_desktop.errors import PersonError
from limbo_desktop.intake.taking import (
    MOST_FILES,
    Fate,
    FileNotReadableError,
    Taken,
    files_of,
    take_in,
)
from limbo_desktop.marking import N_
from limbo_desktop.ui.operations import Operation, free_op, long_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

_UNREADABLE = N_("could not be read. Check that it is still there and try again.")


@dataclass(slots=True)
class Summary:
    """What became of the files of one drop: names, and why in the person's language.

    `whole` are archives that were kept as they are.  `too_many` when some were not looked at.
    """

    new: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    whole: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    cancelled: bool = False
    too_many: bool = False


class Adding(QObject):
    """Takes files in; `progress(done, total)`, `taken(id)` for each, then `ended(Summary)`.

    Files that come while others are taken in wait their turn.
    """

    progress = Signal(int, int)
    taken = Signal(str)
    ended = Signal(object)

    def __init__(self, session: Session, renderer: Renderer, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._waiting: deque[Path] = deque()
        self._done = 0
        self._summary = Summary()
        self._running: Operation[list[Taken]] | None = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """Return whether files are being taken in."""
        return self._busy

    def add(self, paths: Sequence[Path]) -> None:
        """Take in files, the files of folders and those of archives."""

        def walk(job: Job) -> list[Path]:
            found = []
            for path in files_of(paths):
                job.check()
                found.append(path)
                if len(found) > MOST_FILES:
                    break
            return found

        free_op(self._session, walk, owner=self).success(self._found).start()

    def _found(self, files: list[Path]) -> None:
        if not self._busy:
            self._summary, self._done = Summary(), 0
        self._summary.too_many |= len(files) > MOST_FILES
        self._waiting += files[:MOST_FILES]
        if not self._busy:
            self._busy = True
            self._next()

    def cancel(self) -> None:
        """Stop after the file that is being taken in now; what is in stays."""
        self._waiting.clear()
        self._summary.cancelled = True
        if self._running is not None:
            self._running.cancel()

    def _next(self) -> None:
        self.progress.emit(self._done, self._done + len(self._waiting))
        if not self._waiting:
            self._busy = False
            self._running = None
            self.ended.emit(self._summary)
            return
        path, renderer = self._waiting.popleft(), self._renderer

        def take(vault: Vault, job: Job) -> list[Taken]:
            return list(take_in(vault, path, renderer, job.check))

        self._running = (
            long_op(self._session, take, owner=self)
            .success(self._took)
            .failure(lambda error: self._note(Taken(path.name, Fate.REFUSED, why=error)))
            .finished(self._step)
            .start()
        )

    def _took(self, files: list[Taken]) -> None:
        for taken in files:
            self._note(taken)

    def _note(self, taken: Taken) -> None:
        summary, document = self._summary, taken.document
        title = (document.title or document.file) if document is not None else taken.name
        match taken.fate:
            case Fate.NEW:
                summary.new.append(title)
            case Fate.ALREADY:
                summary.already.append(title)
            case Fate.WHOLE:
                summary.whole.append((taken.name, self._said(taken.why)))
            case Fate.REFUSED:
                summary.refused.append((taken.name, self._said(taken.why)))
        if document is not None:
            self.taken.emit(document.id)

    def _said(self, error: PersonError | None) -> str:
        """Why, without the name of the file: it stands beside, and one reason may hold for many."""
        if isinstance(error, FileNotReadableError):
            return self._session.words.t(_UNREADABLE)
        return self._session.error_text(error) if error is not None else ""

    def _step(self) -> None:
        self._done += 1
        self._next()
