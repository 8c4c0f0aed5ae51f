"""What changed between two texts, word by word, for reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

_TOKENS: Final = re.compile(r"\s+|\S+")
_MOST_PAIRS: Final = 1_000_000
_AROUND: Final = 24
_FEW: Final = 8


class Mark(Enum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the two texts, told once."""

    text: str
    mark: Mark


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in their order, what is gone before what is new.

    The pieces that are not NEW make up `before`, those that are not GONE make up `after`.  Very
    long changes are compared line by line: comparing words takes the product of their numbers.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    if len(middle[0]) * len(middle[1]) > _MOST_PAIRS:
        middle = (_lines(middle[0]), _lines(middle[1]))
    pieces = (
        Piece("".join(old[:head]), Mark.SAME),
        *_matched(*middle),
        Piece("".join(old[len(old) - tail :]), Mark.SAME),
    )
    return tuple(piece for piece in pieces if piece.text)


def readable(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces as a person reads them best: a short text, or one that is mostly another,
    stands whole before and after; a long one word by word, what stayed the same cut.
    """
    pieces = word_diff(before, after)
    same = sum(len(piece.text) for piece in pieces if piece.mark is Mark.SAME)
    if min(len(before.split()), len(after.split())) < _FEW or 2 * same < len(after):
        pieces = tuple(
            Piece(text, mark) for text, mark in ((before, Mark.GONE), (after, Mark.NEW)) if text
        )
    return _apart(shortened(pieces))


def _apart(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with a blank between what is gone and the new that stands for it."""
    told: list[Piece] = []
    for piece in pieces:
        former = told[-1] if told else None
        if former is not None and former.mark is Mark.GONE and piece.mark is Mark.NEW:
            told.append(Piece("" if former.text[-1].isspace() else "  ", Mark.SAME))
        told.append(piece)
    return tuple(piece for piece in told if piece.text)


def shortened(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with long stretches that stayed the same cut to their ends."""
    last = len(pieces) - 1
    return tuple(
        Piece(_cut(piece.text, first=index == 0, last=index == last), piece.mark)
        if piece.mark is Mark.SAME and len(pieces) > 1
        else piece
        for index, piece in enumerate(pieces)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    tokens = _TOKENS.findall(text)
    keep = 2 * _AROUND
    if len(tokens) <= keep * (1 if first or last else 2):
        return text
    head = "" if first else "".join(tokens[:keep])
    tail = "" if last else "".join(tokens[-keep:])
    if not tail:
        return f"{head.rstrip()} …"
    return f"{head.rstrip()} … {tail.lstrip()}" if head else f"… {tail.lstrip()}"


def _matched(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, first, until, start, stop in matcher.get_opcodes():
        if name == "equal":
            yield Piece("".join(old[first:until]), Mark.SAME)
            continue
        if first < until:
            yield Piece("".join(old[first:until]), Mark.GONE)
        if start < stop:
            yield Piece("".join(new[start:stop]), Mark.NEW)


def _common(one: list[str], other: list[str]) -> int:
    """How many tokens two lists begin with in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _lines(tokens: list[str]) -> list[str]:
    return "".join(tokens).splitlines(keepends=True)
