"""The parent's side: one worker process, asked one thing at a time, replaced when it dies."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from limbo_desktop.render import launch
from limbo_desktop.render.believable import believed
from limbo_desktop.render.codec import decode
from limbo_desktop.render.exchange import Exchange, Source
from limbo_desktop.render.facts import (
    Facts,
    FoundBox,
    Kind,
    Mail,
    PdfCheck,
    PdfPicture,
    PdfPictures,
    Raster,
    Survey,
    Text,
)
from limbo_desktop.render.failures import UNOPENED, Reason, RenderFailure
from limbo_desktop.render.lettering import LETTERS, Lettering, told
from limbo_desktop.render.limits import (
    DEADLINE_SECONDS,
    FOUND_WORDS,
    RASTER_PIXELS,
    RASTER_SIDE,
    REQUESTS_PER_WORKER,
    STRUCTURE_BYTES,
)
from limbo_desktop.render.memory import NOTHING, Memory
from limbo_desktop.render.messages import Conversation
from limbo_desktop.render.replies import (
    check_of,
    conversation_of,
    found_boxes,
    json_of,
    mail_of,
    raster_of,
    survey_of,
    text_of,
)
from limbo_desktop.render.structure import Structure
from limbo_desktop.render.unpacked import Unpacked, unpacked
from limbo_desktop.render.wire import Message, WireError

_LARGEST_FILE: Final = 1 << 62

T = TypeVar("T")


class Renderer:
    """Shows files through a process that has no key and no network.

    A context manager; the worker starts with `prepare` or the first request.  One request runs at
    a time, from any thread; the file is read by ranges from the stream given, in the calling
    thread.  A file that kills or hangs the worker costs its own request only.  `close` may be
    called from another thread and stops a running request with `Reason.STOPPED`.
    """

    lanes = 1
    """How many requests can run at a time."""

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline
        self._worker: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._closed = False
        self._turn = threading.Lock()
        self.memory: Memory = NOTHING
        """Asked before the worker is, and told what it answered."""
        self.drawing = threading.BoundedSemaphore(self.lanes)
        """Taken by whoever holds the pixels of a page: they are large."""

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

    def dismiss(self) -> None:
        """Have another worker answer the next request; the one at work ends what it does."""
        self._served = REQUESTS_PER_WORKER

    def close(self) -> None:
        """End the worker; later requests raise RenderFailure(STOPPED)."""
        self._closed = True
        self._end_worker()

    def inspect(self, stream: Source, name: str, password: str = "") -> Facts:
        """Return what a file is; never raises RenderFailure except STOPPED.

        What keeps it from being shown stands in `Facts.problem`.
        """
        return self._facts("inspect", stream, name, password)

    def glance(self, stream: Source, name: str, password: str = "") -> Facts:
        """Return what `inspect` does, but for `has_text`: no page is read for it."""
        return self._facts("glance", stream, name, password)

    def _facts(self, what: str, stream: Source, name: str, password: str) -> Facts:
        try:
            return self._told_facts(self._ask(what, stream, name, password))
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            problem = failure
        try:
            facts = self._told_facts(self._ask("sniff", stream, name, ""))
        except RenderFailure:
            facts = Facts("application/octet-stream", Kind.OTHER)
        return Facts(
            facts.media_type,
            facts.kind,
            size=facts.size,
            problem=problem.reason,
            detail=problem.detail,
        )

    def _told_facts(self, reply: Message) -> Facts:
        return self._checked(lambda: believed(decode(Facts, reply.header.get("value"))))

    def survey(self, stream: Source, name: str, password: str = "") -> Survey:
        """Return what `inspect` and `pdf_check` say of a file, but for its text layer, at once.

        Never raises RenderFailure except STOPPED.  A file that does not let both answer in one
        request is asked about with a request for each.
        """
        try:
            reply = self._ask("survey", stream, name, password)
            return self._checked(lambda: survey_of(reply))
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
        return self._checked(lambda: raster_of(reply, max_width, max_height))

    def text(self, stream: Source, name: str, password: str = "") -> Text:
        """Return what a person reads in a file, `Text.pages` by page: of a PDF, a text, an
        e-mail, a conversation (`MESSAGES_PER_PAGE` to a page), an office document.

        Raises:
            RenderFailure: it could not be read.
        """
        reply = self._ask("text", stream, name, password)
        return self._checked(lambda: text_of(reply))

    def words(self, stream: Source, name: str, password: str = "") -> Text:
        """Return every word in a file, for the search of concealed names: what `text` returns,
        and headers, metadata, properties, names of parts.

        Raises:
            RenderFailure: it could not be read.
        """
        reply = self._ask("words", stream, name, password)
        return self._checked(lambda: text_of(reply))

    def conversation(self, stream: Source, name: str, start: int = 0) -> Conversation:
        """Return messages of an export from number `start`, at most `CHAT_MESSAGES` of them.

        Raises:
            RenderFailure: UNSUPPORTED when the file is no export.
        """
        reply = self._ask("conversation", stream, name, "", {"start": start})
        return self._checked(lambda: conversation_of(reply, start))

    def structure(self, stream: Source, name: str) -> Structure:
        """Return the parts of a written document (.docx, .odt) or of a saved web page.

        Raises:
            RenderFailure: UNSUPPORTED for a file of another kind; or it could not be read.
        """
        reply = self._ask("structure", stream, name, "")
        return self._checked(lambda: believed(decode(Structure, json_of(reply, STRUCTURE_BYTES))))

    def mail(self, stream: Source) -> Mail:
        """Return an e-mail taken apart.

        Raises:
            RenderFailure: it could not be read.
        """
        reply = self._ask("mail", stream, "", "")
        return self._checked(lambda: mail_of(reply))

    def found(
        self, stream: Source, index: int, words: Sequence[str], password: str = ""
    ) -> tuple[FoundBox, ...]:
        """Return where words stand on one page of a PDF, as parts of the upright page.

        Raises:
            RenderFailure: the page cannot be read.
        """
        sought = "\n".join(word.replace("\n", " ") for word in words[:FOUND_WORDS])[:4096]
        more: dict[str, int | str] = {"index": index, "words": sought}
        reply = self._ask("found", stream, "", password, more)
        return self._checked(lambda: found_boxes(reply))

    def letters(self, stream: Source, index: int, password: str = "") -> Lettering:
        """Return every letter of one page of a PDF with its place.

        Raises:
            RenderFailure: the page cannot be read.
        """
        reply = self._ask("letters", stream, "", password, {"index": index})
        return self._checked(
            lambda: told(
                reply.number("count", 0, LETTERS),
                reply.body,
                complete=reply.number("complete", 0, 1) == 1,
            )
        )

    def attachment(self, stream: Source, number: int) -> bytes:
        """Return the bytes of what hangs on an e-mail, by its place in `Mail.attachments`.

        Raises:
            RenderFailure: EMPTY when there is nothing; or it could not be read.
        """
        return self._ask("attachment", stream, "", "", {"index": number}).body

    def pdf_check(self, stream: Source, password: str = "") -> PdfCheck:
        """Return what a PDF can do or hides, as the second reader (qpdf) sees it.

        Raises:
            RenderFailure: it cannot be opened; do not open it with pikepdf elsewhere either.
        """
        reply = self._ask("pdf_check", stream, "", password)
        return self._checked(lambda: check_of(reply.header.get("value"), reply))

    def pdf_pictures(
        self, stream: Source, width: int, height: int, password: str = ""
    ) -> tuple[PdfPicture, ...]:
        """Return the pictures on a PDF's pages, each page brought down to this size in points;
        () when they are too many.  Raises RenderFailure.
        """
        reply = self._ask("pdf_pictures", stream, "", password, {"width": width, "height": height})
        return self._checked(lambda: decode(PdfPictures, reply.header.get("value")).pictures)

    def _checked(self, build: Callable[[], T]) -> T:
        """Build a result from a reply; a reply of the wrong shape ends the worker that sent it."""
        try:
            return build()
        except WireError as error:
            self._end_worker()
            self.memory.distrust()
            raise RenderFailure(Reason.CRASHED, "reply") from error

    def unpack(self, stream: Source) -> Generator[Unpacked, None, None]:
        """Yield the files of an archive, each to be read before the next is asked for.

        Close the iterator to stop early; no other request can be made meanwhile.

        Raises:
            RenderFailure: while it runs, too: the archive is damaged or unpacks to too much.
        """
        yield from self._told("unpack", stream)

    def attachments(self, stream: Source) -> Generator[Unpacked, None, None]:
        """Yield what hangs on an e-mail, in the order of `Mail.attachments`, as `unpack` does.

        Raises:
            RenderFailure: while it runs, too: the e-mail cannot be read.
        """
        yield from self._told("attachments", stream)

    def _told(self, what: str, stream: Source) -> Generator[Unpacked, None, None]:
        with self._exchange(what, stream, "", "") as exchange:

            def message() -> Message:
                try:
                    return exchange.message()
                except WireError as error:
                    raise self._death(late=exchange.late) from error

            yield from unpacked(message)

    def _ask(
        self,
        what: str,
        stream: Source,
        name: str,
        password: str,
        more: Mapping[str, int | str] | None = None,
    ) -> Message:
        asked = {"what": what, "name": name[-255:], "password": password, **(more or {})}
        known = self.memory.recall(stream, asked)
        if known is not None:
            return known
        try:
            with self._exchange(what, stream, name, password, more) as exchange:
                message = exchange.message()
                if not exchange.finished:
                    raise WireError("kind")
        except RenderFailure as failure:
            self.memory.note(stream, asked, failure)
            raise
        self.memory.note(stream, asked, message)
        return message

    @contextmanager
    def _exchange(
        self,
        what: str,
        stream: Source,
        name: str,
        password: str,
        more: Mapping[str, int | str] | None = None,
    ) -> Iterator[Exchange]:
        """One request and its messages; a worker that is not at its end afterwards is ended."""
        with self._turn:
            size = stream.seek(0, os.SEEK_END)
            if not 0 <= size <= _LARGEST_FILE:
                raise ValueError("size")
            header = {"what": what, "size": size, "name": name[-255:], "password": password}
            exchange = Exchange(
                self._ready_worker(), stream, size, self._deadline, {**header, **(more or {})}
            )
            try:
                yield exchange
            except WireError as error:
                raise self._death(late=exchange.late) from error
            finally:
                if not exchange.finished or exchange.late or self._closed:
                    self._end_worker()
                else:
                    self._served += 1

    def _death(self, *, late: bool) -> RenderFailure:
        if self._closed:
            return RenderFailure(Reason.STOPPED)
        return RenderFailure(Reason.TOO_SLOW if late else Reason.CRASHED)

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
