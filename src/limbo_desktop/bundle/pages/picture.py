"""The whole story in one picture: time runs down at an even scale, five lanes side by side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT
from limbo_desktop.bundle.pages.flow import Placed, paginate
from limbo_desktop.bundle.pages.line import LAST_DAY, span_of
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import heading
from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.styles import HAIR_INK, ink
from limbo_desktop.bundle.pages.telling import Page, Telling, entry_anchor
from limbo_desktop.bundle.pages.titles import entry_title
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.lanes import LANES
from limbo_desktop.text.hyphenation import hyphenated
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, LinkTarget, Span

AXIS = 15.3 * MM
_SHARES = (18.0, 23.5, 15.0, 25.0, 18.5)
_EMPTY = 0.75
"""The part of its share that a lane keeps in which nothing happened: its name still fits."""
_HEAD_RULE = 51.6 * MM
_MARK_SIZE = 4.8 * MM
_AT_MARK, _AT_LABEL = 2.8 * MM, 9.4 * MM
_GAP = 3.0
_LABEL_LINES = 4
_TOP = _HEAD_RULE + 3 * MM
_HEIGHT = TEXT_BOTTOM - _TOP - 5 * MM
_MOST_MONTHS = 72
"""Months on one page at a scale that can be read."""
_MOST_PAGES = 4
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
"""Every how many years the scale has a number."""
_TICK = 3.0
"""Fewest points between two marks of the scale."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The mark of an entry and what is written beside it; nothing where its neighbour says it."""

    entry: Entry
    block: Block | None
    at: float
    top: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days of one page, from `first` up to `last`, and how many points a day takes."""

    first: dt.date
    last: dt.date
    day: float

    def at(self, day: dt.date) -> float:
        """How far down the page a day is."""
        inside = min(max(day, self.first), self.last)
        return _TOP + (inside - self.first).days * self.day

    def holds(self, day: dt.date) -> bool:
        """Whether a day is on this page."""
        return self.first <= day < self.last

    @property
    def bottom(self) -> float:
        """Where the time of this page ends."""
        return self.at(self.last)


def picture(telling: Telling) -> list[Page]:
    """The pages of the picture; none when no entry has a date."""
    dated = [entry for entry in telling.selection.entries if entry.date.known]
    if not dated:
        return []
    section = telling.words.t("Timeline")
    foot = telling.words.t(
        "Filled: a known day. Dashed: some time within it. The numbers are entry and page."
    )
    title = heading(telling, telling.words.t("The whole story in one picture"))
    pages = []
    for index, (stretch, labels) in enumerate(_stretches(telling, dated)):
        placed: tuple[Placed, ...] = paginate(title)[0] if index == 0 else ()
        drawn = _Drawn(telling, stretch, labels, dated)
        anchors = ("picture",) if index == 0 else ()
        pages.append(Page(section, placed, foot, drawn.draw, anchors))
    return pages


def _stretches(telling: Telling, dated: list[Entry]) -> list[tuple[_Stretch, list[_Label]]]:
    """Even stretches of time, those on which nothing happens left out, with their labels.

    Labels get shorter until every one of them finds its place.
    """
    first, last = span_of(dated)
    start = first.replace(day=1)
    end = _months_after(last, 1)
    months = (end.year - start.year) * 12 + end.month - start.month
    pages = min(-(-months // _MOST_MONTHS), _MOST_PAGES)
    per_page = -(-months // pages)
    if pages > 1:
        start, per_page = start.replace(month=1), -(-(per_page + 11) // 12) * 12
    stretches = [each for each in _cut(start, end, per_page) if _busy(each, dated)]
    for lines in range(_LABEL_LINES, -1, -1):
        told = [(stretch, _labels(telling, stretch, dated, lines)) for stretch in stretches]
        if lines == 0 or all(_fits(labels) for _, labels in told):
            return told
    return []


def _cut(start: dt.date, end: dt.date, per_page: int) -> list[_Stretch]:
    """Pages of even scale; the last ends where the story does."""
    day = _HEIGHT / (_months_after(start, per_page) - start).days
    stretches = []
    while start < end:
        stop = min(_months_after(start, per_page), end)
        stretches.append(_Stretch(start, stop, day))
        start = stop
    return stretches


def _busy(stretch: _Stretch, dated: list[Entry]) -> bool:
    return any(stretch.holds(_start(entry)) for entry in dated)


def _months_after(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def _labels(telling: Telling, stretch: _Stretch, dated: list[Entry], lines: int) -> list[_Label]:
    """The labels of a page with at most so many lines of title, moved where they crowd."""
    labels: list[_Label] = []
    for lane, whole in zip(LANES, _lanes(dated).widths, strict=True):
        width = whole - _AT_LABEL - 1 * MM
        found = [entry for entry in dated if entry.lane is lane and stretch.holds(_start(entry))]
        size = _together(telling, len(found)) if lines == 0 else 1
        groups = [found[first : first + size] for first in range(0, len(found), size)]
        blocks = [_label(telling, group, width, lines) for group in groups]
        half = telling.styles.tiny.leading / 2
        tops = _spread(
            [stretch.at(_start(group[0])) - half for group in groups],
            [block.height + _GAP for block in blocks],
        )
        for group, block, top in zip(groups, blocks, tops, strict=True):
            ats = [stretch.at(_start(entry)) for entry in group]
            labels.append(_Label(group[0], block, ats[0], top))
            labels += [
                _Label(entry, None, at, at) for entry, at in zip(group[1:], ats[1:], strict=True)
            ]
    return labels


def _together(telling: Telling, count: int) -> int:
    """How many neighbours share a label where there are more entries than lines on the page."""
    room = TEXT_BOTTOM - _HEAD_RULE - _GAP
    return max(1, -(-count // int(room / (telling.styles.tiny.leading + _GAP))))


def _fits(labels: Sequence[_Label]) -> bool:
    return all(label.top >= _HEAD_RULE for label in labels if label.block)


def _spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Tops as near as can be to the wanted ones, none over another, all on the page."""
    tops: list[float] = []
    free = _HEAD_RULE + _GAP
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height
    limit = TEXT_BOTTOM
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    return tops


def _label(telling: Telling, entries: Sequence[Entry], width: float, lines: int) -> Block:
    """The title, cut to so many lines, and under it the entry, or several, and the page."""
    styles, entry = telling.styles, entries[0]
    first, last = (str(each.number) for each in (entry, entries[-1]))
    number = Said(first if first == last else f"{first}–{last}")
    anchor = entry_anchor(entry.number)
    place = telling.words.t("{entry} · p. {page}", entry=number, page=telling.page(anchor))
    linked = Span(place, styles.linked(styles.tiny), LinkTarget(anchor))
    if lines == 0:
        return telling.set([linked], styles.tiny, width)
    text = hyphenated(entry_title(telling, entry))
    title = telling.set(text, styles.tiny, width)
    if len(title.lines) > lines:
        text = f"{text[: title.lines[lines - 1].end - 1].rstrip()}…"
    return telling.set(
        [Span(text, styles.tiny), Span("\n", styles.tiny), linked], styles.tiny, width
    )


def _start(entry: Entry) -> dt.date:
    return min(entry.date.sort_key[0], LAST_DAY)


@dataclass(frozen=True, slots=True)
class _Lanes:
    """Where each lane begins and how wide it is; lanes where nothing happens give room away."""

    starts: tuple[float, ...]
    widths: tuple[float, ...]


def _lanes(dated: Sequence[Entry]) -> _Lanes:
    busy = {entry.lane for entry in dated}
    shares = [
        share if lane in busy else share * _EMPTY
        for lane, share in zip(LANES, _SHARES, strict=True)
    ]
    widths = [(TEXT_WIDTH - AXIS) * share / sum(shares) for share in shares]
    starts = [AXIS + sum(widths[:place]) for place in range(len(widths))]
    return _Lanes(tuple(starts), tuple(widths))


class _Drawn:
    """One page of the picture, ready to draw."""

    def __init__(
        self,
        telling: Telling,
        stretch: _Stretch,
        labels: Sequence[_Label],
        dated: Sequence[Entry],
    ) -> None:
        self._telling = telling
        self._stretch = stretch
        self._labels = labels
        self._dated = dated
        self._lanes = _lanes(dated)

    def draw(self, sheet: Sheet) -> None:
        """Draw lanes, years, spans, marks and labels."""
        self._heads(sheet)
        self._years(sheet)
        for entry in self._dated:
            if entry.date.interval or entry.date.certainty is Certainty.UNSURE:
                self._span(sheet, entry)
        for label in self._labels:
            self._entry(sheet, label)

    def _heads(self, sheet: Sheet) -> None:
        words, styles = self._telling.words, self._telling.styles
        for place, lane in enumerate(LANES):
            start = self._lanes.starts[place]
            width = self._lanes.widths[place] - 2 * MM
            label = self._telling.set(words.t(lane.label), styles.apparatus_bold, width)
            sheet.block(label, start + 2.8 * MM, _HEAD_RULE - label.height - 3)
            if place:
                sheet.upright(start, _HEAD_RULE - 6 * MM, self._stretch.bottom, 0.4, HAIR_INK)
        sheet.rule(_HEAD_RULE)
        sheet.upright(AXIS, _HEAD_RULE, self._stretch.bottom, 1.0)

    def _years(self, sheet: Sheet) -> None:
        """The scale: years with their numbers, months as far as there is room for them."""
        stretch, leading = self._stretch, self._telling.styles.year.leading
        years = next(step for step in _YEARS if step * 365 * stretch.day >= leading)
        months = next((step for step in (1, 3) if step * 30 * stretch.day >= _TICK), 12)
        day, told = stretch.first, list[dt.date]()
        while day < stretch.last:
            at = stretch.at(day)
            counted = day.month == 1 and day.year % years == 0
            if counted:
                told.append(day)
                self._year(sheet, day.year, at)
                if day != stretch.first:
                    sheet.hair(at, AXIS, TEXT_WIDTH - AXIS)
            if counted or (years == 1 and (day.month - 1) % months == 0):
                length = 2.5 * MM if counted else 1 * MM
                sheet.rule(at, AXIS - length, length, thickness=1.0 if counted else 0.6)
            day = _months_after(day, 1)
        top = stretch.at(stretch.first)
        if not told or stretch.at(told[0]) - top >= leading:
            self._year(sheet, stretch.first.year, top)

    def _year(self, sheet: Sheet, number: int, at: float) -> None:
        style = self._telling.styles.year
        year = self._telling.words.digits(str(number))
        sheet.text(year, style, 0, at - style.leading / 2, AXIS - 3 * MM, end=True)

    def _span(self, sheet: Sheet, entry: Entry) -> None:
        """What takes time, outlined; what happened some time within it, dashed."""
        date, stretch = entry.date, self._stretch
        first, last = _start(entry), date.latest or dt.date.max
        if last < stretch.first or first >= stretch.last:
            return
        mark = event_mark(entry.event)
        top, bottom = stretch.at(first), stretch.at(min(last, stretch.last))
        unsure = date.certainty is Certainty.UNSURE
        width = _MARK_SIZE * (0.8 if unsure else 0.55)
        if bottom - top <= _MARK_SIZE:
            return
        start = self._lanes.starts[LANES.index(entry.lane)] + _AT_MARK + (_MARK_SIZE - width) / 2
        canvas = sheet.canvas
        canvas.saveState()
        canvas.setStrokeColor(ink(mark.light))
        canvas.setFillColor(ink(mark.light_soft))
        canvas.setLineWidth(0.9)
        if unsure:
            canvas.setDash(2.0, 1.6)
        left = sheet.frame.left(start, width)
        canvas.roundRect(
            left,
            PAGE_HEIGHT - bottom,
            width,
            bottom - top,
            width / 2 if unsure else 1.0,
            stroke=1,
            fill=0 if unsure else 1,
        )
        canvas.restoreState()

    def _entry(self, sheet: Sheet, label: _Label) -> None:
        entry = label.entry
        start = self._lanes.starts[LANES.index(entry.lane)]
        date = entry.date
        latest = date.latest or date.earliest or _start(entry)
        long = self._stretch.at(latest) - label.at > _MARK_SIZE
        if date.certainty is not Certainty.UNSURE or not long:
            certainty = Certainty.EXACT if date.interval and long else date.certainty
            top = label.at - _MARK_SIZE / 2
            mark = event_mark(entry.event)
            draw_mark(sheet, mark, certainty, start + _AT_MARK, top, _MARK_SIZE)
        if label.block is None:
            return
        middle = label.top + self._telling.styles.tiny.leading / 2
        if abs(middle - label.at) > 2:
            self._leader(sheet, start, label.at, middle)
        self._clear(sheet, start, label.block, label.top)
        sheet.block(label.block, start + _AT_LABEL, label.top)

    def _clear(self, sheet: Sheet, start: float, block: Block, top: float) -> None:
        """White behind a label, so that no line of the picture runs through it."""
        width = block.natural_width
        canvas = sheet.canvas
        canvas.saveState()
        canvas.setFillColor(ink("#FFFFFF"))
        left = sheet.frame.left(start + _AT_LABEL, width)
        bottom = PAGE_HEIGHT - top - block.height
        canvas.rect(left, bottom, width, block.height, stroke=0, fill=1)
        canvas.restoreState()

    def _leader(self, sheet: Sheet, start: float, at: float, middle: float) -> None:
        """The line from a mark to its label further down."""
        canvas = sheet.canvas
        from_x = sheet.frame.left(start + _AT_MARK + _MARK_SIZE + 1, 0)
        to_x = sheet.frame.left(start + _AT_LABEL - 1.5, 0)
        canvas.saveState()
        canvas.setStrokeColor(ink(HAIR_INK))
        canvas.setLineWidth(0.6)
        canvas.line(from_x, PAGE_HEIGHT - at, to_x, PAGE_HEIGHT - middle)
        canvas.restoreState()
