"""The mark of every kind: its shape, icon and colours as plain data, for the screen and the page.

Shapes are SVG paths in a 28 × 28 box; `segments` turns one into moves, lines and Bézier curves,
which is all that QPainterPath and a PDF canvas know.  Colours are `#RRGGBB`.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

BOX: Final = 28.0
ICON_STROKE: Final = 2.4  # in the icon's own 24 × 24 box
OUTLINE: Final = 2.2  # width of the line of an outlined mark, in the 28 box
RING: Final = 3.3  # width of the ring of an exact contact
DASH: Final = (3.4, 2.6)  # a dash and a gap of an unsure mark, in the 28 box
DARK_ICON: Final = "#101315"
LIGHT_ICON: Final = "#FFFFFF"

Segment = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind is drawn.

    `icon_x`, `icon_y` are the icon's centre and `icon_size` its side, in the 28 box.  `directed`
    shapes point along the line of writing and are mirrored at x = 14 for right-to-left text.
    A `ring` keeps its soft fill and a thick line when exact, where other kinds are filled.
    """

    name: str
    shape: str
    shape_path: str
    icon: str
    light: str
    light_soft: str
    dark: str
    dark_soft: str
    icon_x: float = 14.0
    icon_y: float = 14.0
    icon_size: float = 14.0
    directed: bool = False
    ring: bool = False


@dataclass(frozen=True, slots=True)
class LaneMark:
    """The colour of a lane and the mark whose small shape stands for it in chips."""

    name: str
    light: str
    dark: str
    shape_path: str
    directed: bool = False


def _seal(points: int = 20, outer: float = 13.2, inner: float = 10.9) -> str:
    """Return the seal: `points` corners on two radii by turns, the first at the top."""
    corners = []
    for index in range(points):
        radius = outer if index % 2 == 0 else inner
        angle = -math.pi / 2 + index * 2 * math.pi / points
        corners.append(f"{14 + radius * math.cos(angle):.3f} {14 + radius * math.sin(angle):.3f}")
    return f"M{'L'.join(corners)}Z"


SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "square": "M6 3H22A3 3 0 0 1 25 6V22A3 3 0 0 1 22 25H6A3 3 0 0 1 3 22V6A3 3 0 0 1 6 3Z",
        "banner": "M4 2H24V26L14 21L4 26Z",
        "tag": "M9 4H26V24H9L1 14Z",
        "hexagon": "M8 2.5H20L27 14L20 25.5H8L1 14Z",
        "diamond": "M14 0.5L27.5 14L14 27.5L0.5 14Z",
        "house": "M14 1L26 10V26H2V10Z",
        "octagon": "M9 2H19L26 9V19L19 26H9L2 19V9Z",
        "triangle": "M14 1.5L27.5 26H0.5Z",
        "arrow": "M1 4H17L27 14L17 24H1L8 14Z",
        "circle": "M2 14A12 12 0 1 1 26 14A12 12 0 1 1 2 14Z",
        "pill": "M9 5H19A9 9 0 0 1 19 23H9A9 9 0 0 1 9 5Z",
        "seal": _seal(),
        "dome": "M2 25V14A12 12 0 0 1 26 14V25Z",
        "ring": "M3.5 14A10.5 10.5 0 1 1 24.5 14A10.5 10.5 0 1 1 3.5 14Z",
        "cross": "M9 2H19V9H26V19H19V26H9V19H2V9H9Z",
        "leaf": "M3 3H15A10 10 0 0 1 25 13V25H13A10 10 0 0 1 3 15Z",
        "page": "M5 1.5H17L24 8.5V26.5H5Z",
    }
)
"""Every shape by name, as an SVG path in the 28 box."""

_TABLE: Final = """
work               square   briefcase-business      6F5109 F4ECDD D9B572 3A2E18  14   14   15
activity           banner   megaphone               784B15 F7EADE E5AE78 3E2C1A  14   12   14
summons            tag      mail-warning            6F427C F3E8F7 D4A7E2 392A3E  15.5 14   14
charge             hexagon  gavel                   744076 F5E8F5 DBA5DB 3B293B  14   14   14
threat             diamond  message-square-warning  7D3C67 F8E7F1 E5A2CC 3E2836  14   14   12
search             house    door-open               793E6F F7E8F3 E0A4D4 3D2939  14   17   14
detention          octagon  lock-keyhole            803B5F F9E7EF EAA2C3 402833  14   14   14
violence           triangle zap                     833A56 FAE7ED EDA1BA 412830  14   18.5 11
journey            arrow    route                   005D8B E0EFFA 80C3F2 1D3343  15   14   13
application        circle   stamp                   435191 E7ECFC A5B7F8 292F45  14   14   14
interview          pill     messages-square         4C4E8F E9ECFC AEB4F7 2C2E44  14   14   13
decision           seal     scale                   554B8D ECEBFB B7B1F5 2F2D44  14   14   14
appeal             dome     landmark                5C498A EEEAFA C0AEF1 322C42  14   15   14
contact            ring     mail                    385491 E5EDFC 9CBAF8 263045  14   14   12
medical            cross    stethoscope             206635 E3F1E5 8ECC9A 213625  14   14   13
note               leaf     pencil                  4B600F EAF0E0 AEC581 2C341D  14   14   13
activity_in_exile  banner   megaphone               376426 E6F1E2 9DC98E 263521  14   12   14
document           page     file-text               4F565A E9E6DE B4BAB9 2E3538  14   17   12
"""


def _marks(table: str) -> Mapping[str, Mark]:
    """Return the marks of `table`: name, shape, icon, four colours, the icon's place and side."""
    marks = {}
    for row in table.split("\n"):
        if not row:
            continue
        name, shape, icon, light, light_soft, dark, dark_soft, x, y, side = row.split()
        marks[name] = Mark(
            name,
            shape,
            SHAPES[shape],
            icon,
            f"#{light}",
            f"#{light_soft}",
            f"#{dark}",
            f"#{dark_soft}",
            float(x),
            float(y),
            float(side),
            directed=shape in {"tag", "arrow"},
            ring=shape == "ring",
        )
    return MappingProxyType(marks)


MARKS: Final = _marks(_TABLE)
"""The mark of each kind by its name; `activity_in_exile` and `document` have one of their own."""

LANE_MARKS: Final[Mapping[str, LaneMark]] = MappingProxyType(
    {
        "before": LaneMark("before", "#744E0E", "#DFB274", SHAPES["square"]),
        "force": LaneMark("force", "#7B3D6B", "#E3A3D0", SHAPES["diamond"]),
        "journey": LaneMark("journey", "#005D8B", "#80C3F2", SHAPES["arrow"], directed=True),
        "procedure": LaneMark("procedure", "#4E4D8F", "#B0B3F6", SHAPES["circle"]),
        "exile": LaneMark("exile", "#376426", "#9DC98E", SHAPES["leaf"]),
        "documents": LaneMark("documents", "#4F565A", "#B4BAB9", SHAPES["page"]),
    }
)
"""The chip colours and shapes of the lanes, and of documents in line."""


def mark_of(kind: str, *, in_exile: bool = False) -> Mark:
    """Return the mark of an event of this `kind`; `in_exile` tells the two activities apart.

    A kind of a later version that this one does not know gets the mark of a note.
    """
    if kind == "activity" and in_exile:
        return MARKS["activity_in_exile"]
    return MARKS.get(kind, MARKS["note"])


def segments(path: str) -> Iterator[Segment]:
    """Yield the parts of an SVG `path` as moves, lines, cubic curves and closings.

    Input: absolute commands M, L, H, V, A and Z only, the ones the table uses.  Output:
    ("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) and ("Z", ()).  Raises ValueError
    for any other command.
    """
    x = y = start_x = start_y = 0.0
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = tuple(float(part) for part in re.findall(r"-?\d*\.?\d+", text))
        match letter:
            case "M":
                x, y = start_x, start_y = numbers
                yield "M", (x, y)
            case "L":
                x, y = numbers
                yield "L", (x, y)
            case "H":
                x = numbers[0]
                yield "L", (x, y)
            case "V":
                y = numbers[0]
                yield "L", (x, y)
            case "A":
                yield from _arc(x, y, numbers)
                x, y = numbers[5:]
            case "Z":
                x, y = start_x, start_y
                yield "Z", ()
            case _:
                raise ValueError(f"unknown path command {letter!r}")


def _arc(x0: float, y0: float, numbers: tuple[float, ...]) -> Iterator[Segment]:
    """Yield a circular arc as cubic curves of at most a quarter turn (SVG 1.1, appendix F.6.5)."""
    radius, _, _, large, sweep, x1, y1 = numbers
    half_x, half_y = (x0 - x1) / 2, (y0 - y1) / 2
    square = half_x**2 + half_y**2
    radius = max(radius, math.sqrt(square))
    factor = math.sqrt(max(0.0, radius**2 - square) / square)
    if large == sweep:
        factor = -factor
    centre_x = (x0 + x1) / 2 + factor * half_y
    centre_y = (y0 + y1) / 2 - factor * half_x
    first = math.atan2(y0 - centre_y, x0 - centre_x)
    turn = math.atan2(y1 - centre_y, x1 - centre_x) - first
    if sweep and turn <= 0:
        turn += 2 * math.pi
    elif not sweep and turn >= 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / pieces
    reach = 4 / 3 * math.tan(step / 4) * radius
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        ax, ay = centre_x + radius * math.cos(a), centre_y + radius * math.sin(a)
        bx, by = centre_x + radius * math.cos(b), centre_y + radius * math.sin(b)
        yield (
            "C",
            (
                ax - reach * math.sin(a),
                ay + reach * math.cos(a),
                bx + reach * math.sin(b),
                by - reach * math.cos(b),
                bx,
                by,
            ),
        )
