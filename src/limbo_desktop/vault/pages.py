"""The pages of the encrypted file, seen from outside SQLite: does a key fit, is a page unchanged?

SQLCipher 4 ends every page with a 16-byte IV and a 64-byte HMAC-SHA512 over the encrypted
content, the IV and the little-endian page number; the HMAC key is PBKDF2-HMAC-SHA512 of the raw
key, salt ⊕ 0x3a, two rounds.  The first page begins with the salt, which the HMAC leaves out.
Source: sqlcipher `src/sqlcipher.c`, https://www.zetetic.net/sqlcipher/design/.
"""

import errno
import hashlib
import hmac
from collections.abc import Iterator
from typing import Final, Protocol

from limbo_desktop.vault.key import KEY_BYTES, SALT_BYTES, Key

PAGE_BYTES: Final = 16 * 1024
"""Chosen by measuring 4 to 64 KiB on two busy cores (WAL, full sync, chunks of 256 KiB):

| page KiB | 4 | 8 | 16 | 32 | 64 |
|---|---|---|---|---|---|
| write MB/s | 90 | 91 | 104 | 110 | 79 |
| read MB/s | 190 | 187 | 195 | 271 | 145 |
| one small edit, ms | 0.2 | 1.0 | 0.8 | 0.9 | 3.3 |

16 KiB has most of the gain for large files, and a small edit writes no more than it must.
"""

_MAC_BYTES: Final = 64
LOCK_PAGE: Final = (1 << 30) // PAGE_BYTES + 1
"""The page at 1 GiB that SQLite never writes: its locks lie there (fileformat2.html, 1.4)."""
_MAC_SALT_MASK: Final = 0x3A
_SAMPLE: Final = 8


class Pages(Protocol):
    """Where pages are read from."""

    @property
    def size(self) -> int:
        """Length in bytes."""

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`."""


class PageCheck:
    """Checks pages of one file with one key."""

    def __init__(self, key: Key, salt: bytes) -> None:
        mask = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key.raw, mask, 2, KEY_BYTES)

    def intact(self, number: int, page: bytes) -> bool:
        """Whether the page (numbered from 1) is what was written with this key."""
        if len(page) != PAGE_BYTES:
            return False
        covered = page[SALT_BYTES if number == 1 else 0 : -_MAC_BYTES]
        mac = hmac.new(self._mac_key, covered + number.to_bytes(4, "little"), hashlib.sha512)
        return hmac.compare_digest(mac.digest(), page[-_MAC_BYTES:])

    def damaged(self, pages: Pages) -> Iterator[tuple[int, bool]]:
        """Every page's number and whether it is damaged, in order."""
        for number in range(1, -(-pages.size // PAGE_BYTES) + 1):
            if number == LOCK_PAGE:
                continue
            yield number, not self.intact(number, page_at(pages, number))


def fits(key: Key, pages: Pages) -> bool:
    """Whether the key belongs to the file, even if some of its pages are damaged.

    Always computes the same number of pages for a file, so the time tells nothing about the key.
    """
    salt = pages.read_at(0, SALT_BYTES)
    check = PageCheck(key, salt)
    last = max(1, pages.size // PAGE_BYTES)
    numbers = sorted({1 + place * (last - 1) // (_SAMPLE - 1) for place in range(_SAMPLE)})
    sample = {number: page_at(pages, number) for number in numbers}
    fitting = sum(check.intact(number, page) for number, page in sample.items())
    if fitting == 0 and b"" in sample.values():
        raise OSError(errno.EIO, "nothing can be read that would tell")
    return fitting > 0


def page_at(pages: Pages, number: int) -> bytes:
    """The page, or nothing where the medium does not give it: to the file that page is damaged."""
    try:
        return pages.read_at((number - 1) * PAGE_BYTES, PAGE_BYTES)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""
