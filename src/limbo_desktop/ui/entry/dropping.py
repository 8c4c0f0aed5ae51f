"""Files that are dropped on an entry or chosen for it: taken in, then cited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from limbo_desktop.ui.documents.adding import Adding, Summary
from limbo_desktop.ui.notices import Kind, Message
from limbo_desktop.ui.session import Session


def files_in(data: QMimeData) -> list[Path]:
    """Return the files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Dropping(QObject):
    """`taken(id)` for each document, also for one whose file was there already."""

    taken = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._adding: Adding | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in; the process that looks at them starts with the first."""
        if self._adding is None:
            from limbo_desktop.render.client import Renderer

            renderer = Renderer()
            self.destroyed.connect(renderer.close)
            self._adding = Adding(self._session, renderer, self)
            self._adding.taken.connect(self.taken)
            self._adding.ended.connect(self._tell)
        self._adding.add(paths)

    def _tell(self, summary: Summary) -> None:
        """Say why a file was refused; that the others are in is seen in the entry."""
        words = self._session.words
        if summary.refused:
            name, why = summary.refused[0]
            told = words.t("{names}: {why}", names=words.identifier(name), why=why)
            self._session.say(Message(Kind.REFUSED, lambda _: told))
