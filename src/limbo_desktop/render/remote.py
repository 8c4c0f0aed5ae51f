"""The worker's view of a file that stays with the parent: read by ranges over the pipe."""

import io
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from limbo_desktop.render.limits import CACHED_BLOCKS, RANGE_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class RemoteFile(io.RawIOBase):
    """A seekable, read-only binary file of `size` bytes.

    `fetch(offset, length)` returns exactly the bytes asked for, at most `RANGE_BYTES`; the last
    blocks read are kept, so that parsers that jump about do not ask twice.
    """

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size = size
        self._fetch = fetch
        self._at = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self._size

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def seekable(self) -> bool:
        """Return True: it can be read from anywhere."""
        return True

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to an offset from the start, the position or the end; return the position."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer from the position, across blocks, up to the end of the file."""
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view) and self._at < self._size:
            number, start = divmod(self._at, RANGE_BYTES)
            piece = self._block(number)[start : start + len(view) - done]
            view[done : done + len(piece)] = piece
            done += len(piece)
            self._at += len(piece)
        return done

    def head(self, count: int) -> bytes:
        """Return the first bytes; the position is then the start."""
        self.seek(0)
        data = self.read(count) or b""
        self.seek(0)
        return data

    def _block(self, number: int) -> bytes:
        block = self._blocks.get(number)
        if block is not None:
            self._blocks.move_to_end(number)
            return block
        offset = number * RANGE_BYTES
        block = self._fetch(offset, min(RANGE_BYTES, self._size - offset))
        self._blocks[number] = block
        if len(self._blocks) > CACHED_BLOCKS:
            self._blocks.popitem(last=False)
        return block
