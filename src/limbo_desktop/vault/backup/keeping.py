"""Backups by themselves: where they go, what the last one holds, and whether a new one is due."""

import datetime as dt
import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup import folder as copies
from limbo_desktop.vault.backup.copy import Progress, size_of, write_copy
from limbo_desktop.vault.backup.mark import is_marked
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.errors import (
    CopiesFullError,
    CopiesGoneError,
    CopiesReadOnlyError,
    DiskFullError,
    FolderMissingError,
    NoShareForBackupError,
    ReadOnlyMediumError,
    StorageLostError,
    VaultError,
    VaultMissingError,
)
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.settings import (
    BACKUP_ASKED,
    BACKUP_AT,
    BACKUP_FOLDER,
    BACKUP_MEDIUM,
    BACKUP_STATE,
    FORMER_SALTS,
    Settings,
)
from limbo_desktop.vault.store import Store

_MATTERS: Final = (
    "SELECT chain FROM history ORDER BY seq DESC LIMIT 1",
    "SELECT record, field, text FROM typed ORDER BY 1, 2",
    "SELECT record, line FROM silenced ORDER BY 1, 2",
    "SELECT document, page, x, y, width, height FROM redaction ORDER BY id",
    "SELECT document, how, people FROM released ORDER BY 1",
    "SELECT key, body FROM draft ORDER BY 1",
)
"""What a person would miss: a window's size and thumbnails alone make no copy due."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the backups of a vault stand.

    `folder` is None until one is chosen; `there` says whether it can be reached now; `last` is
    when the last good copy was made (seconds UTC, 0 for never); `due` that something was changed
    since; `same_disk` that folder and vault share a medium; `asked` that the person was asked.
    """

    folder: Path | None = None
    there: bool = False
    last: int = 0
    due: bool = False
    same_disk: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A good copy: its file, when (seconds UTC), of which state, and which older ones went."""

    path: Path
    at: int
    state: str
    removed: tuple[Path, ...] = ()


class Backups:
    """The backups of one vault; from a snapshot they can be made, not chosen or noted."""

    def __init__(self, store: Store, settings: Settings, secrets: Callable[[], tuple[Key, bytes]]):
        self._store = store
        self._settings = settings
        self._secrets = secrets

    def standing(self) -> Standing:
        """How they stand now."""
        folder = self._folder()
        there = folder is not None and self._there(folder)
        return Standing(
            folder,
            there,
            self._settings.get(BACKUP_AT),
            self._settings.get(BACKUP_STATE) != self.state(),
            there and folder is not None and _same_medium(folder, self._store.path),
            self._settings.get(BACKUP_ASKED),
        )

    def choose(self, folder: Path | None) -> None:
        """From now on copies go to `folder`; None makes no more."""
        with self._store.writing():
            self._settings.set(BACKUP_FOLDER, "" if folder is None else str(folder))
            medium = "" if folder is None else str(_medium(folder))
            self._settings.set(BACKUP_MEDIUM, medium)
            self._settings.set(BACKUP_ASKED, True)

    def put_off(self) -> None:
        """The person was asked, and wants none now."""
        self._settings.set(BACKUP_ASKED, True)

    def keep(self, progress: Progress, *, always: bool = False) -> Kept | None:
        """Make a copy if one is due (or `always`) and its folder is there; thin out the others.

        Nothing is noted: a snapshot cannot.  Raises BackupFailedError, NoShareForBackupError,
        CopiesFullError, CopiesReadOnlyError, CopiesGoneError, FileTooLargeError; EndedError when
        the snapshot was ended meanwhile.
        """

        def told(done: int, total: int) -> None:
            self._store.still_open()
            progress(done, total)

        folder = self._folder()
        if folder is None or not self._there(folder):
            return None
        key, salt = self._secrets()
        with _of_the_copies(), self._store.reading() as connection:
            state = self.state()
            if not always and state == self._settings.get(BACKUP_STATE):
                return None
            at = int(time.time())
            now = dt.datetime.fromtimestamp(at)  # noqa: DTZ006 (local time, as in the names)
            copies.sweep(folder, self._store.path.stem)
            former = self.former_salts()
            if size_of(connection) > copies.share_left(folder, salt, former=former):
                raise NoShareForBackupError
            target = folder / copies.name_of(self._store.path, now)
            while target.exists():  # the second copy of one second
                now += dt.timedelta(seconds=1)
                target = folder / copies.name_of(self._store.path, now)
            write_copy(connection, key, salt, target, told, at)
            removed = copies.thin_out(
                folder,
                salt,
                now.date(),
                lambda path: is_marked(path, key, salt),
                former=former,
            )
        return Kept(target, at, state, tuple(removed))

    def note(self, kept: Kept) -> None:
        """Remember that this copy is good."""
        with self._store.writing():
            self._settings.set(BACKUP_AT, kept.at)
            self._settings.set(BACKUP_STATE, kept.state)

    def found(self) -> list[copies.Backup]:
        """The copies in the chosen folder, newest first."""
        folder = self._folder()
        if folder is None or not self._there(folder):
            return []
        return copies.backups(folder, self._secrets()[1])

    def former_salts(self) -> tuple[bytes, ...]:
        """The salts that the case had under earlier passphrases, as far as they were noted."""
        now = self._secrets()[1]
        noted = map(bytes.fromhex, self._settings.get(FORMER_SALTS).split())
        return tuple(salt for salt in noted if salt != now)

    def note_former_salt(self) -> None:
        """Keep the present salt: its copies outlive the passphrase that is about to change."""
        salts = dict.fromkeys((*self.former_salts(), self._secrets()[1]))
        with self._store.writing():
            self._settings.set(FORMER_SALTS, " ".join(salt.hex() for salt in salts))

    def state(self) -> str:
        """A digest of what a person would miss, and of the salt: a new passphrase, a new copy."""
        with self._store.reading() as connection:
            return _state(connection, self._secrets()[1])

    def _folder(self) -> Path | None:
        name = self._settings.get(BACKUP_FOLDER)
        return Path(name) if name else None

    def _there(self, folder: Path) -> bool:
        medium = self._settings.get(BACKUP_MEDIUM)
        # Without its stick a mount point may be an empty folder of the computer's own disk.
        return folder.is_dir() and (not medium or os.path.ismount(medium))


@contextmanager
def _of_the_copies() -> Iterator[None]:
    """Say of the folder for copies what else is said of the case's own place."""
    try:
        yield
    except DiskFullError as error:
        raise CopiesFullError from error
    except ReadOnlyMediumError as error:
        raise CopiesReadOnlyError from error
    except (StorageLostError, FolderMissingError, VaultMissingError) as error:
        raise CopiesGoneError from error
    except OSError as error:
        raise _answer(error) from error


def _answer(error: OSError) -> VaultError:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return CopiesFullError()
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return CopiesReadOnlyError()
    return CopiesGoneError()


def _state(connection: Connection, salt: bytes) -> str:
    digest = hashlib.sha256(salt)
    for statement in _MATTERS:
        digest.update(statement.encode())
        for row in connection.execute(statement):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _medium(folder: Path) -> Path:
    """The place at which the medium of a folder is mounted."""
    place = folder.resolve()
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return place


def _same_medium(folder: Path, vault: Path) -> bool:
    try:
        return folder.stat().st_dev == vault.stat().st_dev
    except OSError:
        return False
