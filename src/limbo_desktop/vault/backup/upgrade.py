"""Before a file of an older schema is changed, a copy of it is kept beside it.

It is named as a backup is, checked as one, and never thinned out: an older version of the program
can open it and no other copy.
"""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup.copy import Progress, counts, size_of, write_copy
from limbo_desktop.vault.backup.folder import backups, name_of, sweep
from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import (
    DiskFullError,
    FileTooLargeError,
    NoRoomForUpgradeError,
    VaultError,
    mapped,
)
from limbo_desktop.vault.file import journal_of
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.sqlcipher import sqlcipher

_MEGABYTE: Final = 1_000_000


def keep_before_upgrade(
    path: Path, connection: Connection, key: Key, salt: bytes, progress: Progress
) -> Path:
    """Keep a copy of the old vault at `path` and return where; nothing is written to the vault.

    A copy that an upgrade made before it was interrupted does as well.  What `progress` raises
    stops the copying, and nothing of it is left.  Raises NoRoomForUpgradeError, BackupFailedError,
    ReadOnlyMediumError.
    """
    sweep(path.parent, path.stem)
    kept = _kept_already(path, connection, key, salt)
    if kept is not None:
        return kept
    target = path.with_name(name_of(path, dt.datetime.now()))  # noqa: DTZ005 (local time)
    try:
        write_copy(connection, key, salt, target, progress)
    except (DiskFullError, FileTooLargeError) as error:
        size = size_of(connection) // _MEGABYTE + 1
        raise NoRoomForUpgradeError(size=size) from error
    return target


def _kept_already(path: Path, connection: Connection, key: Key, salt: bytes) -> Path | None:
    now = _state(connection)
    for each in backups(path.parent, salt):
        if each.stem != path.stem or each.path == path or journal_of(each.path).exists():
            continue
        with suppress(VaultError, sqlcipher.Error), mapped(each.path):
            copy = connect(each.path, key, salt, Access.IMMUTABLE)
            try:
                if _state(copy) == now:
                    return each.path
            finally:
                copy.close()
    return None


def _state(connection: Connection) -> list[object]:
    """What tells two states of a vault apart in every schema."""
    schema = connection.execute("PRAGMA user_version").fetchone()
    chain = connection.execute("SELECT chain FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return [schema, chain, counts(connection)]
