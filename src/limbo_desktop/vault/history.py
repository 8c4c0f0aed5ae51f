"""Every change of a record, in order, chained by SHA-256 so that a later edit of a row shows."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from limbo_desktop.vault.store import Store

_START: Final = bytes(32)
_WITH_BODY: Final = {"add", "put"}

CUSTODY: Final = "custody"
"""The type of rows that tell what was done with a paper (`vault.custody`): no state of a record,
and nothing that can be taken back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: at (seconds UTC), of which record (type and id; the case itself has id ""),
    `action` (add, put, remove, restore, erase) and its JSON body afterwards.

    `body` is None after remove, restore and erase, and where an erased record's words were.
    """

    seq: int
    at: int
    type: str
    record: str
    action: str
    body: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What a record was at some moment: its last body (None before the first), and whether it
    was there, rather than in the bin, erased or not yet written.
    """

    body: str | None
    present: bool


class History:
    """The history of one vault.  Who made a change is not known."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, type_: str, record: str, action: str, body: str | None = None) -> None:
        """Add one change; only within the transaction (`writing`) of the change itself."""
        connection = self._store.connection
        last = connection.execute(
            "SELECT seq, chain FROM history ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        seq, chain = last or (0, _START)
        change = Change(seq + 1, self._store.clock(), type_, record, action, body)
        digest = _digest(body)
        values = (change.seq, change.at, type_, record, action, body, digest)
        connection.execute(
            "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, _chained(chain, change, digest)),
        )

    def of(self, record: str) -> Iterator[Change]:
        """The changes of one record, oldest first."""
        return self._changes("WHERE record = ?", (record,))

    def all(self) -> Iterator[Change]:
        """Every change, oldest first."""
        return self._changes("", ())

    def _changes(self, where: str, values: tuple[str, ...]) -> Iterator[Change]:
        with self._store.reading() as connection:
            rows = connection.execute(
                f"SELECT seq, at, type, record, action, body FROM history {where} ORDER BY seq",  # noqa: S608
                values,
            )
            for row in rows:
                yield Change(*row)

    @property
    def last(self) -> int:
        """The number of the last change, 0 before the first."""
        with self._store.reading() as connection:
            found: int = connection.execute("SELECT ifnull(max(seq), 0) FROM history").fetchone()[0]
        return found

    def records_between(self, first: int, last: int) -> tuple[tuple[str, str], ...]:
        """Type and id of every record that these changes are of, first changed first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT type, record FROM history WHERE seq BETWEEN ? AND ? AND type <> 'custody'"
                " GROUP BY type, record ORDER BY min(seq)",
                (first, last),
            )
            return tuple((type_, record) for type_, record in rows)

    def lately(self, type_: str, most: int) -> tuple[str, ...]:
        """The ids of the records of a type that were changed last, the latest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT record FROM history WHERE type = ? GROUP BY record"
                " ORDER BY max(seq) DESC LIMIT ?",
                (type_, most),
            )
            return tuple(record for (record,) in rows)

    def erased_between(self, first: int, last: int) -> bool:
        """Whether one of these changes erased a record for good."""
        with self._store.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM history WHERE seq BETWEEN ? AND ? AND action = 'erase' LIMIT 1",
                (first, last),
            ).fetchone()
        return found is not None

    def state(self, record: str, seq: int) -> State:
        """What a record (the case itself has id "") was after the change with that number."""
        return self.states((record,), seq)[record]

    def states(self, records: Sequence[str], seq: int) -> dict[str, State]:
        """The same of several records, by id."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT value, (SELECT action FROM history WHERE record = value AND seq <= ?1"
                " AND type <> 'custody' ORDER BY seq DESC LIMIT 1) IN ('add', 'put', 'restore'),"
                " (SELECT body FROM history WHERE record = value AND seq <= ?1"
                " AND body IS NOT NULL AND type <> 'custody' ORDER BY seq DESC LIMIT 1)"
                " FROM json_each(?2)",
                (seq, json.dumps(records)),
            )
            return {record: State(body, bool(present)) for record, present, body in rows}

    def erase(self, type_: str, record: str) -> None:
        """Empty the bodies of a record that is gone for good; the chain still holds."""
        with self._store.writing() as connection:
            connection.execute("UPDATE history SET body = NULL WHERE record = ?", (record,))
            self.note(type_, record, "erase")

    def verify(self) -> int | None:
        """None when every row is what was written; else the number of the first that is not.

        Finds edited, exchanged, inserted and missing rows, and records that were changed past
        the history (reported as the number of their last change).
        """
        chain, expected = _START, 1
        latest: dict[str, tuple[int, bytes]] = {}
        emptied: dict[str, int] = {}
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT seq, at, type, record, action, body, digest, chain FROM history"
                " ORDER BY seq"
            )
            for *parts, digest, found in rows:
                change = Change(*parts)
                chain = _chained(chain, change, digest)
                body_fits = change.body is None or _digest(change.body) == digest
                if change.seq != expected or found != chain or not body_fits:
                    return expected
                expected += 1
                if change.action in _WITH_BODY:
                    latest[change.record] = (change.seq, digest)
                    if change.body is None:
                        emptied.setdefault(change.record, change.seq)
                elif change.action == "erase":
                    latest.pop(change.record, None)
                    emptied.pop(change.record, None)
            if expected != self._last_given() + 1:
                return expected
            return min([*emptied.values(), *self._changed_past_history(latest)], default=None)

    def _last_given(self) -> int:
        """The highest number that a row ever had, which SQLite keeps apart from the rows."""
        row = self._store.connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'history'"
        ).fetchone()
        return row[0] if row else 0

    def _changed_past_history(self, latest: dict[str, tuple[int, bytes]]) -> Iterator[int]:
        rows = self._store.connection.execute(
            "SELECT id, body FROM record UNION ALL SELECT '', body FROM info"
        )
        for identity, body in rows:
            seq, digest = latest.pop(identity, (1, b""))
            if _digest(body) != digest:
                yield seq
        yield from (seq for seq, _ in latest.values())


def _digest(body: str | None) -> bytes:
    return hashlib.sha256((body or "").encode("utf-8")).digest()


def _chained(chain: bytes, change: Change, digest: bytes) -> bytes:
    parts = [change.seq, change.at, change.type, change.record, change.action, digest.hex()]
    line = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(chain + line.encode("utf-8")).digest()
