"""Where long Russian and English words may be divided in narrow columns.

Arabic is never divided.  The points are soft hyphens: they show only where a line ends, and a
copy of the text has them as such, so that the word can be put together again.
"""

import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile("[А-Яа-яЁё]{7,}|[A-Za-z]{7,}")


def hyphenated(text: str) -> str:
    """The text with soft hyphens in its long words, by the script of each word."""
    return _LONG_WORD.sub(lambda word: _divided(word[0]), text)


def _divided(word: str) -> str:
    language = "en_GB" if word[0].isascii() else "ru_RU"
    divided: str = _dictionary(language).inserted(word, SOFT_HYPHEN)
    return divided


@lru_cache(maxsize=2)
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=3, right=3)
