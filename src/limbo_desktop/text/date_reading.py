"""Reads a date as a person writes it: "ноябрь 2023, число не помню", "about 2021", "رمضان ١٤٤٤".

`understand` is what a field asks: a date, a `Question` with readings to choose from, or None when
the text is no date and stays as it is written.  Every language is read at once, since people mix
them; `code` only decides whether 5/10 is a question.  Nothing is guessed: two-digit years of the
middle of a century, 31 November, a weekday that does not fit and “yesterday” without `today` are
asked about.

How it works: text → `date_lexicon.folded` → pieces (`date_tokens`) → one or two ends
(`date_whole`) → what an end says (`date_parts`) → EDTF (`date_ends`); "yesterday" goes through
`date_relative`, "21 days from 4 October 2022" through `periods`.
"""

from __future__ import annotations

import datetime as dt
import re

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_lexicon import Means, folded
from limbo_desktop.text.date_parts import OLDEST, YOUNGEST, UnclearError
from limbo_desktop.text.date_questions import MOST_READINGS, Ask, Question
from limbo_desktop.text.date_relative import relative, with_years
from limbo_desktop.text.date_tokens import tokens_of
from limbo_desktop.text.date_whole import read_tokens
from limbo_desktop.text.periods import Period, lasts, split_period

_SEASON_OR_YEARS = re.compile(r"(\d\d)(\d\d)-(2[1-4])")
_SOLAR_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_SAME_DAY = " الموافق "
_LUNAR = frozenset({Means.HIJRI, Means.HIJRI_MONTH})


def understand(
    text: str, *, code: str = "", today: dt.date | None = None
) -> UncertainDate | Question | None:
    """Return the date that `text` says, a question about it, or None when it is no date.

    `code` is the language of the window (ru, ar, en): "04/05/22" is a question in English only.
    `today` is needed for "yesterday"; without it such words are a question.  None: it stays as
    it is written, which is never an error.  Takes EDTF too; "" is the date that is not known.
    """
    text = text.strip()
    years = _SEASON_OR_YEARS.fullmatch(text)
    if years and int(years[3]) > int(years[2]):
        return Question(Ask.SEASON_OR_YEARS, (f"{text[:4]}/{text[:2]}{years[3]}", text))
    written = _edtf(text)
    if written is not None:
        return written
    try:
        said = with_years(folded(text), today)
        if _SAME_DAY in said:
            return _both_calendars(said, code, today)
        found = (
            relative(said, today)
            or _counted(said, code, today)
            or read_tokens(tokens_of(said), code, today)
        )
    except UnclearError as unclear:
        return Question(unclear.ask, unclear.readings[:MOST_READINGS])
    except (ValueError, OverflowError):
        return None
    if isinstance(found, Question):
        return found
    if _perhaps_solar(text, said):
        return Question(Ask.HIJRI_YEAR, (found,))
    return UncertainDate.parse(found)


def read_date(text: str) -> UncertainDate | None:
    """Return what `text` says where nobody can be asked: None for every question."""
    found = understand(text)
    return found if isinstance(found, UncertainDate) else None


def read_period(text: str, *, code: str = "", today: dt.date | None = None) -> Period | None:
    """Return a day counted from another, as "21 days from 4 October 2022"; None for other text."""
    parts = split_period(folded(text.strip()))
    if parts is None:
        return None
    count, unit, start = parts
    found = understand(start, code=code, today=today)
    if not isinstance(found, UncertainDate) or not found.exact or found.earliest is None:
        return None
    return Period(count, unit, found.earliest)


def _counted(said: str, code: str, today: dt.date | None) -> str | None:
    period = read_period(said, code=code, today=today)
    if period is None:
        return None
    end = period.end
    if lasts(said):
        through = f"{period.start.isoformat()}/{(end - dt.timedelta(days=1)).isoformat()}"
        raise UnclearError(Ask.WHICH_ONE, end.isoformat(), through)
    return end.isoformat()


def _both_calendars(said: str, code: str, today: dt.date | None) -> UncertainDate | Question | None:
    """Return a day that is told in both calendars, as papers do it; ours is the one that counts."""
    ours, _, theirs = said.partition(_SAME_DAY)
    if _SOLAR_YEAR.search(ours):
        ours, theirs = theirs, ours
    one, two = (understand(each, code=code, today=today) for each in (ours, theirs))
    if not isinstance(one, UncertainDate) or not isinstance(two, UncertainDate):
        return None
    if one.earliest is None or two.earliest is None:
        return None
    if abs((one.earliest - two.earliest).days) <= 1:
        return one
    return Question(Ask.WHICH_ONE, (one.text, two.text))


def _perhaps_solar(text: str, said: str) -> bool:
    """Whether a year in Persian digits may be of the solar calendar of Iran and Afghanistan."""
    persian = any("\u06f0" <= sign <= "\u06f9" for sign in text)
    named = any(token.means in _LUNAR for token in tokens_of(said))
    return persian and not named and _SOLAR_YEAR.search(said) is not None


def _edtf(text: str) -> UncertainDate | None:
    """Return text that is EDTF already, of years that need no question."""
    try:
        written = UncertainDate.parse(text)
    except ValueError:
        return None
    ends = [moment.year for moment in (written.start, written.end) if moment]
    return written if all(OLDEST <= year <= YOUNGEST for year in ends) else None
