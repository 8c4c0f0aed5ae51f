"""What the person's world can answer when a vault is asked, and where the answers of SQLite and
of the system become it.

Everything that they report and that is not listed in `mapped` is a bug of ours and stays the
exception it is.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.vault import filesystem
from limbo_desktop.vault.sqlcipher import sqlcipher


class VaultError(PersonError):
    """A vault could not do what was asked, for a reason outside the program."""

    message = N_("The case could not be opened or written. Nothing was changed.")


class WrongPassphraseError(VaultError):
    """No profile's key fits; says nothing about how wrong the passphrase was."""

    message = N_("That passphrase did not open the case. The case is safe.")


class WrongRecoveryKeyError(VaultError):
    """The digits are well formed and belong to another case or an older passphrase."""

    message = N_(
        "These digits hold no mistake but belong to another case or to an earlier passphrase. "
        "The case is safe. A change of passphrase makes a new recovery sheet."
    )


class VaultInUseError(VaultError):
    """Another window or program has the vault open."""

    message = N_(
        "This case is already open in another window. Everything is safe. "
        "Close it there, then open it here."
    )


class VaultInUseHereError(VaultInUseError):
    """Another window of this program has it, on this computer."""

    message = N_(
        "This case is already open in another window of this program, on this computer. "
        "Everything is safe. Close it there, then open it here."
    )


class VaultInUseByError(VaultInUseError):
    """Another program of this computer holds the file."""

    message = N_(
        "Another program on this computer is using the file of the case: {program}. "
        "Everything is safe. Wait until it has done, or close it, then open the case here."
    )


class VaultInUseElsewhereError(VaultInUseError):
    """It is held, and by nobody on this computer: another one shares the folder."""

    message = N_(
        "This case is open on another computer that uses the same folder. "
        "Everything is safe. Close it there, then open it here."
    )


class VaultMissingError(VaultError):
    """There is no such file."""

    message = N_(
        "There is no case at this place. It may have been moved or renamed, "
        "or the stick is not plugged in. Choose the file again."
    )


class VaultNotReadableError(VaultError):
    """The system does not let this account read the file."""

    message = N_(
        "This computer does not allow reading the file. The file was not touched. "
        "Copy it to a folder of your own and open the copy."
    )


class NotAVaultError(VaultError):
    """The file is something else: a picture, a text, another program's database."""

    message = N_(
        "This file is not a case of this program. It was not touched. Choose another file."
    )


class VaultEmptyError(VaultError):
    """The file has no bytes at all."""

    message = N_(
        "The file is empty: nothing is left in it. A copy may not have been finished. "
        "Look for another copy of the case."
    )


class VaultTruncatedError(VaultError):
    """The end of the file is missing."""

    message = N_(
        "The end of the file is missing: a copy may not have been finished. "
        "It was not touched. Copy it again from where it came, or use another copy."
    )


class VaultDamagedError(VaultError):
    """The passphrase is right, yet parts of the file are not what was written."""

    message = N_(
        "The passphrase is right, but the file is damaged. It was not touched. "
        "Keep it, make a copy of it, and open an earlier copy of the case if there is one."
    )


class VaultTooNewError(VaultError):
    """A newer version of the program wrote the file."""

    message = N_(
        "This case was saved by a newer version of the program. It is safe and was not touched. "
        "Open it with the newer version."
    )


class ReadOnlyMediumError(VaultError):
    """Something was to be written to a vault that can only be read."""

    message = N_(
        "The case lies where nothing can be written. It can be read and was not changed. "
        "Copy the file to this computer to go on writing."
    )


class UnfinishedOnReadOnlyMediumError(VaultError):
    """The vault was not closed properly or is of an older schema, and nothing can be written."""

    message = N_(
        "The case has to be put in order before it opens, and nothing can be written here. "
        "Everything is safe. Copy the whole folder to this computer and open the copy."
    )


class DiskFullError(VaultError):
    """No space on a disk of the computer."""

    message = N_(
        "The disk is full. What you wrote is not lost while the app is open. "
        "Free some space or choose another folder."
    )


class StickFullError(DiskFullError):
    """No space on a removable medium."""

    message = N_(
        "The stick is full. What you wrote is not lost while the app is open. "
        "Free some space or choose another folder."
    )


class BackupFailedError(VaultError):
    """A backup that was just written does not read back as it should: a bad stick or disk."""

    message = N_(
        "The backup could not be read back and was removed. The case itself is safe. "
        "The stick or disk may be failing: choose another place."
    )


class CopiesFullError(VaultError):
    """The medium of the folder for backups is full."""

    message = N_(
        "There is no room for a copy in the folder for copies. The case itself is safe. "
        "Free some room there, or choose another folder."
    )


class CopiesReadOnlyError(VaultError):
    """The folder for backups cannot be written."""

    message = N_(
        "Nothing can be written in the folder for copies. The case itself is safe. "
        "Choose another folder."
    )


class CopiesGoneError(VaultError):
    """The folder for backups went away while a copy was written to it."""

    message = N_(
        "The folder for copies does not answer: the stick may have been pulled out. "
        "The case itself is safe. The copy is made when the folder is there again."
    )


class NoShareForBackupError(VaultError):
    """One backup alone would take more than its share of the medium's free space."""

    message = N_(
        "A copy of the case would take too much of the free space there. The case itself is safe. "
        "Choose another folder or stick for the copies."
    )


class NoRoomForUpgradeError(VaultError):
    """The file is of an older schema, and the copy that is made first has no room."""

    message = N_(
        "This case was saved by an older version of the program. Before it is changed a copy of it "
        "is kept beside it, and there is no room for one. Nothing was changed. Free {size} MB, "
        "or move the case to where there is room."
    )


class FileTooLargeError(VaultError):
    """The file system cannot hold a larger file: 4 GiB on FAT32."""

    message = N_(
        "This stick cannot hold a file larger than {limit} GB. What was saved before is safe. "
        "Move the case to this computer or to a stick formatted as exFAT."
    )


class StorageLostError(VaultError):
    """Reading or writing failed: a stick pulled out, a dying disk."""

    message = N_(
        "The disk or stick does not answer. What was saved before is safe. "
        "Check that the stick is plugged in, then open the case again."
    )


class AlreadyExistsError(VaultError):
    """A new vault would have taken the place of a file."""

    message = N_("There is already a file with this name. It was not touched. Choose another name.")


class FolderMissingError(VaultError):
    """The folder for a new vault does not exist."""

    message = N_("This folder is not there any more. Nothing was written. Choose another folder.")


class FileChangedError(VaultError):
    """A file is not the one whose SHA-256 was given, or it changed while it was read."""

    message = N_(
        "The file “{file}” is not the one that the case describes. "
        "Nothing was imported and the case is as before."
    )


_GONE: Final = frozenset(
    getattr(errno, name)
    for name in (
        *("EIO", "ENODEV", "ENXIO", "ENOENT", "ENOTDIR", "ENOTCONN", "ESTALE", "ETIMEDOUT"),
        *("EHOSTDOWN", "EHOSTUNREACH", "EREMOTEIO", "ENOMEDIUM", "EUCLEAN", "ESHUTDOWN"),
    )
    if hasattr(errno, name)
)
"""What a system answers for a disk that fails or a medium that is not there any more."""

_TEXTS: Final = {
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
}
"""`Connection.backup` raises without a code: the texts of sqlite3_errstr."""


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system report about the file at `path` into the person's errors.

    Codes: https://www.sqlite.org/rescode.html; the primary code is the low byte.  A connection of
    which SQLCipher once failed to read or write a page answers everything with SQLITE_NOMEM from
    then on (pager.c, CODEC1): it is the medium that failed, not the memory.
    """
    try:
        yield
    except MemoryError as error:
        raise StorageLostError from error
    except sqlcipher.Error as error:
        code = getattr(error, "sqlite_errorcode", None) or _TEXTS.get(str(error))
        answer = _answer(code, path)
        if answer is None:
            raise
        raise answer from error
    except OSError as error:
        answer = _refusal(error, path)
        if answer is None:
            raise
        raise answer from error


def _answer(code: int | None, path: Path) -> VaultError | None:
    if code is None:
        return None
    if not os.path.exists(path):  # noqa: PTH110 (unlike Path.exists it bears a medium that fails)
        return (
            VaultMissingError() if code & 0xFF == sqlcipher.SQLITE_CANTOPEN else StorageLostError()
        )
    match code & 0xFF:
        case sqlcipher.SQLITE_FULL:
            return no_space(path)
        case sqlcipher.SQLITE_IOERR:
            return _failed(path)
        case sqlcipher.SQLITE_READONLY | sqlcipher.SQLITE_PERM:
            return ReadOnlyMediumError()
        case sqlcipher.SQLITE_CORRUPT | sqlcipher.SQLITE_NOTADB:
            return VaultDamagedError()
        case sqlcipher.SQLITE_BUSY:
            return VaultInUseError()
        case sqlcipher.SQLITE_CANTOPEN:
            return VaultNotReadableError()
    return None


def _failed(path: Path) -> VaultError:
    """Why a read or write failed: no room, too large for FAT, or else the medium."""
    try:
        room, size = filesystem.room(path), path.stat().st_size
    except OSError:
        return StorageLostError()
    if room.largest_file is not None and room.largest_file - size < 1 << 20:
        return FileTooLargeError(limit=(room.largest_file + 1) >> 30)
    return no_space(path) if room.free == 0 else StorageLostError()


def _refusal(error: OSError, path: Path) -> VaultError | None:
    """What the system's refusal means to the person; None when only our bug can be the cause."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return no_space(path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ReadOnlyMediumError()
        case errno.ENOENT | errno.ENOTDIR if not os.path.isdir(path.parent):  # noqa: PTH112
            return FolderMissingError()
        case number if number in _GONE:
            return StorageLostError()
    return None


def no_space(path: Path) -> DiskFullError:
    """The error of a full medium, in the words for a stick or for a disk."""
    return StickFullError() if filesystem.removable(path) else DiskFullError()
