"""The story as lines of a list: month headings, entries, long pauses, undated ones last.

Pure: made from the spots of all entries, which say only what each is and when; what an entry
says is fetched when its line is shown.
"""

import datetime as dt
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.picture.waiting import Pauses
from limbo_desktop.vault.timeline import DOCUMENTS, Spot

MONTH_AT_MOST = 31

ALL_LANES = frozenset({*(lane.name for lane in LANES), DOCUMENTS})


class LineKind(IntEnum):
    """What a line of the list shows."""

    MONTH = 0
    YEAR = 1
    UNDATED = 2
    WAITING = 3
    ENTRY = 4


class Size(IntEnum):
    """How high a line is."""

    HEADING = 0
    WAITING = 1
    ENTRY = 2
    DOCUMENT = 3
    THREAT = 4


class Line(NamedTuple):
    """One line: an entry's index among the spots, a month, or a pause between two days."""

    kind: LineKind
    spot: int = -1
    start: dt.date | None = None
    end: dt.date | None = None


def certainty_of(when: str) -> Certainty:
    """Return how sure a record's date is; text that is no date is unsure."""
    try:
        return UncertainDate.parse(when).certainty
    except ValueError:
        return Certainty.UNSURE


def _group(spot: Spot, anchor: dt.date) -> tuple[int, int]:
    """The year and month under which an entry stands; month 0 for a date that names none."""
    vague = (
        spot.certainty is Certainty.UNSURE
        and spot.latest is not None
        and (spot.latest - anchor).days > MONTH_AT_MOST
    )
    return (anchor.year, 0 if vague else anchor.month)


def lines_of(spots: Sequence[Spot]) -> tuple[Line, ...]:
    """Return the lines of the list for `spots`, which are in the order of their dates."""
    lines: list[Line] = []
    group: tuple[int, int] | None = None
    before: dt.date | None = None
    pauses = Pauses()
    undated = False
    for index, spot in enumerate(spots):
        anchor = spot.earliest or spot.latest
        if anchor is None:
            if not undated:
                lines.append(Line(LineKind.UNDATED))
                undated = True
        else:
            pause = pauses.before(anchor, spot.latest)
            if pause is not None and anchor != before:
                lines.append(Line(LineKind.WAITING, start=pause.start, end=pause.end))
            before = anchor
            if _group(spot, anchor) != group:
                group = _group(spot, anchor)
                kind = LineKind.MONTH if group[1] else LineKind.YEAR
                lines.append(Line(kind, start=anchor))
        lines.append(Line(LineKind.ENTRY, index))
    return tuple(lines)


def rows_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """Return for each entry, by its number, the line on which it stands."""
    return tuple(row for row, line in enumerate(lines) if line.kind is LineKind.ENTRY)


def sizes_of(lines: Sequence[Line], spots: Sequence[Spot]) -> bytes:
    """Return the Size of every line."""
    return bytes(_size(line, spots) for line in lines)


def _size(line: Line, spots: Sequence[Spot]) -> int:
    if line.kind is LineKind.WAITING:
        return Size.WAITING
    if line.kind is not LineKind.ENTRY:
        return Size.HEADING
    spot = spots[line.spot]
    if spot.lane == DOCUMENTS:
        return Size.DOCUMENT
    return Size.THREAT if spot.kind == "threat" else Size.ENTRY
