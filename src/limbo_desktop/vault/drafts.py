"""What is being typed and not yet a record: kept in the vault, so that a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from limbo_desktop.vault.store import Store


@dataclass(frozen=True, slots=True)
class Draft:
    """One form's content as typed, under a key of the form's choosing, saved at (seconds UTC)."""

    key: str
    at: int
    body: Mapping[str, object]


class Drafts:
    """The drafts of one vault; they are no part of the history and leave in no export."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, key: str, body: Mapping[str, object]) -> None:
        """Keep a form's content (JSON values) in place of what was kept before."""
        text = json.dumps(dict(body), ensure_ascii=False)
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO draft VALUES (?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET at = excluded.at, body = excluded.body",
                (key, self._store.clock(), text),
            )

    def get(self, key: str) -> Draft | None:
        """The draft under that key, if there is one."""
        return next((draft for draft in self.all() if draft.key == key), None)

    def all(self) -> tuple[Draft, ...]:
        """Every draft, the last saved first."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT key, at, body FROM draft ORDER BY at DESC, key")
            return tuple(Draft(key, at, json.loads(body)) for key, at, body in rows)

    def discard(self, key: str) -> None:
        """Forget the draft: it was saved as a record, or given up."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM draft WHERE key = ?", (key,))
