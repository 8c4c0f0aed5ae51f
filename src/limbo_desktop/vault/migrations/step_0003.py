"""Schema 3: what was prepared of files for bundles, and copies of originals outside the case."""

from limbo_desktop.vault.connection import Connection

_PREPARED = (
    # What the render process answered about a file, packed: `vault.prepared`.  `used` is the
    # bundle that needed it last, by which the oldest is known; nothing is lost when it goes.
    """
    CREATE TABLE prepared (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        what TEXT NOT NULL,
        used INTEGER NOT NULL,
        size INTEGER NOT NULL,
        data BLOB NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX prepared_place ON prepared (sha256, what)",
    "CREATE INDEX prepared_used ON prepared (used, size)",
)

_SAVED_OUT = (
    # Where a copy of an original was written in the clear, to be deleted when it is not needed.
    """
    CREATE TABLE saved_out (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        path TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL
    ) STRICT
    """,
)


def apply(connection: Connection) -> None:
    """Add the tables."""
    for statement in (*_PREPARED, *_SAVED_OUT):
        connection.execute(statement)
