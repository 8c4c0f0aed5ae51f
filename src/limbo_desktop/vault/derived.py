"""Columns, links and words beside the bodies are derived: renewed when their recipe changes.

The recipe is `columns.columns_of`, `references.references` and `search_parts.parts_of`
and the folding and stems of `text`; whoever
changes what they give raises VERSION, and COLUMNS too where it is more than words.

Columns and links are renewed before a vault is used, since lists and filters go by them; words in
pieces, which may be made between the person's own work.  Each piece is one transaction that keeps
how far it came: a program that is killed goes on there at the next opening.  Until the last
piece is made the file says version 0, so that an earlier program begins anew.
"""

from typing import Final

from limbo_desktop.vault.bodies import decoded
from limbo_desktop.vault.columns import columns_of
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.records import (
    cells,
    link_rows,
    silenced_lines,
    write_columns,
    write_links,
)
from limbo_desktop.vault.references import references
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.search_index import SHELVES, forget_everything, keep_passage
from limbo_desktop.vault.settings import Setting, Settings
from limbo_desktop.vault.store import Store

VERSION: Final = 1
"""The recipe of this version of the program; 0 in a file that was just migrated."""

COLUMNS: Final = 1
"""The last recipe that changed more than words."""

_TYPES: Final = tuple(SHELVES)
_REACHED: Final = Setting("derived_to", "")
"""While words are renewed: the recipe, and how many shelves and which row are done."""

_RECORDS: Final = "record WHERE type = ? AND deleted_at IS NULL AND seq"


class Renewal:
    """What is still to be renewed in one open vault."""

    def __init__(self, store: Store, search: Search) -> None:
        self._store = store
        self._search = search
        self._settings = Settings(store)
        with store.reading() as connection:
            self._found: int = connection.execute("SELECT version FROM derived").fetchone()[0]
        self._shelf, self._row = self._reached() if self._found == 0 else (-1, 0)
        self._done, self._total = self._counted() if self.waiting else (0, 0)

    @property
    def waiting(self) -> bool:
        """Whether the search does not know every word yet."""
        return self._found != VERSION

    def prepare(self) -> None:
        """Make everything but words as it should be, before anything else is read."""
        if not self.waiting or self._shelf >= 0:
            return
        with self._store.writing() as connection:
            if not COLUMNS <= self._found < VERSION:
                _renew_columns(self._store)
            forget_everything(connection)
            connection.execute("UPDATE derived SET version = 0")
            self._keep(0, 0)
        self._found, self._shelf, self._row = 0, 0, 0

    def finish(self) -> None:
        """Renew everything at once: all of it or nothing."""
        if self.waiting:
            with self._store.writing():
                self.prepare()
                while self.waiting:
                    self.step(2000)

    def step(self, most: int = 100) -> tuple[int, int]:
        """Index the words of up to `most` records or pages; how many of how many are done."""
        if not self.waiting:
            return self._total, self._total
        shelf, row = self._shelf, self._row
        with self._store.writing() as connection, self._search.many():
            rows = self._indexed(connection, _TYPES[shelf], row, most)
            shelf, row = (shelf, rows[-1]) if len(rows) == most else (shelf + 1, 0)
            ready = shelf == len(_TYPES)
            if ready:
                connection.execute("UPDATE derived SET version = ?", (VERSION,))
                connection.execute("DELETE FROM setting WHERE name = ?", (_REACHED.name,))
            else:
                self._keep(shelf, row)
        self._shelf, self._row, self._done = shelf, row, self._done + len(rows)
        if ready:
            self._found, self._done = VERSION, self._total
        return min(self._done, self._total), self._total

    def _indexed(self, connection: Connection, type_: str, row: int, most: int) -> list[int]:
        """Index what comes after `row` on a shelf; return the rows."""
        if type_ == "page":
            rows = connection.execute(
                "SELECT id, text FROM passage WHERE id > ? ORDER BY id LIMIT ?", (row, most)
            ).fetchall()
            for id_, text in rows:
                keep_passage(connection, id_, text)
        else:
            rows = connection.execute(
                f"SELECT seq, body FROM {_RECORDS} > ? ORDER BY seq LIMIT ?",  # noqa: S608
                (type_, row, most),
            ).fetchall()
            for seq, body in rows:
                record = decoded(type_, body)
                people = [ref.id for ref in references(record) if ref.type == "person"]
                self._search.put(seq, record, people)
        return [each for each, _ in rows]

    def _keep(self, shelf: int, row: int) -> None:
        self._settings.set(_REACHED, f"{VERSION} {shelf} {row}")

    def _reached(self) -> tuple[int, int]:
        """How far an earlier opening came with this recipe; -1 when it has to begin."""
        match self._settings.get(_REACHED).split():
            case [version, shelf, row] if int(version) == VERSION and int(shelf) < len(_TYPES):
                return int(shelf), int(row)
        return -1, 0

    def _counted(self) -> tuple[int, int]:
        """How many records and pages are done, and how many there are."""
        done = total = 0
        with self._store.reading() as connection:
            for shelf, type_ in enumerate(_TYPES):
                pages = type_ == "page"
                counted = "SELECT count(*) FROM " + ("passage WHERE id" if pages else _RECORDS)  # noqa: S608
                values = () if pages else (type_,)
                number = connection.execute(f"{counted} > 0", values).fetchone()[0]
                total += number
                if shelf < self._shelf:
                    done += number
                elif shelf == self._shelf:
                    upto = connection.execute(f"{counted} <= ?", (*values, self._row))
                    done += upto.fetchone()[0]
        return done, total


def _renew_columns(store: Store) -> None:
    """Give every row the columns and links of this recipe; what is so already is not written."""
    connection = store.connection
    links: dict[int, list[tuple[object, ...]]] = {}
    for source, *link in connection.execute(
        "SELECT source, role, type, target, pages FROM link ORDER BY rowid"
    ):
        links.setdefault(source, []).append(tuple(link))
    rows = connection.execute(
        "SELECT seq, type, body, kind, title, position, earliest, latest, share, incomplete,"
        " certainty, lane FROM record ORDER BY seq"
    )
    for seq, type_, body, *found in rows.fetchall():
        record = decoded(type_, body)
        columns = columns_of(record, silenced_lines(store, record.id))
        if list(cells(columns)) != found:
            write_columns(connection, seq, columns)
        wanted = link_rows(record, references(record))
        if wanted != links.get(seq, []):
            write_links(connection, seq, wanted)
