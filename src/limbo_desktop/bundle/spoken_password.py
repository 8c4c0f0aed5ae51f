"""Passwords of bundles: words to be read aloud on the phone, and a number between them.

Five words of 1028 and four digits are 63 bits.  The digits stand between words because a password
of Arabic letters may not end in digits: ISO 32000-2 prepares passwords by SASLprep (RFC 4013), and
RFC 3454, section 6, wants a text from right to left to begin and end with such a letter.
"""

import re
import secrets
import unicodedata
from math import log2
from typing import Final

from limbo_desktop.vault.suggestion import WORD_BITS, suggest, word_list

WORDS: Final = 5
DIGITS: Final = 4
BITS: Final = WORDS * WORD_BITS + DIGITS * log2(10)
"""What a password is worth; that no word comes twice costs a hundredth of a bit."""

_BEFORE: Final = 3
_SPACES: Final = re.compile(r"[\s_-]+")


def spoken_password(language: str) -> str:
    """A new password of words of `language` (ru, ar, en) by the system's chance.

    Lower case, no diacritics, single spaces, digits 0-9: each keyboard types it in one way.
    """
    words = suggest(word_list(language), WORDS).split()
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return " ".join([*words[:_BEFORE], digits, *words[_BEFORE:]])


def ways_to_type(typed: str) -> tuple[str, ...]:
    """What somebody may have meant: as typed, then as `spoken_password` would have written it.

    Capitals, other spaces, hyphens and the digits of another script are put right.
    """
    plain = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each for each in typed.casefold()
    )
    tidy = _SPACES.sub(" ", plain).strip()
    return (typed,) if tidy == typed else (typed, tidy)
