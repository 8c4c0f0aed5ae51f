"""How a file looks: what it is, and its pages as pictures, drawn by the render process.

Pictures are kept inside the vault, encrypted like everything in it, and nowhere else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from limbo_desktop.case.records import Document

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.render.facts import Facts, Raster
    from limbo_desktop.vault.vault import Vault

JPEG_QUALITY: Final = 85
FACTS_PIXELS: Final = 0
"""The size under which the facts of a file lie beside its previews."""

LONGEST_TEXT: Final = 40_000
"""Characters of a text that the viewer shows."""

_DRAWN: Final = ("pdf", "image")
_TEXTS: Final = ("text", "mail", "web", "office")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: `kind` of `render.facts.Kind`, pages, frames; `problem` a msgid or ""."""

    kind: str = ""
    pages: int = 0
    frames: int = 1
    problem: str = ""

    @property
    def drawn(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return self.kind in _DRAWN and self.pages > 0 and not self.problem

    @property
    def has_text(self) -> bool:
        """Whether it has no pages, but words that can be shown."""
        return self.kind in _TEXTS


def kept_look(vault: Vault, sha256: str) -> Look | None:
    """Return what was found out about a file before, if it was.  On the lane or a snapshot."""
    kept = vault.previews.get(sha256, 0, FACTS_PIXELS)
    return Look(**json.loads(kept)) if kept is not None else None


def keep_look(vault: Vault, sha256: str, look: Look) -> None:
    """Keep what was found out about a file.  On the lane."""
    vault.previews.put(sha256, 0, FACTS_PIXELS, json.dumps(asdict(look)).encode())


def look_at(stream: BinaryIO, document: Document, renderer: Renderer) -> Look:
    """Find out what the file of `document` is; never raises for a bad file."""
    from limbo_desktop.render.failures import RenderFailure

    try:
        facts = renderer.inspect(stream, document.file, document.password)
    except RenderFailure as failure:
        return Look(problem=failure.reason.message)
    return look_of(facts)


def look_of(facts: Facts) -> Look:
    """Return what the viewer needs of `facts`."""
    problem = facts.problem.message if facts.problem is not None else ""
    pages = facts.page_count or len(facts.pages)
    return Look(facts.kind.value, pages, facts.frames, problem)


def draw_page(
    stream: BinaryIO, document: Document, page: int, box: tuple[int, int], renderer: Renderer
) -> QImage:
    """Return a page as a picture within `box`, width and height in pixels.

    Raises RenderFailure when it cannot be shown.
    """
    return image_of(renderer.page_image(stream, page, *box, document.password))


def read_text(stream: BinaryIO, document: Document, renderer: Renderer) -> str:
    """Return the words of a file, cut to what the viewer shows.

    Raises RenderFailure when they cannot be read.
    """
    return renderer.text(stream, document.file, document.password).text[:LONGEST_TEXT]


def image_of(raster: Raster) -> QImage:
    """Return the pixels of `raster` as an image that owns them."""
    grey = raster.mode == "L"
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    line = raster.width * (1 if grey else 3)
    return QImage(raster.data, raster.width, raster.height, line, form).copy()


def encoded(image: QImage) -> bytes:
    """Return `image` as a JPEG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Written into memory: no file, so nothing of it reaches the disk.
    image.save(buffer, "JPEG", JPEG_QUALITY)  # type: ignore[call-overload]  # stubs want bytes
    return bytes(data.data())
