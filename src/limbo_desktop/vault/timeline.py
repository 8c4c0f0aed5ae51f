"""The timeline: events and documents in the order of their dates, a page at a time, filtered."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.json_form import from_json
from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.search import match_query
from limbo_desktop.vault.store import Store

_TABLE: Final = "record INDEXED BY record_timeline"  # its own order: nothing is sorted
_WHERE: Final = "record.deleted_at IS NULL AND record.type IN ('event', 'document')"
_CLASSES: Final[Mapping[str, type[Event] | type[Document]]] = {
    "event": Event,
    "document": Document,
}
_UNDATED: Final = "9999-12-31 9999-12-31"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the timeline shows; every one that is set narrows it further.

    `kinds` are kinds of events, `types` "event" and "document"; `people` any of these ids;
    `since` and `until` (days) keep what may have happened between them, undated entries never;
    `text` is searched as in `search`; `incomplete` keeps what still lacks something.
    """

    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""
    incomplete: bool = False


NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry: the record itself, how many documents it cites, whether it lacks something.

    For a document `documents` is 0.
    """

    record: Event | Document
    documents: int
    incomplete: bool

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def is_document(self) -> bool:
        """Whether the entry is a document in its own right."""
        return isinstance(self.record, Document)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry in the picture of the whole story; the days are None where open or unknown."""

    id: str
    type: str
    kind: str
    earliest: dt.date | None
    latest: dt.date | None


class Timeline:
    """The entries of one vault, undated ones last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self, filters: Filters = NO_FILTERS) -> int:
        """How many entries there are."""
        where, values = _conditions(filters)
        with self._store.reading() as connection:
            number: int = connection.execute(
                f"SELECT count(*) FROM {_TABLE} WHERE {where}",  # noqa: S608
                values,
            ).fetchone()[0]
        return number

    def rows(
        self, offset: int = 0, limit: int = 100, filters: Filters = NO_FILTERS
    ) -> tuple[TimelineRow, ...]:
        """Up to `limit` entries from the `offset`th, by earliest day, latest day, clock, entry."""
        where, values = _conditions(filters)
        with self._store.reading() as connection:
            # The page is cut from the index alone; bodies are read for its rows only.
            rows = connection.execute(
                "SELECT type, body, incomplete,"  # noqa: S608
                " CASE type WHEN 'event' THEN (SELECT count(*) FROM link"
                "  WHERE source = record.seq AND role = 'documents') ELSE 0 END"
                f" FROM record WHERE seq IN (SELECT seq FROM {_TABLE} WHERE {where}"
                " ORDER BY position, seq LIMIT ? OFFSET ?) ORDER BY position, seq",
                (*values, limit, offset),
            ).fetchall()
        return tuple(
            TimelineRow(
                from_json(_CLASSES[type_], json.loads(body)),
                documents,
                bool(incomplete),
            )
            for type_, body, incomplete, documents in rows
        )

    def offset_of(self, identity: str, filters: Filters = NO_FILTERS) -> int | None:
        """At which offset an entry stands; None when the filters leave it out."""
        where, values = _conditions(filters)
        with self._store.reading() as connection:
            found = connection.execute(
                f"SELECT position, seq FROM record WHERE {where} AND id = ?",  # noqa: S608
                (*values, identity),
            ).fetchone()
            if found is None:
                return None
            before: int = connection.execute(
                f"SELECT count(*) FROM {_TABLE} WHERE {where}"  # noqa: S608
                " AND (position, seq) < (?, ?)",
                (*values, *found),
            ).fetchone()[0]
        return before

    def marks(self, filters: Filters = NO_FILTERS) -> tuple[Mark, ...]:
        """Every entry as the picture of the whole story draws it, in order."""
        where, values = _conditions(filters)
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT id, type, kind, earliest, latest"  # noqa: S608
                f" FROM {_TABLE} WHERE {where} ORDER BY position, seq",
                values,
            ).fetchall()
        return tuple(
            Mark(identity, type_, kind, _day(earliest), _day(latest))
            for identity, type_, kind, earliest, latest in rows
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    """The WHERE of the filters, with only placeholders for what the person chose, and values."""
    parts, values = [_WHERE], list[object]()
    if filters.kinds:
        parts.append(f"type = 'event' AND kind IN ({_places(filters.kinds)})")
        values += sorted(filters.kinds)
    if filters.types:
        parts.append(f"type IN ({_places(filters.types)})")
        values += sorted(filters.types)
    if filters.people:
        parts.append(
            "seq IN (SELECT source FROM link"  # noqa: S608
            f" WHERE target IN ({_places(filters.people)}))"
        )
        values += sorted(filters.people)
    if filters.since or filters.until:
        parts.append(f"position < '{_UNDATED}'")
    if filters.since:
        parts.append("(latest IS NULL OR latest >= ?)")
        values.append(filters.since.isoformat())
    if filters.until:
        parts.append("(earliest IS NULL OR earliest <= ?)")
        values.append(filters.until.isoformat())
    if query := match_query(filters.text):
        parts.append("seq IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(query)
    if filters.incomplete:
        parts.append("incomplete = 1")
    return " AND ".join(parts), values


def _places(chosen: frozenset[str]) -> str:
    return ", ".join("?" * len(chosen))
