"""A name in the letters of another script, by any of the usual tables, as regular expressions.

Patterns are for words in small letters (`name_forms.fold`), or without marks and with one spelling
of each letter for Arabic (`name_forms.arabic_letters`).
"""

import re
from collections.abc import Mapping
from typing import Final

_CYRILLIC_TO_LATIN: Final = {
    "а": "a",
    "б": "b",
    "в": "v|w",
    "г": "g|h",
    "д": "d",
    "е": "e|ye|ie|je|yo|io|jo|o",
    "ж": "zh|j|z",
    "з": "z|s",
    "и": "i|y|ee",
    "й": "y|i|j|",
    "к": "k|c",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s|ss",
    "т": "t",
    "у": "u|ou|oo",
    "ф": "f|ph",
    "х": "kh|h|ch|x",
    "ц": "ts|tz|c|z",
    "ч": "ch|c|tch|tsh|ts",
    "ш": "sh|s|sch",
    "щ": "shch|sch|sc|sts",
    "ъ": "|'|’",
    "ы": "y|i",
    "ь": "|'|’|i|j",
    "э": "e",
    "ю": "yu|iu|ju|u",
    "я": "ya|ia|ja|a",
}
"""Latin letters without their accents: ž is z here."""

_LATIN_TO_CYRILLIC: Final = {
    "shch": "щ",
    "sch": "щ|ш",
    "sh": "ш|сх",
    "ch": "ч|х|ш",
    "kh": "х|к",
    "zh": "ж",
    "ts": "ц|тс",
    "th": "т|с|з",
    "ph": "ф",
    "gh": "г",
    "dh": "д|з",
    "ss": "с|сс",
    "yu": "ю|йу",
    "iu": "ю|иу",
    "ju": "ю|джу",
    "ya": "я|йа",
    "ia": "я|ия|иа",
    "ja": "я|джа",
    "ye": "е|йе",
    "aa": "а|аа",
    "ee": "и|ее",
    "oo": "у|оо",
    "ou": "у|оу",
    "ai": "ай|аи|эй",
    "ay": "ай|эй",
    "ei": "ей|эй|ай",
    "a": "а|я|э",
    "b": "б",
    "c": "к|ц|с",
    "d": "д",
    "e": "е|э|и",
    "f": "ф",
    "g": "г|дж",
    "h": "х|г|",
    "i": "и|й|ы|е",
    "j": "дж|ж|й",
    "k": "к",
    "l": "л|ль",
    "m": "м",
    "n": "н|нь",
    "o": "о|у",
    "p": "п",
    "q": "к",
    "r": "р",
    "s": "с|з",
    "t": "т",
    "u": "у|ю",
    "v": "в",
    "w": "в|у",
    "x": "кс",
    "y": "й|и|ы|",
    "z": "з",
    "'": "|ъ|ь",
    "’": "|ъ|ь",
}
_ENDINGS: Final = "(?:а|у|ом|е|ы|и|ой|ою|ю|ей|ем|я|ов|ам|ами|ах|ин|ина|ва|ву|вой)?"
"""Case endings of a foreign name in Russian."""

_CYRILLIC_TO_ARABIC: Final = {
    "а": "ا|ه",
    "б": "ب",
    "в": "[فڤو]",
    "г": "[غجقكگ]",
    "д": "[دض]",
    "е": "ي|يي|ا|يو|و",
    "ж": "[جژ]",
    "з": "[زظ]",
    "и": "ي",
    "й": "ي|",
    "к": "[كق]",
    "л": "ل",
    "м": "م",
    "н": "ن",
    "о": "و|ا|او",
    "п": "[بپ]",
    "р": "ر",
    "с": "[سص]",
    "т": "[تط]",
    "у": "و|او",
    "ф": "ف",
    "х": "[خهح]",
    "ц": "تس|ز|س",
    "ч": "تش|چ|ش",
    "ш": "ش",
    "щ": "شتش|ش|شت",
    "ъ": "",
    "ы": "ي",
    "ь": "|ي",
    "э": "ي|ا|اي",
    "ю": "يو|و",
    "я": "يا|ا",
}
_SILENT: Final = frozenset("аеиоуыэюяйьъ")
_LEAST_CONSONANTS: Final = 3
"""Consonants from which a name is looked for in Arabic letters: fewer stand in any text."""
_ENOUGH_CONSONANTS: Final = 5
"""Consonants from which Arabic may leave the vowels unwritten and the name is still known."""


def latin_of_cyrillic(name: str) -> str:
    """The pattern of a Cyrillic word (small letters, е for ё) in Latin letters."""
    return _by_table(name, _CYRILLIC_TO_LATIN)


def cyrillic_of_latin(name: str) -> str:
    """The pattern of a Latin word (small letters, no accents) in Cyrillic ones, with endings."""
    body = name.removesuffix("a") if len(name) > 3 else name
    return _by_table(body, _LATIN_TO_CYRILLIC) + ("(?:а|я)?" if body != name else "") + _ENDINGS


def arabic_of_cyrillic(name: str) -> str:
    """The pattern of a Cyrillic word (small letters, е for ё) in Arabic letters."""
    consonants = sum(letter not in _SILENT for letter in name)
    if consonants < _LEAST_CONSONANTS:
        return "(?!)"
    parts = []
    for place, letter in enumerate(name):
        written = _CYRILLIC_TO_ARABIC.get(letter, re.escape(letter))
        vowel = letter in _SILENT and consonants >= _ENOUGH_CONSONANTS
        doubled = letter == name[place - 1]
        parts.append(f"(?:{written}|)" if place and (vowel or doubled) else f"(?:{written})")
    return "".join(parts)


def _by_table(name: str, table: Mapping[str, str]) -> str:
    parts, rest = [], name
    while rest:
        size = next((n for n in (4, 3, 2, 1) if rest[:n] in table), 0)
        parts.append(f"(?:{table[rest[:size]]})" if size else re.escape(rest[0]))
        rest = rest[size or 1 :]
    return "".join(parts)
