"""Full-text search inside the vault: normalised words, each found by its beginning."""

from dataclasses import dataclass

from limbo_desktop.case.records import Record
from limbo_desktop.text.searching import normalised, words
from limbo_desktop.vault.columns import search_text
from limbo_desktop.vault.store import Store


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that has all the words: its type ("event", …), id and title."""

    type: str
    id: str
    title: str


class Search:
    """The words of the records; those in the bin are left out of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """The records that have every word of `text` (or a longer one).

        Those with the words in their titles or names come first, each group in the order of
        entry: a rank by frequency would have to look at every match, and could not be explained.
        """
        query = match_query(text)
        if not query:
            return ()
        found: dict[int, Hit] = {}
        with self._store.reading() as connection:
            for wanted in (f"title : ({query})", query):
                rows = connection.execute(
                    "SELECT seq, type, id, title FROM record WHERE seq IN"
                    " (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)"
                    " ORDER BY seq",
                    (wanted, limit),
                )
                for seq, *hit in rows:
                    found.setdefault(seq, Hit(*hit))
                if len(found) >= limit:
                    break
        return tuple(found.values())[:limit]

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
    return " AND ".join(f'"{word}"*' for word in words(text))
