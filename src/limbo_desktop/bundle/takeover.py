"""A page of somebody else's PDF as a drawing: what is seen is taken, what could act is left behind.

A page becomes a form XObject.  Annotations, actions, forms, scripts, metadata and names belong to
the page or the document around the drawing, so they never come along; what a drawing itself could
carry of them is taken out here.
"""

import base64
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from limbo_desktop.bundle.base import Matrix, Rect
from limbo_desktop.bundle.numbers import exact
from limbo_desktop.bundle.pdf_objects import (
    Body,
    ObjectId,
    Record,
    body_of,
    packed,
    record_of,
    unpack,
    without_strings,
)
from limbo_desktop.render.facts import WITHOUT_INK
from limbo_desktop.render.limits import WHOLE_BYTES

CONTENT_BYTES = 32 << 20
"""Drawing operators of one page, unpacked; beyond it the render process draws the page."""

_LETTER = (0.0, 0.0, 612.0, 792.0)
_TREE_DEPTH = 100
_OTHER_RAW_BYTES = 256 << 10

_STREAM_KEYS = frozenset(
    {
        "/Type",
        "/Subtype",
        "/BBox",
        "/Matrix",
        "/Resources",
        "/Group",
        "/FormType",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Intent",
        "/ImageMask",
        "/Mask",
        "/Decode",
        "/Interpolate",
        "/SMask",
        "/SMaskInData",
        "/Matte",
        "/Filter",
        "/DecodeParms",
        "/Length",
        "/Length1",
        "/Length2",
        "/Length3",
        "/N",
        "/Alternate",
        "/Range",
        "/FunctionType",
        "/Domain",
        "/Size",
        "/BitsPerSample",
        "/Order",
        "/Encode",
        "/PatternType",
        "/PaintType",
        "/TilingType",
        "/XStep",
        "/YStep",
        "/ShadingType",
        "/Background",
        "/AntiAlias",
        "/Function",
        "/BitsPerCoordinate",
        "/BitsPerFlag",
        "/VerticesPerRow",
        "/CMapName",
        "/CIDSystemInfo",
        "/WMode",
        "/UseCMap",
        "/BlackPoint",
        "/Gamma",
    }
)
"""What a stream of a drawing may say; without it go external files, layers, references to other
files, metadata and private data of other programs."""

_PRIVATE_KEYS = frozenset({"/OC", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents"})

_FOREIGN_TYPES = frozenset(
    {
        "/Action",
        "/Annot",
        "/Catalog",
        "/Collection",
        "/EmbeddedFile",
        "/F",
        "/Filespec",
        "/Metadata",
        "/OBJR",
        "/OCG",
        "/OCMD",
        "/Outlines",
        "/Page",
        "/Pages",
        "/Sig",
        "/StructElem",
        "/StructTreeRoot",
    }
)
_FORBIDDEN = re.compile(
    rb"/(?:AA|AcroForm|Annots|EF|EmbeddedFiles?|Filespec|GoToE|GoToR|ImportData|JS|JavaScript"
    rb"|Launch|Movie|OpenAction|Rendition|RichMedia\w*|Sound|SubmitForm|URI|XFA)(?![^\s/<>()\[\]])"
)


class NotTakenOverError(Exception):
    """A page that cannot be taken over as it is; the render process may still draw it."""


@dataclass(frozen=True, slots=True)
class PageForm:
    """A page as a form XObject: its record and how its space lies on upright paper.

    `box` is what is seen of it (left, bottom, right, top) and `turn` the degrees clockwise that
    make it upright; `digest` is that of the drawing where it is known.
    """

    record: Record
    box: tuple[float, float, float, float]
    turn: int
    digest: bytes = b""

    def placed_in(self, rect: Rect) -> Matrix:
        """The matrix that puts the page upright into a place, filling it."""
        left, bottom, right, top = self.box
        width, height = right - left, top - bottom
        if self.turn in (0, 180):
            across, up = rect.width / width, rect.height / height
            if self.turn == 0:
                return across, 0, 0, up, rect.x - left * across, rect.y - bottom * up
            return -across, 0, 0, -up, rect.x + right * across, rect.y + top * up
        across, up = rect.width / height, rect.height / width
        if self.turn == 90:
            return 0, -up, across, 0, rect.x - bottom * across, rect.y + right * up
        return 0, up, -across, 0, rect.x + top * across, rect.y - left * up


def open_source(stream: BinaryIO, password: str = "", *, overlaid: bool = True) -> Pdf:
    """Open a PDF that the render process has looked through before.

    Marks and filled-in fields become part of their pages; they are not looked for in a file that
    is known not to be `overlaid`.

    Raises:
        pikepdf.PdfError: it cannot be opened after all.
    """
    data = whole(stream)
    near = stream if data is None else BytesIO(data)
    source = pikepdf.open(near, password=password, suppress_warnings=True)
    try:
        if overlaid and any(_has_marks(page.obj) for page in source.pages):
            source.flatten_annotations("screen")
    except BaseException:
        source.close()
        raise
    return source


class Opened:
    """The pages of an open PDF, which may change: it is for this use only."""

    def __init__(self, source: Pdf) -> None:
        self._source = source

    def form(self, index: int) -> PageForm:
        """Page `index` (from 0); raises as `page_form` does."""
        return page_form(self._source, index)

    def read(self, identity: ObjectId) -> Record:
        """An object that a page is drawn with; raises as `resource_record` does."""
        return resource_record(self._source, identity)


def whole(stream: BinaryIO) -> bytes | None:
    """A file's bytes where they are few: for each object qpdf jumps about in it."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return stream.read(size) if size <= WHOLE_BYTES else None


def page_form(source: Pdf, index: int) -> PageForm:
    """Return page `index` (from 0) as a form; the source may change, it is for this use only.

    Raises:
        NotTakenOverError: the page is damaged, without size, or unpacks beyond the bounds.
    """
    try:
        page = source.pages[index].obj
        entries = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([]),
            Resources=_dictionary(_inherited(page, "/Resources")),
        )
        group = _group(page.get("/Group"))
        if group is not None:
            entries["/Group"] = group
        box = visible_box(page)
        entries["/BBox"] = Array([exact(value) for value in box])
        body = _content(page.get("/Contents"))
        clean(entries)
        template = record_of(entries).template
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, IndexError) as error:
        raise NotTakenOverError from error
    _refuse_forbidden(template.pieces)
    return PageForm(Record(template, body), box, turn_of(page))


def visible_box(page: pikepdf.Object) -> tuple[float, float, float, float]:
    """What is seen of a page: its crop box within its media box, in its own space."""
    media = _box(_inherited(page, "/MediaBox")) or _LETTER
    crop = _box(_inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        return media
    return left, bottom, right, top


def turn_of(page: pikepdf.Object) -> int:
    """How far a page is turned clockwise to be upright: 0, 90, 180 or 270 degrees."""
    try:
        return int(float(str(_inherited(page, "/Rotate") or 0))) // 90 * 90 % 360
    except (ValueError, OverflowError):
        return 0


def resource_record(source: Pdf, identity: ObjectId) -> Record:
    """Return an object that a drawing refers to, cleaned.

    Raises:
        NotTakenOverError: it cannot be read, or could act.
    """
    try:
        value = source.get_object(identity)
        if isinstance(value, Stream):
            entries = value.stream_dict
            for key in entries.keys() - _STREAM_KEYS:
                del entries[key]
            clean(entries)
        elif isinstance(value, Dictionary):
            if str(value.get("/Type")) in _FOREIGN_TYPES:
                return Record(record_of(Dictionary()).template)
            clean(value)
        record = record_of(value)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise NotTakenOverError from error
    _refuse_forbidden(record.template.pieces)
    return record


def clean(entries: pikepdf.Object) -> None:
    """Take layers and private data out of the dictionary of a drawing or a part of one."""
    keys = entries.keys()
    for key in keys & _PRIVATE_KEYS:
        del entries[key]
    within = [entries[key] for key in keys & {"/Resources", "/DR"}]
    for each in (entries, *within):
        if isinstance(each, Dictionary) and isinstance(each.get("/Properties"), Dictionary):
            del each["/Properties"]


def _refuse_forbidden(pieces: tuple[bytes, ...]) -> None:
    if any(_FORBIDDEN.search(piece) for piece in without_strings(pieces)):
        raise NotTakenOverError("it could act")


def _has_marks(page: pikepdf.Object) -> bool:
    """Whether something is drawn over a page that belongs to what it says."""
    marks = page.get("/Annots")
    if not isinstance(marks, Array):
        return False
    return any(
        isinstance(mark, Dictionary)
        and str(mark.get("/Subtype")) not in WITHOUT_INK
        and isinstance(mark.get("/AP"), Dictionary)
        for mark in list(marks)
    )


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node: pikepdf.Object | None = page
    for _ in range(_TREE_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def _dictionary(value: object) -> pikepdf.Object:
    """A copy of a dictionary, so that cleaning one page's leaves that of others as it was."""
    return value.copy() if isinstance(value, Dictionary) else Dictionary()


def _group(value: object) -> Dictionary | None:
    """The transparency group of a page, nothing else that may stand in it."""
    if not isinstance(value, Dictionary) or value.get("/S") != Name.Transparency:
        return None
    return Dictionary({key: value[key] for key in ("/S", "/CS", "/I", "/K") if key in value})


def _box(value: object) -> tuple[float, float, float, float] | None:
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        first, second, third, fourth = (float(str(item)) for item in list(value))
    except ValueError:
        return None
    box = (min(first, third), min(second, fourth), max(first, third), max(second, fourth))
    finite = all(abs(item) < 1e7 for item in box)
    return box if finite and box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None


def _content(contents: object) -> Body:
    """The drawing operators of a page: taken as they are packed, or joined and packed again."""
    parts = list(streams(contents))
    if len(parts) == 1:
        body = body_of(parts[0], CONTENT_BYTES)
        if body is not None:
            return body
    data = b"\n".join(unpacked(stream) for stream in parts)
    if len(data) > CONTENT_BYTES:
        raise NotTakenOverError("too long")
    return packed(data)


def streams(contents: object) -> Iterator[Stream]:
    """Yield the streams that draw a page."""
    if isinstance(contents, Stream):
        yield contents
    elif isinstance(contents, Array):
        for each in list(contents):
            if isinstance(each, Stream):
                yield each


def unpacked(stream: Stream) -> bytes:
    """The data of a stream, never unpacked beyond the bounds.

    Raises:
        NotTakenOverError: it is damaged or too long.
    """
    packing = stream.stream_dict.get("/Filter")
    raw = stream.read_raw_bytes()
    if packing is None:
        return raw
    filters = packing.unparse(resolved=True)
    data: bytes | None = None
    if filters in (b"/FlateDecode", b"[ /FlateDecode ]"):
        data = unpack(raw, CONTENT_BYTES)
    elif filters == b"[ /ASCII85Decode /FlateDecode ]":
        data = unpack(_from_ascii85(raw), CONTENT_BYTES)
    elif b"Flate" not in filters and len(raw) <= _OTHER_RAW_BYTES:
        data = stream.read_bytes()
    if data is None:
        raise NotTakenOverError("damaged or too long")
    return data


def _from_ascii85(raw: bytes) -> bytes:
    return base64.a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>").rstrip())
