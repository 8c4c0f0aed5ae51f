"""What a caller says about text on a page: sizes and weights, spans, links."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

INK = "#14181A"
LINK_INK = "#0F4C4D"

Direction = Literal["ltr", "rtl", "auto", "mostly-ltr", "mostly-rtl"]
Alignment = Literal["start", "end", "left", "right", "centre"]


class Weight(StrEnum):
    """How heavy the letters are; each is a file of its own, nothing is emboldened by machine."""

    REGULAR = "regular"
    BOLD = "bold"
    """SemiBold in Latin and Cyrillic, Bold in Arabic: every heading."""
    HEAVY = "heavy"
    """Bold everywhere: the number of a page and nothing else."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text looks.

    `size` and `leading` are points.  `leading` is the whole distance from one baseline to the next;
    no font changes it, so Arabic pages say so themselves (12/24 where Latin has 12/18).
    `colour` is `#RRGGBB`.  `mono` is for hashes and keys.
    """

    size: float = 12.0
    leading: float = 18.0
    weight: Weight = Weight.REGULAR
    colour: str = INK
    mono: bool = False


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads: the name of a place in the same document, as its maker calls it."""

    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style.  Any text: line feeds break the line, control characters do not show."""

    text: str
    style: Style
    link: LinkTarget | None = None


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A drawn link: `rect` is left, bottom, right, top in the canvas's own units at that moment."""

    rect: tuple[float, float, float, float]
    target: LinkTarget
