"""Parts of a year, a season or a month: its beginning, its second half, its first week.

They have no sharp edges, so both ends are about: “early October 2022” is `2022-10-01~/2022-10-10~`.
"""

from __future__ import annotations

import calendar
from typing import Final

_MONTHS: Final = {
    1: (1, 4), 2: (5, 8), 3: (9, 12), 4: (1, 6), 5: (7, 12),
    6: (1, 3), 7: (4, 6), 8: (7, 9), 9: (10, 12),
}  # fmt: skip
"""First and last month of the parts of a year: early, middle, late, halves, quarters."""

_DAYS: Final = {1: (1, 10), 2: (11, 20), 3: (21, 31), 4: (1, 15), 5: (16, 31)}
"""First and last day of the parts of a month; 31 is its last, whichever that is."""

_YEARS: Final = {1: (0, 3), 2: (4, 6), 3: (7, 9), 4: (0, 4), 5: (5, 9)}

LAST_WEEK: Final = 5


def of_month(year: int, month: int, portion: int) -> tuple[str, str]:
    """Return the ends of a part of a month; ValueError for a quarter, which it has not."""
    return _days(year, month, *_looked_up(_DAYS, portion))


def week_of_month(year: int, month: int, week: int) -> tuple[str, str]:
    """Return the ends of the first to fourth seven days of a month, or of its last seven."""
    days = calendar.monthrange(year, month)[1]
    first = days - 6 if week == LAST_WEEK else 7 * week - 6
    return _days(year, month, first, first + 6)


def of_year(year: int, portion: int) -> tuple[str, str]:
    """Return the ends of a part of a year."""
    first, last = _looked_up(_MONTHS, portion)
    return f"{year:04}-{first:02}~", f"{year:04}-{last:02}~"


def of_season(year: int, season: int, portion: int) -> tuple[str, str]:
    """Return the month, as both ends, of the beginning, middle or end of a season."""
    if portion > 3:
        raise ValueError("a season has neither halves nor quarters")
    year, month = divmod(year * 12 + (season - 20) * 3 - 1 + portion - 1, 12)
    return f"{year:04}-{month + 1:02}~", f"{year:04}-{month + 1:02}~"


def of_decade(decade: int, portion: int) -> tuple[str, str]:
    """Return the ends of a part of a decade, which is given without its last digit."""
    first, last = _looked_up(_YEARS, portion)
    return f"{decade * 10 + first:04}~", f"{decade * 10 + last:04}~"


def _days(year: int, month: int, first: int, last: int) -> tuple[str, str]:
    last = min(last, calendar.monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{first:02}~", f"{year:04}-{month:02}-{last:02}~"


def _looked_up(table: dict[int, tuple[int, int]], portion: int) -> tuple[int, int]:
    if portion not in table:
        raise ValueError("no such part")
    return table[portion]
