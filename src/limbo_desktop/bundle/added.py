"""Finds the bundle in a file that something was put behind: an update by a PDF editor, or anything.

An editor that saves by adding leaves what was there byte for byte, so the bundle can be checked
without what came later.
"""

import io
import os
from typing import TYPE_CHECKING, BinaryIO, Final

from limbo_desktop.bundle.pdf_file import NotAsWrittenError, read_frame

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_END: Final = b"\n%%EOF\n"
_PIECE: Final = 1 << 20
_ENDS: Final = 64
"""Places that are looked at: each save by adding leaves one more."""


def end_of_bundle(file: BinaryIO) -> int:
    """Where the bundle ends in a file that goes on behind it; 0 when there is none in it."""
    size = file.seek(0, os.SEEK_END)
    for end in _ends(file)[:_ENDS]:
        if end < size:
            try:
                read_frame(beginning(file, end))
            except NotAsWrittenError:
                continue
            return end
    return 0


def beginning(file: BinaryIO, end: int) -> BinaryIO:
    """The first `end` bytes of a file as a file."""
    return io.BufferedReader(_Beginning(file, end))


def _ends(file: BinaryIO) -> list[int]:
    """Where a PDF may end, in order."""
    found: list[int] = []
    place, before = 0, b""
    while len(found) < _ENDS:
        file.seek(place)
        piece = file.read(_PIECE)
        if not piece:
            break
        text = before + piece
        at = text.find(_END)
        while at >= 0:
            found.append(place - len(before) + at + len(_END))
            at = text.find(_END, at + 1)
        place += len(piece)
        before = text[-len(_END) + 1 :]
    return found


class _Beginning(io.RawIOBase):
    def __init__(self, file: BinaryIO, end: int) -> None:
        super().__init__()
        self._file = file
        self._end = end
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._end}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        into = memoryview(buffer).cast("B")
        self._file.seek(self._place)
        data = self._file.read(max(0, min(len(into), self._end - self._place)))
        into[: len(data)] = data
        self._place += len(data)
        return len(data)
