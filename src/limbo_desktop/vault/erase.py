"""Erasing a case: what makes its key first, then every byte, then the file.

The salt in the first page is half of the key: once it is gone the passphrase opens nothing, even
if the work stops there.  What lies under the other pages could still be read with the recovery
digits, so they are written over too.  Whether a medium really writes in the same place is its own
secret: SSDs, sticks and file systems with snapshots do not (NIST SP 800-88r1, 2.4, Appendix A).
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup.folder import Backup, backups
from limbo_desktop.vault.errors import (
    ReadOnlyMediumError,
    VaultEmptyError,
    VaultTruncatedError,
    mapped,
)
from limbo_desktop.vault.file import ASIDE, BESIDE, flush_folder
from limbo_desktop.vault.key import SALT_BYTES
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.recognise import refuse_what_is_no_vault

Progress = Callable[[int, int], None]
"""Told how many bytes are written over, of how many."""

_PIECE: Final = 1 << 20


def copies_of(path: Path, folders: Iterable[Path], *salts: bytes) -> list[Backup]:
    """The copies with one of these salts, beside the vault and in these folders.

    Without any: with the vault's own, those that open with the same passphrase.
    """
    if not salts:
        with path.open("rb") as file:
            salts = (file.read(SALT_BYTES),)
    found = {}
    for folder in (path.parent, *folders):
        with contextlib.suppress(OSError):
            for each in backups(folder, *salts):
                if not each.path.samefile(path):
                    found[each.path.resolve()] = each
    return sorted(found.values(), key=lambda each: each.made, reverse=True)


def erase(path: Path, progress: Progress) -> None:
    """Destroy the vault at `path` and what lies beside it for it.

    Nothing but a vault is erased, a damaged one too.  Raises NotAVaultError, VaultInUseError,
    VaultMissingError, ReadOnlyMediumError, StorageLostError.
    """
    with mapped(path):
        lock = LockedFile.take(path)
        try:
            if lock.read_only:
                raise ReadOnlyMediumError
            _refuse_others(lock)
            size = lock.size
            _write_over(lock.descriptor, 0, min(size, PAGE_BYTES))
            for beside in _beside(path):
                _destroy(beside)
            for start in range(PAGE_BYTES, size, _PIECE):
                _write_over(lock.descriptor, start, min(_PIECE, size - start))
                progress(start, size)
            os.ftruncate(lock.descriptor, 0)
            os.fsync(lock.descriptor)
            if sys.platform != "win32":
                path.unlink()  # under the lock: nobody opens it in between
        finally:
            lock.release()
        if sys.platform == "win32":
            path.unlink()
        flush_folder(path)


def _refuse_others(lock: LockedFile) -> None:
    with contextlib.suppress(VaultEmptyError, VaultTruncatedError):
        refuse_what_is_no_vault(lock, unfinished=False)


def _beside(path: Path) -> list[Path]:
    made = path.with_name(path.name + ASIDE)
    names = [path.name + end for end in BESIDE] + [made.name, *(made.name + end for end in BESIDE)]
    return [path.with_name(name) for name in names]


def _destroy(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return
    try:
        _write_over(descriptor, 0, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
    path.unlink()


def _write_over(descriptor: int, start: int, length: int) -> None:
    """Put random bytes there, and wait until the medium says that it has them."""
    os.lseek(descriptor, start, os.SEEK_SET)
    while length > 0:
        length -= os.write(descriptor, os.urandom(min(length, _PIECE)))
    os.fsync(descriptor)
