"""The previews of the grid: asked for when they come into view, drawn one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from limbo_desktop.case.records import Document
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.looking import (
    Look,
    decoded,
    draw_page,
    encoded,
    keep_look,
    kept_look,
    look_at,
)
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

PIXELS: Final = (160, 320, 640)
"""The sizes, by the longest side, that are kept."""

WAITING: Final = 60
"""How many previews wait to be drawn: those that were scrolled past long ago are forgotten."""


class Thumbnails(QObject):
    """`ready(sha256)` is sent when `look` and `pixmap` have an answer for a document."""

    ready = Signal(str)

    def __init__(self, session: Session, renderer: Renderer, side: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._pixels = next((each for each in PIXELS if each >= side), PIXELS[-1])
        self._looks: dict[str, Look] = {}
        self._pixmaps: dict[str, QPixmap] = {}
        self._queue: list[Document] = []
        self._busy = ""

    def look(self, document: Document) -> Look | None:
        """Return what the file is, None while that is not known; asks for it then."""
        found = self._looks.get(document.sha256)
        if found is None:
            self._ask(document)
        return found

    def pixmap(self, document: Document) -> QPixmap | None:
        """Return its first page, None while there is none."""
        return self._pixmaps.get(document.sha256)

    def forget(self, sha256: str) -> None:
        """Look at a file anew, such as after its password was typed."""
        self._looks.pop(sha256, None)
        self._pixmaps.pop(sha256, None)

    def _ask(self, document: Document) -> None:
        if document.sha256 == self._busy:
            return
        self._queue = [each for each in self._queue if each.sha256 != document.sha256]
        self._queue = [document, *self._queue][:WAITING]
        if not self._busy:
            self._next()

    def _next(self) -> None:
        if not self._queue:
            self._busy = ""
            return
        document = self._queue.pop(0)
        sha, pixels = document.sha256, self._pixels
        self._busy = sha

        def kept(vault: Vault) -> tuple[Look | None, QImage | None]:
            data = vault.previews.get(sha, 0, pixels)
            return kept_look(vault, sha), decoded(data) if data is not None else None

        def answered(found: tuple[Look | None, QImage | None]) -> None:
            look, image = found
            if look is not None and (image is not None or not look.drawn):
                self._take(sha, look, image)
            else:
                self._draw(document)

        op(self._session, kept, owner=self).success(answered).failure(
            lambda _: self._take(sha, Look(), None)
        ).start()

    def _draw(self, document: Document) -> None:
        sha, pixels, renderer = document.sha256, self._pixels, self._renderer

        def work(stream: BinaryIO, _job: Job) -> tuple[Look, QImage | None, bytes | None]:
            look = look_at(stream, document, renderer)
            if not look.drawn:
                return look, None, None
            try:
                image = draw_page(stream, document, 0, (pixels, pixels), renderer)
            except RenderFailure as failure:
                return replace(look, problem=failure.reason.message), None, None
            return look, image, encoded(image)

        def drawn(found: tuple[Look, QImage | None, bytes | None]) -> None:
            look, image, data = found
            if not look.problem:
                self._keep(sha, look, data)
            self._take(sha, look, image)

        file_op(self._session, document, work, owner=self).success(drawn).failure(
            lambda _: self._take(sha, Look(), None)
        ).start()

    def _keep(self, sha: str, look: Look, data: bytes | None) -> None:
        pixels = self._pixels

        def put(vault: Vault) -> None:
            if vault.read_only:
                return
            keep_look(vault, sha, look)
            if data is not None:
                vault.previews.put(sha, 0, pixels, data)

        # A preview that could not be kept is drawn again: nothing to tell.
        op(self._session, put, owner=self).failure(lambda _: None).start()

    def _take(self, sha: str, look: Look, image: QImage | None) -> None:
        self._looks[sha] = look
        if image is not None:
            self._pixmaps[sha] = QPixmap.fromImage(image)
        self.ready.emit(sha)
        self._next()
