"""Everything the program says, in one language: messages, counts, dates, numbers, names.

`Words(language("ru")).t("Saved at {time}", time=words.time("14:02"))`.  Each message is one
English msgid with named placeholders; a catalogue that lacks it says it in English.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from typing import TYPE_CHECKING

from limbo_desktop.resources import translations_path
from limbo_desktop.text import said
from limbo_desktop.text.bidi import ltr
from limbo_desktop.text.said import Said, joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from limbo_desktop.case.dates import UncertainDate
    from limbo_desktop.text.dates import DateStyle
    from limbo_desktop.text.language import Language

_UNITS = (1_000_000_000, 1_000_000, 1_000)


class Words:
    """What can be said in one language.  Holds nothing but the language and its catalogue.

    Everything returned is `Said`: it may be put into another message of the same language and
    is not isolated there again.
    """

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = _catalogue(language.code)

    def t(self, message: str, /, **params: object) -> Said:
        """Return the translation of the msgid `message` with its placeholders filled.

        Numbers are written in the language's digits and text is isolated: see `said.joined`.
        Raises KeyError for a placeholder without a value, which is our bug.
        """
        return self._filled(self._catalogue.gettext(message) if message else "", params)

    def raw(self, message: str) -> str:
        """Return the translation of `message` as it is, for a library that fills it itself."""
        return self._catalogue.gettext(message)

    def n(self, one: str, many: str, count: int, /, **params: object) -> Said:
        """Return the plural form for `count`, which also fills the placeholder `{count}`."""
        return self._filled(self._catalogue.ngettext(one, many, count), {"count": count, **params})

    def number(self, value: float) -> Said:
        """Return a number, grouped, in the language's digits; at most two decimals."""
        return said.number(value, self.language)

    def digits(self, text: str) -> Said:
        """Return `text` with the language's digits and nothing else changed: a year, a clock."""
        return Said(self.language.in_digits(text))

    def identifier(self, text: str) -> Said:
        """Return an id, path, hash, address or key name, left-to-right and in 0–9."""
        return Said(ltr(text) if self.language.rtl else joined(text, self.language))

    def date(
        self,
        when: UncertainDate | dt.date | str,
        style: DateStyle | None = None,
        *,
        within: int | None = None,
    ) -> Said:
        """Return a date as it is known, in words; `style` is FULL unless told.

        `when` may be EDTF text (ValueError when it is not).  The year `within`, which stands
        above the row already, is left out.
        """
        from limbo_desktop.case.dates import UncertainDate
        from limbo_desktop.text.dates import DateStyle, date_words

        if not isinstance(when, UncertainDate):
            when = UncertainDate.parse(str(when))
        return date_words(self, when, style or DateStyle.FULL, within=within)

    def time(self, clock: str) -> Said:
        """Return a clock time "14:30" in the language's digits; "" for ""."""
        return self.digits(clock)

    def date_time(self, when: UncertainDate | dt.date | str, clock: str) -> Said:
        """Return date and clock time; the date alone when `clock` is ""."""
        if not clock:
            return self.date(when)
        return self.t("{date}, {time}", date=self.date(when), time=self.time(clock))

    def list(self, items: Iterable[object]) -> Said:
        """Return "A, B and C" with every item isolated as `t` does it; "" for nothing."""
        parts = [joined(item, self.language) for item in items]
        if len(parts) < 2:
            return Said("".join(parts))
        from babel.lists import format_list

        return Said(format_list(parts, locale=self.language.locale))

    def size(self, count: int) -> Said:
        """Return a size to glance at: 900 bytes, 24 KB, 3.1 MB; a megabyte is a million bytes."""
        for unit in _UNITS:
            if count >= unit:
                break
        else:
            return self.bytes(count)
        value = count / unit
        rounded = self.number(round(value) if value >= 10 else round(value, 1))
        match unit:
            case 1_000:
                return self.t("{number} KB", number=rounded)
            case 1_000_000:
                return self.t("{number} MB", number=rounded)
            case _:
                return self.t("{number} GB", number=rounded)

    def bytes(self, count: int) -> Said:
        """Return an exact size: 148 520 байт."""
        return self.n("{count} byte", "{count} bytes", count)

    def money(self, amount: str) -> Said:
        """Return "300 EUR" with its number in the language's digits."""
        value, _, currency = amount.partition(" ")
        whole = float(value)
        shown = self.number(int(whole) if whole.is_integer() else whole)
        return self.t("{amount} {currency}", amount=shown, currency=currency)

    def language_name(self, tag: str) -> Said:
        """Return what a language (BCP 47) is called, the tag itself when CLDR has no name."""
        name = self.language.locale.languages.get(tag.partition("-")[0].lower())
        return Said(name) if name else self.identifier(tag)

    def country(self, code: str) -> Said:
        """Return what a country (ISO 3166-1 alpha-2) is called, the code when CLDR has none."""
        name = self.language.locale.territories.get(code)
        return Said(name) if name else self.identifier(code)

    def _filled(self, message: str, params: dict[str, object]) -> Said:
        language = self.language
        return Said(
            message.format_map({key: joined(value, language) for key, value in params.items()})
        )


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    path = translations_path() / code / "LC_MESSAGES" / "limbo.mo"
    try:
        with path.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    except FileNotFoundError:
        return gettext.NullTranslations()
