"""Where a line may end: forced breaks, UAX #14 opportunities, and letters that stay together."""

import re
from collections.abc import Iterator

from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker

_FORCED = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BREAK_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
HYPHENS = "-\u2010"
_LOCALE = "en"  # the rules do not differ between the languages of the bundle


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what stands between forced breaks.

    A break at the very end opens no further line; empty text is one empty paragraph.
    """
    start = 0
    for separator in _FORCED.finditer(text):
        yield start, separator.start()
        start = separator.end()
    if start < len(text) or start == 0:
        yield start, len(text)


def segments(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and the end with its spaces of every stretch that no line end may part.

    UAX #14 would part a word after its own hyphen.  Then every extractor takes the hyphen for one
    of the line end and drops it: from a double name, from the number of a case.
    """
    start = 0
    for _, end in _segments(LineBreaker(text, _LOCALE), text):
        if end < len(text) and text[end - 1] in HYPHENS and end - 1 > start:
            continue
        yield start, start + len(text[start:end].rstrip(_BREAK_SPACES)), end
        start = end


def grapheme_starts(text: str) -> Iterator[int]:
    """Yield where each letter as a reader sees it begins."""
    for start, _ in _segments(CharacterBreaker(text, _LOCALE), text):
        yield start


def _segments(breaker: BaseBreaker, text: str) -> Iterator[tuple[int, int]]:
    if text.isascii() or max(text) <= "\uffff":
        yield from breaker.segments()
        return
    index, units = 0, 0  # ICU counts UTF-16 code units
    for _, end_units in breaker.segments():
        start = index
        while units < end_units:
            units += 2 if text[index] > "\uffff" else 1
            index += 1
        yield start, index
