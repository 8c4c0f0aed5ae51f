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
from itertools import pairwise
from typing import Final

from limbo_desktop.bundle import transliteration
from limbo_desktop.bundle.arabic_names import (
    MARKED,
    MARKS,
    arabic_forms,
    arabic_letters,
    arabic_pattern,
    is_everyday,
    is_exact,
    prefixes,
    spelled_as,
    without_marks,
)
from limbo_desktop.bundle.russian_names import is_no_other_word, men_and_women, russian_pattern

BEFORE = rf"(?<![^\W\d_])(?<![{MARKS}])"
AFTER = rf"(?![^\W\d_]|[{MARKS}])"
"""No letter beside the name; digits and "_" may be, as in names of files and accounts."""

_MARK: Final = re.compile(f"[{MARKS}]")
_LETTERS: Final = rf"(?:[^\W\d_]|[{MARKS}])+"
_SERVANT: Final = (
    rf"[وف]?{MARKED}[بكل]?{MARKED}ع{MARKED}ب{MARKED}د{MARKED}[\s\u00a0]+(?=[اٱ]?{MARKED}ل)"
)
APOSTROPHES: Final = "'’ʼ‘`´ʻʿʾ"
"""Signs for a letter that is not spelled, or for what is left out, inside a word."""
WORD: Final = re.compile(rf"{BEFORE}(?:{_SERVANT})?{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*")
"""A word of a text: عبد is one with the word behind it, an apostrophe inside parts nothing."""

_LONG: Final = 6
"""Letters of a Latin name from which it is found in small letters too."""

_LATIN_ENDINGS: Final = frozenset(
    ending
    for endings in (
        "s es n in en a ia ta",
        "lla illa lle ille lta ilta ssa issa sta ista han iin",
    )
    for ending in ("", *endings.split())
)
_SHORT_ENDINGS: Final = frozenset({"", "s", "n", "lla", "lle", "lta", "ssa", "sta"})
"""Of a name of three letters: “Ali” is not in “alien”."""
_OF_A_FAMILY: Final = re.compile("(?<=.[sc]k)(?:y|i|iy|ii|ij|yi|aya|aia|aja)$|(?<=..[oe]v)a?$")
_OF_MEN_AND_WOMEN: Final = ("", "y", "i", "iy", "ii", "ij", "aya", "aia", "aja", "oy", "oi")
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

_SHORT: Final = 3
_LONGEST_ENDING: Final = 4
_ARTICLE: Final = re.compile("^ا?ل")
_IN_ACCOUNTS: Final = 4
"""Letters of a name that may stand anywhere in the name of an account."""
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


def by_script(word: str) -> list[tuple[int, str]]:
    """The pieces of a word by their scripts, each with its place; marks go with their letters."""
    starts, last = [0], ""
    for place, letter in enumerate(word):
        script = _script(letter) or last
        if last and script != last:
            starts.append(place)
        last = script
    return [(start, word[start:end]) for start, end in pairwise((*starts, len(word)))]


def bare(text: str) -> str:
    """Text without vowel signs and combining accents, case folded, to compare names by."""
    return _MARK.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")


_UNSPELLED: Final = re.compile(f"[{APOSTROPHES}]")


def fold(word: str) -> str:
    """A Latin or Cyrillic word in small letters, without accents and apostrophes, ё as е."""
    lower = _UNSPELLED.sub("", unicodedata.normalize("NFKC", word).lower()).replace("ё", "е")
    if lower.isascii():
        return lower
    # й is a letter of its own, whose sign is no accent
    letters = lower if script_of(lower) == "cyrillic" else unicodedata.normalize("NFD", lower)
    return _MARK.sub("", letters)


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
        return cls(text, script, letters, prefixes(letters))

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[0].islower()


@lru_cache(maxsize=1 << 12)
def name_word(token: str, written: frozenset[str] = frozenset()) -> "NameWord":
    """The forms of one word of a name, made once.

    `written` are the scripts in which the person's name is written anyhow: into the others it is
    transliterated, an Arabic one into Latin letters in any case, for which there are many ways.
    """
    return NameWord(token, written)


class NameWord:
    """Finds one word of a name in written words; what that takes is made when first asked for."""

    def __init__(self, token: str, written: frozenset[str]) -> None:
        self._script = script_of(token)
        given = written - {"latin"} if self._script == "arabic" else written
        self._others = frozenset(SCRIPTS) - given - {self._script}
        self._folded = fold(token)
        self._token = token
        self._guesses: dict[str, re.Pattern[str]] = {}

    @property
    def script(self) -> str:
        """The script in which it is written."""
        return self._script

    @property
    def folded(self) -> str:
        """The word in small letters (`fold`)."""
        return self._folded

    def begins(self, script: str) -> frozenset[str]:
        """The letters with which a word of `script` can begin that has the name in it."""
        if script == self._script:
            if script == "arabic":
                return frozenset(form[:1] for form in self.arabic_forms)
            return frozenset({self._folded[:1]})
        if script == "latin" and self._script == "cyrillic":
            return transliteration.first_letters(
                (transliteration.latin_of_cyrillic(self._folded[:1]),)
            )
        if script in self._others:
            article = "ال" if script == "arabic" else ""
            return transliteration.first_letters(self._groups(script)) | frozenset(article)
        return frozenset()

    def match(self, word: Written) -> Match | None:
        """How `word` has the name in it; None when it has not."""
        if word.script == self._script:
            return self._alike[word.script](word)
        if word.script == "latin" and self._script == "cyrillic":
            return self._in_latin(word)
        if word.script not in self._others or word.small:
            return None
        return self._foreign(word)

    @cached_property
    def _alike(self) -> dict[str, Callable[[Written], Match | None]]:
        return {"arabic": self._arabic, "cyrillic": self._russian, "latin": self._latin}

    def stands_in(self, account: str) -> bool:
        """Whether the name stands somewhere in an account (`fold`): "ivankuznetsov85"."""
        if len(self._folded) < _IN_ACCOUNTS or self._script == "arabic":
            return False
        if self._script == "latin":
            return self._folded in account
        return bool(re.search(transliteration.latin_of_cyrillic(self._folded), account))

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
        if not any(
            word.letters.startswith(each) and word.letters[len(each) :] in endings
            for each in self._family
        ):
            return None
        if word.small and len(name) < _LONG:
            return Match(0, Doubt.SMALL)
        return Match(0, Doubt.OPENING if name in _ENGLISH_WORDS else Doubt.NONE)

    @cached_property
    def _family(self) -> tuple[str, ...]:
        """A Latin name as the women and the men of a family have it."""
        name = self._folded
        ending = _OF_A_FAMILY.search(name)
        if ending is None:
            return (name,)
        stem = name[: ending.start()]
        return (name, *(f"{stem}{each}" for each in _OF_MEN_AND_WOMEN))

    def _in_latin(self, word: Written) -> Match | None:
        if word.small and len(word.letters) < _LONG:
            return None
        return Match() if self._latin_forms.fullmatch(word.letters) else None

    @cached_property
    def _latin_forms(self) -> re.Pattern[str]:
        endings = "|".join(sorted(_LATIN_ENDINGS))
        names = "|".join(map(transliteration.latin_of_cyrillic, men_and_women(self._folded)))
        return re.compile(f"(?:{names})(?:{endings})")

    def _foreign(self, word: Written) -> Match | None:
        """A name written in a script in which the person has not given it."""
        for start in word.starts:
            rest = word.letters[start:]
            if len(rest) < _FOREIGN_LEAST:
                continue
            bare_word = _ARTICLE.sub("", rest) if word.script == "arabic" else rest
            if any(self._guess(word.script).fullmatch(each) for each in (rest, bare_word)):
                return Match(_letter_at(word.text, start), Doubt.EVERYDAY)
        return None

    def _guess(self, script: str) -> re.Pattern[str]:
        found = self._guesses.get(script)
        if found is None:
            found = self._guesses[script] = re.compile("".join(self._groups(script)))
        return found

    def _groups(self, script: str) -> transliteration.Groups:
        letters = arabic_letters(self._token) if self._script == "arabic" else self._folded
        return transliteration.GUESSED[self._script, script](letters)

    def _arabic(self, word: Written) -> Match | None:
        everyday = is_everyday(arabic_letters(self._token))
        for start in word.starts:
            if word.letters[start:] not in self.arabic_forms:
                continue
            if start and is_everyday(word.letters):
                continue
            if is_exact(self._token) and not spelled_as(self._token, word.text, start):
                continue
            doubt = Doubt.EVERYDAY if everyday else Doubt.NONE
            return Match(_letter_at(word.text, start), doubt)
        return None

    @cached_property
    def arabic_forms(self) -> frozenset[str]:
        """The forms of an Arabic word behind its prefixes, one spelling of each letter."""
        return arabic_forms(self._token)


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
        letters = len(without_marks(each))
        if letters and passed + letters > number:
            return place
        passed += letters
    return 0


def exact_pattern(phrase: str) -> str:
    """The regular expression of a phrase as it is written, whatever the spaces and marks."""
    return r"[\s\u00a0]+".join(
        arabic_pattern(word) if script_of(word) == "arabic" else _spelled(word)
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
