"""The whole of a typed date: one moment, or an interval of two ends, or of one.

`read_tokens` gives its EDTF; with several readings, or one that lacks its year, a question.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_ends import WINTER, End, end_of
from limbo_desktop.text.date_lexicon import Means
from limbo_desktop.text.date_parts import (
    HIJRI_YEARS,
    NotADateError,
    Part,
    Readings,
    UnclearError,
    read_part,
)
from limbo_desktop.text.date_questions import MOST_READINGS, Ask, Question
from limbo_desktop.text.date_tokens import Token

_DAY_FIRST = frozenset({"ru", "ar"})
_OPEN_BEGINNING = frozenset({Means.BEFORE, Means.DO, Means.TO, Means.OR_BEFORE})
_DOUBTS = frozenset({Means.ABOUT, Means.UNSURE})
_ENDS = frozenset({Means.TO, Means.DO, Means.DASH})
_HEADS = frozenset({Means.SINCE, Means.FROM, Means.TO})
_PARTING = frozenset({Means.DASH, Means.TO, Means.DO, Means.AND, Means.OR})


def read_tokens(tokens: Sequence[Token], code: str, today: dt.date | None) -> str | Question:
    """Return the EDTF of the pieces of a text, or the question that they leave open.

    `code` and `today` as in `date_reading.understand`.  Raises NotADateError for pieces that are no
    date, UnclearError for a date without a reading.
    """
    if not tokens or any(token.means is Means.UNKNOWN for token in tokens):
        raise NotADateError("a word that is not understood")
    reader = _Reader(month_first=code not in _DAY_FIRST, today=today)
    alternatives = list(dict.fromkeys(reader.whole(list(tokens))))
    if not alternatives:
        raise NotADateError("nothing")
    if len(alternatives) > 1 or reader.must_ask:
        return Question(reader.ask, tuple(alternatives[:MOST_READINGS]))
    return alternatives[0]


class _Reader:
    """Reads one text; `ask` is what to ask when there are several readings.

    `must_ask` says that one more cannot be offered: it lacks its year.
    """

    def __init__(self, *, month_first: bool, today: dt.date | None) -> None:
        self._month_first = month_first
        self._today = today
        self.ask = Ask.WHICH_ONE
        self.must_ask = False

    def whole(self, tokens: list[Token]) -> Iterator[str]:
        """Yield every reading of the whole as EDTF."""
        tokens, doubt = _doubts_outside(_joined_winters(tokens))
        still = any(token.means is Means.STILL for token in tokens)
        tokens = [token for token in tokens if token.means is not Means.STILL]
        if not tokens:
            raise NotADateError("no date")
        head, rest = tokens[0].means, tokens[1:]
        tail = tokens[-1].means
        if head is Means.BETWEEN:
            start, _, end = _cut(rest, frozenset({Means.AND}))
            yield from self._interval(start, end, doubt)
        elif tail is Means.OR_AFTER or tail is Means.OR_BEFORE:
            inner = tokens[1:-1] if head in _HEADS else tokens[:-1]
            yield from self._open(Means.SINCE if tail is Means.OR_AFTER else Means.TO, inner, doubt)
        elif head in _OPEN_BEGINNING or head is Means.AFTER:
            yield from self._open(head, rest, doubt)
        elif head is Means.SINCE or head is Means.FROM:
            yield from self._since(rest, doubt, still=still)
        elif still:
            yield from self._open(Means.SINCE, tokens, doubt)
        else:
            yield from self._range_or_one(tokens, doubt)

    def _since(self, rest: list[Token], doubt: Part, *, still: bool) -> Iterator[str]:
        """What begins with "from": with an end, or without one."""
        while rest and (rest[0].means is Means.SINCE or rest[0].means in _DOUBTS):
            doubt = _doubted(doubt, rest[0].means)
            rest = rest[1:]
        if rest and rest[-1].means is Means.FILLER:  # "from May on"
            rest = rest[:-1]
        if not still and _has(rest, _ENDS):
            start, _, end = _cut(rest, _ENDS)
            yield from self._interval(start, end, doubt)
        else:
            yield from self._open(Means.SINCE, rest, doubt)

    def _range_or_one(self, tokens: list[Token], doubt: Part) -> Iterator[str]:
        if _has(tokens, _PARTING):
            start, sign, end = _cut(tokens, _PARTING)
            if sign is Means.OR:
                yield from self._either(start, end, doubt)
            else:
                yield from self._interval(start, end, doubt, both=sign is Means.AND)
        else:
            for end_ in self._ends(tokens, doubt):
                yield end_.edtf

    def _parts(self, tokens: Sequence[Token], doubt: Part) -> Readings:
        readings = read_part(tokens, month_first=self._month_first)
        if len(readings.parts) > 1:
            self.ask = readings.ask
        return replace(
            readings,
            parts=tuple(
                replace(part, about=part.about or doubt.about, unsure=part.unsure or doubt.unsure)
                for part in readings.parts
            ),
        )

    def _ends(self, tokens: Sequence[Token], doubt: Part) -> Iterator[End]:
        parts = self._parts(tokens, doubt).parts
        if not any(part.dated for part in parts):
            raise self._undated(parts)
        for part in parts:
            if len(parts) > 1 and not part.dated:
                self.must_ask = True
            else:
                yield from self._winters(part)

    def _undated(self, parts: Sequence[Part]) -> ValueError:
        """Return the question about parts that all lack a year, with the nearest of each."""
        asked: list[UnclearError] = []
        for part in parts:
            try:
                end_of(part, today=self._today)
            except UnclearError as unclear:
                asked.append(unclear)
        turns = itertools.zip_longest(*(unclear.readings for unclear in asked))
        readings = [edtf for turn in turns for edtf in turn if edtf]
        return UnclearError(asked[0].ask, *readings) if asked else NotADateError("no date")

    def _winters(self, part: Part) -> Iterator[End]:
        """A winter with one year is that of its beginning or of its end: both are offered."""
        yield end_of(part, today=self._today)
        if part.season == WINTER and part.year is not None and not part.two_years:
            self.ask = Ask.WHICH_SEASON
            yield end_of(replace(part, year=part.year - 1), today=self._today)

    def _open(self, means: Means, tokens: list[Token], doubt: Part) -> Iterator[str]:
        """An interval with one end."""
        if any(token.means is Means.OR_BEFORE for token in tokens):
            raise NotADateError("two ends")
        for part in self._parts(tokens, doubt).parts:
            if means in {Means.SINCE, Means.AFTER}:
                for end in self._winters(part):
                    yield f"{end.first if means is Means.SINCE else _next(end, part)}/.."
                continue
            end = end_of(part, today=self._today)
            exclusive = means is Means.BEFORE or (means is Means.DO and not part.day)
            exclusive = exclusive and not (part.portion and means is Means.DO)
            yield f"../{_before(end, part) if exclusive else end.last}"

    def _interval(
        self, start: list[Token], end: list[Token], doubt: Part, *, both: bool = False
    ) -> Iterator[str]:
        """An interval with two ends, each of which lends the other what it lacks."""
        parts = _days_alike(self._parts(start, doubt).parts, self._parts(end, doubt).parts)
        for first, last in itertools.starmap(_lent, itertools.product(*parts)):
            for one, two in itertools.product(self._winters(first), self._winters(last)):
                if both and not _adjacent(one, two):
                    self.ask = Ask.WHICH_ONE
                    yield one.edtf
                    yield two.edtf
                yield _joined(one, two)

    def _either(self, start: list[Token], end: list[Token], doubt: Part) -> Iterator[str]:
        """Two dates of which one is right: one uncertain span where they are neighbours."""
        doubt = replace(doubt, unsure=True)
        first = self._parts(start, doubt).parts[0]
        last = self._parts(end, doubt).parts[0]
        if last == Part(year=last.year, about=last.about, unsure=last.unsure) and first.dated:
            last = replace(first, year=last.year)  # "in May 2021 or 2022"
        first, last = _lent(first, last)
        one, two = end_of(first, today=self._today), end_of(last, today=self._today)
        if _adjacent(one, two):
            yield _joined(one, two)
        else:
            yield one.edtf
            yield two.edtf


def _doubts_outside(tokens: list[Token]) -> tuple[list[Token], Part]:
    """Return the pieces without the doubts that stand before or behind everything."""
    doubt = Part()
    while tokens and tokens[0].means in _DOUBTS | {Means.COMMA}:
        doubt = _doubted(doubt, tokens.pop(0).means)
    while tokens and tokens[-1].means in _DOUBTS | {Means.COMMA}:
        doubt = _doubted(doubt, tokens.pop().means)
    return tokens, doubt


def _doubted(doubt: Part, means: Means) -> Part:
    return replace(
        doubt,
        about=doubt.about or means is Means.ABOUT,
        unsure=doubt.unsure or means is Means.UNSURE,
    )


def _has(tokens: Sequence[Token], signs: frozenset[Means]) -> bool:
    return any(token.means in signs for token in tokens)


def _cut(tokens: list[Token], signs: frozenset[Means]) -> tuple[list[Token], Means, list[Token]]:
    """Return what stands before and behind the one piece that parts; NotADateError for more."""
    found = [at for at, token in enumerate(tokens) if token.means in signs]
    if len(found) != 1:
        raise NotADateError("not two ends")
    at = found[0]
    return tokens[:at], tokens[at].means, tokens[at + 1 :]


def _joined_winters(tokens: list[Token]) -> list[Token]:
    """Return the pieces with "winter 2021–2022" as one: the winter that begins in 2021."""
    for at, token in enumerate(tokens):
        if token.means is not Means.SEASON or token.number != WINTER:
            continue
        first = at + 1
        while first < len(tokens) and tokens[first].means in {Means.FILLER, Means.YEAR_BEFORE}:
            first += 1
        for length in (1, 3):
            year = _first_of_two(tokens[first : first + length])
            if year is not None:
                winter = Token(Means.WINTER, year)
                return [*tokens[:at], winter, *_joined_winters(tokens[first + length :])]
    return tokens


def _first_of_two(tokens: Sequence[Token]) -> int | None:
    """Return the first of two years that follow each other: 2021–2022, 2021/22, 21–22."""
    if len(tokens) == 1 and tokens[0].means is Means.DATE and len(tokens[0].parts) == 2:
        first, second = (int(text) for text in tokens[0].parts)
    elif [token.means for token in tokens] == [Means.NUMBER, Means.DASH, Means.NUMBER]:
        first, second = tokens[0].number, tokens[2].number
    else:
        return None
    if first < 100:
        first += 2000
    return first if second % 100 == (first + 1) % 100 else None


def _days_alike(
    first: tuple[Part, ...], last: tuple[Part, ...]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the readings of two ends; where one has a day, so has the other: Feb 24–28, 2022."""
    if any(part.day for part in last) and any(part.day for part in first):
        kept = (tuple(part for part in parts if part.day) for parts in (first, last))
        first, last = kept
    return first, last


def _lent(first: Part, last: Part) -> tuple[Part, Part]:
    """Return two ends that have what only one of them says: a month, a year, a calendar."""
    if first.empty or last.empty:
        raise NotADateError("an end without a word")
    if first.year in HIJRI_YEARS and last.hijri:
        first = replace(first, hijri=True)
    if first.day and not first.month and not first.season:
        first = replace(first, month=last.month, hijri=first.hijri or last.hijri)
    if first.portion and not (first.month or first.season or first.dated):
        first = replace(first, month=last.month, season=last.season)
    if not first.dated and last.year is not None:
        first = replace(first, year=last.year, hijri=first.hijri or last.hijri)
        if first.month and last.month and first.month > last.month:
            first = replace(first, year=last.year - 1)
    if last.day and not last.month and first.month:
        last = replace(last, month=first.month, hijri=first.hijri or last.hijri)
    if not last.dated and first.year is not None:
        later = bool(first.month and last.month and last.month < first.month)
        last = replace(last, year=first.year + later, hijri=first.hijri or last.hijri)
    return first, last


def _joined(one: End, two: End) -> str:
    edtf = one.first if one.first == two.last else f"{one.first}/{two.last}"
    try:
        UncertainDate.parse(edtf)
    except ValueError:
        turned = f"{two.first}/{one.last}"
        raise UnclearError(Ask.BACKWARDS, turned) from None
    return edtf


def _adjacent(one: End, two: End) -> bool:
    first, last = UncertainDate.parse(one.last).latest, UncertainDate.parse(two.first).earliest
    return first is not None and last is not None and (last - first).days == 1


def _before(end: End, part: Part) -> str:
    """Return what ends the day before: "before summer 2023" is until the end of May."""
    first = UncertainDate.parse(end.first).earliest
    if first is None:
        raise NotADateError("before nothing")
    return _as_fine(first - dt.timedelta(days=1), part, end)


def _next(end: End, part: Part) -> str:
    """Return what begins the day after: "after May 2020" is from June."""
    last = UncertainDate.parse(end.last).latest
    if last is None:
        raise NotADateError("after nothing")
    return _as_fine(last + dt.timedelta(days=1), part, end)


def _as_fine(day: dt.date, part: Part, end: End) -> str:
    """Return a day as finely as the date beside it was told, with its doubts."""
    whole_month = end.first.count("-") == 1
    if part.day or part.week or (not whole_month and (part.month or part.portion)):
        return f"{day.isoformat()}{part.mark}"
    if part.month or part.season or part.portion:
        return f"{day:%Y-%m}{part.mark}"
    return f"{day:%Y}{part.mark}"
