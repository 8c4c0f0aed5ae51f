"""How long: time that passed, time that is left, the length of an interview."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from limbo_desktop.text.said import Said

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words

_DAYS_TO_COUNT = 60
"""Up to here days are counted; beyond, months say more."""

_MONTHS_TO_COUNT = 24


def months_between(start: dt.date, end: dt.date) -> int:
    """Return the whole calendar months from `start` to a later `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def passed(words: Words, start: dt.date, end: dt.date) -> Said:
    """Return how much time went by: "5 months passed", «прошло 5 месяцев»."""
    days, months = (end - start).days, months_between(start, end)
    if days <= _DAYS_TO_COUNT:
        return words.n("{count} day passed", "{count} days passed", days)
    if months < _MONTHS_TO_COUNT:
        return words.n("{count} month passed", "{count} months passed", months)
    return words.n("{count} year passed", "{count} years passed", months // 12)


def how_long(words: Words, start: dt.date, end: dt.date) -> Said:
    """Return a length of time: "278 days", "26 months", counted in days for two years."""
    days = (end - start).days
    if days < 365 * 2:
        return words.n("{count} day", "{count} days", days)
    return words.n("{count} month", "{count} months", months_between(start, end))


def until(words: Words, today: dt.date, due: dt.date) -> Said:
    """Return how far a due day is: "in 8 days", "today", "was due 2 days ago"."""
    days = (due - today).days
    if days < 0:
        return _overdue(words, due, today)
    if days == 0:
        return words.t("today")
    if days == 1:
        return words.t("tomorrow")
    if days <= _DAYS_TO_COUNT:
        return words.n("in {count} day", "in {count} days", days)
    months = months_between(today, due)
    return words.n("in about {count} month", "in about {count} months", months)


def _overdue(words: Words, due: dt.date, today: dt.date) -> Said:
    """What is long past is not counted out day by day."""
    days, months = (today - due).days, months_between(due, today)
    if days <= _DAYS_TO_COUNT:
        return words.n("was due {count} day ago", "was due {count} days ago", days)
    if months < _MONTHS_TO_COUNT:
        return words.n("was due {count} month ago", "was due {count} months ago", months)
    return words.n("was due {count} year ago", "was due {count} years ago", months // 12)


def duration(words: Words, minutes: int) -> Said:
    """Return a length of minutes: "2 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words.t("{minutes} min", minutes=rest)
    if not rest:
        return words.t("{hours} h", hours=hours)
    return words.t("{hours} h {minutes} min", hours=hours, minutes=rest)
