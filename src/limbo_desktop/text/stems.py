"""Under which other forms a word is found: its stem by the script that it is written in.

Cyrillic words go through Snowball's Russian stemmer (Ukrainian ones pass), Latin ones through the
English one (Finnish words keep most of themselves and are found by their beginnings), Arabic ones
through `arabic_forms`.  A record may mix all three.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Protocol

from limbo_desktop.text import arabic_forms
from limbo_desktop.text.irregular_words import IRREGULAR

_KEPT: Final = 1 << 16
_SHORTEST: Final = 3
_FLEETING: Final = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ое](?=[кцгнмл]$)")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's own name
        ...


@dataclass(frozen=True, slots=True)
class Sought:
    """What a typed word looks for: words that begin, or have a form that begins, like one of
    `begins`, and words that are, or have a form that is, one of `equals`; `word` as typed is best.
    """

    word: str
    begins: tuple[str, ...]
    equals: tuple[str, ...]


def forms(word: str) -> tuple[str, ...]:
    """The other forms under which a folded word of a text is kept, without the word itself."""
    return _forms(word) if len(word) >= _SHORTEST and word.isalpha() else ()


@lru_cache(_KEPT)
def _forms(word: str) -> tuple[str, ...]:
    if not _is_arabic(word):
        stem = _stem(word)
        return () if stem == word else (stem,)
    bare = arabic_forms.without_article(word)
    found: dict[str, None] = {}
    for reading in (bare,) if bare else (word, *arabic_forms.readings(word)):
        found |= dict.fromkeys(_arabic(reading))
    found.pop(word, None)
    return tuple(found)


def sought(word: str, *, beginning: bool) -> Sought:
    """What a typed word looks for; `beginning` when more letters may follow."""
    if len(word) < _SHORTEST or not word.isalpha():
        return Sought(word, (word,), ()) if beginning else Sought(word, (), (word,))
    if not _is_arabic(word):
        stem = _stem(word)
        equals = () if stem == word else (stem,)
        return Sought(word, (word,), equals) if beginning else Sought(word, (), (word, *equals))
    bare = arabic_forms.without_article(word)
    equal: dict[str, None] = {}
    for reading in (bare,) if bare else (word, *arabic_forms.careful_readings(word)):
        equal |= dict.fromkeys(_arabic(reading))
    if not beginning:
        return Sought(word, (), tuple({word: None} | equal))
    # A word that begins with the same article has the rest of it among its forms.
    begins = bare or word
    return Sought(word, (begins,), tuple(each for each in equal if each != begins))


def _arabic(reading: str) -> Iterator[str]:
    """The reading, what is left of it without endings, and the same of its singular."""
    stem = arabic_forms.stem(reading)
    singular = IRREGULAR.get(reading) or IRREGULAR.get(stem)
    yield from (reading, stem)
    if singular:
        yield from (singular, arabic_forms.stem(singular))


def _stem(word: str) -> str:
    """The stem of a word in Cyrillic or Latin letters; other words as they are."""
    if word in IRREGULAR:
        word = IRREGULAR[word]
        if len(word) <= _SHORTEST:
            return word
    if "а" <= word[0] <= "ӿ":
        # повесток and повестка, писем and письмо: a vowel that comes and goes is left out.
        return _FLEETING.sub("", _snowball("russian").stemWord(word).replace("ь", ""))
    if word.isascii():
        return _snowball("english").stemWord(word)
    return word


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u06ff"


@cache
def _snowball(language: str) -> _Stemmer:
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(language)
    return stemmer
