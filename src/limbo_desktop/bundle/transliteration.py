"""A name in the letters of another script, by any of the usual tables, as regular expressions.

Patterns are for words in small letters (`name_forms.fold`), or without marks and with one spelling
of each letter for Arabic (`name_forms.arabic_letters`).
"""

import re
from collections.abc import Callable, Mapping
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
_ENDINGS: Final = "(?:а|у|ом|е|ы|и|ой|ою|ю|ей|ем|я|ов|ам|ами|ах|ин|ина|ва|ву|вой|)"
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


def _table(lines: str) -> Mapping[str, str]:
    """What is written for a letter, or for several: "s:س|ص"."""
    return dict(each.split(":") for each in lines.split())


_LATIN_TO_ARABIC: Final = _table(
    """
    sh:ش ch:[شچخ]|تش kh:[خكح] gh:[غج] th:[ثتط] dh:[ذضظد] zh:[جژ] ph:ف ts:تس dj:ج ou:و|او| oo:و
    ee:ي aa:ا ai:ي|اي|اء ay:ي|اي ei:ي|اي| ey:ي|اي ie:ي|اي|اء au:و|او aw:و|او ue:و|ؤ
    a:[اهعي]|عا|اع| e:[ياهع]| i:[ياع]| o:[واع]| u:[واع]| y:ي| w:و v:[فوڤ] b:ب c:[كسق] d:[دض] f:ف
    g:[جغقكگ] h:[هحخ]| j:[جي] k:[كقخ] l:ل m:م n:ن p:[بپ] q:[قك] r:ر s:[سصش] t:[تط] x:كس z:[زظضذ]
    """
)
_ARABIC_TO_LATIN: Final = _table(
    """
    ب:b|bb|p ت:t|tt ث:th|t|s ج:j|g|dj|dzh|jj ح:h|hh خ:kh|h|ch|x د:d|dd ذ:dh|th|z|d ر:r|rr
    ز:z|zz|s س:s|ss ش:sh|ch|sch ص:s|ss ض:d|dh|dd|z ط:t|tt ظ:z|dh|th ع:a|e|i|o|u|aa| غ:gh|g
    ف:f|ff|ph|v ق:q|k|kk|qq|g|c|ck ك:k|kk|c|ck|q ل:l|ll م:m|mm ن:n|nn ه:h|hh ء:a|e|i|
    ه$:a|ah|e|eh|at|et|h و:w|v|u|o|ou|oo|uw|au|aw|ow|ww|ue ا:a|aa|e|ae ^ا:a|e|i|u|o|aa
    ^ع:a|e|i|o|u|aa|ou|oo يو:yu|you|yoo|yo|ju|jou|iu|io|ayo|ayou|yow
    ي:y|i|e|ee|ei|ai|ay|ey|iy|ie|yy|ia|ya ي$:y|i|e|ee|ie|iy|a|aa|ay|ai|ei
    """
)
_ARABIC_TO_CYRILLIC: Final = _table(
    """
    ب:б|бб|п ت:т|тт ث:т|с|ф ج:дж|ж|г|ддж ح:х|хх|г خ:х|хх د:д|дд ذ:з|д ر:р|рр ز:з|зз س:с|сс
    ش:ш|шш ص:с|сс ض:д|дд|з ط:т|тт ظ:з ع:а|э|е|и|о|у| غ:г|гг|х ف:ф|фф|в ق:к|кк|г ك:к|кк ل:л|лл|ль
    م:м|мм ن:н|нн|нь ه:х|г|хх ه$:а|я|е|э|и|ы|у|ю|х| ء:ъ|ь| و:в|вв|у|о|оу|уу|ау|ав|ю|вью|ё
    ا:а|я|э|аа ^ا:а|э|и|е|у|о|я ^ع:а|э|и|о|у|е|я يو:ю|йу|ью|юу|ё|йо|ио
    ي:й|и|е|я|ей|ай|эй|ья|ия|йя|ый|ы|ьи ي$:и|й|ий|а|я|ы|е|у|ю|ей|
    """
)
"""A letter behind "^" is the first of its word, one before "$" the last."""
_SILENT: Final = frozenset("аеиоуыэюяйьъ")
_LEAST_CONSONANTS: Final = 3
"""Consonants from which a name is looked for in Arabic letters: fewer stand in any text."""
_ENOUGH_CONSONANTS: Final = 5
"""Consonants from which Arabic may leave the vowels unwritten and the name is still known."""
_LEAST_OF_ARABIC: Final = 2
_TOGETHER: Final = frozenset({"يو"})
_WEAK: Final = frozenset("اوىيعء")
_DOUBLED: Final = re.compile(r"([^aeiou])\1")

Groups = tuple[str, ...]
"""A pattern in pieces, each with its alternatives: "(?:s|ss)"."""
_NEVER: Final[Groups] = ("(?!)",)


def latin_of_cyrillic(name: str) -> str:
    """The pattern of a Cyrillic word (small letters, е for ё) in Latin letters."""
    return "".join(_by_table(name, _CYRILLIC_TO_LATIN))


def cyrillic_of_latin(name: str) -> Groups:
    """A Latin word (small letters, no accents) in Cyrillic ones, with endings."""
    body = name.removesuffix("a") if len(name) > 3 else name
    last = ("(?:а|я|)",) if body != name else ()
    return *_by_table(body, _LATIN_TO_CYRILLIC), *last, _ENDINGS


def arabic_of_cyrillic(name: str) -> Groups:
    """A Cyrillic word (small letters, е for ё) in Arabic letters."""
    consonants = sum(letter not in _SILENT for letter in name)
    if consonants < _LEAST_CONSONANTS:
        return _NEVER
    parts = []
    for place, letter in enumerate(name):
        written = _CYRILLIC_TO_ARABIC.get(letter, re.escape(letter))
        vowel = letter in _SILENT and consonants >= _ENOUGH_CONSONANTS
        doubled = letter == name[place - 1]
        parts.append(f"(?:{written}|)" if place and (vowel or doubled) else f"(?:{written})")
    return tuple(parts)


def arabic_of_latin(name: str) -> Groups:
    """A Latin word (small letters, no accents) in Arabic letters."""
    single = _DOUBLED.sub(r"\1", name)
    if sum(letter not in "aeiou" for letter in single) < _LEAST_CONSONANTS:
        return _NEVER
    return _by_table(single, _LATIN_TO_ARABIC)


def latin_of_arabic(name: str) -> Groups:
    """An Arabic word (one spelling of each letter) in Latin letters."""
    return _of_arabic(name, _ARABIC_TO_LATIN, "(?:[aeiou]|)")


def servant_in_latin(name: str) -> str:
    """The pattern of عبدالرحمن in Latin letters, in one word or in several: Abd al-Rahman."""
    article, parted = "[aeiou]?(?:[lrsdntz]|sh)?", r"[\s'’-]*"
    rest = "".join(latin_of_arabic(name.removeprefix("عبدال")))
    return rf"abd{article}{parted}(?:{article}{parted})?{rest}"


def cyrillic_of_arabic(name: str) -> Groups:
    """An Arabic word (one spelling of each letter) in Cyrillic letters, with endings."""
    groups = _of_arabic(name, _ARABIC_TO_CYRILLIC, "(?:[аеиоуэюя]|)")
    return groups if groups is _NEVER else (*groups, _ENDINGS)


GUESSED: Final[Mapping[tuple[str, str], Callable[[str], Groups]]] = {
    ("latin", "cyrillic"): cyrillic_of_latin,
    ("latin", "arabic"): arabic_of_latin,
    ("cyrillic", "arabic"): arabic_of_cyrillic,
    ("arabic", "latin"): latin_of_arabic,
    ("arabic", "cyrillic"): cyrillic_of_arabic,
}
"""How a name of one script is looked for in another in which the person has not given it."""


def first_letters(groups: Groups) -> frozenset[str]:
    """The letters with which a word of these groups can begin."""
    found: set[str] = set()
    for group in groups:
        for way in group.removeprefix("(?:").removesuffix(")").split("|"):
            found |= set(way[1:-1]) if way[:1] == "[" else set(way[:1])
        if not re.fullmatch(group, ""):
            break
    return frozenset(found)


def _of_arabic(name: str, table: Mapping[str, str], vowel: str) -> Groups:
    """Its consonants with any short vowel between them; a word of one consonant is in any text."""
    name = name.removeprefix("ال") if len(name) > len("ال") + 1 else name
    if sum(letter not in _WEAK for letter in name) < _LEAST_OF_ARABIC:
        return _NEVER
    groups: list[str] = []
    letters = [each for each in re.split(f"({'|'.join(_TOGETHER & table.keys())})", name) if each]
    letters = [one for each in letters for one in ([each] if each in _TOGETHER else each)]
    for place, letter in enumerate(letters):
        following = letters[place + 1] if place + 1 < len(letters) else "$"
        there = f"{'^' * (not place)}{letter}{'$' * (following == '$')}"
        written = table.get(there, table.get(letter, "(?!)"))
        groups.append(f"(?:{written})")
        if following[0] not in "اوي$":
            groups.append(vowel)
    return tuple(groups)


def _by_table(name: str, table: Mapping[str, str]) -> Groups:
    parts, rest = [], name
    while rest:
        size = next((n for n in (4, 3, 2, 1) if rest[:n] in table), 0)
        parts.append(f"(?:{table[rest[:size]]})" if size else re.escape(rest[0]))
        rest = rest[size or 1 :]
    return tuple(parts)
