"""The piece of a text that shows best why it was found."""

from dataclasses import dataclass
from typing import Final

from limbo_desktop.text.bidi import direction_of, strip_controls
from limbo_desktop.text.searching import Span, found_terms, highlights, query

WIDTH: Final = 150
"""Characters of a snippet, about two lines of a list."""

_BEFORE: Final = 30
_PIECE: Final = 8_000
_OVERLAP: Final = 500
_LOOKED_AT: Final = 120_000
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text without direction marks, the spans of its hits, and the direction of the
    text that it was cut from (its own first words may be a quotation).
    """

    text: str = ""
    spans: tuple[Span, ...] = ()
    rtl: bool = False


def snippet(text: str, typed: str, width: int = WIDTH) -> Snippet:
    """The window of about `width` characters with the most different hits, cut between words."""
    rtl = direction_of(text) == "rtl"
    line = " ".join(strip_controls(_piece(text, typed)).split())
    spans = highlights(line, typed)
    start = _start(line, spans, width)
    end = _end(line, start + width)
    head, tail = _CUT if start else "", _CUT if end < len(line) else ""
    shift = len(head) - start
    inside = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= end)
    return Snippet(f"{head}{line[start:end]}{tail}", inside, rtl)


def _piece(text: str, typed: str) -> str:
    """Of a long text the piece with the most of what was typed, from its first 120,000 characters:
    a file of plain text is one page, and to read all of it takes half a second for a million.
    """
    if len(text) <= _PIECE:
        return text
    wanted, most, best = len(query(typed)), 0, text[:_PIECE]
    for start in range(0, min(len(text), _LOOKED_AT), _PIECE - _OVERLAP):
        piece = text[start : start + _PIECE]
        found = found_terms(piece, typed)
        if found > most:
            most, best = found, piece
        if found == wanted:
            break
    return best


def _start(line: str, spans: tuple[Span, ...], width: int) -> int:
    if len(line) <= width or not spans:
        return 0

    def worth(span: Span) -> tuple[int, int]:
        inside = {line[a:b].casefold() for a, b in spans if span[0] <= a and b - span[0] < width}
        return len(inside), -span[0]

    best = max(spans, key=worth)[0]
    start = max(0, min(best - _BEFORE, len(line) - width))
    if start == 0:
        return 0
    space = line.find(" ", start, best)
    return space + 1 if space >= 0 else best


def _end(line: str, wanted: int) -> int:
    if wanted >= len(line):
        return len(line)
    space = line.rfind(" ", wanted - _BEFORE, wanted + 1)
    return space if space > 0 else wanted
