"""One backup: the vault of this moment under the same key, opened and checked after writing."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import (
    AlreadyExistsError,
    BackupFailedError,
    FileTooLargeError,
    mapped,
    no_space,
)
from limbo_desktop.vault.file import move_without_overwriting, reserve_aside
from limbo_desktop.vault.filesystem import room
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import PAGE_BYTES, PageCheck

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; what it raises stops the work, and nothing is left."""

_PAGES_AT_ONCE: Final = 512
_COUNTED: Final = ("record", "history", "blob", "chunk")


def write_copy(
    source: Connection, key: Key, salt: bytes, size: int, target: Path, progress: Progress
) -> None:
    """Write what `source` (a snapshot) reads to the new file `target`, under the same key.

    `size` is about how many bytes that takes.  The file gets its name only after every page was
    read back and every table counted.  Raises AlreadyExistsError, FolderMissingError,
    ReadOnlyMediumError, DiskFullError, FileTooLargeError, and BackupFailedError when what was
    read back is not what was written.
    """
    if os.path.lexists(target):
        raise AlreadyExistsError
    aside = reserve_aside(target)
    try:
        _refuse_without_room(target, size)
        with mapped(aside.path):
            copy = connect(aside.path, key, salt, Access.CREATE)
            try:
                source.backup(
                    copy,
                    pages=_PAGES_AT_ONCE,
                    progress=lambda _, left, total: progress(total - left, 2 * total),
                )
            finally:
                copy.close()
        os.fsync(aside.descriptor)
        check_copy(source, key, salt, aside, progress)
        move_without_overwriting(aside.path, target)
    except BaseException:
        aside.release()
        aside.path.unlink(missing_ok=True)
        raise
    aside.release()


def check_copy(
    source: Connection, key: Key, salt: bytes, aside: LockedFile, progress: Progress
) -> None:
    """Look at every page's MAC, SQLite's own structures, and whether it has the source's rows.

    Raises BackupFailedError.
    """
    total = aside.size // PAGE_BYTES
    for number, damaged in PageCheck(key, salt).damaged(aside):
        if damaged:
            raise BackupFailedError
        if number % _PAGES_AT_ONCE == 0:
            progress(total + number, 2 * total)
    connection = connect(aside.path, key, salt, Access.IMMUTABLE)
    try:
        sound = [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
        if not sound or _counts(connection) != _counts(source):
            raise BackupFailedError
    finally:
        connection.close()


def _refuse_without_room(target: Path, size: int) -> None:
    there = room(target.parent)
    if there.largest_file is not None and size > there.largest_file:
        raise FileTooLargeError(limit=(there.largest_file + 1) >> 30)
    if size > there.free:
        raise no_space(target.parent)


def _counts(connection: Connection) -> list[int]:
    return [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in _COUNTED
    ]
