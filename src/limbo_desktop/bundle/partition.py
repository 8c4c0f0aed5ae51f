"""Where the parts of a bundle begin, so that none is larger than it may be.  Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from limbo_desktop.bundle.pages.telling import Spot


@dataclass(frozen=True, slots=True)
class Weighed:
    """A page with the bytes that it adds to a file; of an exhibit its number and page, from 0."""

    spot: Spot
    bytes: int
    exhibit: int = 0
    page: int = 0


class TooLargeError(Exception):
    """A page that alone is larger than a part may be."""

    def __init__(self, page: Weighed) -> None:
        super().__init__(page.spot)
        self.page = page


def partition(pages: Sequence[Weighed], room: Callable[[int], int]) -> tuple[Spot, ...]:
    """The pages with which the second and the following parts begin.

    `room` is the bytes for pages in a part, from 1.  Entries, exhibits and sections stay whole
    where a part can hold them; one that no part can hold begins where the last one ends.

    Raises:
        TooLargeError: a page fits no part.
    """
    parts = _Parts(room)
    for _, unit in groupby(pages, key=lambda each: each.spot.unit):
        parts.add(list(unit))
    return tuple(parts.cuts)


class _Parts:
    def __init__(self, room: Callable[[int], int]) -> None:
        self._room = room
        self._part, self._used = 1, 0
        self.cuts: list[Spot] = []

    def add(self, unit: list[Weighed]) -> None:
        """Add the pages of one unit, whole where that can be."""
        if self._fits(unit):
            self._take(unit)
        elif self._used and _sum(unit) <= self._room(self._part + 1):
            self._begin(unit[0])
            self._take(unit)
        else:
            # a slip stays with the first page of its exhibit, where the part holds both
            for group in (unit[:2], *([each] for each in unit[2:])):
                for pages in [group] if _sum(group) <= self._room(self._part + 1) else _each(group):
                    if not self._fits(pages) and self._used:
                        self._begin(pages[0])
                    if not self._fits(pages):
                        raise TooLargeError(max(pages, key=lambda each: each.bytes))
                    self._take(pages)

    def _fits(self, pages: Iterable[Weighed]) -> bool:
        return self._used + _sum(pages) <= self._room(self._part)

    def _take(self, pages: Iterable[Weighed]) -> None:
        self._used += _sum(pages)

    def _begin(self, page: Weighed) -> None:
        self._part, self._used = self._part + 1, 0
        self.cuts.append(page.spot)


def _sum(pages: Iterable[Weighed]) -> int:
    return sum(page.bytes for page in pages)


def _each(pages: Iterable[Weighed]) -> list[list[Weighed]]:
    return [[page] for page in pages]
