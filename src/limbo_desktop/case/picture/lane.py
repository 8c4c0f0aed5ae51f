"""One lane of the picture: entries sorted so that any part of it is found at once, of any size.

What lies too close to be told apart stands together as one cluster.  Nothing here goes through
all entries after the lane was made: a picture of 100,000 is as quick as one of 100.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.picture.extent import Bar, Extent, anchor_of, bar_of
from limbo_desktop.case.picture.scale import LAST_DAY, Scale

_DRAWN = 64
"""Bars of one length that are drawn within their own length; the others would hide them."""


class Cluster(NamedTuple):
    """Entries that stand together from `start` to `end`: of `size` the first MOST_TOLD."""

    start: float
    end: float
    entries: tuple[int, ...]
    size: int


class Band(NamedTuple):
    """Bars that lie on each other, drawn as the first: of `size` the first MOST_TOLD."""

    bar: Bar
    entries: tuple[int, ...]
    size: int


class _Points(NamedTuple):
    """Entries of one class by the ordinal of their mark."""

    at: array[float]
    entries: array[int]


class _Bars(NamedTuple):
    """Bars whose length is below `reach` days, by their beginning."""

    reach: float
    starts: array[float]
    bars: list[Bar]
    entries: array[int]


class Lane:
    """The entries of one lane, each known by its number in the story."""

    def __init__(self, entries: Iterable[tuple[int, Extent]]) -> None:
        self._points: dict[int, _Points] = {}
        self._bars: list[_Bars] = []
        points: dict[int, list[tuple[float, int]]] = {0: []}
        bars: dict[int, list[tuple[Bar, int]]] = {}
        days, order = points[0], list[tuple[float, int]]()
        for number, extent in entries:
            # Most entries are of a known day, and there may be 100,000 of them.
            if extent.certainty is Certainty.EXACT and extent.earliest is not None:
                days.append((min(extent.earliest, LAST_DAY).toordinal() + 0.5, number))
                continue
            at, bar = anchor_of(extent), bar_of(extent)
            unsure = bar is not None and extent.certainty is Certainty.UNSURE
            size = _size(bar) if bar else 0
            points.setdefault(size if unsure else 0, []).append((at, number))
            if bar is not None:
                bars.setdefault(size, []).append((bar, number))
        for found in points.values():
            order += found
        for size in sorted(points):
            found = sorted(points[size])
            spread = _spread(found) if size == 0 else [at for at, _ in found]
            self._points[size] = _Points(
                array("d", spread), array("q", (number for _, number in found))
            )
        for size in sorted(bars, reverse=True):
            told = sorted(bars[size], key=lambda each: (each[0].start, each[1]))
            self._bars.append(
                _Bars(
                    float(2**size),
                    array("d", (bar.start for bar, _ in told)),
                    [bar for bar, _ in told],
                    array("q", (number for _, number in told)),
                )
            )
        order.sort()
        ends = [bar.end for found in bars.values() for bar, _ in found]
        starts = [bar.start for found in bars.values() for bar, _ in found]
        edges = [order[0][0], order[-1][0]] if order else []
        self.first = min((*edges, *starts), default=math.inf)
        """The first instant of all that is in it, infinite when nothing is."""
        self.last = max((*edges, *ends), default=-math.inf)
        """The last instant."""
        self._at = array("d", (at for at, _ in order))
        self._order = array("q", (number for _, number in order))

    def __len__(self) -> int:
        """Return how many entries it has."""
        return len(self._order)

    def clusters(self, scale: Scale, mark: float, near: float) -> Iterator[Cluster]:
        """Yield what stands as marks in `scale`, in order.

        `mark` and `near` are days: bars that are longer than a mark speak for themselves, marks
        that are nearer than `near` to the first of them stand together.
        """
        first, last = scale.start - mark, scale.end + mark
        rows = [points for size, points in self._points.items() if size == 0 or 2**size <= mark]
        places = [bisect_left(points.at, first) for points in rows]
        while True:
            starts = [
                points.at[place]
                for points, place in zip(rows, places, strict=True)
                if place < len(points.at)
            ]
            start = min(starts, default=last)
            if start >= last:
                return
            numbers: list[int] = []
            count, end = 0, start
            for row, points in enumerate(rows):
                place = places[row]
                stop = bisect_left(points.at, start + near, place)
                if stop > place:
                    count += stop - place
                    end = max(end, points.at[stop - 1])
                    numbers += points.entries[place : min(stop, place + MOST_TOLD)]
                    places[row] = stop
            # The numbers of a story are in the order of time.
            yield Cluster(start, end, tuple(sorted(numbers)[:MOST_TOLD]), count)

    def bars(self, scale: Scale, least: float, gap: float) -> Iterator[Band]:
        """Yield the bars in sight that `clusters` with a mark of `least` days does not tell.

        Long ones come first.  Those that begin within `gap` days of each other and are about as
        long are one.
        """
        for row in self._bars:
            if row.reach <= least:
                continue
            place = bisect_left(row.starts, scale.start - row.reach)
            while place < len(row.starts) and row.starts[place] <= scale.end:
                bar = row.bars[place]
                if not _shown(bar, scale, least):
                    place += 1
                    continue
                # What begins before all that is in sight begins at its edge.
                room = row.reach if bar.start < scale.start else min(row.reach, scale.days)
                step = max(gap, room / _DRAWN)
                stop = max(place + 1, bisect_left(row.starts, bar.start + step, place))
                told = (
                    row.entries[each]
                    for each in range(place, stop)
                    if _shown(row.bars[each], scale, least)
                )
                entries = tuple(islice(told, MOST_TOLD))
                size = len(entries) if len(entries) < MOST_TOLD else stop - place
                yield Band(bar, entries, size)
                place = stop

    def nearest(self, ordinal: float) -> tuple[float, int] | None:
        """Return the entry whose mark is nearest, behind its distance; None in an empty lane."""
        place = bisect_left(self._at, ordinal)
        around = range(max(0, place - 1), min(len(self._at), place + 1))
        return min(
            ((abs(self._at[each] - ordinal), self._order[each]) for each in around), default=None
        )


MOST_TOLD = 24
"""Entries of a cluster that are told one by one."""


def _shown(bar: Bar, scale: Scale, least: float) -> bool:
    """Whether a bar is in sight and no mark stands for it: a span has one where it begins."""
    long = bar.faded or bar.open_start or bar.open_end or bar.end - bar.start >= least
    return long and (bar.end >= scale.start or bar.open_end)


def _size(bar: Bar) -> int:
    """Return the class of a bar's length: below two to this power of days; open ones are long."""
    if bar.open_end or bar.open_start:
        return 32
    return max(1, int(bar.end - bar.start).bit_length())


def _spread(found: list[tuple[float, int]]) -> list[float]:
    """Return places at which the entries of one day stand beside each other within it."""
    places: list[float] = []
    borders = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(found)) if a[0] != b[0]), len(found)]
    for first, last in pairwise(borders):
        count = last - first
        places += [found[first][0] - 0.5 + (each + 1) / (count + 1) for each in range(count)]
    return places
