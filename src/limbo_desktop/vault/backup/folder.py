"""The folder in which the backups of a vault lie: dated, thinned, never too much of the medium."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup.thinning import kept
from limbo_desktop.vault.errors import VaultError
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.filesystem import room
from limbo_desktop.vault.key import SALT_BYTES
from limbo_desktop.vault.lock import LockedFile

SHARE: Final = 0.25
"""The part of a medium's free space that all backups together may take."""

_NAME: Final = re.compile(r"(?P<stem>.+) (?P<when>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)\.limbo")
_FORMAT: Final = "%Y-%m-%d %H.%M.%S"
_BESIDE: Final = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (local time), its length in bytes.

    `stem` is the name of the vault's file at that time, without its ending.
    """

    path: Path
    made: dt.datetime
    size: int
    stem: str = ""


def name_of(vault: Path, now: dt.datetime) -> str:
    """The name of a backup made at `now` (local time): "case 2026-11-22 14.05.33.limbo"."""
    return f"{vault.stem} {now:{_FORMAT}}.limbo"


def backups(folder: Path, *salts: bytes) -> list[Backup]:
    """The backups in a folder that begin with one of these salts, newest first.

    With the case's own salt those that open with the same passphrase.  Others, those of another
    case and those from before the passphrase was changed, are nobody's to thin out.
    """
    found = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named is None or path.is_symlink() or not path.is_file():
            continue
        try:
            made = dt.datetime.strptime(named["when"], _FORMAT)  # noqa: DTZ007 (local time)
            with path.open("rb") as file:
                ours = file.read(SALT_BYTES) in salts
        except (ValueError, OSError):
            continue
        if ours:
            found.append(Backup(path, made, path.stat().st_size, named["stem"]))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def share_left(
    folder: Path, salt: bytes, share: float = SHARE, former: Sequence[bytes] = ()
) -> int:
    """How many bytes one backup may have in this folder when all older ones are gone.

    Those with a `former` salt stay, and take of the share.
    """
    staying = _taken(backups(folder, *former))
    free = room(folder).free + _taken(backups(folder, salt)) + staying
    return max(0, int(share * free) - staying)


def thin_out(
    folder: Path,
    salt: bytes,
    today: dt.date,
    removable: Callable[[Path], bool],
    share: float = SHARE,
    former: Sequence[bytes] = (),
) -> list[Path]:
    """Remove the backups that need not stay, then the oldest until all fit into their `share`
    of what the medium would have free without them.

    The newest one of each name always stays, and so does what is not `removable`: a copy that
    somebody works in is none any more.  Those with a `former` salt stay too, since without their
    key nobody can tell whether somebody works in them; they take of the share.  Returns what was
    removed.
    """
    staying_too = _taken(backups(folder, *former))
    found = backups(folder, salt)
    staying = {
        (stem, made)
        for stem, of_stem in groupby(sorted(found, key=_stem), _stem)
        for made in kept((backup.made for backup in of_stem), today)
    }
    newest = {backup.stem: backup for backup in reversed(found)}
    removed = []
    left = []
    for backup in found:
        if (backup.stem, backup.made) not in staying and _removed(backup, removable):
            removed.append(backup)
        else:
            left.append(backup)
    for backup in reversed(list(left)):
        taken = _taken(left) + staying_too
        if taken <= share * (room(folder).free + taken):
            break
        if newest[backup.stem] is not backup and _removed(backup, removable):
            left.remove(backup)
            removed.append(backup)
    return [backup.path for backup in removed]


def sweep(folder: Path, stem: str) -> None:
    """Remove what a crash left of a copy that was being made in this folder."""
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name.removesuffix(ASIDE))
        if named is None or not path.name.endswith(ASIDE) or named["stem"] != stem:
            continue
        with suppress(VaultError, OSError):
            LockedFile.take(path).release()  # whoever makes it now holds its lock
            for end in _BESIDE:
                path.with_name(path.name + end).unlink(missing_ok=True)


def _stem(backup: Backup) -> str:
    return backup.stem


def _removed(backup: Backup, removable: Callable[[Path], bool]) -> bool:
    if not removable(backup.path):
        return False
    backup.path.unlink()
    return True


def _taken(found: Iterable[Backup]) -> int:
    return sum(backup.size for backup in found)
