"""Sets text of any language on a PDF page: `layout` spans into lines, `draw` them on a canvas."""

from limbo_desktop.text.typeset.inside import finished
from limbo_desktop.text.typeset.paint import draw
from limbo_desktop.text.typeset.paragraph import Block, Line, layout, natural_width
from limbo_desktop.text.typeset.style import (
    INK,
    LINK_INK,
    Alignment,
    Direction,
    LinkArea,
    LinkTarget,
    Span,
    Style,
    Weight,
)

__all__ = [
    "INK",
    "LINK_INK",
    "Alignment",
    "Block",
    "Direction",
    "Line",
    "LinkArea",
    "LinkTarget",
    "Span",
    "Style",
    "Weight",
    "draw",
    "finished",
    "layout",
    "natural_width",
]
