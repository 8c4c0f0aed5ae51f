"""The words that dates are written with, in the three languages at once: what they mean.

Keys are as `folded` leaves them: lower case, ё as е, alef without hamza, no vowel signs.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.language import LANGUAGES, Months, language
from limbo_desktop.text.months import Case, month_name, weekday_name

_FOLDED = str.maketrans("ёأإآٱىةؤئ", "еاااايهوي", "ـ")

SEASONS = {
    21: "весна весны весной весне spring ربيع الربيع",
    22: "лето лета летом лете summer صيف الصيف",
    23: "осень осени осенью autumn fall خريف الخريف",
    24: "зима зимы зимой зиме winter شتاء الشتاء",
}
HIJRI = (
    "محرم", "صفر", "ربيع الاول", "ربيع الثاني|ربيع الاخر", "جمادي الاولي",
    "جمادي الاخره|جمادي الثانيه", "رجب", "شعبان", "رمضان", "شوال", "ذو القعده|ذي القعده",
    "ذو الحجه|ذي الحجه",
)  # fmt: skip
MAGHREB = (
    "جانفي", "فيفري", "", "افريل", "ماي", "جوان", "جويليه|يوليوز", "اوت|غشت", "شتنبر", "",
    "نونبر", "دجنبر",
)  # fmt: skip
"""Months as they are called in Algeria, Tunisia and Morocco, where they differ from Egypt."""

APPROXIMATE = (
    "примерно приблизительно около где-то about around approximately circa roughly ca c"
    " تقريبا حوالي نحو قرابه"
)
UNCERTAIN = (
    "неточно возможно наверное кажется вроде maybe perhaps probably possibly uncertain"
    " ربما غالبا اظن"
)
UNCERTAIN_PHRASES = (
    "не точно|точно не помню|не уверен|не уверена|not certain|not sure"
    "|غير موكد|غير متاكد|غير متاكده"
)
SOME_DAY_PHRASES = (
    "какой-то день|какого-то числа|число не помню|числа не помню|день не помню|дня не помню"
    "|some day"
    "|do not remember the day|day not known|don't remember the day|يوم ما من|يوم ما في|يوم ما"
    "|لا اذكر اليوم|لا اتذكر اليوم"
)
STILL = (
    "по сей день|до сих пор|до сегодняшнего дня|по настоящее время|и сейчас"
    "|until now|till now|to date"
    "|to this day|until today|حتي اليوم|حتي الان|الي اليوم|الي الان"
)
SINCE = "с со начиная from since منذ من"
UNTIL = "до по until till to حتي الي"
BEFORE = "раньше перед before قبل"
FILLERS = (
    "в во г гг год года году годы числа число месяц месяце день дня"
    " of in the on at during a year month day st nd rd th عام سنه شهر يوم في من م ه و اواسط"
)


def folded(text: str) -> str:
    """Return `text` so that spellings of one word are one: case, ё, hamza, signs, digits."""
    text = strip_controls(unicodedata.normalize("NFKC", text)).lower().translate(_FOLDED)
    shown = []
    for character in text:
        value = unicodedata.decimal(character, None)
        if value is not None:
            shown.append(str(value))
        elif unicodedata.category(character) != "Mn" or not "\u064b" <= character <= "\u0670":
            shown.append(character)
    return " ".join("".join(shown).replace("’", "'").split())


def _spread(table: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {name: number for number, names in table for name in names.split("|") if name}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Return month by its folded name: every case and both Arabic traditions (CLDR)."""
    names: dict[str, int] = {}
    spoken = [*LANGUAGES, *(language("ar", style) for style in Months)]
    for month in range(1, 13):
        for each in spoken:
            for case in Case:
                names[folded(month_name(each, month, case))] = month
    return names | _spread(enumerate(MAGHREB, 1))


@lru_cache(maxsize=1)
def hijri_months() -> dict[str, int]:
    """Return Islamic month by its folded Arabic name."""
    return _spread(enumerate(HIJRI, 1))


@lru_cache(maxsize=1)
def seasons() -> dict[str, int]:
    """Return EDTF season (21 to 24) by its folded name."""
    return {name: season for season, names in SEASONS.items() for name in names.split()}


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """Return the words that add nothing to a date, weekdays among them."""
    weekdays = {folded(weekday_name(each, day)) for each in LANGUAGES for day in range(7)}
    return frozenset(FILLERS.split()) | weekdays | {"среду", "пятницу", "субботу"}


def month_of(word: str) -> int | None:
    """Return the month that a folded word names, in full or by its first three letters or more."""
    table = months()
    if word in table:
        return table[word]
    if len(word) < 3 or not re.fullmatch(r"[a-zа-я]+", word):
        return None
    found = {month for name, month in table.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
