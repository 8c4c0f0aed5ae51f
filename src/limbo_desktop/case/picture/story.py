"""A whole story as a picture: its lanes, its waiting, and the way from one entry to the next."""

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Protocol

from limbo_desktop.case.lanes import LANES, PROCEDURE
from limbo_desktop.case.picture.extent import Extent, anchor_of
from limbo_desktop.case.picture.lane import Lane
from limbo_desktop.case.picture.scale import LAST_DAY, Scale, scale_of
from limbo_desktop.case.picture.waiting import Pause, waits


class Told(Extent, Protocol):
    """An entry as the picture needs it."""

    @property
    def kind(self) -> str:
        """The kind of the event."""
        ...

    @property
    def lane(self) -> str:
        """The name of its lane; what has another is not in the picture."""
        ...


class Picture:
    """The dated entries of a story by lane, each known by its number in it."""

    def __init__(self, entries: Iterable[tuple[int, Told]], today: dt.date | None = None) -> None:
        found: dict[str, list[tuple[int, Told]]] = {lane.name: [] for lane in LANES}
        order = array("q")
        years: set[int] = set()
        for number, entry in entries:
            lane = found.get(entry.lane)
            if lane is None or (entry.earliest is None and entry.latest is None):
                continue
            lane.append((number, entry))
            order.append(number)
            years.add((entry.earliest or entry.latest or LAST_DAY).year)
        self.lanes: Mapping[str, Lane] = {name: Lane(told) for name, told in found.items()}
        first = min(lane.first for lane in self.lanes.values())
        last = max(lane.last for lane in self.lanes.values())
        self.order = order
        self.years: tuple[int, ...] = tuple(sorted(years))
        procedure = [
            (entry.kind, entry.earliest or entry.latest or LAST_DAY, entry.latest)
            for _, entry in found[PROCEDURE.name]
        ]
        self.waits: tuple[Pause, ...] = tuple(waits(procedure, today))
        if self.waits:
            last = max(last, float(self.waits[-1].end.toordinal()))
        self.whole: Scale | None = scale_of(first, last) if order else None

    def holds(self, number: int) -> bool:
        """Return whether an entry of the story is in the picture."""
        place = bisect_left(self.order, number)
        return place < len(self.order) and self.order[place] == number

    def after(self, number: int, step: int) -> int:
        """Return the entry `step` places later in the story, or earlier; at its ends the last.

        An entry that is not in the picture is between those before and after it.
        """
        between = step > 0 and not self.holds(number)
        place = bisect_left(self.order, number) + step - between
        return self.order[min(max(0, place), len(self.order) - 1)]

    def across(self, entry: Told, step: int) -> int | None:
        """Return the entry nearest in time in the next lane below (1) or above (-1) with any."""
        names = [lane.name for lane in LANES]
        place = names.index(entry.lane) + step
        while 0 <= place < len(names):
            found = self.lanes[names[place]].nearest(anchor_of(entry))
            if found is not None:
                return found[1]
            place += step
        return None

    def nearest(self, ordinal: float) -> int | None:
        """Return the entry of any lane whose mark is nearest to an ordinal."""
        found = [lane.nearest(ordinal) for lane in self.lanes.values()]
        return min((each for each in found if each), default=(0.0, None))[1]
