"""A large file into the vault and out again, against a bare loop over the same chunks.

The bare loop has the same encrypted database and the same chunks, in one transaction: no hash, no
look for what is there already, no commits on the way.
"""

import itertools
import os
import tempfile
from collections.abc import Iterable
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from tests.benchmarks.ratio import Ratio, by_turns

from limbo_desktop.vault.blobs import CHUNK_BYTES, chunks
from limbo_desktop.vault.connection import Access, connect
from limbo_desktop.vault.key import Key, Profile
from limbo_desktop.vault.vault import Vault

CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
MIB = 1 << 20
SIZE = 128 * MIB
FASTEST = 0.7
"""The part of the bare loop's speed that ours should reach at least."""

_NOISE = os.urandom(MIB)
_NUMBERS = itertools.count()


class Noise(RawIOBase):
    """A stream of SIZE bytes that no two calls give alike, and that cannot be sought in."""

    def __init__(self) -> None:
        super().__init__()
        self._left = SIZE
        self._head = next(_NUMBERS).to_bytes(16, "big")

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        wanted = min(size, self._left, len(_NOISE))
        self._left -= wanted
        part = self._head + _NOISE[len(self._head) : wanted] if wanted else b""
        return part[:wanted]


def noise() -> BinaryIO:
    """The stream under the type that everything else here takes."""
    return cast("BinaryIO", Noise())  # RawIOBase is one in all that is used


def measure() -> Iterable[Ratio]:
    """Writing and reading SIZE bytes; the aims are those of DESIGN: 0.7 of the bare speed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _measure(folder)


def _measure(folder: Path) -> Iterable[Ratio]:
    path, salt = folder / "bare.db", bytes(range(16))
    bare = connect(path, Key(bytes(32)), salt, Access.CREATE)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("CREATE TABLE chunk (blob INTEGER, number INTEGER, data BLOB)")
    bare.execute("CREATE UNIQUE INDEX chunk_place ON chunk (blob, number)")
    rounds = itertools.count()

    def insert() -> None:
        blob = next(rounds)
        bare.execute("BEGIN")
        for number, chunk in enumerate(chunks(noise())):
            bare.execute("INSERT INTO chunk VALUES (?, ?, ?)", (blob, number, chunk))
        bare.execute("COMMIT")

    def select() -> None:
        for number in range(SIZE // CHUNK_BYTES):
            bare.execute(
                "SELECT data FROM chunk WHERE blob = 0 AND number = ?", (number,)
            ).fetchone()

    vault, _ = Vault.create(folder / "case.limbo", "phrase", CHEAP)
    with vault:
        blob = vault.blobs.add(noise())

        def read() -> None:
            with vault.blobs.open(blob.sha256) as reader:
                for _ in chunks(reader):
                    pass

        size = f"{SIZE // MIB} MB"
        yield by_turns(
            f"a file of {size} into the vault",
            lambda: vault.blobs.add(noise()),
            insert,
            bare_name="bare loop that inserts the chunks",
            bound=1 / FASTEST,
        )
        yield by_turns(
            f"a file of {size} out of the vault",
            read,
            select,
            bare_name="bare loop that selects the chunks",
            bound=1 / FASTEST,
        )
    bare.close()
