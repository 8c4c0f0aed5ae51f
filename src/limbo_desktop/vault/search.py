"""Full-text search inside the vault: entries, documents down to the page, people, next steps."""

import json
import operator
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from limbo_desktop.case.records import Document, Record
from limbo_desktop.vault import search_index
from limbo_desktop.vault.bodies import decoded, type_of
from limbo_desktop.vault.hits import MOST, Group, Hit, hit_in_record, hit_on_page
from limbo_desktop.vault.references import references
from limbo_desktop.vault.search_index import SHELVES, match_query, numbers, tiers
from limbo_desktop.vault.search_parts import parts_of, parts_of_names
from limbo_desktop.vault.store import Store

_PAGES_EACH: Final = 3
_TOGETHER: Final = 1000


class Search:
    """The words of the records; those in the bin are left out of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[int, tuple[Record, Sequence[str]] | None] | None = None

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """The hits of all `groups`, one group after the other."""
        return tuple(hit for group in self.groups(text, limit) for hit in group.hits)

    def groups(self, text: str, limit: int = 50) -> tuple[Group, ...]:
        """Entries, documents, people and next steps with everything that `text` looks for
        (`text.searching.query`), up to `limit` of each type; a group without any is left out.

        Those with the words in their titles or names come first, then those with the very words,
        then those with forms and beginnings of them, each by date: a rank by frequency would have
        to look at every match, and could not be explained.
        """
        asked = match_query(text)
        if not asked:
            return ()
        with self._store.reading():
            groups = (
                self._group("event", text, asked, limit),
                self._documents(text, asked, limit),
                self._group("person", text, asked, limit),
                self._group("task", text, asked, limit),
            )
        return tuple(group for group in groups if group.hits)

    def totals(self, text: str) -> dict[str, int]:
        """How many records of each type have everything that `text` looks for (MOST: or more)."""
        asked = match_query(text)
        if not asked:
            return {}
        with self._store.reading() as connection:
            found = {each: numbers(connection, each, asked, MOST) for each in SHELVES}
            pages = self._pages(found.pop("page"))
        return {
            type_: len({*seqs, *pages} if type_ == "document" else seqs)
            for type_, seqs in found.items()
        }

    def put(self, seq: int, record: Record, people: Sequence[str]) -> None:
        """Index the record in row `seq`; `people` are the ids of those that it points to."""
        if self._waiting is None:
            self._write(seq, record, people)
        else:
            self._wait(seq, (record, people))

    def drop(self, seq: int) -> None:
        """Forget the record in row `seq`."""
        if self._waiting is None:
            search_index.forget_records(self._store.connection, (seq,))
        else:
            self._wait(seq, None)

    @contextmanager
    def many(self) -> Iterator[None]:
        """Index what is put or dropped in the block many at a time; only inside a transaction.

        FTS5 collects words in memory only while its rows come in their order and nothing else is
        written: taken by turns with the records, of all types, a row takes five times as long.
        """
        self._waiting = {}
        try:
            yield
            self._write_waiting()
        finally:
            self._waiting = None

    def _wait(self, seq: int, wanted: tuple[Record, Sequence[str]] | None) -> None:
        if self._waiting is not None:
            self._waiting[seq] = wanted
            if len(self._waiting) >= _TOGETHER:
                self._write_waiting()

    def _write_waiting(self) -> None:
        waiting, self._waiting = self._waiting or {}, {}
        gone = sorted(seq for seq, wanted in waiting.items() if wanted is None)
        search_index.forget_records(self._store.connection, gone)
        rows = (
            (search_index.row_of(type_of(wanted[0]), seq), seq, *wanted)
            for seq, wanted in waiting.items()
            if wanted is not None
        )
        for _, seq, record, people in sorted(rows, key=operator.itemgetter(0)):
            self._write(seq, record, people)

    def _write(self, seq: int, record: Record, people: Sequence[str]) -> None:
        parts = (*parts_of(record), *parts_of_names(self._names(people)))
        search_index.keep_record(self._store.connection, type_of(record), seq, parts)

    def _group(self, type_: str, text: str, asked: str, limit: int) -> Group:
        everything = numbers(self._store.connection, type_, asked, MOST)
        hits = tuple(
            hit_in_record(record, self._names_in, text)
            for record in self._best(type_, everything, text, limit).values()
        )
        return Group(type_, hits, len(everything))

    def _best(
        self, type_: str, everything: Sequence[int], text: str, limit: int
    ) -> Mapping[int, Record]:
        """Up to `limit` of the rows that were found, by their seq, best first."""
        found: dict[int, Record] = {}
        for tier in tiers(text):
            if len(found) >= min(limit, len(everything)):
                break
            tied = numbers(self._store.connection, type_, tier, limit)
            found |= self._records([seq for seq in tied if seq not in found])
        return dict(list(found.items())[:limit])

    def _documents(self, text: str, asked: str, limit: int) -> Group:
        """The documents that have the words themselves or on pages of their files."""
        everything = numbers(self._store.connection, "document", asked, MOST)
        documents = dict(self._best("document", everything, text, limit))
        pages = self._pages(numbers(self._store.connection, "page", asked, MOST))
        documents |= self._records([seq for seq in pages if seq not in documents][:limit])
        hits: list[Hit] = []
        for seq, document in list(documents.items())[:limit]:
            if seq in everything:
                hits.append(hit_in_record(document, self._names_in, text))
            if isinstance(document, Document):
                hits += self._page_hits(document, pages.get(seq, ())[:_PAGES_EACH], text)
        return Group("document", tuple(hits), len({*everything, *pages}))

    def _pages(self, passages: Sequence[int]) -> dict[int, list[int]]:
        """From the documents that have them, by date, to the passages of their files."""
        rows = self._store.connection.execute(
            "SELECT record.seq, passage.id FROM passage"
            " JOIN link ON link.target = passage.sha256 AND link.type = 'blob'"
            " JOIN record ON record.seq = link.source AND record.deleted_at IS NULL"
            " WHERE passage.id IN (SELECT value FROM json_each(?))"
            " ORDER BY record.position, record.seq, passage.page",
            (json.dumps(passages),),
        )
        found: dict[int, list[int]] = {}
        for seq, passage in rows:
            found.setdefault(seq, []).append(passage)
        return found

    def _page_hits(self, document: Document, passages: Sequence[int], text: str) -> list[Hit]:
        covered = self._shows_threat(document) if passages else False
        rows = self._store.connection.execute(
            "SELECT page, text FROM passage WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY page",
            (json.dumps(passages),),
        )
        return [hit_on_page(document, page, words, text, covered=covered) for page, words in rows]

    def _shows_threat(self, document: Document) -> bool:
        row = self._store.connection.execute(
            "SELECT 1 FROM link JOIN record ON record.seq = link.source"
            " WHERE link.target = ? AND record.kind = 'threat' AND record.deleted_at IS NULL",
            (document.id,),
        ).fetchone()
        return row is not None

    def _records(self, seqs: Sequence[int]) -> dict[int, Record]:
        """The records in these rows by date, as entered on the same one."""
        rows = self._store.connection.execute(
            "SELECT seq, type, body FROM record WHERE seq IN (SELECT value FROM json_each(?))"
            " ORDER BY position, seq",
            (json.dumps(seqs),),
        )
        return {seq: decoded(type_, body) for seq, type_, body in rows}

    def _names_in(self, record: Record) -> tuple[str, ...]:
        return self._names([ref.id for ref in references(record) if ref.type == "person"])

    def _names(self, people: Sequence[str]) -> tuple[str, ...]:
        """The names of these people, in every script."""
        if not people:
            return ()
        rows = self._store.connection.execute(
            "SELECT body ->> 'name', body ->> 'name_latin', body -> 'also_known_as'"
            " FROM record WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (json.dumps(list(people)),),
        )
        return tuple(
            each
            for name, latin, others in rows
            for each in (name, latin, *json.loads(others or "[]"))
            if each
        )
