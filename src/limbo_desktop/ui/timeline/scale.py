"""The even scale of time in the picture: days to a place from 0 to 1, and the ticks of the axis."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from limbo_desktop.ui.timeline.story import Spot

_LEAST_DAYS = 28.0
_MONTH_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis at a `place`; the first of a year is said with its year."""

    place: float
    day: dt.date
    is_year: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Time from `start` to `end`, as ordinal days (`date.toordinal`)."""

    start: float
    end: float

    @property
    def days(self) -> float:
        """How many days it shows."""
        return self.end - self.start

    def place(self, day: dt.date | None, otherwise: float = 0.0) -> float:
        """Return where `day` begins, from 0 to 1; an open end is `otherwise`."""
        return (day.toordinal() - self.start) / self.days if day else otherwise

    def day(self, place: float) -> dt.date:
        """Return the day at a place."""
        ordinal = round(self.start + place * self.days)
        return dt.date.fromordinal(min(dt.date.max.toordinal(), max(1, ordinal)))

    def zoomed(self, around: float, factor: float, whole: "Scale") -> "Scale":
        """Return the scale with `factor` times the days, `around` kept in place, inside `whole`."""
        days = min(whole.days, max(_LEAST_DAYS, self.days * factor))
        start = self.start + around * (self.days - days)
        return Scale(start, start + days).inside(whole)

    def moved(self, by: float, whole: "Scale") -> "Scale":
        """Return the scale moved by a share of itself, inside `whole`."""
        start = self.start + by * self.days
        return Scale(start, start + self.days).inside(whole)

    def inside(self, whole: "Scale") -> "Scale":
        """Return the scale pushed back into `whole`."""
        start = max(whole.start, min(self.start, whole.end - self.days))
        return Scale(start, start + self.days)

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return years, or months when few years are in sight; `most` fit beside each other."""
        first, last = self.day(0), self.day(1)
        if self.days > 2.5 * 365:
            step = max(1, -(-(last.year - first.year) // max(1, most)))
            years = range(first.year + 1, last.year + 1)
            return tuple(self._tick(dt.date(year, 1, 1)) for year in years if not (year % step))
        months = (last.year - first.year) * 12 + last.month - first.month
        step = next((step for step in _MONTH_STEPS if months / step <= most), 12)
        starts = range(first.year * 12 + first.month, last.year * 12 + last.month)
        days = (dt.date(month // 12, month % 12 + 1, 1) for month in starts if not month % step)
        return tuple(self._tick(day) for day in days)

    def _tick(self, day: dt.date) -> Tick:
        return Tick(self.place(day), day, day.month == 1)


def scale_of(spots: Iterable[Spot]) -> Scale | None:
    """Return the scale that shows all of `spots` with some air, None when none is dated."""
    days = [day.toordinal() for spot in spots for day in (spot.earliest, spot.latest) if day]
    if not days:
        return None
    first, last = min(days), max(days)
    air = max(20.0, (last - first) * 0.026)
    return Scale(first - air, last + air)
