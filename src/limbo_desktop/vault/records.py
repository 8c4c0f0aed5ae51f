"""Records in their rows: added, changed, put into the bin, with their links, history and words."""

import dataclasses
import json
import operator
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from limbo_desktop.case.json_form import from_json
from limbo_desktop.case.records import Document, Person, Record
from limbo_desktop.vault.bodies import CLASSES, decoded, encoded
from limbo_desktop.vault.columns import Columns, columns_of
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.history import History
from limbo_desktop.vault.references import Ref, references
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.store import Store

R = TypeVar("R", bound=Record)

__all__ = ["CLASSES", "NoSuchRecordError", "Repository", "decoded", "encoded", "index"]


class NoSuchRecordError(KeyError):
    """No record of this type has the id, or it lies in the bin."""


class Repository(Generic[R]):
    """All records of one type; ids are UUIDs given by the vault."""

    def __init__(
        self, store: Store, type_: str, cls: type[R], history: History, search: Search
    ) -> None:
        self._store = store
        self._type = type_
        self._class = cls
        self._history = history
        self._search = search

    def get(self, identity: str) -> R:
        """The record with that id; raises NoSuchRecordError."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT body FROM record WHERE id = ? AND type = ? AND deleted_at IS NULL",
                (identity, self._type),
            ).fetchone()
        if row is None:
            raise NoSuchRecordError(identity)
        return self._decoded(row[0])

    def all(self) -> Iterator[R]:
        """Every record, in the order of entry."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT body FROM record WHERE type = ? AND deleted_at IS NULL ORDER BY seq",
                (self._type,),
            )
            for row in rows:
                yield self._decoded(row[0])

    def count(self) -> int:
        """How many there are."""
        with self._store.reading() as connection:
            number: int = connection.execute(
                "SELECT count(*) FROM record WHERE type = ? AND deleted_at IS NULL", (self._type,)
            ).fetchone()[0]
        return number

    def titles(self) -> dict[str, str]:
        """The title or name of every record by its id, that of a file where it has none."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT id, coalesce(nullif(title, ''), body ->> 'file', '') FROM record"
                " WHERE type = ? AND deleted_at IS NULL ORDER BY seq",
                (self._type,),
            )
            return dict(rows.fetchall())

    def linked_to(self, identity: str) -> Iterator[R]:
        """The records of this type that point to the record with that id (or blob's SHA-256)."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT body FROM record WHERE type = ? AND deleted_at IS NULL AND seq IN"
                " (SELECT source FROM link WHERE target = ?) ORDER BY position, seq",
                (self._type, identity),
            )
            for row in rows:
                yield self._decoded(row[0])

    def add(self, record: R) -> R:
        """Add a new record and return it with the id that it was given."""
        return self.insert(dataclasses.replace(record, id=str(uuid.uuid4())))

    def insert(self, record: R) -> R:
        """Add a record under the UUID that it already has (an import gives them out first)."""
        body = encoded(record)
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO record (id, type, body, kind, title, position, share, incomplete)"
                " VALUES (?, ?, ?, '', '', '', '', 0)",
                (record.id, self._type, body),
            )
            self._index(record)
            self._history.note(self._type, record.id, "add", body)
        return record

    def put(self, record: R) -> R:
        """Replace the record with the same id; without a difference nothing is written.

        Raises NoSuchRecordError.
        """
        body = encoded(record)
        with self._store.writing() as connection:
            if self.get(record.id) == record:
                return record
            connection.execute("UPDATE record SET body = ? WHERE id = ?", (body, record.id))
            self._index(record)
            self._history.note(self._type, record.id, "put", body)
        return record

    def remove(self, identity: str) -> None:
        """Put the record into the bin; what points to it stays as it is.

        Raises NoSuchRecordError.
        """
        with self._store.writing() as connection:
            row = connection.execute(
                "UPDATE record SET deleted_at = ? WHERE id = ? AND type = ? AND deleted_at IS NULL"
                " RETURNING seq",
                (self._store.clock(), identity, self._type),
            ).fetchall()
            if not row:
                raise NoSuchRecordError(identity)
            self._search.drop(row[0][0])
            self._history.note(self._type, identity, "remove")

    def _decoded(self, body: str) -> R:
        return from_json(self._class, json.loads(body))

    def _index(self, record: R) -> None:
        index(self._store, self._search, record)
        if isinstance(record, Person):
            for event in list(self._naming(record.id)):
                index(self._store, self._search, event)

    def _naming(self, person: str) -> Iterator[Record]:
        rows = self._store.connection.execute(
            "SELECT type, body FROM record WHERE type <> 'person' AND deleted_at IS NULL AND seq IN"
            " (SELECT source FROM link WHERE target = ?)",
            (person,),
        )
        for type_, body in rows:
            yield decoded(type_, body)


cells = operator.attrgetter(*(field.name for field in dataclasses.fields(Columns)))
"""The columns as they follow each other in the UPDATE below; `astuple` copies each deeply."""


def index(store: Store, search: Search, record: Record) -> None:
    """Renew what the row of a record keeps beside its body: columns, links, words."""
    connection = store.connection
    seq: int = connection.execute("SELECT seq FROM record WHERE id = ?", (record.id,)).fetchone()[0]
    write_columns(connection, seq, columns_of(record, silenced_lines(store, record.id)))
    refs = references(record)
    write_links(connection, seq, link_rows(record, refs))
    search.put(seq, record, [ref.id for ref in refs if ref.type == "person"])


def write_columns(connection: Connection, seq: int, columns: Columns) -> None:
    """Put the columns of a record into its row."""
    connection.execute(
        "UPDATE record SET kind = ?, title = ?, position = ?, earliest = ?, latest = ?, share = ?,"
        " incomplete = ?, certainty = ?, lane = ? WHERE seq = ?",
        (*cells(columns), seq),
    )


def link_rows(record: Record, refs: Iterable[Ref]) -> list[tuple[object, ...]]:
    """What a record points to, as it is kept: role, type, target and pages."""
    rows: list[tuple[object, ...]] = [(ref.role, ref.type, ref.id, ref.pages) for ref in refs]
    if isinstance(record, Document) and record.sha256:
        rows.append(("file", "blob", record.sha256, ""))
    return rows


def write_links(connection: Connection, seq: int, links: Sequence[tuple[object, ...]]) -> None:
    """Put what the record in row `seq` points to in place of what was there; files are kept."""
    connection.execute("DELETE FROM link WHERE source = ?", (seq,))
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?, ?)", ((seq, *link) for link in links)
    )
    for _, type_, target, _ in links:
        if type_ == "blob":
            connection.execute("UPDATE blob SET kept = 1 WHERE sha256 = ?", (target,))


def silenced_lines(store: Store, record: str) -> frozenset[str]:
    """The lines of a record's checklist that the person put aside."""
    rows = store.connection.execute("SELECT line FROM silenced WHERE record = ?", (record,))
    return frozenset(line for (line,) in rows)
