"""Taking many files in: one after the other on the lane, with progress, cancel and a summary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import Operation, free_op, long_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.intake.attach import Attached
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

MOST_FILES: Final = 20_000
"""How many files one drop takes; a whole disk dropped by mistake is not walked to its end."""

_LEFT_OUT: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why, in the person's language."""

    name: str
    why: str


@dataclass(slots=True)
class Summary:
    """What became of the files of one drop."""

    new: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    cancelled: bool = False


def files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of `paths` and of the folders among them, in the order of their names.

    Hidden files, and links inside folders, are left out: nobody chose them.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for name in sorted(names):
                found = Path(folder) / name
                if name.startswith(".") or name.lower() in _LEFT_OUT or found.is_symlink():
                    continue
                yield found


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
        self._waiting: list[Path] = []
        self._done = 0
        self._summary = Summary()
        self._running: Operation[Attached] | None = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """Return whether files are being taken in."""
        return self._busy

    def add(self, paths: Sequence[Path]) -> None:
        """Take in files and the files of folders."""

        def walk(job: Job) -> list[Path]:
            found = []
            for path in files_of(paths):
                job.check()
                found.append(path)
                if len(found) >= MOST_FILES:
                    break
            return found

        free_op(self._session, walk, owner=self).success(self._found).start()

    def _found(self, files: list[Path]) -> None:
        self._waiting += files
        if not self._busy:
            self._summary, self._done, self._busy = Summary(), 0, True
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
        path, renderer = self._waiting.pop(0), self._renderer

        def take(vault: Vault, _job: Job) -> Attached:
            from limbo_desktop.intake.attach import attach_file

            return attach_file(vault, path, renderer)

        self._running = (
            long_op(self._session, take, owner=self)
            .success(self._took)
            .failure(lambda error: self._refuse(path, error))
            .finished(self._step)
            .start()
        )

    def _took(self, attached: Attached) -> None:
        document = attached.document
        title = document.title or document.file
        (self._summary.already if attached.already else self._summary.new).append(title)
        self.taken.emit(document.id)

    def _refuse(self, path: Path, error: PersonError) -> None:
        self._summary.refused.append(Refused(path.name, self._session.error_text(error)))

    def _step(self) -> None:
        self._done += 1
        self._next()
