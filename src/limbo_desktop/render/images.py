"""Pictures: how large they are upright, and their pixels, small, upright and on white.

Runs in the worker only.  A picture is refused by its header before anything is decoded when it
would not fit into memory; what is decoded is brought down to the size asked for in strips.
"""

from typing import BinaryIO, Final

import pillow_heif
from PIL import Image, UnidentifiedImageError

from limbo_desktop.render import exif
from limbo_desktop.render.facts import PageSize, Raster
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import FRAMES, IMAGE_BYTES, IMAGE_PIXELS, PAGES
from limbo_desktop.render.tones import flatten, shrink, to_srgb

FORMATS: Final = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP", "HEIF", "AVIF")
"""What is opened; Pillow knows many more, most of them old and little tested."""

_DPI: Final = 96.0
_CHANNEL_BYTES: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
_DRAFTED: Final = ("JPEG", "MPO")
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def prepare() -> None:
    """Register the formats once, before the worker gives up its rights."""
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)
    Image.init()
    Image.MAX_IMAGE_PIXELS = None  # `open_image` has its own, by mode


def open_image(stream: BinaryIO) -> Image.Image:
    """Read the header of a picture.

    Raises:
        RenderFailure: DAMAGED when it cannot be read, TOO_LARGE when decoding it would not fit.
    """
    try:
        known: list[str] = [name for name in FORMATS if name in Image.OPEN]
        image = Image.open(stream, formats=known)
    except UnidentifiedImageError as error:
        raise RenderFailure(Reason.DAMAGED) from error
    refuse_large(image)
    return image


def refuse_large(image: Image.Image) -> None:
    """Raise TOO_LARGE for a picture whose pixels would not fit; nothing is decoded for it."""
    pixels = image.width * image.height
    if pixels > IMAGE_PIXELS or pixels * _bytes_in_memory(image) > IMAGE_BYTES:
        raise RenderFailure(Reason.TOO_LARGE)


def _bytes_in_memory(image: Image.Image) -> int:
    """How many bytes a pixel takes while it is decoded."""
    if image.format in _DRAFTED:  # decoded smaller, but a progressive one is held whole meanwhile
        return 6 if image.info.get("progressive") else 1
    return _CHANNEL_BYTES.get(image.mode, 4)


def count_frames(image: Image.Image) -> int:
    """Return how many pictures the file holds, counted up to `FRAMES` without decoding them."""
    if image.format not in ("GIF", "TIFF"):
        return min(int(getattr(image, "n_frames", 1)), FRAMES)
    count = 1
    try:
        while count < FRAMES:
            image.seek(count)
            count += 1
    except EOFError:
        pass
    finally:
        image.seek(0)
    return count


def page_sizes(image: Image.Image, frames: int) -> tuple[PageSize, ...]:
    """Return the upright size of each page: every picture of a TIFF or HEIC, else the first."""
    sizes = []
    for index in range(pages_of(image, frames)):
        image.seek(index)
        width, height = _square_size(image)
        if exif.orientation(image) in _SIDEWAYS:
            width, height = height, width
        per_pixel = 72 / _resolution(image)[0]
        sizes.append(PageSize(width * per_pixel, height * per_pixel, width, height))
    image.seek(0)
    return tuple(sizes)


def pages_of(image: Image.Image, frames: int) -> int:
    """Return how many of the pictures in a file are pages: an animation is one."""
    return min(frames, PAGES) if image.format in ("TIFF", "HEIF") else 1


def raster(stream: BinaryIO, index: int, max_width: int, max_height: int) -> Raster:
    """Return one page of a picture, upright, at most as large as asked and never enlarged.

    Raises:
        RenderFailure: NO_PAGES for an index that is not there; DAMAGED; TOO_LARGE.
    """
    image = open_image(stream)
    try:
        image.seek(index)
    except EOFError as error:
        raise RenderFailure(Reason.NO_PAGES) from error
    refuse_large(image)
    turn = exif.orientation(image)
    box = (max_height, max_width) if turn in _SIDEWAYS else (max_width, max_height)
    target = _fit(_square_size(image), box)
    profile = image.info.get("icc_profile")
    if image.format in _DRAFTED:
        image.draft(None, target)
    image.load()
    small = shrink(image, target)
    del image  # two large ones do not fit
    if isinstance(profile, bytes):
        small = to_srgb(small, profile)
    small = flatten(small)
    if small.size != target:
        small = small.resize(target, Image.Resampling.LANCZOS)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    return Raster(small.width, small.height, small.mode, small.tobytes())


def _fit(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _square_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height in square pixels: a fax has twice as many across as down."""
    across, down = _resolution(image)
    ratio = across / down
    if 1.05 < ratio < 4:
        return image.width, max(1, round(image.height * ratio))
    if 0.25 < ratio < 0.95:
        return max(1, round(image.width / ratio)), image.height
    return image.width, image.height


def _resolution(image: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return _DPI, _DPI
    if not (30 <= across <= 4800 and 30 <= down <= 4800):
        return _DPI, _DPI
    return across, down
