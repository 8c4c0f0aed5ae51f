"""The files of a damaged vault whose bytes are all there, as streams."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from limbo_desktop.vault.blobs import CHUNK_BYTES
from limbo_desktop.vault.salvage.finding import Found
from limbo_desktop.vault.salvage.plain_pages import PlainPages
from limbo_desktop.vault.salvage.trees import leaf

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of which every chunk is there; `sha256` is "" when only the chunks are left."""

    sha256: str
    pages: PlainPages
    places: tuple[tuple[int, int], ...]

    def stream(self) -> BinaryIO:
        """The bytes, to be read once from the start."""
        return io.BufferedReader(_Chunks(self._chunks()), buffer_size=CHUNK_BYTES)

    def _chunks(self) -> Iterator[bytes]:
        for page, number in self.places:
            for row in leaf(self.pages, page, only=number):
                data = row.cells[2]
                if isinstance(data, bytes):
                    yield data


def files_of(pages: PlainPages, found: Found) -> Iterator[FoundFile]:
    """The files that are there whole, by their rows, then those whose row is lost.

    The last chunk of a file without a row may be missing: its SHA-256 tells.
    """
    chunks: dict[int, dict[int, tuple[int, int]]] = {}
    for (blob, number), place in found.chunks.items():
        chunks.setdefault(blob, {})[number] = place
    for row in found.rows("blob"):
        _, sha256, size, _ = row.cells
        places = chunks.pop(row.number, {})
        if not isinstance(sha256, str) or not isinstance(size, int):
            continue
        if set(places) == set(range(-(-size // CHUNK_BYTES))):
            yield FoundFile(sha256, pages, _ordered(places))
    for places in chunks.values():
        if set(places) == set(range(len(places))):
            yield FoundFile("", pages, _ordered(places))


def _ordered(places: dict[int, tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(places[number] for number in sorted(places))


class _Chunks(io.RawIOBase):
    """Chunks one after the other as a file that can only be read on."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer up to the end of the chunk."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
