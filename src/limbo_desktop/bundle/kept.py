"""Prepared once: what the render process said of an original, and pictures made from it, are kept
in the vault, so that a bundle asks only about what is new.

Kept is what depends on nothing but the file and what was asked, under the digest of both and of
the recipe: the versions of all that had a part in it.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol, Self, TypeVar, runtime_checkable

import limbo_desktop
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.exchange import Source
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.wire import Message, WireError
from limbo_desktop.vault.blobs import BlobFile
from limbo_desktop.vault.prepared import Prepared

T = TypeVar("T")

_MAKERS: Final = ("pikepdf", "pillow", "pillow-heif", "pypdfium2")
_PASSING: Final = frozenset({Reason.STOPPED, Reason.CRASHED, Reason.TOO_SLOW, Reason.TOO_LARGE})
"""Refusals that another try on another day may not meet."""

PIXELS: Final = frozenset({"page_image"})
"""Answers that are not kept: the picture that is made of them is a tenth as large."""

LARGE: Final = PIXELS | {"attachment"}
"""Those and the files that hang on mails: as large as they are in the original."""

_LENGTH = struct.Struct(">?I")


@runtime_checkable
class Known(Protocol):
    """A stream that knows whose bytes it has: an original of the vault, or a `part` of one."""

    sha256: str
    part: str


class Held(BytesIO):
    """Bytes in memory that know which part of an original they are."""

    def __init__(self, data: bytes, sha256: str, part: str) -> None:
        super().__init__(data)
        self._data = data
        self.sha256 = sha256
        self.part = part

    def again(self) -> Self:
        """The same bytes, read from a position of its own."""
        return type(self)(self._data, self.sha256, self.part)


class Kept:
    """Keeps answers in a vault, but for those to `without`."""

    def __init__(self, prepared: Prepared, without: frozenset[str] = PIXELS) -> None:
        self._prepared = prepared
        self._without = without
        self._trusted = True

    def recall(self, stream: Source, asked: Mapping[str, object]) -> Message | None:
        """Return what was answered; None when it is to be asked.

        Raises:
            RenderFailure: that was the answer.
        """
        if not isinstance(stream, Known) or asked["what"] in self._without:
            return None
        data = self._prepared.get(stream.sha256, _key(stream.part, asked))
        if data is None:
            return None
        message = _unpacked(data)
        if message is not None and message.header.get("kind") == "failure":
            raise RenderFailure(Reason(message.text("reason")), message.text("detail"))
        return message

    def note(
        self, stream: Source, asked: Mapping[str, object], answer: Message | RenderFailure
    ) -> None:
        """Keep an answer, unless it may be another one the next time."""
        unkept = not self._trusted or asked["what"] in self._without
        if unkept or not isinstance(stream, Known):
            return
        if isinstance(answer, RenderFailure):
            if answer.reason in _PASSING:
                return
            told = {"kind": "failure", "reason": answer.reason.value, "detail": answer.detail}
            answer = Message(told)
        self._prepared.put(stream.sha256, _key(stream.part, asked), _packed(answer))
        self._prepared.flush(full=True)

    def distrust(self) -> None:
        """Keep nothing more of this bundle: a worker that answers without shape may have lied."""
        self._trusted = False
        self._prepared.drop()


def remembered(
    renderer: Renderer,
    stream: BinaryIO,
    asked: Mapping[str, object],
    make: Callable[[], T],
    pack: Callable[[T], Message],
    unpack: Callable[[Message], T | None],
) -> T:
    """Make something of a stream, or take what was made of it when the same was asked before.

    Raises:
        RenderFailure: as `make` does or did.
    """
    known = renderer.memory.recall(stream, asked)
    value = unpack(known) if known is not None else None
    if value is not None:
        return value
    try:
        value = make()
    except RenderFailure as failure:
        renderer.memory.note(stream, asked, failure)
        raise
    renderer.memory.note(stream, asked, pack(value))
    return value


def again(stream: BinaryIO) -> BinaryIO | None:
    """The same bytes read from a position of its own, so that another thread can; None if the
    stream cannot be opened twice.
    """
    return stream.again() if isinstance(stream, (Held, BlobFile)) else None


def part_of(stream: BinaryIO, part: str, data: bytes) -> BinaryIO:
    """A file that was taken out of another one."""
    if not isinstance(stream, Known):
        return BytesIO(data)
    return Held(data, stream.sha256, f"{stream.part}/{part}")


@contextmanager
def keeping(
    renderer: Renderer, prepared: Prepared, without: frozenset[str] = PIXELS
) -> Iterator[None]:
    """Have a renderer asked only for what is not kept yet, while the block lasts."""
    before, renderer.memory = renderer.memory, Kept(prepared, without)
    try:
        yield
    finally:
        renderer.memory = before
        prepared.flush()


def _key(part: str, asked: Mapping[str, object]) -> str:
    told = json.dumps(asked, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(f"{_recipe()}\n{part}\n{told}".encode()).hexdigest()
    return f"{asked['what']} {digest[:32]}"


@cache
def _recipe() -> str:
    """All whose change could change an answer: our version, that of each library, our code."""
    here = Path(limbo_desktop.__file__).parent
    made_of = [limbo_desktop.__version__, *map(_version, _MAKERS)]
    digest = hashlib.sha256(" ".join(made_of).encode())
    # nothing is found in a frozen program, whose code changes with its version only
    for path in sorted((*here.glob("render/*.py"), *here.glob("bundle/*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _packed(message: Message) -> bytes:
    header = json.dumps(dict(message.header), separators=(",", ":")).encode()
    data = _LENGTH.pack(False, len(header)) + header + message.body
    small = _LENGTH.pack(True, len(header)) + zlib.compress(header + message.body, 1)
    return small if len(small) < len(data) else data


def _unpacked(data: bytes) -> Message | None:
    """Read what `_packed` wrote; None for anything else."""
    try:
        small, length = _LENGTH.unpack_from(data)
        rest = data[_LENGTH.size :]
        if small:
            rest = zlib.decompress(rest)
        header = json.loads(rest[:length])
        return Message(header, rest[length:]) if isinstance(header, dict) else None
    except (struct.error, zlib.error, ValueError, WireError):
        return None
