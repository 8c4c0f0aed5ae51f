"""The timeline: events and documents in the order of their dates, filtered.

The whole story is read from one index without a body (`story`); what entries say is then fetched
by their places in the file (`entries`), so that nothing depends on how many come before them.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.json_form import from_json
from limbo_desktop.case.lanes import EXILE
from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.search_index import IN_TIMELINE, match_query
from limbo_desktop.vault.store import Store

DOCUMENTS: Final = "documents"
"""The lane of documents in line: beside those of events, not in the picture."""

_TABLE: Final = "record INDEXED BY record_timeline"  # its own order: nothing is sorted
_WHERE: Final = "record.deleted_at IS NULL AND record.type IN ('event', 'document')"
_CLASSES: Final[Mapping[str, type[Event] | type[Document]]] = {
    "event": Event,
    "document": Document,
}
_ROW: Final = (
    "SELECT seq, type, body, incomplete,"
    " (SELECT group_concat(line, char(10)) FROM silenced WHERE silenced.record = record.id),"
    " CASE type WHEN 'event' THEN (SELECT count(*) FROM link"
    "  WHERE source = record.seq AND role = 'documents') ELSE 0 END FROM record"
)
_UNDATED: Final = "9999-12-31 9999-12-31"
_SLICE: Final = 4000
_CERTAINTIES: Final = {each.value: each for each in Certainty}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the timeline shows; every one that is set narrows it further.

    `kinds` are kinds of events; `lanes` those of the picture and DOCUMENTS; `types` "event" and
    "document"; `people` any of these ids; `since` and `until` (days) keep what may have happened
    between them, undated entries never; `text` is searched as in `search`; `incomplete` keeps
    what still lacks something.
    """

    kinds: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
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

    For a document `documents` is 0; `silenced` are the lines of its checklist put aside.
    """

    record: Event | Document
    documents: int
    incomplete: bool
    silenced: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def is_document(self) -> bool:
        """Whether the entry is a document in its own right."""
        return isinstance(self.record, Document)


class Spot(NamedTuple):
    """One entry without its words: what it is, its lane and its days, None where open or unknown.

    `seq` is what `entries` takes.  A named tuple, since a long story has 100,000 of them and
    frozen dataclasses take five times as long to make.
    """

    seq: int
    id: str
    kind: str
    lane: str
    earliest: dt.date | None
    latest: dt.date | None
    certainty: Certainty

    @property
    def is_document(self) -> bool:
        """Whether it is a document in line."""
        return self.lane == DOCUMENTS

    @property
    def in_exile(self) -> bool:
        """Whether it belongs to the life in exile: tells the marks of activities apart."""
        return self.lane == EXILE.name

    @property
    def dated(self) -> bool:
        """Whether anything is known of its date."""
        return self.earliest is not None or self.latest is not None

    @property
    def anchor(self) -> dt.date | None:
        """The day under which it stands: its earliest, or its latest when that is open."""
        return self.earliest or self.latest


class Timeline:
    """The entries of one vault, by earliest day, latest day, clock, entry; undated ones last."""

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
        """Up to `limit` entries from the `offset`th; what comes before them is counted."""
        where, values = _conditions(filters)
        with self._store.reading() as connection:
            # The page is cut from the index alone; bodies are read for its rows only.
            rows = connection.execute(
                f"{_ROW} WHERE seq IN (SELECT seq FROM {_TABLE} WHERE {where}"  # noqa: S608
                " ORDER BY position, seq LIMIT ? OFFSET ?) ORDER BY position, seq",
                (*values, limit, offset),
            ).fetchall()
        return tuple(_row(*row) for row in rows)

    def entries(self, places: Sequence[int]) -> tuple[TimelineRow, ...]:
        """The entries with these `Spot.seq`, in this order; those that are gone are left out."""
        with self._store.reading() as connection:
            rows = connection.execute(
                f"{_ROW} WHERE {_WHERE} AND seq IN ({', '.join('?' * len(places))})", places
            ).fetchall()
        found = {row[0]: _row(*row) for row in rows}
        return tuple(found[place] for place in places if place in found)

    def story(
        self, filters: Filters = NO_FILTERS, size: int = _SLICE
    ) -> Iterator[tuple[Spot, ...]]:
        """Every entry in order, in slices of up to `size`: others may ask in between."""
        where, values = _conditions(filters)
        days: dict[str | None, dt.date | None] = {None: None}
        after: tuple[str, int] = ("", -1)
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(
                    "SELECT position, seq, id, kind,"  # noqa: S608
                    " CASE type WHEN 'document' THEN ? ELSE lane END, earliest, latest, certainty"
                    f" FROM {_TABLE} WHERE {where} AND (position, seq) > (?, ?)"
                    " ORDER BY position, seq LIMIT ?",
                    (DOCUMENTS, *values, *after, size),
                ).fetchall()
            for row in rows:
                for text in row[5:7]:
                    if text not in days:
                        days[text] = dt.date.fromisoformat(text)
            yield tuple(
                Spot(seq, id_, kind, lane, days[first], days[last], _CERTAINTIES[certainty])
                for _, seq, id_, kind, lane, first, last, certainty in rows
            )
            if len(rows) < size:
                return
            after = (rows[-1][0], rows[-1][1])


def _row(
    _seq: int, type_: str, body: str, incomplete: int, silenced: str | None, documents: int
) -> TimelineRow:
    return TimelineRow(
        from_json(_CLASSES[type_], json.loads(body)),
        documents,
        bool(incomplete),
        frozenset((silenced or "").split("\n")) - {""},
    )


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    """The WHERE of the filters, with only placeholders for what the person chose, and values."""
    parts, values = [_WHERE], list[object]()
    if filters.kinds:
        parts.append(f"type = 'event' AND kind IN ({_places(filters.kinds)})")
        values += sorted(filters.kinds)
    if filters.lanes:
        parts.append(
            f"(CASE type WHEN 'document' THEN ? ELSE lane END) IN ({_places(filters.lanes)})"
        )
        values += [DOCUMENTS, *sorted(filters.lanes)]
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
        parts.append(IN_TIMELINE)
        values += [query, query]
    if filters.incomplete:
        parts.append("incomplete = 1")
    return " AND ".join(parts), values


def _places(chosen: frozenset[str]) -> str:
    return ", ".join("?" * len(chosen))
