"""Where long Russian and English words may be divided in narrow columns.

Arabic is never divided, nor is a part of an address, an id or a double name.  The points are soft
hyphens: they show only where a line ends, and whoever copies the text gets the word whole.
"""

import re
from functools import lru_cache
from typing import Final

import pyphen

SOFT_HYPHEN: Final = "\u00ad"
HYPHENATED: Final = frozenset({"ru", "en"})
"""The languages whose words we can divide."""

_LONG_WORD: Final = re.compile(
    r"""(?<![\w@/\\.:&=?\#%+~-])      # not inside an address or id, nor behind a hyphen
        (?:[А-Яа-яЁё]{7,}|[A-Za-z]{7,})
        (?![\w@/\\&=\#%+~\u00ad]|[.:?-]\w)""",
    re.VERBOSE,
)


def hyphenated(text: str) -> str:
    """The text with soft hyphens in its long words, by the script of each word."""
    return _LONG_WORD.sub(lambda word: _divided(word[0]), text)


def hyphenated_in(text: str, lang: str) -> str:
    """The same for a paragraph of a language (BCP 47), as it is where we cannot divide its words.

    The last word stays whole: half a word is no line to end with.
    """
    if lang.partition("-")[0].lower() not in HYPHENATED:
        return text
    words, space, last = text.rpartition(" ")
    return f"{hyphenated(words)}{space}{last}"


@lru_cache(maxsize=1 << 12)
def _divided(word: str) -> str:
    language = "en_GB" if word[0].isascii() else "ru_RU"
    divided: str = _dictionary(language).inserted(word, SOFT_HYPHEN)
    return divided


@lru_cache(maxsize=2)
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=3, right=3)
