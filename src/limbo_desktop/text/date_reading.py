"""Reads a date as a person writes it: "ноябрь 2023, число не помню", "about 2021", "رمضان ١٤٤٤".

Every language is read at once, since people mix them.  What is not understood whole is not
understood at all: the text then stays as it was written, and nothing is guessed.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text import date_lexicon as lexicon
from limbo_desktop.text.date_lexicon import folded
from limbo_desktop.text.date_questions import Question

_FIRST_YEAR = 1600
"""Earlier years are taken for Islamic ones, of which 1343 to 1500 can be converted."""

_DASH = r"\s*[–—]\s*|\s+-\s+"
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})[./](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?(?!\d)")
_DECADE = re.compile(
    r"\b(?:the )?(\d{3})0(?:'?s|-?(?:е|х|ые|ых))\b(?: годы| годов| годах)?|عقد (\d{3})0"
)
_SIGNS = "(),،.?؟"
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Part:
    """What one end of a date says; a part that is not said is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    hijri: bool = False
    some_day: bool = False
    mark: str = ""


def understand(
    text: str, *, code: str = "", today: dt.date | None = None
) -> UncertainDate | Question | None:
    """Return the date that `text` says, a question about it, or None when it is no date.

    `code` is the language of the window (ru, ar, en): "04/05/22" is a question in English only.
    `today` is needed for "yesterday"; without it such words are a question.  None: it stays as
    it is written, which is never an error.
    """
    return read_date(text)


def read_date(text: str, *, year: int | None = None) -> UncertainDate | None:
    """Return what `text` says as a date, or None when it is not understood whole.

    Takes EDTF too; "" is the date that is not known.  `year` is supposed where none is written:
    "14 июня" in a list of 2023.  Years before 1600 are Islamic.
    """
    try:
        written = UncertainDate.parse(text.strip())
        if not written.earliest or written.earliest.year >= _FIRST_YEAR:
            return written
    except ValueError:
        pass
    try:
        return _read(folded(text), year)
    except (ValueError, OverflowError):
        return None


def _read(said: str, year: int | None) -> UncertainDate | None:
    said, still = _without(said, lexicon.STILL)
    first, _, rest = said.partition(" ")
    between = re.fullmatch(r"(?:между|between|بين) (.+?) (?:и|and|و) ?(.+)", said)
    if between:
        return _interval(between[1], between[2], year)
    if first in lexicon.BEFORE.split():
        return _before(_part(rest), year)
    if first in lexicon.UNTIL.split():
        return _parsed(f"../{_edtf(_part(rest), year)}")
    if first in lexicon.SINCE.split():
        ends = re.fullmatch(r"(.+?),? (?:по|до|to|until|till|الي|حتي) (.+)", rest)
        if ends:
            return _interval(ends[1], ends[2], year)
        return _parsed(f"{_edtf(_part(rest), year)}/..")
    if still:
        return _parsed(f"{_edtf(_part(said), year)}/..")
    years = re.fullmatch(r"(\d{4}) ?[-–—] ?(\d{4})( гг?| годы)?", said)
    if years:
        return _parsed(f"{years[1]}/{years[2]}")
    ends_by_dash = re.split(_DASH, said)
    if len(ends_by_dash) == 1:
        days = re.fullmatch(r"(\d{1,2})-(\d{1,2} [^\d].*)", said)
        ends_by_dash = [days[1], days[2]] if days else ends_by_dash
    if len(ends_by_dash) == 2:
        return _interval(ends_by_dash[0], ends_by_dash[1], year)
    return _parsed(_edtf(_part(said), year)) if len(ends_by_dash) == 1 else None


def _parsed(edtf: str) -> UncertainDate:
    return UncertainDate.parse(edtf)


def _interval(start_text: str, end_text: str, year: int | None) -> UncertainDate:
    """An interval; its first end takes month and year from the second where it has none."""
    start, end = _part(start_text), _part(end_text)
    if start.year is None and start.decade is None:
        start = replace(start, year=end.year, hijri=start.hijri or end.hijri)
    if start.day and not start.month:
        start = replace(start, month=end.month)
    if end.mark and not start.mark and not end_text.endswith(")"):
        start = replace(start, mark=end.mark)
    return _parsed(f"{_edtf(start, year)}/{_edtf(end, year)}")


def _before(part: _Part, year: int | None) -> UncertainDate:
    """Everything up to the day before: "before summer 2023" is until the end of May."""
    first = UncertainDate.parse(_edtf(replace(part, mark=""), year)).earliest
    if first is None:
        raise ValueError("before nothing")
    last = first - dt.timedelta(days=1)
    if part.day:
        return _parsed(f"../{last.isoformat()}")
    if part.month or part.season:
        return _parsed(f"../{last:%Y-%m}{part.mark}")
    return _parsed(f"../{last:%Y}{part.mark}")


def _without(said: str, phrases: str) -> tuple[str, bool]:
    """Return `said` without the first of the phrases that stands in it, and whether one did."""
    for phrase in phrases.split("|"):
        shorter, count = re.subn(rf"[,،]?\s*(?<!\w){re.escape(phrase)}(?!\w)", " ", said)
        if count:
            return " ".join(shorter.split()), True
    return said, False


def _part(said: str) -> _Part:
    """Return what one moment says; ValueError when a word of it is not understood."""
    said, unsure = _without(said, lexicon.UNCERTAIN_PHRASES)
    said, some_day = _without(said, lexicon.SOME_DAY_PHRASES)
    words = [word.strip(_SIGNS) for word in said.replace("(", " (").split()]
    about = any(word in lexicon.APPROXIMATE.split() for word in words) or "~" in said
    unsure = unsure or "?" in said or "؟" in said
    unsure = unsure or any(word in lexicon.UNCERTAIN.split() for word in words)
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, unsure), "")
    known = {*lexicon.APPROXIMATE.split(), *lexicon.UNCERTAIN.split()}
    kept = [word for word in said.split() if word.strip(_SIGNS) not in known]
    return replace(_plain(" ".join(kept)), mark=mark, some_day=some_day)


def _plain(said: str) -> _Part:
    """Return day, month, season and year of text whose doubts have been taken out."""
    decade = _DECADE.search(said)
    if decade:
        _nothing_left(said.replace(decade[0], " "))
        return _Part(decade=int(decade[1] or decade[2]))
    for pattern, order in ((_NUMERIC, "dmy"), (_ISO, "ymd"), (_MONTH_YEAR, "my")):
        found = pattern.search(said)
        if found:
            _nothing_left(said.replace(found[0], " "))
            return _numeric(dict(zip(order, found.groups(), strict=True)))
    said, hijri_month = _named(said, lexicon.hijri_months())
    said, arabic_month = _named(said, {k: v for k, v in lexicon.months().items() if " " in k})
    part = _Part(month=hijri_month or arabic_month, hijri=hijri_month is not None)
    for word in _WORD.findall(said):
        part = _joined(part, word)
    if part.year is not None and part.year < _FIRST_YEAR:
        part = replace(part, hijri=True)
    return part


def _named(said: str, names: dict[str, int]) -> tuple[str, int | None]:
    for name in sorted(names, key=len, reverse=True):
        shorter, count = re.subn(rf"(?<!\w){name}(?!\w)", " ", said)
        if count:
            return shorter, names[name]
    return said, None


def _joined(part: _Part, word: str) -> _Part:
    """Return `part` with one more word; ValueError when it has no place in a date."""
    if word.isdigit():
        if len(word) == 4 and part.year is None:
            return replace(part, year=int(word))
        if len(word) <= 2 and part.day is None:
            return replace(part, day=int(word))
        raise ValueError("a number too many")
    month, season = lexicon.month_of(word), lexicon.seasons().get(word)
    if month and part.month is None:
        return replace(part, month=month)
    if season and part.season is None:
        return replace(part, season=season)
    if word in lexicon.fillers():
        return part
    raise ValueError("a word that is not understood")


def _numeric(found: dict[str, str]) -> _Part:
    """A date in digits; day first, unless only month first makes a date."""
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    month, day = int(found["m"]), int(found.get("d") or 0) or None
    if day and month > 12 >= day:
        month, day = day, month
    return _Part(year=year, month=month, day=day, hijri=year < _FIRST_YEAR)


def _nothing_left(said: str) -> None:
    if any(word not in lexicon.fillers() for word in _WORD.findall(said)):
        raise ValueError("a word that is not understood")


def _edtf(part: _Part, year: int | None) -> str:
    """Return one moment as EDTF; ValueError when it has no year or contradicts itself."""
    if part.decade is not None:
        return f"{part.decade}X{part.mark}"
    when = part.year if part.year is not None else year
    if when is None or (part.season and (part.month or part.day)):
        raise ValueError("no year, or both month and season")
    if part.hijri:
        return _gregorian(replace(part, year=when))
    if part.season:
        return f"{when:04}-{part.season}{part.mark}"
    if part.month is None:
        if part.day:
            raise ValueError("a day without its month")
        return f"{when:04}{'-XX-XX' if part.some_day else ''}{part.mark}"
    if part.day:
        return f"{when:04}-{part.month:02}-{part.day:02}{part.mark}"
    return f"{when:04}-{part.month:02}{'-XX' if part.some_day else ''}{part.mark}"


def _gregorian(part: _Part) -> str:
    """Return an Islamic day as EDTF; an Islamic month is about the month of its middle.

    Umm al-Qura by `hijridate`, which knows the years 1343 to 1500.
    """
    from hijridate import Hijri

    if part.year is None or part.month is None:
        raise ValueError("an Islamic year alone spans two of ours")
    day = Hijri(part.year, part.month, part.day or 15).to_gregorian()
    if part.day:
        return f"{day.isoformat()}{part.mark}"
    return f"{day:%Y-%m}{'%' if part.mark in {'?', '%'} else '~'}"
