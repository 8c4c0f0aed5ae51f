"""What is being typed and not yet a record: kept in the vault, so that a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from limbo_desktop.case.json_form import from_json, to_json
from limbo_desktop.case.records import Record
from limbo_desktop.vault.records import CLASSES, NoSuchRecordError, Repository
from limbo_desktop.vault.store import Store
from limbo_desktop.vault.typed import Typed

_FORMERLY: Final = "entry"
"""Before schema 2 the words as typed of an entry were kept as a draft, for good."""


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

    def keep(self, record: Record, typed: Mapping[str, str]) -> None:
        """Keep what a form holds of a record until it is put: the record, its words as typed."""
        self.save(_key_of(record), {"record": to_json(record), "typed": dict(typed)})

    def release(self, record: Record) -> None:
        """Forget what was kept of a record: it was put."""
        self.discard(_key_of(record))

    def settle(self, repositories: Mapping[str, Repository[Any]], typed: Typed) -> None:
        """Put what was kept of records when the program ended without warning."""
        with self._store.writing():
            for draft in self.all():
                type_, _, identity = draft.key.partition(":")
                type_ = "event" if type_ == _FORMERLY else type_
                if type_ in CLASSES and identity:
                    self._settle(draft, repositories[type_], CLASSES[type_], identity, typed)
                    self.discard(draft.key)

    def _settle(
        self,
        draft: Draft,
        repository: Repository[Any],
        cls: type[Record],
        identity: str,
        typed: Typed,
    ) -> None:
        words = draft.body.get("typed", {})
        body = draft.body.get("record")
        try:
            kept = repository.get(identity)
            record = repository.put(from_json(cls, body)) if isinstance(body, dict) else kept
        except NoSuchRecordError:
            return  # it was deleted after it was typed
        if isinstance(words, dict):
            typed.put(record, {str(key): str(text) for key, text in words.items()})


def _key_of(record: Record) -> str:
    return f"{type(record).__name__.lower()}:{record.id}"
