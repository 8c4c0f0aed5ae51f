"""Sizes: spacings, heights and the type scale, in units that the text size multiplies."""

from dataclasses import dataclass
from typing import Final

RADIUS_SMALL: Final = 4
RADIUS: Final = 6
RADIUS_CARD: Final = 8
MINIMUM_WINDOW: Final = (900, 600)  # in pixels, whatever the text size
SCALES: Final = (100, 115, 130, 150, 175, 200)

REGULAR: Final = 400
SEMIBOLD: Final = 600


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One line of the type scale: nominal size, weight, and line heights in units.

    `line` is for Russian and English layouts, `line_ar` for Arabic ones, whose script needs more.
    """

    size: int
    weight: int
    line: int
    line_ar: int
    mono: bool = False


STYLES: Final[dict[str, TypeStyle]] = {
    "number": TypeStyle(40, REGULAR, 48, 62),
    "h1": TypeStyle(24, SEMIBOLD, 32, 42),
    "h2": TypeStyle(18, SEMIBOLD, 26, 34),
    "title": TypeStyle(15, SEMIBOLD, 22, 30),
    "body": TypeStyle(15, REGULAR, 22, 30),
    "account": TypeStyle(16, REGULAR, 26, 35),
    "label": TypeStyle(14, REGULAR, 20, 27),
    "label_bold": TypeStyle(14, SEMIBOLD, 20, 27),
    "small": TypeStyle(13, REGULAR, 19, 25),
    "small_bold": TypeStyle(13, SEMIBOLD, 19, 25),
    "tiny": TypeStyle(12, REGULAR, 16, 20),
    "mono": TypeStyle(13, REGULAR, 19, 25, mono=True),
    "mono_field": TypeStyle(17, REGULAR, 24, 24, mono=True),
    "digits": TypeStyle(22, REGULAR, 32, 32, mono=True),
}

HEIGHTS: Final[dict[str, tuple[int, int]]] = {
    "control": (38, 42),
    "small_button": (32, 36),
    "primary": (46, 46),
    "start": (52, 52),
    "nav": (44, 44),
    "row": (62, 80),
    "document_row": (46, 50),
    "month": (28, 34),
    "waiting": (26, 30),
    "chip": (30, 30),
    "header": (64, 64),
    "picture": (136, 136),
    "foot": (56, 56),
}
"""Heights in units: (Russian and English, Arabic)."""

WIDE: Final = 1180
MIDDLE: Final = 820
SHORT: Final = 620
VERY_SHORT: Final = 460


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into a window: decided from its size in units alone.

    `rail` is the rail's width in units; `panel` says that the side panel stands beside the list;
    `words` that the rail shows words; `one_column` that forms have one column; `short` that the
    picture and the search are folded; `tight` that the header and the rail shrink too.
    """

    rail: int
    words: bool
    panel: bool
    one_column: bool
    short: bool
    tight: bool


def room(width: int, height: int, scale: float) -> Room:
    """Return what fits into `width` × `height` pixels at this text `scale` (1.0 to 2.0)."""
    w, h = width / scale, height / scale
    wide = w >= WIDE
    return Room(
        rail=184 if wide else 64 if w >= MIDDLE else 56,
        words=wide,
        panel=wide,
        one_column=w < MIDDLE,
        short=h < SHORT,
        tight=h < VERY_SHORT,
    )
