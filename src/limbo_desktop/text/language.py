"""A language of the interface: its code, direction, digits, separators and names of months.

What the first window needs is written down here, since importing Babel costs more than the rest
of that window's start; `locale` brings Babel when names of months, countries or languages are
asked for.  The tests hold the numbers written here against CLDR.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale


class Months(Enum):
    """Which names the months have in Arabic: كانون الثاني or يناير."""

    LEVANTINE = "levantine"
    EGYPTIAN = "egyptian"


LEVANTINE_COUNTRIES = frozenset({"SY", "IQ", "LB", "JO", "PS"})
"""Where the months have their Levantine names (CLDR: ar-SY, ar-IQ, ar-LB, ar-JO, ar-PS)."""

ARABIC_COUNTRIES = LEVANTINE_COUNTRIES | frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "KM", "KW", "LY"}
    | {"MA", "MR", "OM", "QA", "SA", "SD", "SO", "TD", "TN", "YE"}
)
"""Where Arabic is an official language (CLDR territory information)."""

_ASCII_DIGITS = "0123456789"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the interface, made by `language`.

    `locale_name` is the CLDR locale; `digits` are the ten digits of dates, counts and clocks;
    `group` and `decimal` are the separators of numbers; `hijri` says that the Islamic date stands
    beside ours.  Ids, pages and exhibit numbers are
    always written 0–9.
    """

    code: str
    own_name: str
    direction: Literal["ltr", "rtl"]
    locale_name: str
    digits: str
    group: str
    decimal: str
    months: Months = Months.LEVANTINE
    hijri: bool = False

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.direction == "rtl"

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return unicodedata.name(self.own_name[0]).startswith("LATIN")

    @property
    def locale(self) -> Locale:
        """The Babel locale; the first use imports Babel."""
        from babel.core import Locale

        return Locale.parse(self.locale_name)

    def in_digits(self, text: str) -> str:
        """Return `text` with 0–9 in the digits of this language."""
        if self.digits == _ASCII_DIGITS:
            return text
        return text.translate(str.maketrans(_ASCII_DIGITS, self.digits))


_RUSSIAN = Language("ru", "Русский", "ltr", "ru", _ASCII_DIGITS, "\N{NO-BREAK SPACE}", ",")
_ARABIC = {
    months: Language(
        "ar", "العربية", "rtl", locale_name, _ARABIC_DIGITS, "٬", "٫", months, hijri=True
    )
    for months, locale_name in ((Months.LEVANTINE, "ar_SY"), (Months.EGYPTIAN, "ar_EG"))
}
_ENGLISH = Language("en", "English", "ltr", "en_GB", _ASCII_DIGITS, ",", ".")

LANGUAGES = (_RUSSIAN, _ARABIC[Months.LEVANTINE], _ENGLISH)
"""The languages of the interface in the order in which they are offered."""


def language(
    code: str, months: Months = Months.LEVANTINE, *, hijri: bool | None = None
) -> Language:
    """Return the language of `code`, ru, ar or en; `months` matters for Arabic only.

    `hijri` puts the Islamic date beside ours, or leaves it out; None: beside in Arabic only.
    Raises ValueError for any other code.
    """
    found = _language(code, months)
    return found if hijri is None or hijri is found.hijri else replace(found, hijri=hijri)


def _language(code: str, months: Months) -> Language:
    match code:
        case "ru":
            return _RUSSIAN
        case "ar":
            return _ARABIC[months]
        case "en":
            return _ENGLISH
        case _:
            raise ValueError(f"no such language of the interface: {code!r}")


def months_for(countries: Iterable[str]) -> Months:
    """Return how Arabic months are called where these people are from.

    In: ISO 3166-1 alpha-2 codes of a case, in order of weight; the first that speaks Arabic
    decides.  Without any, the Levantine names.
    """
    for country in countries:
        if country in ARABIC_COUNTRIES:
            levantine = country in LEVANTINE_COUNTRIES
            return Months.LEVANTINE if levantine else Months.EGYPTIAN
    return Months.LEVANTINE
