"""One backup: the vault of this moment under the same key, opened and checked after writing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup.mark import write_mark
from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import (
    AlreadyExistsError,
    BackupFailedError,
    FileTooLargeError,
    mapped,
    no_space,
)
from limbo_desktop.vault.file import discard, move_without_overwriting, reserve_aside
from limbo_desktop.vault.filesystem import room
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import PAGE_BYTES, PageCheck

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; what it raises stops the work, and nothing is left."""

_PAGES_AT_ONCE: Final = 64
"""After so many pages (1 MiB) it is asked whether the work should stop."""
_STEPS_ON_DISK: Final = 8
"""After so many of these steps what was written goes to the medium: a slow stick answers then,
and not for minutes at the end."""
_OPCODES_AT_ONCE: Final = 100_000
_COUNTED: Final = ("record", "history", "blob", "chunk")


def write_copy(
    source: Connection,
    key: Key,
    salt: bytes,
    target: Path,
    progress: Progress,
    made: int | None = None,
) -> None:
    """Write what `source` (a snapshot) reads to the new file `target`, under the same key.

    With `made` (seconds UTC) the copy says of itself that it is one that may be thinned out.  The
    file gets its name only after every page was read back and every table counted.  Raises
    AlreadyExistsError, FolderMissingError, ReadOnlyMediumError, DiskFullError, FileTooLargeError,
    and BackupFailedError when what was read back is not what was written.
    """
    if os.path.lexists(target):
        raise AlreadyExistsError
    size = size_of(source)
    aside = reserve_aside(target)
    try:
        with mapped(aside.path):
            _refuse_without_room(target, size)
            copy = connect(aside.path, key, salt, Access.CREATE)
            try:
                _write(source, copy, aside, progress)
                if made is not None:
                    write_mark(copy, made)
            finally:
                copy.close()
            os.fsync(aside.descriptor)
            check_copy(source, key, salt, aside, progress)
        move_without_overwriting(aside.path, target)
    except BaseException:
        discard(aside)
        raise
    aside.release()


def size_of(source: Connection) -> int:
    """How many bytes a copy of what `source` reads takes."""
    pages: int = source.execute("PRAGMA page_count").fetchone()[0]
    return pages * PAGE_BYTES


def _write(source: Connection, copy: Connection, aside: LockedFile, progress: Progress) -> None:
    """Copy every page; the file has no journal, since nothing of it counts until it has a name."""
    copy.execute("PRAGMA synchronous = OFF")
    copy.execute("PRAGMA journal_mode = OFF")
    steps = 0

    def step(_status: int, left: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps % _STEPS_ON_DISK == 0:
            os.fsync(aside.descriptor)
        progress(total - left, 2 * total)

    source.backup(copy, pages=_PAGES_AT_ONCE, progress=step)
    # Without a write-ahead journal the copy opens wherever it can only be read.
    copy.execute("PRAGMA journal_mode = MEMORY")


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
        with _stoppable(connection, lambda: progress(2 * total, 2 * total)):
            sound = [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
            if not sound or counts(connection) != counts(source):
                raise BackupFailedError
    finally:
        connection.close()


@contextmanager
def _stoppable(connection: Connection, ask: Callable[[], None]) -> Iterator[None]:
    """Let `ask` stop a long statement by raising; what it raised is raised again."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            ask()
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)
            return 1
        return 0

    connection.set_progress_handler(look, _OPCODES_AT_ONCE)
    try:
        yield
    except BaseException:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _refuse_without_room(target: Path, size: int) -> None:
    there = room(target.parent)
    if there.largest_file is not None and size > there.largest_file:
        raise FileTooLargeError(limit=(there.largest_file + 1) >> 30)
    if size > there.free:
        raise no_space(target.parent)


def counts(connection: Connection) -> list[int]:
    """How many rows the tables have that every schema has."""
    return [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in _COUNTED
    ]
