"""The pages of an encrypted file in the clear, read past SQLite: the whole ones and no others.

SQLite gives up a whole table when the page at its root is damaged; what lies on the other pages
is as good as before.  A page that waits in the journal beside the file takes the place of the
file's own, as SQLite itself reads it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from Cryptodome.Cipher import AES

from limbo_desktop.vault.file import journal_of
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.pages import LOCK_PAGE, PAGE_BYTES, PageCheck, Pages, page_at

RESERVED: Final = 80
"""Bytes at the end of a page that are SQLCipher's: the IV, then the MAC."""
_BLOCK: Final = 16
_MAGIC: Final = b"SQLite format 3\0"
_WAL_HEADER: Final = 32
_WAL_FRAME: Final = 24


class PlainPages:
    """The pages of one file, decrypted one at a time."""

    def __init__(self, pages: Pages, path: Path, key: Key) -> None:
        self._pages = pages
        self._key = key
        self._check = PageCheck(key, pages.read_at(0, SALT_BYTES))
        self._journal = journal_of(path)
        self._waiting = _committed(self._journal)
        self.count = max(-(-pages.size // PAGE_BYTES), *self._waiting, 1)

    def numbers(self) -> Iterator[int]:
        """The numbers of all pages, from 1."""
        return (number for number in range(1, self.count + 1) if number != LOCK_PAGE)

    def kind(self, number: int) -> int | None:
        """The first byte of a page, which says what a page of a tree is; None when damaged.

        Only the first block is decrypted.
        """
        raw = self._whole(number)
        if raw is None:
            return None
        start = 96 if number == 1 else 0  # the tree of the first page begins at byte 100
        return self._decrypted(raw, number, start, start + _BLOCK)[4 if number == 1 else 0]

    def page(self, number: int) -> bytes | None:
        """The content of a page without what is reserved; None when it is damaged or missing."""
        raw = self._whole(number)
        if raw is None:
            return None
        start = SALT_BYTES if number == 1 else 0
        plain = self._decrypted(raw, number, start, PAGE_BYTES - RESERVED)
        return _MAGIC + plain if number == 1 else plain

    def _whole(self, number: int) -> bytes | None:
        if not 1 <= number <= self.count:
            return None
        raw = page_at(self._pages, number)
        if (offset := self._waiting.get(number)) is not None:
            with self._journal.open("rb") as journal:
                journal.seek(offset)
                newer = journal.read(PAGE_BYTES)
            # An older state of the page is better than none.
            raw = newer if self._check.intact(number, newer) else raw
        return raw if self._check.intact(number, raw) else None

    def _decrypted(self, raw: bytes, number: int, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`, both at the edges of blocks."""
        first = SALT_BYTES if number == 1 else 0
        chained = raw[start - _BLOCK : start] if start > first else raw[-RESERVED:][:_BLOCK]
        return AES.new(self._key.raw, AES.MODE_CBC, iv=chained).decrypt(raw[start:end])


def _committed(journal: Path) -> dict[int, int]:
    """Where in the journal the newest committed state of each page begins.

    Source: https://www.sqlite.org/fileformat2.html#walformat.  A frame belongs to the journal when
    it repeats the salts of its header; the last frame of a transaction has the file's length.
    """
    found: dict[int, int] = {}
    pending: dict[int, int] = {}
    try:
        with journal.open("rb") as stream:
            salts = stream.read(_WAL_HEADER)[16:24]
            offset = _WAL_HEADER
            while len(frame := stream.read(_WAL_FRAME)) == _WAL_FRAME and frame[8:16] == salts:
                pending[int.from_bytes(frame[:4], "big")] = offset + _WAL_FRAME
                if frame[4:8] != bytes(4):
                    found |= pending
                    pending = {}
                offset += _WAL_FRAME + PAGE_BYTES
                stream.seek(offset)
    except FileNotFoundError:
        return {}
    return found
