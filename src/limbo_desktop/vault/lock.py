"""One window per vault: a lock on the file itself, that leaves no trace and dies with its process.

On POSIX it is flock(2), which SQLite's own fcntl locks never meet; on Windows a locked byte far
beyond the end.  The descriptor stays open as long as the vault: closing any descriptor of a file
drops the fcntl locks that this process (SQLite) holds on it.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from limbo_desktop.vault.errors import (
    NotAVaultError,
    VaultInUseHereError,
    VaultMissingError,
    VaultNotReadableError,
)
from limbo_desktop.vault.in_use import in_use

_LOCKED_BYTE: Final = 1 << 62
_SWITCH_BYTE: Final = 128
_OPEN_HERE: Final[set[tuple[int, int]]] = set()  # a second open must not even touch the file


class LockedFile:
    """A vault's file, open and locked until `release`; `read_only` when it cannot be written."""

    def __init__(self, path: Path, descriptor: int, *, read_only: bool) -> None:
        self.path = path
        self.descriptor = descriptor
        self.read_only = read_only
        status = os.fstat(descriptor)
        self._identity = (status.st_dev, status.st_ino)
        try:
            _lock(descriptor, shared=read_only)
        except OSError as error:
            held = error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
            answer = in_use(descriptor) if held else error
            os.close(descriptor)
            raise answer from error
        _OPEN_HERE.add(self._identity)

    @staticmethod
    def take(path: Path) -> "LockedFile":
        """Open and lock an existing file, for reading only where the medium says so."""
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise VaultMissingError from error
        except PermissionError as error:
            raise VaultNotReadableError from error
        if (status.st_dev, status.st_ino) in _OPEN_HERE:
            raise VaultInUseHereError
        if not path.is_file():
            raise NotAVaultError
        binary = getattr(os, "O_BINARY", 0)
        try:
            return LockedFile(path, os.open(path, os.O_RDWR | binary), read_only=False)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
                raise
        try:
            return LockedFile(path, os.open(path, os.O_RDONLY | binary), read_only=True)
        except PermissionError as error:
            raise VaultNotReadableError from error

    @property
    def size(self) -> int:
        """The file's length in bytes."""
        return os.fstat(self.descriptor).st_size

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`."""
        os.lseek(self.descriptor, offset, os.SEEK_SET)
        parts = []
        while length > 0 and (part := os.read(self.descriptor, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def never_again_here(self) -> None:
        """Open the file no more in this process: SQLite still has its former journal in memory."""
        _OPEN_HERE.add(self._identity)

    def release(self) -> None:
        """Unlock and close; only after every connection to the file is closed."""
        if self.descriptor >= 0:
            _OPEN_HERE.discard(self._identity)
            os.close(self.descriptor)
            self.descriptor = -1


def refuse_journal_in_use(path: Path) -> None:
    """Refuse a file whose journal another process has: it replaced the one that is open there.

    SQLite holds a lock on byte 128 of the journal's index as long as a file is open (wal.c,
    WAL_LOCK of the "dead man switch").  Raises VaultInUseHereError.
    """
    if sys.platform == "win32":
        return  # what is open there cannot be replaced
    with suppress(OSError), path.with_name(path.name + "-shm").open("rb+") as index:
        try:
            fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _SWITCH_BYTE)
        except OSError as error:
            raise VaultInUseHereError from error


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, shared: bool) -> None:
        # Windows has no shared lock here; a medium that cannot be written needs none.
        if not shared:
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> None:
        wanted = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
        try:
            fcntl.flock(descriptor, wanted)
        except OSError as error:
            # Some network file systems know no locks: SQLite's own must do there.
            if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}:
                raise
