"""Cuts folded text into what a date is made of: numbers, dates in digits, phrases, dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from limbo_desktop.text.date_lexicon import Means, meanings

_LONGEST: Final = 5
"""Words of the longest phrase."""

_DECADE: Final = re.compile(r"(?:the )?(\d{3}|[5-9])0(?:'?s|-?(?:е|х|ые|ых))\b|عقد (\d{3})0(?!\d)")
_DATE: Final = re.compile(
    r"(\d{1,4})(?: ?([./]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})(?![./]?\d)"
    r"|([- ])(\d{1,2})\5(\d{4}|\d{1,2})(?![-:]?\d))"
)
_WEEK: Final = re.compile(r"([1-4])(?:-?(?:я|й|ю)|st|nd|rd|th)? (?:week|недел[яеюи])\b")
_HALF: Final = re.compile(r"([12])(?:-?(?:я|й|ю)|st|nd)? (?:half|половин[аеу])\b")
_TENS: Final = re.compile(r"([12])0-?(?:е|х|ые|ых) (?:числ(?:а|ах|о)?|чисел)\b")
"""Parts of a month that are told with a digit: the number of the week, half or ten days."""
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?!\d)(?: ?[ap]\.?m\b)?")
_YEAR_MONTH: Final = re.compile(r"(\d{4})([./-])(\d{1,2})(?![\d./]|-\d)")
_SMALL_DATE: Final = re.compile(r"(\d{1,2})([./-])(\d{4})(?!\d)|(\d{1,2})([./])(\d{1,2})(?![\d./])")
_NUMBER: Final = re.compile(
    r"('?)(\d+)(-?(?:ого|его|го|ое|ье|е|й|ым|ом|м|му|х|я|st|nd|rd|th)(?![^\W\d_]))?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP: Final = re.compile(r"\.? |-")
_ONE_DIGIT: Final = re.compile(r"\d(?!\d)")
_SIGNS: Final = {
    "–": Means.DASH, "—": Means.DASH, "-": Means.DASH, "−": Means.DASH, "/": Means.DASH,
    "(": Means.OPEN, ")": Means.CLOSE, ",": Means.COMMA, "،": Means.COMMA,
    "?": Means.UNSURE, "؟": Means.UNSURE, "~": Means.ABOUT, "≈": Means.ABOUT, "&": Means.AND,
}  # fmt: skip
_PREFIXES: Final = (("و", True), ("ب", False), ("ل", False), ("ف", False), ("ك", False))


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: what it means and its number.

    `digits` is how many a number was written with; `marked` that it was an ordinal (1-го) or an
    abbreviated year ('21); `parts` are the numbers of a date as written and `sign` what parts them.
    """

    means: Means
    number: int = 0
    digits: int = 0
    marked: bool = False
    parts: tuple[str, ...] = ()
    sign: str = ""


@lru_cache(maxsize=256)
def tokens_of(said: str) -> tuple[Token, ...]:
    """Return the pieces of folded text; what is not known becomes `Means.UNKNOWN`."""
    found: list[Token] = []
    at = 0
    while at < len(said):
        if said[at].isspace() or (said[at] in ".:;«»\"'" and not _NUMBER.match(said, at)):
            at += 1
            continue
        tokens, at = _next(said, at, found)
        found.extend(tokens)
    return tuple(found)


def _next(said: str, at: int, before: list[Token]) -> tuple[list[Token], int]:
    decade = _DECADE.match(said, at)
    if decade and not (at and said[at - 1].isdigit()):
        digits = decade[1] or decade[2]
        number = int(digits) if len(digits) == 3 else 190 + int(digits)
        return [Token(Means.DECADE, number)], decade.end()
    if said[at].isdigit() or said[at] == "'":
        return _digits(said, at)
    if said[at] in _SIGNS:
        portion = bool(before) and before[-1].means in {Means.PORTION, Means.ABOUT}
        if said[at] == "-" and portion:  # mid-2021
            return [], at + 1
        return [Token(_SIGNS[said[at]])], at + 1
    words = _word_ends(said, at)
    if not words:
        return [Token(Means.UNKNOWN)], at + 1
    return _phrase(said, at, words)


def _digits(said: str, at: int) -> tuple[list[Token], int]:
    for pattern, means, add in (
        (_WEEK, Means.WEEK, 0),
        (_HALF, Means.PORTION, 3),
        (_TENS, Means.PORTION, 1),
    ):
        told = pattern.match(said, at)
        if told:
            return [Token(means, int(told[1]) + add)], told.end()
    clock = _CLOCK.match(said, at)
    if clock:  # has a field of its own; the words are kept as typed
        return [Token(Means.FILLER)], clock.end()
    date = _DATE.match(said, at)
    if date and date[5] == " " and len(date[7]) != 4:
        date = None
    if date:
        if date[2]:
            return [Token(Means.DATE, parts=(date[1], date[3], date[4]), sign=date[2])], date.end()
        return [Token(Means.DATE, parts=(date[1], date[6], date[7]), sign=date[5])], date.end()
    for pattern in (_YEAR_MONTH, _SMALL_DATE):
        pair = pattern.match(said, at)
        if pair:
            first, sign, second = (group for group in pair.groups() if group is not None)
            if len(first) == 4 and int(second) > max(12, int(first) % 100):  # 2015-16
                year = int(first) // 100 * 100 + int(second)
                years = [Token(Means.NUMBER, each, 4) for each in (int(first), year)]
                return [years[0], Token(Means.DASH), years[1]], pair.end()
            return [Token(Means.DATE, parts=(first, second), sign=sign)], pair.end()
    found = _NUMBER.match(said, at)
    if found is None:
        return [Token(Means.UNKNOWN)], at + 1
    marked = bool(found[1] or found[3])
    number = Token(Means.NUMBER, int(found[2][:9]), len(found[2]), marked, sign=found[1])
    return [number], found.end()


def _word_ends(said: str, at: int) -> list[tuple[str, int]]:
    """Return the phrases that begin at `at`, one word longer each, with where they end."""
    found: list[tuple[str, int]] = []
    phrase = ""
    while len(found) < _LONGEST:
        word = _WORD.match(said, at)
        number = _ONE_DIGIT.match(said, at) if phrase else None
        piece = word or number
        if piece is None:
            break
        phrase = f"{phrase} {piece[0]}" if phrase else piece[0]
        found.append((phrase, piece.end()))
        gap = _GAP.match(said, piece.end())
        if gap is None:
            glued = _ONE_DIGIT.match(said, piece.end())
            if glued:
                found.append((phrase + glued[0], glued.end()))
            break
        at = gap.end()
    return found


def _phrase(said: str, at: int, words: list[tuple[str, int]]) -> tuple[list[Token], int]:
    """Return the longest phrase that is known, also behind an Arabic prefix."""
    for phrase, end in reversed(words):
        known = meanings().get(phrase)
        if known:
            return [Token(*known)], end
    for prefix, joins in _PREFIXES:
        if not said.startswith(prefix, at) or words[0][0] == prefix:
            continue
        for phrase, end in reversed(words):
            rest = phrase[1:]
            known = meanings().get(rest) or meanings().get(rest.removeprefix("ل"))
            if known:
                return [*([Token(Means.AND)] if joins else []), Token(*known)], end
    for phrase, end in reversed(words):
        known = meanings().get(phrase.removeprefix("ال")) if phrase.startswith("ال") else None
        if known:
            return [Token(*known)], end
    month = _shortened(words[0][0])
    if month:
        return [Token(Means.MONTH, month)], words[0][1]
    if words[0][0].startswith("و") and len(words[0][0]) > 1:
        inner, end = _phrase(said, at + 1, [(phrase[1:], end) for phrase, end in words])
        if inner[0].means is not Means.UNKNOWN:
            return [Token(Means.AND), *inner], end
    return [Token(Means.UNKNOWN)], words[0][1]


def _shortened(word: str) -> int:
    """Return the month that a word of three Latin or Cyrillic letters or more begins, else 0."""
    if len(word) < 3 or not re.fullmatch(r"[a-zа-я]+", word):
        return 0
    found = {
        number
        for phrase, (means, number) in meanings().items()
        if means is Means.MONTH and phrase.startswith(word)
    }
    return found.pop() if len(found) == 1 else 0
