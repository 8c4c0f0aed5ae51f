"""The worker's view of a file that stays with the parent: read by ranges over the pipe."""

from collections import OrderedDict
from collections.abc import Callable

from limbo_desktop.ranges import RangedFile
from limbo_desktop.render.limits import CACHED_BLOCKS, RANGE_BYTES


class RemoteFile(RangedFile):
    """A seekable, read-only binary file of `size` bytes.

    `fetch(offset, length)` returns exactly the bytes asked for, at most `RANGE_BYTES`; the last
    blocks read are kept, so that parsers that jump about do not ask twice.
    """

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__(size)
        self._fetch = fetch
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def _some(self, place: int, most: int) -> bytes:
        number, start = divmod(place, RANGE_BYTES)
        return self._block(number)[start : start + most]

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
