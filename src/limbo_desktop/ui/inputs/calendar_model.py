"""What a small calendar shows and where its keys lead: days, months and years of two calendars.

Pure: no Qt, no clock.  `CalendarView` is where one is; `cells` says what the squares hold, `moved`
and `opened` where a key or a click leads, `vague` what can be chosen without a day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from limbo_desktop.text.dates import DateStyle, month_heading
from limbo_desktop.text.hijri import (
    FIRST_YEAR,
    HIJRI_MONTHS,
    LAST_YEAR,
    HijriDay,
    about,
    day_of,
    hijri_month_words,
    hijri_of,
    hijri_words,
    span_of,
)
from limbo_desktop.text.words import Words

FIRST: Final = dt.date(1900, 1, 1)
LAST: Final = dt.date(2100, 12, 31)
YEARS_SHOWN: Final = 12
SEASONS: Final = (21, 22, 23, 24)


class System(Enum):
    """The calendar whose months are shown; the other one stands beside it in small."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class Level(Enum):
    """What a square is; the value is the number of squares in a row."""

    DAYS = 7
    MONTHS = 3
    YEARS = 4


class Move(Enum):
    """Where a key leads: along the line of writing, to another line, page, or its ends."""

    BACK = "back"
    ON = "on"
    UP = "up"
    DOWN = "down"
    PAGE_BACK = "page back"
    PAGE_ON = "page on"
    FAR_BACK = "far back"
    FAR_ON = "far on"
    START = "start"
    END = "end"


_STEPS: Final = {
    Level.DAYS: {Move.PAGE_BACK: -1, Move.PAGE_ON: 1, Move.FAR_BACK: -12, Move.FAR_ON: 12},
    Level.MONTHS: {
        Move.BACK: -1, Move.ON: 1, Move.UP: -3, Move.DOWN: 3,
        Move.PAGE_BACK: -12, Move.PAGE_ON: 12, Move.FAR_BACK: -120, Move.FAR_ON: 120,
    },
    Level.YEARS: {
        Move.BACK: -12, Move.ON: 12, Move.UP: -48, Move.DOWN: 48,
        Move.PAGE_BACK: -144, Move.PAGE_ON: 144, Move.FAR_BACK: -1200, Move.FAR_ON: 1200,
    },
}  # fmt: skip
"""How many months a key moves; days move by themselves."""

_DAYS: Final = {Move.BACK: -1, Move.ON: 1, Move.UP: -7, Move.DOWN: 7}


@dataclass(frozen=True, slots=True)
class Cell:
    """A square: the day it stands for, its words, the other calendar's in small, its spoken name.

    `inside` is False for a day of a neighbouring month.
    """

    at: dt.date
    text: str
    small: str
    name: str
    inside: bool = True


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A page of a calendar with the keys at the day `at`; for months and years, their first."""

    at: dt.date
    system: System = System.GREGORIAN
    level: Level = Level.DAYS

    @property
    def year(self) -> int:
        """The year shown, in the calendar of `system`."""
        return self._there.year if self.system is System.HIJRI else self.at.year

    @property
    def month(self) -> int:
        """The month shown, in the calendar of `system`."""
        return self._there.month if self.system is System.HIJRI else self.at.month

    @property
    def _there(self) -> HijriDay:
        return _known(self.at)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the month shown."""
        return _month_span(self.system, self.year, self.month)

    def in_system(self, system: System) -> CalendarView:
        """Return the page of the same day in the other calendar, the nearest that it knows."""
        return replace(self, system=system, at=_within(system, self.at))

    def on_level(self, level: Level) -> CalendarView:
        """Return the page around the same day with larger or smaller squares."""
        return replace(self, level=level)

    def moved(self, move: Move, first_weekday: int) -> CalendarView:
        """Return where a key leads; the ends of what the calendar knows hold."""
        at = self.at
        if move in {Move.START, Move.END}:
            return replace(self, at=_within(self.system, self._edge(move, first_weekday)))
        if self.level is Level.DAYS and move in _DAYS:
            return replace(self, at=_within(self.system, at + dt.timedelta(days=_DAYS[move])))
        return replace(self, at=_shifted(self.system, at, _STEPS[self.level][move]))

    def _edge(self, move: Move, first_weekday: int) -> dt.date:
        """Return the first or last square: of the week, of the year, of the years shown."""
        end = move is Move.END
        if self.level is Level.DAYS:
            back = (self.at.weekday() - first_weekday) % 7
            return self.at + dt.timedelta(days=6 - back if end else -back)
        if self.level is Level.YEARS:
            return _first_of(self.system, self._years[-1 if end else 0], 1)
        return _first_of(self.system, self.year, 12 if end else 1)

    @property
    def _years(self) -> range:
        """The years of the page, none outside what the calendar knows."""
        start = self.year - self.year % YEARS_SHOWN
        known = (FIRST_YEAR, LAST_YEAR) if self.system is System.HIJRI else (FIRST.year, LAST.year)
        return range(max(start, known[0]), min(start + YEARS_SHOWN, known[1] + 1))

    def cells(self, words: Words, first_weekday: int, *, both: bool) -> tuple[Cell, ...]:
        """Return the squares of the page in reading order.

        `first_weekday` is 0 for Monday; `both` puts the other calendar's numbers beside.
        """
        match self.level:
            case Level.DAYS:
                first = self.span[0]
                start = first - dt.timedelta(days=(first.weekday() - first_weekday) % 7)
                days = [start + dt.timedelta(days=number) for number in range(42)]
                return tuple(self._day(words, day, both=both) for day in days)
            case Level.MONTHS:
                return tuple(self._month_cell(words, month) for month in range(1, 13))
            case Level.YEARS:
                return tuple(self._year_cell(words, year, both=both) for year in self._years)

    def _day(self, words: Words, day: dt.date, *, both: bool) -> Cell:
        there = hijri_of(day) if both or self.system is System.HIJRI else None
        here, beside = str(day.day), str(there.day) if there else ""
        name = words.date(day, DateStyle.WEEKDAY)
        if there is not None:
            name = words.t("{first}, {second}", first=name, second=hijri_words(words, day))
        inside = self.span[0] <= day <= self.span[1]
        if self.system is System.HIJRI:
            here, beside = beside or here, here if beside else ""
        return Cell(day, words.digits(here), words.digits(beside), name, inside)

    def _month_cell(self, words: Words, month: int) -> Cell:
        at = _first_of(self.system, self.year, month)
        if self.system is System.HIJRI:
            name = hijri_month_words(words, self.year, month)
            return Cell(at, _begun(words.t(HIJRI_MONTHS[month - 1])), "", name)
        return Cell(at, month_heading(words, month), "", words.date(f"{at:%Y-%m}"))

    def _year_cell(self, words: Words, year: int, *, both: bool) -> Cell:
        at = _first_of(self.system, year, 1)
        text = words.digits(str(year))
        if not both:
            return Cell(at, text, "", text)
        span = _year_span(self.system, year)
        ends = [_year_in_other(self.system, day) for day in span]
        if None in ends:
            return Cell(at, text, "", text)
        first, last = (words.digits(str(end)) for end in ends)
        small = first if first == last else words.t("{first}–{last}", first=first, last=last)
        return Cell(at, text, small, words.t("{first}, {second}", first=text, second=small))

    def title(self, words: Words) -> str:
        """Return what stands above the page: November 2023, 2023, or 2016 – 2027."""
        year = words.digits(str(self.year))
        match self.level:
            case Level.DAYS if self.system is System.HIJRI:
                return _begun(hijri_month_words(words, self.year, self.month))
            case Level.DAYS:
                return words.t("{month} {year}", month=month_heading(words, self.month), year=year)
            case Level.MONTHS:
                return year
            case Level.YEARS:
                first, last = (words.digits(str(self._years[end])) for end in (0, -1))
                return words.t("{first}–{last}", first=first, last=last)

    def beside(self, words: Words) -> str:
        """Return the months of the other calendar that the month shown touches."""
        first, last = self.span
        if self.system is System.HIJRI:
            return words.date(f"{first:%Y-%m}/{last:%Y-%m}")
        one, two = hijri_of(first), hijri_of(last)
        if one is None or two is None:
            return ""
        if one.year == two.year:
            return words.t(
                "{first_month} – {last_month} {year}",
                first_month=words.t(HIJRI_MONTHS[one.month - 1]),
                last_month=words.t(HIJRI_MONTHS[two.month - 1]),
                year=words.digits(str(two.year)),
            )
        start, end = (hijri_month_words(words, each.year, each.month) for each in (one, two))
        return words.t("{start} – {end}", start=start, end=end)

    def opened(self, at: dt.date) -> CalendarView | str:
        """Return where a click on the square of `at` leads: a finer page, or the day's EDTF."""
        match self.level:
            case Level.DAYS:
                return at.isoformat()
            case Level.MONTHS:
                return replace(self, at=at, level=Level.DAYS)
            case Level.YEARS:
                return replace(self, at=at, level=Level.MONTHS)

    def vague(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return what can be chosen of this page without a day: pairs of EDTF and words."""
        year = words.digits(str(self.year))
        if self.system is System.HIJRI:
            return self._vague_hijri(words)
        match self.level:
            case Level.DAYS:
                edtf = f"{self.at:%Y-%m}-XX"
                return ((edtf, _begun(words.date(edtf))),)
            case Level.MONTHS:
                seasons = [f"{self.year:04}-{season}" for season in SEASONS]
                only = (f"{self.year:04}", words.t("Only the year: {year}", year=year))
                return (*((edtf, _begun(words.date(edtf))) for edtf in seasons), only)
            case Level.YEARS:
                edtf = f"{self.year // 10}X"
                return ((edtf, words.t("Only the decade: {decade}", decade=words.date(edtf))),)

    def _vague_hijri(self, words: Words) -> tuple[tuple[str, str], ...]:
        year = words.digits(str(self.year))
        match self.level:
            case Level.DAYS:
                month = hijri_month_words(words, self.year, self.month)
                said = words.t("Some day of {month}", month=month)
                return ((about(self.span), said),)
            case Level.MONTHS:
                only = words.t("Only the year: {year}", year=year)
                return ((about(span_of(self.year)), only),)
            case Level.YEARS:
                return ()


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _within(system: System, day: dt.date) -> dt.date:
    """Return `day`, or the nearest one that the calendar knows."""
    first, last = FIRST, LAST
    if system is System.HIJRI:
        first, last = span_of(FIRST_YEAR)[0], span_of(LAST_YEAR)[1]
    return min(max(day, first), last)


def _known(day: dt.date) -> HijriDay:
    """Return the Islamic date of a day that `_within` has let through."""
    found = hijri_of(day)
    if found is None:
        raise ValueError("outside the years that are known")
    return found


def _month_span(system: System, year: int, month: int) -> tuple[dt.date, dt.date]:
    if system is System.HIJRI:
        return span_of(year, month)
    days = calendar.monthrange(year, month)[1]
    return dt.date(year, month, 1), dt.date(year, month, days)


def _year_span(system: System, year: int) -> tuple[dt.date, dt.date]:
    if system is System.HIJRI:
        return span_of(year)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _year_in_other(system: System, day: dt.date) -> int | None:
    if system is System.HIJRI:
        return day.year
    there = hijri_of(day)
    return there.year if there else None


def _first_of(system: System, year: int, month: int) -> dt.date:
    return day_of(year, month, 1) if system is System.HIJRI else dt.date(year, month, 1)


def _shifted(system: System, at: dt.date, months: int) -> dt.date:
    """Return the same day of the month some months away, or that month's last."""
    if system is System.HIJRI:
        there = _known(at)
        number, day = there.year * 12 + there.month - 1 + months, there.day
        number = min(max(number, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    else:
        number, day = at.year * 12 + at.month - 1 + months, at.day
        number = min(max(number, FIRST.year * 12), LAST.year * 12 + 11)
    first, last = _month_span(system, number // 12, number % 12 + 1)
    return min(first + dt.timedelta(days=day - 1), last)
