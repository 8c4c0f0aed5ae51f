"""Draws one page of the picture: lanes, years, spans, waiting, marks and labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.marks import event_mark
from limbo_desktop.bundle.pages.picture_layout import (
    AT_LABEL,
    AT_MARK,
    AXIS,
    MARK,
    Label,
    Lanes,
    Stretch,
    lanes_of,
    waits_of,
)
from limbo_desktop.bundle.pages.styles import HAIR_INK
from limbo_desktop.bundle.pages.surface import DASHES, Box, Surface
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.pages.titles import entry_title
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.lanes import LANES, PROCEDURE
from limbo_desktop.case.picture.extent import bar_of
from limbo_desktop.case.picture.scale import MONTHS, YEARS
from limbo_desktop.case.picture.waiting import Pause
from limbo_desktop.text.typeset import INK

_TICK = 3.0
"""Fewest points between two marks of the scale."""


@dataclass(frozen=True)
class Drawn:
    """One page of the picture, ready to draw on any surface."""

    telling: Telling
    stretch: Stretch
    labels: Sequence[Label]
    dated: Sequence[Entry]

    @cached_property
    def _lanes(self) -> Lanes:
        return lanes_of(self.stretch.area, self.dated)

    @property
    def _end(self) -> float:
        """Where the lanes end: with the time of the page, or below its last label."""
        told = [label.top + label.block.height for label in self.labels if label.block]
        return max(self.stretch.bottom, *told, 0.0)

    def draw(self, surface: Surface) -> None:
        """Draw lanes, years, waiting, spans, marks and labels."""
        self._heads(surface)
        self._years(surface)
        for pause in waits_of(self.dated):
            self._wait(surface, pause)
        here = {label.entry.number for label in self.labels if label.entry}
        for entry in self.dated:
            if entry.number not in here:
                self._bar(surface, entry)
        for label in self.labels:
            self._label(surface, label)

    def _heads(self, surface: Surface) -> None:
        words, styles = self.telling.words, self.telling.styles
        lanes, rule, bottom = self._lanes, self.stretch.area.rule, self._end
        for place, lane in enumerate(LANES):
            start = lanes.starts[place]
            width = lanes.widths[place] - 1 * MM
            label = self.telling.set(words.t(lane.label), styles.apparatus_bold, width)
            spare = (lanes.widths[place] - label.natural_width) / 2
            surface.block(label, start + min(2.8 * MM, spare), rule - label.height - 3)
            if place:
                surface.line((start, rule - 6 * MM), (start, bottom), 0.4, HAIR_INK)
        surface.line((0, rule), (self.stretch.area.width, rule), 1.0, INK)
        surface.line((AXIS, rule), (AXIS, bottom), 1.0, INK)

    def _years(self, surface: Surface) -> None:
        """The scale: years with their numbers, months as far as there is room for them."""
        stretch, leading = self.stretch, self.telling.styles.year.leading
        height = stretch.bottom - stretch.area.top
        years = stretch.scale.step(height / leading, YEARS)
        months = stretch.scale.step(height / _TICK, (MONTHS[0], MONTHS[1], YEARS[0]))
        if years.count == 1:
            for day in stretch.scale.ticks(months):
                at = stretch.at(day.toordinal())
                surface.line((AXIS - 1 * MM, at), (AXIS, at), 0.6, INK)
        told = [day for day in stretch.scale.ticks(years) if stretch.holds(day.toordinal())]
        for day in told:
            at = stretch.at(day.toordinal())
            self._year(surface, day.year, at)
            surface.line((AXIS - 2.5 * MM, at), (AXIS, at), 1.0, INK)
            if day.toordinal() != stretch.scale.start:
                surface.line((AXIS, at), (self.stretch.area.width, at), 0.4, HAIR_INK)
        top = stretch.area.top
        if not told or stretch.at(told[0].toordinal()) - top >= leading:
            self._year(surface, stretch.scale.day(0).year, top)

    def _year(self, surface: Surface, number: int, at: float) -> None:
        style = self.telling.styles.year
        year = self.telling.words.digits(str(number))
        block = self.telling.set(year, style, AXIS - 3 * MM, end=True)
        surface.block(block, 0, at - style.leading / 2)

    def _wait(self, surface: Surface, pause: Pause) -> None:
        """Waiting, dashed from what asked for an answer to what came."""
        stretch = self.stretch
        first, last = (float(day.toordinal()) for day in (pause.start, pause.end))
        if last < stretch.scale.start or first >= stretch.scale.end:
            return
        middle = self._lanes.start(PROCEDURE) + AT_MARK + MARK / 2
        top, bottom = stretch.at(first) + MARK / 2 + 1, stretch.at(last) - MARK / 2 - 1
        if bottom > top:
            surface.line((middle, top), (middle, bottom), 0.9, HAIR_INK, DASHES)

    def _bar(self, surface: Surface, entry: Entry) -> bool:
        """What takes time, outlined; what happened some time within it, dashed and fading."""
        stretch, bar = self.stretch, bar_of(entry.date)
        if bar is None:
            return False
        end = stretch.scale.end if bar.open_end else bar.end
        if end < stretch.scale.start or bar.start >= stretch.scale.end:
            return False
        mark = event_mark(entry.event)
        top, bottom = stretch.at(bar.start), stretch.at(end)
        if bottom - top <= MARK:
            return False
        width = MARK * (0.8 if bar.faded else 0.55)
        start = self._lanes.start(entry.lane) + AT_MARK + (MARK - width) / 2
        if bar.faded:
            # The ends that fade may lie on other pages.
            first, last = stretch.raw(bar.start), stretch.raw(end)
            whole = Box(start, first, width, last - first)
            surface.faded(whole, mark.light, mark.light_soft, stretch.seen)
        else:
            surface.bar(Box(start, top, width, bottom - top), mark.light, mark.light_soft, 1.0)
        return True

    def _label(self, surface: Surface, label: Label) -> None:
        if label.entry is None:
            self._words(surface, label)
            return
        entry = label.entry
        title = entry_title(self.telling, entry)
        with surface.entry(title, self.telling.words.date(entry.event.when)):
            barred = self._bar(surface, entry)
            certainty = entry.date.certainty
            if certainty is not Certainty.UNSURE or not barred:
                certainty = Certainty.EXACT if barred else certainty
                start = self._lanes.start(entry.lane)
                top = label.at - MARK / 2
                surface.mark(event_mark(entry.event), certainty, start + AT_MARK, top, MARK)
            self._words(surface, label)

    def _words(self, surface: Surface, label: Label) -> None:
        """The words beside a mark, on white, so that no line of the picture runs through them."""
        block = label.block
        if block is None:
            return
        start = self._lanes.start(label.lane)
        middle = label.top + self.telling.styles.tiny.leading / 2
        if abs(middle - label.at) > 2 and label.entry is not None:
            at = (start + AT_MARK + MARK + 1, label.at)
            surface.line(at, (start + AT_LABEL - 1.5, middle), 0.6, HAIR_INK)
        surface.clear(Box(start + AT_LABEL, label.top, block.natural_width, block.height))
        surface.block(block, start + AT_LABEL, label.top)
