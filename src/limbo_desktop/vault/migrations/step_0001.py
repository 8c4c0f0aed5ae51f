"""Schema 1: records with their links, history, blobs, drafts, settings, search."""

from limbo_desktop.vault.connection import Connection

_TABLES = (
    # One row a person, event, document or task; the other columns are taken from `body`.
    """
    CREATE TABLE record (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL CHECK (type IN ('person', 'event', 'document', 'task')),
        body TEXT NOT NULL CHECK (json_valid(body)),
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        position TEXT NOT NULL,
        earliest TEXT,
        latest TEXT,
        share TEXT NOT NULL,
        incomplete INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT
    """,
    # Lists of one type in the order of entry, and the timeline in the order of its dates.
    "CREATE INDEX record_list ON record (type, seq) WHERE deleted_at IS NULL",
    """
    CREATE INDEX record_timeline ON record
        (position, seq, type, kind, earliest, latest, incomplete, deleted_at, id)
    WHERE deleted_at IS NULL AND type IN ('event', 'document')
    """,
    "CREATE INDEX record_bin ON record (deleted_at) WHERE deleted_at IS NOT NULL",
    # Who points to whom; blobs are targets too, by their SHA-256.
    """
    CREATE TABLE link (
        source INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
        role TEXT NOT NULL,
        type TEXT NOT NULL,
        target TEXT NOT NULL,
        pages TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX link_source ON link (source)",
    "CREATE INDEX link_target ON link (target, source)",
    # Where imported records come from: a source has keys to be known by, and ids of its own.
    "CREATE TABLE source (id INTEGER PRIMARY KEY) STRICT",
    """
    CREATE TABLE source_key (
        key TEXT PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES source (id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE external (
        source INTEGER NOT NULL REFERENCES source (id),
        type TEXT NOT NULL,
        external TEXT NOT NULL,
        record INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE,
        PRIMARY KEY (source, type, external)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX external_record ON external (record)",
    "CREATE TABLE info (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL) STRICT",
    # `body` may be emptied on purpose, its digest stays in the chain.
    """
    CREATE TABLE history (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        type TEXT NOT NULL,
        record TEXT NOT NULL,
        action TEXT NOT NULL,
        body TEXT,
        digest BLOB NOT NULL,
        chain BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX history_record ON history (record, seq)",
    # `kept` is 0 while the bytes come in and until a record uses them.
    """
    CREATE TABLE blob (
        id INTEGER PRIMARY KEY,
        sha256 TEXT UNIQUE,
        size INTEGER NOT NULL,
        kept INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX blob_size ON blob (size)",
    "CREATE INDEX blob_loose ON blob (id) WHERE kept = 0",
    """
    CREATE TABLE chunk (
        blob INTEGER NOT NULL REFERENCES blob (id),
        number INTEGER NOT NULL,
        data BLOB NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX chunk_place ON chunk (blob, number)",
    """
    CREATE TABLE draft (
        key TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE TABLE preview (
        sha256 TEXT NOT NULL,
        page INTEGER NOT NULL,
        pixels INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (sha256, page, pixels)
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        title, body,
        content = '', contentless_delete = 1, prefix = '2 3', detail = 'full',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
)


def apply(connection: Connection) -> None:
    """Make the tables."""
    for statement in _TABLES:
        connection.execute(statement)
