"""Pictures inside exhibits' PDFs, made smaller where a size asks for less than they have.

Text and lines stay as they are; a picture gets as many pixels as its largest place on a page needs.
The render process unpacks it, alone on a page of its own; here its pixels are packed again.  Fax
pages, pictures of few bits, and those whose colours are not plain grey or RGB are left alone.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from limbo_desktop.bundle.base import AREA
from limbo_desktop.bundle.kept import remembered
from limbo_desktop.bundle.pdf_objects import ObjectId, Record, record_with
from limbo_desktop.bundle.pictures import Inner, Picture, encode, picture_from, told_of
from limbo_desktop.bundle.presets import Quality
from limbo_desktop.bundle.takeover import open_source
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import PdfPicture, Raster
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import RASTER_PIXELS, RASTER_SIDE

Check = Callable[[], None]

_LEAST_PIXELS: Final = 200 * 200
"""Smaller pictures are marks and emblems: nothing is gained."""

_WORTH: Final = 0.85
"""Of the sides, and of the bytes: what would not shrink below this stays as it is."""

_FILTERS: Final = (b"/FlateDecode", b"/DCTDecode")
_COMPONENTS: Final = (1, 3)

_NONE: Final = Picture(Dictionary(), b"")


def look_inside(
    renderer: Renderer,
    stream: BinaryIO,
    password: str,
    quality: Quality,
    inner: Inner,
    check: Check,
) -> bool:
    """Make the pictures of a PDF smaller and note them in `inner`; whether there is one.

    `check` may raise to cancel.  Raises RenderFailure when the render process was stopped.
    """
    if not quality.inside:
        return False
    try:
        told = renderer.pdf_pictures(stream, *AREA, password)
        source = open_source(stream, password)
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        return False
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return False
    found = False
    with closing(source):
        for identity, size in _wanted(source, told, quality.inside):
            check()
            picture = _made_once(renderer, source, stream, identity, size, quality)
            if picture is not None:
                inner.keep(identity, size, picture)
                found = True
    return found


def smaller(
    renderer: Renderer,
    source: Pdf,
    stream: BinaryIO,
    identity: ObjectId,
    quality: Quality,
    inner: Inner,
) -> Record | None:
    """A picture as it is written, made smaller; None for what is no such picture.

    Raises RenderFailure when the render process was stopped.
    """
    size = inner.size(identity)
    if size is None:
        return None
    picture = inner.find(identity) or _made_once(renderer, source, stream, identity, size, quality)
    if picture is None:
        return None
    inner.keep(identity, size, picture)
    entries = picture.entries.copy()
    former = source.get_object(identity).stream_dict
    for key in ("/SMask", "/Mask", "/Interpolate", "/Intent"):
        if key in former:
            entries[key] = former[key]
    return record_with(entries, picture.raw)


def _wanted(
    source: Pdf, told: tuple[PdfPicture, ...], dpi: int
) -> Iterator[tuple[ObjectId, tuple[int, int]]]:
    """The pictures that have more pixels than they need, each with those that it needs."""
    for each in told:
        identity = each.number, each.generation
        value = source.get_object(identity)
        if not isinstance(value, Stream) or not _is_plain(value.stream_dict):
            continue
        width, height = int(value.stream_dict.Width), int(value.stream_dict.Height)
        scale = max(each.width / 72 * dpi / width, each.height / 72 * dpi / height)
        if width * height < _LEAST_PIXELS or scale > _WORTH:
            continue
        size = max(1, round(width * scale)), max(1, round(height * scale))
        if max(size) <= RASTER_SIDE and size[0] * size[1] <= RASTER_PIXELS:
            yield identity, size


def _is_plain(entries: Object) -> bool:
    """Whether a picture has eight bits of grey or RGB, packed in a way that is common."""
    masked, soft = entries.get("/Mask"), entries.get("/SMask")
    packing = entries.get("/Filter")
    return (
        entries.get("/Subtype") == Name.Image
        and entries.get("/BitsPerComponent") == 8
        and all(isinstance(entries.get(key), int) for key in ("/Width", "/Height"))
        and min(int(entries.Width), int(entries.Height)) > 0
        and not entries.get("/ImageMask")
        and "/Decode" not in entries
        and not isinstance(masked, Array)
        and not (isinstance(soft, Stream) and "/Matte" in soft.stream_dict)
        and _components(entries.get("/ColorSpace")) in _COMPONENTS
        and (packing is None or any(each in packing.unparse() for each in _FILTERS))
    )


def _components(space: object) -> int:
    """How many numbers a colour has, where it is plain grey or RGB, with a profile or without."""
    if isinstance(space, Name):
        return {Name.DeviceGray: 1, Name.DeviceRGB: 3}.get(space, 0)
    if isinstance(space, Array) and len(space) == 2 and space[0] == Name.ICCBased:
        profile = space[1]
        count = profile.stream_dict.get("/N") if isinstance(profile, Stream) else None
        return count if isinstance(count, int) else 0
    return 0


def _made_once(
    renderer: Renderer,
    source: Pdf,
    stream: BinaryIO,
    identity: ObjectId,
    size: tuple[int, int],
    quality: Quality,
) -> Picture | None:
    """What `_made` gives, or gave when the same was asked of the same file (`stream`)."""
    asked = {"what": "inner", "object": identity, "pixels": size, "jpeg": quality.jpeg}

    def make() -> Picture:
        with renderer.drawing:
            return _made(renderer, source, identity, size, quality) or _NONE

    made = remembered(renderer, stream, asked, make, told_of, picture_from)
    return made if made.raw else None


def _made(
    renderer: Renderer, source: Pdf, identity: ObjectId, size: tuple[int, int], quality: Quality
) -> Picture | None:
    """The picture with these pixels; None where it cannot be drawn or would not be smaller."""
    value = source.get_object(identity)
    try:
        raster = renderer.page_image(_alone(value, size), 0, *size)
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        return None
    if _components(value.stream_dict.get("/ColorSpace")) == 1:
        raster = _grey(raster)
    picture = encode(raster, sharp_colours=True, jpeg=quality.jpeg)
    worth = len(picture.raw) < _WORTH * len(value.read_raw_bytes())
    return picture if worth and (raster.width, raster.height) == size else None


def _alone(picture: Object, size: tuple[int, int]) -> BytesIO:
    """A PDF of one page that is this picture without its masks, packed as it is."""
    out = BytesIO()
    with pikepdf.new() as book:
        page = book.add_blank_page(page_size=size)
        copy = book.copy_foreign(picture)
        for key in ("/SMask", "/Mask", "/OC", "/Metadata", "/Alternates", "/OPI"):
            if key in copy.stream_dict:
                del copy.stream_dict[key]
        page.Resources = Dictionary(XObject=Dictionary(P=copy))
        page.Contents = book.make_stream(b"%d 0 0 %d 0 0 cm /P Do" % size)
        book.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out


def _grey(raster: Raster) -> Raster:
    if raster.mode == "L":
        return raster
    image = Image.frombytes(raster.mode, (raster.width, raster.height), raster.data).convert("L")
    return replace(raster, mode="L", data=image.tobytes())
