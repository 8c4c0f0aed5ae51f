"""Every written word in which one word of a name may stand in running text.

Russian names take case endings, Arabic ones prefixes, vowel signs and spelling variants, Latin
ones a genitive or a Finnish ending; a name is also found in the usual transliterations.  Finding
too much costs a clumsy sentence, finding too little can cost a life: the tables lean to the first.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import Final

from limbo_desktop.bundle import transliteration
from limbo_desktop.bundle.russian_names import is_no_other_word, russian_pattern

MARKS = "\u064b-\u065f\u0670\u0640\u0300-\u036f"
"""Arabic vowel signs, tatweel and combining accents: they belong to the letter before them."""

BEFORE = rf"(?<![^\W\d_])(?<![{MARKS}])"
AFTER = rf"(?![^\W\d_]|[{MARKS}])"
"""No letter beside the name; digits and "_" may be, as in names of files and accounts."""

_MARK: Final = re.compile(f"[{MARKS}]")
_MARKED: Final = f"[{MARKS}]*"
_LETTERS: Final = rf"(?:[^\W\d_]|[{MARKS}])+"
_SERVANT: Final = (
    rf"[وف]?{_MARKED}[بكل]?{_MARKED}ع{_MARKED}ب{_MARKED}د{_MARKED}[\s\u00a0]+(?=[اٱ]?{_MARKED}ل)"
)
WORD: Final = re.compile(rf"{BEFORE}(?:{_SERVANT})?{_LETTERS}(?:['’ʼ]{_LETTERS})*")
"""A word of a text: عبد is one with the word behind it, an apostrophe inside parts nothing."""

_LONG: Final = 6
"""Letters of a Latin name from which it is found in small letters too."""

_LATIN_ENDINGS: Final = frozenset(
    ending
    for endings in (
        "'s s es n in en a ia ta",
        "lla illa lle ille lta ilta ssa issa sta ista han iin",
    )
    for ending in ("", *endings.split())
)
_SHORT_ENDINGS: Final = frozenset({"", "'s", "n", "lla", "lle", "lta", "ssa", "sta"})
"""Of a name of three letters: “Ali” is not in “alien”."""
_ENGLISH_WORDS: Final = frozenset(
    word
    for words in (
        "april art august bill chase dawn dean drew faith frank gene grace grant hope iris ivy",
        "jack joy june lily mark max may miles norm pat pearl ray rich rob rose ruby sky sue",
        "summer victor violet will",
    )
    for word in words.split()
)
"""Given names that begin an English sentence as another word."""

_ARABIC_ONE: Final = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىئی", "ي"), "ة": "ه", "ؤ": "و", "ک": "ك"}
)
_ARABIC_PREFIX: Final = re.compile("[وف]?[بكل]?")
_ARABIC_ARTICLES: Final = ("", "ال", "ل")
_ARABIC_OBJECT: Final = ("", "ا")
"""The object of a sentence: رأيت وائلًا."""
_ARABIC_RELATION: Final = ("", "ه", "ات", "ين", "ون", "ان", "ا")
"""A woman or several people of a family: الصيرفية, الصيرفيّين."""
_ARABIC_FIVE: Final = frozenset({"ابو", "ابي", "ابا", "اخو", "اخي", "اخا"})
"""Words whose last letter is the case: أبو نبيل, لأبي نبيل, أبا نبيل."""
_ARABIC_EXACT: Final = frozenset({"علي", "منى"})
"""Names that are another word in another spelling: على, مني."""
_ARABIC_WORDS: Final = frozenset(
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
"""Letters of an Arabic name from which it takes endings, and beyond which the article; a Latin name
takes fewer endings up to here."""
_LONGEST_ENDING: Final = 4
_FOREIGN_LEAST: Final = 4
"""Letters of a word from which a name of another script is read in it."""


class Doubt(Enum):
    """Why a written word may be no name, or a name that is not replaced."""

    NONE = auto()
    OPENING = auto()
    """Another word when it begins a sentence: Вера, Роман, Will."""
    EVERYDAY = auto()
    """Another word anywhere: أمل; or a name read in the letters of another script."""
    SMALL = auto()
    """Written small like another word: “надежда”; it is not replaced."""
    SHARED = auto()
    """The family name of somebody who is named openly too; it is not replaced."""
    ALIKE = auto()
    """One letter away from the name: a slip of the pen, or another name; it is not replaced."""

    @property
    def kept(self) -> bool:
        """Whether the word stays as it is written."""
        return self in {Doubt.SMALL, Doubt.SHARED, Doubt.ALIKE}


@dataclass(frozen=True, slots=True)
class Match:
    """From which character on a written word has the name in it, and what speaks against."""

    start: int = 0
    doubt: Doubt = Doubt.NONE


SCRIPTS: Final = ("arabic", "cyrillic", "latin")


@lru_cache(maxsize=1 << 10)
def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    if name.startswith("ARABIC LETTER"):
        return "arabic"
    if name.startswith("CYRILLIC"):
        return "cyrillic"
    return "latin" if character.isalpha() else ""


def script_of(text: str) -> str:
    """The script of the first letter: "arabic", "cyrillic" or "latin" (also for all others)."""
    return next((script for each in text if (script := _script(each))), "latin")


def bare(text: str) -> str:
    """Text without vowel signs and combining accents, case folded, to compare names by."""
    return _MARK.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")


def fold(word: str) -> str:
    """A Latin or Cyrillic word in small letters, ё as е, Latin letters without accents."""
    lower = word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")
    if lower.isascii() or script_of(lower) == "cyrillic":
        return lower
    return _MARK.sub("", unicodedata.normalize("NFD", lower))


def arabic_letters(word: str) -> str:
    """An Arabic word without marks and spaces, one spelling for each letter."""
    return _plain_arabic(word).translate(_ARABIC_ONE)


def _plain_arabic(word: str) -> str:
    return "".join(_MARK.sub("", unicodedata.normalize("NFKC", word)).split())


@dataclass(frozen=True, slots=True)
class Written:
    """A word of a text (one of `WORD`), read once for all names.

    `letters` are what `fold` or `arabic_letters` gives; a name may begin at `starts` in them.
    """

    text: str
    script: str
    letters: str
    starts: range

    @classmethod
    def read(cls, text: str) -> "Written":
        """Return the word `text` as names are compared with it."""
        script = script_of(text)
        if script != "arabic":
            return cls(text, script, fold(text), range(1))
        letters = arabic_letters(text)
        prefix = _ARABIC_PREFIX.match(letters)
        return cls(text, script, letters, range((prefix.end() if prefix else 0) + 1))

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[0].islower()


@lru_cache(maxsize=1 << 12)
def name_word(token: str, written: frozenset[str] = frozenset()) -> "NameWord":
    """The forms of one word of a name, made once.

    `written` are the scripts in which the person's name is written anyhow: into the others it is
    transliterated.
    """
    return NameWord(token, written)


class NameWord:
    """Finds one word of a name in written words; what that takes is made when first asked for."""

    def __init__(self, token: str, written: frozenset[str]) -> None:
        self._script = script_of(token)
        self._others = frozenset(SCRIPTS) - written - {self._script}
        self._folded = fold(token)
        self._token = token

    def begins(self, script: str) -> frozenset[str]:
        """The letters with which a word of `script` can begin that has the name in it."""
        if script == self._script:
            if script == "arabic":
                return frozenset(form[:1] for form in self.arabic_forms)
            return frozenset({self._folded[:1]})
        if script == "latin" and self._script == "cyrillic":
            return _first_letters(transliteration.latin_of_cyrillic(self._folded[:1]))
        if script not in self._others:
            return frozenset()
        if script == "arabic" and self._script == "cyrillic":
            return _first_letters(transliteration.arabic_of_cyrillic(self._folded))
        if script == "cyrillic" and self._script == "latin":
            return _first_letters(transliteration.cyrillic_of_latin(self._folded))
        return frozenset()

    def match(self, word: Written) -> Match | None:
        """How `word` has the name in it; None when it has not."""
        if word.script == self._script:
            return self._alike[word.script](word)
        if word.script == "latin":
            return self._in_latin(word) if self._script == "cyrillic" else None
        return self._foreign(word) if word.script in self._others else None

    @cached_property
    def _alike(self) -> dict[str, Callable[[Written], Match | None]]:
        return {"arabic": self._arabic, "cyrillic": self._russian, "latin": self._latin}

    def resembles(self, word: Written) -> bool:
        """Whether a word that is no form of the name is one letter away from being one."""
        if word.script != self._script or word.small:
            return False
        arabic = self._script == "arabic"
        name, written = arabic_letters(self._token) if arabic else self._folded, word.letters
        if len(name) < _LONG + (not arabic) or written[0] != name[0]:
            return False
        stem = name if arabic else name[: max(_LONG, len(name) - 2)]
        rest = len(written) - len(stem)
        sound = written.replace("тс", "ц")
        alike = sound.startswith(stem) if sound != written else _one_away(stem, written)
        return rest <= _LONGEST_ENDING and alike

    def _russian(self, word: Written) -> Match | None:
        if not self._russian_forms.fullmatch(word.letters):
            return None
        if is_no_other_word(self._folded):
            return Match()
        return Match(0, Doubt.SMALL if word.small else Doubt.OPENING)

    @cached_property
    def _russian_forms(self) -> re.Pattern[str]:
        return re.compile(russian_pattern(self._folded))

    def _latin(self, word: Written) -> Match | None:
        name = self._folded
        endings = _LATIN_ENDINGS if len(name) > _SHORT else _SHORT_ENDINGS
        if not word.letters.startswith(name) or word.letters[len(name) :] not in endings:
            return None
        if word.small and len(name) < _LONG:
            return Match(0, Doubt.SMALL)
        return Match(0, Doubt.OPENING if name in _ENGLISH_WORDS else Doubt.NONE)

    def _in_latin(self, word: Written) -> Match | None:
        if word.small and len(word.letters) < _LONG:
            return None
        return Match() if self._latin_forms.fullmatch(word.letters) else None

    @cached_property
    def _latin_forms(self) -> re.Pattern[str]:
        endings = "|".join(sorted(_LATIN_ENDINGS))
        return re.compile(f"{transliteration.latin_of_cyrillic(self._folded)}(?:{endings})")

    def _foreign(self, word: Written) -> Match | None:
        """A name written in a script in which the person has not given it."""
        if word.script == "arabic" and self._script == "cyrillic":
            for start in word.starts:
                rest = word.letters[start:]
                if len(rest) >= _FOREIGN_LEAST and self._arabic_guess.fullmatch(rest):
                    return Match(_letter_at(word.text, start), Doubt.EVERYDAY)
        elif self._script == "latin" and len(word.letters) >= _FOREIGN_LEAST and not word.small:
            guessed = self._russian_guess.fullmatch(word.letters)
            return Match(0, Doubt.EVERYDAY) if guessed else None
        return None

    @cached_property
    def _arabic_guess(self) -> re.Pattern[str]:
        return re.compile(transliteration.arabic_of_cyrillic(self._folded))

    @cached_property
    def _russian_guess(self) -> re.Pattern[str]:
        return re.compile(transliteration.cyrillic_of_latin(self._folded))

    def _arabic(self, word: Written) -> Match | None:
        exact = self._plain in _ARABIC_EXACT
        for start in word.starts:
            if word.letters[start:] not in self.arabic_forms:
                continue
            if start and word.letters in _ARABIC_WORDS:
                continue
            if exact and _plain_arabic(word.text)[start:] != self._plain:
                continue
            everyday = arabic_letters(self._token) in _ARABIC_WORDS
            doubt = Doubt.EVERYDAY if everyday else Doubt.NONE
            return Match(_letter_at(word.text, start), doubt)
        return None

    @cached_property
    def _plain(self) -> str:
        return _plain_arabic(self._token)

    @cached_property
    def arabic_forms(self) -> frozenset[str]:
        """The forms of an Arabic word behind its prefixes, one spelling of each letter."""
        letters = arabic_letters(self._token)
        if letters in _ARABIC_FIVE:
            return frozenset(f"{a}{letters[1]}{end}" for a in ("ا", "") for end in "ويا")
        if self._plain in _ARABIC_EXACT:
            return frozenset({letters})
        if letters.startswith("عبدال") and len(letters) > len("عبدال"):
            return frozenset({letters, f"عبد{letters[4:]}"})
        articles: tuple[str, ...] = ("",)
        if len(letters) > _SHORT:
            letters, articles = letters.removeprefix("ال"), _ARABIC_ARTICLES
        endings: tuple[str, ...] = ("",)
        if len(letters) >= _SHORT:
            endings = _ARABIC_RELATION if letters[-1] == "ي" else _ARABIC_OBJECT
        return frozenset(f"{a}{letters}{end}" for a in articles for end in endings)


def _first_letters(pattern: str) -> frozenset[str]:
    """The letters with which the first group of a transliteration can begin."""
    group = re.match(r"\(\?:([^)]*)\)", pattern)
    ways = group[1].split("|") if group else []
    return frozenset(
        letter for way in ways for letter in (way[1:-1] if way[:1] == "[" else way[:1])
    )


def _one_away(stem: str, written: str) -> bool:
    """Whether a beginning of `written` differs from `stem` by one letter more, less or other."""
    same = next(
        (at for at, (one, other) in enumerate(zip(stem, written, strict=False)) if one != other),
        min(len(stem), len(written)),
    )
    if same == len(stem):
        return False
    rest = stem[same:]
    changed, added, left = written[same + 1 :], written[same + 1 :], written[same:]
    return changed.startswith(rest[1:]) or added.startswith(rest) or left.startswith(rest[1:])


def _letter_at(word: str, number: int) -> int:
    """The index in `word` of its letter `number`, marks not counted, ligatures as their letters."""
    passed = 0
    for place, each in enumerate(word):
        letters = len(_plain_arabic(each))
        if letters and passed + letters > number:
            return place
        passed += letters
    return 0


def exact_pattern(phrase: str) -> str:
    """The regular expression of a phrase as it is written, whatever the spaces and marks."""
    return r"[\s\u00a0]+".join(
        _arabic_word(word) if script_of(word) == "arabic" else _spelled(word)
        for word in phrase.split()
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


_ARABIC_VARIANTS: Final = {
    **dict.fromkeys("اأإآٱ", "[اأإآٱ]"),
    **dict.fromkeys("يىئی", "[يىئی]"),
    **dict.fromkeys("ةه", "[ةه]"),
    **dict.fromkeys("وؤ", "[وؤ]"),
    **dict.fromkeys("كک", "[كک]"),
}


def _arabic_word(word: str) -> str:
    """An Arabic word in all spellings, vowel signs between its letters, with its endings."""
    if _plain_arabic(word) in _ARABIC_EXACT:
        return "".join(f"{letter}{_MARKED}" for letter in _plain_arabic(word))
    forms = sorted(name_word(word).arabic_forms, key=len, reverse=True)
    return f"(?:{'|'.join(_each(form) for form in forms)})"


def _each(letters: str) -> str:
    return "".join(
        f"{_ARABIC_VARIANTS.get(letter, re.escape(letter))}{_MARKED}" for letter in letters
    )
