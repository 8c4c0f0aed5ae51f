"""Small pictures of documents' pages, kept inside the vault and nowhere else."""

from limbo_desktop.vault.store import Store


class Previews:
    """A cache: an encoded picture by the file's SHA-256, the page (from 0) and its longest side
    in pixels.  Nothing is lost when it is cleared.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, sha256: str, page: int, pixels: int) -> bytes | None:
        """The picture, if it was kept."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT data FROM preview WHERE sha256 = ? AND page = ? AND pixels = ?",
                (sha256, page, pixels),
            ).fetchone()
        return row[0] if row else None

    def put(self, sha256: str, page: int, pixels: int, data: bytes) -> None:
        """Keep a picture; on a medium that cannot be written nothing happens."""
        if self._store.read_only:
            return
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO preview VALUES (?, ?, ?, ?)", (sha256, page, pixels, data)
            )

    def clear(self) -> None:
        """Forget all pictures."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM preview")
