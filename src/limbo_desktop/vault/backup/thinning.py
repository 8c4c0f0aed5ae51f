"""Which backups stay: all of today, the last of each day for a week, of each week for a year."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

DAYS: Final = 7
"""How many days back one backup a day stays."""
WEEKS: Final = 52
"""How many weeks back one backup a week stays."""


def kept(moments: Iterable[dt.datetime], today: dt.date) -> frozenset[dt.datetime]:
    """Of the moments (local time) at which backups were made, those whose backups stay.

    The newest one always stays, and so does what a wrong clock dated after today.
    """
    newest_first = sorted(moments, reverse=True)
    staying = set(newest_first[:1])
    days, weeks = set[dt.date](), set[dt.date]()
    for moment in newest_first:
        day = moment.date()
        week = day - dt.timedelta(days=day.weekday())
        age = (today - day).days
        if age <= 0:
            staying.add(moment)
        elif age <= DAYS:
            if day not in days:
                staying.add(moment)
        elif age <= 7 * WEEKS and week not in weeks:
            staying.add(moment)
        days.add(day)
        weeks.add(week)
    return frozenset(staying)
