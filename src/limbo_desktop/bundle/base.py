"""What typesetting hands to assembly: our own pages, and where originals, seals and links go.

All places are in points from the lower left corner of an A4 page; pages count from 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from limbo_desktop.bundle.bodies import PageBox
from limbo_desktop.bundle.pdf_objects import Body
from limbo_desktop.bundle.structure import Structure

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM

_AREA_WIDTH, _AREA_HEIGHT, _AREA_TOP = 186 * MM, 262 * MM, 10 * MM
AREA = round(_AREA_WIDTH), round(_AREA_HEIGHT)
"""Width and height in points of what a page of an exhibit fits into."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a page, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one page of an exhibit goes: page `exhibit_page_index` of exhibit number `exhibit`.

    `marked` is how it is marked as content of the file's structure.
    """

    page_index: int
    exhibit: int
    exhibit_page_index: int
    rect: Rect
    marked: str = ""


Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f of a PDF: x' = a x + c y + e, y' = b x + d y + f."""


class SealKind(Enum):
    """The two shapes of a seal: the fingerprint's digits, or a QR code that holds them."""

    TEXT = "text"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class SealSpot:
    """An empty place for the fingerprint: digits in two lines (81 × 12 mm), or a square for QR.

    `marked` is as in Placement.
    """

    page_index: int
    kind: SealKind
    rect: Rect
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the bookmarks pane; `level` 0 is the outermost, `top` where the page opens."""

    title: str
    page_index: int
    top: float = PAGE_HEIGHT
    level: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """Where links lead: a page and the height at which it opens."""

    page_index: int
    top: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is drawn: its operators, and its links.

    A link is the corners of its place as a PDF spells them, and the name of its goal.
    """

    body: Body
    links: tuple[tuple[bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Base:
    """Everything that is typeset: every page of the bundle as it is `drawn`.

    Pages of exhibits have their stamp strip and frame, and are empty where `placements` say.
    `fonts` is a PDF with one empty page, whose resources are those of all pages; `goals` are the
    places that links lead to, by name.  `first` is the number of the first page, as it is printed
    and as page labels say it; `places` are those of the pages on which things begin, by their
    anchors (`pages.telling`).  Of a bundle in `count` files this is `part`; the first has the
    fingerprints of the `others`.  `structure` says what is what on the pages, for who does not see
    them.  What is `archival` has no page of another PDF.
    """

    drawn: tuple[Drawn, ...]
    fonts: bytes
    goals: Mapping[str, Goal]
    title: str
    lang: str
    placements: tuple[Placement, ...] = ()
    seals: tuple[SealSpot, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    first: int = 1
    places: Mapping[str, int] = field(default_factory=dict)
    part: int = 1
    count: int = 1
    others: tuple[str, ...] = ()
    structure: Structure | None = None
    archival: bool = False


def fitted(box: PageBox, narrower: float = 0.0) -> Rect:
    """Where a page of an exhibit goes: centred in 186 × 262 mm from 10 mm, never enlarged.

    The area is `narrower` by as many points where it must be.
    """
    scale = min(1.0, (_AREA_WIDTH - narrower) / box.width, _AREA_HEIGHT / box.height)
    width, height = box.width * scale, box.height * scale
    middle = PAGE_HEIGHT - _AREA_TOP - _AREA_HEIGHT / 2
    return Rect((PAGE_WIDTH - width) / 2, middle - height / 2, width, height)
