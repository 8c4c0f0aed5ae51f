"""A place in a document: the argument of `session.go("documents", …)`.

`ID` is a document among the others, with its form.  `ID#` opens it large, `ID#2-3, 5` at page 2
with these pages marked as those that are cited, `ID#@2` at page 2 with none marked, and
`ID#@2?words` there with the words marked, `ID#!@2` there to draw black boxes.  Pages count from 1;
of a conversation or an e-mail they are its reading pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_RANGE: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_DASHES: Final = re.compile(r"\s*[-‐‑‒–—−]\s*")
_COMMAS: Final = re.compile(r"\s*[,;،]\s*|\s+")
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """A document by its id, `pages` to be marked such as "2-3, 5", `at` the one to open, such as
    "2" ("" is the first marked one), `words` to be marked; `large` is without its form, `black` to
    draw black boxes on its pages.
    """

    document: str
    pages: str = ""
    words: str = ""
    at: str = ""
    large: bool = False
    black: bool = False

    @property
    def argument(self) -> str:
        """What `session.go` is given."""
        if not (self.large or self.black or self.pages or self.words or self.at):
            return self.document
        at = f"@{self.at}" if self.at else ""
        words = f"?{self.words}" if self.words else ""
        black = "!" if self.black else ""
        return f"{self.document}#{black}{self.pages}{at}{words}"

    @property
    def first(self) -> int:
        """The page to open, from 1."""
        return min(page_set(self.at or self.pages), default=1)


def place_of(argument: str) -> Place:
    """Return the place that an argument of `session.go` names."""
    document, mark, rest = argument.partition("#")
    where, _, words = rest.partition("?")
    pages, _, at = where.partition("@")
    black = pages.startswith("!")
    return Place(document, pages.removeprefix("!"), words, at, large=bool(mark), black=black)


def page_set(text: str) -> frozenset[int]:
    """Return the pages of “2-3, 5” in any digits and dashes; empty when it is no list of pages."""
    said = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    said = _DASHES.sub("-", said.strip().strip(",;،").strip())
    pages: set[int] = set()
    for part in _COMMAS.split(said):
        match = _RANGE.fullmatch(part)
        if match is None:
            return frozenset()
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last or len(pages) + last - first >= _MOST:
            return frozenset()
        pages.update(range(first, last + 1))
    return frozenset(pages)


def page_text(pages: Iterable[int]) -> str:
    """Return pages as a citation has them: "2-3, 5", in their order and each once."""
    ordered = sorted(set(pages))
    breaks = [at for at, (one, two) in enumerate(pairwise(ordered), 1) if two != one + 1]
    runs = zip([0, *breaks], [*breaks, len(ordered)], strict=True) if ordered else ()
    parts = ((ordered[start], ordered[end - 1]) for start, end in runs)
    return ", ".join(f"{one}-{two}" if two > one else str(one) for one, two in parts)
