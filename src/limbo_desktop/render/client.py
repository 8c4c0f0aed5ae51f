"""The parent's side: one worker process, asked one thing at a time, replaced when it dies."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

from limbo_desktop.render import launch
from limbo_desktop.render.codec import decode
from limbo_desktop.render.facts import Facts, Kind, Mail, PdfCheck, Raster, Survey, Text
from limbo_desktop.render.failures import UNOPENED, Reason, RenderFailure
from limbo_desktop.render.limits import (
    DEADLINE_SECONDS,
    RANGE_BYTES,
    RASTER_PIXELS,
    RASTER_SIDE,
    REQUESTS_PER_WORKER,
    WHOLE_BYTES,
)
from limbo_desktop.render.wire import Message, WireError, receive, send

_LARGEST_FILE: Final = 1 << 62

T = TypeVar("T")


class Source(Protocol):
    """What a file is read from: any seekable binary reader, such as a blob of the vault."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes from the position."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to an offset; return the position."""
        ...


class Renderer:
    """Shows files through a process that has no key and no network.

    A context manager; the worker starts with `prepare` or the first request.  One request runs at
    a time, from any thread; the file is read by ranges from the stream given, in the calling
    thread.  A file that kills or hangs the worker costs its own request only.  `close` may be
    called from another thread and stops a running request with `Reason.STOPPED`.
    """

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline
        self._worker: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._closed = False
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self) -> None:
        """Start the worker ahead of the first request: it needs a third of a second to load.

        Raises:
            RenderFailure: STOPPED after `close`.
        """
        with self._turn:
            self._ready_worker()

    def close(self) -> None:
        """End the worker; later requests raise RenderFailure(STOPPED)."""
        self._closed = True
        self._end_worker()

    def inspect(self, stream: Source, name: str, password: str = "") -> Facts:
        """Return what a file is; never raises RenderFailure except STOPPED.

        What keeps it from being shown stands in `Facts.problem`.
        """
        try:
            reply = self._ask("inspect", stream, name, password)
            return decode(Facts, reply.header.get("value"))
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            problem = failure
        try:
            reply = self._ask("sniff", stream, name, "")
            facts = decode(Facts, reply.header.get("value"))
        except RenderFailure:
            facts = Facts("application/octet-stream", Kind.OTHER)
        return Facts(
            facts.media_type,
            facts.kind,
            size=facts.size,
            problem=problem.reason,
            detail=problem.detail,
        )

    def survey(self, stream: Source, name: str, password: str = "") -> Survey:
        """Return what `inspect` and `pdf_check` say of a file, but for its text layer, at once.

        Never raises RenderFailure except STOPPED.  A file that does not let both answer in one
        request is asked about with a request for each.
        """
        try:
            reply = self._ask("survey", stream, name, password)
            return self._checked(lambda: _survey(reply))
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
        facts = self.inspect(stream, name, password)
        if facts.kind is not Kind.PDF or facts.problem in UNOPENED:
            return Survey(facts)
        try:
            return Survey(facts, self.pdf_check(stream, password))
        except RenderFailure as refused:
            if refused.reason is Reason.STOPPED:
                raise
            return Survey(facts, refused=refused.reason)

    def page_image(
        self,
        stream: Source,
        index: int,
        max_width: int,
        max_height: int,
        password: str = "",
    ) -> Raster:
        """Return one page of a PDF or picture as upright pixels within the box.

        A PDF page fills the box, a picture is never enlarged.

        Raises:
            RenderFailure: it cannot be shown; `reason` says why.
        """
        if not (0 < max_width <= RASTER_SIDE and 0 < max_height <= RASTER_SIDE and index >= 0):
            raise ValueError("box or index")
        if max_width * max_height > RASTER_PIXELS:
            raise ValueError("box")
        more = {"index": index, "max_width": max_width, "max_height": max_height}
        reply = self._ask("page_image", stream, "", password, more)
        return self._checked(lambda: _raster(reply, max_width, max_height))

    def text(self, stream: Source, name: str, password: str = "") -> Text:
        """Return the text of a file: text layer, decoded text, mail, words of a .docx, metadata.

        Raises:
            RenderFailure: it could not be read.
        """
        reply = self._ask("text", stream, name, password)
        return self._checked(
            lambda: Text(
                reply.body.decode("utf-8", "replace"),
                reply.number("complete", 0, 1) == 1,
                reply.text("encoding", 40),
            )
        )

    def mail(self, stream: Source) -> Mail:
        """Return an e-mail taken apart.

        Raises:
            RenderFailure: it could not be read.
        """
        reply = self._ask("mail", stream, "", "")
        return self._checked(
            lambda: decode(
                Mail, _with(reply.header.get("value"), body=reply.body.decode("utf-8", "replace"))
            )
        )

    def pdf_check(self, stream: Source, password: str = "") -> PdfCheck:
        """Return what a PDF can do or hides, as the second reader (qpdf) sees it.

        Raises:
            RenderFailure: it cannot be opened; do not open it with pikepdf elsewhere either.
        """
        reply = self._ask("pdf_check", stream, "", password)
        return self._checked(lambda: _check(reply.header.get("value"), reply))

    def _checked(self, build: Callable[[], T]) -> T:
        """Build a result from a reply; a reply of the wrong shape ends the worker that sent it."""
        try:
            return build()
        except WireError as error:
            self._end_worker()
            raise RenderFailure(Reason.CRASHED, "reply") from error

    def _ask(
        self,
        what: str,
        stream: Source,
        name: str,
        password: str,
        more: dict[str, int] | None = None,
    ) -> Message:
        with self._turn:
            size = stream.seek(0, os.SEEK_END)
            if not 0 <= size <= _LARGEST_FILE:
                raise ValueError("size")
            worker = self._ready_worker()
            late = threading.Event()
            watch = threading.Timer(self._deadline, _kill_late, (worker, late))
            watch.daemon = True
            watch.start()
            finished = False
            try:
                header = {"what": what, "size": size, "name": name[-255:], "password": password}
                reply = _converse(worker, {**header, **(more or {})}, stream, size)
                finished = True
            except WireError as error:
                raise self._death(late) from error
            finally:
                watch.cancel()
                if not finished or late.is_set() or self._closed:
                    self._end_worker()
            self._served += 1
        if reply.header.get("kind") == "failure":
            raise _failure(reply)
        return reply

    def _death(self, late: threading.Event) -> RenderFailure:
        if self._closed:
            return RenderFailure(Reason.STOPPED)
        return RenderFailure(Reason.TOO_SLOW if late.is_set() else Reason.CRASHED)

    def _ready_worker(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise RenderFailure(Reason.STOPPED)
        worker = self._worker
        if worker is not None and (
            worker.poll() is not None or self._served >= REQUESTS_PER_WORKER
        ):
            self._end_worker()
            worker = None
        if worker is None:
            worker = subprocess.Popen(  # noqa: S603 - our own executable and arguments
                launch.command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=launch.environment(),
                cwd=Path(sys.executable).anchor or None,
                close_fds=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._worker = worker
            self._served = 0
        return worker

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still to be written has no reader any more


def _kill_late(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _converse(
    worker: subprocess.Popen[bytes], header: dict[str, object], stream: Source, size: int
) -> Message:
    """Send a request, a small file along with it, and serve ranges of a large one until the answer.

    Every message between two busy processes waits for its turn, so a small file needs but one.
    """
    to_worker, from_worker = worker.stdin, worker.stdout
    if to_worker is None or from_worker is None:
        raise WireError("no pipes")
    stream.seek(0)
    send(to_worker, header, _read(stream, size) if size <= WHOLE_BYTES else b"")
    while True:
        message = receive(from_worker)
        if message is None:
            raise WireError("gone")
        if message.header.get("kind") != "read":
            return message
        offset = message.number("offset", 0, size)
        length = message.number("length", 1, min(RANGE_BYTES, max(1, size - offset)))
        stream.seek(offset)
        send(to_worker, {"kind": "range"}, _read(stream, length))


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


def _raster(reply: Message, max_width: int, max_height: int) -> Raster:
    width, height = reply.number("width", 1, max_width), reply.number("height", 1, max_height)
    mode = reply.text("mode", 3)
    if mode not in ("L", "RGB") or len(reply.body) != width * height * len(mode):
        raise WireError("raster")
    return Raster(width, height, mode, reply.body)


def _survey(reply: Message) -> Survey:
    value = reply.header.get("value")
    if not isinstance(value, dict):
        raise WireError("survey")
    check = value.get("check")
    facts = decode(Facts, value.get("facts"))
    return Survey(facts, None if check is None else _check(check, reply))


def _check(value: object, reply: Message) -> PdfCheck:
    return decode(PdfCheck, _with(value, strings=reply.body.decode("utf-8", "replace")))


def _with(value: object, **more: str) -> object:
    return {**value, **more} if isinstance(value, dict) else value
