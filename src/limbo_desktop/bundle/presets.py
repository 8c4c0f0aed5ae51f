"""The sizes that a bundle can have, as data: for whom, how large a file may be, how sharp."""

from dataclasses import dataclass
from typing import Final

from limbo_desktop.marking import N_


@dataclass(frozen=True, slots=True)
class Quality:
    """How sharp pictures are: dots per inch where they stand, and the quality of JPEG (1–95).

    `photo` is for what the person added as a picture, `drawn` for pages that cannot be taken over,
    `inside` for pictures inside a PDF that is taken over; 0 leaves those as they are.
    """

    photo: int = 300
    drawn: int = 200
    jpeg: int = 85
    inside: int = 0


FULL: Final = Quality()
"""Images of at most 300 dpi: more is not seen on paper (DOMAIN section 4, rule 6)."""

SCREEN: Final = Quality(150, 150, inside=150)

LOWER: Final = (
    Quality(150, 150, 65),
    Quality(120, 120, 55),
    Quality(96, 96, 45),
    Quality(72, 72, 35),
)
"""What a page that alone is larger than a file may be is drawn at, step by step, until it fits."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One size: `limit` bytes a file at most, 0 for none; `tries` in order until all fits.

    `two_sided` is for paper: a wide inner margin that changes sides, sections on right-hand pages.
    """

    name: str
    label: str
    told: str
    limit: int = 0
    tries: tuple["Try", ...] = ()
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """A way to make a bundle smaller: how sharp, with originals inside or not, one file or parts.

    In parts, originals go in where there is room for them.
    """

    quality: Quality = FULL
    originals: bool = True
    parts: bool = False


WHOLE: Final = Preset(
    "whole", N_("One whole file"), N_("Everything in one file, with the original files."), 0
)
EMAIL: Final = Preset(
    "email",
    N_("For e-mail"),
    N_("At most 36 MB: smaller pictures, the originals beside it, or parts, where it must be."),
    36_000_000,
    (Try(), Try(originals=False), Try(SCREEN, originals=False), Try(SCREEN, parts=True)),
)
PORTAL: Final = Preset(
    "portal",
    N_("For a portal"),
    N_("Parts of at most 4 MB, each with its own cover; page numbers run on."),
    4_000_000,
    (Try(SCREEN), Try(SCREEN, parts=True)),
)
PRINT: Final = Preset(
    "print",
    N_("For printing"),
    N_("For paper, printed on both sides, with a wide inner margin. No colour is needed."),
    two_sided=True,
)

PRESETS: Final = {each.name: each for each in (WHOLE, EMAIL, PORTAL, PRINT)}
"""By name.  A megabyte is 1,000,000 bytes here: the smaller of its two meanings fits both."""
