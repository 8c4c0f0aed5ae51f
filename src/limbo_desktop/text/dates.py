"""Uncertain dates in words: "4 октября 2022", "some day in August 2023", "شتاء ٢٠١٦".

Every wording is one message.  A message says in which case it wants its month by the function
that fills it, so that Russian comes out right: октябрь, с октября, в октябре.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from limbo_desktop.case.dates import Moment, Precision, UncertainDate
from limbo_desktop.marking import N_
from limbo_desktop.text.months import Case, month_name, short_month, weekday_name
from limbo_desktop.text.said import Said

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words


class DateStyle(Enum):
    """FULL: 4 October 2022.  WEEKDAY: Tuesday 4 October 2022.  SHORT, for tables: 4 Oct 2022."""

    FULL = "full"
    WEEKDAY = "weekday"
    SHORT = "short"


_SEASONS = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
}
_ABOUT_SEASONS = {
    21: N_("about spring {year}"),
    22: N_("about summer {year}"),
    23: N_("about autumn {year}"),
    24: N_("about winter {year}"),
}
_SINCE_SEASONS = {
    21: N_("from spring {year}"),
    22: N_("from summer {year}"),
    23: N_("from autumn {year}"),
    24: N_("from winter {year}"),
}
_UNTIL_SEASONS = {
    21: N_("no later than spring {year}"),
    22: N_("no later than summer {year}"),
    23: N_("no later than autumn {year}"),
    24: N_("no later than winter {year}"),
}
_WINTER = 24


def date_words(
    words: Words, date: UncertainDate, style: DateStyle, *, within: int | None = None
) -> Said:
    """Return `date` in the language of `words`; the unknown date says that it is not known.

    With `within` the year is left out when every part of the date is of that year.
    """
    moments = [moment for moment in (date.start, date.end) if moment]
    if not moments:
        return words.t("date not known")
    dated = any(moment.year != within for moment in moments)
    speaker = _Speaker(words, style, dated=dated)
    if date.start and date.end:
        if not date.interval:
            return speaker.single(date.start)
        return speaker.between(date.start, date.end)
    if date.start:
        return speaker.since(date.start, whole=style is not DateStyle.SHORT and within is None)
    return speaker.until(moments[0])


def month_heading(words: Words, month: int) -> Said:
    """Return the name of a month as a heading begins with it: Октябрь, October, تشرين الأول."""
    name = month_name(words.language, month)
    return Said(f"{name[:1].upper()}{name[1:]}")


class _Speaker:
    """Says moments and intervals; `dated` is False where the year stands above already."""

    def __init__(self, words: Words, style: DateStyle, *, dated: bool) -> None:
        self._words = words
        self._short = style is DateStyle.SHORT
        self._weekday = style is DateStyle.WEEKDAY
        self._dated = dated

    def single(self, moment: Moment) -> Said:
        """A date that is no interval, with its doubts."""
        text = self._about(moment) if moment.approximate else self._name(moment)
        return self._words.t("{date}?", date=text) if moment.uncertain else text

    def since(self, moment: Moment, *, whole: bool) -> Said:
        """An interval without an end: what still goes on, or came at some time after.

        EDTF does not tell these apart, so the words fit both.  `whole` says it with its "on".
        """
        year = self._year(moment)
        match moment.precision:
            case Precision.SEASON:
                text = self._words.t(_SINCE_SEASONS[moment.month or 21], year=year)
            case Precision.YEAR:
                text = self._words.t("from {year}", year=year)
            case Precision.DECADE:
                text = self._words.t("from the {year}s", year=year)
            case _:
                text = self._words.t("from {date}", date=self._bound(moment))
        return self._roughly(self._words.t("{since} on", since=text) if whole else text, moment)

    def until(self, moment: Moment) -> Said:
        """An interval without a beginning; its last day belongs to it."""
        year = self._year(moment)
        match moment.precision:
            case Precision.SEASON:
                text = self._words.t(_UNTIL_SEASONS[moment.month or 21], year=year)
            case Precision.YEAR:
                text = self._words.t("no later than {year}", year=year)
            case Precision.DECADE:
                text = self._words.t("no later than the {year}s", year=year)
            case _:
                text = self._words.t("no later than {date}", date=self._bound(moment))
        return self._roughly(text, moment)

    def _bound(self, moment: Moment) -> Said:
        """A moment as it follows "from"; some day of a month is its month there."""
        return self._name(replace(moment, some_day=False), Case.OF)

    def _roughly(self, text: Said, moment: Moment) -> Said:
        """An interval with one end and its doubts."""
        if moment.approximate:
            text = self._words.t("roughly {date}", date=text)
        return self._words.t("{date}?", date=text) if moment.uncertain else text

    def between(self, start: Moment, end: Moment) -> Said:
        """An interval with both ends; what they share is said once."""
        self._weekday = False
        if (start.approximate, start.uncertain) == (end.approximate, end.uncertain):
            return self._doubted(self._merged(start, end), start)
        return self._words.t("{start} – {end}", start=self._end(start), end=self._end(end))

    def _merged(self, start: Moment, end: Moment) -> Said:
        plain = not any((start.some_day, start.some_month, end.some_day, end.some_month))
        if plain and start.precision is end.precision and start.year == end.year:
            if start.first == end.first:
                return self._name(start)
            if start.precision is Precision.DAY:
                return self._days(start, end)
            if start.precision is Precision.MONTH:
                return self._months(start, end)
        if plain and start.precision is end.precision is Precision.YEAR:
            first, last = self._year(start), self._year(end)
            return self._words.t("from {first} to {last}", first=first, last=last)
        return self._words.t("{start} – {end}", start=self._name(start), end=self._name(end))

    def _days(self, start: Moment, end: Moment) -> Said:
        first, last, year = self._day(start), self._day(end), self._year(start)
        before, month = self._month(start, Case.OF), self._month(end, Case.OF)
        if start.month == end.month:
            if not self._dated:
                return self._words.t("{first}–{last} {month}", first=first, last=last, month=month)
            return self._words.t(
                "{first}–{last} {month} {year}", first=first, last=last, month=month, year=year
            )
        if not self._dated:
            return self._words.t(
                "{first} {first_month} – {last} {last_month}",
                first=first, first_month=before, last=last, last_month=month,
            )  # fmt: skip
        return self._words.t(
            "{first} {first_month} – {last} {last_month} {year}",
            first=first, first_month=before, last=last, last_month=month, year=year,
        )  # fmt: skip

    def _months(self, start: Moment, end: Moment) -> Said:
        first, last = self._month(start, Case.NAME), self._month(end, Case.NAME)
        if not self._dated:
            return self._words.t("{first_month} – {last_month}", first_month=first, last_month=last)
        return self._words.t(
            "{first_month} – {last_month} {year}",
            first_month=first, last_month=last, year=self._year(start),
        )  # fmt: skip

    def _end(self, moment: Moment) -> Said:
        """One end of an interval whose ends are known unequally well."""
        text = self._name(moment)
        if moment.approximate:
            text = self._words.t("{date} (about)", date=text)
        return self._words.t("{date} (not certain)", date=text) if moment.uncertain else text

    def _doubted(self, text: Said, moment: Moment) -> Said:
        if moment.approximate:
            text = self._words.t("{date}, approximately", date=text)
        return self._words.t("{date}?", date=text) if moment.uncertain else text

    def _name(self, moment: Moment, case: Case = Case.NAME) -> Said:
        """A moment without its doubts: октябрь 2022; with OF, as it follows "from"."""
        year = self._year(moment)
        match moment.precision:
            case Precision.DAY:
                return self._full_day(moment, year)
            case Precision.MONTH if moment.some_day:
                return self._some_day(moment, year)
            case Precision.MONTH:
                month = self._month(moment, case)
                if not self._dated:
                    return month
                return self._words.t("{month} {year}", month=month, year=year)
            case _:
                return self._coarse(moment, year)

    def _coarse(self, moment: Moment, year: Said) -> Said:
        """A moment coarser than a month."""
        match moment.precision:
            case Precision.SEASON:
                return self._words.t(_SEASONS[moment.month or 21], year=year)
            case Precision.YEAR if moment.some_day:
                return self._words.t("some day in {year}", year=year)
            case Precision.YEAR if moment.some_month:
                return self._words.t("some month in {year}", year=year)
            case Precision.DECADE:
                return self._words.t("the {year}s", year=year)
            case Precision.CENTURY:
                last = self._words.digits(str(moment.year + 99))
                return self._words.t("some year from {first} to {last}", first=year, last=last)
            case _:
                return self._words.t("{year}", year=year)

    def _full_day(self, moment: Moment, year: Said) -> Said:
        day, month = self._day(moment), self._month(moment, Case.OF)
        if self._weekday:
            name = Said(weekday_name(self._words.language, moment.first.weekday()))
            if not self._dated:
                return self._words.t("{weekday} {day} {month}", weekday=name, day=day, month=month)
            return self._words.t(
                "{weekday} {day} {month} {year}", weekday=name, day=day, month=month, year=year
            )
        if not self._dated:
            return self._words.t("{day} {month}", day=day, month=month)
        return self._words.t("{day} {month} {year}", day=day, month=month, year=year)

    def _some_day(self, moment: Moment, year: Said) -> Said:
        if self._short:
            month = self._month(moment, Case.IN)
            if not self._dated:
                return self._words.t("in {month}", month=month)
            return self._words.t("in {month} {year}", month=month, year=year)
        month = self._month(moment, Case.OF)
        if not self._dated:
            return self._words.t("some day in {month}", month=month)
        return self._words.t("some day in {month} {year}", month=month, year=year)

    def _about(self, moment: Moment) -> Said:
        """An approximate moment: примерно в октябре 2022."""
        year = self._year(moment)
        match moment.precision:
            case Precision.MONTH:
                month = self._month(moment, Case.IN)
                if not self._dated:
                    return self._words.t("about {month}", month=month)
                return self._words.t("about {month} {year}", month=month, year=year)
            case Precision.SEASON:
                return self._words.t(_ABOUT_SEASONS[moment.month or 21], year=year)
            case Precision.YEAR:
                return self._words.t("about {year}", year=year)
            case Precision.DECADE:
                return self._words.t("about the {year}s", year=year)
            case _:
                return self._words.t("about {date}", date=self._name(moment))

    def _month(self, moment: Moment, case: Case) -> Said:
        month, language = moment.month or 1, self._words.language
        if self._short:
            beside_day = moment.precision is Precision.DAY
            return Said(short_month(language, month, beside_day=beside_day, case=case))
        return Said(month_name(language, month, case))

    def _day(self, moment: Moment) -> Said:
        return self._words.digits(str(moment.day))

    def _year(self, moment: Moment) -> Said:
        """The year as it is said: a winter has two."""
        year = self._words.digits(str(moment.year))
        if moment.precision is Precision.SEASON and moment.month == _WINTER:
            last = self._words.digits(str(moment.year + 1))
            return self._words.t("{first}–{last}", first=year, last=last)
        return year
