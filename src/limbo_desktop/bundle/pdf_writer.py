"""Writes a PDF object by object: nothing is kept but where each object stands.

The file is exactly: header, objects without a gap, cross-reference table, trailer.  `verify` holds
a bundle against the same form.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Protocol

from limbo_desktop.bundle.archival import is_metadata, unclaimed
from limbo_desktop.bundle.encrypt import Lock
from limbo_desktop.bundle.pdf_objects import Body, ObjectId, Record, stream_head

HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
LOCKED_HEADER: Final = b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n"
"""A protected file needs a reader of PDF 2.0, and so says so; as long as the other."""

OBJECT_END: Final = b"\nendobj\n"
STREAM_START: Final = b"\nstream\n"
STREAM_END: Final = b"\nendstream"

_ROWS_AT_ONCE: Final = 4096
"""Rows of the cross-reference table that are in memory together."""


class Sink(Protocol):
    """Where a file is written to; it needs no seeking."""

    def write(self, data: bytes, /) -> object:
        """Take all of the bytes."""
        ...


class Writer:
    """Writes one file from its start to its end; numbers are given before or as one writes.

    With a lock everything is encrypted on its way; `size` counts what is written.
    """

    def __init__(self, out: Sink, lock: Lock | None = None) -> None:
        self._out = out
        self._lock = lock
        self._offsets = array("Q", [0])  # by number, from 1; 0 until it is written
        self._next = 1
        self.size = 0
        self._write(HEADER if lock is None else LOCKED_HEADER)

    @property
    def next_number(self) -> int:
        """The number that `reserve` gives next."""
        return self._next

    def reserve(self, count: int = 1) -> int:
        """Give numbers for objects that follow; the first of them."""
        first = self._next
        self._next += count
        self._offsets.frombytes(bytes(count * self._offsets.itemsize))
        return first

    def put_record(self, number: int, record: Record, numbers: Mapping[ObjectId, int]) -> None:
        """Write an object; `numbers` are those of what it refers to."""
        text = record.template.fill(numbers)
        if record.body is None:
            self.put(number, text)
        else:
            self.put_stream(number, text, record.body)

    def put(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        if self._lock is not None:
            text = self._lock.text(text)
        self._begin(number, text + OBJECT_END)

    def put_stream(self, number: int, text: bytes, body: Body) -> None:
        """Write a stream; `text` is its dictionary without length and plain Flate."""
        if self._lock is not None:
            raw = unclaimed(body.raw) if is_metadata(text) else body.raw
            text, body = self._lock.text(text), replace(body, raw=self._lock.data(raw))
        self._begin(number, stream_head(text, body) + STREAM_START)
        self._write(body.raw)
        self._write(STREAM_END + OBJECT_END)

    def put_pieces(self, number: int, text: bytes, size: int, pieces: Iterator[bytes]) -> None:
        """Write a stream of `size` bytes as it is, piece by piece.

        Raises:
            ValueError: the pieces are not `size` bytes.
        """
        if self._lock is not None:
            text, size, pieces = (
                self._lock.text(text),
                self._lock.size(size),
                self._lock.pieces(pieces),
            )
        self._begin(number, text[:-2] + b"/Length %d >>" % size + STREAM_START)
        start = self.size
        for piece in pieces:
            self._write(piece)
        if self.size - start != size:
            raise ValueError("size")
        self._write(STREAM_END + OBJECT_END)

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write the cross-reference table and the trailer; every reserved number is written."""
        lock = 0
        if self._lock is not None:
            lock, identity = self.reserve(), self._lock.identity(identity)
            self._begin(lock, self._lock.entries + OBJECT_END)
        start = self.size
        self._write(_table_head(self._next))
        for at in range(1, self._next, _ROWS_AT_ONCE):
            self._write(_rows(self._offsets[at : at + _ROWS_AT_ONCE]))
        self._write(trailer(self._next, root, info, identity, start, lock))

    def _begin(self, number: int, text: bytes) -> None:
        self._offsets[number] = self.size
        self._write(b"%d 0 obj\n%b" % (number, text))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self.size += len(data)


def table(offsets: Mapping[int, int]) -> bytes:
    """The cross-reference table of objects 1, 2, … by where each begins."""
    count = len(offsets) + 1
    return _table_head(count) + _rows(offsets[number] for number in range(1, count))


def _table_head(size: int) -> bytes:
    return b"xref\n0 %d\n0000000000 65535 f \n" % size


def _rows(offsets: Iterable[int]) -> bytes:
    return b"".join(b"%010d 00000 n \n" % offset for offset in offsets)


def trailer(size: int, root: int, info: int, identity: bytes, start: int, lock: int = 0) -> bytes:
    """The end of a file of `size` numbers whose cross-reference table begins at `start`.

    `lock` is the number of what opens a protected file.
    """
    hexed = identity.hex().encode()
    locked = b"/Encrypt %d 0 R " % lock if lock else b""
    return (
        b"trailer\n<< %b/ID [ <%b> <%b> ] /Info %d 0 R /Root %d 0 R /Size %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (locked, hexed, hexed, info, root, size, start)
    )
