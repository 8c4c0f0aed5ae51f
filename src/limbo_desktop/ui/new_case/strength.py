"""How strong a passphrase is, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from math import log10
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.vault.suggestion import listed_bits

_LONGEST: Final = 72  # zxcvbn refuses longer text; a longer one is strong anyway


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

    zxcvbn estimates them, and knows no Russian and no Arabic word: there it counts letters.  A
    passphrase of our own words is therefore never worth more than their number makes it.
    """
    if not passphrase:
        return Strength.NONE
    from zxcvbn import zxcvbn

    guesses = float(zxcvbn(passphrase[:_LONGEST])["guesses_log10"])
    bits = listed_bits(passphrase)
    if bits is not None:
        guesses = min(guesses, bits * log10(2))
    for limit, strength in _LIMITS:
        if guesses < limit:
            return strength
    return Strength.STRONG
