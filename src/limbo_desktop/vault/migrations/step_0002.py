"""Schema 2: what the picture of the timeline needs, words as typed, what was found in files."""

from limbo_desktop.vault.connection import Connection

# How a date is drawn and the lane that it stands in, beside the body: the picture reads no bodies.
_TIMELINE = (
    "ALTER TABLE record ADD COLUMN certainty TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN lane TEXT NOT NULL DEFAULT ''",
    "DROP INDEX record_timeline",
    """
    CREATE INDEX record_timeline ON record
        (position, seq, type, kind, lane, earliest, latest, certainty, incomplete, deleted_at, id)
    WHERE deleted_at IS NULL AND type IN ('event', 'document')
    """,
)

_ENTRY = (
    # The words as typed beside a value of a record: "октябрь 2022" beside 2022-10.
    """
    CREATE TABLE typed (
        record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (record, field)
    ) STRICT, WITHOUT ROWID
    """,
    # Lines of the checklist that the person put aside.
    """
    CREATE TABLE silenced (
        record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        line TEXT NOT NULL,
        PRIMARY KEY (record, line)
    ) STRICT, WITHOUT ROWID
    """,
)

_FINDINGS = (
    # What the render process found in a file, once for each SHA-256: facts, and text by page.
    """
    CREATE TABLE finding (
        sha256 TEXT PRIMARY KEY,
        facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE passage (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES finding (sha256) ON DELETE CASCADE,
        page INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX passage_place ON passage (sha256, page)",
)

_REDACTIONS = (
    # Black boxes on the pages of a document, as parts of the upright page; pages count from 1.
    """
    CREATE TABLE redaction (
        id INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        page INTEGER NOT NULL CHECK (page >= 1),
        x REAL NOT NULL,
        y REAL NOT NULL,
        width REAL NOT NULL,
        height REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX redaction_place ON redaction (document, page)",
    # That a document may go although these concealed people (JSON, ids) are in it, and how.
    """
    CREATE TABLE released (
        document TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        how TEXT NOT NULL,
        people TEXT NOT NULL CHECK (json_valid(people))
    ) STRICT, WITHOUT ROWID
    """,
)

# Rows without their texts; who writes them and how they are asked: `vault.search_index`.
_SEARCH = (
    "DROP TABLE search",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        title, title_forms, body, body_forms,
        content = '', contentless_delete = 1, prefix = '1 2 3', detail = 'full', tokenize = 'ascii'
    )
    """,
)

# The recipe by which columns, links and words were taken from the bodies: `vault.derived`.
_DERIVED = (
    """
    CREATE TABLE derived (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL
    ) STRICT
    """,
    "INSERT INTO derived VALUES (1, 0)",
)


def apply(connection: Connection) -> None:
    """Add the columns and tables; `derived.renew` fills them."""
    for statement in (*_TIMELINE, *_ENTRY, *_FINDINGS, *_REDACTIONS, *_SEARCH, *_DERIVED):
        connection.execute(statement)
