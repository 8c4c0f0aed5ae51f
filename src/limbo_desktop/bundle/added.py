"""Finds the bundle in a file that something was put behind: an update by a PDF editor, or anything.

An editor that saves by adding leaves what was there byte for byte, so the bundle can be checked
without what came later.
"""

import io
import os
from typing import BinaryIO, Final

from limbo_desktop.bundle.pdf_file import NotAsWrittenError, read_frame
from limbo_desktop.ranges import RangedFile

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


class _Beginning(RangedFile):
    def __init__(self, file: BinaryIO, end: int) -> None:
        super().__init__(end)
        self._file = file

    def _some(self, place: int, most: int) -> bytes:
        self._file.seek(place)
        return self._file.read(most)
