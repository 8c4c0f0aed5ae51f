"""Every form in which a name may stand in running text, as regular expressions.

Russian names take case endings, Arabic ones prefixes, vowel signs and spelling variants, Latin
ones a genitive or a Finnish ending; a Cyrillic name is also found in its usual transliterations.
Finding too much costs a clumsy sentence, finding too little can cost a life: the tables lean to
the first.
"""

import re
import unicodedata

MARKS = "\u064b-\u065f\u0670\u0640\u0300-\u036f"
"""Arabic vowel signs, tatweel and combining accents: they belong to the letter before them."""

BEFORE = rf"(?<![\w{MARKS}])"
AFTER = rf"(?![\w{MARKS}])"

_VOWEL_ENDINGS = "а|я|ы|и|е|у|ю|ой|ей|ою|ею|ами|ями|ам|ям|ах|ях|ин|ина|ину|ины|иной|ином|иным|ине"
_CONSONANT_ENDINGS = (
    "а|у|ом|ем|е|ы|и|ов|ам|ами|ах|ым|ых|ыми|ой|ою|ова|ову|ово|овы|ово[йм]|овым|овых|ич|на"
)
_ADJECTIVE_ENDINGS = "ий|ый|ой|ого|его|ому|ему|им|ым|ом|ем|ая|яя|ую|юю|ою|ие|ые|их|ых|ими|ыми|ей"
_SOFT_ENDINGS = "ь|й|я|ю|е|и|ем|ём|ям|ями|ях|ев|ева|еву|евым|ин|ина|ину|иной|иных|ьи|ью|ьев"

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
ARABIC_PREFIX = rf"(?P<prefix>(?:[وف][{MARKS}]*)?(?:[بكلس][{MARKS}]*)?)"
_ARABIC_ARTICLE = rf"(?:ا?ل[{MARKS}]*)?"


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
            return rf"(?:{_cyrillic(token)}|{_transliterated(token)})"
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


def _capital(stem: str, rest: str) -> str:
    """A capitalised word, or the whole of it in capitals: no name hides in a common word."""
    head, tail = stem[:1], stem[1:]
    lower = "".join("[её]" if letter in "её" else re.escape(letter) for letter in tail.lower())
    return rf"{re.escape(head.upper())}(?:{lower}(?:{rest})|{re.escape(tail.upper())}[А-ЯЁA-Z]*)"


def _cyrillic(token: str) -> str:
    word = token.lower()
    for suffix, endings in (
        (("ий", "ый", "ой", "ая", "яя"), f"{_ADJECTIVE_ENDINGS}|{_SOFT_ENDINGS}"),
        (("а", "я", "о"), f"{_VOWEL_ENDINGS}|{_CONSONANT_ENDINGS}|"),
        (("ь", "й", "е", "и"), _SOFT_ENDINGS),
    ):
        for ending in suffix:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return _capital(token[: -len(ending)], f"{re.escape(ending)}|{endings}")
    return _capital(token, f"|{_CONSONANT_ENDINGS}")


def _transliterated(token: str) -> str:
    """A Cyrillic word in Latin letters, by any of the usual tables, the ending left open."""
    letters = [_TRANSLITERATION.get(letter, re.escape(letter)) for letter in token.lower()]
    body = "".join(f"(?:{letter})" for letter in letters)
    return rf"(?=[A-ZŠŽČ])(?i:{body}){_LATIN_ENDINGS}"


def _latin(token: str) -> str:
    body = "".join(re.escape(letter) for letter in token)
    return rf"(?=[^\W\d_a-z])(?i:{body}){_LATIN_ENDINGS}"


def _arabic(token: str) -> str:
    letters = re.sub(f"[{MARKS}]", "", unicodedata.normalize("NFKC", token))
    article = ""
    if letters.startswith("ال") and len(letters) > 4:
        letters, article = letters[2:], _ARABIC_ARTICLE
    marks = f"[{MARKS}]*"
    return article + "".join(
        f"{_ARABIC_VARIANTS.get(letter, re.escape(letter))}{marks}" for letter in letters
    )
