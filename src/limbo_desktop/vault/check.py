"""Is the vault whole?  Every page's MAC, SQLite's structures, every file's SHA-256, the history."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limbo_desktop.vault.blobs import Blobs, chunks
from limbo_desktop.vault.errors import VaultDamagedError, mapped
from limbo_desktop.vault.file import VaultFile, journal_of
from limbo_desktop.vault.history import History
from limbo_desktop.vault.pages import PAGE_BYTES, PageCheck

_WAL_HEADER: Final = 32
_WAL_FRAME: Final = 24

Progress = Callable[[int, int], None]
"""Told how many bytes are checked, of how many; what it raises stops the check."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what is not as it was written.

    `damaged_pages` are numbers from 1; `damaged_blobs` SHA-256s; `structure` SQLite's own
    sentences; `history_broken_at` the first change that does not fit, None when all do.
    """

    pages: int
    blobs: int
    damaged_pages: tuple[int, ...] = ()
    damaged_blobs: tuple[str, ...] = ()
    structure: tuple[str, ...] = ()
    history_broken_at: int | None = None

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        found = self.damaged_pages or self.damaged_blobs or self.structure
        return not found and self.history_broken_at is None


def check(file: VaultFile, blobs: Blobs, history: History, progress: Progress) -> CheckReport:
    """Look at everything in the file; reads it about twice.  Changes nothing."""
    waiting = _checkpointed(file)
    everything = list(blobs.all())
    total = file.lock.size + sum(blob.size for blob in everything)
    done, bad_pages, number = 0, [], 0
    for number, damaged in PageCheck(file.key, file.salt).damaged(file.lock):
        if damaged and number not in waiting:
            bad_pages.append(number)
        done += PAGE_BYTES
        if number % 64 == 0:
            progress(done, total)
    bad_blobs = []
    for blob in everything:
        if not _intact(blobs, blob.sha256):
            bad_blobs.append(blob.sha256)
        done += blob.size
        progress(min(done, total), total)
    return CheckReport(
        number,
        len(everything),
        tuple(bad_pages),
        tuple(bad_blobs),
        _structure(file),
        _history(history),
    )


def _checkpointed(file: VaultFile) -> frozenset[int]:
    """Move the journal into the file; the pages that had to stay there for a snapshot."""
    if file.read_only:
        return frozenset()
    with mapped(file.path):
        _, frames, moved = file.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return frozenset() if frames == moved else pages_in_journal(file.path)


def pages_in_journal(path: Path) -> frozenset[int]:
    """The numbers of the pages in the journal beside a vault.

    Source: https://www.sqlite.org/fileformat2.html#walformat: a header of 32 bytes, then frames
    of 24 bytes, the page number first, and a page.
    """
    numbers = set()
    with journal_of(path).open("rb") as journal:
        journal.seek(_WAL_HEADER)
        while len(frame := journal.read(_WAL_FRAME)) == _WAL_FRAME:
            numbers.add(int.from_bytes(frame[:4], "big"))
            journal.seek(PAGE_BYTES, 1)
    return frozenset(numbers)


def _intact(blobs: Blobs, sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        with blobs.open(sha256) as reader:
            for chunk in chunks(reader):
                digest.update(chunk)
    except (VaultDamagedError, ValueError):
        return False
    return digest.hexdigest() == sha256


def _structure(file: VaultFile) -> tuple[str, ...]:
    try:
        with mapped(file.path):
            found = [row[0] for row in file.connection.execute("PRAGMA quick_check")]
            found += [
                "foreign key: " + " ".join(map(str, row))
                for row in file.connection.execute("PRAGMA foreign_key_check")
            ]
    except VaultDamagedError as error:
        return (str(error.__cause__),)
    return tuple(line for line in found if line != "ok")


def _history(history: History) -> int | None:
    try:
        return history.verify()
    except VaultDamagedError:
        return 0
