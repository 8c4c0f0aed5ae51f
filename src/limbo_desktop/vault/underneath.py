"""The file of an open vault changed underneath: replaced, written over, or gone.

A cloud folder or a copy does that.  It is noticed before anything is written; then what is open
here goes into a dated copy beside it and the work goes on there, and the other's file is left as
it is.  So both states are kept, and nothing that is being typed is lost.

The file itself is only written when the journal is moved into it, which only we do, at moments of
our own choice (`Vault`): any other time of change, length or identity is somebody else's doing.
"""

import datetime as dt
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from limbo_desktop.vault import filesystem
from limbo_desktop.vault.backup.copy import write_copy
from limbo_desktop.vault.backup.folder import name_of
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.errors import (
    BackupFailedError,
    StorageLostError,
    VaultDamagedError,
    VaultError,
)
from limbo_desktop.vault.file import BESIDE, VaultFile, reopened
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.sqlcipher import sqlcipher

CHECKPOINT_BYTES: Final = 16 * 1024 * 1024
"""The journal is moved into the file when it is as long as this."""

_FOREIGN_CLOCKS: Final = ("nfs", "cifs", "smb", "9p", "afs", "fuse.")
"""File systems whose times of change another computer sets, also late: there only identity and
length tell."""


class Change(Enum):
    """What happened to the file."""

    REPLACED = "replaced"
    OVERWRITTEN = "overwritten"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the two states are: what is open here is now `to`, the other's file is `path`.

    `whole` is False when the file was written over and only a part of what was open could be kept.
    """

    path: Path
    to: Path
    change: Change
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    identity: tuple[int, int]
    size: int
    changed: int


class Watch:
    """Remembers the file as we left it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._exact = not filesystem.kind(path).startswith(_FOREIGN_CLOCKS)
        self.renew()

    def renew(self) -> None:
        """Remember the file as it is now: we have just written it."""
        self._seen = self._look()

    def change(self) -> Change | None:
        """What happened since; None when nothing did.

        Raises StorageLostError when the folder itself is not there.
        """
        now = self._look()
        if now == self._seen:
            return None
        if now is None:
            if not os.path.isdir(self._path.parent):  # noqa: PTH112 (bears a medium that fails)
                raise StorageLostError
            return Change.GONE
        if self._seen is None or now.identity != self._seen.identity:
            return Change.REPLACED
        return Change.OVERWRITTEN

    def _look(self) -> _Seen | None:
        try:
            status = os.stat(self._path)  # noqa: PTH116 (once a transaction)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageLostError from error
        changed = status.st_mtime_ns if self._exact else 0
        return _Seen((status.st_dev, status.st_ino), status.st_size, changed)


Refill = Callable[[VaultFile, Path], VaultFile]
"""Makes the second file of what can still be read of the first."""


def keep_both(
    file: VaultFile, change: Change, rescue: Refill, sound: Callable[[Connection], bool]
) -> tuple[VaultFile, Moved]:
    """Put what is open here into a new file beside, and leave the other's alone.

    Returns the new file, open and locked as the old one was, which is closed or abandoned.
    `sound` says whether a file that could be read is one state and no mixture of two.  Raises what
    `write_copy` does; then the old file is as before.
    """
    target = _free_name(file.path)
    whole = True
    new = None
    with suppress(VaultDamagedError, BackupFailedError):
        write_copy(file.connection, file.key, file.salt, target, lambda _done, _total: None)
        new = reopened(target, LockedFile.take(target), file.key.copy(), file.salt)
        if not sound(new.connection):
            new.close()
            target.unlink()
            new = None
    if new is None:
        whole = False
        new = rescue(file, target)
    _let_go(file, change)
    return new, Moved(file.path, target, change, whole)


def close(file: VaultFile, watch: Watch | None) -> None:
    """Close a file; one that is another's by now keeps what it has, and our journal goes.

    That journal is only lost when there was no room for a copy of what it holds.
    """
    change = None
    with suppress(StorageLostError):
        change = None if watch is None else watch.change()
    if change is None:
        file.close()
    else:
        _let_go(file, change)


def _free_name(path: Path) -> Path:
    now = dt.datetime.now()  # noqa: DTZ005 (local time, as in the names)
    while (target := path.with_name(name_of(path, now))).exists():
        now += dt.timedelta(seconds=1)
    return target


_ABANDONED: Final[list[Connection]] = []


def _let_go(file: VaultFile, change: Change) -> None:
    """Close a file that is another's by now; our journal must neither go into it nor lie beside.

    SQLite itself moves no journal into a file that was replaced or moved (pager.c,
    databaseIsUnmoved), nor removes it.  For one that was written over the anchor sees to that: the
    last connection to close would do it.  It stays open until the process ends and can only read.
    """
    if change is Change.GONE:
        with suppress(sqlcipher.Error):  # somewhere the moved file lives on: whole, if it can be
            file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if change is Change.OVERWRITTEN and file.anchor is not None:
        _ABANDONED.append(file.anchor)
        file.anchor = None
    with suppress(VaultError):
        file.close()
    if change is Change.OVERWRITTEN:
        file.lock.never_again_here()
    for end in BESIDE:
        with suppress(OSError):
            file.path.with_name(file.path.name + end).unlink()
