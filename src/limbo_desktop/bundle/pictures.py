"""Pixels from the render process → the image that stands in the bundle, as small as is fair.

Photos become JPEG; what has few colours (a scan in black and white, a drawing, a fax) is kept
exactly.  Nothing but pixels goes in: no place, no device, no date.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from limbo_desktop.bundle.base import Rect
from limbo_desktop.bundle.pdf_objects import ObjectId, Record, record_with
from limbo_desktop.bundle.presets import FULL, Quality
from limbo_desktop.render.facts import Raster
from limbo_desktop.render.wire import Message, WireError

_FEW_COLOURS = 256
_DRAWN_COLOURS = 16
_KEPT_BYTES = 24 << 20
ENTRIES = 3000
"""Most bytes of an image in a file beside its data: its dictionary with a table of colours."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is written: its entries and its packed bytes."""

    entries: pikepdf.Dictionary
    raw: bytes

    def record(self) -> Record:
        """The image as an object of the bundle."""
        return record_with(self.entries.copy(), self.raw)


@dataclass(slots=True)
class _Room:
    """How many bytes may still be kept."""

    left: int


class Inner:
    """The pictures inside one PDF that are made smaller, by their objects."""

    def __init__(self, room: _Room) -> None:
        self._room = room
        self._sizes: dict[ObjectId, tuple[int, int]] = {}
        self._kept: dict[ObjectId, Picture] = {}

    def keep(self, identity: ObjectId, size: tuple[int, int], picture: Picture) -> None:
        """Note the pixels of a picture; keep it where there is room."""
        self._sizes[identity] = size
        if identity not in self._kept and len(picture.raw) <= self._room.left:
            self._room.left -= len(picture.raw)
            self._kept[identity] = picture

    @property
    def any(self) -> bool:
        """Whether a picture of this PDF is made smaller."""
        return bool(self._sizes)

    def size(self, identity: ObjectId) -> tuple[int, int] | None:
        """Return the pixels that a picture gets; None for one that stays as it is."""
        return self._sizes.get(identity)

    def find(self, identity: ObjectId) -> Picture | None:
        """Return a picture that is kept."""
        return self._kept.get(identity)


class Pictures:
    """Pictures that are made once while a bundle is examined and assembled.

    It keeps as many as fit into `limit` bytes; the others are made again when they are placed, so
    that memory does not grow with the number of photos.  All are made with `quality`, but for pages
    that were lowered since.
    """

    def __init__(self, limit: int = _KEPT_BYTES, quality: Quality = FULL) -> None:
        self._limit = limit
        self.quality = quality
        self._lowered: dict[tuple[int, int], Quality] = {}
        self._sizes: dict[tuple[int, int], int] = {}
        self._kept: dict[tuple[int, int], Picture] = {}
        self._size = 0
        self._inner: dict[tuple[int, int], Inner] = {}
        self._room = _Room(limit // 2)

    def inner(self, exhibit: int, first: int) -> Inner:
        """Return those inside a PDF whose pages are the exhibit's from `first` on."""
        return self._inner.setdefault((exhibit, first), Inner(self._room))

    def keep(self, exhibit: int, page: int, picture: Picture) -> None:
        """Keep the picture of a page, if there is room; its size in any case."""
        self._sizes[exhibit, page] = len(picture.raw) + ENTRIES
        if self._size + len(picture.raw) <= self._limit and (exhibit, page) not in self._kept:
            self._kept[exhibit, page] = picture
            self._size += len(picture.raw)

    def find(self, exhibit: int, page: int) -> Picture | None:
        """Return the picture of a page, if it is kept."""
        return self._kept.get((exhibit, page))

    def take(self, exhibit: int, page: int) -> Picture | None:
        """Return the picture of a page and forget it."""
        picture = self._kept.pop((exhibit, page), None)
        if picture is not None:
            self._size -= len(picture.raw)
        return picture

    def lower(self, exhibit: int, page: int, quality: Quality) -> None:
        """Let a page be drawn with less, also where it could be taken over."""
        self.take(exhibit, page)
        self._sizes.pop((exhibit, page), None)
        self._lowered[exhibit, page] = quality

    def size_of(self, exhibit: int, page: int) -> int | None:
        """Most bytes of the picture of a page in a file; None when it was never made."""
        return self._sizes.get((exhibit, page))

    def lowered(self, exhibit: int, page: int) -> bool:
        """Whether a page is to be drawn with less."""
        return (exhibit, page) in self._lowered

    def quality_of(self, exhibit: int, page: int) -> Quality:
        """What a page is drawn with."""
        return self._lowered.get((exhibit, page), self.quality)


def told_of(picture: Picture) -> Message:
    """A picture as a message that can be kept."""
    return Message(
        {"entries": picture.entries.unparse(resolved=True).decode("latin-1")}, picture.raw
    )


def picture_from(message: Message) -> Picture | None:
    """The picture in a message; None when there is none."""
    try:
        entries = pikepdf.Object.parse(message.text("entries", ENTRIES * 2).encode("latin-1"))
    except (WireError, pikepdf.PdfError):
        return None
    return Picture(entries, message.body) if isinstance(entries, Dictionary) else None


def pixels_for(rect: Rect, dpi: int) -> tuple[int, int]:
    """Width and height in pixels that a place needs at a resolution."""
    return max(1, round(rect.width / 72 * dpi)), max(1, round(rect.height / 72 * dpi))


def encode(raster: Raster, *, sharp_colours: bool, jpeg: int = FULL.jpeg) -> Picture:
    """Pack pixels as an image of a PDF.

    `sharp_colours` keeps coloured edges (a red stamp, the text of a screenshot), for about an
    eighth more bytes; photos of a camera have none to lose.  `jpeg` is the quality of what becomes
    JPEG.
    """
    image = Image.frombytes(raster.mode, (raster.width, raster.height), raster.data)
    colours = image.getcolors(_FEW_COLOURS)
    exact = _exact(image) if colours is not None else None
    if exact is not None and colours is not None and len(colours) <= _DRAWN_COLOURS:
        return exact
    photo = _photo(image, "4:4:4" if sharp_colours else "4:2:0", jpeg)
    return exact if exact is not None and len(exact.raw) <= 1.5 * len(photo.raw) else photo


def _photo(image: Image.Image, sampling: str, quality: int) -> Picture:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=sampling, optimize=True)
    space = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    return Picture(_entries(image, space, 8, Name.DCTDecode), out.getvalue())


def _exact(image: Image.Image) -> Picture | None:
    """Keep every pixel: an index into a table of colours, one bit each when there are two.

    None when there are more colours than a table holds.
    """
    grey = _as_grey(image)
    space: Name = Name.DeviceRGB
    if grey is not None:
        image, space = grey, Name.DeviceGray
        palette = bytes(int(each) for each in _colours(grey))
        lookup = {value: index for index, value in enumerate(palette)}
        indexed = grey.point([lookup.get(value, 0) for value in range(256)])
        count = len(palette)
    else:
        indexed = image.quantize(_FEW_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette = bytes(indexed.getpalette() or ())
        count = len(palette) // 3
        if indexed.convert("RGB").tobytes() != image.tobytes():
            return None
    bits = 1 if count <= 2 else 8
    data = indexed.point([0] + [255] * 255, "1").tobytes() if bits == 1 else indexed.tobytes()
    indexing = Array([Name.Indexed, space, max(count - 1, 0), String(palette)])
    return Picture(_entries(image, indexing, bits, Name.FlateDecode), zlib.compress(data, 6))


def _as_grey(image: Image.Image) -> Image.Image | None:
    """The image in greys, None when it has a colour."""
    if image.mode == "L":
        return image
    grey = image.convert("L")
    return grey if all(red == green == blue for red, green, blue in _colours(image)) else None


def _colours(image: Image.Image) -> list[Any]:
    # Pillow types a colour as whatever any mode may have.
    return sorted(colour for _, colour in image.getcolors(_FEW_COLOURS) or [])


def _entries(
    image: Image.Image, space: pikepdf.Object, bits: int, packing: pikepdf.Object
) -> Dictionary:
    return Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=space,
        BitsPerComponent=bits,
        Filter=packing,
    )
