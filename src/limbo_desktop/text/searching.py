"""What makes two spellings the same word for a search, in Russian, Arabic, English and others."""

import re
import unicodedata
from typing import Final

_HARAKAT: Final = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
_INVISIBLE: Final = [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_TATWEEL: Final = 0x0640
_SAME: Final = str.maketrans(
    {
        "ё": "е",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ء": None,
        "ß": "ss",
        **{chr(point): None for point in (*_HARAKAT, *_INVISIBLE, _TATWEEL, 0xFEFF)},
    }
)
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
_WORD: Final = re.compile(r"[^\W_]+")


def normalised(text: str) -> str:
    """`text` as the search compares it: case folded, ё as е, Arabic without vowel signs, tatweel
    and the variants of alef, hamza, ya and ta marbuta, digits of any script as ASCII, nothing
    invisible.  Normalising twice changes nothing.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKC", composed).translate(_SAME)
    return _FOREIGN_DIGIT.sub(_ascii_digit, unicodedata.normalize("NFC", plain))


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, normalised, in order."""
    return tuple(_WORD.findall(normalised(text)))
