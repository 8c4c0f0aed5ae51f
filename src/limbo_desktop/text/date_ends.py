"""From what one end of a date says to EDTF: checks the calendar and converts the Islamic one."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text import date_portions as portions
from limbo_desktop.text.date_parts import (
    HIJRI_YEARS,
    OLDEST,
    YOUNGEST,
    NotADateError,
    Part,
    UnclearError,
)
from limbo_desktop.text.date_questions import Ask
from limbo_desktop.text.hijri import about, day_of, span_of

WINTER = 24


@dataclass(frozen=True, slots=True)
class End:
    """The EDTF of the beginning and of the end of what was said, mostly the same."""

    first: str
    last: str

    @property
    def edtf(self) -> str:
        """The whole as EDTF."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def _one(edtf: str) -> End:
    return End(edtf, edtf)


def end_of(part: Part, *, today: dt.date | None) -> End:
    """Return the EDTF of one end.

    Raises UnclearError with what may have been meant, NotADateError for words that contradict
    each other.  `today` gives the years to choose from when none is said.
    """
    if part.decade is not None:
        return _decade(part)
    if part.year is None:
        raise _without_year(part, today)
    if part.year in HIJRI_YEARS or part.hijri:
        return _hijri(part, part.year)
    if not OLDEST <= part.year <= YOUNGEST:
        whole = UncertainDate.parse(_plain(replace(part, portion=None, week=None), part.year).edtf)
        raise UnclearError(Ask.FAR_YEAR, *([whole.text] if part.year >= OLDEST else []))
    return _checked(part, part.year)


def _decade(part: Part) -> End:
    decade = part.decade or 0
    rest = replace(part, decade=None, portion=None, about=False, unsure=False)
    if rest != Part():
        raise NotADateError("a decade has no month")
    if part.portion:
        return End(*portions.of_decade(decade, part.portion))
    return _one(f"{decade:03}X{part.mark}")


def _without_year(part: Part, today: dt.date | None) -> UnclearError | NotADateError:
    """Return the question for the year; offered are the years beside today's, nearest first."""
    if part == Part(weekday=part.weekday) and part.weekday is not None:
        return UnclearError(Ask.WHICH_ONE, *_lately(part.weekday, today))
    if not (part.month or part.season):
        return NotADateError("neither year nor month")
    if part.hijri or today is None:
        return UnclearError(Ask.WHICH_YEAR)
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(_checked(replace(part, year=year, weekday=None), year).edtf)
        except UnclearError as unclear:
            if unclear.ask is not Ask.NO_SUCH_DAY:
                return unclear
    return UnclearError(Ask.WHICH_YEAR, *sorted(found, key=lambda edtf: _far(edtf, today)))


def _far(edtf: str, today: dt.date) -> int:
    first = UncertainDate.parse(edtf).earliest
    return abs((first - today).days) if first else 0


def _lately(weekday: int, today: dt.date | None) -> tuple[str, ...]:
    if today is None:
        return ()
    back = (today.weekday() - weekday) % 7
    return tuple((today - dt.timedelta(days=back + week)).isoformat() for week in (0, 7))


def _checked(part: Part, year: int) -> End:
    """Return a date of our calendar; raises UnclearError for a day or a month that is none."""
    if part.month is not None and not 1 <= part.month <= 12:
        raise UnclearError(Ask.NO_SUCH_MONTH, f"{year:04}")
    if part.day is not None and part.month is not None:
        days = calendar.monthrange(year, part.month)[1]
        if not 1 <= part.day <= days:
            raise UnclearError(Ask.NO_SUCH_DAY, *_instead(year, part.month, part.day, days))
        day = dt.date(year, part.month, part.day)
        if part.weekday is not None and day.weekday() != part.weekday:
            shift = (part.weekday - day.weekday() + 3) % 7 - 3
            near = day + dt.timedelta(days=shift)
            raise UnclearError(Ask.WEEKDAY, day.isoformat(), near.isoformat())
    return _plain(part, year)


def _instead(year: int, month: int, day: int, days: int) -> tuple[str, ...]:
    """Return what "31 November" may have been: the 30th, the 1st after it, some day of it."""
    some = f"{year:04}-{month:02}-XX"
    if day != days + 1:
        return (some,)
    last = dt.date(year, month, days)
    return last.isoformat(), (last + dt.timedelta(days=1)).isoformat(), some


def _plain(part: Part, year: int) -> End:
    """Return a date of our calendar whose day exists."""
    if part.season is not None:
        return _season(part, year, part.season)
    if part.month is None:
        return _year(part, year)
    if part.some_month:
        raise NotADateError("some month, and which")
    month = f"{year:04}-{part.month:02}"
    if part.day:
        if part.portion or part.week:
            raise NotADateError("a part of a day")
        return _one(f"{month}-{part.day:02}{part.mark}")
    if part.weekday is not None:
        raise NotADateError("a weekday of a month")
    if part.week:
        return End(*portions.week_of_month(year, part.month, part.week))
    if part.portion:
        return End(*portions.of_month(year, part.month, part.portion))
    return _one(f"{month}{'-XX' if part.some_day else ''}{part.mark}")


def _season(part: Part, year: int, season: int) -> End:
    if part.month or part.day or part.week or part.some_month or part.weekday is not None:
        raise NotADateError("both a season and a month")
    if part.portion:
        return End(*portions.of_season(year, season, part.portion))
    return _one(f"{year:04}-{season}{part.mark}")


def _year(part: Part, year: int) -> End:
    if part.day and 1 <= part.day <= 12:
        raise UnclearError(Ask.WHICH_ONE, f"{year:04}-{part.day:02}")
    if part.day or part.week or part.weekday is not None:
        raise NotADateError("a day without its month")
    if part.portion:
        return End(*portions.of_year(year, part.portion))
    some = "-XX-XX" if part.some_day else "-XX" if part.some_month else ""
    return _one(f"{year:04}{some}{part.mark}")


def _hijri(part: Part, year: int) -> End:
    """Return a date of the Islamic calendar; a month or a year of it is about its days."""
    if part.season is not None or (part.week and part.portion):
        raise NotADateError("a season of an Islamic year")
    if year in HIJRI_YEARS:
        return _hijri_in(part, year)
    if part.month is None or not OLDEST <= year <= YOUNGEST:
        raise UnclearError(Ask.HIJRI_YEAR)
    there = year - 622
    near = range(int(there * 1.03069) - 1, int(there * 1.03069) + 3)
    found = []
    for each in near:
        if each in HIJRI_YEARS:
            end = _hijri_in(replace(part, weekday=None), each)
            if UncertainDate.parse(end.first).earliest.year == year:  # type: ignore[union-attr]
                found.append(end)
    if len(found) == 1:
        return found[0]
    raise UnclearError(Ask.WHICH_HIJRI, *(end.edtf for end in found))


def _hijri_in(part: Part, year: int) -> End:
    if part.month is None:
        if part.day or part.week or part.portion or part.some_month:
            raise NotADateError("a part of an Islamic year")
        whole = about(span_of(year))
        if not part.hijri:
            raise UnclearError(Ask.HIJRI_YEAR, whole)
        return End(*whole.split("/"))
    if not 1 <= part.month <= 12:
        whole = about(span_of(year))
        raise UnclearError(Ask.NO_SUCH_MONTH, whole)
    first, last = span_of(year, part.month)
    if part.day is None:
        if part.week or part.weekday is not None:
            raise NotADateError("a week of an Islamic month")
        if part.portion:
            return _hijri_portion(first, last, part.portion)
        return End(*about((first, last)).split("/"))
    length = (last - first).days + 1
    if not 1 <= part.day <= length:
        near = [last.isoformat(), (last + dt.timedelta(days=1)).isoformat()]
        raise UnclearError(Ask.NO_SUCH_DAY, *(near if part.day == length + 1 else near[:0]))
    day = day_of(year, part.month, part.day)
    if part.weekday is not None and day.weekday() != part.weekday:
        shift = (part.weekday - day.weekday() + 3) % 7 - 3
        raise UnclearError(
            Ask.WEEKDAY, day.isoformat(), (day + dt.timedelta(days=shift)).isoformat()
        )
    return _one(f"{day.isoformat()}{part.mark}")


def _hijri_portion(first: dt.date, last: dt.date, portion: int) -> End:
    """Return the beginning, middle or end of an Islamic month: ten days each."""
    if portion > 3:
        raise NotADateError("half of an Islamic month")
    start = first + dt.timedelta(days=10 * (portion - 1))
    end = last if portion == 3 else start + dt.timedelta(days=9)
    return End(*about((start, end)).split("/"))
