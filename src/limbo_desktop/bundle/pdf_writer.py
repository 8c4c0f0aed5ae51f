"""Writes a PDF object by object: nothing is kept but where each object stands.

The file is exactly: header, objects without a gap, cross-reference table, trailer.  `verify` holds
a bundle against the same form.
"""

from collections.abc import Iterator
from typing import Final, Protocol

from limbo_desktop.bundle.pdf_objects import Body, stream_head

HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
OBJECT_END: Final = b"\nendobj\n"
STREAM_START: Final = b"\nstream\n"
STREAM_END: Final = b"\nendstream"


class Sink(Protocol):
    """Where a file is written to; it needs no seeking."""

    def write(self, data: bytes, /) -> object:
        """Take all of the bytes."""
        ...


class Writer:
    """Writes one file from its start to its end; numbers are given before or as one writes."""

    def __init__(self, out: Sink) -> None:
        self._out = out
        self._offsets: dict[int, int] = {}
        self._next = 1
        self.size = 0
        self._write(HEADER)

    @property
    def next_number(self) -> int:
        """The number that `reserve` gives next."""
        return self._next

    def reserve(self, count: int = 1) -> int:
        """Give numbers for objects that follow; the first of them."""
        first = self._next
        self._next += count
        return first

    def put(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        self._begin(number)
        self._write(text)
        self._write(OBJECT_END)

    def put_stream(self, number: int, text: bytes, body: Body) -> None:
        """Write a stream; `text` is its dictionary without length and plain Flate."""
        self._begin(number)
        self._write(stream_head(text, body) + STREAM_START)
        self._write(body.raw)
        self._write(STREAM_END + OBJECT_END)

    def put_pieces(self, number: int, text: bytes, size: int, pieces: Iterator[bytes]) -> None:
        """Write a stream of `size` bytes as it is, piece by piece.

        Raises:
            ValueError: the pieces are not `size` bytes.
        """
        self._begin(number)
        self._write(text[:-2] + b"/Length %d >>" % size + STREAM_START)
        start = self.size
        for piece in pieces:
            self._write(piece)
        if self.size - start != size:
            raise ValueError("size")
        self._write(STREAM_END + OBJECT_END)

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write the cross-reference table and the trailer; every reserved number is written."""
        start = self.size
        rows = [b"xref\n0 %d\n0000000000 65535 f \n" % self._next]
        rows += [b"%010d 00000 n \n" % self._offsets[number] for number in range(1, self._next)]
        self._write(b"".join(rows))
        self._write(trailer(self._next, root, info, identity, start))

    def _begin(self, number: int) -> None:
        self._offsets[number] = self.size
        self._write(b"%d 0 obj\n" % number)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self.size += len(data)


def trailer(size: int, root: int, info: int, identity: bytes, start: int) -> bytes:
    """The end of a file of `size` numbers whose cross-reference table begins at `start`."""
    hexed = identity.hex().encode()
    return (
        b"trailer\n<< /ID [ <%b> <%b> ] /Info %d 0 R /Root %d 0 R /Size %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (hexed, hexed, info, root, size, start)
    )
