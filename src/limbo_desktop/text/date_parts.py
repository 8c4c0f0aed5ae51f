"""One end of a date: what its words say, with everything that they may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from limbo_desktop.text.date_lexicon import Means
from limbo_desktop.text.date_questions import Ask
from limbo_desktop.text.date_tokens import Token

OLDEST, YOUNGEST = 1850, 2100
"""Years of a life and its papers; others are Islamic, or asked about."""

HIJRI_YEARS = range(1343, 1501)

_SHORT_THIS_CENTURY = 30
_SHORT_LAST_CENTURY = 60


class NotADateError(ValueError):
    """A word that has no place in a date: the text stays as it is written."""


class UnclearError(ValueError):
    """The date has no reading by itself: `ask`, with `readings` in EDTF to choose from."""

    def __init__(self, ask: Ask, *readings: str) -> None:
        super().__init__(ask.name)
        self.ask = ask
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Part:
    """What one end of a date says; what is not said is None or empty.

    `month` is of the Islamic calendar when `hijri`; `portion` and `week` are numbers of the
    lexicon.  `two_years` says that both years of a winter were written.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    portion: int | None = None
    week: int | None = None
    weekday: int | None = None
    two_years: bool = False
    hijri: bool = False
    some_day: bool = False
    some_month: bool = False
    about: bool = False
    unsure: bool = False

    @property
    def dated(self) -> bool:
        """Whether a year or a decade is said."""
        return self.year is not None or self.decade is not None

    @property
    def empty(self) -> bool:
        """Whether nothing at all is said, but perhaps a doubt."""
        return self == Part(about=self.about, unsure=self.unsure)

    @property
    def mark(self) -> str:
        """The EDTF mark of its doubts."""
        return {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.about, self.unsure), ""
        )


@dataclass(frozen=True, slots=True)
class Readings:
    """What one end may mean, the likeliest first; with more than one, `ask` says what to ask."""

    parts: tuple[Part, ...]
    ask: Ask = Ask.WHICH_ONE


_QUIET = frozenset(
    {Means.FILLER, Means.COMMA, Means.OPEN, Means.CLOSE, Means.OURS, Means.FROM}
    | {Means.YEAR_AFTER, Means.YEAR_BEFORE, Means.THOUSANDS}
)


def read_part(tokens: Sequence[Token], *, month_first: bool) -> Readings:
    """Return what the pieces of one end say.

    `month_first` says that people may write 5/10 for the fifth and for May.  Raises NotADateError
    for a piece that does not belong, UnclearError when nothing can be offered but a question.
    """
    numbers: list[tuple[int, Token]] = []
    part = Part()
    either: tuple[int, ...] = ()
    date: Token | None = None
    month_at = -1
    for at, token in enumerate(tokens):
        number = token.number
        match token.means:
            case Means.NUMBER | Means.ORDINAL:
                numbers.append((at, token))
            case Means.DATE if date is None:
                date = token
            case Means.MONTH if part.month == number and not part.hijri:
                pass  # both of its names: كانون الثاني (يناير)
            case Means.MONTH | Means.HIJRI_MONTH if part.month is None and not either:
                hijri = token.means is Means.HIJRI_MONTH
                part = replace(part, month=number, hijri=part.hijri or hijri)
                month_at = at
            case Means.EITHER_MONTH | Means.EITHER_HIJRI if part.month is None and not either:
                hijri = token.means is Means.EITHER_HIJRI
                either, month_at = (number, number % 12 + 1), at
                part = replace(part, hijri=part.hijri or hijri)
            case means if means in _QUIET:
                pass
            case means:
                part = _with(part, means, number)
    if date is not None:
        return _with_digits(part, date, numbers, month_first=month_first)
    readings = _with_numbers(part, numbers, tokens, month_at)
    if either:
        parts = tuple(replace(one, month=month) for month in either for one in readings.parts)
        return Readings(parts, Ask.WHICH_MONTH)
    return readings


def _with(part: Part, means: Means, number: int) -> Part:
    """Return `part` with one more word; NotADateError when it has no place."""
    match means:
        case Means.SEASON if part.season is None:
            return replace(part, season=number)
        case Means.WINTER if part.season is None and part.year is None:
            return replace(part, season=24, year=number, two_years=True)
        case Means.DECADE if part.decade is None:
            return replace(part, decade=number)
        case Means.PORTION if part.portion is None:
            return replace(part, portion=number)
        case Means.WEEK if part.week is None:
            return replace(part, week=number)
        case Means.WEEKDAY if part.weekday is None:
            return replace(part, weekday=number)
        case _:
            return _flagged(part, means)


def _flagged(part: Part, means: Means) -> Part:
    """Return `part` with a word that has no number."""
    match means:
        case Means.ABOUT:
            return replace(part, about=True)
        case Means.UNSURE:
            return replace(part, unsure=True)
        case Means.SOME_DAY:
            return replace(part, some_day=True)
        case Means.SOME_MONTH:
            return replace(part, some_month=True)
        case Means.HIJRI:
            return replace(part, hijri=True)
        case _:
            raise NotADateError(means.name)


def years_of(short: int, *, hijri: bool = False) -> tuple[int, ...]:
    """Return the years that two digits may stand for."""
    if hijri:
        return (1400 + short,) if short <= 50 else (1300 + short,)
    if short <= _SHORT_THIS_CENTURY:
        return (2000 + short,)
    if short >= _SHORT_LAST_CENTURY:
        return (1900 + short,)
    return 1900 + short, 2000 + short


def _with_year(part: Part, short: int) -> Readings:
    found = years_of(short, hijri=part.hijri)
    return Readings(tuple(replace(part, year=year) for year in found), Ask.WHICH_CENTURY)


def _with_numbers(
    part: Part, numbers: list[tuple[int, Token]], tokens: Sequence[Token], month_at: int
) -> Readings:
    """Return `part` with day and year from the numbers beside its words."""
    shorts: list[int] = []
    small: list[tuple[int, Token]] = []
    for at, token in numbers:
        before = tokens[at - 1].means if at else None
        after = tokens[at + 1].means if at + 1 < len(tokens) else None
        beside = after is Means.YEAR_AFTER or before is Means.YEAR_BEFORE or token.sign
        if before is Means.THOUSANDS or token.digits == 4:
            part = _year(part, token.number + 2000 * (token.digits != 4))
        elif token.digits > 2:
            raise NotADateError("a number that is neither day nor year")
        elif beside and not shorts:
            shorts.append(token.number)
        else:
            small.append((at, token))
    if shorts:
        _year(part, 0)  # not beside a year of four digits
        return _with_year(_one_day(part, small), shorts[0])
    if len(small) == 2 and part.year is None and month_at >= 0:
        return _with_year(replace(part, day=small[0][1].number), small[1][1].number)
    if not small or month_at >= 0:
        return _beside_month(part, small, month_at)
    return _without_month(part, small)


def _without_month(part: Part, small: list[tuple[int, Token]]) -> Readings:
    """A number or two without the name of a month: a day of an interval, a short year."""
    if len(small) > 1:
        raise NotADateError("a number too many")
    number = small[0][1].number
    if part.season and part.year is None:
        return _with_year(part, number)
    if part.season or (part.year is None and not part.empty):
        raise NotADateError("a number too many")
    return Readings((replace(part, day=number),))


def _year(part: Part, year: int) -> Part:
    if part.year is not None:
        raise NotADateError("two years")
    return replace(part, year=year)


def _one_day(part: Part, small: list[tuple[int, Token]]) -> Part:
    if len(small) > 1 or (small and part.season):
        raise NotADateError("a number too many")
    return replace(part, day=small[0][1].number) if small else part


def _beside_month(part: Part, small: list[tuple[int, Token]], month_at: int) -> Readings:
    """A month with at most one number: its day, or behind it perhaps its year."""
    part = _one_day(part, small)
    if not small or part.year is not None:
        return Readings((part,))
    at, token = small[0]
    if at < month_at or token.marked or token.means is Means.ORDINAL or token.number < 10:
        return Readings((part,))
    years = tuple(
        replace(part, day=None, year=year) for year in years_of(token.number, hijri=part.hijri)
    )
    if token.number > 31:
        return Readings(years, Ask.WHICH_CENTURY)
    return Readings((*years, part), Ask.DAY_OR_YEAR)


def _with_digits(
    part: Part, date: Token, numbers: list[tuple[int, Token]], *, month_first: bool
) -> Readings:
    """Return `part` with a date in digits: 4.10.2022, 2022/10/4, 10.2022, 5.10."""
    if part.month or part.season or part.decade or part.day:
        raise NotADateError("two dates")
    if len(date.parts) == 2:
        return _with_pair(part, date, numbers, month_first=month_first)
    if numbers:
        raise NotADateError("a number too many")
    if len(date.parts[0]) == 4:
        year, month, day = (int(text) for text in date.parts)
        return Readings((replace(part, year=year, month=month, day=day),))
    if len(date.parts[0]) > 2 or len(date.parts[2]) == 1:
        raise NotADateError("a year of one digit or three")
    day, month, year = (int(text) for text in date.parts)
    years = (year,) if len(date.parts[2]) == 4 else years_of(year, hijri=part.hijri)
    orders = [(day, month)]
    if month > 12 >= day:
        orders = [(month, day)]
    elif month_first and date.sign != "." and day <= 12 and day != month:
        orders.append((month, day))
    found = tuple(
        replace(part, year=each, month=order[1], day=order[0])
        for order in (orders[:1] if years[0] in HIJRI_YEARS else orders)
        for each in years
    )
    return Readings(found, Ask.DAY_OR_MONTH if len(orders) > 1 else Ask.WHICH_CENTURY)


def _with_pair(
    part: Part, date: Token, numbers: list[tuple[int, Token]], *, month_first: bool
) -> Readings:
    """Return `part` with two numbers: month and year, or day and month."""
    first, second = (int(text) for text in date.parts)
    if len(date.parts[0]) == 4 or len(date.parts[1]) == 4:
        year, month = (first, second) if len(date.parts[0]) == 4 else (second, first)
        if numbers:
            raise NotADateError("a number too many")
        return Readings((replace(part, year=year, month=month),))
    if len(numbers) > 1 or (numbers and numbers[0][1].digits != 4):
        raise NotADateError("a number too many")
    if second > 12 and not numbers:
        years = years_of(second) if 1 <= first <= 12 else ()
        raise UnclearError(Ask.WHICH_ONE, *(f"{year}-{first:02}" for year in years))
    part = replace(part, year=numbers[0][1].number if numbers else None)
    orders = [(first, second)]
    if month_first and date.sign != "." and first <= 12 and first != second:
        orders.append((second, first))
    found = tuple(replace(part, month=month, day=day) for day, month in orders)
    return Readings(found, Ask.DAY_OR_MONTH)
