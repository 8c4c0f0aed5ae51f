"""What typed words look for, and where a text has them.

`query` reads what was typed, `highlights` finds the same words in a text as it was written:
елка marks ёлка, شرطة marks بِالشُّرْطَة.  The index of a vault is asked with the same `Term`s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from limbo_desktop.text.folding import normalised, runs, words
from limbo_desktop.text.stems import Sought, forms, sought

__all__ = ["Row", "Span", "Term", "highlights", "normalised", "query", "words"]

Span = tuple[int, int]
"""Where something stands in a text: from, and the character after it."""

_QUOTED: Final = re.compile(r"""["«“„]([^"»”“]*)(["»”“]?)|(\S+)""")
_LONG_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """Words in just this order and form: a phrase, or a number with its strokes; the last may be
    longer when `open_end`.
    """

    words: tuple[str, ...]
    open_end: bool


Term = Row | Sought
"""One thing that a hit must have."""


@lru_cache(256)
def query(text: str) -> tuple[Term, ...]:
    """What typed text looks for; all of it must be there.

    Words in quotes stand in a row; so do the parts of 188-лс or UMA/40662/2023, anything written
    together that has a digit.  Each other word is found in its forms, and by its beginning: from
    three letters on, and the last one from its first letter, as it may still be typed.
    """
    found: dict[Term, None] = {}
    pieces = list(_QUOTED.finditer(text))
    for number, piece in enumerate(pieces, 1):
        typing = number == len(pieces) and not text[-1:].isspace()
        quoted, closed, plain = piece.groups()
        parts = words(quoted or plain or "")
        if quoted is not None or (len(parts) > 1 and any(map(str.isdecimal, parts))):
            if parts:
                found[Row(parts, open_end=typing and not closed)] = None
            continue
        for place, each in enumerate(parts, 1):
            beginning = len(each) >= _LONG_ENOUGH or (typing and place == len(parts))
            found[sought(each, beginning=beginning)] = None
    return tuple(found)


def highlights(text: str, typed: str) -> tuple[Span, ...]:
    """Where `text` has what was typed: whole words and phrases, in order, none over another."""
    places = _places(text)
    found = sorted({span for term in query(typed) for span in _places_of(term, places)})
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def found_terms(text: str, typed: str) -> int:
    """How many of the things that were typed `text` has."""
    places = _places(text)
    return sum(any(True for _ in _places_of(term, places)) for term in query(typed))


def _places(text: str) -> list[tuple[str, Span]]:
    return [(word, (a, b)) for a, b in runs(text) for word in _folded(text[a:b])]


@lru_cache(1 << 14)
def _folded(run: str) -> tuple[str, ...]:
    return words(run)


def _places_of(term: Term, places: list[tuple[str, Span]]) -> Iterator[Span]:
    if isinstance(term, Sought):
        yield from (span for word, span in places if _is(word, term))
        return
    *inner, end = term.words
    for start in range(len(places) - len(inner)):
        there = places[start : start + len(term.words)]
        *others, last = (word for word, _ in there)
        if others == inner and (last == end or (term.open_end and last.startswith(end))):
            yield there[0][1][0], there[-1][1][1]


@lru_cache(1 << 15)
def _is(word: str, wanted: Sought) -> bool:
    known = (word, *forms(word))
    return any(each.startswith(wanted.begins) or each in wanted.equals for each in known)
