"""Direction of text, and the only place that writes the invisible characters of UAX #9.

Foreign runs are put between FSI and PDI (or LRI and PDI when they are left-to-right by nature),
so that a name in another script never moves the words around it.
"""

import re
import unicodedata
from typing import Literal

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

CONTROLS = frozenset((LRM, RLM, ALM, LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI))
"""Every invisible direction character; no other module and no catalogue holds any of them."""

ISOLATES = frozenset((LRI, RLI, FSI))
_EMBEDDINGS = frozenset((LRE, RLE, LRO, RLO))
_STRIPPED = str.maketrans(dict.fromkeys(CONTROLS))

Direction = Literal["ltr", "rtl"]


def isolate(text: str) -> str:
    """Return `text` so that its direction, found from its first strong character, stays inside.

    Text that is one isolate already stays as it is.  Controls inside that would reach out are
    taken away.
    """
    return _wrapped(FSI, text)


def ltr(text: str) -> str:
    """Return `text` as a left-to-right isolate: ids, paths, hashes, addresses, key names."""
    return _wrapped(LRI, text)


_IDENTIFIER = re.compile(
    r"(?<![\w/.:-])(?=[\w/.:-]*[A-Za-z])[0-9][A-Za-z0-9]*(?:[/.:-][A-Za-z0-9]+)+(?![\w/-])",
    re.ASCII,
)


def shielded(text: str) -> str:
    """Return text with right-to-left letters with its ids kept in one piece: 4410-B/2024.

    Without an isolate the parts of an id that begins with a digit change places in a right-to-left
    line; one that begins with a letter holds by itself, with what follows it.
    """
    if not has_rtl(text):
        return text
    return _IDENTIFIER.sub(lambda found: _wrapped(LRI, found[0]), text)


def strip_controls(text: str) -> str:
    """Return `text` without any invisible direction character."""
    return text.translate(_STRIPPED)


def direction_of(text: str, otherwise: Direction = "ltr") -> Direction:
    """Return the direction of the first strong character outside isolates (UAX #9, P2 and P3).

    `otherwise` is the answer for text without any: digits, punctuation, nothing.
    """
    return strong_direction(text) or otherwise


def strong_direction(text: str) -> Direction | None:
    """Return the same, and None for text without any."""
    depth = 0
    for character in text:
        if character in ISOLATES:
            depth += 1
        elif character == PDI:
            depth = max(0, depth - 1)
        elif depth == 0:
            match unicodedata.bidirectional(character):
                case "L":
                    return "ltr"
                case "R" | "AL":
                    return "rtl"
    return None


def has_rtl(text: str) -> bool:
    """Whether any character of `text` is right-to-left: a letter, a number or a control."""
    if text.isascii():
        return False
    return any(
        unicodedata.bidirectional(character) in {"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"}
        for character in text
    )


def _wrapped(start: str, text: str) -> str:
    if not text or _is_isolate(text):
        return text
    return f"{start}{text if _closed(text) else strip_controls(text)}{PDI}"


def _is_isolate(text: str) -> bool:
    """Whether one isolate spans the whole of `text`."""
    if text[0] not in ISOLATES or text[-1] != PDI or not _closed(text):
        return False
    depth = 0
    for character in text[:-1]:
        depth += (character in ISOLATES) - (character == PDI)
        if depth == 0:
            return False
    return True


def _closed(text: str) -> bool:
    """Whether every isolate and embedding of `text` ends in it, in the right order."""
    opened: list[str] = []
    for character in text:
        if character in ISOLATES:
            opened.append(PDI)
        elif character in _EMBEDDINGS:
            opened.append(PDF)
        elif character in {PDI, PDF} and (not opened or opened.pop() != character):
            return False
    return not opened
