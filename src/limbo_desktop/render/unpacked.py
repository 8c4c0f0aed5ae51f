"""The parent's side of an archive: its files as streams, fed by the worker piece by piece."""

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NoReturn

from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.wire import Message, WireError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST_NAME: Final = 1000


class Unpacked(io.RawIOBase):
    """One file of an archive under its `name` as it stands there; read once, from start to end.

    Reading raises RenderFailure when its end does not come: PASSWORD, DAMAGED or UNSUPPORTED for
    this file alone, otherwise for the archive, which then ends.
    """

    def __init__(self, name: str, next_message: Callable[[], Message]) -> None:
        super().__init__()
        self.name = name
        self._next = next_message
        self._piece = memoryview(b"")
        self._problem: Reason | None = None
        self._ended = False
        self.broken: RenderFailure | None = None

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what is left of a piece, or with the next."""
        if not self._piece and not self._ended:
            self._fetch()
        if self._problem is not None:
            raise RenderFailure(self._problem)
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._piece))
        view[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def skip(self) -> None:
        """Let go of what was not read, so that the next file can come."""
        self._piece = memoryview(b"")
        while not self._ended:
            self._fetch()
        self._piece = memoryview(b"")

    def _fetch(self) -> None:
        try:
            message = self._next()
            kind = message.text("kind", 10)
            if kind == "end":
                self._ended = True
                self._problem = _reason(message.text("problem", 40))
            elif kind == "piece" and message.body:
                self._piece = memoryview(message.body)
            else:
                self._break(RenderFailure(Reason.CRASHED, "piece"))
        except RenderFailure as failure:
            self._break(failure)
        except WireError:
            self._break(RenderFailure(Reason.CRASHED, "reply"))

    def _break(self, failure: RenderFailure) -> NoReturn:
        self._ended, self.broken = True, failure
        raise failure


def unpacked(next_message: Callable[[], Message]) -> Iterator[Unpacked]:
    """Yield the files that the worker tells of, until its answer.

    `next_message` raises RenderFailure when the archive cannot be read on.
    """
    while (message := next_message()).text("kind", 10) == "file":
        file = Unpacked(message.text("name", _LONGEST_NAME), next_message)
        yield file
        if file.broken is not None:
            raise file.broken
        file.skip()
    if message.text("kind", 10) != "answer":
        raise WireError("file")


def _reason(word: str) -> Reason | None:
    try:
        return Reason(word) if word else None
    except ValueError as error:
        raise WireError("reason") from error
