"""The line of the case on the cover: five lanes, the marks where they belong in time."""

import datetime as dt

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.styles import ink
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.marks import Mark
from limbo_desktop.case.picture.extent import begin_of, end_of
from limbo_desktop.case.picture.scale import day_of

LINE_HEIGHT = 31 * MM
_MARK = 4.2 * MM
_LINE_INK = "#D8D8D4"
_BAR = 2.2
_ORDER = (Certainty.SPAN, Certainty.UNSURE, Certainty.EXACT)
"""What is drawn first: bars under marks, what is not certain under what is."""
_MOST_YEARS = 12
"""Labels of years that fit under the line."""


def draw_line(sheet: Sheet, telling: Telling, top: float) -> None:
    """Draw the lanes, the years and every entry with a date."""
    dated = [entry for entry in telling.selection.entries if entry.date.known]
    if not dated:
        return
    first, last = span_of(dated)
    scale = _Scale(first, last)
    height = LINE_HEIGHT - telling.styles.apparatus.leading
    pitch = height / len(LANES)
    tops = {lane.name: top + pitch * (place + 0.5) for place, lane in enumerate(LANES)}
    for y in tops.values():
        sheet.rule(y, thickness=0.6, colour=_LINE_INK)
    _years(sheet, telling, scale, top, height)
    for entry in sorted(dated, key=lambda each: _ORDER.index(each.date.certainty)):
        _entry(sheet, scale, entry, tops[entry.lane.name])


def span_of(entries: list[Entry]) -> tuple[dt.date, dt.date]:
    """The first and the last day that the entries touch."""
    first = min(begin_of(entry.date) for entry in entries)
    last = max(end_of(entry.date) - 1 for entry in entries)
    return day_of(first), day_of(last)


class _Scale:
    """Days to points from the start of the line, a month at least, with room for a mark at both
    ends.
    """

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self._days = max((last - first).days, 30)
        self._room = TEXT_WIDTH - 2 * _MARK

    def at(self, day: dt.date) -> float:
        """The middle of a mark."""
        share = (min(max(day, self.first), self.last) - self.first).days / self._days
        return _MARK + share * self._room


def _years(sheet: Sheet, telling: Telling, scale: _Scale, top: float, height: float) -> None:
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = len(years) // _MOST_YEARS + 1
    for year in years[::step]:
        at = scale.at(dt.date(year, 1, 1))
        sheet.upright(at, top, top + height, 0.6, _LINE_INK)
        label = telling.words.digits(str(year))
        if at < TEXT_WIDTH - 11 * MM:
            sheet.text(label, telling.styles.apparatus, at + 3, top + height, 12 * MM)
    if scale.at(dt.date(scale.first.year + 1, 1, 1)) > 14 * MM or not years:
        label = telling.words.digits(str(scale.first.year))
        sheet.text(label, telling.styles.apparatus, 0, top + height, 12 * MM)


def _entry(sheet: Sheet, scale: _Scale, entry: Entry, y: float) -> None:
    mark, date = event_mark(entry.event), entry.date
    start = scale.at(date.earliest or date.latest or scale.first)
    if date.certainty is Certainty.SPAN:
        end = scale.at(date.latest) if date.latest else TEXT_WIDTH
        _bar(sheet, mark, start, end, y)
        draw_mark(sheet, mark, Certainty.EXACT, start - _MARK / 2, y - _MARK / 2, _MARK, apart=True)
        return
    middle = (start + scale.at(date.latest or scale.last)) / 2
    draw_mark(sheet, mark, date.certainty, middle - _MARK / 2, y - _MARK / 2, _MARK, apart=True)


def _bar(sheet: Sheet, mark: Mark, start: float, end: float, y: float) -> None:
    """A span: an outlined bar from its beginning to its end."""
    canvas = sheet.canvas
    width = max(end - start, 1.0)
    canvas.saveState()
    canvas.setStrokeColor(ink(mark.light))
    canvas.setFillColor(ink(mark.light_soft))
    canvas.setLineWidth(0.9)
    left = sheet.frame.left(start, width)
    canvas.roundRect(left, PAGE_HEIGHT - y - _BAR, width, 2 * _BAR, _BAR, stroke=1, fill=1)
    canvas.restoreState()
