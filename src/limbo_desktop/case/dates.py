"""Uncertain dates: the EDTF level 1 forms of limbo-case/1 with their earliest and latest days.

Source: ISO 8601-2:2019 level 1 as CASE_FORMAT narrows it (no sets, years of four digits).  The two
libraries on the registry were tried and left out: ARCHITECTURE.md says why.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of a season (northern, meteorological); winter ends in the next year's February."""

_MOMENT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<mark>[?~%]?)",
    re.ASCII,
)


class Precision(Enum):
    """How fine a moment is."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Certainty(Enum):
    """How a date is drawn: a filled mark, an outlined one or a dashed one."""

    EXACT = "exact"
    SPAN = "span"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Moment:
    """One EDTF date without interval.

    `year` is the first year of a decade or century; `month` is 21 to 24 for a season;
    `some_day` and `some_month` say that the part was written as XX: a day of August 2023,
    whose number is not known.
    """

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision = Precision.YEAR
    some_month: bool = False
    some_day: bool = False
    approximate: bool = False
    uncertain: bool = False

    @property
    def first(self) -> dt.date:
        """The earliest possible day."""
        match self.precision:
            case Precision.DAY:
                return dt.date(self.year, self.month or 1, self.day or 1)
            case Precision.MONTH:
                return dt.date(self.year, self.month or 1, 1)
            case Precision.SEASON:
                return dt.date(self.year, _SEASON_MONTHS[self.month or 21], 1)
            case _:
                return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """The latest possible day."""
        match self.precision:
            case Precision.DAY:
                return self.first
            case Precision.MONTH:
                return _month_end(self.year, self.month or 12)
            case Precision.SEASON:
                months = self.year * 12 + _SEASON_MONTHS[self.month or 21] + 1
                year, month = divmod(months, 12)
                return _month_end(year, month + 1) if year <= dt.MAXYEAR else dt.date.max
            case Precision.YEAR:
                return dt.date(self.year, 12, 31)
            case Precision.DECADE:
                return dt.date(self.year + 9, 12, 31)
            case Precision.CENTURY:
                return dt.date(self.year + 99, 12, 31)

    @property
    def sure(self) -> bool:
        """A day of which nobody doubts."""
        return self.precision is Precision.DAY and not (self.approximate or self.uncertain)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as well as it is known.

    `text` is the EDTF form; `start` and `end` are its two ends, the same moment when it is no
    interval; None is an open end ("2022/.." or "../2023-12").  The empty text, a date that is
    not known, has neither.
    """

    text: str
    start: Moment | None
    end: Moment | None
    interval: bool = False

    @staticmethod
    def parse(text: str) -> "UncertainDate":
        """Read EDTF level 1; "" is a date that is not known.

        Raises ValueError for anything that limbo-case/1 refuses, also an interval that ends
        before it begins.
        """
        return _parse(text)

    @property
    def known(self) -> bool:
        """Whether anything is known of the date."""
        return self.start is not None or self.end is not None

    @property
    def earliest(self) -> dt.date | None:
        """The earliest possible day; None when it is open or unknown."""
        return self.start.first if self.start else None

    @property
    def latest(self) -> dt.date | None:
        """The latest possible day; None when it is open or unknown."""
        return self.end.last if self.end else None

    @property
    def exact(self) -> bool:
        """One day, beyond doubt."""
        return self.certainty is Certainty.EXACT

    @property
    def certainty(self) -> Certainty:
        """How the date is drawn; a span has two sure ends, of which one may be open."""
        if not self.interval:
            return Certainty.EXACT if self.start and self.start.sure else Certainty.UNSURE
        doubtful = any(
            end is not None and (end.approximate or end.uncertain) for end in (self.start, self.end)
        )
        return Certainty.UNSURE if doubtful else Certainty.SPAN

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Earliest, then latest day; an open beginning sorts at its end, the unknown last."""
        if not self.known:
            return (dt.date.max, dt.date.max)
        latest = self.latest or dt.date.max
        return (self.earliest or latest, latest)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _parse(text: str) -> UncertainDate:
    if text == "":
        return UncertainDate("", None, None)
    ends = text.split("/")
    if len(ends) == 1:
        moment = _moment(text)
        return UncertainDate(text, moment, moment)
    if len(ends) != 2 or ends == ["..", ".."]:
        raise ValueError("not an EDTF level 1 date")
    start, end = (None if part == ".." else _moment(part) for part in ends)
    if start and end and end.last < start.first:
        raise ValueError("the interval ends before it begins")
    return UncertainDate(text, start, end, interval=True)


def _moment(text: str) -> Moment:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError("not an EDTF level 1 date")
    year, month, day = found["year"], found["month"], found["day"]
    approximate, uncertain = found["mark"] in {"~", "%"}, found["mark"] in {"?", "%"}
    number = int(year.replace("X", "0"))
    if "X" in year or number == 0:
        if month or number == 0:
            raise ValueError("no month in an unspecified year, no year 0000")
        precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
        return Moment(number, precision=precision, approximate=approximate, uncertain=uncertain)
    if not month or month == "XX":
        if day and day != "XX":
            raise ValueError("a day without its month")
        return Moment(
            number,
            precision=Precision.YEAR,
            some_month=bool(month),
            some_day=bool(day),
            approximate=approximate,
            uncertain=uncertain,
        )
    if int(month) in _SEASON_MONTHS and not day:
        precision = Precision.SEASON
    elif day and day != "XX":
        precision = Precision.DAY
        dt.date(number, int(month), int(day))
    else:
        precision = Precision.MONTH
        dt.date(number, int(month), 1)
    return Moment(
        number,
        int(month),
        int(day) if precision is Precision.DAY and day else None,
        precision,
        some_day=day == "XX",
        approximate=approximate,
        uncertain=uncertain,
    )
