"""The numbered steps of the schema: a new file takes all of them, an old one those it lacks.

A step never changes once it was released; `tests/data/vaults` keeps a real file of every schema.
"""

from collections.abc import Callable
from typing import Final

from limbo_desktop.vault.connection import Connection, transaction
from limbo_desktop.vault.errors import NotAVaultError, VaultTooNewError
from limbo_desktop.vault.migrations import step_0001, step_0002, step_0003

APPLICATION: Final = 0x4C694D62
"""`PRAGMA application_id`, "LiMb": an SQLCipher file of another program is not a vault."""

STEPS: Final[tuple[Callable[[Connection], None], ...]] = (
    step_0001.apply,
    step_0002.apply,
    step_0003.apply,
)
"""The step that makes schema 1 from nothing, then each that makes n + 1 from n."""

SCHEMA: Final = len(STEPS)
"""The schema that this version reads and writes."""


def schema_of(connection: Connection) -> int:
    """The file's schema, 0 for a new one; raises VaultTooNewError or NotAVaultError."""
    schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if schema == 0 and application == 0:
        tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables == 0:
            return 0
    if application != APPLICATION:
        raise NotAVaultError
    if schema > SCHEMA:
        raise VaultTooNewError
    return schema


def migrate(connection: Connection) -> None:
    """Bring the file to the current schema, in one transaction."""
    if schema_of(connection) == SCHEMA:
        return
    with transaction(connection):
        for step in STEPS[schema_of(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
