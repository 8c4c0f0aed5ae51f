"""Files inside the vault: in chunks, found by their SHA-256, streamed in and out.

Memory does not grow with the file: one chunk is held at a time, and a large file is committed in
parts, so that the journal stays small and other work is not shut out for long.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

from limbo_desktop.ranges import RangedFile
from limbo_desktop.vault import filesystem
from limbo_desktop.vault.errors import FileTooLargeError, VaultError, mapped, no_space
from limbo_desktop.vault.store import Store

CHUNK_BYTES: Final = 256 * 1024
"""Measured against 1 MiB at five sizes of page: writing is the same within the noise, reading
10 % faster, and a jump inside a file costs a quarter."""

_COMMIT_BYTES: Final = 32 * 1024 * 1024
_OVERHEAD: Final = 1.01  # IVs, MACs and b-tree pages over the bytes themselves

_BESIDE: Final = ("preview", "prepared", "passage", "finding")
"""What was drawn from a file and read in it goes with the file."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's bytes: SHA-256 in hex and length."""

    sha256: str
    size: int


class Blobs:
    """The files of one vault.

    What no document names by the time the vault is next opened is taken out again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, stream: BinaryIO) -> Blob:
        """Take in the rest of a stream; bytes that are already here are stored once.

        Raises FileTooLargeError or DiskFullError, before writing when the length is known.  A
        failure leaves nothing behind.
        """
        size = _length(stream)
        if size is not None:
            known = self._already(stream, size)
            if known is not None:
                return known
            self._check_room(size)
        if self._store.connection.in_transaction:
            with self._store.writing():
                return self._write(stream, commit_every=None)
        return self._write(stream, commit_every=_COMMIT_BYTES)

    def __contains__(self, sha256: str) -> bool:
        return self.find(sha256) is not None

    def find(self, sha256: str) -> Blob | None:
        """The blob with that SHA-256, or None."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT sha256, size FROM blob WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return Blob(*row) if row else None

    def all(self) -> Iterator[Blob]:
        """Every blob, oldest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT sha256, size FROM blob WHERE sha256 IS NOT NULL ORDER BY id"
            )
            for row in rows:
                yield Blob(*row)

    def open(self, sha256: str) -> "BlobFile":
        """A seekable binary reader; KeyError when there is no such blob.

        To be used while the vault is open, from one thread at a time.
        """
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT id, size FROM blob WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if row is None:
            raise KeyError(sha256)
        identity, size = row
        return BlobFile(self._store, identity, size, sha256)

    def room(self) -> filesystem.Room:
        """What may still be written beside what is there: see also `growth`."""
        with mapped(self._store.path):
            return filesystem.room(self._store.path)

    def growth(self) -> int:
        """By how many bytes the vault's file may still grow where it lies."""
        with mapped(self._store.path):
            return self.room().growth(self._store.path.stat().st_size)

    def sweep(self) -> int:
        """Take out what no document came to use; returns how many blobs."""
        with self._store.reading() as connection:
            loose = connection.execute("SELECT id FROM blob WHERE kept = 0").fetchall()
        for (identity,) in loose:
            self._delete(identity)
        return len(loose)

    def release_unused(self) -> None:
        """Mark the blobs that no record names any more, for `sweep`."""
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE blob SET kept = 0 WHERE kept = 1"
                " AND NOT EXISTS (SELECT 1 FROM link WHERE link.target = blob.sha256)"
            )

    def discard(self, blobs: list[Blob]) -> None:
        """Take these out again unless a record names them."""
        for blob in blobs:
            with self._store.reading() as connection:
                row = connection.execute(
                    "SELECT id FROM blob WHERE sha256 = ? AND kept = 0", (blob.sha256,)
                ).fetchone()
            if row:
                self._delete(row[0])

    @contextmanager
    def all_or_none(self) -> Iterator[list[Blob]]:
        """Blobs noted in the list that it gives are taken out again when the block fails.

        Where the medium does not let them be taken out, the next opening does it (`sweep`).
        """
        noted: list[Blob] = []
        try:
            yield noted
        except BaseException:
            with suppress(VaultError):
                self.discard(noted)
            raise

    def _already(self, stream: BinaryIO, size: int) -> Blob | None:
        """The stored blob with the same bytes: they are hashed only if one has the length."""
        with self._store.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM blob WHERE size = ? AND sha256 IS NOT NULL LIMIT 1", (size,)
            ).fetchone()
        if found is None:
            return None
        start = stream.tell()
        digest = hashlib.sha256()
        for chunk in chunks(stream):
            digest.update(chunk)
        stream.seek(start)
        return self.find(digest.hexdigest())

    def _check_room(self, size: int) -> None:
        room, path = self.room(), self._store.path
        needed = int(size * _OVERHEAD)
        limit = room.largest_file
        if limit is not None and path.stat().st_size + needed > limit:
            raise FileTooLargeError(limit=(limit + 1) >> 30)
        if needed > room.free:
            raise no_space(path)

    def _write(self, stream: BinaryIO, commit_every: int | None) -> Blob:
        with self._store.writing() as connection:
            identity = connection.execute(
                "INSERT INTO blob (size, kept) VALUES (0, 0) RETURNING id"
            ).fetchone()[0]
        digest = hashlib.sha256()
        size, number, source = 0, 0, chunks(stream)
        try:
            more = True
            while more:
                with self._store.writing() as connection:
                    until = None if commit_every is None else size + commit_every
                    more = False
                    for chunk in source:
                        digest.update(chunk)
                        connection.execute(
                            "INSERT INTO chunk VALUES (?, ?, ?)", (identity, number, chunk)
                        )
                        size, number = size + len(chunk), number + 1
                        if until is not None and size >= until:
                            more = True
                            break
            return self._finish(identity, Blob(digest.hexdigest(), size))
        except BaseException:
            with suppress(VaultError):  # why it failed is what counts; the next opening sweeps
                self._delete(identity)
            raise

    def _finish(self, identity: int, blob: Blob) -> Blob:
        if blob.sha256 in self:
            self._delete(identity)
            return blob
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE blob SET sha256 = ?, size = ? WHERE id = ?",
                (blob.sha256, blob.size, identity),
            )
        return blob

    def _delete(self, identity: int) -> None:
        """In parts, so that the journal does not grow to the length of the file."""
        step = _COMMIT_BYTES // CHUNK_BYTES
        deleted = step
        while deleted == step:
            with self._store.writing() as connection:
                deleted = connection.execute(
                    "DELETE FROM chunk WHERE rowid IN"
                    " (SELECT rowid FROM chunk WHERE blob = ? LIMIT ?)",
                    (identity, step),
                ).rowcount
        with self._store.writing() as connection:
            for table in _BESIDE:
                connection.execute(
                    f"DELETE FROM {table} WHERE sha256 = (SELECT sha256 FROM blob WHERE id = ?)",  # noqa: S608
                    (identity,),
                )
            connection.execute("DELETE FROM blob WHERE id = ?", (identity,))


class BlobFile(io.BufferedReader):
    """The bytes of one blob as a buffered file that knows their SHA-256 and that it is all of
    them: `part` is empty.
    """

    def __init__(self, store: Store, identity: int, size: int, sha256: str) -> None:
        super().__init__(BlobReader(store, identity, size), buffer_size=CHUNK_BYTES)
        self._blob = (store, identity, size)
        self.sha256 = sha256
        self.part = ""

    def again(self) -> "BlobFile":
        """The same bytes, read from a position of its own."""
        return BlobFile(*self._blob, self.sha256)


class BlobReader(RangedFile):
    """The bytes of one blob as a file, read chunk by chunk."""

    def __init__(self, store: Store, identity: int, size: int) -> None:
        super().__init__(size)
        self._store = store
        self._identity = identity
        self._number = -1
        self._chunk = b""

    def _some(self, place: int, most: int) -> bytes:
        number, within = divmod(place, CHUNK_BYTES)
        if number != self._number:
            self._chunk = self._load(number)
            self._number = number
        return self._chunk[within : within + most]

    def _load(self, number: int) -> bytes:
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT data FROM chunk WHERE blob = ? AND number = ?", (self._identity, number)
            ).fetchone()
        if row is None:
            raise ValueError("the blob was taken out while it was read")
        data: bytes = row[0]
        return data


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream in full chunks, the last one shorter."""
    while True:
        parts, missing = [], CHUNK_BYTES
        while missing and (part := stream.read(missing)):
            parts.append(part)
            missing -= len(part)
        if parts:
            yield parts[0] if len(parts) == 1 else b"".join(parts)
        if missing:
            return


def _length(stream: BinaryIO) -> int | None:
    """How many bytes are left, where the stream can tell."""
    if not stream.seekable():
        return None
    start = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(start)
    return end - start
