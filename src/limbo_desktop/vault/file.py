"""Creating and opening the one file: nothing is overwritten, every refusal has its reason."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limbo_desktop.vault import migrations
from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import (
    AlreadyExistsError,
    UnfinishedOnReadOnlyMediumError,
    VaultInUseError,
    VaultMissingError,
    VaultTruncatedError,
    WrongPassphraseError,
    mapped,
)
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.lock import LockedFile, refuse_journal_in_use
from limbo_desktop.vault.pages import fits
from limbo_desktop.vault.recognise import refuse_what_is_no_vault, salt_is_plain_noise
from limbo_desktop.vault.sqlcipher import sqlcipher

ASIDE: Final = ".new"
"""What a file is called while it is made: never a name that is opened."""

BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite adds to a file's name for the files that it keeps beside it while it works."""


Progress = Callable[[int, int], None]
"""Told how much is done, of how much; what it raises stops the work."""


def _untold(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


@dataclass(slots=True)
class VaultFile:
    """An open vault's file: its connection, its key, its lock."""

    path: Path
    connection: Connection
    key: Key
    salt: bytes
    lock: LockedFile
    older: Path | None = None
    """The copy that was kept of an older schema, when this opening brought it to the new one."""
    anchor: Connection | None = None
    """A second connection that only reads: while it is open, closing the other one moves no
    journal into the file (`underneath`)."""

    @property
    def read_only(self) -> bool:
        """Whether the medium cannot be written."""
        return self.lock.read_only

    def close(self) -> None:
        """Close; the last connection moves the journal into the file and removes it."""
        try:
            if self.anchor is not None:
                self.anchor.close()
            with mapped(self.path):
                self.connection.close()
        finally:
            self.key.wipe()
            self.lock.release()


def create(
    path: Path, make_key: Callable[[bytes], Key], known_salt: bytes | None = None
) -> VaultFile:
    """Make an empty vault at `path`; `make_key` gives the key for the new salt, or for that of
    a vault whose content it takes over.

    Written under another name, flushed to the disk, then renamed; readable by its owner alone
    from its first byte.  Raises AlreadyExistsError, FolderMissingError, ReadOnlyMediumError,
    DiskFullError.
    """
    if os.path.lexists(path):
        raise AlreadyExistsError
    salt = known_salt or new_salt()
    key = make_key(salt)
    aside = reserve_aside(path)
    try:
        with mapped(aside.path):
            connection = connect(aside.path, key, salt, Access.CREATE)
            try:
                migrations.migrate(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
            os.fsync(aside.descriptor)
        move_without_overwriting(aside.path, path)
    except BaseException:
        discard(aside)
        key.wipe()
        raise
    try:
        return reopened(path, aside, key, salt)
    except BaseException:
        aside.path = path  # nobody has the digits of this new and empty vault
        discard(aside)
        raise


def new_salt() -> bytes:
    """Sixteen random bytes that begin like no known type of file."""
    while not salt_is_plain_noise(salt := os.urandom(SALT_BYTES)):
        pass
    return salt


def open_(
    path: Path, keys: Callable[[bytes], Iterable[Key]], upgrading: Progress = _untold
) -> VaultFile:
    """Open the vault at `path` with the first of the keys that fits its salt.

    `upgrading` is told of the copy that an older schema gets first; what it raises stops the
    opening, and the file is as before.  Raises a VaultError that says why not;
    WrongPassphraseError after every key was tried.
    """
    with mapped(path):
        lock = LockedFile.take(path)
        try:
            refuse_journal_in_use(path)
            refuse_what_is_no_vault(lock, unfinished=_unfinished(path))
            salt = lock.read_at(0, SALT_BYTES)
            key = _fitting(keys(salt), lock)
            lock.read_only = lock.read_only or not os.access(path.resolve().parent, os.W_OK)
            return _connected(lock, key, salt, upgrading)
        except BaseException:
            lock.release()
            raise


def reopened(path: Path, lock: LockedFile, key: Key, salt: bytes) -> VaultFile:
    """Open a file that was just renamed to `path`, under the lock that it already has."""
    if lock.descriptor < 0:
        lock = LockedFile.take(path)
    lock.path = path
    try:
        return _connected(lock, key, salt)
    except BaseException:
        lock.release()
        raise


def _fitting(keys: Iterable[Key], lock: LockedFile) -> Key:
    for key in keys:
        if fits(key, lock):
            return key
        key.wipe()
    raise WrongPassphraseError


def _connected(lock: LockedFile, key: Key, salt: bytes, upgrading: Progress = _untold) -> VaultFile:
    """A connection of the current schema; the lock stays with the caller when this raises."""
    older = anchor = None
    try:
        with mapped(lock.path):
            connection = _reading(lock, key, salt)
        try:
            with mapped(lock.path):
                if lock.read_only:
                    _refuse_unfinished(connection, lock.path)
                else:
                    connection.execute("PRAGMA journal_mode = WAL")
                    if 0 < migrations.schema_of(connection) < migrations.SCHEMA:
                        older = _kept(lock.path, connection, key, salt, upgrading)
                    migrations.migrate(connection)
                    # When the journal is moved into the file is ours to say: `underneath`.
                    connection.execute("PRAGMA wal_autocheckpoint = 0")
                    anchor = _anchored(lock.path, key, salt)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        key.wipe()
        raise
    return VaultFile(lock.path, connection, key, salt, lock, older, anchor)


def _anchored(path: Path, key: Key, salt: bytes) -> Connection:
    connection = connect(path, key, salt, Access.READ)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _kept(path: Path, connection: Connection, key: Key, salt: bytes, upgrading: Progress) -> Path:
    """Keep a copy before the upgrade; what makes it is loaded only then."""
    from limbo_desktop.vault.backup.upgrade import keep_before_upgrade

    return keep_before_upgrade(path, connection, key, salt, upgrading)


def _reading(lock: LockedFile, key: Key, salt: bytes) -> Connection:
    """A connection that has read the first page, where a shortened file shows."""
    access = Access.IMMUTABLE if lock.read_only else Access.WRITE
    with contextlib.ExitStack() as undo:
        try:
            connection = connect(lock.path, key, salt, access)
            undo.callback(connection.close)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlcipher.DatabaseError as error:
            # The key fits and the first page is whole: SQLite calls the file corrupt already
            # here only when its header counts more pages than there are.
            code = getattr(error, "sqlite_errorcode", None)
            if code == sqlcipher.SQLITE_CORRUPT and not _unfinished(lock.path):
                raise VaultTruncatedError from error
            raise
        undo.pop_all()
    return connection


def _refuse_unfinished(connection: Connection, path: Path) -> None:
    older = migrations.schema_of(connection) != migrations.SCHEMA
    if older or _unfinished(path):
        raise UnfinishedOnReadOnlyMediumError


def reserve_aside(path: Path) -> LockedFile:
    """A new empty file beside `path`, locked and for its owner alone.

    What a crash left there under that name is removed first.
    """
    aside = path.with_name(path.name + ASIDE)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    with mapped(path):
        with contextlib.suppress(VaultMissingError):
            LockedFile.take(aside).release()
            aside.unlink()
        # A journal that was left there would be taken for that of the new file.
        for beside in BESIDE:
            aside.with_name(aside.name + beside).unlink(missing_ok=True)
        try:
            return LockedFile(aside, os.open(aside, flags, 0o600), read_only=False)
        except FileExistsError as error:
            raise VaultInUseError from error


def discard(aside: LockedFile) -> None:
    """Let go of a file that is not going to be finished, and remove it."""
    aside.release()
    remove(aside.path)


def remove(path: Path) -> None:
    """Remove a file of ours, with what SQLite kept beside it, as far as the medium lets us."""
    for beside in ("", *BESIDE):
        with contextlib.suppress(OSError):  # a stick that was pulled out
            path.with_name(path.name + beside).unlink(missing_ok=True)


def move_without_overwriting(aside: Path, path: Path) -> None:
    """Rename, and refuse when something took the name meanwhile."""
    with mapped(path):
        try:
            os.link(aside, path)
        except FileExistsError as error:
            raise AlreadyExistsError from error
        except (OSError, NotImplementedError):
            # FAT and some networks know no hard links: a last look, then the rename.
            if os.path.lexists(path):
                raise AlreadyExistsError from None
            aside.rename(path)
        else:
            with contextlib.suppress(OSError):  # the whole file has its name: that is what counts
                aside.unlink()
        flush_folder(path)


def flush_folder(path: Path) -> None:
    """Make a rename in the folder of `path` outlast a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def journal_of(path: Path) -> Path:
    """The write-ahead journal beside an open vault; encrypted, gone when it is closed."""
    return path.with_name(path.name + "-wal")


def _unfinished(path: Path) -> bool:
    """Whether a journal waits beside the file: it was not closed, or is open."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False
