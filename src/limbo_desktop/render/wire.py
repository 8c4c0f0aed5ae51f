"""Messages over a pipe: two lengths, a JSON object, raw bytes; each bounded on both sides."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from limbo_desktop.render.limits import BODY_BYTES, HEADER_BYTES

_LENGTHS = struct.Struct(">II")


class WireError(Exception):
    """The other side broke the protocol or is gone; nothing it said is used."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `header` is a JSON object, `body` the bytes that go with it."""

    header: Mapping[str, object]
    body: bytes = b""

    def text(self, key: str, longest: int = 4096) -> str:
        """Return a string of the header; WireError when absent, of another type or longer."""
        value = self.header.get(key)
        if not isinstance(value, str) or len(value) > longest:
            raise WireError(key)
        return value

    def number(self, key: str, low: int, high: int) -> int:
        """Return an integer of the header in [low, high]; WireError otherwise."""
        value = self.header.get(key)
        if type(value) is not int or not low <= value <= high:
            raise WireError(key)
        return value


def send(pipe: IO[bytes], header: Mapping[str, object], body: bytes | memoryview = b"") -> None:
    """Write one message and flush it.

    Raises:
        WireError: it is over the limits, or the other side is gone.
    """
    packed = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(packed) > HEADER_BYTES or len(body) > BODY_BYTES:
        raise WireError("too long")
    try:
        pipe.write(_LENGTHS.pack(len(packed), len(body)) + packed)
        if body:
            pipe.write(body)
        pipe.flush()
    except (OSError, ValueError) as error:
        raise WireError("gone") from error


def receive(pipe: IO[bytes], body_limit: int = BODY_BYTES) -> Message | None:
    """Read one message; None at the end of the pipe between two messages.

    Raises:
        WireError: lengths over the limits, a cut message, or a header that is no JSON object.
    """
    lengths = _exactly(pipe, _LENGTHS.size, may_end=True)
    if not lengths:
        return None
    header_length, body_length = _LENGTHS.unpack(lengths)
    if header_length > HEADER_BYTES or body_length > body_limit:
        raise WireError("too long")
    try:
        header = json.loads(_exactly(pipe, header_length))
    except (ValueError, RecursionError) as error:
        raise WireError("no JSON") from error
    if not isinstance(header, dict):
        raise WireError("no object")
    return Message(header, _exactly(pipe, body_length))


def _exactly(pipe: IO[bytes], count: int, *, may_end: bool = False) -> bytes:
    try:
        data = pipe.read(count) if count else b""
    except (OSError, ValueError) as error:
        raise WireError("gone") from error
    if len(data) != count and not (may_end and not data):
        raise WireError("cut")
    return data
