"""Copies of a case as the program makes them by itself, and media with as much room as is said."""

from typing import NamedTuple

from limbo_desktop.vault.backup.keeping import Kept
from limbo_desktop.vault.vault import Vault


class Usage(NamedTuple):
    """What `shutil.disk_usage` answers."""

    total: int
    used: int
    free: int


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def kept(vault: Vault, *, always: bool = False) -> Kept | None:
    """Make a copy as the window does: from a snapshot, noted afterwards; None if none was due."""
    with vault.snapshot() as view:
        made = view.backups.keep(silent, always=always)
    if made is not None:
        vault.backups.note(made)
    return made
