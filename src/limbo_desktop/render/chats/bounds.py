"""How much of an export is taken apart, and small helpers that every reader uses."""

import datetime as dt
from typing import Final

from limbo_desktop.render.visible import visible

MESSAGES: Final = 200_000
"""Messages of one file; the rest is left out and said to be."""

ALL: Final = range(MESSAGES)
"""The numbers of all messages: what a reader takes apart unless less is wanted."""

BODY_CHARACTERS: Final = 100_000
RAW_CHARACTERS: Final = 2_000
"""Raw text that stands for a message that could not be taken apart."""

NAME_CHARACTERS: Final = 300
ATTACHMENTS: Final = 100
TITLES: Final = 200

_YEARS: Final = range(1970, 2100)
_QUARTER: Final = 900


def name_of(value: object) -> str:
    """Return a name, number or identity as one bounded line without anything that nobody sees.

    "" for what is neither.
    """
    if type(value) is str and len(value) <= NAME_CHARACTERS and value.isprintable():
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return visible(str(value)[: 2 * NAME_CHARACTERS]).strip()[:NAME_CHARACTERS]


def utc(seconds: object) -> str:
    """Return seconds since 1970, a number or its digits, as ISO 8601 in UTC; "" for others."""
    whole = _whole(seconds)
    if whole is None:
        return ""
    return dt.datetime.fromtimestamp(whole, dt.UTC).isoformat(timespec="seconds")


def with_offset(local: object, seconds: object) -> str:
    """Return an instant in the local time beside it, where the two differ by a real offset.

    Otherwise in UTC; "" when there is no instant.
    """
    whole = _whole(seconds)
    if whole is None:
        return ""
    try:
        clock = dt.datetime.fromisoformat(local) if isinstance(local, str) else None
    except ValueError:
        clock = None
    if clock is None or clock.tzinfo is not None:
        return utc(seconds)
    instant = dt.datetime.fromtimestamp(whole, dt.UTC)
    gap = round((clock - instant.replace(tzinfo=None)).total_seconds())
    if gap % _QUARTER or abs(gap) > 14 * 3600:
        return utc(seconds)
    zone = dt.timezone(dt.timedelta(seconds=gap))
    return instant.astimezone(zone).isoformat(timespec="seconds")


def local_time(text: object) -> str:
    """Return a local ISO time to the second, "" when it is none."""
    if not isinstance(text, str):
        return ""
    try:
        clock = dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return clock.isoformat(timespec="seconds") if clock.year in _YEARS else ""


def _whole(seconds: object) -> int | None:
    if isinstance(seconds, str) and seconds.isascii() and seconds.isdigit() and len(seconds) < 14:
        seconds = int(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        return None
    return seconds if 0 < seconds < 4_102_444_800 else None
