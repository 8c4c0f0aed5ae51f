"""A day counted from another: "21 days from 4 October 2022", as a letter gives a time to answer.

The number and the day are the person's, from their own paper; nothing here knows any law.  The
day itself is not counted: one day from the 4th is the 5th.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from limbo_desktop.text.date_relative import NUMBERS, TWO, UNITS

if TYPE_CHECKING:
    from limbo_desktop.text.said import Said
    from limbo_desktop.text.words import Words

_MOST: Final = 3660
_PERIOD: Final = re.compile(
    r"(?P<ahead>within |in the course of |в течение |не позднее чем через |через |خلال |في غضون "
    r"|بعد )?"
    r"(?:(?P<count>\d{1,4}|[^\W\d_]+) )?(?P<unit>[^\W\d_]+),? "
    r"(?P<from>from|of|after|since|following|starting|со дня|от дня|с даты|с|со|от|после"
    r"|من تاريخ|من يوم"
    r"|من|بعد|منذ|اعتبارا من|ابتداء من)"
    r"(?: the day| the date| дня| даты| يوم| تاريخ)? (?P<start>.+)"
)

_LASTING: Final = frozenset(("с", "со", "от", "من", "منذ", "since", "starting"))
_ONE: Final = re.compile(r" واحده? ")
"""Arabic says "one" behind what it counts."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, weeks, months or years after a day."""

    count: int
    unit: str
    start: dt.date

    @property
    def end(self) -> dt.date:
        """The last day; a month that is too short ends it with its own last day.

        Raises OverflowError or ValueError beyond the years that a calendar has.
        """
        if self.unit in {"day", "week"}:
            days = self.count * (7 if self.unit == "week" else 1)
            return self.start + dt.timedelta(days=days)
        months = self.count * (12 if self.unit == "year" else 1)
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(self.start.day, last))

    def said(self, words: Words) -> Said:
        """Return the period as it would be read again: "21 days from 4 October 2022"."""
        date = words.date(self.start)
        match self.unit:
            case "day":
                return words.n(
                    "{count} day from {date}", "{count} days from {date}", self.count, date=date
                )
            case "week":
                return words.n(
                    "{count} week from {date}", "{count} weeks from {date}", self.count, date=date
                )
            case "month":
                return words.n(
                    "{count} month from {date}", "{count} months from {date}", self.count, date=date
                )
            case _:
                return words.n(
                    "{count} year from {date}", "{count} years from {date}", self.count, date=date
                )


def lasts(said: str) -> bool:
    """Whether folded text may as well tell how long something went on: "3 дня с 4 октября"."""
    found = _PERIOD.fullmatch(_ONE.sub(" ", said, count=1))
    return found is not None and found["ahead"] is None and found["from"] in _LASTING


def split_period(said: str) -> tuple[int, str, str] | None:
    """Return number, unit and the words of the day of folded text that counts from a day."""
    found = _PERIOD.fullmatch(_ONE.sub(" ", said, count=1))
    if found is None:
        return None
    if found["from"] == "of" and found["ahead"] is None:  # "week of 4 October"
        return None
    word, number = found["unit"], found["count"] or ""
    unit = next((unit for unit, words in UNITS.items() if word in words.split()), "")
    count = int(number) if number.isdecimal() else NUMBERS.get(number, 0)
    if not number:
        count = 2 if word in TWO else 1
    return (count, unit, found["start"]) if unit and 0 < count <= _MOST else None
