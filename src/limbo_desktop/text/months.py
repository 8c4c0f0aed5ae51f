"""Names of months and weekdays, in the case that a sentence asks for (CLDR through Babel)."""

from enum import Enum
from functools import lru_cache

from limbo_desktop.text.language import Language


class Case(Enum):
    """What the sentence does with the month; only Russian tells these apart.

    NAME: октябрь.  OF: 4 октября, с октября.  IN: в октябре.
    """

    NAME = "name"
    OF = "of"
    IN = "in"


@lru_cache(maxsize=256)
def month_name(language: Language, month: int, case: Case = Case.NAME) -> str:
    """Return the name of `month` (1 to 12) in `language` and `case`."""
    context = "stand-alone" if case is Case.NAME else "format"
    name = str(language.locale.months[context]["wide"][month])
    if language.code == "ru" and case is Case.IN:
        return f"{name[:-1]}е"  # every Russian genitive loses its last letter: октябр-я, март-а
    return name


@lru_cache(maxsize=256)
def short_month(language: Language, month: int, *, beside_day: bool, case: Case) -> str:
    """Return a short name for tables; names that are short enough stay whole: June, май."""
    whole = month_name(language, month, case)
    if len(whole) <= (4 if beside_day else 5):
        return whole
    context = "format" if beside_day else "stand-alone"
    return str(language.locale.months[context]["abbreviated"][month])


@lru_cache(maxsize=64)
def weekday_name(language: Language, weekday: int) -> str:
    """Return the name of a weekday, Monday = 0."""
    return str(language.locale.days["format"]["wide"][weekday])
