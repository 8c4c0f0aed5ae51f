"""The Islamic calendar (Umm al-Qura): its days and months, and how they stand beside ours.

A day begins at midnight here and at sunset there, so an Islamic date is shown beside our date and
never stored.  Known are the years 1343 to 1500 (August 1924 to November 2077), by `hijridate`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from limbo_desktop.marking import N_
from limbo_desktop.text.said import Said

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words

HIJRI_MONTHS = (
    N_("Muharram"),
    N_("Safar"),
    N_("Rabi al-Awwal"),
    N_("Rabi al-Thani"),
    N_("Jumada al-Ula"),
    N_("Jumada al-Akhira"),
    N_("Rajab"),
    N_("Shaban"),
    N_("Ramadan"),
    N_("Shawwal"),
    N_("Dhu al-Qada"),
    N_("Dhu al-Hijja"),
)
"""The months in their order, as msgids."""

FIRST_YEAR: Final = 1343
LAST_YEAR: Final = 1500


@dataclass(frozen=True, slots=True)
class HijriDay:
    """A day of the Islamic calendar; `month` is 1 to 12."""

    year: int
    month: int
    day: int


def hijri_of(day: dt.date) -> HijriDay | None:
    """Return the Islamic date of `day`, None outside the years that are known."""
    from hijridate import Gregorian

    try:
        there = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return HijriDay(there.year, there.month, there.day)


def day_of(year: int, month: int, day: int) -> dt.date:
    """Return our day of an Islamic one.

    Raises ValueError when that month has no such day, OverflowError for a year that is not known.
    """
    from hijridate import Hijri

    there = Hijri(year, month, day).to_gregorian()
    return dt.date(there.year, there.month, there.day)


def span_of(year: int, month: int | None = None) -> tuple[dt.date, dt.date]:
    """Return the first and the last of our days of an Islamic month or, without one, year.

    Raises ValueError for a month that is none, OverflowError for a year that is not known.
    """
    from hijridate import Hijri

    last = Hijri(year, month or 12, 1)
    return day_of(year, month or 1, 1), day_of(year, month or 12, last.month_length())


def about(span: tuple[dt.date, dt.date]) -> str:
    """Return the EDTF of some day between two; about, since a day begins at dusk there."""
    first, last = span
    return f"{first.isoformat()}~/{last.isoformat()}~"


def hijri_words(words: Words, day: dt.date) -> Said:
    """Return the Islamic date of `day`: "٢٢ صفر ١٤٤٦"; "" outside the years that are known."""
    there = hijri_of(day)
    if there is None:
        return Said("")
    return words.t(
        "{day} {month} {year}",
        day=words.digits(str(there.day)),
        month=words.t(HIJRI_MONTHS[there.month - 1]),
        year=words.digits(str(there.year)),
    )


def hijri_month_words(words: Words, year: int, month: int) -> Said:
    """Return a month of the Islamic calendar: "صفر ١٤٤٦"."""
    name = words.t(HIJRI_MONTHS[month - 1])
    return words.t("{month} {year}", month=name, year=words.digits(str(year)))
