"""Dates that are told from today: "вчера", "two weeks ago", "في الشهر الماضي".

They are read only with a `today`, since the same words mean another date tomorrow; without it
they are a question.  Days ago are exact, weeks, months and years ago are about.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from limbo_desktop.text.date_lexicon import Means, meanings
from limbo_desktop.text.date_parts import UnclearError
from limbo_desktop.text.date_questions import Ask

_DAYS: Final = {
    "сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2,
    "вчера вечером": -1, "вчера утром": -1, "сегодня утром": 0, "сегодня вечером": 0,
    "today": 0, "yesterday": -1, "the day before yesterday": -2, "day before yesterday": -2,
    "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2, "last night": -1,
    "this morning": 0, "tonight": 0, "yesterday morning": -1, "yesterday evening": -1,
    "اليوم": 0, "امس": -1, "البارحه": -1, "مبارح": -1, "الامس": -1, "بالامس": -1,
    "اول امس": -2, "اول من امس": -2, "غدا": 1, "بكره": 1, "بعد غد": 2,
}  # fmt: skip
UNITS: Final = {
    "day": "день дня дней day days يوم يوما ايام يومين يومان",
    "week": "неделю недели недель неделя week weeks اسبوع اسبوعا اسابيع اسبوعين اسبوعان",
    "month": "месяц месяца месяцев month months شهر شهرا اشهر شهور شهرين شهران",
    "year": "год года лет year years سنه سنوات سنين سنتين سنتان عام اعوام عامين عامان عاما",
}
"""What is counted, with its words, folded."""
TWO: Final = frozenset(
    ("يومين", "يومان", "اسبوعين", "اسبوعان", "شهرين", "شهران", "سنتين", "سنتان", "عامين", "عامان")
)
"""Arabic words that count to two by themselves, folded."""
NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "один одну one a an واحد", "два две пару two couple اثنين", "три three ثلاثه ثلاث",
            "четыре four اربعه اربع", "пять five خمسه خمس", "шесть six سته ست",
            "семь seven سبعه سبع", "восемь eight ثمانيه ثماني", "девять nine تسعه تسع",
            "десять ten عشره عشر",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
"""Small numbers in words, folded."""
_ABOUT: Final = re.compile(
    r"\b(?:примерно|приблизительно|около|about|around|roughly|حوالي|نحو|قرابه|تقريبا) ?"
)
_COUNT: Final = r"(?:(?P<count>\d{1,3}|[^\W\d_]+) )?(?:of )?(?P<unit>[^\W\d_]+)"
_COUNTED: Final = (
    (-1, re.compile(rf"{_COUNT} (?:назад|тому назад|ago)")),
    (-1, re.compile(rf"(?:قبل|منذ) {_COUNT}")),
    (1, re.compile(rf"(?:через|in|بعد) {_COUNT}(?: time)?")),
)
_SIDES: Final = {
    "last": -1, "this": 0, "next": 1, "past": -1, "previous": -1, "current": 0, "coming": 1,
    "прошл": -1, "этот": 0, "эта": 0, "этом": 0, "этой": 0, "это": 0, "этим": 0, "эту": 0,
    "следующ": 1, "будущ": 1, "позапрошл": -2, "текущ": 0, "нынешн": 0,
    "الماضي": -1, "الماضيه": -1, "الفاءت": -1, "الفايت": -1, "المنصرم": -1, "المنصرمه": -1,
    "السابق": -1, "السابقه": -1, "الحالي": 0, "الحاليه": 0, "هذا": 0, "هذه": 0, "القادم": 1,
    "القادمه": 1, "المقبل": 1, "المقبله": 1, "الجاري": 0,
}  # fmt: skip
_PERIODS: Final = {
    "week": "неделя неделе неделю недели week اسبوع الاسبوع",
    "month": "месяц месяца месяце month شهر الشهر",
    "year": "год года году year سنه السنه عام العام",
}


_YEAR_WORDS: Final = re.compile(
    r"(?P<ru>прошл|позапрошл|текущ|нынешн|следующ|будущ|эт)(?:ого|его) года"
    r"|(?:of )?(?P<en>last|this|next) year"
    r"|(?:من )?(?:العام|السنه) (?P<ar>[^\W\d_]+)|(?:من )?(?P<now>هذا العام|هذه السنه)"
)


def with_years(said: str, today: dt.date | None) -> str:
    """Return folded text with "of last year" beside other words as the year it is.

    Raises UnclearError when there is no today.
    """
    found = _YEAR_WORDS.search(said)
    if found is None or not meanings_beside(said[: found.start()] + said[found.end() :]):
        return said
    word = next((group for group in found.groups() if group), "")
    side = 0 if found["now"] or word == "эт" else _SIDES.get(word)
    if side is None:
        return said
    if today is None:
        raise UnclearError(Ask.RELATIVE)
    return f"{said[: found.start()]} {today.year + side} {said[found.end() :]}".strip()


def meanings_beside(rest: str) -> bool:
    """Whether text names a month or a season."""
    named = {Means.MONTH, Means.SEASON}
    words = re.findall(r"[^\W\d_]+(?: [^\W\d_]+)?", rest) + rest.split()
    return any(meanings().get(word, (Means.UNKNOWN, 0))[0] in named for word in words)


def relative(said: str, today: dt.date | None) -> str | None:
    """Return the EDTF of folded text that is told from `today`, None when it is not such text.

    Raises UnclearError when it is and there is no today, or it may be one of two.
    """
    said = said.strip(" .,،")
    bare = re.sub(r"^(?:(?:в|во|на|in|on|في|خلال) )?(?:the )?", "", said)
    for reader, text in ((_day, bare), (_day, said), (_counted, said), (_period, bare)):
        found = reader(text, today or dt.date(2000, 1, 1))
        if found is not None:
            if today is None:
                raise UnclearError(Ask.RELATIVE)
            if len(found) > 1:
                raise UnclearError(Ask.WHICH_SEASON, *found)
            return found[0]
    return None


def _day(said: str, today: dt.date) -> tuple[str, ...] | None:
    if said not in _DAYS:
        return None
    return ((today + dt.timedelta(days=_DAYS[said])).isoformat(),)


def _counted(said: str, today: dt.date) -> tuple[str, ...] | None:
    """Read "3 недели назад", "two months ago", "قبل أسبوعين", "через 2 дня"."""
    bare = _ABOUT.sub("", said).strip()
    for sign, pattern in _COUNTED:
        found = pattern.fullmatch(bare)
        if found is None:
            continue
        word, number = found["unit"], found["count"] or ""
        unit = next((unit for unit, words in UNITS.items() if word in words.split()), "")
        count = int(number) if number.isdecimal() else NUMBERS.get(number, 0)
        if not number:
            count = 2 if word in TWO else 1
        if unit and count:
            return (_stepped(today, unit, sign * count, about=bare != said),)
    return None


def _stepped(today: dt.date, unit: str, count: int, *, about: bool) -> str:
    if unit in {"day", "week"}:
        day = today + dt.timedelta(days=count * (7 if unit == "week" else 1))
        return f"{day.isoformat()}{'~' if about or unit == 'week' else ''}"
    if unit == "year":
        return f"{today.year + count:04}~"
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return f"{year:04}-{month + 1:02}~"


def _period(said: str, today: dt.date) -> tuple[str, ...] | None:
    """Read "в прошлом году", "last summer", "الشهر الماضي", "этой весной"."""
    words = said.split()
    if len(words) != 2:
        return None
    name, side = words[0], _side(words[1])
    if side is None:
        name, side = words[1], _side(words[0])
    if side is None:
        return None
    known = meanings().get(name, (Means.UNKNOWN, 0))
    if known[0] is Means.SEASON:
        return _season(today, known[1], side)
    if known[0] is Means.WEEKDAY:
        return _weekday(today, known[1], side)
    if known[0] is Means.MONTH and side:
        return _month(today, known[1], side)
    unit = next((unit for unit, each in _PERIODS.items() if name in each.split()), "")
    match unit:
        case "year":
            return (f"{today.year + side:04}",)
        case "month":
            year, month = divmod(today.year * 12 + today.month - 1 + side, 12)
            return (f"{year:04}-{month + 1:02}",)
        case "week":
            monday = today + dt.timedelta(days=7 * side - today.weekday())
            return (f"{monday}~/{monday + dt.timedelta(days=6)}~",)
        case _:
            return None


def _side(word: str) -> int | None:
    """Return -1 for the last one, 0 for this one, 1 for the next one."""
    if word in _SIDES:
        return _SIDES[word]
    stem = re.sub(r"(?:ой|ая|ую|ое|ого|ем|ем|им|ей|ее|яя|юю|ий|ый|ом|ым|его)$", "", word)
    return _SIDES.get(stem) if len(stem) > 4 else None


def _season(today: dt.date, season: int, side: int) -> tuple[str, ...]:
    """Return this season of the year, or the two that "last summer" may be."""
    if side == 0:
        return (f"{today.year:04}-{season}",)
    first = (season - 20) * 3
    begun = today.year - (today.month < first) if side < 0 else today.year + (today.month >= first)
    return f"{begun:04}-{season}", f"{begun + (1 if side > 0 else -1):04}-{season}"


def _weekday(today: dt.date, weekday: int, side: int) -> tuple[str, ...]:
    """Return the day of that name last, this or next week; two when it may be either."""
    monday = today - dt.timedelta(days=today.weekday())
    day = monday + dt.timedelta(days=weekday)
    if side == 0:
        return (day.isoformat(),)
    week = dt.timedelta(days=7 * side)
    near = day if (side < 0 and day < today) or (side > 0 and day > today) else None
    return tuple(each.isoformat() for each in (near, day + week) if each)


def _month(today: dt.date, month: int, side: int) -> tuple[str, ...]:
    """Return "last May": the last one that is over, and that of the year before today's."""
    last = today.year - (today.month <= month) if side < 0 else today.year + (today.month >= month)
    other = today.year + side
    return tuple(dict.fromkeys((f"{last:04}-{month:02}", f"{other:04}-{month:02}")))
