"""What makes two spellings the same word for a search, in Russian, Arabic, English and others."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_HARAKAT: Final = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
_INVISIBLE: Final = [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_MARKS: Final = [*range(0x0300, 0x0370), *_HARAKAT, *_INVISIBLE, 0xFEFF]
_TATWEEL: Final = 0x0640


def _without_marks() -> dict[str, str]:
    """Latin letters with marks, and the bare letters: päätös is found by paatos."""
    letters = map(chr, (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)))
    parts = {letter: unicodedata.normalize("NFKD", letter) for letter in letters}
    return {letter: both[0] for letter, both in parts.items() if both[0].isascii()}


_SAME: Final = str.maketrans(
    {
        **_without_marks(),
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
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        **{chr(point): None for point in (*_MARKS, _TATWEEL)},
    }
)
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
_WORD: Final = re.compile(r"[^\W_]+")
_MARK_CLASS: Final = re.escape("".join(map(chr, _MARKS)))
_HAMZA: Final = re.compile(rf"ئ(?=[{_MARK_CLASS}]*و)")
"""مسئول and مسؤول are one word, as each country writes it."""

_RUN: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARK_CLASS}])*")


def normalised(text: str) -> str:
    """`text` as the search compares it: case folded, ё as е, Latin letters without their marks,
    Arabic without vowel signs, tatweel and the variants of alef, hamza, ya and ta marbuta, digits
    of any script as ASCII, nothing invisible.  Normalising twice changes nothing.
    """
    composed = unicodedata.normalize("NFKC", text.replace("№", " ")).casefold()
    plain = _HAMZA.sub("ؤ", unicodedata.normalize("NFKC", composed)).translate(_SAME)
    return _FOREIGN_DIGIT.sub(_ascii_digit, unicodedata.normalize("NFC", plain))


def _ascii_digit(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, normalised, in order."""
    return tuple(_WORD.findall(normalised(text)))


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Where each written word of `text` stands, with its vowel signs and joints."""
    return (match.span() for match in _RUN.finditer(text))
