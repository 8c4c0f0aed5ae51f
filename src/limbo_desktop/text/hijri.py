"""A day in the Islamic calendar (Umm al-Qura), shown beside the day of ours."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

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


def hijri_words(words: Words, day: dt.date) -> Said:
    """Return the Islamic date of `day`: "٢٢ صفر ١٤٤٦"; "" outside the years 1343 to 1500.

    Umm al-Qura as `hijridate` has it; a day begins at midnight here and at sunset there, so it is
    shown beside our date and never stored.
    """
    from hijridate import Gregorian

    try:
        there = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return Said("")
    return words.t(
        "{day} {month} {year}",
        day=words.digits(str(there.day)),
        month=words.t(HIJRI_MONTHS[there.month - 1]),
        year=words.digits(str(there.year)),
    )
