"""The picture of the whole story: five lanes, a mark for each entry, spans, years below."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.marks import mark_of
from limbo_desktop.text.dates import month_heading
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import SMALL, draw_mark, lane_color
from limbo_desktop.ui.theme.metrics import RADIUS_CARD, RADIUS_SMALL
from limbo_desktop.ui.timeline.ruler import draw_dashed_span
from limbo_desktop.ui.timeline.scale import Scale, Tick, scale_of
from limbo_desktop.ui.timeline.story import Spot
from limbo_desktop.ui.widgets import Paragraph

_ROWS: Final = {lane.name: index for index, lane in enumerate(LANES)}
_LABELS: Final = 150
_END: Final = 23
_FIRST: Final = 20
_STEP: Final = 20
_AXIS: Final = 112
_BAR: Final = 8
_CROWD: Final = 2000


class StoryPicture(QWidget):
    """Draws the story; a click jumps (`asked` carries the id), the wheel zooms, a drag moves."""

    asked = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._spots: tuple[Spot, ...] = ()
        self._whole: Scale | None = None
        self._scale: Scale | None = None
        self._window: tuple[dt.date, dt.date] | None = None
        self._grabbed: tuple[float, Scale] | None = None
        self._dragged = False
        self._layer: QPixmap | None = None
        labels = [self._small(words.t(lane.label)).natural_width() for lane in LANES]
        self._start = max(theme.u(_LABELS), max(labels) + theme.u(13 + 14))
        self.setAccessibleName(words.t("Picture of the whole story"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(RADIUS_CARD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.height("picture"))

    def show_story(self, spots: tuple[Spot, ...]) -> None:
        """Draw these entries; documents are left to the list."""
        self._spots = tuple(spot for spot in spots if spot.lane in _ROWS and spot.dated)
        self._layer = None
        whole = scale_of(self._spots)
        if whole != self._whole:
            self._whole = self._scale = whole
        dated = len(self._spots)
        said = self._words.n("{count} dated entry", "{count} dated entries", dated)
        self.setAccessibleDescription(said)
        self.update()

    def show_window(self, first: dt.date | None, last: dt.date | None) -> None:
        """Mark the days that the list has in sight."""
        window = (first, last) if first and last else None
        if window != self._window:
            self._window = window
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        return QSize(self._theme.u(640), self._theme.height("picture"))

    # Places

    @property
    def _room(self) -> tuple[float, float]:
        """Return where time begins and how wide it is, from the line's start."""
        u = self._theme.u
        return self._start, max(1.0, self.width() - self._start - u(_END))

    def _x(self, place: float) -> float:
        start, width = self._room
        x = start + place * width
        return self.width() - x if self._theme.rtl else x

    def _place(self, x: float) -> float:
        start, width = self._room
        return ((self.width() - x if self._theme.rtl else x) - start) / width

    def _y(self, spot: Spot) -> float:
        return self._theme.u(_FIRST + _STEP * _ROWS[spot.lane])

    def _small(self, text: str) -> Paragraph:
        theme = self._theme
        return Paragraph(text, theme.font("small"), theme.line("small"), theme.rtl, lines=1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the window of the list, lanes, axis and marks."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, theme.u(RADIUS_CARD), theme.u(RADIUS_CARD))
        self._paint_window(painter)
        if self._layer is None:
            self._layer = self._painted()
        painter.drawPixmap(0, 0, self._layer)

    def _painted(self) -> QPixmap:
        """Return lanes, axis and marks: painted once, kept while the list scrolls over them."""
        dpr = self.devicePixelRatioF()
        layer = QPixmap(round(self.width() * dpr), round(self.height() * dpr))
        layer.setDevicePixelRatio(dpr)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lanes(painter)
        if self._scale is not None:
            self._paint_axis(painter)
            self._paint_story(painter)
        painter.end()
        return layer

    def _paint_story(self, painter: QPainter) -> None:
        spots = self._drawn()
        left, right = sorted((self._x(0), self._x(1)))
        area = QRectF(left, 0, right - left, self.height())
        painter.setClipRect(area)
        for spot in spots:
            self._paint_span(painter, spot)
        reach = self._theme.u(SMALL)
        painter.setClipRect(area.adjusted(-reach, 0, reach, 0))
        for spot in spots:
            self._paint_mark(painter, spot)

    def _drawn(self) -> list[Spot]:
        """Return what is drawn: in a crowd only one entry of a lane and kind of date a pixel."""
        scale = self._scale
        if scale is None:
            return []
        if len(self._spots) <= _CROWD:
            return list(self._spots)
        first, last = scale.start - scale.days * 0.02, scale.end + scale.days * 0.02
        step = scale.days / self._room[1]
        # By identity: the hash of an enumeration is slow, and there may be 100,000 of them.
        seen: dict[tuple[str, int, int], Spot] = {}
        for spot in self._spots:
            begin = (spot.earliest or spot.latest or dt.date.min).toordinal()
            end = spot.latest.toordinal() if spot.latest else last
            if begin <= last and end >= first:
                seen.setdefault((spot.lane, id(spot.certainty), int(begin / step)), spot)
        return list(seen.values())

    def _renew(self) -> None:
        """Paint anew: the scale has changed."""
        self._layer = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew at the new size."""
        super().resizeEvent(event)
        self._layer = None

    def _paint_window(self, painter: QPainter) -> None:
        if self._window is None or self._scale is None:
            return
        theme = self._theme
        u = theme.u
        places = (self._scale.place(self._window[0]), self._scale.place(self._window[1]))
        first, last = (self._x(min(1.02, max(-0.01, place))) for place in places)
        left, right = min(first, last) - u(8), max(first, last) + u(8)
        if right - left < u(24):
            middle = (left + right) / 2
            left, right = middle - u(12), middle + u(12)
        box = QRectF(left, u(4), right - left, self.height() - u(8))
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(box, u(RADIUS_SMALL), u(RADIUS_SMALL))

    def _paint_lanes(self, painter: QPainter) -> None:
        theme = self._theme
        u = theme.u
        start, end = self._x(0), self._x(1)
        for lane, index in _ROWS.items():
            y = u(_FIRST + _STEP * index)
            painter.setPen(QPen(theme.color("line"), 1.5))
            painter.drawLine(QLineF(start, y + 0.5, end, y + 0.5))
            label = self._small(self._words.t(next(x.label for x in LANES if x.name == lane)))
            width = label.natural_width()
            x = self.width() - u(13) - width if theme.rtl else u(13)
            box = QRectF(x, y - label.line / 2, width, label.line)
            label.draw(painter, box, theme.color("ink2"))

    def _paint_axis(self, painter: QPainter) -> None:
        scale, theme = self._scale, self._theme
        if scale is None:
            return
        u = theme.u
        ticks = scale.ticks(int(self._room[1] // u(104)))
        free = -1.0
        for tick in ticks:
            x = self._x(tick.place)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QLineF(x, u(9), x, u(_AXIS)))
            label = self._small(self._tick_words(tick, first=tick is ticks[0]))
            width = label.natural_width()
            start = abs(self._x(0) - x)
            if start < free or start + width > self._room[1]:
                continue
            free = start + width + u(12)
            left = x - u(6) - width if theme.rtl else x + u(6)
            box = QRectF(left, u(_AXIS + 9) - label.line / 2, width, label.line)
            label.draw(painter, box, theme.color("ink2"))

    def _tick_words(self, tick: Tick, *, first: bool) -> str:
        words, scale = self._words, self._scale
        year = words.digits(str(tick.day.year))
        if scale is not None and scale.days > 2.5 * 365:
            return year
        month = month_heading(words, tick.day.month)
        if first or tick.is_year:
            return words.t("{month} {year}", month=month, year=year)
        return month

    def _anchor(self, spot: Spot) -> float:
        """Return the x of the mark: the day, or the middle of what is unsure."""
        scale = self._scale
        if scale is None:
            return 0.0
        start, end = scale.place(spot.earliest, -0.02), scale.place(spot.latest, 1.03)
        if spot.certainty is Certainty.UNSURE:
            return self._x((start + end) / 2)
        return self._x(start if spot.earliest else end)

    def _paint_span(self, painter: QPainter, spot: Spot) -> None:
        scale = self._scale
        if scale is None or spot.certainty is Certainty.EXACT:
            return
        start, end = scale.place(spot.earliest, -0.05), scale.place(spot.latest, 1.05)
        if end < -0.05 or start > 1.05:
            return
        one, other = self._x(max(-0.05, start)), self._x(min(1.05, end))
        left, width = min(one, other), abs(other - one)
        height = self._theme.u(_BAR)
        least = self._theme.u(SMALL)
        if width < least:
            left, width = left + (width - least) / 2, least
        box = QRectF(left, self._y(spot) - height / 2, width, height)
        colour = lane_color(self._theme, spot.lane)
        mark = mark_of(spot.kind, in_exile=spot.in_exile)
        if spot.certainty is Certainty.UNSURE:
            painter.setBrush(self._theme.color("surface"))
            draw_dashed_span(painter, box, colour)
            return
        if width <= least:
            return
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QColor(mark.dark_soft if self._theme.dark else mark.light_soft))
        painter.drawRoundedRect(box, height / 2, height / 2)

    def _paint_mark(self, painter: QPainter, spot: Spot) -> None:
        if spot.certainty is Certainty.UNSURE:
            return
        x, side = self._anchor(spot), self._theme.u(SMALL)
        box = QRectF(x - side / 2, self._y(spot) - side / 2, side, side)
        mark = mark_of(spot.kind, in_exile=spot.in_exile)
        draw_mark(painter, self._theme, mark, box, with_icon=False)

    # Asking

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the entry nearest to a point, None when it lies farther than a mark's width."""
        reach = self._theme.u(SMALL)
        best: tuple[float, Spot] | None = None
        for spot in self._spots:
            if abs(self._y(spot) - point.y()) > self._theme.u(_STEP) / 2:
                continue
            distance = self._distance(spot, point.x())
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, spot)
        return best[1] if best else None

    def _distance(self, spot: Spot, x: float) -> float:
        distance = abs(self._anchor(spot) - x)
        scale = self._scale
        if scale is None or spot.certainty is Certainty.EXACT:
            return distance
        ends = sorted(
            (self._x(scale.place(spot.earliest, 0)), self._x(scale.place(spot.latest, 1)))
        )
        # A bar is as near as a mark is, but a mark on it comes first.
        return min(distance, 2.0 if ends[0] <= x <= ends[1] else distance)

    def nearest(self, place: float) -> Spot | None:
        """Return the entry whose beginning is nearest to a place of the scale."""
        scale = self._scale
        if scale is None:
            return None
        return min(
            self._spots, key=lambda spot: abs(scale.place(spot.anchor) - place), default=None
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if self._scale is not None:
            self._grabbed = (event.position().x(), self._scale)
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move in time while the button is held, if it is zoomed in."""
        if self._grabbed is None or self._whole is None:
            return
        x, scale = self._grabbed
        by = (event.position().x() - x) / self._room[1]
        if abs(event.position().x() - x) > self._theme.u(4):
            self._dragged = True
        if self._dragged:
            self._scale = scale.moved(by if self._theme.rtl else -by, self._whole)
            self._renew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Jump to what was clicked."""
        grabbed, self._grabbed = self._grabbed, None
        if grabbed is None or self._dragged:
            return
        spot = self.spot_at(event.position()) or self.nearest(self._place(event.position().x()))
        if spot is not None:
            self.asked.emit(spot.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole story again."""
        self._scale = self._whole
        self._renew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer."""
        turn = event.angleDelta().y()
        if turn and self._scale is not None and self._whole is not None:
            self._zoom(self._place(event.position().x()), 0.8 if turn > 0 else 1.25)
        event.accept()

    def _zoom(self, around: float, factor: float) -> None:
        if self._scale is not None and self._whole is not None:
            self._scale = self._scale.zoomed(min(1.0, max(0.0, around)), factor, self._whole)
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with plus and minus, move with the arrows, show all with 0."""
        step = {Qt.Key.Key_Left: -0.1, Qt.Key.Key_Right: 0.1}.get(Qt.Key(event.key()))
        if step is not None and self._scale is not None and self._whole is not None:
            self._scale = self._scale.moved(-step if self._theme.rtl else step, self._whole)
            self._renew()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(0.5, 0.8)
        elif event.key() == Qt.Key.Key_Minus:
            self._zoom(0.5, 1.25)
        elif event.key() == Qt.Key.Key_0:
            self._zoom(0.5, 1e6)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say which day the pointer is over."""
        if isinstance(event, QHelpEvent) and self._scale is not None:
            self.setToolTip(self._words.date(self._scale.day(self._place(event.pos().x()))))
        return super().event(event)
