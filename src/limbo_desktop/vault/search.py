"""Full-text search inside the vault: normalised words, each found by its beginning."""

from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.records import Record
from limbo_desktop.text.searching import normalised, words
from limbo_desktop.vault.columns import search_text
from limbo_desktop.vault.store import Store

_TITLE_WEIGHT: Final = 4.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that has all the words: its type ("event", …), id and title."""

    type: str
    id: str
    title: str


class Search:
    """The words of the records that are not in the bin."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """The records that have every word of `text` (or a longer one), best first."""
        query = match_query(text)
        if not query:
            return ()
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT record.type, record.id, record.title FROM search"  # noqa: S608
                " JOIN record ON record.seq = search.rowid"
                " WHERE search MATCH ? AND record.deleted_at IS NULL"
                f" ORDER BY bm25(search, {_TITLE_WEIGHT}, 1.0), record.seq LIMIT ?",
                (query, limit),
            )
            return tuple(Hit(*row) for row in rows)

    def put(self, seq: int, record: Record, names: str) -> None:
        """Index the record in row `seq`; `names` are those of the people in it."""
        self.drop(seq)
        title, body = search_text(record)
        self._store.connection.execute(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            (seq, normalised(title), normalised(f"{body}\n{names}")),
        )

    def drop(self, seq: int) -> None:
        """Forget the record in row `seq`."""
        self._store.connection.execute("DELETE FROM search WHERE rowid = ?", (seq,))


def match_query(text: str) -> str:
    """The FTS5 query for typed text: every word, as a beginning; "" when there is none."""
    return " ".join(f'"{word}"*' for word in words(text))
