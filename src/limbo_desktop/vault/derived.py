"""Columns, links and words beside the bodies are derived: renewed when their recipe changes.

The recipe is `columns.columns_of`, `references.references` and `search_parts.parts_of`
and the folding and stems of `text`; whoever
changes what they give raises VERSION, and every vault is indexed anew at its next opening.
"""

from typing import Final

from limbo_desktop.vault.records import decoded, index
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.search_index import forget_everything, keep_every_page
from limbo_desktop.vault.store import Store

VERSION: Final = 1
"""The recipe of this version of the program; 0 in a file that was just migrated."""


def renew(store: Store, search: Search) -> None:
    """Index every record anew if the file was written by another recipe; all of it or nothing."""
    with store.reading() as connection:
        found: int = connection.execute("SELECT version FROM derived").fetchone()[0]
    if found == VERSION:
        return
    with store.writing() as connection, search.many():
        forget_everything(connection)
        rows = connection.execute("SELECT seq, type, body, deleted_at FROM record ORDER BY seq")
        for seq, type_, body, deleted_at in rows.fetchall():
            index(store, search, decoded(type_, body))
            if deleted_at is not None:
                search.drop(seq)
        keep_every_page(connection)
        connection.execute("UPDATE derived SET version = ?", (VERSION,))
