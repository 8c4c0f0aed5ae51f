"""A read-only file whose bytes are fetched, decrypted or put together only where it is read."""

import io
from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class RangedFile(io.RawIOBase):
    """A binary file of `size` bytes that can be read from anywhere: a subclass brings the bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._place = 0

    @abstractmethod
    def _some(self, place: int, most: int) -> bytes:
        """Return the bytes from `place` on that lie together, no more than `most` of them."""

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
        """Return the place where the next read begins, in bytes."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the start, from here or from the end, and return it.

        Raises:
            ValueError: it lies before the start. Beyond the end there is nothing to read.
        """
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._place = base + offset
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer from here on, up to the end of the file."""
        view = memoryview(buffer).cast("B")
        done, most = 0, min(len(view), self._size - self._place)
        while done < most:
            piece = self._some(self._place, most - done)
            if not piece:  # the file below became shorter
                break
            view[done : done + len(piece)] = piece
            done += len(piece)
            self._place += len(piece)
        return done
