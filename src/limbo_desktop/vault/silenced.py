"""Lines of a checklist that the person put aside, by record; they can be shown again."""

from limbo_desktop.case.records import Record
from limbo_desktop.vault.records import decoded, index, silenced_lines
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.store import Store
from limbo_desktop.vault.undo import Deed, Undo


class Silenced:
    """The silenced lines of one vault.  Each change is a step of undo, and none of the history."""

    def __init__(self, store: Store, search: Search, undo: Undo) -> None:
        self._store = store
        self._search = search
        self._undo = undo

    def of(self, record: str) -> frozenset[str]:
        """The keys of the lines of a record's checklist that are put aside."""
        with self._store.reading():
            return silenced_lines(self._store, record)

    def add(self, record: str, line: str) -> None:
        """Put a line aside: it does not count any more.  KeyError when there is no such record."""
        self._change(record, line, silent=True)

    def discard(self, record: str, line: str) -> None:
        """Let a line count again.  KeyError when there is no such record."""
        self._change(record, line, silent=False)

    def _change(self, record: str, line: str, *, silent: bool) -> None:
        with self._store.writing() as connection:
            if (line in self.of(record)) == silent:
                return
            row = connection.execute(
                "SELECT type, body FROM record WHERE id = ? AND deleted_at IS NULL", (record,)
            ).fetchone()
            if row is None:
                raise KeyError(record)
            type_, body = row
            statement = (
                "INSERT INTO silenced VALUES (?, ?)"
                if silent
                else "DELETE FROM silenced WHERE record = ? AND line = ?"
            )
            connection.execute(statement, (record, line))
            renewed: Record = decoded(type_, body)
            index(self._store, self._search, renewed)
            self._undo.note(
                Deed(
                    "silence" if silent else "count",
                    type_,
                    record,
                    back=lambda: self._change(record, line, silent=not silent),
                    again=lambda: self._change(record, line, silent=silent),
                )
            )
