"""The story as lines of a list: month headings, entries, long pauses, undated ones last.

Pure: made from the marks of all entries, which say only what each is and when; what an entry
says is fetched when its line is shown.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import BEFORE, EXILE, LANES
from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.timeline import Mark

DOCUMENTS = "documents"
MONTH_AT_MOST = 31

WAITING_DAYS = 90
_LANES = {name: kind.lane.name for name, kind in KINDS.items()}
ALL_LANES = frozenset({*(lane.name for lane in LANES), DOCUMENTS})


class Spot(NamedTuple):
    """One entry: where it stands in the vault's order, its lane, and its days.

    `offset` counts in the order of the vault's query.  `certainty` is a guess from the days
    until `precise` has seen the record.  A named tuple, since a long story has 100,000 of them
    and frozen dataclasses take five times as long to make.
    """

    offset: int
    id: str
    kind: str
    lane: str
    earliest: dt.date | None
    latest: dt.date | None
    certainty: Certainty
    in_exile: bool = False

    @property
    def is_document(self) -> bool:
        """Whether it is a document in line."""
        return self.lane == DOCUMENTS

    @property
    def dated(self) -> bool:
        """Whether anything is known of its date."""
        return self.earliest is not None or self.latest is not None

    @property
    def anchor(self) -> dt.date | None:
        """The day under which it stands: its earliest, or its latest when that is open."""
        return self.earliest or self.latest


class LineKind(Enum):
    """What a line of the list shows."""

    MONTH = "month"
    YEAR = "year"
    UNDATED = "undated"
    WAITING = "waiting"
    ENTRY = "entry"


class Line(NamedTuple):
    """One line: an entry's index among the spots, a month, or a pause between two days."""

    kind: LineKind
    spot: int = -1
    start: dt.date | None = None
    end: dt.date | None = None


def spots_of(marks: Iterable[Mark]) -> tuple[Spot, ...]:
    """Return the spots of the vault's marks, in its order."""
    return tuple(_spot(offset, mark) for offset, mark in enumerate(marks))


def _spot(offset: int, mark: Mark) -> Spot:
    earliest, latest = mark.earliest, mark.latest
    exact = earliest is not None and earliest == latest
    return Spot(
        offset,
        mark.id,
        mark.kind,
        _LANES.get(mark.kind, EXILE.name) if mark.type == "event" else DOCUMENTS,
        earliest,
        latest,
        Certainty.EXACT if exact else Certainty.UNSURE,
    )


def vague(spot: Spot) -> bool:
    """Return whether the marks alone do not say how `spot` is drawn, or in which lane."""
    return spot.kind == "activity" or (spot.certainty is not Certainty.EXACT and spot.dated)


def precise(spot: Spot, record: Event | Document) -> Spot:
    """Return `spot` with what only its record knows: the lane of an activity, the certainty."""
    exile = isinstance(record, Event) and record.fields.get("in_exile") is True
    lane = spot.lane
    if spot.kind == "activity" and not spot.is_document:
        lane = EXILE.name if exile else BEFORE.name
    return spot._replace(lane=lane, certainty=certainty_of(record.when), in_exile=exile)


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
    busy_until: dt.date | None = None
    undated = False
    for index, spot in enumerate(spots):
        anchor = spot.earliest or spot.latest
        if anchor is None:
            if not undated:
                lines.append(Line(LineKind.UNDATED))
                undated = True
        else:
            if anchor != before:
                if busy_until and (anchor - busy_until).days >= WAITING_DAYS:
                    lines.append(Line(LineKind.WAITING, start=busy_until, end=anchor))
                before = anchor
            if _group(spot, anchor) != group:
                group = _group(spot, anchor)
                kind = LineKind.MONTH if group[1] else LineKind.YEAR
                lines.append(Line(kind, start=anchor))
            last = _busy(spot, anchor)
            busy_until = max(busy_until, last) if busy_until else last
        lines.append(Line(LineKind.ENTRY, index))
    return tuple(lines)


def _busy(spot: Spot, anchor: dt.date) -> dt.date:
    """Return the day until which something happened; what is unsure or goes on is its start."""
    if spot.latest is None or (spot.latest - anchor).days > WAITING_DAYS:
        return anchor
    return spot.latest
