"""Every form in which a name may stand in running text, as regular expressions.

Russian names take case endings, Arabic ones prefixes, vowel signs and spelling variants, Latin
ones a genitive or a Finnish ending; a Cyrillic name is also found in its usual transliterations.
Finding too much costs a clumsy sentence, finding too little can cost a life: the tables lean to
the first.
"""

import re
import unicodedata

from limbo_desktop.bundle.russian_names import russian_pattern

MARKS = "\u064b-\u065f\u0670\u0640\u0300-\u036f"
"""Arabic vowel signs, tatweel and combining accents: they belong to the letter before them."""

BEFORE = rf"(?<![^\W\d_])(?<![{MARKS}])"
AFTER = rf"(?![^\W\d_]|[{MARKS}])"
"""No letter beside the name; digits and "_" may be, as in names of files and accounts."""

_LONG = 6
"""Letters of a Latin name from which it is found in small letters too."""

_LATIN_ENDINGS = (
    "(?:['’]s|['’]|s|es|n|in|en|a|ia|ta|lla|illa|lle|ille|lta|ilta|ssa|issa|sta|ista|han|iin)?"
)

_TRANSLITERATION = {
    "а": "a",
    "б": "b",
    "в": "v|w",
    "г": "g|h",
    "д": "d",
    "е": "e|ye|ie|je",
    "ё": "yo|io|jo|e|o",
    "ж": "zh|ž|j|z",
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
    "ч": "ch|č|tch|tsh|tš",
    "ш": "sh|š|sch",
    "щ": "shch|sch|šč|štš",
    "ъ": "|'|’",
    "ы": "y|i",
    "ь": "|'|’|i|j",
    "э": "e|è",
    "ю": "yu|iu|ju|u",
    "я": "ya|ia|ja|a",
}

_ARABIC_VARIANTS = {
    **dict.fromkeys("اأإآٱ", "[اأإآٱ]"),
    **dict.fromkeys("يىئی", "[يىئی]"),
    **dict.fromkeys("ةه", "[ةه]"),
    **dict.fromkeys("وؤ", "[وؤ]"),
    **dict.fromkeys("كک", "[كک]"),
}
ARABIC_PREFIX = rf"(?P<prefix>(?:[وف][{MARKS}]*)?(?:[بكل][{MARKS}]*)?)"
_ARABIC_ARTICLE = rf"(?:ا?ل[{MARKS}]*)?"
_MARKED = f"[{MARKS}]*"
_ARABIC_OBJECT = rf"(?:ا{_MARKED})?"
"""The object of a sentence: رأيت وائلًا."""
_ARABIC_RELATION = rf"(?:(?:[ةه]|ات|ين|ون|ان|ا){_MARKED})?"
"""A woman or several people of a family: الصيرفية, الصيرفيّين."""
_ARABIC_FIVE = frozenset({"أبو", "ابو", "أبي", "أبا", "أخو", "اخو", "أخي", "أخا"})
"""Words whose last letter is the case: أبو نبيل, لأبي نبيل, أبا نبيل."""
_ARABIC_WORDS = frozenset({"علي", "منى"})
"""Names that are another word in another spelling: على, مني."""
_ARABIC_SHORT = 3
"""Letters of an Arabic name from which it takes endings, and beyond which the article."""


def script_of(text: str) -> str:
    """The script of the first letter: "arabic", "cyrillic" or "latin" (also for all others)."""
    for character in text:
        name = unicodedata.name(character, "")
        if name.startswith("ARABIC LETTER"):
            return "arabic"
        if name.startswith("CYRILLIC"):
            return "cyrillic"
        if character.isalpha():
            return "latin"
    return "latin"


def bare(text: str) -> str:
    """Text without vowel signs and combining accents, case folded, to compare names by."""
    decomposed = unicodedata.normalize("NFKC", text)
    return re.sub(f"[{MARKS}]", "", decomposed).casefold().replace("ё", "е")


def token_pattern(token: str) -> str:
    """The regular expression of one word of a name in all its forms, without boundaries."""
    match script_of(token):
        case "arabic":
            return _arabic(token)
        case "cyrillic":
            return rf"(?:{russian_pattern(token)}|{_transliterated(token)})"
        case _:
            return _latin(token)


def exact_pattern(phrase: str) -> str:
    """The regular expression of a phrase as it is written, whatever the spaces and marks."""
    words = phrase.split()
    return r"[\s\u00a0]+".join(
        _arabic(word) if script_of(word) == "arabic" else _spelled(word) for word in words
    )


def _spelled(word: str) -> str:
    """A word in any case of its letters, ё as е; it may begin a sentence or shout."""
    return "".join(_either_case(letter) for letter in word)


def _either_case(letter: str) -> str:
    lower, upper = letter.lower(), letter.upper()
    if lower in "её":
        return "[еёЕЁ]"
    if lower != upper and len(lower) == len(upper) == 1:
        return f"[{lower}{upper}]"
    return re.escape(letter)


def _transliterated(token: str) -> str:
    """A Cyrillic word in Latin letters, by any of the usual tables, the ending left open."""
    letters = [_TRANSLITERATION.get(letter, re.escape(letter)) for letter in token.lower()]
    body = "".join(f"(?:{letter})" for letter in letters)
    return rf"{_capital(token)}(?i:{body}){_LATIN_ENDINGS}"


def _latin(token: str) -> str:
    body = "".join(re.escape(letter) for letter in token)
    return rf"{_capital(token)}(?i:{body}){_LATIN_ENDINGS}"


def _capital(token: str) -> str:
    """Short names hide in common words: they are found capitalised only."""
    return "" if len(token) >= _LONG else r"(?=[^\W\d_a-z])"


def _arabic(token: str) -> str:
    letters = re.sub(f"[{MARKS}]", "", unicodedata.normalize("NFKC", token))
    if letters in _ARABIC_FIVE:
        return rf"[اأإآٱ]?[{letters[1]}]{_MARKED}[ويىا]{_MARKED}"
    if letters in _ARABIC_WORDS:
        return "".join(f"{letter}{_MARKED}" for letter in letters)
    if letters.startswith("عبدال") and len(letters) > len("عبدال"):
        return rf"{_each('عبد')}[\s\u00a0]*ا?{_each(letters[4:])}"
    article = ""
    if len(letters) > _ARABIC_SHORT:
        letters, article = letters.removeprefix("ال"), _ARABIC_ARTICLE
    ending = ""
    if len(letters) >= _ARABIC_SHORT:
        ending = _ARABIC_RELATION if letters[-1] in "يى" else _ARABIC_OBJECT
    return article + _each(letters) + ending


def _each(letters: str) -> str:
    """Arabic letters in all spellings, vowel signs between them."""
    return "".join(
        f"{_ARABIC_VARIANTS.get(letter, re.escape(letter))}{_MARKED}" for letter in letters
    )
