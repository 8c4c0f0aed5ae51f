"""Targets of the pipe: what a broken worker could write, what a broken parent could ask."""

import io
import json
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Final, cast

from tests.fuzz.laws import hold, refused
from tests.fuzz.targets_read import DATA

from limbo_desktop.render import worker
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Facts, Kind, Mail, PageSize, PdfCheck
from limbo_desktop.render.failures import Reason
from limbo_desktop.render.limits import RANGE_BYTES
from limbo_desktop.render.messages import Conversation, Form, Message
from limbo_desktop.render.structure import Part, Shape, Structure
from limbo_desktop.render.wire import WireError, receive, send

FILE: Final = b"the file that was asked about " * 7


class _Said:
    """What stands where a worker process does: all that it will ever say is said already."""

    pid = 0
    """No process has it, so its time is that of the clock."""

    def __init__(self, said: bytes) -> None:
        self.stdin = io.BytesIO()
        self.stdout = io.BytesIO(said)

    def poll(self) -> int | None:
        """It runs."""
        return None

    def kill(self) -> None:
        """It is told to end."""
        self.stdout = io.BytesIO()

    def wait(self) -> int:
        """It has ended."""
        return 0


class _Client(Renderer):
    """A renderer whose worker says what it was made to say."""

    def __init__(self, said: bytes) -> None:
        super().__init__(deadline=60)
        self._said = said

    def _ready_worker(self):  # type: ignore[no-untyped-def]  # a stand-in has no Popen's type
        self._worker, self._said = _Said(self._said), b""  # type: ignore[assignment]
        return self._worker


class _Watched(io.BytesIO):
    """The file; nobody may ask for more than it has."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, within the file."""
        hold(size is not None and 0 < size <= max(RANGE_BYTES, len(FILE)), "a bounded read")
        return super().read(size)


def _drained(renderer: Renderer) -> None:
    total = 0
    for file in renderer.unpack(_Watched(FILE)):
        hold(len(file.name) <= 1000, "the name is bounded")
        while piece := file.read(65536):
            total += len(piece)


def _asks(renderer: Renderer) -> tuple[Callable[[], object], ...]:
    return (
        lambda: renderer.inspect(_Watched(FILE), "a"),
        lambda: renderer.survey(_Watched(FILE), "a"),
        lambda: renderer.page_image(_Watched(FILE), 0, 40, 30),
        lambda: renderer.text(_Watched(FILE), "a"),
        lambda: renderer.conversation(_Watched(FILE), "a"),
        lambda: renderer.structure(_Watched(FILE), "a"),
        lambda: renderer.mail(_Watched(FILE)),
        lambda: renderer.found(_Watched(FILE), 0, ("a", "b")),
        lambda: renderer.letters(_Watched(FILE), 0),
        lambda: renderer.attachment(_Watched(FILE), 0),
        lambda: renderer.pdf_check(_Watched(FILE)),
        lambda: _drained(renderer),
    )


def answers(data: bytes) -> None:
    """What a worker says: the parent has an answer of the right shape, or a refusal."""
    if not data:
        return
    with _Client(data[1:]) as renderer:
        asks = _asks(renderer)
        number = data[0] % len(asks)
        found = refused(asks[number])
        if number == 2 and found is not None:
            hold(len(found.data) == found.width * found.height * len(found.mode), "pixels")  # type: ignore[attr-defined]


class _Counted(io.BytesIO):
    """What the worker writes."""


def requests(data: bytes) -> None:
    """What a parent asks: each request has one last word, and it is never "crashed"."""
    asked, said = io.BytesIO(data), _Counted()
    try:
        while (request := receive(asked)) is not None:
            start = said.tell()
            # This process is not the one whose time is counted.
            worker._serve(request, cast("IO[bytes]", asked), cast("IO[bytes]", said), lambda: None)
            said.seek(start)
            _one_last_word(said)
    except WireError:
        return  # the worker ends


def _one_last_word(said: IO[bytes]) -> None:
    last = 0
    while (message := receive(said)) is not None:
        kind = message.header.get("kind")
        hold(last == 0, "nothing comes after the last word")
        last += kind in {"answer", "failure"}
        crashed = message.header.get("reason") == Reason.CRASHED.value
        hold(not crashed, f"the worker blames itself: {message.header.get('detail')}")
    hold(last == 1, "there is a last word")


def _message(header: Mapping[str, object], body: bytes = b"") -> bytes:
    out = io.BytesIO()
    send(out, header, body)
    return out.getvalue()


def said_answers() -> Iterator[bytes]:
    """One right answer for each question, and some that ask back first."""
    from limbo_desktop.render.codec import encode

    facts = Facts("application/pdf", Kind.PDF, pages=(PageSize(595.0, 842.0),), page_count=1)
    check = PdfCheck(1, encrypted=False, repaired=False)
    talk = Conversation(Form.SMS, ("a",), 1, 0, (Message(body="b"),))
    parts = Structure((Part(Shape.HEADING, "c", 1), Part(Shape.ROW, cells=("d", "e"))))
    letters = struct.pack("<8H", *range(0, 800, 100)) + "яb".encode()
    told: dict[str, object] = {"kind": "answer", "value": None}
    values: list[tuple[dict[str, object], bytes]] = [
        ({**told, "value": encode(facts)}, b""),
        ({**told, "value": {"facts": encode(facts), "check": encode(check)}}, b"strings"),
        ({**told, "width": 2, "height": 3, "mode": "RGB"}, b"\1" * 18),
        ({**told, "complete": 1, "encoding": "utf-8"}, b"text"),
        (told, json.dumps(encode(talk)).encode()),
        (told, json.dumps(encode(parts)).encode()),
        ({**told, "value": encode(Mail((("From", "a"),), "", ()))}, b"body"),
        ({**told, "value": {"boxes": [{"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.1}]}}, b""),
        ({**told, "count": 2, "complete": 1}, letters),
        (told, b"bytes"),
        ({**told, "value": encode(check)}, b"strings"),
        ({"kind": "file", "name": "a/b.txt"}, b""),
    ]
    for number, (header, body) in enumerate(values):
        after = b""
        if header["kind"] == "file":
            after = _message({"kind": "piece"}, b"piece")
            after += _message({"kind": "end", "problem": ""}) + _message(told)
        yield bytes([number]) + _message(header, body) + after
        ask = {"kind": "read", "offset": 3, "length": 9}
        yield bytes([number]) + _message(ask) + _message(header, body) + after
    yield b"\0" + _message({"kind": "failure", "reason": "damaged", "detail": "x"})


def asked_requests() -> Iterator[bytes]:
    """Every question about a small file that our own parsers answer."""
    files = {
        "a.eml": (DATA / "exhibits" / "threat.eml").read_bytes()[:3000],
        "b.html": (DATA / "exhibits" / "page.html").read_bytes(),
        "c.txt": (DATA / "messages" / "whatsapp_ios.txt").read_bytes(),
        "d.zip": (DATA / "cases" / "hostile" / "slip.zip").read_bytes(),
        "e.docx": (DATA / "exhibits" / "reference.docx").read_bytes(),
    }
    questions = (
        "sniff inspect glance survey text words conversation structure mail attachment unpack"
    )
    for name, data in files.items():
        for what in [*questions.split(), "attachments"]:
            header = {"what": what, "size": len(data), "name": name, "password": ""}
            yield _message({**header, "start": 0, "index": 0}, data)
