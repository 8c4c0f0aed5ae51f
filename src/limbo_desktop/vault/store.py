"""What the parts of an open vault share: the connection, the clock, and the way to write."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from limbo_desktop.vault.connection import Connection, transaction
from limbo_desktop.vault.errors import ReadOnlyMediumError, mapped

Clock = Callable[[], int]
"""Gives the time as whole seconds UTC since 1970."""


def system_clock() -> int:
    """The computer's clock."""
    return int(time.time())


class Store:
    """One connection to one vault; `connection` is exchanged when the passphrase changes."""

    def __init__(
        self, connection: Connection, path: Path, clock: Clock, *, read_only: bool
    ) -> None:
        self.connection = connection
        self.path = path
        self.clock = clock
        self.read_only = read_only

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection, with SQLite's answers turned into the person's errors."""
        with mapped(self.path):
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of the block or nothing, nested blocks are part of the outer one.

        Raises ReadOnlyMediumError where nothing can be written, else what `errors.mapped` gives.
        """
        if self.read_only:
            raise ReadOnlyMediumError
        with mapped(self.path), transaction(self.connection):
            yield self.connection
