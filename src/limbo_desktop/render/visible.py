"""Names that somebody else wrote, with nothing in them that nobody sees.

A name that turns its own letters round, or holds a bell or an escape, says so: [U+202E].  Marks
that programs put around names to keep them in place are taken away: whoever shows a name does that.
"""

import unicodedata
from typing import Final

_TURNING: Final = frozenset("\u202d\u202e")
"""Overrides: letters after them stand in another order than they were written."""

_JOINERS: Final = frozenset("\u200c\u200d")


def visible(name: str) -> str:
    """Return a name or a header's words on one line, controls written out, marks left out."""
    if name.isprintable():
        return name
    return " ".join("".join(map(_sign, name)).split())


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign.isspace():
        return " "
    if sign in _TURNING or kind == "Cc":
        return f"[U+{ord(sign):04X}]"
    return "" if kind in {"Cf", "Cs", "Co", "Cn"} and sign not in _JOINERS else sign
