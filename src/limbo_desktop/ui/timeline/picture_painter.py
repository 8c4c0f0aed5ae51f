"""Paints the strip: lanes, axis, waiting, bars with faded edges, marks; remembers what is where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.lanes import LANES, PROCEDURE
from limbo_desktop.case.marks import mark_of
from limbo_desktop.case.picture.extent import FADE, FAINTEST, Bar
from limbo_desktop.case.picture.lane import Cluster
from limbo_desktop.case.picture.scale import DAYS, MONTHS, YEARS, Step, Unit
from limbo_desktop.case.picture.story import Picture
from limbo_desktop.case.picture.waiting import Pause
from limbo_desktop.text.dates import month_heading
from limbo_desktop.text.spans import how_long
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import SMALL, MarkState, lane_color
from limbo_desktop.ui.theme.metrics import RADIUS_SMALL
from limbo_desktop.ui.timeline.mark_pictures import MarkPictures
from limbo_desktop.ui.timeline.picture_hits import Hit
from limbo_desktop.ui.timeline.plot import AXIS, Plot
from limbo_desktop.ui.widgets import Paragraph
from limbo_desktop.vault.timeline import Spot

NEAR: Final = 10
"""Marks nearer than this many units are shown as one."""

_BAR: Final = 8
_GAP: Final = 3
_CROWD: Final = 80
"""Bars after which those that differ by a few pixels only are not painted over each other."""
_LABEL_ROOM: Final = 104
_BEHIND: Final = 2.5


class PicturePainter:
    """Paints one plot; `hits` has what was painted, what lies above last."""

    def __init__(
        self, theme: Theme, words: Words, painter: QPainter, plot: Plot, marks: MarkPictures
    ) -> None:
        self._theme = theme
        self._words = words
        self._painter = painter
        self._plot = plot
        self._marks = marks
        self.hits: list[Hit] = []

    def small(self, text: str, style: str = "small") -> Paragraph:
        """Return a line of small text."""
        theme = self._theme
        return Paragraph(text, theme.font(style), theme.line(style), theme.rtl, lines=1)

    # Around

    def lanes(self) -> None:
        """Paint the lines of the lanes and their names."""
        theme, painter, plot = self._theme, self._painter, self._plot
        start, end = plot.mirrored(plot.start), plot.mirrored(plot.start + plot.width)
        for lane in LANES:
            y = plot.y(lane.name)
            painter.setPen(QPen(theme.color("line"), 1.5))
            painter.drawLine(QLineF(start, y + 0.5, end, y + 0.5))
            label = self.small(self._words.t(lane.label))
            self._text(label, theme.u(13), y, "ink2")

    def _text(self, label: Paragraph, start: float, middle: float, token: str) -> None:
        """Draw a line of text that begins `start` pixels from the line's start."""
        width = label.natural_width()
        left = self._plot.mirrored(start + width) if self._theme.rtl else start
        box = QRectF(left, middle - label.line / 2, width, label.line)
        label.draw(self._painter, box, self._theme.color(token))

    def axis(self, today: dt.date) -> None:
        """Paint the ticks of the scale and what they say, and the line of today."""
        theme, plot, u = self._theme, self._plot, self._theme.u
        scale = plot.scale
        step = scale.step(plot.width / u(_LABEL_ROOM), (*DAYS, *MONTHS, *YEARS))
        free, first = 0.0, True
        for day in scale.ticks(step):
            place = scale.place(day.toordinal())
            if not 0 <= place <= 1:
                continue
            x = plot.x(day.toordinal())
            self._painter.setPen(QPen(theme.color("line"), 1))
            self._painter.drawLine(QLineF(x, u(9), x, u(AXIS)))
            label = self.small(self._tick(day, step, first=first))
            start = place * plot.width + u(6)
            if start >= free and start + label.natural_width() <= plot.width + u(12):
                self._text(label, plot.start + start, u(AXIS + 9), "ink2")
                free, first = start + label.natural_width() + u(12), False
        place = scale.place(today.toordinal() + 0.5)
        if 0 <= place <= 1:
            x = plot.x(today.toordinal() + 0.5)
            self._painter.setPen(QPen(theme.color("accent"), 1.5))
            self._painter.drawLine(QLineF(x, u(9), x, u(AXIS)))
            label = self.small(self._words.t("today"))
            start = place * plot.width - label.natural_width() / 2
            start = min(start, plot.width + u(12) - label.natural_width())
            if start >= free:
                self._text(label, plot.start + start, u(AXIS + 9), "accent")

    def _tick(self, day: dt.date, step: Step, *, first: bool) -> str:
        words = self._words
        if step.unit is Unit.YEAR:
            return words.digits(str(day.year))
        if step.unit is Unit.MONTH:
            month = month_heading(words, day.month)
            if first or day.month == 1:
                year = words.digits(str(day.year))
                return words.t("{month} {year}", month=month, year=year)
            return month
        return words.date(day, within=None if first else day.year)

    # The story

    def story(self, picture: Picture, spots: Sequence[Spot]) -> None:
        """Paint waiting, bars and marks, each over the one before."""
        plot, u = self._plot, self._theme.u
        left, right = sorted((plot.x(plot.scale.start), plot.x(plot.scale.end)))
        area = QRectF(left, 0, right - left, u(AXIS))
        self._painter.setClipRect(area)
        mark = u(SMALL) * plot.day
        drawn: set[tuple[str, int, int]] = set()
        for name, lane in picture.lanes.items():
            for bar, entries, size in lane.bars(plot.scale, mark, _GAP * plot.day):
                box = self._box(bar, plot.y(name))
                # In a crowd many bars would cover the same pixels.
                grain = 2 if len(drawn) < _CROWD else 24
                key = (name, round(box.left() / grain), round(box.right() / grain))
                if key not in drawn:
                    drawn.add(key)
                    self._bar(spots[entries[0]], bar, box)
                self.hits.append(Hit(box, entries, size))
        for pause in picture.waits:
            self._pause(pause)
        reach = u(SMALL)
        self._painter.setClipRect(area.adjusted(-reach, 0, reach, 0))
        for name, lane in picture.lanes.items():
            for cluster in lane.clusters(plot.scale, mark, u(NEAR) * plot.day):
                self._cluster(cluster, spots, plot.y(name))
        self._painter.setClipping(False)

    def _pause(self, pause: Pause) -> None:
        """Paint waiting as a dashed length, with its words where they fit."""
        theme, plot, u = self._theme, self._plot, self._theme.u
        y = plot.y(PROCEDURE.name)
        ends = (plot.x(pause.start.toordinal() + 1), plot.x(pause.end.toordinal()))
        left, right = sorted(ends)
        left, right = left + u(SMALL) / 2, right - u(SMALL) / 2
        edge = (plot.x(plot.scale.start), plot.x(plot.scale.end))
        if right - left < u(6) or right < min(edge) or left > max(edge):
            return
        painter = self._painter
        colour = theme.color("edge")
        painter.setPen(QPen(theme.color("surface"), 3))
        painter.drawLine(QLineF(left, y + 0.5, right, y + 0.5))
        pen = QPen(colour, 1.5)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.drawLine(QLineF(left, y + 0.5, right, y + 0.5))
        shown = (max(left, min(edge)), min(right, max(edge)))
        label = self.small(how_long(self._words, pause.start, pause.end), "tiny")
        width = label.natural_width()
        if shown[1] - shown[0] > width + u(24):
            middle = (shown[0] + shown[1]) / 2
            patch = QRectF(middle - width / 2, y - label.line / 2, width, label.line)
            painter.fillRect(patch.adjusted(-u(4), 0, u(4), 0), theme.color("surface"))
            label.draw(painter, patch, theme.color("ink2"))
        box = QRectF(left, y - u(6), right - left, u(12))
        self.hits.append(Hit(box, pause=pause))

    def _box(self, bar: Bar, y: float) -> QRectF:
        """Return where a bar is painted: an open end runs out of sight."""
        plot, u = self._plot, self._theme.u
        beyond = plot.scale.days * 0.05
        low, high = plot.scale.start - beyond, plot.scale.end + beyond
        start = low if bar.open_start else max(low, bar.start)
        end = high if bar.open_end else min(high, bar.end)
        left, right = sorted((plot.x(start), plot.x(end)))
        more = max(0.0, u(SMALL) - (right - left)) / 2 if bar.faded else 0.0
        return QRectF(left - more, y - u(_BAR) / 2, right - left + 2 * more, u(_BAR))

    def _bar(self, spot: Spot, bar: Bar, box: QRectF) -> None:
        mark = mark_of(spot.kind, in_exile=spot.in_exile)
        soft = QColor(mark.dark_soft if self._theme.dark else mark.light_soft)
        if bar.faded:
            plot = self._plot
            ends = (plot.x(bar.start), plot.x(bar.end))
            self._faded(box, min(ends), max(ends), lane_color(self._theme, spot.lane), soft)
            return
        painter = self._painter
        painter.setPen(QPen(lane_color(self._theme, spot.lane), 1.5))
        painter.setBrush(soft)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _faded(self, box: QRectF, left: float, right: float, colour: QColor, soft: QColor) -> None:
        """Paint “some time within this”: a dashed outline that fades from `left` and `right`."""
        painter = self._painter
        pen = QPen(_fading(left, right, colour), 1.5)
        pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.setBrush(_fading(left, right, soft, 0.0))
        radius = min(box.height() / 2, 5.0)
        painter.drawRoundedRect(box, radius, radius)

    def _cluster(self, cluster: Cluster, spots: Sequence[Spot], y: float) -> None:
        told = [spots[number] for number in cluster.entries]
        spot = next((each for each in told if each.certainty is not Certainty.UNSURE), told[0])
        side = self._theme.u(SMALL)
        x = self._plot.x(cluster.start)
        box = QRectF(x - side / 2, y - side / 2, side, side)
        self.hits.append(Hit(box, cluster.entries, cluster.size))
        if cluster.size > 1:
            self._behind(spot, box)
        if spot.certainty is Certainty.UNSURE:
            height = self._theme.u(_BAR)
            pill = QRectF(box.left(), y - height / 2, side, height)
            mark = mark_of(spot.kind, in_exile=spot.in_exile)
            soft = QColor(mark.dark_soft if self._theme.dark else mark.light_soft)
            self._painter.setBrush(self._theme.color("surface"))
            colour = lane_color(self._theme, spot.lane)
            self._faded(pill, pill.left() - side / 3, pill.right() + side / 3, colour, soft)
            return
        mark = mark_of(spot.kind, in_exile=spot.in_exile)
        # A span that is too short for its bar is an outlined mark.
        days = self._days(spot)
        short = days is not None and days / self._plot.day <= side
        span = spot.certainty is Certainty.SPAN and short
        state = MarkState.SPAN if span else MarkState.EXACT
        self._marks.draw(self._painter, mark, box, state)

    def _days(self, spot: Spot) -> int | None:
        if spot.earliest is None or spot.latest is None:
            return None
        return (spot.latest - spot.earliest).days + 1

    def _behind(self, spot: Spot, box: QRectF) -> None:
        """Paint the edge of another mark behind one that stands for several."""
        shift = self._theme.u(10) * _BEHIND / 10
        step = QPointF(-shift if self._theme.rtl else shift, -shift)
        mark = mark_of(spot.kind, in_exile=spot.in_exile)
        other = box.translated(step)
        self._marks.draw(self._painter, mark, other, MarkState.SPAN)


def _fading(left: float, right: float, colour: QColor, least: float = FAINTEST) -> QLinearGradient:
    """Return `colour` across, fainter towards both ends."""
    gradient = QLinearGradient(left, 0, right, 0)
    faint = QColor(colour)
    faint.setAlphaF(colour.alphaF() * least)
    for place, shade in ((0.0, faint), (FADE, colour), (1 - FADE, colour), (1.0, faint)):
        gradient.setColorAt(place, shade)
    return gradient


def paint_window(
    painter: QPainter, plot: Plot, window: tuple[dt.date, dt.date], height: float
) -> None:
    """Paint which days the list has in sight, behind everything else."""
    theme, u, scale = plot.theme, plot.theme.u, plot.scale
    if window[1].toordinal() < scale.start or window[0].toordinal() > scale.end:
        return
    first, last = (plot.x(min(max(day.toordinal(), scale.start), scale.end)) for day in window)
    left, right = min(first, last) - u(8), max(first, last) + u(8)
    if right - left < u(24):
        middle = (left + right) / 2
        left, right = middle - u(12), middle + u(12)
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("accent_soft"))
    box = QRectF(left, u(4), right - left, height - u(8))
    painter.drawRoundedRect(box, u(RADIUS_SMALL), u(RADIUS_SMALL))
