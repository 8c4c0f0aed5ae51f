"""The marks before the items of lists, counted as the document says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BULLET: Final = "•"
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHABETS: Final[Mapping[str, str]] = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAbjad": _ABJAD,
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "a": _LATIN,
    "A": _LATIN.upper(),
}
_LONGEST: Final = 20


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a level of a list is marked: the form of its numbers, their pattern, the first."""

    form: str = ""
    pattern: str = ""
    start: int = 1


class Counters:
    """Counts the items of every list of a document; `numbering` is by list, then by level."""

    def __init__(self, numbering: Mapping[str, Mapping[int, Numbering]]) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}

    def next(self, name: str, level: int) -> str:
        """Return the mark of the next item of a list; "" for one that has no marks."""
        levels = self._numbering.get(name)
        if levels is None:
            return "" if name == "0" else BULLET
        how = levels.get(level, Numbering("bullet"))
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, how.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if how.form == "none":
            return ""
        if how.form in ("bullet", ""):
            return BULLET

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            there = levels.get(at, how)
            return written(counts.get(at, there.start), there.form)

        return _PLACE.sub(shown, how.pattern or f"%{level + 1}.")[:_LONGEST]


def written(count: int, form: str) -> str:
    """Return a number in a form of Word or OpenDocument, in 0–9 where the form is not known."""
    alphabet = _ALPHABETS.get(form)
    if alphabet and 1 <= count <= 3 * len(alphabet):
        times, at = divmod(count - 1, len(alphabet))
        return alphabet[at] * (times + 1)
    if form.lower() in ("lowerroman", "upperroman", "i") and 1 <= count <= 49:
        roman = _roman(count)
        return roman.upper() if form in ("upperRoman", "I") else roman
    return str(count)


def _roman(count: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        while count >= value:
            signs, count = signs + sign, count - value
    return signs
