"""What was prepared of the files for bundles, kept in the vault and nowhere else: a cache.

A bundle is made from a snapshot, which cannot write: what it prepares is handed on in batches to
whoever owns the vault itself (`hand_on`).
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.records import Document
from limbo_desktop.vault import filesystem
from limbo_desktop.vault.bodies import decoded
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.errors import VaultError
from limbo_desktop.vault.store import Store

LIMIT_BYTES: Final = 256 << 20
"""Most that is kept in one vault; beyond it goes what was not needed for longest."""

ENTRY_BYTES: Final = 16 << 20
"""Most that is kept of one answer."""

_BATCH_BYTES: Final = 4 << 20
_BATCH_ENTRIES: Final = 500
_FREE_BYTES: Final = 256 << 20
"""Room that a cache leaves on the medium: the person's own work comes first."""

_FRESH_SECONDS: Final = 6 * 3600
"""What was needed so lately does not make room: of a case larger than the limit a part is kept,
instead of each part in turn."""

_WAITING: Final = (
    "SELECT record.body FROM record JOIN link ON link.source = record.seq AND link.type = 'blob'"
    " JOIN blob ON blob.sha256 = link.target JOIN finding ON finding.sha256 = link.target"
    " WHERE record.type = 'document' AND record.deleted_at IS NULL AND record.share <> 'private'"
    " AND finding.facts ->> 'problem' NOT IN ('password', 'wrong_password')"
    " AND NOT EXISTS (SELECT 1 FROM prepared WHERE prepared.sha256 = link.target)"
    " ORDER BY record.seq"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was prepared of a file: `what` is all that it depends on; no `data` says that it was
    needed again.
    """

    sha256: str
    what: str
    data: bytes = b""


HandOn = Callable[[Sequence[Answer]], object]
"""Takes a batch to `Prepared.keep` of the vault that was snapshot; may drop it."""


class Prepared:
    """The cache of one vault or snapshot.  Nothing is lost when it is empty, so what cannot be
    written, on a read-only or a full medium, is dropped without a word.

    May be asked from several threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Answer] = []
        self._size = 0
        self._lock = threading.Lock()
        self.hand_on: HandOn | None = None

    def get(self, sha256: str, what: str) -> bytes | None:
        """What was prepared of the file with that SHA-256."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT data, used FROM prepared WHERE sha256 = ? AND what = ?", (sha256, what)
            ).fetchone()
        if row is None:
            return None
        if self._store.clock() - row[1] > _FRESH_SECONDS:
            self._wait(Answer(sha256, what))
        data: bytes = row[0]
        return data

    def put(self, sha256: str, what: str, data: bytes) -> None:
        """Keep it with the next `flush`, unless it is too large or nothing can be written."""
        if len(data) <= ENTRY_BYTES:
            self._wait(Answer(sha256, what, data))

    def drop(self) -> None:
        """Forget what waits for the next `flush`."""
        with self._lock:
            self._waiting, self._size = [], 0

    def knows(self, sha256: str) -> bool:
        """Whether anything was prepared of a file."""
        with self._store.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM prepared WHERE sha256 = ? LIMIT 1", (sha256,)
            ).fetchone()
        return found is not None

    def waiting(self) -> tuple[Document, ...]:
        """The documents of which nothing was prepared, in the order of entry; none without room.

        They were looked through before and could be opened; what is private goes nowhere.
        """
        if not self.has_room:
            return ()
        with self._store.reading() as connection:
            rows = connection.execute(_WAITING).fetchall()
        found = (decoded("document", body) for (body,) in rows)
        return tuple(each for each in found if isinstance(each, Document))

    @property
    def has_room(self) -> bool:
        """Whether all that is put now would be kept, and nothing would have to go for it."""
        if not self._kept or self.size() + ENTRY_BYTES > LIMIT_BYTES:
            return False
        try:
            return _growth(self._store) >= ENTRY_BYTES + _FREE_BYTES
        except OSError:
            return False

    def flush(self, *, full: bool = False) -> None:
        """Write what waits; with `full` only when there is a batch of it."""
        with self._lock:
            few = self._size < _BATCH_BYTES and len(self._waiting) < _BATCH_ENTRIES
            if not self._waiting or (full and few):
                return
            batch, self._waiting, self._size = tuple(self._waiting), [], 0
        if self.hand_on is not None:
            self.hand_on(batch)
        else:
            self.keep(batch)

    def keep(self, batch: Sequence[Answer]) -> None:
        """Write a batch, and take out the oldest beyond the limit."""
        if self._store.read_only:
            return
        size = sum(len(each.data) for each in batch)
        try:
            if not self._store.path.exists() or _growth(self._store) < size + _FREE_BYTES:
                return
            with self._store.writing() as connection:
                self._write(connection, batch, size)
        except (VaultError, OSError):
            return

    def clear(self) -> None:
        """Forget everything."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM prepared")

    def size(self) -> int:
        """How many bytes are kept."""
        with self._store.reading() as connection:
            total: int = connection.execute("SELECT ifnull(sum(size), 0) FROM prepared").fetchone()[
                0
            ]
        return total

    @property
    def _kept(self) -> bool:
        """Whether there is somebody who writes."""
        return not self._store.read_only or self.hand_on is not None

    def _wait(self, answer: Answer) -> None:
        if not self._kept:
            return
        with self._lock:
            self._waiting.append(answer)
            self._size += len(answer.data)

    def _write(self, connection: Connection, batch: Sequence[Answer], size: int) -> None:
        now = self._store.clock()
        connection.executemany(
            "UPDATE prepared SET used = ? WHERE sha256 = ? AND what = ?",
            [(now, each.sha256, each.what) for each in batch],
        )
        room = self._make_room(connection, size, now - _FRESH_SECONDS)
        for each in batch:
            # a file that left the vault meanwhile leaves nothing behind
            if each.data and len(each.data) <= room:
                room -= len(each.data)
                connection.execute(
                    "INSERT OR REPLACE INTO prepared (sha256, what, used, size, data)"
                    " SELECT ?1, ?2, ?3, ?4, ?5"
                    " WHERE EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1)",
                    (each.sha256, each.what, now, len(each.data), each.data),
                )

    def _make_room(self, connection: Connection, size: int, before: int) -> int:
        """Take out what was last needed before that second, the oldest first; the room there is."""
        room = LIMIT_BYTES - self.size()
        if room >= size:
            return room
        gone = []
        old = connection.execute(
            "SELECT id, size FROM prepared WHERE used < ? ORDER BY used, id", (before,)
        )
        for identity, length in old:
            gone.append((identity,))
            room += length
            if room >= size:
                break
        connection.executemany("DELETE FROM prepared WHERE id = ?", gone)
        return room


def _growth(store: Store) -> int:
    return filesystem.room(store.path).growth(store.path.stat().st_size)
