"""Days of a month and short years as words: "двадцать первого", "the third", "الخامس عشر"."""

from functools import lru_cache
from typing import Final

_RUSSIAN: Final = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
    "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_RUSSIAN_ENDINGS: Final = ("ое", "ого", "ому", "ом", "ым")
_THIRD_ENDINGS: Final = ("ье", "ьего", "ьему", "ьем", "ьим")
_ENGLISH: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ARABIC: Final = (
    "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع",
    "العاشر",
)  # fmt: skip
_ARABIC_UNITS: Final = ("الحادي", *_ARABIC[1:9])


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Return the numbers 1 to 31 by their ordinal words, folded, in every case and language."""
    found: dict[str, int] = {}
    for number, stem in enumerate(_RUSSIAN, 1):
        endings = _THIRD_ENDINGS if number == 3 else _RUSSIAN_ENDINGS
        found |= {stem + ending: number for ending in endings}
    found |= {f"тридцат{ending}": 30 for ending in _RUSSIAN_ENDINGS}
    units = {word: number for word, number in found.items() if number < 10}
    for word, number in units.items():
        found[f"двадцать {word}"] = 20 + number
        if number == 1:
            found[f"тридцать {word}"] = 31
    found |= {word: number for number, word in enumerate(_ENGLISH, 1)}
    found |= {f"twenty {word}": 20 + number for number, word in enumerate(_ENGLISH[:9], 1)}
    found |= {"thirtieth": 30, "thirty first": 31}
    found |= {word: number for number, word in enumerate(_ARABIC, 1)}
    found |= {f"{word} عشر": 10 + number for number, word in enumerate(_ARABIC_UNITS, 1)}
    for ten, number in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
        found[ten] = number
        for unit, word in enumerate(_ARABIC_UNITS if number == 20 else _ARABIC_UNITS[:1], 1):
            found[f"{word} و{ten}"] = number + unit
    return found
