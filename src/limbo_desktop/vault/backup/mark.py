"""What a copy says of itself: that it was made to be one of many, and has not been worked in.

A copy that somebody opens to work in becomes a case of its own: the mark goes, and nobody thins it
out.  Without it the day's work in a restored copy would lie under the name of an old backup.
"""

import json
from pathlib import Path
from typing import Final

from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import VaultError, mapped
from limbo_desktop.vault.file import journal_of
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.sqlcipher import sqlcipher

MARK: Final = "copy_made"
"""The row of the table of settings; no setting of the person."""


def write_mark(connection: Connection, made: int) -> None:
    """Say in a copy that it was made at `made` (seconds UTC)."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (MARK, json.dumps(made)))


def mark_of(connection: Connection) -> int | None:
    """When this copy was made (seconds UTC); None for a vault that is worked in."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (MARK,)).fetchone()
    return int(json.loads(row[0])) if row else None


def remove_mark(connection: Connection) -> None:
    """From now on this is a vault like any other."""
    connection.execute("DELETE FROM setting WHERE name = ?", (MARK,))


def is_marked(path: Path, key: Key, salt: bytes) -> bool:
    """Whether the file at `path` is a copy that nobody has worked in and nobody has open."""
    try:
        lock = LockedFile.take(path)
    except (VaultError, OSError):
        return False
    try:
        if journal_of(path).exists():
            return False
        with mapped(path):
            connection = connect(path, key, salt, Access.IMMUTABLE)
            try:
                return mark_of(connection) is not None
            finally:
                connection.close()
    except (VaultError, sqlcipher.Error, OSError):
        return False
    finally:
        lock.release()
