"""The bin: removed records wait here until it is emptied, and come back unchanged."""

from dataclasses import dataclass

from limbo_desktop.case.records import Record
from limbo_desktop.vault.blobs import Blobs
from limbo_desktop.vault.history import History
from limbo_desktop.vault.records import NoSuchRecordError, decoded, encoded, index
from limbo_desktop.vault.references import Ref, replaced
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.store import Store


@dataclass(frozen=True, slots=True)
class Removed:
    """A record in the bin and when it was removed (seconds UTC)."""

    type: str
    record: Record
    at: int


class Bin:
    """What was removed from one vault."""

    def __init__(self, store: Store, history: History, search: Search, blobs: Blobs) -> None:
        self._store = store
        self._history = history
        self._search = search
        self._blobs = blobs

    def all(self) -> tuple[Removed, ...]:
        """What lies in the bin, last removed first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT type, body, deleted_at FROM record WHERE deleted_at IS NOT NULL"
                " ORDER BY deleted_at DESC, seq DESC"
            ).fetchall()
        return tuple(Removed(type_, decoded(type_, body), at) for type_, body, at in rows)

    def restore(self, identity: str) -> None:
        """Take a record out of the bin; raises NoSuchRecordError."""
        with self._store.writing() as connection:
            row = connection.execute(
                "UPDATE record SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL"
                " RETURNING type, body",
                (identity,),
            ).fetchall()
            if not row:
                raise NoSuchRecordError(identity)
            type_, body = row[0]
            index(self._store, self._search, decoded(type_, body))
            self._history.note(type_, identity, "restore")

    def empty(self) -> int:
        """Erase what lies in the bin: the records, what points to them, their words in the
        history, and the files that nothing else names.  Returns how many records went.
        """
        with self._store.writing():
            gone = {removed.record.id: removed.type for removed in self.all()}
            for identity, type_ in gone.items():
                self._erase(identity, type_, gone)
            self._blobs.release_unused()
        self._blobs.sweep()
        return len(gone)

    def _erase(self, identity: str, type_: str, gone: dict[str, str]) -> None:
        connection = self._store.connection
        pointing = connection.execute(
            "SELECT type, body FROM record WHERE deleted_at IS NULL AND seq IN"
            " (SELECT source FROM link WHERE target = ?)",
            (identity,),
        ).fetchall()
        for other, body in pointing:
            record = without(decoded(other, body), gone)
            changed = encoded(record)
            connection.execute("UPDATE record SET body = ? WHERE id = ?", (changed, record.id))
            index(self._store, self._search, record)
            self._history.note(other, record.id, "put", changed)
        seq = connection.execute("SELECT seq FROM record WHERE id = ?", (identity,)).fetchone()[0]
        self._search.drop(seq)
        connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
        self._history.erase(type_, identity)


def without(record: Record, gone: dict[str, str]) -> Record:
    """The record without its references to these ids."""

    def keep(ref: Ref) -> str | None:
        return None if ref.id in gone else ref.id

    return replaced(record, keep)
