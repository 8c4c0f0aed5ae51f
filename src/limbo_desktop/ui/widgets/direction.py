"""The direction of a text by its first strong character."""

import unicodedata

from PySide6.QtCore import Qt

_RIGHT = {"R", "AL"}
_ISOLATES = {"LRI", "RLI", "FSI"}


def is_rtl(text: str, *, otherwise: bool = False) -> bool:
    """Return whether the first strong character of `text` is right-to-left (UAX #9, P2 and P3).

    What stands inside an isolate does not count.  Text without a strong character, such as digits,
    gives `otherwise`.
    """
    depth = 0
    for character in text:
        bidi = unicodedata.bidirectional(character)
        if bidi in _ISOLATES:
            depth += 1
        elif bidi == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and bidi == "L":
            return False
        elif depth == 0 and bidi in _RIGHT:
            return True
    return otherwise


def direction_of(text: str, *, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the layout direction that fits `text`; `otherwise` when it has no direction."""
    rtl = is_rtl(text, otherwise=otherwise is Qt.LayoutDirection.RightToLeft)
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
