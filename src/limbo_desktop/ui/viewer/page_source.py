"""Pictures of a document's pages: from memory, from the vault's previews, from the render process.

One page is drawn at a time, the ones in view first.  What is drawn small is kept in the vault,
encrypted; nothing is ever decoded in the window's thread and nothing is written to a disk.
"""

from __future__ import annotations

from collections import OrderedDict
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.looking import decoded, draw_page, encoded
from limbo_desktop.ui.operations import Operation, free_op, op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from typing import BinaryIO

    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

PREVIEW: Final = 640
"""Pixels of the longest side of the pictures that the vault keeps: shown until the sharp one is
there, some 60 KB each."""

LONGEST_SIDE: Final = 6_000
MEMORY_BYTES: Final = 160 << 20
"""What the pictures in memory may take; the one that was looked at longest ago goes first."""

_HELD: Final = 32 << 20
"""A file up to this size is held in memory while it is looked at."""


class PageSource(QObject):
    """`drawn(index)` is sent when `picture` has a better answer, `failed(error)` for no answer."""

    drawn = Signal(int)
    failed = Signal(object)

    def __init__(
        self, session: Session, renderer: Renderer, document: Document, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._document = document
        self._bytes: bytes | None = None
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._previews: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._bad: set[int] = set()
        self._wanted: list[tuple[int, QSize]] = []
        self._running: Operation[tuple[QImage, bytes | None]] | None = None

    def hold(self, data: bytes) -> None:
        """Keep the file's bytes, already read, for the pages to come."""
        self._bytes = data if len(data) <= _HELD else None

    def picture(self, index: int) -> QImage | None:
        """Return the best picture of a page that is there."""
        found = self._images.get(index)
        if found is not None:
            self._images.move_to_end(index)
            return found
        return self._previews.get(index)

    def want(self, wanted: list[tuple[int, QSize]]) -> None:
        """Have pages drawn in this order, each within its size in pixels; former wishes are void.

        A page whose picture is large enough is not drawn anew.
        """
        self._wanted = [each for each in wanted if self._needs(*each)]
        for index, _ in self._wanted:
            self._look_up(index)
        if self._running is None:
            self._next()

    def _needs(self, index: int, size: QSize) -> bool:
        if index in self._bad:
            return False
        image = self._images.get(index)
        if image is None:
            return True
        box = size.boundedTo(QSize(LONGEST_SIDE, LONGEST_SIDE))
        fits = image.width() >= box.width() - 2 or image.height() >= box.height() - 2
        return not fits and not image.text("whole")

    def _look_up(self, index: int) -> None:
        """Show the preview that the vault has while the sharp picture is drawn."""
        if index in self._asked or index in self._images:
            return
        self._asked.add(index)
        sha = self._document.sha256

        def kept(vault: Vault) -> QImage | None:
            data = vault.previews.get(sha, index, PREVIEW)
            return decoded(data) if data is not None else None

        def found(image: QImage | None) -> None:
            if image is not None:
                self._previews[index] = image
                self.drawn.emit(index)

        op(self._session, kept, owner=self).success(found).failure(lambda _: None).start()

    def _next(self) -> None:
        if not self._wanted:
            self._running = None
            return
        index, size = self._wanted.pop(0)
        box = size.boundedTo(QSize(LONGEST_SIDE, LONGEST_SIDE)).expandedTo(QSize(16, 16))
        document, renderer, data = self._document, self._renderer, self._bytes
        keep = index not in self._previews

        def work(stream: BinaryIO, job: Job) -> tuple[QImage, bytes | None]:
            job.check()
            image = draw_page(stream, document, index, (box.width(), box.height()), renderer)
            if max(image.width(), image.height()) < max(box.width(), box.height()) - 2:
                image.setText("whole", "1")  # a picture is never enlarged: these are all its pixels
            return image, encoded(_small(image)) if keep else None

        running = (
            file_op(self._session, document, work, owner=self)
            if data is None
            else free_op(self._session, lambda job: work(BytesIO(data), job), owner=self)
        )
        self._running = (
            running.success(lambda found: self._take(index, *found))
            .failure(lambda error: self._refuse(index, error))
            .finished(self._next)
            .start()
        )

    def _take(self, index: int, image: QImage, small: bytes | None) -> None:
        self._images[index] = image
        self._images.move_to_end(index)
        while len(self._images) > 1 and self._memory() > MEMORY_BYTES:
            self._images.popitem(last=False)
        self.drawn.emit(index)
        if small is not None:
            self._keep(index, small)

    def _memory(self) -> int:
        return sum(image.sizeInBytes() for image in self._images.values())

    def _keep(self, index: int, small: bytes) -> None:
        sha = self._document.sha256

        def put(vault: Vault) -> None:
            if sha in vault.blobs and vault.previews.get(sha, index, PREVIEW) is None:
                vault.previews.put(sha, index, PREVIEW, small)

        # A preview that could not be kept is drawn again: nothing to tell.
        op(self._session, put, owner=self).failure(lambda _: None).start()

    def _refuse(self, index: int, error: PersonError) -> None:
        self._bad.add(index)
        if not isinstance(error, RenderFailure) or not self._images:
            self.failed.emit(error)
        self.drawn.emit(index)

    def is_bad(self, index: int) -> bool:
        """Return whether the page could not be drawn."""
        return index in self._bad


def _small(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= PREVIEW:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(PREVIEW, PREVIEW, keep, smooth)
