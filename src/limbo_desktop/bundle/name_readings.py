"""The ways in which a text is read for names: as it is written, and with parted words joined.

Somebody's name is divided at the end of a line, its letters stand a space apart, or a sign that
nobody sees is between them; whoever reads the page reads the name all the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WITHIN: Final = "\u00ad\u200b\u200d\u2060\ufeff"
"""Signs that are written inside words and part none."""
_COMPOSED: Final = re.compile(f"(?s:[^{_WITHIN}][\u0300-\u036f\u0653-\u0655]+)|[{_WITHIN}]")

_UNSEEN: Final = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""What Unicode calls ignorable: most of it parts words in one text and stands inside in another."""
_DIVIDED: Final = (
    "(?<=[^\\W\\d_])[-\u00ad\u2010\u2011\u00ac\u0002\ufffe][ \t\r]*\n\\s*(?=[^\\W\\d_])"
)
_APART: Final = (
    "(?<![^\\W_])(?:[^\\W\\d_](?:[ \u00a0\u2009\u202f._*·-]|\r?\n)){2,}[^\\W\\d_](?![^\\W_])"
)
_PARTED: Final = re.compile(f"(?P<gone>{_DIVIDED}|{_UNSEEN})|{_APART}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text composed, and where in what was written each of its characters began and ended."""

    plain: str
    starts: Sequence[int]
    ends: Sequence[int]


def readings(text: str) -> Iterator[Reading]:
    """Yield a text as it is written, then as it reads with what is parted joined, if it is."""
    yield _composed(text)
    dropped: set[int] = set()
    for found in _PARTED.finditer(text):
        start, end = found.span()
        whole = found["gone"] is not None
        dropped |= {at for at in range(start, end) if whole or not text[at].isalpha()}
    if not dropped:
        return
    left = [at for at in range(len(text)) if at not in dropped]
    joined = _composed("".join(text[at] for at in left))
    yield Reading(
        joined.plain,
        [left[at] for at in joined.starts],
        [left[at - 1] + 1 for at in joined.ends],
    )


def _composed(text: str) -> Reading:
    if not _COMPOSED.search(text):
        return Reading(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _COMPOSED.finditer(text):
        start, end = match.span()
        sign = "" if match[0] in _WITHIN else unicodedata.normalize("NFC", match[0])
        parts += [text[done:start], sign]
        starts += [*range(done, start), *(start for _ in sign)]
        ends += [*range(done + 1, start + 1), *(end for _ in sign)]
        done = end
    parts.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Reading("".join(parts), starts, ends)
