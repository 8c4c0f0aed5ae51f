"""PDF objects as bytes with holes for their references: the same form is written and hashed.

qpdf's own serialisation is canonical (sorted keys, one spelling of strings and names), so the same
object gives the same bytes whoever wrote the file that it was read from.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from limbo_desktop.bundle.going_on import go_on

ObjectId = tuple[int, int]
"""Number and generation of an object within one file."""

_STRING = re.compile(rb"\([^\\()]*(?:\\.[^\\()]*)*\)", re.DOTALL)
_REFERENCE = re.compile(rb"(?<![^\s\[])(\d+) (\d+) R(?![^\s\]>])")
_TOKEN = re.compile(  # in a string whatever looks like a reference is none
    _STRING.pattern + rb"|" + _REFERENCE.pattern, re.DOTALL
)
_FLATE = (b"/FlateDecode", b"[ /FlateDecode ]")
_SLACK = 1 << 20
_RATIO = 64
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Template:
    """The bytes of an object around its references: one piece more than there are `refs`."""

    pieces: tuple[bytes, ...]
    refs: tuple[ObjectId, ...]

    def fill(self, numbers: Mapping[ObjectId, int]) -> bytes:
        """The object with every reference to the number that its target has in a new file."""
        if not self.refs:
            return self.pieces[0]
        parts = [self.pieces[0]]
        for ref, piece in zip(self.refs, self.pieces[1:], strict=True):
            parts += [b"%d 0 R" % numbers[ref], piece]
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between `stream` and `endstream`.

    `content` is the SHA-256 of the data: unpacked where that is plain Flate within bounds, so that
    it does not depend on who packed it; else as it stands, its filters being in the template.
    """

    raw: bytes
    flate: bool
    content: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """An object as it is written: of a stream the template lacks `/Length` and plain Flate."""

    template: Template
    body: Body | None = None

    def own_digest(self) -> bytes:
        """SHA-256 of the object without what it refers to."""
        parts = b"\n".join(self.template.pieces)
        digest = hashlib.sha256(b"%d\n" % len(parts) + parts)
        if self.body is not None:
            digest.update(self.body.content)
        return digest.digest()

    def head(self, numbers: Mapping[ObjectId, int]) -> bytes:
        """The object up to its stream data."""
        text = self.template.fill(numbers)
        return text if self.body is None else stream_head(text, self.body)


def stream_head(text: bytes, body: Body) -> bytes:
    """The dictionary of a stream with its length, as it stands in the file."""
    packed = b"/Filter /FlateDecode " if body.flate else b""
    return text[:-2] + packed + b"/Length %d >>" % len(body.raw)


def without_strings(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an object with its strings emptied: names in them are only words."""
    for piece in pieces:
        yield _STRING.sub(b"()", piece) if b"(" in piece else piece


def template_of(text: bytes) -> Template:
    """Take an object's bytes apart at its references."""
    if b" R" not in text:
        return Template((text,), ())
    if b"(" not in text:
        parts = _REFERENCE.split(text)
        numbers, generations = map(int, parts[1::3]), map(int, parts[2::3])
        return Template(tuple(parts[::3]), tuple(zip(numbers, generations, strict=True)))
    pieces, refs, end = [], [], 0
    for match in _TOKEN.finditer(text):
        if match[1] is None:
            continue
        pieces.append(text[end : match.start()])
        refs.append((int(match[1]), int(match[2])))
        end = match.end()
    pieces.append(text[end:])
    return Template(tuple(pieces), tuple(refs))


def record_of(value: pikepdf.Object) -> Record:
    """Read an object of an open file; of a stream all of its data.

    Raises:
        pikepdf.PdfError: the data cannot be read.
    """
    if not isinstance(value, pikepdf.Stream):
        return Record(template_of(value.unparse(resolved=True)))
    return record_with(value.stream_dict.copy(), value.read_raw_bytes())


def record_with(entries: pikepdf.Object, raw: bytes) -> Record:
    """Make the record of a stream from its dictionary, which may change, and its packed data."""
    keys = entries.keys()
    for key in keys & {"/Length", "/DL"}:
        del entries[key]
    has_parameters = "/DecodeParms" in keys
    if has_parameters and entries.get("/DecodeParms") is None:
        del entries["/DecodeParms"]
        has_parameters = False
    packing = entries.get("/Filter") if "/Filter" in keys else None
    if packing is None and entries.get("/Type") == pikepdf.Name.Metadata:
        # not packed, so that whoever looks for it without reading PDF finds it
        body = Body(raw, flate=False, content=hashlib.sha256(raw).digest())
    elif packing is None:
        body = packed(raw)
    else:
        body = _read(raw, packing.unparse(resolved=True), has_parameters)
        if body.flate:
            del entries["/Filter"]
    return Record(template_of(entries.unparse(resolved=True)), body)


def packed(data: bytes) -> Body:
    """Pack data, where that makes it smaller and it can be unpacked within the bounds again."""
    raw = zlib.compress(data, 6)
    content = hashlib.sha256(data).digest()
    if len(raw) < len(data) <= _limit(raw):
        return Body(raw, flate=True, content=content)
    return Body(data, flate=False, content=content)


def unpack(raw: bytes, limit: int) -> bytes | None:
    """Unpack Flate data; None when it is damaged, longer than `limit` or has something behind."""
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(raw, limit + 1)
    except zlib.error:
        return None
    whole = inflater.eof and not inflater.unused_data and len(data) <= limit
    return data if whole else None


def body_of(stream: pikepdf.Stream, limit: int) -> Body | None:
    """What stands in a stream that is plain Flate of at most `limit` bytes; None for any other."""
    packing = stream.stream_dict.get("/Filter")
    if packing is None or stream.stream_dict.get("/DecodeParms") is not None:
        return None
    if packing.unparse(resolved=True) not in _FLATE:
        return None
    raw = stream.read_raw_bytes()
    data = unpack(raw, min(limit, _limit(raw)))
    return None if data is None else Body(raw, flate=True, content=hashlib.sha256(data).digest())


def _read(raw: bytes, packing: bytes, has_parameters: bool) -> Body:
    content = None
    if packing in _FLATE and not has_parameters:
        content = _content(raw)
    if content is None:
        return Body(raw, flate=False, content=hashlib.sha256(raw).digest())
    return Body(raw, flate=True, content=content)


def _content(raw: bytes) -> bytes | None:
    """SHA-256 of Flate data, unpacked piece by piece; None when damaged or beyond the bounds."""
    inflater = zlib.decompressobj()
    digest, left, rest = hashlib.sha256(), _limit(raw), raw
    try:
        while not inflater.eof:
            go_on()
            piece = inflater.decompress(rest, _CHUNK)
            digest.update(piece)
            left -= len(piece)
            rest = inflater.unconsumed_tail
            if left < 0 or (not piece and not rest and not inflater.eof):
                return None
    except zlib.error:
        return None
    return None if inflater.unused_data else digest.digest()


def _limit(raw: bytes) -> int:
    """How far data may unpack to be hashed unpacked: nobody's file can make us work for hours."""
    return _SLACK + _RATIO * len(raw)
