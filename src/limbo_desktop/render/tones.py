"""Any picture mode → grey or RGB on white, and a large picture brought down in strips."""

import io
from typing import Final

from PIL import Image, ImageCms

_AVERAGED: Final = frozenset({"L", "RGB", "RGBX", "CMYK", "YCbCr", "LAB", "RGBA", "RGBa"})
"""Modes whose channels can be averaged as they are (RGBA: Pillow weighs by alpha in strips)."""

_STRIP_ROWS: Final = 128


def flatten(image: Image.Image) -> Image.Image:
    """Return the picture as "L" or "RGB", transparency on white, 16 bits brought to 8."""
    if image.mode in ("L", "RGB"):
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def shrink(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    """Return the picture averaged down by a whole factor, not below `target`, strip by strip.

    Modes that cannot be averaged come back flattened; a factor of 1 leaves the picture as it is.
    """
    factor = min(image.width // target[0], image.height // target[1])
    if factor < 2:
        return image
    direct = image.mode in _AVERAGED and image.mode not in ("RGBA", "RGBa")
    rows = max(1, _STRIP_ROWS // factor) * factor
    low, high = _range(image)
    whole: Image.Image | None = None
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        if high > low:
            strip = _scaled(strip, low, high)
        elif not direct:
            strip = flatten(strip)
        piece = strip.reduce(factor)
        if whole is None:
            whole = Image.new(piece.mode, (piece.width, -(-image.height // factor)))
        whole.paste(piece, (0, top // factor))
    return image if whole is None else whole


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB by its own colour profile; unchanged when that is unusable."""
    if image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return image if converted is None else converted


def _eight_bits(image: Image.Image) -> Image.Image:
    low, high = _range(image)
    return _scaled(image, low, high)


def _range(image: Image.Image) -> tuple[float, float]:
    """Return what black and white are in a picture of more than 8 bits; (0, 0) for others."""
    if image.mode.startswith("I;16"):
        return 0.0, 65535.0
    if not image.mode.startswith(("I", "F")):
        return 0.0, 0.0
    lowest, highest = image.getextrema()
    if isinstance(lowest, tuple) or isinstance(highest, tuple):
        return 0.0, 0.0
    low, high = float(lowest), float(highest)
    if image.mode == "I" and low >= 0 and high <= 65535:
        return 0.0, 65535.0 if high > 255 else 255.0
    return (low, high) if high > low else (low, low + 1)


def _scaled(image: Image.Image, low: float, high: float) -> Image.Image:
    scale = 255 / (high - low)
    wide = image.convert("F")
    return wide.point(lambda value: value * scale - low * scale).convert("L")
