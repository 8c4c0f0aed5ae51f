"""The forms of Arabic names: spellings of a letter, prefixes, endings, and words that are none."""

import re
import unicodedata
from typing import Final

MARKS = "\u064b-\u065f\u0670\u0640\u0300-\u036f"
"""Arabic vowel signs, tatweel and combining accents: they belong to the letter before them."""

MARKED: Final = f"[{MARKS}]*"
_MARK: Final = re.compile(f"[{MARKS}]")
_ONE: Final = str.maketrans(
    {**dict.fromkeys("أإآٱٲٳ", "ا"), **dict.fromkeys("ىئی", "ي"), "ة": "ه", "ؤ": "و", "ک": "ك"}
)
_PERSIAN: Final = str.maketrans("یک", "يك")
_PREFIX: Final = re.compile("[وف]?[بكل]?")
_ARTICLES: Final = ("", "ال", "ل")
_OBJECT: Final = ("", "ا")
"""The object of a sentence: رأيت وائلًا."""
_OURS: Final = ("نا", "كم", "ها", "هم", "كما", "هما")
"""Whose somebody is: فاطمتنا, طارقهم."""
_RELATION: Final = ("", "ه", "ات", "ين", "ون", "ان", "ا")
"""A woman or several people of a family: الصيرفية, الصيرفيّين."""
_FIVE: Final = frozenset({"ابو", "ابي", "ابا", "اخو", "اخي", "اخا"})
"""Words whose last letter is the case: أبو نبيل, لأبي نبيل, أبا نبيل."""
_EXACT: Final = frozenset({"علي", "منى"})
"""Names that are another word in another spelling, على and مني; so are they behind an article."""
_OBJECT_SIGN: Final = "\u064b"
_WORDS: Final = frozenset(
    word
    for words in (
        "امل امير امين ايمان بسمه جمال جميل حسن حنان حياه خالد رامي ربيع رحمه رضا ريم زهره ساره",
        "سالم سامي سعيد سلام سلمي سميح سهيل شادي شريف شمس صابر صادق صالح عادل عامر عايد عزيز علا",
        "غاده فاتح فادي فايز فرح فضل قاسم كامل كريم ماجد ماهر محمود مها ناجي ناصر نبيل نجم نور",
        "هادي هدي هناء واسع وداد ورد وسام ياسمين",
    )
    for word in words.split()
)
"""Given names that are an everyday word too, in one spelling of each letter."""
_SHORT: Final = 3
"""Letters of a name from which it takes endings, and beyond which the article."""


def without_marks(word: str) -> str:
    """A word without vowel signs and spaces, ligatures as their letters."""
    return "".join(_MARK.sub("", unicodedata.normalize("NFKC", word)).split())


def arabic_letters(word: str) -> str:
    """An Arabic word without marks and spaces, one spelling for each letter."""
    return without_marks(word).translate(_ONE)


def prefixes(letters: str) -> range:
    """The letters of a word at which a name may begin: after and, so, in, like, for."""
    prefix = _PREFIX.match(letters)
    return range((prefix.end() if prefix else 0) + 1)


def is_everyday(letters: str) -> bool:
    """Whether a name (`arabic_letters`) is an everyday word too."""
    return letters in _WORDS


def is_exact(name: str) -> bool:
    """Whether a name is another word when it is spelled otherwise."""
    return _plain(name) in _EXACT


def spelled_as(name: str, word: str, start: int) -> bool:
    """Whether the letters of `word` from `start` are exactly those of such a name."""
    rest = _plain(word)[start:]
    return rest == _plain(name) or (rest == f"{_plain(name)}ا" and _OBJECT_SIGN in word)


def _plain(word: str) -> str:
    return without_marks(word).translate(_PERSIAN)


def arabic_forms(name: str) -> frozenset[str]:
    """The forms of an Arabic word behind its prefixes, one spelling of each letter."""
    letters = arabic_letters(name)
    if letters in _FIVE:
        return frozenset(f"{a}{letters[1]}{end}" for a in ("ا", "") for end in "ويا")
    if is_exact(name):
        return frozenset({letters, f"{letters}ا"})
    if letters.startswith("عبدال") and len(letters) > len("عبدال"):
        return frozenset({letters, f"عبد{letters[4:]}"})
    if is_exact(without_marks(name).removeprefix("ال")):
        return frozenset({letters, letters.removeprefix("ا")})
    named = not letters.startswith("ال")
    articles: tuple[str, ...] = ("",)
    if len(letters) > _SHORT:
        letters, articles = letters.removeprefix("ال"), _ARTICLES
    endings: tuple[str, ...] = ("",)
    if len(letters) >= _SHORT:
        endings = _RELATION if letters[-1] == "ي" else _OBJECT
    if named and name.endswith("ى"):
        endings = ("",)
    forms = {f"{a}{letters}{end}" for a in articles for end in endings}
    if named and len(letters) > _SHORT and letters[-1] != "ي" and letters not in _WORDS:
        bound = f"{letters[:-1]}ت" if letters[-1] == "ه" else letters
        forms |= {f"{bound}{whose}" for whose in _OURS}
        if bound != letters:
            forms.add(f"{bound}ي")
    return frozenset(forms)


_VARIANTS: Final = {
    **dict.fromkeys("اأإآٱ", "[اأإآٱ]"),
    **dict.fromkeys("يىئی", "[يىئی]"),
    **dict.fromkeys("ةه", "[ةه]"),
    **dict.fromkeys("وؤ", "[وؤ]"),
    **dict.fromkeys("كک", "[كک]"),
}


def arabic_pattern(name: str) -> str:
    """The regular expression of an Arabic word in all spellings, vowel signs between its letters,
    with its endings.
    """
    if is_exact(name):
        return "".join(f"{letter}{MARKED}" for letter in without_marks(name))
    forms = sorted(arabic_forms(name), key=len, reverse=True)
    return f"(?:{'|'.join(_each(form) for form in forms)})"


def _each(letters: str) -> str:
    return "".join(f"{_VARIANTS.get(letter, re.escape(letter))}{MARKED}" for letter in letters)
