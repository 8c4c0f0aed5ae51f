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
from limbo_desktop.render.failures import Reason

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.render.facts import Facts, Raster
    from limbo_desktop.vault.vault import Vault

JPEG_QUALITY: Final = 85
PAINTED: Final = QImage.Format.Format_RGB32
"""How pixels lie that are painted without being converted in the window's thread."""

FACTS_PIXELS: Final = 0
"""The size under which the facts of a file lie beside its previews."""

LONGEST_TEXT: Final = 40_000
"""Characters of a text that the viewer shows."""

LOCKED: Final = frozenset({Reason.PASSWORD, Reason.WRONG_PASSWORD})
_DRAWN: Final = ("pdf", "image")
_TEXTS: Final = ("text", "mail", "chat", "web", "office")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: `kind` of `render.facts.Kind`, pages, frames; `problem` a msgid or "".

    `locked` says that it waits for its password; `messages` counts those of a conversation;
    `seconds` is how long sound or video lasts, `recorded` when, as ISO 8601 or "".
    """

    kind: str = ""
    pages: int = 0
    frames: int = 1
    problem: str = ""
    locked: bool = False
    size: int = 0
    messages: int = 0
    seconds: float = 0.0
    recorded: str = ""

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
    return Look(
        facts.kind.value,
        facts.page_count or len(facts.pages),
        facts.frames,
        problem,
        facts.problem in LOCKED,
        facts.size,
        facts.messages,
        facts.seconds,
        facts.recorded,
    )


def sizes_of(facts: Facts) -> tuple[tuple[float, float], ...]:
    """Return the size of every page in points; pages beyond those listed are like the last."""
    sizes = [(page.width_pt, page.height_pt) for page in facts.pages]
    more = facts.page_count - len(sizes)
    return tuple(sizes + sizes[-1:] * max(0, more))


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
    image = QImage(raster.data, raster.width, raster.height, line, form)
    return image.convertToFormat(PAINTED)


def decoded(data: bytes) -> QImage:
    """Return the picture that `encoded` wrote; not for the window's thread."""
    return QImage.fromData(data).convertToFormat(PAINTED)


def encoded(image: QImage) -> bytes:
    """Return `image` as a JPEG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Written into memory: no file, so nothing of it reaches the disk.
    image.save(buffer, "JPEG", JPEG_QUALITY)  # type: ignore[call-overload]  # stubs want bytes
    return bytes(data.data())
