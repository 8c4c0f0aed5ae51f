"""Where imported records come from: the same case is known again, and so is each of its ids."""

import unicodedata

from limbo_desktop.case.records import CaseInfo
from limbo_desktop.vault.store import Store


class Sources:
    """The sources of one vault and the ids that its records had there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, info: CaseInfo) -> int:
        """The source that a case is: the one with which it shares a reference, or the title when
        it has no reference; a new one when there is none.
        """
        with self._store.writing() as connection:
            keys = _keys(info)
            for key in keys:
                row = connection.execute(
                    "SELECT source FROM source_key WHERE key = ?", (key,)
                ).fetchone()
                if row:
                    source: int = row[0]
                    break
            else:
                source = connection.execute(
                    "INSERT INTO source DEFAULT VALUES RETURNING id"
                ).fetchone()[0]
            connection.executemany(
                "INSERT OR IGNORE INTO source_key VALUES (?, ?)", [(key, source) for key in keys]
            )
        return source

    def known(self, source: int, type_: str, external: str) -> str | None:
        """The UUID of the record (also one in the bin) that the source's id stands for.

        An id that is the UUID of a record here is that record: the case came from this vault.
        """
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT id FROM record WHERE seq = (SELECT record FROM external"
                " WHERE source = ?1 AND type = ?2 AND external = ?3)"
                " UNION ALL SELECT id FROM record WHERE id = ?3 AND type = ?2 LIMIT 1",
                (source, type_, external),
            ).fetchone()
        return row[0] if row else None

    def remember(self, source: int, type_: str, external: str, identity: str) -> None:
        """Note that the source's id stands for the record with this UUID."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO external VALUES"
                " (?, ?, ?, (SELECT seq FROM record WHERE id = ?))",
                (source, type_, external, identity),
            )

    def externals(self, type_: str) -> dict[str, str]:
        """The id outside of each record of a type, where it has one and no other has the same."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT record.id, min(external) FROM external"
                " JOIN record ON record.seq = external.record"
                " WHERE external.type = ? AND deleted_at IS NULL"
                " GROUP BY record.seq HAVING count(DISTINCT external) = 1",
                (type_,),
            ).fetchall()
        times: dict[str, int] = {}
        for _, external in rows:
            times[external] = times.get(external, 0) + 1
        return {identity: external for identity, external in rows if times[external] == 1}


def _keys(info: CaseInfo) -> list[str]:
    numbers = [
        f"reference:{_plain(each.authority)}:{_plain(each.number)}"
        for each in info.references
        if each.number
    ]
    return numbers or [f"title:{_plain(info.title)}"]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
