"""One request to the worker and what comes back: its reads are served until it answers."""

import subprocess
from typing import Protocol

from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import RANGE_BYTES, WHOLE_BYTES
from limbo_desktop.render.watch import Watch
from limbo_desktop.render.wire import Message, WireError, receive, send


class Source(Protocol):
    """What a file is read from: any seekable binary reader, such as a blob of the vault."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes from the position."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to an offset; return the position."""
        ...


class Exchange:
    """Sends `header` with the first `message`; the worker is killed when one comes too late.

    `finished` says that the worker gave its answer or refusal and waits for another request.
    """

    def __init__(
        self,
        worker: subprocess.Popen[bytes],
        stream: Source,
        size: int,
        deadline: float,
        header: dict[str, object],
    ) -> None:
        self._worker = worker
        self._stream = stream
        self._size = size
        self._deadline = deadline
        self._header: dict[str, object] | None = header
        self.late = False
        """Whether the worker was killed for being slow."""
        self.finished = False

    def message(self) -> Message:
        """Return what the worker says next, after serving what it asks to read.

        Raises:
            RenderFailure: it refused.
            WireError: it is gone, or broke the protocol.
        """
        watch = Watch(self._worker, self._deadline)
        try:
            message = self._converse()
        finally:
            watch.end()
            self.late = self.late or watch.late
        if message.header.get("kind") == "failure":
            self.finished = True
            raise _failure(message)
        self.finished = message.header.get("kind") == "answer"
        return message

    def _converse(self) -> Message:
        """Send a small file along with the request, and serve ranges of a large one.

        Every message between two busy processes waits for its turn, so a small file needs but one.
        """
        to_worker, from_worker = self._worker.stdin, self._worker.stdout
        if to_worker is None or from_worker is None:
            raise WireError("no pipes")
        header, self._header = self._header, None
        if header is not None:
            self._stream.seek(0)
            whole = self._size <= WHOLE_BYTES
            send(to_worker, header, _read(self._stream, self._size) if whole else b"")
        while True:
            message = receive(from_worker)
            if message is None:
                raise WireError("gone")
            if message.header.get("kind") != "read":
                return message
            offset = message.number("offset", 0, self._size)
            length = message.number("length", 1, min(RANGE_BYTES, max(1, self._size - offset)))
            self._stream.seek(offset)
            send(to_worker, {"kind": "range"}, _read(self._stream, length))


def _read(stream: Source, length: int) -> bytes:
    pieces = []
    while length > 0:
        piece = stream.read(length)
        if not piece:
            raise OSError("the file became shorter while it was read")
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _failure(reply: Message) -> RenderFailure:
    try:
        return RenderFailure(Reason(reply.text("reason", 40)), reply.text("detail", 200))
    except (WireError, ValueError):
        return RenderFailure(Reason.CRASHED, "reply")
