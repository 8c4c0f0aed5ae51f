"""Every letter of a PDF page with its place: what is searched for names and covered with boxes."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limbo_desktop.render.facts import FoundBox
from limbo_desktop.render.wire import WireError

GRID: Final = 65_535
"""Parts into which a side of the page is divided on the way."""

LETTERS: Final = 200_000
"""Most letters of one page that are told."""

_BOX: Final = struct.Struct("<4H")


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text of a page as it is read, and the box of each of its letters.

    `complete` is False when the page has more letters than are told.
    """

    text: str
    boxes: tuple[FoundBox, ...]
    complete: bool = True

    def spans(self, start: int, end: int) -> tuple[FoundBox, ...]:
        """Return boxes around the letters from `start` to before `end`, one for each line."""
        lines: list[FoundBox] = []
        for letter, box in zip(self.text[start:end], self.boxes[start:end], strict=True):
            if letter.isspace() or not (box.width or box.height):
                continue
            if lines and _beside(lines[-1], box):
                lines[-1] = _both(lines[-1], box)
            else:
                lines.append(box)
        return tuple(lines)


def _beside(line: FoundBox, box: FoundBox) -> bool:
    """Whether a letter stands on the line, whichever way the page is turned."""
    down = min(line.y + line.height, box.y + box.height) - max(line.y, box.y)
    across = min(line.x + line.width, box.x + box.width) - max(line.x, box.x)
    near = 3 * max(box.width, box.height, 0.005)
    if down >= 0.3 * min(line.height, box.height):
        return -across <= near
    return across >= 0.3 * min(line.width, box.width) and -down <= near / 3


def _both(one: FoundBox, other: FoundBox) -> FoundBox:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return FoundBox(left, top, right - left, bottom - top)


def told_bytes(letters: Sequence[str], boxes: Sequence[FoundBox]) -> bytes:
    """Return letters and their boxes as the bytes of an answer."""
    corners = (
        (_part(box.x), _part(box.y), _part(box.x + box.width), _part(box.y + box.height))
        for box in boxes
    )
    return b"".join(_BOX.pack(*each) for each in corners) + "".join(letters).encode()


def told(count: int, body: bytes, *, complete: bool) -> Lettering:
    """Return the letters that `told_bytes` packed; WireError when it is something else."""
    size = count * _BOX.size
    try:
        text = body[size:].decode()
    except UnicodeDecodeError as error:
        raise WireError("lettering") from error
    if len(text) != count:
        raise WireError("lettering")
    return Lettering(text, tuple(map(_box, _BOX.iter_unpack(body[:size]))), complete)


def _part(side: float) -> int:
    return round(min(max(side, 0.0), 1.0) * GRID)


def _box(corners: tuple[int, ...]) -> FoundBox:
    left, top, right, bottom = (side / GRID for side in corners)
    return FoundBox(left, top, max(right - left, 0.0), max(bottom - top, 0.0))
