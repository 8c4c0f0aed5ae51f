"""The even scale of time: days to a place from 0 to 1, and the ticks beside it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

LAST_DAY: Final = dt.date(9990, 12, 31)
"""A later one, a slip of the pen, is drawn here: Python's calendar has an end."""

LEAST_DAYS: Final = 1.0
_AIR = 20.0
_LAST = float(LAST_DAY.toordinal())


class Unit(Enum):
    """What ticks count."""

    DAY = 1.0
    MONTH = 30.4
    YEAR = 365.2


@dataclass(frozen=True, slots=True)
class Step:
    """Every how many days, months or years there is a tick; seven days are from Monday on."""

    unit: Unit
    count: int

    @property
    def days(self) -> float:
        """About how many days lie between two ticks."""
        return self.unit.value * self.count


YEARS: Final = tuple(
    Step(Unit.YEAR, count)
    for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
)
MONTHS: Final = tuple(Step(Unit.MONTH, count) for count in (1, 3, 6))
DAYS: Final = tuple(Step(Unit.DAY, count) for count in (1, 2, 7))


@dataclass(frozen=True, slots=True)
class Scale:
    """Time from `start` to `end`, as ordinal days (`date.toordinal`); a day is one long."""

    start: float
    end: float

    @property
    def days(self) -> float:
        """How many days it shows."""
        return self.end - self.start

    def place(self, ordinal: float) -> float:
        """Return where an ordinal is, from 0 to 1 when it is in sight."""
        return (ordinal - self.start) / self.days

    def ordinal(self, place: float) -> float:
        """Return the ordinal at a place."""
        return self.start + place * self.days

    def day(self, place: float) -> dt.date:
        """Return the day at a place."""
        return day_of(self.ordinal(place))

    def zoomed(self, around: float, factor: float, whole: "Scale") -> "Scale":
        """Return the scale with `factor` times the days, `around` kept in place, inside `whole`."""
        days = min(whole.days, max(LEAST_DAYS, self.days * factor))
        start = self.start + around * (self.days - days)
        return Scale(start, start + days).inside(whole)

    def moved(self, by: float, whole: "Scale") -> "Scale":
        """Return the scale moved by a share of itself, inside `whole`."""
        start = self.start + by * self.days
        return Scale(start, start + self.days).inside(whole)

    def showing(self, ordinal: float, whole: "Scale", edge: float = 0.06) -> "Scale":
        """Return the scale moved no farther than it must so that `ordinal` is well in sight."""
        place = self.place(ordinal)
        if place < edge:
            return self.moved(place - edge, whole)
        if place > 1 - edge:
            return self.moved(place - 1 + edge, whole)
        return self

    def inside(self, whole: "Scale") -> "Scale":
        """Return the scale pushed back into `whole`."""
        start = max(whole.start, min(self.start, whole.end - self.days))
        return Scale(start, start + self.days)

    def step(self, most: float, steps: tuple[Step, ...]) -> Step:
        """Return the finest of `steps` of which at most `most` fit; else the coarsest."""
        return next((step for step in steps if self.days <= step.days * most), steps[-1])

    def ticks(self, step: Step) -> Iterator[dt.date]:
        """Yield the days in sight on which a tick of `step` stands, in order."""
        first = max(1, round(self.start))
        last = min(round(self.end), round(_LAST))
        if step.unit is Unit.DAY:
            # Ordinal 1 is a Monday.
            begin = first + (1 - first) % step.count
            yield from map(dt.date.fromordinal, range(begin, last + 1, step.count))
            return
        months = step.count * (12 if step.unit is Unit.YEAR else 1)
        month = dt.date.fromordinal(first).year * 12 // months * months
        while month < dt.MAXYEAR * 12:
            if month >= 12:
                day = dt.date(month // 12, month % 12 + 1, 1)
                if day.toordinal() > last:
                    return
                if day.toordinal() >= first:
                    yield day
            month += months


def day_of(ordinal: float) -> dt.date:
    """Return the day in which an ordinal lies; what is outside the calendar is at its ends."""
    return dt.date.fromordinal(int(min(_LAST, max(1.0, ordinal))))


def scale_of(first: float, last: float) -> Scale:
    """Return the scale that shows all from `first` to `last` with some air."""
    air = max(_AIR, (last - first) * 0.026)
    return Scale(first - air, min(last, _LAST) + air)
