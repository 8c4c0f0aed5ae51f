"""How high the lines of the list are."""

from typing import Final

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.story import Size

_HEIGHTS: Final = {
    Size.HEADING: "month",
    Size.WAITING: "waiting",
    Size.ENTRY: "row",
    Size.DOCUMENT: "document_row",
    Size.THREAT: "row",
}
"""The row of the table of heights for each size; the words of a threat come on top of it."""


def heights_of(theme: Theme, sizes: bytes) -> list[int]:
    """Return the height in pixels of every line."""
    # One step in C for each of what may be 100,000 lines.
    return list(map([theme.height(_HEIGHTS[size]) for size in Size].__getitem__, sizes))
