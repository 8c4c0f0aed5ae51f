"""A new passphrase: the whole file is written aside under a new key and salt, then replaced.

SQLCipher's own `PRAGMA rekey` keeps the salt, rewrites the file in place and needs as much room
for its journal.  Aside, every moment of a crash leaves one whole vault: the old until the rename,
the new after it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from limbo_desktop.vault.connection import Access, connect, empty_journal
from limbo_desktop.vault.errors import ReadOnlyMediumError, mapped, no_space
from limbo_desktop.vault.file import (
    VaultFile,
    discard,
    flush_folder,
    new_salt,
    reopened,
    reserve_aside,
)
from limbo_desktop.vault.filesystem import room
from limbo_desktop.vault.key import Key

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; what it raises stops the work, and nothing is changed."""

_PAGES_AT_ONCE = 512


def rekey(file: VaultFile, make_key: Callable[[bytes], Key], progress: Progress) -> VaultFile:
    """Give the vault a new key for a new salt; returns the file reopened, the old is closed.

    Raises ReadOnlyMediumError, DiskFullError, StorageLostError; then the old file is as it was and
    still open.
    """
    if file.read_only:
        raise ReadOnlyMediumError
    with mapped(file.path):
        if room(file.path).free < file.lock.size:
            raise no_space(file.path)
    salt = new_salt()
    key = make_key(salt)
    aside = reserve_aside(file.path)
    try:
        with mapped(aside.path):
            target = connect(aside.path, key, salt, Access.CREATE)
            try:
                file.connection.backup(
                    target,
                    pages=_PAGES_AT_ONCE,
                    progress=lambda _, left, total: progress(total - left, total),
                )
            finally:
                target.close()
            os.fsync(aside.descriptor)
        with mapped(file.path):
            _take_the_place(aside.path, file)
    except BaseException:
        discard(aside)
        key.wipe()
        raise
    file.close()
    return reopened(file.path, aside, key, salt)


def _take_the_place(aside: Path, file: VaultFile) -> None:
    """Rename the new file over the old one, whose journal must be empty by then.

    A journal with the old key's pages beside the new file would damage it.
    """
    empty_journal(file.connection)
    if sys.platform == "win32":
        file.close()  # there nothing that is open takes or gives a name
    aside.replace(file.path)
    flush_folder(file.path)
