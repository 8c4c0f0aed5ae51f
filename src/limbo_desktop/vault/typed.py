"""The words as typed beside a record's values: "октябрь 2022" beside 2022-10, a name half written.

They go to the bin and come back with their record, and are no part of any export.
"""

from collections.abc import Mapping

from limbo_desktop.case.records import Record
from limbo_desktop.vault.store import Store
from limbo_desktop.vault.undo import Deed, Undo


class Typed:
    """The words as typed of one vault, by record and field; a change of them can be undone."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def get(self, record: str) -> dict[str, str]:
        """The words kept for the record with this id, by the key of their field."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT field, text FROM typed WHERE record = ?", (record,))
            return dict(rows.fetchall())

    def put(self, record: Record, texts: Mapping[str, str]) -> None:
        """Keep these words for the record, in place of those that were kept; "" is none."""
        with self._store.writing():
            before, after = self.get(record.id), {key: text for key, text in texts.items() if text}
            if before == after:
                return
            self._set(record.id, after)
            self._undo.note(
                Deed(
                    "put",
                    type(record).__name__.lower(),
                    record.id,
                    back=lambda: self._set(record.id, before),
                    again=lambda: self._set(record.id, after),
                )
            )

    def _set(self, record: str, texts: Mapping[str, str]) -> None:
        with self._store.writing() as connection:
            connection.execute("DELETE FROM typed WHERE record = ?", (record,))
            connection.executemany(
                "INSERT INTO typed VALUES (?, ?, ?)",
                [(record, field, text) for field, text in texts.items()],
            )
