"""How strong a passphrase is, in plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from math import log10
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.vault.suggestion import listed_bits

_LONGEST: Final = 72  # zxcvbn refuses longer text; a longer one is strong anyway


_ROWS: Final = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_FOREIGN_ROWS: Final = (
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
)
_KEYS: Final = {
    ord(foreign): latin
    for rows in _FOREIGN_ROWS
    for row, keys in zip(rows, _ROWS, strict=True)
    for foreign, latin in zip(row, keys, strict=False)
    if foreign.isalpha()
}
_FOREIGN: Final = re.compile(r"[^\W\d_a-z]+")
_WORD: Final = 4.0
"""Of ten thousand common words or names one, however it is spelled: a power of ten."""
_WORD_LETTERS: Final = 10
_LETTER: Final = 0.7
"""What a further letter adds: words run together have about so much in each."""


class Strength(IntEnum):
    """How long guessing would take; a new vault wants at least FAIR."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


SENTENCES: Final[Mapping[Strength, str]] = {
    Strength.NONE: "",
    Strength.WEAK: N_("Easy to guess. Add a few words that have nothing to do with each other."),
    Strength.FAIR: N_("A patient computer could guess it. One more word makes it much safer."),
    Strength.GOOD: N_("Good. Guessing it would take longer than a life."),
    Strength.STRONG: N_("Strong. Nobody will guess it."),
}

# Powers of ten of guesses.  One guess costs a computer about half a second (Argon2id, 256 MiB);
# 10^9 guesses are 16 years on one machine, 10^12 are 16 years on a thousand.
_LIMITS: Final = ((7.0, Strength.WEAK), (10.0, Strength.FAIR), (14.0, Strength.GOOD))


def strength_of(passphrase: str) -> Strength:
    """Return how strong `passphrase` is, by the guesses needed.

    zxcvbn estimates them, and knows no Russian and no Arabic word: there it counts letters.  So
    the words of other scripts are weighed as words, keys are also read as those of a Latin
    keyboard, and a passphrase of our own words is never worth more than their number makes it.
    """
    if not passphrase:
        return Strength.NONE
    guesses = min(_guesses(passphrase), _guesses(_latin_keys(passphrase)), _as_words(passphrase))
    bits = listed_bits(passphrase)
    if bits is not None:
        guesses = min(guesses, bits * log10(2))
    for limit, strength in _LIMITS:
        if guesses < limit:
            return strength
    return Strength.STRONG


def _guesses(text: str) -> float:
    """The power of ten of guesses that zxcvbn sees in a text."""
    from zxcvbn import zxcvbn

    return float(zxcvbn(text[:_LONGEST])["guesses_log10"]) if text else 0.0


def _as_words(passphrase: str) -> float:
    """What a passphrase is worth when each run of letters of another script is a common word.

    One said again adds nothing; a run longer than words are is several.  Runs in our own lists
    are weighed there.
    """
    text = unicodedata.normalize("NFC", passphrase).casefold()
    runs = set(_FOREIGN.findall(text))
    words = sum(_WORD + _LETTER * max(0, len(run) - _WORD_LETTERS) for run in runs)
    return words + _guesses(_FOREIGN.sub("", text).strip())


def _latin_keys(passphrase: str) -> str:
    """The same keys on a Latin keyboard: йцукен and ضصثقفغ are qwerty."""
    return passphrase.casefold().translate(_KEYS)
