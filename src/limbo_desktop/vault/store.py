"""What the parts of an open vault share: the connection, the clock, and the way to write."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from limbo_desktop.vault.connection import Connection, transaction
from limbo_desktop.vault.errors import ReadOnlyMediumError, mapped

Clock = Callable[[], int]
"""Gives the time as whole seconds UTC since 1970."""


def system_clock() -> int:
    """The computer's clock."""
    return int(time.time())


class EndedError(RuntimeError):
    """The snapshot was ended, by the vault's close or by a new passphrase, while it was read."""


def _nothing() -> None:
    """Nobody looks at the file."""


def _unheard(*, committed: bool) -> None:
    """Nobody follows the transactions."""


class Ended(Protocol):
    """Is told that the outermost transaction ended: it counts, or nothing of it does."""

    def __call__(self, *, committed: bool) -> None:
        """Take note."""
        ...


class Store:
    """One connection to one vault; `connection` is exchanged when the passphrase changes.

    One thread reads or writes at a time, others wait; `end` may come from another and waits for
    the statement at work, since SQLite must not lose its connection under a statement.
    """

    def __init__(
        self, connection: Connection, path: Path, clock: Clock, *, read_only: bool
    ) -> None:
        self.connection = connection
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self.ended: Ended = _unheard
        self.before: Callable[[], None] = _nothing
        self.after: Callable[[], None] = _nothing
        self._ended = False
        self._at_work = threading.RLock()

    def end(self) -> None:
        """Close the connection: the statement at work is interrupted, what follows is refused."""
        if self._ended:
            return
        self._ended = True
        self.connection.interrupt()
        with self._at_work:
            self.connection.close()

    def still_open(self) -> None:
        """Raise EndedError when somebody waits for the end of what is read here."""
        if self._ended:
            raise EndedError

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection, with SQLite's answers turned into the person's errors.

        Raises EndedError after `end`.
        """
        with self._at_work:
            if self._ended:
                raise EndedError
            try:
                with mapped(self.path):
                    yield self.connection
            except Exception:
                if self._ended:
                    raise EndedError from None
                raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of the block or nothing, nested blocks are part of the outer one.

        Raises ReadOnlyMediumError where nothing can be written, else what `errors.mapped` gives.
        """
        if self.read_only:
            raise ReadOnlyMediumError
        with self._at_work:
            outermost = not self.connection.in_transaction
            if outermost:
                self.before()
            with mapped(self.path):
                try:
                    with transaction(self.connection):
                        yield self.connection
                except BaseException:
                    if outermost:
                        self.ended(committed=False)
                    raise
                if outermost:
                    self.ended(committed=True)
                    self.after()
