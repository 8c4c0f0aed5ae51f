"""Reads a file as strictly as `pdf_writer` writes: every byte of it belongs to one known object.

What any other program made of a bundle, or put behind its end, or hid between its objects, shows
here before the contents are looked at.
"""

import os
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

from limbo_desktop.bundle.pdf_writer import (
    HEADER,
    LOCKED_HEADER,
    OBJECT_END,
    STREAM_END,
    STREAM_START,
    trailer,
)

_TAIL: Final = 512
_ROW: Final = 20
_MOST_OBJECTS: Final = 20_000_000
_START = re.compile(rb"startxref\n(\d{1,15})\n%%EOF\n\Z")
_TRAILER = re.compile(
    rb"trailer\n<< (?:/Encrypt (\d+) 0 R )?/ID \[ <([0-9a-f]{32})> <\2> \] "
    rb"/Info (\d+) 0 R /Root (\d+) 0 R /Size (\d+) >>"
)


class NotAsWrittenError(ValueError):
    """The file is not as this program writes it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an object lies in the file: from its number to behind its last byte."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a file: where each object lies, and what the trailer says.

    `lock` is the object that a password opens, 0 in a file without one; `table` is where the
    cross-reference table begins.
    """

    extents: dict[int, Extent]
    root: int
    info: int
    identity: bytes
    table: int
    lock: int = 0


def read_frame(file: BinaryIO) -> Frame:
    """Read header, cross-reference table and trailer.

    Raises:
        NotAsWrittenError: there is anything else in the file, or something is missing.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(len(HEADER))
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    start, found = _START.search(tail), _TRAILER.search(tail)
    if start is None or found is None:
        raise NotAsWrittenError("end")
    table, lock, count = int(start[1]), int(found[1] or 0), int(found[5])
    if head != (LOCKED_HEADER if lock else HEADER):
        raise NotAsWrittenError("header")
    info, root, identity = int(found[3]), int(found[4]), bytes.fromhex(found[2].decode())
    end = trailer(count, root, info, identity, table, lock)
    head = b"xref\n0 %d\n" % count
    if not 1 < count < _MOST_OBJECTS or table + len(head) + _ROW * count + len(end) != size:
        raise NotAsWrittenError("table")
    file.seek(table)
    if file.read(len(head)) != head or not tail.endswith(end):
        raise NotAsWrittenError("table")
    extents = _extents(file.read(_ROW * count), count, table)
    return Frame(extents, root, info, identity, table, lock)


def starts_with(
    file: BinaryIO, number: int, extent: Extent, text: bytes, length: int | None
) -> bool:
    """Whether an object is exactly its dictionary `text` and, for a stream, `length` bytes."""
    begin = b"%d 0 obj\n" % number + text
    if length is None:
        file.seek(extent.start)
        return file.read(extent.end - extent.start) == begin + OBJECT_END
    begin += STREAM_START
    end = STREAM_END + OBJECT_END
    if extent.end - extent.start != len(begin) + length + len(end):
        return False
    file.seek(extent.start)
    if file.read(len(begin)) != begin:
        return False
    file.seek(extent.end - len(end))
    return file.read(len(end)) == end


def _extents(rows: bytes, count: int, table: int) -> dict[int, Extent]:
    if rows[:_ROW] != b"0000000000 65535 f \n":
        raise NotAsWrittenError("table")
    offsets = {}
    for number in range(1, count):
        row = rows[number * _ROW : (number + 1) * _ROW]
        if not row[:10].isdigit() or row[10:] != b" 00000 n \n":
            raise NotAsWrittenError("table")
        offsets[int(row[:10])] = number
    ordered = [*sorted(offsets), table]
    if len(offsets) != count - 1 or ordered[0] != len(HEADER) or ordered[-2] >= table:
        raise NotAsWrittenError("table")
    return {offsets[start]: Extent(start, end) for start, end in pairwise(ordered)}
