"""Copies of originals that were written outside the case in the clear, to be deleted again.

The list is part of the case and leaves in no export.  Nothing is deleted that is not, byte for
byte, what was written there.
"""

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from limbo_desktop.vault.store import Store


class Outside(Enum):
    """What lies where a copy was written: the copy, nothing, or something else."""

    THERE = "there"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SavedOut:
    """One copy: when it was written (seconds UTC), where, and its SHA-256."""

    id: int
    at: int
    path: Path
    sha256: str


class SavedOuts:
    """The copies that were written out of one vault."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, path: Path, sha256: str) -> None:
        """A copy of the blob was written at `path`, in place of what was there before."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO saved_out (at, path, sha256) VALUES (?, ?, ?) ON CONFLICT (path)"
                " DO UPDATE SET at = excluded.at, sha256 = excluded.sha256",
                (self._store.clock(), str(path.absolute()), sha256),
            )

    def all(self) -> tuple[SavedOut, ...]:
        """Every copy on the list, the last written first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT id, at, path, sha256 FROM saved_out ORDER BY at DESC, id DESC"
            )
            return tuple(SavedOut(number, at, Path(path), sha) for number, at, path, sha in rows)

    def forget(self, number: int) -> None:
        """Take a copy off the list; the file stays where it is."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM saved_out WHERE id = ?", (number,))

    def delete(self, number: int) -> Outside:
        """Delete the file if it is still the copy; returns what was found there.

        Off the list is what was deleted or is gone; what is something else by now stays on it.
        Raises OSError as the system gives it.
        """
        copy = next(each for each in self.all() if each.id == number)
        found = what_lies_there(copy)
        if found is Outside.THERE:
            copy.path.unlink()
        if found is not Outside.CHANGED:
            self.forget(number)
        return found


def what_lies_there(copy: SavedOut) -> Outside:
    """Look at the file, reading all of it."""
    if not copy.path.is_file() or copy.path.is_symlink():
        return Outside.CHANGED if copy.path.exists() else Outside.GONE
    with copy.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Outside.THERE if digest == copy.sha256 else Outside.CHANGED
