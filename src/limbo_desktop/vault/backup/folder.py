"""The folder in which the backups of a vault lie: dated, thinned, never too much of the medium."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limbo_desktop.vault.backup.thinning import kept
from limbo_desktop.vault.filesystem import room
from limbo_desktop.vault.key import SALT_BYTES

SHARE: Final = 0.25
"""The part of a medium's free space that all backups together may take."""

_NAME: Final = re.compile(r"(?P<stem>.+) (?P<when>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)\.limbo")
_FORMAT: Final = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (local time), its length in bytes."""

    path: Path
    made: dt.datetime
    size: int


def name_of(vault: Path, now: dt.datetime) -> str:
    """The name of a backup made at `now` (local time): "case 2026-11-22 14.05.33.limbo"."""
    return f"{vault.stem} {now:{_FORMAT}}.limbo"


def backups(folder: Path, salt: bytes) -> list[Backup]:
    """The backups in a folder that open with the same passphrase, newest first.

    Others, those of another case and those from before the passphrase was changed, are nobody's
    to thin out: they begin with another salt.
    """
    found = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named is None or path.is_symlink() or not path.is_file():
            continue
        try:
            made = dt.datetime.strptime(named["when"], _FORMAT)  # noqa: DTZ007 (local time)
            with path.open("rb") as file:
                ours = file.read(SALT_BYTES) == salt
        except (ValueError, OSError):
            continue
        if ours:
            found.append(Backup(path, made, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def thin_out(folder: Path, salt: bytes, today: dt.date, share: float = SHARE) -> list[Path]:
    """Remove the backups that need not stay, then the oldest until all fit into their `share`
    of what the medium would have free without them.

    The newest one always stays.  Returns what was removed.
    """
    found = backups(folder, salt)
    staying = kept((backup.made for backup in found), today)
    removed = [backup for backup in found if backup.made not in staying]
    for backup in removed:
        backup.path.unlink()
    left = [backup for backup in found if backup.made in staying]
    while len(left) > 1 and _taken(left) > share * (room(folder).free + _taken(left)):
        oldest = left.pop()
        oldest.path.unlink()
        removed.append(oldest)
    return [backup.path for backup in removed]


def _taken(found: list[Backup]) -> int:
    return sum(backup.size for backup in found)
