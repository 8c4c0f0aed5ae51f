"""What can still be read of a vault whose file was written over while it was open."""

from typing import Final

from limbo_desktop.vault.file import VaultFile
from limbo_desktop.vault.key import SALT_BYTES
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.salvage.finding import find
from limbo_desktop.vault.salvage.plain_pages import PlainPages
from limbo_desktop.vault.salvage.salvage import refill
from limbo_desktop.vault.vault import Vault

_START: Final = 0


def rescue(old: VaultFile, fresh: Vault) -> None:
    """Fill the new and empty vault: from the journal, which is ours, and from pages that fit."""
    pages = PlainPages(_OwnSalt(old.lock, old.salt), old.path, old.key)
    refill(fresh, pages, find(pages, lambda _done, _total: None))


class _OwnSalt:
    """The file as it lies there, but with the salt that ours had."""

    def __init__(self, lock: LockedFile, salt: bytes) -> None:
        self._lock = lock
        self._salt = salt

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self._lock.size

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`."""
        found = self._lock.read_at(offset, length)
        if offset == _START:
            return (self._salt + found[SALT_BYTES:])[:length]
        return found
