"""Connections to an encrypted file: keyed, set up the same way every time, with transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Final

from limbo_desktop.vault.errors import VaultInUseError, mapped
from limbo_desktop.vault.key import Key, wipe
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.sqlcipher import sqlcipher

Connection = sqlcipher.Connection

_CACHE_KIB: Final = 16 * 1024
_WAL_KEPT_BYTES: Final = 8 * 1024 * 1024
_BUSY_MS: Final = 5000


class Access(Enum):
    """How the file is opened; the values are SQLite's URI parameters."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"
    """A medium that nobody can write: no lock and no journal beside the file."""


def connect(path: Path, key: Key, salt: bytes, access: Access) -> Connection:
    """A keyed connection to the file at `path`; the key is not tried before the first read.

    Used from one thread at a time.  SQLCipher's log stays silent, temporary tables stay in
    memory, what is deleted is overwritten.

    `cipher_memory_security` stays off: SQLCipher locks and wipes its keys in any case, and to do
    so with every page as well made adding records 5 times as slow and reading files twice, while
    the same words pass through Python's memory, which nobody can wipe.  Against a reader of
    memory the answer is that a lock ends the process.
    """
    with mapped(path):
        connection = sqlcipher.connect(
            f"{path.resolve().as_uri()}?{access.value}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,  # a snapshot is opened here and read in a worker
        )
    try:
        _key(connection, key, salt)
        settings = {
            "cipher_page_size": PAGE_BYTES,
            "temp_store": "MEMORY",
            "foreign_keys": "ON",
            "trusted_schema": "OFF",
            "busy_timeout": _BUSY_MS,
            "cache_size": -_CACHE_KIB,
            "secure_delete": "ON",
        }
        if access in {Access.CREATE, Access.WRITE}:
            settings |= {"synchronous": "FULL", "fullfsync": "ON"}
            settings |= {"journal_size_limit": _WAL_KEPT_BYTES}
        else:
            settings |= {"query_only": "ON"}
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}")
    except BaseException:
        connection.close()
        raise
    return connection


def _key(connection: Connection, key: Key, salt: bytes) -> None:
    # Without this SQLCipher writes to standard error; a wrong value would name a log file.
    connection.execute("PRAGMA cipher_log_level = NONE")
    spec = key.spec(salt)
    try:
        connection.set_key(spec)  # type: ignore[attr-defined]  # sqlcipher3 only
    finally:
        wipe(spec)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All of the block or nothing; inside another transaction, a part of that one."""
    if connection.in_transaction:
        connection.execute("SAVEPOINT part")
        end, undo = "RELEASE part", "ROLLBACK TO part"
    else:
        connection.execute("BEGIN IMMEDIATE")
        end, undo = "COMMIT", "ROLLBACK"
    try:
        yield
        connection.execute(end)
    except BaseException:
        # SQLite rolls back by itself when the disk is full; then nothing is left to undo.
        if connection.in_transaction:
            connection.execute(undo)
            if undo.endswith("part"):
                connection.execute("RELEASE part")
        raise


def empty_journal(connection: Connection) -> None:
    """Move what waits in the journal into the file, before the file gets another name.

    Closing does the same, but says nothing when it cannot.  Raises VaultInUseError while a snapshot
    is read.
    """
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise VaultInUseError
