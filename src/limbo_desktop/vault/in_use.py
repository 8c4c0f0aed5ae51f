"""Who has a vault open: told from what the system keeps anyway, so that no lock file is needed.

A file beside the vault with the name of a computer or a person would be a trace on every stick.
Linux lists its locks and who holds them in /proc/locks (proc(5)); what stands in no list there is
held by another computer that shares the folder.  Other systems tell nothing.
"""

import os
import sys
from pathlib import Path
from typing import Final

from limbo_desktop.vault.errors import (
    VaultInUseByError,
    VaultInUseElsewhereError,
    VaultInUseError,
    VaultInUseHereError,
)

_OURS: Final = b"limbo"


def in_use(descriptor: int, proc: Path = Path("/proc")) -> VaultInUseError:
    """The error that says who holds the lock of an open file."""
    if not sys.platform.startswith("linux"):
        return VaultInUseError()
    try:
        holders = _holders((proc / "locks").read_text("ascii", "replace"), os.fstat(descriptor))
    except OSError:
        return VaultInUseError()
    if not holders:
        return VaultInUseElsewhereError()
    for process in holders:
        try:
            line = (proc / process / "cmdline").read_bytes()
            name = (proc / process / "comm").read_text("utf-8", "replace").strip()
        except OSError:
            continue
        return VaultInUseHereError() if _OURS in line else VaultInUseByError(program=name)
    return VaultInUseError()


def _holders(table: str, status: os.stat_result) -> list[str]:
    """The processes that hold a flock on the file; "1: FLOCK ADVISORY WRITE 811 fe:00:263 0 EOF".

    The device is left out of the comparison: btrfs and overlays give another one than stat(2).
    """
    found = []
    for line in table.splitlines():
        parts = line.split()
        if len(parts) < 6 or parts[1] != "FLOCK":  # "->" in the second place only waits
            continue
        if parts[5].rpartition(":")[2] == str(status.st_ino):
            found.append(parts[4])
    return found
