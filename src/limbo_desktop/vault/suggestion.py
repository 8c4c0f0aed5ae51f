"""Passphrases of everyday words chosen by chance, and what such a passphrase is worth.

A list has 1028 words, ten bits each and a little more, so that six different ones are 60 bits: at
half a second a guess (Argon2id, 256 MiB) nine billion years on average for one computer, nine
thousand for a million of them.
"""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from math import log2
from typing import Final

from limbo_desktop.resources import resource_path

LANGUAGES: Final = ("ru", "ar", "en")
LIST_SIZE: Final = 1028
WORD_BITS: Final = log2(LIST_SIZE)
WORDS: Final = 6

_BETWEEN_WORDS = re.compile(r"[\s.,_-]+")
_LENGTHS: Final = range(3, 9)


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the words of `language`, one of LANGUAGES, in the list's order; read once."""
    return tuple(resource_path("wordlists", f"{language}.txt").read_text("utf-8").split())


def suggest(words: Sequence[str], count: int = WORDS) -> str:
    """Return `count` different `words` in an order of chance (the system's), spaces between.

    None comes twice, which would look like a mistake; `bits` is what is left then.
    """
    return " ".join(secrets.SystemRandom().sample(words, count))


def bits(count: int = WORDS) -> float:
    """Return what a suggestion of so many words is worth to a guesser who has the list: 60.01."""
    return sum(log2(LIST_SIZE - drawn) for drawn in range(count))


def listed_bits(passphrase: str) -> float | None:
    """Return what a passphrase made of nothing but listed words is worth at most, else None.

    In bits, for a guesser who has the lists; a word that is said again adds nothing.  Spaces,
    hyphens, case and words written together make no difference.
    """
    plain = unicodedata.normalize("NFKC", passphrase).casefold()
    words = _cut(_BETWEEN_WORDS.sub("", plain), _all_words())
    return len(set(words)) * WORD_BITS if words else None


def _cut(text: str, known: Collection[str]) -> list[str]:
    """Cut `text` into known words, [] when it is not made of them.

    No word is the beginning of another: at each place at most one fits, and it is the right one.
    """
    words = []
    at = 0
    while at < len(text):
        word = next((text[at : at + n] for n in _LENGTHS if text[at : at + n] in known), None)
        if word is None:
            return []
        words.append(word)
        at += len(word)
    return words


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in word_list(language))
